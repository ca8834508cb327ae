"""Site → what can be searched: every text of it, in the order in which the index counts them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from . import dates
from .library import Library
from .model import Article, Campaign, Item, Name, Period, Relation, Site, StandingPage, Text
from .pages.edition import Edition
from .reading import Lectern
from .search.document import Document, Facet, Shown
from .settings import Settings
from .text import slug

_KINDS: dict[type[Item], str] = {
    Article: "articles",
    Campaign: "campaigns",
    StandingPage: "pages",
}
_ORDER = {relation: number for number, relation in enumerate(Relation)}


def in_order(site: Site) -> list[Item]:
    """Return all items by day, kind and slug.

    What is new comes last as a rule, so that what was numbered before keeps its number.
    """
    items: list[Item] = [*site.articles, *site.campaigns, *site.pages]
    items.sort(key=lambda item: (_day(item), _KINDS[type(item)], item.slug))
    return items


def name_of(item: Item) -> str:
    """Return the kind and the slug of an item, as in ``articles/tin-thuong``."""
    return f"{_KINDS[type(item)]}/{item.slug}"


def year_of(item: Item) -> int:
    """Return the year of an item, or 0 where it has no day."""
    day = _day(item)
    return 0 if day == date.min else day.year


def _day(item: Item) -> date:
    if isinstance(item, Article):
        return item.published
    if isinstance(item, Campaign) and item.period:
        return item.period.start
    return date.min


class Finder:
    """Says of each text of a site by what it is found, and how it is shown."""

    def __init__(self, library: Library, lectern: Lectern, settings: Settings) -> None:
        self.lectern, self.settings = lectern, settings
        self.languages = library.languages
        self.editions = {
            lang: Edition(library, lectern, lang, settings.now) for lang in library.languages
        }
        self.library = library
        self._campaigns: dict[tuple[str, str], str] = {}

    def found(self, name: str, lang: str) -> tuple[Item, Text]:
        """Return the item that ``name_of`` called so, and its text in a language.

        Raises ``KeyError`` where there is none.
        """
        kind, _, item_slug = name.partition("/")
        shelves: dict[str, Mapping[str, Item]] = {
            "articles": self.library.articles,
            "campaigns": self.library.campaigns,
            "pages": self.library.pages,
        }
        item = shelves[kind][item_slug]
        text = item.text_in(lang)
        if text is None:
            raise KeyError(lang)
        return item, text

    def document(self, item: Item, text: Text) -> Document:
        """Return the words by which ``text`` of ``item`` is found."""
        edition = self.editions[text.lang]
        names = [photo.caption for photo in text.photos]
        more = [photo.credit for photo in text.photos]
        if text.summary_given:
            names.append(text.summary)
        more += [correction.text for correction in text.corrections]
        for row in text.award_rows:
            more += [row.recipient, row.unit, row.award]
        # The page of a language in which nobody wrote the item still names what it is about.
        unsaid = [self.editions[lang] for lang in self._untold(item)]
        if isinstance(item, Article):
            names += self._of_article(edition, item)
            names += _new(names, (said for one in unsaid for said in self._of_article(one, item)))
            more += item.authors
            more += _days((item.published, item.event_day), text.lang)
        elif isinstance(item, Campaign):
            told = (*item.occasions, *item.launched_by)
            names += self._said(edition, told)
            names += _new(names, (said for one in unsaid for said in self._said(one, told)))
            more += _days(_ends(item.period), text.lang)
        return Document(
            title=text.title,
            names=tuple(filter(None, names)),
            more=tuple(filter(None, more)),
            body=self.lectern.body(text).plain,
        )

    def _of_article(self, edition: Edition, article: Article) -> Iterator[str]:
        yield from self._said(edition, (*article.units, *article.places, *article.topics))
        for person in article.people:
            titles = (person.rank, person.position, person.unit)
            rank, position, unit = (edition.label(t).text if t else "" for t in titles)
            # Both as they are said: “Đại tá Vũ Văn Hiển, Trưởng phòng”.
            yield f"{rank} {person.name}".strip()
            yield position
            yield unit
        for name in article.campaigns():
            campaign = self.library.campaigns[name]
            yield edition.title(campaign).text
            yield from self._said(edition, campaign.occasions)

    def _untold(self, item: Item) -> list[str]:
        return [lang for lang in self.languages if item.text_in(lang) is None]

    def _said(self, edition: Edition, names: Iterable[Name]) -> Iterator[str]:
        return (edition.label(name).text for name in names)

    def key(self, item: Item, text: Text, stamp: str) -> str:
        """Return letters that stand for ``document``; ``stamp`` stands for all of the item."""
        if not isinstance(item, Article):
            return f"{stamp} {text.lang}"
        editions = [self.editions[lang] for lang in (text.lang, *self._untold(item))]
        campaigns = "\0".join([self._campaign(e, n) for e in editions for n in item.campaigns()])
        return f"{stamp} {text.lang} {campaigns}"

    def _campaign(self, edition: Edition, name: str) -> str:
        known = self._campaigns.get((edition.lang, name))
        if known is None:
            campaign = self.library.campaigns[name]
            said = (edition.title(campaign).text, *self._said(edition, campaign.occasions))
            known = self._campaigns[edition.lang, name] = "\0".join(said)
        return known

    def look(self, item: Item, text: Text) -> str:
        """Return the badge and the photo: all of ``shown`` that ``key`` does not stand for."""
        return f"{self.editions[text.lang].status(item)} {self._photo(item, text)}"

    def shown(self, item: Item, text: Text) -> Shown:
        """Return how ``text`` of ``item`` is shown among answers."""
        edition = self.editions[text.lang]
        return Shown(
            kind=_KINDS[type(item)],
            slug=item.slug,
            lang=text.lang,
            title=text.title,
            day=_shown_day(edition, item),
            ties=_ties(edition, item),
            status=edition.status(item),
            photo=self._photo(item, text),
            captions=tuple(photo.caption for photo in text.photos if photo.caption),
        )

    def _photo(self, item: Item, text: Text) -> str:
        for photo in (*text.photos, *item.text.photos):
            picture = self.library.pictures.get(photo.source)
            if picture:
                return (picture.webp or picture.jpeg)[0].url
        return ""

    def text(self, text: Text) -> str:
        """Return the words of ``text`` as they stand in it."""
        return self.lectern.body(text).plain

    def __reduce__(self) -> "tuple[type[Finder], tuple[object, ...]]":
        return Finder, (self.library, self.lectern, self.settings)


def _shown_day(edition: Edition, item: Item) -> tuple[str, str]:
    if isinstance(item, Article):
        day = edition.day(item.published)
        return day.iso, day.text
    span = edition.span(item.period) if isinstance(item, Campaign) else None
    if span is None:
        return "", ""
    return span.start.iso, f"{span.start.text} – {span.end.text if span.end else ''}".strip()


def _ties(edition: Edition, item: Item) -> tuple[tuple[str, str], ...]:
    if not isinstance(item, Article):
        return ()
    # In the order of a campaign's life.
    ties = sorted(item.involvements, key=lambda tie: _ORDER[tie.relation])
    return tuple((str(t.relation), edition.campaign_ref(t.campaign).label.text) for t in ties)


def _days(days: Iterable[date], lang: str) -> Iterator[str]:
    """Yield days as figures, as everybody types them, and as readers of ``lang`` see them."""
    for day in dict.fromkeys(days):
        yield f"{day.day}/{day.month}/{day.year}"
        if lang != "vi":
            yield dates.long(day, lang)


def _new(names: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(names)
    return [said for said in dict.fromkeys(others) if said not in known]


def _ends(period: Period | None) -> tuple[date, ...]:
    if period is None:
        return ()
    return (period.start, period.end) if period.end else (period.start,)


def facets(
    items: Sequence[Item], library: Library, languages: tuple[str, ...]
) -> dict[str, tuple[Facet, ...]]:
    """Return by what answers can be narrowed, by kind: relations, campaigns, units."""
    relations: dict[str, list[int]] = {str(relation): [] for relation in Relation}
    campaigns: dict[str, list[int]] = {}
    units: dict[str, tuple[Name, list[int]]] = {}
    for number, item in enumerate(items):
        told: tuple[Name, ...] = ()
        if isinstance(item, Article):
            for relation in dict.fromkeys(tie.relation for tie in item.involvements):
                relations[relation].append(number)
            for name in item.campaigns():
                campaigns.setdefault(name, []).append(number)
            told = item.units
        elif isinstance(item, Campaign):
            campaigns.setdefault(item.slug, []).append(number)
            told = item.launched_by
        for place, unit in {slug(unit.text): unit for unit in told}.items():
            units.setdefault(place, (unit, []))[1].append(number)
    return {
        "relations": tuple(Facet(slug=name, items=tuple(of)) for name, of in relations.items()),
        "campaigns": tuple(
            Facet(
                slug=name,
                names=tuple(_title(library.campaigns[name], lang) for lang in languages),
                items=tuple(campaigns[name]),
            )
            for name in sorted(campaigns)
        ),
        "units": tuple(
            Facet(
                slug=place,
                names=tuple(_called(unit, lang, languages[0]) for lang in languages),
                items=tuple(found),
            )
            for place, (unit, found) in sorted(units.items())
        ),
    }


def _title(campaign: Campaign, lang: str) -> str:
    text = campaign.text_in(lang)
    return text.title if text else ""


def _called(name: Name, lang: str, first: str) -> str:
    return name.text if lang == first else name.said_in(lang) or ""
