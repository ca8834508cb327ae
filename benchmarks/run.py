"""Measure this project beside its peers, on the same articles, in one run.

    python -m benchmarks.run [SIZES] [--rounds N] [--saves N] [--tools bantin,hugo,…]

SIZES are numbers of articles, as in 1000,10000. With more than 20,000 only this project is
measured, once, and beside 1,000 and 10,000. The result goes to
.cache/bench/result-SIZES.json, again after each part of it, so that what was measured is kept
when the rest is not waited for.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from . import machine, parts, peers
from .corpus import WORDS
from .parts import Work
from .results import Result
from .sites import Tool, eleventy, hugo, ours, pelican
from .sites.tool import CACHE, ROOT

_QUICK = 500  # up to so many articles everything is done once and in small
_BESIDE_HUGE = (1_000, 10_000)


def main() -> None:
    """Run everything and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="?", default="1000")
    parser.add_argument("--rounds", type=int, help="how often each build is measured")
    parser.add_argument("--tools", help="only these, as in bantin,hugo")
    parser.add_argument("--saves", type=int, help="how many saves the browser waits for")
    args = parser.parse_args()
    sizes = sorted({int(size) for size in args.sizes.split(",")})
    if sizes[-1] > parts.MOST_OF_PEERS:  # what it is compared with
        sizes = sorted({*sizes, *_BESIDE_HUGE})
    place = CACHE / f"result-{args.sizes.replace(',', '-')}.json"
    quick = sizes[-1] <= _QUICK
    peers.install()
    tools = _asked(args.tools)
    huge = [size for size in sizes if size > parts.MOST_OF_PEERS]
    result = _result(sizes, tools, args.rounds or (1 if quick or huge else 3))
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="work-") as name:
        work = Work(folder=Path(name), tools=tools, result=result, tell=_tell)
        steps: list[Callable[[], None]] = [
            *(partial(parts.builds, work, size, n) for size in sizes for n in range(result.rounds)),
            *(partial(parts.stages, work, size) for size in sizes),
            partial(parts.with_photos, work, 4 if quick else 50),
            *([] if quick else [partial(parts.photos_alone, work, 10_000)]),
            partial(parts.related, work, 1000 if quick else 10_000),
            *(
                partial(parts.saves, work, size, *_saves(args.saves, quick=quick))
                for size in (max(set(sizes) - set(huge)), *huge)
            ),
        ]
        for step in steps:
            step()
            result.load.append(machine.load())
            result.keep(place)
    print(place.relative_to(ROOT))


def _saves(count: int | None, *, quick: bool) -> tuple[int, int]:
    """Return how many saves there are, and for how many seconds at most."""
    return count or (12 if quick else 40), 60 if quick else 600


def _asked(keys: str | None) -> tuple[Tool, ...]:
    tools = (ours.tool(), *hugo.tools(), eleventy.tool(), pelican.tool())
    known = {tool.key for tool in tools}
    asked = set(keys.split(",")) if keys else known
    if not asked <= known:
        raise SystemExit(f"there are only these tools: {', '.join(sorted(known))}")
    return tuple(tool for tool in tools if tool.key in asked)


def _result(sizes: list[int], tools: tuple[Tool, ...], rounds: int) -> Result:
    return Result(
        made=date.today().isoformat(),
        cores=os.cpu_count() or 0,
        processor=machine.processor(),
        memory=machine.memory(),
        system=machine.system(),
        load=[machine.load()],
        rounds=rounds,
        versions={**machine.versions(), **peers.versions()},
        tools={tool.key: tool.name for tool in tools},
        sizes=sizes,
        words=WORDS,
    )


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
