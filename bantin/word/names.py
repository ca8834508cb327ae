"""Names of Word's XML, in the short form in which everybody writes them: ``w:p``, ``a:blip``."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

# The second address of a prefix is that of the strict form of ISO/IEC 29500.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """Return ``{address}name`` as ``prefix:name``; ``?:name`` where the address is unknown."""
    if not tag.startswith("{"):
        return tag
    address, _, name = tag[1:].partition("}")
    return f"{_PREFIXES.get(address, '?')}:{name}"


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child called ``name``, or None."""
    return next(children(element, name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children called ``name``."""
    for inner in element if element is not None else ():
        if short(inner.tag) == name:
            yield inner


def value(element: Element | None, name: str = "w:val") -> str:
    """Return the attribute ``name``, empty where there is none."""
    for key, said in element.items() if element is not None else ():
        if short(key) == name:
            return said
    return ""


def is_on(element: Element | None) -> bool | None:
    """Return whether a switch such as ``w:b`` is on, None where it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
