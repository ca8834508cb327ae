"""Lines of a text → why converting them would take minutes, where it would."""

import re
from collections.abc import Iterator, Sequence

from ..faults import fault
from ..problems import N_, Problem
from .marks import MOST

_LONGEST = 1_000_000  # letters: a book of some 700 pages
_LONG = 60_000
_CELLS = 20_000
_TAGS = 10_000
_NOTES = 500

# The parser looks from every bracket that is not closed to the end of its paragraph. Signs
# times letters is the work; this much of it takes about a second.
_WORK = 10_000_000

_CLOSED = re.compile(r"\[[^\[\]]*\](?:\([^()]*\)|(?!\())|</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_OPEN = re.compile(r"[\[<`*_&\\]")
_WEIGHTS = {"[": 1.0, "<": 0.4, "`": 0.002, "*": 0.002, "_": 0.002, "&": 0.002, "\\": 0.002}
_DEEP = re.compile(r"^(?:[ \t]*(?:(?:[*+-]|\d+\.)[ \t]+|>[ \t]*)){31}", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]{200}", re.MULTILINE)


def never_tangled(text: str) -> bool:
    """Say whether ``text``, in which nothing is nested or indented, is surely no tangle.

    It is one that is short, with few signs, and holds no tags, notes or code.
    """
    brackets = text.count("[")
    return (
        len(text) < _LONG
        and brackets <= _NOTES
        and brackets * len(text) < _WORK
        and (text.count("|") <= _CELLS // 100 or _endless_table(text.split("\n")) is None)
    )


def tangle(lines: Sequence[str], *, path: str, first_line: int) -> Problem | None:
    """Return the Problem of a text that is too long or too tangled to be converted, or None."""
    text = "\n".join(lines)
    if len(text) > _LONGEST or len(lines) > MOST:
        return _too_long(path, first_line)
    if deep := _DEEP.search(text) or _INDENTED.search(text):
        return tangled(path, first_line + text.count("\n", 0, deep.start()))
    if text.count("|") > _CELLS // 100 and (row := _endless_table(lines)) is not None:
        return tangled(path, first_line + row)
    signs = text.count("[") + text.count("<")
    if signs > _NOTES and (text.count("<") > _TAGS or text.count("[^") > _NOTES):
        return tangled(path, first_line + _fullest(lines, 0, len(lines)))
    if signs * len(text) < _WORK and len(text) < _LONG:
        return None
    knot = _knot(lines)
    return None if knot is None else tangled(path, first_line + knot)


def tangled(path: str, line: int) -> Problem:
    """Return the Problem of a text whose signs, at ``line``, are nested too deep."""
    return fault(
        "text-too-tangled",
        N_("there are too many signs here to be told apart; the text was not read"),
        N_("Delete the brackets, dashes and other signs that are repeated without need"),
        path=path,
        line=line,
    )


def _knot(lines: Sequence[str]) -> int | None:
    """Return the line with the most open signs of the paragraph that is too much, or None."""
    work = 0.0
    for start, stop in _paragraphs(lines):
        paragraph = "\n".join(lines[start:stop])
        rest, closed = _CLOSED.subn("", paragraph)
        open_signs = sum(rest.count(sign) * weight for sign, weight in _WEIGHTS.items())
        work += (open_signs + closed / 10) * len(paragraph)
        if work > _WORK:
            return _fullest(lines, start, stop)
    return None


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for number, line in enumerate((*lines, "")):
        if not line.strip():
            if number > start:
                yield start, number
            start = number + 1


def _fullest(lines: Sequence[str], start: int, stop: int) -> int:
    return max(range(start, stop), key=lambda n: (len(_OPEN.findall(lines[n])), -n))


def _endless_table(lines: Sequence[str]) -> int | None:
    """Return the line of a table with too many cells, or None."""
    for start, stop in _paragraphs(lines):
        for number in range(start, stop):
            if lines[number].count("|") * lines[number].count("`") > _CELLS * 10:
                return number
        # Every row is filled up to as many cells as the first one has.
        widest = max(lines[start].count("|"), lines[min(start + 1, stop - 1)].count("|"))
        if widest * (stop - start) > _CELLS:
            return start
    return None


def _too_long(path: str, line: int) -> Problem:
    return fault(
        "text-too-long",
        N_("the text has more than {limit} million letters"),
        N_("Divide it into several articles"),
        path=path,
        line=line,
        limit="1",
    )
