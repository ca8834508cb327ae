"""Which words there are: Vietnamese syllables in one list, all others by their first letter."""

import re
from collections.abc import Iterable

from .coding import number

_SYLLABLE = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:i[aeu]?|y[eu]?|e[ou]?|a[iouy]?|o[aeio]?|u[aeiouy]?|ieu|yeu|uoi|uou|uye|uya|uyu|oai|oay|oeo|"
    "uay|oao|uao)(?:ch?|m|ngh?|ng|nh?|p|t)?"
)
OTHERS = "_"
"""Stands for all first letters that are not a to z."""


def is_syllable(word: str) -> bool:
    """Return whether a folded word is written as a Vietnamese syllable is."""
    return _SYLLABLE.fullmatch(word) is not None


def initial(word: str) -> str:
    """Return what the file of words like ``word`` is called."""
    return word[0] if "a" <= word[0] <= "z" else OTHERS


def written(counts: Iterable[tuple[str, int]]) -> str:
    """Return words and in how many documents each stands: ``an 3dua 7`` with letters for 3, 7."""
    return " ".join(f"{word} {number(count)}" for word, count in counts)


def shelf(word: str) -> str:
    """Return where a word is listed: ``""`` for a syllable, else its initial; ``-`` for nowhere.

    Numbers stand in no list of words: one is as good as another.
    """
    if word.isdecimal():
        return "-"
    return "" if is_syllable(word) else initial(word)
