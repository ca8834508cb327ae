"""A book → one HTML file that holds all it needs, or one that lies beside its photos."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .sheet import PHOTO, STYLE, Sheet, fonts, styles

_KINDS = {".webp": "image/webp", ".jpg": "image/jpeg", ".woff2": "font/woff2"}


def write_html(file: BinaryIO, sheet: Sheet, theme: Path) -> None:
    """Write the book into one file: styles, fonts and photos are inside it."""
    for part in _parts(sheet, theme):
        file.write(part)


def _parts(sheet: Sheet, theme: Path) -> Iterator[bytes]:
    # Photo by photo: all of them at once would fill the memory of an old machine.
    done = 0
    html = beside_its_photos(sheet, theme)
    for found in PHOTO.finditer(html):
        yield html[done : found.start()].encode()
        yield _inside(found[0], sheet.photo(found[0])).encode()
        done = found.end()
    yield html[done:].encode()


def beside_its_photos(sheet: Sheet, theme: Path) -> str:
    """Return the book with styles and fonts inside it, and its photos where they are named."""
    return sheet.html.replace(STYLE, styled(theme), 1)


def styled(theme: Path) -> str:
    """Return the styles of a book with their fonts, as an element of its head."""
    css = styles(theme, "book.css")
    for name, content in fonts(css, theme).items():
        css = css.replace(f'url("{name}")', f'url("{_inside(name, content)}")')
    return f"<style>\n{css}</style>"


def _inside(name: str, content: bytes) -> str:
    kind = _KINDS[name[name.rindex(".") :]]
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
