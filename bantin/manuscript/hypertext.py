"""HTML, be it ever so untidy → blocks; what a text cannot hold is counted and left out."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from .blocks import Block, Blocks, Heading, Items, Manner, Paragraph, Picture, Quote, Words
from .captions import described
from .flow import Flow
from .grids import Cell, settled
from .lines import joined

_DROPPED = frozenset((
    "script", "style", "iframe", "object", "embed", "video", "audio", "form", "input", "button",
    "select", "textarea", "svg", "math", "canvas", "template", "noscript", "applet", "frame",
    "frameset", "map",
))  # fmt: skip
_UNSEEN = frozenset(("head", "title", "meta", "link", "base", "colgroup", "col", "area"))
_BLOCKS = frozenset((
    "address", "article", "aside", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th",
    "thead", "tr", "caption",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRESS: Mapping[str, dict[str, bool]] = {
    "b": {"bold": True}, "strong": {"bold": True}, "i": {"italic": True}, "em": {"italic": True},
    "cite": {"italic": True}, "sup": {"raised": True}, "sub": {"lowered": True},
}  # fmt: skip
_CAPTION = re.compile(
    r"caption|chu-?thich|chuthich|img[-_]?(?:desc|note|title)|photo[-_]?(?:desc|note)|desc[-_]image",
    re.IGNORECASE,
)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = frozenset(("http", "https", "mailto"))
_DEEPEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypertext:
    """What an HTML text says. ``dropped`` counts the elements left out, by their names."""

    blocks: Blocks
    dropped: Mapping[str, int]


def read_html(text: str) -> Hypertext:
    """Return the blocks of HTML, before captions are looked for; nothing in it raises.

    A picture's source is its address as it was written, its description what is told of it to
    those who cannot see it, unless that is only a name. It is read as browsers read it (HTML
    Standard, “Parsing HTML documents”).
    """
    import tinyhtml5

    root = tinyhtml5.parse(io.StringIO(text), namespace_html_elements=False)
    reading = _Reading()
    blocks = reading.blocks_of(root)
    return Hypertext(blocks=blocks, dropped=dict(reading.dropped))


@dataclass(slots=True)
class _Reading:
    """One text as it is read; ``depth`` is how many elements are open."""

    dropped: Counter[str] = field(default_factory=Counter)
    depth: int = 0

    def blocks_of(self, element: Element, manners: frozenset[Manner] = frozenset()) -> Blocks:
        """Return what stands in ``element``."""
        flow = Flow(manners)
        self.depth += 1
        if self.depth > _DEEPEST:  # nobody means that: its words are kept, no more
            flow.take(Words(text="".join(element.itertext())))
        else:
            self._read(element, Words(), flow)
        self.depth -= 1
        return flow.end()

    def _read(self, element: Element, manner: Words, flow: Flow) -> None:
        flow.take(replace(manner, text=_text(element.text)))
        for child in element:
            self._read_one(child, manner, flow)
            flow.take(replace(manner, text=_text(child.tail)))

    def _read_one(self, element: Element, manner: Words, flow: Flow) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style", "")
        if tag in _DROPPED or tag.startswith("{"):
            self.dropped[tag.rpartition("}")[2]] += 1
        elif not tag or tag in _UNSEEN or _HIDDEN.search(style):
            return
        elif tag == "br":
            flow.break_line(manner)
        elif tag == "img":
            if picture := _picture(element):
                flow.put(picture)
        elif tag in _HEADINGS:
            flow.end_paragraph()
            for block in self.blocks_of(element, flow.manners):
                flow.put(_heading(block, _HEADINGS[tag]))
        elif tag in ("ul", "ol"):
            flow.put(*self._items(element))
        elif tag == "table":
            flow.put(*self._table(element))
        elif tag == "blockquote":
            inner = self.blocks_of(element)
            flow.put(*((Quote(blocks=inner),) if inner else ()))
        elif tag == "pre":
            flow.put(_preformatted(element))
        elif tag in _BLOCKS:
            flow.put(*self.blocks_of(element, _manners(element, flow.manners)))
        else:
            self._read_inline(element, _stressed(element, tag, style, manner), flow)

    def _read_inline(self, element: Element, manner: Words, flow: Flow) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            flow.take(replace(manner, text="".join(map(_text, element.itertext()))))
        else:
            self._read(element, manner, flow)
        self.depth -= 1

    def _items(self, element: Element) -> Iterator[Block]:
        items = [blocks for child in element if child.tag == "li"
                 if (blocks := self.blocks_of(child))]  # fmt: skip
        loose = [child for child in element if child.tag not in ("li", "script", "style")]
        for child in loose:  # a list right in a list belongs to the item before it
            blocks = self.blocks_of(_alone(child))
            if items and blocks:
                items[-1] = (*items[-1], *blocks)
            elif blocks:
                items.append(blocks)
        if items:
            start = _number(element.get("start"), 1)
            yield Items(items=tuple(items), ordered=element.tag == "ol", start=start)

    def _table(self, element: Element) -> Iterator[Block]:
        for caption in element.findall("caption"):
            yield from self.blocks_of(caption)
        rows = [
            [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
            for part in element
            for row in (part if part.tag in ("thead", "tbody", "tfoot") else (part,))
            if row.tag == "tr"
        ]
        yield from settled(rows)

    def _cell(self, element: Element) -> Cell:
        return Cell(
            blocks=self.blocks_of(element, _manners(element, frozenset())),
            columns=_number(element.get("colspan"), 1),
            rows=_number(element.get("rowspan"), 1),
        )


def _text(text: str | None) -> str:
    return " ".join(f"|{text}|".split())[1:-1].replace("\u00a0", " ") if text else ""


def _preformatted(element: Element) -> Paragraph:
    return Paragraph(line=joined([Words(text="".join(element.itertext()))]))


def _alone(element: Element) -> Element:
    holder = Element("div")
    holder.append(element)
    return holder


def _heading(block: Block, level: int) -> Block:
    return Heading(level=level, line=block.line) if isinstance(block, Paragraph) else block


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default


def _manners(element: Element, outer: frozenset[Manner]) -> frozenset[Manner]:
    found = set(outer)
    if element.tag == "figcaption" or _CAPTION.search(element.get("class", "")):
        found.add(Manner.CAPTION)
    aligned = _ALIGN.search(element.get("style", ""))
    align = aligned[1] if aligned else element.get("align", "")
    if element.tag == "center" or align.lower() == "center":
        found.add(Manner.CENTRED)
    elif align.lower() == "right":
        found.add(Manner.RIGHT)
    return frozenset(found)


def _stressed(element: Element, tag: str, style: str, manner: Words) -> Words:
    manner = replace(manner, **_STRESS.get(tag, {}))  # type: ignore[arg-type]
    if tag == "a" and (link := safe_link(element.get("href", ""))):
        manner = replace(manner, link=link)
    if style:
        bold, italic = manner.bold or _BOLD.search(style), manner.italic or _ITALIC.search(style)
        manner = replace(manner, bold=bool(bold), italic=bool(italic))
    return manner


def safe_link(address: str) -> str:
    """Return an address that a text may lead to; empty for scripts, files and places within."""
    address = "".join(address.split())
    scheme = _SCHEME.match(address)
    if address.startswith("#") or (scheme and scheme[1].lower() not in _SAFE):
        return ""
    return address


def _picture(element: Element) -> Picture | None:
    names = ("data-src", "data-original", "data-lazy-src", "src")
    source = next((s for name in names if (s := element.get(name, "").strip())), "")
    small = {element.get("width", ""), element.get("height", "")} & {"0", "1", "1px"}
    if not source or small:  # a dot that counts readers
        return None
    said = element.get("alt", "").strip() or element.get("title", "")
    return Picture(source=source, description=described(said, source))
