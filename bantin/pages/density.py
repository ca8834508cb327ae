"""Campaigns → how many of them each year has, as columns on an axis of years."""

from collections import Counter
from collections.abc import Iterable

from ..campaigns import last_day
from ..model import Campaign
from ..views import Column, Density, Tick

_WIDTH, _TOP, _TALLEST, _FOOT = 1000, 18, 72, 20
# With more years than this only every fifth is named; with three times as many, every tenth.
_LABELS = 20
_WIDTHS = (32, 16, 8, 4, 2)  # the style knows a class for each
_ROOM = 22.0  # what a count of three figures needs


def density(campaigns: Iterable[Campaign]) -> Density | None:
    """Return the drawing of ``campaigns`` by the year of their last day, or None without any."""
    counts = Counter(day.year for campaign in campaigns if (day := last_day(campaign)))
    if not counts:
        return None
    first, last = min(counts), max(counts)
    years = last - first + 1
    step, most = _WIDTH / years, max(counts.values())
    every = 1 if years <= _LABELS else 5 if years <= 3 * _LABELS else 10
    base = _TOP + _TALLEST
    middles = {year: round((year - first + 0.5) * step, 1) for year in range(first, last + 1)}
    return Density(
        width=_WIDTH,
        height=base + _FOOT,
        base=base,
        column=next(width for width in _WIDTHS if width <= step * 0.8),
        told=step >= _ROOM,
        columns=tuple(
            Column(f"y{year}", year, count, middles[year], base - round(_TALLEST * count / most))
            for year, count in sorted(counts.items())
        ),
        ticks=tuple(Tick(x, str(year), True) for year, x in middles.items() if year % every == 0),
    )
