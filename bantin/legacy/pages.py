"""Saved pages of an old site → its articles, whatever program made the pages.

A page is known by what most templates have: ``itemprop="articleBody"`` or ``div.item-page``
(Joomla), ``entry-content`` (WordPress), ``article``. A text file is read as well: an empty
line ends a paragraph, and a line that is the name of a picture stands for it.
"""

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from ..problems import N_, SettingsError
from ..text import slug
from ..workers import Limits, Lost, each
from . import remarks
from .files import text_files, text_of
from .page import Page, named
from .values import Note, Old, OldText
from .versions import joined

_ENDINGS = (".html", ".htm", ".xhtml", ".txt")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
_LIMITS = Limits(cpu_seconds=30, megabytes=1024)


@dataclass(slots=True)
class Pages:
    """A page, or a folder of pages, a folder with pictures, and the time of the new site."""

    path: Path
    images: Path | None
    now: datetime
    zone: timezone
    languages: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    remarks: tuple[Note, ...] = ()
    stems: dict[str, str] = field(default_factory=dict)
    found: tuple[Old, ...] | None = None

    @property
    def folder(self) -> Path:
        """The folder of the pages."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folder given for pictures, and that of the pages."""
        return (self.images, self.folder) if self.images else (self.folder,)

    def articles(self) -> Iterator[Old]:
        """Yield the articles; a page without a text is none."""
        if self.found is None:
            self.found = self._read()
        yield from self.found

    def _read(self) -> tuple[Old, ...]:
        """Read all pages, each in a worker: one made to do harm costs only itself."""
        self.stems = {
            slug(file.stem): file.relative_to(root).as_posix()
            for root in self.roots
            for file in text_files(root, _PICTURES)
        }
        is_folder = self.path.is_dir()
        files = list(text_files(self.path, _ENDINGS)) if is_folder else [self.path]
        unread: list[Note] = []
        groups: dict[str, list[Old]] = {}
        for file, found in zip(files, each(_page, self, files, limits=_LIMITS), strict=True):
            place = file.relative_to(self.folder).as_posix()
            if isinstance(found, Lost):
                unread.append(remarks.unreadable(place, str(found.reason)))
            elif isinstance(found, Note):
                unread.append(found)
            elif found:
                groups.setdefault(_group(found, place, self.languages), []).append(found)
        if not groups and not unread:
            raise SettingsError(
                N_("there are no texts in “{path}”"),
                N_("Name a saved page, or the folder in which the pages lie"),
                path=str(self.path),
            )
        self.remarks = tuple(unread)
        return tuple(joined(versions, self.languages) for versions in groups.values())

    def plain(self, text: str, file: Path, place: str) -> Old:
        """Return the article of a text file, which says nothing but its text."""
        lines = (" ".join(line.split()) for line in text.split("\n"))
        made = "\n".join(self.line(line) for line in lines if line)
        return Old(
            key=f"html:{place}",
            texts=(OldText(lang=self.languages[0], title="", source=made, near=file.parent),),
            day=None,
            name=file.stem,
        )

    def line(self, words: str) -> str:
        """Return a line as a paragraph, or as the picture whose name it is."""
        if name := named(self.stems, words):
            return f'<p><img src="{html.escape(name)}" alt=""></p>'
        return f"<p>{html.escape(words, quote=False)}</p>"


def _page(site: Pages, file: Path) -> Old | Note | None:
    """Return the article of a page, why it could not be read, or None where it has no text."""
    place = file.relative_to(site.folder).as_posix()
    try:
        text = text_of(file)
    except ValueError as error:
        return remarks.unreadable(place, str(error))
    if file.suffix.lower() == ".txt":
        return site.plain(text, file, place)
    import tinyhtml5

    root = tinyhtml5.parse(io.StringIO(text), namespace_html_elements=False)
    return Page(root, file, place, site.languages, site.zone, site.stems).old()


def _group(old: Old, place: str, languages: tuple[str, ...]) -> str:
    """Return what the versions of one page have in common: its path, without ``en/`` before it."""
    lang = old.texts[0].lang
    return place.removeprefix(f"{lang}/") if lang != languages[0] else place
