"""The first blocks of an official paper → the blocks below its letterhead."""

import re
from collections.abc import Sequence

from ..manuscript.blocks import Block, Blocks, Heading, Paragraph, Table
from ..manuscript.lines import plain
from ..text import slug

_BEGINNING = 10
_NATION = "cong-hoa-xa-hoi-chu-nghia-viet-nam"
_LINE = re.compile(rf"{_NATION}|doc-lap-tu-do-hanh-phuc|^so-\d|ngay-[\d-]*thang-[\d-]*nam-[\d-]*$")
_LONGEST = 250


def below_letterhead(blocks: Sequence[Block]) -> tuple[Blocks, bool]:
    """Return ``blocks`` without the letterhead above them, and whether there was one.

    It is known by the name of the state, and ends with the last of its lines: motto, number of
    the paper, place and day.

    Source: Decree 30/2020/NĐ-CP, Annex I, on the parts of an official paper.
    """
    lines = [slug(_words(block)) for block in blocks[:_BEGINNING]]
    if not any(_NATION in line for line in lines):
        return tuple(blocks), False
    last = max((place for place, line in enumerate(lines)
               if len(line) <= _LONGEST and _LINE.search(line)), default=-1)  # fmt: skip
    return tuple(blocks[last + 1 :]), True


def _words(block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return plain(block.line)
    if isinstance(block, Table):
        return " ".join(plain(cell) for row in block.rows for cell in row)
    return ""
