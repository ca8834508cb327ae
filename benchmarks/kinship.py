"""The related articles alone: what they cost for many stories, without anything around them.

    python -m benchmarks.kinship SITE [TIMES]

Reads the site in a folder, relates its articles so many times and prints JSON: how many, and
the CPU seconds of each time.
"""

import gc
import json
import sys
import time
from pathlib import Path

from bantin import reading
from bantin.campaigns import timeline
from bantin.configuration import load
from bantin.related import related


def main() -> None:
    """Measure what the command line says and print it."""
    folder, times = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    site, _ = load(folder.absolute(), None)
    read = reading.read(site.content, languages=site.languages, today=site.now.date(), drafts=False)
    lives = timeline(read.campaigns, read.articles)
    gc.disable()  # as in a build
    cpu = []
    for _ in range(times):
        start = time.process_time()
        related(read.articles, lives)
        cpu.append(time.process_time() - start)
    print(json.dumps({"stories": len(read.articles), "cpu": cpu}))


if __name__ == "__main__":
    main()
