"""The content folder on the disk → a listing of its files, and the folders that hold items."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..faults import fault
from ..problems import N_, Problem
from ..text import slug
from .encodings import LIMIT

_DEPTH = 8
_JUNK = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir"})
_TEXT = re.compile(r".*\.(?:md|markdown|mdown|mkd|md\.txt)\Z", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"(?:index\.)?([a-z]{2})\.md\Z", re.IGNORECASE)
KINDS = ("articles", "campaigns", "pages")
_YEAR = re.compile(r"\d{4}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What stands below the content folder, by folder; paths have forward slashes.

    ``files`` maps each folder to the names of its files and ``folders`` to the paths of its
    folders, ``""`` being the content folder itself; ``marks`` tells for each file its size
    and time of change, by which a changed file is known. ``refused`` are links that lead
    away. Junk of Windows and macOS is left out.
    """

    root: str
    files: Mapping[str, tuple[str, ...]]
    folders: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


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
    return Tree(
        root=content.name or "content",
        files=walk.files,
        folders=walk.folders,
        marks=walk.marks,
        refused=tuple(walk.refused),
        problems=tuple(walk.problems),
    )


class _Walk:
    """The way through the folders, gathering what stands in them."""

    def __init__(self, content: Path) -> None:
        self.root = content.name or "content"
        self.inside = content.resolve()
        self.files: dict[str, tuple[str, ...]] = {}
        self.folders: dict[str, tuple[str, ...]] = {}
        self.marks: dict[str, tuple[int, int]] = {}
        self.refused: list[str] = []
        self.problems: list[Problem] = []

    def folder(self, path: str, place: Path | str, depth: int) -> None:
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
                state = entry.stat()
                names.append(entry.name)
                self.marks[inner] = state.st_size, state.st_mtime_ns
        self.files[path] = tuple(names)
        self.folders[path] = tuple(inner for inner, _ in folders)
        for inner, inner_place in folders:
            self._inner(inner, inner_place, depth + 1)

    def _inner(self, path: str, place: str, depth: int) -> None:
        if depth > _DEPTH:
            return
        try:
            self.folder(path, place, depth)
        except OSError as error:
            self.problems.append(unreadable(f"{self.root}/{path}", error))

    def _is_welcome(self, entry: "os.DirEntry[str]", path: str) -> bool:
        shown = path.encode("utf-8", "replace").decode("utf-8")
        if shown != path:
            self.problems.append(_bad_name(f"{self.root}/{shown}"))
            return False
        if entry.is_symlink() and not self._stays(entry):
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


def is_junk(name: str) -> bool:
    """Return whether a file or folder is what systems and editors leave behind."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.casefold() in _JUNK


def is_text_name(name: str) -> bool:
    """Return whether a file calls itself a text, rightly or nearly so."""
    return bool(_TEXT.match(name))


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


def load(content: Path, tree: Tree, path: str) -> Folder:
    """Return the item's folder with the bytes of its texts, read from the disk.

    Raises ``OSError`` where a text cannot be read.
    """
    texts = []
    for name in filter(language_of, tree.files[path]):
        with (content / path / name).open("rb") as file:
            texts.append((name, file.read(LIMIT + 1)))
    start = len(path) + 1
    read = {f"{path}/{name}" for name, _ in texts}
    others = (file for file in _files_below(tree, path) if file not in read)
    return Folder(
        path=path,
        root=tree.root,
        texts=tuple(texts),
        files=tuple(file[start:] for file in others),
        refused=tuple(file[start:] for file in tree.refused if file.startswith(f"{path}/")),
    )


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
