"""Document → record: which words it holds, how much each says of it, and its pairs of words."""

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from ..syllables import Spellings, folded
from .document import Document

_OFTEN = 3
_NO_PAIR = -1


class Record(NamedTuple):
    """The words of one document, spelt with the tone last, and the hashes of its pairs.

    ``words`` are all of them; ``strong`` are those that it is about, or says again and again;
    ``title`` are those of its title. (One of thousands: a plain tuple, sorted.)
    """

    words: tuple[str, ...]
    strong: tuple[str, ...]
    title: tuple[str, ...]
    pairs: "array[int]"


class Recorder:
    """Makes records; what it learns of one document serves the next."""

    def __init__(self) -> None:
        self.spellings = Spellings()
        self.firsts = _Firsts()
        self.seconds = _Seconds()

    def record(self, document: Document) -> Record:
        """Return the record of ``document``. It depends on nothing else."""
        of = self.spellings.of
        body = of(document.body)
        titled, named = of(document.title), [*map(of, document.names)]
        rest = [*map(of, document.more)]
        counts = Counter(body)
        for words in rest:
            counts.update(words)
        title = {*titled}
        strong = title.union([word for word, count in counts.items() if count >= _OFTEN], *named)
        words = strong.union(counts)
        for found in (words, strong, title):
            found.discard(None)
        hashes: set[int] = set()
        for run in (body, titled, *named, *rest):
            hashes.update(self._pairs(run))
        hashes.discard(_NO_PAIR)
        return Record(_sorted(words), _sorted(strong), _sorted(title), array("I", sorted(hashes)))

    def _pairs(self, run: list[str | None]) -> list[int]:
        """Return the hash of each two neighbours; ``_NO_PAIR`` for two that a mark parts."""
        seconds = map(self.seconds.__getitem__, run)
        next(seconds, None)
        hashes = list(map(crc32, seconds, map(self.firsts.__getitem__, run)))
        place = -1
        for _ in range(run.count(None)):
            place = run.index(None, place + 1)
            if place:
                hashes[place - 1] = _NO_PAIR
            if place < len(hashes):
                hashes[place] = _NO_PAIR
        return hashes


def _sorted(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(words))  # type: ignore[arg-type,type-var]


def pair_hash(pair: str) -> int:
    """Return the hash of two folded words with a space between them."""
    return crc32(pair.encode())


class _Firsts(dict[str | None, int]):
    """Words as the first of a pair: the hash so far."""

    def __missing__(self, word: str | None) -> int:
        found = self[word] = crc32(folded(word).encode()) if word else 0
        return found


class _Seconds(dict[str | None, bytes]):
    """Words as the second of a pair: what the hash goes on with."""

    def __missing__(self, word: str | None) -> bytes:
        found = self[word] = f" {folded(word)}".encode() if word else b""
        return found
