"""All documents → all files of the index."""

import hashlib
from collections.abc import Iterator, Sequence

from ..syllables import folded
from .document import Facet
from .files import FOLDER, facet_rows, languages_of_items, script, start_row
from .lexicon import is_syllable, others, written
from .records import Record
from .shards import (
    Lists,
    pair_bits,
    pair_files,
    pair_lists,
    word_bits,
    word_files,
    word_lists,
)


def index_files(
    records: Sequence[Record],
    *,
    languages: Sequence[str],
    items: Sequence[int],
    years: Sequence[tuple[int, int]],
    facets: Sequence[Sequence[Facet]],
    shown: bytes,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by address; ``shown`` stands for those of the documents."""
    stamp = hashlib.blake2b(shown, digest_size=8)
    bits = word_bits(records), pair_bits(records)
    lists = word_lists(records)
    files = [(f"w/{n}", script("w", n, entries)) for n, entries in word_files(lists, bits[0])]
    files += [(f"p/{n}", script("p", n, t)) for n, t in pair_files(pair_lists(records), bits[1])]
    counts = document_counts(lists)
    rest = dict(others(counts))
    files += [(f"words/{name}", script("words", name, said)) for name, said in rest.items()]
    relations, campaigns, units = map(facet_rows, facets)
    rows = {"relations": relations, "campaigns": campaigns, "units": units}
    files.append(("facets", script("facets", "", rows)))
    for name, content in files:
        stamp.update(name.encode() + content)
        yield f"{FOLDER}/{name}.js", content
    start = start_row(
        stamp=stamp.hexdigest(),
        languages=languages,
        items=languages_of_items(items),
        years=years,
        bits=bits,
        words=written((word, counts[word]) for word in sorted(counts) if is_syllable(word)),
        initials="".join(rest),
    )
    yield f"{FOLDER}/start.js", script("start", "", start)


def document_counts(lists: Lists) -> dict[str, int]:
    """Return in how many documents each folded word stands."""
    spelt: dict[str, list[str]] = {}
    for word in lists:
        spelt.setdefault(folded(word), []).append(word)
    return {
        word: len(lists[first][0])
        if not rest
        else len({*lists[first][0]}.union(*(lists[r][0] for r in rest)))
        for word, (first, *rest) in spelt.items()
    }
