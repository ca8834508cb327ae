"""The numbering of a Word document → which paragraphs are items of which list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .names import child, children, value

_BULLETS = frozenset(("bullet", "none", ""))


@dataclass(frozen=True, slots=True)
class Kind:
    """One level of a list: numbered or not, and its first number."""

    ordered: bool
    start: int = 1


@dataclass(slots=True)
class Counting:
    """All lists by their numbers and levels, and how far each has been counted."""

    kinds: Mapping[tuple[str, int], Kind]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def count(self, number: str, level: int) -> tuple[Kind, int] | None:
        """Return the kind and the number of the next item at a place; None where it is no list."""
        kind = self.kinds.get((number, level))
        if kind is None:
            return None
        self.counts[number, level] = self.counts.get((number, level), kind.start - 1) + 1
        for place in [place for place in self.counts if place[0] == number and place[1] > level]:
            del self.counts[place]
        return kind, self.counts[number, level]


def read_counting(root: Element | None) -> Counting:
    """Return the lists of ``word/numbering.xml``."""
    abstract = {value(e, "w:abstractNumId"): e for e in children(root, "w:abstractNum")}
    kinds: dict[tuple[str, int], Kind] = {}
    for element in children(root, "w:num"):
        number = value(element, "w:numId")
        drawn = abstract.get(value(child(element, "w:abstractNumId")))
        changed = [child(e, "w:lvl") for e in children(element, "w:lvlOverride")]
        for level in (*children(drawn, "w:lvl"), *(e for e in changed if e is not None)):
            depth = value(level, "w:ilvl")
            if depth.isascii() and depth.isdecimal() and len(depth) < 2:
                kinds[number, int(depth)] = _kind(level)
    return Counting(kinds)


def _kind(level: Element) -> Kind:
    start = value(child(level, "w:start"))
    first = int(start) if start.isascii() and start.isdecimal() and len(start) < 5 else 1
    return Kind(value(child(level, "w:numFmt")) not in _BULLETS, first)
