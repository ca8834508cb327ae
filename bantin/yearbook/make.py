"""Settings and a year → a file: read the site, set the book, write it in one step."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from .. import held
from ..data import tongue
from ..model import Picture, Rendition
from ..outputs import own_addresses
from ..pages.edition import Edition
from ..pages.frames import first_frame
from ..problems import N_, Problem, SettingsError
from ..settings import Settings
from ..site import Assembled, assemble
from ..theme import Theme, theme_of
from ..views import BookCount, BookStart, BookView, Page
from ..workers import Tell, silent
from .epub import write_epub
from .html import write_html
from .pack import awards_table, books, start_page, write_pack
from .pdf import needed, write_pdf
from .sheet import Sheet
from .state import fingerprint
from .volume import volume
from .words import Pick
from .years import Year, known_years, year_of

FORMATS = ("html", "pdf", "epub", "zip")
_SCREEN, _NARROW = 960, 480
_LARGEST_FILE = 40_000_000
_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A volume that was written: where, what it holds, and what stands for its texts.

    ``problems`` are those of the whole content.
    """

    path: Path
    year: int
    count: BookCount
    state: str
    problems: tuple[Problem, ...]


def make(
    settings: Settings,
    year: int,
    *,
    form: str = "html",
    lang: str = "",
    to: Path | None = None,
    tell: Tell = silent,
) -> Made:
    """Write the volume of ``year`` and return what was written.

    ``lang`` is that of the volume, the site's first where none is given; a ``zip`` has all of
    them then. ``to`` is a file, or the folder for a file of the usual name.

    Raises ``SettingsError`` where the year, the language or the place cannot be used,
    ``OutsideError`` where the disk refuses, or WeasyPrint is not there for a ``pdf``.
    """
    if lang and lang not in settings.languages:
        raise SettingsError(
            N_("the site has no edition in “{lang}”"),
            N_("Name one of its languages: {known}"),
            lang=lang,
            known=", ".join(settings.languages),
        )
    path = _place(settings, year, form, lang, to)
    if form == "pdf":
        needed()  # told at once, not after the photos
    press = _Press(settings, year, tell)
    languages = (lang,) if lang else settings.languages if form == "zip" else settings.languages[:1]
    with _replaced(path) as file:
        views = press.write(file, form, languages)
    tell("volume", _STEPS, _STEPS)
    return Made(
        path=path,
        year=year,
        count=views[0].count,
        state=views[0].state,
        problems=press.assembled.gathered.told.all,
    )


def _place(settings: Settings, year: int, form: str, lang: str, to: Path | None) -> Path:
    named = lang or ("" if form == "zip" else settings.languages[0])
    name = "-".join(filter(None, ("yearbook", str(year), named))) + f".{form}"
    path = to or settings.root / name
    if path.is_dir():
        path = path / name
    if not path.parent.is_dir():
        raise SettingsError(
            N_("there is no folder “{path}”"),
            N_("Make the folder first, or name another one with --to"),
            path=str(path.parent),
        )
    return path


class _Press:
    """The site, and its books in every language and format."""

    def __init__(self, settings: Settings, number: int, tell: Tell) -> None:
        self.settings, self.tell = settings, tell
        self.theme: Theme = theme_of(settings)
        self.assembled: Assembled = assemble(settings, tell)
        site = self.assembled.site
        self.year: Year = year_of(site, number)
        if not self.year.articles:
            raise _nothing(number, known_years(site))
        self.photos = dict(self.assembled.gathered.developed.files)
        items = (*self.year.articles, *self.year.campaigns)
        self.state = fingerprint(items, settings.content)

    def write(self, file: BinaryIO, form: str, languages: tuple[str, ...]) -> list[BookView]:
        """Write one file and return the books that are in it."""
        pick = self._pick(form)
        views = [self.view(lang, pick) for lang in languages]
        sheets = [self.sheet(view, lang) for view, lang in zip(views, languages, strict=True)]
        self.tell("volume", 1, _STEPS)
        theme = self.settings.theme
        if form == "zip":
            folder = f"yearbook-{self.year.number}"
            write_pack(file, folder, self._packed(views, sheets))
        else:
            writers: dict[str, Callable[[BinaryIO, Sheet, Path], None]] = {
                "html": write_html,
                "pdf": write_pdf,
                "epub": write_epub,
            }
            writers[form](file, sheets[0], theme)
        return views

    def view(self, lang: str, pick: Pick) -> BookView:
        """Return the book in one language."""
        return volume(self._edition(lang), self.settings, self.year, pick, self.state)

    def sheet(self, view: BookView, lang: str) -> Sheet:
        """Return the book as the theme shows it."""
        frame = first_frame(self.settings, self._edition(lang), own_addresses(self.theme))
        return Sheet(
            lang=lang,
            title=f"{frame.site_name} {view.year}",
            publisher=frame.publisher or frame.site_name,
            as_of=view.as_of.iso,
            state=view.state,
            html=self.theme.render(Page("book/volume.html", frame, view)),
            photos=self.photos,
        )

    def _packed(self, views: list[BookView], sheets: list[Sheet]) -> Iterator[tuple[str, bytes]]:
        sections = []
        for view, sheet in zip(views, sheets, strict=True):
            book = f"yearbook-{view.year}-{sheet.lang}.html"
            awards = f"awards-{view.year}-{sheet.lang}.csv" if view.awards else ""
            if awards:
                say = tongue(sheet.lang, self.settings)
                yield awards, awards_table(view.awards, sheet.lang, book, say)
            frame = first_frame(self.settings, self._edition(sheet.lang), own_addresses(self.theme))
            start = BookStart(view.year, book, awards, view.count, view.state)
            sections.append(self.theme.render(Page("book/start.html", frame, start)))
        yield (
            "index.html",
            start_page(sheets[0].title, sheets[0].lang, sections, self.settings.theme),
        )
        yield from books(sheets, self.year.number, self.settings.theme)

    def _edition(self, lang: str) -> Edition:
        library, lectern = self.assembled.library, self.assembled.lectern
        return Edition(library, lectern, lang, self.settings.now)

    # ── photos ───────────────────────────────────────────────────────────────

    def _pick(self, form: str) -> Pick:
        """Return which rendition of each photo a format has.

        Paper and the pack have the largest JPEG; an EPUB one for a screen, since not every
        reader knows WebP. One HTML file has WebP, narrower ones where it would grow too large.
        """
        if form in ("pdf", "zip"):
            return lambda picture: picture.jpeg[-1]
        if form == "epub":
            return lambda picture: picture.jpeg[0]
        wide = partial(_webp, _SCREEN)
        shown = {
            photo.source
            for item in self.year.articles
            for text in item.texts
            for photo in text.photos
        }
        pictures = self.assembled.library.pictures
        lengths = (
            self.photos[wide(pictures[source]).url].stat().st_size
            for source in shown
            if source in pictures
        )
        return wide if sum(lengths) <= _LARGEST_FILE else partial(_webp, _NARROW)


def _webp(width: int, picture: Picture) -> Rendition:
    return max(
        (made for made in picture.webp if made.width <= width),
        key=lambda made: made.width,
        default=picture.webp[0],
    )


def _nothing(year: int, known: tuple[int, ...]) -> SettingsError:
    if not known:
        return SettingsError(
            N_("there is no article yet of which a volume could be made"),
            N_("Write one, or look with “bantin check” why those written cannot be shown"),
        )
    return SettingsError(
        N_("no article that may be shown tells of the year {year}"),
        N_("There are articles of these years: {known}"),
        year=str(year),
        known=", ".join(map(str, known)),
    )


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write; it takes the place of ``path`` only when it is whole."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with aside.open("wb") as file:
            yield file
        held.replace(aside, path)
    except OSError as error:
        raise held.refused(error, path) from error
    finally:
        aside.unlink(missing_ok=True)
