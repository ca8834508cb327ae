"""The preview answers this machine only, shows drafts, and tells of each save."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bantin.preview.about import is_about, page_of
from bantin.preview.app import application, etag
from bantin.preview.board import Board
from bantin.preview.desk import Desk
from bantin.preview.drafts import drafts_page
from bantin.preview.engine import Draft
from bantin.preview.frames import (
    Asked,
    Reply,
)
from bantin.preview.guard import POLICY, is_secret, plain_address

from . import previews
from .browser.server import POLICY as READERS_POLICY
from .previews import HEAD, TRICKS, small_folder
from .tiny_preview import TinyEngine

PORT = 8000
TOKEN = "the-word-of-this-run"  # noqa: S105 - it guards nothing
OWN = f"/_preview/{TOKEN}/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "site")


@pytest.fixture
def desk(folder: Path) -> Desk:
    desk = Desk(TinyEngine(folder))
    desk.refresh(None)
    return desk


def client_of(desk: Desk, port: int = PORT) -> TestClient:
    async def ask(what: str, address: str, lang: str, body: bytes = b"") -> Reply:
        return desk.answer(Asked(number=1, what=what, address=address, lang=lang, body=body))

    app = application(ask, Board(), port=port, token=TOKEN)
    return TestClient(app, base_url=f"http://127.0.0.1:{port}")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


# ── pages ────────────────────────────────────────────────────────────────────


def test_pages_carry_the_script_that_keeps_them_new(client: TestClient) -> None:
    answer = client.get("/")

    assert "Trang nhất" in answer.text
    assert f'<head>\n<script src="{OWN}preview.js" data-preview="' in answer.text
    assert 'data-build="1" defer></script>' in answer.text


def test_other_files_are_served_as_they_are(client: TestClient) -> None:
    answer = client.get("/theme/site.css")

    assert (answer.text, answer.headers["content-type"]) == (
        "p { color: red }",
        "text/css; charset=utf-8",
    )


@pytest.mark.parametrize("address", ["/", "/none.html", "/theme/site.css", f"{OWN}preview.js"])
def test_answers_are_as_guarded_as_those_that_readers_get(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert headers["content-security-policy"] == POLICY == READERS_POLICY
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient, folder: Path) -> None:
    known = {"if-none-match": client.get("/").headers["etag"]}

    assert client.get("/", headers=known).status_code == 304
    previews.write(folder, "index.html", f"{HEAD}<body>Trang mới</body>")
    assert client.get("/", headers=known).status_code == 200


def test_a_file_whose_name_tells_its_content_is_asked_for_once(
    client: TestClient, folder: Path
) -> None:
    for name in ("site.0123abcd.js", "site.js"):
        previews.write(folder, f"theme/{name}", "old")
        assert client.get(f"/theme/{name}").text == "old"
        previews.write(folder, f"theme/{name}", "new")

    assert client.get("/theme/site.0123abcd.js").text == "old"
    assert client.get("/theme/site.js").text == "new"


def test_a_page_of_another_run_is_sent_again() -> None:
    assert etag(b"page", "one") != etag(b"page", "two")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/articles/2024/none.html", 'href="/index.html"'),
        ("/en/none/x.html", 'src="/a.png" srcset="/a.png 480w, /en/b.png 960w"'),
    ],
)
def test_a_wrong_address_gets_a_page_whose_links_hold_there(
    client: TestClient, address: str, link: str
) -> None:
    answer = client.get(address)

    assert (answer.status_code, link in answer.text) == (404, True)


def test_a_page_that_cannot_be_made_says_why_and_stays_watched(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    previews.write(folder, "x.broken", "")
    before = desk.told

    answer = client.get("/x.broken")

    assert answer.status_code == 503
    assert "“x.broken” cannot be made" in answer.text
    assert "preview.js" in answer.text
    assert (desk.told.turn, desk.told.build) == (before.turn + 1, before.build)
    client.get("/x.broken")
    assert desk.told.turn == before.turn + 1


# ── the guard ────────────────────────────────────────────────────────────────

CROSS = {"sec-fetch-site": "cross-site"}
PORTS = {"sec-fetch-site": "same-site"}
VISIT = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FRAME = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
        {"host": f"evil.example:{PORT}"},
        {"host": f"127.0.0.1:{PORT}.evil.example"},
        {"origin": "http://evil.example"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"origin": "null"},
        {**CROSS, "sec-fetch-mode": "no-cors"},
        {**PORTS, "sec-fetch-mode": "no-cors"},
        {**CROSS, **FRAME},
        {**PORTS, **FRAME},
    ],
)
def test_a_foreign_page_gets_no_answer(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/", f"{OWN}events", "/nothing"):
        assert client.get(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{**CROSS, **VISIT}, {"origin": f"http://127.0.0.1:{PORT}"}, {"sec-fetch-site": "none"}],
)
def test_a_link_may_lead_here(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/", headers=headers).status_code == 200


def test_a_browser_leaves_out_the_port_of_the_web(desk: Desk) -> None:
    assert client_of(desk, 80).get("/", headers={"host": "localhost"}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 403


@pytest.mark.parametrize("name", ["preview.js", "preview.css", "drafts.css", "drafts", "problems"])
def test_what_the_preview_itself_says_needs_the_secret(client: TestClient, name: str) -> None:
    assert client.get(f"{OWN}{name}").status_code == 200
    for wrong in (f"/_preview/{name}", f"/_preview//{name}", f"/_preview/đ{TOKEN}/{name}",
                  f"/_preview/{TOKEN[:-1]}/{name}"):  # fmt: skip
        assert client.get(wrong).status_code in (403, 404)


@pytest.mark.parametrize("name", ["app.py", "__main__.py", "..%2fapp.py", "", "places.js"])
def test_nothing_else_of_the_preview_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"{OWN}{name}").status_code == 404


@given(st.text(), st.text())
def test_the_secret_is_told_from_everything_else(given: str, token: str) -> None:
    given, token = (text.encode("utf-8", "ignore").decode() for text in (given, token))

    assert is_secret(given, token) == (given == token)


@pytest.mark.parametrize("path", TRICKS)
def test_nothing_outside_the_folder_is_reached(folder: Path, path: str) -> None:
    answer = client_of(Desk(TinyEngine(folder))).get(path)

    assert answer.status_code == 404
    assert "secret" not in answer.text


@given(st.binary().map(lambda raw: b"/" + raw) | st.sampled_from(TRICKS).map(str.encode))
def test_an_address_never_leads_upwards(raw: bytes) -> None:
    address = plain_address(raw)

    if address is not None:
        parts = address.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert not any(c in address for c in "\\:\0\n")


def test_a_folder_is_answered_by_its_index() -> None:
    asked = {raw: plain_address(raw) for raw in (b"/", b"/en/", b"/a%20b.html", b"/%C4%91.html")}

    assert list(asked.values()) == ["index.html", "en/index.html", "a b.html", "đ.html"]


# ── problems and drafts ──────────────────────────────────────────────────────


def test_the_problems_of_the_shown_page_come_first(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    previews.write(
        folder,
        "problems.txt",
        "content/articles/2024/khac/vi.md:3:error:một\n"
        "content/articles/2024/2024-03-04-Đã mở/en.md:5:warning:hai\n"
        "content/names.csv:1:info:ba\n",
    )
    desk.refresh(None)

    found = client.get(f"{OWN}problems?page=en/articles/da-mo.html&lang=en").json()

    assert [problem["message"] for problem in found["here"]] == ["hai"]
    assert [problem["message"] for problem in found["elsewhere"]] == ["một", "ba"]
    assert [found[kind] for kind in ("errors", "warnings", "notes", "left")] == [1, 1, 1, 0]


def test_a_long_list_is_cut_and_says_so(client: TestClient, desk: Desk, folder: Path) -> None:
    lines = [f"content/articles/bai-{n}/vi.md:1:error:{n}" for n in range(5000)]
    previews.write(folder, "problems.txt", "\n".join(lines))
    desk.refresh(None)

    answer = client.get(f"{OWN}problems?page=articles/bai-4999.html")
    found = answer.json()

    assert found["here"][0]["message"] == "4999"
    assert len(found["here"]) + len(found["elsewhere"]) + found["left"] == found["errors"] == 5000
    assert len(answer.content) < 100_000


def test_a_failure_is_told_in_the_language_of_the_page(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    previews.write(folder, "failure.txt", "hỏng")
    desk.refresh(None)

    found = client.get(f"{OWN}problems").json()

    assert found["failure"] == {"message": "the site cannot be made: hỏng", "remedy": "Mend hỏng"}
    assert "Trang nhất" in client.get("/").text
    (folder / "failure.txt").unlink()
    desk.refresh(None)
    assert client.get(f"{OWN}problems").json()["failure"] is None


@pytest.mark.parametrize(
    ("languages", "home"),
    [(("vi", "en"), "/en/index.html"), (("en", "vi"), "/index.html"), (("vi",), "/index.html")],
)
def test_the_way_back_from_the_drafts_is_there(languages: tuple[str, ...], home: str) -> None:
    assert f'<a href="{home}">' in drafts_page((), "en", languages).decode()


def test_drafts_are_listed_and_their_titles_are_only_text(folder: Path) -> None:
    draft = Draft(address="articles/x.html", title="<b>Một & hai</b>", status="draft")
    desk = Desk(TinyEngine(folder, drafts=(draft,)))
    desk.refresh(None)
    client = client_of(desk)

    vi, en = (client.get(f"{OWN}drafts?lang={lang}").text for lang in ("vi", "en"))

    assert '<a href="/articles/x.html" lang="vi">&lt;b&gt;Một &amp; hai&lt;/b&gt;</a>' in vi
    assert ("Bản nháp và bài chờ đăng" in vi, "Drafts and scheduled items" in en) == (True, True)
    assert client.get(f"{OWN}problems").json()["drafts"] == 1


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("content/articles/2024/2024-03-04-Phát động/vi.md", "articles/phat-dong.html"),
        ("content/articles/tin/1.jpg", "articles/tin.html"),
        ("content/campaigns/dot-mot/en.md", "campaigns/dot-mot.html"),
        ("content/articles/vi.md", ""),
        ("content/names.csv", ""),
        ("pelicanconf.py", ""),
        ("", ""),
    ],
)
def test_a_file_is_shown_on_the_page_of_its_folder(path: str, page: str) -> None:
    assert page_of(path) == page
    assert is_about(path, f"en/{page}") == is_about(path, page)
