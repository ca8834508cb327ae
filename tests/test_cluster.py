"""A build on a Dask cluster gives the bytes of one machine, whatever happens to its workers.

A real scheduler and real workers run on this machine, each as the program that it is; nothing of
them is loaded into the process of the tests.
"""

import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from bantin import __version__
from bantin.cli import main

from .conftest import ROOT
from .small_site import SmallSite, lying, small_site

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="workers are killed as Linux does"),
]
_DASK = (sys.executable, "-m")
_PHOTOS = 16
_DAY = "2024-04-01"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site with photos, and with more pages than are made without workers."""
    site = small_site(tmp_path_factory.mktemp("site"))
    for number in range(70):
        site.article(f"tin-{number}", title=f"Tin số {number}")
    names = [f"{number}.jpg" for number in range(_PHOTOS)]
    for number, name in enumerate(names):
        site.photo("phat-dong", name, f"#80{number * 9:02x}20", width=1000)
    shown = "\n\n".join(f"![Ảnh của buổi lễ]({name})" for name in names)
    site.article("phat-dong", "Phát động: Đợt một\n", f"Ban Một phát động.\n\n{shown}\n")
    return site


@pytest.fixture(scope="module")
def at_home(site: SmallSite) -> dict[str, bytes]:
    """What one machine makes of it."""
    done = built(site, "home")
    assert done.returncode == 0, done.stdout + done.stderr
    made = lying(site.root / "home")
    assert len(made) > 2 * 256
    return made


def build_command(site: SmallSite, name: str, *options: str) -> list[str]:
    places = ["--output", str(site.root / name), "--cache", str(site.root / f".{name}")]
    command = [sys.executable, "-m", "bantin", "build", "--site", str(site.root)]
    return [*command, *places, "--date", _DAY, "--lang", "en", *options]


def built(site: SmallSite, name: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        build_command(site, name, *options), cwd=ROOT, capture_output=True, text=True, timeout=300
    )


@contextmanager
def program(*words: str, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program, and see that it ends."""
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler, without workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    words = ("--host", host, "--port", str(port), "--no-dashboard", "--no-show")
    with program(*_DASK, "distributed.cli.dask_scheduler", *words):
        yield f"{host}:{port}"


def wait_for(address: str) -> None:
    """Wait until somebody listens."""
    host, port = address.split(":")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection((host, int(port)), timeout=1).close()
            return
        time.sleep(0.05)


def worker(
    address: str, *before: str, **variables: str
) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    """Run a worker with one thread, which nobody starts again."""
    words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
    return program(
        *before, *_DASK, "distributed.cli.dask_worker", f"tcp://{address}", *words, **variables
    )


def test_the_bytes_are_the_same_though_a_worker_is_killed_and_a_piece_never_ends(
    site: SmallSite, at_home: dict[str, bytes], address: str
) -> None:
    with worker(address) as first, worker(address):
        build = subprocess.Popen(
            build_command(site, "far", "--executor", f"dask://{address}"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        photos = site.root / ".far/photos/records"
        while build.poll() is None and not photos.is_dir():
            time.sleep(0.01)
        midway = build.poll() is None
        first.send_signal(signal.SIGKILL)
        said, _ = build.communicate(timeout=300)
        # The worker that is left is given what never ends, and goes on.
        endless = subprocess.run(
            [sys.executable, "-c", _ENDLESS, f"dask://{address}", str(site.root)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )

    assert endless.stdout == "['A', Lost(reason=<Loss.TIME: 'time'>), 'B']\n", endless.stderr
    assert (build.returncode, midway) == (0, True), said
    assert lying(site.root / "far") == at_home
    assert not list((site.root / ".far/units").iterdir())


_ENDLESS = """
import sys
from pathlib import Path
from bantin.cluster import cluster
from bantin.workers import Limits, each
from tests.small_site import SmallSite
from tests.test_workers import one_of

settings = SmallSite(Path(sys.argv[2])).settings()
limits = Limits(cpu_seconds=1, megabytes=400)
with cluster(sys.argv[1], settings) as crew:
    print(each(one_of, None, ["a", "endless", "b"], limits=limits, crew=crew))
"""

_SOON = """
import sys
from bantin import cluster
from bantin.cli import main

cluster._REACH_S, cluster._ANSWER_S = 1, 2.0
print(*[main([*sys.argv[2:], "--executor", address]) for address in sys.argv[1].split()])
"""


def test_where_nobody_answers_the_run_ends_and_says_so(site: SmallSite, address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # a port at which nobody listens
        nowhere = f"dask://127.0.0.1:{taken.getsockname()[1]}"
        wait_for(address)
        words = build_command(site, "nobody")[3:]
        done = subprocess.run(
            [sys.executable, "-c", _SOON, f"{nowhere} dask://{address}", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )

    assert done.stdout.split() == ["3", "3"], done.stderr
    assert f"no scheduler answers at “{nowhere}”" in done.stderr
    assert f"no worker of “dask://{address}” answers" in done.stderr
    assert not (site.root / "nobody").exists()


def test_a_worker_with_another_release_is_refused(
    site: SmallSite, address: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "bantin", tmp_path / "bantin")
    with (tmp_path / "bantin/model.py").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    with worker(address, PYTHONPATH=str(tmp_path)):
        done = built(site, "other", "--executor", f"dask://{address}")

    assert done.returncode == 3, done.stdout + done.stderr
    assert f"the worker on {platform.node()} has bantin {__version__} (" in done.stderr
    assert list((site.root / "other").iterdir()) == []


def test_a_worker_that_sees_another_folder_is_refused(site: SmallSite, address: str) -> None:
    hidden = site.root / "unseen"
    hidden.mkdir()
    apart = ("unshare", "-rm", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(hidden))
    if subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody have mounts of his own")
    with worker(address, *apart):
        done = built(site, "unseen", "--executor", f"dask://{address}")

    assert done.returncode == 3, done.stdout + done.stderr
    assert f"does not see “{hidden}” as this machine does" in done.stderr
    assert list(hidden.iterdir()) == []


def test_an_address_that_is_none_and_a_missing_package_are_told(
    site: SmallSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = build_command(site, "none")[3:]
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert [
        main([*words, "--executor", it]) for it in ("http://a:1", "dask://a", "dask://a:b")
    ] == [2] * 3
    assert "“dask://a:b” is no address of a scheduler" in capsys.readouterr().err
    assert main([*words, "--executor", "dask://127.0.0.1:9"]) == 3
    assert 'pip install "bantin[cluster]"' in capsys.readouterr().err
