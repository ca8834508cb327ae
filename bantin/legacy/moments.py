"""Days and moments as other programs write them → the site's own time."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from ..dates import FIRST_YEAR, LAST_YEAR, DateError, read_moment

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?\s*\Z",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=\s|\Z)")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})\Z")
_IN_TEXT = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")
_IN_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


def offset(typed: str) -> timezone:
    """Return the time zone that ``+07:00`` names; raise ``ValueError`` for anything else."""
    found = _OFFSET.match(typed)
    if typed.upper() in ("Z", "UTC"):
        return UTC
    if not found:
        raise ValueError(f"no offset: {typed!r}")
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)


def moment(text: str, zone: timezone, *, given_in: timezone | None = None) -> datetime | None:
    """Return the moment that ``text`` names, on the clock of ``zone``; None where it names none.

    Read are ISO 8601, ``2024/03/04``, days as Vietnamese writers type them, and the dates of
    mails and feeds. Without a zone of its own it is in ``given_in``, else in ``zone``. The
    zeros of MySQL (``0000-00-00``), and years that no news has, name none.
    """
    text = _SLASHES.sub(r"\1-\2-\3", text.strip())
    try:
        found = _iso(text) or _other(text)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            return None
        if found.tzinfo is None and given_in is not None:
            found = found.replace(tzinfo=given_in)
        return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    zone = offset(found[7]) if found[7] else None
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _other(text: str) -> datetime | None:
    try:
        return read_moment(text)
    except DateError:
        if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}", text):
            return None
        return parsedate_to_datetime(text)


def first_day(words: str) -> date | None:
    """Return the first day that a text names, day first, or None."""
    places = [m for pattern in (_IN_TEXT, _IN_WORDS) for m in pattern.finditer(words)]
    for match in sorted(places, key=re.Match.start):
        day, month, year = map(int, match.groups())
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def at(day: date) -> datetime:
    """Return the beginning of ``day``."""
    return datetime.combine(day, time())
