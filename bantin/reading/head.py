"""A text file → its head, field by field with the place of each value, and its text.

The head is read line by line and a value runs to the end of its line as it stands, because
a title with a colon, a quote or ``#1`` is a title. Of YAML only what tools write is
understood: block lists, a value wholly in quotes, and a value folded onto indented lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import NamedTuple

from ..faults import fault
from ..guesses import mark_of, unmarked
from ..problems import N_, Problem, Severity
from .fields import Field, Fields
from .frame import COMMENT, ITEM, Frame, Line, field_line, find_frame, shortened

_FOLDED = frozenset({">", ">-", "|", "|-"})
_ENOUGH = 20
_NOTHING = frozenset({"[]", "~", "null", "''", '""'})


class Value(NamedTuple):
    """What was typed, at which line and column (from 1), for a field called ``label``.

    (One of many in every head, as an ``Entry`` is: plain tuples.)
    """

    text: str
    line: int
    column: int
    label: str


class Entry(NamedTuple):
    """A field of the head: its name as typed, and its values (none where it was left empty)."""

    field: Field
    label: Value
    values: tuple[Value, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a file says of itself, and its text, whose first line is ``body_line``.

    ``values`` are those of the ``entries``, by the key of their field.
    """

    entries: tuple[Entry, ...] = ()
    values: Mapping[str, tuple[Value, ...]] = dataclass_field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()

    def all(self, key: str) -> tuple[Value, ...]:
        """Return every value of the field, in order."""
        return self.values.get(key, ())

    def first(self, key: str) -> Value | None:
        """Return the first value of the field, or None."""
        values = self.all(key)
        return values[0] if values else None


def read_head(text: str, *, path: str, fields: Fields, lang: str, translation: bool) -> Head:
    """Return the head and the text of a file; ``problems`` are all that is wrong with the head.

    ``lang`` is the language of the file, in which missing fields are named unless the
    writer used names of the other one. A ``translation`` must have only what is its own.
    """
    lines = text.split("\n")
    frame = find_frame(lines, path=path, fields=fields)
    entries, problems = _read_lines(lines, frame, path, fields, lang)
    entries, guesses = _confirmed(entries, path)
    problems += guesses
    problems += _given_twice(entries, path)
    if frame.usable:
        problems += _lacking(entries, problems, path, fields, lang, translation)
    return Head(
        entries=tuple(entries),
        values=_by_key(entries),
        body="\n".join(lines[frame.body :]),
        body_line=frame.body + 1,
        problems=(*frame.problems, *problems),
    )


def _by_key(entries: list[Entry]) -> dict[str, tuple[Value, ...]]:
    values: dict[str, tuple[Value, ...]] = {}
    for entry in entries:
        values[entry.field.key] = values.get(entry.field.key, ()) + entry.values
    return values


def _read_lines(
    lines: list[str], frame: Frame, path: str, fields: Fields, lang: str
) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    # What stands below a line that could not be read belongs to it, and is not told again.
    lost = True
    for number, line in enumerate(lines[frame.start : frame.stop], start=frame.start + 1):
        if not line.strip() or ("#" in line and COMMENT.match(line)):
            continue
        found = field_line(line)
        field = fields.find(found.name) if found else None
        if found and field and not _is_item(line, entries, lost):
            entries.append(_entry(field, found, number))
            lost = False
        elif line[0].isspace() or ITEM.match(line):
            if not lost:
                entries[-1] = _continued(entries[-1], line, number)
        elif found:
            problems.append(_unknown(found.name, path, number, fields, _spoken(entries, lang)))
            lost = True
        else:
            problems.append(_no_field(line, path, number))
            lost = True
        if len(problems) == _ENOUGH:
            break  # this is no head, and more of the same would help nobody
    return entries, problems


def _confirmed(entries: list[Entry], path: str) -> tuple[list[Entry], list[Problem]]:
    """Return ``entries`` without the marks behind what was guessed, and a warning for each."""
    problems: list[Problem] = []
    for place, entry in enumerate(entries):
        if not any("[" in value.text for value in entry.values):
            continue
        values = tuple(value._replace(text=unmarked(value.text)) for value in entry.values)
        problems += [
            _guessed(path, value, mark_of(before.text))
            for value, before in zip(values, entry.values, strict=True)
            if value.text != before.text
        ]
        entries[place] = entry._replace(values=tuple(value for value in values if value.text))
    return entries, problems


def _guessed(path: str, value: Value, mark: str) -> Problem:
    return fault(
        "field-guessed",
        N_("“{field}: {value}” is a guess"),
        N_("If it is right, delete “{mark}” behind it; else correct it, or delete the line"),
        path=path,
        line=value.line,
        column=value.column,
        severity=Severity.WARNING,
        field=value.label,
        value=shortened(value.text),
        mark=mark,
    )


def _is_item(line: str, entries: list[Entry], lost: bool) -> bool:
    """Return whether ``line`` goes on with a list, even if a field's name stands in it."""
    if not entries or not ITEM.match(line):
        return False
    return lost or entries[-1].listed or not entries[-1].values


def _entry(field: Field, line: Line, number: int) -> Entry:
    label = Value(line.name, number, line.column + 1, line.name)
    text = line.value
    if not text or text in _NOTHING:
        return Entry(field, label, listed=text == "[]")
    return Entry(field, label, (Value(_unquoted(text), number, line.start + 1, line.name),))


def _continued(entry: Entry, line: str, number: int) -> Entry:
    """Return ``entry`` with one more item of its list, or with a folded line joined to it."""
    item = ITEM.match(line)
    if item and (entry.listed or not entry.values):
        text = _unquoted(line[item.end() :].strip())
        place = Value(text=text, line=number, column=item.end() + 1, label=entry.label.text)
        values = (*entry.values, place) if text else entry.values
        return entry._replace(values=values, listed=True)
    if not entry.values:
        start = len(line) - len(line.lstrip())
        place = Value(text=line.strip(), line=number, column=start + 1, label=entry.label.text)
        return entry._replace(values=(place,))
    last = entry.values[-1]
    text = "" if last.text in _FOLDED else last.text
    joined = last._replace(text=_unquoted(f"{text} {line.strip()}".strip()))
    return entry._replace(values=(*entry.values[:-1], joined))


def _unquoted(text: str) -> str:
    """Take the quotes off a value that stands wholly in them, as tools write it."""
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        return text if text[0] in inner else inner.strip()
    return text


def _spoken(entries: list[Entry], lang: str) -> str:
    """Return the language of the names that the writer used first, else ``lang``."""
    spoken = (entry.field.language(entry.label.text) for entry in entries)
    return next((code for code in spoken if code), lang)


def _given_twice(entries: list[Entry], path: str) -> Iterator[Problem]:
    seen: dict[str, Value] = {}
    for entry in entries:
        if entry.field.repeats:
            continue
        for place in (entry.label, *entry.values[1:]):
            first = seen.setdefault(entry.field.key, place)
            if place is not first:
                yield _twice(path, first, place)


def _twice(path: str, first: Value, second: Value) -> Problem:
    return fault(
        "field-twice",
        N_("“{field}” is given twice: lines {first} and {second}"),
        N_("Keep one of the two"),
        path=path,
        line=second.line,
        column=second.column,
        field=second.label,
        first=str(first.line),
        second=str(second.line),
    )


def _lacking(
    entries: list[Entry],
    problems: list[Problem],
    path: str,
    fields: Fields,
    lang: str,
    translation: bool,
) -> Iterator[Problem]:
    """Yield a Problem for each required field that is missing or was left empty."""
    given = {entry.field.key for entry in entries if entry.values}
    lacking = [field for field in fields.required if field.key not in given]
    if not lacking:
        return
    typed = {entry.field.key: entry.label for entry in reversed(entries)}
    meant = {dict(problem.values).get("suggestion") for problem in problems}
    for field in lacking:
        if translation and not field.own:
            continue
        if field.key in typed:
            yield _empty(path, typed[field.key])
        elif not meant.intersection(field.labels):
            yield _missing(path, field, _spoken(entries, lang))


def _empty(path: str, label: Value) -> Problem:
    return fault(
        "field-empty",
        N_("“{field}” is empty"),
        N_("Write it behind the colon"),
        path=path,
        line=label.line,
        column=label.column,
        field=label.text,
    )


def _missing(path: str, field: Field, lang: str) -> Problem:
    return fault(
        "field-missing",
        N_("“{field}” is missing"),
        N_("Add a line to the head: {field}: {example}"),
        path=path,
        field=field.label(lang),
        example=field.example,
    )


def _unknown(typed: str, path: str, line: int, fields: Fields, lang: str) -> Problem:
    message = N_("there is no field “{typed}”")
    suggestion = fields.suggest(typed)
    if suggestion:
        remedy = N_("Did you mean “{suggestion}”?")
        return fault(
            _UNKNOWN, message, remedy, path=path, line=line, typed=typed, suggestion=suggestion
        )
    remedy = N_("Correct the name or delete the line. The fields are: {fields}")
    names = ", ".join(field.label(lang) for field in fields.all)
    return fault(_UNKNOWN, message, remedy, path=path, line=line, typed=typed, fields=names)


_UNKNOWN = "field-unknown"


def _no_field(line: str, path: str, number: int) -> Problem:
    return fault(
        "head-line-unreadable",
        N_("“{typed}” in the head is not a line “Field: value”"),
        N_("Join it to the line above, or move it below the second ---"),
        path=path,
        line=number,
        typed=shortened(line.strip()),
    )
