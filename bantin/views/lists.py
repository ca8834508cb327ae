"""The pages that list items, records and awards."""

from dataclasses import dataclass

from .archive import Shown
from .cards import AwardLine, CampaignCard, Card, Day, Label, PhotoView, Ref
from .drawing import Overview


@dataclass(frozen=True, slots=True)
class HomeView:
    """``edition`` is the day of the newest article; it is None while there is none.

    ``on_this_day`` happened on the day of the build in other years; ``this_day`` leads to all
    of that.
    """

    edition: Day | None
    weekday: str
    lead: Card | None
    seconds: tuple[Card, ...]
    news: tuple[Card, ...]
    running: tuple[CampaignCard, ...]
    as_of: Day
    awards: tuple[AwardLine, ...]
    photos: tuple[tuple[PhotoView, str], ...]
    overview: Overview | None
    on_this_day: tuple[Card, ...] = ()
    this_day: Ref | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of a list and what stands under it: ``key`` is its anchor, ``text`` its words.

    Where ``href`` is given, all of its ``count`` articles stand there, and a few of them here.
    """

    key: str
    text: str
    cards: tuple[Card, ...] = ()
    count: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class WebEntry:
    """One thing that articles share: a campaign, a person, a unit, a topic, an occasion.

    ``cards`` are the newest of its ``count`` articles; ``more`` counts those not shown here.
    """

    ref: Ref
    count: int
    cards: tuple[Card, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class WebGroup:
    """What is shared of one kind, as in ``data-reason``.

    Where ``href`` is given, all of its ``count`` entries begin there, and a few of them stand here.
    """

    kind: str
    entries: tuple[WebEntry, ...]
    count: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class RelatedIndexView:
    """The related-articles index by kinds."""

    groups: tuple[WebGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class RelatedPartView:
    """A part of the related-articles index: entries of one kind.

    ``parts`` leads to all parts of the kind, among them this one, which is called ``title``.
    """

    kind: str
    title: str
    count: int
    entries: tuple[WebEntry, ...]
    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year of the archive, how many articles it has, and how many each month has."""

    href: str
    year: int
    count: int
    months: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class ArchivesView:
    """The years of the archive, the latest first, and the newest articles."""

    years: tuple[YearRef, ...]
    count: int
    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the archive by months, the latest first, or a part of a month.

    ``up`` leads from a part to its year; ``earlier`` and ``later`` to other years, or parts.
    """

    title: str
    count: int
    months: tuple[Group, ...]
    up: Ref | None
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class RecordYearView:
    """A year of a long record, or a part of a month of it; as ``YearView``.

    ``kind`` is that of the record, ``record`` leads to it.
    """

    kind: str
    record: Ref
    title: str
    count: int
    months: tuple[Group, ...]
    up: Ref | None
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A line of a list of people, units, topics or occasions."""

    ref: Ref
    detail: Label | None
    articles: int
    awards: int


@dataclass(frozen=True, slots=True)
class Letter:
    """An initial letter and the entries under it.

    Where ``href`` is given, all of its ``count`` entries begin there, and a few of them stand here.
    """

    text: str
    entries: tuple[RecordEntry, ...]
    count: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecordsView:
    """All people (or units …); ``kind`` is people, units, topics or occasions.

    ``groups`` are by initial letter; people are grouped by their given name.
    """

    kind: str
    groups: tuple[Letter, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LetterView:
    """A page of a long list of names, by letters.

    ``pages`` leads to all pages of the list, ``earlier`` and ``later`` to those before and after.
    """

    kind: str
    title: str
    groups: tuple[Letter, ...]
    pages: tuple[Ref, ...]
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class Held:
    """A rank, and the years in which articles state it: ``2021–2024``."""

    rank: Label
    years: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the same name, and the unit or the rank that tells who."""

    ref: Ref
    detail: Label | None


@dataclass(frozen=True, slots=True)
class RecordYear:
    """A year of a record (0: unknown). ``number`` is the anniversary that was kept, or 0.

    Where ``href`` is given, all of its ``count`` articles stand there, and a few of them here.
    """

    year: int
    number: int
    is_round: bool
    campaigns: tuple[CampaignCard, ...]
    cards: tuple[Card, ...]
    count: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record of one person, unit, topic or occasion.

    Its articles are ``cards``, or in a long record and in that of an occasion, ``years``.
    ``count`` are all articles, ``tallies`` how many of them stand in each relation to a
    campaign. ``photos`` are the latest of ``all_photos`` whose captions name the record.
    Of very many campaigns and awards the latest are shown; ``all_campaigns`` and ``all_awards``
    count the others too.
    """

    kind: str
    slug: str
    name: Label
    ranks: tuple[Held, ...]
    positions: tuple[Label, ...]
    unit: Ref | None
    cards: tuple[Card, ...]
    campaigns: tuple[CampaignCard, ...]
    awards: tuple[AwardLine, ...]
    years: tuple[RecordYear, ...] = ()
    count: int = 0
    tallies: tuple[tuple[str, int], ...] = ()
    photos: tuple[Shown, ...] = ()
    all_photos: int = 0
    namesakes: tuple[Namesake, ...] = ()
    all_campaigns: int = 0
    all_awards: int = 0


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """A heading of the register and the lines under it, as ``Group``."""

    key: str
    text: str
    awards: tuple[AwardLine, ...]
    count: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class AwardsView:
    """The register of awards by year, the latest first."""

    years: tuple[AwardGroup, ...]
    count: int
    collectives: int


@dataclass(frozen=True, slots=True)
class AwardYearView:
    """A year of a long register by months, or a part of a month; as ``YearView``."""

    title: str
    count: int
    months: tuple[AwardGroup, ...]
    up: Ref | None
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for an address that leads nowhere."""

    latest: tuple[Card, ...]
