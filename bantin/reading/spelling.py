"""The letters of a text → whether it is in the language and the encoding it should be in."""

import re
from itertools import filterfalse

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 25
_SAMPLE = 1000

# What the letters of the old font encoding TCVN3 look like where they stand beside others.
_MARKS = "®¸µ¶·¹¼½¾©¬ª§"
_TCVN3 = re.compile(f"(?<=[A-Za-zÀ-ÿ])[{_MARKS}]|[{_MARKS}](?=[A-Za-zÀ-ÿ])")


def accented_share(text: str) -> float | None:
    """Return the share of words with accents at the start of ``text``; None for a few words."""
    sample = text[:_SAMPLE]
    if sample.isascii() and sum(map(str.isalpha, sample.split(None, 2 * _ENOUGH))) >= _ENOUGH:
        return 0.0  # as in nearly all of English
    parts = sample.split()
    # Most parts are a word and nothing else; to look for words in the others only is faster.
    others = list(filterfalse(str.isalpha, parts))
    found = _WORD.findall(" ".join(others))
    total = len(parts) - len(others) + len(found)
    if total < _ENOUGH:
        return None
    return (total - _plain(parts) + _plain(others) - _plain(found)) / total


def _plain(words: list[str]) -> int:
    """Return how many of ``words`` have no accents."""
    return sum(map(str.isascii, words))


def tcvn3_line(text: str) -> int | None:
    """Return the first line, from 1, typed with the old ``.Vn`` fonts: ``Ph¸t ®éng thi ®ua``."""
    if not any(mark in text for mark in _MARKS):
        return None
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if _is_tcvn3(line)), None)


def _is_tcvn3(line: str) -> bool:
    found = _TCVN3.findall(line)
    # One mark alone, however often, may be meant: 10µm, 20µm, 30µm.
    return len(found) >= 3 and len(set(found)) >= 2
