"""Document → record: which words it holds, how much each says of it, and its pairs of words."""

from array import array
from bisect import bisect_left
from collections import Counter
from itertools import islice
from operator import xor
from typing import NamedTuple
from zlib import crc32

from ..syllables import Spellings, folded
from .document import Document

_OFTEN = 3
_APART = " . "  # what stands apart in a document is no pair
_WIDTH = 1 << 32


class Record(NamedTuple):
    """The words of one document, spelt with the tone last, and the hashes of its pairs.

    ``words`` are all of them; ``strong`` are those that it is about, or says again and again;
    ``title`` are those of its title. Pairs ascend. (One of thousands: a plain tuple.)
    """

    words: frozenset[str]
    strong: frozenset[str]
    title: frozenset[str]
    pairs: "array[int]"


class Recorder:
    """Makes records; what it learns of one document serves the next."""

    def __init__(self) -> None:
        self.spellings = Spellings()
        self.names: dict[str, frozenset[str]] = {}
        self.firsts, self.seconds = _Hashes(1), _Hashes(2)

    def record(self, document: Document) -> Record:
        """Return the record of ``document``. It depends on nothing else."""
        run = self.spellings.of(
            _APART.join((document.body, document.title, *document.names, *document.more))
        )
        counts = Counter(run)
        counts.pop(None, None)
        often = [word for word, count in counts.items() if count >= _OFTEN]
        title = self._words(document.title)
        strong = title.union(often, *map(self._words, document.names))
        return Record(frozenset(counts), strong, title, self._pairs(run))  # type: ignore[arg-type]

    def _words(self, text: str) -> frozenset[str]:
        """Return the words of a name; most names are those of many documents."""
        found = self.names.get(text)
        if found is None:
            found = frozenset(word for word in self.spellings.of(text) if word)
            self.names[text] = found
        return found

    def _pairs(self, run: list[str | None]) -> "array[int]":
        seconds = map(self.seconds.__getitem__, islice(run, 1, None))
        hashes = sorted({*map(xor, map(self.firsts.__getitem__, run), seconds)})
        # What a mark parts has a hash that is too wide for a pair.
        del hashes[bisect_left(hashes, _WIDTH) :]
        return array("I", hashes)


def pair_hash(pair: str) -> int:
    """Return the hash of two folded words with a space between them."""
    first, second = pair.split(" ")
    return word_hash(first, 1) ^ word_hash(second, 2)


def word_hash(word: str, seed: int) -> int:
    """Return 32 bits that stand for a folded word: CRC-32, well stirred, one way for each seed."""
    hashed = crc32(word.encode()) ^ seed * 0x9E3779B9 & 0xFFFFFFFF
    hashed = (hashed ^ hashed >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    hashed = (hashed ^ hashed >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return hashed ^ hashed >> 16


class _Hashes(dict[str | None, int]):
    """Words as the first or the second of a pair → their part of its hash."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self[None] = _WIDTH << seed

    def __missing__(self, word: str | None) -> int:
        found = self[word] = word_hash(folded(word or ""), self.seed)
        return found
