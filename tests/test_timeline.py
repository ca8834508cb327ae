"""The timeline holds every campaign, and stays light however many there are."""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import pytest

from bantin.campaigns import CampaignStatus, status
from bantin.library import library
from bantin.model import Site
from bantin.pages.campaigns import campaigns_view, timeline_view
from bantin.pages.edition import Edition
from bantin.reading import Lectern
from bantin.theme import load
from bantin.views import CampaignsView, Page, TimelineView

from .many_campaigns import many
from .test_theme import FOLDER, LANGUAGES, frame

TODAY = date(2024, 4, 1)
MADE: dict[str, Callable[[Edition, Site, date], TimelineView | CampaignsView]] = {
    "timeline": timeline_view,
    "campaigns": campaigns_view,
}
LIMITS = {500: 20_000, 5_000: 120_000}


@cache
def site(count: int) -> Site:
    return many(count)


def edition(count: int, lang: str) -> Edition:
    return Edition(library(site(count), {}), Lectern(), lang, datetime(2024, 4, 1))


def timeline(count: int, lang: str = "vi") -> TimelineView:
    return timeline_view(edition(count, lang), site(count), TODAY)


@cache
def html(name: str, count: int, lang: str = "vi") -> str:
    view = MADE[name](edition(count, lang), site(count), TODAY)
    return load(FOLDER, LANGUAGES).render(Page(f"{name}.html", frame(lang), view))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("count", LIMITS)
def test_the_page_of_many_campaigns_is_light(count: int, name: str, lang: str) -> None:
    assert len(gzip.compress(html(name, count, lang).encode(), 9)) <= LIMITS[count]


@pytest.mark.parametrize("count", [61, 500, 5_000])
def test_every_campaign_has_its_place_once_and_leads_to_its_page(count: int) -> None:
    page = html("timeline", count)
    places = Counter(re.findall(r'<li id="([^"]+)"', page))
    links = set(re.findall(r'<li id="[^>]*><a href="\.\./campaigns/([^"]+)\.html"', page))

    assert places == Counter(one.slug for one in site(count).campaigns)
    assert links == places.keys()


@pytest.mark.parametrize("count", [61, 500])
def test_the_list_of_campaigns_leaves_none_out(count: int) -> None:
    links = re.findall(r'href="\.\./campaigns/([^"]+)\.html"', html("campaigns", count))

    assert sorted(links) == sorted(one.slug for one in site(count).campaigns)


@pytest.mark.parametrize("count", [16, 61, 500])
def test_the_years_count_what_stands_in_them(count: int) -> None:
    view = timeline(count)

    assert all(year.count == len(year.cards) + len(year.lines) for year in view.years)
    assert sum(year.count for year in view.years) == view.count == count
    assert [link.key for _, links in view.decades for link in links] == [y.key for y in view.years]
    if view.density:
        assert {f"y{c.year}": c.count for c in view.density.columns if c.count} == {
            year.key: year.count for year in view.years if year.text
        }


@pytest.mark.parametrize("count", [16, 61, 500])
def test_the_filter_tells_how_many_campaigns_are_at_each_point_of_their_life(count: int) -> None:
    counted = Counter(status(one, TODAY) for one in site(count).campaigns)

    assert dict(timeline(count).states) == {str(s): n for s, n in counted.items()}
    said = re.findall(
        r'(?:<article class="entry"|<li) id="[^"]+" data-state="(\w+)"', html("timeline", count)
    )
    now = [state for state in said if state != CampaignStatus.ENDED]
    assert Counter(now) == Counter(
        str(s) for s in counted.elements() if s is not CampaignStatus.ENDED
    )


def test_few_campaigns_are_all_drawn_and_many_are_counted_by_year() -> None:
    few, lot = timeline(40), timeline(500)

    assert few.overview
    assert (len(few.overview.bars), few.density) == (40, None)
    assert lot.overview
    assert len(lot.overview.bars) <= 12
    assert lot.density


def test_the_script_of_the_timeline_is_small() -> None:
    script = (FOLDER / "js/timeline.js").read_bytes()

    assert len(gzip.compress(script, 9)) <= 2_000
