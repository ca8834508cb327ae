"""Days as Vietnamese writers type them and as each language reads them."""

import re
from calendar import monthrange
from datetime import date, datetime, time
from functools import cache

from .day_slips import first_of_range, is_lunar, meant_day
from .model import Period
from .problems import N_

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""News is not older, nor newer; a year beyond them is a slip of the finger."""

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\Z")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\Z")
_SHORT_YEAR = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2,3}|\d{5,6})\Z")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|[hg])\s*(\d{2})?\Z", re.IGNORECASE)
_WORDS = re.compile(r"\b(từ ngày|từ|ngày|from)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s+(?:-|–|—|đến hết|đến|tới|to|until)(?:\s+|$)|\s*[–—]\s*|(?<=\d{4}-\d\d-\d\d)/(?=\d{4}-)",
    re.I,
)
_OPEN = re.compile(r"(nay|chưa rõ|now|present|\.{3}|…)?\Z", re.IGNORECASE)


class DateError(ValueError):
    """Why a day cannot be read. ``code``, ``message``, ``remedy`` and ``values`` fill a Problem."""

    def __init__(self, code: str, message: str, remedy: str, **values: str) -> None:
        super().__init__(message.format_map(values))
        self.code, self.message, self.remedy = code, message, remedy
        self.values = tuple(sorted(values.items()))


def typed(day: date) -> str:
    """Return ``day`` as it is typed and read in Vietnamese: ``07/5/2024``, ``15/11/2024``.

    A zero stands before days below 10 and before months 1 and 2 (Decree 30/2020/NĐ-CP).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year:04d}"


def read_day(text: str) -> date:
    """Return the day that ``text`` names, day first; raise ``DateError`` where it names none."""
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = map(int, found.groups())
    elif found := _SHORT_YEAR.match(text):
        day, month, year = map(int, found.groups())
        if len(found[3]) == 2:
            raise _two_digit_year(text, f"{found[1]}/{found[2]}/20{found[3]}")
    else:
        raise _unreadable(text)
    return _real(year, month, day, text)


def _two_digit_year(text: str, example: str) -> DateError:
    return DateError(
        "date-two-digit-year",
        N_("the year of “{typed}” has only two digits"),
        N_("Write all four digits: {example}"),
        typed=text,
        example=_tidied(example),
    )


def _tidied(example: str) -> str:
    day, month, year = map(int, example.split("/"))
    try:
        return typed(date(year, month, day))
    except ValueError:
        return example


def _unreadable(text: str) -> DateError:
    """Return why ``text`` is no day, with what to write instead where that is clear."""
    if is_lunar(text):
        return DateError(
            "date-lunar",
            N_("“{typed}” is a day of the lunar calendar"),
            N_("Write the day of the solar calendar in figures, for example 04/3/2024"),
            typed=text,
        )
    if first := first_of_range(text):
        return DateError(
            "date-range",
            N_("“{typed}” is more than one day"),
            N_("Write one day only: {example}; the others can stand in the text"),
            typed=text,
            example=typed(first),
        )
    remedy = N_("Write day/month/year in figures, for example 04/3/2024")
    if meant := meant_day(text):
        remedy = N_("Write it so: {example}")
    return DateError(
        "date-unreadable",
        N_("“{typed}” cannot be read as a day"),
        remedy,
        typed=text,
        example=typed(meant) if meant else "",
    )


def _real(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and 1 <= month <= 31:
            remedy = N_("Write the day first: {example}")
            example = f"{month}/{day}/{year}"
        else:
            remedy = N_("Write day/month/year in figures, for example {example}")
            example = "04/3/2024"
        raise DateError(
            "date-no-such-month",
            N_("there is no month {month} (“{typed}”); the day comes first"),
            remedy,
            month=str(month),
            typed=text,
            example=example,
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            "date-unlikely-year",
            N_("the year of “{typed}” cannot be right"),
            N_("Write a year from {first} to {last}"),
            typed=text,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateError(
            "date-no-such-day",
            N_("the day “{typed}” does not exist"),
            N_("Month {month}/{year} has {days} days; correct the day"),
            typed=text,
            month=str(month),
            year=str(year),
            days=str(last),
        )
    return date(year, month, day)


def read_moment(text: str) -> datetime:
    """Return the moment that ``07/5/2024 08:00`` names; without a clock, the day's beginning.

    Also read: ``07/5/2024 8h30``, ``08:00 07/5/2024``, ``08:00 ngày 07/5/2024`` and
    ``2024-05-07T08:00``. Raises ``DateError``.
    """
    text = _WORDS.sub(" ", text).replace(",", " ").strip()
    parts = text.replace("T", " ").split() if _YEAR_FIRST.match(text[:10]) else text.split()
    clocks = [part for part in parts if _CLOCK.match(part)]
    days = [part for part in parts if part not in clocks]
    if len(days) == 1 and len(clocks) <= 1:
        day = read_day(days[0])
        if not clocks:
            return datetime.combine(day, time())
        found = _CLOCK.match(clocks[0])
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour < 24 and minute < 60:
            return datetime.combine(day, time(hour, minute))
    raise DateError(
        "moment-unreadable",
        N_("“{typed}” cannot be read as a day and an hour"),
        N_("Write it so: 07/5/2024 08:00"),
        typed=text,
    )


def read_period(text: str) -> Period:
    """Return the period that ``01/3/2024 - 07/5/2024`` or ``01/3 - 07/5/2024`` names.

    An end left out, or written as ``nay`` / ``now``, keeps it open. Raises ``DateError``,
    also where the end comes before the start.
    """
    try:
        return _period(text)
    except DateError as error:
        if error.code not in ("date-unreadable", "date-range", "date-lunar"):
            raise
        raise DateError(
            "period-unreadable",
            N_("“{typed}” cannot be read as a time from one day to another"),
            N_("Write both days in figures: 01/3/2024 - 07/5/2024"),
            typed=text,
        ) from error


def _period(text: str) -> Period:
    words = _WORDS.sub(" ", text).strip()
    parts = [part.strip() for part in _BETWEEN.split(words, maxsplit=1)]
    if len(parts) == 1 and "-" in words and not _YEAR_FIRST.match(words):
        parts = [part.strip() for part in words.split("-", 1)]
    first, last = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], "")
    if _SHORT_YEAR.match(first):
        read_day(first)  # the first of two slips is told first
    end = None if _OPEN.match(last) else read_day(last)
    if end and (found := _DAY_MONTH.match(first)):
        day, month = int(found[1]), int(found[2])
        # “01/12 - 07/02/2024” began in the year before its end.
        year = end.year if (month, day) <= (end.month, end.day) else end.year - 1
        start = _real(year, month, day, first)
    else:
        start = read_day(first)
    if end and end < start:
        raise DateError(
            "period-ends-before-start",
            N_("the period ends on {end}, before it starts on {start}"),
            N_("Correct one of the two days"),
            start=typed(start),
            end=typed(end),
        )
    return Period(start=start, end=end)


@cache
def _months(lang: str) -> tuple[str, ...]:
    from babel import Locale

    names = Locale.parse("en_GB" if lang == "en" else lang).months["format"]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


def long(day: date, lang: str) -> str:
    """Return ``day`` as readers of ``lang`` see it: ``07/5/2024``, ``7 May 2024``.

    Month names come from the CLDR through Babel, never from the locale of the process.
    """
    if lang == "vi":
        return typed(day)
    if lang != "en":
        from babel.dates import format_date

        return str(format_date(day, "long", locale=lang))
    return f"{day.day} {_months(lang)[day.month - 1]} {day.year}"


def _by_cldr(day: date, skeleton: str, lang: str) -> str:
    """Return the parts of a day that a skeleton names as ``lang`` puts them in order."""
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=lang)


def span(period: Period, lang: str) -> tuple[str, str]:
    """Return both ends of ``period`` as texts; the second is empty while it is open.

    A year, or a month in English, that both ends share is said once.
    """
    if period.end is None:
        return long(period.start, lang), ""
    start, end = period.start, period.end
    if start.year != end.year or lang not in ("vi", "en"):
        return long(start, lang), long(end, lang)
    if lang == "vi":
        return typed(start).rpartition("/")[0], typed(end)
    short = (
        f"{start.day}"
        if start.month == end.month
        else f"{start.day} {_months(lang)[start.month - 1]}"
    )
    return short, long(end, lang)


def month(year: int, number: int, lang: str) -> str:
    """Return a month as the heading of a list: ``Tháng 3/2024``, ``March 2024``."""
    if lang not in ("vi", "en"):
        return _by_cldr(date(year, number, 1), "yMMMM", lang)
    return f"Tháng {number}/{year}" if lang == "vi" else f"{_months(lang)[number - 1]} {year}"


def month_mark(number: int, lang: str) -> str:
    """Return a month as briefly as an axis wants it: ``T3``, ``Mar``."""
    if lang not in ("vi", "en"):
        return _by_cldr(date(2000, number, 1), "MMM", lang)
    return f"T{number}" if lang == "vi" else _months(lang)[number - 1][:3]


@cache
def _weekdays(lang: str) -> tuple[str, ...]:
    from babel import Locale

    names = Locale.parse("en_GB" if lang == "en" else lang).days["stand-alone"]["wide"]
    return tuple(str(names[number]) for number in range(7))


def weekday(day: date, lang: str) -> str:
    """Return the name of the weekday: ``Thứ Hai``, ``Monday``."""
    return _weekdays(lang)[day.weekday()]


def month_name(number: int, lang: str) -> str:
    """Return a month without its year: ``Tháng 3``, ``March``."""
    return f"Tháng {number}" if lang == "vi" else _months(lang)[number - 1]


def day_of_year(month: int, number: int, lang: str) -> str:
    """Return a day without its year: ``07/5``, ``7 May``."""
    if lang == "vi":
        return typed(date(2000, month, number)).rpartition("/")[0]
    if lang != "en":
        return _by_cldr(date(2000, month, number), "MMMMd", lang)
    return f"{number} {_months(lang)[month - 1]}"
