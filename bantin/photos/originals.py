"""Sources → originals on the disk: within the content folder, alone in their name, as they lie."""

import os
import stat
import unicodedata
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


@dataclass(slots=True)
class Originals:
    """The originals below a folder, which is a real path; it remembers the folders it has seen."""

    root: str
    _plain: dict[str, bool] = field(default_factory=lambda: {"": True})
    _twins: dict[str, dict[str, str]] = field(default_factory=dict)

    def locate(self, source: str) -> tuple[str, State]:
        """Return the path and the state of a photo.

        Raises ``Refused`` for one outside the folder, one that cannot be opened, and one whose
        name another file has too: but for its letters' case or composition. Where disks fold
        names, only one of the two is left, and it is not known which.
        """
        folder, _, name = source.rpartition("/")
        path = f"{self.root}/{source}"
        try:
            found = os.lstat(path) if self._is_plain(folder) and name != ".." else None
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
        if twin := self._twins_in(folder).get(name):
            raise refusals.twins(twin)
        return path, state_of(found)

    def _is_plain(self, folder: str) -> bool:
        """Return whether the folder is one, and no link to elsewhere."""
        if folder not in self._plain:
            above, _, name = folder.rpartition("/")
            linked = name in (".", "..") or "\\" in name or os.path.islink(f"{self.root}/{folder}")
            self._plain[folder] = not linked and self._is_plain(above)
        return self._plain[folder]

    def _twins_in(self, folder: str) -> dict[str, str]:
        """Return the names in a folder that are not alone, each with another that folds to it."""
        if folder not in self._twins:
            try:
                names = sorted(os.listdir(f"{self.root}/{folder}"))
            except OSError:  # what is in it may be opened by name all the same
                names = []
            first: dict[str, str] = {}
            twins: dict[str, str] = {}
            for name in names:
                other = first.setdefault(_folded(name), name)
                if other != name:
                    twins[name] = other
                    twins.setdefault(other, name)
            self._twins[folder] = twins
        return self._twins[folder]


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
