"""The page about speed, made from a stored result: docs/performance.md and its drawing.

python -m benchmarks.page RESULT [--to FOLDER]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from . import tables
from .plot import number, plot
from .results import Result, load
from .sites.tool import ROOT
from .targets import NOT_MEASURED

_LOAD = (
    "The load average is the number of processes that want a core: above {cores}, they wait for "
    "each other. Time on the wall suffers most from that, CPU seconds less, and the ratios of "
    "neighbouring runs least: trust those."
)


def main() -> None:
    """Write the page and the drawing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "docs")
    args = parser.parse_args()
    result = load(args.result)
    images = args.to / "images"
    images.mkdir(parents=True, exist_ok=True)
    (args.to / "performance.md").write_text(page(result), encoding="utf-8", newline="\n")
    (images / "performance.svg").write_text(plot(result), encoding="utf-8", newline="\n")


def page(result: Result) -> str:
    """Return the page as Markdown; what was not measured is said to be so."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    yield "# How fast it is"
    yield ""
    yield "<!-- Made by `make bench`; not edited by hand. -->"
    yield ""
    yield from _introduction(result)
    yield ""
    yield "![Bars of what builds cost with each generator](images/performance.svg)"
    yield from _section("Figures to reach", tables.to_reach(result))
    yield ""
    yield "A ratio is the median of ratios of single rounds. Memory is the higher of two peaks:"
    yield "the sum over all processes (PSS), and the largest process."
    for size in reversed(result.sizes):
        yield from _section(f"{size:,} articles", tables.clean(result, size))
        yield ""
        yield "Memory is the highest of all rounds; other figures are medians, with their range."
        yield ""
        yield from tables.ratios(result, size)
        yield ""
        yield "CPU seconds after a change:"
        yield ""
        yield from tables.steps(result, size, "cpu")
        yield ""
        yield "The same on the wall, in seconds:"
        yield ""
        yield from tables.steps(result, size, "wall")
    yield from _section("Growth", tables.exponents(result))
    yield ""
    yield "The power of the number of articles with which the CPU seconds of clean builds grow,"
    yield f"from {result.sizes[0]:,} articles to the most that were measured of a tool (at most"
    yield f"{result.sizes[-1]:,}): 1 is twice the work for twice the articles, 2 is four times."
    yield from _section("Stages of a clean build", tables.stages(result))
    yield from _section("From a save to the browser", tables.saves(result))
    yield ""
    yield from _about_saves(result)
    yield from _section("Photos", tables.photos(result))
    yield ""
    yield from tables.alone(result)
    yield from _section("Related articles alone", _kin(result))
    yield from _section("What each builds", tables.built(result))
    yield ""
    yield from _METHOD.splitlines()
    yield from _section("Versions", tables.table(("", ""), result.versions.items()))


def _introduction(result: Result) -> Iterator[str]:
    loads = result.load or [0.0]
    yield "The same generated news, built by bantin and by other generators, in one run."
    yield f"An article is **one text of about {result.words} words**: 10,000 articles are 5,000"
    yield "pairs of Vietnamese and English."
    yield ""
    many = "one round" if result.rounds == 1 else f"{result.rounds} rounds"
    yield f"Measured on {result.made} in {many} on {result.cores} cores"
    yield f"({result.processor}, {result.memory:.0f} GB, {result.system}), load average"
    yield f"{min(loads):.1f} to {max(loads):.1f}, median {median(loads):.1f}."
    yield _LOAD.format(cores=result.cores)


def _section(heading: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    yield ""
    yield from lines


def _about_saves(result: Result) -> Iterator[str]:
    sizes = sorted({save.size for save in result.saves})
    many = " and ".join(f"{size:,}" for size in sizes) or NOT_MEASURED
    yield f"Site of {many} articles. An article is open in Chromium, its file is written, and the"
    yield "clock stops when the new words stand in the document of the page. Hugo is `hugo server`"
    yield "as it comes, without related lists."


def _kin(result: Result) -> Iterator[str]:
    if result.kin is None:
        yield f"{NOT_MEASURED.capitalize()}."
        return
    times = ", ".join(number(one) for one in result.kin.cpu)
    yield f"{result.kin.stories:,} stories (pairs): {times} CPU s."


_METHOD = """\
bantin also builds what no other was asked for: the search index (its stage above says what that
costs, and the files that are no page are mostly its own), photo library, records, register of
awards, days of the year, short addresses, timeline, calendars and feeds of campaigns, open data,
an index of relations and a sum of every file; its related articles take words into account. Its
clean build therefore does more work than that of Hugo, and the ratios above count all of it.
Modules of Python are compiled before; outputs of earlier rounds are put aside and not removed.

## How it is measured

- **Corpus**: news with two languages, summary, author, unit, people, topics, campaign, headings,
  a list, a quotation, a link, and a table in the last article of each campaign. The words are
  made up, and as unequally frequent as real ones. Every tool gets the same texts.
- **Pages**: front page, articles, campaigns, units, people, topics, years with their lists, and a
  feed, in two languages. An article shows byline, dates, facts, a box with its campaign, earlier
  and later ones, and other articles. None of the lists is cut into pages.
- **Other articles**: bantin and Hugo (where switched on) look for related ones; Eleventy and
  Pelican show the nearest of the same campaign, which is less work.
- **Hugo** is run with related lists and without, and once more with the lists and a search index,
  which Pagefind makes of its articles: only that one lets readers search, as every build of
  bantin does. **Eleventy** takes its languages from
  folders: its plug-in for languages relates every page of a list with every other one.
  **Pelican** runs with i18n-subsites and a plug-in of 20 lines for its campaigns; its Markdown has
  no extension but tables. It does not develop photos.
- **Who builds all**: Hugo, Eleventy and Pelican build everything anew from the command line,
  whatever was edited. They are measured for one edit, over the output of the build before.
- **CPU** is user and system time of the whole tree of processes, also of those that outlive their
  parent. **Memory** is looked at every 20 ms by another process, less often where a look takes
  long, which uses at most a fifth of a core.
- **Rounds** go step by step through all tools, so that what is compared lies next to each other in
  time; a ratio is formed within a round. From 2,000 articles on, Eleventy and Pelican have one.
- **Photos**: 12 megapixels of made-up light and grain, no two alike; 480, 960 and 1600 pixels wide
  in WebP, 960 and 1600 in JPEG, with every tool. The cost of one is the difference between a build
  with photos and one without.
- Files are in the system's cache: nothing is read from a cold disk."""


if __name__ == "__main__":
    main()
