"""The drawing of the timeline keeps true lengths and stays inside its frame."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bantin.campaigns import timeline
from bantin.library import library
from bantin.model import Campaign, Moment, Name, Period, Relation, Site, Text
from bantin.pages.edition import Edition
from bantin.pages.overview import WIDTH, overview
from bantin.reading import Lectern
from bantin.views import Overview

TODAY = date(2024, 4, 1)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def campaign(slug: str, start: date, end: date | None, name: str = "Đợt thi đua") -> Campaign:
    text = Text(lang="vi", path="", title=name)
    return Campaign(slug=slug, path="", texts=(text,), period=Period(start=start, end=end))


def site_of(campaigns: Sequence[Campaign]) -> Site:
    return Site(
        languages=("vi", "en"),
        articles=(),
        campaigns=tuple(campaigns),
        pages=(),
        pictures=(),
        awards=(),
        people=(),
        units=(),
        topics=(),
        occasions=(),
    )


def drawn(campaigns: Sequence[Campaign]) -> Overview | None:
    site = site_of(timeline(campaigns, ()))
    edition = Edition(library(site, {}), Lectern(), "vi", datetime(2024, 4, 1))
    return overview(edition, site.campaigns, TODAY)


def drawn_as_they_are(campaigns: Sequence[Campaign], reach: timedelta | None = None) -> Overview:
    """Return the drawing of campaigns that bring their moments along."""
    edition = Edition(library(site_of(campaigns), {}), Lectern(), "vi", datetime(2024, 4, 1))
    found = overview(edition, tuple(campaigns), TODAY, reach)
    assert found
    return found


SITES = st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=60).map(
    lambda rows: [
        campaign(f"c{number}", start, start + timedelta(days=length), "Tên " * (number % 30))
        for number, (start, length) in enumerate(rows)
    ]
)


@given(SITES)
def test_every_campaign_has_a_row_of_its_own_inside_the_frame(campaigns: list[Campaign]) -> None:
    drawing = drawn(campaigns)
    assert drawing
    assert sorted(bar.slug for bar in drawing.bars) == sorted(c.slug for c in campaigns)
    for bar in drawing.bars:
        assert 0 <= bar.x <= WIDTH
        assert bar.width > 0
    assert [tick.x for tick in drawing.ticks] == sorted({tick.x for tick in drawing.ticks})


@given(SITES)
def test_time_runs_down_as_well_as_to_the_right(campaigns: list[Campaign]) -> None:
    drawing = drawn(campaigns)
    assert drawing
    assert [bar.x for bar in drawing.bars] == sorted(bar.x for bar in drawing.bars)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=80))
def test_marks_of_one_kind_never_cover_one_another(days: list[int]) -> None:
    start = date(2024, 1, 1)
    moments = tuple(
        Moment(relation=Relation.REPORTS, article=f"a{n}", day=start + timedelta(days=day))
        for n, day in enumerate(days)
    )
    one = replace(campaign("x", start, start + timedelta(days=400)), moments=moments)
    places = [mark.x for bar in drawn_as_they_are([one]).bars for mark in bar.marks]
    assert all(after - before >= 4 for before, after in pairwise(places))
    assert all(0 <= place <= WIDTH for place in places)


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


def test_a_campaign_that_its_last_article_closed_is_no_longer_open() -> None:
    closing = Moment(relation=Relation.CLOSES, article="a", day=date(2024, 2, 1))
    one = replace(campaign("x", date(2024, 1, 1), None), moments=(closing,))
    assert not drawn_as_they_are([one]).bars[0].open


def test_a_drawing_that_reaches_back_so_far_says_what_began_before_it() -> None:
    drawing = drawn_as_they_are(
        [
            campaign("old", date(1990, 1, 1), date(1991, 1, 1)),
            campaign("long", date(1990, 1, 1), None),
            campaign("new", date(2024, 2, 1), date(2024, 3, 1)),
        ],
        timedelta(days=3 * 365),
    )
    assert [(bar.slug, bar.earlier, bar.x) for bar in drawing.bars[:1]] == [("long", True, 0)]
    assert [bar.slug for bar in drawing.bars] == ["long", "new"]


def test_the_occasion_stands_beside_the_bar_without_its_days() -> None:
    kept = Name(text="Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)")
    one = replace(campaign("x", TODAY, TODAY), occasions=(kept,))
    occasion = drawn_as_they_are([one]).bars[0].occasion
    assert occasion
    assert occasion.text == "70 năm Chiến thắng Điện Biên Phủ"
