"""A line under a text → who wrote it, who took its photos, where it was taken from."""

import re
from dataclasses import dataclass

_LABELLED = re.compile(
    r"(?P<label>tác giả|người viết|tin và bài|bài và ảnh|bài, ảnh|ảnh và bài|tin, bài và ảnh"
    r"|tin,? bài,? ảnh|tin và ảnh|tin, ảnh|tin ảnh|bài ảnh|thực hiện|by|text and photos?"
    r"|story and photos?|author|authors)\s*[:–-]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_SHORT_LABEL = re.compile(r"(?P<label>tin|bài|ảnh)\s*:\s*(?P<names>\S.*)", re.IGNORECASE)
_SOURCE = re.compile(
    r"\(?\s*(?:theo|nguồn|source)\s*[:–-]?\s+(?P<name>(?-i:[^\W\d_a-z]).{1,60}?)\s*\)?\.?\Z",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:,|;|\s[-–—]\s|\bvà\b|&)\s*")
_WORD = re.compile(r"[^\W\d_]+\.?(?:-[^\W\d_]+)?\Z")
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote a text, and whether the same took its photos; ``source`` is where it is from."""

    authors: tuple[str, ...] = ()
    photos: str = ""
    source: str = ""


def byline(words: str) -> Byline | None:
    """Return what a line says of who made a text, or None where it says nothing of it.

    Read are “Tác giả: …”, “Bài và ảnh: …”, “Tin, ảnh: …”, “Theo …” and the like.
    """
    words = " ".join(words.split()).strip(" .()*_")
    if len(words) > _LONGEST:
        return None
    if found := _LABELLED.match(words) or _SHORT_LABEL.match(words):
        return _labelled(found["label"].casefold(), found["names"])
    found = _SOURCE.match(words)
    if not found or len(found["name"].split()) > 8 or "," in words:
        return None
    return Byline(authors=(f"Theo {found['name']}",), source=found["name"])


def is_byline(words: str) -> bool:
    """Return whether a line says who made a text."""
    return byline(words) is not None


def is_name(words: str) -> bool:
    """Return whether ``words`` could be nothing but names of people: all words begin large."""
    words = words.strip(" .*_")
    names = _PARTS.split(words)
    return 0 < len(words) <= 80 and all(map(_is_name, names)) and not words.isupper()


def _is_name(words: str) -> bool:
    parts = words.split()
    return 2 <= len(parts) <= 6 and all(_WORD.match(p) and p[0].isupper() for p in parts)


def authors(names: str) -> tuple[str, ...]:
    """Return each of the names that a byline lists; one in capitals as names are written."""
    parts = [part.strip(" .()*_") for part in _PARTS.split(names)]
    return tuple(dict.fromkeys(_written(part) for part in parts if part))


def _written(name: str) -> str:
    return name.title() if name.isupper() and _is_name(name.title()) else name


def _labelled(label: str, names: str) -> Byline | None:
    said = authors(names)
    if not said or any(len(name.split()) > 8 for name in said):
        return None
    if label == "ảnh":
        return Byline(photos=", ".join(said))
    of_photos = "ảnh" in label or "photo" in label
    return Byline(authors=said, photos=", ".join(said) if of_photos else "")
