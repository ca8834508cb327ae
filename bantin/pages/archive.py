"""The pages of the archive: each with its address, and how it is made in an edition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ..model import Article, Site
from ..shortcuts import place_of as place_of_code
from ..views import CorrectionLine, CorrectionsView, ShortView, View
from . import days, photos
from .annals import Annals
from .edition import Edition
from .stories import corrections


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be planned: its place in an edition, its section, its template, its view."""

    place: str
    section: str
    template: str
    listed: bool
    show: Callable[[Edition], View]


def sheets(site: Site, annals: Annals) -> Iterator[Sheet]:
    """Yield the pages of the archive; they are the same in every edition."""
    yield Sheet(
        "photos.html",
        "photos",
        "photos",
        True,
        partial(photos.photos_view, site=site, annals=annals),
    )
    leaves = photos.leaves(annals.album.shots)
    beside = photos.neighbours(leaves)
    for leaf in leaves:
        show = partial(photos.leaf_view, leaf=leaf, beside=beside)
        yield Sheet(leaf.place, "photos", "photo-year", True, show)
    yield Sheet(
        "on-this-day.html",
        "on-this-day",
        "on-this-day",
        True,
        partial(days.calendar_view, annals=annals),
    )
    for day in annals.days:
        show_day = partial(days.day_view, annals=annals, day=day)
        yield Sheet(days.place_of(day), "on-this-day", "day", True, show_day)
    yield Sheet(
        "corrections.html", "corrections", "corrections", True, partial(corrections_view, site=site)
    )
    for page, places in annals.shortcuts.items():
        name = page.removesuffix(".html")
        yield Sheet(page, "missing", "short", False, partial(short_view, name=name, places=places))


def corrections_view(edition: Edition, site: Site) -> CorrectionsView:
    """Return everything that was put right, the latest first, as the articles themselves say it."""
    found = [line for article in site.articles for line in _corrected(edition, article)]
    # The sort keeps the order of the articles, then that of the writer, within a day.
    found.sort(key=lambda line: line.day.iso, reverse=True)
    years = groupby(found, lambda line: int(line.day.iso[:4]))
    return CorrectionsView(len(found), tuple((year, tuple(lines)) for year, lines in years))


def _corrected(edition: Edition, article: Article) -> Iterator[CorrectionLine]:
    if any(text.corrections for text in article.texts):
        ref, status = edition.article_ref(article), edition.status(article)
        for found in corrections(edition, article):
            yield CorrectionLine(found.day, found.text, ref, status)


def short_view(edition: Edition, name: str, places: tuple[tuple[str, str], ...]) -> ShortView:
    """Return the page on which short addresses that begin alike find their articles."""
    return ShortView(
        name, tuple((place_of_code(letters), edition.card(slug)) for letters, slug in places)
    )
