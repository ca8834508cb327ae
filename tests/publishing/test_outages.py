"""What fails between here and there, with real programs: told in bounded time, and harmless."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bantin.problems import OutsideError
from bantin.publishing import lease, s3, session
from bantin.publishing.objects import Objects
from bantin.publishing.release import Release
from bantin.publishing.server import Server
from bantin.publishing.sftp import Account
from bantin.publishing.target import Target

from .cable import Cable, cable
from .sites import lying, pages_of, published, version
from .sshd import Sshd, sshd
from .storage import storage

pytestmark = pytest.mark.long
_HASTY = ("-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=1")
_BOUND_S = 15


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with (
        sshd(tmp_path_factory.mktemp("outages") / "d") as running,
        pytest.MonkeyPatch.context() as p,
    ):
        p.setenv("BANTIN_SSH", running.over(*_HASTY))
        yield running


@pytest.fixture
def line(server: Sshd) -> Iterator[Cable]:
    with cable(server.port) as laid:
        yield laid


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """Processes that were stopped, and are ended after the test."""
    found: list[int] = []
    yield found
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ends wait for a sign of life as often as always, but a shorter time."""
    monkeypatch.setattr(session, "_LOOK_S", 0.2)
    monkeypatch.setattr(session, "_BEAT_S", 0.2)
    for name, seconds in {"_RENEWED_S": 0.1, "_LOOKED_S": 0.05, "_STALE_S": 1.0}.items():
        monkeypatch.setattr(lease, name, seconds)


def ssh(server: Sshd, port: int, web: Path) -> Server:
    return Server("ssh:", server.host, port, str(web), web / "../seen")


Accounts = Callable[[int, Path], Objects]


@pytest.fixture
def account(server: Sshd) -> Iterator[Accounts]:
    """What opens an account over a port, in a folder."""
    opened: list[Account] = []

    def account(port: int, web: Path) -> Objects:
        opened.append(Account(server.host, port, str(web)))
        return Objects("sftp:", opened[-1])

    yield account
    for one in opened:
        one.close()


def healed(target: Target, output: Path, number: int) -> None:
    """Publish as soon as the server has noticed that the other publisher is gone."""
    until = time.monotonic() + _BOUND_S
    while time.monotonic() < until:
        try:
            published(target, output, version(number))
        except OutsideError as error:
            if "somebody else" not in str(error):
                raise
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the lock stays taken")


class Late(Server):
    """Has something happen at the last moment before the switch."""

    happen: Callable[[], None]

    def _switch(self, release: Release, keep: int) -> None:
        self.happen()
        super()._switch(release, keep)


@pytest.mark.parametrize(
    ("what", "when"),
    [
        ("cable cut", "in the upload"),
        ("cable cut", "before the switch"),
        ("server stopped", "in the upload"),
        ("server killed", "before the switch"),
    ],
)
def test_a_connection_that_fails_leaves_the_old_site_and_frees_the_server(
    server: Sshd, line: Cable, tmp_path: Path, ended: list[int], what: str, when: str
) -> None:
    web = tmp_path / "web"
    published(ssh(server, server.port, web), tmp_path / "o1", version(1))
    before = lying(web / "current/")

    def happen() -> None:
        if what == "cable cut":
            line.cut()
        for pid in server.connections() if what != "cable cut" else []:
            os.kill(pid, signal.SIGSTOP if what == "server stopped" else signal.SIGKILL)
            ended.append(pid)

    there = Late("ssh:", server.host, line.port, str(web), tmp_path / "seen")
    there.happen = happen if when == "before the switch" else lambda: None
    began = time.monotonic()
    with pytest.raises(OutsideError) as failure:
        published(there, tmp_path / "o2", version(2),
                  tell=lambda *_: happen() if when == "in the upload" else None)  # fmt: skip

    assert time.monotonic() - began < _BOUND_S
    # Whether the end of a connection is seen, or only its silence, is a matter of moments.
    assert re.search("connection|does not answer", str(failure.value)), str(failure.value)
    assert "whole" in failure.value.remedy
    assert lying(web / "current/") == before
    healed(ssh(server, server.port, web), tmp_path / "o3", 2)
    assert pages_of(lying(web / "current/")) == pages_of(version(2))
    assert not (web / "staging").exists()


@pytest.mark.parametrize("stage", ["staged", "placed"])
def test_a_cable_that_is_cut_leaves_whole_files_on_an_account_and_the_next_heals(
    server: Sshd, account: Accounts, line: Cable, tmp_path: Path, stage: str
) -> None:
    web = tmp_path / "web"
    published(account(server.port, web), tmp_path / "o1", version(1))

    began = time.monotonic()
    with pytest.raises(OutsideError, match="does not answer"):
        published(account(line.port, web), tmp_path / "o2", version(2),
                  tell=lambda what, *_: line.cut() if what == stage else None)  # fmt: skip

    assert time.monotonic() - began < _BOUND_S
    old, new = pages_of(version(1)), pages_of(version(2))
    for name, data in pages_of(lying(web)).items():
        assert data in (old[name], new[name])
    healed(account(server.port, web), tmp_path / "o3", 2)
    assert pages_of(lying(web)) == new
    assert not list((web / ".bantin").rglob("*.new"))


def test_a_cable_that_is_cut_leaves_whole_objects_and_the_next_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "_TIMEOUT", timedelta(seconds=1))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
        monkeypatch.setenv(name, "x")
    with storage() as (address, buckets), cable(int(address.rpartition(":")[2])) as line:
        buckets["web"] = {}
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{line.port}")
        bucket = Objects("s3:", s3.Bucket("web", "web"))
        published(bucket, tmp_path / "o1", version(1))

        began = time.monotonic()
        with pytest.raises(OutsideError, match="does not answer"):
            published(bucket, tmp_path / "o2", version(2),
                      tell=lambda what, *_: line.cut() if what == "placed" else None)  # fmt: skip

        assert time.monotonic() - began < _BOUND_S
        old, new = pages_of(version(1)), pages_of(version(2))
        lying = {n.removeprefix("web/"): data for n, (data, _) in buckets["web"].items()}
        assert all(lying[name] in (old[name], new[name]) for name in old)
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        bucket = Objects("s3:", s3.Bucket("web", "web"))
        healed(bucket, tmp_path / "o3", 2)
        lying = {n.removeprefix("web/"): data for n, (data, _) in buckets["web"].items()}
        assert all(lying[name] == new[name] for name in new)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("ssh: connect to host x port 22: No route to host", "does not answer"),
        ("ssh: connect to host x port 22: Network is unreachable", "does not answer"),
        ("ssh: connect to host x port 22: Connection timed out", "does not answer"),
        ("Connection timed out during banner exchange", "does not answer"),
        ("Connection to x closed by remote host.", "has ended"),
        ("kex_exchange_identification: read: Connection reset by peer", "has ended"),
        ("", "has ended"),
    ],
)
def test_what_ssh_says_at_its_end_is_told(said: str, message: str) -> None:
    failure = session.why(f"Warning: something else\n{said}\n" if said else "", "x")

    assert message in str(failure)
    assert "publish again" in failure.remedy


def test_both_ends_wait_for_a_sign_of_life_a_quarter_of_a_minute(
    server: Sshd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANTIN_SSH", server.program)
    done = subprocess.run(
        [*session.ssh_command(None), "-G", "x"], capture_output=True, text=True, check=True
    )
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)

    assert int(told["serveraliveinterval"]) * int(told["serveralivecountmax"]) <= 15
    assert int(told["connecttimeout"]) <= 15


def test_a_step_may_take_longer_than_one_waits_for_a_sign_of_life(
    server: Sshd,
) -> None:
    with session.connected(server.host, server.port) as connection:
        assert connection.run("sleep 1.5; cat; echo done").text.strip() == b"done"
        assert connection.run('wc -c < "$work/data"', b"x" * 600_000).text.strip() == b"600000"


def test_a_large_file_goes_over_sftp_while_the_lock_is_renewed(
    server: Sshd, account: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "_RENEWED_S", 0.001)
    files = {**version(1), "books/2024.pdf": bytes(range(256)) * 30_000}
    there = account(server.port, tmp_path / "web")

    published(there, tmp_path / "o1", files)

    assert lying(tmp_path / "web") == lying(tmp_path / "o1")
    assert not (tmp_path / "web/.bantin/lock").exists()
