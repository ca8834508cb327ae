"""Words, breaks and pictures as they come in → paragraphs and what stands between them."""

from dataclasses import dataclass, field, replace

from .blocks import Block, Blocks, Manner, Paragraph, Picture, Words
from .lines import joined, plain


@dataclass(slots=True)
class Flow:
    """The blocks of one element, in the order in which they come in."""

    manners: frozenset[Manner]
    blocks: list[Block] = field(default_factory=list)
    open: list[Words] = field(default_factory=list)
    same: bool = False

    def take(self, words: Words) -> None:
        """Go on with the open paragraph."""
        if words.text:
            self.open.append(words)

    def break_line(self, manner: Words) -> None:
        """Break the line. Two breaks, with nothing between them, are the end of a paragraph."""
        if self.open and self.open[-1].text.strip(" ") in ("", "\n") and ends_line(self.open):
            self.end_paragraph()
            self.same = False
        else:
            self.open.append(replace(manner, text="\n"))

    def put(self, *blocks: Block) -> None:
        """End the open paragraph and put ``blocks`` after it."""
        alone = not joined(self.open) or ends_line(self.open)
        self.end_paragraph()
        for block in blocks:
            self.blocks.append(block)
            self.same = isinstance(block, Picture) and alone

    def end_paragraph(self) -> None:
        """Close the open paragraph; one without words is none."""
        line = joined(self.open)
        self.open.clear()
        if plain(line):
            manners = self.manners | ({Manner.SAME} if self.same else set())
            self.blocks.append(Paragraph(line=line, manners=manners))
            self.same = False

    def end(self) -> Blocks:
        """Return all blocks."""
        self.end_paragraph()
        return tuple(self.blocks)


def ends_line(open_: list[Words]) -> bool:
    return "".join(words.text for words in open_).rstrip(" ").endswith("\n")
