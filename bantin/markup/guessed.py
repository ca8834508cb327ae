"""Lines with marks of guesses → the lines without them, and what is to be looked at."""

import re

from ..faults import fault
from ..guesses import mark_of, unmarked
from ..problems import N_, Problem, Severity
from ..text import clean

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BEGINNING = re.compile(r"\[(?:xem|please)", re.IGNORECASE)
_LONGEST = 60


def confirmed(source: str, *, path: str, first_line: int) -> tuple[str, tuple[Problem, ...]]:
    """Return the text without the marks behind what was guessed, and a warning for each line.

    The mark is for the writer alone; readers never see it.
    """
    if "[" not in source or not _BEGINNING.search(source):
        return source, ()
    parts = _LINE_END.split(source)
    problems = []
    for place in range(0, len(parts), 2):
        line = clean(parts[place])
        if (kept := unmarked(line)) != line:
            parts[place] = kept
            problems.append(_guessed(kept, mark_of(line), path, first_line + place // 2))
    return "".join(parts), tuple(problems)


def _guessed(line: str, mark: str, path: str, number: int) -> Problem:
    words = re.sub(r"!\[|\]\([^()]*\)|[*_\\]", "", line).strip()
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return fault(
        "caption-guessed",
        N_("“{caption}” was taken for the caption; whether that is right is a guess"),
        N_("If it is right, delete “{mark}” behind it; else write the right caption there"),
        path=path,
        line=number,
        severity=Severity.WARNING,
        caption=shown,
        mark=mark,
    )
