"""A table as it was drawn → the table that it is, or what it only held in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .blocks import (
    Block,
    Blocks,
    Heading,
    Items,
    Line,
    Manner,
    Paragraph,
    Picture,
    Quote,
    Table,
    Words,
)
from .lines import joined, plain

_MOST_COLUMNS = 63  # as many as Word has
_MOST_CELLS = 200_000
_MOST_SPANNED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as it was drawn, over so many columns and rows."""

    blocks: Blocks
    columns: int = 1
    rows: int = 1


def settled(rows: list[list[Cell]]) -> Blocks:
    """Return what a drawn table says.

    Pictures in it, one column, or one row of it are only put in their places by it: what they
    hold follows in order, a picture before the cell below it. Otherwise it is a table; a cell
    over several rows says the same in each, so that every row can be read alone. A title that
    fills the first row stands before it.
    """
    grid = _squared(rows)
    if not grid:
        return ()
    if _is_data(grid):
        head, grid = _without_title(grid)
        pictures = tuple(block for row in grid for cell in row for block in cell
                         if isinstance(block, Picture))  # fmt: skip
        return (*head, Table(rows=tuple(tuple(map(_line, row)) for row in grid)), *pictures)
    return tuple(_unfolded(grid))


def _squared(rows: list[list[Cell]]) -> list[list[Blocks]]:
    """Return a row of cells for each row, all as long: what spans is put where it reaches."""
    wanted: dict[tuple[int, int], Blocks] = {}
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in wanted:
                column += 1
            across, below = _reach(cell, column, len(rows) - number, len(wanted))
            for down in range(below):
                for right in range(across):
                    told = cell.blocks if right == 0 else ()
                    wanted.setdefault((number + down, column + right), _again(told, down))
            column += across
        width = max(width, column)
    if len(rows) * width > _MOST_CELLS:  # nobody reads such a table: its rows follow as text
        return [[tuple(block for cell in row for block in cell.blocks)] for row in rows]
    grid = [[wanted.get((row, column), ()) for column in range(width)] for row in range(len(rows))]
    return _without_empty(grid)


def _reach(cell: Cell, column: int, rows: int, known: int) -> tuple[int, int]:
    """Return how many columns and rows a cell takes; only as many as a table may have."""
    if known > _MOST_SPANNED:
        return 1, 1
    across = min(max(cell.columns, 1), max(_MOST_COLUMNS - column, 1))
    return across, min(max(cell.rows, 1), rows)


def _again(blocks: Blocks, down: int) -> Blocks:
    """Return what a cell says in the row ``down`` rows below its own: no picture twice."""
    return tuple(b for b in blocks if not isinstance(b, Picture)) if down else blocks


def _without_empty(grid: list[list[Blocks]]) -> list[list[Blocks]]:
    """Return ``grid`` without rows and columns in which nothing stands."""
    grid = [row for row in grid if any(row)]
    columns = [place for place in range(len(grid[0]) if grid else 0)
               if any(row[place] for row in grid)]  # fmt: skip
    return [[row[place] for place in columns] for row in grid]


def _is_data(grid: list[list[Blocks]]) -> bool:
    """Return whether ``grid`` is a table: two columns or more, with words in its head.

    Pictures may stand in it where each row with one has words beside it.
    """
    if len(grid) < 2 or len(grid[0]) < 2:
        return False
    if not any(map(_has_picture, (cell for row in grid for cell in row))):
        return True
    head, *others = grid
    if any(map(_has_picture, head)) or sum(map(bool, head)) < 2:
        return False
    return all(any(cell and not _has_picture(cell) for cell in row) for row in others)


def _has_picture(cell: Blocks) -> bool:
    return any(isinstance(block, Picture) for block in cell)


def _without_title(grid: list[list[Blocks]]) -> tuple[Blocks, list[list[Blocks]]]:
    first = [cell for cell in grid[0] if cell]
    if len(first) == 1 and len(grid) > 2 and sum(map(bool, grid[1])) > 1:
        return first[0], grid[1:]
    return (), grid


def _unfolded(grid: list[list[Blocks]]) -> Iterator[Block]:
    """Yield what the cells hold: each picture, then what stands in the cell below it."""
    used: set[tuple[int, int]] = set()
    for number, row in enumerate(grid):
        for place, cell in enumerate(row):
            if (number, place) in used:
                continue
            yield from _with_captions(cell)
            if not cell or not isinstance(cell[-1], Picture) or number + 1 == len(grid):
                continue
            below = grid[number + 1][place]
            if not _has_picture(below):
                used.add((number + 1, place))
                yield from (_as_below(block) for block in below)


def _with_captions(cell: Blocks) -> Iterator[Block]:
    """Yield the blocks of a cell; what stands below a picture in it belongs to that."""
    after = False
    for block in cell:
        yield _as_below(block) if after else block
        after = after or isinstance(block, Picture)


def _as_below(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, manners=block.manners | {Manner.CELL})
    return block


def _line(cell: Blocks) -> Line:
    """Return what a cell says in one line, with a break where it had several paragraphs."""
    lines = [line for block in cell for line in _lines(block)]
    return joined(words for line in lines for words in (*line, Words(text="\n")))


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph() | Heading():
            yield block.line
        case Items():
            for item in block.items:
                for inner in item:
                    yield from _lines(inner)
        case Quote():
            for inner in block.blocks:
                yield from _lines(inner)
        case Table():
            for row in block.rows:
                yield joined(Words(text=" ".join(filter(None, map(plain, row)))) for _ in "1")
        case _:
            return
