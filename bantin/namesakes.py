"""People whose names differ only in accents → an address of their own for each.

“Vũ Văn Hiển” and “Vũ Văn Hiền” fold to one slug, but they are two people: one record for
both would credit each with the other's awards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .awards import Names
from .model import Article, Name, Person


@dataclass(frozen=True, slots=True)
class Apart:
    """``Names`` that give each person the address which ``tell_apart`` found for them."""

    names: Names
    slugs: Mapping[tuple[str, str], str]

    def name(self, kind: str, text: str) -> Name:
        """Return ``text`` as a name of a ``kind`` of ``names.csv``."""
        return self.names.name(kind, text)

    def person(self, text: str) -> Person:
        """Return the person that ``text`` names; the slug is empty where nobody has that name."""
        found = self.names.person(text)
        return replace(found, slug=self.slugs.get(_who(found), ""))


def tell_apart(articles: Iterable[Article], names: Names) -> tuple[tuple[Article, ...], Apart]:
    """Return the articles, and names for their registers, with one address for one person.

    Whoever was in the news first keeps the plain address; a later one whose name has the
    same letters but other accents gets ``-2``, ``-3`` …
    """
    articles = tuple(articles)
    slugs: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for article in sorted(articles, key=lambda a: (a.event_day, a.slug)):
        rows = (row for row in article.text.award_rows if not row.collective)
        awarded = (names.person(row.recipient) for row in rows)
        for person in (*article.people, *awarded):
            if person.slug and _who(person) not in slugs:
                slugs[_who(person)] = _free(person.slug, taken)
                taken.add(slugs[_who(person)])
    return tuple(_renamed(article, slugs) for article in articles), Apart(names, slugs)


def _who(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.unit.text.casefold() if person.unit else ""


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _renamed(article: Article, slugs: Mapping[tuple[str, str], str]) -> Article:
    people = tuple(replace(p, slug=slugs.get(_who(p), p.slug)) for p in article.people)
    return article if people == article.people else replace(article, people=people)
