"""A built site → one signed file that can be carried, and such a file → a folder to publish from.

It is a tar archive, compressed with zstandard. Its first entry, ``bundle.json``, says whose site
it is and which serial number it bears; the others are the files below ``site/``, in the order of
their addresses, without times and owners: the same site and number give the same bytes.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..problems import N_, SettingsError
from ..write import SUMS
from .manifest import Manifest, is_inside, read
from .signing import lacking
from .store import not_built

_LABEL = "bundle.json"
_LEVEL = 12
_LONGEST = 1 << 30  # bytes of one file
_WIDEST = 1 << 37  # … and of all together
_NO_BUNDLE = N_("“{name}” is no bundle that can be used: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a bundle says of itself."""

    site: str
    serial: int
    digest: str


def pack(output: Path, files: Manifest, label: Label, place: Path) -> None:
    """Write the bundle of ``files``, which lie in ``output``, to ``place``.

    Raises ``OutsideError`` where a file is not what the build wrote, and ``OSError``.
    """
    words = {"site": label.site, "serial": label.serial, "digest": label.digest}
    with (
        _compressed(place) as stream,
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        _add(archive, _LABEL, json.dumps(words, ensure_ascii=False, sort_keys=True).encode())
        # The list comes first: whoever unpacks knows what every file has to be.
        for name in sorted(files, key=lambda name: (name != SUMS, name)):
            data = (output / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != files[name]:
                raise not_built(output / name)
            _add(archive, f"site/{name}", data)


def label_of(place: Path) -> Label:
    """Return what a bundle says of itself. Raises ``SettingsError`` where it is none."""
    with _entries(place) as entries:
        _, data = next(entries, ("", b""))
        return _label(place, data)


def files_of(place: Path) -> Manifest:
    """Return the files of a bundle by its own list. Raises ``SettingsError``."""
    with _entries(place) as entries:
        next(entries, None)
        return _list(place, *next(entries, ("", b"")))


def unpack(place: Path, folder: Path) -> tuple[Label, Manifest]:
    """Lay the files of a bundle into the empty ``folder``; return its label and its files.

    Raises ``SettingsError`` for a bundle that holds anything but plain files below ``site/``,
    that lacks one of its own list or has one more, or where a file is not what the list says.
    """
    with _entries(place) as entries:
        entry, data = next(entries, ("", b""))
        label = _label(place, data if entry == _LABEL else b"")
        entry, data = next(entries, ("", b""))
        files = _list(place, entry, data)
        (folder / SUMS).write_bytes(data)
        missing = set(files) - {SUMS}
        for entry, data in entries:
            name = entry.removeprefix("site/")
            if name not in missing or hashlib.sha256(data).hexdigest() != files[name]:
                raise _unusable(place, entry)
            missing.discard(name)
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if missing:
            raise _unusable(place, min(missing))
    return label, files


def _list(place: Path, entry: str, data: bytes) -> Manifest:
    """Return the list of all files, which is an entry itself."""
    try:
        if entry != f"site/{SUMS}":
            raise ValueError
        return {**read(data), SUMS: hashlib.sha256(data).hexdigest()}
    except ValueError as error:
        raise _unusable(place, SUMS) from error


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o644
    archive.addfile(entry, io.BytesIO(data))


def _label(place: Path, data: bytes) -> Label:
    try:
        words: dict[str, Any] = json.loads(data)
        return Label(
            site=str(words["site"]), serial=int(words["serial"]), digest=str(words["digest"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _unusable(place, _LABEL) from error


@contextmanager
def _compressed(place: Path) -> Iterator[IO[bytes]]:
    try:
        import zstandard
    except ImportError as error:
        raise lacking() from error
    with (
        place.open("wb") as file,
        zstandard.ZstdCompressor(level=_LEVEL).stream_writer(file, closefd=False) as stream,
    ):
        yield stream


@contextmanager
def _entries(place: Path) -> Iterator[Iterator[tuple[str, bytes]]]:
    """Open a bundle and return its plain files, one by one, name and bytes."""
    try:
        import zstandard
    except ImportError as error:
        raise lacking() from error
    try:
        with (
            place.open("rb") as file,
            zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file) as stream,
            tarfile.open(fileobj=stream, mode="r|") as archive,
        ):
            yield _plain(place, archive)
    except (OSError, EOFError, tarfile.TarError, zstandard.ZstdError) as error:
        raise _unusable(place, type(error).__name__) from error


def _plain(place: Path, archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    total = 0
    for entry in archive:
        total += entry.size
        is_ours = entry.name == _LABEL or (
            entry.name.startswith("site/") and is_inside(entry.name.removeprefix("site/"))
        )
        if not entry.isreg() or not is_ours or entry.size > _LONGEST or total > _WIDEST:
            raise _unusable(place, entry.name)
        file = archive.extractfile(entry)
        data = file.read() if file else b""
        if len(data) != entry.size:
            raise _unusable(place, entry.name)
        yield entry.name, data


def _unusable(place: Path, reason: str) -> SettingsError:
    return SettingsError(
        _NO_BUNDLE,
        N_("Copy it again, or ask whoever made it for a new one. Nothing was changed"),
        name=place.name,
        reason=reason,
    )
