"""The stages in their order: from what was read to the whole site as the pages see it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from . import reading
from .model import Article, Campaign, Involvement, Item, Photo, Site, StandingPage, Status, Text
from .problems import Problem, Severity, order
from .reading import Lectern, Outcomes, Reading, Survey
from .reading.tree import Tree
from .settings import Settings
from .workers import Crew, Tell, silent

if TYPE_CHECKING:
    from .awards import Names
    from .library import Library
    from .photos import Developed, Shown, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is to be mended, by where it comes from.

    ``inside`` is what a folder has by itself, ``elsewhere`` what it has beside others, and
    ``photos`` what was found when photos were made.
    """

    inside: tuple[Problem, ...] = ()
    elsewhere: tuple[Problem, ...] = ()
    photos: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[Problem, ...]:
        """Everything, errors first."""
        return tuple(sorted((*self.inside, *self.elsewhere, *self.photos), key=order))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read and may be shown, with its photos, before anything is joined.

    ``due`` are the moments until which something is held back, past ones among them. ``between``
    is what is wrong with the links and photos of single items, ``known`` what they can lead to.
    """

    survey: Survey
    names: "Names"
    articles: tuple[Article, ...]
    campaigns: tuple[Campaign, ...]
    pages: tuple[StandingPage, ...]
    wanted: tuple["Wanted", ...]
    developed: "Developed"
    told: Told
    due: tuple[datetime, ...]
    between: tuple[Problem, ...]
    known: "reading.Index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A site, also by name, and what it was made of."""

    gathered: Gathered
    site: Site
    library: "Library"

    @property
    def lectern(self) -> Lectern:
        """Where the bodies of the texts are found."""
        return self.gathered.survey.lectern


def assemble(
    settings: Settings,
    tell: Tell = silent,
    tree: Tree | None = None,
    crew: Crew | None = None,
) -> Assembled:
    """Read the content folder, listed as ``tree`` just now or not, and return the site it makes.

    Nothing that must not be seen yet is part of the site: drafts and scheduled items only
    with ``settings.drafts``, samples only with ``settings.samples``.
    """
    from .library import library
    from .related import related

    found = look(settings, tell, tree, crew)
    gathered = gather(found, reading.outcomes(found), settings, tell=tell, crew=crew)
    site = connect(gathered, settings.languages)
    kinships = dict(related(site.articles, site.campaigns))
    return Assembled(gathered=gathered, site=site, library=library(site, kinships))


def check(settings: Settings) -> tuple[Problem, ...]:
    """Return all problems of the content, errors first, without building anything.

    Captions and credits that photos carry inside are offered, where their texts have none.
    """
    found = look(settings)
    read = reading.joined(found, reading.outcomes(found), settings.now.date())
    items = [item for kind in visible(read, settings) for item in kind]
    told = _told(read, reading.check_items(_items(read), reading.index(read), read.inside))
    return tuple(sorted((*told.all, *_about_photos(items, settings)), key=order))


def _about_photos(items: Sequence[Item], settings: Settings) -> tuple[Problem, ...]:
    """Return what is wrong with photos that these items show, and what is written inside them."""
    if not (wanted := wanted_photos(items)):
        return ()
    from .photos import offers, prove  # they take a while to load

    proved = prove(wanted, content=settings.content, cache=settings.cache)
    offered = offers(shown_photos(items), content=settings.content, noted=proved.noted)
    return (*proved.problems, *offered)


def shown_photos(items: Iterable[Item]) -> tuple["Shown", ...]:
    """Return every photo that these items show, with the words that stand beside it."""
    from .photos import Shown

    return tuple(
        Shown(
            source=photo.source,
            path=text.path,
            line=photo.line,
            lang=text.lang,
            is_main=text is item.text,
            caption=photo.caption,
            credit=photo.credit,
            description=photo.alt if photo.described else "",
        )
        for item in items
        for text in item.texts
        for photo in text.photos
    )


def look(
    settings: Settings,
    tell: Tell = silent,
    tree: Tree | None = None,
    crew: Crew | None = None,
    touched: frozenset[str] | None = None,
) -> Survey:
    """Return what lies in the content folder, which may have been listed as ``tree`` just now.

    ``touched`` are as for ``reading.survey``.
    """
    return reading.survey(
        settings.content,
        languages=settings.languages,
        drafts=settings.drafts,
        cache=settings.cache,
        tree=tree,
        touched=touched,
        tell=tell,
        crew=crew,
    )


def gather(
    found: Survey,
    outcomes: Outcomes,
    settings: Settings,
    before: Gathered | None = None,
    tell: Tell = silent,
    crew: Crew | None = None,
) -> Gathered:
    """Return what may be shown of the ``outcomes`` of ``found``.

    The photos are those of ``before`` where they are the same and have not been touched.
    """
    from .photos import develop

    read = reading.joined(found, outcomes, settings.now.date())
    articles, campaigns, pages = visible(read, settings)
    wanted = wanted_photos((*articles, *campaigns, *pages))
    if before and _same_photos(before, found, wanted):
        developed = before.developed
    else:
        developed = develop(
            wanted,
            content=settings.content,
            cache=settings.cache,
            quick=settings.preview,
            tell=tell,
            crew=crew,
        )
    known = reading.index(read)
    between = _between(read, known, found, before)
    return Gathered(
        survey=found,
        names=read.names,
        articles=articles,
        campaigns=campaigns,
        pages=pages,
        wanted=wanted,
        developed=developed,
        told=_told(read, between, developed.problems),
        due=tuple(article.publish_from for article in read.articles if article.publish_from),
        between=between,
        known=known,
    )


def _same_photos(before: Gathered, found: Survey, wanted: tuple["Wanted", ...]) -> bool:
    old, new = before.survey.tree.marks, found.tree.marks
    # One that could not be made is tried again: another program may have held it.
    refused = any(p.severity is Severity.ERROR for p in before.developed.problems)
    return (
        not refused
        and wanted == before.wanted
        and all(old.get(one.source) == new.get(one.source) for one in wanted)
    )


def _told(read: Reading, between: tuple[Problem, ...], photos: tuple[Problem, ...] = ()) -> Told:
    return Told(
        inside=(*read.inside, *between),
        elsewhere=(*read.elsewhere, *reading.check_all(read)),
        photos=photos,
    )


def _between(
    read: Reading, known: "reading.Index", found: Survey, before: Gathered | None
) -> tuple[Problem, ...]:
    """Return what is wrong with links and photos of items: asked only of those that changed.

    Where there are other items than ``before``, all are asked: their links may lead elsewhere.
    """
    items = _items(read)
    if before is None or before.known != known:
        return reading.check_items(items, known, read.inside)
    old, root, folder_of = before.survey.rows, found.tree.root, reading.folder_of
    same = {path for path, row in found.rows.items() if old.get(path) is row}
    kept = (problem for problem in before.between if folder_of(problem.path, root) in same)
    fresh = [item for item in items if folder_of(item.path, root) not in same]
    return (*kept, *reading.check_items(fresh, known, read.inside))


def _items(read: Reading) -> tuple[Item, ...]:
    return (*read.articles, *read.campaigns, *read.pages)


def connect(gathered: Gathered, languages: tuple[str, ...]) -> Site:
    """Return the site that these visible items make together."""
    # A check needs none of these, and they take a while to load.
    from .awards import register
    from .campaigns import timeline
    from .namesakes import tell_apart
    from .people import occasions, people, topics, units

    articles, names = tell_apart(gathered.articles, gathered.names)
    lives = timeline(gathered.campaigns, articles)
    awards = register(articles, names)
    return Site(
        languages=languages,
        articles=tuple(sorted(articles, key=lambda a: (a.published, a.slug), reverse=True)),
        campaigns=lives,
        pages=tuple(sorted(gathered.pages, key=lambda page: page.slug)),
        pictures=gathered.developed.pictures,
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
    return tuple(within(article, known, slugs) for article in articles), campaigns, pages


def is_scheduled(article: Article, now: datetime) -> bool:
    """Return whether ``article`` is held back at ``now`` until a moment its writer named."""
    return article.publish_from is not None and article.publish_from > now


def within(article: Article, campaigns: Container[str], articles: Container[str]) -> Article:
    """Return ``article`` with only those ties and hand-picked relations that are shown too."""
    ties: tuple[Involvement, ...] = tuple(
        [tie for tie in article.involvements if tie.campaign in campaigns]
    )
    picked = tuple(slug for slug in article.related if slug in articles)
    if ties == article.involvements and picked == article.related:
        return article
    return replace(article, involvements=ties, related=picked)


def wanted_photos(items: Sequence[Item]) -> tuple["Wanted", ...]:
    """Return every photo that a text of these items shows, with the place that shows it."""
    shown: list[tuple[Text, Photo]] = [
        (text, photo) for item in items for text in item.texts for photo in text.photos
    ]
    if not shown:
        return ()
    from .photos import Wanted

    return tuple(
        Wanted(source=photo.source, path=text.path, line=photo.line) for text, photo in shown
    )
