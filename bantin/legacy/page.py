"""One saved page, parsed → the article on it, without what is around it on every page."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from ..text import slug
from .addresses import path_of
from .moments import moment
from .values import Old, OldText

_BODIES = ("articlebody", "entry-content", "post-content", "article-content", "article-body",
           "detail-content", "content-detail", "noidung", "item-page")  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:pagenav|pager|pagination|breadcrumbs?|icons|article-info|share|social|"
    r"rating|comments?|related|sidebar|menu|tags|print|email|navigation)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADS = re.compile(r"headline|article-title|item-title|contentheading|entry-title|page-header")
_SITE = re.compile(r"\s+[-–—|»]\s+[^-–—|»]{2,60}\Z")
_LABEL = re.compile(r"^(?:Viết bởi|Được viết bởi|Written by|Tác giả)\s*:?\s*", re.IGNORECASE)
_LONGEST_NAME = 80


def named(stems: Mapping[str, str], words: str) -> str:
    """Return the path of the picture that a line names and does not show, or nothing.

    ``stems`` are the names of pictures, as addresses, with their paths.
    """
    return stems.get(slug(words), "") if 0 < len(words) <= _LONGEST_NAME else ""


@dataclass(slots=True)
class Page:
    """One page, taken apart by its parser."""

    root: Element
    file: Path
    place: str
    languages: tuple[str, ...]
    zone: timezone
    stems: Mapping[str, str]

    def old(self) -> Old | None:
        """Return the article, or None where there is no text."""
        said, title, topics = self._day(), self._title(), self._topics()
        author = self._said("author") or self._words(lambda e: _has(e, "createdby"))
        author = _LABEL.sub("", author)
        # What is said around the text goes from the tree with the text's surroundings.
        body = self._body(title)
        if body is None:
            return None
        return Old(
            key=f"html:{self.place}",
            texts=(self._text(body, title),),
            day=said.date() if said else None,
            name=_name(self.file),
            authors=(author,) if author else (),
            topics=topics,
        )

    def _text(self, body: Element, title: str) -> OldText:
        lang = (self.root.get("lang") or "")[:2].lower()
        return OldText(
            lang=lang if lang in self.languages else self.languages[0],
            title=title,
            source=tostring(body, encoding="unicode", method="html"),
            near=self.file.parent,
            addresses=tuple(dict.fromkeys(filter(None, (self._canonical(), self.place)))),
        )

    def _body(self, title: str) -> Element | None:
        """Return the element with the text, without what is around a text on every page."""
        found = next((e for mark in _BODIES for e in self.root.iter() if _has(e, mark)), None)
        if found is None:
            found = next(
                (e for tag in ("article", "main", "body") for e in self.root.iter(tag)), None
            )
        if found is None or not "".join(found.itertext()).strip():
            return None
        self._clear(found, title)
        return found

    def _clear(self, element: Element, title: str, depth: int = 0) -> None:
        for child in list(element):
            tag = child.tag if isinstance(child.tag, str) else ""
            mark = f"{child.get('class', '')} {child.get('id', '')}"
            is_head = tag in ("h1", "h2") and _clean("".join(child.itertext())) == title
            if tag in ("nav", "form", "script", "style") or is_head or _AROUND.search(mark):
                _remove(element, child)
            elif tag == "p" and child.find("img") is None and self._show(child):
                continue
            elif depth < 100:
                self._clear(child, title, depth + 1)

    def _show(self, paragraph: Element) -> bool:
        """Put a picture in the place of a line that only names it."""
        if len(paragraph) and paragraph[0].tag != "br":
            return False
        name = named(self.stems, _clean(paragraph.text or ""))
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
        found = (moment(_clean(text), self.zone) for text in said if text)
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
