"""A day that cannot be read → the day that its writer most likely meant."""

import re
from datetime import date

# Compiled by ``re`` when a day cannot be read, as in few runs.
_LUNAR = (
    r"(?i)âm lịch|\bâl\b|\btết\b|\bmùng\b|\bmồng\b|\brằm\b|tháng (?:giêng|chạp)|\blunar\b"
    r"|\b(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) "
    r"(?:tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi)\b"
)
_RANGE = (
    r"(?i)(?P<first>\d{1,2}(?:\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?)?)"
    r"\s*(?:-|–|—|đến(?: hết)?|tới|to|và)\s*(?:ngày\s*)?"
    r"(?P<last>\d{1,2}\s*[/.]\s*\d{1,2}\s*[/.]\s*\d{4})\Z"
)
_NUMBER = r"\d+"
_LIKE_DIGITS = str.maketrans("OoQlI|", "000111")
_LOOKS_TYPED = r"(?=.*\d)[\dOoQlI|]{1,4}(?:[/.\\,\s-]+[\dOoQlI|]{1,4}){2}\Z"
_COMPACT = r"(\d{4})(\d\d)(\d\d)\Z"
_CLOCK = r"(?i)\d{1,2}\s*[:hg]\s*\d{0,2}|\d{1,2}\s*giờ(?:\s*\d{1,2})?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?i)\b({'|'.join(_MONTHS)})[a-z]*\b"


def is_lunar(text: str) -> bool:
    """Return whether ``text`` speaks of the lunar calendar, which the site does not count by."""
    return re.search(_LUNAR, text) is not None


def meant_day(text: str) -> date | None:
    """Return the only day that ``text`` can mean if its words and signs are forgiven, or None.

    Forgiven are words and weekdays, an hour beside the day, other signs between the numbers,
    letters that look like digits, the year first, and English names of months.
    """
    plain = re.sub(_CLOCK, " ", text)
    if re.match(_LOOKS_TYPED, text.strip()):
        plain = text.translate(_LIKE_DIGITS)
    if found := re.match(_COMPACT, plain.strip()):
        return _real(*map(int, found.groups()))
    numbers = [int(number) for number in re.findall(_NUMBER, plain)]
    if len(numbers) == 2 and (name := re.search(_MONTH, plain)):
        day, year = numbers
        return _real(year, _MONTHS.index(name[1].lower()) + 1, day)
    if len(numbers) != 3:
        return None
    first, month, last = numbers
    return _real(first, month, last) if first > 31 else _real(last, month, first)


def first_of_range(text: str) -> date | None:
    """Return the first day of the days that ``text`` names from one to another, or None."""
    found = re.search(_RANGE, text.strip())
    if not found:
        return None
    last = [int(number) for number in re.findall(_NUMBER, found["last"])]
    first = [int(number) for number in re.findall(_NUMBER, found["first"])]
    day, month, year = (*first, *last[len(first) :])
    return _real(year, month, day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None
