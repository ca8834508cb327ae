"""Photos that texts show → pictures ready for readers, and the files behind them."""

import os
import stat
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock

from ..faults import fault
from ..model import Picture, Rendition
from ..problems import N_, Problem, Severity
from ..text import slug
from . import refusals as refusals
from .cache import Kept, Listing, PhotoCache, Seen
from .recipe import FULL, QUICK
from .refusals import Refused

# FAT keeps times to two seconds: what was touched later than that may have been touched twice.
_COARSEST_CLOCK_NS = 2_000_000_000
_LONGEST_FILE = 256_000_000
_MOST_WORKERS = 8
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
    """Pictures by source; their files, each with its address and where it lies; problems."""

    pictures: tuple[Picture, ...]
    files: tuple[tuple[str, Path], ...]
    problems: tuple[Problem, ...]


def develop(
    wanted: Sequence[Wanted], *, content: Path, cache: Path, quick: bool = False
) -> Developed:
    """Return the pictures that ``wanted`` asks for, each photo once, sorted by source.

    What was made before is taken from ``cache``. A photo that cannot be shown gives one
    Problem, at the first place that wants it, and no picture. ``quick`` saves a third of the
    time for somewhat larger files.

    Raises ``OutsideError`` where the cache cannot be written.
    """
    store = PhotoCache(cache / "photos", QUICK if quick else FULL)
    places: dict[str, Wanted] = {}
    for one in wanted:
        places.setdefault(one.source, one)
    taken = _take(sorted(places), os.path.realpath(content), store)
    problems = [p for source, result in taken.items() for p in _problems(places[source], result)]
    pictures: list[Picture] = []
    files: dict[str, Path] = {}
    names: dict[str, str] = {}
    for source, result in taken.items():
        if isinstance(result, Seen):
            kept = result.kept
            name = _name(source, kept.digest, names)
            urls = [name + shape.ending for shape in kept.shapes]
            pictures.append(_picture(source, kept, urls))
            files.update(zip(urls, store.files(kept), strict=True))
    return Developed(pictures=tuple(pictures), files=tuple(files.items()), problems=tuple(problems))


def _take(sources: list[str], root: str, store: PhotoCache) -> dict[str, Seen | Refused]:
    """Return what became of each source, in the order given."""
    known = store.listing()
    begun = time.time_ns()  # before any photo is read: whatever changes from now on is newer
    plain: dict[str, bool] = {"": True}
    taken: dict[str, Seen | Refused] = {}
    unknown: dict[str, str] = {}
    for source in sources:
        try:
            path, found = _locate(root, source, plain)
        except Refused as refused:
            taken[source] = refused
            continue
        seen = known.seen.get(source)
        if seen and _is_unchanged(seen, found, known.time_ns) and store.is_complete(seen.kept):
            taken[source] = seen
        else:
            unknown[source] = path
    taken.update(zip(unknown, _make(unknown.values(), store), strict=True))
    seen_now = {source: taken[source] for source in sources}
    listing = {source: seen for source, seen in seen_now.items() if isinstance(seen, Seen)}
    if unknown or listing != known.seen:
        store.save(Listing(begun, listing))
    return seen_now


def _locate(root: str, source: str, plain: dict[str, bool]) -> tuple[str, os.stat_result]:
    """Return the path and the state of a photo. Raises ``Refused`` for one outside ``root``.

    ``plain`` remembers which folders are folders, and no links to elsewhere.
    """
    path = f"{root}/{source}"
    folder, _, name = source.rpartition("/")
    try:
        found = os.lstat(path) if _is_plain(root, folder, plain) and name != ".." else None
        if found is None or stat.S_ISLNK(found.st_mode):
            path = os.path.realpath(path)
            if not path.startswith(root.rstrip(os.sep) + os.sep):
                raise refusals.outside()
            found = os.stat(path)
    except FileNotFoundError as error:
        raise refusals.missing() from error
    except (OSError, ValueError) as error:
        raise refusals.unreadable() from error
    if not stat.S_ISREG(found.st_mode):
        raise refusals.unreadable()
    return path, found


def _is_plain(root: str, folder: str, plain: dict[str, bool]) -> bool:
    if folder not in plain:
        above, _, name = folder.rpartition("/")
        linked = name in (".", "..") or "\\" in name or os.path.islink(f"{root}/{folder}")
        plain[folder] = not linked and _is_plain(root, above, plain)
    return plain[folder]


def _is_unchanged(seen: Seen, found: os.stat_result, known_at: int) -> bool:
    return (
        found.st_size == seen.length
        and found.st_mtime_ns == seen.mtime_ns
        and found.st_mtime_ns < known_at - _COARSEST_CLOCK_NS
    )


def _make(paths: Iterable[str], store: PhotoCache) -> list[Seen | Refused]:
    """Return what becomes of each photo; several are made at a time."""
    paths = list(paths)
    if not paths:
        return []
    workers = min(len(paths), _cores(), _MOST_WORKERS)
    pool = ThreadPoolExecutor(workers)
    # Pillow warns on the console of what it forgives; a writer can do nothing about it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(pool.map(partial(_made_or_refused, store=store, alone=Lock()), paths))
        finally:
            pool.shutdown(cancel_futures=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _made_or_refused(path: str, store: PhotoCache, alone: Lock) -> Seen | Refused:
    try:
        return _made(path, store, alone)
    except Refused as refused:
        return refused


def _made(path: str, store: PhotoCache, alone: Lock) -> Seen:
    data, found = _read(path)
    digest = store.digest(data)
    kept = store.find(digest)
    if kept is None:
        kept = _printed(digest, data, store, alone)
    return Seen(found.st_size, found.st_mtime_ns, kept)


def _read(path: str) -> tuple[bytes, os.stat_result]:
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if found.st_size > _LONGEST_FILE:
                raise refusals.too_long(found.st_size)
            return file.read(_LONGEST_FILE), found
    except FileNotFoundError as error:
        raise refusals.missing() from error
    except OSError as error:
        raise refusals.unreadable() from error


def _printed(digest: str, data: bytes, store: PhotoCache, alone: Lock) -> Kept:
    # Pillow is loaded only by a build that has a photo to make.
    from .darkroom import prints
    from .negatives import negative

    photo = negative(data)
    with alone if photo.is_heavy else nullcontext():
        made = prints(photo, store.recipe)
    lengths = tuple(len(data) for data in made.renditions)
    kept = Kept(digest, made.width, made.height, made.colour, made.is_animated, lengths)
    store.keep(kept, made.renditions)
    return kept


def _name(source: str, digest: str, names: dict[str, str]) -> str:
    """Return the address of a photo's files, but for their width; ``names`` are those in use."""
    file = source.rpartition("/")[2]
    stem = slug(file.rpartition(".")[0] or file)[:_STEM_LENGTH].strip("-") or "photo"
    name = f"photos/{stem}-{digest[:10]}"
    if names.setdefault(name, digest) != digest:  # once in a hundred thousand photos called 1.jpg
        return f"photos/{stem}-{digest}"
    return name


def _picture(source: str, kept: Kept, urls: Sequence[str]) -> Picture:
    sets: dict[str, list[Rendition]] = {"webp": [], "jpg": []}
    for shape, url in zip(kept.shapes, urls, strict=True):
        sets[shape.suffix].append(Rendition(url=url, width=shape.width, height=shape.height))
    return Picture(
        source=source,
        width=kept.width,
        height=kept.height,
        colour=kept.colour,
        webp=tuple(sets["webp"]),
        jpeg=tuple(sets["jpg"]),
    )


def _problems(place: Wanted, result: Seen | Refused) -> Iterator[Problem]:
    photo = place.source.rpartition("/")[2]
    if isinstance(result, Refused):
        yield Problem(
            code=result.code,
            path=place.path,
            line=place.line,
            message=result.message,
            remedy=result.remedy,
            values=(("photo", photo), *sorted(result.values.items())),
        )
        return
    told = partial(fault, path=place.path, line=place.line, photo=photo)
    if result.kept.width < _NARROW:
        yield told(
            "photo-small",
            N_("the photo “{photo}” is small ({width} × {height} pixels)"),
            N_("Use one that is 1200 pixels wide or more"),
            severity=Severity.WARNING,
            width=str(result.kept.width),
            height=str(result.kept.height),
        )
    if result.kept.is_animated:
        yield told(
            "photo-animated",
            N_("the photo “{photo}” moves; only its first picture is shown"),
            N_("Nothing needs to be done, unless another moment says more"),
            severity=Severity.INFO,
        )
