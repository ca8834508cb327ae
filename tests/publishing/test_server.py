"""A server over ssh as the published site, with a real sshd."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin.problems import OutsideError, SettingsError
from bantin.publishing.run import Wishes, roll_back, verify
from bantin.publishing.server import Server
from bantin.workers import silent

from .sites import laid, lying, pages_of, published, version
from .sshd import Sshd, sshd

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("ssh") / "d") as running, pytest.MonkeyPatch.context() as p:
        p.setenv("BANTIN_SSH", running.program)
        yield running


def target(server: Sshd, web: Path) -> Server:
    return Server(f"ssh://{server.host}/{web}", server.host, server.port, str(web), web / "../seen")


def live(web: Path) -> dict[str, bytes]:
    """Return what a web server would show in one moment: the link may be put over meanwhile."""
    return lying((web / "current").resolve())


def test_a_day_of_a_server(server: Sshd, tmp_path: Path) -> None:
    web = tmp_path / "a web's folder"
    there = target(server, web)

    first = published(there, tmp_path / "o1", version(1))
    assert first.release is not None
    assert live(web) == lying(tmp_path / "o1")

    published(there, tmp_path / "o2", version(2, without=3))
    assert pages_of(live(web)) == pages_of(version(2, without=3))
    assert "theme/site.00000001.css" in live(web)
    assert published(there, tmp_path / "o3", version(2, without=3)).release is None

    release = roll_back(there, None, keep=5, tell=silent)
    assert (release.number, release.undoes) == (3, 2)
    assert pages_of(live(web)) == pages_of(version(1))
    assert [r.number for r in there.history()] == [3, 2, 1]
    assert not verify(there, silent)[1]

    published(there, tmp_path / "o4", version(4), Wishes(keep=2))
    assert [path.name for path in sorted((web / "releases").iterdir())] == ["000003", "000004"]
    assert not (web / "staging").exists()
    with pytest.raises(SettingsError):
        roll_back(there, 1, keep=2, tell=silent)


def test_harm_to_the_files_is_found_and_mended(server: Sshd, tmp_path: Path) -> None:
    web = tmp_path / "web"
    there = target(server, web)
    published(there, tmp_path / "o1", version(1))
    victim = web / "current/articles/a2.html"
    victim.write_bytes(victim.read_bytes()[:-1])
    (web / "current/articles/a3.html").unlink()
    (web / "current/la.html").write_bytes(b"x")

    faults = verify(there, silent)[1]

    assert (faults.changed, faults.missing, faults.extra) == (
        ("articles/a2.html",),
        ("articles/a3.html",),
        ("la.html",),
    )
    published(there, tmp_path / "o2", version(1), Wishes(repair=True))
    assert pages_of(live(web)) == {**pages_of(version(1)), "la.html": b"x"}


def test_a_folder_of_somebody_else_is_left_alone(server: Sshd, tmp_path: Path) -> None:
    web = tmp_path / "web"
    laid(web, {"index.html": b"of another program"})

    with pytest.raises(SettingsError):
        published(target(server, web), tmp_path / "o1", version(1))

    assert lying(web)["index.html"] == b"of another program"


def test_one_publisher_at_a_time_and_a_killed_one_frees_the_lock(
    server: Sshd, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    with target(server, web).held("lan@toa-soan, 08:00"):
        with pytest.raises(OutsideError, match="lan@toa-soan"):
            published(target(server, web), tmp_path / "o1", version(1))
        children = subprocess.run(
            ["pgrep", "-x", "-P", str(os.getpid()), "ssh"], capture_output=True
        )
        os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
        began = time.monotonic()
        while True:
            try:
                published(target(server, web), tmp_path / "o1", version(1))
                break
            except OutsideError:
                assert time.monotonic() - began < 30
                time.sleep(0.2)
    assert pages_of(live(web)) == pages_of(version(1))


@pytest.mark.parametrize(
    "fault", ["host key", "changed key", "user key", "name", "port", "read only", "file"]
)
def test_what_is_wrong_outside_is_told_with_a_remedy(
    server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    web = tmp_path / "web"
    published(target(server, web), tmp_path / "o1", version(1))
    before, there = live(web), target(server, web)
    if fault == "host key":
        monkeypatch.setenv("BANTIN_SSH", f"{server.program} -o UserKnownHostsFile=/dev/null")
    elif fault == "changed key":
        known = server.other_known()
        monkeypatch.setenv("BANTIN_SSH", f"{server.program} -o UserKnownHostsFile={known}")
    elif fault == "user key":
        monkeypatch.setenv("BANTIN_SSH", f"{server.program} -o PubkeyAuthentication=no")
    elif fault == "name":
        there.host = "khong-co.invalid"
    elif fault == "port":
        there.port = 1
    elif fault == "read only":
        there.path = "/proc/web"
    else:
        there.path = str(tmp_path / "o1/index.html")

    with pytest.raises(OutsideError) as failure:
        published(there, tmp_path / "o2", version(2))

    said = {
        "host key": "key of the server",
        "changed key": "another key than it did before",
        "user key": "let this account in",
        "name": "no server of this name",
        "port": "nothing takes connections",
        "read only": "refuses",
        "file": "refuses",
    }
    assert said[fault] in str(failure.value)
    assert failure.value.remedy
    assert live(web) == before


PUBLISHER = """
import sys
from pathlib import Path
from bantin.publishing.server import Server
from tests.publishing.sites import published, version
host, port, web, output, number = sys.argv[1:]
there = Server("ssh:", host, int(port), web, Path(web, "../seen"))
print(flush=True)
published(there, Path(output), version(int(number), articles=30))
"""


def test_a_publisher_killed_at_any_moment_leaves_one_whole_version(
    server: Sshd, tmp_path: Path
) -> None:
    web, chance = tmp_path / "web", random.Random(4)  # noqa: S311 - it only picks moments
    published(target(server, web), tmp_path / "o0", version(0, articles=30))
    for number in range(1, int(os.environ.get("KILLS", "4")) + 1):
        before = pages_of(live(web))
        output = tmp_path / f"o{number}"
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, server.host, str(server.port), str(web), str(output),
             str(number)],
            cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        after = live(web)
        new = pages_of(version(number, articles=30))
        assert pages_of(after) in (before, new), "two versions are mixed"
        for data in pages_of(after).values():
            assert f"theme/site.{data.split(b'theme/site.')[1][:8].decode()}.css" in after
        heal(server, web, tmp_path / f"h{number}", number)
        assert pages_of(live(web)) == new
        assert not (web / "staging").exists()
    assert not verify(target(server, web), silent)[1]


def heal(server: Sshd, web: Path, output: Path, number: int) -> None:
    """Publish as soon as the server has noticed that the other one is gone."""
    for _ in range(100):
        try:
            published(target(server, web), output, version(number, articles=30))
        except OutsideError as error:
            if "somebody else" not in str(error):
                raise
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the lock stays taken")
