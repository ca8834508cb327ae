"""A letter that the console cannot show → the nearest that it can: ``ế`` as ``ê´`` or ``e``."""

import codecs
import unicodedata

from .text import fold

NAME = "bantin.substitutes"
"""What streams are told to do with letters that their code page does not have."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—−‑", "-"),
        "→": "->",
        "…": "...",
        "✗": "x",
        "×": "x",
        "·": "-",
        "•": "*",
        "₫": "d",
    }
)


def register() -> None:
    """Let streams be opened with ``errors=NAME``."""
    codecs.register_error(NAME, substituted)


def substituted(error: UnicodeError) -> tuple[str, int]:
    """Return what is shown in place of the letters of ``error``, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(_nearest(letter, error.encoding) for letter in letters), error.end


def _nearest(letter: str, encoding: str) -> str:
    ways = (_with_tone_apart(letter), letter.translate(_SIGNS), _plain(letter))
    return next((way for way in ways if way != letter and _is_shown(way, encoding)), "?")


def _with_tone_apart(letter: str) -> str:
    """Return a letter and its tone as two signs, which is how code page 1258 has them."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in _TONES)
    shape = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", shape) + tones


def _plain(letter: str) -> str:
    return fold(letter).upper() if letter.isupper() else fold(letter)


def _is_shown(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
