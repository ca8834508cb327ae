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
    """A heading of a list and what stands under it: ``key`` is its anchor, ``text`` its words."""

    key: str
    text: str
    cards: tuple[Card, ...] = ()


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
class RelatedIndexView:
    """The related-articles index. Each group is (kind, entries); kinds as in ``data-reason``."""

    groups: tuple[tuple[str, tuple[WebEntry, ...]], ...]
    count: int


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
    """A year by months, the latest first; ``earlier`` and ``later`` lead to other years."""

    year: int
    count: int
    months: tuple[Group, ...]
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
class RecordsView:
    """All people (or units …); ``kind`` is people, units, topics or occasions.

    ``groups`` are (initial letter, entries); people are grouped by their given name.
    """

    kind: str
    groups: tuple[tuple[str, tuple[RecordEntry, ...]], ...]
    count: int


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
    """A year of a record (0: unknown). ``number`` is the anniversary that was kept, or 0."""

    year: int
    number: int
    is_round: bool
    campaigns: tuple[CampaignCard, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record of one person, unit, topic or occasion.

    Its articles are ``cards``, or in a long record and in that of an occasion, ``years``.
    ``count`` are all articles, ``tallies`` how many of them stand in each relation to a
    campaign. ``photos`` are the latest of ``all_photos`` whose captions name the record.
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


@dataclass(frozen=True, slots=True)
class AwardsView:
    """The register of awards by year, the latest first."""

    years: tuple[tuple[int, tuple[AwardLine, ...]], ...]
    count: int
    collectives: int


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for an address that leads nowhere."""

    latest: tuple[Card, ...]
