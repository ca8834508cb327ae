"""What a text held before each save by the form → versions to go back to, the last few of each."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .sheets import Place

KEPT = 20
"""So many versions of each text are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a text held until ``time`` (seconds since 1970), under a number that only grows."""

    number: int
    time: float
    size: int


def keep(cache: Path, place: Place, data: bytes) -> None:
    """Keep what the text held, and let go of the oldest; raise ``OSError``."""
    folder = _folder(cache, place)
    folder.mkdir(parents=True, exist_ok=True)
    known = list(_numbers(folder))
    (folder / f"{max(known, default=0) + 1}.md").write_bytes(data)
    for number in sorted(known)[: -(KEPT - 1)]:
        (folder / f"{number}.md").unlink(missing_ok=True)


def versions(cache: Path, place: Place) -> list[Version]:
    """Return the versions that are kept, the newest first."""
    found = []
    for number in sorted(_numbers(_folder(cache, place)), reverse=True):
        state = (_folder(cache, place) / f"{number}.md").stat()
        found.append(Version(number=number, time=state.st_mtime, size=state.st_size))
    return found


def version(cache: Path, place: Place, number: int) -> bytes:
    """Return one of them; raise ``OSError`` where there is none of that number."""
    return (_folder(cache, place) / f"{int(number)}.md").read_bytes()


def _folder(cache: Path, place: Place) -> Path:
    return cache / "undo" / place.kind / place.slug / place.lang


def _numbers(folder: Path) -> Iterator[int]:
    if folder.is_dir():
        for name in os.listdir(folder):
            if name.endswith(".md") and name[:-3].isdecimal():
                yield int(name[:-3])
