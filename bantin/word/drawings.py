"""A drawing of Word, old or new → the pictures and boxes of text in it, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .names import child, short, value

_LOST = {"c:chart": "chart", "dgm:relIds": "diagram", "o:OLEObject": "object", "?:chart": "chart"}
_SHAPES = frozenset(("wps:wsp", "v:shape", "v:rect", "v:oval", "v:line", "v:roundrect"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One thing in a drawing: a picture by its relation, a box of text, or what is lost."""

    relation: str = ""
    linked: bool = False
    description: str = ""
    box: Element | None = None
    lost: str = ""


def drawn(element: Element) -> Iterator[Drawn]:
    """Yield what is in ``w:drawing``, ``w:pict`` or ``w:object``."""
    found = [*_inside(element, "")]
    if any(thing.relation or thing.box is not None for thing in found):
        found = [thing for thing in found if thing.lost != "shape"]
    yield from found


def floats(element: Element) -> bool:
    """Return whether a drawing stands beside the text, rather than in a line of it."""
    for inner in element.iter():
        name = short(inner.tag)
        if name in ("wp:inline", "wp:anchor"):
            return name == "wp:anchor"
        if name in _SHAPES or name == "v:group":
            return "position:absolute" in value(inner, "style").replace(" ", "")
    return False


def _inside(element: Element, description: str) -> Iterator[Drawn]:
    for inner in element:
        name = short(inner.tag)
        if name in ("wp:inline", "wp:anchor"):
            yield from _inside(inner, _described(child(inner, "wp:docPr")))
        elif name == "a:blip":
            if relation := value(inner, "r:embed"):
                yield Drawn(relation=relation, description=description)
            elif value(inner, "r:link"):
                yield Drawn(linked=True, lost="linked")
        elif name == "v:imagedata":
            said = description or value(inner, "o:title")
            if relation := value(inner, "r:id"):
                yield Drawn(relation=relation, description=said)
        elif name == "w:txbxContent":
            yield Drawn(box=inner)
        elif name in _LOST:
            yield Drawn(lost=_LOST[name])
        else:
            yield from _shape(inner, name, description)


def _shape(element: Element, name: str, description: str) -> Iterator[Drawn]:
    said = value(element, "alt") or description
    own = [*_inside(chosen(element) if name == "mc:AlternateContent" else element, said)]
    yield from own
    if name in _SHAPES and not own:
        yield Drawn(lost="shape")


def chosen(element: Element) -> Element:
    """Return the form of ``mc:AlternateContent`` that is read: the new one, unless it is empty."""
    choice, fallback = child(element, "mc:Choice"), child(element, "mc:Fallback")
    readable = ("a:blip", "w:txbxContent", "w:t", "c:chart", "dgm:relIds", "m:t")
    if choice is not None and any(short(inner.tag) in readable for inner in choice.iter()):
        return choice
    return fallback if fallback is not None else (choice if choice is not None else element)


def _described(properties: Element | None) -> str:
    return value(properties, "descr").strip() or value(properties, "title").strip()
