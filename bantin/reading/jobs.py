"""Folders that have to be read → their rows, made by workers, each within bounds of its own."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from .. import caches
from ..model import Text
from ..workers import Crew, Limits, Lost, Tell, each
from .articles import read_article
from .campaign_files import read_campaign, read_page
from .facts import item_slug
from .items import Known, Outcome
from .kept import Lay, Row
from .lost import lost_text
from .packs import Packing, Ref, new_name, packing
from .shared import shared
from .tree import Folder, Tree, load, unreadable

_READERS = {"articles": read_article, "campaigns": read_campaign, "pages": read_page}
_CHUNK = 32
# So few texts are often all ordinary, and need no parser.
_FEW = 8
# An ordinary text takes a thousandth of a second.
_TOGETHER = Limits(cpu_seconds=3, megabytes=600)
_ALONE = Limits(cpu_seconds=5, megabytes=600)


@dataclass(frozen=True, slots=True)
class Job:
    """What all folders of a kind need to be read. Without ``store`` bodies stay in memory.

    ``instead`` are texts that are read in place of what lies on the disk (see ``load``).
    """

    content: Path
    tree: Tree
    known: Known
    kind: str
    base: str
    store: Path | None
    run: str
    instead: Mapping[str, bytes] = field(default_factory=dict)


Read = tuple[Row, tuple[tuple[str, bytes], ...]]


def read_rows(job: Job, paths: list[str], tell: Tell, crew: Crew | None = None) -> list[Read]:
    """Return the rows of the folders at ``paths``, and the bodies that were not packed."""
    if paths:  # what each worker would set up is set up once; those that are forked have it
        from ..markup import ready

        ready(with_parser=len(paths) > _FEW)
    chunks = [tuple(paths[n : n + _CHUNK]) for n in range(0, len(paths), _CHUNK)]
    told = partial(_tell_folders, tell, len(paths))
    rows: list[Read] = []
    for chunk, read in zip(
        chunks, each(_read_chunk, job, chunks, limits=_TOGETHER, done=told, crew=crew), strict=True
    ):
        rows += _one_by_one(job, chunk, crew) if isinstance(read, Lost) else read
    return rows


def _tell_folders(tell: Tell, total: int, chunks: int) -> None:
    tell("texts", min(total, chunks * _CHUNK), total)


def _one_by_one(job: Job, paths: tuple[str, ...], crew: Crew | None) -> list[Read]:
    """Read folders one of which took its worker with it; only that one is lost."""
    rows: list[Read] = []
    alone = [(path,) for path in paths]
    for path, read in zip(
        paths, each(_read_chunk, job, alone, limits=_ALONE, crew=crew), strict=True
    ):
        if not isinstance(read, Lost):
            rows += read
            continue
        folder = load(job.content, job.tree, path, job.instead)
        problem = lost_text(folder, job.known.languages[0], read.reason)
        outcome: Outcome[object] = Outcome(
            kind=job.kind, path=problem.path, slug=item_slug(path), item=None, problems=(problem,)
        )
        # Without a key it is tried again: the machine may have been short of memory just then.
        rows.append((_row(job, folder, outcome, (), ())._replace(key=""), ()))
    return rows


def _read_chunk(job: Job, paths: tuple[str, ...]) -> list[Read]:
    """Read folders; called in a worker."""
    if job.store is None:
        return [_read_one(job, path, None) for path in paths]
    pack = packing(job.store, new_name(job.run))
    read = [_read_one(job, path, pack) for path in paths]
    pack.write()
    return read


def _read_one(job: Job, path: str, pack: Packing | None) -> Read:
    try:
        folder = load(job.content, job.tree, path, job.instead)
    except OSError as error:
        problem = unreadable(f"{job.tree.root}/{path}", error)
        gone: Outcome[object] = Outcome(
            kind=job.kind, path=problem.path, slug="", item=None, problems=(problem,)
        )
        return _row(job, Folder(path=path), gone, (), ())._replace(lay=((), (), ()), key=""), ()
    watched = _Watched(job.known.others)
    outcome = _outcome(job, folder, replace(job.known, others=watched))
    bodies = outcome.bodies
    refs: tuple[tuple[str, Ref], ...] = ()
    if pack:
        digests = {text.path: text.body for text in _texts(outcome)}
        refs = tuple([(text, pack.add(digests[text], body)) for text, body in bodies])
    row = _row(job, folder, replace(outcome, bodies=()), tuple(watched.seen.items()), refs)
    return row, () if pack else bodies


def _outcome(job: Job, folder: Folder, known: Known) -> Outcome[object]:
    return _READERS[job.kind](folder, known)


def _texts(outcome: Outcome[object]) -> tuple[Text, ...]:
    return getattr(outcome.item, "texts", ())


def _row(
    job: Job,
    folder: Folder,
    outcome: Outcome[object],
    consulted: tuple[tuple[str, tuple[str, ...]], ...],
    refs: tuple[tuple[str, Ref], ...],
) -> Row:
    face = caches.freeze(outcome)
    return Row(
        base=job.base,
        lay=lay(job.tree, folder.path),
        key=key(folder),
        consulted=consulted,
        kind=job.kind,
        slug=outcome.slug,
        titles=outcome.titles,
        status=str(getattr(outcome.item, "status", "")),
        stamp=digest(face),
        shared=digest(caches.freeze(shared(outcome))),
        face=face,
        refs=refs,
    )


@dataclass(frozen=True, slots=True)
class _Watched(Mapping[str, tuple[str, ...]]):
    """The files of other folders, and which of them were asked for."""

    others: Mapping[str, tuple[str, ...]]
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, folder: str) -> tuple[str, ...]:
        names = self.others.get(folder, ())
        self.seen[folder] = names
        return names

    def __iter__(self) -> Iterator[str]:
        raise TypeError("folders are asked for by name")

    def __len__(self) -> int:
        return len(self.others)


def read_bodies(job: Job, path: str) -> dict[str, bytes]:
    """Return the frozen bodies of the texts in one folder, by the path of the text."""
    (read,) = each(_read_chunk, job, [(path,)], limits=_ALONE)
    return {} if isinstance(read, Lost) else dict(read[0][1])


# ── what stands for what ─────────────────────────────────────────────────────


def lay(tree: Tree, path: str) -> Lay:
    """Return how the folder at ``path`` lies."""
    texts, others, refused = tree.inside(path)
    return tuple((name, tree.marks[f"{path}/{name}"]) for name in texts), others, refused


def digest(data: bytes) -> str:
    """Return letters that stand for ``data``."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def key(folder: Folder) -> str:
    """Return letters that stand for the files of a folder, as far as they are read."""
    found = hashlib.blake2b(repr((folder.files, folder.refused)).encode("utf-8", "replace"))
    for name, data in folder.texts:
        found.update(f"\n{name}\n{len(data)}\n".encode("utf-8", "replace") + data)
    return found.hexdigest()[:32]


def hashed(*words: str) -> str:
    """Return letters that stand for ``words``."""
    return digest(repr(words).encode("utf-8", "replace"))
