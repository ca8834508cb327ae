"""Words, breaks and pictures as they come in → paragraphs and what stands between them."""

from dataclasses import dataclass, field, replace

from .blocks import Block, Blocks, Manner, Paragraph, Picture, Words
from .lines import joined, plain


@dataclass(slots=True)
class Flow:
    """The blocks of one element, in the order in which they come in.

    A picture between the words of a sentence stands behind its paragraph, which stays whole.
    ``before`` are the words that such a picture came behind; ``same`` says that the last block
    is a picture on a line of its own in the paragraph that goes on.
    """

    manners: frozenset[Manner]
    blocks: list[Block] = field(default_factory=list)
    open: list[Words] = field(default_factory=list)
    before: list[Words] = field(default_factory=list)
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
        words, earlier = list(self.open), self.before
        alone = not joined(words) or ends_line(words)
        if self.end_paragraph():
            words = [*earlier, *words]
        for block in blocks:
            self.blocks.append(block)
            self.same = isinstance(block, Picture) and alone
            if isinstance(block, Picture) and not alone:
                self.before = words

    def end_paragraph(self) -> bool:
        """Close the open paragraph; return whether it went on with the one before a picture.

        One without words is none.
        """
        begins = "".join(words.text for words in self.open).lstrip(" ")[:1]
        line = joined(self.open)
        if self.before and plain(line):
            if begins == "\n":
                self.same = True
            elif self._go_on():
                return True
        self.open.clear()
        if plain(line):
            manners = self.manners | ({Manner.SAME} if self.same else set())
            self.blocks.append(Paragraph(line=line, manners=manners))
            self.same, self.before = False, []
        return False

    def _go_on(self) -> bool:
        """Put the open words behind those before the picture, where these are a paragraph."""
        place = len(self.blocks) - 1
        while place >= 0 and isinstance(self.blocks[place], Picture):
            place -= 1
        above = self.blocks[place] if place >= 0 else None
        words, self.before = [*self.before, *self.open], []
        if not isinstance(above, Paragraph):
            return False
        self.blocks[place] = replace(above, line=joined(words))
        self.open.clear()
        return True

    def end(self) -> Blocks:
        """Return all blocks."""
        self.end_paragraph()
        return tuple(self.blocks)


def ends_line(open_: list[Words]) -> bool:
    """Return whether the last of the words is a break."""
    return "".join(words.text for words in open_).rstrip(" ").endswith("\n")
