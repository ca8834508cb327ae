"""A book → an EPUB 3 for readers and phones.

Sources: EPUB 3.3; EPUB Accessibility 1.1; Schema.org's accessibility vocabulary.
"""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from markupsafe import escape

from .chapters import Part, linked, parts
from .sheet import Sheet, fonts, styles
from .zips import write_zip

_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_KINDS = {".jpg": "image/jpeg", ".woff2": "font/woff2", ".css": "text/css"}
_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="{lang}" prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{lang}</dc:language>
<dc:creator>{publisher}</dc:creator>
<dc:publisher>{publisher}</dc:publisher>
<dc:date>{as_of}</dc:date>
<meta property="dcterms:modified">{as_of}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual,visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
"""


def write_epub(file: BinaryIO, sheet: Sheet, theme: Path) -> None:
    """Write the book as an EPUB, a file for each of its parts."""
    write_zip(file, _members(sheet, theme), first=b"application/epub+zip")


def _members(sheet: Sheet, theme: Path) -> Iterator[tuple[str, bytes]]:
    found = parts(sheet.html)
    names = [f"part-{number:03}.xhtml" for number in range(len(found))]
    # Readers show the contents by themselves, and always at hand: as nav.xhtml.
    at = next(n for n, part in enumerate(found) if part.headings[:1] and _is_contents(part))
    names[at] = "nav.xhtml"
    texts = linked(found, names)
    texts[at] = _nav(found, names, found[at].headings[0][2])
    css = styles(theme, "book.css", "epub.css")
    files = fonts(css, theme)
    yield "META-INF/container.xml", _CONTAINER.encode()
    package = _package(sheet, found, names, files)
    yield "book/content.opf", package.encode()
    for name, text in zip(names, texts, strict=True):
        yield f"book/{name}", _page(sheet, text).encode()
    yield "book/book.css", css.encode()
    for name, content in files.items():
        yield f"book/{name}", content
    for place in sheet.shown:
        yield f"book/{place}", sheet.photo(place)


def _is_contents(part: Part) -> bool:
    return part.headings[0][1] == "contents"


def _page(sheet: Sheet, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html {_XHTML} lang="{sheet.lang}" xml:lang="{sheet.lang}">\n<head>'
        f"<title>{escape(sheet.title)}</title>"
        '<link rel="stylesheet" type="text/css" href="book.css" /></head>\n'
        f'<body class="book">\n{body}\n</body>\n</html>\n'
    )


# ── the contents ─────────────────────────────────────────────────────────────


def _nav(found: list[Part], names: list[str], title: str) -> str:
    """Return the contents: parts and chapters, and below each the articles it has."""
    items: list[str] = []
    for part, name in zip(found, names, strict=True):
        tops = [heading for heading in part.headings if heading[0] < 3 and heading[2]]
        below = [heading for heading in part.headings if heading[0] == 3 and heading[2]]
        if tops and not _is_contents(part):
            inner = "".join(f"<li>{_link(name, heading)}</li>" for heading in below)
            items.append(f"<li>{_link(name, tops[0])}{f'<ol>{inner}</ol>' if inner else ''}</li>")
    rows = "\n".join(items)
    return (
        f'<nav epub:type="toc" class="contents" id="toc">\n<h2>{escape(title)}</h2>\n'
        f'<ol class="toc">\n{rows}\n</ol>\n</nav>'
    )


def _link(name: str, heading: tuple[int, str, str]) -> str:
    return f'<a href="{name}#{heading[1]}">{escape(heading[2])}</a>'


# ── the list of files ────────────────────────────────────────────────────────


def _package(sheet: Sheet, found: list[Part], names: list[str], files: Iterable[str]) -> str:
    head = _HEAD.format(
        lang=sheet.lang,
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"bantin:yearbook/{sheet.lang}/{sheet.state}"),
        title=escape(sheet.title),
        publisher=escape(sheet.publisher),
        as_of=sheet.as_of,
    )
    items = [
        _item(f"p{n}", name, "application/xhtml+xml", _properties(name, part))
        for n, (name, part) in enumerate(zip(names, found, strict=True))
    ]
    cover = sheet.shown[0] if sheet.shown and sheet.shown[0] in found[0].xhtml else ""
    for number, place in enumerate(["book.css", *files, *sheet.shown]):
        kind = _KINDS[place[place.rindex(".") :]]
        items.append(_item(f"f{number}", place, kind, "cover-image" if place == cover else ""))
    spine = "\n".join(f'<itemref idref="p{number}" />' for number in range(len(names)))
    return (
        f"{head}<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine>\n{spine}\n</spine>\n</package>\n"
    )


def _properties(name: str, part: Part) -> str:
    return "nav" if name == "nav.xhtml" else "svg" if part.has_drawing else ""


def _item(identity: str, place: str, kind: str, properties: str) -> str:
    said = f' properties="{properties}"' if properties else ""
    return f'<item id="{identity}" href="{place}" media-type="{kind}"{said} />'
