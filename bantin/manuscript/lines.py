"""Stretches of text as a program keeps them → a tidy line, and what can be asked of one."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from ..text import clean
from .blocks import Line, Words

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u2000-\u2006\u2008-\u200a\u3000]+|\u00a0(?=\s)|(?<=\s)\u00a0")
_AROUND = re.compile(r" *\n[ \n]*")


def joined(stretches: Iterable[Words]) -> Line:
    """Return a line of ``stretches``: composed, neighbours of one manner joined, trimmed.

    There is one space where there were several, and none at the ends or around a break.
    """
    found: list[Words] = []
    before = "\n"
    for words in _merged(stretches):
        if words.note:
            found.append(words)
            before = "]"
            continue
        text = _AROUND.sub("\n", _SPACES.sub(" ", clean(_BREAKS.sub("\n", words.text))))
        text = text.lstrip({"\n": " \n", " ": " "}.get(before, ""))
        if text:
            found.append(replace(words, text=text))
            before = text[-1]
    return _end_trimmed(found)


def plain(line: Iterable[Words]) -> str:
    """Return the words alone, without footnotes; every break is a space."""
    return " ".join("".join(words.text for words in line).split())


def all_of(line: Line, holds: Callable[[Words], bool]) -> bool:
    """Return whether ``holds`` is true of every stretch that has letters, and there is one."""
    lettered = [words for words in line if any(map(str.isalnum, words.text))]
    return bool(lettered) and all(map(holds, lettered))


def is_italic(line: Line) -> bool:
    """Return whether all letters of ``line`` are italic."""
    return all_of(line, lambda words: words.italic)


def is_bold(line: Line) -> bool:
    """Return whether all letters of ``line`` are bold."""
    return all_of(line, lambda words: words.bold)


def split(line: Line) -> tuple[Line, ...]:
    """Return the parts of ``line`` between its breaks, those without words left out."""
    parts: list[list[Words]] = [[]]
    for words in line:
        first, *rest = words.text.split("\n")
        parts[-1].append(replace(words, text=first))
        parts += [[replace(words, text=text)] for text in rest]
    return tuple(made for part in parts if (made := joined(part)))


def _merged(stretches: Iterable[Words]) -> Iterable[Words]:
    kept = (words for words in stretches if words.text or words.note)
    for _, group in groupby(kept, lambda words: replace(words, text="")):
        first, *rest = group
        if first.note:
            yield from (first, *rest)
        else:
            yield replace(first, text="".join(words.text for words in (first, *rest)))


def _end_trimmed(line: list[Words]) -> Line:
    while line and not line[-1].note:
        text = line[-1].text.rstrip(" \n\u00a0")
        if text:
            line[-1] = replace(line[-1], text=text)
            break
        line.pop()
    return tuple(line)
