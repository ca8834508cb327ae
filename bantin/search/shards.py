"""Records of documents → the lists of their words and pairs, in files of a few kilobytes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from zlib import crc32

from ..syllables import folded, form
from .coding import encoded, steps
from .records import Record

_FILE = 6000
"""So many letters a file should have."""

# What an entry of a list costs about, in letters; a pair has a key besides.
_WORD, _PAIR = 1.2, 2.0
KEY_BITS = 18
"""The key of a pair: with as many pairs as a file holds, one in a thousand is taken for another."""


def shard_bits(entries: int, cost: float) -> int:
    """Return how many bits number the files for so many entries: 0 for one file."""
    return min(16, max(0, round(entries * cost / _FILE).bit_length() - 1))


def word_bits(records: Iterable[Record]) -> int:
    """Return how many bits of a word's hash number its file."""
    return shard_bits(sum(len(r.words) for r in records), _WORD)


def pair_bits(records: Iterable[Record]) -> int:
    """Return how many bits of a pair's hash number its file."""
    return shard_bits(sum(len(r.pairs) for r in records), _PAIR)


Lists = dict[str, tuple["array[int]", "array[int]", "array[int]"]]
"""Spelling → the documents that say it, those that are about it, those that are called so."""


def word_lists(records: Iterable[Record]) -> Lists:
    """Return the documents of each spelling, in three levels."""
    said, strong, title = (defaultdict[str, "array[int]"](lambda: array("I")) for _ in range(3))
    for number, record in enumerate(records):
        for word in record.words:
            said[word].append(number)
        for word in record.strong:
            strong[word].append(number)
        for word in record.title:
            title[word].append(number)
    none = array("I")
    return {word: (said[word], strong.get(word, none), title.get(word, none)) for word in said}


def word_entry(
    lists: Mapping[str, tuple[Sequence[int], Sequence[int], Sequence[int]]],
) -> list[str]:
    """Return what a file says of one folded word: each form, and behind it its lists.

    The second list has places in the first, the third in the second.
    """
    entry = []
    for word in sorted(lists):
        said, strong, title = lists[word]
        parts = [encoded(said), _within(strong, said), _within(title, strong)]
        entry += [form(word), " ".join(parts).rstrip(" ")]
    return entry


def _within(some: Sequence[int], all_: Sequence[int]) -> str:
    if not some:
        return ""
    places = {number: place for place, number in enumerate(all_)}
    return encoded([places[number] for number in some])


def word_files(lists: Lists, bits: int) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Yield the number of each file of words, and its entries; some may have none."""
    files: dict[int, dict[str, list[str]]] = {number: {} for number in range(1 << bits)}
    for word, spelt in groupby(sorted(lists, key=lambda w: (folded(w), w)), key=folded):
        files[shard_of(crc32(word.encode()), bits)][word] = word_entry({w: lists[w] for w in spelt})
    yield from files.items()


def shard_of(hashed: int, bits: int) -> int:
    """Return the number of the file in which what has this hash stands."""
    return hashed >> 32 - bits


def pair_lists(records: Iterable[Record]) -> dict[int, list[int]]:
    """Return the documents of each hash of a pair."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for pair in record.pairs:
            found[pair].append(number)
    return found


def pair_files(lists: Mapping[int, Sequence[int]], bits: int) -> Iterator[tuple[int, str]]:
    """Yield the number of each file of pairs, and what it says; some may say nothing."""
    table, shift = steps(), max(0, 32 - bits - KEY_BITS)
    keys: list[tuple[int, Sequence[int]]] = []
    for key, same in groupby(sorted(lists), key=lambda pair: pair >> shift):
        first, *others = [lists[pair] for pair in same]
        keys.append((key, sorted({*first}.union(*others)) if others else first))
    rest = 32 - bits - shift
    mask = (1 << rest) - 1
    files = dict.fromkeys(range(1 << bits), "")
    for shard, entries in groupby(keys, key=lambda entry: entry[0] >> rest):
        last, said = -1, []
        for key, numbers in entries:
            place = key & mask
            said.append(_key(table, place - last) + encoded(numbers))
            last = place
        files[shard] = " ".join(said)
    yield from files.items()


def _key(table: tuple[str, ...], step: int) -> str:
    from .coding import number

    return table[step] if step < len(table) else number(step - 1)
