"""Calendars as telephones and mail programs take them in, read back by a library of others."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bantin.feeds import Event, calendar
from bantin.feeds.calendar import escaped, folded
from bantin.text import clean

WORDS = st.text("aĐộữ😀\\;,:\n\"'<& ", max_size=120).map(clean)
DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 30))


def event(**changes: object) -> Event:
    values: dict[str, object] = {
        "uid": "1",
        "lang": "vi",
        "title": "Đợt thi đua",
        "start": date(2024, 3, 1),
        "end": date(2024, 5, 7),
        "known": date(2024, 3, 4),
        "kind": "Phong trào thi đua",
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type]


def written(*events: Event) -> bytes:
    return calendar(events, lang="vi", title="Bản tin")


def read(*events: Event) -> Calendar:
    found = Calendar.from_ical(written(*events))
    assert isinstance(found, Calendar)
    return found


def only(one: Event) -> dict[str, object]:
    (found,) = read(one).walk("VEVENT")
    assert not found.errors
    return {name: found.decoded(name) for name in found}


@given(WORDS.filter(str.strip), WORDS, WORDS, DAYS, st.integers(0, 400))
def test_any_event_is_read_back_as_it_was(
    title: str, words: str, place: str, start: date, length: int
) -> None:
    end = min(start + timedelta(length), date(2199, 12, 30))
    back = only(event(title=title, words=words, place=place, start=start, end=end))
    assert back["SUMMARY"] == title
    assert back.get("DESCRIPTION", "") == words
    assert back.get("LOCATION", "") == place
    assert (back["DTSTART"], back["DTEND"]) == (start, end + timedelta(1))


def test_the_last_day_belongs_to_the_event() -> None:
    assert only(event())["DTEND"] == date(2024, 5, 8)


def test_an_event_without_an_end_is_one_day() -> None:
    assert "DTEND" not in only(event(end=None))


def test_no_clock_has_a_part_in_it() -> None:
    back = only(event(known=date(2024, 3, 9)))
    assert back["DTSTAMP"] == datetime(2024, 3, 9, tzinfo=UTC)


@given(WORDS)
def test_lines_are_short_whole_letters_and_unfold_to_what_they_were(words: str) -> None:
    line = f"SUMMARY:{escaped(words)}"
    lines = folded(line).split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(part) <= 75 for part in lines)
    assert all(part.decode() for part in lines)
    assert folded(line).replace(b"\r\n ", b"") == line.encode() + b"\r\n"


def test_a_calendar_keeps_the_rules_of_rfc_5545() -> None:
    content = written(event(href="http://x/a.html"), event(uid="2", end=None))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    for name in ("VERSION:2.0", "PRODID:-//bantin//bantin//EN"):
        assert lines.count(name) == 1
    blocks = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        names = [re.split("[:;]", line)[0] for line in block.split("\n") if line]
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "END"):
            assert names[: names.index("END") + 1].count(name) == 1, name
        assert re.search(r"^DTSTAMP:\d{8}T\d{6}Z$", block, re.M)


def test_the_language_of_words_is_stated() -> None:
    (found,) = read(event(lang="en", words="An aim")).walk("VEVENT")
    assert found["SUMMARY"].params["LANGUAGE"] == "en"
    assert found["DESCRIPTION"].params["LANGUAGE"] == "en"
