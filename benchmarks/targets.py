"""The figures to reach, and what was measured beside each."""

from collections.abc import Callable
from dataclasses import dataclass

from .figures import (
    HUGO,
    HUGO_RELATED,
    MISTAKE,
    OURS,
    growth,
    percentile,
    photo_cost,
    ratio,
    spread,
    waits,
)
from .results import Result

_SIZE, _SMALL, _PHOTOS = 10_000, 1_000, 10_000
_HUGE = 100_000
NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure to reach: what of, the highest value that counts as reached, and how to say it.

    ``measured`` returns ``None`` where the result does not tell.
    """

    what: str
    limit: float
    unit: str
    measured: Callable[[Result], float | None]
    digits: int = 2

    def said(self) -> str:
        """Return the figure to reach in words."""
        return f"≤ {self.limit:g}{self.unit}"

    def found(self, result: Result) -> str:
        """Return what was measured in words."""
        value = self.measured(result)
        return NOT_MEASURED if value is None else f"{value:.{self.digits}f}{self.unit}"

    def verdict(self, result: Result) -> str:
        """Return whether it was reached; the exact value decides, not the rounded one."""
        value = self.measured(result)
        if value is None:
            return "–"
        return "reached" if value <= self.limit else "**not reached**"


def targets() -> tuple[Target, ...]:
    """Return the figures to reach that this benchmark measures."""
    return (
        Target(
            what="clean build, 10,000 articles: CPU, of Hugo's with related lists",
            limit=0.3,
            unit=" ×",
            measured=lambda result: _ratio(result, HUGO_RELATED, "clean", "cpu"),
        ),
        Target(
            what="the same, of Hugo's without related lists",
            limit=1.0,
            unit=" ×",
            measured=lambda result: _ratio(result, HUGO, "clean", "cpu"),
        ),
        Target(
            what="the same: time on the wall, of Hugo's without related lists",
            limit=1.0,
            unit=" ×",
            measured=lambda result: _ratio(result, HUGO, "clean", "wall"),
        ),
        Target(
            what="the same: peak memory, of Hugo's without related lists",
            limit=0.4,
            unit=" ×",
            measured=lambda result: _ratio(result, HUGO, "clean", "memory"),
        ),
        Target(
            what="one body edit, cold process, 10,000 articles: CPU, of Hugo's without the lists",
            limit=0.05,
            unit=" ×",
            digits=3,
            measured=lambda result: _ratio(result, HUGO, "body", "cpu"),
        ),
        Target(
            what="nothing changed, 10,000 articles: CPU",
            limit=0.5,
            unit=" s",
            measured=_nothing,
        ),
        Target(
            what="save → changed page in the browser, 10,000 articles, 95 % of saves",
            limit=150,
            unit=" ms",
            digits=0,
            measured=lambda result: percentile(waits(result, OURS, size=_SIZE), 95),
        ),
        Target(
            what="save → mistake told in the browser, 10,000 articles, 95 % of saves",
            limit=500,
            unit=" ms",
            digits=0,
            measured=lambda result: percentile(waits(result, OURS, MISTAKE, _SIZE), 95),
        ),
        Target(
            what="growth from 1,000 to 10,000 articles: exponent",
            limit=1.05,
            unit="",
            measured=_growth,
        ),
        Target(
            what="photo of 12 megapixels, 5 renditions: CPU, on its own",
            limit=450,
            unit=" ms",
            digits=0,
            measured=lambda result: _alone(result, "12 megapixels", "CPU ms, median"),
        ),
        Target(
            what="the same within a build",
            limit=450,
            unit=" ms",
            digits=0,
            measured=_photo,
        ),
        Target(
            what="the same: peak memory, on its own",
            limit=170,
            unit=" MB",
            digits=0,
            measured=lambda result: _alone(result, "12 megapixels", "peak MB"),
        ),
        Target(
            what="photo of 108 megapixels: peak memory",
            limit=250,
            unit=" MB",
            digits=0,
            measured=lambda result: _alone(result, "108 megapixels", "peak MB"),
        ),
        Target(
            what="check of 10,000 photos, nothing changed: CPU",
            limit=300,
            unit=" ms",
            digits=0,
            measured=_check,
        ),
        *_at_huge_size(),
    )


def _at_huge_size() -> tuple[Target, ...]:
    return (
        Target(
            what="clean build, 100,000 articles: CPU, of that of a tenth of them",
            limit=12,
            unit=" ×",
            digits=1,
            measured=_times,
        ),
        Target(
            what="the same: peak memory",
            limit=2500,
            unit=" MB",
            digits=0,
            measured=lambda result: _huge(result, "clean", "memory"),
        ),
        Target(
            what="one body edit, cold process, 100,000 articles: CPU",
            limit=3,
            unit=" s",
            measured=lambda result: _huge(result, "body", "cpu"),
        ),
        Target(
            what="nothing changed, 100,000 articles: CPU",
            limit=4,
            unit=" s",
            measured=lambda result: _huge(result, "nothing", "cpu"),
        ),
        Target(
            what="save → changed page in the browser, 100,000 articles, 95 % of saves",
            limit=200,
            unit=" ms",
            digits=0,
            measured=lambda result: percentile(waits(result, OURS, size=_HUGE), 95),
        ),
    )


def _ratio(result: Result, theirs: str, step: str, name: str) -> float | None:
    found = ratio(result, _SIZE, theirs, step, name)
    return found.middle if found else None


def _nothing(result: Result) -> float | None:
    found = spread(result, _SIZE, OURS, "nothing", "cpu")
    return found.middle if found else None


def _growth(result: Result) -> float | None:
    has_both = result.sizes[0] == _SMALL and _SIZE in result.sizes
    return growth(result, OURS, _SIZE) if has_both else None


def _huge(result: Result, step: str, name: str) -> float | None:
    found = spread(result, _HUGE, OURS, step, name)
    return found.middle if found else None


def _times(result: Result) -> float | None:
    small, huge = (spread(result, size, OURS, "clean", "cpu") for size in (_SIZE, _HUGE))
    return huge.middle / small.middle if small and huge else None


def _photo(result: Result) -> float | None:
    seconds = photo_cost(result, OURS)
    return None if seconds is None else seconds * 1000


def _check(result: Result) -> float | None:
    is_full = _alone(result, "no change", "photos") == _PHOTOS
    return _alone(result, "no change", "CPU ms, median") if is_full else None


def _alone(result: Result, part: str, name: str) -> float | None:
    found = result.photos.get(part, {}).get(name)
    return None if found is None else float(found)
