"""A folder as the published site: whole at every moment, and undone at a word."""

import os
import random
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bantin.problems import OutsideError, SettingsError
from bantin.publishing.run import Wishes, built, publish, roll_back, verify
from bantin.workers import silent

from .sites import folder, laid, lying, pages_of, published, settings, version


def test_what_is_published_is_what_was_built(tmp_path: Path) -> None:
    target, files = folder(tmp_path / "web"), version(1)

    run = published(target, tmp_path / "o1", files)

    assert run.release is not None
    assert run.release.number == 1
    assert [article.title for article in run.new] == [f"Bài {n}" for n in range(5)]
    assert lying(tmp_path / "web") == lying(tmp_path / "o1")


def test_styles_of_the_last_three_releases_stay_for_open_pages(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    for number in range(1, 6):
        published(target, tmp_path / f"o{number}", version(number))

    styles = [name for name in lying(tmp_path / "web") if name.startswith("theme/")]
    assert styles == [f"theme/site.{n:08x}.css" for n in (2, 3, 4, 5)]

    published(target, tmp_path / "o6", version(6), Wishes(purge=True))
    styles = [name for name in lying(tmp_path / "web") if name.startswith("theme/")]
    assert styles == ["theme/site.00000006.css"]


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    before = marks(tmp_path / "web")
    time.sleep(0.02)

    run = published(target, tmp_path / "o2", version(1))

    assert run.release is None
    changed = {p for p, mark in marks(tmp_path / "web").items() if before.get(p) != mark}
    assert {Path(path).name for path in changed} <= {"holder.txt", ".bantin"}


def test_a_dry_run_lists_what_the_run_then_does_and_does_nothing(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    before = marks(tmp_path / "web")
    dry = published(target, tmp_path / "o2", version(2, without=3), Wishes(dry_run=True))
    assert marks(tmp_path / "web") == before
    old = lying(tmp_path / "web")

    run = published(target, tmp_path / "o2", version(2, without=3))

    new = lying(tmp_path / "web")
    assert dry.plan == run.plan
    assert set(dry.plan.puts) == {name for name in new if old.get(name) != new[name]}
    assert set(dry.plan.drops) == set(old) - set(new)
    assert [article.address for article in run.removed] == ["articles/a3.html"]


def test_a_rollback_brings_every_byte_back_and_forward_again(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    published(target, tmp_path / "o2", version(2, without=3))
    second = pages_of(lying(tmp_path / "web"))

    release = roll_back(target, None, keep=5, tell=silent)
    assert (release.number, release.undoes) == (3, 2)
    assert pages_of(lying(tmp_path / "web")) == pages_of(version(1))
    assert "theme/site.00000002.css" in lying(tmp_path / "web")

    roll_back(target, 2, keep=5, tell=silent)
    assert pages_of(lying(tmp_path / "web")) == second
    assert not verify(target, silent)[1]
    with pytest.raises(SettingsError):
        roll_back(target, 17, keep=5, tell=silent)


def test_only_so_many_releases_are_kept(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    for number in range(1, 8):
        published(target, tmp_path / f"o{number}", version(number), Wishes(keep=3))

    assert [release.number for release in target.history()] == [7, 6, 5]
    kept = [path for path in (tmp_path / "web/.bantin/objects").glob("*/*") if path.is_file()]
    needed = {sha for n in (5, 6, 7) for sha in target.release(n).live.values()}
    assert {path.name for path in kept} == needed


@pytest.mark.parametrize("harm", ["flip", "lose", "add"])
def test_whatever_was_done_to_the_files_is_found_and_mended(tmp_path: Path, harm: str) -> None:
    web = tmp_path / "web"
    target = folder(web)
    published(target, tmp_path / "o1", version(1))
    before = lying(web)
    victim = web / "articles/a2.html"
    if harm == "flip":
        data = bytearray(victim.read_bytes())
        data[7] ^= 1
        victim.unlink()
        victim.write_bytes(data)
    elif harm == "lose":
        victim.unlink()
    else:
        (web / "articles/la.html").write_bytes(b"x")

    faults = verify(target, silent)[1]

    found = {"flip": faults.changed, "lose": faults.missing, "add": faults.extra}
    assert found.pop(harm) == (("articles/la.html",) if harm == "add" else ("articles/a2.html",))
    assert not any(found.values())
    published(target, tmp_path / "o1", version(1), Wishes(repair=True))
    assert {n: d for n, d in lying(web).items() if n != "articles/la.html"} == before


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    web = tmp_path / "web"
    laid(web, {"index.html": b"of another program"})
    before = lying(web)

    with pytest.raises(SettingsError, match="no bantin"):
        published(folder(web), tmp_path / "o1", version(1))
    assert lying(web) == before

    published(folder(web), tmp_path / "o1", version(1), Wishes(adopt=True))
    assert lying(web)["index.html"] == version(1)["index.html"]


def test_half_of_the_site_does_not_go_without_its_number(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1, articles=60))
    before = lying(tmp_path / "web")

    with pytest.raises(SettingsError, match="30"):
        published(target, tmp_path / "o2", version(2, articles=30))

    assert lying(tmp_path / "web") == before
    published(target, tmp_path / "o2", version(2, articles=30), Wishes(remove=30))
    assert len(pages_of(lying(tmp_path / "web"))) == 32


def test_an_empty_build_is_not_published(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))

    for files in ({}, {"articles/a1.html": b""}):
        with pytest.raises(OutsideError):
            published(target, tmp_path / f"e{len(files)}", files)

    assert pages_of(lying(tmp_path / "web")) == pages_of(version(1))


def test_an_output_that_was_changed_by_hand_is_not_published(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    before = lying(tmp_path / "web")
    output = laid(tmp_path / "o2", version(2))
    ready = built(settings(output))
    (output / "articles/a1.html").write_bytes(b"changed")

    with pytest.raises(OutsideError, match="a1"):
        publish(ready, target, Wishes(), look=lambda _: (), ask=lambda _: True, tell=silent)
    assert lying(tmp_path / "web") == before


def test_one_of_many_publishers_wins_and_the_others_hear_who(tmp_path: Path) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))

    with target.held("lan@toa-soan, 08:00"), pytest.raises(OutsideError, match="lan@toa-soan"):
        published(target, tmp_path / "o2", version(2))
    published(target, tmp_path / "o2", version(2))


def test_a_file_that_a_reader_holds_open_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As shares of Windows do: while somebody reads a file, it cannot be replaced."""
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    refusals = holding(monkeypatch, "a1.html", times=3)

    published(target, tmp_path / "o2", version(2))

    assert refusals() == 3
    assert pages_of(lying(tmp_path / "web")) == pages_of(version(2))


def test_a_file_that_stays_open_is_named_and_comes_with_the_next_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder(tmp_path / "web")
    published(target, tmp_path / "o1", version(1))
    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", lambda _: None)
        holding(patch, "a1.html", times=99)
        with pytest.raises(OutsideError, match="a1"):
            published(target, tmp_path / "o2", version(2))
    half = pages_of(lying(tmp_path / "web"))
    assert half == {**pages_of(version(2)), "articles/a1.html": version(1)["articles/a1.html"]}

    published(target, tmp_path / "o2", version(2))
    assert pages_of(lying(tmp_path / "web")) == pages_of(version(2))


def holding(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> Callable[[], int]:
    replace, refused = os.replace, list[Path]()

    def replacing(source: Path, place: Path) -> None:
        if Path(place).name == name and ".bantin" not in Path(place).parts and len(refused) < times:
            refused.append(Path(place))
            raise PermissionError(13, "open elsewhere")
        replace(source, place)

    monkeypatch.setattr(os, "replace", replacing)
    return lambda: len(refused)


def test_a_day_of_a_share_as_windows_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No links, no rights, no word of its size; what is open can be neither replaced nor removed.

    Source: what smbd refused to a client that had mounted its share.
    """
    web = tmp_path / "web"
    target, refused = folder(web), list[str]()

    def refusing(act: Callable[..., None]) -> Callable[..., None]:
        def acting(*paths: Path, **words: bool) -> None:
            place = str(paths[-1])
            if place in {
                os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
            }:
                refused.append(place)
                raise PermissionError(13, "open elsewhere")
            act(*paths, **words)

        return acting

    def no(*_: object, **__: object) -> None:
        raise PermissionError(1, "the share does not know this")

    for name in ("link", "symlink", "chmod"):
        monkeypatch.setattr(os, name, no)
    for name in ("replace", "unlink"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: (0, 0, 0))
    published(target, tmp_path / "o1", version(1))

    opened = [(web / name).open("rb") for name in ("index.html", "articles/a3.html")]
    naps = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            for file in opened:
                file.close()

    monkeypatch.setattr(time, "sleep", nap)
    published(target, tmp_path / "o2", version(2, without=3))

    assert refused[0].endswith("index.html")
    assert pages_of(lying(web)) == pages_of(version(2, without=3))
    roll_back(target, None, keep=5, tell=silent)
    assert pages_of(lying(web)) == pages_of(version(1))
    assert not verify(target, silent)[1]


def test_a_publisher_cut_off_anywhere_harms_nothing_and_the_next_heals(tmp_path: Path) -> None:
    web, step = tmp_path / "web", int(os.environ.get("EVERY", "5"))
    published(folder(web), tmp_path / "o0", version(0))
    torn = cuts = 0
    while cut_off(cuts * step + 1, partial(published, folder(web), laid_new(tmp_path, cuts),
                                           version(cuts + 1))):  # fmt: skip
        old, new = pages_of(version(cuts)), pages_of(version(cuts + 1))
        after = lying(web)
        for name, data in pages_of(after).items():
            assert data in (old[name], new[name]), name
            style = data.split(b"theme/site.")[1][:8].decode()
            assert f"theme/site.{style}.css" in after, "a page without its style sheet"
        torn += pages_of(after) not in (old, new)
        published(folder(web), laid_new(tmp_path, cuts), version(cuts + 1))
        assert pages_of(lying(web)) == new
        assert not verify(folder(web), silent)[1]
        left = {path.name for path in (web / ".bantin").iterdir()}
        assert left <= {"lock", "holder.txt", "live.txt", "releases", "objects", *FORBIDDEN}
        assert not list((web / ".bantin").rglob("*.new"))
        cuts += 1

    assert cuts > 20
    assert torn, "no cut fell between two pages"


FORBIDDEN = (".htaccess", "web.config")


def laid_new(folder: Path, number: int) -> Path:
    return folder / f"o{number + 1}"


def cut_off(after: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a process that ends, as if killed, at its so manieth step on the disk.

    Returns False where it came to its end before.
    """
    child = os.fork()
    if not child:
        steps = [0]

        def step(event: str, _: object) -> None:
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.rmdir"):
                steps[0] += 1
                if steps[0] == after:
                    os._exit(9)

        sys.addaudithook(step)
        act()
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


@pytest.mark.parametrize("fault", ["full", "read only"])
def test_a_disk_that_refuses_leaves_the_site_as_it_was(tmp_path: Path, fault: str) -> None:
    web = tmp_path / "web"
    published(folder(web), tmp_path / "o1", version(1))
    before = lying(web)

    def publishing() -> None:
        if fault == "full":  # no file may grow beyond this: as a disk that is nearly full
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        ready = built(settings(tmp_path / "o2"))
        try:
            publish(
                ready, folder(web), Wishes(), look=lambda _: (), ask=lambda _: True, tell=silent
            )
        except OutsideError as error:
            os._exit(0 if error.remedy else 1)
        os._exit(2)

    laid(tmp_path / "o2", version(2))
    if fault == "read only":
        (web / ".bantin/objects").rename(web / ".bantin/kept")
        (web / ".bantin/objects").write_text("in the way")
    child = os.fork()
    if not child:
        publishing()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert lying(web) == before


def test_readers_miss_nothing_while_every_page_changes(tmp_path: Path) -> None:
    web = tmp_path / "web"
    target = folder(web)
    published(target, tmp_path / "o0", version(0, articles=40))
    missed: list[str] = []
    visits, stop = [0], threading.Event()

    def reading() -> None:
        chance = random.Random(7)  # noqa: S311 - it only picks pages
        while not stop.is_set():
            name = f"articles/a{chance.randrange(40)}.html" if visits[0] % 2 else "index.html"
            try:
                page = (web / name).read_bytes()
                style = page.split(b"theme/site.")[1][:8].decode()
                (web / f"theme/site.{style}.css").read_bytes()
            except (OSError, IndexError) as error:
                missed.append(f"{name}: {error!r}")
            visits[0] += 1

    reader = threading.Thread(target=reading)
    reader.start()
    for number in range(1, 9):
        published(target, tmp_path / f"o{number}", version(number, articles=40))
    stop.set()
    reader.join()

    assert visits[0] > 100
    assert not missed, missed[:5]


def marks(root: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in [root, *root.rglob("*")]
        if path.is_file()
    }
