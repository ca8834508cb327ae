"""The lines of a text file → where its head stands, and where its text starts."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ..faults import fault
from ..problems import N_, Problem
from .fields import Fields

LIMIT = 64 * 1024
"""A head longer than this many characters is refused."""

_WIDE = "\uff1a"  # the colon of full width, as some keyboards give it
_LONGEST = 60
_NEARBY = 12
ITEM = re.compile(r"\s*-(?:\s+|\Z)")
COMMENT = re.compile(r"\s*#(?:\s|\Z)")
_FENCE = re.compile(r"-{3,}\s*\Z")
_DASHES = re.compile(r"[-–—―−‐‑_=*~+\s]+\Z")


class Line(NamedTuple):
    """A line “Field: value”; ``column`` and ``start`` are where name and value begin, from 0."""

    name: str
    column: int
    start: int
    value: str


def field_line(line: str) -> Line | None:
    """Return the parts of a line that looks like “Field: value”, or None."""
    bare = line.lstrip()
    typed, colon, rest = bare.partition(":")
    if _WIDE in typed:
        typed, colon, rest = bare.partition(_WIDE)
    name = typed.rstrip()
    if not name or not colon or len(typed) > _LONGEST or rest.startswith("//"):
        return None
    if name[0] in "*_":  # **Field:** value
        rest = rest.removeprefix(name[: len(name) - len(name.lstrip("*_"))])
    value = rest.lstrip()
    return Line(name, len(line) - len(bare), len(line) - len(value), value.rstrip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Indexes into the lines: the head is ``start:stop``, the text starts at ``body``.

    ``usable`` is False where there is no head to be read, which a Problem then says.
    """

    start: int
    stop: int
    body: int
    usable: bool = True
    problems: tuple[Problem, ...] = ()


def find_frame(lines: list[str], *, path: str, fields: Fields) -> Frame:
    """Return where the head stands; a missing or changed ``---`` is told and worked around."""
    first = 0
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first == len(lines):
        return _nothing(0, fault("file-empty", N_("the file is empty"), _WRITE_HEAD, path=path))
    if _is_fence(lines[first]):
        return _from(first + 1, lines, fields, path, _changed(lines, first, path))
    missing = fault(
        "head-start-missing",
        N_("the line --- above the head is missing"),
        N_("Add a line of three dashes, ---, at the top of the file"),
        path=path,
        line=first + 1,
    )
    if _names_a_field(lines[first], fields):
        return _from(first, lines, fields, path, (missing,))
    return _nothing(first, _below(lines, first, path, fields) or missing)


def _below(lines: list[str], first: int, path: str, fields: Fields) -> Problem | None:
    """Return the Problem of a head that has something else above it, or None."""
    for number in range(first + 1, min(first + _NEARBY, len(lines) - 1)):
        if _FENCE.match(lines[number]) and _names_a_field(lines[number + 1], fields):
            return fault(
                "head-not-first",
                N_("“{typed}” stands above the head, which must come first"),
                N_("Delete it, or move it below the second ---"),
                path=path,
                line=first + 1,
                typed=shortened(lines[first].strip()),
            )
    return None


_WRITE_HEAD = N_("Write a head between two lines ---, and the text below it")


def _nothing(body: int, problem: Problem) -> Frame:
    return Frame(start=0, stop=0, body=body, usable=False, problems=(problem,))


def _from(
    start: int, lines: list[str], fields: Fields, path: str, problems: tuple[Problem, ...]
) -> Frame:
    limit = _within_limit(lines, start)
    fence = _first_fence(lines, start, limit)
    stop = limit if fence is None else fence
    prose = _first_prose(lines[start:stop], fields, closed=fence is not None)
    if prose is None and fence is not None:
        problems += _changed(lines, fence, path)
        return Frame(start=start, stop=fence, body=fence + 1, problems=problems)
    if prose is None and limit < len(lines):
        return _nothing(limit, _too_long(path, start))
    stop = _without_blanks(lines, start, stop if prose is None else start + prose)
    if not any(problem.code == "head-start-missing" for problem in problems):
        problems += (_unclosed(path, stop, len(lines)),)
    return Frame(start=start, stop=stop, body=stop, problems=problems)


def _within_limit(lines: list[str], start: int) -> int:
    """Return the index behind the last line that a head of the allowed length can reach."""
    if sum(map(len, lines)) + len(lines) <= LIMIT:
        return len(lines)
    size = 0
    for index in range(start, len(lines)):
        size += len(lines[index]) + 1
        if size > LIMIT:
            return index
    return len(lines)


def _first_fence(lines: list[str], start: int, stop: int) -> int | None:
    for index in range(start, stop):
        if _is_fence(lines[index]):
            return index
    return None


def _is_fence(line: str) -> bool:
    """Return whether ``line`` is ``---`` or what a word processor makes of it."""
    if not _DASHES.match(line):
        return False
    marks = "".join(line.split())
    return len(marks) > 1 or (marks != "" and marks in "–—―")


def _changed(lines: list[str], index: int, path: str) -> tuple[Problem, ...]:
    if _FENCE.match(lines[index]):
        return ()
    problem = fault(
        "head-fence-changed",
        N_("“{typed}” is not ---: the program made something else of the three dashes"),
        N_("Delete the line and type three dashes again: ---"),
        path=path,
        line=index + 1,
        typed=shortened(lines[index].strip()),
    )
    return (problem,)


def _names_a_field(line: str, fields: Fields) -> bool:
    found = field_line(line)
    return found is not None and fields.find(found.name) is not None


def _first_prose(lines: list[str], fields: Fields, *, closed: bool) -> int | None:
    """Return the index of the first line that can only be text, or None.

    A ``---`` further down may be a rule in the text, so even a ``closed`` head ends where a
    line without a field follows a blank one.
    """
    if closed and all(map(str.strip, lines)):
        return None
    blank = False
    for index, line in enumerate(lines):
        if not line.strip():
            blank = True
        elif _is_prose(line, fields, after_blank=blank, closed=closed):
            return index
        else:
            blank = False
    return None


def _is_prose(line: str, fields: Fields, *, after_blank: bool, closed: bool) -> bool:
    if COMMENT.match(line):
        return after_blank and not closed
    found = field_line(line)
    if ITEM.match(line) or (line[0].isspace() and not after_blank):
        return False
    if found is None:
        return after_blank or not closed
    if closed or not after_blank:
        return False
    return fields.find(found.name) is None and fields.suggest(found.name) is None


def _without_blanks(lines: list[str], start: int, stop: int) -> int:
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    return stop


def _unclosed(path: str, stop: int, count: int) -> Problem:
    return fault(
        "head-end-missing",
        N_("the line --- that ends the head is missing"),
        N_("Add a line of three dashes, ---, as line {number}"),
        path=path,
        line=min(stop + 1, count),
        number=str(stop + 1),
    )


def _too_long(path: str, start: int) -> Problem:
    return fault(
        "head-too-long",
        N_("the head is longer than {limit} KB"),
        N_("End the head with a line --- and write the text below it"),
        path=path,
        line=max(start, 1),
        limit=str(LIMIT // 1024),
    )


def shortened(text: str, length: int = 60) -> str:
    """Return ``text``, cut to ``length`` letters for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
