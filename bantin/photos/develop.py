"""Photos that texts show → pictures ready for readers, and the files behind them."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from ..faults import fault
from ..model import Picture, Rendition
from ..problems import N_, Problem, Severity
from ..text import slug
from ..workers import Crew, Tell, silent
from .cache import Kept, Listing, PhotoCache, Seen, Shelves
from .make import make
from .originals import Originals, State, is_settled
from .recipe import FULL, QUICK, Shape, webps_and_jpegs
from .refusals import Refused

_NARROW = 600
_STEM_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A photo that a text shows: its path below the content folder, and the text's line."""

    source: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """Pictures by source; their files, each with its address and where it lies; problems.

    ``noted`` are the sources of the photos that tell inside what they show or who took them.
    """

    pictures: tuple[Picture, ...]
    files: tuple[tuple[str, Path], ...]
    problems: tuple[Problem, ...]
    noted: frozenset[str] = frozenset()


def develop(
    wanted: Sequence[Wanted],
    *,
    content: Path,
    cache: Path,
    quick: bool = False,
    tell: Tell = silent,
    crew: Crew | None = None,
) -> Developed:
    """Return the pictures that ``wanted`` asks for, each photo once, sorted by source.

    What was made before is taken from ``cache``. A photo that cannot be shown gives one
    Problem, at the first place that wants it, and no picture. ``quick`` saves a third of the
    time for somewhat larger files, where a photo has not been made the other way before.
    ``tell`` hears how many of those that have to be made are done; a ``crew`` makes them.

    Raises ``OutsideError`` where the cache cannot be written.
    """
    recipes = (QUICK, FULL) if quick else (FULL,)
    caches = tuple(PhotoCache(cache / "photos", recipe) for recipe in recipes)
    places: dict[str, Wanted] = {}
    for one in wanted:
        places.setdefault(one.source, one)
    taken = _take(sorted(places), Originals(os.path.realpath(content)), caches, tell, crew)
    problems: list[Problem] = []
    pictures: list[Picture] = []
    files: list[tuple[str, Path]] = []
    names: dict[str, str] = {}
    filed: set[str] = set()
    noted: list[str] = []
    for source, result in taken.items():
        if isinstance(result, Refused):
            problems.append(refusal(places[source], result))
            continue
        kept = result.seen.kept
        name = _name(source, kept.digest, names)
        picture = _picture(source, kept, name)
        pictures.append(picture)
        if kept.has_notes:
            noted.append(source)
        if name not in filed:  # the same photo in two articles is one
            filed.add(name)
            urls = [made.url for made in (*picture.webp, *picture.jpeg)]
            files.extend(zip(urls, result.files, strict=True))
        if kept.width < _NARROW or kept.is_animated:
            problems += remarks(places[source], kept)
    return Developed(
        pictures=tuple(pictures),
        files=tuple(files),
        problems=tuple(problems),
        noted=frozenset(noted),
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """A photo that is in the cache, and its files there."""

    seen: Seen
    files: list[Path]


def _take(
    sources: list[str],
    originals: Originals,
    caches: tuple[PhotoCache, ...],
    tell: Tell,
    crew: Crew | None,
) -> dict[str, _Taken | Refused]:
    """Return what became of each source, in the order given."""
    # The better recipe is asked first; what is made now is noted in the list of the other.
    known = [cache.listing() for cache in reversed(caches)]
    begun = time.time_ns()  # before any photo is read: whatever changes from now on is newer
    shelves = caches[0].shelves()
    taken: dict[str, _Taken | Refused] = {}
    unknown: dict[str, str] = {}
    for source in sources:
        try:
            path, state = originals.locate(source)
        except Refused as refused:
            taken[source] = refused
            continue
        if old := _remembered(source, state, known, shelves):
            taken[source] = old
        else:
            unknown[source] = path
    if unknown:
        taken |= _make(unknown, caches, tell, crew)
        taken = {source: taken[source] for source in sources}
    listing = {source: one.seen for source, one in taken.items() if isinstance(one, _Taken)}
    if unknown or listing.keys() != known[-1].seen.keys():
        caches[0].save(Listing(begun, listing))
    return taken


def _remembered(
    source: str, state: State, known: Sequence[Listing], shelves: Shelves
) -> _Taken | None:
    """Return what was made of an original that has not changed since, and is all there."""
    for listing in known:
        seen = listing.seen.get(source)
        if seen and seen.state == state and is_settled(state, listing.time_ns):
            files = shelves.files(seen.kept)
            if files is not None:
                return _Taken(seen, files)
    return None


def _make(
    paths: Mapping[str, str], caches: tuple[PhotoCache, ...], tell: Tell, crew: Crew | None
) -> dict[str, _Taken | Refused]:
    """Return what becomes of the originals at ``paths``, by source."""
    made = make(list(paths.values()), caches, tell, crew)
    shelves = caches[0].shelves()
    taken: dict[str, _Taken | Refused] = {}
    for source, result in zip(paths, made, strict=True):
        if isinstance(result, Seen):
            files = shelves.files(result.kept)
            if files is None:
                raise shelves.vanished()
            taken[source] = _Taken(result, files)
        else:
            taken[source] = result
    return taken


def _name(source: str, digest: str, names: dict[str, str]) -> str:
    """Return the address of a photo's files, but for their width; ``names`` are those in use."""
    stem = _stem(source.rpartition("/")[2])
    name = f"photos/{stem}-{digest[:10]}"
    if names.setdefault(name, digest) != digest:  # once in a hundred thousand photos called 1.jpg
        return f"photos/{stem}-{digest}"
    return name


@lru_cache(maxsize=4096)
def _stem(file: str) -> str:
    return slug(file.rpartition(".")[0] or file)[:_STEM_LENGTH].strip("-") or "photo"


def _picture(source: str, kept: Kept, name: str) -> Picture:
    webps, jpegs = webps_and_jpegs((kept.width, kept.height))
    return Picture(
        source=source,
        width=kept.width,
        height=kept.height,
        colour=kept.colour,
        webp=_renditions(name, webps),
        jpeg=_renditions(name, jpegs),
    )


def _renditions(name: str, shapes: tuple[Shape, ...]) -> tuple[Rendition, ...]:
    return tuple(
        [
            Rendition(url=name + shape.ending, width=shape.width, height=shape.height)
            for shape in shapes
        ]
    )


def refusal(place: Wanted, refused: Refused) -> Problem:
    """Return why the photo at ``place`` is not shown."""
    return Problem(
        code=refused.code,
        path=place.path,
        line=place.line,
        message=refused.message,
        remedy=refused.remedy,
        values=(("photo", place.source.rpartition("/")[2]), *refused.values),
    )


def remarks(place: Wanted, kept: Kept) -> Iterator[Problem]:
    """Yield what a writer may want to know of a photo that is shown."""
    photo = place.source.rpartition("/")[2]
    told = partial(fault, path=place.path, line=place.line, photo=photo)
    if kept.width < _NARROW:
        yield told(
            "photo-small",
            N_("the photo “{photo}” is small ({width} × {height} pixels)"),
            N_("Use one that is 1200 pixels wide or more"),
            severity=Severity.WARNING,
            width=str(kept.width),
            height=str(kept.height),
        )
    if kept.is_animated:
        yield told(
            "photo-animated",
            N_("the photo “{photo}” moves; only its first picture is shown"),
            N_("Nothing needs to be done, unless another moment says more"),
            severity=Severity.INFO,
        )
