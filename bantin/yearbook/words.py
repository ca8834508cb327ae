"""The body of a text → words and photos as the book has them, beside those of other texts."""

from collections.abc import Callable, Iterable, Iterator

from ..model import Block, Gallery, Picture, Rendition
from ..pages.edition import Edition
from ..views import BookPhoto, BookRow, PhotoView, Prose
from .rewriting import Attributes, Rewriter

Pick = Callable[[Picture], Rendition]
"""Which rendition of a photo a format has."""

Way = Callable[[str, str], str | None]
"""Where an item of a kind and a slug stands, for one who reads the book; None: nowhere."""

_DEEPER = {"h2": "h4", "h3": "h5", "h4": "h6"}
# Photos stand in a row until together they are this much wider than high.
_FULL_ROW = 2.6


class _Words(Rewriter):
    """Keeps the anchors of a text apart from those of others, and leads its links into the book."""

    def __init__(self, anchor: str, way: Way) -> None:
        super().__init__()
        self.anchor, self.way = anchor, way
        self._links: list[bool] = []

    def turn(self, tag: str, attributes: Attributes) -> tuple[str, Attributes] | None:
        kept = [(n, f"{self.anchor}-{_letters(v)}" if n == "id" else v) for n, v in attributes]
        if tag == "a":
            href = self._led(dict(attributes).get("href", ""))
            self._links.append(href is not None)
            if href is None:
                return None
            kept = [(name, href if name == "href" else value) for name, value in kept]
        return _DEEPER.get(tag, tag), kept

    def turn_end(self, tag: str) -> str | None:
        if tag == "a" and not (self._links and self._links.pop()):
            return None
        return _DEEPER.get(tag, tag)

    def _led(self, href: str) -> str | None:
        if href.startswith("#"):
            return f"#{self.anchor}-{_letters(href[1:])}"
        if href.startswith("bantin:"):
            kind, _, name = href.removeprefix("bantin:").partition("/")
            return self.way(kind, name.partition("#")[0])
        return href or None


def _letters(name: str) -> str:
    # A colon, as footnotes have it, is no letter of a name in XML.
    return name.replace(":", "-")


def prose(html: str, anchor: str, way: Way) -> Prose:
    """Return a stretch of safe HTML, well formed, with headings two levels lower."""
    words = _Words(anchor, way)
    words.feed(html)
    words.close()
    return Prose("".join(words.written))


class Album:
    """The photos of one text; each gets an anchor of its own."""

    def __init__(self, anchor: str, pick: Pick) -> None:
        self.anchor, self.pick = anchor, pick
        self.photos: list[BookPhoto] = []

    def photo(self, view: PhotoView) -> BookPhoto:
        """Return a photo in the size of the format."""
        made = self.pick(view.picture)
        anchor = f"{self.anchor}-photo-{len(self.photos) + 1}"
        self.photos.append(BookPhoto(anchor, made.url, made.width, made.height, view))
        return self.photos[-1]


def body(
    edition: Edition, blocks: Iterable[Block], lang: str, album: Album, way: Way
) -> Iterator[Prose | BookRow]:
    """Yield the words and the rows of photos of a text that is written in ``lang``."""
    for block in blocks:
        if isinstance(block, Gallery):
            views = (edition.photo(photo, lang, 0) for photo in block.photos)
            yield from rows([album.photo(view) for view in views if view])
        else:
            yield prose(block, album.anchor, way)


def rows(photos: list[BookPhoto]) -> Iterator[BookRow]:
    """Yield ``photos`` in rows, each about as wide as a page; none stays behind alone."""
    row: list[BookPhoto] = []
    for number, photo in enumerate(photos):
        row.append(photo)
        wide = sum(one.width / one.height for one in row)
        left = len(photos) - number - 1
        if (wide >= _FULL_ROW and left != 1) or len(row) == 3:
            yield BookRow(tuple(row))
            row = []
    if row:
        yield BookRow(tuple(row))
