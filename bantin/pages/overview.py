"""Campaigns → the drawing of the timeline: a row each, with a bar of true length on an axis."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from .. import dates
from ..campaigns import CampaignStatus, first_day, last_day, status
from ..model import Campaign, Relation
from ..occasions import occasion_in_brief
from ..views import Bar, BarMark, Label, Overview, Tick
from .edition import Edition, shortened

WIDTH = 800
_SHORTEST = 5.0
_APART = 4.0  # marks of one kind that are nearer than this would only cover one another
_LONGEST_NAME = 90
_MONTHS = 30  # on a stretch no longer than this the axis shows months
_LABELS = 20  # with more years than this only every fifth is named, with many more every tenth
_ORDER = {relation: number for number, relation in enumerate(Relation)}


def overview(
    edition: Edition,
    campaigns: tuple[Campaign, ...],
    today: date,
    reach: timedelta | None = None,
) -> Overview | None:
    """Return the drawing of ``campaigns``, or None where no day of any is known.

    Each has a row of its own, the oldest on top. A campaign without a stated period gets the
    length of its articles. With ``reach`` the drawing goes back no further than this from its
    last day.
    """
    spans = {c.slug: span for c in campaigns if (span := extent(c, today))}
    if not spans:
        return None
    last = max(end for _, end in spans.values())
    first = min(start for start, _ in spans.values())
    axis = _Axis(max(first, last - reach) if reach else first, last)
    drawn = [c for c in campaigns if c.slug in spans and spans[c.slug][1] >= axis.first]
    # Time runs down as well as to the right.
    drawn.sort(key=lambda c: (*spans[c.slug], c.slug))
    bars = tuple(_bar(edition, c, spans[c.slug], axis, today) for c in drawn)
    return Overview(
        width=WIDTH,
        bars=bars,
        ticks=tuple(_ticks(edition, axis)),
        today=axis.x(today) if axis.first <= today <= axis.last else None,
        today_text=dates.long(today, edition.lang),
        any_open=any(bar.open for bar in bars),
        any_guessed=any(bar.guessed for bar in bars),
    )


def extent(campaign: Campaign, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a campaign's bar, or None where no day is known.

    While its end is open the bar reaches ``today``; without a period it is as long as the
    campaign's articles.
    """
    first, last = first_day(campaign), last_day(campaign)
    if first is None or last is None:
        return None
    is_running = status(campaign, today) is CampaignStatus.RUNNING
    return first, max(last, today) if is_running and is_open(campaign) else last


def is_open(campaign: Campaign) -> bool:
    """Return whether a period is stated and its end is not."""
    return campaign.period is not None and campaign.period.end is None


class _Axis:
    """From days to units: whole years where there are several, else whole months."""

    def __init__(self, first: date, last: date) -> None:
        months = (last.year - first.year) * 12 + last.month - first.month
        self.by_year = months > _MONTHS
        if self.by_year:
            self.first, self.last = date(first.year, 1, 1), date(last.year, 12, 31)
        else:
            after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
            self.first, self.last = first.replace(day=1), after - timedelta(days=1)
        self.days = (self.last - self.first).days + 1

    def x(self, day: date) -> float:
        return round(WIDTH * (day - self.first).days / self.days, 1)


def _bar(
    edition: Edition, campaign: Campaign, span: tuple[date, date], axis: _Axis, today: date
) -> Bar:
    start, end = axis.x(max(span[0], axis.first)), axis.x(span[1] + timedelta(days=1))
    name, words = edition.title(campaign), edition.span(campaign.period)
    ends = (words.start, words.end) if words else ()
    ended = status(campaign, today) is CampaignStatus.ENDED
    return Bar(
        slug=campaign.slug,
        name=Label(shortened(name.text, _LONGEST_NAME), name.lang),
        occasion=_occasion(edition, campaign),
        x=start,
        width=max(_SHORTEST, round(end - start, 1)),
        open=is_open(campaign) and not ended,
        guessed=campaign.period is None,
        earlier=span[0] < axis.first,
        marks=tuple(_marks(edition, campaign, axis)),
        words=" – ".join(day.text for day in ends if day),
    )


def _occasion(edition: Edition, campaign: Campaign) -> Label | None:
    if not campaign.occasions:
        return None
    label = edition.label(campaign.occasions[0])
    return Label(occasion_in_brief(label.text), label.lang)


def _marks(edition: Edition, campaign: Campaign, axis: _Axis) -> Iterator[BarMark]:
    """Yield a mark for each step in the life of a campaign; what would cover another joins it."""
    moments = sorted(campaign.moments, key=lambda m: (_ORDER[m.relation], m.day))
    for relation, found in groupby(moments, lambda m: m.relation):
        days = [moment.day for moment in found if axis.first <= moment.day]
        for together in _together(days, axis):
            ends = dict.fromkeys((together[0], together[-1]))
            title = " – ".join(dates.long(day, edition.lang) for day in ends)
            # Awards may come long after the end, when the drawing is over.
            yield BarMark(str(relation), min(axis.x(together[0]), float(WIDTH)), title)


def _together(days: list[date], axis: _Axis) -> Iterator[list[date]]:
    found: list[date] = []
    for day in days:
        if found and axis.x(day) - axis.x(found[0]) >= _APART:
            yield found
            found = []
        found.append(day)
    if found:
        yield found


def _ticks(edition: Edition, axis: _Axis) -> Iterator[Tick]:
    """Yield a tick for each year, or each month, of the axis; some are named."""
    years = range(axis.first.year, axis.last.year + 1)
    if axis.by_year:
        every = 1 if len(years) <= _LABELS else 5 if len(years) <= 3 * _LABELS else 10
        for year in years:
            yield Tick(axis.x(date(year, 1, 1)), str(year) if year % every == 0 else "")
        return
    for year in years:
        for month in range(1, 13):
            day = date(year, month, 1)
            if not axis.first <= day <= axis.last:
                continue
            if month == 1:
                yield Tick(axis.x(day), str(year))
            else:
                is_named = month in (4, 7, 10) or day == axis.first
                text = dates.month(year, month, edition.lang) if is_named else ""
                yield Tick(axis.x(day), text)
