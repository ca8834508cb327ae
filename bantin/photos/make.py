"""Originals → photos in the cache, each made in a process of its own bounds."""

import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from ..workers import Crew, Limits, Loss, Lost, Tell, each, silent
from . import refusals as refusals
from .cache import Kept, PhotoCache, Seen
from .originals import state_of
from .refusals import Refused

_LONGEST_FILE = 256_000_000
_MOST_WORKERS = 8
# Several times what the largest photo of its kind needs, on a machine that is slow.
_LIGHT = Limits(cpu_seconds=40, megabytes=800)
_HEAVY = Limits(cpu_seconds=120, megabytes=2_500)


class _Later(Enum):
    HEAVY = "too heavy to be made beside others"


@dataclass(frozen=True, slots=True)
class _Bench:
    """What a worker needs: the caches to look into, the first of them that to make photos for."""

    caches: tuple[PhotoCache, ...]
    alone: bool


def make(
    paths: Sequence[str],
    caches: tuple[PhotoCache, ...],
    tell: Tell = silent,
    crew: Crew | None = None,
) -> list[Seen | Refused]:
    """Return what becomes of each photo: it is found in one of ``caches`` or made for the first.

    Several are made at a time; heavy ones come after the others, one by one. What a photo does
    to the worker that makes it costs nobody but that photo. ``tell`` hears how far it is.

    Raises ``OutsideError`` where the cache cannot be written.
    """
    if not paths:
        return []
    # What a worker would load is loaded here: those that are forked have it at once.
    if not caches[0].recipe.is_proof:
        from . import darkroom as darkroom
    from . import negatives as negatives

    beside = _Bench(caches, alone=False)
    results = each(
        _taken,
        beside,
        paths,
        limits=_LIGHT,
        workers=_MOST_WORKERS,
        done=lambda done: tell("photos", done, len(paths)),
        crew=crew,
    )
    heavy = [at for at, result in enumerate(results) if result is _Later.HEAVY]
    alone = _Bench(caches, alone=True)
    last = [paths[at] for at in heavy]
    made = each(_taken, alone, last, limits=_HEAVY, workers=1, crew=crew)
    for at, result in zip(heavy, made, strict=True):
        results[at] = result
    return [_settled(result) for result in results]


def _settled(result: Seen | Refused | _Later | Lost) -> Seen | Refused:
    if isinstance(result, Lost):
        reasons = {Loss.TIME: refusals.too_slow, Loss.MEMORY: refusals.too_much}
        return reasons.get(result.reason, refusals.damaged)()
    return refusals.too_much() if isinstance(result, _Later) else result


def _taken(bench: _Bench, path: str) -> Seen | Refused | _Later:
    """Make one photo, in a worker."""
    # Pillow warns on the console of what it forgives; a writer can do nothing about it.
    with warnings.catch_warnings(), _silence():
        warnings.simplefilter("ignore")
        try:
            return _made(bench, path)
        except Refused as refused:
            return refused


@contextmanager
def _silence() -> Iterator[None]:
    """Keep from the console what libraries in C say there about bytes that they dislike."""
    try:
        console = os.dup(2)
    except OSError:  # a program without a console
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(console, 2)
        os.close(console)
        os.close(nowhere)


def _made(bench: _Bench, path: str) -> Seen | _Later:
    data, found = _read(path)
    for cache in reversed(bench.caches):
        if kept := cache.find(cache.digest(data)):
            return Seen(state_of(found), kept)
    printed = _printed(data, bench)
    return printed if isinstance(printed, _Later) else Seen(state_of(found), printed)


def _read(path: str) -> tuple[bytes, os.stat_result]:
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if found.st_size > _LONGEST_FILE:
                raise refusals.too_long(found.st_size)
            return file.read(found.st_size), found
    except FileNotFoundError as error:
        raise refusals.missing() from error
    except OSError as error:
        raise refusals.unreadable() from error


def _printed(data: bytes, bench: _Bench) -> Kept | _Later:
    # Pillow is loaded only by a build that has a photo to make.
    from .negatives import negative, proof
    from .notes import notes

    photo = negative(data)
    if photo.is_heavy and not bench.alone:
        return _Later.HEAVY
    cache = bench.caches[0]
    if cache.recipe.is_proof:
        size, is_animated = proof(photo)
        has_notes = notes(data).say_something
        # It is quicker to prove most photos than to write down on its own that they were.
        return Kept(cache.digest(data), *size, "", is_animated, has_notes, ())
    from .darkroom import prints

    made = prints(photo, cache.recipe)
    kept = Kept(
        digest=cache.digest(data),
        width=made.width,
        height=made.height,
        colour=made.colour,
        is_animated=made.is_animated,
        has_notes=notes(data).say_something,
        lengths=tuple(map(len, made.renditions)),
    )
    cache.keep(kept, made.renditions)
    return kept
