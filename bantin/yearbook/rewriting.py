"""HTML → the same as XML, tag by tag, with a say in what each tag becomes."""

from collections.abc import Iterable
from html.parser import HTMLParser

from markupsafe import escape

EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# HTML does not care about the case of a name; XML does, and SVG has a few that are mixed.
_MIXED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}

Attributes = list[tuple[str, str]]


class Rewriter(HTMLParser):
    """Writes what it reads, well formed: every element closed, every value in quotes.

    What is read must be in order: sanitised, or made by a template.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []

    def turn(self, tag: str, attributes: Attributes) -> tuple[str, Attributes] | None:
        """Return what becomes of a start tag; None leaves the tag out, and keeps its content."""
        return tag, attributes

    def turn_end(self, tag: str) -> str | None:
        """Return what becomes of an end tag."""
        return tag

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [
            (_MIXED.get(name, name), name if value is None else value) for name, value in attrs
        ]
        turned = self.turn(tag, named)
        if turned:
            name, kept = turned
            end = " /" if name in EMPTY else ""
            self.written.append(f"<{name}{_said(kept)}{end}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        turned = self.turn_end(tag)
        if turned and turned not in EMPTY:
            self.written.append(f"</{turned}>")

    def handle_data(self, data: str) -> None:
        self.written.append(str(escape(data)))


def _said(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)
