"""Blocks in old letters that no font told of → the same in Unicode."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from ..manuscript.blocks import (
    Block,
    Blocks,
    Heading,
    Items,
    Line,
    Note,
    Paragraph,
    Quote,
    Table,
)
from .letters import by_looks


def in_unicode(blocks: Blocks) -> tuple[Blocks, int]:
    """Return ``blocks`` in Unicode where they look like old letters, and how many lines did."""
    found = Counter[str]()

    def look(line: Line) -> Line:
        made, encoding = by_looks(line, known=known)
        found[encoding] += bool(encoding)
        return made

    known = ""
    tuple(_mapped(block, look) for block in blocks)
    known = max(found, key=lambda name: found[name], default="")
    if not known or not found[known]:
        return blocks, 0
    found.clear()
    return tuple(_mapped(block, look) for block in blocks), sum(found.values())


def _mapped(block: Block, change: Callable[[Line], Line]) -> Block:
    match block:
        case Paragraph() | Heading() | Note():
            return replace(block, line=change(block.line))
        case Table():
            return Table(rows=tuple(tuple(map(change, row)) for row in block.rows))
        case Items():
            items = tuple(tuple(_mapped(b, change) for b in item) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return Quote(blocks=tuple(_mapped(inner, change) for inner in block.blocks))
        case _:
            return block
