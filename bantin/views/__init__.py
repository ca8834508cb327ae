"""What a page shows: plain values in the order, the groups and the words in which they appear.

A template gets two names: ``page`` (a ``Frame``) and ``view`` (one of the views below). All
addresses inside a view are written from the home of the edition (``articles/x.html``) and
want ``page.home`` before them; files shared by the editions (photos, style, script) are
written from the root of the site and want ``page.root``. Nothing here depends on where the
page stands, so a card is the same value on every page that shows it.
"""

from dataclasses import dataclass

from .archive import (
    CalendarDay,
    CalendarView,
    CorrectionLine,
    CorrectionsView,
    DayView,
    DayYear,
    PhotoMonth,
    PhotosOf,
    PhotosView,
    PhotoYear,
    PhotoYearView,
    Sheet,
    ShortView,
    Shown,
)
from .book import (
    BookArticle,
    BookAward,
    BookBar,
    BookChapter,
    BookCorrection,
    BookCount,
    BookEntry,
    BookGroups,
    BookPhoto,
    BookRef,
    BookRow,
    BookStart,
    BookStep,
    BookView,
)
from .campaigns import CampaignLine, CampaignsView, CampaignYear, TimelineView, YearLink
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
from .drawing import Bar, BarMark, Column, Density, Overview, Tick
from .frame import Alternate, Frame, Preview, Switch
from .help import HelpView, Section
from .items import ArticleView, CampaignView, MovedView, StandingView
from .lists import (
    ArchivesView,
    AwardGroup,
    AwardsView,
    AwardYearView,
    Group,
    Held,
    HomeView,
    Letter,
    LetterView,
    MissingView,
    Namesake,
    RecordEntry,
    RecordsView,
    RecordView,
    RecordYear,
    RecordYearView,
    RelatedIndexView,
    RelatedPartView,
    WebEntry,
    WebGroup,
    YearRef,
    YearView,
)
from .search import SearchView

__all__ = [
    "Alternate",
    "ArchivesView",
    "ArticleView",
    "AwardGroup",
    "AwardLine",
    "AwardYearView",
    "AwardsView",
    "Bar",
    "BarMark",
    "Because",
    "BookArticle",
    "BookAward",
    "BookBar",
    "BookChapter",
    "BookCorrection",
    "BookCount",
    "BookEntry",
    "BookGroups",
    "BookPhoto",
    "BookRef",
    "BookRow",
    "BookStart",
    "BookStep",
    "BookView",
    "CalendarDay",
    "CalendarView",
    "CampaignBox",
    "CampaignCard",
    "CampaignLine",
    "CampaignView",
    "CampaignYear",
    "CampaignsView",
    "Card",
    "Column",
    "CorrectionLine",
    "CorrectionView",
    "CorrectionsView",
    "Day",
    "DayView",
    "DayYear",
    "Density",
    "Frame",
    "GalleryView",
    "Group",
    "Held",
    "HelpView",
    "HomeView",
    "Label",
    "Letter",
    "LetterView",
    "MissingView",
    "MomentView",
    "MovedView",
    "Namesake",
    "Neighbours",
    "Overview",
    "Page",
    "PersonRef",
    "PhotoMonth",
    "PhotoView",
    "PhotoYear",
    "PhotoYearView",
    "PhotosOf",
    "PhotosView",
    "Preview",
    "Prose",
    "ReasonView",
    "RecordEntry",
    "RecordView",
    "RecordYear",
    "RecordYearView",
    "RecordsView",
    "Ref",
    "RelatedIndexView",
    "RelatedPartView",
    "SearchView",
    "Section",
    "Sheet",
    "ShortView",
    "Shown",
    "Span",
    "StandingView",
    "Switch",
    "Tick",
    "Tie",
    "TimelineView",
    "View",
    "WebEntry",
    "WebGroup",
    "Words",
    "YearLink",
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
    | RelatedPartView
    | ArchivesView
    | YearView
    | RecordYearView
    | RecordsView
    | LetterView
    | RecordView
    | AwardsView
    | AwardYearView
    | SearchView
    | StandingView
    | MissingView
    | HelpView
    | MovedView
    | PhotosView
    | PhotoYearView
    | CalendarView
    | DayView
    | CorrectionsView
    | ShortView
    | BookView
    | BookStart
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its template (a file of the theme), its frame and its view."""

    template: str
    frame: Frame
    view: View
