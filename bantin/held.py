"""A file that another program holds open → replaced or removed as soon as it is let go.

Windows lets nobody replace, move or remove a file that somebody reads: a virus scanner, a
copying program, a browser. They let go after a moment, mostly.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .problems import N_, OutsideError

_WAITS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
# Access denied, sharing violation, lock violation. Source: "System Error Codes" of Windows.
_HELD = frozenset({5, 32, 33})

Place = str | Path


def replace(source: Place, target: Place) -> None:
    """Put the file ``source`` in the place of ``target`` in one step. Raises ``OSError``."""
    _patiently(os.replace, source, target)


def move(source: Place, target: Place) -> None:
    """Move a file or a folder to where nothing is yet. Raises ``OSError``."""
    _patiently(os.rename, source, target)


def remove(path: Place) -> None:
    """Remove a file, if it is there. Raises ``OSError``."""
    with suppress(FileNotFoundError):
        _patiently(os.unlink, path)


def refused(error: OSError, place: Place) -> OutsideError:
    """Return the failure of a file that the disk, or whoever holds it, does not let be written."""
    return OutsideError(
        N_("“{place}” cannot be written: {reason}"),
        remedy(error),
        # Of two paths the second is the one that somebody knows.
        place=str(error.filename2 or error.filename or place),
        reason=error.strerror or str(error),
    )


def remedy(error: OSError) -> str:
    """Return what is to be done, as a template, where a file could not be written."""
    if _is_held(error):
        return N_("Close the program that has it open (Word, a browser, a copy), then try again")
    return N_("Check that the disk is not full and that the folder may be written to")


def _patiently(step: Callable[..., None], *places: Place) -> None:
    for wait in _WAITS_S:
        try:
            return step(*places)
        except PermissionError as error:
            if not _is_held(error):
                raise
            time.sleep(wait)
    return step(*places)


def _is_held(error: OSError) -> bool:
    return isinstance(error, PermissionError) and getattr(error, "winerror", None) in _HELD
