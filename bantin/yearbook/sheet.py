"""The book as the theme shows it: its HTML, its styles and the files that both ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import N_, OutsideError, SettingsError

_FONT = re.compile(r'url\("\.\./static/(fonts/[^"]+)"\)')
_FACES = re.compile(r"@font-face\s*\{[^}]*url\([^}]*\}")
PHOTO = re.compile(r'(?<= src=")photos/[^"]+')
STYLE = '<link rel="stylesheet" href="book.css">'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A book in HTML; ``photos`` says where the file of each address in it lies.

    ``as_of`` is the last day of which it tells, ``state`` stands for the texts it was made of.
    """

    lang: str
    title: str
    publisher: str
    as_of: str
    state: str
    html: str
    photos: Mapping[str, Path]

    @property
    def shown(self) -> list[str]:
        """The addresses of its photos, each once, in the order of the book."""
        return list(dict.fromkeys(PHOTO.findall(self.html)))

    def photo(self, place: str) -> bytes:
        """Return the bytes of a photo."""
        return read(self.photos[place])


def read(path: Path) -> bytes:
    """Return a file; raise ``OutsideError`` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutsideError(
            N_("“{path}” cannot be read: {reason}"),
            N_("Check that the file is there and may be read"),
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def styles(folder: Path, *names: str) -> str:
    """Return the fonts of the theme in ``folder`` and those styles of its books.

    Fonts are named by ``fonts/…``. Raises ``SettingsError`` where the theme has no books.
    """
    try:
        tokens = (folder / "css/1-tokens.css").read_text("utf-8")
        faces = "\n".join(_FACES.findall(tokens))
        written = [(folder / "book" / name).read_text("utf-8") for name in names]
    except OSError as error:
        raise SettingsError(
            N_("the theme in “{path}” has no books: {reason}"),
            N_(
                "Copy the folders book and templates/book from the theme that came with the program"
            ),
            path=str(folder),
            reason=error.strerror or str(error),
        ) from error
    return "\n".join((_FONT.sub(r'url("\1")', faces), *written))


def fonts(css: str, folder: Path) -> dict[str, bytes]:
    """Return the fonts that ``css`` asks for, by the names it has for them."""
    names = dict.fromkeys(re.findall(r'url\("(fonts/[^"]+)"\)', css))
    return {name: read(folder / "static" / name) for name in names}
