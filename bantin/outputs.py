"""Site → every file of the output: its address, a key that stands for its bytes, and its bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from . import feeds
from .data import Handout, handouts
from .fingerprint import Fingerprints
from .model import Picture
from .pages import Plan, plans
from .pages.frames import Theme as Addresses
from .pages.frames import absolute
from .searching import Catalogue
from .settings import Settings
from .site import Assembled
from .theme import Theme, theme_of
from .views import (
    AwardLine,
    Because,
    CampaignCard,
    Card,
    Day,
    MomentView,
    Page,
    PersonRef,
    PhotoView,
    Ref,
    Span,
    Tie,
)
from .write import Output

# What an edition makes once, however many pages show it.
_SHARED = (AwardLine, CampaignCard, Card, MomentView, PhotoView, Picture)
_SMALL = (Because, Day, PersonRef, Ref, Span, Tie)


def outputs(
    assembled: Assembled, settings: Settings, theme: Theme, sheets: "PageSheets"
) -> Iterator[Output]:
    """Yield every file of the site but its sheets and its search index.

    What others link to comes first.
    """
    for place, content in theme.files:
        yield _ready(place, content)
    for place, path in assembled.gathered.developed.files:
        yield _copied(place, path)
    yield from _for_machines(settings, sheets.listed())


@dataclass(slots=True)
class PageSheets:
    """The pages of a site and its files for programs, as outputs.

    In another process the plans are made anew.
    """

    assembled: Assembled
    settings: Settings
    theme: Theme = field(repr=False)
    plans: tuple[Plan, ...] = ()
    handouts: tuple[Handout, ...] = ()
    spell: Fingerprints = field(default_factory=lambda: fingerprints())

    def __post_init__(self) -> None:
        if not self.plans:
            self.plans = tuple(
                plans(
                    self.assembled.site,
                    self.assembled.library,
                    self.assembled.lectern,
                    self.settings,
                    own_addresses(self.theme),
                )
            )
        if not self.handouts:
            made = self.assembled
            self.handouts = tuple(handouts(made.site, made.library, made.lectern, self.settings))

    def __reduce__(self) -> "tuple[type[PageSheets], tuple[object, ...]]":
        return _sheets, (self.assembled, self.settings)  # type: ignore[return-value]

    @property
    def addresses(self) -> list[str]:
        """Where each of them stands."""
        return [plan.address for plan in self.plans] + [one.address for one in self.handouts]

    def prepare(self) -> None:
        """Do once what every worker would do for itself."""
        self.theme.compile()

    def output(self, number: int) -> Output:
        """Return one of them as an output."""
        if number < len(self.plans):
            return page_output(self.plans[number], self.theme, self.spell)
        return handout_output(self.handouts[number - len(self.plans)])

    def listed(self) -> Iterator[feeds.Listed]:
        """Yield the pages that everybody may find, each with its address in every language."""
        found: dict[str, list[Plan]] = {lang: [] for lang in self.settings.languages}
        for plan in self.plans:
            if plan.listed:
                found[plan.lang].append(plan)
        # The editions have the same pages in the same order: a row is one page in all of them.
        for row in zip(*found.values(), strict=True):
            editions = [(p.lang, absolute(self.settings, "sitemap.xml", p.address)) for p in row]
            yield feeds.Listed(tuple(editions), row[0].changed)


@dataclass(slots=True)
class AllSheets:
    """The sheets of a site and the documents that its search shows, as outputs."""

    pages: PageSheets
    catalogue: Catalogue

    @property
    def addresses(self) -> list[str]:
        """Where each of them stands."""
        return [*self.pages.addresses, *self.catalogue.addresses]

    def prepare(self) -> None:
        """Do once what every worker would do for itself."""
        self.pages.prepare()

    def output(self, number: int) -> Output:
        """Return one of them as an output."""
        pages = len(self.pages.plans) + len(self.pages.handouts)
        return (
            self.pages.output(number) if number < pages else self.catalogue.output(number - pages)
        )


def _sheets(assembled: Assembled, settings: Settings) -> PageSheets:
    return PageSheets(assembled, settings, theme_of(settings))


def own_addresses(theme: Theme) -> Addresses:
    """Return where the style and the scripts of ``theme`` stand, and its text for readers."""
    return Addresses(
        style=theme.style,
        script=theme.script,
        search=theme.search,
        help=theme.help,
        help_keys=theme.help_keys,
    )


def page_output(plan: Plan, theme: Theme, spell: Fingerprints) -> Output:
    """Return the page of ``plan`` as an output."""
    page = plan.make()
    return Output(plan.address, page_key(page, theme, spell), partial(_render, theme, plan, page))


def handout_output(handout: Handout) -> Output:
    """Return the file of ``handout`` as an output: to make it costs less than to hash its facts."""
    return _ready(handout.address, handout.make())


def fingerprints() -> Fingerprints:
    """Return what spells out pages: cards and photos stand on many of them."""
    return Fingerprints(_SHARED, _SMALL)


def page_key(page: Page, theme: Theme, spell: Fingerprints) -> str:
    """Return a hash of all that the bytes of ``page`` depend on: the theme and the page itself."""
    material = theme.digest.encode() + spell.of(page)
    return hashlib.blake2b(material, digest_size=16).hexdigest()


def _render(theme: Theme, plan: Plan, page: Page) -> bytes:
    return theme.render(plan.filled(page)).encode()


def _ready(place: str, content: bytes) -> Output:
    return Output(place, hashlib.blake2b(content, digest_size=16).hexdigest(), lambda: content)


def _copied(place: str, path: Path) -> Output:
    stat = path.stat()
    return Output(place, f"file:{stat.st_size}:{stat.st_mtime_ns}", path.read_bytes)


def _for_machines(settings: Settings, listed: Iterable[feeds.Listed]) -> Iterator[Output]:
    site = f"{settings.site_url}/" if settings.site_url else ""
    for place, content in feeds.sitemaps(listed, site):
        yield _ready(place, content)
    yield _ready("robots.txt", feeds.robots(f"{site}sitemap.xml" if site else ""))
