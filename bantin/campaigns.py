"""Campaigns: with the articles that report them, to a timeline."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from .model import Article, Campaign, Moment, Relation


class CampaignStatus(StrEnum):
    """Where a campaign stands on a given day."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    ENDED = "ended"
    UNKNOWN = "unknown"


def timeline(campaigns: Iterable[Campaign], articles: Iterable[Article]) -> tuple[Campaign, ...]:
    """Return ``campaigns`` with their moments, those with the latest last day first.

    Moments run by day, then in the order of a campaign's life, then by slug. Campaigns
    that end on one day stand the later start first, then by slug; those of which no day
    is known come last.
    """
    moments: defaultdict[str, set[Moment]] = defaultdict(set)
    for article in articles:
        for tie in article.involvements:
            moment = Moment(relation=tie.relation, article=article.slug, day=article.event_day)
            moments[tie.campaign].add(moment)
    filled = [
        replace(campaign, moments=tuple(sorted(moments[campaign.slug], key=_by_day)))
        for campaign in campaigns
    ]
    return tuple(sorted(filled, key=_latest_first))


def first_day(campaign: Campaign) -> date | None:
    """Return the day on which ``campaign`` begins: as stated, else its first moment's."""
    if campaign.period:
        return campaign.period.start
    return min((moment.day for moment in campaign.moments), default=None)


def last_day(campaign: Campaign) -> date | None:
    """Return the last day of ``campaign`` that is known, or None where none is.

    While no end is stated, that is the latest of its start and its moments' days. Awards
    are often given at the launch of the next campaign: a stated end comes before them, so
    the finished campaign stays below the one launched that day.
    """
    if campaign.period and campaign.period.end:
        return campaign.period.end
    days = [moment.day for moment in campaign.moments]
    if campaign.period:
        days.append(campaign.period.start)
    return max(days, default=None)


def status(campaign: Campaign, today: date) -> CampaignStatus:
    """Return where ``campaign`` stands on ``today``; without a period that is unknown.

    A campaign whose end is open has ended with the article that closes it.
    """
    if campaign.period is None:
        return CampaignStatus.UNKNOWN
    if today < campaign.period.start:
        return CampaignStatus.UPCOMING
    end = campaign.period.end or closing_day(campaign)
    return CampaignStatus.ENDED if end and end < today else CampaignStatus.RUNNING


def days(campaign: Campaign, today: date) -> tuple[int, int | None, int | None]:
    """Return how many days of ``campaign`` are gone, are left, and there are in all.

    Both ends of the period count, and so does ``today`` among those gone: gone and left
    make the total. While the end is open only the first is known; without a period it is 0.
    """
    if campaign.period is None:
        return 0, None, None
    gone = max(0, (today - campaign.period.start).days + 1)
    if campaign.period.end is None:
        return gone, None, None
    total = (campaign.period.end - campaign.period.start).days + 1
    gone = min(gone, total)
    return gone, total - gone, total


def closing_day(campaign: Campaign) -> date | None:
    """Return the day of the last article that closes ``campaign``, or None where none does."""
    closings = (m.day for m in campaign.moments if m.relation is Relation.CLOSES)
    return max(closings, default=None)


def _by_day(moment: Moment) -> tuple[date, int, str]:
    return moment.day, list(Relation).index(moment.relation), moment.article


def _latest_first(campaign: Campaign) -> tuple[timedelta, timedelta, str]:
    last, first = last_day(campaign) or date.min, first_day(campaign) or date.min
    return date.max - last, date.max - first, campaign.slug
