"""The pages that list all campaigns: the timeline, and the list by status."""

from dataclasses import dataclass

from .cards import CampaignCard, Day, Label
from .drawing import Density, Overview


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign among many, in a line or two; its page tells the rest.

    ``start`` and ``end`` are its period in words; ``end`` is empty while it is open, and both
    are where it is unknown. ``state`` is ``upcoming``, ``running`` or ``unknown`` as of the
    day of the page, and empty once it has ended. ``marks`` are the milestones that articles tell
    of (keys of relations). Where there are too many campaigns, neither these nor the
    occasions are told.
    """

    slug: str
    name: Label
    start: str
    end: str
    occasions: tuple[Label, ...]
    state: str
    status: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignYear:
    """Campaigns by the year of their last day: as cards while they are few, else as lines.

    ``key`` is its anchor; ``text`` is empty where no day is known.
    """

    key: str
    text: str
    count: int
    cards: tuple[CampaignCard, ...] = ()
    lines: tuple[CampaignLine, ...] = ()


@dataclass(frozen=True, slots=True)
class YearLink:
    """A way to a year of the same page, and how many campaigns stand there."""

    key: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A drawing, and under it the list that carries everything, by year.

    ``overview`` draws all of them, or the latest where there are many; then ``density`` shows
    how many each year has. ``decades`` are (heading, years); one without a heading holds all
    years while they are few. ``states`` are (state, how many campaigns), for the filter.
    """

    overview: Overview | None
    density: Density | None
    years: tuple[CampaignYear, ...]
    decades: tuple[tuple[str, tuple[YearLink, ...]], ...]
    states: tuple[tuple[str, int], ...]
    count: int
    as_of: Day


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """All campaigns: those running, those to come, then the rest by year of their last day.

    ``running`` are shown with their days; ``also_running`` are those beyond the first dozen.
    """

    running: tuple[CampaignCard, ...]
    also_running: tuple[CampaignLine, ...]
    upcoming: CampaignYear
    years: tuple[CampaignYear, ...]
    as_of: Day
