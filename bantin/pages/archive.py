"""The pages of the archive: each with its address, and how it is made in an edition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from ..library import Library
from ..model import Article, Site
from ..shortcuts import place_of as place_of_code
from ..views import CorrectionLine, CorrectionsView, ShortView, View
from . import days, photos, register, years
from .annals import Annals
from .edition import Edition
from .leaves import neighbours
from .stories import corrections


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be planned: its place in an edition, its section, its template, its view.

    ``changed`` is the day of its last change, where its content says one.
    """

    place: str
    section: str
    template: str
    listed: bool
    show: Callable[[Edition], View]
    changed: date | None = None


def sheets(site: Site, library: Library, annals: Annals) -> Iterator[Sheet]:
    """Yield the pages of the archive; they are the same in every edition."""
    yield from _years(site)
    yield from _years_of_records(site, library)
    yield from _register(site)
    yield Sheet(
        "photos.html",
        "photos",
        "photos",
        True,
        partial(photos.photos_view, site=site, annals=annals),
    )
    leaves = photos.pages(annals.album.shots)
    beside = neighbours(leaves)
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


def _years(site: Site) -> Iterator[Sheet]:
    leaves = years.pages(site.articles)
    beside = neighbours(leaves)
    for leaf in leaves:
        show = partial(years.year_view, leaf=leaf, beside=beside)
        yield Sheet(leaf.place, "archives", "year", True, show, years.last_change(leaf))


def _years_of_records(site: Site, library: Library) -> Iterator[Sheet]:
    for records in (site.people, site.units, site.topics, site.occasions):
        for record in records:
            leaves = years.pages_of_record(record, library.articles)
            beside = neighbours(leaves)
            for leaf in leaves:
                show = partial(years.record_year_view, leaf=leaf, beside=beside, record=record)
                changed = years.last_change(leaf)
                yield Sheet(leaf.place, record.kind, "record-year", True, show, changed)


def _register(site: Site) -> Iterator[Sheet]:
    leaves = register.pages(site.awards)
    beside = neighbours(leaves)
    for leaf in leaves:
        show = partial(register.award_year_view, leaf=leaf, beside=beside)
        yield Sheet(leaf.place, "awards", "award-year", True, show)


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
