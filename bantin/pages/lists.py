"""The front page, and the page for an address that leads nowhere."""

from collections.abc import Iterable
from datetime import date, timedelta

from .. import dates
from ..campaigns import last_day
from ..model import Article, Campaign, Site
from ..views import Card, HomeView, Label, MissingView, PhotoView, Ref
from .campaigns import running
from .days import place_of
from .edition import Edition
from .overview import overview

_SECONDS, _NEWS, _AWARDS, _PHOTOS, _SLICE = 3, 9, 6, 6, 6
_RUNNING_ON_HOME = 4
_ON_THIS_DAY = 3
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


def missing_view(edition: Edition, site: Site) -> MissingView:
    """Return the newest articles, for a reader whose address leads nowhere."""
    return MissingView(edition.cards(article.slug for article in site.articles[:5]))
