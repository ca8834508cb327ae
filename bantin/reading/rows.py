"""Every folder of the content → a row that is kept: how it lay, and what came of it.

A folder is read again only where its files, or what else its reading depended on, changed.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from .. import caches
from ..problems import Problem
from ..workers import Crew, Tell, silent
from .items import Known
from .jobs import Job, hashed, key, lay, read_bodies, read_rows
from .kept import Kept, Lay, Row, keep, recall
from .lookup import Lookup, lookup
from .names import Names
from .names_file import read_names
from .packs import Lectern, Ref, gathered, is_scattered, new_run
from .tree import Tree, as_if, item_folders, load, rescan, scan, settled, unreadable


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
    tree: Tree | None = None,
    touched: frozenset[str] | None = None,
    tell: Tell = silent,
    crew: Crew | None = None,
) -> Survey:
    """Return a row for every folder, those from ``cache`` that still hold among them.

    ``tree`` is a listing of the content that was made just now, where there is one; a ``crew``
    reads what has to be read. Who knows that nothing but the texts ``touched`` can differ from
    what was kept names them: then no other folder is asked how it lies. Raises
    ``OSError`` where ``content`` cannot be listed.
    """
    store = _store(cache, content, languages, drafts) if cache else None
    begun = time.time_ns()
    tree = tree or scan(content)
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
        crew=crew,
        touched=touched,
        lay_before=tree if touched is not None else None,
    )
    found = look.found()
    if store and look.learned:
        if touched is None:  # a few bodies more scatter nothing
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
        lay_before=before.tree,
        given=dict(before.lectern.given),
    ).found()


def survey_as_if(before: Survey, instead: Mapping[str, bytes], tell: Tell = silent) -> Survey:
    """Return the survey that texts with these bytes would give, by their paths below the content.

    Nothing is written, and everything else is as it was ``before``.
    """
    return _Look(
        content=before.content,
        languages=before.languages,
        drafts=before.drafts,
        tree=as_if(before.tree, instead),
        reader=before.lectern.folder,
        rows=before.rows,
        known_at=before.time_ns,
        time_ns=before.time_ns,
        tell=tell,
        touched=frozenset(instead),
        lay_before=before.tree,
        given=dict(before.lectern.given),
        instead=instead,
    ).found()


@dataclass(slots=True, kw_only=True)
class _Look:
    """One look at all folders of a tree, with the rows of an earlier one.

    ``store`` takes the bodies, which else are ``given`` on in memory; ``reader`` has those of
    the earlier look. ``touched`` are all paths that may have changed, None where any may have;
    ``lay_before`` is the listing of the earlier look.
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
    instead: Mapping[str, bytes] = field(default_factory=dict)
    lay_before: Tree | None = None
    crew: Crew | None = None
    learned: bool = False

    def found(self) -> Survey:
        source, names, problems = self._names()
        base = hashed(caches.code(), self.tree.root, *self.languages, str(self.drafts), source)
        known = Known(
            languages=self.languages, names=names, others=self.tree.files, drafts=self.drafts
        )
        campaigns = self._rows("campaigns", base, known)
        pages = self._rows("pages", base, known)
        called = _lookup(campaigns.values())
        known = replace(known, campaigns=called)
        base = hashed(base, *(repr((r.slug, r.titles, r.status != "")) for r in campaigns.values()))
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
                partial(_reread, self.content, self.tree, rows, known, self.instead),
                self.given,
            ),
            time_ns=self.time_ns,
        )

    def _names(self) -> tuple[str, Names, tuple[Problem, ...]]:
        if "names.csv" not in self.tree.files[""]:
            return "", Names(main=self.languages[0]), ()
        path = f"{self.tree.root}/names.csv"
        try:
            source = (self.content / "names.csv").read_bytes()
        except OSError as error:
            return "", Names(main=self.languages[0]), (unreadable(path, error),)
        return hashlib.blake2b(source).hexdigest(), *read_names(source, path, self.languages)

    def _rows(self, kind: str, base: str, known: Known) -> dict[str, Row]:
        """Return the rows of one kind by path, reading what has to be read."""
        rows = self._kept_rows(kind, base)
        if rows is None:
            rows = self._looked_at(kind, base, known)
        unread = [path for path, row in rows.items() if row is None]
        self.learned = self.learned or bool(unread)
        job = Job(self.content, self.tree, known, kind, base, self.store, new_run(), self.instead)
        read = dict(zip(unread, read_rows(job, unread, self.tell, self.crew), strict=True))
        for _, bodies in read.values():
            self.given.update(bodies)
        return {path: row or read[path][0] for path, row in rows.items()}

    def _looked_at(self, kind: str, base: str, known: Known) -> dict[str, Row | None]:
        """Return the rows of one kind by path, with None for what has to be read."""
        rows: dict[str, Row | None] = {}
        is_touched = _touch(self.touched)
        for path in item_folders(self.tree, kind):
            row = self.rows.get(path)
            if (
                row
                and row.key
                and row.base == base
                and row.kind == kind
                and self._holds(row, known)
            ):
                rows[path] = self._unchanged(path, row) if is_touched(path) else row
            else:
                rows[path] = None
        return rows

    def _kept_rows(self, kind: str, base: str) -> dict[str, Row | None] | None:
        """Return the same where only files were touched that were there before, else None.

        Then every folder is what it was but for those of these files, and a save need not ask
        each of very many.
        """
        now, before = self.tree, self.lay_before
        if before is None or self.touched is None:
            return None
        is_alike = now.files == before.files and now.folders == before.folders
        if not is_alike or not now.folders.keys().isdisjoint(self.touched):
            return None
        rows = {
            path: row if row.key and row.base == base else None
            for path, row in self.rows.items()
            if row.kind == kind
        }
        for path in _above(self.touched):
            if row := rows.get(path):
                rows[path] = self._unchanged(path, row)
        return rows

    def _holds(self, row: Row, known: Known) -> bool:
        return all(known.others.get(folder, ()) == names for folder, names in row.consulted)

    def _unchanged(self, path: str, row: Row) -> Row | None:
        """Return the row where the folder's files are what they were, or None."""
        lies = lay(self.tree, path)
        if lies == row.lay and self._is_settled(path, lies):
            return row
        try:
            folder = load(self.content, self.tree, path, self.instead)
        except OSError:
            return None
        self.learned = True
        if key(folder) != row.key:
            return None
        return row if lies == row.lay else row._replace(lay=lies)

    def _is_settled(self, path: str, lies: Lay) -> bool:
        if self.touched is not None:
            return not any(f"{path}/{name}" in self.touched for name, _ in lies[0])
        return all(settled(mark, self.known_at) for _, mark in lies[0])


def _touch(touched: frozenset[str] | None) -> Callable[[str], bool]:
    """Return what tells whether a folder may have changed: something in it or above it did."""
    if touched is None:
        return lambda path: True
    above = _above(touched)
    folders = tuple(f"{path}/" for path in touched)
    return lambda path: path in above or path in touched or path.startswith(folders)


def _above(touched: Iterable[str]) -> set[str]:
    """Return the folders in which these paths lie."""
    return {"/".join(parts[:n]) for p in touched if (parts := p.split("/")) for n in range(9)}


def _place_of(rows: Mapping[str, Row], root: str, path: str) -> Ref | None:
    row = rows.get(folder_of(path, root))
    return next((ref for text, ref in row.refs if text == path), None) if row else None


def folder_of(path: str, root: str) -> str:
    """Return the folder, below the content whose name is ``root``, of a text's file."""
    return path.removeprefix(f"{root}/").rpartition("/")[0]


def _reread(
    content: Path,
    tree: Tree,
    rows: Mapping[str, Row],
    known: Known,
    instead: Mapping[str, bytes],
    path: str,
) -> bytes | None:
    folder = folder_of(path, tree.root)
    if folder not in rows:
        return None
    job = Job(content, tree, known, rows[folder].kind, "", None, "", instead)
    return read_bodies(job, folder).get(path)


def _lookup(campaigns: Iterable[Row]) -> Lookup:
    return lookup((row.slug, row.titles, row.status != "") for row in campaigns)


# ── what is kept from one run to the next ────────────────────────────────────


def _store(cache: Path, content: Path, languages: tuple[str, ...], drafts: bool) -> Path:
    name = hashed(str(content.resolve()), *languages, str(drafts))[:16]
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
