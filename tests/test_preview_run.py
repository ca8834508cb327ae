"""The two processes of the preview: what they tell each other, what is a save, how they end."""

import asyncio
import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.preview.board import MOST_LISTENERS, Board
from bantin.preview.desk import Desk
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
from bantin.preview.report import Report
from bantin.preview.watch import is_beside, watch

from . import previews
from .previews import TRICKS, Preview, bantin_serve, small_folder, tiny
from .small_site import SmallSite, lying, small_site
from .tiny_preview import TinyEngine

pytestmark = pytest.mark.long


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "site")


# ── the line between the processes ───────────────────────────────────────────

NUMBERS = st.integers(0, 2**53)
FRAMES: st.SearchStrategy[Frame] = st.one_of(
    st.builds(Told, turn=NUMBERS, build=NUMBERS),
    st.builds(Listening, port=NUMBERS),
    st.builds(Saved, paths=st.lists(st.text()).map(tuple)),
    st.builds(Asked, number=NUMBERS, what=st.text(), address=st.text(), lang=st.text(),
              body=st.binary()),
    st.builds(Reply, number=NUMBERS, build=NUMBERS, status=NUMBERS, media_type=st.text(),
              body=st.binary(), location=st.text()),
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


def test_what_is_saved_during_a_build_waits_for_the_next_one(tmp_path: Path) -> None:
    async def look() -> list[set[str]]:
        reports: list[set[str]] = []
        begun, is_over = asyncio.Event(), asyncio.Event()

        async def saved(changed: frozenset[str]) -> None:
            reports.append({Path(path).name for path in changed})
            if len(reports) == 2:
                is_over.set()
                return
            for name in ("b.md", "c.md"):
                (tmp_path / name).write_text("x", encoding="utf-8")
                await asyncio.sleep(0.2)

        watching = asyncio.create_task(watch([tmp_path], saved, begun))
        await begun.wait()
        (tmp_path / "a.md").write_text("x", encoding="utf-8")
        await asyncio.wait_for(is_over.wait(), 10)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        return reports

    assert asyncio.run(look()) == [{"a.md"}, {"b.md", "c.md"}]


@pytest.mark.parametrize(
    ("name", "beside"),
    [("vi.md", False), ("1.jpg", False), ("Bản tin (1).jpg", False), ("vi.md~", True),
     (".vi.md.swp", True), ("~$bai.docx", True), ("#vi.md#", True), ("4913", True)],
)  # fmt: skip
def test_what_programs_put_beside_a_file_is_no_save(name: str, beside: bool) -> None:
    assert is_beside(name) == beside


# ── what the terminal says ───────────────────────────────────────────────────


def test_the_terminal_tells_a_problem_once(folder: Path) -> None:
    desk, report = Desk(TinyEngine(folder)), Report("vi")
    old, new = "a/vi.md:3:error:cũ", "b/vi.md:1:warning:mới"
    said = []
    for problems in ([old], [old], [old, new], [new]):
        previews.write(folder, "problems.txt", "\n".join(problems))
        desk.refresh(None)
        said.append(report.lines(desk))

    assert [lines[0] for lines in said] == [
        "a/vi.md:3:1: error: cũ [tried]",
        "xong sau 0,00 giây; 1 lỗi, 0 cảnh báo",
        "b/vi.md:1:1: warning: mới [tried]",
        "xong sau 0,00 giây; 0 lỗi, 1 cảnh báo",
    ]


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
        addresses = [f"{preview.address}big.txt"] * 120
        right = list(tabs.map(lambda address: fetch(address) == big, addresses))

    assert right == [True] * 120


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


def test_who_says_nothing_or_too_much_keeps_nobody_waiting(folder: Path) -> None:
    said = [b"", b"G", b"GET / HTTP/1.1\r\nHost: 127", b"GET /" + b"a" * 200_000,
            b"POST /_desk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n",
            b"\x16\x03\x01\0\xa5\x01", b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"]  # fmt: skip
    with tiny(folder) as preview, ExitStack() as stack:
        for number in range(210):
            connection = socket.create_connection(("127.0.0.1", preview.port), timeout=5)
            stack.enter_context(connection)
            with suppress(OSError):  # what is too much is cut off
                connection.sendall(said[number % len(said)])
        began = time.monotonic()
        assert "Trang nhất" in fetch(preview.address)
        assert time.monotonic() - began < 5
        assert preview.process.poll() is None


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
