"""Lines of Markdown → its paragraphs, and blank lines where writers leave them out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}(?=[^`]*\Z)|~{3,})")
_HASHTAG = re.compile("^#(?![#\\s\U000f0000-\U0010ffff])", re.MULTILINE)
_LIST = re.compile(r"(?:[*+-]|1\.) +[^\s*-]")
_ENDS = re.compile(r"#|[-=*_][-=*_ ]{2,}\Z|[=-]+ *\Z")
_BLOCK = re.compile(r"[ \t>#|]|(?:[*+-]|\d{1,9}\.)\s|\Z")
_RULE = re.compile(r" *\|? *:?-+:? *(?:\| *:?-*:? *)*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Lines without a blank one between them; ``code`` stood within a fence."""

    start: int
    lines: Sequence[str]
    code: bool = False


def chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    """Yield the paragraphs of ``lines``, lists and tables and fenced code among them."""
    start, place, hopeless = 0, 0, dict[str, int]()
    while place < len(lines):
        fence = _FENCE.match(lines[place])
        stop = _fence_end(lines, place, fence["marks"], hopeless) if fence else None
        if stop or not lines[place].strip():
            if place > start:
                yield Chunk(start=start, lines=lines[start:place])
            if stop:
                yield Chunk(start=place, lines=lines[place + 1 : stop], code=True)
            start = place = (stop or place) + 1
        else:
            place += 1
    if place > start:
        yield Chunk(start=start, lines=lines[start:])


def _fence_end(
    lines: Sequence[str], start: int, marks: str, hopeless: dict[str, int]
) -> int | None:
    """Return the line that closes the fence, or None; ``hopeless`` keeps what was not found."""
    kind = marks[0]
    if len(marks) >= hopeless.get(kind, len(marks) + 1):
        return None
    for place in range(start + 1, len(lines)):
        line = lines[place].strip()
        if len(line) >= len(marks) and not line.strip(kind):
            return place
    hopeless[kind] = len(marks)
    return None


def parted(text: str, listed: bool) -> str:
    """Return ``text`` with a blank line before a list or a table, and below a heading."""
    # Writers leave it out, and Markdown as it is would run the lines together. A number or a
    # word behind a # without a space is no heading: “#1”, “#thidua”.
    lines = _HASHTAG.sub(r"\\#", text).split("\n")
    parted = lines[:1]
    for above, line, below in zip(lines, lines[1:], (*lines[2:], ""), strict=False):
        table = "|" in line and "|" not in above and "|" in below and _RULE.match(below)
        starts = not listed and (table or _LIST.match(line) is not None)
        if _ENDS.match(above) or (starts and not _BLOCK.match(above)):
            parted.append("")
        parted.append(line)
    return "\n".join(parted)
