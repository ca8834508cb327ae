"""Campaigns → the drawing of the timeline: bars of true length on an axis of years."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from .. import dates
from ..campaigns import CampaignStatus, first_day, lanes, last_day, status
from ..model import Campaign, Relation
from ..occasions import occasion_in_brief
from ..views import Bar, BarMark, Label, Overview, Tick
from .edition import Edition, shortened

WIDTH, ROW, AXIS = 1000, 30, 34
_MARGIN = 8
_LETTER = 7.0  # the mean width of a letter of the labels, in units
_ROOM = 7.0
_MARK = 6.0  # half the width of a mark
_NAMED = 40  # with more campaigns than this, rows are shared and names stand in tooltips
_SHORTEST = 6.0
_LONGEST_NAME = 64
_TAIL = 18.0  # what an open bar has beyond its last known day
_APART = 4.0  # marks of one kind that are nearer than this would only cover one another
_SMALL_LETTER = 6.1
_ORDER = {relation: number for number, relation in enumerate(Relation)}


def overview(
    edition: Edition,
    campaigns: tuple[Campaign, ...],
    today: date,
    reach: timedelta | None = None,
) -> Overview | None:
    """Return the drawing of ``campaigns``, or None where no day of any is known.

    A campaign without a stated period gets the length of its articles. Up to forty campaigns
    have a row each, with their names; more share rows where they do not overlap. With
    ``reach`` the drawing goes back no further than this from its last day.
    """
    spans = {c.slug: span for c in campaigns if (span := extent(c, today))}
    if not spans:
        return None
    last = max(end for _, end in spans.values())
    first = min(start for start, _ in spans.values())
    axis = _Axis(max(first, last - reach) if reach else first, last)
    drawn = [c for c in campaigns if c.slug in spans and spans[c.slug][1] >= axis.first]
    rows = _rows(drawn, spans)
    height = AXIS + ROW * (max(rows.values()) + 1) + _MARGIN
    named = len(drawn) <= _NAMED
    bars = tuple(_bar(edition, c, spans[c.slug], axis, rows[c.slug], today, named) for c in drawn)
    return Overview(
        width=WIDTH,
        height=height,
        row=ROW,
        axis=AXIS,
        bars=bars,
        ticks=_ticks(edition, axis),
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
    """From days to units: whole years, with a margin left and right."""

    def __init__(self, first: date, last: date) -> None:
        months = (last.year - first.year) * 12 + last.month - first.month
        # Whole years where there are several; whole months on a short stretch.
        if months > 30:
            self.first, self.last = date(first.year, 1, 1), date(last.year, 12, 31)
        else:
            after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
            self.first, self.last = first.replace(day=1), after - timedelta(days=1)
        self.months = months
        self.days = max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (day - self.first).days / self.days, 1)


def _rows(drawn: list[Campaign], spans: dict[str, tuple[date, date]]) -> dict[str, int]:
    if len(drawn) <= _NAMED:
        # The oldest on top, so that time runs down as well as to the right.
        by_start = sorted(drawn, key=lambda c: (*spans[c.slug], c.slug))
        return {campaign.slug: number for number, campaign in enumerate(by_start)}
    return lanes(drawn)


def _bar(
    edition: Edition,
    campaign: Campaign,
    span: tuple[date, date],
    axis: _Axis,
    row: int,
    today: date,
    named: bool,
) -> Bar:
    first = max(span[0], axis.first)
    start, end = axis.x(first), axis.x(span[1] + timedelta(days=1))
    width = max(_SHORTEST, round(end - start, 1))
    still_open = is_open(campaign) and status(campaign, today) is not CampaignStatus.ENDED
    name = edition.title(campaign)
    marks = tuple(_marks(edition, campaign, axis))
    # Awards often come after the end: the name stands clear of the marks too.
    left = min([start, *(mark.x - _MARK for mark in marks)])
    right = max([start + width, *(mark.x + _MARK for mark in marks)])
    right = max(right, start + width + _TAIL) if still_open else right
    letters = min(len(name.text), _LONGEST_NAME) if named else 0
    label_x, label_end = _label(left, right, letters)
    said = _occasion(edition, campaign) if named else None
    occasion, occasion_x = _beside(said, left, label_x, label_end, letters) if said else (None, 0)
    span_words = edition.span(campaign.period)
    ends = (span_words.start, span_words.end) if span_words else ()
    when = " – ".join(day.text for day in ends if day)
    return Bar(
        slug=campaign.slug,
        name=Label(shortened(name.text, _LONGEST_NAME) if named else "", name.lang),
        x=start,
        y=AXIS + row * ROW,
        width=width,
        open=still_open,
        guessed=campaign.period is None,
        earlier=span[0] < axis.first,
        label_x=label_x,
        label_end=label_end,
        label_over=not label_end and label_x < right,
        marks=marks,
        words=f"{name.text} ({when})" if when else name.text,
        occasion=occasion,
        occasion_x=occasion_x,
    )


def _marks(edition: Edition, campaign: Campaign, axis: _Axis) -> Iterator[BarMark]:
    """Yield a mark for each step in the life of a campaign; what would cover another joins it."""
    by_relation = groupby(
        sorted(campaign.moments, key=lambda m: _ORDER[m.relation]), lambda m: m.relation
    )
    for relation, found in by_relation:
        days = [moment.day for moment in found if moment.day >= axis.first]
        for together in _together(days, axis):
            ends = dict.fromkeys((together[0], together[-1]))
            title = " – ".join(dates.long(day, edition.lang) for day in ends)
            yield BarMark(str(relation), axis.x(together[0]), title)


def _together(days: list[date], axis: _Axis) -> Iterator[list[date]]:
    found: list[date] = []
    for day in days:
        if found and axis.x(day) - axis.x(found[0]) >= _APART:
            yield found
            found = []
        found.append(day)
    if found:
        yield found


def _occasion(edition: Edition, campaign: Campaign) -> Label | None:
    if not campaign.occasions:
        return None
    label = edition.label(campaign.occasions[0])
    return Label(occasion_in_brief(label.text), label.lang)


def _label(left: float, right: float, letters: int) -> tuple[float, bool]:
    """Return where a name stands, and whether it ends there instead of beginning."""
    needed = letters * _LETTER + _ROOM
    if right + needed <= WIDTH:
        return round(right + _ROOM, 1), False
    if left - needed >= 0:
        return round(left - _ROOM, 1), True
    # No room on either side: the name begins as far left as it must.
    return round(max(_MARGIN, WIDTH - needed), 1), False


def _beside(
    occasion: Label, left: float, label_x: float, label_end: bool, letters: int
) -> tuple[Label | None, float]:
    """Return ``occasion`` where there is room for it, and where it ends if not by the name.

    It follows the name, or comes before one that stands before the bar; else it stands before
    the bar itself.
    """
    name = letters * _LETTER + _ROOM
    needed = _SMALL_LETTER * len(occasion.text) + _ROOM
    if label_end:
        return (occasion, 0) if label_x - name - needed >= 0 else (None, 0)
    if label_x + name + needed <= WIDTH:
        return occasion, 0
    return (occasion, round(left - _ROOM, 1)) if left - needed >= 0 else (None, 0)


def _ticks(edition: Edition, axis: _Axis) -> tuple[Tick, ...]:
    ticks = []
    for year, month in _months(axis.first, axis.last):
        day = date(year, month, 1)
        if month == 1 or (axis.months <= 30 and day == axis.first):
            ticks.append(Tick(axis.x(day), str(year), True))
        elif axis.months <= 30 and month in (4, 7, 10):
            ticks.append(Tick(axis.x(day), dates.month(year, month, edition.lang), False))
    return tuple(ticks)


def _months(first: date, last: date) -> Iterable[tuple[int, int]]:
    return (
        (year, month)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    )
