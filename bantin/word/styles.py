"""The styles of a Word document → what a style makes of a paragraph and of its letters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from xml.etree.ElementTree import Element

from .names import child, children, is_on, short, value

_FONTS = ("w:ascii", "w:hAnsi", "w:cs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How letters look; None and “” where nothing is said of it."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    place: str = ""
    font: str = ""

    def over(self, below: "Letters") -> "Letters":
        """Return what holds where ``self`` is said on top of ``below``."""
        said = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) not in (None, "")}
        return replace(below, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style with all that it takes from those it is based on. ``names`` are its own first."""

    names: tuple[str, ...] = ()
    letters: Letters = field(default_factory=Letters)
    align: str = ""
    level: int | None = None
    numbering: tuple[str, int] | None = None


NOTHING = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles, by their ids. ``default`` is what letters are where nothing is said."""

    known: Mapping[str, Style] = field(default_factory=dict)
    default: Letters = field(default_factory=Letters)
    paragraph: str = ""

    def find(self, id: str) -> Style:
        """Return the style called ``id``; an empty one where there is none."""
        return self.known.get(id, NOTHING)


def read_styles(root: Element | None) -> Styles:
    """Return the styles of ``word/styles.xml``."""
    elements = {value(e, "w:styleId"): e for e in children(root, "w:style")}
    found = {id: _style(id, elements) for id in elements}
    defaults = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    paragraphs = (pair for pair in elements.items() if value(pair[1], "w:type") == "paragraph")
    usual = (id for id, e in paragraphs if value(e, "w:default") in ("1", "true"))
    return Styles(found, letters(defaults), next(usual, ""))


def letters(properties: Element | None) -> Letters:
    """Return what ``w:rPr`` says of letters."""
    if properties is None:
        return Letters()
    said = {short(inner.tag): inner for inner in properties}
    fonts = said.get("w:rFonts")
    return Letters(
        bold=is_on(said.get("w:b")),
        italic=is_on(said.get("w:i")),
        hidden=is_on(said.get("w:vanish")),
        place=value(said.get("w:vertAlign")),
        font=next((font for name in _FONTS if (font := value(fonts, name))), ""),
    )


def level(properties: Element | None) -> int | None:
    """Return the level of a heading that ``w:pPr`` gives, from 1, or None."""
    said = value(child(properties, "w:outlineLvl"))
    return int(said) + 1 if said.isascii() and said.isdecimal() and int(said) < 9 else None


def numbering(properties: Element | None) -> tuple[str, int] | None:
    """Return the list that ``w:pPr`` puts a paragraph in, and its level from 0, or None."""
    said = child(properties, "w:numPr")
    if said is None:
        return None
    depth = value(child(said, "w:ilvl"))
    number = value(child(said, "w:numId"))
    return number, int(depth) if depth.isascii() and depth.isdecimal() and len(depth) < 2 else 0


def _style(id: str, elements: Mapping[str, Element]) -> Style:
    made = NOTHING
    for element in reversed([*_line(id, elements)]):
        paragraph = child(element, "w:pPr")
        own = value(child(element, "w:name")).casefold()
        made = Style(
            names=(own, *made.names),
            letters=letters(child(element, "w:rPr")).over(made.letters),
            align=value(child(paragraph, "w:jc")) or made.align,
            level=level(paragraph) or made.level,
            numbering=numbering(paragraph) or made.numbering,
        )
    return made


def _line(id: str, elements: Mapping[str, Element]) -> Iterator[Element]:
    """Yield a style, then the one it is based on, and so on; one that bites its tail ends."""
    seen: set[str] = set()
    while id in elements and id not in seen:
        seen.add(id)
        yield elements[id]
        id = value(child(elements[id], "w:basedOn"))
