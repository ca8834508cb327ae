"""Campaigns of an edition → the days that a calendar shows."""

from collections.abc import Iterator
from datetime import date

from ..campaigns import closing_day
from ..feeds import Event, lasting_id
from ..model import Campaign, Moment, Name, Relation
from ..pages.edition import Edition, shortened
from ..pages.frames import absolute, address
from ..settings import Settings
from .words import Words, words

_LENGTH = 300


def events(edition: Edition, settings: Settings, campaign: Campaign) -> Iterator[Event]:
    """Yield the period of ``campaign``, where it is stated, and each day on which it was marked.

    A campaign whose end is open stands on its first day, and says so; where an article closes
    it, that day is its last. Reports are news and no dates.
    """
    said = words(edition.lang, settings)
    if campaign.period:
        yield _period(edition, settings, campaign, said)
    for moment in campaign.moments:
        if moment.relation is not Relation.REPORTS:
            yield _moment(edition, settings, campaign, moment, said)


def _period(edition: Edition, settings: Settings, campaign: Campaign, said: Words) -> Event:
    text, period = edition.text(campaign), campaign.period
    if period is None:
        raise ValueError(f"{campaign.slug} has no period")
    end = period.end or closing_day(campaign)
    is_open = end is None or end < period.start
    matters = [shortened(text.summary, _LENGTH)] if text.summary else []
    matters += [
        form.format(_listed(edition, names))
        for form, names in (
            (said.occasion, campaign.occasions),
            (said.launched_by, campaign.launched_by),
        )
        if names
    ]
    return Event(
        uid=_uid(edition, campaign.slug),
        lang=text.lang,
        title=said.begins.format(text.title) if is_open else text.title,
        start=period.start,
        end=None if is_open else end,
        known=_known(edition, campaign, period.start),
        kind=said.campaign,
        words="\n".join([*matters, said.open_end] if is_open else matters),
        href=_address(edition, settings, f"campaigns/{campaign.slug}.html"),
    )


def _moment(
    edition: Edition, settings: Settings, campaign: Campaign, moment: Moment, said: Words
) -> Event:
    article = edition.library.articles[moment.article]
    text = edition.text(article)
    return Event(
        uid=_uid(edition, f"{campaign.slug}/{moment.relation}/{article.slug}"),
        lang=text.lang,
        title=text.title,
        start=moment.day,
        end=None,
        known=article.changed,
        kind=said.relation(moment.relation),
        words=edition.title(campaign).text,
        place=_listed(edition, article.places),
        href=_address(edition, settings, f"articles/{article.slug}.html"),
    )


def _uid(edition: Edition, name: str) -> str:
    return str(lasting_id(edition.lang, f"calendar/{name}"))


def _known(edition: Edition, campaign: Campaign, start: date) -> date:
    articles = (edition.library.articles[moment.article] for moment in campaign.moments)
    return max((article.changed for article in articles), default=start)


def _listed(edition: Edition, names: tuple[Name, ...]) -> str:
    return ", ".join([edition.label(name).text for name in names])


def _address(edition: Edition, settings: Settings, place: str) -> str:
    # A calendar lies on a telephone, far from the site: a relative address would lead nowhere.
    here = address(settings, edition.lang, place)
    return absolute(settings, "", here) if settings.site_url else ""
