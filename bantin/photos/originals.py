"""Sources → originals on the disk: within the content folder, alone in their name, as they lie."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import refusals as refusals

State = tuple[int, int, int, int]
"""Length, time of content, time of change (nanoseconds) and number: what an edit cannot keep."""

# FAT keeps times to two seconds: what was touched later than that may have been touched twice.
_COARSEST_CLOCK_NS = 2_000_000_000


def state_of(found: os.stat_result) -> State:
    """Return the state of a file. A program that resets the time of content shows all the same."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_settled(state: State, known_at: int) -> bool:
    """Return whether a file in this state at ``known_at`` (nanoseconds) cannot change unseen."""
    return max(state[1], state[2]) < known_at - _COARSEST_CLOCK_NS


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder of originals: whether it is one, and no link; names that others fold to."""

    is_plain: bool
    twins: Mapping[str, str]


@dataclass(slots=True)
class Originals:
    """The originals below a folder, which is a real path; it remembers the folders it has seen."""

    root: str
    _folders: dict[str, _Folder] = field(default_factory=dict)

    def locate(self, source: str) -> tuple[str, State]:
        """Return the path and the state of a photo.

        Raises ``Refused`` for one outside the folder, one that cannot be opened, and one whose
        name another file has too: but for its letters' case or composition. Where disks fold
        names, only one of the two is left, and it is not known which.
        """
        place, _, name = source.rpartition("/")
        path = f"{self.root}/{source}"
        folder = self._folders.get(place) or self._look_into(place)
        try:
            found = os.lstat(path) if folder.is_plain and name != ".." else None
            if found is None or stat.S_ISLNK(found.st_mode):
                path = os.path.realpath(path)
                if not path.startswith(self.root.rstrip(os.sep) + os.sep):
                    raise refusals.outside()
                found = os.stat(path)
        except FileNotFoundError as error:
            raise refusals.missing() from error
        except (OSError, ValueError) as error:
            raise refusals.unreadable() from error
        if not stat.S_ISREG(found.st_mode):
            raise refusals.unreadable()
        if name in folder.twins:
            raise refusals.twins(folder.twins[name])
        return path, state_of(found)

    def _look_into(self, place: str) -> _Folder:
        try:
            names = os.listdir(f"{self.root}/{place}")
        except (OSError, ValueError):  # what is in it may be opened by name all the same
            names = []
        self._folders[place] = _Folder(self._is_plain(place), _twins(names))
        return self._folders[place]

    def _is_plain(self, place: str) -> bool:
        above, _, name = place.rpartition("/")
        if not place or name in (".", "..") or "\\" in name or self._is_link(place):
            return not place
        folder = self._folders.get(above)
        return folder.is_plain if folder else self._is_plain(above)

    def _is_link(self, place: str) -> bool:
        return os.path.islink(f"{self.root}/{place}")


def _twins(names: Iterable[str]) -> dict[str, str]:
    """Return the names that are not alone, each with another that folds to the same."""
    first: dict[str, str] = {}
    twins: dict[str, str] = {}
    for name in sorted(names):
        other = first.setdefault(_folded(name), name)
        if other != name:
            twins[name] = other
            twins.setdefault(other, name)
    return twins


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
