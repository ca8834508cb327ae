"""The whole index, kept from one build to the next: what of it has to be made anew."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from ..workers import Crew, Limits, Lost, each
from .batches import Batch
from .columns import numeric
from .document import Facet
from .files import FOLDER, facet_rows, languages_of_items, script, start_row
from .join import MANY, Heap, Joined, join, tasks
from .lexicon import shelf, written
from .shards import bits_for

_LIMITS = Limits(cpu_seconds=600, megabytes=4000)
_BATCH = 16  # items that a batch has on the whole
KEY = 8
"""So many bytes stand for a document, or for what is shown of it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which documents there are, in their order.

    ``items`` name the items by kind and slug; ``masks`` has a bit for each language in which
    an item is written; ``years`` pair each year with the first document of it. ``keys`` stand
    for what each document says, ``shown`` for what is shown of it; both are of this program and
    this machine. ``looks`` stands for the photos and badges of all, wherever they are shown.
    """

    languages: tuple[str, ...]
    items: tuple[str, ...]
    masks: bytes
    years: tuple[tuple[int, int], ...]
    keys: bytes
    shown: bytes
    looks: bytes

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self.keys) // KEY

    def documents(self) -> list[tuple[str, str]]:
        """Return for each document the name of its item, and its language."""
        written = {
            mask: [lang for place, lang in enumerate(self.languages) if mask >> place & 1]
            for mask in set(self.masks)
        }
        named = zip(self.items, self.masks, strict=True)
        return [(name, lang) for name, mask in named for lang in written[mask]]

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return from which document to which each batch goes.

        Where one ends depends on the name of its last item alone, so that a new item changes
        the bounds of its own batch at most.
        """
        return _spans(self.items, self.masks)

    def key(self, span: tuple[int, int]) -> bytes:
        """Return what stands for the documents of a batch."""
        return self.keys[span[0] * KEY : span[1] * KEY]


@lru_cache(maxsize=2)
def _spans(items: tuple[str, ...], masks: bytes) -> tuple[tuple[int, int], ...]:
    ends, number = [0], 0
    for name, mask in zip(items, masks, strict=True):
        number += mask.bit_count()
        if crc32(name.encode()) % _BATCH == 0:
            ends.append(number)
    if ends[-1] < number:
        ends.append(number)
    return tuple(pairwise(ends))


class Index(NamedTuple):
    """What is remembered of an index. ``files`` has a digest of each file but the start's.

    ``counts`` has, for each shelf of the lexicon, its words with their numbers of documents.
    """

    listing: Listing
    batches: tuple[Batch, ...]
    bits: tuple[int, int]
    files: dict[str, bytes]
    counts: dict[str, dict[str, int]]

    @property
    def stamp(self) -> str:
        """Letters that change with any file of the index, and with nothing else."""
        digest = hashlib.blake2b(digest_size=8)
        for name in sorted(self.files):
            digest.update(name.encode() + self.files[name])
        of = self.listing
        digest.update(repr((of.languages, of.masks, of.years)).encode() + of.looks)
        for batch in self.batches:
            digest.update(batch.told)
        return digest.hexdigest()

    def start(self) -> bytes:
        """Return the file with which every search begins."""
        counts = self.counts.get("", {})
        row = start_row(
            stamp=self.stamp,
            languages=self.listing.languages,
            items=languages_of_items(self.listing.masks),
            years=self.listing.years,
            bits=self.bits,
            words=written((word, counts[word]) for word in sorted(counts)),
            initials="".join(sorted(name for name in self.counts if name and self.counts[name])),
        )
        return script("start", "", row)


@dataclass(frozen=True, slots=True)
class Made:
    """An index, and those of its files that were made for it by their address."""

    index: Index
    files: dict[str, bytes]


def joined(
    listing: Listing,
    batches: Sequence[Batch],
    folder: Path | None,
    facets: bytes,
    crew: Crew | None = None,
) -> Made:
    """Return the index of all records, with all its files but those of the documents.

    Raises ``LostError`` where records are lost.
    """
    bits = bits_for(sum(b.words for b in batches), sum(b.pairs for b in batches))
    heap = Heap(batches, folder, bits)
    wanted = tasks(bits)
    files: dict[str, bytes] = {}
    counts: dict[str, dict[str, int]] = {}
    if len(listing) < MANY:  # are joined sooner than workers begin
        done: Iterable[Joined | Lost] = (join(heap, task) for task in wanted)
    else:
        numeric()  # here, and not in every worker
        done = each(join, heap, wanted, limits=_LIMITS, crew=crew)
    for task, result in zip(wanted, done, strict=True):
        found = join(heap, task) if isinstance(result, Lost) else result
        for number, content in enumerate(found.scripts, found.first):
            files[address(found.kind, number)] = content
        for word, count in found.counts.items():
            counts.setdefault(shelf(word), {})[word] = count
    counts.pop("-", None)
    files.update(lexicon(counts, counts))
    files[address("facets")] = facets
    digests = {name: digest(content) for name, content in files.items()}
    return Made(Index(listing, tuple(batches), bits, digests, counts), files)


def lexicon(counts: dict[str, dict[str, int]], shelves: Iterable[str]) -> dict[str, bytes]:
    """Return the files of those shelves of the lexicon that are files of their own."""
    return {
        address("words", name): script(
            "words", name, written((word, counts[name][word]) for word in sorted(counts[name]))
        )
        for name in shelves
        if name and counts[name]
    }


def facets_file(facets: Mapping[str, Sequence[Facet]]) -> bytes:
    """Return the file of all by which answers are narrowed, by kind."""
    return script("facets", "", {kind: facet_rows(found) for kind, found in facets.items()})


def digest(content: bytes) -> bytes:
    """Return what stands for the content of a file."""
    return hashlib.blake2b(content, digest_size=16).digest()


def address(kind: str, name: str | int = "") -> str:
    """Return where a file of the index stands, from the root of the site."""
    return f"{FOLDER}/{kind}/{name}.js" if name != "" else f"{FOLDER}/{kind}.js"
