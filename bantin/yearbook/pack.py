"""The books of a year → a ZIP to carry: what opens from a USB stick, without a server."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from markupsafe import escape

from .. import data
from ..views import BookAward
from .html import beside_its_photos, styled
from .sheet import Sheet
from .zips import write_zip

_SUMS = "SHA256SUMS"


def write_pack(file: BinaryIO, folder: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write ``files`` into one folder of a ZIP, and a list of their sums behind them."""
    write_zip(file, _summed(folder, files))


def _summed(folder: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    sums: dict[str, str] = {}
    for name, content in files:
        sums[name] = hashlib.sha256(content).hexdigest()
        yield f"{folder}/{name}", content
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    yield f"{folder}/{_SUMS}", lines.encode()


def books(sheets: Sequence[Sheet], year: int, theme: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the book in each language, beside the photos that all of them share."""
    for sheet in sheets:
        yield f"yearbook-{year}-{sheet.lang}.html", beside_its_photos(sheet, theme).encode()
    photos = {place: sheet for sheet in sheets for place in sheet.shown}
    for place in sorted(photos):
        yield place, photos[place].photo(place)


def awards_table(awards: Iterable[BookAward], lang: str, book: str, say: data.Say) -> bytes:
    """Return the awards as a table for a spreadsheet; each leads to its proof in ``book``."""
    lines = (
        replace(one.line, article=replace(one.line.article, href=f"{book}#{one.article.anchor}"))
        for one in awards
    )
    return data.awards_csv(lines, lang, say)


def start_page(title: str, lang: str, sections: Iterable[str], theme: Path) -> bytes:
    """Return the page to open first: a section for each language, the first in ``lang``."""
    html = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{styled(theme)}\n</head>\n"
        f'<body class="book">\n{"".join(sections)}</body>\n</html>\n'
    )
    return html.encode()
