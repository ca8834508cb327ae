"""Photos that texts show → what is wrong with them, and nothing made of them.

A check needs to know that a photo can be read to its end; to scale and encode it would take
several times as long. What was proved once is kept, as what was made is.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from ..workers import Tell, silent
from .cache import Kept, Listing, PhotoCache, Seen
from .develop import Developed, Wanted, refusal, remarks
from .make import make
from .originals import Originals, State, is_settled
from .recipe import FULL, PROOF, QUICK
from .refusals import Refused


def prove(
    wanted: Sequence[Wanted], *, content: Path, cache: Path, tell: Tell = silent
) -> Developed:
    """Return the problems that ``develop`` would tell, and which photos have notes; no pictures.

    Raises ``OutsideError`` where the cache cannot be written.
    """
    caches = [PhotoCache(cache / "photos", recipe) for recipe in (PROOF, QUICK, FULL)]
    places: dict[str, Wanted] = {}
    for one in wanted:
        places.setdefault(one.source, one)
    proved = _proved(sorted(places), Originals(os.path.realpath(content)), caches, tell)
    problems = []
    for source, result in proved.items():
        if isinstance(result, Refused):
            problems.append(refusal(places[source], result))
        else:
            problems += remarks(places[source], result)
    noted = (s for s, kept in proved.items() if isinstance(kept, Kept) and kept.has_notes)
    return Developed(pictures=(), files=(), problems=tuple(problems), noted=frozenset(noted))


def _proved(
    sources: list[str], originals: Originals, caches: list[PhotoCache], tell: Tell
) -> dict[str, Kept | Refused]:
    listings = [cache.listing() for cache in reversed(caches)]
    begun = time.time_ns()
    proved: dict[str, Kept | Refused] = {}
    seen: dict[str, Seen] = {}
    unknown: dict[str, str] = {}
    for source in sources:
        try:
            path, state = originals.locate(source)
        except Refused as refused:
            proved[source] = refused
            continue
        if old := _known(source, state, listings):
            proved[source], seen[source] = old.kept, old
        else:
            unknown[source] = path
    for source, result in zip(
        unknown, make(list(unknown.values()), (caches[0],), tell), strict=True
    ):
        if isinstance(result, Refused):
            proved[source] = result
        else:
            proved[source], seen[source] = result.kept, result
    if unknown:
        caches[0].save(Listing(begun, seen))
    return {source: proved[source] for source in sources}


def _known(source: str, state: State, listings: Sequence[Listing]) -> Seen | None:
    for listing in listings:
        seen = listing.seen.get(source)
        if seen and seen.state == state and is_settled(state, listing.time_ns):
            return seen
    return None
