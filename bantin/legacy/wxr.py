"""A WordPress export (WXR) → its items, one after another.

Source: the export of WordPress, versions 1.0 to 1.2 of WXR: an RSS file with elements of its
own. It is read a piece at a time; a document type, and with it every entity, is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from ..problems import N_, SettingsError

_PIECE = 1 << 18
_DEEPEST = 40
_LONGEST = 16 << 20
"""Letters of one element."""

_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
_EXCERPT = "excerpt/ encoded"
# Control characters that XML does not allow, though WordPress lets them through.
_BAD = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))


@dataclass(slots=True)
class Item:
    """An ``item`` of the export: its plain elements, its terms and its further fields.

    ``said`` maps the name of an element, without its namespace, to its text; of the two that
    are called ``encoded`` one is ``content``, the other ``excerpt``. ``terms`` are triples of
    a domain, a nicename and the words.
    """

    said: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Export:
    """The export in a file. What stands outside of items is known once it has been read."""

    path: Path
    is_cut_off: bool = False
    channel: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """Yield the items. Raises ``OSError``, and ``SettingsError`` where it is no export."""
        reader = _Reader(self)
        self.is_cut_off = False
        with self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                try:
                    reader.feed(piece.translate(None, _BAD))
                except expat.ExpatError:
                    self.is_cut_off = True
                yield from reader.taken()
                if self.is_cut_off:
                    break
            else:
                self.is_cut_off = not reader.is_over
        if not reader.is_rss:
            raise refused(self.path)


def refused(path: Path) -> SettingsError:
    """Return why a file cannot be read as an export."""
    return SettingsError(
        N_("“{path}” is not a WordPress export"),
        N_("In the old site choose Tools, Export, All content, and name the file it gives"),
        path=str(path),
    )


class _Reader:
    """What expat tells, put together to items."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.ready: list[Item] = []
        self.open: list[str] = []
        self.item: Item | None = None
        self.parts: list[str] = []
        self.length = 0
        self.term = ("", "")
        self.pair: dict[str, str] = {}
        self.is_rss = self.is_over = False

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)

    def taken(self) -> list[Item]:
        ready, self.ready = self.ready, []
        return ready

    def _refuse(self, *_: object) -> None:
        raise refused(self.export.path)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.open:
            self.is_rss = name == "rss"
        self.open.append(name)
        if not self.is_rss or len(self.open) > _DEEPEST:
            raise refused(self.export.path)
        self.parts, self.length = [], 0
        last = _last(name)
        if last == "item":
            self.item = Item()
        elif last == "category":
            self.term = (attributes.get("domain", ""), attributes.get("nicename", ""))
        elif last in ("postmeta", "author"):
            self.pair = {}

    def _text(self, text: str) -> None:
        self.length += len(text)
        if self.length > _LONGEST:
            raise refused(self.export.path)
        self.parts.append(text)

    def _end(self, name: str) -> None:
        self.open.pop()
        self.is_over = not self.open
        text, last = "".join(self.parts).strip(), _last(name)
        self.parts = []
        inside = _last(self.open[-1]) if self.open else ""
        if last == "item" and self.item is not None:
            self.ready.append(self.item)
            self.item = None
        elif inside in ("postmeta", "author"):
            self.pair[last] = text
        elif last == "postmeta" and self.item is not None:
            self.item.more[self.pair.get("meta_key", "")] = self.pair.get("meta_value", "")
        elif last == "author" and inside == "channel":
            login = self.pair.get("author_login", "")
            self.export.authors[login] = self.pair.get("author_display_name") or login
        elif inside == "item" and self.item is not None:
            if last == "category":
                self.item.terms.append((*self.term, text))
            else:
                self.item.said[last] = text
        elif inside == "channel":
            self.export.channel[last] = text


def _last(name: str) -> str:
    """Return the name of an element without its namespace; the two ``encoded`` told apart."""
    if name == _CONTENT:
        return "content"
    if name.endswith(_EXCERPT):
        return "excerpt"
    return name.rpartition(" ")[2]
