"""Pages that list show the newest first and count what they leave out."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bantin.campaigns import timeline
from bantin.library import library
from bantin.model import Article, Site
from bantin.pages.edition import Edition
from bantin.pages.web import related_index_view
from bantin.people import topics
from bantin.reading import Lectern
from bantin.views import WebEntry

from .builders import article, campaign

ENOUGH = 6
DAYS = st.lists(st.integers(0, 40), min_size=1, max_size=15)


def written(days: list[int]) -> list[Article]:
    """Return an article for each of ``days``: all of one campaign and one topic."""
    first = date(2024, 1, 1)
    found = [
        article(f"bai-{n}", str(first + timedelta(days=day)), reports=["dot"], topics=["Kỹ thuật"])
        for n, day in enumerate(days)
    ]
    return sorted(found, key=lambda a: (a.published, a.slug), reverse=True)


def indexed(articles: list[Article]) -> dict[str, WebEntry]:
    """Return the one campaign and the one topic in the index of relations."""
    lives = timeline([campaign("dot")], articles)
    site = Site(
        languages=("vi",),
        articles=tuple(articles),
        campaigns=lives,
        pages=(),
        pictures=(),
        awards=(),
        people=(),
        units=(),
        topics=topics(articles, lives, ()),
        occasions=(),
    )
    edition = Edition(library(site, {}), Lectern(), "vi", datetime(2025, 1, 1))
    groups = related_index_view(edition, site).groups
    return {group.kind: entry for group in groups for entry in group.entries}


@given(DAYS)
def test_the_index_of_relations_shows_the_newest_and_counts_the_rest(days: list[int]) -> None:
    articles = written(days)
    newest = [item.slug for item in articles[:ENOUGH]]

    for entry in indexed(articles).values():
        assert [card.slug for card in entry.cards] == newest
        assert entry.count == len(articles) == len(entry.cards) + entry.more


def test_what_one_article_has_alone_is_no_relation_but_a_campaign_is_always_there() -> None:
    assert indexed(written([1])).keys() == {"campaign"}
    assert indexed(written([1, 2])).keys() == {"campaign", "topic"}


def test_an_article_that_is_twice_in_a_campaign_is_counted_once() -> None:
    twice = replace(
        written([1])[0],
        involvements=article("x", launches=["dot"], awards=["dot"]).involvements,
    )

    assert indexed([twice])["campaign"].count == 1
