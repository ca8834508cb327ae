"""Site → every file of the output: its address, a key that stands for its bytes, and its bytes."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from . import data, feeds
from .fingerprint import Fingerprints
from .model import Article, Picture, Site
from .pages import pages
from .pages.edition import Edition
from .pages.frames import Theme as Addresses
from .pages.frames import absolute, address
from .settings import Settings
from .theme import Theme
from .views import CampaignCard, Card, Page
from .write import Output

_FEED_LENGTH = 20


def outputs(
    site: Site, files: tuple[tuple[str, Path], ...], settings: Settings, theme: Theme
) -> Iterator[Output]:
    """Yield every file of the site. Pages that others link to come after what they need."""
    for place, content in theme.files:
        yield _ready(place, content)
    for place, path in files:
        yield _copied(place, path)
    addresses = Addresses(style=theme.style, script=theme.script)
    places: dict[str, list[str]] = {lang: [] for lang in site.languages}
    spell = fingerprints()
    for page in pages(site, settings, addresses):
        if page.frame.section != "missing":
            places[page.frame.lang].append(page.frame.address)
        yield Output(
            page.frame.address, page_key(page, theme, spell), partial(_render, theme, page)
        )
    yield from _data(site, settings)
    yield from _for_programs(settings, places)


def fingerprints() -> Fingerprints:
    """Return what spells out pages: cards and photos stand on many of them."""
    return Fingerprints((Card, CampaignCard, Picture))


def page_key(page: Page, theme: Theme, spell: Fingerprints) -> str:
    """Return a hash of all that the bytes of ``page`` depend on: the theme and the page itself."""
    material = f"{theme.digest}\n{spell.of(page)}"
    return hashlib.blake2b(material.encode(), digest_size=16).hexdigest()


def _render(theme: Theme, page: Page) -> bytes:
    return theme.render(page).encode()


def _ready(place: str, content: bytes) -> Output:
    return Output(place, hashlib.blake2b(content, digest_size=16).hexdigest(), lambda: content)


def _copied(place: str, path: Path) -> Output:
    stat = path.stat()
    return Output(place, f"file:{stat.st_size}:{stat.st_mtime_ns}", path.read_bytes)


def _data(site: Site, settings: Settings) -> Iterator[Output]:
    for lang in site.languages:
        edition = Edition(site, lang, settings.now)
        lines = edition.awards(site.awards)
        yield _ready(address(settings, lang, "awards.csv"), data.awards_csv(lines, lang))
        yield _ready(address(settings, lang, "awards.json"), data.awards_json(lines, lang))
        yield _ready(address(settings, lang, "feeds/all.atom.xml"), _feed(edition, settings))


def _feed(edition: Edition, settings: Settings) -> bytes:
    lang = edition.lang
    own = address(settings, lang, "feeds/all.atom.xml")
    home = address(settings, lang, "index.html")
    return feeds.atom(
        [
            _entry(edition, article, settings, own)
            for article in edition.site.articles[:_FEED_LENGTH]
        ],
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
