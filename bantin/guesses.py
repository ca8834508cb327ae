"""The mark behind what was guessed for a writer: no reader sees it, and it asks for a look."""

import re

MARKS = {"vi": "[xem lại]", "en": "[please check]"}
"""What is written behind a guess, in the language of the text."""

_ENDING = re.compile(
    r"(?<![ \t])[ \t]*\[(?:xem lại|please check)\](?=[ \t*_]*(?:$|\]\())", re.IGNORECASE
)


def marked(text: str, lang: str) -> str:
    """Return ``text`` with the mark of a guess behind it."""
    return f"{text} {MARKS.get(lang, MARKS['en'])}".lstrip()


def unmarked(line: str) -> str:
    """Return ``line`` without the mark at its end, or at the end of a picture's brackets."""
    if "[" not in line:
        return line
    return _ENDING.sub("", line)


def mark_of(line: str) -> str:
    """Return the mark in ``line`` as it was written, or nothing."""
    found = _ENDING.search(line)
    return found[0].strip() if found else ""
