"""Campaigns of a year → bars along its months."""

from collections.abc import Mapping
from datetime import date

from ..campaigns import first_day, last_day
from ..model import Campaign
from ..pages.edition import Edition
from ..views import BookBar, BookRef
from .years import Year

_SHORTEST = 0.6


def bars(edition: Edition, year: Year, chapters: Mapping[str, BookRef]) -> tuple[BookBar, ...]:
    """Return a bar for each campaign of which a day is known, in the order of the chapters."""
    made = (_bar(campaign, year.number, chapters[campaign.slug]) for campaign in year.campaigns)
    return tuple(bar for bar in made if bar)


def _bar(campaign: Campaign, year: int, chapter: BookRef) -> BookBar | None:
    first, last = first_day(campaign), last_day(campaign)
    if first is None or last is None:
        return None
    days = tuple(
        (str(moment.relation), _part(moment.day))
        for moment in campaign.moments
        if moment.day.year == year
    )
    start = 0.0 if first.year < year else 100.0 if first.year > year else _part(first)
    end = 100.0 if last.year > year else 0.0 if last.year < year else _part(last)
    length = max(round(end - start, 2), _SHORTEST)
    return BookBar(
        chapter=chapter,
        start=min(start, 100 - length),
        length=length,
        before=first.year < year,
        after=last.year > year,
        days=days,
    )


def _part(day: date) -> float:
    """Return how much of its year is over at noon of ``day``, in hundredths."""
    whole = date(day.year, 12, 31).timetuple().tm_yday
    return round(100 * (day.timetuple().tm_yday - 0.5) / whole, 2)
