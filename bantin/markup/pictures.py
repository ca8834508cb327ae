"""One picture as Markdown writes it → its parts; a caption → the caption and its credit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Letters: a longer caption, or a longer name, is rather a bracket that nobody closed.
_REACH = 3000
_NAME_REACH = 600
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TITLE = r"""\s+(?:"(?P<straight>.{0,300}?)"|'(?P<single>.{0,300}?)'|“(?P<curly>.{0,300}?)”)"""
_ANGLE = re.compile(rf"\(\s*<(?P<name>[^<>\n]*)>(?:{_TITLE})?\s*\)")
_ROUND = re.compile(rf"{_TITLE}\s*\)|[()]")
_SKIPPED = re.compile(r"\\.|(?P<ticks>`+)|(?P<picture>!\[)", re.DOTALL)

_SHY_LABEL = re.compile(
    r"(?:\A|(?<=[.!?…;,)”\"’|–—-])|\n)[*_\s]*(?:Ảnh|Photos?)\s*(?:[:–—-]|by\b)"
    r"|(?<![^\W_])(?:Ảnh|Photos?)\s*:"
)
_BOLD_LABEL = re.compile(r"\(\s*[*_]*(?:ảnh|photos?)(?:\s*[:–—-]|\s+by\b)", re.IGNORECASE)
_SIGN = re.compile(r"&(?:#\d+|#x[\da-f]+|\w+)\Z", re.IGNORECASE)
_NAME = re.compile(r"[^():\n]{0,80}(?:\([^():\n]{1,40}\)[^():\n]{0,20})?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``![alt](target "title")`` as it is typed; it ends before the place ``end``."""

    alt: str
    target: str
    title: str
    end: int


def read_picture(text: str, start: int) -> Picture | None:
    """Return the picture whose ``![`` stands at ``start``, or None where it is none."""
    for close in _closings(text, start + 2):
        if picture := _target(text, close, text[start + 2 : close]):
            return picture
    return None


def _closings(text: str, start: int) -> Iterator[int]:
    """Yield the places where the caption may end: its own bracket, else the next ``](``."""
    depth, reach = 1, start + _REACH
    for match in _BRACKET.finditer(text, start, reach):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if not depth:
            yield match.start()
            break
    line_end = text.find("\n", start)
    nearby = text.find("](", start, min(reach, line_end if line_end >= 0 else reach))
    if nearby >= 0:
        yield nearby


def _target(text: str, close: int, alt: str) -> Picture | None:
    if not text.startswith("](", close):
        return None
    if match := _ANGLE.match(text, close + 1):
        return Picture(alt=alt, target=match["name"], title=_title(match), end=match.end())
    line_end = text.find("\n", close)
    stop = min(line_end if line_end >= 0 else len(text), close + _NAME_REACH)
    depth = 0
    for match in _ROUND.finditer(text, close + 1, stop):
        if match[0] == "(":
            depth += 1
            continue
        depth -= 1
        if not depth:
            target = text[close + 2 : match.start()]
            return Picture(alt=alt, target=target, title=_title(match), end=match.end())
    # An opening bracket in the name that nobody closed: the last one on the line ends it.
    last = text.rfind(")", close, stop)
    if last < 0:
        return None
    return Picture(alt=alt, target=text[close + 2 : last], title="", end=last + 1)


def _title(match: re.Match[str]) -> str:
    return match["straight"] or match["single"] or match["curly"] or ""


def pictures_in(text: str) -> Iterator[tuple[int, Picture]]:
    """Yield each picture of ``text`` and where it starts, but for those in code spans."""
    place, hopeless = 0, set[int]()
    while match := _SKIPPED.search(text, place):
        place = match.end()
        if match["picture"] and (picture := read_picture(text, match.start())):
            yield match.start(), picture
            place = picture.end
        elif match["ticks"] and len(match["ticks"]) not in hopeless:
            close = re.compile(rf"(?<!`){match['ticks']}(?!`)").search(text, place)
            place = close.end() if close else place
            if not close:
                hopeless.add(len(match["ticks"]))


def split_credit(caption: str) -> tuple[str, str]:
    """Return ``caption`` without the credit at its end, and the credit without its label.

    A credit reads ``(Ảnh: Tên)``, ``Ảnh: Tên``, ``Ảnh – Tên``, ``Photo: Name`` or
    ``(Photo by Name)``; a full stop or an emphasis around it is no part of it.
    """
    text = caption.rstrip(" \t\n.*_")
    if text.endswith(")"):
        labels = list(_BOLD_LABEL.finditer(text))
        if labels and _NAME.match(name := text[labels[-1].end() : -1]):
            return _parted(caption, labels[-1].start(), name)
    labels = list(_SHY_LABEL.finditer(text))
    if labels and _NAME.match(name := text[labels[-1].end() :]):
        return _parted(caption, labels[-1].start(), name)
    return caption.strip(), ""


def _parted(caption: str, place: int, name: str) -> tuple[str, str]:
    credit = " ".join(name.split()).strip(" .*_,;–—-")
    if not credit:
        return caption.strip(), ""
    rest = caption[:place].rstrip()
    # What opened the emphasis of the credit, or a dash before it, would be left alone.
    if rest.endswith(("*", "_")) and (rest.count(rest[-1]) % 2 or rest.endswith((" *", " _"))):
        rest = rest.rstrip("*_")
    bare = rest.rstrip(" \t\n–—-|,;")
    # The end of “&lt;” is no end of a sentence.
    is_sign = rest.startswith(";", len(bare)) and _SIGN.search(bare)
    return f"{bare};" if is_sign else bare, credit
