"""Awards: from the tables in the articles to one register."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Protocol

from .model import Article, Award, AwardRow, Name, Person, Relation


class Names(Protocol):
    """What the register needs to know of names: what a text in a table stands for."""

    def name(self, kind: str, text: str) -> Name:
        """Return ``text`` as a name of a ``kind`` of ``names.csv``."""
        ...

    def person(self, text: str) -> Person:
        """Return the person that ``text`` names, with the rank and a unit in brackets apart."""
        ...


def register(articles: Iterable[Article], names: Names) -> tuple[Award, ...]:
    """Return every award that a table in the first language states, the latest first.

    Awards of one day stand by article, then by line. An individual whose unit stands in a
    column of its own is the namesake who has it in brackets elsewhere, if there is one,
    else the person of the bare name. The campaigns are those whose awards the article
    reports.
    """
    articles = tuple(articles)
    known = _known_people(articles, names)
    awards = [
        _collective(article, row, names)
        if row.collective
        else _individual(article, row, names, known)
        for article in articles
        for row in article.text.award_rows
    ]
    return tuple(sorted(awards, key=_latest_first))


def _collective(article: Article, row: AwardRow, names: Names) -> Award:
    return Award(
        recipient=row.recipient,
        collective=True,
        rank=None,
        person="",
        unit=names.name("unit", row.recipient),
        award=_name(names, "award", row.award),
        day=article.event_day,
        campaigns=article.campaigns(Relation.AWARDS),
        article=article.slug,
        line=row.line,
    )


def _individual(article: Article, row: AwardRow, names: Names, known: frozenset[str]) -> Award:
    person = names.person(row.recipient)
    return Award(
        recipient=person.name,
        collective=False,
        rank=person.rank,
        person=_record_of(person, row.unit, names, known),
        unit=_name(names, "unit", row.unit) or person.unit,
        award=_name(names, "award", row.award),
        day=article.event_day,
        campaigns=article.campaigns(Relation.AWARDS),
        article=article.slug,
        line=row.line,
    )


def _known_people(articles: tuple[Article, ...], names: Names) -> frozenset[str]:
    named = (person for article in articles for person in article.people)
    rows = (row for article in articles for row in article.text.award_rows if not row.collective)
    awarded = (names.person(row.recipient) for row in rows)
    return frozenset(person.slug for people in (named, awarded) for person in people)


def _record_of(person: Person, unit: str, names: Names, known: frozenset[str]) -> str:
    if person.unit or not unit:
        return person.slug
    # People change units, so a unit alone never makes somebody else of them.
    told_apart = names.person(f"{person.name} ({unit})").slug
    return told_apart if told_apart in known else person.slug


def _name(names: Names, kind: str, text: str) -> Name | None:
    return names.name(kind, text) if text else None


def _latest_first(award: Award) -> tuple[timedelta, str, int]:
    return -timedelta(award.day.toordinal()), award.article, award.line
