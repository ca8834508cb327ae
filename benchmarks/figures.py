"""From single measurements to the figures that are told: medians, ranges, ratios, growth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log
from statistics import median

from .results import Result, Run

OURS, HUGO_RELATED, HUGO = "bantin", "hugo-related", "hugo"
MISTAKE = "mistake"
FIELDS = ("cpu", "wall", "memory")


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of ``count`` values, the lowest and the highest of them."""

    middle: float
    low: float
    high: float
    count: int


def figure(values: Sequence[float]) -> Figure | None:
    """Return what ``values`` come to; ``None`` where there are none."""
    return Figure(median(values), min(values), max(values), len(values)) if values else None


def value(run: Run, name: str) -> float:
    """Return one of ``FIELDS`` of a run.

    ``memory`` is the higher of two peaks, the sum over the tree and that of its largest
    process: the sum is only looked at now and then and may have been higher in between.
    """
    return max(run.pss, run.largest) if name == "memory" else float(getattr(run, name))


def runs(result: Result, size: int, tool: str, step: str, photos: bool = False) -> dict[int, Run]:
    """Return the runs of a tool by round."""
    return {
        run.round: run
        for run in result.runs
        if (run.size, run.tool, run.step, run.photos > 0) == (size, tool, step, photos)
    }


def spread(result: Result, size: int, tool: str, step: str, name: str) -> Figure | None:
    """Return the figure of one field over the rounds."""
    return figure([value(run, name) for run in runs(result, size, tool, step).values()])


def ratio(
    result: Result, size: int, theirs: str, step: str, name: str, their_step: str = ""
) -> Figure | None:
    """Return ours divided by theirs, round by round: both lay next to each other in time."""
    our_runs = runs(result, size, OURS, step)
    their_runs = runs(result, size, theirs, their_step or step)
    rounds = our_runs.keys() & their_runs.keys()
    return figure([value(our_runs[n], name) / value(their_runs[n], name) for n in sorted(rounds)])


def growth(result: Result, tool: str, most: int = 0) -> float | None:
    """Return the exponent with which the CPU of a clean build grows, smallest to largest.

    1 is twice the work for twice the articles, 2 is four times the work. The largest is the
    largest that was measured of this tool, up to ``most`` where that is given.
    """
    sizes = [size for size in result.sizes if not most or size <= most]
    found = {
        size: figure.middle
        for size in sizes
        if (figure := spread(result, size, tool, "clean", "cpu"))
    }
    return _power(found)


def exponent(result: Result, stage: str) -> float | None:
    """Return the exponent with which the CPU of a stage of ours grows, smallest to largest."""
    found = {one.size: one.cpu for one in result.stages if one.name == stage and one.cpu > 0}
    return _power(found)


def _power(found: dict[int, float]) -> float | None:
    if len(found) < 2:
        return None
    low, high = min(found), max(found)
    return log(found[high] / found[low]) / log(high / low)


def photo_cost(result: Result, tool: str) -> float | None:
    """Return the CPU seconds a photo adds to a clean build."""
    size = result.sizes[0]
    without = spread(result, size, tool, "clean", "cpu")
    having = runs(result, size, tool, "clean", photos=True)
    if not without or not having:
        return None
    return median((run.cpu - without.middle) / run.photos for run in having.values())


def waits(result: Result, tool: str, kind: str = "", size: int = 0) -> list[float]:
    """Return the milliseconds of the saves of a tool, shortest first; of one kind, if named.

    Unless they are named, mistakes are left out: the page is not what one waits for then.
    """
    return sorted(
        save.ms
        for save in result.saves
        if save.tool == tool
        and (save.kind == kind if kind else save.kind != MISTAKE)
        and size in (0, save.size)
    )


def percentile(ordered: Sequence[float], percent: float) -> float | None:
    """Return the value that ``percent`` of ``ordered`` do not exceed (nearest rank)."""
    if not ordered:
        return None
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
