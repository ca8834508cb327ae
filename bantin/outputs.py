"""Site → every file of the output: its address, a key that stands for its bytes, and its bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from . import data, feeds
from .fingerprint import Fingerprints
from .model import Article, Picture, Site
from .pages import Plan, plans
from .pages.edition import Edition
from .pages.frames import Theme as Addresses
from .pages.frames import absolute, address
from .searching import Catalogue
from .settings import Settings
from .site import Assembled
from .theme import Theme, load
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

_FEED_LENGTH = 20
# What an edition makes once, however many pages show it.
_SHARED = (AwardLine, CampaignCard, Card, MomentView, PhotoView, Picture)
_SMALL = (Because, Day, PersonRef, Ref, Span, Tie)


def outputs(
    assembled: Assembled, settings: Settings, theme: Theme, sheets: "PageSheets"
) -> Iterator[Output]:
    """Yield every file of the site but its pages and its search index.

    What others link to comes first.
    """
    for place, content in theme.files:
        yield _ready(place, content)
    for place, path in assembled.gathered.developed.files:
        yield _copied(place, path)
    yield from _data(assembled, settings)
    yield from _for_programs(settings, sheets.places())


@dataclass(slots=True)
class PageSheets:
    """The pages of a site as outputs. In another process the plans are made anew."""

    assembled: Assembled
    settings: Settings
    theme: Theme = field(repr=False)
    plans: tuple[Plan, ...] = ()
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

    def __reduce__(self) -> "tuple[type[PageSheets], tuple[object, ...]]":
        return _sheets, (self.assembled, self.settings)  # type: ignore[return-value]

    @property
    def addresses(self) -> list[str]:
        """Where each page stands."""
        return [plan.address for plan in self.plans]

    def prepare(self) -> None:
        """Do once what every worker would do for itself."""
        self.theme.compile()

    def output(self, number: int) -> Output:
        """Return one page as an output."""
        return page_output(self.plans[number], self.theme, self.spell)

    def places(self) -> dict[str, list[str]]:
        """Return the addresses of the pages that everybody may find, by language."""
        found: dict[str, list[str]] = {lang: [] for lang in self.settings.languages}
        for plan in self.plans:
            if plan.listed:
                found[plan.lang].append(plan.address)
        return found


@dataclass(slots=True)
class AllSheets:
    """The pages of a site and the documents that its search shows, as outputs."""

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
        """Return one page or document as an output."""
        pages = len(self.pages.plans)
        return (
            self.pages.output(number) if number < pages else self.catalogue.output(number - pages)
        )


def _sheets(assembled: Assembled, settings: Settings) -> PageSheets:
    return PageSheets(
        assembled, settings, load(settings.theme, settings.languages, settings.cache / "theme")
    )


def own_addresses(theme: Theme) -> Addresses:
    """Return where the style and the scripts of ``theme`` stand."""
    return Addresses(style=theme.style, script=theme.script, search=theme.search)


def page_output(plan: Plan, theme: Theme, spell: Fingerprints) -> Output:
    """Return the page of ``plan`` as an output."""
    page = plan.make()
    return Output(plan.address, page_key(page, theme, spell), partial(_render, theme, plan, page))


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


def _data(assembled: Assembled, settings: Settings) -> Iterator[Output]:
    site = assembled.site
    for lang in site.languages:
        edition = Edition(assembled.library, assembled.lectern, lang, settings.now)
        lines = edition.awards(site.awards)
        yield _ready(address(settings, lang, "awards.csv"), data.awards_csv(lines, lang))
        yield _ready(address(settings, lang, "awards.json"), data.awards_json(lines, lang))
        yield _ready(address(settings, lang, "feeds/all.atom.xml"), _feed(edition, site, settings))


def _feed(edition: Edition, site: Site, settings: Settings) -> bytes:
    lang = edition.lang
    own = address(settings, lang, "feeds/all.atom.xml")
    home = address(settings, lang, "index.html")
    return feeds.atom(
        [_entry(edition, article, settings, own) for article in site.articles[:_FEED_LENGTH]],
        lang=lang,
        title=dict(settings.site_names).get(lang)
        or next(iter(dict(settings.site_names).values()), ""),
        home=absolute(settings, own, home),
        own=absolute(settings, own, own),
        offset=settings.utc_offset,
    )


def _entry(edition: Edition, article: Article, settings: Settings, feed: str) -> feeds.Entry:
    text = edition.text(article)
    corrections = (*text.corrections, *article.text.corrections)
    here = address(settings, edition.lang, f"articles/{article.slug}.html")
    return feeds.Entry(
        slug=article.slug,
        href=absolute(settings, feed, here),
        lang=text.lang,
        title=text.title,
        summary=text.summary,
        authors=article.authors,
        published=article.published,
        changed=max([article.published, *(item.day for item in corrections)]),
    )


def _for_programs(settings: Settings, places: dict[str, list[str]]) -> Iterator[Output]:
    # The editions have the same pages in the same order: a row is one page in every language.
    rows = zip(*places.values(), strict=True)
    listed = [
        tuple(
            (lang, absolute(settings, "sitemap.xml", place))
            for lang, place in zip(places, row, strict=True)
        )
        for row in rows
    ]
    yield _ready("sitemap.xml", feeds.sitemap(listed))
    yield _ready(
        "robots.txt", feeds.robots(f"{settings.site_url}/sitemap.xml" if settings.site_url else "")
    )
