"""Campaigns → the pages that list them all: the timeline, and the list by status."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from ..campaigns import CampaignStatus, last_day, status
from ..model import Campaign, Relation, Site
from ..occasions import occasion_in_brief
from ..views import (
    CampaignCard,
    CampaignLine,
    CampaignsView,
    CampaignYear,
    Label,
    TimelineView,
    YearLink,
)
from .density import density
from .edition import Edition
from .overview import overview

_CARDS = 60  # with more campaigns than this, each has a line
_STEPS = 1_000  # with more steps in their lives than this, too
_MARKED = 400  # with more than this, a line tells no milestones
_EXPLAINED = 3_000  # with more than this, it tells no occasion either
_RUNNING = 12
_WHOLE = 40  # with more than this, the drawing shows the latest, and how many each year has
_LATEST = 12
_REACH = timedelta(days=3 * 365)
_YEARS_IN_A_ROW = 15
_HERE = {CampaignStatus.RUNNING, CampaignStatus.UPCOMING}


def running(edition: Edition, site: Site, today: date) -> tuple[CampaignCard, ...]:
    """Return the campaigns that run ``today``, the one that ends first at the top: a dozen."""
    return tuple(
        edition.campaign_as_of(campaign, today) for campaign in _running(site, today)[:_RUNNING]
    )


def _running(site: Site, today: date) -> list[Campaign]:
    now = [c for c in site.campaigns if status(c, today) is CampaignStatus.RUNNING]
    now.sort(key=lambda c: (c.period.end or date.max if c.period else date.max, c.slug))
    return now


def campaigns_view(edition: Edition, site: Site, today: date) -> CampaignsView:
    """Return all campaigns: running, to come, and the others by the year of their last day."""
    running_now = _running(site, today)
    upcoming = [c for c in site.campaigns if status(c, today) is CampaignStatus.UPCOMING]
    apart = {c.slug for c in (*running_now, *upcoming)}
    others = [c for c in site.campaigns if c.slug not in apart]
    shown = _Shown(edition, site, today)
    return CampaignsView(
        running(edition, site, today),
        tuple(shown.line(c) for c in running_now[_RUNNING:]),
        shown.year("upcoming", "", upcoming),
        shown.by_year(others),
        edition.day(today),
    )


def timeline_view(edition: Edition, site: Site, today: date) -> TimelineView:
    """Return the timeline: a drawing, and the list that carries everything, by year."""
    campaigns = site.campaigns
    is_long = len(campaigns) > _WHOLE
    latest = _latest(campaigns, today) if is_long else campaigns
    years = _Shown(edition, site, today).by_year(campaigns)
    states = Counter(status(campaign, today) for campaign in campaigns)
    return TimelineView(
        overview=overview(edition, latest, today, _REACH if is_long else None),
        density=density(campaigns) if is_long else None,
        years=years,
        decades=_decades(years),
        states=tuple((str(state), states[state]) for state in CampaignStatus if states[state]),
        count=len(campaigns),
        as_of=edition.day(today),
    )


def _latest(campaigns: Iterable[Campaign], today: date) -> tuple[Campaign, ...]:
    # Those running and to come, then those that ended last: a sort that keeps their order.
    return tuple(sorted(campaigns, key=lambda c: status(c, today) not in _HERE)[:_LATEST])


def _decades(years: tuple[CampaignYear, ...]) -> tuple[tuple[str, tuple[YearLink, ...]], ...]:
    links = [YearLink(year.key, year.text, year.count) for year in years]
    if len(links) <= _YEARS_IN_A_ROW:
        return (("", tuple(links)),) if links else ()
    return tuple(
        (f"{decade}0–{decade}9" if decade else "", tuple(found))
        for decade, found in groupby(links, lambda link: link.text[:3])
    )


class _Shown:
    """How the campaigns of a site are shown: as cards while they are few, else as lines."""

    def __init__(self, edition: Edition, site: Site, today: date) -> None:
        self.edition, self.today = edition, today
        steps = sum(len(campaign.moments) for campaign in site.campaigns)
        self.as_cards = len(site.campaigns) <= _CARDS and steps <= _STEPS
        self.is_marked = len(site.campaigns) <= _MARKED
        self.is_explained = len(site.campaigns) <= _EXPLAINED

    def by_year(self, campaigns: Iterable[Campaign]) -> tuple[CampaignYear, ...]:
        """Return ``campaigns``, the latest first, by the year of their last day."""

        def year(campaign: Campaign) -> int:
            day = last_day(campaign)
            return day.year if day else 0

        return tuple(
            self.year(f"y{number}" if number else "unknown", str(number or ""), list(found))
            for number, found in groupby(campaigns, year)
        )

    def year(self, key: str, text: str, campaigns: list[Campaign]) -> CampaignYear:
        """Return ``campaigns`` under the anchor ``key`` and the heading ``text``."""
        if self.as_cards:
            cards = tuple(self.edition.campaign_as_of(c, self.today) for c in campaigns)
            return CampaignYear(key, text, len(cards), cards=cards)
        return CampaignYear(key, text, len(campaigns), lines=tuple(map(self.line, campaigns)))

    def line(self, campaign: Campaign) -> CampaignLine:
        """Return ``campaign`` as a line."""
        edition, state = self.edition, status(campaign, self.today)
        span = edition.span(campaign.period)
        known = {moment.relation for moment in campaign.moments} - {Relation.REPORTS}
        return CampaignLine(
            slug=campaign.slug,
            name=edition.title(campaign),
            start=span.start.text if span else "",
            end=span.end.text if span and span.end else "",
            occasions=self._occasions(campaign) if self.is_explained else (),
            state="" if state is CampaignStatus.ENDED else str(state),
            status=edition.status(campaign),
            marks=tuple(str(r) for r in Relation if r in known) if self.is_marked else (),
        )

    def _occasions(self, campaign: Campaign) -> tuple[Label, ...]:
        labels = map(self.edition.label, campaign.occasions)
        return tuple(Label(occasion_in_brief(label.text), label.lang) for label in labels)
