"""The pages of the archive: photos, days of the year, corrections, short addresses."""

from dataclasses import dataclass

from .cards import Card, Day, Label, PhotoView, Ref


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo in the library: ``href`` leads to the place in its article where it stands."""

    photo: PhotoView
    href: str


@dataclass(frozen=True, slots=True)
class PhotoYear:
    """A year of the library: how many photos it has, and a few of them."""

    href: str
    year: int
    count: int
    photos: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class PhotosOf:
    """A campaign or a person, with how many photos; ``ref`` leads to where they stand."""

    ref: Ref
    detail: Label | None
    count: int


@dataclass(frozen=True, slots=True)
class PhotosView:
    """The photo library: its years, the latest first, then the ways in.

    ``all_campaigns`` and ``all_people`` count those that have photos, also those not shown here.
    """

    count: int
    years: tuple[PhotoYear, ...]
    campaigns: tuple[PhotosOf, ...]
    all_campaigns: int
    people: tuple[PhotosOf, ...]
    all_people: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The photos of one article, with the day of its event."""

    article: Ref
    day: Day
    status: str
    photos: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class PhotoMonth:
    """A month of the library. Where ``href`` is given, its other photos stand there."""

    key: str
    text: str
    count: int
    sheets: tuple[Sheet, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class PhotoYearView:
    """A year of the library, or a part of a month: then ``up`` leads to its year.

    ``earlier`` and ``later`` lead to the neighbouring years, or parts.
    """

    title: str
    count: int
    months: tuple[PhotoMonth, ...]
    up: Ref | None
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar (``date`` is ``03-04``) and how many events are known of it.

    ``href`` is empty where there are none.
    """

    href: str
    date: str
    number: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All days of the year, by the name of their month."""

    months: tuple[tuple[str, tuple[CalendarDay, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class DayYear:
    """What happened in one year. ``number`` counts the years up to the newest of the archive."""

    year: int
    number: int
    is_round: bool
    cards: tuple[Card, ...]
    starts: tuple[Ref, ...]
    ends: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the year: the round years first, counted up to ``newest``, then the latest first.

    ``previous`` and ``next`` are the nearest days of which anything is known, around the year;
    None where nothing is known of any other day.
    """

    text: str
    count: int
    newest: int
    years: tuple[DayYear, ...]
    previous: Ref | None
    next: Ref | None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """What was put right, when, and in which article."""

    day: Day
    text: Label
    article: Ref
    status: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections by year, the latest first."""

    count: int
    years: tuple[tuple[int, tuple[CorrectionLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShortView:
    """The articles whose short addresses begin alike: each with its place on the page."""

    name: str
    places: tuple[tuple[str, Card], ...]
