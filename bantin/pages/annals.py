"""What the pages of the archive need to know of the whole site, found out once for all editions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..album import Album, album, namesakes
from ..model import Article, Record, Site
from ..shortcuts import code, page_of

MonthDay = tuple[int, int]


@dataclass(slots=True)
class Happenings:
    """What is known of one day of one year: articles, and campaigns that begin or end, by slug."""

    articles: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.articles) + len(self.starts) + len(self.ends)


Days = Mapping[MonthDay, Mapping[int, Happenings]]
"""Days of the year, then years, the latest first."""


@dataclass(frozen=True, slots=True)
class Annals:
    """The photos, the days, those who bear one name, and the short addresses of a site.

    ``newest`` is the year of the newest article; ``shortcuts`` has, for each page, the codes
    of its articles in order, each with the article's slug.
    """

    album: Album
    days: Days
    newest: int
    namesakes: Mapping[str, tuple[Record, ...]]
    shortcuts: Mapping[str, tuple[tuple[str, str], ...]]


def annals(site: Site, longer_codes: Mapping[str, str]) -> Annals:
    """Return what the archive of ``site`` knows."""
    return Annals(
        album(site.articles, site.pictures, site.people, site.units),
        _days(site),
        site.articles[0].published.year if site.articles else 0,
        namesakes(site.people),
        _shortcuts(site.articles, longer_codes),
    )


def _days(site: Site) -> Days:
    found: defaultdict[MonthDay, defaultdict[int, Happenings]]
    found = defaultdict(lambda: defaultdict(Happenings))
    for article in site.articles:
        day = article.event_day
        found[day.month, day.day][day.year].articles.append(article.slug)
    for campaign in site.campaigns:
        if campaign.period is None:
            continue
        start, end = campaign.period.start, campaign.period.end
        found[start.month, start.day][start.year].starts.append(campaign.slug)
        if end:
            found[end.month, end.day][end.year].ends.append(campaign.slug)
    return {day: dict(sorted(years.items(), reverse=True)) for day, years in sorted(found.items())}


def _shortcuts(
    articles: tuple[Article, ...], longer_codes: Mapping[str, str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    codes = {longer_codes.get(a.slug) or code(a.slug): a.slug for a in articles}
    for article in sorted(articles, key=lambda a: a.path):
        # What was printed before an article got another name still leads to it.
        for old in article.old_addresses:
            name = old.removeprefix("articles/").removesuffix(".html")
            if old == f"articles/{name}.html" and "/" not in name:
                codes.setdefault(code(name), article.slug)
    pages: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for letters, slug in sorted(codes.items()):
        pages[page_of(letters)].append((letters, slug))
    return {page: tuple(places) for page, places in sorted(pages.items())}
