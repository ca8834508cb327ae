"""Photos that texts show → pictures, kept in a cache."""

import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from random import Random

import pytest

from bantin import workers
from bantin.messages import shown, translator
from bantin.model import Rendition
from bantin.photos import Developed, Wanted, develop, make, prove
from bantin.problems import OutsideError, Severity
from bantin.workers import Limits

from . import nasty

pytestmark = pytest.mark.long


LONG_AGO = 1_600_000_000


class Site:
    """A content folder and a cache."""

    def __init__(self, folder: Path) -> None:
        self.content, self.cache = folder / "content", folder / "cache"
        self.content.mkdir()

    def put(self, source: str, data: bytes, *, when: int = LONG_AGO) -> Path:
        path = self.content / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (when, when))
        return path

    def develop(self, *sources: str, quick: bool = False) -> Developed:
        wanted = [
            Wanted(source=source, path="content/a/vi.md", line=line)
            for line, source in enumerate(sources, start=7)
        ]
        return develop(wanted, content=self.content, cache=self.cache, quick=quick)

    def settle(self) -> None:
        """Let the last run have been long after the photos were put here."""
        for listing in (self.cache / "photos").glob("*.json"):
            known = json.loads(listing.read_bytes())
            known["time"] += 60_000_000_000
            listing.write_text(json.dumps(known))

    def written(self) -> dict[str, int]:
        """Return the renditions in the cache with the times at which they were written."""
        files = [*self.cache.rglob("*.webp"), *self.cache.rglob("*.jpg")]
        return {str(path): path.stat().st_mtime_ns for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


PHOTO = nasty.saved(nasty.quarters(1000, 500))
SMALL = nasty.saved(nasty.quarters())


def codes(developed: Developed) -> list[str]:
    return [problem.code for problem in developed.problems]


def contents(developed: Developed) -> dict[str, bytes]:
    return {address: path.read_bytes() for address, path in developed.files}


def test_a_photo_becomes_a_picture_with_its_files(site: Site) -> None:
    site.put("a/Phòng kỹ thuật 2024 #1.JPG", PHOTO)
    developed = site.develop("a/Phòng kỹ thuật 2024 #1.JPG")

    (picture,) = developed.pictures
    stem = picture.webp[0].url.removesuffix("-480.webp")
    assert stem.startswith("photos/phong-ky-thuat-2024-1-")
    assert len(stem.rpartition("-")[2]) == 10
    assert picture.webp == (
        Rendition(url=f"{stem}-480.webp", width=480, height=240),
        Rendition(url=f"{stem}-960.webp", width=960, height=480),
        Rendition(url=f"{stem}-1000.webp", width=1000, height=500),
    )
    assert picture.jpeg == (
        Rendition(url=f"{stem}-960.jpg", width=960, height=480),
        Rendition(url=f"{stem}-1000.jpg", width=1000, height=500),
    )
    assert (picture.width, picture.height) == (1000, 500)
    assert {url for url, _ in developed.files} == {r.url for r in picture.webp + picture.jpeg}
    assert all(path.is_relative_to(site.cache) for _, path in developed.files)
    assert not developed.problems


def test_no_photos_are_no_work(site: Site) -> None:
    assert site.develop() == Developed(pictures=(), files=(), problems=())
    assert not site.cache.exists()


def test_pictures_are_sorted_and_each_comes_once(site: Site) -> None:
    for source in ("b/1.jpg", "a/1.jpg", "a/2.jpg"):
        site.put(source, SMALL + source.encode())
    developed = site.develop("b/1.jpg", "a/2.jpg", "b/1.jpg", "a/1.jpg")

    assert [picture.source for picture in developed.pictures] == ["a/1.jpg", "a/2.jpg", "b/1.jpg"]


def test_photos_with_one_name_are_kept_apart(site: Site) -> None:
    site.put("a/1.jpg", SMALL)
    site.put("b/1.jpg", nasty.saved(nasty.plain((1, 2, 3))))
    site.put("b/1.png", nasty.saved(nasty.plain((3, 2, 1)), "PNG"))
    developed = site.develop("a/1.jpg", "b/1.jpg", "b/1.png")

    addresses = [url for url, _ in developed.files]
    assert len(addresses) == len(set(addresses)) == 6


def test_the_same_photo_in_two_articles_is_one_file(site: Site) -> None:
    site.put("a/1.jpg", SMALL)
    site.put("b/1.jpg", SMALL)
    developed = site.develop("a/1.jpg", "b/1.jpg")

    assert len(developed.pictures) == 2
    assert len(developed.files) == 2


def test_names_spelled_with_loose_accents_are_found_and_give_one_address(site: Site) -> None:
    loose = unicodedata.normalize("NFD", "Lễ phát động.jpg")
    site.put(f"nfd/{loose}", SMALL)
    site.put("nfc/Lễ phát động.jpg", SMALL)
    developed = site.develop(f"nfd/{loose}", "nfc/Lễ phát động.jpg")

    assert {picture.source for picture in developed.pictures} == {
        f"nfd/{loose}",
        "nfc/Lễ phát động.jpg",
    }
    assert len(developed.files) == 2
    assert all(url.startswith("photos/le-phat-dong-") for url, _ in developed.files)


@pytest.mark.parametrize("name", ["!!!.jpg", "x" * 200 + ".jpg", ".jpg", "noext", "%41&'\".jpg"])
def test_every_name_gives_an_address(site: Site, name: str) -> None:
    site.put(name, SMALL)
    for url, _ in site.develop(name).files:
        assert url.isascii()
        assert len(url) < 100
        assert not set(url) - set("abcdefghijklmnopqrstuvwxyz0123456789-./")


def test_a_second_run_makes_nothing(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    first = site.develop("a/1.jpg")
    before = site.written()

    assert site.develop("a/1.jpg") == first
    assert site.written() == before


def test_a_second_run_does_without_the_imaging_library(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    site.develop("a/1.jpg")
    site.settle()
    program = (
        "import sys; from pathlib import Path; from bantin.photos import Wanted, develop\n"
        "done = develop([Wanted(source='a/1.jpg', path='vi.md', line=1)],"
        " content=Path(sys.argv[1]), cache=Path(sys.argv[2]))\n"
        "assert done.pictures and not [name for name in sys.modules if name.startswith('PIL')]"
    )
    command = [sys.executable, "-c", program, str(site.content), str(site.cache)]
    subprocess.run(command, check=True)


def test_a_moved_or_touched_photo_is_not_made_again(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    site.develop("a/1.jpg")
    before = site.written()
    site.put("a/1.jpg", PHOTO, when=LONG_AGO + 10)
    site.put("b/1.jpg", PHOTO)

    assert len(site.develop("a/1.jpg", "b/1.jpg").pictures) == 2
    assert site.written() == before


def test_a_lost_listing_costs_no_photo(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    first = site.develop("a/1.jpg")
    before = site.written()
    for content in (b"", b"{", b"[]", b'{"time":1,"photos":{"a/1.jpg":[1]}}', b"\xff"):
        (listing,) = (site.cache / "photos").glob("*.json")
        listing.write_bytes(content)
        assert site.develop("a/1.jpg") == first
        assert site.written() == before


def test_a_changed_photo_gets_another_address(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    first = site.develop("a/1.jpg")
    site.put("a/1.jpg", nasty.saved(nasty.plain((90, 90, 90))), when=LONG_AGO + 10)
    second = site.develop("a/1.jpg")

    assert second.pictures[0].colour == "#5a5a5a"
    assert not {url for url, _ in first.files} & {url for url, _ in second.files}


def test_a_photo_changed_twice_within_a_tick_is_noticed(site: Site) -> None:
    red, blue = (nasty.saved(nasty.plain(c), "BMP") for c in ((255, 0, 0), (0, 0, 255)))
    assert len(red) == len(blue)
    now = int(time.time()) + 5
    site.put("a/1.bmp", red, when=now)
    assert site.develop("a/1.bmp").pictures[0].colour == "#ff0000"
    site.put("a/1.bmp", blue, when=now)
    assert site.develop("a/1.bmp").pictures[0].colour == "#0000ff"


def test_a_photo_is_noticed_that_was_changed_under_its_old_times(site: Site) -> None:
    red, blue = (nasty.saved(nasty.plain(c), "BMP") for c in ((255, 0, 0), (0, 0, 255)))
    path = site.put("a/1.bmp", red)
    site.develop("a/1.bmp")
    site.settle()
    kept = path.stat()
    path.write_bytes(blue)
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))

    assert path.stat().st_mtime_ns == kept.st_mtime_ns
    assert site.develop("a/1.bmp").pictures[0].colour == "#0000ff"


@pytest.mark.parametrize("gone", ["one", "all"])
def test_a_photo_is_made_again_whose_files_were_removed_long_after(site: Site, gone: str) -> None:
    site.put("a/1.jpg", PHOTO)
    first = contents(site.develop("a/1.jpg"))
    site.settle()
    files = [path for _, path in site.develop("a/1.jpg").files]
    for path in files[:1] if gone == "one" else files:
        path.unlink()

    assert contents(site.develop("a/1.jpg")) == first


@pytest.mark.parametrize("damage", ["cut", "emptied", "removed", "folder removed"])
def test_a_damaged_cache_heals(site: Site, damage: str) -> None:
    site.put("a/1.jpg", PHOTO)
    first = contents(site.develop("a/1.jpg"))
    victim = max((path for _, path in site.develop("a/1.jpg").files), key=str)
    match damage:
        case "cut":
            victim.write_bytes(victim.read_bytes()[:-1])
        case "emptied":
            victim.write_bytes(b"")
        case "removed":
            victim.unlink()
        case _:
            for path in victim.parent.iterdir():
                path.unlink()
            victim.parent.rmdir()

    assert contents(site.develop("a/1.jpg")) == first


def test_the_same_photos_give_the_same_bytes(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Site(tmp_path_factory.mktemp("other"))
    for one in (site, other):
        one.put("a/1.jpg", PHOTO)
        one.put("a/2.png", nasty.saved(nasty.quarters(), "PNG"))
    mine = site.develop("a/1.jpg", "a/2.png")
    theirs = other.develop("a/2.png", "a/1.jpg")

    assert mine.pictures == theirs.pictures
    assert contents(mine) == contents(theirs)


def test_a_preview_makes_its_own_files_and_a_build_does_not_take_them(site: Site) -> None:
    site.put("a/1.jpg", SMALL)
    quick = site.develop("a/1.jpg", quick=True)
    before = site.written()
    assert site.develop("a/1.jpg", quick=True) == quick
    assert site.written() == before

    full = site.develop("a/1.jpg")
    assert not {url for url, _ in full.files} & {url for url, _ in quick.files}


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("quick_first", [True, False])
def test_a_preview_prefers_what_a_build_has_made(
    site: Site, settled: bool, quick_first: bool
) -> None:
    site.put("a/1.jpg", SMALL)
    if quick_first:
        site.develop("a/1.jpg", quick=True)
    full = site.develop("a/1.jpg")
    if settled:
        site.settle()
    before = site.written()

    assert site.develop("a/1.jpg", quick=True) == full
    assert site.develop("a/1.jpg") == full
    assert site.written() == before


_BUILD = """
import pickle, sys
from pathlib import Path
from bantin.photos import Wanted, develop
wanted = [Wanted(source=source, path="vi.md", line=1) for source in sys.argv[3:]]
done = develop(wanted, content=Path(sys.argv[1]), cache=Path(sys.argv[2]))
sys.stdout.buffer.write(pickle.dumps(done))
"""


def test_two_builds_may_fill_one_cache(site: Site) -> None:
    sources = [f"a/{number}.jpg" for number in range(6)]
    for source in sources:
        site.put(source, SMALL + source.encode())
    command = [sys.executable, "-c", _BUILD, str(site.content), str(site.cache), *sources]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    said = [build.communicate()[0] for build in builds]

    assert [build.returncode for build in builds] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    assert not list(site.cache.rglob("*.tmp"))
    assert len(site.develop(*sources).files) == 12


def test_a_refused_photo_is_one_problem_at_its_first_place(site: Site) -> None:
    site.put("a/1.jpg", b"")
    site.put("a/2.jpg", SMALL)
    developed = site.develop("a/2.jpg", "a/1.jpg", "a/1.jpg")

    assert [picture.source for picture in developed.pictures] == ["a/2.jpg"]
    (problem,) = [p for p in developed.problems if p.severity is Severity.ERROR]
    assert (problem.code, problem.path, problem.line) == (
        "photo-not-a-picture",
        "content/a/vi.md",
        8,
    )
    assert shown(problem, str)[0] == "the file “1.jpg” is empty"


def test_a_refused_photo_stays_refused(site: Site) -> None:
    site.put("a/1.jpg", PHOTO[:5000])
    assert codes(site.develop("a/1.jpg")) == codes(site.develop("a/1.jpg")) == ["photo-damaged"]


@pytest.mark.parametrize("data", [*nasty.LOOKALIKES.values(), nasty.png_header(20_000, 20_000)])
def test_every_refusal_can_be_shown(site: Site, data: bytes) -> None:
    site.put("a/1.jpg", data)
    (problem,) = site.develop("a/1.jpg").problems
    assert (problem.path, problem.line, problem.severity) == ("content/a/vi.md", 7, Severity.ERROR)
    for lang in ("vi", "en"):
        message, remedy = shown(problem, translator(lang))
        assert "“1.jpg”" in message
        assert remedy
        assert "{" not in message + remedy


def test_warnings_come_again_from_the_cache(site: Site) -> None:
    site.put("a/1.gif", nasty.moving("GIF"))
    first = site.develop("a/1.gif")

    assert codes(first) == ["photo-small", "photo-animated"]
    assert [p.severity for p in first.problems] == [Severity.WARNING, Severity.INFO]
    assert shown(first.problems[0], str)[0] == "the photo “1.gif” is small (64 × 32 pixels)"
    assert site.develop("a/1.gif") == first


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_the_writer_is_told_that_a_photo_moves(site: Site, form: str) -> None:
    site.put("a/1.jpg", nasty.moving(form))
    assert "photo-animated" in codes(site.develop("a/1.jpg"))


@pytest.mark.parametrize(("name", "form"), [("1.jpg", "PNG"), ("1.png", "JPEG"), ("1.gif", "HEIC")])
def test_a_photo_is_published_as_what_it_is_not_as_what_it_is_called(
    site: Site, name: str, form: str
) -> None:
    photo = nasty.quarters(1000, 500)
    site.put(name, nasty.heic(photo) if form == "HEIC" else nasty.saved(photo, form))
    developed = site.develop(name)

    assert not developed.problems
    for address, data in contents(developed).items():
        magic = b"RIFF" if address.endswith(".webp") else b"\xff\xd8\xff"
        assert data.startswith(magic)


ACUTE, COMPOSED = unicodedata.normalize("NFD", "Lễ.jpg"), unicodedata.normalize("NFC", "LỄ.JPG")


@pytest.mark.parametrize(("one", "other"), [("1.jpg", "1.JPG"), (ACUTE, COMPOSED)])
def test_two_photos_that_fold_to_one_name_are_refused(site: Site, one: str, other: str) -> None:
    site.put(f"a/{one}", PHOTO)
    site.put(f"b/{one}", PHOTO)
    site.put(f"a/{other}", SMALL)
    if len(list((site.content / "a").iterdir())) < 2:
        pytest.skip("this disk folds names itself")
    developed = site.develop(f"a/{one}", f"b/{one}")

    assert [picture.source for picture in developed.pictures] == [f"b/{one}"]
    assert codes(developed) == ["photo-twins"]
    assert dict(developed.problems[0].values) == {"photo": one, "twin": other}
    (site.content / "a" / other).unlink()
    assert not site.develop(f"a/{one}").problems


@pytest.mark.long
def test_a_photo_that_takes_all_memory_costs_only_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = ["a/1.jpg", "a/2.png", "a/3.jpg"]
    for source in sources:
        site.put(source, PHOTO + source.encode())
    clear = nasty.plain((9, 9, 9, 9), "RGBA", (5000, 5000))
    site.put("a/2.png", nasty.saved(clear, "PNG", compress_level=1))
    monkeypatch.setattr(make, "_LIGHT", Limits(cpu_seconds=40, megabytes=150))
    developed = site.develop(*sources)

    assert [picture.source for picture in developed.pictures] == ["a/1.jpg", "a/3.jpg"]
    (problem,) = developed.problems
    assert (problem.code, problem.line) == ("photo-too-large", 8)
    assert shown(problem, str)[0] == "the photo “2.png” needs more memory than there is"
    monkeypatch.undo()
    assert not site.develop(*sources).problems


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no bounds of CPU time")
def test_a_photo_that_takes_all_time_costs_only_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("a/1.jpg", PHOTO)
    # It takes several seconds; one is the least that a system counts.
    site.put("a/2.jpg", nasty.jpeg_of_many_scans(90, (5400, 5400)))
    monkeypatch.setattr(make, "_LIGHT", Limits(cpu_seconds=0.01, megabytes=800))
    developed = site.develop("a/1.jpg", "a/2.jpg")

    assert [picture.source for picture in developed.pictures] == ["a/1.jpg"]
    (problem,) = developed.problems
    assert problem.code == "photo-damaged"
    assert shown(problem, str)[0] == "the photo “2.jpg” takes too long to be read"


SPOILT = {
    **{form: nasty.saved(nasty.quarters(), form) for form in ("JPEG", "PNG", "GIF", "BMP")},
    **{form: nasty.saved(nasty.quarters(), form) for form in ("WEBP", "AVIF", "MPO")},
    "TIFF": nasty.saved(nasty.quarters(), "TIFF", compression="tiff_lzw"),
    "HEIC": nasty.heic(nasty.quarters(), exif=nasty.talkative_exif().tobytes()),
    "notes": nasty.talkative(),
    "inks": nasty.inks_with_profile((9, 9, 9, 9)),
}


def test_a_hundred_spoilt_photos_are_pictures_or_problems_and_nothing_else(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    draw = Random(1954)  # noqa: S311 - the same faults every time
    for number in range(110):
        name = list(SPOILT)[number % len(SPOILT)]
        data = bytearray(SPOILT[name])
        for _ in range(draw.randint(1, 8)):
            data[int(len(data) * draw.random() ** 2)] = draw.randrange(256)
        site.put(f"a/{name}-{number}.jpg", bytes(data[: None if number % 4 else len(data) // 2]))
    sources = sorted(f"a/{path.name}" for path in (site.content / "a").iterdir())
    developed = site.develop(*sources)

    refused = [p for p in developed.problems if p.severity is Severity.ERROR]
    assert len(developed.pictures) + len(refused) == len(sources)
    assert developed.pictures
    assert refused
    assert capfd.readouterr() == ("", "")


def test_workers_that_are_not_forked_make_the_same(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Site(tmp_path_factory.mktemp("other"))
    for one in (site, other):
        one.put("a/1.jpg", PHOTO)
        one.put("a/2.jpg", b"")
    forked = site.develop("a/1.jpg", "a/2.jpg")
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    spawned = other.develop("a/1.jpg", "a/2.jpg")

    assert spawned.problems == forked.problems
    assert contents(spawned) == contents(forked)


def test_a_heavy_photo_is_made_after_the_others(site: Site) -> None:
    site.put("a/1.png", nasty.saved(nasty.plain(9, "L", (6000, 5100)), "PNG"))
    site.put("a/2.jpg", PHOTO)
    first = site.develop("a/1.png", "a/2.jpg")

    assert [picture.source for picture in first.pictures] == ["a/1.png", "a/2.jpg"]
    written = site.written()
    by_source = [min(written[str(path)] for path in files_of(first, n)) for n in (0, 1)]
    assert by_source[0] > by_source[1]


def files_of(developed: Developed, number: int) -> list[Path]:
    picture = developed.pictures[number]
    urls = {made.url for made in (*picture.webp, *picture.jpeg)}
    return [path for url, path in developed.files if url in urls]


def outside(site: Site) -> Path:
    path = site.content.parent / "secret.jpg"
    path.write_bytes(PHOTO)
    return path


@pytest.mark.parametrize(
    "source", ["../secret.jpg", "a/../../secret.jpg", "a/..", "../nothing.jpg"]
)
def test_dots_do_not_lead_out_of_the_content(site: Site, source: str) -> None:
    outside(site)
    (site.content / "a").mkdir()
    developed = site.develop(source)

    assert not developed.pictures
    assert codes(developed) in (["photo-outside"], ["photo-unreadable"])


def test_links_do_not_lead_out_of_the_content(site: Site) -> None:
    secret = outside(site)
    (site.content / "a").mkdir()
    (site.content / "a/1.jpg").symlink_to(secret)
    (site.content / "b").symlink_to(site.content.parent)
    developed = site.develop("a/1.jpg", "b/secret.jpg")

    assert not developed.pictures
    assert codes(developed) == ["photo-outside", "photo-outside"]


def test_links_within_the_content_are_followed(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    (site.content / "b").symlink_to(site.content / "a")
    (site.content / "2.jpg").symlink_to("a/1.jpg")
    first = site.develop("2.jpg", "b/1.jpg", "b/../a/1.jpg")

    assert len(first.pictures) == 3
    assert not first.problems
    assert site.develop("2.jpg", "b/1.jpg", "b/../a/1.jpg") == first


def test_a_link_that_is_turned_outwards_later_is_noticed(site: Site) -> None:
    site.put("a/1.jpg", PHOTO)
    link = site.content / "2.jpg"
    link.symlink_to("a/1.jpg")
    site.develop("2.jpg")
    link.unlink()
    link.symlink_to(outside(site))

    assert codes(site.develop("2.jpg")) == ["photo-outside"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a/none.jpg", "photo-missing"),
        ("none/1.jpg", "photo-missing"),
        ("a", "photo-unreadable"),
        ("", "photo-unreadable"),
        ("a/\0.jpg", "photo-unreadable"),
        ("a/" + "x" * 300 + ".jpg", "photo-unreadable"),
        ("a/1.jpg/2.jpg", "photo-unreadable"),
    ],
)
def test_what_cannot_be_opened_is_said(site: Site, source: str, code: str) -> None:
    site.put("a/1.jpg", SMALL)
    assert codes(site.develop(source)) == [code]


def test_a_pipe_does_not_hold_up_the_build(site: Site) -> None:
    os.mkfifo(site.content / "1.jpg")
    assert codes(site.develop("1.jpg")) == ["photo-unreadable"]


def test_a_cache_that_cannot_be_written_is_no_fault_of_the_photo(site: Site) -> None:
    site.put("a/1.jpg", SMALL)
    site.cache.write_bytes(b"a file in the way")
    with pytest.raises(OutsideError):
        site.develop("a/1.jpg")


def test_what_must_not_be_known_is_in_no_file(site: Site) -> None:
    site.put("a/1.jpg", nasty.talkative())
    assert all(nasty.CANARY not in data for data in contents(site.develop("a/1.jpg")).values())


def test_a_check_tells_what_a_build_would_tell_and_makes_nothing(site: Site) -> None:
    whole = nasty.saved(nasty.quarters(640, 320))
    files = {
        "a/whole.jpg": whole,
        "a/small.jpg": nasty.talkative(),
        "a/turned.jpg": nasty.turned(6),
        "a/half.jpg": whole[: len(whole) // 2],
        "a/half.png": nasty.saved(nasty.quarters(640, 320), "PNG")[:-40],
        "a/moving.gif": nasty.moving("GIF"),
        "a/text.jpg": b"xin chao " * 50,
        "a/empty.png": b"",
        "a/noted.jpg": nasty.with_iptc(whole, (2, 120, "Lễ ra quân".encode())),
    }
    for source, data in files.items():
        site.put(source, data)
    wanted = [Wanted(source=source, path="content/a/vi.md", line=7) for source in files]

    first = prove(wanted, content=site.content, cache=site.cache)
    assert not site.written()
    site.settle()
    again = prove(wanted, content=site.content, cache=site.cache)
    built = site.develop(*files)

    assert first == again
    assert first.noted == built.noted >= {"a/noted.jpg"}
    assert [(p.code, dict(p.values)) for p in first.problems] == [
        (p.code, dict(p.values)) for p in built.problems
    ]
    assert {"photo-damaged", "photo-small", "photo-animated"} <= {p.code for p in first.problems}


def test_what_was_made_need_not_be_proved(site: Site) -> None:
    site.put("a/1.jpg", nasty.saved(nasty.quarters(640, 320)))
    site.develop("a/1.jpg")
    site.settle()
    wanted = [Wanted(source="a/1.jpg", path="content/a/vi.md", line=7)]

    assert prove(wanted, content=site.content, cache=site.cache).problems == ()
    assert len(list((site.cache / "photos").glob("*.json"))) == 1  # no list of what was proved
