"""Document → record: which words it holds, how much each says of it, and its pairs of words."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from itertools import chain, islice
from operator import xor
from typing import NamedTuple
from zlib import crc32

from ..syllables import folded, spelt, tidied
from .document import Document

OFTEN = 3
"""A document is about a word that it says so often."""
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
    """Makes records; what it learns of one document serves the next.

    Each spelling has a number here, 0 being a mark that parts pairs: numbers are sooner counted
    than letters. What stands for a spelling in a pair, as the first and as the second of it, is
    found by its number.
    """

    def __init__(self) -> None:
        self.words = [""]
        self.firsts, self.seconds = array("Q", [_WIDTH << 1]), array("Q", [_WIDTH << 2])
        self.numbers: dict[str | None, int] = {None: 0}
        self.stretches = _Stretches(self.number)
        self.names: dict[str, frozenset[str]] = {}

    def record(self, document: Document) -> Record:
        """Return the record of ``document``. It depends on nothing else."""
        run = self.stretches.of(all_of(document))
        counts = Counter(run)
        counts.pop(0, None)
        word = self.words.__getitem__
        often = [word(number) for number, count in counts.items() if count >= OFTEN]
        title = self.words_of(document.title)
        strong = title.union(often, *map(self.words_of, document.names))
        return Record(frozenset(map(word, counts)), strong, title, self._pairs(run))

    def number(self, spelling: str | None) -> int:
        """Return the number of a spelling."""
        known = self.numbers.get(spelling)
        if known is None:
            known = self.numbers[spelling] = len(self.words)
            plain = folded(spelling or "")
            self.words.append(spelling or "")
            self.firsts.append(word_hash(plain, 1))
            self.seconds.append(word_hash(plain, 2))
        return known

    def words_of(self, text: str) -> frozenset[str]:
        """Return the words of a name; most names are those of many documents."""
        found = self.names.get(text)
        if found is None:
            numbers = filter(None, self.stretches.of(text))
            found = self.names[text] = frozenset(map(self.words.__getitem__, numbers))
        return found

    def _pairs(self, run: list[int]) -> "array[int]":
        seconds = map(self.seconds.__getitem__, islice(run, 1, None))
        hashes = sorted({*map(xor, map(self.firsts.__getitem__, run), seconds)})
        # What a mark parts has a hash that is too wide for a pair.
        del hashes[bisect_left(hashes, _WIDTH) :]
        return array("I", hashes)


def all_of(document: Document) -> str:
    """Return all that ``document`` says as one text, in which what stands apart is no pair."""
    return _APART.join((document.body, document.title, *document.names, *document.more))


class _Stretches(dict[str, tuple[int, ...]]):
    """Stretches without a space → the numbers of their spellings."""

    def __init__(self, number: Callable[[str | None], int]) -> None:
        self.number = number

    def of(self, text: str) -> list[int]:
        """Return the numbers of the spellings of ``text`` in their order."""
        return list(chain.from_iterable(map(self.__getitem__, tidied(text).split())))

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        found = self[stretch] = tuple(map(self.number, spelt(stretch)))
        return found


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
