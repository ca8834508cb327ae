"""Records of some hundred documents → one file of the cache, whose parts can be read apart."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from .records import Record

PARTS = 16
"""So many parts the pairs lie in, by their hashes."""
_STEP = (1 << 32) // PARTS
_BOUNDS = [part * _STEP for part in range(1, PARTS)]


class LostError(Exception):
    """What was kept of some documents is gone or damaged: all has to be made anew."""


class Batch(NamedTuple):
    """Where the records of neighbouring documents lie.

    ``place`` is the name of a file, or the data itself where nothing is kept on the disk.
    ``parts`` tell of each part where it ends and its checksum: the pairs, then the words.
    ``words`` and ``pairs`` say how many of them all the records hold together; ``told`` stands
    for what is shown of the documents, one after the other.
    """

    place: str | bytes
    parts: tuple[tuple[int, int], ...]
    documents: int
    words: int
    pairs: int
    told: bytes

    def part(self, number: int, folder: Path | None) -> bytes:
        """Return one part; raise ``LostError`` where it does not lie as it was left."""
        start = self.parts[number - 1][0] if number else 0
        end, checksum = self.parts[number]
        if isinstance(self.place, bytes):
            return self.place[start:end]
        try:
            if folder is None:
                raise FileNotFoundError(self.place)
            with open(folder / self.place, "rb", buffering=0) as file:
                file.seek(start)
                data = file.read(end - start)
        except OSError as error:
            raise LostError from error
        if crc32(data) != checksum:
            raise LostError
        return data


def packed(records: Sequence[Record], told: bytes = b"") -> tuple[bytes, Batch]:
    """Return the data of ``records`` and the batch that they are, whose place is the data."""
    cuts = [[0, *(bisect_left(r.pairs, b) for b in _BOUNDS), len(r.pairs)] for r in records]
    parts = []
    for number in range(PARTS):
        slices = [r.pairs[c[number] : c[number + 1]] for r, c in zip(records, cuts, strict=True)]
        lengths = array("I", map(len, slices))
        parts.append(b"".join([lengths.tobytes(), *(s.tobytes() for s in slices)]))
    pairs = sum(len(record.pairs) for record in records)
    return bound(parts, [record[:3] for record in records], pairs, told)


def bound(
    parts: list[bytes],
    levels: Sequence[tuple[Collection[str], Collection[str], Collection[str]]],
    pairs: int,
    told: bytes,
) -> tuple[bytes, Batch]:
    """Return what ``packed`` does of the parts of the pairs, and of the words of each document."""
    lines = ("\t".join(map(" ".join, words)) for words in levels)
    pieces = [*parts, "\n".join(lines).encode()]
    ends, end = [], 0
    for piece in pieces:
        end += len(piece)
        ends.append((end, crc32(piece)))
    data = b"".join(pieces)
    words = sum(len(said) for said, _, _ in levels)
    return data, Batch(data, tuple(ends), len(levels), words, pairs, told)


def pairs_in(batch: Batch, part: int, folder: Path | None) -> Iterator["array[int]"]:
    """Yield the hashes of each document that lie in ``part``."""
    read = array("I")
    read.frombytes(batch.part(part, folder))
    place = batch.documents
    for length in read[: batch.documents]:
        yield read[place : place + length]
        place += length


def words_in(batch: Batch, folder: Path | None) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the words of each document, those that it is about, and those of its title."""
    for line in batch.part(PARTS, folder).decode().split("\n"):
        words, strong, title = line.split("\t")
        yield words.split(), strong.split(), title.split()


def records_in(batch: Batch, folder: Path | None) -> list[Record]:
    """Return the records as they were packed."""
    pairs = [array("I") for _ in range(batch.documents)]
    for part in range(PARTS):
        for own, more in zip(pairs, pairs_in(batch, part, folder), strict=True):
            own.extend(more)
    return [
        Record(frozenset(words), frozenset(strong), frozenset(title), own)
        for (words, strong, title), own in zip(words_in(batch, folder), pairs, strict=True)
    ]
