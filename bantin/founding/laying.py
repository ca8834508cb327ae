"""The files of a new site → its folder on the disk: all of them, or none."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .. import held
from .judging import UNFINISHED


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put ``files`` into ``folder``, which is made where it is not there.

    They are put together in a folder inside it and moved into place when all are there. Raises
    ``OutsideError`` where the disk refuses; then, as for whoever ends the run, nothing of them is
    left behind.
    """
    with _nothing_left(folder) as moved:
        inside = folder / UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(inside, ignore_errors=True)  # of a run that was cut off
        for place, content in files.items():
            path = inside / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        # The settings come last: without them it is no site.
        for path in sorted(inside.iterdir(), key=lambda path: path.name == "pelicanconf.py"):
            moved.append(folder / path.name)
            path.rename(folder / path.name)
        inside.rmdir()


@contextmanager
def _nothing_left(folder: Path) -> Iterator[list[Path]]:
    """Take back what was moved, and the folders that were made, unless all went well."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    moved: list[Path] = []
    whole = False
    try:
        yield moved
        whole = True
    except OSError as error:
        raise held.refused(error, folder) from error
    finally:
        if not whole:
            for path in (*moved, folder / UNFINISHED):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            for place in made:
                if place.is_dir():
                    place.rmdir()
