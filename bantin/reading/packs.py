"""The bodies of texts, kept in a few long files: each is read only by the page that shows it."""

import os
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..caches import thaw
from ..model import Body, Text

_MOST_FILES = 24
_ENDING = ".pack"

Ref = tuple[str, str, int, int, int]
"""Where a body lies: its digest, the name of its pack, where in it, how long, its checksum."""


class Lectern:
    """Finds the body of a text: among those given, in the packs, or by reading the file anew.

    ``find`` gives where the body of the text at a path lies; ``reread`` reads a text's file
    again, for packs that were lost or damaged. Those ``given`` are frozen.
    """

    def __init__(
        self,
        folder: Path | None = None,
        find: Callable[[str], Ref | None] | None = None,
        reread: Callable[[str], bytes | None] | None = None,
        given: Mapping[str, bytes] | None = None,
    ) -> None:
        self.folder = folder
        self.find, self.reread = find or _nowhere, reread or _nowhere
        self.given = given or {}
        self._open: dict[str, int] = {}

    def __reduce__(self) -> "tuple[type[Lectern], tuple[object, ...]]":
        return Lectern, (self.folder, self.find, self.reread, self.given)

    def body(self, text: Text) -> Body:
        """Return the body of ``text``; an empty one where its file is no longer what it was."""
        frozen = self.given.get(text.path)
        if frozen is None:
            ref = self.find(text.path)
            frozen = self._packed(ref) if ref and ref[0] == text.body else None
        if frozen is None:
            frozen = self.reread(text.path)
        found = thaw(frozen) if frozen else None
        return found if isinstance(found, Body) else Body()

    def _packed(self, ref: Ref) -> bytes | None:
        _, pack, place, length, checksum = ref
        try:
            data = self._bytes(pack, place, length)
        except OSError:
            return None
        return data if zlib.crc32(data) == checksum else None

    def _bytes(self, pack: str, place: int, length: int) -> bytes:
        if self.folder is None:
            raise FileNotFoundError(pack)
        if hasattr(os, "pread"):  # has no place of its own, so that forked workers may share it
            if pack not in self._open:
                self._open[pack] = os.open(self.folder / pack, os.O_RDONLY)
            return os.pread(self._open[pack], length, place)
        with open(self.folder / pack, "rb") as file:
            file.seek(place)
            return file.read(length)

    def __del__(self) -> None:
        for descriptor in self._open.values():
            with suppress(OSError):
                os.close(descriptor)


def _nowhere(path: str) -> None:
    """Know no place and no body."""


@dataclass(slots=True)
class Packing:
    """One pack that is being filled by one process; nobody else writes to it."""

    folder: Path
    name: str
    end: int = 0
    waiting: list[bytes] = field(default_factory=list)

    def add(self, digest: str, body: bytes) -> Ref:
        """Return where a frozen body will lie once it is written."""
        ref = (digest, self.name, self.end, len(body), zlib.crc32(body))
        self.end += len(body)
        self.waiting.append(body)
        return ref

    def write(self) -> None:
        """Append the bodies that wait to the pack."""
        with open(self.folder / self.name, "ab") as file:
            file.write(b"".join(self.waiting))
        self.waiting.clear()


def packing(folder: Path, name: str) -> Packing:
    """Return the packing of the pack ``name``, whether it was begun before or not."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        return Packing(folder, name, os.stat(folder / name).st_size)
    return Packing(folder, name)


def new_name(run: str) -> str:
    """Return a name for the pack of this process in one run."""
    return f"{run}-{_token(os.getpid())}{_ENDING}"


@lru_cache(maxsize=1)
def _token(process: int) -> str:
    """Return what no other process is called; on another machine one may have the same number."""
    return f"{process}-{secrets.token_hex(4)}"


def new_run() -> str:
    """Return what no earlier run was called."""
    return secrets.token_hex(4)


def is_scattered(refs: Iterable[Ref], folder: Path) -> bool:
    """Return whether the packs are many, or hold more that nobody wants than what is wanted."""
    wanted: dict[str, int] = {}
    for _, pack, _, length, _ in refs:
        wanted[pack] = wanted.get(pack, 0) + length
    held = sum(size for _, size in _packs(folder))
    return len(wanted) > _MOST_FILES or held > 2 * sum(wanted.values()) + (1 << 20)


def gathered(refs: Mapping[str, Ref], folder: Path) -> dict[str, Ref]:
    """Copy all bodies that are wanted into one new pack; return where they lie there.

    A body that cannot be read stays where it was said to be, and is read from its text.
    """
    name, moved = new_name(new_run()), dict(refs)
    reader = Lectern(folder)
    with open(folder / name, "ab") as file:
        for path, (digest, pack, place, length, checksum) in refs.items():
            try:
                data = reader._bytes(pack, place, length)
            except OSError:
                continue
            moved[path] = (digest, name, file.tell(), length, checksum)
            file.write(data)
    return moved


def drop_others(refs: Iterable[Ref], folder: Path) -> None:
    """Remove the packs in which nothing lies any more."""
    wanted = {pack for _, pack, _, _, _ in refs}
    for name, _ in list(_packs(folder)):
        if name not in wanted:
            with suppress(OSError):  # another process still reads it; the next run removes it
                os.unlink(folder / name)


def _packs(folder: Path) -> Iterator[tuple[str, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_ENDING):
                    yield entry.name, entry.stat().st_size
    except OSError:
        return
