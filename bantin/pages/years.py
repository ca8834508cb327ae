"""Articles by years and months: the years of the archive, and those of a long record."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from .. import dates
from ..model import Article, Record, Site
from ..views import ArchivesView, Group, Label, RecordYearView, Ref, YearRef, YearView
from .edition import Edition
from .leaves import MANY, Leaf, leaves, title, way


def pages(articles: Sequence[Article]) -> tuple[Leaf[Article], ...]:
    """Return the pages of the archive, the latest first."""
    return leaves(articles, lambda article: article.published, "archives")


def pages_of_record(record: Record, articles: Mapping[str, Article]) -> tuple[Leaf[Article], ...]:
    """Return the pages of the years of a record that is too long for one, the latest first."""
    if not is_long(record):
        return ()
    found = map(articles.__getitem__, record.articles)
    return leaves(found, lambda article: article.published, f"{record.kind}/{record.slug}")


def is_long(record: Record) -> bool:
    """Return whether the years of ``record`` have pages of their own."""
    return len(record.articles) > MANY


def last_change(leaf: Leaf[Article]) -> date:
    """Return the day on which something that stands on ``leaf`` last changed."""
    return max(article.changed for month in leaf.months for article in month.here)


def archives_view(edition: Edition, site: Site) -> ArchivesView:
    """Return the years of the archive and the newest articles."""
    latest = edition.cards(article.slug for article in site.articles[:10])
    return ArchivesView(_years(edition, site), len(site.articles), latest)


def _years(edition: Edition, site: Site) -> tuple[YearRef, ...]:
    """Return the years of the archive, the latest first, with their months."""
    found = []
    for number, in_year in groupby(site.articles, lambda a: a.published.year):
        articles = list(in_year)
        months = tuple(
            (f"m{month}", dates.month(number, month, edition.lang), len(list(in_month)))
            for month, in_month in groupby(articles, lambda a: a.published.month)
        )
        found.append(YearRef(f"archives/{number}.html", number, len(articles), months))
    return tuple(found)


def year_view(
    edition: Edition, leaf: Leaf[Article], beside: Mapping[str, tuple[str, str]]
) -> YearView:
    """Return one page of the archive; ``beside`` has the pages before and after each page."""
    earlier, later = beside[leaf.place]
    return YearView(
        title=title(edition, leaf.place),
        count=sum(month.count for month in leaf.months),
        months=_months(edition, leaf),
        up=_up(leaf),
        earlier=way(edition, earlier),
        later=way(edition, later),
    )


def record_year_view(
    edition: Edition,
    leaf: Leaf[Article],
    beside: Mapping[str, tuple[str, str]],
    record: Record,
) -> RecordYearView:
    """Return one page of the years of ``record``; ``beside`` as above."""
    earlier, later = beside[leaf.place]
    return RecordYearView(
        kind=record.kind,
        record=edition.ref(record),
        title=title(edition, leaf.place),
        count=sum(month.count for month in leaf.months),
        months=_months(edition, leaf),
        up=_up(leaf),
        earlier=way(edition, earlier),
        later=way(edition, later),
    )


def _months(edition: Edition, leaf: Leaf[Article]) -> tuple[Group, ...]:
    return tuple(
        Group(
            key=f"m{month.number}",
            text=dates.month(leaf.year, month.number, edition.lang),
            cards=edition.cards(article.slug for article in month.here),
            count=month.count,
            href=month.place,
        )
        for month in leaf.months
    )


def _up(leaf: Leaf[Article]) -> Ref | None:
    return Ref(leaf.whole, Label(str(leaf.year))) if leaf.month else None
