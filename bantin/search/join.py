"""Records of all documents → all files of words and pairs."""

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import groupby, repeat
from pathlib import Path
from typing import NamedTuple

from ..syllables import folded, form
from . import columns
from .batches import PARTS, Batch, pairs_in, words_in
from .files import script
from .shards import Levels, pair_shift, pair_texts, word_entry, word_shard

MANY = 1000
"""With so many documents it pays to load what works by columns."""


class Heap(NamedTuple):
    """All records in the order of their documents, and how many bits number the files."""

    batches: Sequence[Batch]
    folder: Path | None
    bits: tuple[int, int]


class Joined(NamedTuple):
    """Some files of the index: their kind, the number of the first, and each as a script.

    ``counts`` has each folded word with the number of documents that say it.
    """

    kind: str
    first: int
    scripts: list[bytes]
    counts: dict[str, int]


def tasks(bits: tuple[int, int]) -> list[int]:
    """Return what ``join`` is to be asked for, the longest task first: -1 are the words."""
    return [-1, *range(min(PARTS, 1 << bits[1]))]


def join(heap: Heap, task: int) -> Joined:
    """Return the files of one task. Raises ``LostError`` where records are lost."""
    return _words(heap) if task < 0 else _pairs(heap, task)


def _words(heap: Heap) -> Joined:
    lists = _word_lists(heap)
    bits = heap.bits[0]
    files: list[dict[str, list[str]]] = [{} for _ in range(1 << bits)]
    counts = {}
    for word, same in groupby(sorted((folded(spelt), spelt) for spelt in lists), lambda w: w[0]):
        spelt = {form(spelling): lists[spelling] for _, spelling in same}
        files[word_shard(word, bits)][word] = word_entry(spelt)
        counts[word] = saying(spelt.values())
    return Joined("w", 0, [script("w", n, entries) for n, entries in enumerate(files)], counts)


def saying(lists: Iterable[Levels]) -> int:
    """Return how many documents stand in any of the lists of one folded word."""
    first, *others = [said for said, _, _ in lists]
    return len(set(first).union(*others)) if others else len(first)


def _word_lists(heap: Heap) -> dict[str, Levels]:
    made = [defaultdict[str, "array[int]"](lambda: array("I")) for _ in range(3)]
    said, strong, title = made
    number = 0
    for batch in heap.batches:
        for words in words_in(batch, heap.folder):
            for lists, level in zip(made, words, strict=True):
                # All in one step of the machine: there are millions.
                deque(map(array.append, map(lists.__getitem__, level), repeat(number)), 0)
            number += 1
    none = array("I")
    return {word: (said[word], strong.get(word, none), title.get(word, none)) for word in said}


def _pairs(heap: Heap, task: int) -> Joined:
    bits = heap.bits[1]
    groups = len(tasks(heap.bits)) - 1
    parts, shards = PARTS // groups, (1 << bits) // groups
    mine = range(task * shards, (task + 1) * shards)
    theirs = range(task * parts, (task + 1) * parts)
    is_large = sum(batch.documents for batch in heap.batches) >= MANY
    texts = (_by_columns if is_large else _by_lists)(heap, theirs, mine)
    return Joined(
        "p", mine.start, [script("p", n, t) for n, t in zip(mine, texts, strict=True)], {}
    )


def _by_lists(heap: Heap, parts: range, shards: range) -> list[str]:
    lists: defaultdict[int, list[int]] = defaultdict(list)
    number = 0
    for batch in heap.batches:
        for part in parts:
            for place, hashes in enumerate(pairs_in(batch, part, heap.folder), number):
                deque(map(list.append, map(lists.__getitem__, hashes), repeat(place)), 0)
        number += batch.documents
    return pair_texts(lists, heap.bits[1], shards)


def _by_columns(heap: Heap, parts: range, shards: range) -> list[str]:
    bits = heap.bits[1]
    shift = pair_shift(bits)
    pieces, number = [], 0
    for batch in heap.batches:
        for part in parts:
            pieces.append((batch.part(part, heap.folder), batch.documents, number))
        number += batch.documents
    return columns.pair_texts(pieces, shift, 32 - bits - shift, shards)
