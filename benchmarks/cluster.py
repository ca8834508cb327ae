"""Photos on a Dask cluster of this machine: two workers against one.

    python -m benchmarks.cluster [PHOTOS] [ROUNDS]

Makes PHOTOS photos of 12 megapixels (24 unless said otherwise) and has their renditions made in
ROUNDS rounds (3): by one worker, by two, and without a cluster on the cores of this machine, each
time for an empty cache and by processes that have worked before. Prints the seconds on the wall,
the median of the ratios of the rounds, and all of it as JSON. A ratio says something only where
two cores are free: the load average is told with it.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bantin.cluster import cluster
from bantin.photos import Wanted, develop
from bantin.settings import Settings
from bantin.workers import Crew, cores

from .machine import processor
from .pictures import photos

_DASK = (sys.executable, "-m")
_WORKER = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
TARGET = 1.6


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds on the wall, and the load average before them."""

    one: float
    two: float
    home: float
    load: float

    @property
    def ratio(self) -> float:
        """How many times as quick two workers are as one."""
        return self.one / self.two


def main() -> None:
    """Measure what the command line says and print it."""
    count, rounds = (*map(int, sys.argv[1:]), *(24, 3)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos(folder / "content", count)
        found = [_round(folder, count, number) for number in range(rounds)]
    for one in found:
        print(f"one worker {one.one:6.2f} s   two {one.two:6.2f} s   ratio {one.ratio:4.2f}   "
              f"no cluster {one.home:6.2f} s   load {one.load:.1f}")  # fmt: skip
    ratio = statistics.median(one.ratio for one in found)
    print(f"two workers ÷ one: {ratio:.2f} × (to reach: {TARGET} × where two cores are free)")
    print(json.dumps({
        "photos": count, "cores": cores(), "processor": processor(), "ratio": ratio,
        "rounds": [{"one": r.one, "two": r.two, "home": r.home, "load": r.load} for r in found],
    }))  # fmt: skip


def _round(folder: Path, count: int, number: int) -> Round:
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        address = stack.enter_context(_scheduler())
        stack.enter_context(_program("distributed.cli.dask_worker", f"tcp://{address}", *_WORKER))
        one = _far(folder, address, count, f"{number}-one")
        stack.enter_context(_program("distributed.cli.dask_worker", f"tcp://{address}", *_WORKER))
        two = _far(folder, address, count, f"{number}-two", workers=2)
    home = _timed(folder, folder / f"{number}-home", count, None)
    assert len({_bytes(folder / f"{number}-{who}") for who in ("one", "two", "home")}) == 1
    return Round(one, two, home, load)


def _far(folder: Path, address: str, count: int, name: str, workers: int = 1) -> float:
    settings = Settings(
        root=folder,
        content=folder / "content",
        output=folder / "output",
        theme=folder,
        cache=folder / name,
        now=datetime(2024, 4, 1),
    )
    while True:
        with cluster(f"dask://{address}", settings) as crew:
            if crew.hands() < workers:
                time.sleep(0.1)
                continue
            _timed(folder, folder / f"{name}-first", min(count, 2 * workers), crew)
            return _timed(folder, settings.cache, count, crew)


def _timed(folder: Path, cache: Path, count: int, crew: Crew | None) -> float:
    wanted = [Wanted(source=f"{n:03d}.jpg", path="vi.md", line=1) for n in range(count)]
    begun = time.perf_counter()
    made = develop(wanted, content=folder / "content", cache=cache, crew=crew)
    assert len(made.pictures) == count
    return time.perf_counter() - begun


def _bytes(cache: Path) -> str:
    digest = sha256()
    for path in sorted((cache / "photos").glob("*/*-*.*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _scheduler() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    with _program("distributed.cli.dask_scheduler", *words):
        yield f"127.0.0.1:{port}"


@contextmanager
def _program(*words: str) -> Iterator[None]:
    process = subprocess.Popen(
        [*_DASK, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
