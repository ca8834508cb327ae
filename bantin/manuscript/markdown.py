"""Blocks → Markdown that is read back as what was meant."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from .blocks import Block, Blocks, Heading, Items, Line, Note, Paragraph, Picture, Quote, Table
from .inline import inline
from .words import begun, figure

_INDENT = "    "
_DEEPEST = 4
_LAST_HASHES = re.compile(r"(#+)\Z")


def written(blocks: Iterable[Block], lang: str = "vi") -> str:
    """Return ``blocks`` as Markdown, each line ended; nothing of no blocks.

    Pictures that follow one another are a gallery. A caption that is not sure bears the mark
    of a guess in ``lang``. Pictures within lists and quotes are put behind them.
    """
    parts = [*_parts(lifted(blocks), lang)]
    return "\n\n".join(parts) + "\n" if parts else ""


def lifted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield ``blocks`` with the pictures and tables of lists and quotes behind these."""
    for block in blocks:
        if isinstance(block, Items | Quote):
            kept, loose = _parted(block)
            if kept:
                yield kept
            yield from loose
        else:
            yield block


def _parted(block: Items | Quote) -> tuple[Items | Quote | None, Blocks]:
    """Return a list or a quote without what cannot stand in it, and that."""
    loose: list[Block] = []
    items: list[Blocks] = []
    for item in block.items if isinstance(block, Items) else (block.blocks,):
        kept: list[Block] = []
        for inner in lifted(item):
            (loose if isinstance(inner, Picture | Table | Note) else kept).append(inner)
        if kept:
            items.append(tuple(kept))
    if not items:
        return None, tuple(loose)
    if isinstance(block, Quote):
        return Quote(blocks=items[0]), tuple(loose)
    return Items(items=tuple(items), ordered=block.ordered, start=block.start), tuple(loose)


def _parts(blocks: Iterable[Block], lang: str) -> Iterator[str]:
    for is_picture, group in groupby(blocks, lambda block: isinstance(block, Picture)):
        said = [text for block in group if (text := _said(block, lang))]
        if is_picture:
            yield "\n".join(said)
        else:
            yield from said


def _said(block: Block, lang: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block.line)
        case Heading():
            text = _LAST_HASHES.sub(r"\\\1", inline(block.line, " "))
            return f"{'#' * min(block.level + 1, _DEEPEST)} {text}" if text else ""
        case Picture():
            return figure(
                block.caption, block.source, block.description, guess="" if block.sure else lang
            )
        case Table():
            return _table(block)
        case Items():
            return "\n".join(_items(block, lang))
        case Quote():
            lines = written(block.blocks, lang).splitlines()
            return "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in lines)
        case Note():
            return f"[^{block.name}]: {inline(block.line, ' ') or '…'}"


def _paragraph(line: Line) -> str:
    lines = inline(line, "\n").split("\n")
    return "  \n".join(begun(text) for text in lines if text)


def _table(table: Table) -> str:
    rows = [[inline(cell, "<br>") for cell in row] for row in table.rows]
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, "|" + "---|" * len(rows[0]), *others))


def _items(items: Items, lang: str) -> Iterator[str]:
    """Yield the lines of a list. Every item begins with words: a list in a list has none."""
    whole = [*_worded(items)]
    loose = _is_loose(items)
    for number, item in enumerate(whole, start=items.start):
        if loose and number > items.start:
            yield ""
        sign = f"{number}." if items.ordered else "-"
        first, *rest = item
        assert isinstance(first, Paragraph)  # noqa: S101 - so ``_worded`` made it
        lines = (_paragraph(first.line) or "…").split("\n")
        yield f"{sign} {lines[0]}"
        yield from (f"{_INDENT}{line}" for line in lines[1:])
        for block in rest:
            said = _said(block, lang)
            if said and loose:
                yield ""
            yield from (f"{_INDENT}{line}" if line else "" for line in said.split("\n"))


def _is_loose(items: Items) -> bool:
    """Return whether more than words and tight lists stands in a list: then lines are blank."""
    return any(
        not isinstance(block, Items) or _is_loose(block)
        for item in items.items
        for block in item[not isinstance(item[0], Items) :]
    )


def _worded(items: Items) -> Iterator[Blocks]:
    for item in items.items:
        first, *rest = item
        if isinstance(first, Items):
            yield from _worded(first)
            if rest:
                yield from _worded(Items(items=(tuple(rest),)))
        elif isinstance(first, Heading):
            yield (Paragraph(line=first.line), *rest)
        elif isinstance(first, Quote):
            yield from _worded(Items(items=((*first.blocks, *rest),)))
        else:
            yield item
