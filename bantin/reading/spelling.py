"""The letters of a text → whether it is in the language and the encoding it should be in."""

import re
from collections.abc import Callable
from itertools import filterfalse

WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 25
_SAMPLE = 1000
_MOST_WORDS = (_SAMPLE + 1) // 2  # of one letter each
# Compiled by ``re`` when a text is met that needs them, as in few runs.
_ENGLISH = r"(?i)\b(?:the|of|and|in|to|was|were|is|are|for|with|on|at|by|from|its|their)\b"

# What the letters of the old font encoding TCVN3 look like where they stand beside others.
_MARKS = "®¸µ¶·¹¼½¾©¬ª§"
_TCVN3 = f"(?<=[A-Za-zÀ-ÿ])[{_MARKS}]|[{_MARKS}](?=[A-Za-zÀ-ÿ])"


# What three letters of each old or spoilt encoding look like; one pattern finds a line to look at.
_VNI = r"[AEIOUYaeiouyÖÔöô][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË]|[ñÑ]"
_OURS = "[đĐơƠưƯăĂ\u1ea0-\u1ef9]"
_SPOILT = "á[º»]|Ä[‘ƒ]|Ã[\u00a0-\u00bf€-™]|Æ[°¡¯]|Â[\u00a0-\u00bf]|â€"
_LOST = r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|(?<![\w?])\?(?=\?[^\W\d_])|\b\?(?=[^\W\d_])"
_FEWEST = 3


def vni_line(text: str) -> int | None:
    """Return the first line, from 1, typed with the old VNI fonts: ``phaùt ñoäng thi ñua``."""
    if "ñ" not in text and "Ñ" not in text:  # their đ, without which no line of news is
        return None
    return _first_line(text, _is_vni)


def _is_vni(line: str) -> bool:
    return len(set(re.findall(_VNI, line))) >= _FEWEST and not re.search(_OURS, line)


def spoilt_line(text: str) -> tuple[int, str] | None:
    """Return the first line, from 1, whose UTF-8 was taken for another encoding, and its words."""
    # Nearly no text has one of these signs, and one sign is found far sooner than a pair.
    if not any(sign in text for sign in "»ºÃ‘°"):
        return None
    if not any(mark in text for mark in ("á»", "áº", "Ã", "Ä‘", "Æ°")):
        return None
    number = _first_line(text, lambda line: len(set(re.findall(_SPOILT, line))) >= _FEWEST)
    return None if number is None else (number, _mended(text.split("\n")[number - 1]))


def _mended(line: str) -> str:
    """Return ``line`` with its letters put right as far as they are still there."""
    kept = line.encode("cp1252", "replace").decode("utf-8", "ignore")
    return " ".join(kept.replace("?", "").split())


def lost_line(text: str) -> int | None:
    """Return the first line, from 1, that has signs where letters were: ``Ph?t ??ng thi ?ua``."""
    if ("?" not in text and "\ufffd" not in text) or not re.search(_LOST, text):
        return None
    return _first_line(
        text, lambda line: "://" not in line and len(re.findall(_LOST, line)) >= _FEWEST
    )


def _first_line(text: str, holds: Callable[[str], bool]) -> int | None:
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if holds(line)), None)


def is_english(text: str) -> bool:
    """Return whether ``text``, in which few words have accents, is rather English."""
    sample = text[:_SAMPLE]
    return len(re.findall(_ENGLISH, sample)) >= len(WORD.findall(sample)) / 8


def is_surely_accented(text: str) -> bool:
    """Return whether a tenth of the words at the start of ``text`` or more have accents.

    It is found out at a glance at even less of it, so False means nothing.
    """
    parts = text[: _SAMPLE * 2 // 5].split()
    return sum(map(str.isalpha, filterfalse(str.isascii, parts))) >= _MOST_WORDS / 10


def accented_share(text: str) -> float | None:
    """Return the share of words with accents at the start of ``text``; None for a few words."""
    sample = text[:_SAMPLE]
    if sample.isascii() and sum(map(str.isalpha, sample.split(None, 2 * _ENOUGH))) >= _ENOUGH:
        return 0.0  # as in nearly all of English
    parts = sample.split()
    # Most parts are a word and nothing else; to look for words in the others only is faster.
    others = list(filterfalse(str.isalpha, parts))
    found = WORD.findall(" ".join(others))
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
    return _first_line(text, _is_tcvn3)


def _is_tcvn3(line: str) -> bool:
    found = re.findall(_TCVN3, line)
    # One mark alone, however often, may be meant: 10µm, 20µm, 30µm.
    return len(found) >= 3 and len(set(found)) >= 2
