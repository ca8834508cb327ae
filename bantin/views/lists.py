"""The pages that list items, records and awards."""

from dataclasses import dataclass

from .cards import AwardLine, CampaignCard, Card, Day, Label, PhotoView, Ref
from .drawing import Overview


@dataclass(frozen=True, slots=True)
class HomeView:
    """``edition`` is the day of the newest article; it is None while there is none."""

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
class RecordView:
    """The record of one person, unit, topic or occasion."""

    kind: str
    slug: str
    name: Label
    ranks: tuple[Label, ...]
    positions: tuple[Label, ...]
    unit: Ref | None
    cards: tuple[Card, ...]
    campaigns: tuple[CampaignCard, ...]
    awards: tuple[AwardLine, ...]


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
