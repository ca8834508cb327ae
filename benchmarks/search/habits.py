"""How a phrase comes out of fingers: tones apart, keystrokes, slips. Knows nothing of any search.

Sources: the Telex and VNI tables of Vietnamese input methods, marks typed behind the syllable.
"""

import re
import unicodedata
from collections.abc import Sequence
from random import Random

TONES = "\u0300\u0309\u0303\u0301\u0323"
_TELEX = dict(zip(TONES, "frxsj", strict=True))
_VNI = dict(zip(TONES, "23415", strict=True))
_SHAPES = {
    "telex": {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"},
    "vni": {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"},
}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_STOPPED = re.compile("(?:ch|[cpt])$")
_OPEN = re.compile("([oO])([aeAE])|([uU])([yY])")


def split(word: str) -> tuple[str, str]:
    """Return a syllable without its tone, and the tone as a combining mark or nothing."""
    apart = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in apart if mark in TONES), "")
    return unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart), tone


def fold(text: str) -> str:
    """Return ``text`` without any accent, and with d for đ."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def keystrokes(text: str, method: str) -> str:
    """Return ``text`` as the keys that spell it by ``telex`` or ``vni``, taken as they are."""
    return " ".join(_keys(word, method) for word in text.lower().split())


def _keys(word: str, method: str) -> str:
    plain, tone = split(word)
    if method == "telex":
        plain = plain.replace("ươ", "uow")
    typed = "".join(_SHAPES[method].get(letter, letter) for letter in plain)
    return typed + ((_TELEX if method == "telex" else _VNI)[tone] if tone else "")


def retoned(word: str, tone: str, *, old: bool = False) -> str | None:
    """Return an open syllable in oa, oe or uy with its tone on the first vowel or the second.

    None where the syllable has no such end, so that both ways are one.
    """
    plain, _ = split(word)
    found = _OPEN.search(plain)
    if not found or found.end() != len(plain) or plain[:1] in "qQ" or not tone:
        return None
    at = found.start() + (1 if old else 2)
    return unicodedata.normalize("NFC", plain[:at] + tone + plain[at:])


def mistoned(text: str, chance: Random) -> str:
    """Return ``text`` with a tone that is possible, but another, on one or two syllables."""
    words = text.split()
    places = [n for n, word in enumerate(words) if fold(word) != word] or list(range(len(words)))
    for at in chance.sample(places, min(len(places), chance.choice((1, 2)))):
        plain, tone = split(words[at])
        wanted = TONES[3:] if _STOPPED.search(plain) else TONES
        others = [mark for mark in wanted if mark != tone]
        if others:
            words[at] = _with_tone(plain, chance.choice(others))
    return " ".join(words)


def _with_tone(plain: str, tone: str) -> str:
    vowels = [n for n, letter in enumerate(fold(plain)) if letter.lower() in "aeiouy"]
    if fold(plain).lower().startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    if not vowels:
        return plain
    shaped = [n for n in vowels if plain[n].lower() in "âêôăơư"]
    at = shaped[-1] if shaped else vowels[-1 if plain[-1] not in plain[vowels[-1]] else 0]
    return unicodedata.normalize("NFC", plain[: at + 1] + tone + plain[at + 1 :])


def slipped(text: str, chance: Random) -> str:
    """Return ``text`` with one slip in one of its longer words."""
    words = text.split()
    at = chance.choice([n for n, word in enumerate(words) if len(word) >= _longest(words)])
    word = words[at]
    while words[at] == word:
        words[at] = _slip(word, chance)
    return " ".join(words)


def _longest(words: Sequence[str]) -> int:
    return min(4, max(map(len, words)))


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word))
    kind = chance.choice(("swap", "beside", "lost", "twice"))
    if kind == "swap":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "twice":
        return word[:at] + word[at - 1] + word[at:]
    return word[:at] + _beside(word[at], chance) + word[at + 1 :]


def _beside(letter: str, chance: Random) -> str:
    for row in _ROWS:
        if letter in row:
            at = row.index(letter)
            return chance.choice((row[max(0, at - 1) : at] + row[at + 1 : at + 2]) or letter)
    return letter
