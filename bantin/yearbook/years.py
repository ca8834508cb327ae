"""Site → what belongs to one year: its campaigns, each with its articles, and the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..campaigns import first_day, last_day
from ..model import Article, Award, Campaign, Relation, Site

_ORDER = {relation: number for number, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that stand together, by day; ``campaign`` is None for those of no campaign."""

    campaign: Campaign | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a site: what happened in it, whenever it was published.

    Every article stands in one chapter. ``awards`` are those of the year, the first one first.
    """

    number: int
    chapters: tuple[Chapter, ...]
    awards: tuple[Award, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, in the order in which they stand."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns that have a chapter."""
        return tuple(chapter.campaign for chapter in self.chapters if chapter.campaign)


def known_years(site: Site) -> tuple[int, ...]:
    """Return the years in which something happened that an article tells, the first one first."""
    return tuple(sorted({article.event_day.year for article in site.articles}))


def year_of(site: Site, number: int) -> Year:
    """Return what belongs to the year: campaigns in the order in which they began, then the rest.

    An article of several campaigns stands with the one to which it is the earlier step of a
    life: with the campaign it launches, not with the one whose awards it reports.
    """
    articles = sorted(
        (article for article in site.articles if article.event_day.year == number),
        key=lambda article: (article.event_day, article.published, article.slug),
    )
    homes: dict[str, list[Article]] = {}
    for article in articles:
        homes.setdefault(_home(article), []).append(article)
    chapters = [
        Chapter(campaign, tuple(homes.get(campaign.slug, ())))
        for campaign in sorted(site.campaigns, key=_by_beginning)
        if _lives_in(campaign, number)
    ]
    if "" in homes:
        chapters.append(Chapter(None, tuple(homes[""])))
    awards = [award for award in site.awards if award.day.year == number]
    awards.sort(key=lambda award: (award.day, award.article, award.line))
    return Year(number, tuple(chapters), tuple(awards))


def _home(article: Article) -> str:
    """Return the campaign with which ``article`` stands, or nothing where it has none."""
    if not article.involvements:
        return ""
    return min(article.involvements, key=lambda tie: _ORDER[tie.relation]).campaign


def _lives_in(campaign: Campaign, number: int) -> bool:
    first, last = first_day(campaign), last_day(campaign)
    within = first is not None and last is not None and first.year <= number <= last.year
    # Awards are often given after the last day, and preparations told before the first.
    return within or any(moment.day.year == number for moment in campaign.moments)


def _by_beginning(campaign: Campaign) -> tuple[date, str]:
    return first_day(campaign) or date.max, campaign.slug


def days_in(campaign: Campaign, number: int) -> tuple[date, date] | None:
    """Return the first and the last day of ``campaign`` within the year, or None."""
    days = list(_known_days(campaign))
    if not days or min(days).year > number or max(days).year < number:
        return None
    return max(min(days), date(number, 1, 1)), min(max(days), date(number, 12, 31))


def _known_days(campaign: Campaign) -> Iterator[date]:
    for day in (first_day(campaign), last_day(campaign)):
        if day:
            yield day
