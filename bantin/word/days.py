"""The beginning of a text → the day on which what it tells happened."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_FIGURES = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?![\d/.-]*\d)"
)
_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_ENGLISH = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_SPAN = re.compile(r"(?:từ(?: ngày)?|đến(?: hết)?(?: ngày)?|tới|\(|[-–])\s*\Z", re.IGNORECASE)
_NEAR, _FAR = 250, 700
_YEARS = 2


def day_of(text: str, made: date | None, today: date) -> tuple[date, bool] | None:
    """Return the first day that the beginning of ``text`` names, and whether that is certain.

    Days of anniversaries and ends of periods are passed over, and so are days more than two
    years from the day on which the file was ``made``. A day without a year is in that year.
    """
    for place, day, whole in sorted(_days(text[:_FAR], made or today)):
        latest = today + timedelta(days=366)
        near = made is None or abs(day.year - made.year) <= _YEARS
        if near and date(1990, 1, 1) <= day <= latest and not _SPAN.search(text[:place]):
            return day, whole and place < _NEAR
    return None


def _days(text: str, near: date) -> Iterator[tuple[int, date, bool]]:
    for pattern in (_FIGURES, _WORDS):
        for found in pattern.finditer(text):
            said = found[3]
            if not said and pattern is _FIGURES and not _is_named(text[: found.start()]):
                continue
            day = _real(said or str(near.year), found[2], found[1])
            if day:
                yield found.start(), day, bool(said)
    for found in _ENGLISH.finditer(text):
        if day := _real(found[3], str(_MONTHS.index(found[2].lower()) + 1), found[1]):
            yield found.start(), day, True


def _is_named(before: str) -> bool:
    """Return whether a day without its year is called one: “ngày 04/3”, “sáng 04/3”."""
    return bool(
        re.search(r"(?:ngày|sáng|chiều|tối|trưa|hôm nay,?)\s*\(?\s*\Z", before, re.IGNORECASE)
    )


def _real(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def made_day(text: str) -> date | None:
    """Return the day of a moment as files have it, ``2024-03-04T08:00:00Z``, or None."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
