"""Days that matter → a calendar that telephones and mail programs take in.

Written here and not by a library, which takes a quarter of a millisecond for each event: ten
seconds for the campaigns of a large site. The tests read every line back with that library.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_LINE = 75
"""Octets of a line at most, without its end. Source: RFC 5545, section 3.1."""
_DAY = timedelta(days=1)
_SHARP = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that takes whole days: from ``start`` to ``end``, both included.

    ``end`` is None for one day. ``lang`` is the language of ``title`` and ``words``. ``known``
    is the day of what was last said about it. ``href`` is an absolute address, or empty.
    """

    uid: str
    lang: str
    title: str
    start: date
    end: date | None
    known: date
    kind: str
    words: str = ""
    place: str = ""
    href: str = ""


def calendar(events: Iterable[Event], *, lang: str, title: str) -> bytes:
    """Return ``events`` as an iCalendar file. Source: RFC 5545; RFC 7986 for the name.

    No clock has a part in it: the stamp of an event is the day of what was last said about it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bantin//bantin//EN",
        "CALSCALE:GREGORIAN",
        f"NAME;LANGUAGE={lang}:{escaped(title)}",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join([folded(line) for line in lines])


def _event(event: Event) -> list[str]:
    lang, stamp = event.lang, f"{_day(event.known)}T000000Z"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(event.start)}",
    ]
    if event.end:
        # The end of an event is the first day that no longer belongs to it (section 3.6.1).
        lines.append(f"DTEND;VALUE=DATE:{_day(event.end + _DAY)}")
    lines += [
        f"SUMMARY;LANGUAGE={lang}:{escaped(event.title)}",
        f"CATEGORIES:{escaped(event.kind)}",
    ]
    if event.words:
        lines.append(f"DESCRIPTION;LANGUAGE={lang}:{escaped(event.words)}")
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.href:
        lines.append(f"URL:{event.href}")
    # A campaign keeps nobody from other appointments.
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """Return ``text`` as a value of type TEXT. Source: RFC 5545, section 3.3.11."""
    for sharp, blunt in _SHARP:  # the backslash comes first: the others bring new ones
        if sharp in text:
            text = text.replace(sharp, blunt)
    return text


def folded(line: str) -> bytes:
    """Return ``line`` with its end, folded into lines of 75 octets; no letter is cut in two."""
    raw = line.encode()
    if len(raw) <= _LINE:
        return raw + b"\r\n"
    parts, start, room = [], 0, _LINE
    while len(raw) - start > room:
        cut = start + room
        while raw[cut] & 0xC0 == 0x80:  # the inside of a letter of several octets
            cut -= 1
        parts.append(raw[start:cut])
        start, room = cut, _LINE - 1  # the space before the rest counts
    return b"\r\n ".join([*parts, raw[start:]]) + b"\r\n"
