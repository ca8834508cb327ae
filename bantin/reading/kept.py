"""Rows → files of the cache, and back.

All rows are written now and then; in between, only those that have changed since.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .. import caches
from .packs import Ref, drop_others, new_run
from .tree import Mark

_ALL, _LATER = "rows", "rows.later"
# All are written anew once so many of them have changed that both files are long to read.
_PART = 8

Lay = tuple[tuple[tuple[str, Mark], ...], tuple[str, ...], tuple[str, ...]]
"""How a folder lies: its texts with their marks, its other files, its links away."""


class Row(NamedTuple):
    """What is remembered of one folder.

    ``base`` stands for all that its reading depended on besides itself and the folders it
    looked into (``consulted``); ``key`` stands for its own files. ``titles`` are those of its
    texts; ``status`` is empty where it gave no item. ``face`` is its frozen ``Outcome`` and
    ``stamp`` stands for it; ``shared`` stands for what of it other pages than its own may
    show. ``refs`` tell where the bodies of its texts lie. (One of thousands: a plain tuple.)
    """

    base: str
    lay: Lay
    key: str
    consulted: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str
    slug: str
    titles: tuple[str, ...]
    status: str
    stamp: str
    shared: str
    face: bytes
    refs: tuple[tuple[str, Ref], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rows that were kept, by path, as they lay at ``time_ns``.

    ``run`` is what the file of all rows is called. Those at the paths ``changed`` are newer
    than it, and those at ``gone`` are in it, but no longer among the rows.
    """

    time_ns: int = 0
    rows: Mapping[str, Row] = field(default_factory=dict)
    run: str = ""
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def recall(store: Path) -> Kept:
    """Return the rows that were kept in the folder ``store``; none where they are not ours."""
    saved = caches.read(store / _ALL)
    if not saved or saved[0] != caches.code():
        return Kept()
    _, run, time_ns, rows = saved
    later = caches.read(store / _LATER)
    # A file beside that of an earlier or a later run was cut off from it: all rows by
    # themselves are what they were then, and are looked at as such.
    changed, gone = {}, ()
    if later and later[0] == run:
        _, time_ns, changed, gone = later
        rows.update(changed)
        for path in gone:
            rows.pop(path, None)
    return Kept(
        time_ns=time_ns,
        rows={path: Row(*row) for path, row in rows.items()},
        run=run,
        changed=frozenset(changed),
        gone=frozenset(gone),
    )


def keep(store: Path, kept: Kept, time_ns: int, rows: Mapping[str, Row]) -> None:
    """Keep ``rows`` as they lay at ``time_ns``, where ``kept`` is what was recalled before.

    What cannot be kept is read again next time.
    """
    known, newer = kept.rows, kept.changed
    rows = {path: row for path, row in rows.items() if row.key}
    changed = {p: row for p, row in rows.items() if known.get(p) is not row or p in newer}
    gone = (kept.gone | known.keys()) - rows.keys()
    with suppress(OSError):
        if kept.run and (len(changed) + len(gone)) * _PART < len(rows):
            plain = {path: tuple(row) for path, row in changed.items()}
            caches.save(store / _LATER, (kept.run, time_ns, plain, tuple(sorted(gone))))
        else:
            plain = {path: tuple(row) for path, row in rows.items()}
            caches.save(store / _ALL, (caches.code(), new_run(), time_ns, plain))
        drop_others((ref for row in rows.values() for _, ref in row.refs), store)
