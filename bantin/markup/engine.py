"""Markdown → HTML as Python-Markdown makes it, unsafe and with a look at its tree between."""

import html
import re
import threading
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from .certified import certified
from .marks import PRIVATE

Words = Callable[[Element], str]
"""What tells the plain text of an element."""

_SIGNS = re.compile(r"[`\\\[<&*_]|  \n")
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")


class TooDeepError(Exception):
    """The text nests lists, quotes or brackets deeper than the parser can follow."""


def to_html(text: str, look: Callable[[Element, Words], None]) -> tuple[str, list[str]]:
    """Return the HTML of ``text``, and the stretches of HTML that stood in it as they were typed.

    ``look`` may read and change the tree before it becomes HTML; it has the plain text of an
    element from its second argument. Raises ``TooDeepError``.
    """
    try:
        return _engine().run(text, look)
    except RecursionError as error:
        _engine.cache_clear()  # the parser was left in the middle of something
        raise TooDeepError from error


def is_certified() -> bool:
    """Return whether the parser is the very one whose result plain text is known to have."""
    return _engine().certified


def address(element: Element) -> str:
    """Return the address of the link ``element`` as a browser would see it."""
    href = element.get("href", "").replace(AMP_SUBSTITUTE, "&")
    return PRIVATE.sub("", html.unescape(href))


class _Notes(FootnoteExtension):
    """Footnotes whose anchors are numbers, whatever a writer calls them."""

    def __init__(self) -> None:
        super().__init__(SEPARATOR="-", BACKLINK_TITLE="{}")

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802
        return f"fn-{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return self.unique_ref(f"fnref-{self._number(id)}", found)

    def _number(self, id: str) -> int:
        return list(self.footnotes).index(id) + 1


class _Plain(Treeprocessor):
    """Spares text without any signs the search for each of them: half of the time."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not _SIGNS.search(text):
                element.text = AtomicString(text)


# The sign without which a pattern of Python-Markdown cannot match, by the pattern's name.
_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "footnote": "[^",
}


class _Sparing(InlineProcessor):
    """Python-Markdown's search for signs within a line, but only for those the line has.

    The parser tries each pattern on each stretch of text; most stretches have no sign but
    one. A pattern of which nothing is known here is always tried.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.needs = [""] * len(self.inlinePatterns)
        for name, sign in _NEEDS.items():
            if name in self.inlinePatterns:
                self.needs[self.inlinePatterns.get_index_for_name(name)] = sign
        # The parent's own private step, by the name that Python gives it.
        self.apply = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        # The name is the one by which the parent calls its own private method.
        if isinstance(data, AtomicString):
            return data
        place, start = patternIndex, 0
        while place < len(self.needs):
            matched = False
            if self.needs[place] in data:
                data, matched, start = self.apply(self.inlinePatterns[place], data, place, start)
            if not matched:
                place, start = place + 1, 0
        return data


def _extensions() -> list[Extension]:
    return [TableExtension(use_align_attribute=True), _Notes(), SaneListExtension()]


class _Engine:
    """Python-Markdown, which takes a while to set up and keeps the text it works on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._markdown = Markdown(
            extensions=_extensions(),
            output_format="html",
        )
        self._markdown.treeprocessors.register(_Sparing(self._markdown), "inline", 20)
        self._markdown.treeprocessors.register(_Plain(self._markdown), "plain", 25)
        self._markdown.treeprocessors.deregister("prettify")  # a quarter of all time
        self.certified = certified(self._markdown)

    def run(self, text: str, look: Callable[[Element, Words], None]) -> tuple[str, list[str]]:
        with self._lock:
            self._markdown.reset()
            root = self._tree(text)
            raw = [str(stretch) for stretch in self._markdown.htmlStash.rawHtmlBlocks]
            look(root, lambda element: _words(element, raw))
            result = self._markdown.serializer(root)
            for step in self._markdown.postprocessors:
                result = step.run(result)
        result = result.strip().removeprefix("<div>").removesuffix("</div>")
        return result, [stretch for stretch in raw if "<" in stretch]

    def _tree(self, text: str) -> Element:
        lines = text.split("\n")
        for step in self._markdown.preprocessors:
            if "<" in text or not isinstance(step, HtmlBlockPreprocessor):
                lines = step.run(lines)
        self._markdown.parser.parseDocument(lines)
        root = self._markdown.parser.root
        for processor in self._markdown.treeprocessors:
            processor.run(root)
        return root


@cache
def _engine() -> _Engine:
    return _Engine()


def _words(element: Element, raw: list[str]) -> str:
    """Return the plain text of ``element``, without the numbers of its footnotes."""

    def stashed(match: re.Match[str]) -> str:
        stretch = raw[int(match[1])] if int(match[1]) < len(raw) else ""
        if stretch.startswith("&"):
            return html.unescape(stretch)
        return " " if stretch[:3].lower() == "<br" else ""

    text = _STASHED.sub(stashed, "".join(_parts(element))).replace(AMP_SUBSTITUTE, "&")
    return " ".join(PRIVATE.sub("", html.unescape(text)).split())


def _parts(element: Element) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif child.tag != "sup":
            parts += _parts(child)
        parts.append(child.tail or "")
    return parts
