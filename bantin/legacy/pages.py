"""Saved pages of an old site → its articles, whatever program made the pages.

A page is known by what most templates have: ``itemprop="articleBody"`` or ``div.item-page``
(Joomla), ``entry-content`` (WordPress), ``article``. A text file is read as well: an empty
line ends a paragraph, and a line that is the name of a picture stands for it.
"""

import html
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from ..problems import N_, SettingsError
from ..text import slug
from ..workers import Limits, Lost, each
from . import remarks
from .addresses import path_of
from .files import text_files, text_of
from .moments import moment
from .values import Note, Old, OldText
from .versions import joined

_ENDINGS = (".html", ".htm", ".xhtml", ".txt")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
_BODIES = ("articlebody", "entry-content", "post-content", "article-content", "article-body",
           "detail-content", "content-detail", "noidung", "item-page")  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:pagenav|pager|pagination|breadcrumbs?|icons|article-info|share|social|"
    r"rating|comments?|related|sidebar|menu|tags|print|email|navigation)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADS = re.compile(r"headline|article-title|item-title|contentheading|entry-title|page-header")
_SITE = re.compile(r"\s+[-–—|»]\s+[^-–—|»]{2,60}\Z")
_LONGEST_NAME = 80
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
        if name := self.named(words):
            return f'<p><img src="{html.escape(name)}" alt=""></p>'
        return f"<p>{html.escape(words, quote=False)}</p>"

    def named(self, words: str) -> str:
        """Return the path of the picture that a line names and does not show, or nothing."""
        return self.stems.get(slug(words), "") if 0 < len(words) <= _LONGEST_NAME else ""


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
    return _Page(site, root, file, place).old()


def _group(old: Old, place: str, languages: tuple[str, ...]) -> str:
    """Return what the versions of one page have in common: its path, without ``en/`` before it."""
    lang = old.texts[0].lang
    return place.removeprefix(f"{lang}/") if lang != languages[0] else place


@dataclass(slots=True)
class _Page:
    """One page, taken apart by its parser."""

    site: Pages
    root: Element
    file: Path
    place: str

    def old(self) -> Old | None:
        body = self._body()
        if body is None:
            return None
        said = self._day()
        author = self._said("author") or self._words(lambda e: _has(e, "createdby"))
        author = re.sub(
            r"^(?:Viết bởi|Written by|Tác giả)\s*:?\s*", "", author, flags=re.IGNORECASE
        )
        return Old(
            key=f"html:{self.place}",
            texts=(self._text(body),),
            day=said.date() if said else None,
            name=_name(self.file),
            authors=(author,) if author else (),
            topics=self._topics(),
        )

    def _text(self, body: Element) -> OldText:
        lang = (self.root.get("lang") or "")[:2].lower()
        return OldText(
            lang=lang if lang in self.site.languages else self.site.languages[0],
            title=self._title(),
            source=tostring(body, encoding="unicode", method="html"),
            near=self.file.parent,
            addresses=tuple(dict.fromkeys(filter(None, (self._canonical(), self.place)))),
        )

    def _body(self) -> Element | None:
        """Return the element with the text, without what is around a text on every page."""
        found = next((e for mark in _BODIES for e in self.root.iter() if _has(e, mark)), None)
        if found is None:
            found = next(
                (e for tag in ("article", "main", "body") for e in self.root.iter(tag)), None
            )
        if found is None or not "".join(found.itertext()).strip():
            return None
        self._clear(found)
        return found

    def _clear(self, element: Element, depth: int = 0) -> None:
        for child in list(element):
            tag = child.tag if isinstance(child.tag, str) else ""
            mark = f"{child.get('class', '')} {child.get('id', '')}"
            is_head = tag in ("h1", "h2") and _clean("".join(child.itertext())) == self._title()
            if tag in ("nav", "form", "script", "style") or is_head or _AROUND.search(mark):
                _remove(element, child)
            elif tag == "p" and child.find("img") is None and self._show(child):
                continue
            elif depth < 100:
                self._clear(child, depth + 1)

    def _show(self, paragraph: Element) -> bool:
        """Put a picture in the place of a line that only names it."""
        if len(paragraph) and paragraph[0].tag != "br":
            return False
        name = self.site.named(_clean(paragraph.text or ""))
        if not name:
            return False
        image = Element("img", {"src": name, "alt": ""})
        paragraph.text = ""
        paragraph.insert(0, image)
        return True

    def _title(self) -> str:
        heads = (e for e in self.root.iter() if e.tag in ("h1", "h2", "h3", "a", "div", "td"))
        found = next(
            (e for e in heads if _HEADS.search(f"{e.get('itemprop', '')} {e.get('class', '')}")),
            None,
        )
        if found is not None and (words := _clean("".join(found.itertext()))):
            return words
        if words := self._meta("og:title"):
            return words
        heading = next(self.root.iter("h1"), None)
        if heading is not None and (words := _clean("".join(heading.itertext()))):
            return words
        title = next(self.root.iter("title"), None)
        return _SITE.sub("", _clean("".join(title.itertext()))) if title is not None else ""

    def _day(self) -> datetime | None:
        said = [e.get("datetime") or e.get("content") or "".join(e.itertext())
                for e in self.root.iter() if e.get("itemprop") == "datePublished"]  # fmt: skip
        said += [self._meta("article:published_time"), self._linked("datePublished")]
        said += [e.get("datetime", "") for e in self.root.iter("time")]
        found = (moment(_clean(text), self.site.zone) for text in said if text)
        return next((m for m in found if m), None)

    def _canonical(self) -> str:
        links = (e for e in self.root.iter("link") if e.get("rel", "").lower() == "canonical")
        found = next((e.get("href", "") for e in links), "") or self._meta("og:url")
        return path_of(found)

    def _topics(self) -> tuple[str, ...]:
        wanted = (e for e in self.root.iter()
                  if e.get("itemprop") == "genre" or "tag" in e.get("rel", "").split())  # fmt: skip
        return tuple(dict.fromkeys(w for e in wanted if (w := _clean("".join(e.itertext())))))

    def _said(self, name: str) -> str:
        return self._meta(name) or self._words(lambda e: e.get("itemprop") == name)

    def _words(self, wanted: Callable[[Element], bool]) -> str:
        found = next((e for e in self.root.iter() if wanted(e)), None)
        return _clean("".join(found.itertext())) if found is not None else ""

    def _meta(self, name: str) -> str:
        for element in self.root.iter("meta"):
            if name in (element.get("property"), element.get("name"), element.get("itemprop")):
                return _clean(element.get("content", ""))
        return ""

    def _linked(self, name: str) -> str:
        """Return what the page says of itself as JSON-LD."""
        for element in self.root.iter("script"):
            if element.get("type") == "application/ld+json":
                try:
                    said = json.loads(element.text or "")
                except (ValueError, RecursionError):
                    continue
                if isinstance(said, dict) and isinstance(said.get(name), str):
                    return str(said[name])
        return ""


def _has(element: Element, mark: str) -> bool:
    words = f"{element.get('itemprop', '')} {element.get('class', '')}".casefold()
    return mark in words.split()


def _name(file: Path) -> str:
    name = file.parent.name if file.stem.lower() == "index" else file.stem
    return re.sub(r"\A\d{1,7}[-:](?=\D)", "", name)  # Joomla puts a number before it


def _clean(text: str) -> str:
    return " ".join(text.split())


def _remove(parent: Element, child: Element) -> None:
    """Take ``child`` out; the words behind it stay."""
    place = list(parent).index(child)
    tail = child.tail or ""
    parent.remove(child)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
