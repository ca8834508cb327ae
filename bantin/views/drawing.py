"""The drawing of the timeline, in SVG units."""

from dataclasses import dataclass

from .cards import Label


@dataclass(frozen=True, slots=True)
class BarMark:
    """A mark on a bar of the timeline: ``x`` in SVG units."""

    relation: str
    x: float
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign on the overview: ``x``, ``width`` and ``y`` in SVG units; links to its anchor.

    ``open`` is True while the end is not known; ``guessed`` where the length is that of its
    articles because no period is stated. ``label_x`` and ``label_end`` place the name beside
    or inside the bar (``label_end`` True: the text ends at ``label_x``).
    """

    slug: str
    name: Label
    x: float
    y: float
    width: float
    open: bool
    guessed: bool
    label_x: float
    label_end: bool
    marks: tuple[BarMark, ...]
    words: str


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
    """

    width: float
    height: float
    row: float
    axis: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_text: str
