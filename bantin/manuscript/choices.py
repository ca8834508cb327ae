"""The content of a site → what a writer can choose from when a new item is begun."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..caches import thaw
from ..model import Article, Campaign, Period
from ..reading.kept import Row
from ..reading.lookup import Lookup, lookup
from ..reading.names import Names
from ..reading.rows import Survey, survey
from ..settings import Settings
from ..text import fold
from ..workers import Tell, silent
from .refusals import unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A campaign that an article may name: its folder, its name, and when it is or was."""

    slug: str
    title: str
    period: Period | None = None
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is there already: campaigns, those running first, then the latest; and names.

    ``author`` are the authors of the newest article; ``authors`` and ``places`` stand with the
    commonest first. ``names`` and ``lookup`` read what is typed as a build would read it.
    """

    campaigns: tuple[Choice, ...] = ()
    author: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: Names = field(default_factory=Names)
    lookup: Lookup = field(default_factory=Lookup)

    def called(self, typed: str) -> tuple[Choice, ...]:
        """Return the campaigns in whose name all words of ``typed`` stand, accents or not."""
        words = fold(typed).split()
        return tuple(c for c in self.campaigns if all(w in fold(c.title) for w in words))

    def find(self, typed: str) -> Choice | None:
        """Return the campaign that ``typed`` names, as a build would find it, or None."""
        found = self.lookup.find(typed)
        return next((choice for choice in self.campaigns if choice.slug == found), None)

    def name_of(self, choice: Choice) -> str:
        """Return what an article calls the campaign: its name, if that means no other one."""
        return choice.title if self.lookup.find(choice.title) == choice.slug else choice.slug

    def with_campaign(self, address: str, title: str) -> "Choices":
        """Return the choices with one more campaign, which is still to be made."""
        known = self.lookup
        more = lookup([(address, (title,), True)])
        return replace(
            self,
            campaigns=(Choice(slug=address, title=title, running=True), *self.campaigns),
            lookup=Lookup(
                exact={**more.exact, **known.exact},
                folded={**more.folded, **known.folded},
                titles=(*known.titles, title),
                broken=known.broken,
            ),
        )


def choices(settings: Settings, tell: Tell = silent) -> Choices:
    """Return what the content offers; what was read before is taken from the cache.

    Raises ``OutsideError`` where the content folder cannot be listed.
    """
    try:
        found = survey(
            settings.content,
            languages=settings.languages,
            drafts=True,
            cache=settings.cache,
            tell=tell,
        )
    except OSError as error:
        raise unreadable(settings.content, error) from error
    return offered(found, settings.now.date())


def offered(found: Survey, today: date) -> Choices:
    """Return what a content that has been looked at already offers on the day ``today``."""
    rows = found.rows.values()
    articles = [item for item in _items(rows, "articles") if isinstance(item, Article)]
    authors = [author for article in articles for author in article.authors]
    places = [place.text for article in articles for place in article.places]
    newest = max(articles, key=lambda a: (a.published, a.slug), default=None)
    return Choices(
        campaigns=_campaigns(_items(rows, "campaigns"), today),
        author=newest.authors if newest else (),
        authors=_commonest(authors),
        places=_commonest(places),
        names=found.names,
        lookup=lookup((r.slug, r.titles, r.status != "") for r in rows if r.kind == "campaigns"),
    )


def _items(rows: Iterable[Row], kind: str) -> list[Any]:
    return [thaw(row.face).item for row in rows if row.kind == kind]


def _campaigns(items: Iterable[object], today: date) -> tuple[Choice, ...]:
    found = [
        Choice(
            slug=item.slug,
            title=item.text.title,
            period=item.period,
            running=_runs(item.period, today),
        )
        for item in items
        if isinstance(item, Campaign)
    ]
    return tuple(sorted(found, key=_latest_first))


def _runs(period: Period | None, today: date) -> bool:
    return period is not None and period.start <= today <= (period.end or today)


def _latest_first(choice: Choice) -> tuple[bool, int, str]:
    last = (choice.period.end or choice.period.start) if choice.period else date.min
    return not choice.running, -last.toordinal(), choice.slug


def _commonest(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(names).most_common())
