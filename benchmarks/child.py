"""Run one command and say what it cost: it, and everything it started.

    python -m benchmarks.child LOG COMMAND…

Prints one JSON object: exit code, CPU seconds (user and system), wall seconds, and the peak
memory of its largest process in MB.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


def main() -> None:
    """Run the command of the command line."""
    log, *command = sys.argv[1:]
    if sys.platform == "linux":
        # Processes whose parent has gone come to us: what they used is counted too.
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with Path(log).open("wb") as said:
        start = time.perf_counter()
        code = subprocess.run(
            command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, check=False
        ).returncode
        wall = time.perf_counter() - start
    _reap_the_rest()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    per_megabyte = 1 << 20 if sys.platform == "darwin" else 1 << 10
    cost = {
        "code": code,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": wall,
        "largest": used.ru_maxrss / per_megabyte,
    }
    print(json.dumps(cost))


def _reap_the_rest() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


if __name__ == "__main__":
    main()
