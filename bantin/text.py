"""Vietnamese text: folding, slugs, likeness, and the order of the dictionary."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# đ has no decomposition in Unicode, so dropping marks alone would keep it; eth looks the same.
_STROKED = str.maketrans("đĐðÐ", "dDdD")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # the combining ones
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 200

# The order of the letters in Vietnamese dictionaries; f j w z stand where English has them.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: f"{number:02d}" for number, letter in enumerate(_LETTERS, start=10)}
# … and of the tones: none, huyền, hỏi, ngã, sắc, nặng (TCVN 5712 orders them so in dictionaries).
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: parts of the letter itself


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), without control and private-use characters but ``\\n\\t``."""
    text = unicodedata.normalize("NFC", text)
    if text.replace("\n", "").isprintable():
        return text
    # Only the lines that need it are looked at letter by letter.
    return "\n".join(map(_printable, text.split("\n")))


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        c for c in text if c == "\t" or unicodedata.category(c) not in ("Cc", "Co", "Cs", "Cf")
    )


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` in lower case without accents; đ becomes d. Folding twice is folding once."""
    text = unicodedata.normalize("NFD", text.casefold().translate(_STROKED))
    if (plain := _MARKS.sub("", text)).isascii():  # as nearly all of Vietnamese
        return plain
    text = "".join(c for c in text if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", text.casefold())


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Return the ASCII address of ``text``: folded words joined by hyphens; may be empty.

    A disk takes names of 255 bytes. A longer address is cut, and ends with letters that stand
    for all of it.
    """
    address = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(address) <= _LONGEST_SLUG:
        return address
    sign = hashlib.blake2b(address.encode(), digest_size=6).hexdigest()
    return f"{address[: _LONGEST_SLUG - 20].strip('-')}-{sign}"


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[str, str, str]:
    """Return a key that sorts as a Vietnamese dictionary does: letters, then tones, then case.

    Letters run a ă â b c d đ e ê … o ô ơ … u ư … y; tones none, huyền, hỏi, ngã, sắc, nặng,
    as a second level over the whole string. Digits stand before letters, spaces before both.
    """
    letters, tones, shape = [], [], unicodedata.normalize("NFD", text)
    base, tone = "", "0"

    def close() -> None:
        if base:
            letter = unicodedata.normalize("NFC", base.lower())
            letters.append(_RANKS.get(letter) or _other(letter))
            tones.append(tone)

    for char in shape:
        if char in _TONES:
            tone = _TONES[char]
        elif char in _SHAPES:
            base += char
        elif unicodedata.combining(char):
            continue
        else:
            close()
            base, tone = char, "0"
    close()
    return "".join(letters), "".join(tones), text.swapcase()


def initial_letter(text: str) -> str:
    """Return the letter under which a dictionary lists ``text``: “Ẩn” under â, “Án” under a.

    It is in lower case, and empty where ``text`` begins with no Vietnamese letter.
    """
    letter = unicodedata.normalize("NFD", text[:1].casefold())
    letter = unicodedata.normalize("NFC", "".join(c for c in letter if c not in _TONES))
    return letter if letter in _RANKS else ""


def _other(char: str) -> str:
    if char.isspace():
        return "00"
    if char.isdigit():
        return f"01{char}"
    if not char.isalnum():
        return "02" + char
    return "99" + char


def person_key(name: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Return a key that sorts people as Vietnamese lists do: by given name, then the rest."""
    rest, _, given = name.strip().rpartition(" ")
    return sort_key(given), sort_key(rest)


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that the writer most likely meant by ``typed``, or None.

    Accents, case and đ/d are forgiven first, then one or two wrong letters.
    """
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(fold(name), name)
    wanted = fold(typed)
    if wanted in folded:
        return folded[wanted]
    from difflib import get_close_matches  # nobody has mistyped anything in most runs

    found = get_close_matches(wanted, folded, n=1, cutoff=0.72)
    return folded[found[0]] if found else None
