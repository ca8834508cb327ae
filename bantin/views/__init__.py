"""What a page shows: plain values in the order, the groups and the words in which they appear.

A template gets two names: ``page`` (a ``Frame``) and ``view`` (one of the views below). All
addresses inside a view are written from the home of the edition (``articles/x.html``) and
want ``page.home`` before them; files shared by the editions (photos, style, script) are
written from the root of the site and want ``page.root``. Nothing here depends on where the
page stands, so a card is the same value on every page that shows it.
"""

from dataclasses import dataclass

from .cards import (
    AwardLine,
    Because,
    CampaignBox,
    CampaignCard,
    Card,
    CorrectionView,
    Day,
    GalleryView,
    Label,
    MomentView,
    Neighbours,
    PersonRef,
    PhotoView,
    Prose,
    ReasonView,
    Ref,
    Span,
    Tie,
    Words,
)
from .drawing import Bar, BarMark, Overview, Tick
from .frame import Alternate, Frame, Switch
from .items import ArticleView, CampaignView, MovedView, StandingView
from .lists import (
    ArchivesView,
    AwardsView,
    CampaignsView,
    Group,
    HomeView,
    MissingView,
    RecordEntry,
    RecordsView,
    RecordView,
    RelatedIndexView,
    TimelineView,
    WebEntry,
    YearRef,
    YearView,
)
from .search import SearchView

__all__ = [
    "Alternate",
    "ArchivesView",
    "ArticleView",
    "AwardLine",
    "AwardsView",
    "Bar",
    "BarMark",
    "Because",
    "CampaignBox",
    "CampaignCard",
    "CampaignView",
    "CampaignsView",
    "Card",
    "CorrectionView",
    "Day",
    "Frame",
    "GalleryView",
    "Group",
    "HomeView",
    "Label",
    "MissingView",
    "MomentView",
    "MovedView",
    "Neighbours",
    "Overview",
    "Page",
    "PersonRef",
    "PhotoView",
    "Prose",
    "ReasonView",
    "RecordEntry",
    "RecordView",
    "RecordsView",
    "Ref",
    "RelatedIndexView",
    "SearchView",
    "Span",
    "StandingView",
    "Switch",
    "Tick",
    "Tie",
    "TimelineView",
    "View",
    "WebEntry",
    "Words",
    "YearRef",
    "YearView",
]

View = (
    HomeView
    | ArticleView
    | CampaignView
    | CampaignsView
    | TimelineView
    | RelatedIndexView
    | ArchivesView
    | YearView
    | RecordsView
    | RecordView
    | AwardsView
    | SearchView
    | StandingView
    | MissingView
    | MovedView
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its template (a file of the theme), its frame and its view."""

    template: str
    frame: Frame
    view: View
