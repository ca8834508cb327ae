"""What a build remembers of itself, so that the next one knows what it need not look at."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from . import caches, copies
from .problems import Problem
from .reading.tree import Mark, Tree, language_of, mark_of, scan, settled
from .settings import Settings

# Where it is built to, and when, is no part of what a site is.
_APART = frozenset({"root", "output", "cache", "now", "targets"})


class Memory(NamedTuple):
    """What the last build saw and said. (Kept beside the state of each output: a plain tuple.)

    ``setup`` stands for the program and the settings, ``theme`` for how the theme lay. The
    build is good on ``day``, from the moment ``since`` and before the moment ``until``, when
    something that is held back now comes due. ``tree`` is how the content lay at ``time_ns``;
    ``loose`` has the digests of files that had been touched so shortly before that they
    could be touched again unseen. ``stamps`` pairs, for each folder, what came of it with what
    other pages may show of that; ``shelves`` are the library, ``search`` is the stamp of the
    search index. The problems are frozen, in their three parts.
    """

    setup: str
    theme: tuple[tuple[str, Mark], ...]
    day: str
    since: str
    until: str
    time_ns: int
    loose: dict[str, str]
    tree: tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]
    stamps: dict[str, tuple[str, str]]
    articles: int
    told: tuple[bytes, bytes, bytes]
    shelves: bytes
    search: str


def recollect(kept: Any) -> Memory | None:
    """Return the memory that was kept with a state, or None where there is none."""
    return Memory(*kept) if kept and len(kept) == len(Memory._fields) else None


def setup(settings: Settings) -> str:
    """Return letters that stand for the program and for the settings of a site.

    Raises ``SettingsError`` where a package that they ask for is not installed.
    """
    said = [(f.name, getattr(settings, f.name)) for f in fields(settings) if f.name not in _APART]
    stamps = [copies.stamp(ending) for ending in settings.precompress]
    words = f"{caches.code()} {said!r} {stamps!r}"
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def theme_marks(settings: Settings) -> tuple[tuple[str, Mark], ...]:
    """Return how the files of a site's theme lie, and those of its own catalogues (``!…``)."""
    own = _marks(str(settings.catalogues), "!")
    return tuple(sorted((*_marks(str(settings.theme), ""), *own)))


def _marks(folder: str, path: str) -> Iterator[tuple[str, Mark]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _marks(entry.path, f"{path}{entry.name}/")
                else:
                    yield f"{path}{entry.name}", _mark(entry)
    except OSError:
        return


def _mark(entry: "os.DirEntry[str]") -> Mark:
    try:
        return mark_of(entry.stat())
    except OSError:  # a link that leads nowhere, such as editors leave beside an open file
        return -1, 0, 0, 0


def moments(settings: Settings, due: Iterator[datetime]) -> tuple[str, str]:
    """Return the last moment before now, and the next one, at which something comes due."""
    found = sorted(set(due))
    past = [moment.isoformat() for moment in found if moment <= settings.now]
    future = [moment.isoformat() for moment in found if moment > settings.now]
    return past[-1] if past else "", future[0] if future else ""


def tree_of(tree: Tree) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """Return a listing of the content as plain values."""
    return dict(tree.files), dict(tree.marks), tree.refused


class Seen(NamedTuple):
    """How the content and the theme lay when a build began, before any file was read.

    ``loose`` is as in ``Memory``; names of the theme begin with a slash there.
    """

    time_ns: int
    tree: Tree
    theme: tuple[tuple[str, Mark], ...]
    loose: dict[str, str]


def see(settings: Settings, now_ns: int) -> Seen:
    """Look at what a build that begins at ``now_ns`` will read.

    Raises ``OSError`` where the content cannot be listed.
    """
    tree, theme = scan(settings.content), theme_marks(settings)
    marks = (*tree.marks.items(), *((f"/{name}", mark) for name, mark in theme))
    loose = {name: digest(settings, name) for name, mark in marks if not settled(mark, now_ns)}
    return Seen(now_ns, tree, theme, loose)


def digest(settings: Settings, name: str) -> str:
    """Return letters that stand for the bytes of a file of the content, or (``/…``) the theme."""
    folder = settings.theme if name.startswith("/") else settings.content
    folder = settings.catalogues if name.startswith("/!") else folder
    try:
        content = (folder / name.lstrip("/").lstrip("!")).read_bytes()
    except OSError:
        return ""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def is_of_now(memory: Memory, settings: Settings, seen: Seen) -> bool:
    """Return whether the program, the settings, the theme and the day are those of a memory."""
    now = settings.now.isoformat()
    theme = (name for name in memory.loose if name.startswith("/"))
    return (
        memory.setup == setup(settings)
        and memory.day == settings.now.date().isoformat()
        and memory.since <= now
        and (not memory.until or now < memory.until)
        and memory.theme == seen.theme
        and all(memory.loose[name] == digest(settings, name) for name in theme)
    )


def touched(memory: Memory, settings: Settings, tree: Tree) -> frozenset[str] | None:
    """Return the texts that were touched since, by ``tree``; None where more has changed."""
    files, marks, refused = memory.tree
    if tree.files != files or tree.refused != refused:
        return None
    found = {name for name, mark in tree.marks.items() if marks[name] != mark}
    for name, was in memory.loose.items():
        if not name.startswith("/") and digest(settings, name) != was:
            found.add(name)
    return frozenset(found) if all(language_of(p.rpartition("/")[2]) for p in found) else None


def thaw_problems(kept: bytes) -> tuple[Problem, ...]:
    """Return problems that were kept; raise ``ValueError`` where they are none."""
    found: tuple[Problem, ...] = caches.thaw(kept)
    return found
