"""The blocks of an old page → those of its article: without lists of others, without a byline."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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
    Words,
)
from ..manuscript.bylines import authors, byline, is_name
from ..manuscript.lines import plain
from .markdown_text import NOTE

_OTHERS = re.compile(
    r"(?:các\s+)?(?:bài viết|tin tức|tin|bài)(?:\s+bài)?\s+"
    r"(?:khác|liên quan|cùng chuyên mục|cũ hơn|mới hơn)\s*:?\Z"
    r"|(?:other|related)\s+(?:articles|news|posts|stories)\s*:?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """The blocks of the article, who wrote it as a last line says, and where its list led."""

    blocks: Blocks
    authors: tuple[str, ...]
    photographers: str
    others: tuple[str, ...]


def shaped(blocks: Blocks) -> Shaped:
    """Return ``blocks`` without “Bài viết khác:” and all below it, and without the byline.

    A last line that is nothing but a name is a byline as well.
    """
    place = next((n for n, block in enumerate(blocks) if _is_list_of_others(block)), len(blocks))
    others = tuple(address for block in blocks[place:] for address in links_of(block))
    kept = blocks[:place]
    last = plain(kept[-1].line) if kept and isinstance(kept[-1], Paragraph) else ""
    said = byline(last) if last else None
    if said and (said.authors or said.photos):
        return Shaped(
            blocks=kept[:-1], authors=said.authors, photographers=said.photos, others=others
        )
    if len(kept) > 1 and last and is_name(last):
        return Shaped(blocks=kept[:-1], authors=authors(last), photographers="", others=others)
    return Shaped(blocks=kept, authors=(), photographers="", others=others)


def _is_list_of_others(block: Block) -> bool:
    line = block.line if isinstance(block, Paragraph | Heading) else ()
    return bool(_OTHERS.match(plain(line)))


def links_of(block: Block) -> Iterator[str]:
    """Yield the addresses to which the words of ``block`` lead."""
    for line in lines_of(block):
        yield from (words.link for words in line if words.link)


def lines_of(block: Block) -> Iterator[Line]:
    """Yield all lines of ``block``."""
    match block:
        case Paragraph() | Heading() | Note():
            yield block.line
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Items():
            for inner in (inner for item in block.items for inner in item):
                yield from lines_of(inner)
        case Quote():
            for inner in block.blocks:
                yield from lines_of(inner)
        case _:
            return


def mapped(block: Block, change: Callable[[Line], Line]) -> Block:
    """Return ``block`` with each of its lines changed."""
    match block:
        case Paragraph() | Heading() | Note():
            return replace(block, line=change(block.line))
        case Table():
            return Table(rows=tuple(tuple(map(change, row)) for row in block.rows))
        case Items():
            items = (tuple(mapped(inner, change) for inner in item) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote():
            return Quote(blocks=tuple(mapped(inner, change) for inner in block.blocks))
        case _:
            return block


def raised(blocks: Blocks) -> Blocks:
    """Return ``blocks`` with its highest heading on the first level."""
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return tuple(
        replace(block, level=block.level - top + 1) if isinstance(block, Heading) else block
        for block in blocks
    )


def with_notes(blocks: Blocks) -> Blocks:
    """Return ``blocks`` with the footnotes that came through HTML as words in brackets.

    One that nothing refers to, or that has no text, stays words.
    """
    texts = {m[1] for b in blocks if isinstance(b, Paragraph) and (m := NOTE.match(plain(b.line)))}
    marks = {m for b in blocks for line in lines_of(b) for m in NOTE.findall(plain(line))}
    known = frozenset(texts & marks)
    return tuple(_noted(block, known) for block in blocks) if marks else blocks


def _noted(block: Block, known: frozenset[str]) -> Block:
    if isinstance(block, Paragraph):
        found = NOTE.match(plain(block.line))
        line = _split(block.line, known)
        if found and line and line[0].note:
            rest = (replace(line[1], text=line[1].text.lstrip(": ")), *line[2:]) if line[1:] else ()
            return Note(name=found[1], line=rest)
        return replace(block, line=line)
    return block


def _split(line: Line, known: frozenset[str]) -> Line:
    found: list[Words] = []
    for words in line:
        for number, part in enumerate(NOTE.split(words.text)):
            if number % 2 and part in known:
                found.append(Words(note=part))
            elif part:
                found.append(replace(words, text=f"[{part}]" if number % 2 else part))
    return tuple(found)
