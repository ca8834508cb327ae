"""Pages that list: the front page, the archive, records, the register, relations."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from .. import dates
from ..campaigns import last_day
from ..model import Article, Campaign, Record, Site
from ..text import initial_letter, person_key, sort_key
from ..views import (
    ArchivesView,
    AwardsView,
    Card,
    Group,
    HomeView,
    Label,
    MissingView,
    PhotoView,
    RecordEntry,
    RecordsView,
    Ref,
    RelatedIndexView,
    WebEntry,
    YearRef,
    YearView,
)
from .campaigns import running
from .days import place_of
from .edition import Edition
from .overview import overview

_SECONDS, _NEWS, _AWARDS, _PHOTOS, _SLICE = 3, 9, 6, 6, 6
_RUNNING_ON_HOME = 4
_ON_THIS_DAY = 3
_IN_THE_INDEX = 6
_RECENT = timedelta(days=730)


def home_view(edition: Edition, site: Site, today: date) -> HomeView:
    """Return the front page as of ``today``: the lead is the newest article with a photo."""
    newest = site.articles[: 1 + _SECONDS + _NEWS]
    lead = next((a for a in newest[:3] if edition.card(a.slug).photo), None)
    if lead is None and newest:
        lead = newest[0]
    rest = [article for article in newest if article is not lead]
    edition_day = newest[0].published if newest else None
    return HomeView(
        edition=edition.day(edition_day) if edition_day else None,
        weekday=dates.weekday(edition_day, edition.lang) if edition_day else "",
        lead=edition.card(lead.slug) if lead else None,
        seconds=edition.cards(a.slug for a in rest[:_SECONDS]),
        news=edition.cards(a.slug for a in rest[_SECONDS:]),
        running=running(edition, site, today)[:_RUNNING_ON_HOME],
        as_of=edition.day(today),
        awards=edition.awards(site.awards[:_AWARDS]),
        photos=_photos(edition, site.articles),
        overview=overview(edition, _recent(site.campaigns), today),
        on_this_day=_on_this_day(edition, site, today),
        this_day=Ref(
            place_of((today.month, today.day)),
            Label(dates.day_of_year(today.month, today.day, edition.lang)),
        ),
    )


def _on_this_day(edition: Edition, site: Site, today: date) -> tuple[Card, ...]:
    """Return what happened on this day of other years: round years first, then the latest."""
    found = [
        article
        for article in site.articles
        if article.event_day.day == today.day
        and article.event_day.month == today.month
        and article.event_day.year < today.year
    ]
    found.sort(key=lambda a: (today.year - a.event_day.year) % 5 > 0)
    return edition.cards(article.slug for article in found[:_ON_THIS_DAY])


def _photos(edition: Edition, articles: Iterable[Article]) -> tuple[tuple[PhotoView, str], ...]:
    # The first photo of an article stands on its card already; the strip shows the others.
    found: list[tuple[PhotoView, str]] = []
    for article in articles:
        for photo in edition.photos(edition.text(article))[1:3]:
            if photo.picture.width >= photo.picture.height:
                found.append((photo, f"articles/{article.slug}.html"))
        if len(found) >= _PHOTOS:
            break
    return tuple(found[:_PHOTOS])


def _recent(campaigns: tuple[Campaign, ...]) -> tuple[Campaign, ...]:
    # Counted from the latest campaign, not from today: the same content, the same page.
    days = [day for campaign in campaigns if (day := last_day(campaign))]
    if not days:
        return ()
    return tuple(
        campaign
        for campaign in campaigns
        if (day := last_day(campaign)) and max(days) - day <= _RECENT
    )[:_SLICE]


def years(edition: Edition, site: Site) -> tuple[YearRef, ...]:
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


def archives_view(edition: Edition, site: Site) -> ArchivesView:
    """Return the years of the archive and the newest articles."""
    latest = edition.cards(article.slug for article in site.articles[:10])
    return ArchivesView(years(edition, site), len(site.articles), latest)


def year_view(edition: Edition, site: Site, number: int, known: tuple[int, ...]) -> YearView:
    """Return one year of the archive by months, the latest first."""
    articles = [a for a in site.articles if a.published.year == number]
    months = tuple(
        Group(
            key=f"m{month}",
            text=dates.month(number, month, edition.lang),
            cards=edition.cards(article.slug for article in in_month),
        )
        for month, in_month in groupby(articles, lambda a: a.published.month)
    )
    earlier = max((year for year in known if year < number), default=None)
    later = min((year for year in known if year > number), default=None)
    return YearView(number, len(articles), months, _year_ref(earlier), _year_ref(later))


def _year_ref(number: int | None) -> Ref | None:
    if number is None:
        return None
    return Ref(f"archives/{number}.html", Label(str(number)), str(number))


def records_view(edition: Edition, kind: str, records: tuple[Record, ...]) -> RecordsView:
    """Return the list of all people, units, topics or occasions by their initial letter."""

    def initial(record: Record) -> str:
        name = edition.name_of(record).text
        word = name.rpartition(" ")[2] if kind == "people" else name
        return initial_letter(word).upper() or "#"

    return RecordsView(
        kind,
        tuple(
            (letter, tuple(_entry(edition, record) for record in found))
            for letter, found in groupby(sorted_records(edition, kind, records), initial)
        ),
        len(records),
    )


def sorted_records(edition: Edition, kind: str, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the records in the order of the edition's own names."""
    if kind == "people":
        return tuple(sorted(records, key=lambda r: (person_key(r.name.text), r.slug)))
    return tuple(sorted(records, key=lambda r: (sort_key(edition.name_of(r).text), r.slug)))


def _entry(edition: Edition, record: Record) -> RecordEntry:
    # Who somebody is: the unit that keeps namesakes apart, else the latest rank.
    detail = record.unit or next(iter(record.ranks), None)
    return RecordEntry(
        edition.ref(record),
        edition.label(detail) if detail else None,
        len(record.articles),
        len(record.awards),
    )


def awards_view(edition: Edition, site: Site) -> AwardsView:
    """Return the register of awards by year, the latest first."""
    awards = site.awards
    return AwardsView(
        tuple(
            (year, edition.awards(found)) for year, found in groupby(awards, lambda a: a.day.year)
        ),
        len(awards),
        sum(award.collective for award in awards),
    )


def related_index_view(edition: Edition, site: Site) -> RelatedIndexView:
    """Return the web of relations: what two articles or more share, and the newest of them."""
    places = {article.slug: place for place, article in enumerate(site.articles)}
    campaigns = tuple(
        _web_entry(edition, edition.campaign_ref(campaign.slug), names)
        for campaign in site.campaigns
        if (names := sorted({m.article for m in campaign.moments}, key=places.__getitem__))
    )
    groups = [("campaign", campaigns)]
    for kind, key, records in (
        ("person", "people", site.people),
        ("unit", "units", site.units),
        ("occasion", "occasions", site.occasions),
        ("topic", "topics", site.topics),
    ):
        entries = tuple(
            _web_entry(edition, edition.ref(record), record.articles)
            for record in sorted_records(edition, key, records)
            if len(record.articles) > 1
        )
        groups.append((kind, entries))
    return RelatedIndexView(tuple(groups), len(site.articles))


def _web_entry(edition: Edition, ref: Ref, articles: Sequence[str]) -> WebEntry:
    # The page of the thing itself lists all; an index that did so too would grow without end.
    shown = edition.cards(articles[:_IN_THE_INDEX])
    return WebEntry(ref, len(articles), shown, len(articles) - len(shown))


def missing_view(edition: Edition, site: Site) -> MissingView:
    """Return the newest articles, for a reader whose address leads nowhere."""
    return MissingView(edition.cards(article.slug for article in site.articles[:5]))
