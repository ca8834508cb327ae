"""The stages in their order: from what was read to the whole site as the pages see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from . import reading
from .awards import register
from .campaigns import timeline
from .library import Library, library
from .model import Article, Campaign, Involvement, Item, Site, StandingPage, Status, Text
from .namesakes import tell_apart
from .people import occasions, people, topics, units
from .photos import Developed, Wanted, develop
from .problems import Problem, order
from .reading import Lectern, Reading
from .related import related
from .settings import Settings
from .workers import Tell, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A site, also by name, the bodies of its texts, and the files of its photos.

    ``files`` pairs each address with a file on the disk; ``problems`` are to be mended.
    """

    site: Site
    library: Library
    lectern: Lectern
    files: tuple[tuple[str, Path], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """What was read and may be shown, with its photos, before anything is joined."""

    read: Reading
    articles: tuple[Article, ...]
    campaigns: tuple[Campaign, ...]
    pages: tuple[StandingPage, ...]
    developed: Developed

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.read.problems, *reading.check(self.read), *self.developed.problems)


def assemble(settings: Settings, tell: Tell = silent) -> Assembled:
    """Read the content folder and return the site it makes.

    Nothing that must not be seen yet is part of the site: drafts and scheduled items only
    with ``settings.drafts``, samples only with ``settings.samples``.
    """
    found = _gather(settings, tell)
    site = connect(
        found.read,
        found.articles,
        found.campaigns,
        found.pages,
        found.developed,
        settings.languages,
    )
    return Assembled(
        site=site,
        library=library(site),
        lectern=found.read.lectern,
        files=found.developed.files,
        problems=found.problems,
    )


def check(settings: Settings) -> tuple[Problem, ...]:
    """Return all problems of the content, errors first, without building anything."""
    return tuple(sorted(_gather(settings).problems, key=order))


def _gather(settings: Settings, tell: Tell = silent) -> _Gathered:
    read = reading.read(
        settings.content,
        languages=settings.languages,
        today=settings.now.date(),
        drafts=settings.drafts,
        cache=settings.cache,
        tell=tell,
    )
    articles, campaigns, pages = visible(read, settings)
    developed = develop(
        wanted_photos((*articles, *campaigns, *pages)),
        content=settings.content,
        cache=settings.cache,
    )
    return _Gathered(
        read=read, articles=articles, campaigns=campaigns, pages=pages, developed=developed
    )


def connect(
    read: Reading,
    articles: tuple[Article, ...],
    campaigns: tuple[Campaign, ...],
    pages: tuple[StandingPage, ...],
    developed: Developed,
    languages: tuple[str, ...],
) -> Site:
    """Return the site that these visible items make together."""
    articles, names = tell_apart(articles, read.names)
    lives = timeline(campaigns, articles)
    awards = register(articles, names)
    return Site(
        languages=languages,
        articles=tuple(sorted(articles, key=lambda a: (a.published, a.slug), reverse=True)),
        campaigns=lives,
        pages=tuple(sorted(pages, key=lambda page: page.slug)),
        pictures=developed.pictures,
        related=related(articles, lives),
        awards=awards,
        people=people(articles, lives, awards),
        units=units(articles, lives, awards),
        topics=topics(articles, lives, awards),
        occasions=occasions(articles, lives, awards),
    )


def visible(
    read: Reading, settings: Settings
) -> tuple[tuple[Article, ...], tuple[Campaign, ...], tuple[StandingPage, ...]]:
    """Return the articles, campaigns and pages that this build may show.

    An article keeps only its ties to campaigns and its hand-picked relations that are shown
    too, so that no page names what is held back.
    """
    shown = {Status.PUBLISHED}
    if settings.samples:
        shown.add(Status.SAMPLE)
    if settings.drafts:
        shown.add(Status.DRAFT)
    campaigns = tuple(campaign for campaign in read.campaigns if campaign.status in shown)
    pages = tuple(page for page in read.pages if page.status in shown)
    articles = [
        article
        for article in read.articles
        if article.status in shown and (settings.drafts or not is_scheduled(article, settings.now))
    ]
    known = {campaign.slug for campaign in campaigns}
    slugs = {article.slug for article in articles}
    return tuple(_within(article, known, slugs) for article in articles), campaigns, pages


def is_scheduled(article: Article, now: datetime) -> bool:
    """Return whether ``article`` is held back at ``now`` until a moment its writer named."""
    return article.publish_from is not None and article.publish_from > now


def _within(article: Article, campaigns: set[str], articles: set[str]) -> Article:
    ties: tuple[Involvement, ...] = tuple(
        tie for tie in article.involvements if tie.campaign in campaigns
    )
    picked = tuple(slug for slug in article.related if slug in articles)
    if ties == article.involvements and picked == article.related:
        return article
    return replace(article, involvements=ties, related=picked)


def wanted_photos(items: Sequence[Item]) -> tuple[Wanted, ...]:
    """Return every photo that a text of these items shows, with the place that shows it."""
    texts: list[Text] = [text for item in items for text in item.texts]
    return tuple(
        Wanted(source=photo.source, path=text.path, line=photo.line)
        for text in texts
        for photo in text.photos
    )
