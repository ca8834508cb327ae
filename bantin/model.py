"""The values that flow through the river: what was written, and what it means.

Everything here is frozen, holds tuples, and compares by content. Paths are strings with
forward slashes; days are ``date``; a slug is ASCII. "The first language" is the one that
holds every fact of an article (Vietnamese, unless the settings say otherwise).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Who may see an item: everybody, only the preview, or only a site that shows samples."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SAMPLE = "sample"


class Relation(StrEnum):
    """What an article is to a campaign, in the order in which a campaign lives through them."""

    LAUNCHES = "launches"
    REPORTS = "reports"
    REVIEWS = "reviews"
    CLOSES = "closes"
    AWARDS = "awards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as the first language writes it, with what ``names.csv`` calls it in others."""

    text: str
    translations: tuple[tuple[str, str], ...] = ()

    def said_in(self, lang: str) -> str | None:
        """Return the name in ``lang``, or None where nobody has given one."""
        return next((text for code, text in self.translations if code == lang), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody an article names. The rank is the one held that day; the name is without it.

    ``unit`` is set only where the writer put it in brackets behind the name, to keep
    namesakes apart; it is then part of the slug. ``slug`` is the address of the record.
    """

    name: str
    slug: str
    rank: Name | None = None
    position: Name | None = None
    unit: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture in a text. ``source`` is its path below the content folder, as on the disk.

    ``caption`` says what it means (plain text; ``caption_html`` keeps the emphasis), ``alt``
    what it shows, ``credit`` who took it, without the word “Ảnh:”. ``alt`` repeats the
    caption where the writer gave no description of its own (``described`` is then False).
    """

    source: str
    line: int
    caption: str
    caption_html: str
    credit: str
    alt: str
    described: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Photos that stand together in a text: one is a figure, several are a gallery."""

    photos: tuple[Photo, ...]


Block = str | Gallery
"""A stretch of a text: sanitised HTML, or photos that stand between two such stretches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link from a text to another item of the site.

    ``kind`` is ``articles``, ``campaigns`` or ``pages``; ``slug`` the item's slug. In the
    HTML it reads ``href="bantin:KIND/SLUG"`` (and ``#anchor``) until the page is made.
    """

    kind: str
    slug: str
    typed: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    """One line of a table of awardees: who received what, at which line of the text."""

    recipient: str
    collective: bool
    unit: str
    award: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was put right after publication, and on which day."""

    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One language version of an article, a campaign or a page.

    ``path`` is the file, from the site's folder; ``summary`` is plain text (the first
    paragraph where the writer gave none, and then ``summary_given`` is False); ``photos``
    stand in the order of the text. ``body`` stands for its ``Body``, which is long, is
    needed by one page only and is kept apart: equal letters, equal bodies.
    """

    lang: str
    path: str
    title: str
    summary: str = ""
    summary_given: bool = False
    body: str = ""
    photos: tuple[Photo, ...] = ()
    links: tuple[Link, ...] = ()
    award_rows: tuple[AwardRow, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The words and photos of a text; ``plain`` is all of it without markup, for search."""

    blocks: tuple[Block, ...] = ()
    plain: str = ""

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All its photos, in the order in which they stand."""
        return tuple(p for block in self.blocks if isinstance(block, Gallery) for p in block.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """What an article is to one campaign."""

    relation: Relation
    campaign: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What writers write has a folder, texts (the first language first), and a status."""

    slug: str
    path: str
    texts: tuple[Text, ...]
    status: Status = Status.PUBLISHED

    @property
    def text(self) -> Text:
        """The text in the first language, which every item has."""
        return self.texts[0]

    def text_in(self, lang: str) -> Text | None:
        """Return the text in ``lang``, or None where it is not translated."""
        return next((text for text in self.texts if text.lang == lang), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Item):
    """An article with its facts, once, and its texts.

    ``published`` is the day of publication, ``event_day`` the day on which it happened.
    ``publish_from`` holds it back until that moment (wall clock of the site's time zone).
    ``translated`` is False where the writer said that it stays untranslated on purpose.
    """

    published: date
    event_day: date
    publish_from: datetime | None = None
    involvements: tuple[Involvement, ...] = ()
    authors: tuple[str, ...] = ()
    units: tuple[Name, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    related: tuple[str, ...] = ()
    old_addresses: tuple[str, ...] = ()
    translated: bool = True

    @property
    def changed(self) -> date:
        """The day of its last correction in any language, or that of its publication."""
        days = [item.day for text in self.texts for item in text.corrections]
        return max([self.published, *days]) if days else self.published

    def campaigns(self, relation: Relation | None = None) -> tuple[str, ...]:
        """Return the slugs of its campaigns, each once: all, or those of one relation."""
        slugs = (i.campaign for i in self.involvements if relation in (None, i.relation))
        return tuple(dict.fromkeys(slugs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first day to the last, both included; ``end`` is None while it is open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One article in the life of a campaign, on the day of its event."""

    relation: Relation
    article: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Item):
    """An emulation campaign; ``moments`` are its articles by day, filled by ``timeline``."""

    period: Period | None = None
    occasions: tuple[Name, ...] = ()
    launched_by: tuple[Name, ...] = ()
    old_addresses: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPage(Item):
    """A page that is not news: about, contact …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file made from a photo. ``url`` is its address from the root of the site."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo made ready for readers, each tuple from the narrowest to the widest.

    ``width`` and ``height`` are those of the photo as it stands upright, in pixels;
    ``colour`` is its average colour as ``#rrggbb``.
    """

    source: str
    width: int
    height: int
    colour: str
    webp: tuple[Rendition, ...]
    jpeg: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two articles are related. ``kind``: campaign person unit occasion topic text hand."""

    kind: str
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """A related article and the true reasons for the relation, the strongest first."""

    article: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A line of the register of awards, with the article that proves it."""

    recipient: str
    collective: bool
    rank: Name | None
    person: str
    unit: Name | None
    award: Name | None
    day: date
    campaigns: tuple[str, ...]
    article: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the site knows of a person, a unit, a topic or an occasion: its articles by day.

    ``kind`` is ``people``, ``units``, ``topics`` or ``occasions``. ``articles`` are slugs,
    the latest first; ``awards`` are positions in the register; ``campaigns`` are slugs.
    ``rank_years`` has the first and the last year in which each of ``ranks`` is stated.
    """

    kind: str
    slug: str
    name: Name
    articles: tuple[str, ...]
    campaigns: tuple[str, ...] = ()
    awards: tuple[int, ...] = ()
    ranks: tuple[Name, ...] = ()
    rank_years: tuple[tuple[int, int], ...] = ()
    positions: tuple[Name, ...] = ()
    unit: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site as the pages see it. Articles and campaigns are the latest first."""

    languages: tuple[str, ...]
    articles: tuple[Article, ...]
    campaigns: tuple[Campaign, ...]
    pages: tuple[StandingPage, ...]
    pictures: tuple[Picture, ...]
    awards: tuple[Award, ...]
    people: tuple[Record, ...]
    units: tuple[Record, ...]
    topics: tuple[Record, ...]
    occasions: tuple[Record, ...]
