"""The lines at both ends of a text → who wrote it, and the blocks without them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..manuscript.blocks import Block, Blocks, Manner, Note, Paragraph, Picture
from ..manuscript.bylines import Byline, authors, byline, is_name
from ..manuscript.lines import is_bold, is_italic, plain, split

_NEAR_END, _NEAR_START = 4, 3
_TWO = re.compile(r"\s*[;.–-]\s*(?=(?:ảnh|tin|bài)\b[^:]{0,20}:)", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:bài viết khác|tin liên quan|bài liên quan|xem thêm)\s*:?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who wrote a text and who took its photos; ``sure`` where the lines say so in words."""

    authors: tuple[str, ...] = ()
    photos: str = ""
    sure: bool = True


def signed(blocks: Sequence[Block]) -> tuple[Signed, Blocks]:
    """Return who made a text, by its last and its first lines, and ``blocks`` without these.

    A name alone counts on the last line: on the right or in bold it is certain.
    """
    found: list[Byline] = []
    gone: set[int] = set()
    places = [n for n, block in enumerate(blocks) if not isinstance(block, Note)]
    for place in (*places[-_NEAR_END:], *places[:_NEAR_START]):
        said = _said(blocks[place])
        if said and place not in gone:
            found += said
            gone.add(place)
        elif _is_further(blocks[place]) and place == places[-1]:
            gone.add(place)
    names = tuple(dict.fromkeys(name for line in found for name in line.authors))
    photos = next((line.photos for line in found if line.photos), "")
    sure = True
    if not names and (last := _last_name([p for p in places if p not in gone], blocks)) is not None:
        block = blocks[last]
        assert isinstance(block, Paragraph)  # noqa: S101 - so it was chosen
        names, sure = authors(plain(block.line)), _is_set_apart(block)
        gone.add(last)
    rest = tuple(block for place, block in enumerate(blocks) if place not in gone)
    return Signed(authors=names, photos=photos, sure=sure), rest


def _said(block: Block) -> list[Byline]:
    """Return what the lines of a block say of who made the text; nothing if one is no byline."""
    if not isinstance(block, Paragraph):
        return []
    parts = [part for line in split(block.line) for part in _TWO.split(plain(line))]
    found = [byline(part) for part in parts]
    return [line for line in found if line] if all(found) else []


def _is_further(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_FURTHER.match(plain(block.line)))


def _last_name(places: Sequence[int], blocks: Sequence[Block]) -> int | None:
    """Return the place of the last block, where that is but a name."""
    if not places:
        return None
    block = blocks[places[-1]]
    if not isinstance(block, Paragraph) or {Manner.CAPTION, Manner.CELL} & block.manners:
        return None
    if Manner.RIGHT not in block.manners and isinstance(blocks[places[-1] - 1], Picture):
        return None  # who is seen there
    words = plain(block.line)
    capitals = words.title() if words.isupper() else words
    return places[-1] if is_name(capitals) else None


def _is_set_apart(block: Paragraph) -> bool:
    return Manner.RIGHT in block.manners or is_bold(block.line) or is_italic(block.line)
