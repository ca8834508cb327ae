"""The page about finding, made from a stored result: docs/search-quality.md.

python -m benchmarks.search.page [RESULT] [--to FILE]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ..sites.tool import CACHE, ROOT
from ..tables import table
from . import tables
from .results import Result, load
from .targets import verdicts

_KEPT_BACK = """\
They were written, over news of another unit, before there was a ranking, and nobody who worked on
it looked at them until their first run. That run gave nDCG@10 0.95 and recall 0.90 over all, and
0.81 and 0.80 in the weakest classes, English and abbreviations. By what it showed an untranslated
article is now found by its names in the other language, and three abbreviations were added. The
table is of a run after that: it proves less than the first one did."""


_DRAWN = """\
Drawn by lot from the pages of both sites in one, typed by rule, judged by rule, as none of those
who work on the search could know: `python -m benchmarks.search --trials fresh:N` draws others for
each number. The first such set was kept in `benchmarks/search/drawn.json`. Its first run, before
anything was changed, gave nDCG@10 0.992 and recall 0.997 over all, 0.926 in the weakest class,
abbreviations. The second set gave 0.978 and 0.984, and 0.732 for abbreviations: what is written
out with a comma was not found by its short form. By what the two showed, words that only ask cast
no doubt on accents beside them, an abbreviation may have a mark inside, a dozen more are known,
and the rule counts a row of an award as naming its person. A third set, not seen before that,
gave 0.990 and 0.995. The table is of a fourth. What a rule can judge is easier to find than what
a reader has in mind: the queries kept back ask more."""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path, nargs="?", default=CACHE / "search.json")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "search-quality.md")
    args = parser.parse_args()
    args.to.write_text(page(load(args.result)), encoding="utf-8", newline="\n")


def page(result: Result) -> str:
    """Return the page as Markdown; what was not measured is said to be so."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    yield "# How well it finds"
    yield ""
    yield "<!-- Made by `make bench-search`; not edited by hand. -->"
    yield ""
    yield "Readers’ queries with judged answers, put to the search page of the built site and to"
    yield "other engines over the same pages."
    yield ""
    yield f"Measured on {result.made} on {result.cores} cores ({result.processor},"
    yield f"{result.memory:.0f} GB, {result.system})."
    yield from _section("Figures to reach", verdicts(result))
    yield from _section("Queries kept back", tables.quality(result, "held"))
    yield ""
    yield from _KEPT_BACK.splitlines()
    yield from _section("Queries drawn afresh", tables.quality(result, "fresh"))
    yield ""
    yield from _DRAWN.splitlines()
    yield from _section("Queries over the demo", tables.quality(result, "dev"))
    yield ""
    yield "Whoever worked on the search could look at these, so they prove less."
    yield from _section("At a large site", _at_a_large_site(result))
    yield from _section("Related articles", tables.kin(result))
    yield ""
    yield from _METHOD.splitlines()
    yield from _section("Versions", table(("", ""), result.versions.items()))


def _section(heading: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    yield ""
    yield from lines


def _at_a_large_site(result: Result) -> Iterator[str]:
    sizes = sorted({one.articles for one in result.large.values()})
    if not sizes:
        yield "Not measured."
        return
    yield f"A generated site of {' and '.join(f'{size:,}' for size in sizes)} articles, half of"
    yield "them in each language. Times are those of a processor four times slower."
    yield ""
    yield from tables.costs(result)
    yield ""
    yield "Making it is the whole build with bantin, and the index alone with Pagefind."
    yield ""
    yield from tables.asked(result)


_METHOD = """\
## How it is measured

- **Judgements**: by need, not by word. Who judged read all articles of the site and named every
  one that answers: 3 exactly this, 2 clearly relevant, 1 marginal. They were written before and
  without seeing the ranking. `benchmarks/search/held/` was kept from those who worked on it: other
  people, places and campaigns, with many that are easily taken for each other.
- **Drawn** queries are phrases, names, days and campaigns of the site: 3 who bears it in the title
  or the head, 2 who says it in so many words, 1 who belongs to the same campaign.
- **nDCG@10**: an answer of grade g gains 2^g - 1, divided by log2(1 + its place), as a share of
  what the best order would gain. **Recall** is the share of relevant articles among the first
  ten, or among as many as are relevant. An article in both languages is one answer.
- **bantin** is asked as a reader asks it: the address of the search page is opened in Chromium,
  and the links to articles are read once the page says that it has answered.
- **Pagefind** indexes the same pages, articles only, without titles of other articles; each
  edition is asked in its language. **MiniSearch** gets the same words of both languages, with the
  best setting measured for Vietnamese: accents and đ folded, all words wanted, prefixes, and one
  slip in five letters.
- **Bytes** are what a visit with an empty cache asks of the server, without pictures and without
  what every page of the site has: start is the search page, a query what it asks beyond that.
  At a large site the first five answers are shown as soon as they are there: **first answers**
  counts what had come by then.
- **Typed** is from the Enter key to the first answers shown in a page that lay open, with Pagefind
  to its first ten being there; **opened** is from opening the address of an answer to all ten.
- **Related articles**: 3 the same campaign or its award, 2 the same person or unit in the same
  year, 1 the same anniversary, judged by reading; an article that has fewer than three such still
  shows three."""


if __name__ == "__main__":
    main()
