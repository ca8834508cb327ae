from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.campaigns import CampaignStatus, days, first_day, last_day, status, timeline
from bantin.model import Article, Campaign, Moment, Period, Relation

from .builders import article, campaign

DIEN_BIEN = campaign("dien-bien", "2024-03-01", "2024-05-07")
SPRING = campaign("mung-xuan")
OPEN = campaign("so-hoa", "2024-03-01")


def alive(of: Campaign, *articles: Article) -> Campaign:
    return timeline([of], articles)[0]


# ── moments and order ────────────────────────────────────────────────────────


def test_an_article_is_a_moment_of_every_campaign_it_concerns() -> None:
    seed = article("phat-dong", "2024-03-04", launches=("dien-bien",), awards=("mung-xuan",))
    day = date(2024, 3, 4)

    found = {c.slug: c.moments for c in timeline([DIEN_BIEN, SPRING], [seed])}

    assert found == {
        "dien-bien": (Moment(relation=Relation.LAUNCHES, article="phat-dong", day=day),),
        "mung-xuan": (Moment(relation=Relation.AWARDS, article="phat-dong", day=day),),
    }


def test_moments_run_by_day_then_by_the_life_of_a_campaign_then_by_slug() -> None:
    articles = [
        article("d", "2024-05-07", closes=("dien-bien",), awards=("dien-bien",)),
        article("c", "2024-03-04", reports=("dien-bien",)),
        article("b", "2024-03-04", reports=("dien-bien",)),
        article("z", "2024-03-04", launches=("dien-bien",)),
    ]
    moments = alive(DIEN_BIEN, *articles).moments
    assert [(m.article, str(m.relation)) for m in moments] == [
        ("z", "launches"),
        ("b", "reports"),
        ("c", "reports"),
        ("d", "closes"),
        ("d", "awards"),
    ]


def test_awards_given_at_the_next_launch_stay_below_it() -> None:
    launch = article("phat-dong", "2024-03-04", launches=("dien-bien",), awards=("mung-xuan",))
    assert [c.slug for c in timeline([SPRING, DIEN_BIEN], [launch])] == ["dien-bien", "mung-xuan"]


def test_awards_after_the_end_do_not_prolong_a_campaign() -> None:
    late = article("trao-thuong", "2024-09-05", awards=("dien-bien",))
    assert last_day(alive(DIEN_BIEN, late)) == date(2024, 5, 7)


def test_while_the_end_is_open_the_last_day_is_the_latest_that_is_known() -> None:
    assert last_day(OPEN) == date(2024, 3, 1)
    assert last_day(alive(OPEN, article("a", "2024-06-01", reports=("so-hoa",)))) == date(
        2024, 6, 1
    )
    assert last_day(alive(OPEN, article("a", "2024-02-01", launches=("so-hoa",)))) == date(
        2024, 3, 1
    )


def test_a_campaign_of_which_no_day_is_known_comes_last() -> None:
    old = campaign("cu", "1976-01-01", "1976-02-01")
    assert [c.slug for c in timeline([SPRING, old], ())] == ["cu", "mung-xuan"]
    assert (first_day(SPRING), last_day(SPRING)) == (None, None)


def test_of_those_that_end_on_one_day_the_later_start_stands_first_then_the_slug() -> None:
    end = "2024-05-07"
    campaigns = [
        campaign(s, start, end)
        for s, start in (("b", "2024-03-01"), ("a", "2024-03-01"), ("c", "2024-04-01"))
    ]
    assert [c.slug for c in timeline(campaigns, ())] == ["c", "a", "b"]


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 2, 20))


@st.composite
def campaigns(draw: st.DrawFn) -> list[Campaign]:
    """Draw campaigns: closed, open, or known only from their moments, or not even these."""
    drawn = []
    for number in range(draw(st.integers(0, 9))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        bare = campaign(f"c{number}")
        period = Period(start=first, end=draw(st.sampled_from([last, None])))
        moments = tuple(
            Moment(relation=Relation.REPORTS, article="a", day=day)
            for day in sorted(draw(st.sets(DAYS, max_size=2)))
        )
        drawn.append(replace(bare, period=draw(st.sampled_from([period, None])), moments=moments))
    return drawn


@given(campaigns(), st.lists(DAYS, max_size=6), st.randoms())
def test_the_order_of_the_files_does_not_matter(
    drawn: list[Campaign], days: list[date], random: Random
) -> None:
    articles = [
        article(f"a{n}", day.isoformat(), reports=("c0", "c1")) for n, day in enumerate(days)
    ]
    before = timeline(drawn, articles)
    random.shuffle(drawn)
    random.shuffle(articles)
    assert timeline(drawn, articles) == before
    assert timeline(before, articles) == before


# ── on a given day ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-02-29", CampaignStatus.UPCOMING),
        ("2024-03-01", CampaignStatus.RUNNING),
        ("2024-05-07", CampaignStatus.RUNNING),
        ("2024-05-08", CampaignStatus.ENDED),
    ],
)
def test_a_campaign_runs_from_its_first_to_its_last_day(
    today: str, expected: CampaignStatus
) -> None:
    assert status(DIEN_BIEN, date.fromisoformat(today)) is expected


def test_an_open_campaign_runs_until_the_article_that_closes_it() -> None:
    closed = alive(OPEN, article("tong-ket", "2024-12-20", closes=("so-hoa",)))
    assert status(OPEN, date(2030, 1, 1)) is CampaignStatus.RUNNING
    assert status(closed, date(2024, 12, 20)) is CampaignStatus.RUNNING
    assert status(closed, date(2024, 12, 21)) is CampaignStatus.ENDED


def test_without_a_period_nobody_knows_whether_a_campaign_runs() -> None:
    assert status(SPRING, date(2024, 3, 4)) is CampaignStatus.UNKNOWN
    assert days(SPRING, date(2024, 3, 4)) == (0, None, None)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-02-01", (0, 68, 68)),
        ("2024-03-01", (1, 67, 68)),
        ("2024-03-04", (4, 64, 68)),
        ("2024-05-07", (68, 0, 68)),
        ("2025-01-01", (68, 0, 68)),
    ],
)
def test_days_gone_and_left_count_both_ends(today: str, expected: tuple[int, int, int]) -> None:
    assert days(DIEN_BIEN, date.fromisoformat(today)) == expected


def test_of_an_open_campaign_only_the_days_gone_are_known() -> None:
    assert days(OPEN, date(2024, 3, 4)) == (4, None, None)


@given(campaigns(), DAYS)
def test_days_gone_and_left_make_the_total(drawn: list[Campaign], today: date) -> None:
    for one in drawn:
        gone, left, total = days(one, today)
        assert gone >= 0
        assert (left is None) == (total is None)
        if left is not None:
            assert left >= 0
            assert gone + left == total
