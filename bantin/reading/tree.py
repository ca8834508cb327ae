"""The content folder on the disk → a listing of its files, and the folders that hold items."""

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import slug
from .encodings import LIMIT

_DEPTH = 8
_JUNK = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir"})
_TEXT = re.compile(r".*\.(?:md|markdown|mdown|mkd|md\.txt)\Z", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"(?:index\.)?([a-z]{2})\.md\Z", re.IGNORECASE)
KINDS = ("articles", "campaigns", "pages")
_LIST = re.compile(r"(?!names\.csv\Z)names?\b.*\.(?:csv|txt|xlsx?|ods)\Z", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}\Z")


Mark = tuple[int, int, int, int]
"""How a file lies: its size, its times of change (of content, of entry; ns), its number.

Who writes a file and sets its time back cannot set back the time of its entry; a file that was
put in another's place has another number. (Windows tells of neither, but it is steady.)
"""

# FAT keeps times to two seconds: what was touched later than that may be touched once more.
COARSEST_CLOCK_NS = 2_000_000_000

_USUAL = 32 * 1024
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT; those of cloud folders are others
_NONE: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What stands below the content folder, by folder; paths have forward slashes.

    ``files`` maps each folder to the names of its files and ``folders`` to the paths of its
    folders, ``""`` being the content folder itself; ``marks`` tells how each file
    lies, by which a changed one is known. ``refused`` are links that lead away. Junk of
    Windows and macOS is left out.
    """

    root: str
    files: Mapping[str, tuple[str, ...]]
    folders: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def inside(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the texts, the other files and the links away of an item's folder.

        The names are relative to it; those of texts say in which language they are.
        """
        names = self.files[path]
        texts = tuple([name for name in names if language_of(name)])
        others = tuple([name for name in names if name not in texts])
        start = len(path) + 1
        for folder in self.folders.get(path, ()):
            others += tuple([file[start:] for file in _files_below(self, folder)])
        refused = [file[start:] for file in self.refused if file.startswith(f"{path}/")]
        return texts, others, tuple(refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One item's folder: all that its reading depends on but for names and campaigns.

    ``path`` is below the content folder, whose name is ``root``; ``texts`` are the text files
    with their bytes, ``files`` the other files, relative to the folder; ``refused`` the links
    that were not followed.
    """

    path: str
    root: str = "content"
    texts: tuple[tuple[str, bytes], ...] = ()
    files: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def scan(content: Path) -> Tree:
    """Return the listing of ``content``; every folder in the order of its name.

    A link to a file is followed only where it stays inside, a link to a folder never.
    Raises ``OSError`` where ``content`` itself cannot be listed.
    """
    walk = _Walk(content)
    walk.folder("", content, 0)
    return walk.tree()


def rescan(tree: Tree, content: Path, changed: Iterable[str]) -> Tree:
    """Return ``tree`` as it is now, where only what lies at the paths ``changed`` has changed.

    Raises ``OSError`` where ``content`` itself cannot be listed.
    """
    walk = _Walk(content, tree)
    for path in sorted({_listed_in(tree, path) for path in changed}):
        walk.again(path)
    for path in sorted(changed):
        if path in walk.folders:
            walk.again(path, deep=True)
    return walk.tree()


def _listed_in(tree: Tree, path: str) -> str:
    """Return the nearest folder above ``path`` that was there."""
    folder = path.rpartition("/")[0]
    while folder and folder not in tree.folders:
        folder = folder.rpartition("/")[0]
    return folder


class _Walk:
    """The way through the folders, gathering what stands in them."""

    def __init__(self, content: Path, before: Tree | None = None) -> None:
        self.content = content
        self.root = content.name or "content"
        self.inside = content.resolve()
        self.files: dict[str, tuple[str, ...]] = dict(before.files) if before else {}
        self.folders: dict[str, tuple[str, ...]] = dict(before.folders) if before else {}
        self.marks: dict[str, Mark] = dict(before.marks) if before else {}
        self.refused: list[str] = list(before.refused) if before else []
        self.problems: list[Problem] = list(before.problems) if before else []

    def tree(self) -> Tree:
        return Tree(
            root=self.root,
            files=self.files,
            folders=self.folders,
            marks=self.marks,
            refused=tuple(self.refused),
            problems=tuple(self.problems),
        )

    def again(self, path: str, *, deep: bool = False) -> None:
        """List one folder anew, and with it those below that are new, or all where ``deep``."""
        known = set() if deep else set(self.folders.get(path, ()))
        for inner in () if not deep else list(self.folders.get(path, ())):
            self._forget(inner)
        self._forget_files(path)
        before = self.folders.get(path, ())
        depth = path.count("/") + 1 if path else 0
        try:
            self.folder(path, self.content / path, depth, known)
        except FileNotFoundError:
            self._forget(path)
        except OSError as error:
            self.problems.append(unreadable(f"{self.root}/{path}", error))
        for gone in set(before) - set(self.folders.get(path, ())):
            self._forget(gone)

    def _forget_files(self, path: str) -> None:
        for name in self.files.pop(path, ()):
            self.marks.pop(f"{path}/{name}" if path else name, None)
        # What was refused, or amiss, right here will be found again.
        inside = f"{path}/" if path else ""
        own = f"{self.root}/{inside}"
        self.refused = [r for r in self.refused if r.rpartition("/")[0] != path]
        self.problems = [
            p
            for p in self.problems
            if p.path != own.rstrip("/") and p.path.rpartition("/")[0] != own.rstrip("/")
        ]

    def _forget(self, path: str) -> None:
        for inner in self.folders.get(path, ()):
            self._forget(inner)
        self._forget_files(path)
        self.folders.pop(path, None)

    def folder(self, path: str, place: Path | str, depth: int, known: Container[str] = ()) -> None:
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        names, folders = [], []
        for entry in found:
            inner = f"{path}/{entry.name}" if path else entry.name
            if is_junk(entry.name) or not self._is_welcome(entry, inner):
                continue
            if entry.is_dir():
                folders.append((inner, entry.path))
            elif entry.is_file():
                names.append(entry.name)
                self.marks[inner] = mark_of(entry.stat())
        self.files[path] = tuple(names)
        self.folders[path] = tuple(inner for inner, _ in folders)
        for inner, inner_place in folders:
            if inner not in known:
                self._inner(inner, inner_place, depth + 1)

    def _inner(self, path: str, place: str, depth: int) -> None:
        if depth > _DEPTH:
            return
        try:
            self.folder(path, place, depth)
        except OSError as error:
            self.problems.append(unreadable(f"{self.root}/{path}", error))

    def _is_welcome(self, entry: "os.DirEntry[str]", path: str) -> bool:
        if not path.isascii():
            shown = path.encode("utf-8", "replace").decode("utf-8")
            if shown != path:
                self.problems.append(_bad_name(f"{self.root}/{shown}"))
                return False
        if (entry.is_symlink() and not self._stays(entry)) or _is_junction(entry):
            self.refused.append(path)
            self.problems.append(_leads_away(f"{self.root}/{path}"))
            return False
        return True

    def _stays(self, entry: "os.DirEntry[str]") -> bool:
        try:
            target = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):  # a dangling link, or one that turns in a circle
            return False
        return target.is_file() and target.is_relative_to(self.inside)


def _is_junction(entry: "os.DirEntry[str]") -> bool:
    """Return whether a folder of Windows is a link to another one; it is no symbolic link."""
    if not hasattr(os.stat_result, "st_reparse_tag"):  # any other system
        return False
    return leads_on(entry.stat(follow_symlinks=False))


def leads_on(state: object) -> bool:
    """Return whether the state of a folder says that it is a junction."""
    return getattr(state, "st_reparse_tag", 0) == _JUNCTION


def mark_of(state: os.stat_result) -> Mark:
    """Return how a file lies."""
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def settled(mark: Mark, now_ns: int) -> bool:
    """Return whether a file that lay so at ``now_ns`` cannot have changed since, lying so still."""
    return max(mark[1], mark[2]) < now_ns - COARSEST_CLOCK_NS


def is_junk(name: str) -> bool:
    """Return whether a file or folder is what systems and editors leave behind."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.casefold() in _JUNK


def is_text_name(name: str) -> bool:
    """Return whether a file calls itself a text, rightly or nearly so."""
    return bool(_TEXT.match(name))


@lru_cache(maxsize=1024)
def language_of(name: str) -> str | None:
    """Return the language that ``vi.md`` or ``index.vi.md`` names, or None."""
    found = _LANGUAGE.match(name)
    return found[1].lower() if found else None


def item_folders(tree: Tree, kind: str) -> tuple[str, ...]:
    """Return the folders of one kind that hold an item, by path, those in a year's folder too."""
    found: list[str] = []
    for path in tree.folders.get(kind, ()):
        if kind == "articles" and _is_year(tree, path):
            found += tree.folders.get(path, ())
        else:
            found.append(path)
    return tuple(sorted(found))


def _is_year(tree: Tree, path: str) -> bool:
    name = path.rpartition("/")[2]
    return bool(_YEAR.match(name)) and not any(map(language_of, tree.files.get(path, ())))


def misplaced(tree: Tree) -> Iterator[Problem]:
    """Yield a Problem for each text that stands where no item is looked for."""
    items = {path for kind in KINDS for path in item_folders(tree, kind)}
    years = {path for path in tree.folders.get("articles", ()) if _is_year(tree, path)}
    for path, names in tree.files.items():
        if path in items:
            continue
        for name in names:
            file = f"{tree.root}/{path}/{name}" if path else f"{tree.root}/{name}"
            if (path in ("", *KINDS) or path in years) and is_text_name(name):
                yield _without_folder(file, path or KINDS[0], name)
            elif path.startswith(tuple(f"{item}/" for item in KINDS)) and language_of(name):
                yield _too_deep(file, path.partition("/")[0])
            elif path and not path.startswith(KINDS) and language_of(name):
                yield _elsewhere(file, path.partition("/")[0])
            elif not path and _LIST.match(name):
                yield _names_misnamed(file, name)


def loose(tree: Tree) -> Iterator[str]:
    """Yield the files that lie beside the folders of items, where nothing is read."""
    years = (path for path in tree.folders.get("articles", ()) if _is_year(tree, path))
    for path in (*KINDS, *years):
        for name in tree.files.get(path, ()):
            if not is_text_name(name):
                yield f"{path}/{name}"


def _names_misnamed(path: str, name: str) -> Problem:
    return fault(
        "names-misnamed",
        N_("the list of names is called “{file}”, so it is not read"),
        N_("Save it as CSV UTF-8, with the name names.csv"),
        path=path,
        severity=Severity.WARNING,
        file=name,
    )


def as_if(tree: Tree, files: Iterable[str]) -> Tree:
    """Return ``tree`` with files at the paths ``files`` below the content, some of them new."""
    names, folders, marks = dict(tree.files), dict(tree.folders), dict(tree.marks)
    for path in files:
        folder, _, name = path.rpartition("/")
        names[folder] = tuple(sorted({*names.get(folder, ()), name}))
        marks[path] = (-1, 0, 0, 0)  # it lies as no file does
        while folder and folder not in folders:
            folders[folder] = ()
            above = folder.rpartition("/")[0]
            folders[above] = tuple(sorted({*folders.get(above, ()), folder}))
            names.setdefault(above, ())
            folder = above if above not in tree.folders else ""
    return replace(tree, files=names, folders=folders, marks=marks)


def load(content: Path, tree: Tree, path: str, instead: Mapping[str, bytes] = _NONE) -> Folder:
    """Return the item's folder with the bytes of its texts, read from the disk.

    Those of ``instead``, by their paths below the content, are taken as they are given.
    Raises ``OSError`` where a text cannot be read.
    """
    names, others, refused = tree.inside(path)
    texts = []
    for name in names:
        given = instead.get(f"{path}/{name}")
        texts.append((name, _bytes(f"{content}/{path}/{name}") if given is None else given))
    return Folder(path=path, root=tree.root, texts=tuple(texts), files=others, refused=refused)


def _bytes(place: str) -> bytes:
    with open(place, "rb", buffering=0) as file:
        # Room is made for what is asked for: most texts are a thousandth of the limit.
        data = file.read(_USUAL)
        while len(data) <= LIMIT and (more := file.read(LIMIT + 1 - len(data))):
            data += more
        return data


def _files_below(tree: Tree, path: str) -> Iterator[str]:
    for name in tree.files.get(path, ()):
        yield f"{path}/{name}"
    for folder in tree.folders.get(path, ()):
        yield from _files_below(tree, folder)


def unreadable(path: str, error: OSError) -> Problem:
    """Return the Problem of a file or folder that the disk does not give."""
    return fault(
        "file-unreadable",
        N_("it cannot be read: {reason}"),
        N_("Close it in other programs, and see whether you may open it"),
        path=path,
        reason=error.strerror or type(error).__name__,
    )


def _bad_name(path: str) -> Problem:
    return fault(
        "file-name-unreadable",
        N_("the name holds letters that no language knows"),
        N_("Rename the file or the folder"),
        path=path,
    )


def _leads_away(path: str) -> Problem:
    return fault(
        "link-not-followed",
        N_("it is a link that leads to a folder or out of the content folder"),
        N_("Put the file itself here"),
        path=path,
    )


def _without_folder(path: str, kind: str, name: str) -> Problem:
    folder = slug(name.partition(".")[0]) or "…"
    return fault(
        "text-without-folder",
        N_("the text “{file}” has no folder of its own"),
        N_("Make a folder for it, and name it there: {example}"),
        path=path,
        file=name,
        example=f"{kind}/{folder}/vi.md",
    )


def _too_deep(path: str, kind: str) -> Problem:
    places = f"{kind}/…, {kind}/2024/…" if kind == "articles" else f"{kind}/…"
    return fault(
        "folder-too-deep",
        N_("the folder of this text lies too deep to be found"),
        N_("Move the folder to one of these places: {places}"),
        path=path,
        places=places,
    )


def _elsewhere(path: str, folder: str) -> Problem:
    return fault(
        "folder-unknown",
        N_("texts in the folder “{folder}” are not read"),
        N_("Move it to one of these folders: {folders}"),
        path=path,
        folder=folder,
        folders=", ".join(KINDS),
    )
