"""What many pages show: names, days, cards, lines. None of it depends on where the page stands."""

from dataclasses import dataclass

from ..model import Picture


@dataclass(frozen=True, slots=True)
class Label:
    """Words, and their language where it is not the language of the page (else empty)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day for machines (``2024-03-07``) and for readers (``07/3/2024``)."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to another page of the edition: a person, a unit, a topic, a campaign."""

    href: str
    label: Label
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A period in words: ``01/3`` to ``07/5/2024``. ``end`` is None while it is open.

    ``days`` counts both ends; 0 while it is open.
    """

    start: Day
    end: Day | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo with its words. ``caption_html`` is safe; ``lang`` as in ``Label``.

    ``anchor`` is its place on the page of its text.
    """

    picture: Picture
    alt: str
    caption: str
    caption_html: str
    credit: str
    lang: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class GalleryView:
    """Photos that stand together in a text; one photo is a plain figure."""

    photos: tuple[PhotoView, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of safe HTML between two galleries."""

    html: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands for the body of a view before it is filled in: equal words, equal bodies.

    ``digest`` is that of the text, ``links`` name the items to which its links lead, and
    ``pictures`` are its photos as they can be shown (None for one that cannot).
    """

    digest: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[Picture | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What an article is to a campaign: ``relation`` is a key (launches, reports …)."""

    relation: str
    campaign: Ref


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. ``status`` is ``sample``, ``draft``, ``scheduled`` or empty.

    ``untranslated`` is True where the edition has only the fact card of it.
    """

    slug: str
    href: str
    title: Label
    summary: Label
    published: Day
    ties: tuple[Tie, ...]
    photo: PhotoView | None
    status: str
    untranslated: bool


@dataclass(frozen=True, slots=True)
class MomentView:
    """One step in the life of a campaign."""

    relation: str
    day: Day
    card: Card


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """A campaign in a list. ``span`` is None where the period is unknown.

    ``state`` is ``upcoming``, ``running``, ``ended`` or ``unknown`` as of the build on pages
    that may depend on the day of the build, and empty on all others. While it runs ``gone``
    and ``left`` count days (``left`` is -1 for an open end), ``percent`` is what has gone.
    ``awards`` counts lines of the register.
    """

    slug: str
    href: str
    name: Label
    span: Span | None
    occasions: tuple[Ref, ...]
    launched_by: tuple[Ref, ...]
    moments: tuple[MomentView, ...]
    status: str
    state: str = ""
    gone: int = 0
    left: int = 0
    percent: int = 0
    awards: int = 0


@dataclass(frozen=True, slots=True)
class CampaignBox:
    """A campaign beside one of its articles; ``more`` counts the moments not shown here."""

    href: str
    name: Label
    span: Span | None
    status: str
    moments: tuple[MomentView, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A line of the register. ``recipient`` links to the record of the person or unit."""

    recipient: Ref
    rank: Label | None
    collective: bool
    unit: Label | None
    award: Label | None
    day: Day
    campaigns: tuple[Ref, ...]
    article: Ref
    status: str = ""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why an article is related: ``kind`` is a key, ``ref`` what both share (or None)."""

    kind: str
    ref: Ref | None


@dataclass(frozen=True, slots=True)
class Because:
    """Why two articles are related: ``data_reason`` says the same in an attribute, for scripts."""

    reasons: tuple[ReasonView, ...]
    data_reason: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The article before and after this one in the life of a campaign."""

    campaign: Ref
    previous: Card | None
    next: Card | None


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as an article names them: rank and position of that day, and the record."""

    ref: Ref
    rank: Label | None
    position: Label | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was put right, and when."""

    day: Day
    text: Label
