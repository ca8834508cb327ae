"""The record of one person, unit, topic or occasion, by its years."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from ..campaigns import first_day
from ..model import Campaign, Record, Relation, Site
from ..occasions import anniversary, occasion_key
from ..views import Held, Namesake, RecordView, RecordYear
from .annals import Annals
from .edition import Edition
from .leaves import A_FEW, MANY
from .photos import shown_photo
from .years import is_long

_PHOTOS = 60
_LONG = 12
"""A record with more articles than this is parted by years."""
_CAMPAIGNS = 60
_AWARDS = MANY


def record_view(edition: Edition, site: Site, record: Record, annals: Annals) -> RecordView:
    """Return the record of one person, unit, topic or occasion."""
    photos = annals.album.shown.get((record.kind, record.slug), ())
    is_person = record.kind == "people"
    return RecordView(
        kind=record.kind,
        slug=record.slug,
        name=edition.name_of(record),
        ranks=tuple(
            Held(edition.label(rank), _span(years))
            for rank, years in zip(record.ranks, record.rank_years, strict=True)
        ),
        positions=tuple(edition.label(position) for position in record.positions),
        unit=edition.unit_ref(record.unit) if record.unit else None,
        cards=() if _is_parted(record) else edition.cards(record.articles),
        campaigns=()
        if record.kind == "occasions"
        else tuple(edition.campaign_card(name) for name in record.campaigns[:_CAMPAIGNS]),
        awards=edition.awards(site.awards[place] for place in record.awards[:_AWARDS]),
        years=tuple(_years(edition, record)) if _is_parted(record) else (),
        count=len(record.articles),
        tallies=tuple(_tallies(edition, record)),
        photos=tuple(shown_photo(edition, shot) for shot in photos[:_PHOTOS]),
        all_photos=len(photos),
        namesakes=tuple(
            _namesake(edition, other)
            for other in (annals.namesakes.get(record.slug, ()) if is_person else ())
        ),
        all_campaigns=len(record.campaigns),
        all_awards=len(record.awards),
    )


def _namesake(edition: Edition, record: Record) -> Namesake:
    told_by = record.unit or next(iter(record.ranks), None)
    return Namesake(edition.ref(record), edition.label(told_by) if told_by else None)


def _is_parted(record: Record) -> bool:
    # An anniversary is looked at year by year, however few they are.
    return record.kind == "occasions" or len(record.articles) > _LONG


def _span(years: tuple[int, int]) -> str:
    first, last = years
    return str(first) if first == last else f"{first}–{last}"


def _tallies(edition: Edition, record: Record) -> Iterable[tuple[str, int]]:
    """Yield how many of the articles launch something, report on it … in a campaign's order."""
    found = Counter(
        relation
        for slug in record.articles
        for relation in {tie.relation for tie in edition.library.articles[slug].involvements}
    )
    return ((str(relation), found[relation]) for relation in Relation if found[relation])


def _years(edition: Edition, record: Record) -> Iterable[RecordYear]:
    """Yield the years of a record, the latest first, and last what has no day.

    An article stands under the year of its publication, as in the archive. Only an occasion
    has its campaigns here, each under the year in which it begins, and the years that are
    kept (“70 năm”) as the campaigns count them.
    """
    campaigns: dict[int, list[Campaign]] = {}
    for name in record.campaigns if record.kind == "occasions" else ():
        campaign = edition.library.campaigns[name]
        # An article may report another campaign beside the one that marks the occasion.
        if not _marked(record, campaign):
            continue
        day = first_day(campaign)
        campaigns.setdefault(day.year if day else 0, []).append(campaign)
    articles = {
        year: tuple(found)
        for year, found in groupby(
            record.articles, lambda slug: edition.library.articles[slug].published.year
        )
    }
    for year in sorted(campaigns.keys() | articles.keys(), reverse=True):
        marking = campaigns.get(year, [])
        number = _kept(record, marking)
        here = articles.get(year, ())
        is_cut = is_long(record) and len(here) > A_FEW
        yield RecordYear(
            year=year,
            number=number,
            is_round=number > 0 and number % 5 == 0,
            campaigns=tuple(edition.campaign_card(campaign.slug) for campaign in marking),
            cards=edition.cards(here[:A_FEW] if is_cut else here),
            count=len(here),
            href=f"{record.kind}/{record.slug}/{year}.html" if is_cut else "",
        )


def _marked(record: Record, campaign: Campaign) -> list[str]:
    texts = [occasion.text for occasion in campaign.occasions]
    return [text for text in texts if occasion_key(text) == record.slug]


def _kept(record: Record, campaigns: Iterable[Campaign]) -> int:
    """Return how many years are kept, or 0 where no campaign says it or two contradict."""
    numbers = {
        number
        for campaign in campaigns
        for text in _marked(record, campaign)
        if (number := anniversary(text))
    }
    return numbers.pop() if len(numbers) == 1 else 0
