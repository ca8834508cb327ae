"""Time a clean build, an unchanged one and one edit, beside stock Pelican on the same articles.

    python -m benchmarks.run [PAIRS] [--rounds N]

Prints CPU seconds (user and system, of the whole process tree), peak memory of the largest
process, and the ratio of each round; it judges nothing.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .corpus import stories, write_bantin, write_pelican

ROOT = Path(__file__).resolve().parent.parent

_BANTIN = """\
PELICAN_CLASS = "bantin.Bantin"
SITENAME = {"vi": "Thử", "en": "Trial"}
PATH = "content"
OUTPUT_PATH = "output"
THEME = THEME_FOLDER
"""

_PELICAN = """\
SITENAME = "Trial"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
RELATIVE_URLS = True
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost."""

    cpu: float
    megabytes: float


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="?", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name, "bantin"), Path(name, "pelican")
        _sites(ours, theirs, args.pairs)
        rounds = [_round(ours, theirs, number) for number in range(args.rounds)]
    print(f"{args.pairs} bilingual pairs, {args.rounds} rounds, CPU seconds (median) and peak MB\n")
    for step in rounds[0]:
        costs = [costs[step] for costs in rounds]
        cpu = statistics.median(cost.cpu for cost in costs)
        print(f"{step:<34} {cpu:8.2f} s {max(cost.megabytes for cost in costs):8.0f} MB")
    ratios = [r["bantin, clean"].cpu / r["stock Pelican, clean"].cpu for r in rounds]
    print("\nbantin / stock Pelican, clean:", ", ".join(f"{ratio:.2f}" for ratio in ratios))


def _sites(ours: Path, theirs: Path, pairs: int) -> None:
    corpus = list(stories(pairs))
    write_bantin(ours / "content", corpus)
    write_pelican(theirs / "content", corpus)
    settings = _BANTIN.replace("THEME_FOLDER", repr(str(ROOT / "theme")))
    (ours / "pelicanconf.py").write_text(settings, encoding="utf-8")
    (theirs / "pelicanconf.py").write_text(_PELICAN, encoding="utf-8")


def _round(ours: Path, theirs: Path, number: int) -> dict[str, Cost]:
    # Fresh folders for each round: some file systems are slow right after a large removal.
    bantin = [sys.executable, "-m", "bantin", "build", "--site", str(ours), "--date", "2026-01-01"]
    bantin += ["--output", str(ours / f"output-{number}"), "--cache", str(ours / f"cache-{number}")]
    pelican = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"]
    pelican += ["-o", str(theirs / f"output-{number}")]
    costs = {
        "bantin, clean": _cost(bantin, ROOT),
        "stock Pelican, clean": _cost(pelican, theirs),
        "bantin, nothing changed": _cost(bantin, ROOT),
    }
    article = next((ours / "content" / "articles").rglob("vi.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    costs["bantin, one text edited"] = _cost(bantin, ROOT)
    return costs


def _cost(command: list[str], folder: Path) -> Cost:
    # A child of its own for each run, so that the peak memory is that of this run alone.
    script = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    code, cpu, memory = done.stdout.split()
    if code != "0":
        raise SystemExit(f"{' '.join(command)} ended with {code}\n{done.stderr}")
    per_megabyte = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(float(cpu), int(memory) / per_megabyte)


if __name__ == "__main__":
    main()
