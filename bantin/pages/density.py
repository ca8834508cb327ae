"""Campaigns → how many of them each year has, as columns on an axis of years."""

from collections import Counter
from collections.abc import Iterable

from ..campaigns import last_day
from ..model import Campaign
from ..views import Column, Density

_TALLEST = 100
_TOLD = 42  # with more years than this there is no room for the count above each column
_LABELS = 20  # with more years than this only every fifth is named, with many more every tenth


def density(campaigns: Iterable[Campaign]) -> Density | None:
    """Return the drawing of ``campaigns`` by the year of their last day, or None without any."""
    counts = Counter(day.year for campaign in campaigns if (day := last_day(campaign)))
    if not counts:
        return None
    years = range(min(counts), max(counts) + 1)
    most = max(counts.values())
    every = 1 if len(years) <= _LABELS else 5 if len(years) <= 3 * _LABELS else 10
    return Density(
        columns=tuple(
            Column(
                year=year,
                count=counts[year],
                height=-(-_TALLEST * counts[year] // most),
                named=year % every == 0,
            )
            for year in years
        ),
        told=len(years) <= _TOLD,
    )
