"""The stages of one clean build: what each of them costs, in this very process and its workers.

    python -m benchmarks.stages SITE OUTPUT CACHE

Builds the site in a folder from nothing and prints JSON: for each stage its CPU seconds (with
those of its workers), its wall seconds, and the memory of this process after it, in MB.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bantin.build import build
from bantin.configuration import load

STAGES = {
    "look": ("bantin.build", "see"),
    "read": ("bantin.site", "look"),
    "gather": ("bantin.site", "gather"),
    "connect": ("bantin.site", "connect"),
    "relate": ("bantin.related", "related"),
    "shelve": ("bantin.library", "library"),
    "plan": ("bantin.outputs", "PageSheets"),
    "search": ("bantin.searching", "searched"),
    "write": ("bantin.build", "write"),
}
"""Where each stage is called by a build. What lies between them is counted as ``rest``."""


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU and wall seconds, and the resident memory in MB when they had been spent."""

    cpu: float
    wall: float
    resident: float


def main() -> None:
    """Build what the command line says and print what it cost."""
    folder, output, cache = (Path(name).absolute() for name in sys.argv[1:4])
    settings, _ = load(
        folder, None, output=output, cache=cache, now=datetime(2026, 1, 1).astimezone()
    )
    found: dict[str, Spent] = {}
    with _timed(found):
        before = _now()
        build(settings, clean=True)
        whole = _since(before)
    rest = whole.cpu - sum(one.cpu for one in found.values())
    found["rest"] = Spent(
        rest, whole.wall - sum(one.wall for one in found.values()), whole.resident
    )
    print(json.dumps({name: asdict(spent) for name, spent in found.items()}))


@contextmanager
def _timed(found: dict[str, Spent]) -> Iterator[None]:
    """Note in ``found`` what each stage costs, as long as this lasts."""
    places = [(importlib.import_module(module), name) for module, name in STAGES.values()]
    stages = [getattr(module, name) for module, name in places]
    for (module, name), stage, title in zip(places, stages, STAGES, strict=True):
        setattr(module, name, _noting(found, title, stage))
    try:
        yield
    finally:
        for (module, name), stage in zip(places, stages, strict=True):
            setattr(module, name, stage)


def _noting(found: dict[str, Spent], title: str, stage: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **named: Any) -> Any:
        before = _now()
        result = stage(*args, **named)
        found[title] = _since(before)
        print(f"{title}: {found[title].cpu:.2f} CPU s", file=sys.stderr, flush=True)
        return result

    return run


def _now() -> tuple[float, float]:
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, time.perf_counter()


def _since(before: tuple[float, float]) -> Spent:
    cpu, wall = _now()
    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[1])
    return Spent(cpu - before[0], wall - before[1], pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20))


if __name__ == "__main__":
    main()
