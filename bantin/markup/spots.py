"""Lines of Markdown → where its photos stand, as far as they stand on lines of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text import clean
from .figures import BEGINNING, ITEM, row_of_pictures
from .paragraphs import chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A photo and the caption below it: the lines ``start:stop`` of the text, from 0.

    ``words`` are these lines. Of several photos on one line each has words of its own and its
    ``number``; what stands below the line belongs to the last of them. ``opening`` and
    ``closing`` are where its paragraph begins and ends.
    """

    start: int
    stop: int
    words: tuple[str, ...]
    number: int
    opening: int
    closing: int


def spots(lines: Sequence[str]) -> Iterator[Spot]:
    """Yield the photos that stand on lines of their own, in the order in which they stand.

    Those within a sentence, a list, a quote or a table are left out.
    """
    in_list = False
    for chunk in chunks(lines):
        first = chunk.lines[0] if chunk.lines else ""
        indented = first.startswith(("    ", "\t"))
        in_list = not chunk.code and bool(ITEM.match(first) or (in_list and indented))
        if not chunk.code and not in_list and not indented:
            yield from _in_paragraph(chunk.lines, chunk.start)


def _in_paragraph(lines: Sequence[str], opening: int) -> Iterator[Spot]:
    place, closing = 0, opening + len(lines)
    while place < len(lines):
        text = clean(lines[place])
        row = row_of_pictures(text, 0)[0] if text.lstrip().startswith("![") else []
        start, place = place, place + 1
        if not row:
            continue
        while place < len(lines) and _is_caption(lines[place]):
            place += 1
        words = [text[at : picture.end] for at, picture in row]
        for number, said in enumerate(words, start=1):
            below = lines[start + 1 : place] if number == len(words) else ()
            yield Spot(
                start=opening + start,
                stop=opening + place,
                words=(said, *below),
                number=number,
                opening=opening,
                closing=closing,
            )


def _is_caption(line: str) -> bool:
    return not (line.lstrip().startswith("![") or BEGINNING.match(line))
