"""The law of the builder: whatever came before, the output is that of a clean build.

The same edits are made to a site that is built again after each group of them, to one that a
preview holds in memory, and to one that is built from nothing.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bantin import memory, workers, write
from bantin.build import Built, build
from bantin.preview.resident import Resident
from bantin.reading import tree
from bantin.settings import Settings

from .small_site import ROOT, SmallSite, lying, share_templates, small_site

pytestmark = pytest.mark.long


Edit = Callable[[SmallSite], object]


def _delete(site: SmallSite, place: str) -> None:
    path = site.content / place
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _append(site: SmallSite, place: str, text: str) -> None:
    path = site.content / place
    if path.is_file():
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def _swap(site: SmallSite, place: str, old: str, new: str) -> None:
    path = site.content / place
    if path.is_file():
        text = path.read_text(encoding="utf-8").replace(old, new)
        path.write_text(text, encoding="utf-8", newline="\n")


def _rename(site: SmallSite, old: str, new: str) -> None:
    source, target = site.content / old, site.content / new
    if source.is_dir() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def _theme(site: SmallSite, place: str, old: str, new: str) -> None:
    path = site.root / "theme" / place
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


MORE = "\nThêm **một câu** <b>x</b> & <i>y.\n"
LAUNCH, AWARDS, PLAIN = "articles/phat-dong", "articles/trao-thuong", "articles/tin-thuong"
WORDS: dict[str, Edit] = {
    "words": lambda s: _append(s, f"{LAUNCH}/vi.md", MORE),
    "words in english": lambda s: _append(s, f"{LAUNCH}/en.md", "\nOne more line.\n"),
    "a link": lambda s: _append(s, f"{PLAIN}/vi.md", "\nXem [bài kia](phat-dong) nhé.\n"),
    "a dead link": lambda s: _append(s, f"{PLAIN}/vi.md", "\nXem [bài](khong-co-bai-nay).\n"),
    "a heading": lambda s: _append(s, f"{AWARDS}/vi.md", "\n## Phần sau\n\nHết.\n"),
    "words above a photo": lambda s: _swap(s, f"{LAUNCH}/vi.md", "![", "Trên ảnh.\n\n!["),
    "words of a campaign": lambda s: _append(s, "campaigns/dot-mot/vi.md", "\nThêm mục đích.\n"),
    "words of a page": lambda s: _append(s, "pages/gioi-thieu/vi.md", "\nThêm một dòng.\n"),
    "words back": lambda s: _swap(
        s, f"{LAUNCH}/vi.md", "\nThêm **một câu** <b>x</b> & <i>y.\n", ""
    ),
}
FACTS: dict[str, Edit] = {
    "title": lambda s: _swap(s, f"{LAUNCH}/vi.md", "Tiêu đề: Ban Một", "Tiêu đề: Ban <Một> & nọ"),
    "shared words": lambda s: _swap(s, f"{PLAIN}/vi.md", "thường ngày", "phát động xôn xao"),
    "summary": lambda s: _swap(s, f"{AWARDS}/vi.md", "Tác giả:", "Tóm tắt: Xôn xao.\nTác giả:"),
    "date": lambda s: _swap(s, f"{AWARDS}/vi.md", "04/3/2024", "05/3/2024"),
    "event": lambda s: s.article("trao-thuong", "Ngày diễn ra: 02/3/2023\n"),
    "relation": lambda s: s.article("tin-thuong", "Tổng kết: Đợt một\nNhân vật: Vũ Ân\n"),
    "namesake": lambda s: s.article("tin-thuong", "Nhân vật: Trần Ảnh\n"),
    "related": lambda s: s.article("tin-thuong", "Bài liên quan: phat-dong\n"),
    "correction": lambda s: _swap(
        s, f"{LAUNCH}/vi.md", "Tác giả", "Đính chính: 05/3/2024 - sửa ngày\nTác giả"
    ),
    "sample": lambda s: _swap(s, f"{PLAIN}/vi.md", "Tác giả", "Trạng thái: mẫu\nTác giả"),
    "draft": lambda s: s.article("tin-thuong", "Trạng thái: nháp\n"),
    "scheduled": lambda s: s.article("tin-thuong", "Đăng từ: 01/4/2024 12:30\n"),
    "faulty": lambda s: s.article("tin-thuong", "Phát động: Không có đợt này\n"),
    "old address": lambda s: s.article("tin-thuong", "Địa chỉ cũ: tin/bai-1.html\n"),
    "award": lambda s: _swap(s, f"{AWARDS}/vi.md", "Giấy khen", "Bằng khen"),
    "award moved": lambda s: _swap(s, f"{AWARDS}/vi.md", "Ban Một trao", "Thêm.\n\nBan Một trao"),
}
FOLDERS: dict[str, Edit] = {
    "new": lambda s: s.article("bai-moi", "Đưa tin: Đợt hai\nChủ đề: Kỹ thuật\n"),
    "in a year": lambda s: _rename(s, PLAIN, "articles/2024/2024-03-04-tin-thuong"),
    "renamed": lambda s: _rename(s, AWARDS, "articles/trao-giai"),
    "same address": lambda s: s.article("2024/tin-thuong", "Chủ đề: Hai\n"),
    "translated": lambda s: s.english("trao-thuong"),
    "not translated": lambda s: _delete(s, f"{LAUNCH}/en.md"),
    "deleted": lambda s: _delete(s, AWARDS),
    "campaign renamed": lambda s: s.campaign("dot-mot", "Đợt thứ nhất"),
    "campaign moved": lambda s: s.campaign("dot-hai", "Đợt hai", "01/01/2023 - 03/01/2023"),
    "campaign new": lambda s: s.campaign("khong-co", "Không có đợt này"),
    "campaign deleted": lambda s: _delete(s, "campaigns/dot-mot"),
    "page": lambda s: s.write("pages/lien-he/vi.md", "---\nTiêu đề: Liên hệ\n---\n\nTòa soạn.\n"),
    "names": lambda s: s.write("names.csv", "kind,vi,en,note\nunit,Ban Một,First Section,\n"),
    "names gone": lambda s: _delete(s, "names.csv"),
    "photo changed": lambda s: s.photo("phat-dong", "1.jpg", "#208040", 900),
    "photo lost": lambda s: _delete(s, f"{LAUNCH}/1.jpg"),
    "photo broken": lambda s: s.write(f"{LAUNCH}/1.jpg", "no photo"),
    "photo of others": lambda s: _append(
        s, f"{PLAIN}/vi.md", "\n![Ảnh chung](../phat-dong/1.jpg)\n"
    ),
    "stray": lambda s: s.write("articles/lac.md", "---\nTiêu đề: Lạc\n---\n\nChữ.\n"),
}
OUTSIDE: dict[str, Edit] = {
    "template": lambda s: _theme(s, "templates/parts/article.html", "story-head", "story-top"),
    "style": lambda s: _theme(s, "css/2-elements.css", "{", " {"),
    "output lost": lambda s: (s.output / "timeline.html").unlink(missing_ok=True),
    "output tampered": lambda s: (s.output / "index.html").write_bytes(b"tampered"),
    "records lost": lambda s: shutil.rmtree(s.root / ".bantin/records", ignore_errors=True),
    "packs ruined": lambda s: [
        pack.write_bytes(b"?" * 40) for pack in (s.root / ".bantin/records").rglob("*.pack")
    ],
    "nothing": lambda s: None,
}
EDITS = {**WORDS, **FACTS, **FOLDERS, **OUTSIDE}

GROUPS = st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), max_size=4)
PREVIEWED = st.lists(
    st.lists(st.sampled_from(sorted(set(EDITS) - set(OUTSIDE) | {"template"})), max_size=3),
    max_size=4,
)
MANY = settings(max_examples=4, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _exact_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    # A test edits faster than a coarse clock can tell, and then nothing would be believed to
    # lie still: what is skipped would never be put to the test.
    monkeypatch.setattr(tree, "COARSEST_CLOCK_NS", 0)


def themed_site(root: Path) -> SmallSite:
    """Return a small site with a theme of its own, which can be edited."""
    site = small_site(root)
    shutil.copytree(ROOT / "theme", root / "theme")
    return site


def own(site: SmallSite, **more: object) -> Settings:
    return replace(site.settings(), theme=site.root / "theme", **more)  # type: ignore[arg-type]


def built(site: Settings) -> Built:
    time.sleep(0.015)  # the clock of files goes in steps
    return build(site)


def clean(site: SmallSite, folder: Path, **more: object) -> tuple[dict[str, bytes], Built]:
    """Return what a build from nothing gives."""
    shutil.rmtree(folder, ignore_errors=True)
    share_templates(folder / "cache")
    done = build(own(site, output=folder / "output", cache=folder / "cache", **more))
    return lying(folder / "output"), done


@pytest.mark.long
@MANY
@example([["same address"], ["a dead link"], ["words"]], ("gz",))
@given(GROUPS, st.sampled_from([(), ("gz",), ("br", "zst")]))
def test_after_any_edits_a_build_is_a_clean_build(
    groups: list[list[str]], copies: tuple[str, ...]
) -> None:
    with TemporaryDirectory() as name:
        site = themed_site(Path(name) / "site")
        built(own(site))
        for edits in groups:
            for edit in edits:
                EDITS[edit](site)
            done = built(own(site, precompress=copies))
            wanted, afresh = clean(site, Path(name) / "clean", precompress=copies)
            assert lying(site.output) == wanted
            assert (done.problems, done.articles) == (afresh.problems, afresh.articles)


@pytest.mark.long
@MANY
@example([["same address"], ["a dead link"]])
@example([["a dead link", "award"], ["in a year"]])
@given(PREVIEWED)
def test_after_any_edits_a_preview_shows_a_clean_build(groups: list[list[str]]) -> None:
    with TemporaryDirectory() as name:
        site = themed_site(Path(name) / "site")
        shown = {"drafts": True, "preview": True}
        resident = Resident(lambda: own(site, **shown))
        resident.refresh(None)
        for edits in groups:
            before = lying_times(site.content)
            for edit in edits:
                EDITS[edit](site)
            after = lying_times(site.content)
            changed = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
            news = resident.refresh(frozenset(changed))
            wanted, afresh = clean(site, Path(name) / "clean", **shown)
            wanted.pop("SHA256SUMS")
            assert {a: resident.page(a).body for a in wanted} == wanted
            assert {a for a in wanted if a.endswith(".html")} == resident.addresses()
            assert news.problems == afresh.problems


def lying_times(folder: Path) -> dict[Path, int]:
    """Return every file and folder below ``folder`` and when it changed."""
    return {path: path.stat().st_ctime_ns for path in folder.rglob("*")}


@pytest.mark.long
def test_every_edit_changes_what_is_built(tmp_path: Path) -> None:
    # Else the laws above would say nothing about it. What is tampered with or lost comes back.
    same = {*OUTSIDE, "words back", "stray", "in a year"} - {"template", "style"}
    site, kept = themed_site(tmp_path / "site"), tmp_path / "kept"
    problems = build(own(site)).problems
    before = lying(site.output)
    for folder in ("content", "theme"):
        shutil.copytree(site.root / folder, kept / folder)
    for name, edit in EDITS.items():
        for folder in ("content", "theme"):
            shutil.rmtree(site.root / folder)
            shutil.copytree(kept / folder, site.root / folder)
        if name in OUTSIDE:  # it harms what was built
            built(own(site))
        edit(site)
        told = built(own(site)).problems
        assert (lying(site.output) == before) == (name in same), name
        assert told != problems or name != "stray"


@pytest.mark.parametrize("edit", sorted(WORDS))
def test_an_edit_of_words_looks_at_the_pages_of_its_text_alone(
    tmp_path: Path, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = themed_site(tmp_path / "site")
    built(own(site))
    EDITS[edit](site)
    monkeypatch.setattr("bantin.site.connect", None)  # the whole river would stumble over it

    report = built(own(site)).report

    pages = [address for address in report.written if not address.startswith("search/")]
    assert len(pages) <= 3  # one in each language, and the sums
    documents = [address for address in report.written if address.startswith("search/d/")]
    assert len(documents) <= 1
    assert lying(site.output) == clean_without(monkeypatch, site, tmp_path)


def clean_without(
    monkeypatch: pytest.MonkeyPatch, site: SmallSite, folder: Path
) -> dict[str, bytes]:
    monkeypatch.undo()
    return clean(site, folder / "clean")[0]


@pytest.mark.long
@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_workers_make_what_one_process_makes(
    tmp_path: Path, fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = themed_site(tmp_path / "site")
    alone, _ = clean(site, tmp_path / "alone", precompress=("gz",))
    assert "index.html.gz" in alone
    monkeypatch.setattr(write, "_FEW", 0)
    monkeypatch.setattr(write, "_CHUNK", 7)
    monkeypatch.setattr(workers, "can_fork", lambda: fork)
    monkeypatch.setattr(workers, "cores", lambda: 3)

    together, _ = clean(site, tmp_path / "together", precompress=("gz",))

    assert together == alone


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_a_worker_whose_texts_are_lost_has_them_read_again(
    tmp_path: Path, fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = themed_site(tmp_path / "site")
    built(own(site))
    before = lying(site.output)
    EDITS["packs ruined"](site)
    shutil.rmtree(site.output)
    monkeypatch.setattr(write, "_FEW", 0)
    monkeypatch.setattr(workers, "can_fork", lambda: fork)
    monkeypatch.setattr(workers, "cores", lambda: 2)

    built(own(site))

    assert lying(site.output) == before


def test_what_comes_due_is_built_at_its_moment(tmp_path: Path) -> None:
    site = themed_site(tmp_path / "site")
    site.article("hen", "Đăng từ: 01/4/2024 13:00\n")
    at = site.settings().now
    built(own(site))
    assert not (site.output / "articles/hen.html").exists()
    built(own(site, now=at.replace(hour=12, minute=59)))
    assert not (site.output / "articles/hen.html").exists()
    built(own(site, now=at.replace(hour=13)))
    assert (site.output / "articles/hen.html").exists()
    built(own(site, now=at))
    assert not (site.output / "articles/hen.html").exists()
    built(own(site, now=at.replace(month=6)))
    assert lying(site.output) == clean(site, tmp_path / "clean", now=at.replace(month=6))[0]


@pytest.mark.long
def test_a_link_that_leads_nowhere_hides_no_file_of_the_theme(tmp_path: Path) -> None:
    site = themed_site(tmp_path / "site")
    styles = site.root / "theme/css"
    names = sorted(path.name for path in styles.glob("*.css"))
    (styles / ".#open").symlink_to("somebody@nowhere.1")
    for name in names:
        built(own(site))
        _theme(site, f"css/{name}", "{", " {")
        built(own(site))
        assert lying(site.output) == clean(site, tmp_path / "clean")[0], name


@pytest.mark.long
def test_settings_are_part_of_what_is_remembered(tmp_path: Path) -> None:
    site = themed_site(tmp_path / "site")
    built(own(site))
    for more in (
        {"site_names": (("vi", "Tên khác"), ("en", "Other"))},
        {"site_url": "http://bantin.example"},
        {"samples": False},
        {"languages": ("vi",)},
        {"precompress": ("gz",)},
    ):
        built(own(site, **more))
        assert lying(site.output) == clean(site, tmp_path / "clean", **more)[0], more


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (f"content/{PLAIN}/vi.md", b"Tin th", b"Tin Th"),
        ("content/names.csv", b"Section One", b"Section Two"),
        ("theme/css/2-elements.css", b"{", b"("),
    ],
)
def test_what_was_touched_just_before_a_build_may_be_touched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, old: bytes, new: bytes
) -> None:
    # A clock that stands still: every file lies as before, whatever is written into it.
    then = time.time_ns()
    monkeypatch.setattr(tree, "COARSEST_CLOCK_NS", 3600 * 10**9)
    monkeypatch.setattr(tree, "mark_of", lambda state: (state.st_size, then, then, 0))
    monkeypatch.setattr(memory, "mark_of", tree.mark_of)
    site = themed_site(tmp_path / "site")
    built(own(site))
    assert built(own(site)).report.written == ()
    path = site.root / place
    path.write_bytes(path.read_bytes().replace(old, new, 1))

    built(own(site))

    assert lying(site.output) == clean(site, tmp_path / "clean")[0]


def test_a_file_that_keeps_its_size_and_its_time_is_seen(tmp_path: Path) -> None:

    site = themed_site(tmp_path / "site")
    built(own(site))
    path = site.content / PLAIN / "vi.md"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Tin th", b"Tin Th"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    built(own(site))

    assert b"Tin Th" in (site.output / "articles/tin-thuong.html").read_bytes()


_KILLED = """
import os, random, signal, sys, threading, time
from dataclasses import replace
from pathlib import Path
from bantin import write
from bantin.build import build
from tests.test_incremental import SmallSite, own

write._FEW, write._CHUNK = 0, 5
site = SmallSite(Path(sys.argv[1]))
after = float(sys.argv[2])
threading.Thread(
    target=lambda: (time.sleep(after), os.killpg(0, signal.SIGKILL)), daemon=True
).start()
build(own(site))
print("ended")
"""


@pytest.mark.long
def test_a_build_that_was_killed_is_healed_by_the_next(tmp_path: Path) -> None:
    chance = random.Random(2024)  # noqa: S311 - it picks moments, not secrets
    site = themed_site(tmp_path / "site")
    began = time.monotonic()
    built(own(site))
    length = time.monotonic() - began
    hit = 0
    for edit in chance.sample(sorted({*FACTS, *FOLDERS, "template"}), 14):
        EDITS[edit](site)
        after = chance.random() * length / 2
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(site.root), str(after)],
            cwd=ROOT,
            capture_output=True,
            start_new_session=True,
            check=False,
        )
        hit += b"ended" not in done.stdout
        if chance.random() < 0.5:  # else the next one finds two builds cut off
            built(own(site))
            assert lying(site.output) == clean(site, tmp_path / "clean")[0], edit
    built(own(site))
    assert lying(site.output) == clean(site, tmp_path / "clean")[0]
    assert hit
