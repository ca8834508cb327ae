"""All people, units, topics or occasions by their initial letter; of very many, a page a letter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..model import Record
from ..text import initial_letter, person_key, sort_key
from ..views import Label, Letter, LetterView, RecordEntry, RecordsView, Ref
from .edition import Edition
from .leaves import few

NAMES = 600
"""So many names stand on one page at most."""

# Letters with a shape of their own, as they are typed in Telex: addresses are ASCII.
_TYPED = {"Đ": "dd", "Ă": "aw", "Â": "aa", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw", "#": "other"}

Letters = tuple[tuple[str, tuple[Record, ...]], ...]
"""Initial letters in their order, each with the records under it."""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A page of a long list of names: its place, what it is called, and who is on it by letter."""

    place: str
    title: str
    groups: tuple[tuple[str, tuple[Record, ...]], ...]


def records_view(edition: Edition, kind: str, records: tuple[Record, ...]) -> RecordsView:
    """Return the list of all people, units, topics or occasions by their initial letter.

    Of more than ``NAMES``, each letter has a few, and leads to the page where it begins.
    """
    letters = _by_letter(edition, kind, records)
    places: dict[str, str] = {}
    for page in pages(edition, kind, records):
        for letter, _ in page.groups:
            places.setdefault(letter, page.place)
    return RecordsView(
        kind,
        tuple(
            Letter(
                letter,
                _entries(edition, few(found) if letter in places else found),
                len(found),
                places.get(letter, ""),
            )
            for letter, found in letters
        ),
        len(records),
    )


def pages(edition: Edition, kind: str, records: tuple[Record, ...]) -> tuple[LetterPage, ...]:
    """Return the pages of a list that is too long for one.

    People have the same names in all editions, so a letter has a page of its own, or more. Other
    names are translated, and begin with other letters then; but a page of one edition must be
    there in all: these lists are cut by number.
    """
    if len(records) <= NAMES:
        return ()
    letters = _by_letter(edition, kind, records)
    return tuple(_a_letter_each(letters, kind) if kind == "people" else _cut(letters, kind))


def _a_letter_each(letters: Letters, kind: str) -> Iterator[LetterPage]:
    for letter, found in letters:
        name = _TYPED.get(letter) or letter.lower()
        for part, start in enumerate(range(0, len(found), NAMES), start=1):
            yield LetterPage(
                f"{kind}/letters/{name}{f'-{part}' if part > 1 else ''}.html",
                letter if part == 1 else f"{letter} ({part})",
                ((letter, found[start : start + NAMES]),),
            )


def _cut(letters: Letters, kind: str) -> Iterator[LetterPage]:
    entries = [(letter, record) for letter, found in letters for record in found]
    for part, start in enumerate(range(0, len(entries), NAMES), start=1):
        here = groupby(entries[start : start + NAMES], lambda entry: entry[0])
        groups = tuple((letter, tuple(record for _, record in found)) for letter, found in here)
        ends = dict.fromkeys((groups[0][0], groups[-1][0]))
        yield LetterPage(f"{kind}/letters/{part}.html", "–".join(ends), groups)


def letter_view(
    edition: Edition, kind: str, page: LetterPage, all_pages: tuple[LetterPage, ...]
) -> LetterView:
    """Return one page of a long list of names."""
    at = all_pages.index(page)
    return LetterView(
        kind=kind,
        title=page.title,
        groups=tuple(
            Letter(letter, _entries(edition, found), len(found)) for letter, found in page.groups
        ),
        pages=tuple(map(_way, all_pages)),
        earlier=_way(all_pages[at - 1]) if at else None,
        later=_way(all_pages[at + 1]) if at + 1 < len(all_pages) else None,
    )


def _way(page: LetterPage) -> Ref:
    return Ref(page.place, Label(page.title), page.place)


def _by_letter(edition: Edition, kind: str, records: tuple[Record, ...]) -> Letters:
    """Return the records by letter; of a long list, all that begin with none stand together."""
    ordered = sorted_records(edition, kind, records)
    if len(records) <= NAMES:
        return tuple(
            (letter, tuple(found)) for letter, found in groupby(ordered, _initial(edition, kind))
        )
    found: dict[str, list[Record]] = {}
    initial = _initial(edition, kind)
    for record in ordered:
        found.setdefault(initial(record), []).append(record)
    return tuple((letter, tuple(some)) for letter, some in found.items())


def _initial(edition: Edition, kind: str) -> Callable[[Record], str]:
    def initial(record: Record) -> str:
        name = edition.name_of(record).text
        word = name.rpartition(" ")[2] if kind == "people" else name
        return initial_letter(word).upper() or "#"

    return initial


def sorted_records(edition: Edition, kind: str, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the records in the order of the edition's own names."""
    if kind == "people":
        return tuple(sorted(records, key=lambda r: (person_key(r.name.text), r.slug)))
    return tuple(sorted(records, key=lambda r: (sort_key(edition.name_of(r).text), r.slug)))


def _entries(edition: Edition, records: tuple[Record, ...]) -> tuple[RecordEntry, ...]:
    return tuple(_entry(edition, record) for record in records)


def _entry(edition: Edition, record: Record) -> RecordEntry:
    # Who somebody is: the unit that keeps namesakes apart, else the latest rank.
    detail = record.unit or next(iter(record.ranks), None)
    return RecordEntry(
        edition.ref(record),
        edition.label(detail) if detail else None,
        len(record.articles),
        len(record.awards),
    )
