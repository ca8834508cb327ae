"""A book → a PDF with page numbers, outline and tags, laid out by WeasyPrint."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from PIL import ImageFile

from ..problems import N_, OutsideError
from .sheet import Sheet, fonts, styles

_FACE = re.compile(r'@font-face\s*\{[^}]*font-family: "([^"]+)"[^}]*-vietnamese\.[^}]*\}')
# Nothing is asked of it: every address that begins so is answered here.
_BASE = "https://book.invalid/"


def write_pdf(file: BinaryIO, sheet: Sheet, theme: Path) -> None:
    """Write the book as a PDF; equal books give equal bytes.

    Raises ``OutsideError`` where WeasyPrint, or a library that it stands on, is not there.
    """
    weasyprint = needed()
    css = _apart(styles(theme, "book.css", "pages.css"))
    files = {"book.css": css.encode(), **fonts(css, theme)}
    refused: list[OutsideError] = []

    def fetch(url: str) -> Any:
        place = url.removeprefix(_BASE)
        try:
            content = files[place] if place in files else sheet.photo(place)
        except OutsideError as error:  # WeasyPrint would go on without the photo
            refused.append(error)
            raise
        kind = {"Content-Type": "text/css"} if place == "book.css" else None
        return weasyprint.urls.URLFetcherResponse(url, content, kind)

    document = weasyprint.HTML(string=sheet.html, base_url=_BASE, url_fetcher=fetch).render(
        pdf_tags=True
    )
    if refused:
        raise refused[0]
    with _no_time():
        document.write_pdf(file, pdf_identifier=bytes.fromhex(sheet.state)[:16], pdf_tags=True)


@contextmanager
def _no_time() -> Iterator[None]:
    """Keep the clock out of the fonts: else each that is embedded says when that was done.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH", which fontTools heeds.
    """
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _apart(css: str) -> str:
    """Return ``css`` with a family of its own for each font of Vietnamese letters.

    WeasyPrint takes two files of one family for one file, and would show the letters that the
    one has as those which stand at their places in the other.
    """
    return _FACE.sub(lambda face: face[0].replace(face[1], f"{face[1]} Vietnamese", 1), css)


def needed() -> Any:
    """Return WeasyPrint; raise ``OutsideError`` where it cannot be used."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
        import weasyprint.urls
    except ImportError as error:
        raise OutsideError(
            N_("a PDF wants WeasyPrint, which is not installed"),
            N_("Install it: pip install bantin[pdf]; or print the volume from --format html"),
        ) from error
    except OSError as error:  # Pango is no package of Python
        raise OutsideError(
            N_("WeasyPrint does not find the library that sets its text: {reason}"),
            N_("Install Pango, as WeasyPrint's guide tells; or print it from --format html"),
            reason=str(error),
        ) from error
    # It lets Pillow take photos that break off, for the whole program; we refuse them.
    ImageFile.LOAD_TRUNCATED_IMAGES = strict
    # What it says of styles that it passes over is nothing to the keeper of a site.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint
