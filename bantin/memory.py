"""What a build remembers of itself, so that the next one knows what it need not look at."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from . import caches
from .problems import Problem
from .reading.tree import Mark, Tree, language_of, mark_of, settled
from .settings import Settings

# Where it is built to, and when, is no part of what a site is.
_APART = frozenset({"root", "output", "cache", "now"})


class Memory(NamedTuple):
    """What the last build saw and said. (Kept beside the state of each output: a plain tuple.)

    ``setup`` stands for the program and the settings, ``theme`` for how the theme lay. The
    build is good on ``day``, from the moment ``since`` and before the moment ``until``, when
    something that is held back now comes due. ``tree`` is how the content lay at ``time_ns``,
    and ``steady`` says that nothing in it was touched just then. ``stamps`` pairs, for each
    folder, what came of it with what other pages may show of that; ``shelves`` are the
    library. The problems are frozen, in their three parts.
    """

    setup: str
    theme: tuple[tuple[str, Mark], ...]
    day: str
    since: str
    until: str
    time_ns: int
    steady: bool
    tree: tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]
    stamps: dict[str, tuple[str, str]]
    articles: int
    told: tuple[bytes, bytes, bytes]
    shelves: dict[str, Any]


def recollect(kept: Any) -> Memory | None:
    """Return the memory that was kept with a state, or None where there is none."""
    return Memory(*kept) if kept and len(kept) == len(Memory._fields) else None


def setup(settings: Settings) -> str:
    """Return letters that stand for the program and for the settings of a site."""
    said = [(f.name, getattr(settings, f.name)) for f in fields(settings) if f.name not in _APART]
    words = f"{caches.code()} {said!r}"
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def theme_marks(folder: Path) -> tuple[tuple[str, Mark], ...]:
    """Return how the files of a theme lie."""
    return tuple(sorted(_marks(str(folder), "")))


def _marks(folder: str, path: str) -> Iterator[tuple[str, Mark]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _marks(entry.path, f"{path}{entry.name}/")
                else:
                    yield f"{path}{entry.name}", mark_of(entry.stat())
    except OSError:
        return


def moments(settings: Settings, due: Iterator[datetime]) -> tuple[str, str]:
    """Return the last moment before now, and the next one, at which something comes due."""
    found = sorted(set(due))
    past = [moment.isoformat() for moment in found if moment <= settings.now]
    future = [moment.isoformat() for moment in found if moment > settings.now]
    return past[-1] if past else "", future[0] if future else ""


def tree_of(tree: Tree) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """Return a listing of the content as plain values."""
    return dict(tree.files), dict(tree.marks), tree.refused


def is_steady(marks: Mapping[str, Mark], theme: tuple[tuple[str, Mark], ...], now_ns: int) -> bool:
    """Return whether nothing was touched so shortly before that it may be touched unseen."""
    return all(settled(mark, now_ns) for mark in (*marks.values(), *(mark for _, mark in theme)))


def is_of_now(memory: Memory, settings: Settings) -> bool:
    """Return whether the program, the settings, the theme and the day are those of a memory."""
    now = settings.now.isoformat()
    return (
        memory.setup == setup(settings)
        and memory.day == settings.now.date().isoformat()
        and memory.since <= now
        and (not memory.until or now < memory.until)
        and memory.theme == theme_marks(settings.theme)
        and all(settled(mark, memory.time_ns) for _, mark in memory.theme)
    )


def touched(memory: Memory, tree: Tree) -> frozenset[str] | None:
    """Return the texts that were touched since, by ``tree``; None where more has changed."""
    files, marks, refused = memory.tree
    if tree.files != files or tree.refused != refused:
        return None
    if tree.marks == marks and memory.steady:
        return frozenset()
    now_ns = memory.time_ns
    found = {p for p, mark in tree.marks.items() if marks[p] != mark or not settled(mark, now_ns)}
    return frozenset(found) if all(language_of(p.rpartition("/")[2]) for p in found) else None


def thaw_problems(kept: bytes) -> tuple[Problem, ...]:
    """Return problems that were kept; raise ``ValueError`` where they are none."""
    found: tuple[Problem, ...] = caches.thaw(kept)
    return found
