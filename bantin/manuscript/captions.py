"""Blocks with pictures and lines beside them → pictures that have their captions.

The rules are tried in this order on what follows a picture: a style that says so, a number
(“Ảnh 1: …”), a line all in italics, the rest of the picture's own paragraph, the cell below it,
a box beside it, a short line in the centre. Then a line above it with such a style or number;
that comes first where a document has more of them above its pictures than below. Any other
short line below is taken as a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..text import slug
from .blocks import Block, Blocks, Manner, Paragraph, Picture, Table
from .bylines import is_byline
from .lines import is_bold, is_italic, plain

_NUMBERED = re.compile(
    r"(?:ảnh|hình(?: ảnh)?|h\.|photo|figure|fig\.?)\s*(?:số\s*)?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?"
    r"(?:\s*[:.)–-]+\s*|\s+(?=(?-i:[^\W\d_a-z])))",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\(?\s*(?:ảnh|photos?)\s*(?::|\bby\b)[^.:]{2,60}[.)]*\Z", re.IGNORECASE)
_OF_TABLE = re.compile(r"(?:bảng|biểu|table)\s*\d", re.IGNORECASE)
_DATED = re.compile(
    r"(?:sáng|trưa|chiều|tối|ngày|hôm nay|vừa qua|từ ngày|trong (?:các )?ngày|on the|on \d)\b",
    re.IGNORECASE,
)
# A sentence may begin with “Hình 1 cho thấy …”; above a picture only a sign makes it a caption.
_TITLED = re.compile(r".{3,25}?\d[a-z]?\s*[:.–-]+\s", re.IGNORECASE)
_LABEL = re.compile(r"(?:description|mô tả)\s*:\s*", re.IGNORECASE)  # as Word once put before
_PLACE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{1,3}\S|[a-z]:[/\\]|\S+\Z", re.IGNORECASE)
_LISTED = re.compile(r"[-–—+•*]\s|\d{1,2}[.)]\s|[a-zđ][.)]\s")
# Names that cameras and programs give, and what they say of pictures that they looked at.
_NAMES = re.compile(
    r"[\w .()-]*\.(?:jpe?g|png|gif|bmp|webp|tiff?|heic)\Z"
    r"|(?:img|dsc|dscn|dscf|image|picture|photo|ảnh|hình|hình ảnh|ảnh chụp màn hình|screenshot)"
    r"[\s_-]*(?:số\s*)?[\d_ -]*\Z"
    r"|.*(?:description automatically generated|mô tả được tạo tự động)"
    r"|.*(?:ai-generated content may be|nội dung do ai tạo)\b.*"
    r"|(?:a|an) (?:picture|close|group|person|image) [\w ,]*(?:containing|of|up)\b.*"
    r"|ảnh có chứa\b.*",
    re.IGNORECASE | re.DOTALL,
)

_NEAR = 3
_SHORT = 200
_LONG = 500


def captioned(blocks: Sequence[Block]) -> Blocks:
    """Return ``blocks`` with each caption moved from its line into its picture.

    Where several pictures stand in a row before their captions, each has its own in order;
    a single one belongs to all of them, which is a guess but for the last.
    """
    found: list[Block] = []
    blocks = _with_boxes_near(blocks)
    place = 0
    above = _stand_above(blocks)
    while place < len(blocks):
        stop = place
        while stop < len(blocks) and isinstance(blocks[stop], Picture):
            stop += 1
        if stop == place:
            found.append(blocks[place])
            place += 1
            continue
        row = [block for block in blocks[place:stop] if isinstance(block, Picture)]
        over = found.pop() if found and _may_stand_above(found[-1]) else None
        takes = over is not None and (above or not _has_sure(row, blocks, stop))
        if over and not takes:
            found.append(over)
        pictures, place = _row(row, blocks, stop, over if takes else None)
        found += pictures
    return tuple(found)


def _stand_above(blocks: Sequence[Block]) -> bool:
    """Return whether more pictures have a caption that says so above them than below."""
    balance = 0
    for before, block, after in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False):
        if isinstance(block, Picture):
            balance += _may_stand_above(before)
            balance -= after is not None and _may_stand_above(after)
    return balance > 0


def _may_stand_above(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not _is_sure(block):
        return False
    words = plain(block.line)
    is_numbered = _NUMBERED.match(words) and _TITLED.match(words)
    return Manner.CAPTION in block.manners or bool(is_numbered)


def _has_sure(row: list[Picture], blocks: Sequence[Block], place: int) -> bool:
    place = _behind_names(row, blocks, place)
    _, place = _credit(blocks, place)
    return place < len(blocks) and _is_sure(blocks[place])


def _with_boxes_near(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return ``blocks`` with each box right behind the picture a paragraph or two before it."""
    found: list[Block] = []
    for block in blocks:
        place = len(found)
        if isinstance(block, Paragraph) and Manner.BOX in block.manners:
            recent = range(len(found) - 1, max(len(found) - _NEAR - 1, -1), -1)
            picture = next((n for n in recent if isinstance(found[n], Picture)), place)
            if place > picture + 1 and not _is_sure(found[picture + 1]):
                place = picture + 1
        found.insert(place, block)
    return found


def described(said: str, source: str) -> str:
    """Return what ``said`` tells of a picture to those who cannot see it; empty for a mere name."""
    words = _LABEL.sub("", " ".join(said.split()))
    if _PLACE.match(words):  # where it came from, or one word
        return ""
    stem = source.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    is_name = _NAMES.match(words) or slug(words) in ("", slug(stem))
    return "" if is_name else words


def _row(
    row: list[Picture], blocks: Sequence[Block], place: int, over: Block | None
) -> tuple[list[Picture], int]:
    """Return the pictures of a row with their captions, and where the text goes on.

    ``over`` is the caption that stands above them, if one does.
    """
    place = _behind_names(row, blocks, place)
    credit, place = _credit(blocks, place)
    said: list[str] = [_words(over)] if over else []
    while not over and place < len(blocks) and len(said) < len(row) and _is_sure(blocks[place]):
        said.append(_words(blocks[place]))
        place += 1
    sure = bool(said)
    if not said and place < len(blocks) and _may_be(blocks, place):
        said.append(_words(blocks[place]))
        place += 1
    if not credit:
        credit, place = _credit(blocks, place)
    pictures = [*_shared(row, said, sure=sure)]
    if credit and not _has_credit(pictures[-1].caption):
        pictures = [replace(p, caption=f"{p.caption} {credit}".strip()) for p in pictures]
    return [_without_caption(picture) for picture in pictures], place


def _shared(row: list[Picture], said: list[str], *, sure: bool) -> list[Picture]:
    if len(said) == 1 and len(row) > 1:
        whole = [replace(picture, caption=said[0], sure=False) for picture in row]
        return [*whole[:-1], replace(whole[-1], sure=sure)]
    lacking = len(row) - len(said)
    own = [replace(p, caption=words, sure=sure) for p, words in zip(row, said, strict=False)]
    return [*own, *row[len(row) - lacking :]]


def _without_caption(picture: Picture) -> Picture:
    """Return ``picture``; one that nothing is said of has its description, as a guess."""
    if picture.caption or not picture.description:
        return picture
    return replace(picture, caption=picture.description, description="", sure=False)


def _behind_names(row: list[Picture], blocks: Sequence[Block], place: int) -> int:
    """Return the place behind lines that only repeat the names of the pictures."""
    stems = {slug(p.source.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]) for p in row}
    for block in blocks[place : place + len(row)]:
        if not isinstance(block, Paragraph) or slug(plain(block.line)) not in stems - {""}:
            break
        place += 1
    return place


def _credit(blocks: Sequence[Block], place: int) -> tuple[str, int]:
    block = blocks[place] if place < len(blocks) else None
    if isinstance(block, Paragraph) and _CREDIT.match(words := plain(block.line)):
        return f"({words.strip('(). ')})", place + 1
    return "", place


def _has_credit(caption: str) -> bool:
    return bool(re.search(r"(?:ảnh|photo)\s*:", caption, re.IGNORECASE))


def _is_sure(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.line)
    if not words or _OF_TABLE.match(words):
        return False
    if Manner.CAPTION in block.manners:
        return True
    if len(words) > _LONG or is_byline(words):
        return False
    return bool(
        _NUMBERED.match(words)
        or is_italic(block.line)
        or {Manner.SAME, Manner.CELL, Manner.BOX} & block.manners
        or _is_centred_line(block, words)
    )


def _is_centred_line(block: Paragraph, words: str) -> bool:
    heading = is_bold(block.line) or words.isupper() or not any(map(str.isalnum, words))
    return Manner.CENTRED in block.manners and len(words) <= _SHORT and not heading


def _may_be(blocks: Sequence[Block], place: int) -> bool:
    """Return whether a line below a picture could be its caption, though nothing says so."""
    block = blocks[place]
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.line)
    if _OF_TABLE.match(words):  # that of a table, unless the table is the picture
        return not any(isinstance(next_one, Table) for next_one in blocks[place + 1 : place + 2])
    return (
        0 < len(words) <= _SHORT
        and "\n" not in "".join(part.text for part in block.line)
        and not is_byline(words)
        and not any(other.match(words) for other in (_LISTED, _DATED))
        and not (words.isupper() or words.endswith((":", "./.")) or Manner.RIGHT in block.manners)
    )


def _words(block: Block) -> str:
    words = plain(block.line) if isinstance(block, Paragraph) else ""
    return _NUMBERED.sub("", words, count=1) or words
