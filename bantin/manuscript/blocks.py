"""What a text consists of, whatever it was written with: values between a file and Markdown."""

from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How a paragraph stands on its page, as far as that tells what it is for."""

    CAPTION = "caption"  # its style says so
    SAME = "same"  # it stood in one paragraph with the picture before it
    CELL = "cell"  # it stood in the cell below the picture before it
    BOX = "box"  # it stands in a box of its own, beside the text
    CENTRED = "centred"
    RIGHT = "right"
    TITLE = "title"  # its style says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of plain text in one manner; ``\\n`` in it is a line break that is meant.

    ``link`` is the address that it leads to. ``note`` is the name of a footnote that stands
    in place of all text.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""
    note: str = ""


Line = tuple[Words, ...]
"""The words of a paragraph, a heading, a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    line: Line
    manners: frozenset[Manner] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within the text; ``level`` is 1 for the highest that may stand there."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, and plain words that belong to it; ``source`` is what its file is called.

    ``description`` is for those who cannot see it. ``sure`` says whether the caption is
    certainly its own: a guess is marked in the text until the writer confirms it.
    """

    source: str
    caption: str = ""
    description: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first row is its head; every row has as many cells."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list; each item is blocks of its own, lists among them."""

    items: tuple["Blocks", ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Blocks that are quoted."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The text of the footnote called ``name``."""

    name: str
    line: Line


Block = Paragraph | Heading | Picture | Table | Items | Quote | Note
Blocks = tuple[Block, ...]
