"""Only the form itself may write: who asks, with which secret, how much, and where to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bantin.preview import forms
from bantin.preview.app import application
from bantin.preview.board import Board
from bantin.preview.desk import Desk
from bantin.preview.frames import Asked, Reply
from bantin.preview.guard import POLICY
from bantin.writing.requests import Request, unpacked

from .desks import writing_desk
from .small_site import SmallSite, lying, small_site

PORT = 8000
TOKEN = "the-word-of-this-run"  # noqa: S105 - it guards nothing
HOME = f"http://127.0.0.1:{PORT}"
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}
EDIT = "/_desk/edit/articles/phat-dong"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return small_site(tmp_path_factory.mktemp("web") / "site")


@pytest.fixture(scope="module")
def client(site: SmallSite) -> TestClient:
    opened = writing_desk(site)
    desk = Desk(opened.resident, opened.scribe)
    desk.refresh(None)

    async def ask(what: str, address: str, lang: str, body: bytes = b"") -> Reply:
        return desk.answer(Asked(number=1, what=what, address=address, lang=lang, body=body))

    app = application(ask, Board(), port=PORT, token=TOKEN, is_for_writing=True)
    return TestClient(app, base_url=HOME, follow_redirects=False)


@pytest.fixture
def unharmed(site: SmallSite) -> Iterator[None]:
    before = lying(site.content)
    yield
    assert lying(site.content) == before


FORM = {"token": TOKEN, "stamp": "", "title": "Bị sửa", "body": "Bị sửa."}


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {**OWN, "host": f"evil.example:{PORT}"},
        {**OWN, "host": "127.0.0.1"},
        {**OWN, "sec-fetch-site": "cross-site"},
        {**OWN, "sec-fetch-site": "same-site"},
        {**OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate",
         "sec-fetch-dest": "document"},
    ],
)  # fmt: skip
def test_a_foreign_page_cannot_write(client: TestClient, headers: dict[str, str]) -> None:
    for address in (EDIT, "/_desk/new", "/_desk/photo/articles/phat-dong"):
        assert client.post(address, data=FORM, headers=headers).status_code == 403


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], f"{TOKEN}x", "đ"])
def test_nobody_writes_without_the_secret(client: TestClient, token: str) -> None:
    form = {**FORM, "token": token}
    for what in ("edit", "try", "card", "undo"):
        address = f"/_desk/{what}/articles/phat-dong"
        assert client.post(address, data=form, headers=OWN).status_code == 403
    assert client.post("/_desk/new", data=form, headers=OWN).status_code == 403
    sent = {**OWN, "x-bantin-token": token.encode()}
    photo = client.post("/_desk/photo/articles/phat-dong", content=b"x", headers=sent)  # type: ignore[arg-type]
    assert photo.status_code == 403


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_there_is_no_other_way_to_write(client: TestClient, method: str) -> None:
    assert client.request(method, EDIT, headers=OWN).status_code == 403


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "address",
    ["/", "/index.html", "/articles/phat-dong.html", f"/_preview/{TOKEN}/problems", "/_desk"],
)
def test_only_the_desk_takes_forms(client: TestClient, address: str) -> None:
    assert client.post(address, data=FORM, headers=OWN).status_code == 403


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "item",
    ["articles/..", "..%2f..", "articles/../../x", "articles/%2e%2e", "articles/none", "names.csv",
     "articles/phat-dong%00", "articles/phat-dong/vi.md", "articles/2024", "pages/"],
)  # fmt: skip
def test_nothing_outside_an_item_is_written(client: TestClient, item: str) -> None:
    for what in ("edit", "try", "undo"):
        answer = client.post(f"/_desk/{what}/{item}", data=FORM, headers=OWN)
        assert answer.status_code in (403, 404)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("text", ["../vi", "vi.md", "x", "fr", "VI"])
def test_there_are_no_texts_in_other_languages(client: TestClient, text: str) -> None:
    answer = client.post(EDIT, data={**FORM, "text": text}, headers=OWN)

    assert answer.status_code == 404


def test_too_much_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_FORM", 1000)
    monkeypatch.setattr(forms, "LARGEST_FILE", 1000)
    sent = {**OWN, "x-bantin-token": TOKEN}

    def unmeasured() -> Iterator[bytes]:
        yield b"x" * 600
        yield b"x" * 600

    for content in (b"x" * 1001, unmeasured()):
        photo = client.post("/_desk/photo/articles/phat-dong", content=content, headers=sent)
        assert photo.status_code == 413
    form = client.post(EDIT, data={**FORM, "body": "x" * 1001}, headers=OWN)
    assert form.status_code == 413


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("content", [b"\xff", b"title=%ff&token=x", b"a&" * 6000, b"=" * 9])
def test_what_is_no_form_is_refused(client: TestClient, content: bytes) -> None:
    assert client.post(EDIT, content=content, headers=OWN).status_code in (400, 403)


@pytest.mark.usefixtures("unharmed")
def test_a_folder_that_is_a_link_is_not_written(
    site: SmallSite, client: TestClient, tmp_path: Path
) -> None:
    away = tmp_path / "away.md"
    away.write_text("---\nTitle: Away\n---\n\nAway.\n", encoding="utf-8")
    link = site.content / "articles/tin-thuong/en.md"
    link.symlink_to(away)
    try:
        form = {**FORM, "text": "en"}
        answer = client.post("/_desk/edit/articles/tin-thuong", data=form, headers=OWN)
    finally:
        link.unlink()

    assert answer.status_code == 500
    assert "Away." in away.read_text("utf-8")


def test_pages_of_the_desk_are_as_guarded_as_others(client: TestClient) -> None:
    for address in ("/_desk/", "/_desk/new", EDIT, "/_desk/form.js", "/_desk/desk.css"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"] == f"{POLICY}; frame-src 'self'"
        assert answer.headers["cache-control"] == "no-store"
    for address in ("/_desk/scribe.py", "/_desk/templates/form.html", "/_desk/form-cards.js"):
        assert client.get(address).status_code == 404


def test_the_form_itself_may_write(client: TestClient, site: SmallSite) -> None:
    page = client.get(EDIT).text
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    assert f'name="token" value="{TOKEN}"' in page
    form = {"token": TOKEN, "stamp": stamp, "title": "Sửa được"}

    answer = client.post(EDIT, data=form, headers=OWN)

    assert answer.status_code == 303
    assert answer.headers["location"] == f"{EDIT}?ui=vi&done=saved"
    text = (site.content / "articles/phat-dong/vi.md").read_text("utf-8")
    assert "Tiêu đề: Sửa được\n" in text
    assert "Sửa được" in client.get("/articles/phat-dong.html").text
    assert 'data-desk="/_desk/"' in client.get("/articles/phat-dong.html").text


PAIRS = st.lists(st.tuples(st.text(), st.text())).map(tuple)


@given(PAIRS, PAIRS, st.booleans())
def test_a_request_arrives_as_it_was_sent(
    query: tuple[tuple[str, str], ...], form: tuple[tuple[str, str], ...], wants: bool
) -> None:
    request = Request(method="POST", query=query, form=form, wants_json=wants)

    assert unpacked(request.packed()) == request
