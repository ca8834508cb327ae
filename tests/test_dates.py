"""Days as writers type them and as readers see them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateError,
    long,
    read_day,
    read_moment,
    read_period,
    span,
    typed,
)
from bantin.model import Period

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@given(DAYS)
def test_a_day_as_it_is_shown_is_read_as_the_same_day(day: date) -> None:
    assert read_day(typed(day)) == read_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["04/3/2024", "4/3/2024", "04-03-2024", "4.3.2024", "2024-03-04"])
def test_the_day_comes_first(text: str) -> None:
    assert read_day(text) == date(2024, 3, 4)


def test_a_zero_stands_before_days_below_10_and_months_1_and_2_only() -> None:
    assert typed(date(2024, 5, 7)) == "07/5/2024"
    assert typed(date(2024, 2, 17)) == "17/02/2024"
    assert typed(date(2024, 11, 30)) == "30/11/2024"


def test_english_readers_see_the_month_in_words() -> None:
    assert long(date(2024, 5, 7), "en") == "7 May 2024"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/25/2024", "date-no-such-month"),
        ("31/4/2024", "date-no-such-day"),
        ("29/02/2023", "date-no-such-day"),
        ("04/3/24", "date-two-digit-year"),
        ("ngày mai", "date-unreadable"),
        ("00/3/2024", "date-no-such-day"),
        ("4/0/2024", "date-no-such-month"),
        ("0000-01-01", "date-unlikely-year"),
        ("04/3/1024", "date-unlikely-year"),
        ("04/3/9999", "date-unlikely-year"),
        ("", "date-unreadable"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(DateError) as caught:
        read_day(text)
    assert caught.value.code == code


@given(st.text())
def test_any_other_text_is_refused_and_nothing_worse(text: str) -> None:
    for read in (read_day, read_moment, read_period):
        problem = None
        try:
            read(text)
        except DateError as error:
            problem = error
        if problem:
            assert problem.message.format_map(dict(problem.values))
            assert problem.remedy.format_map(dict(problem.values))


@pytest.mark.parametrize(
    "text",
    [
        "07/5/2024 08:00",
        "08:00 07/5/2024",
        "8h ngày 07/5/2024",
        "8g00, 07/5/2024",
        "2024-05-07T08:00",
        "2024-05-07 08:00",
    ],
)
def test_a_moment_is_a_day_and_an_hour(text: str) -> None:
    assert read_moment(text) == datetime(2024, 5, 7, 8)


def test_a_moment_without_an_hour_is_the_beginning_of_the_day() -> None:
    assert read_moment("07/5/2024") == datetime(2024, 5, 7)


@pytest.mark.parametrize("text", ["07/5/2024 25:00", "08:00", "07/5/2024 08/5/2024", "sáng mai"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        read_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "01/3/2024 - 07/5/2024",
        "01/3 - 07/5/2024",
        "01/3/2024-07/5/2024",
        "01/3/2024 – 07/5/2024",
        "từ ngày 01/3 đến ngày 07/5/2024",
        "from 01/3/2024 to 07/5/2024",
        "2024-03-01 - 2024-05-07",
        "2024-03-01/2024-05-07",
    ],
)
def test_a_period_has_two_days(text: str) -> None:
    assert read_period(text) == Period(start=date(2024, 3, 1), end=date(2024, 5, 7))


@pytest.mark.parametrize("text", ["15/9/2026 -", "15/9/2026 - nay", "từ 15/9/2026", "15/9/2026 –"])
def test_a_period_may_be_open(text: str) -> None:
    assert read_period(text) == Period(start=date(2026, 9, 15), end=None)


def test_a_year_said_once_is_that_of_the_end_and_the_start_lies_before_it() -> None:
    assert read_period("01/12 - 07/02/2024").start == date(2023, 12, 1)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DateError) as caught:
        read_period("07/5/2024 - 01/3/2024")
    assert caught.value.code == "period-ends-before-start"


@given(DAYS, DAYS)
def test_a_period_as_it_is_typed_is_read_as_the_same_period(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert read_period(f"{typed(start)} - {typed(end)}") == Period(start=start, end=end)


def test_a_shared_year_is_said_once() -> None:
    period = Period(start=date(2024, 3, 1), end=date(2024, 5, 7))
    assert span(period, "vi") == ("01/3", "07/5/2024")
    assert span(period, "en") == ("1 March", "7 May 2024")
    assert span(Period(start=date(2023, 12, 1), end=None), "en") == ("1 December 2023", "")
