"""An index and the records that changed → the index as it would be, had all been joined anew."""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..syllables import folded, form
from .batches import Batch, LostError
from .coding import decoded, encoded
from .files import script
from .index import Index, Listing, Made, address, digest, lexicon
from .join import saying
from .lexicon import shelf
from .records import Record
from .shards import (
    Levels,
    bits_for,
    pair_shift,
    pair_text,
    read_entry,
    read_pairs,
    word_entry,
    word_shard,
)

NOTHING = Record(frozenset(), frozenset(), frozenset(), array("I"))


class Change(NamedTuple):
    """A document that says something else than before; a new one said nothing."""

    number: int
    before: Record
    after: Record


def patched(
    old: Index,
    listing: Listing,
    batches: Sequence[Batch],
    changes: Sequence[Change],
    facets: bytes | None,
    read: Callable[[str], bytes | None],
) -> Made | None:
    """Return the index after ``changes``, with those files that they touch.

    ``read`` gives a file of the old index; ``facets`` is None where it stays as it is. None
    where the files are to be parted otherwise, or one of the old ones is lost.
    """
    if bits_for(sum(b.words for b in batches), sum(b.pairs for b in batches)) != old.bits:
        return None
    counts = dict(old.counts)
    try:
        files = {
            **_words(old, changes, read, counts),
            **_pairs(old, changes, read),
        }
    except LostError:
        return None
    touched = [name for name in counts if counts[name] is not old.counts.get(name)]
    files.update(lexicon(counts, touched))
    gone = {address("words", name) for name in touched if name and not counts[name]}
    if facets is not None:
        files[address("facets")] = facets
    digests = {name: d for name, d in old.files.items() if name not in gone}
    files = {name: c for name, c in files.items() if digest(c) != digests.get(name)}
    digests |= {name: digest(content) for name, content in files.items()}
    counts = {name: words for name, words in counts.items() if words}
    return Made(Index(listing, tuple(batches), old.bits, digests, counts), files)


def _data(old: Index, kind: str, number: int, read: Callable[[str], bytes | None]) -> str:
    """Return what the old file of this kind and number hands over."""
    place = address(kind, number)
    content = read(place)
    if content is None or digest(content) != old.files[place]:
        raise LostError
    return content.decode()[len(f'bantinSearch("{kind}",{number},') : -len(");\n")]


def _words(
    old: Index,
    changes: Sequence[Change],
    read: Callable[[str], bytes | None],
    counts: dict[str, dict[str, int]],
) -> dict[str, bytes]:
    by_word: defaultdict[str, defaultdict[str, list[Change]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for change in changes:
        before, after = change.before, change.after
        differing = (b ^ a for b, a in zip(before[:3], after[:3], strict=True))
        for spelt in frozenset[str]().union(*differing):
            by_word[folded(spelt)].setdefault(spelt, []).append(change)
    by_file: defaultdict[int, list[str]] = defaultdict(list)
    for word in by_word:
        by_file[word_shard(word, old.bits[0])].append(word)
    own: dict[str, dict[str, int]] = {}
    files = {}
    for number, words in by_file.items():
        entries = json.loads(_data(old, "w", number, read))
        for word in words:
            lists = read_entry(entries.get(word, ()))
            for spelt, told in by_word[word].items():
                name = form(spelt)
                levels = _levels(lists.get(name, ((), (), ())), spelt, told)
                lists[name] = levels
                if not levels[0]:
                    del lists[name]
            if lists:
                entries[word] = word_entry(lists)
            else:
                entries.pop(word, None)
            place = shelf(word)
            if place != "-":
                if place not in own:
                    counts[place] = own[place] = dict(counts.get(place, {}))
                if lists:
                    own[place][word] = saying(lists.values())
                else:
                    own[place].pop(word, None)
        in_order = {word: entries[word] for word in sorted(entries)}
        files[address("w", number)] = script("w", number, in_order)
    return files


def _levels(lists: Levels, spelt: str, changes: Sequence[Change]) -> Levels:
    made = []
    for level, numbers in enumerate(lists):
        found = set(numbers)
        for change in changes:
            if spelt in change.after[level]:
                found.add(change.number)
            else:
                found.discard(change.number)
        made.append(sorted(found))
    return made[0], made[1], made[2]


def _pairs(
    old: Index, changes: Sequence[Change], read: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    bits = old.bits[1]
    shift = pair_shift(bits)
    rest = 32 - bits - shift
    by_file: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for change in changes:
        before = {pair >> shift for pair in change.before.pairs}
        after = {pair >> shift for pair in change.after.pairs}
        for short in before ^ after:
            by_file[short >> rest].append((short, change.number, short in after))
    files = {}
    for number, told in by_file.items():
        lists = read_pairs(json.loads(_data(old, "p", number, read)), number, rest)
        fresh: dict[int, set[int]] = {}
        for short, document, is_said in told:
            if short not in fresh:
                fresh[short] = set(decoded(lists.get(short, "")))
            (fresh[short].add if is_said else fresh[short].discard)(document)
        for short, numbers in fresh.items():
            if numbers:
                lists[short] = encoded(sorted(numbers))
            else:
                lists.pop(short, None)
        text = pair_text(((short, lists[short]) for short in sorted(lists)), rest)
        files[address("p", number)] = script("p", number, text)
    return files
