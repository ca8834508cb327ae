"""The drawing of the timeline keeps true lengths and stays inside its frame."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bantin.campaigns import timeline
from bantin.library import library
from bantin.model import Campaign, Period, Site, Text
from bantin.pages.edition import Edition
from bantin.pages.overview import AXIS, WIDTH, overview
from bantin.reading import Lectern
from bantin.views import Overview

TODAY = date(2024, 4, 1)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def campaign(slug: str, start: date, end: date | None, name: str = "Đợt thi đua") -> Campaign:
    text = Text(lang="vi", path="", title=name)
    return Campaign(slug=slug, path="", texts=(text,), period=Period(start=start, end=end))


def drawn(campaigns: Sequence[Campaign]) -> Overview | None:
    site = Site(
        languages=("vi", "en"),
        articles=(),
        campaigns=timeline(campaigns, ()),
        pages=(),
        pictures=(),
        awards=(),
        people=(),
        units=(),
        topics=(),
        occasions=(),
    )
    edition = Edition(library(site, {}), Lectern(), "vi", datetime(2024, 4, 1))
    return overview(edition, site.campaigns, TODAY)


SITES = st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=60).map(
    lambda rows: [
        campaign(f"c{number}", start, start + timedelta(days=length), "Tên " * (number % 30))
        for number, (start, length) in enumerate(rows)
    ]
)


@given(SITES)
def test_every_campaign_has_its_bar_inside_the_frame(campaigns: list[Campaign]) -> None:
    drawing = drawn(campaigns)
    assert drawing
    assert {bar.slug for bar in drawing.bars} == {c.slug for c in campaigns}
    for bar in drawing.bars:
        assert 0 <= bar.x <= WIDTH
        assert bar.width > 0
        assert AXIS <= bar.y < drawing.height
        assert 0 <= bar.label_x <= WIDTH


@given(SITES)
def test_bars_in_one_row_never_overlap_in_time(campaigns: list[Campaign]) -> None:
    drawing = drawn(campaigns)
    assert drawing
    periods = {c.slug: c.period for c in campaigns}
    rows: dict[float, list[Period]] = {}
    for bar in drawing.bars:
        period = periods[bar.slug]
        assert period
        rows.setdefault(bar.y, []).append(period)
    for row in rows.values():
        row.sort(key=lambda period: period.start)
        for one, next_one in pairwise(row):
            assert one.end
            assert one.end < next_one.start


@given(DAYS, st.integers(30, 900))
def test_a_bar_twice_as_long_is_a_campaign_twice_as_long(start: date, days: int) -> None:
    drawing = drawn(
        [
            campaign("one", start, start + timedelta(days=days - 1)),
            campaign("two", start, start + timedelta(days=2 * days - 1)),
        ]
    )
    assert drawing
    widths = {bar.slug: bar.width for bar in drawing.bars}
    if widths["one"] > 30:
        assert abs(widths["two"] / widths["one"] - 2) < 0.02


def test_a_campaign_of_which_no_day_is_known_is_not_drawn() -> None:
    unknown = replace(campaign("x", TODAY, TODAY), period=None)
    assert drawn([unknown]) is None
    drawing = drawn([unknown, campaign("y", TODAY, TODAY)])
    assert drawing
    assert [bar.slug for bar in drawing.bars] == ["y"]


def test_today_is_marked_only_where_the_drawing_shows_it() -> None:
    around = drawn([campaign("x", TODAY - timedelta(days=9), TODAY + timedelta(days=9))])
    past = drawn([campaign("x", date(2001, 1, 1), date(2003, 1, 1))])
    assert around
    assert around.today is not None
    assert past
    assert past.today is None


def test_an_open_campaign_reaches_to_today() -> None:
    drawing = drawn([campaign("x", date(2024, 1, 1), None)])
    assert drawing
    bar = drawing.bars[0]
    assert bar.open
    assert drawing.today is not None
    assert abs(bar.x + bar.width - drawing.today) < WIDTH / 100
