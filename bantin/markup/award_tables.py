"""Tables in a text → its rows of awardees."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ..model import AwardRow
from ..text import fold

COLUMNS = {
    "person": frozenset({"ho va ten", "ho ten", "ho, ten", "name", "full name"}),
    "collective": frozenset({"tap the", "ten tap the", "collective", "collectives"}),
    "unit": frozenset({"don vi", "unit"}),
    "award": frozenset(
        {"hinh thuc", "hinh thuc khen thuong", "hinh thuc khen", "danh hieu", "award", "awards"}
    ),
}

Row = TypeVar("Row")


def award_rows(
    rows: Sequence[Row], words: Callable[[Row], list[str]], line_of: Callable[[Row], int]
) -> Iterator[AwardRow]:
    """Yield the awardees of a table; none where no column is called by one of the heads.

    The first of the ``rows`` is the head; ``words`` tells the plain text of a row's cells. A
    row without a name gives nothing. Columns of other names, such as a number, are left out.
    """
    columns = _columns(words(rows[0])) if rows else {}
    if not {"person", "collective"} & columns.keys():
        return
    for row in rows[1:]:
        cells = words(row)
        said = {column: cells[place] for column, place in columns.items()}
        person, collective = said.get("person", ""), said.get("collective", "")
        if person or collective:
            # Beside a person, the collective is the one that the person belongs to.
            yield AwardRow(
                recipient=person or collective,
                collective=not person,
                unit=said.get("unit") or (collective if person else ""),
                award=said.get("award", ""),
                line=line_of(row),
            )


def _columns(heads: list[str]) -> dict[str, int]:
    """Return the place of each column that has one of the known heads; the first one counts."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        wanted = fold(head).rstrip(" .:")
        for column, names in COLUMNS.items():
            if wanted in names:
                found.setdefault(column, place)
    return found
