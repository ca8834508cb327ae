"""The site held in memory: a save changes what it must, and a page is made when it is asked for.

Nothing is written to the disk. No page is kept either: each is made of the site as it stands,
so that none can be out of date.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import splitext
from typing import TypeVar

from ..edits import told_again
from ..library import Library, library
from ..model import Article, Campaign, Item, Kinship, Site, StandingPage, Status, Text
from ..outputs import PageSheets, fingerprints, outputs, own_addresses, page_output
from ..pages import Plan, item_plans
from ..reading import Outcome, Outcomes, Survey, outcomes, survey_again, survey_as_if
from ..related import Web, kinships, reworded, web
from ..settings import Settings
from ..site import Assembled, Gathered, Told, connect, gather, look
from ..site import is_scheduled as scheduled
from ..theme import Theme, load
from .engine import Answer, Draft, News
from .found import Found

_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
_KINDS = ("articles", "campaigns", "pages")
AnyItem = TypeVar("AnyItem", Article, Campaign, StandingPage)


@dataclass(frozen=True, slots=True)
class _State:
    """The site as of one look at it."""

    settings: Settings
    theme: Theme
    outcomes: Outcomes
    gathered: Gathered
    told: Told
    site: Site
    web: Web
    library: Library

    @property
    def assembled(self) -> Assembled:
        return Assembled(gathered=self.gathered, site=self.site, library=self.library)

    @property
    def survey(self) -> Survey:
        return self.gathered.survey


class Sight:
    """The site as of one look at it, or as it would be; for reading only."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self.settings, self.assembled = state.settings, state.assembled
        self.told, self.site = state.told, state.site
        self.style = state.theme.style
        icons = (place for place, _ in state.theme.files if place.endswith(".svg"))
        self.icon = next(icons, "")

    def outcome(self, folder: str) -> Outcome[object] | None:
        """Return what came of the item's folder, a path below the content."""
        return self._state.outcomes.get(folder)

    def page(self, address: str) -> bytes | None:
        """Return an item's own page, or None where the item cannot be shown."""
        plan = _own_plan(self._state, address)
        return page_output(plan, self._state.theme, fingerprints()).make() if plan else None


class Resident:
    """An engine for the preview; ``settings`` reads them anew at each look."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._read_settings = settings
        self._state: _State | None = None
        self._number = 0
        self._plans: dict[str, Plan] = {}
        self._found = Found()
        self._tried: Mapping[str, Path] = {}

    def refresh(self, changed: frozenset[Path] | None) -> News:
        """Look at what was saved, at everything where ``changed`` is None; see ``Engine``."""
        begun = time.monotonic()
        settings = self._read_settings()
        theme = load(settings.theme, settings.languages, settings.cache / "theme")
        before = self._state
        if before is None or not _alike(before.settings, settings):
            self._state = _first(settings, theme)
            gc.unfreeze()  # of the site that this one replaces
            gc.collect()
            gc.freeze()  # the site stays; to look through it again and again would take long
        else:
            inside = _below(settings.content, changed)
            self._state = _next(before, settings, theme, survey_again(before.survey, inside))
        self._plans.clear()
        self._number += 1
        return News(
            number=self._number,
            problems=self._state.told.all,
            seconds=time.monotonic() - begun,
            drafts=tuple(_drafts(self._state)),
        )

    def sight(self) -> Sight:
        """Return the site as it is."""
        return Sight(self._now())

    def sight_as_if(self, instead: Mapping[str, bytes]) -> Sight:
        """Return the site as it would be if texts, by path below the content, had these bytes.

        Nothing is written, and of the last one only its photos can be asked for. Raises
        ``Failure`` as ``refresh`` does.
        """
        state = self._now()
        found = survey_as_if(state.survey, instead)
        made = _next(state, state.settings, state.theme, found)
        self._tried = dict(made.gathered.developed.files)
        return Sight(made)

    def _now(self) -> _State:
        if self._state is None:
            raise ValueError("the first look comes before the first page")
        return self._state

    def page(self, address: str) -> Answer:
        """Return the file at ``address``; see ``Engine``."""
        state = self._now()
        body = self._body(state, address)
        if body is not None:
            return Answer(status=200, media_type=_media_type(address), body=body)
        lang = address.partition("/")[0]
        missing = f"{lang}/404.html" if lang in state.settings.languages[1:] else "404.html"
        answer = self._body(state, missing) or b"404"
        return Answer(status=404, media_type=_TYPES[".html"], body=answer)

    def addresses(self) -> frozenset[str]:
        """Return the addresses of all pages."""
        state = self._state
        return frozenset(self._all_plans(state)) if state else frozenset()

    def _body(self, state: _State, address: str) -> bytes | None:
        # What is known without planning every page comes first: that takes half a second.
        if address.startswith("theme/"):
            return dict(state.theme.files).get(address)
        if address.startswith("photos/") and not address.endswith(".html"):
            photos: Mapping[str, Path] = dict(state.gathered.developed.files)
            place = photos.get(address) or self._tried.get(address)
            return place.read_bytes() if place else None
        if address.startswith("search/"):
            return self._found.file(address, state.assembled, state.settings)
        plan = _own_plan(state, address) or self._all_plans(state).get(address)
        if plan:
            return page_output(plan, state.theme, fingerprints()).make()
        if address.endswith(".html"):
            return None
        sheets = PageSheets(
            state.assembled, state.settings, state.theme, tuple(self._plans.values())
        )
        for handout in sheets.handouts:
            if handout.address == address:
                return handout.make()
        for output in outputs(state.assembled, state.settings, state.theme, sheets):
            if output.address == address:
                return output.make()
        return None

    def _all_plans(self, state: _State) -> Mapping[str, Plan]:
        if not self._plans:
            sheets = PageSheets(state.assembled, state.settings, state.theme)
            self._plans = {plan.address: plan for plan in sheets.plans}
        return self._plans


def _alike(one: Settings, other: Settings) -> bool:
    """Return whether two settings differ in nothing but the time."""
    return replace(one, now=other.now) == other


def _below(content: Path, changed: frozenset[Path] | None) -> frozenset[str] | None:
    if changed is None:
        return None
    inside = (path for path in changed if path.is_relative_to(content) and path != content)
    return frozenset(path.relative_to(content).as_posix() for path in inside)


# ── from one look to the next ────────────────────────────────────────────────


def _first(settings: Settings, theme: Theme) -> _State:
    found = look(settings)
    each = outcomes(found)
    return _joined(settings, theme, each, gather(found, each, settings))


def _joined(
    settings: Settings,
    theme: Theme,
    each: Outcomes,
    gathered: Gathered,
    before: Web | None = None,
) -> _State:
    site = connect(gathered, settings.languages)
    spun = web(site.articles, site.campaigns, before)
    return _State(
        settings=settings,
        theme=theme,
        outcomes=each,
        gathered=gathered,
        told=gathered.told,
        site=site,
        web=spun,
        library=library(site, _Related(spun)),
    )


def _next(before: _State, settings: Settings, theme: Theme, found: Survey) -> _State:
    """Return the state after ``found``, made of as much of ``before`` as still holds."""
    old = before.survey
    changed = [path for path, row in found.rows.items() if old.rows.get(path) is not row]
    each = outcomes(found, old, before.outcomes)
    state = replace(before, settings=settings, theme=theme, outcomes=each)
    if _is_like(before, settings, found, changed):
        told = told_again(before.told, found, changed)
        if told is not None:
            gathered = replace(before.gathered, survey=found, told=told)
            items = [item for path in changed if isinstance(item := each[path].item, Item)]
            return _swapped(replace(state, gathered=gathered, told=told), items)
    gathered = gather(found, each, settings, before.gathered)
    reworded_items = _reworded_items(before.gathered, gathered)
    if reworded_items is None:
        return _joined(settings, theme, each, gathered, before.web)
    return _swapped(replace(state, gathered=gathered, told=gathered.told), reworded_items)


def _is_like(before: _State, settings: Settings, found: Survey, changed: Iterable[str]) -> bool:
    """Return whether nothing changed but words that stand on their own pages alone."""
    old, was, now = before.survey, before.settings.now, settings.now
    marks = old.tree.marks
    return (
        was.date() == now.date()
        and not any(was < moment <= now for moment in before.gathered.due)
        and old.rows.keys() == found.rows.keys()
        and all(old.rows[path].shared == found.rows[path].shared for path in changed)
        and old.tree.files == found.tree.files
        and old.names == found.names
        and all(
            marks.get(one.source) == found.tree.marks.get(one.source)
            for one in before.gathered.wanted
        )
    )


def _reworded_items(before: Gathered, after: Gathered) -> list[Item] | None:
    """Return the items whose texts changed; None where a fact did, or what is to be seen."""
    if before.names != after.names or before.developed != after.developed:
        return None
    found: list[Item] = []
    for olds, news in (
        (before.articles, after.articles),
        (before.campaigns, after.campaigns),
        (before.pages, after.pages),
    ):
        if len(olds) != len(news):
            return None
        for old, new in zip(olds, news, strict=True):
            if old is new:
                continue
            if _facts(old) != _facts(new):
                return None
            found.append(new)
    return found


def _facts(item: Item) -> tuple[Item, tuple[object, ...]]:
    awards = tuple((text.lang, text.award_rows) for text in item.texts)
    return replace(item, texts=()), awards


def _swapped(state: _State, items: Iterable[Item]) -> _State:
    """Return ``state`` with the texts of ``items`` in place of those that it had."""
    # By its file: of two folders with one address, the site shows the first.
    texts = {item.path: item.texts for item in items}
    site = replace(
        state.site,
        articles=_with(texts, state.site.articles),
        campaigns=_with(texts, state.site.campaigns),
        pages=_with(texts, state.site.pages),
    )
    spun = state.web
    for article, old in zip(site.articles, state.site.articles, strict=True):
        if article is not old and _said(article.text) != _said(old.text):
            spun = reworded(spun, article)
    return replace(state, site=site, web=spun, library=library(site, _Related(spun)))


def _with(texts: Mapping[str, tuple[Text, ...]], items: tuple[AnyItem, ...]) -> tuple[AnyItem, ...]:
    return tuple(
        replace(item, texts=texts[item.path]) if item.path in texts else item for item in items
    )


def _said(text: Text) -> tuple[str, str]:
    return text.title, text.summary


@dataclass(frozen=True, slots=True)
class _Related(Mapping[str, tuple[Kinship, ...]]):
    """The related articles of each article, found when its page is asked for."""

    web: Web
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers.update(self.web.numbers)

    def __getitem__(self, slug: str) -> tuple[Kinship, ...]:
        return kinships(self.web, self.numbers[slug], self.numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


# ── what is asked for ────────────────────────────────────────────────────────


def _own_plan(state: _State, address: str) -> Plan | None:
    """Return the plan of an item's own page, without planning all others."""
    lang, _, rest = address.partition("/")
    place = rest if lang in state.settings.languages[1:] else address
    kind, _, name = place.partition("/")
    slug, ending = splitext(name)
    if kind not in _KINDS or ending != ".html":
        return None
    plans = item_plans(
        frozenset({(kind, slug)}),
        state.library,
        state.survey.lectern,
        state.settings,
        own_addresses(state.theme),
    )
    return next((plan for plan in plans if plan.address == address), None)


def _media_type(address: str) -> str:
    return _TYPES.get(splitext(address)[1], "application/octet-stream")


def _drafts(state: _State) -> Iterator[Draft]:
    now = state.settings.now
    shelves: tuple[tuple[str, tuple[Item, ...]], ...] = (
        ("articles", state.site.articles),
        ("campaigns", state.site.campaigns),
        ("pages", state.site.pages),
    )
    for kind, items in shelves:
        for item in items:
            is_scheduled = isinstance(item, Article) and scheduled(item, now)
            if item.status is Status.DRAFT or is_scheduled:
                status = "draft" if item.status is Status.DRAFT else "scheduled"
                address = f"{kind}/{item.slug}.html"
                yield Draft(address=address, title=item.text.title, status=status)
