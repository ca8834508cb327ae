"""Paragraphs that are items of lists, one after the other → lists within lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..manuscript.blocks import Block, Blocks, Items


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What stands in one item, at a depth from 0, in a list that is numbered or not."""

    blocks: Blocks
    depth: int
    ordered: bool
    number: int


def with_lists(entries: Iterable[Block | Item]) -> Blocks:
    """Return ``entries`` with the items that follow one another as lists."""
    found: list[Block] = []
    for is_item, group in groupby(entries, lambda entry: isinstance(entry, Item)):
        if is_item:
            found += _nested([entry for entry in group if isinstance(entry, Item)])
        else:
            found += [entry for entry in group if not isinstance(entry, Item)]
    return tuple(found)


def _nested(run: Sequence[Item]) -> list[Block]:
    """Return the lists of a ``run``: what is deeper than an item before it belongs to that one."""
    found: list[Block] = []
    kind: tuple[bool, int] | None = None
    items: list[Blocks] = []
    start, place = 1, 0

    def close() -> None:
        if kind and items:
            found.append(Items(items=tuple(items), ordered=kind[0], start=start))

    while place < len(run):
        item = run[place]
        stop = place + 1
        while stop < len(run) and run[stop].depth > item.depth:
            stop += 1
        if kind is None or kind != (item.ordered, item.depth):
            close()
            kind, items, start = (item.ordered, item.depth), [], item.number
        items.append((*item.blocks, *_nested(run[place + 1 : stop])))
        place = stop
    close()
    return found
