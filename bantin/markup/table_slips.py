"""Tables as they were typed → what keeps them from being tables, or registers of awards."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..problems import N_, Problem, Severity
from ..text import fold
from .award_tables import COLUMNS

# Compiled by ``re`` when a table is met, as in few runs.
_RULE = r"(?m)^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$"
_HEAD = r"(?m)^(?P<head>[^\n]*\|[^\n]*)\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)*$"
_BARE = r"(?:\A|\n[ \t]*\n)(?P<first>\|[^\n|]+\|[^\n]*)\n(?P<second>\|[^\n]*\|)"
_TABS = r"(?m)^(?P<head>[^\s|][^\t\n]*(?:\t+[^\t\n]+)+)\n[^\s|][^\t\n]*\t[^\n]*$"
_LABELS = {"person": "Họ và tên", "collective": "Tập thể", "unit": "Đơn vị", "award": "Hình thức"}
_NEAR = 2
_MOST_LETTERS = 40


def table_slips(source: str, *, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning for each table in ``source`` that is none, or lacks a name for a column."""
    if "\t" in source and (found := re.search(_TABS, source)):
        cells = [cell.strip() for cell in found["head"].split("\t") if cell.strip()]
        yield _told(
            "table-of-tabs", source, found.start(), path, first_line,
            N_("“{typed}” stands in columns by tabs, which run together"),
            N_("Write each line as {right}, and below the first one {rule}"),
            typed=" → ".join(cells), right=_row(cells), rule=_rule(len(cells)),
        )  # fmt: skip
    if "|" not in source:
        return
    for found in re.finditer(_BARE, source):
        if not re.match(_RULE, found["second"]):
            cells = _cells(found["first"])
            yield _told(
                "table-without-rule", source, found.start("first"), path, first_line,
                N_("the table “{typed}” lacks the line below its head; it is no table yet"),
                N_("Add below it the line {rule}"),
                typed=_row(cells), rule=_rule(len(cells)),
            )  # fmt: skip
    for found in re.finditer(_HEAD, source):
        yield from _columns(source, found, path, first_line)


def _columns(source: str, found: re.Match[str], path: str, first_line: int) -> Iterator[Problem]:
    """Yield what hides awards from their register: a misspelt head, a row without a name."""
    cells = _cells(found["head"])
    known = {column: n for n, cell in enumerate(cells) if (column := _column(cell))}
    place = found.start("head")
    for cell in cells:
        if not _column(cell) and (meant := _meant(cell)) and meant not in known:
            yield _told(
                "award-column-unknown", source, place, path, first_line,
                N_("the column “{typed}” is not known to the register of awards"),
                N_("Did you mean “{suggestion}”?"),
                typed=cell, suggestion=_LABELS[meant],
            )  # fmt: skip
            return
    if not known.keys() & {"person", "collective"}:
        if {"unit", "award"} <= known.keys():
            yield _told(
                "award-column-unknown", source, place, path, first_line,
                N_("the table “{typed}” has awards, but no column of names"),
                N_("Call the column of people “Họ và tên”, that of collectives “Tập thể”"),
                typed=_row(cells),
            )  # fmt: skip
        return
    yield from _nameless(source, found.end(), known, path, first_line)


def _nameless(
    source: str, place: int, known: dict[str, int], path: str, first_line: int
) -> Iterator[Problem]:
    while (start := place + 1) < len(source):
        stop = source.find("\n", start)
        place = stop if stop >= 0 else len(source)
        line = source[start:place]
        if "|" not in line:
            return
        cells = _cells(line)
        said = {column: cells[n] for column, n in known.items() if n < len(cells)}
        if said.get("award") and not said.get("person") and not said.get("collective"):
            yield _told(
                "award-without-name", source, start, path, first_line,
                N_("this row names an award, “{award}”, but nobody who received it"),
                N_("Write the name in every row, also where the one above is meant"),
                award=said["award"],
            )  # fmt: skip


def _cells(line: str) -> list[str]:
    return [cell.strip(" \t*_") for cell in line.strip().strip("|").split("|")]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(count: int) -> str:
    return f"|{'---|' * count}"


@lru_cache(maxsize=1024)  # tables of one paper have the same few heads
def _column(cell: str) -> str | None:
    wanted = fold(cell).rstrip(" .:")
    return next((column for column, names in COLUMNS.items() if wanted in names), None)


@lru_cache(maxsize=1024)
def _meant(cell: str) -> str | None:
    """Return the column whose name differs from ``cell`` by a slip of a key or two, or None."""
    wanted = fold(cell).rstrip(" .:")
    if not 5 <= len(wanted) <= _MOST_LETTERS:
        return None
    for column, label in _LABELS.items():
        name = fold(label)
        far = 1 if len(name) < 8 else _NEAR
        if abs(len(name) - len(wanted)) <= far and _distance(name, wanted) <= far:
            return column
    return None


def _distance(one: str, two: str) -> int:
    """Return how many letters must be put in, taken out or changed to make ``two`` of ``one``."""
    row = list(range(len(two) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        for place, other in enumerate(two, start=1):
            cost = before if letter == other else 1 + min(before, row[place], row[place - 1])
            before, row[place] = row[place], cost
    return row[-1]


def _told(
    code: str,
    source: str,
    place: int,
    path: str,
    first_line: int,
    message: str,
    remedy: str,
    **values: str,
) -> Problem:
    return Problem(
        code=code,
        path=path,
        message=message,
        remedy=remedy,
        line=first_line + source.count("\n", 0, place),
        severity=Severity.WARNING,
        values=tuple(sorted((name, value[:160]) for name, value in values.items())),
    )
