"""The preview answers this machine only, shows drafts, and tells of each save."""

import asyncio
import json
import socket
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bantin.preview.about import is_about, page_of
from bantin.preview.app import application, etag
from bantin.preview.board import MOST_LISTENERS, Board
from bantin.preview.desk import Desk
from bantin.preview.engine import Draft
from bantin.preview.folder import FolderEngine
from bantin.preview.frames import (
    Asked,
    Frame,
    LineClosed,
    Listening,
    Reply,
    Saved,
    Told,
    read,
    write,
)
from bantin.preview.guard import POLICY, is_secret, plain_address
from bantin.preview.watch import is_beside, watch

from . import previews
from .browser.server import POLICY as READERS_POLICY
from .previews import Preview, bantin_serve, tiny
from .small_site import SmallSite, lying, small_site
from .tiny_preview import TinyEngine

PORT = 8000
TOKEN = "the-word-of-this-run"  # noqa: S105 - it guards nothing
OWN = f"/_preview/{TOKEN}/"
HEAD = "<!DOCTYPE html><html lang=vi><head><title>Tin</title></head>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    previews.write(folder, "index.html", f"{HEAD}<body>Trang nhất</body>")
    previews.write(folder, "404.html", f'{HEAD}<body>Không có <a href="index.html">về</a></body>')
    previews.write(folder, "en/404.html", f'{HEAD}<body>None <img src="../a.png"></body>')
    previews.write(folder, "theme/site.css", "p { color: red }")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def desk(folder: Path) -> Desk:
    desk = Desk(TinyEngine(folder))
    desk.refresh(None)
    return desk


def client_of(desk: Desk, port: int = PORT) -> TestClient:
    async def ask(what: str, address: str, lang: str) -> Reply:
        return desk.answer(Asked(number=1, what=what, address=address, lang=lang))

    app = application(ask, Board(), port=port, token=TOKEN)
    return TestClient(app, base_url=f"http://127.0.0.1:{port}")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


# ── pages ────────────────────────────────────────────────────────────────────


def test_pages_carry_the_script_that_keeps_them_new(client: TestClient) -> None:
    answer = client.get("/")

    assert "Trang nhất" in answer.text
    assert f'<script src="{OWN}preview.js" data-preview="' in answer.text
    assert 'data-build="1" defer></script>\n</head>' in answer.text


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


def test_a_page_of_another_run_is_sent_again() -> None:
    assert etag(b"page", "one") != etag(b"page", "two")


@pytest.mark.parametrize(
    ("address", "link"),
    [("/articles/2024/none.html", 'href="/index.html"'), ("/en/none/x.html", 'src="/a.png"')],
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


TRICKS = [
    *("/../secret.txt", "/%2e%2e/secret.txt", "/articles/..%2f..%2fsecret.txt", "/out.txt"),
    *("//etc/passwd", "/a//b", "/%00", "/index.html%00", "/..\\secret.txt", "/%5c..%5csecret.txt"),
    *("/c:/secret.txt", "/%ff", "/%0aindex.html"),
]


@pytest.mark.parametrize("path", TRICKS)
def test_nothing_outside_the_folder_is_reached(folder: Path, path: str) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "loop").symlink_to(folder.parent)
    desk = Desk(FolderEngine(lambda: pytest.fail("nothing is built"), folder))

    answer = client_of(desk).get(path)  # which makes /index.html of /./index.html by itself

    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert client_of(desk).get("/loop/secret.txt").status_code == 404


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


# ── the line between the processes ───────────────────────────────────────────

NUMBERS = st.integers(0, 2**53)
FRAMES: st.SearchStrategy[Frame] = st.one_of(
    st.builds(Told, turn=NUMBERS, build=NUMBERS),
    st.builds(Listening, port=NUMBERS),
    st.builds(Saved, paths=st.lists(st.text()).map(tuple)),
    st.builds(Asked, number=NUMBERS, what=st.text(), address=st.text(), lang=st.text()),
    st.builds(Reply, number=NUMBERS, build=NUMBERS, status=NUMBERS, media_type=st.text(),
              body=st.binary()),
)  # fmt: skip


class Trickle(BytesIO):
    """A pipe that hands out a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 3))


@given(st.lists(FRAMES))
def test_what_is_said_arrives_as_it_was_said(frames: list[Frame]) -> None:
    pipe = BytesIO()
    for frame in frames:
        write(pipe, frame)

    source = Trickle(pipe.getvalue())

    assert [read(source) for _ in frames] == frames
    with pytest.raises(LineClosed):
        read(source)


def test_half_a_frame_is_none() -> None:
    pipe = BytesIO()
    write(pipe, Listening(port=8000))

    for length in range(len(pipe.getvalue())):
        with pytest.raises(LineClosed):
            read(BytesIO(pipe.getvalue()[:length]))


def test_a_closed_line_takes_nothing() -> None:
    pipe = BytesIO()
    pipe.close()
    with pytest.raises(LineClosed):
        write(pipe, Listening(port=8000))


# ── news ─────────────────────────────────────────────────────────────────────


def test_whoever_listens_is_told_the_newest_and_each_that_follows() -> None:
    async def told() -> list[str]:
        board = Board()
        board.post(Told(turn=4, build=2))
        news = board.news()
        first = await anext(news)
        board.post(Told(turn=5, build=3))
        second = await anext(news)
        board.close()
        return [first, second, *[event async for event in news]]

    events = [json.loads(text.removeprefix("data: ")) for text in asyncio.run(told())]
    assert events == [{"turn": 4, "build": 2}, {"turn": 5, "build": 3}]


def test_one_listener_too_many_sends_the_oldest_away() -> None:
    async def listening() -> list[list[str]]:
        board = Board()
        listeners = [board.news() for _ in range(MOST_LISTENERS + 1)]
        for listener in listeners:
            await anext(listener)
        board.post(Told(turn=1, build=1))
        board.close()
        return [[event async for event in listener] for listener in listeners]

    oldest, *others = asyncio.run(listening())
    assert oldest == ["event: full\ndata: {}\n\n"]
    assert all(len(events) == 1 and '"turn": 1' in events[0] for events in others)


# ── saves ────────────────────────────────────────────────────────────────────


def seen(paths: list[Path], act: list[tuple[str, str]]) -> list[set[str]]:
    """Return the names in each report of what ``act`` (name, how) does in the first folder."""

    async def look() -> list[set[str]]:
        reports: list[set[str]] = []
        heard = asyncio.Event()

        async def saved(changed: frozenset[str]) -> None:
            reports.append({Path(path).name for path in changed})
            heard.set()

        begun = asyncio.Event()
        watching = asyncio.create_task(watch(paths, saved, begun))
        await begun.wait()
        for name, how in act:
            path = paths[0] if paths[0].is_dir() else paths[0].parent
            if how == "replace":
                previews.write(path, name, how)
            else:
                (path / name).write_text(how, encoding="utf-8")
        await asyncio.wait_for(heard.wait(), 10)
        await asyncio.sleep(0.2)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        return reports

    return asyncio.run(look())


def test_a_save_in_several_steps_is_one(tmp_path: Path) -> None:
    (tmp_path / "vi.md").write_text("cũ", encoding="utf-8")

    steps = [("vi.md~", "x"), (".vi.md.swp", "x"), ("4913", "x"), ("vi.md", "replace")]

    assert seen([tmp_path], steps) == [{"vi.md"}]


def test_a_single_file_is_watched_after_it_was_replaced(tmp_path: Path) -> None:
    conf = tmp_path / "pelicanconf.py"
    conf.write_text("A = 1", encoding="utf-8")

    for _ in range(2):
        acts = [("other.py", "x"), ("pelicanconf.py", "replace")]
        assert seen([conf], acts) == [{"pelicanconf.py"}]


@pytest.mark.parametrize(
    ("name", "beside"),
    [("vi.md", False), ("1.jpg", False), ("Bản tin (1).jpg", False), ("vi.md~", True),
     (".vi.md.swp", True), ("~$bai.docx", True), ("#vi.md#", True), ("4913", True)],
)  # fmt: skip
def test_what_programs_put_beside_a_file_is_no_save(name: str, beside: bool) -> None:
    assert is_beside(name) == beside


# ── the processes, as a writer runs them ─────────────────────────────────────


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def home(preview: Preview) -> str:
    """Return the address of the preview's own things, which its pages tell."""
    page = fetch(preview.address)
    return preview.address + page.split('<script src="/')[1].split("preview.js")[0]


def news(address: str) -> Iterator[dict[str, int]]:
    with urllib.request.urlopen(f"{address}events", timeout=30) as stream:  # noqa: S310
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_save_is_seen_a_fault_is_told_and_output_is_left_alone(tmp_path: Path) -> None:
    site: SmallSite = small_site(tmp_path / "site")
    site.article("nhap", "Trạng thái: nháp\n", title="Bản nháp đầu tiên")
    with bantin_serve(site.root) as preview:
        assert "Bản nháp đầu tiên" in fetch(f"{preview.address}articles/nhap.html")
        own = home(preview)
        told = news(own)
        first = next(told)

        site.article("tin-thuong", text="Một câu hoàn toàn mới.")
        assert next(told)["build"] > first["build"]
        assert "hoàn toàn mới" in fetch(f"{preview.address}articles/tin-thuong.html")

        site.article("tin-thuong", "Phát động: Đợt bốn mươi\n")
        next(told)
        found = json.loads(fetch(f"{own}problems?page=articles/tin-thuong.html"))
        assert found["here"][0]["line"] == 5
        assert "Đợt bốn mươi" in found["here"][0]["message"]
        assert "nhap" in fetch(f"{own}drafts")

        assert lying(site.output) == {}
        assert preview.end() == 130
        assert preview.process.stderr
        assert preview.process.stderr.read() == ""
    assert not is_open(preview.port)


def test_many_that_ask_at_once_all_get_their_answer(folder: Path) -> None:
    big = "x" * 1_000_000
    previews.write(folder, "big.txt", big)
    previews.write(folder, "slow.txt", "0.01")
    with tiny(folder) as preview, ThreadPoolExecutor(40) as tabs:
        answers = list(tabs.map(fetch, [f"{preview.address}big.txt"] * 120))

    assert all(answer == big for answer in answers)


def test_where_the_web_server_dies_the_preview_says_so(folder: Path) -> None:
    site = small_site(folder.parent / "real")
    with bantin_serve(site.root) as preview:
        previews.kill(preview.web_server)

        assert preview.process.wait(timeout=10) == 3
        assert preview.process.stderr
        said = preview.process.stderr.read()
    assert "máy chủ web của bản xem trước đã dừng" in said
    assert "Traceback" not in said


def test_where_the_engine_dies_the_web_server_ends_too(folder: Path) -> None:
    with tiny(folder) as preview:
        web_server = preview.web_server
        told = news(home(preview))
        next(told)
        preview.process.kill()

        assert next(told, None) is None
        assert previews.has_ended(web_server)
    assert not is_open(preview.port)


def test_a_taken_port_gives_way_to_the_next(folder: Path) -> None:
    with tiny(folder) as one, tiny(folder, one.port) as two:
        assert one.port < two.port
        assert "Trang nhất" in fetch(two.address)


def test_only_this_machine_can_reach_it(folder: Path) -> None:
    with tiny(folder) as preview:
        listening = Path("/proc/net/tcp").read_text("ascii").splitlines()
        hosts = {line.split()[1] for line in listening if f":{preview.port:04X} 00000000" in line}

        assert hosts == {f"0100007F:{preview.port:04X}"}


def test_the_server_itself_lets_no_trick_through(folder: Path) -> None:
    with tiny(folder) as preview:
        connection = HTTPConnection("127.0.0.1", preview.port, timeout=30)
        got = {}
        for path in (*TRICKS, "/./index.html", "/x/../index.html", "/index.html"):
            connection.request("GET", path)
            answer = connection.getresponse()
            got[path] = answer.status, b"secret" in answer.read()
        connection.close()

    assert got.pop("/index.html") == (200, False)
    assert set(got.values()) == {(404, False)}, got


def test_a_site_that_cannot_be_made_at_all_ends_at_once(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    (site.root / "pelicanconf.py").write_text("THEME = 'none'\n", encoding="utf-8")

    with pytest.raises(AssertionError, match="none"), bantin_serve(site.root):
        pytest.fail("it was served")


def test_a_later_failure_leaves_the_good_pages(folder: Path) -> None:
    with tiny(folder) as preview:
        own = home(preview)
        told = news(own)
        first = next(told)
        previews.write(folder, "failure.txt", "mẫu trang")

        second = next(told)

        assert (second["build"], second["turn"] > first["turn"]) == (first["build"], True)
        assert "mẫu trang" in json.loads(fetch(f"{own}problems"))["failure"]["message"]
        assert "Trang nhất" in fetch(preview.address)
        (folder / "failure.txt").unlink()
        assert next(told)["build"] > first["build"]
