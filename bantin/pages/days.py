"""On this day: the calendar of the year, and each day of which something is known."""

from calendar import monthrange
from collections.abc import Mapping

from .. import dates
from ..views import CalendarDay, CalendarView, DayView, DayYear, Label, Ref
from .annals import Annals, Days, Happenings, MonthDay
from .edition import Edition

_LEAP_YEAR = 2000
ALL: tuple[MonthDay, ...] = tuple(
    (month, day) for month in range(1, 13) for day in range(1, monthrange(_LEAP_YEAR, month)[1] + 1)
)
"""The days of the year, 29 February among them."""

_PLACES = {day: number for number, day in enumerate(ALL)}


def place_of(day: MonthDay) -> str:
    """Return where the page of ``day`` stands: ``on-this-day/03-04.html``."""
    return f"on-this-day/{day[0]:02d}-{day[1]:02d}.html"


def calendar_view(edition: Edition, annals: Annals) -> CalendarView:
    """Return the whole calendar with the number of events of each day."""
    months = tuple(
        (
            dates.month_name(month, edition.lang),
            tuple(
                CalendarDay(
                    place_of(day) if day in annals.days else "",
                    f"{day[0]:02d}-{day[1]:02d}",
                    day[1],
                    dates.day_of_year(*day, edition.lang),
                    _count(annals.days.get(day, {})),
                )
                for day in ALL
                if day[0] == month
            ),
        )
        for month in range(1, 13)
    )
    return CalendarView(months, sum(day.count for _, days in months for day in days))


def _count(years: Mapping[int, Happenings]) -> int:
    return sum(map(len, years.values()))


def day_view(edition: Edition, annals: Annals, day: MonthDay) -> DayView:
    """Return what happened on ``day`` of all years, the round years first.

    A page may not know what year a reader has. So years are counted up to that of the newest
    article, and the page says so: a site that has news of this year counts as its readers do.
    Round is what is five years ago, or ten, fifteen … The longest ago stands first.
    """
    found = annals.days[day]
    years = [_year(edition, annals.newest, year, what) for year, what in found.items()]
    rounds = sorted((year for year in years if year.is_round), key=lambda year: year.year)
    at = _PLACES[day]
    return DayView(
        text=dates.day_of_year(*day, edition.lang),
        count=_count(found),
        newest=annals.newest,
        years=(*rounds, *(year for year in years if not year.is_round)),
        previous=_nearest(edition, annals.days, at, -1),
        next=_nearest(edition, annals.days, at, 1),
    )


def _year(edition: Edition, newest: int, year: int, found: Happenings) -> DayYear:
    number = newest - year
    return DayYear(
        year=year,
        number=max(0, number),
        is_round=number > 0 and number % 5 == 0,
        cards=edition.cards(found.articles),
        starts=tuple(map(edition.campaign_ref, found.starts)),
        ends=tuple(map(edition.campaign_ref, found.ends)),
    )


def _nearest(edition: Edition, known: Days, at: int, step: int) -> Ref | None:
    for distance in range(1, len(ALL)):
        day = ALL[(at + step * distance) % len(ALL)]
        if day in known:
            return _ref(edition, day)
    return None


def _ref(edition: Edition, day: MonthDay) -> Ref:
    return Ref(place_of(day), Label(dates.day_of_year(*day, edition.lang)))
