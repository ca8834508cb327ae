"""How well “Bài viết khác” relates: the lists of the built pages beside judged pairs.

A pair was judged by reading both articles: 3 the same campaign or its award, 2 the same person
or unit in the same year, 1 the same anniversary; what is not named is 0.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from statistics import fmean

from .scores import ndcg
from .trials import FOLDER

_DEPTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A related article as a page shows it: its slug, and why it is there."""

    slug: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Means over the judged articles: nDCG of the first five, share of them not related."""

    ndcg: float
    unrelated: float
    articles: int
    pairs: int


def judged() -> dict[str, dict[str, int]]:
    """Return the grades of related articles, by the slug of the article that is read."""
    grades: dict[str, dict[str, int]] = json.loads(
        (FOLDER / "related.json").read_text(encoding="utf-8")
    )
    return grades


def measured(output: Path) -> Related:
    """Return how well the lists of the Vietnamese pages in ``output`` relate."""
    grades = judged()
    shown = {slug: links(output / "articles" / f"{slug}.html") for slug in grades}
    return score({slug: [link.slug for link in found] for slug, found in shown.items()}, grades)


def score(shown: Mapping[str, list[str]], grades: Mapping[str, Mapping[str, int]]) -> Related:
    """Return the score of lists of slugs by the slug of their article."""
    firsts = [(other, slug) for slug, others in shown.items() for other in others[:_DEPTH]]
    return Related(
        ndcg=fmean(ndcg(shown[slug], own, _DEPTH) for slug, own in grades.items()),
        unrelated=fmean(other not in grades[slug] for other, slug in firsts),
        articles=len(grades),
        pairs=sum(len(own) for own in grades.values()),
    )


def links(page: Path) -> tuple[Link, ...]:
    """Return the related articles that a page shows, in its order."""
    parser = _Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return tuple(parser.found())


class _Links(HTMLParser):
    """Gathers the items of the list marked ``data-related``."""

    def __init__(self) -> None:
        super().__init__()
        self._is_in_list = False
        self._items: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._is_in_list |= "data-related" in values
        if self._is_in_list and "data-reason" in values:
            self._items.append((values["data-reason"] or "", []))
        elif self._is_in_list and tag == "a" and self._items:
            self._items[-1][1].append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_list &= tag != "section"

    def found(self) -> Iterator[Link]:
        for reasons, hrefs in self._items:
            yield Link(slug=PurePosixPath(hrefs[0]).stem, reasons=tuple(reasons.split()))
