"""Site → the files for other programs: where each stands, and how it is made when it is wanted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ..feeds import atom, calendar, json_feed
from ..library import Library
from ..model import Article, Campaign, Site
from ..pages.edition import Edition
from ..pages.frames import address
from ..reading import Lectern
from ..settings import Settings
from . import days, news
from .archive import Archive
from .awards import awards_csv, awards_json
from .schema import SCHEMA_PLACE, archive_schema
from .table import archive_csv
from .words import tongue


@dataclass(frozen=True, slots=True)
class Handout:
    """A file that can be made. What it holds is only what other pages may show of an item."""

    address: str
    make: Callable[[], bytes]


def handouts(
    site: Site, library: Library, lectern: Lectern, settings: Settings
) -> Iterator[Handout]:
    """Yield every file for other programs that the editions of ``site`` have."""
    yield Handout(SCHEMA_PLACE, archive_schema)
    for lang in site.languages:
        edition = Edition(library, lectern, lang, settings.now)
        for place, make in _files(site, edition, settings):
            yield Handout(address(settings, lang, place), make)


def _files(
    site: Site, edition: Edition, settings: Settings
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    lang = edition.lang
    yield "feeds/all.atom.xml", partial(_news, edition, settings, site.articles, "atom.xml")
    yield "feeds/all.json", partial(_news, edition, settings, site.articles, "json")
    yield "timeline.ics", partial(_calendar, edition, settings, site.campaigns, "")
    for campaign in site.campaigns:
        place = f"campaigns/{campaign.slug}"
        yield f"{place}.atom.xml", partial(_campaign_feed, edition, settings, campaign)
        name = edition.title(campaign).text
        yield f"{place}.ics", partial(_calendar, edition, settings, (campaign,), name)
    yield (
        "awards.csv",
        lambda: awards_csv(edition.awards(site.awards), lang, tongue(lang, settings)),
    )
    yield "awards.json", lambda: awards_json(edition.awards(site.awards), lang)
    yield from _archive(site, edition, settings)


def _archive(
    site: Site, edition: Edition, settings: Settings
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    archive = Archive(edition, settings)
    years = tuple(
        (year, tuple(found))
        for year, found in groupby(site.articles, lambda article: article.published.year)
    )
    counts = tuple((year, len(articles)) for year, articles in years)
    yield "archive.json", partial(archive.index, site.campaigns, counts)
    for year, articles in years:
        yield f"archives/{year}.json", partial(archive.year, year, articles)
    yield "archive.csv", partial(archive_csv, edition, settings, site.articles)


def _news(
    edition: Edition, settings: Settings, articles: tuple[Article, ...], ending: str
) -> bytes:
    own = address(settings, edition.lang, f"feeds/all.{ending}")
    feed = news.newest(edition, settings, own, articles)
    return json_feed(feed) if ending == "json" else atom(feed)


def _campaign_feed(edition: Edition, settings: Settings, campaign: Campaign) -> bytes:
    own = address(settings, edition.lang, f"campaigns/{campaign.slug}.atom.xml")
    return atom(news.of_campaign(edition, settings, own, campaign))


def _calendar(
    edition: Edition, settings: Settings, campaigns: tuple[Campaign, ...], name: str
) -> bytes:
    found = (event for one in campaigns for event in days.events(edition, settings, one))
    title = name or news.site_name(settings, edition.lang)
    return calendar(found, lang=edition.lang, title=title)
