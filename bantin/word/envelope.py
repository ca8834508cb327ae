"""The bytes of a file → the parts of a Word document, once nothing in it can do harm."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ..problems import ContentError, Problem
from .names import short
from .refusals import (
    damaged,
    empty,
    locked,
    no_word,
    old_kind,
    open_in_word,
    too_large,
    unsafe,
    with_programs,
)

LARGEST = 200 << 20
"""A file of more bytes is not even read."""

_MEGABYTE = 1 << 20
_MOST_ENTRIES = 4_000
_MOST_UNPACKED = 600 * _MEGABYTE
_LARGEST_PART = 30 * _MEGABYTE
_LARGEST_PICTURE = 256 * _MEGABYTE
_DENSEST = 300  # text packs to a twentieth or so of its size
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "wordprocessingml."
_TYPES = "[Content_Types].xml"
# zipfile raises RuntimeError for a part that is locked with a password of the archive's own, and
# NotImplementedError for one that is packed in a way it does not know.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
           ValueError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Envelope:
    """A Word document whose directory was looked through. ``main`` is its part with the text."""

    name: str
    file: zipfile.ZipFile
    main: str
    sizes: Mapping[str, int] = field(default_factory=dict)

    def tree(self, part: str) -> Element | None:
        """Return a part as a tree, None where there is none. Raises ``ContentError``."""
        if part not in self.sizes:
            return None
        return _tree(self._bytes(part, _LARGEST_PART), self.name)

    def picture(self, part: str) -> bytes | None:
        """Return the bytes of a picture, None where there is none or it is far too large."""
        if not 0 < self.sizes.get(part, 0) <= _LARGEST_PICTURE:
            return None
        return self._bytes(part, _LARGEST_PICTURE)

    def _bytes(self, part: str, limit: int) -> bytes:
        if self.sizes[part] > limit:
            raise ContentError(too_large(self.name))
        try:
            with self.file.open(part) as entry:
                return entry.read(limit + 1)
        except _DAMAGE as error:
            raise ContentError(damaged(self.name)) from error


def opened(data: bytes, name: str) -> Envelope:
    """Return the document in ``data``, which is the file ``name``; nothing is unpacked yet.

    Raises ``ContentError`` for whatever is no Word document, is damaged, locked, holds
    programs, or would unpack to more than anybody writes.
    """
    if problem := _foreign(data, name):
        raise ContentError(problem)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except _DAMAGE as error:
        raise ContentError(damaged(name)) from error
    if problem := _unsafe(entries, name):
        raise ContentError(problem)
    sizes = {entry.filename: entry.file_size for entry in entries}
    envelope = Envelope(name, file, "", sizes)
    return Envelope(name, file, _main(envelope), sizes)


def _foreign(data: bytes, name: str) -> Problem | None:
    """Return why the beginning of a file is not that of a Word document, or None."""
    lower = name.replace("\\", "/").rpartition("/")[2].casefold()
    if lower.startswith("~$"):
        return open_in_word(name)
    if not data:
        return empty(name)
    if data.startswith(_OLE):
        return locked(name) if _utf16("EncryptedPackage") in data else old_kind(name, ".doc")
    if lower.endswith((".docm", ".dotm")):
        return with_programs(name)
    kinds = ((b"{\\rtf", ".rtf"), (b"%PDF", ".pdf"))
    for beginning, kind in kinds:
        if data[:1024].lstrip().startswith(beginning):
            return old_kind(name, kind)
    if not data.startswith(b"PK"):
        return no_word(name)
    return None


def _unsafe(entries: list[zipfile.ZipInfo], name: str) -> Problem | None:
    """Return why the directory of an archive is not to be trusted, or None."""
    names = [entry.filename for entry in entries]
    if "mimetype" in names and "content.xml" in names:
        return old_kind(name, ".odt")
    if any(entry.flag_bits & 1 for entry in entries):
        return locked(name)
    if any(part.rpartition("/")[2].casefold() == "vbaproject.bin" for part in names):
        return with_programs(name)
    if any(_leaves(part) for part in names):
        return unsafe(name)
    unpacked = sum(entry.file_size for entry in entries)
    dense = any(
        e.file_size > _MEGABYTE and e.file_size > _DENSEST * max(e.compress_size, 1)
        for e in entries
    )
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or dense:
        return too_large(name)
    return no_word(name) if _TYPES not in names else None


def _leaves(part: str) -> bool:
    return part.startswith(("/", "\\")) or "\\" in part or ":" in part or ".." in part.split("/")


def _main(envelope: Envelope) -> str:
    """Return the name of the part with the text."""
    types = envelope.tree(_TYPES)
    for element in types if types is not None else ():
        kind, part = element.get("ContentType", ""), element.get("PartName", "").lstrip("/")
        if "macroEnabled" in kind:
            raise ContentError(with_programs(envelope.name))
        if _MAIN in kind and ".main+xml" in kind and part in envelope.sizes:
            return part
    relations = envelope.tree("_rels/.rels")
    for element in relations if relations is not None else ():
        part = element.get("Target", "").lstrip("/")
        if element.get("Type", "").endswith("/officeDocument") and _is_word(envelope, part):
            return part
    raise ContentError(no_word(envelope.name))


def _is_word(envelope: Envelope, part: str) -> bool:
    root = envelope.tree(part)
    return root is not None and short(root.tag) == "w:document"


def _tree(data: bytes, name: str) -> Element:
    parser = XMLParser(target=_Builder(name))  # noqa: S314 - without a document type, no entities
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise ContentError(damaged(name)) from error
    return root


class _Builder(TreeBuilder):
    """A tree of what has no document type: Word writes none, and entities come with one.

    Source: ECMA-376 Part 2, “Open Packaging Conventions”: DTD declarations are not allowed.
    """

    _DEEPEST = 200

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._depth = name, 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ContentError(too_large(self._name))

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > self._DEEPEST:
            raise ContentError(too_large(self._name))
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
