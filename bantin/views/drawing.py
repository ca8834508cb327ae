"""The drawing of the timeline, in SVG units, and the words that stand beside it."""

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
    """A campaign on the overview: ``x`` and ``width`` in SVG units; links to its anchor.

    ``occasion`` is what it marks, if anything. ``open`` is True while the end is not known;
    ``guessed`` where the length is that of its articles because no period is stated;
    ``earlier`` where it began before the drawing does. ``words`` are its period.
    """

    slug: str
    name: Label
    occasion: Label | None
    x: float
    width: float
    open: bool
    guessed: bool
    earlier: bool
    marks: tuple[BarMark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year, or a month, on the axis; ``text`` is empty where it is not named."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing of the timeline: a row for each campaign, ``width`` units wide.

    There is a tick for each year, or for each month. ``today`` is the place of the day of the
    build, or None where it lies outside. ``any_open`` and ``any_guessed`` say which manners of
    drawing the legend must explain.
    """

    width: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_text: str
    any_open: bool
    any_guessed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """How many campaigns ended in a year; ``height`` is a hundred for the year with most."""

    year: int
    count: int
    height: int
    named: bool


@dataclass(frozen=True, slots=True)
class Density:
    """How many campaigns each year has, year by year; ``told`` where the counts have room."""

    columns: tuple[Column, ...]
    told: bool
