"""Look at the memory of a tree of processes, from outside and again and again.

    python -m benchmarks.sampler

Reads the number of a process from its input, looks every 20 ms at what that process has
started (not at itself), until its input ends, and prints the highest sums in MB as JSON.
Where a look takes long, the next one comes later: this process takes at most a fifth of a core.
"""

import json
import os
import select
import sys
import time
from collections import defaultdict
from pathlib import Path

_EVERY = 0.020
_SHARE = 4  # so many times as long as the look took, at least, until the next
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1 << 20


def main() -> None:
    """Sample until the input ends."""
    print("ready", flush=True)
    root = int(sys.stdin.readline())
    rss = pss = 0
    looks = 0
    pause = 0.0
    while not select.select([sys.stdin], [], [], pause)[0]:
        start = time.perf_counter()
        family = descendants(root)
        rss = max(rss, sum(map(_rss, family)))
        pss = max(pss, sum(map(_pss, family)))
        looks += bool(family)
        took = time.perf_counter() - start
        pause = max(_EVERY - took, _SHARE * took)
    print(json.dumps({"rss": rss / _MEGABYTE, "pss": pss / _MEGABYTE, "looks": looks}))


def descendants(root: int) -> list[int]:
    """Return the processes that ``root`` has started, and theirs, that run now."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for name in os.listdir("/proc"):
        if name.isdigit():
            children[_parent(int(name))].append(int(name))
    found = list(children[root])
    for one in found:  # grows as it goes
        found += children[one]
    return found


def _parent(pid: int) -> int:
    # The name of the program stands in brackets and may hold anything, brackets too.
    stat = _read(pid, "stat").rpartition(") ")[2].split()
    return int(stat[1]) if stat else 0


def _rss(pid: int) -> int:
    fields = _read(pid, "statm").split()
    return int(fields[1]) * _PAGE if fields else 0


def _pss(pid: int) -> int:
    lines = _read(pid, "smaps_rollup").splitlines()
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has just ended
        return ""


if __name__ == "__main__":
    main()
