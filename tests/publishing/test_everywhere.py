"""What holds for each kind of target, whatever it is made of."""

import errno
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bantin.problems import OutsideError
from bantin.publishing import lease
from bantin.publishing import release as releases
from bantin.publishing.folder import told
from bantin.publishing.objects import Objects
from bantin.publishing.run import Published, roll_back
from bantin.publishing.s3 import Bucket
from bantin.publishing.server import Server
from bantin.publishing.sftp import Account
from bantin.publishing.target import Target
from bantin.workers import silent

from .sites import folder, laid, lying, pages_of, published, version
from .sshd import Sshd, sshd
from .storage import REFUSING, storage
from .storage import Objects as Kept

pytestmark = pytest.mark.long
Opening = Callable[[Path], Target]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("all") / "d") as running, pytest.MonkeyPatch.context() as p:
        p.setenv("BANTIN_SSH", running.program)
        yield running


@pytest.fixture(scope="module")
def buckets() -> Iterator[Kept]:
    with storage() as (address, buckets), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", address)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
            patch.setenv(name, "x")
        yield buckets


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"_RENEWED_S": 0.05, "_LOOKED_S": 0.1, "_STALE_S": 2.0}.items():
        monkeypatch.setattr(lease, name, seconds)


@pytest.fixture
def opening(server: Sshd, buckets: Kept) -> Iterator[Callable[[str], Opening]]:
    """What opens a target of a kind in a folder; a bucket is called as the folder is."""
    accounts: list[Account] = []

    def ssh(web: Path) -> Target:
        return Server("ssh:", server.host, server.port, str(web), web / "../seen")

    def sftp(web: Path) -> Target:
        accounts.append(Account(server.host, server.port, str(web)))
        return Objects("sftp:", accounts[-1])

    def s3(web: Path) -> Target:
        name = web.parent.name.replace("_", "-").lower()
        buckets.setdefault(name, {})
        return Objects("s3:", Bucket(name, "web"))

    kinds: dict[str, Opening] = {"dir": folder, "ssh": ssh, "sftp": sftp, "s3": s3}
    yield kinds.__getitem__
    for account in accounts:
        account.close()


EACH = pytest.mark.parametrize("kind", ["dir", "ssh", "sftp", "s3"])


@EACH
def test_of_two_publishers_one_wins_and_the_other_hears_who(
    opening: Callable[[str], Opening], tmp_path: Path, kind: str
) -> None:
    web, refused = tmp_path / "web", list[str]()

    def rival(_: Published) -> bool:
        with pytest.raises(OutsideError) as failure:
            published(opening(kind)(web), tmp_path / "o2", version(2))
        refused.append(str(failure.value))
        return True

    run = published(opening(kind)(web), tmp_path / "o1", version(1), ask=rival)

    assert run.release is not None
    assert refused == [f"somebody else is publishing: {refused[0].partition(': ')[2]}"]
    assert releases.publisher() in refused[0]
    published(opening(kind)(web), tmp_path / "o2", version(2))
    assert [release.number for release in opening(kind)(web).history()] == [2, 1]


@EACH
def test_no_clock_has_a_say_in_which_release_is_live(
    opening: Callable[[str], Opening],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    target = opening(kind)(tmp_path / "web")
    for number, year in ((1, 2024), (2, 2034), (3, 2014)):
        monkeypatch.setattr(releases, "now", lambda year=year: f"{year}-03-04T08:00:00Z")
        output = laid(tmp_path / f"o{number}", version(number))
        moment = time.time() + (year - 2024) * 31_557_600
        for place in output.rglob("*.*"):
            os.utime(place, (moment, moment))
        published(target, output, version(number))

    with target.held("the test"):
        live, known = target.standing().live, target.history()
    assert live is not None
    assert (live.number, live.at[:4]) == (3, "2014")
    assert [release.at[:4] for release in known] == ["2014", "2034", "2024"]
    assert roll_back(target, None, keep=5, tell=silent).undoes == 3
    back = target.standing().live
    assert back is not None
    assert "theme/site.00000002.css" in back.files


# ── disks that refuse ────────────────────────────────────────────────────────


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    with suppress(subprocess.CalledProcessError, FileNotFoundError):
        mount("-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", str(place))
    if not place.is_mount():
        pytest.skip("disks can be mounted by root only")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def shown(kind: str, web: Path) -> dict[str, bytes]:
    return lying((web / "current").resolve() if kind == "ssh" else web)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("dir", "full"),
        ("dir", "read only"),
        ("ssh", "full"),
        ("ssh", "read only"),
        ("sftp", "full"),
    ],
)
def test_a_disk_that_refuses_leaves_the_site_whole_until_there_is_room(
    opening: Callable[[str], Opening], disk: Path, tmp_path: Path, kind: str, fault: str
) -> None:
    target = opening(kind)(disk / "web")
    published(target, tmp_path / "o1", version(1))
    # Room for bytes, so that nobody sees it coming, but none for another dozen of files.
    state = os.statvfs(disk)
    few = state.f_files - state.f_ffree + 12
    mount("-o", "remount,ro" if fault == "read only" else f"remount,nr_inodes={few}", str(disk))

    with pytest.raises(OutsideError) as failure:
        published(target, tmp_path / "o2", version(2))

    assert pages_of(shown(kind, disk / "web")) == pages_of(version(1))
    said = {"full": "room", "read only": "write" if kind == "dir" else ""}[fault]
    assert said in failure.value.remedy
    assert "whole" in failure.value.remedy
    mount("-o", "remount,rw,nr_inodes=0", str(disk))
    published(target, tmp_path / "o2", version(2))
    assert pages_of(shown(kind, disk / "web")) == pages_of(version(2))


def test_an_account_that_has_no_room_left_loses_no_byte_unnoticed(
    opening: Callable[[str], Opening], disk: Path, tmp_path: Path
) -> None:
    target = opening("sftp")(disk / "web")
    published(target, tmp_path / "o1", version(1))

    with pytest.raises(OutsideError, match="refuses"):
        published(target, tmp_path / "o2", {**version(2), "books/2024.pdf": b"x" * 3_000_000})

    assert pages_of(lying(disk / "web")) == pages_of(version(1))
    published(target, tmp_path / "o3", version(2))
    assert pages_of(lying(disk / "web")) == pages_of(version(2))


@pytest.mark.parametrize("number", [errno.EDQUOT, errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_a_disk_says_has_a_remedy_of_its_own(tmp_path: Path, number: int) -> None:
    with pytest.raises(OutsideError) as failure, told(tmp_path):
        raise OSError(number, os.strerror(number))

    is_full = number in (errno.EDQUOT, errno.ENOSPC)
    assert ("room" if is_full else "right to write") in failure.value.remedy


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("tar: a.html: Cannot write: Disk quota exceeded\ntar: Exiting with failure", "room"),
        ("cp: x: Read-only file system\n", "right to write"),
        ("mkdir: x: Permission denied\nsh: 1: more", "right to write"),
    ],
)
def test_what_a_server_says_has_a_remedy_of_its_own(
    server: Sshd, tmp_path: Path, said: str, remedy: str
) -> None:
    there = Server("ssh:", server.host, server.port, str(tmp_path / "web"), tmp_path / "seen")
    with pytest.raises(OutsideError) as failure, there._connection():
        there._must(f"printf %s '{said}'; false")

    assert remedy in failure.value.remedy
    assert said.splitlines()[0] in str(failure.value)


@pytest.mark.parametrize("name", REFUSING)
def test_what_storage_says_has_a_remedy_of_its_own(
    buckets: Kept, tmp_path: Path, name: str
) -> None:
    buckets[name] = {}
    with pytest.raises(OutsideError) as failure:
        published(Objects("s3:", Bucket(name, "web")), tmp_path / "o1", version(1))

    remedies = {"full": "room", "late": "clock of this computer", "shut": "keys"}
    assert remedies[name] in failure.value.remedy
    assert ".bantin/lock" not in "".join(buckets[name])
