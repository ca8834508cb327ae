"""Lines of a simple table → its HTML, its words and its awardees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import AwardRow
from .award_tables import award_rows
from .plain_lines import Follow, Said, said, squashed

_RULE = re.compile(r" *(:?)-+(:?) *\Z")
_SIDES = {("", ""): "", (":", ""): "", ("", ":"): "right", (":", ":"): "center"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as ``html`` and as plain ``words``, and its awardees."""

    html: str
    words: str
    award_rows: tuple[AwardRow, ...]


def plain_table(lines: Sequence[str], line: int, follow: Follow) -> Table | None:
    """Return the table of ``lines``, the first of which is ``line``; None where it is not plain.

    Every row begins and ends with ``|`` and has as many cells as the others.
    """
    typed = [_cells(row) for row in lines]
    width = len(typed[0])
    if len(typed) < 3 or width < 2 or any(len(row) != width for row in typed):
        return None
    rules = [_RULE.match(cell) for cell in typed[1]]
    sides = [_SIDES[rule[1], rule[2]] for rule in rules if rule]
    del typed[1]
    numbers = [line, *range(line + 2, line + len(lines))]
    rows = []
    for number, row in zip(numbers, typed, strict=True):
        cells = [said(cell.strip(" "), number, follow) for cell in row]
        rows.append([cell for cell in cells if cell is not None])
    if len(sides) != width or any(len(row) != width for row in rows):
        return None
    words = [[squashed(cell[1]) for cell in row] for row in rows]
    places = range(len(rows))
    return Table(
        html="".join(_html(rows, sides)),
        words=" ".join(" ".join(row) for row in words),
        award_rows=tuple(award_rows(places, words.__getitem__, numbers.__getitem__)),
    )


def _cells(row: str) -> list[str]:
    return row[1:-1].split("|") if len(row) > 1 and row[0] == row[-1] == "|" else []


def _html(rows: Sequence[Sequence[Said]], sides: Sequence[str]) -> Iterator[str]:
    shown = [f' class="align-{side}"' if side else "" for side in sides]
    yield "<table><thead>"
    yield _row(rows[0], [f'<th{side} scope="col">' for side in shown], "</th>")
    yield "</thead><tbody>"
    for row in rows[1:]:
        yield _row(row, [f"<td{side}>" for side in shown], "</td>")
    yield "</tbody></table>"


def _row(cells: Sequence[Said], starts: Sequence[str], end: str) -> str:
    inside = "".join(f"{start}{cell[0]}{end}" for start, cell in zip(starts, cells, strict=True))
    return f"<tr>{inside}</tr>"
