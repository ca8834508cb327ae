"""What other systems do otherwise: names, paths, code pages, files that are held open."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin import held, substitutes
from bantin.addresses import is_device
from bantin.build import build
from bantin.configuration import load, standard_theme
from bantin.dates import read_day
from bantin.problems import OutsideError
from bantin.reading import check, item_slug, read
from bantin.reading.tree import leads_on
from bantin.text import fold, slug

from .small_site import NOW, ROOT, SmallSite, lying, share_templates, small_site

pytestmark = pytest.mark.long


SHARING_VIOLATION = 32


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path / "site")


def codes(site: SmallSite, folder: str) -> set[str]:
    found = read(site.content, today=NOW.date(), drafts=True)
    problems = (*found.problems, *check(found))
    return {
        p.code for p in problems if f"content/{folder}" in p.path and p.severity != "info"
    }  # fmt: skip


# ── names ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    ["con", "NUL", "Com1.jpg", "lpt9.tar.gz", "aux .txt", "prn", "com¹", "CONIN$", "nul."],
)
def test_names_of_devices_are_known(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["cong.jpg", "con-1", "com", "com10", "nula", "1.con", "", "côn"])
def test_other_names_are_no_devices(name: str) -> None:
    assert not is_device(name)


@pytest.mark.parametrize(
    ("folder", "file", "expected"),
    [
        ("con", "", {"name-not-for-windows"}),
        ("2024-03-04-con", "", {"name-not-for-windows"}),
        ("bai.", "", {"name-not-for-windows"}),
        ("bai ", "", {"name-not-for-windows"}),
        ("bai: một?", "", {"name-not-for-windows"}),
        ("bai", "nul.jpg", {"name-not-for-windows", "photo-unused"}),
        ("bai", "Ảnh 12:30.jpg", {"name-not-for-windows", "photo-unused"}),
        ("bai", "a\\b.jpg", {"name-not-for-windows", "photo-unused"}),
        ("b" * 185, "", {"folder-name-long"}),
        ("ắ" * 60, "1" * 140 + ".jpg", {"path-too-long-for-windows", "photo-unused"}),
        ("Bài viết số 1 (bản cuối)", "Ảnh đẹp 100%, #2 & 3.JPG", {"photo-unused"}),
        ("2024-03-04-cong-hien", "", set()),
    ],
)
def test_names_that_windows_cannot_hold_are_told(
    site: SmallSite, folder: str, file: str, expected: set[str]
) -> None:
    site.article(folder, title="Bài một")
    if file:
        site.photo(folder, file)

    assert codes(site, f"articles/{folder}") == expected


def test_a_record_that_would_be_a_device_is_told(site: SmallSite) -> None:
    site.article("bai", "Chủ đề: Côn\nNhân vật: Đại úy Aux\nĐơn vị: Nul\nĐịa điểm: Con\n")

    problems = read(site.content, today=NOW.date()).problems
    assert [(p.line, p.code) for p in problems if p.severity == "warning"] == [
        (5, "name-not-for-windows"), (7, "name-not-for-windows"),
    ]  # fmt: skip


@settings(max_examples=50)
@given(st.text(max_size=400), st.sampled_from(["", "2024-03-04-"]))
def test_no_address_is_longer_than_a_disk_takes(text: str, day: str) -> None:
    address = slug(text)

    assert len(address) <= 200
    assert slug(address) == address
    assert len(f"{item_slug(day + text)}.atom.xml") < 255


def test_long_names_have_addresses_of_their_own() -> None:
    first, second = slug("tên " * 90 + "một"), slug("tên " * 90 + "hai")

    assert first != second
    assert first.startswith("ten-ten-ten-")


def test_no_name_is_too_long_to_be_built(site: SmallSite) -> None:
    long = "Tên rất dài " * 30
    head = "".join(f"{field}: {long}\n" for field in ("Đơn vị", "Chủ đề", "Nhân vật"))
    table = f"| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n| {long} | {long} | Giấy khen |\n"
    site.article("a" * 240, head, f"Chữ.\n\n{table}")
    site.article("cu", f"Địa chỉ cũ: {'a' * 260}.html\n")

    built = build(site.settings())

    assert [p.code for p in built.problems if p.severity == "error"] == ["old-address-too-long"]
    assert all(len(path.name.encode()) < 255 for path in site.output.rglob("*"))


def test_folders_that_differ_only_in_letter_case_are_told(site: SmallSite) -> None:
    site.article("Bai-Moi")
    site.article("bai-moi")

    assert "address-twice" in codes(site, "articles/Bai-Moi")
    assert "address-twice" in codes(site, "articles/bai-moi")


def test_a_junction_is_no_folder_of_the_content_but_a_cloud_folder_is() -> None:
    assert leads_on(SimpleNamespace(st_reparse_tag=0xA0000003))
    assert not leads_on(SimpleNamespace(st_reparse_tag=0x9000001A))
    assert not leads_on(SimpleNamespace())


# ── settings ─────────────────────────────────────────────────────────────────


def test_settings_may_name_folders_with_the_slashes_of_windows(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    (site.root / "tin").mkdir()
    site.content.rename(site.root / "tin/bai")
    said = 'PATH = "tin\\\\bai"\nOUTPUT_PATH = ".\\\\ra\\\\trang"\n'
    (site.root / "pelicanconf.py").write_text(said, "utf-8")

    found, _ = load(site.root, None)

    assert found.content == site.root / "tin/bai"
    assert found.output == site.root / "ra/trang"


@pytest.mark.parametrize("place", ["D:\\bantin\\content", "\\\\may-chu\\tin\\content", "C:content"])
def test_folders_of_another_machine_are_told(site: SmallSite, place: str) -> None:
    (site.root / "pelicanconf.py").write_text(f"PATH = {place!r}\n", "utf-8")

    done = run(site, "check")

    assert done.returncode == 2
    assert "→ " in done.stderr.decode()


def test_a_site_without_a_theme_has_that_of_the_program(site: SmallSite) -> None:
    said = (site.root / "pelicanconf.py").read_text("utf-8")
    plain = said.replace(repr(str(ROOT / "theme")), '"theme"')
    (site.root / "pelicanconf.py").write_text(plain, "utf-8")

    assert load(site.root, None)[0].theme == Path(standard_theme())
    (site.root / "theme").mkdir()
    assert load(site.root, None)[0].theme == site.root / "theme"


# ── files that are held open ─────────────────────────────────────────────────


class Held:
    """``os.replace`` of a system on which a reader lets a file go after some tries."""

    def __init__(self, tries: int) -> None:
        self.tries, self.really = tries, os.replace

    def __call__(self, source: str | Path, target: str | Path) -> None:
        self.tries -= 1
        if self.tries >= 0:
            error = PermissionError(13, "The process cannot access the file", str(source))
            error.winerror = SHARING_VIOLATION  # type: ignore[attr-defined]
            error.filename2 = str(target)
            raise error
        self.really(source, target)


def test_a_file_is_replaced_once_its_reader_lets_it_go(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(os, "replace", Held(3))

    built = build(site.settings())

    assert not built.has_errors
    assert len(waits) == 3


def test_a_file_that_is_never_let_go_is_told_and_the_next_build_heals(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with monkeypatch.context() as held_open:
        held_open.setattr(os, "replace", Held(10_000))
        with pytest.raises(OutsideError) as told:
            build(site.settings())
    assert "Word" in told.value.remedy

    build(site.settings())
    shutil.copytree(site.output, site.root / "first")
    shutil.rmtree(site.output)
    build(site.settings(), clean=True)
    assert lying(site.output) == lying(site.root / "first")


def test_what_is_refused_for_another_reason_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("waits in vain"))

    with pytest.raises(OSError, match="x"):
        held.replace(tmp_path / "x", tmp_path / "y")
    held.remove(tmp_path / "x")


def test_a_page_whose_letter_case_changed_stays_where_the_disk_knows_none(
    site: SmallSite,
) -> None:
    site.article("bai", "Địa chỉ cũ: tin/Bai-Cu.html\n")
    build(site.settings())
    site.article("bai", "Địa chỉ cũ: tin/bai-cu.html\n")
    # Both names lead to one file, as on a disk that knows no letter case.
    (site.output / "tin/Bai-Cu.html").rename(site.output / "tin/bai-cu.html")
    (site.output / "tin/Bai-Cu.html").symlink_to("bai-cu.html")

    report = build(site.settings()).report

    assert "tin/Bai-Cu.html" in report.removed
    assert (site.output / "tin/Bai-Cu.html").read_text("utf-8")


# ── the console ──────────────────────────────────────────────────────────────


def run(
    site: SmallSite, *command: str, before: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, which does ``before`` first."""
    program = f"{before}\nimport sys\nfrom bantin.cli import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", program, *command, "--site", str(site.root)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize("page", ["cp1258", "cp437"])
def test_messages_are_read_on_every_code_page(site: SmallSite, page: str) -> None:
    site.article("bai", "Ngày diễn ra: hôm qua\n")

    done = run(site, "check", PYTHONIOENCODING=page, PYTHONUTF8="0")

    told = done.stdout.decode(page)
    assert done.returncode == 1
    assert "khong doc duoc" in fold(told)
    assert "->" in told or "→" in told
    assert "?" not in fold(told).split("khong doc duoc")[0].splitlines()[-1]


def test_help_is_read_on_every_code_page(site: SmallSite) -> None:
    done = run(site, "new", "article", "--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert done.returncode == 0
    assert b"nhap" in done.stdout


@given(st.text(), st.sampled_from(["cp1258", "cp437", "ascii", "latin-1", "shift-jis"]))
def test_whatever_is_said_is_shown_somehow(text: str, page: str) -> None:
    substitutes.register()

    shown = text.encode(page, substitutes.NAME).decode(page)

    assert "".join(c for c in shown if c.isalnum() and c.isascii()) or not any(
        c.isalnum() and c.isascii() for c in text
    )


def test_vietnamese_stays_vietnamese_on_its_code_page() -> None:
    substitutes.register()

    shown = "Điện Biên Phủ: “không đọc được” → sửa".encode("cp1258", substitutes.NAME)

    assert fold(shown.decode("cp1258")) == "dien bien phu: “khong doc duoc” -> sua"


# ── what the system does not have ────────────────────────────────────────────

WITHOUT = """
import subprocess, sys
for name in ("fcntl", "resource", "termios", "pty", "pwd", "grp", "readline"):
    sys.modules[name] = None
import os, signal, types
for name in ("fork", "forkpty", "getuid", "geteuid", "sched_getaffinity", "killpg", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "SIGXCPU", "SIGKILL", "SIGHUP", "SIGUSR1", "alarm", "setitimer"):
    if hasattr(signal, name):
        delattr(signal, name)
locks = types.ModuleType("msvcrt")
locks.LK_NBLCK, locks.held = 2, []
locks.locking = lambda descriptor, how, length: locks.held.append((how, length))
sys.modules["msvcrt"] = locks
"""


@pytest.mark.long
def test_nothing_is_needed_that_windows_does_not_have(site: SmallSite) -> None:
    site.article("hong", "Ngày diễn ra: hôm qua\n")
    import_all = "import bantin.preview.serve, bantin.preview.__main__, bantin.preview.resident\n"
    import_all += "import bantin.yearbook.make, bantin.asking.command\n"
    share_templates(site.root / ".bantin")
    lock_was_taken = "import atexit\natexit.register(lambda: print(len(locks.held)))\n"

    built = run(site, "--date", "2024-04-01", "build", before=WITHOUT + import_all + lock_was_taken)

    assert (built.returncode, built.stderr) == (1, b"")
    assert built.stdout.splitlines()[-1] == b"1"
    with_all = small_site(site.root.parent / "other")
    with_all.article("hong", "Ngày diễn ra: hôm qua\n")
    build(with_all.settings())
    assert lying(site.output) == lying(with_all.output)


def test_line_ends_and_marks_of_notepad_change_nothing(site: SmallSite) -> None:
    text = "---\nTiêu đề: Bài\nNgày: 04/3/2024\nTác giả: An\n---\n\nMột.\n\nHai.\n"
    for number, data in enumerate(
        [
            text.encode(),
            text.replace("\n", "\r\n").encode(),
            b"\xef\xbb\xbf" + text.encode(),
            b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"),
            text.replace("\n", "\r").encode("utf-16"),
        ]
    ):
        place = site.content / f"articles/so-{number}"
        place.mkdir()
        (place / "vi.md").write_bytes(data)

    found = read(site.content, today=NOW.date())
    texts = [a.text for a in found.articles if a.slug.startswith("so-")]
    assert len(texts) == 5
    assert len({(t.title, t.summary, t.body) for t in texts}) == 1
    assert {a.published for a in found.articles} == {read_day("04/3/2024")}
