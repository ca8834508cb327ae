"""A photo that somebody hands over → a file of the article's folder, under a name that is safe."""

import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..photos import Refused, Wanted, develop, kind_of
from ..problems import Problem, Severity
from ..text import clean

LARGEST = 256_000_000
"""So many bytes a photo may have (the photo stage takes no more)."""

_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
        "PNG": (".png",),
        "GIF": (".gif",),
        "WEBP": (".webp",),
        "BMP": (".bmp",),
        "TIFF": (".tif", ".tiff"),
        "AVIF": (".avif",),
        "HEIF": (".heic", ".heif"),
    }
)
_UNSAFE = re.compile(r'[<>:"|?*\\/\x00-\x1f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)
_LONGEST = 80


def safe_name(typed: str, kind: str, taken: Iterable[str]) -> str:
    """Return a name for a photo of that ``kind``, as near to the one it came with as can be.

    It leads nowhere else, is no name of a device, no name that systems hide, says what the file
    is, and differs from the names ``taken`` in more than case, accents' composition and dots.
    """
    name = clean(typed.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in _UNSAFE.sub("", name) if char.isprintable())
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = ending, ""
    endings = _ENDINGS[kind]
    if f".{ending.lower()}" not in endings:
        stem, ending = (stem if dot and len(ending) < 6 else f"{stem}{dot}{ending}"), endings[0][1:]
    stem = " ".join(stem.split()).strip(" .~$#_-")[:_LONGEST].strip(" .~")
    if not stem or _DEVICES.match(stem.partition(".")[0]):
        stem = f"photo-{stem}".rstrip("-")
    known, number, whole = {_folded(one) for one in taken}, 2, f"{stem}.{ending}"
    while _folded(whole) in known:
        whole, number = f"{stem}-{number}.{ending}", number + 1
    return whole


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def take(given: Path, typed: str, folder: Path, cache: Path) -> tuple[str, tuple[Problem, ...]]:
    """Copy the photo at ``given`` into ``folder`` and return its name there, and what it lacks.

    The name is empty where it is no photo that can be shown, and nothing is left of it then.
    What it is is told by its content, and the photo stage has to be able to develop it.
    Raises ``OSError``, and ``OutsideError`` where the cache cannot be written.
    """
    try:
        kind = kind_of(given)
    except Refused as refused:
        return "", (_told(refused, typed),)
    name = safe_name(typed, kind, os.listdir(folder))
    aside = folder / f".{secrets.token_hex(6)}.part"
    try:
        shutil.copyfile(given, aside)
        os.replace(aside, folder / name)
    finally:
        aside.unlink(missing_ok=True)
    problems = _developed(folder, name, cache)
    if any(problem.severity is Severity.ERROR for problem in problems):
        (folder / name).unlink(missing_ok=True)
        return "", problems
    return name, problems


def _told(refused: Refused, typed: str) -> Problem:
    name = typed.replace("\\", "/").rpartition("/")[2]
    return Problem(
        code=refused.code,
        path=name,
        message=refused.message,
        remedy=refused.remedy,
        values=(("photo", name), *refused.values),
    )


def _developed(folder: Path, name: str, cache: Path) -> tuple[Problem, ...]:
    # A cache of its own: that of the site lists what its texts show.
    wanted = Wanted(source=name, path=name, line=1)
    return develop([wanted], content=folder, cache=cache / "desk", quick=True).problems


def thumbnail(content: Path, source: str, cache: Path) -> bytes | None:
    """Return a small WebP of the photo at ``source``; None where it cannot be made."""
    wanted = Wanted(source=source, path=source, line=1)
    made = develop([wanted], content=content, cache=cache / "desk", quick=True)
    return next((path.read_bytes() for url, path in made.files if url.endswith(".webp")), None)
