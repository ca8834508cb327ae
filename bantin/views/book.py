"""A year as a book: its chapters, and the indexes at its end.

Every ``anchor`` is the name of a place within the book, every ``BookRef`` leads to one. Photos
are named by their address from the root of the site, whatever becomes of it in a format.
"""

from dataclasses import dataclass

from .cards import AwardLine, CorrectionView, Day, Label, PersonRef, PhotoView, Prose, Span, Tie


@dataclass(frozen=True, slots=True)
class BookRef:
    """The way to an article, a chapter or a photo; ``number`` is that of the article (or 0)."""

    anchor: str
    label: Label
    number: int = 0


@dataclass(frozen=True, slots=True)
class BookPhoto:
    """A photo in the book: its file in the size of the format, and its words."""

    anchor: str
    src: str
    width: int
    height: int
    view: PhotoView

    @property
    def ratio(self) -> float:
        """How much wider than high it is."""
        return round(self.width / self.height, 3)


@dataclass(frozen=True, slots=True)
class BookRow:
    """Photos that stand side by side at one height; one photo has the whole width."""

    photos: tuple[BookPhoto, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """How many hundredths of the row each photo takes, with two between neighbours."""
        room = 100 - 2 * (len(self.photos) - 1)
        wide = sum(photo.ratio for photo in self.photos)
        return tuple(round(room * photo.ratio / wide, 2) for photo in self.photos)


@dataclass(frozen=True, slots=True)
class BookArticle:
    """An article. ``fact_card`` ones are not translated: they have facts and no words.

    ``event`` is None where it is the day of publication. ``permanent`` is the address to cite,
    empty where the site has none.
    """

    anchor: str
    number: int
    title: Label
    lead: Label | None
    ties: tuple[Tie, ...]
    authors: tuple[str, ...]
    published: Day
    event: Day | None
    units: tuple[Label, ...]
    people: tuple[PersonRef, ...]
    places: tuple[Label, ...]
    topics: tuple[Label, ...]
    body: tuple[Prose | BookRow, ...]
    awards: tuple[AwardLine, ...]
    corrections: tuple[CorrectionView, ...]
    status: str
    fact_card: bool
    permanent: str


@dataclass(frozen=True, slots=True)
class BookStep:
    """A step in the life of a campaign; ``elsewhere`` is the chapter that has the article."""

    relation: str
    day: Day
    article: BookRef
    elsewhere: BookRef | None


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A campaign that lived in the year. Where ``name`` is None: the articles of no campaign."""

    anchor: str
    number: int
    name: Label | None
    span: Span | None = None
    occasions: tuple[Label, ...] = ()
    launched_by: tuple[Label, ...] = ()
    status: str = ""
    aim: tuple[Prose | BookRow, ...] = ()
    aim_lang: str = ""
    steps: tuple[BookStep, ...] = ()
    articles: tuple[BookArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class BookBar:
    """A campaign in the chart of the year, in hundredths of a year from its first day."""

    chapter: BookRef
    start: float
    length: float
    before: bool
    after: bool
    days: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class BookAward:
    """A line of the register of the year, and the article that proves it."""

    line: AwardLine
    article: BookRef


@dataclass(frozen=True, slots=True)
class BookCorrection:
    """What was put right; ``article`` has no anchor where it stands in another volume."""

    day: Day
    text: Label
    article: BookRef


@dataclass(frozen=True, slots=True)
class BookEntry:
    """A line of an index: a name, who that is, and where it stands."""

    name: Label
    detail: Label | None
    places: tuple[BookRef, ...]


BookGroups = tuple[tuple[str, tuple[BookEntry, ...]], ...]
"""Entries under their initial letters."""


@dataclass(frozen=True, slots=True)
class BookCount:
    """What the year holds, in numbers."""

    articles: int
    campaigns: int
    photos: int
    awards: int
    collectives: int


@dataclass(frozen=True, slots=True)
class BookView:
    """The volume of a year. ``as_of`` is the last day of which it tells.

    ``state`` stands for the texts it was made of: SHA-256, in hexadecimal digits.
    """

    year: int
    cover: BookPhoto | None
    count: BookCount
    months: tuple[str, ...]
    bars: tuple[BookBar, ...]
    chapters: tuple[BookChapter, ...]
    awards: tuple[BookAward, ...]
    captions: BookGroups
    faces: BookGroups
    people: BookGroups
    units: BookGroups
    corrections: tuple[BookCorrection, ...]
    as_of: Day
    state: str
    samples: bool


@dataclass(frozen=True, slots=True)
class BookStart:
    """What a pack says of its volume in one language; ``book`` and ``awards`` are its files."""

    year: int
    book: str
    awards: str
    count: BookCount
    state: str
