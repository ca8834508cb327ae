"""Articles and campaigns of an edition → the open archive: every fact, for programs.

The words of a text are no part of it; whoever wants them follows the address. All addresses
are written from the root of the site.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ..model import Article, Award, Campaign, Item, Name, Person, Photo, Status, Text
from ..occasions import occasion_key
from ..pages.edition import Edition
from ..pages.frames import address
from ..settings import Settings
from ..text import slug
from .schema import FORMAT, SCHEMA_PLACE

Facts = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Archive:
    """The facts of one edition; a name that many articles have is looked up once."""

    named: Callable[[Name], Facts]
    """Return a unit or a topic: the key of its record, and its name."""
    person: Callable[[Person], Facts]
    """Return a person as an article names them."""

    def __init__(self, edition: Edition, settings: Settings) -> None:
        self.edition, self.settings, self.lang = edition, settings, edition.lang
        self.named, self.person = cache(self._named), cache(self._person)

    # ── the files ────────────────────────────────────────────────────────────

    def index(self, campaigns: Iterable[Campaign], years: Iterable[tuple[int, int]]) -> bytes:
        """Return the head of the archive: its campaigns, and where the articles of a year stand.

        ``years`` are pairs of a year and how many articles it has, the latest first.
        """
        years = tuple(years)
        return _written(
            {
                **self._head("index"),
                "name": dict(self.settings.site_names).get(self.lang, ""),
                "editions": [
                    {"language": lang, "address": address(self.settings, lang, "archive.json")}
                    for lang in self.settings.languages
                ],
                "articles": sum(count for _, count in years),
                "years": [
                    {"year": year, "articles": count, "address": self._at(f"archives/{year}.json")}
                    for year, count in years
                ],
            },
            "campaigns",
            map(self.campaign, campaigns),
        )

    def year(self, number: int, articles: Iterable[Article]) -> bytes:
        """Return the articles that were published in a year, the latest first."""
        return _written(
            {**self._head("year"), "year": number}, "articles", map(self.article, articles)
        )

    def _head(self, kind: str) -> Facts:
        site = f"{self.settings.site_url}/" if self.settings.site_url else ""
        return {
            "format": FORMAT,
            "kind": kind,
            "schema": SCHEMA_PLACE,
            "site": site,
            "language": self.lang,
        }

    # ── items ────────────────────────────────────────────────────────────────

    def article(self, article: Article) -> Facts:
        """Return every fact of ``article``."""
        edition, text = self.edition, self.edition.text(article)
        return {
            **self._item("articles", article, text),
            "published": article.published.isoformat(),
            "event_day": article.event_day.isoformat(),
            "authors": article.authors,
            "campaigns": [
                {"relation": tie.relation, "campaign": tie.campaign} for tie in article.involvements
            ],
            "people": [self.person(person) for person in article.people],
            "units": [self.named(unit) for unit in article.units],
            "places": [edition.label(place).text for place in article.places],
            "topics": [self.named(topic) for topic in article.topics],
            "photos": [facts for photo in text.photos if (facts := self._photo(photo))],
            "awards": [self.award(a) for a in edition.library.awards.get(article.slug, ())],
            "corrections": [
                {"day": item.day.isoformat(), "text": item.text}
                for item in text.corrections or article.text.corrections
            ],
        }

    def campaign(self, campaign: Campaign) -> Facts:
        """Return every fact of ``campaign``, with the articles that report it."""
        period, edition = campaign.period, self.edition
        return {
            **self._item("campaigns", campaign, edition.text(campaign)),
            "period": {
                "start": period.start.isoformat(),
                "end": period.end.isoformat() if period.end else None,
            }
            if period
            else None,
            "occasions": [
                {"key": occasion_key(name.text), "name": edition.label(name).text}
                for name in campaign.occasions
            ],
            "launched_by": [self.named(unit) for unit in campaign.launched_by],
            "articles": [
                {
                    "relation": moment.relation,
                    "article": moment.article,
                    "day": moment.day.isoformat(),
                }
                for moment in campaign.moments
            ],
            "awards": len(edition.library.rewarded.get(campaign.slug, ())),
        }

    def _item(self, kind: str, item: Item, text: Text) -> Facts:
        place = f"{kind}/{item.slug}.html"
        return {
            "key": item.slug,
            "address": self._at(place),
            "title": text.title,
            "language": text.lang,
            "translations": [
                {"language": other.lang, "address": address(self.settings, other.lang, place)}
                for other in item.texts
                if other is not text
            ],
            "sample": item.status is Status.SAMPLE,
            "summary": text.summary,
        }

    def award(self, award: Award) -> Facts:
        """Return a line of the register."""
        label, unit = self.edition.label, award.unit
        who: Facts = {"key": award.person, "name": award.recipient}
        if award.collective:
            who, unit = self.named(unit or Name(text=award.recipient)), None
        return {
            **who,
            "kind": "collective" if award.collective else "individual",
            "rank": label(award.rank).text if award.rank else None,
            "unit": label(unit).text if unit else None,
            "award": label(award.award).text if award.award else None,
            "campaigns": award.campaigns,
        }

    def _photo(self, photo: Photo) -> Facts | None:
        picture = self.edition.library.pictures.get(photo.source)
        if picture is None:
            return None
        widest = picture.jpeg[-1]
        return {
            "address": widest.url,
            "width": widest.width,
            "height": widest.height,
            "caption": photo.caption,
            "credit": photo.credit,
            "description": photo.alt,
        }

    # ── names ────────────────────────────────────────────────────────────────

    def _named(self, name: Name) -> Facts:
        return {"key": slug(name.text), "name": self.edition.label(name).text}

    def _person(self, person: Person) -> Facts:
        label = self.edition.label
        return {
            "key": person.slug,
            "name": person.name,
            "rank": label(person.rank).text if person.rank else None,
            "position": label(person.position).text if person.position else None,
            "unit": label(person.unit).text if person.unit else None,
        }

    def _at(self, place: str) -> str:
        return address(self.settings, self.lang, place)


def _written(head: Facts, name: str, items: Iterable[Facts]) -> bytes:
    """Return ``head`` with a last field ``name`` that lists ``items``, one a line."""
    # One line an item: two versions of a file can be compared line by line.
    lines = ",\n".join(map(_encode, items))
    return f'{_encode(head)[:-1]},\n"{name}":[\n{lines}\n]}}\n'.encode()
