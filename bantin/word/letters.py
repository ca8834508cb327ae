"""Letters of the old Vietnamese fonts → Unicode.

TCVN3 (fonts ``.VnTime`` …) gives a letter one place of Latin-1; fonts for capitals, ``.VnTimeH``,
show the same places as capitals. VNI (``VNI-Times`` …) puts a mark behind the letter.
Sources: TCVN 5712:1993; the VNI character set as its fonts have it.
"""

import re
import unicodedata
from dataclasses import replace

from ..manuscript.blocks import Line
from ..manuscript.lines import plain

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_WHOLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(
    f"([aA])([{''.join(_MARKS)}{''.join(_MARKS).upper()}])"
    "|([eEoO])([ùøûõïâáàåãäÙØÛÕÏÂÁÀÅÃÄ])|([uUyYôÔöÖ])([ùøûõïÙØÛÕÏ])|([ôÔöÖñÑæÆóÓòÒîÎ])"
)

# What the letters look like where no font tells; a single one may be meant: 10µm.
_LOOKS_TCVN3 = re.compile("(?<=[A-Za-zÀ-ÿ])[®¸µ¶·¹¼½¾©¬ª§]|[®¸µ¶·¹¼½¾©¬ª§](?=[A-Za-zÀ-ÿ])")
_LOOKS_VNI = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïåäÙØÛÕÏÅÄ]")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def from_font(text: str, font: str) -> str:
    """Return ``text`` in Unicode, which was typed in ``font``; unchanged in any other font."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        plain_ = from_tcvn3(_unshifted(text))
        return plain_.upper() if name.endswith("h") else plain_
    return from_vni(_unshifted(text)) if name.startswith(("vni-", "vni ")) else text


def from_tcvn3(text: str) -> str:
    """Return what TCVN3 ``text`` says."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Return what VNI ``text`` says."""
    return _VNI.sub(_one, text)


def by_looks(line: Line, *, known: str = "") -> tuple[Line, str]:
    """Return ``line`` in Unicode, and ``tcvn3`` or ``vni`` where it had their letters, else “”.

    With the encoding ``known`` from other lines, a few of its letters are enough.
    """
    words = plain(line)
    if _UNICODE.search(words):
        return line, ""
    found = _looks(words, known)
    if not found:
        return line, ""
    decode = from_tcvn3 if found == "tcvn3" else from_vni
    return tuple(replace(part, text=decode(part.text)) for part in line), found


def _looks(words: str, known: str) -> str:
    tcvn3 = _LOOKS_TCVN3.findall(words)
    if len(set(tcvn3)) >= (1 if known == "tcvn3" else 2) and (known or len(tcvn3) >= 3):
        return "tcvn3"
    vni = _LOOKS_VNI.findall(words)
    enough = len(set(vni)) >= 3 and any(letter in words for letter in "ñÑöÖ")
    return "vni" if enough or (known == "vni" and vni) else ""


def _one(found: re.Match[str]) -> str:
    letter, mark = next(((a, b) for a, b in zip(found.groups()[::2], (*found.groups()[1::2], ""),
                                                strict=False) if a))  # fmt: skip
    base = _WHOLE.get(letter.lower(), letter.lower())
    made = unicodedata.normalize("NFC", base + _MARKS.get((mark or "").lower(), ""))
    return made if letter.islower() else made.upper()


def _unshifted(text: str) -> str:
    """Return ``text`` of a symbol font, whose letters lie in the private-use area, as Latin-1."""
    return "".join(chr(ord(c) & 0xFF) if "\uf000" <= c <= "\uf0ff" else c for c in text)
