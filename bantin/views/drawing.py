"""The drawing of the timeline, in SVG units."""

from dataclasses import dataclass

from .cards import Label


@dataclass(frozen=True, slots=True)
class BarMark:
    """A mark on a bar of the timeline: ``x`` in SVG units, ``title`` its day or days in words."""

    relation: str
    x: float
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign on the overview: ``x``, ``width`` and ``y`` in SVG units; links to its anchor.

    ``open`` is True while the end is not known; ``guessed`` where the length is that of its
    articles because no period is stated; ``earlier`` where it began before the drawing does.
    ``label_x`` and ``label_end`` place the name beside the bar (``label_end`` True: the text
    ends at ``label_x``), or above it where there is no room (``label_over``). Where there is
    room ``occasion`` follows the name, or comes before one that stands before the bar; with an
    ``occasion_x`` it ends there, before the bar itself.
    """

    slug: str
    name: Label
    x: float
    y: float
    width: float
    open: bool
    guessed: bool
    earlier: bool
    label_x: float
    label_end: bool
    label_over: bool
    marks: tuple[BarMark, ...]
    words: str
    occasion: Label | None = None
    occasion_x: float = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or a month, on the axis of the overview."""

    x: float
    text: str
    major: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing of the timeline: a view box of ``width`` × ``height`` units.

    ``today`` is the place of the day of the build, or None where it lies outside.
    ``any_open`` and ``any_guessed`` say which manners of drawing the legend must explain.
    """

    width: float
    height: float
    row: float
    axis: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_text: str
    any_open: bool
    any_guessed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A year of the density, ``count`` campaigns high; ``key`` is its anchor, ``x`` its middle."""

    key: str
    year: int
    count: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Density:
    """How many campaigns each year has: a view box of ``width`` × ``height`` units.

    Columns stand on the line at ``base``; ``column`` is their width, one of few. ``told`` says
    whether there is room for the count above each.
    """

    width: float
    height: float
    base: float
    column: int
    told: bool
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
