"""Pages of a large site: none grows without bound, and all that is listed is reached."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bantin.awards import register
from bantin.campaigns import timeline
from bantin.library import library
from bantin.model import Site
from bantin.pages import Plan, plans
from bantin.pages.frames import Theme
from bantin.pages.leaves import A_FEW, MANY
from bantin.pages.letters import NAMES
from bantin.people import occasions, people, topics, units
from bantin.reading import Lectern
from bantin.settings import Settings
from bantin.views import AwardLine, Card, Page, RecordEntry, WebEntry

from .builders import PlainNames, article, campaign, row

STORIES = 3 * MANY
CAMPAIGNS = 150
BOUND = 600  # a page may have several lists, such as articles and awards
_GIVEN = ("An", "Ánh", "Bình", "Đức", "Yến", "Ơn")

Pages = dict[str, Page]


def site(stories: int) -> Site:
    """Return a site of ``stories`` in two years; all name one unit and one topic."""
    days = (date(2023, 1, 2) + timedelta(days=n * 700 // stories) for n in range(stories))
    articles = [
        article(
            f"bai-{n:04d}",
            str(day),
            awards=[f"dot-{n % CAMPAIGNS}"],
            people=[f"Lê Văn {n} {_GIVEN[n % 6]}"],
            units=["Phòng Kỹ thuật", f"Tổ {n}"],
            topics=["Kỹ thuật"],
            rows=[row(f"Lê Văn {n} {_GIVEN[n % 6]}", "Phòng Kỹ thuật")],
        )
        for n, day in enumerate(days)
    ]
    articles.sort(key=lambda a: (a.published, a.slug), reverse=True)
    lives = timeline([campaign(f"dot-{n}", "2023-01-01") for n in range(CAMPAIGNS)], articles)
    awards = register(articles, PlainNames())
    return Site(
        languages=("vi", "en"),
        articles=tuple(articles),
        campaigns=lives,
        pages=(),
        pictures=(),
        awards=awards,
        people=people(articles, lives, awards),
        units=units(articles, lives, awards),
        topics=topics(articles, lives, awards),
        occasions=occasions(articles, lives, awards),
    )


def planned(found: Site) -> Iterator[Plan]:
    here = Path()
    now = datetime(2025, 1, 1).astimezone()
    settings = Settings(root=here, content=here, output=here, theme=here, cache=here, now=now)
    theme = Theme(style="", script="", search="", help=(("vi", "# Giúp\n"), ("en", "# Help\n")))
    return plans(found, library(found, {}), Lectern(), settings, theme)


@pytest.fixture(scope="module")
def large() -> tuple[Site, Pages]:
    """Return a large site and all its pages by address, made but not rendered."""
    found = site(STORIES)
    # A page of one article shows a handful of others, and there are very many of them.
    wanted = (plan for plan in planned(found) if "/bai-" not in plan.address)
    return found, {plan.address: plan.make() for plan in wanted}


def lists(pages: Pages) -> Iterator[tuple[str, Page]]:
    """Yield the pages of one edition but those of what only one or a few articles name."""
    small = ("en/", "people/le-van", "units/to-", "campaigns/", "s/")
    return ((place, page) for place, page in pages.items() if not place.startswith(small))


def inside(value: object) -> Iterator[object]:
    """Yield every value within ``value``, itself too."""
    yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from inside(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from inside(part)


def test_no_page_of_a_large_site_lists_more_than_so_much(large: tuple[Site, Pages]) -> None:
    _, pages = large

    for place, page in lists(pages):
        counted = Counter(type(value) for value in inside(page.view))
        listed = {kind: counted[kind] for kind in (Card, AwardLine, WebEntry)}
        assert max(listed.values()) <= BOUND, (place, listed)
        assert counted[RecordEntry] <= NAMES, place


def test_every_link_of_a_large_site_leads_to_a_page(large: tuple[Site, Pages]) -> None:
    _, pages = large

    for place, page in lists(pages):
        hrefs = {getattr(value, "href", "") for value in inside(page.view)} - {""}
        listed = {href for href in hrefs if not href.startswith("articles/")}
        assert {href.partition("#")[0] for href in listed} <= pages.keys(), place


def test_both_editions_of_a_large_site_have_the_same_pages(large: tuple[Site, Pages]) -> None:
    _, pages = large
    english = {place.removeprefix("en/") for place in pages if place.startswith("en/")}

    assert english == {place for place in pages if not place.startswith("en/")}


@pytest.mark.parametrize(
    "folder", ["archives/", "units/phong-ky-thuat/", "topics/ky-thuat/", "awards/"]
)
def test_a_list_in_parts_has_each_thing_once(large: tuple[Site, Pages], folder: str) -> None:
    _, pages = large
    kind = AwardLine if folder == "awards/" else Card
    whole = [
        page
        for place, page in pages.items()
        if place.startswith(folder) and not any(month.href for month in page.view.months)  # type: ignore[union-attr]
    ]
    found = Counter(
        value.article.slug if isinstance(value, AwardLine) else value.slug
        for page in whole
        for value in inside(page.view)
        if isinstance(value, kind)
    )

    assert found == Counter(f"bai-{n:04d}" for n in range(STORIES))


@pytest.mark.parametrize("kind", ["people", "units"])
def test_names_in_parts_are_all_there_once(large: tuple[Site, Pages], kind: str) -> None:
    found, pages = large
    entries = Counter(
        entry.ref.slug
        for place, page in pages.items()
        if place.startswith(f"{kind}/letters/")
        for entry in inside(page.view)
        if isinstance(entry, RecordEntry)
    )

    assert entries == Counter(record.slug for record in getattr(found, kind))


def test_the_index_of_relations_in_parts_has_each_thing_once(large: tuple[Site, Pages]) -> None:
    found, pages = large
    entries = Counter(
        entry.ref.slug
        for place, page in pages.items()
        if place.startswith("related/campaign")
        for entry in inside(page.view)
        if isinstance(entry, WebEntry)
    )

    assert entries == Counter(one.slug for one in found.campaigns)


def test_a_short_list_stays_on_one_page() -> None:
    small = site(A_FEW)
    folders = ("awards/", "related/", "people/letters/", "units/phong-ky-thuat/")

    assert not [one.address for one in planned(small) if one.address.startswith(folders)]
