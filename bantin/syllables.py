"""Text → its syllables as a reader types them: with accents, with the tone apart, without either.

What a page's script does with a question (``theme/js/search/spelling.js``) is the same to the
letter, so that what was written is found by whoever types it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

LONGEST = 32
"""A longer run of letters is cut: no word is, and no list of words need hold such."""

# What no reader sees is no letter and parts nothing.
_UNSEEN = re.compile("[\0-\b\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_TOKEN = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
# Marks that part no pair, though there is a space beside them: Thi đua - Khen thưởng, “Bác”.
_SOFT = re.compile("[-/\\u2010\\u2011'\\u2018-\\u201f\"\\u00ab\\u00bb]+")
_STROKED = str.maketrans("đð", "dd")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_MARKS = re.compile("[\u0300-\u036f]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


class Spellings(dict[str, tuple[str | None, ...]]):
    """Stretches without a space → their syllables, spelt with the tone last.

    None stands where a mark parts two syllables that stand side by side. Each stretch is looked
    at once: most of a text is made of few.
    """

    def of(self, text: str) -> list[str | None]:
        """Return the syllables of ``text`` in their order, with None where a mark parts them."""
        return list(chain.from_iterable(map(self.__getitem__, tidied(text).split())))

    def __missing__(self, stretch: str) -> tuple[str | None, ...]:
        found = self[stretch] = tuple(spelt(stretch))
        return found


def tidied(text: str) -> str:
    """Return ``text`` in lower case, composed, without what no reader sees."""
    # Which of the two sigmas it is depends on what follows.
    text = unicodedata.normalize("NFC", text.lower().replace("ς", "σ"))
    return text if text.isprintable() else _UNSEEN.sub("", text)


def spelt(stretch: str) -> Iterator[str | None]:
    """Yield the syllables of a tidied stretch without a space, and None where it parts pairs."""
    found = list(_TOKEN.finditer(stretch))
    if not found:
        if _SOFT.sub("", stretch):
            yield None
        return
    if _SOFT.sub("", stretch[: found[0].start()]):
        yield None
    for token in found:
        if syllable := spelling(token[0]):
            yield syllable
    if _SOFT.sub("", stretch[found[-1].end() :]):
        yield None


def spelling(token: str) -> str:
    """Return a syllable with its tone behind it: hòa and hoà are one. Numbers lose zeros before.

    It is empty where no letter is left.
    """
    if token.isascii():
        return (token.lstrip("0") or "0")[:LONGEST] if token.isdecimal() else token[:LONGEST]
    token = unicodedata.normalize("NFD", token)
    tones = "".join(_TONE.findall(token))
    token = unicodedata.normalize("NFC", _TONE.sub("", token) if tones else token)[:LONGEST]
    return token + tones[:LONGEST] if folded(token) else ""


def folded(syllable: str) -> str:
    """Return a syllable in lower case without accents; đ becomes d."""
    if syllable.isascii():
        return syllable
    plain = _MARKS.sub("", unicodedata.normalize("NFD", syllable.translate(_STROKED)))
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def form(spelling: str) -> str:
    """Return a spelling with the tone as a figure: ``hoa1`` for hòa, ``điên5`` for điện."""
    if spelling.isascii():
        return spelling
    letters = spelling.rstrip("".join(_TONES))
    return letters + "".join(map(_TONES.__getitem__, spelling[len(letters) :]))
