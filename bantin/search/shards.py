"""Lists of documents → the files of words and pairs, of a few kilobytes each."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log2
from operator import sub

from .coding import decoded, encoded, number, read_number, steps
from .records import word_hash

KEY_BITS = 18
"""The key of a pair: with as many pairs as a file holds, one in a thousand is taken for another."""
# Letters that a file should have: a question asks for a dozen of them and wants of each one list,
# so that what else is in them is carried for nothing.
_WORDS_FILE, _PAIRS_FILE = 900, 1500
_WORD, _PAIR = 1.0, 2.4  # what an entry of a list costs about, in letters
_MOST_BITS = 16

Levels = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""The documents that say a word, those that are about it, those that are called so."""


def bits_for(words: int, pairs: int) -> tuple[int, int]:
    """Return how many bits number the files of words and pairs that have so many entries."""
    return _bits(words * _WORD / _WORDS_FILE), _bits(pairs * _PAIR / _PAIRS_FILE)


def _bits(files: float) -> int:
    return min(_MOST_BITS, round(log2(max(files, 1))))


def word_shard(word: str, bits: int) -> int:
    """Return the number of the file in which a folded word stands."""
    return word_hash(word, 1) >> 32 - bits


def word_entry(lists: Mapping[str, Levels]) -> list[str]:
    """Return what a file says of one folded word: each of its forms, and behind it its lists.

    The second list has places in the first, the third in the second.
    """
    entry = []
    for name in sorted(lists):
        said, strong, title = lists[name]
        parts = (encoded(said), _within(strong, said), _within(title, strong))
        entry += [name, " ".join(parts).rstrip(" ")]
    return entry


def read_entry(entry: Sequence[str]) -> dict[str, Levels]:
    """Return the lists that ``word_entry`` wrote, by form."""
    found: dict[str, Levels] = {}
    for name, lists in zip(entry[::2], entry[1::2], strict=True):
        parts = lists.split(" ")
        said = decoded(parts[0])
        strong = [said[place] for place in decoded(parts[1])] if len(parts) > 1 else []
        title = [strong[place] for place in decoded(parts[2])] if len(parts) > 2 else []
        found[name] = said, strong, title
    return found


def _within(some: Sequence[int], among: Sequence[int]) -> str:
    if not some:
        return ""
    wanted = frozenset(some)
    return encoded([place for place, number in enumerate(among) if number in wanted])


def pair_shift(bits: int) -> int:
    """Return by how many bits a pair's hash is shortened to the number of its file and its key."""
    return max(0, 32 - bits - KEY_BITS)


def pair_texts(lists: dict[int, list[int]], bits: int, shards: range) -> list[str]:
    """Return what the files ``shards`` say, where ``lists`` has the documents of all their hashes.

    Hashes that become one when they are shortened have one list: it is the union of theirs.
    """
    shift = pair_shift(bits)
    rest = 32 - bits - shift
    mask = (1 << rest) - 1
    table = steps()
    most = len(table) - 1
    files: list[list[str]] = [[] for _ in shards]
    add = [""].append
    shard, last, first = -1, -1, shards.start
    keys = _merged(sorted(lists), lists, shift)
    # One pass, by hand: there are millions of pairs, and most stand in a document or two.
    for pair in keys:
        short, numbers = pair >> shift, lists[pair]
        if short >> rest != shard:
            shard = short >> rest
            add = files[shard - first].append
            last = -1
        step = (short & mask) - last
        last += step
        key = table[step] if step < most else number(step - 1)
        count, end = len(numbers), numbers[-1]
        if end >= most or count > end // 6 + 2:
            add(key + encoded(numbers))
        elif count == 1:
            add(key + table[end + 1])
        else:
            said = map(table.__getitem__, map(sub, numbers, chain((-1,), numbers)))
            add(key + "".join(said))
    return [" ".join(said) for said in files]


def _merged(keys: list[int], lists: dict[int, list[int]], shift: int) -> list[int]:
    """Return the hashes of which each has another short one; lists of one are joined."""
    shorts = [key >> shift for key in keys]
    if len(set(shorts)) == len(keys):
        return keys
    kept: list[int] = []
    for key in keys:
        if kept and kept[-1] >> shift == key >> shift:
            lists[kept[-1]] = sorted({*lists[kept[-1]], *lists[key]})
        else:
            kept.append(key)
    return kept


def pair_text(rows: Iterable[tuple[int, str]], rest: int) -> str:
    """Return what a file says of pairs: the key of each, as a step from the last, and its list.

    A key is the last ``rest`` bits of a shortened hash.
    """
    table, most = steps(), len(steps())
    last, mask, said = -1, (1 << rest) - 1, []
    for short, text in rows:
        step = (short & mask) - last
        last += step
        said.append((table[step] if step < most else number(step - 1)) + text)
    return " ".join(said)


def read_pairs(text: str, shard: int, rest: int) -> dict[int, str]:
    """Return the lists of a file of pairs as they are written, by shortened hash."""
    found, last = {}, (shard << rest) - 1
    for row in text.split(" ") if text else ():
        step, place = read_number(row, 0)
        last += step + 1
        found[last] = row[place:]
    return found
