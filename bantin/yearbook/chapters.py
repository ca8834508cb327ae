"""A book in one piece → its parts as XHTML, each with the headings that lead to it."""

import re
from dataclasses import dataclass, field

from .rewriting import EMPTY, Attributes, Rewriter

_INNER = re.compile(r' href="#([^"]+)"')


@dataclass(slots=True)
class Part:
    """A part of the book; ``headings`` are (level, anchor, words), ``anchors`` all its places."""

    xhtml: str = ""
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    @property
    def has_drawing(self) -> bool:
        """Whether it holds SVG, which the list of files of an EPUB must say."""
        return "<svg" in self.xhtml


class _Splitter(Rewriter):
    """Takes the elements of the body apart; everything before the body is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self.open: list[str] = []
        self._heading: list[str] | None = None

    def turn(self, tag: str, attributes: Attributes) -> tuple[str, Attributes] | None:
        if "body" not in self.open:
            self.open.append(tag)
            return None
        if self.open[-1] == "body":
            self.parts.append(Part())
            self.written = []
        if tag not in EMPTY:
            self.open.append(tag)
        named = dict(attributes)
        part = self.parts[-1]
        if anchor := named.get("id"):
            part.anchors.append(anchor)
            if tag in ("h1", "h2", "h3"):
                part.headings.append((int(tag[1]), anchor, ""))
        if "head" in named.get("class", "").split():
            self._heading = []
        if lang := named.get("lang"):
            attributes = [*attributes, ("xml:lang", lang)]
        return tag, attributes

    def turn_end(self, tag: str) -> str | None:
        if tag in EMPTY or "body" not in self.open:
            return None
        while self.open and self.open.pop() != tag:
            pass
        if tag == "span" and self._heading is not None:
            level, anchor, _ = self.parts[-1].headings[-1]
            self.parts[-1].headings[-1] = level, anchor, "".join(self._heading).strip()
            self._heading = None
        return tag if "body" in self.open else None

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if self.open and self.open[-1] == "body" and self.parts:
            self.parts[-1].xhtml = "".join(self.written)

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
        super().handle_data(data)


def parts(html: str) -> list[Part]:
    """Return the parts of a book in HTML, as well-formed XHTML, in their order."""
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    return splitter.parts


def linked(found: list[Part], names: list[str]) -> list[str]:
    """Return the XHTML of parts that lie in files of these names, each link led to its file."""
    homes = {
        anchor: name for part, name in zip(found, names, strict=True) for anchor in part.anchors
    }
    return [
        _INNER.sub(lambda link: f' href="{homes[link[1]]}#{link[1]}"', part.xhtml) for part in found
    ]
