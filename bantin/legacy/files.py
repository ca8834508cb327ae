"""A folder of an old site → its text files, in order, each within bounds."""

import os
import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from .letters import readable

LARGEST_TEXT = 4 << 20
LARGEST_PICTURE = 256 << 20
_MOST_FILES = 2_000_000
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}


def text_files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files below ``folder`` with one of ``endings``, hidden ones left out, in order.

    Links that lead out of the folder are not followed.
    """
    for file in _walked(folder):
        if file.suffix.lower() in endings:
            yield file


def text_of(file: Path) -> str:
    """Return what the file says, with ``\\n`` as the end of lines.

    Raises ``ValueError`` where it is too large, or cannot be opened.
    """
    try:
        if file.stat().st_size > LARGEST_TEXT:
            raise ValueError(f"> {LARGEST_TEXT >> 20} MB")
        data = file.read_bytes()
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from error
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            break
    else:
        text = data.decode("utf-8", "surrogateescape")
    return readable(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))


@dataclass(slots=True)
class Pictures:
    """The files in which the pictures of an old site are looked for; nothing is ever fetched."""

    roots: tuple[Path, ...]
    known: dict[Path, dict[str, Path]] = field(default_factory=dict)

    def find(self, reference: str, near: Path | None) -> Path | None:
        """Return the file that a text means by ``reference``, or None.

        It may be an address of the old site, a path from its root or one from the folder
        ``near``. Upper and lower case, ``%20`` and the forms of accents are taken as one.
        The larger original is preferred to a copy such as ``anh-300x200.jpg``.
        """
        path = unquote(reference.strip()).partition("?")[0].partition("#")[0].replace("\\", "/")
        scheme, colon, rest = path.partition("//")
        if colon and (scheme in ("", "http:", "https:")):
            path = rest.partition("/")[2]
        steps = [
            s for s in posixpath.normpath(path.lstrip("/")).split("/") if s not in ("", ".", "..")
        ]
        if not steps:
            return None
        for root in self._around(near):
            known = self._files(root)
            for start in range(len(steps)):
                wanted = _folded("/".join(steps[start:]))
                if found := known.get(_original(wanted)) or known.get(wanted):
                    return found
        return None

    def _around(self, near: Path | None) -> Iterator[Path]:
        if near is not None and any(near == root or root in near.parents for root in self.roots):
            yield near
        yield from self.roots

    def _files(self, root: Path) -> dict[str, Path]:
        if root not in self.known:
            self.known[root] = {
                _folded(file.relative_to(root).as_posix()): file for file in _walked(root)
            }
        return self.known[root]


def _original(name: str) -> str:
    """Return what WordPress called the picture of which ``name`` is a smaller copy."""
    stem, dot, ending = name.rpartition(".")
    head, dash, size = stem.rpartition("-")
    width, times, height = size.partition("x")
    return (
        f"{head}{dot}{ending}" if dash and times and width.isdigit() and height.isdigit() else name
    )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _walked(folder: Path) -> Iterator[Path]:
    """Yield all files below ``folder`` that lie in it, in an order that is the same everywhere."""
    count, real = 0, folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for name in sorted(names):
            file = Path(place, name)
            count += 1
            if count > _MOST_FILES:
                return
            if name[0] == "." or (file.is_symlink() and real not in file.resolve().parents):
                continue
            if file.is_file():
                yield file
