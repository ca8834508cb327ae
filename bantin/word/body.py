"""The text of a Word document → blocks, with its pictures in an album.

What is inserted and not yet accepted is kept, what is deleted is left out; comments are left
out. Source: ECMA-376 Part 1, “WordprocessingML Reference Material”.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ..manuscript.blocks import (
    Block,
    Blocks,
    Heading,
    Manner,
    Note,
    Paragraph,
    Picture,
    Quote,
    Words,
)
from ..manuscript.captions import described
from ..manuscript.flow import Flow
from ..manuscript.grids import Cell, settled
from ..manuscript.hypertext import safe_link
from ..manuscript.lines import joined
from .album import Album
from .counting import Counting, read_counting
from .drawings import chosen, drawn, floats
from .envelope import Envelope
from .letters import from_font
from .lists import Item, with_lists
from .names import child, children, short, value
from .styles import Letters, Style, Styles, letters, level, numbering, read_styles

_THROUGH = frozenset((
    "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple",
    "w:dir", "w:bdo",
))  # fmt: skip
_GONE = frozenset(("w:del", "w:moveFrom"))
_DRAWINGS = frozenset(("w:drawing", "w:pict", "w:object"))
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-", "w:cr": "\n"}
_SYMBOLS = {"B7": "•", "E0": "→", "FC": "✓", "FE": "☑", "A8": "☐", "D8": "➢", "2D": "-"}
_CAPTION = re.compile(r"caption|chú thích|chu ?thich")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))')


@dataclass(slots=True)
class Reader:
    """A document while it is read; ``lost`` counts by its kind what could not be taken over."""

    envelope: Envelope
    album: Album
    styles: Styles
    counting: Counting
    relations: dict[str, tuple[str, bool]]
    lost: Counter[str] = field(default_factory=Counter)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list["_Field"] = field(default_factory=list)
    carried: list[Words] = field(default_factory=list)

    def blocks(self, parent: Element) -> Blocks:
        """Return what stands in ``parent``, which holds paragraphs and tables."""
        return with_lists(self._entries(parent))

    def _entries(self, parent: Element) -> Iterator[Block | Item]:
        for element in parent:
            name = short(element.tag)
            if name == "w:p":
                yield from self._paragraph(element)
            elif name == "w:tbl":
                yield from settled([*self._rows(element)])
            elif name in _THROUGH:
                yield from self._entries(element)
            elif name == "mc:AlternateContent":
                yield from self._entries(chosen(element))

    def _paragraph(self, element: Element) -> Iterator[Block | Item]:
        properties = child(element, "w:pPr")
        style = self.styles.find(value(child(properties, "w:pStyle")) or self.styles.paragraph)
        depth = level(properties) or style.level or _named_level(style)
        flow = Flow(_manners(properties, style))
        flow.open, self.carried = self.carried, []
        beside: list[Block] = []
        base = style.letters.over(self.styles.default)
        if depth or Manner.TITLE in flow.manners:
            base = replace(base, bold=None, italic=None)
        self._runs(element, _Manner(base, ""), flow, beside)
        if child(child(properties, "w:rPr"), "w:del") is not None:
            self.carried = list(flow.open)  # its end was deleted: it goes on in the next one
            flow.open = []
        if any(name.startswith("toc ") for name in style.names[:1]):
            return
        blocks = flow.end()
        if depth:
            yield from (_heading(block, depth) for block in blocks)
        elif any("quote" in name for name in style.names[:1]) and blocks:
            yield Quote(blocks=blocks)
        elif blocks and (item := self._item(properties, style, blocks)):
            yield item
        else:
            yield from blocks
        yield from beside

    def _item(self, properties: Element | None, style: Style, blocks: Blocks) -> Item | None:
        place = numbering(properties) or style.numbering
        found = self.counting.count(*place) if place else None
        if not found or not place or isinstance(blocks[0], Picture):
            return None
        kind, number = found
        return Item(blocks=blocks, depth=place[1], ordered=kind.ordered, number=number)

    # ── within a paragraph ───────────────────────────────────────────────────

    def _runs(self, parent: Element, manner: "_Manner", flow: Flow, beside: list[Block]) -> None:
        for element in parent:
            name = short(element.tag)
            if name in ("w:ins", "w:moveTo", *_GONE):
                self.lost["change"] += 1
            if name == "w:r":
                self._run(element, manner, flow, beside)
            elif name == "w:hyperlink":
                target = self.relations.get(value(element, "r:id"), ("", False))[0]
                self._runs(element, replace(manner, link=safe_link(target)), flow, beside)
            elif name in _THROUGH:
                self._runs(element, manner, flow, beside)
            elif name == "mc:AlternateContent":
                self._runs(chosen(element), manner, flow, beside)
            elif name in ("m:oMath", "m:oMathPara"):
                self.lost["formula"] += 1
                texts = (e.text or "" for e in element.iter() if short(e.tag) == "m:t")
                flow.take(Words(text=" ".join(texts)))

    def _run(self, run: Element, manner: "_Manner", flow: Flow, beside: list[Block]) -> None:
        properties = child(run, "w:rPr")
        style = self.styles.find(value(child(properties, "w:rStyle")))
        looks = letters(properties).over(style.letters).over(manner.letters)
        if looks.hidden:
            return
        link = next((f.link for f in reversed(self.fields) if f.link), manner.link)
        words = Words(
            bold=bool(looks.bold),
            italic=bool(looks.italic),
            raised=looks.place == "superscript",
            lowered=looks.place == "subscript",
            link=link,
        )
        self._inside(run, words, looks.font, flow, beside)

    def _inside(
        self, run: Element, words: Words, font: str, flow: Flow, beside: list[Block]
    ) -> None:
        for element in run:
            name = short(element.tag)
            if name in ("w:fldChar", "w:instrText"):
                self._field(element, name)
            elif not all(f.shown for f in self.fields):
                continue  # the recipe of a field, not what it says
            elif name == "w:t":
                flow.take(replace(words, text=from_font(element.text or "", font)))
            elif name in _SIGNS:
                flow.take(replace(words, text=_SIGNS[name]))
            elif name == "w:softHyphen":
                flow.take(replace(words, text=from_font("\u00ad", font)))
            elif name == "w:br" and value(element, "w:type") in ("", "textWrapping"):
                flow.take(replace(words, text="\n"))
            elif name == "w:sym":
                flow.take(replace(words, text=self._symbol(element)))
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                flow.open.append(Words(note=self._note(name[2:-9], value(element, "w:id"))))
            elif name == "w:commentReference":
                self.lost["comment"] += 1
            elif name in _DRAWINGS:
                self._drawing(element, flow, beside)
            elif name == "mc:AlternateContent":
                self._inside(chosen(element), words, font, flow, beside)

    def _field(self, element: Element, name: str) -> None:
        kind = value(element, "w:fldCharType")
        if name == "w:instrText":
            if self.fields:
                self.fields[-1].recipe += element.text or ""
        elif kind == "begin":
            self.fields.append(_Field())
        elif kind == "end" and self.fields:
            self.fields.pop()
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            if found := _LINK.match(self.fields[-1].recipe):
                self.fields[-1].link = safe_link(found[1] or found[2] or "")

    def _symbol(self, element: Element) -> str:
        sign = _SYMBOLS.get(value(element, "w:char").upper().removeprefix("F0"), "")
        self.lost["symbol"] += not sign
        return sign

    def _note(self, kind: str, id: str) -> str:
        return self.notes.setdefault((kind, id), str(len(self.notes) + 1))

    def _drawing(self, element: Element, flow: Flow, beside: list[Block]) -> None:
        aside = floats(element)
        for thing in drawn(element):
            if thing.lost:
                self.lost[thing.lost] += 1
            elif thing.box is not None:
                beside += [_boxed(block) for block in self.blocks(thing.box)]
            elif picture := self._picture(thing.relation, thing.description):
                if aside:
                    beside.append(picture)
                else:
                    flow.put(picture)

    def _picture(self, relation: str, description: str) -> Picture | None:
        part, is_outside = self.relations.get(relation, ("", True))
        data = None if is_outside else self.envelope.picture(part)
        name = self.album.add(data) if data else ""
        if not name:
            self.lost["picture" if data else "linked" if part else "broken"] += 1
            return None
        return Picture(source=name, description=described(description, part))

    # ── tables ───────────────────────────────────────────────────────────────

    def _rows(self, table: Element) -> Iterator[list[Cell]]:
        """Yield the rows; a cell that goes on over several rows stands in the first of them."""
        above: dict[int, tuple[list[Cell], int]] = {}
        for row in _within(table, "w:tr"):
            if child(child(row, "w:trPr"), "w:del") is not None:
                continue
            made: list[Cell] = []
            column = 0
            for cell in _within(row, "w:tc"):
                properties = child(cell, "w:tcPr")
                span = value(child(properties, "w:gridSpan"))
                width = int(span) if span.isascii() and span.isdecimal() and len(span) < 4 else 1
                merge = child(properties, "w:vMerge")
                if merge is not None and value(merge) != "restart" and column in above:
                    cells, place = above[column]
                    cells[place] = replace(cells[place], rows=cells[place].rows + 1)
                else:
                    above[column] = (made, len(made))
                    made.append(Cell(blocks=self.blocks(cell), columns=width))
                column += width
            yield made


@dataclass(slots=True)
class _Field:
    """A field that is open: its recipe, and whether what it says has begun."""

    recipe: str = ""
    shown: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Manner:
    letters: Letters
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document that was read. ``lost`` counts by its kind what could not be taken over."""

    blocks: Blocks
    lost: Counter[str]


def read_body(envelope: Envelope, album: Album) -> Read:
    """Return the blocks of a document; its pictures go into ``album``."""
    folder, _, _ = envelope.main.rpartition("/")
    near = f"{folder}/" if folder else ""
    reader = Reader(
        envelope=envelope,
        album=album,
        styles=read_styles(envelope.tree(f"{near}styles.xml")),
        counting=read_counting(envelope.tree(f"{near}numbering.xml")),
        relations=_relations(envelope, envelope.main),
    )
    root = envelope.tree(envelope.main)
    body = child(root, "w:body")
    found = list(reader.blocks(body)) if body is not None else []
    for kind in ("footnote", "endnote"):
        part = f"{near}{kind}s.xml"
        reader.relations = _relations(envelope, part)
        found += _notes(reader, kind, envelope.tree(part))
    return Read(blocks=tuple(found), lost=reader.lost)


def _notes(reader: Reader, kind: str, root: Element | None) -> Iterator[Block]:
    texts = {value(e, "w:id"): e for e in children(root, f"w:{kind}")}
    for (own, id), name in list(reader.notes.items()):
        if own == kind:
            inner = reader.blocks(texts[id]) if id in texts else ()
            lines = [b.line for b in inner if isinstance(b, Paragraph)]
            words = joined(part for line in lines for part in (*line, Words(text=" ")))
            yield Note(name=name, line=words)


def _relations(envelope: Envelope, part: str) -> dict[str, tuple[str, bool]]:
    """Return what a part refers to by ids: a part of the file, or (True) a place outside."""
    folder, _, name = part.rpartition("/")
    found = {}
    root = envelope.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    for element in root if root is not None else ():
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id", "")] = (target, outside)
    return found


def _within(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        own = short(element.tag)
        if own == name:
            yield element
        elif own in _THROUGH:
            yield from _within(element, name)


def _manners(properties: Element | None, style: Style) -> frozenset[Manner]:
    align = value(child(properties, "w:jc")) or style.align
    found = {
        Manner.CENTRED: align == "center",
        Manner.RIGHT: align in ("right", "end"),
        # LibreOffice has a style for each kind of picture, based on that for captions.
        Manner.CAPTION: any(_CAPTION.search(name) for name in style.names),
        Manner.TITLE: style.names[:1] == ("title",),
        Manner.BOX: child(properties, "w:framePr") is not None,
    }
    return frozenset(manner for manner, holds in found.items() if holds)


def _named_level(style: Style) -> int | None:
    for name in style.names:
        if name.startswith("heading ") and name[8:].isdecimal():
            return int(name[8:])
    return None


def _heading(block: Block, depth: int) -> Block:
    return Heading(level=depth, line=block.line) if isinstance(block, Paragraph) else block


def _boxed(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, manners=block.manners | {Manner.BOX})
    return block
