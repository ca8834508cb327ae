"""Lines → lines that carry their own number where somebody will ask for it."""

import re
from collections.abc import Sequence

# Markdown forgets on which line something stood. So one character of the private-use planes,
# another one for each line, is put where a line will be asked for; none is left in the end.
MOST = 131_000

# These, and two that the parser uses in the same way, stand in no text that was cleaned.
PRIVATE = re.compile("[\x02\x03\ue000-\uf8ff\U000f0000-\U0010ffff]")

_LINK = re.compile(r"(?<!\\)\](?=\(|\[[^\]])")
_HEADING = re.compile(r"[ >]*#[ \t]+(?=\S)")
_ROW = re.compile(r"[ >]*\|?[ \t]*")
_RULE = re.compile(r"[ >]*\|? *:?-+:? *(?:\| *:?-*:? *)*\Z")
_MARK = re.compile("[\U000f0000-\U0010ffff]")


def marked(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` with marks in links, headings of the first level and rows of tables.

    There are at most ``MOST`` lines; the first one has the number 0.
    """
    marked: list[str] = []
    in_table = False
    for number, line in enumerate(lines):
        if "](" in line or "][" in line:
            line = _LINK.sub(f"{_mark(number)}]", line)
        if heading := _HEADING.match(line) if "#" in line else None:
            line = f"{heading[0]}{_mark(number)}{line[heading.end() :]}"
        elif line.startswith("=") and not line.strip("= ") and _is_title(lines, number - 1):
            marked[-1] = _mark(number - 1) + marked[-1]
        if in_table and line.strip(" >"):
            line = _ROW.sub(rf"\g<0>{_mark(number)}", line, count=1)
        else:
            below_head = "|" in line and number > 0 and "|" in lines[number - 1]
            in_table = below_head and _RULE.match(line) is not None
        marked.append(line)
    return marked


def last_number(text: str) -> int | None:
    """Return the number that the last mark in ``text`` carries, or None where there is none."""
    marks = _MARK.findall(text)
    if not marks:
        return None
    number = ord(marks[-1]) - 0xF0000
    return number if number < 0xFFFE else number - 2


def _mark(number: int) -> str:
    # The last two places of a plane are not characters.
    return chr(0xF0000 + (number if number < 0xFFFE else number + 2))


def _is_title(lines: Sequence[str], number: int) -> bool:
    alone = number == 0 or (number > 0 and not lines[number - 1].strip())
    return alone and bool(lines[number].strip())
