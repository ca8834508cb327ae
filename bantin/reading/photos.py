"""Photos as they are named in a text → files below the content folder."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import nearest

_SHOWN = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif",
    ".heic", ".heif",
)  # fmt: skip
_OTHER_PICTURES = (
    ".emf", ".wmf", ".svg", ".raw", ".cr2", ".cr3", ".nef", ".arw", ".dng",
)  # fmt: skip
_ENDING = re.compile(r"(?:\.[a-z]{3,4})+\Z")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_OWN_DISK = re.compile(r"[a-z]:|/|\\|file:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The files that a text may show: its own folder's, and others' below the content folder.

    ``folder`` is the item's path; ``own`` are its files, relative to it; ``refused`` links in
    it that were not followed; ``others`` maps every folder to the names of its files.
    """

    folder: str
    own: tuple[str, ...]
    refused: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def photos(self) -> tuple[str, ...]:
        """The photos of its own folder."""
        return tuple(name for name in self.own if is_photo(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a name led to: a path below the content folder, or None; ``meant`` is a guess."""

    source: str | None = None
    meant: str | None = None
    problem: Problem | None = None


def is_photo(name: str) -> bool:
    """Return whether the file calls itself a photo that the site can show."""
    return name.lower().endswith(_SHOWN)


def is_other_picture(name: str) -> bool:
    """Return whether the file is a picture, but of a kind that browsers do not show."""
    return name.lower().endswith(_OTHER_PICTURES)


def find_photo(typed: str, shelf: Shelf, *, path: str, line: int) -> Found:
    """Return the file that ``typed`` names for a text in ``shelf.folder``.

    Taken as one: composed and decomposed letters, ``%20`` and a space, ``\\`` and ``/``, and,
    with a warning, upper and lower case. Nothing outside the content folder is ever found.
    """
    if problem := _far_away(typed, shelf, path, line):
        return Found(problem=problem, meant=_namesake(typed, shelf))
    ways = dict.fromkeys(_joined(shelf.folder, name) for name in (typed, unquote(typed)))
    inside = [way for way in ways if way]
    if not inside:
        return Found(problem=_outside(path, line, typed, shelf), meant=_namesake(typed, shelf))
    known = _known(inside, shelf)
    for way in inside:
        if source := known.get(_composed(way)):
            return Found(source=source)
    lower = {name.casefold(): source for name, source in reversed(known.items())}
    for way in inside:
        if source := lower.get(_composed(way).casefold()):
            return _other_case(source, typed, path, line)
    refused = {_composed(f"{shelf.folder}/{name}") for name in shelf.refused}
    if refused.intersection(map(_composed, inside)):
        return Found()  # the link itself has been told
    return _missing(typed, shelf, path, line)


def _namesake(typed: str, shelf: Shelf) -> str | None:
    """Return the file of the own folder that is called as the one ``typed`` is, or None."""
    name = unquote(typed).replace("\\", "/").rpartition("/")[2]
    return f"{shelf.folder}/{name}" if name in shelf.own else None


def _joined(folder: str, typed: str) -> str | None:
    """Return the path below the content folder, or None where it leaves it."""
    joined = posixpath.normpath(posixpath.join(folder, typed.replace("\\", "/")))
    return None if joined.startswith(("..", "/")) or "\0" in joined else joined


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _known(ways: Iterable[str], shelf: Shelf) -> dict[str, str]:
    """Return every file that could be meant, by its composed path."""
    known = {_composed(f"{shelf.folder}/{name}"): f"{shelf.folder}/{name}" for name in shelf.own}
    for folder in {posixpath.dirname(way) for way in ways} - {shelf.folder}:
        for name in shelf.others.get(folder, ()):
            known.setdefault(_composed(f"{folder}/{name}"), f"{folder}/{name}")
    return known


def _other_case(source: str, typed: str, path: str, line: int) -> Found:
    name = source.rpartition("/")[2]
    problem = fault(
        "photo-letter-case",
        N_("the photo “{photo}” is called “{name}”: upper and lower case differ"),
        N_("Write it as the file is called: {name}"),
        path=path,
        line=line,
        severity=Severity.WARNING,
        photo=typed,
        name=name,
    )
    return Found(source=source, problem=problem)


def _far_away(typed: str, shelf: Shelf, path: str, line: int) -> Problem | None:
    """Return the Problem of an address on the network or on the writer's own disk."""
    plain = unquote(typed).strip()
    if _OWN_DISK.match(plain) and not plain.startswith(("//", "\\\\")):
        return _outside(path, line, typed, shelf)
    scheme = _SCHEME.match(plain)
    if not scheme and not plain.startswith(("//", "\\\\")):
        return None
    return fault(
        "photo-from-network",
        N_("the photo is taken from “{host}”, which readers cannot reach from here"),
        N_("Save the photo in the folder of the article, and write only its name"),
        path=path,
        line=line,
        host=_host(plain) or (scheme[1] if scheme else typed),
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address.replace("\\", "/")).hostname or ""
    except ValueError:
        return ""


def _outside(path: str, line: int, typed: str, shelf: Shelf) -> Problem:
    name = unquote(typed).replace("\\", "/").rpartition("/")[2]
    message = N_("“{photo}” is not in the folder of the article")
    if name in shelf.own:
        remedy = N_("Write only the name of the file: {name}")
    else:
        remedy = N_("Copy the photo into the folder, and write only its name: {name}")
    return fault(
        "photo-outside", message, remedy, path=path, line=line, photo=typed, name=name or "1.jpg"
    )


def _same_stem(typed: str, photos: Iterable[str]) -> str | None:
    """Return the only photo that differs from ``typed`` by no more than its ending, or None."""
    stem = _ENDING.sub("", typed.casefold())
    same = [name for name in photos if _ENDING.sub("", name.casefold()) == stem]
    return same[0] if len(same) == 1 else None


def _missing(typed: str, shelf: Shelf, path: str, line: int) -> Found:
    photos = shelf.photos
    meant = _same_stem(unquote(typed), photos) or nearest(unquote(typed), photos)
    message = N_("there is no photo “{photo}” in the folder of the article")
    if meant:
        remedy = N_("Did you mean “{suggestion}”?")
    elif photos:
        remedy = N_("Copy it into the folder, or take one that is there: {photos}")
    else:
        remedy = N_("Copy it into the folder of the article")
    problem = fault(
        "photo-missing",
        message,
        remedy,
        path=path,
        line=line,
        photo=typed,
        suggestion=meant or "",
        photos=", ".join(photos[:8]) + (" …" if len(photos) > 8 else ""),
    )
    return Found(meant=f"{shelf.folder}/{meant}" if meant else None, problem=problem)
