"""What a book holds → its indexes: photos by caption and by person, people, units."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from ..model import Article, Name
from ..pages.edition import Edition, shortened
from ..text import initial_letter, person_key, slug, sort_key
from ..views import BookEntry, BookGroups, BookPhoto, BookRef, Label

_LONGEST_CAPTION = 110


def captions(edition: Edition, photos: Iterable[tuple[BookRef, BookPhoto]]) -> BookGroups:
    """Return every photo that has a caption, by its first letter."""
    entries = [
        BookEntry(
            Label(shortened(photo.view.caption, _LONGEST_CAPTION), photo.view.lang),
            None,
            (BookRef(photo.anchor, article.label, article.number),),
        )
        for article, photo in photos
        if photo.view.caption
    ]
    return _grouped(entries, sort_key, lambda name: name)


def people(
    edition: Edition, articles: Iterable[Article], places: Mapping[str, BookRef]
) -> BookGroups:
    """Return everybody whom an article or the register names, by given name."""
    lines: dict[str, _Line] = {}
    for article in articles:
        for key, name, detail in _named(edition, article):
            line = lines.setdefault(key, _Line(edition.proper(name)))
            line.add(places[article.slug], detail)
    return _by_given_name(lines)


def units(
    edition: Edition, articles: Iterable[Article], places: Mapping[str, BookRef]
) -> BookGroups:
    """Return every unit that an article or the register names, in the order of the dictionary."""
    lines: dict[str, _Line] = {}
    for article in articles:
        awards = edition.library.awards.get(article.slug, ())
        awarded = (award.unit for award in awards if award.unit)
        for unit in (*article.units, *awarded):
            line = lines.setdefault(slug(unit.text), _Line(edition.label(unit)))
            line.add(places[article.slug])
    return _grouped((line.entry for line in lines.values()), sort_key, lambda name: name)


def faces(
    edition: Edition,
    articles: Iterable[Article],
    places: Mapping[str, BookRef],
    photos: Mapping[str, Iterable[BookPhoto]],
) -> BookGroups:
    """Return everybody whom the caption of a photo names and whom its article knows."""
    lines: dict[str, _Line] = {}
    for article in articles:
        named = tuple(_named(edition, article))
        for photo in photos[article.slug]:
            for key, name, detail in named:
                if name in photo.view.caption:
                    line = lines.setdefault(key, _Line(edition.proper(name)))
                    line.add(replace(places[article.slug], anchor=photo.anchor), detail)
    return _by_given_name(lines)


@dataclass(slots=True)
class _Line:
    """A line of an index while it is filled; its places are in the order of the book."""

    name: Label
    detail: Label | None = None
    places: dict[BookRef, None] = field(default_factory=dict)

    def add(self, place: BookRef, detail: Label | None = None) -> None:
        """Add a place, once; who somebody is says the last article that tells it."""
        self.places[place] = None
        self.detail = detail or self.detail

    @property
    def entry(self) -> BookEntry:
        return BookEntry(self.name, self.detail, tuple(self.places))


def _named(edition: Edition, article: Article) -> Iterator[tuple[str, str, Label | None]]:
    """Yield everybody whom an article names: slug, name, and the unit or the rank."""
    for person in article.people:
        yield person.slug, person.name, _who(edition, person.unit or person.rank)
    for award in edition.library.awards.get(article.slug, ()):
        if award.person:
            yield award.person, award.recipient, _who(edition, award.rank)


def _who(edition: Edition, name: Name | None) -> Label | None:
    return edition.label(name) if name else None


def _by_given_name(lines: Mapping[str, _Line]) -> BookGroups:
    entries = (line.entry for line in lines.values())
    return _grouped(entries, person_key, lambda name: name.rpartition(" ")[2])


def _grouped(
    entries: Iterable[BookEntry], key: Callable[[str], Any], word: Callable[[str], str]
) -> BookGroups:
    """Return entries in order, under the initial letters of what ``word`` takes of their names."""

    def initial(entry: BookEntry) -> str:
        first = "".join(c for c in word(entry.name.text) if c.isalnum())
        return initial_letter(first).upper() or "#"

    ordered = sorted(entries, key=lambda entry: (key(entry.name.text), entry.places[0].anchor))
    return tuple((letter, tuple(found)) for letter, found in groupby(ordered, initial))
