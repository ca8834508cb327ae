"""A list that grows with the years → pages of bounded length: years, months, parts of a month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from .. import dates
from ..views import Label, Ref
from .edition import Edition

MANY = 240
"""So many articles, awards or photos stand on one page at most."""

A_FEW = 6
"""So many stand where only the way to all of them is wanted."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Month(Generic[Thing]):
    """A month of a leaf: what stands here, how many it has in all, and the page that has them.

    ``place`` is empty where all stand here.
    """

    number: int
    here: tuple[Thing, ...]
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Thing]):
    """A page of a list: a whole year, a year of which each month has pages of its own, or a
    part of a month.
    """

    place: str
    year: int
    month: int
    part: int
    months: tuple[Month[Thing], ...]

    @property
    def folder(self) -> str:
        """Where the pages of the list stand."""
        return self.place.rpartition("/")[0]

    @property
    def whole(self) -> str:
        """The page of the year."""
        return f"{self.folder}/{self.year}.html"


def few(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return the first few of ``things``."""
    return tuple(things)[:A_FEW]


def leaves(
    things: Iterable[Thing],
    day: Callable[[Thing], date],
    folder: str,
    chosen: Callable[[Iterable[Thing]], tuple[Thing, ...]] = few,
) -> tuple[Leaf[Thing], ...]:
    """Return the pages in ``folder`` for ``things``, which come by ``day``, the latest first.

    There is one a year; a year with more than ``MANY`` shows those ``chosen`` of each month,
    which then has pages of ``MANY`` at most. The months of one year stand after it.
    """
    return tuple(
        leaf
        for year, found in groupby(things, lambda one: day(one).year)
        for leaf in _of_year(year, tuple(found), day, folder, chosen)
    )


def _of_year(
    year: int,
    things: tuple[Thing, ...],
    day: Callable[[Thing], date],
    folder: str,
    chosen: Callable[[Iterable[Thing]], tuple[Thing, ...]],
) -> Iterator[Leaf[Thing]]:
    months = [(m, tuple(found)) for m, found in groupby(things, lambda one: day(one).month)]
    whole = f"{folder}/{year}.html"
    if len(things) <= MANY:
        here = tuple(Month(month, found, len(found), "") for month, found in months)
        yield Leaf(whole, year, 0, 0, here)
        return
    ways = tuple(
        Month(month, chosen(found), len(found), _month_place(folder, year, month, 1))
        for month, found in months
    )
    yield Leaf(whole, year, 0, 0, ways)
    for month, found in months:
        for part, start in enumerate(range(0, len(found), MANY), start=1):
            some = found[start : start + MANY]
            place = _month_place(folder, year, month, part)
            yield Leaf(place, year, month, part, (Month(month, some, len(some), ""),))


def _month_place(folder: str, year: int, month: int, part: int) -> str:
    return f"{folder}/{year}-{month:02d}{f'-{part}' if part > 1 else ''}.html"


def neighbours(pages: Sequence[Leaf[Thing]]) -> dict[str, tuple[str, str]]:
    """Return, by place, the page before and after each: a year beside years, a month beside months.

    “Before” is earlier in time.
    """
    found: dict[str, tuple[str, str]] = {}
    for is_month in (False, True):
        row = [leaf.place for leaf in pages if bool(leaf.month) is is_month]
        for number, place in enumerate(row):
            earlier = row[number + 1] if number + 1 < len(row) else ""
            found[place] = (earlier, row[number - 1] if number else "")
    return found


def title(edition: Edition, place: str) -> str:
    """Return what the leaf at ``place`` is called: a year, a month, or a part of a month."""
    year, *rest = (int(part) for part in place.rpartition("/")[2].removesuffix(".html").split("-"))
    if not rest:
        return str(year)
    text = dates.month(year, rest[0], edition.lang)
    return text if len(rest) == 1 else f"{text} ({rest[1]})"


def way(edition: Edition, place: str) -> Ref | None:
    """Return the link to the leaf at ``place``, None where there is none."""
    if not place:
        return None
    said = title(edition, place)
    return Ref(place, Label(said), said)
