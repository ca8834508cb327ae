"""The bytes of a text file → what a form shows of it; what comes back → the bytes of the file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..manuscript import revised
from ..problems import Problem
from ..reading.encodings import decode
from ..reading.fields import ARTICLE, CAMPAIGN, PAGE, Fields
from ..reading.head import Head, read_head
from ..text import clean

FIELDS: Mapping[str, Fields] = MappingProxyType(
    {"articles": ARTICLE, "campaigns": CAMPAIGN, "pages": PAGE}
)
"""The fields of a head, by the kind of item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A text: the kind and the slug of its item, its language, whether that translates another.

    ``folder`` is that of the item and ``name`` the file in it, below the content folder.
    """

    kind: str
    slug: str
    lang: str
    folder: str
    name: str
    is_translation: bool

    @property
    def path(self) -> str:
        """The path of the file below the content folder."""
        return f"{self.folder}/{self.name}"

    @property
    def fields(self) -> Fields:
        """The fields that its head may have."""
        return FIELDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a form shows of a text: the values of its head by field, and its words.

    ``stamp`` stands for the bytes of the file; it is empty where there is no file yet.
    """

    values: Mapping[str, tuple[str, ...]]
    body: str
    stamp: str

    def all(self, key: str) -> tuple[str, ...]:
        """Return the values of a field."""
        return self.values.get(key, ())

    def first(self, key: str) -> str:
        """Return the first value of a field, or an empty string."""
        return next(iter(self.all(key)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What comes back from a form: the fields that it has, and the words where it has them.

    ``sure`` are the fields whose values were guessed, and are confirmed.
    """

    values: Mapping[str, tuple[str, ...]]
    body: str | None = None
    sure: frozenset[str] = frozenset()


def stamp_of(data: bytes | None) -> str:
    """Return letters that stand for the bytes of a file; none for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()[:32]


def sheet_of(data: bytes | None, place: Place) -> Sheet:
    """Return what a form shows of the file; raise ``ContentError`` where it is no text."""
    if data is None:
        return Sheet(values={}, body="", stamp="")
    head = head_of(data, place)
    values = {key: tuple(value.text for value in said) for key, said in head.values.items() if said}
    return Sheet(values=values, body=_without_gap(head.body), stamp=stamp_of(data))


def head_of(data: bytes, place: Place) -> Head:
    """Return the head of the file; raise ``ContentError`` where it is no text."""
    return read_head(
        decode(data, place.path),
        path=place.path,
        fields=place.fields,
        lang=place.lang,
        translation=place.is_translation,
    )


def written(data: bytes | None, said: Said, place: Place) -> bytes:
    """Return the file with what was ``said`` in the form, all else as it was.

    A field that comes back as it was shown, and a line that did, keeps its bytes. Raises
    ``ContentError`` where the file is no text.
    """
    old = sheet_of(data, place)
    changes = {
        key: values
        for key, values in said.values.items()
        if ((told := _told(values)) != old.all(key) and (told or old.all(key))) or key in said.sure
    }
    body = None if said.body is None else _ended(said.body)
    if data is not None and body is not None and body == _ended(old.body):
        body = None
    if data is not None and not changes and body is None:
        return data
    return revised(data or b"", changes, fields=place.fields, lang=place.lang, body=body)


def body_line(data: bytes, place: Place) -> int:
    """Return the line of the file, from 1, at which the words that a form shows begin."""
    head = head_of(data, place)
    gap = len(head.body) - len(_without_gap(head.body))
    return head.body_line + head.body[:gap].count("\n")


def owner(problem: Problem, head: Head, place: Place) -> tuple[str, int]:
    """Return the field that a problem of the head is about, and which of its values.

    The field is empty where it is none of them.
    """
    for entry in head.entries:
        lines = [entry.label.line, *(value.line for value in entry.values)]
        if min(lines) <= problem.line <= max(lines):
            return entry.field.key, _number(head, entry.field.key, problem.line)
    named = place.fields.find(dict(problem.values).get("field", ""))
    return (named.key, 0) if named and problem.code == "field-missing" else ("", 0)


def _number(head: Head, key: str, line: int) -> int:
    lines = [value.line for value in head.all(key)]
    return next((n for n, at in enumerate(lines) if at == line), 0)


def _told(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value.strip() for value in values if value.strip())


def _without_gap(body: str) -> str:
    lines = body.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines) - 1)
    return "\n".join(lines[first:]) if body.strip() else ""


def _ended(body: str) -> str:
    """Return the words of a form with plain ends of lines, and one at the end."""
    plain = _without_gap(clean(body.replace("\r\n", "\n").replace("\r", "\n")))
    return f"{plain}\n" if plain and not plain.endswith("\n") else plain
