"""Where a form may write: files within the content, by no link, as they were when it was opened."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from ..problems import N_, OutsideError
from ..reading.encodings import LIMIT
from .sheets import stamp_of


class Changed(Exception):  # noqa: N818 - it names what happened to the file
    """A file is not what the form was made of; ``data`` is what it holds now, None if nothing."""

    def __init__(self, data: bytes | None) -> None:
        super().__init__(data)
        self.data = data


def inside(content: Path, path: str) -> Path:
    """Return the place of ``path`` below ``content``.

    Raises ``OutsideError`` where it leads out of it, or where a link stands on the way.
    """
    parts = path.split("/")
    plain = not any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts)
    root = os.path.realpath(content)
    if plain:
        place = os.path.join(root, *parts)
        if os.path.normcase(os.path.realpath(place)) == os.path.normcase(place):
            return Path(place)
    raise OutsideError(
        N_("“{path}” is a link, or lies outside the content folder"),
        N_("Put the file itself there; a form writes nowhere else"),
        path=path,
    )


def read(place: Path) -> bytes | None:
    """Return the bytes of a text file, one more than is allowed at most; None if there is none.

    Raises ``OSError``.
    """
    try:
        with place.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError:
        return None


def save(place: Path, data: bytes, stamp: str) -> bytes | None:
    """Write the file in one step and return what it held before.

    Raises ``Changed`` where ``stamp`` is not that of the file as it is now, and ``OSError``.
    """
    before = read(place)
    if stamp_of(before) != stamp:
        raise Changed(before)
    if data != before:
        _replace(place, data)
    return before


def _replace(place: Path, data: bytes) -> None:
    # A name that begins with a dot is read by nobody.
    aside = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
    try:
        aside.write_bytes(data)
        with suppress(FileNotFoundError):
            shutil.copymode(place, aside)
        os.replace(aside, place)
    finally:
        aside.unlink(missing_ok=True)
