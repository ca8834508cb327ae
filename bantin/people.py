"""Records: from articles, campaigns and awards to what is known of each person and unit.

Topics and occasions have records too. A record is made of mentions: one fact each, with the
day it is of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .model import Article, Award, Campaign, Name, Person, Record
from .occasions import occasion_key, occasion_name
from .text import person_key, slug, sort_key

__all__ = ["occasion_key", "occasion_name", "occasions", "people", "topics", "units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """What one article, one campaign or one line of the register says of a record."""

    slug: str
    name: Name
    day: date
    source: str
    article: str = ""
    campaigns: tuple[str, ...] = ()
    award: int | None = None
    rank: Name | None = None
    position: Name | None = None
    unit: Name | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """The places of articles and campaigns in lists, the latest first."""

    articles: dict[str, int]
    campaigns: dict[str, int]


def people(
    articles: Iterable[Article], campaigns: Iterable[Campaign], awards: Sequence[Award]
) -> tuple[Record, ...]:
    """Return the record of everybody whom an article names or the register lists.

    They stand by given name. The ranks and positions somebody has held are one record, the
    latest first. ``unit`` keeps namesakes apart; who has none in brackets has the one that
    all awards to this person agree on.
    """
    articles = tuple(articles)
    mentions = (*_people_named(articles), *_people_awarded(awards))
    return _records("people", mentions, _order(articles, campaigns), by=person_key)


def units(
    articles: Iterable[Article], campaigns: Iterable[Campaign], awards: Sequence[Award]
) -> tuple[Record, ...]:
    """Return the record of every unit: of an article, of a campaign it launched, of an award."""
    articles, campaigns = tuple(articles), tuple(campaigns)
    mentions = (
        *_units_named(articles),
        *_units_launching(campaigns),
        *_units_awarded(awards),
    )
    return _records("units", mentions, _order(articles, campaigns), by=sort_key)


def topics(
    articles: Iterable[Article], campaigns: Iterable[Campaign], awards: Sequence[Award]
) -> tuple[Record, ...]:
    """Return the record of every topic, in the order of the dictionary."""
    articles = tuple(articles)
    mentions = (
        _in_article(article, slug(topic.text), topic)
        for article in articles
        for topic in article.topics
    )
    return _records("topics", mentions, _order(articles, campaigns), by=sort_key)


def occasions(
    articles: Iterable[Article], campaigns: Iterable[Campaign], awards: Sequence[Award]
) -> tuple[Record, ...]:
    """Return the record of every anniversary with the campaigns of all years that marked it."""
    articles, campaigns = tuple(articles), tuple(campaigns)
    mentions = _occasions_marked(articles, campaigns, awards)
    return _records("occasions", mentions, _order(articles, campaigns), by=sort_key)


def _people_named(articles: Iterable[Article]) -> Iterator[_Mention]:
    for article in articles:
        for person in article.people:
            yield _in_article(article, person.slug, Name(text=person.name), person)


def _people_awarded(awards: Sequence[Award]) -> Iterator[_Mention]:
    for number, award in enumerate(awards):
        if award.person:
            yield _in_award(number, award, award.person, Name(text=award.recipient))


def _units_named(articles: Iterable[Article]) -> Iterator[_Mention]:
    for article in articles:
        # A unit in brackets behind a name is a link from that person's record.
        behind_names = (person.unit for person in article.people if person.unit)
        for unit in (*article.units, *behind_names):
            yield _in_article(article, slug(unit.text), unit)


def _units_launching(campaigns: Iterable[Campaign]) -> Iterator[_Mention]:
    for campaign in campaigns:
        for unit in campaign.launched_by:
            yield _Mention(
                slug=slug(unit.text),
                name=unit,
                day=_first_day(campaign),
                source=campaign.slug,
                campaigns=(campaign.slug,),
            )


def _units_awarded(awards: Sequence[Award]) -> Iterator[_Mention]:
    for number, award in enumerate(awards):
        if award.unit:
            yield _in_award(number, award, slug(award.unit.text), award.unit)


def _occasions_marked(
    articles: tuple[Article, ...], campaigns: tuple[Campaign, ...], awards: Sequence[Award]
) -> Iterator[_Mention]:
    marked: defaultdict[str, list[tuple[str, Name]]] = defaultdict(list)
    for campaign in campaigns:
        for occasion in campaign.occasions:
            key, name = occasion_key(occasion.text), _without_year(occasion)
            marked[campaign.slug].append((key, name))
            yield _Mention(
                slug=key,
                name=name,
                day=_first_day(campaign),
                source=campaign.slug,
                campaigns=(campaign.slug,),
            )
    for article in articles:
        for campaign_slug in article.campaigns():
            for key, name in marked.get(campaign_slug, ()):
                yield _in_article(article, key, name)
    for number, award in enumerate(awards):
        for campaign_slug in award.campaigns:
            for key, name in marked.get(campaign_slug, ()):
                yield _in_award(number, award, key, name)


def _in_article(
    article: Article, address: str, name: Name, person: Person | None = None
) -> _Mention:
    return _Mention(
        slug=address,
        name=name,
        day=article.event_day,
        source=article.slug,
        article=article.slug,
        campaigns=article.campaigns(),
        rank=person.rank if person else None,
        position=person.position if person else None,
        unit=person.unit if person else None,
    )


def _in_award(number: int, award: Award, address: str, name: Name) -> _Mention:
    return _Mention(
        slug=address,
        name=name,
        day=award.day,
        source=award.article,
        article=award.article,
        campaigns=award.campaigns,
        award=number,
        rank=award.rank,
        unit=award.unit,
    )


def _without_year(occasion: Name) -> Name:
    translations = tuple((lang, occasion_name(text)) for lang, text in occasion.translations)
    return Name(text=occasion_name(occasion.text), translations=translations)


def _records(
    kind: str, mentions: Iterable[_Mention], order: _Order, by: Callable[[str], object]
) -> tuple[Record, ...]:
    found: defaultdict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.slug].append(mention)
    # Words without a letter or figure have no address, so no page to stand on.
    records = [_record(kind, sorted(found[key], key=_latest_first), order) for key in found if key]
    return tuple(sorted(records, key=lambda record: (by(record.name.text), record.slug)))


def _record(kind: str, mentions: list[_Mention], order: _Order) -> Record:
    named = [mention.name for mention in mentions]
    # The rank of somebody whom a unit's record names is not the rank of the unit.
    is_person = kind == "people"
    # Positions in the register are its own order; what is not shown is not in `order`.
    awards = sorted({mention.award for mention in mentions if mention.award is not None})
    ranks = _distinct(mention.rank for mention in mentions if is_person)
    return Record(
        kind=kind,
        slug=mentions[0].slug,
        name=next((name for name in named if name.translations), named[0]),
        articles=_listed((mention.article for mention in mentions), order.articles),
        campaigns=_listed((slug for m in mentions for slug in m.campaigns), order.campaigns),
        awards=tuple(awards),
        ranks=ranks,
        rank_years=tuple(_years_of(rank, mentions) for rank in ranks),
        positions=_distinct(mention.position for mention in mentions if is_person),
        unit=_unit(mentions) if is_person else None,
    )


def _unit(mentions: list[_Mention]) -> Name | None:
    in_brackets = [mention.unit for mention in mentions if mention.unit and mention.award is None]
    if in_brackets:
        return in_brackets[0]
    awarded = [mention.unit for mention in mentions if mention.unit]
    return awarded[0] if len({slug(unit.text) for unit in awarded}) == 1 else None


def _listed(slugs: Iterable[str], places: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted({slug for slug in slugs if slug in places}, key=places.__getitem__))


def _years_of(rank: Name, mentions: list[_Mention]) -> tuple[int, int]:
    wanted = rank.text.casefold()
    years = [m.day.year for m in mentions if m.rank and m.rank.text.casefold() == wanted]
    return min(years), max(years)


def _distinct(names: Iterable[Name | None]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for name in names:
        if name:
            found.setdefault(name.text.casefold(), name)
    return tuple(found.values())


def _order(articles: Iterable[Article], campaigns: Iterable[Campaign]) -> _Order:
    by_day = sorted(articles, key=lambda a: (a.published, a.slug), reverse=True)
    by_start = sorted(campaigns, key=lambda c: (_first_day(c), c.slug), reverse=True)
    return _Order(
        {article.slug: place for place, article in enumerate(by_day)},
        {campaign.slug: place for place, campaign in enumerate(by_start)},
    )


def _first_day(campaign: Campaign) -> date:
    if campaign.period:
        return campaign.period.start
    return min((moment.day for moment in campaign.moments), default=date.min)


def _latest_first(mention: _Mention) -> tuple[timedelta, str, int, str]:
    number = -1 if mention.award is None else mention.award
    return -timedelta(mention.day.toordinal()), mention.source, number, mention.name.text
