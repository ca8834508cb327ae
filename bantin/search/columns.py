"""Lists of a large site, a column of numbers at a time: the same letters, sooner.

What ``shards`` and ``records`` do for a few documents with Python's own lists and sets, this does
for thousands with NumPy, which takes a tenth of a second to load: small sites do without.
"""

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, pairwise
from typing import Any

from ..syllables import spelt, tidied
from .batches import PARTS, Batch, bound
from .coding import LETTERS, encoded, ranges
from .document import Document
from .records import OFTEN, Recorder, all_of

Column = Any
"""Numbers of one width, one for each row."""

_REST = 32 - (PARTS.bit_length() - 1)  # bits of a hash that do not say in which part it lies
_AT_ONCE = 1 << 18  # so many entries are written at a time: each takes some dozen bytes meanwhile


def numeric() -> Any:
    """Return NumPy, loaded in a way that lets this process be forked.

    Its library for matrices, which nothing here needs, would else begin a thread for each core.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy

    return numpy


class Recorders:
    """Makes batches of many documents at once; what it learns of some serves the next.

    Each stretch without a space has a number, and ``numbers[starts[n]:starts[n] + counts[n]]``
    are those of its spellings.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.stretches: dict[str, int] = {}
        self.starts, self.counts, self.numbers = array("Q"), array("Q"), array("Q")

    def packed(self, documents: Sequence[Document], told: bytes = b"") -> tuple[bytes, Batch]:
        """Return what ``batches.packed`` gives for the records of ``documents``.

        Only the order in which the words of a document stand may be another.
        """
        np = numeric()
        read = [self._read(all_of(document)) for document in documents]
        count = len(documents)
        sizes = [len(stretches) for stretches in read]
        stretches = np.fromiter(chain.from_iterable(read), np.int64, sum(sizes))
        starts, counts, numbers = map(_view, (self.starts, self.counts, self.numbers))
        of = np.repeat(np.arange(count), sizes)
        long = counts[stretches].astype(np.int64)
        before = np.cumsum(long) - long
        places = np.repeat(starts[stretches].astype(np.int64) - before, long)
        run, of = numbers[places + np.arange(len(places))], np.repeat(of, long)
        parts, pairs = self._pairs(run, of, count)
        return bound(parts, list(self._levels(run, of, documents)), pairs, told)

    def _read(self, text: str) -> Sequence[int]:
        words = tidied(text).split()
        known = self.stretches
        try:
            return list(map(known.__getitem__, words))
        except KeyError:
            for word in words:
                if word not in known:
                    self._learn(word)
            return list(map(known.__getitem__, words))

    def _learn(self, stretch: str) -> None:
        self.stretches[stretch] = len(self.stretches)
        before = len(self.numbers)
        self.numbers.extend(map(self.recorder.number, spelt(stretch)))
        self.starts.append(before)
        self.counts.append(len(self.numbers) - before)

    def _pairs(self, run: Column, of: Column, count: int) -> tuple[list[bytes], int]:
        """Return the parts of a batch, and how many pairs all of them hold."""
        np = numeric()
        firsts, seconds = _view(self.recorder.firsts), _view(self.recorder.seconds)
        hashes = firsts[run[:-1]] ^ seconds[run[1:]]
        # What a mark parts has a hash that is too wide for a pair.
        is_pair = (of[1:] == of[:-1]) & (hashes >> 32 == 0)
        hashes, of = hashes[is_pair], of[1:][is_pair].astype(np.uint64)
        part, rest = hashes >> _REST, hashes & ((1 << _REST) - 1)
        rows = _sorted((part * count + of) << _REST | rest)
        rows = rows[_firsts(rows)]
        places = rows >> _REST
        lengths = np.bincount(places.astype(np.int64), minlength=PARTS * count)
        part = places // count
        hashes = (part << _REST | rows & ((1 << _REST) - 1)).astype(np.uint32)
        by_part = lengths.reshape(PARTS, count)
        ends = np.cumsum(by_part.sum(axis=1)).tolist()
        heads = by_part.astype(np.uint32)
        slices = zip([0, *ends], ends, strict=False)
        return [
            heads[n].tobytes() + hashes[start:end].tobytes()
            for n, (start, end) in enumerate(slices)
        ], len(rows)

    def _levels(
        self, run: Column, of: Column, documents: Sequence[Document]
    ) -> Iterator[tuple[list[str], frozenset[str], frozenset[str]]]:
        """Yield the words of each document, those that it is about, and those of its title."""
        np = numeric()
        is_word = run != 0
        rows = _sorted(of[is_word].astype(np.uint64) << 32 | run[is_word])
        starts = np.flatnonzero(_firsts(rows))
        times, rows = np.diff(starts, append=len(rows)), rows[starts]
        documents_of = rows >> 32
        ends = np.searchsorted(documents_of, np.arange(1, len(documents) + 1)).tolist()
        words = rows & 0xFFFFFFFF
        said, is_often = words.tolist(), (times >= OFTEN).tolist()
        word = self.recorder.words.__getitem__
        words_of = self.recorder.words_of
        for document, start, end in zip(documents, [0, *ends], ends, strict=False):
            own = list(map(word, said[start:end]))
            often = compress(own, is_often[start:end])
            title = words_of(document.title)
            yield own, title.union(often, *map(words_of, document.names)), title


def _view(numbers: "array[int]") -> Column:
    """Return numbers as a column, without a copy: they must not grow while it is in use."""
    np = numeric()
    return np.frombuffer(numbers, np.uint64) if numbers else np.zeros(0, np.uint64)


def pair_texts(
    pieces: Iterable[tuple[bytes, int, int]], shift: int, rest: int, shards: range
) -> list[str]:
    """Return what the files ``shards`` say of pairs, as ``shards.pair_texts`` does.

    Each of the ``pieces`` is a part of a batch, as it was packed, with the count of its
    documents and the number of the first.
    """
    np = numeric()
    rows = _sorted(np.concatenate([_rows(*piece, shift) for piece in pieces]))
    # Hashes that become one when they are shortened have one list: it is the union of theirs.
    rows = rows[_firsts(rows)]
    # All of the rows are of these files.
    firsts = np.arange(shards.start, shards.stop, dtype=np.uint64) << (rest + 32)
    ends = np.append(np.searchsorted(rows, firsts), len(rows))
    texts: list[str] = []
    first = 0
    while first < len(shards):
        # As many whole files as go at once, but one at least.
        last = int(np.searchsorted(ends, ends[first] + _AT_ONCE, "right")) - 1
        last = min(max(last, first + 1), len(shards))
        texts += _texts(rows[ends[first] : ends[last]], rest, shards[first:last])
        first = last
    return texts


def _rows(data: bytes, documents: int, first: int, shift: int) -> Column:
    """Return a number for each pair of each document: its short hash, then the document's."""
    np = numeric()
    read = np.frombuffer(data, np.uint32)
    numbers = np.arange(first, first + documents, dtype=np.uint64)
    hashes = (read[documents:] >> shift).astype(np.uint64)
    return hashes << 32 | np.repeat(numbers, read[:documents])


def _texts(rows: Column, rest: int, shards: range) -> Iterator[str]:
    np = numeric()
    if not len(rows):
        yield from ("" for _ in shards)
        return
    shorts = (rows >> 32).astype(np.int64)
    numbers = (rows & 0xFFFFFFFF).astype(np.int64)
    starts = np.flatnonzero(_firsts(shorts))
    counts = np.diff(starts, append=len(rows))
    lasts = numbers[starts + counts - 1]
    shorts = shorts[starts]

    steps = np.diff(numbers, prepend=0) - 1
    steps[starts] = numbers[starts]
    keys = shorts & ((1 << rest) - 1)
    files = shorts >> rest
    key_steps = np.where(_firsts(files), keys, np.diff(keys, prepend=0) - 1)

    # Each row: a space, the key, its list. A list of bits is put in place of its first number.
    is_bits = counts > lasts // 6 + 2
    bits = {
        int(row): encoded(numbers[starts[row] : starts[row] + counts[row]].tolist())
        for row in np.flatnonzero(is_bits)
    }
    steps_long, keys_long = _lengths(steps), _lengths(key_steps)
    steps_long[np.repeat(is_bits, counts)] = 0
    for row, text in bits.items():
        steps_long[starts[row]] = len(text)
    ends = np.cumsum(steps_long)
    before = ends - steps_long
    row_steps = np.add.reduceat(steps_long, starts)
    row_ends = np.cumsum(1 + keys_long + row_steps)
    row_starts = row_ends - 1 - keys_long - row_steps
    letters = np.full(row_ends[-1], ord(" "), np.uint8)
    _put(letters, key_steps, keys_long, row_starts + 1)
    places = before + np.repeat(row_starts + 1 + keys_long - before[starts], counts)
    plain = ~np.repeat(is_bits, counts)
    _put(letters, steps[plain], steps_long[plain], places[plain])
    for row, text in bits.items():
        place = places[starts[row]]
        letters[place : place + len(text)] = np.frombuffer(text.encode(), np.uint8)

    said = letters.tobytes().decode()
    first_rows = np.searchsorted(files, np.arange(shards.start, shards.stop + 1))
    offsets = np.append(row_starts, row_ends[-1])[first_rows].tolist()
    for start, end in pairwise(offsets):
        yield said[start + 1 : end]


def _sorted(rows: Column) -> Column:
    """Return ``rows``, put in order where they lie."""
    rows.sort()
    return rows


def _firsts(rows: Column) -> Column:
    """Return for each row, in their order, whether it is the first of its kind."""
    np = numeric()
    return np.concatenate(([True], rows[1:] != rows[:-1]))[: len(rows)]


def _lengths(values: Column) -> Column:
    """Return how many letters each number takes."""
    np = numeric()
    bounds = [start for start, _, _ in ranges()]
    return np.searchsorted(np.array(bounds), values, "right")


def _put(letters: Column, values: Column, lengths: Column, places: Column) -> None:
    """Write numbers at their places."""
    np = numeric()
    alphabet = np.frombuffer(LETTERS.encode(), np.uint8)
    for more, (start, lead, step) in enumerate(ranges()):
        which = np.flatnonzero(lengths == more + 1)
        if not len(which):
            continue
        left, at = values[which] - start, places[which]
        letters[at] = alphabet[lead + left // step]
        for place in range(1, more + 1):
            step //= len(LETTERS)
            letters[at + place] = alphabet[left // step % len(LETTERS)]
