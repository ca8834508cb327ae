"""The photos made so far: renditions by the content they came from, and how the originals lay.

A rendition's name says what it was made of and how, so a file that is there is the right one
and several builds may fill one cache. Each file is replaced in one step; the record of a
photo is written after its renditions, the list of originals after everything else.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problems import N_, OutsideError
from .recipe import Recipe, Shape, shapes


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo in the cache; ``digest`` stands for the original's bytes and the recipe.

    ``lengths`` are those of its files in bytes, in the order of ``shapes``.
    """

    digest: str
    width: int
    height: int
    colour: str
    is_animated: bool
    lengths: tuple[int, ...]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its renditions."""
        return shapes((self.width, self.height))


@dataclass(frozen=True, slots=True)
class Seen:
    """An original as it lay on the disk when it was read, and what was made of it."""

    length: int
    mtime_ns: int
    kept: Kept


@dataclass(frozen=True, slots=True)
class Listing:
    """The originals by source, as they were known at ``time_ns`` (nanoseconds since 1970)."""

    time_ns: int
    seen: Mapping[str, Seen]


class PhotoCache:
    """A folder of renditions made by one recipe. All of it may be deleted at any time."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        self.recipe = recipe
        self._folder = str(folder)
        self._folders: dict[str, dict[str, Path]] = {}
        self._key = recipe.key.encode()
        self._listing = f"{folder}/{hashlib.sha256(self._key).hexdigest()[:10]}.json"

    def digest(self, original: bytes) -> str:
        """Return what stands for these bytes made by this recipe: 32 hexadecimal digits."""
        source = hashlib.sha256(original).digest()
        return hashlib.sha256(source + self._key).hexdigest()[:32]

    def places(self, kept: Kept) -> list[str]:
        """Return the paths of its renditions, in the order of ``shapes``."""
        stem = self._stem(kept.digest)
        return [stem + shape.ending for shape in kept.shapes]

    def files(self, kept: Kept) -> list[Path]:
        """Return the same paths as values, for a cache to which nothing will be added."""
        # Reading a path from a folder costs a quarter of what making it from a string does,
        # and a large site has many.
        folder = kept.digest[:2]
        if folder not in self._folders:
            paths = Path(self._folder, folder).iterdir()
            self._folders[folder] = {path.name: path for path in paths}
        listed = self._folders[folder]
        return [listed[kept.digest + shape.ending] for shape in kept.shapes]

    def is_complete(self, kept: Kept) -> bool:
        """Return whether all renditions are there with the length they were written with."""
        try:
            return tuple(os.stat(place).st_size for place in self.places(kept)) == kept.lengths
        except OSError:
            return False

    def find(self, digest: str) -> Kept | None:
        """Return the photo that was made from these bytes, or None where it has to be made."""
        row = _read(self._record(digest))
        try:
            kept = _kept(row)
            return kept if kept.digest == digest and self.is_complete(kept) else None
        except (TypeError, ValueError, LookupError):
            return None

    def keep(self, kept: Kept, renditions: Sequence[bytes]) -> None:
        """Write all renditions of a photo and its record. Raises ``OutsideError``."""
        for place, data in zip(self.places(kept), renditions, strict=True):
            _put(place, data)
        _put(self._record(kept.digest), _json(_row(kept)))

    def listing(self) -> Listing:
        """Return what is known of the originals; nothing where it cannot be read."""
        saved = _read(self._listing)
        try:
            seen = {source: _seen(row) for source, row in saved["photos"].items()}
            return Listing(int(saved["time"]), seen)
        except (TypeError, ValueError, LookupError, AttributeError):
            return Listing(0, {})

    def save(self, listing: Listing) -> None:
        """Write what is known of the originals. Raises ``OutsideError``."""
        photos = {
            source: (seen.length, seen.mtime_ns, *_row(seen.kept))
            for source, seen in listing.seen.items()
        }
        _put(self._listing, _json({"time": listing.time_ns, "photos": photos}))

    def _record(self, digest: str) -> str:
        return f"{self._folder}/records/{digest}.json"

    def _stem(self, digest: str) -> str:
        return f"{self._folder}/{digest[:2]}/{digest}"


def _row(kept: Kept) -> tuple[object, ...]:
    return kept.digest, kept.width, kept.height, kept.colour, kept.is_animated, *kept.lengths


def _kept(row: Any) -> Kept:
    digest, width, height, colour, is_animated, *lengths = row
    return Kept(digest, width, height, colour, is_animated, tuple(lengths))


def _seen(row: Any) -> Seen:
    length, mtime_ns, *kept = row
    return Seen(length, mtime_ns, _kept(kept))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def _read(path: str) -> Any:
    """Return the JSON in a file of the cache, or None where there is none that can be read."""
    try:
        with open(path, "rb") as file:
            return json.loads(file.read())
    except (OSError, ValueError):
        return None


def _put(path: str, data: bytes) -> None:
    """Replace a file in one step: whoever looks finds the old one, or all of the new one."""
    aside = f"{path}.{secrets.token_hex(6)}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(aside, "xb") as file:
            file.write(data)
        os.replace(aside, path)
    except OSError as error:
        _drop(aside)
        raise OutsideError(
            N_("the photo “{file}” cannot be kept in the cache: {reason}"),
            N_("Check that the disk is not full and that the folder may be written to"),
            file=path,
            reason=error.strerror or str(error),
        ) from error


def _drop(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # it was never made, or the disk refuses this too
        return
