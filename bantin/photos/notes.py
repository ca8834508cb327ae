"""An original's bytes → what its photographer wrote into it: caption, credit, day.

The bytes may be anybody's, so nothing here trusts a length, follows a pointer or expands an
entity; what cannot be read is left out. Nothing of it is published unseen.

Sources: IPTC-IIM 4.2 (records 1 and 2); XMP specification, parts 1 and 3; ITU-T T.81, annex B.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..text import clean
from .letters import decoded

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HEAD = 1 << 20
"""Notes stand before the pixels: so many bytes from the beginning are enough to find them."""

_LONGEST_PACKET = 1 << 18
_LONGEST_NOTE = 2000
_MOST_VALUES = 500
_PACKET = re.compile(rb"<(x:xmpmeta|rdf:RDF)[\s>]")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
# Cameras that were never told to be silent write their own name as the caption.
_CAMERA = re.compile(
    r"(?:.{0,30}\bdigital (?:still )?camera\b|sony dsc|samsung camera pictures|dcim\b"
    r"|dsc[_f\d]|img[_\d]|default$|untitled$|no description$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What an original says of itself, each on one line and empty where it says nothing.

    ``captions`` are pairs of language tag and text; the tag is empty where none was given.
    """

    captions: tuple[tuple[str, str], ...] = ()
    credit: str = ""
    day: date | None = None

    @property
    def say_something(self) -> bool:
        """Whether there is a caption or a credit to offer."""
        return bool(self.captions or self.credit)

    def caption(self, lang: str, *, main: bool) -> str:
        """Return the caption in ``lang``; one without a language counts for the main one."""
        for tag, text in self.captions:
            if tag.lower().partition("-")[0] == lang:
                return text
        return next((text for tag, text in self.captions if not tag), "") if main else ""


def notes(data: bytes) -> Notes:
    """Return the notes in an original, or in its first ``HEAD`` bytes; there may be none.

    Where XMP and IPTC both say something, XMP is heard: it knows languages and its letters.
    """
    xmp, iptc = _from_xmp(data[:HEAD]), _from_iptc(data[:HEAD])
    return Notes(
        captions=xmp.captions or iptc.captions,
        credit=xmp.credit or iptc.credit,
        day=xmp.day or iptc.day,
    )


# ── XMP ──


def _from_xmp(data: bytes) -> Notes:
    root = _packet(data)
    if root is None:
        return Notes()
    captions: dict[str, str] = {}
    for about in root.iter(f"{_DC}description"):
        for item in about.iter(f"{_RDF}li"):
            tag = item.get(_XML_LANG, "").strip()
            _add_caption(captions, "" if tag.lower() == "x-default" else tag, item.text or "")
    makers = [item.text or "" for by in root.iter(f"{_DC}creator") for item in by.iter(f"{_RDF}li")]
    return Notes(
        captions=tuple(captions.items()),
        credit=_credit(makers, _property(root, f"{_PHOTOSHOP}Credit")),
        day=_day(_property(root, f"{_PHOTOSHOP}DateCreated")),
    )


def _packet(data: bytes) -> "Element | None":
    """Return the XMP packet, which is made to be found without knowing what is around it."""
    opening = _PACKET.search(data)
    if not opening:
        return None
    closing = b"</" + opening[1] + b">"
    end = data.find(closing, opening.end(), opening.start() + _LONGEST_PACKET)
    # It begins at its outermost element, so it has no place for a DOCTYPE; one that is there
    # all the same is no packet but an attack.
    packet = data[opening.start() : end + len(closing)] if end >= 0 else b""
    if not packet or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return None
    from xml.etree import ElementTree  # a build that makes no photo does without

    try:
        return ElementTree.fromstring(packet.decode("utf-8"))  # noqa: S314 - no entity is left
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return None


def _property(root: "Element", name: str) -> str:
    """Return a simple property, which XMP writes as an attribute or as an element."""
    for element in root.iter():
        if element.tag == name and element.text:
            return element.text
        if found := element.get(name):
            return found
    return ""


# ── IPTC ──


def _from_iptc(data: bytes) -> Notes:
    values: dict[tuple[int, int], list[bytes]] = {}
    for count, (key, value) in enumerate(_datasets(_resource(data))):
        if count < _MOST_VALUES:
            values.setdefault(key, []).append(value)
    declared = values.get((1, 90), [b""])[0] == b"\x1b%G"
    said = {
        number: [decoded(value, is_utf8=declared) for value in found]
        for (record, number), found in values.items()
        if record == 2
    }
    captions: dict[str, str] = {}
    for text in said.get(120, ()):
        _add_caption(captions, "", text)
    return Notes(
        captions=tuple(captions.items()),
        credit=_credit(said.get(80, []), "".join(said.get(110, [])[:1])),
        day=_day("".join(said.get(55, [])[:1])),
    )


def _resource(data: bytes) -> bytes:
    """Return the IPTC record of a JPEG, from between the other resources of Photoshop."""
    block, at = b"".join(_segments(data)), 0
    while block.startswith(b"8BIM", at) and at + 12 <= len(block):
        name = at + 6
        length_at = name + 1 + block[name] + (1 + block[name]) % 2
        start = length_at + 4
        length = int.from_bytes(block[length_at:start])
        if block[at + 4 : name] == b"\x04\x04":
            return block[start : start + length]
        at = start + length + length % 2
    return b""


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield what the Photoshop segments of a JPEG hold; a long block is spread over several."""
    mark = b"Photoshop 3.0\0"
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] == 0xED and data.startswith(mark, at + 4):
            yield data[at + 4 + len(mark) : end]
        at = max(end, at + 4)


def _datasets(record: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    while record.startswith(b"\x1c", at) and at + 5 <= len(record):
        start = at + 5
        length = int.from_bytes(record[at + 3 : start])
        if length >= 0x8000:  # an extended one, which no caption needs
            return
        yield (record[at + 1], record[at + 2]), record[start : start + length]
        at = start + length


# ── both ──


def _add_caption(captions: dict[str, str], tag: str, text: str) -> None:
    line = _line(text)
    if line and not _CAMERA.match(line):
        captions.setdefault(_line(tag)[:20], line)


def _credit(makers: list[str], agency: str) -> str:
    """Return photographer and agency as papers write them: ``Trọng Đức/TTXVN``."""
    names = [name for name in map(_line, makers) if name][:3]
    house = _line(agency)
    if house and not any(house.casefold() in name.casefold() for name in names):
        return "/".join((", ".join(names), house)) if names else house
    return ", ".join(names)


def _line(text: str) -> str:
    """Return ``text`` on one line, or nothing where letters of it were lost long ago."""
    if "\ufffd" in text:
        return ""
    return " ".join(clean(text[: 2 * _LONGEST_NOTE]).split())[:_LONGEST_NOTE]


def _day(text: str) -> date | None:
    found = _DAY.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
