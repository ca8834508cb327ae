"""A new item → its folder, laid down whole or not at all; nothing that is there is touched."""

import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import held
from ..addresses import is_device
from ..problems import N_, SettingsError
from ..reading.facts import item_slug
from ..text import slug

_YEAR = re.compile(r"\d{4}")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A folder that is to be: its path below the content folder, and its files.

    ``files`` pair a name with the bytes of the file; ``draft`` tells whether its text says
    that it is one.
    """

    folder: str
    files: tuple[tuple[str, bytes], ...]
    draft: bool = False


class NameTaken(SettingsError):  # noqa: N818 - it names the matter, as its kind does
    """The address of a new item is already that of the folder ``folder``."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            N_("there is already an item at this address: “{folder}”"),
            N_("Choose another title or another name for the folder; nothing was changed"),
            folder=folder,
        )
        self.folder = folder

    def __reduce__(self) -> "tuple[type[NameTaken], tuple[str]]":
        return type(self), (self.folder,)


def folder_for(content: Path, kind: str, title: str, day: date | None = None) -> str:
    """Return the path below ``content`` for a new item of that kind, ``articles`` … ``pages``.

    An article goes into the folder of its year with its day in front, unless the site's
    articles all lie without years. Raises ``SettingsError`` where nothing of the title can be
    an address, and ``NameTaken`` where another item has that address.
    """
    name = address_for(kind, title)
    if other := taken(content, kind, name):
        raise NameTaken(other)
    return folder_named(kind, name, day, by_year=years_are_folders(content / kind))


def folder_named(kind: str, name: str, day: date | None, *, by_year: bool) -> str:
    """Return the path below the content folder for an item at the address ``name``."""
    name = f"{name}-1" if is_device(name) else name
    if kind != "articles" or day is None:
        return f"{kind}/{name}"
    dated = f"{day.isoformat()}-{name}"
    return f"{kind}/{day.year}/{dated}" if by_year else f"{kind}/{dated}"


def address_for(kind: str, title: str) -> str:
    """Return the address that an item of that kind gets from its title.

    Raises ``SettingsError`` where nothing of the title can be an address.
    """
    name = short_name(slug(title))
    if kind != "articles":
        name = item_slug(name)  # a day in front of it would be taken for that of the folder
    if not name:
        raise SettingsError(
            N_("no address can be made of “{title}”"),
            N_("Write a title with letters or numbers in it"),
            title=title,
        )
    return f"{name}-1" if is_device(name) else name


def free_address(content: Path, kind: str, title: str) -> str:
    """Return the address from ``title``, with a number where others have those before it.

    Raises as ``address_for`` does.
    """
    name = address_for(kind, title)
    tries = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
    there = {
        item_slug(folder.name) for folder in _items(content / kind, by_year=kind == "articles")
    }
    return next(address for address in tries if address not in there)


def taken(content: Path, kind: str, name: str) -> str | None:
    """Return the folder, below ``content``, of the item at the address ``name``, or None."""
    for folder in _items(content / kind, by_year=kind == "articles"):
        if item_slug(folder.name) == name:
            return folder.relative_to(content).as_posix()
    return None


def lay_down(content: Path, manuscript: Manuscript) -> Path:
    """Write the folder and return where it lies; it appears with all of its files at once.

    Raises ``NameTaken`` where something is there already, and ``OSError``.
    """
    place = content / manuscript.folder
    # A name that begins with a dot is read by nobody while it is filled.
    aside = content / f".{secrets.token_hex(6)}.new"
    try:
        aside.mkdir(parents=True)
        for name, data in manuscript.files:
            (aside / name).write_bytes(data)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            raise NameTaken(manuscript.folder)
        held.move(aside, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return place


def short_name(name: str) -> str:
    """Return ``name`` cut between two words: whole paths have little room on some systems."""
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def years_are_folders(articles: Path) -> bool:
    """Return whether the folders of new articles go into one of their year."""
    years = [folder for folder in _folders(articles) if _YEAR.fullmatch(folder.name)]
    return bool(years) or not any(_folders(articles))


def _items(folder: Path, *, by_year: bool) -> Iterator[Path]:
    for inner in _folders(folder):
        if by_year and _YEAR.fullmatch(inner.name):
            yield from _folders(inner)
        else:
            yield inner


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (p for p in sorted(folder.iterdir()) if p.is_dir() and p.name[0] != ".")
