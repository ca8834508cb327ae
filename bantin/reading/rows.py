"""Every folder of the content → a row that is kept: how it lay, and what came of it.

A folder is read again only where its files, or what else its reading depended on, changed.
Reading is done by workers, so that a text which runs away costs only itself.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from .. import caches
from ..model import Text
from ..problems import Problem
from ..workers import Limits, Lost, Tell, each, silent
from .articles import read_article
from .campaign_files import read_campaign, read_page
from .facts import item_slug
from .items import Known, Outcome
from .kept import Kept, Lay, Row, keep, recall
from .lookup import Lookup, lookup
from .lost import lost_text
from .names import Names
from .names_file import read_names
from .packs import (
    Lectern,
    Packing,
    Ref,
    gathered,
    is_scattered,
    new_name,
    new_run,
    packing,
)
from .shared import shared
from .tree import Folder, Tree, item_folders, load, rescan, scan, settled, unreadable

_READERS = {"articles": read_article, "campaigns": read_campaign, "pages": read_page}
_CHUNK = 32
# An ordinary text takes a thousandth of a second.
_TOGETHER = Limits(cpu_seconds=3, megabytes=600)
_ALONE = Limits(cpu_seconds=5, megabytes=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All folders of the content, a row for each by its path, as they lay at ``time_ns``."""

    content: Path
    languages: tuple[str, ...]
    drafts: bool
    tree: Tree
    names: Names
    problems: tuple[Problem, ...]
    rows: Mapping[str, Row]
    lectern: Lectern
    time_ns: int


def survey(
    content: Path,
    *,
    languages: tuple[str, ...] = ("vi", "en"),
    drafts: bool = False,
    cache: Path | None = None,
    tell: Tell = silent,
) -> Survey:
    """Return a row for every folder, those from ``cache`` that still hold among them.

    Raises ``OSError`` where ``content`` cannot be listed.
    """
    store = _store(cache, content, languages, drafts) if cache else None
    begun = time.time_ns()
    tree = scan(content)
    kept = recall(store) if store else Kept()
    look = _Look(
        content=content,
        languages=languages,
        drafts=drafts,
        tree=tree,
        reader=store,
        rows=kept.rows,
        known_at=kept.time_ns,
        time_ns=begun,
        tell=tell,
        store=store,
    )
    found = look.found()
    if store and look.learned:
        found = _tidied(found, store)
        keep(store, kept, begun, found.rows)
    return found


def survey_again(before: Survey, changed: Iterable[str] | None, tell: Tell = silent) -> Survey:
    """Return the survey after files at the paths ``changed`` (below the content) were touched.

    None means that any of them may have been. What is read anew is kept in memory only.
    Raises ``OSError`` where the content cannot be listed.
    """
    begun = time.time_ns()
    touched = None if changed is None else frozenset(changed)
    tree = scan(before.content) if touched is None else rescan(before.tree, before.content, touched)
    return _Look(
        content=before.content,
        languages=before.languages,
        drafts=before.drafts,
        tree=tree,
        reader=before.lectern.folder,
        rows=before.rows,
        known_at=before.time_ns,
        time_ns=begun,
        tell=tell,
        touched=touched,
        given=dict(before.lectern.given),
    ).found()


@dataclass(slots=True, kw_only=True)
class _Look:
    """One look at all folders of a tree, with the rows of an earlier one.

    ``store`` takes the bodies, which else are ``given`` on in memory; ``reader`` has those of
    the earlier look. ``touched`` are all paths that may have changed, None where any may have.
    """

    content: Path
    languages: tuple[str, ...]
    drafts: bool
    tree: Tree
    reader: Path | None
    rows: Mapping[str, Row]
    known_at: int
    time_ns: int
    tell: Tell
    store: Path | None = None
    touched: frozenset[str] | None = None
    given: dict[str, bytes] = field(default_factory=dict)
    learned: bool = False

    def found(self) -> Survey:
        source, names, problems = self._names()
        base = _hashed(caches.code(), self.tree.root, *self.languages, str(self.drafts), source)
        known = Known(
            languages=self.languages, names=names, others=self.tree.files, drafts=self.drafts
        )
        campaigns = self._rows("campaigns", base, known)
        pages = self._rows("pages", base, known)
        called = _lookup(campaigns.values())
        known = replace(known, campaigns=called)
        base = _hashed(
            base, *(repr((r.slug, r.titles, r.status != "")) for r in campaigns.values())
        )
        rows = {**self._rows("articles", base, known), **campaigns, **pages}
        self.learned = self.learned or rows.keys() != self.rows.keys()
        return Survey(
            content=self.content,
            languages=self.languages,
            drafts=self.drafts,
            tree=self.tree,
            names=names,
            problems=problems,
            rows=rows,
            lectern=Lectern(
                self.reader,
                partial(_place_of, rows, self.tree.root),
                partial(_reread, self.content, self.tree, rows, known),
                self.given,
            ),
            time_ns=self.time_ns,
        )

    def _names(self) -> tuple[str, Names, tuple[Problem, ...]]:
        if "names.csv" not in self.tree.files[""]:
            return "", Names(), ()
        path = f"{self.tree.root}/names.csv"
        try:
            source = (self.content / "names.csv").read_bytes()
        except OSError as error:
            return "", Names(), (unreadable(path, error),)
        return hashlib.blake2b(source).hexdigest(), *read_names(source, path)

    def _rows(self, kind: str, base: str, known: Known) -> dict[str, Row]:
        """Return the rows of one kind by path, reading what has to be read."""
        rows: dict[str, Row | None] = {}
        is_touched = _touch(self.touched)
        for path in item_folders(self.tree, kind):
            row = self.rows.get(path)
            if row and row.base == base and row.kind == kind and self._holds(row, known):
                rows[path] = self._unchanged(path, row) if is_touched(path) else row
            else:
                rows[path] = None
        unread = [path for path, row in rows.items() if row is None]
        self.learned = self.learned or bool(unread)
        job = _Job(self.content, self.tree, known, kind, base, self.store, new_run())
        read = dict(zip(unread, _read(job, unread, self.tell), strict=True))
        for _, bodies in read.values():
            self.given.update(bodies)
        return {path: row or read[path][0] for path, row in rows.items()}

    def _holds(self, row: Row, known: Known) -> bool:
        return all(known.others.get(folder, ()) == names for folder, names in row.consulted)

    def _unchanged(self, path: str, row: Row) -> Row | None:
        """Return the row where the folder's files are what they were, or None."""
        lay = _lay(self.tree, path)
        if lay == row.lay and self._is_settled(path, lay):
            return row
        try:
            folder = load(self.content, self.tree, path)
        except OSError:
            return None
        self.learned = True
        if _key(folder) != row.key:
            return None
        return row if lay == row.lay else row._replace(lay=lay)

    def _is_settled(self, path: str, lay: Lay) -> bool:
        if self.touched is not None:
            return not any(f"{path}/{name}" in self.touched for name, _ in lay[0])
        return all(settled(mark, self.known_at) for _, mark in lay[0])


def _touch(touched: frozenset[str] | None) -> Callable[[str], bool]:
    """Return what tells whether a folder may have changed: something in it or above it did."""
    if touched is None:
        return lambda path: True
    above = {"/".join(parts[:n]) for p in touched if (parts := p.split("/")) for n in range(9)}
    folders = tuple(f"{path}/" for path in touched)
    return lambda path: path in above or path in touched or path.startswith(folders)


# ── reading ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Job:
    """What all folders of a kind need to be read. Without ``store`` bodies stay in memory."""

    content: Path
    tree: Tree
    known: Known
    kind: str
    base: str
    store: Path | None
    run: str


Read = tuple[Row, tuple[tuple[str, bytes], ...]]


def _read(job: _Job, paths: list[str], tell: Tell) -> list[Read]:
    """Return the rows of the folders at ``paths``, and the bodies that were not packed."""
    if paths:  # what each worker would set up is set up once; those that are forked have it
        from ..markup.engine import is_certified

        is_certified()
    chunks = [tuple(paths[n : n + _CHUNK]) for n in range(0, len(paths), _CHUNK)]
    told = partial(_tell_folders, tell, len(paths))
    rows: list[Read] = []
    for chunk, read in zip(
        chunks, each(_read_chunk, job, chunks, limits=_TOGETHER, done=told), strict=True
    ):
        rows += _one_by_one(job, chunk) if isinstance(read, Lost) else read
    return rows


def _tell_folders(tell: Tell, total: int, chunks: int) -> None:
    tell("texts", min(total, chunks * _CHUNK), total)


def _one_by_one(job: _Job, paths: tuple[str, ...]) -> list[Read]:
    """Read folders one of which took its worker with it; only that one is lost."""
    rows: list[Read] = []
    for path, read in zip(
        paths, each(_read_chunk, job, [(path,) for path in paths], limits=_ALONE), strict=True
    ):
        if not isinstance(read, Lost):
            rows += read
            continue
        folder = load(job.content, job.tree, path)
        problem = lost_text(folder, job.known.languages[0], read.reason)
        outcome: Outcome[object] = Outcome(
            kind=job.kind, path=problem.path, slug=item_slug(path), item=None, problems=(problem,)
        )
        rows.append((_row(job, folder, outcome, (), ()), ()))
    return rows


def _read_chunk(job: _Job, paths: tuple[str, ...]) -> list[Read]:
    """Read folders; called in a worker."""
    if job.store is None:
        return [_read_one(job, path, None) for path in paths]
    pack = packing(job.store, new_name(job.run))
    read = [_read_one(job, path, pack) for path in paths]
    pack.write()
    return read


def _read_one(job: _Job, path: str, pack: Packing | None) -> Read:
    try:
        folder = load(job.content, job.tree, path)
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


def _outcome(job: _Job, folder: Folder, known: Known) -> Outcome[object]:
    return _READERS[job.kind](folder, known)


def _texts(outcome: Outcome[object]) -> tuple[Text, ...]:
    return getattr(outcome.item, "texts", ())


def _row(
    job: _Job,
    folder: Folder,
    outcome: Outcome[object],
    consulted: tuple[tuple[str, tuple[str, ...]], ...],
    refs: tuple[tuple[str, Ref], ...],
) -> Row:
    face = caches.freeze(outcome)
    return Row(
        base=job.base,
        lay=_lay(job.tree, folder.path),
        key=_key(folder),
        consulted=consulted,
        kind=job.kind,
        slug=outcome.slug,
        titles=outcome.titles,
        status=str(getattr(outcome.item, "status", "")),
        stamp=_digest(face),
        shared=_digest(caches.freeze(shared(outcome))),
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


def _place_of(rows: Mapping[str, Row], root: str, path: str) -> Ref | None:
    row = rows.get(folder_of(path, root))
    return next((ref for text, ref in row.refs if text == path), None) if row else None


def folder_of(path: str, root: str) -> str:
    """Return the folder, below the content whose name is ``root``, of a text's file."""
    return path.removeprefix(f"{root}/").rpartition("/")[0]


def _reread(
    content: Path, tree: Tree, rows: Mapping[str, Row], known: Known, path: str
) -> bytes | None:
    folder = folder_of(path, tree.root)
    if folder not in rows:
        return None
    job = _Job(content, tree, known, rows[folder].kind, "", None, "")
    (read,) = each(_read_chunk, job, [(folder,)], limits=_ALONE)
    return None if isinstance(read, Lost) else dict(read[0][1]).get(path)


# ── what stands for what ─────────────────────────────────────────────────────


def _lay(tree: Tree, path: str) -> Lay:
    texts, others, refused = tree.inside(path)
    return tuple((name, tree.marks[f"{path}/{name}"]) for name in texts), others, refused


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _key(folder: Folder) -> str:
    digest = hashlib.blake2b(repr((folder.files, folder.refused)).encode("utf-8", "replace"))
    for name, data in folder.texts:
        digest.update(f"\n{name}\n{len(data)}\n".encode("utf-8", "replace") + data)
    return digest.hexdigest()[:32]


def _hashed(*words: str) -> str:
    return _digest(repr(words).encode("utf-8", "replace"))


def _lookup(campaigns: Iterable[Row]) -> Lookup:
    return lookup((row.slug, row.titles, row.status != "") for row in campaigns)


# ── what is kept from one run to the next ────────────────────────────────────


def _store(cache: Path, content: Path, languages: tuple[str, ...], drafts: bool) -> Path:
    name = _hashed(str(content.resolve()), *languages, str(drafts))[:16]
    return cache / "records" / name


def _tidied(found: Survey, store: Path) -> Survey:
    """Return the survey with all bodies in one pack, where they were scattered over many."""
    refs = {path: ref for row in found.rows.values() for path, ref in row.refs}
    if not is_scattered(refs.values(), store):
        return found
    try:
        moved = gathered(refs, store)
    except OSError:
        return found
    for path, row in found.rows.items():
        found.rows[path] = row._replace(  # type: ignore[index]
            refs=tuple((text, moved[text]) for text, _ in row.refs)
        )
    return found
