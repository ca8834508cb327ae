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

from .. import held
from ..problems import N_, OutsideError
from .originals import State
from .recipe import Recipe, Shape, shapes

_ANIMATED, _NOTED = 1, 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo in the cache; ``digest`` stands for the original's bytes and the recipe.

    ``lengths`` are those of its files in bytes, in the order of ``shapes``. One that
    ``has_notes`` tells inside what it shows or who took it.
    """

    digest: str
    width: int
    height: int
    colour: str
    is_animated: bool
    has_notes: bool
    lengths: tuple[int, ...]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its renditions."""
        return shapes((self.width, self.height))


@dataclass(frozen=True, slots=True)
class Seen:
    """An original as it lay on the disk when it was read, and what was made of it."""

    state: State
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
        self._key = recipe.key.encode()
        self._listing = f"{folder}/{hashlib.sha256(self._key).hexdigest()[:10]}.json"

    def digest(self, original: bytes) -> str:
        """Return what stands for these bytes made by this recipe: 32 hexadecimal digits."""
        source = hashlib.sha256(original).digest()
        return hashlib.sha256(source + self._key).hexdigest()[:32]

    def is_complete(self, kept: Kept) -> bool:
        """Return whether all renditions are there with the length they were written with."""
        if self.recipe.is_proof:
            return not kept.lengths
        stem = self._stem(kept.digest)
        try:
            lengths = tuple(os.stat(stem + shape.ending).st_size for shape in kept.shapes)
        except OSError:
            return False
        return lengths == kept.lengths

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
        stem = self._stem(kept.digest)
        for shape, data in zip(kept.shapes if renditions else (), renditions, strict=True):
            _put(stem + shape.ending, data)
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
        photos = {source: (*seen.state, *_row(seen.kept)) for source, seen in listing.seen.items()}
        _put(self._listing, _json({"time": listing.time_ns, "photos": photos}))

    def shelves(self) -> "Shelves":
        """Return the paths of what is in the cache now."""
        return Shelves(self._folder)

    def _record(self, digest: str) -> str:
        return f"{self._folder}/records/{digest}.json"

    def _stem(self, digest: str) -> str:
        return f"{self._folder}/{digest[:2]}/{digest}"


class Shelves:
    """Renditions as paths: each folder is listed once, when the first photo of it is asked for."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._folders: dict[str, dict[str, Path]] = {}

    def files(self, kept: Kept) -> list[Path] | None:
        """Return the renditions in the order of ``shapes``, or None where one is missing.

        Their lengths are not looked at: that alone would take as long as all the rest of a
        check where nothing has changed, and what has its name was on the disk before.
        """
        digest = kept.digest
        listed = self._folders.get(digest[:2])
        if listed is None:
            listed = self._folders[digest[:2]] = self._listed(digest[:2])
        try:
            return [listed[digest + shape.ending] for shape in kept.shapes]
        except KeyError:
            return None

    def _listed(self, folder: str) -> dict[str, Path]:
        # Reading a path from a folder costs a quarter of what making it from a string does,
        # and a large site has many.
        try:
            return {path.name: path for path in Path(self._folder, folder).iterdir()}
        except OSError:
            return {}

    def vanished(self) -> OutsideError:
        """Return what to say where a photo is gone that has just been put here."""
        return OutsideError(
            N_("a photo vanished from the cache “{folder}” while the site was built"),
            N_("Let only one program work in that folder, and build again"),
            folder=self._folder,
        )


def _row(kept: Kept) -> tuple[object, ...]:
    said = _ANIMATED * kept.is_animated + _NOTED * kept.has_notes
    return kept.digest, kept.width, kept.height, kept.colour, said, *kept.lengths


def _kept(row: Any) -> Kept:
    digest, width, height, colour, said, *lengths = row
    animated, noted = bool(said & _ANIMATED), bool(said & _NOTED)
    return Kept(digest, width, height, colour, animated, noted, tuple(lengths))


def _seen(row: Any) -> Seen:
    length, mtime, ctime, number, *kept = row
    return Seen((length, mtime, ctime, number), _kept(kept))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def _read(path: str) -> Any:
    """Return the JSON in a file of the cache, or None where there is none that can be read."""
    try:
        with open(path, "rb") as file:
            return json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None


def _put(path: str, data: bytes) -> None:
    """Replace a file in one step: whoever looks finds the old one, or all of the new one."""
    aside = f"{path}.{secrets.token_hex(6)}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(aside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave a name without its content
        held.replace(aside, path)
    except OSError as error:
        _drop(aside)
        raise OutsideError(
            N_("the photo “{file}” cannot be kept in the cache: {reason}"),
            held.remedy(error),
            file=path,
            reason=error.strerror or str(error),
        ) from error


def _drop(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # it was never made, or the disk refuses this too
        return
