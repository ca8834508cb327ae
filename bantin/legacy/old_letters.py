"""Blocks in the letters of old Vietnamese fonts → the same in Unicode."""

from ..manuscript.blocks import Blocks, Words
from ..manuscript.lines import plain
from ..word.letters import by_looks
from .shaping import lines_of, mapped


def in_unicode(blocks: Blocks) -> tuple[Blocks, str]:
    """Return ``blocks`` in Unicode, and ``tcvn3`` or ``vni`` where they were not, else “”.

    HTML has lost the names of the fonts, so the letters tell: a line that is surely in the
    old ones lets the others be looked at more closely.
    """
    known = next((kind for b in blocks for line in lines_of(b) if (kind := by_looks(line)[1])), "")
    if not known:
        return blocks, ""
    return tuple(mapped(b, lambda line: by_looks(line, known=known)[0]) for b in blocks), known


def words_in_unicode(text: str, known: str) -> str:
    """Return a title or a summary in Unicode; ``known`` are the letters of its text."""
    line, found = by_looks((Words(text=text),), known=known)
    return plain(line) if found else text
