"""Articles → feeds, sitemap and robots.txt: the site as other programs read it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed shows it. ``href`` is absolute, or from the root of the site.

    ``lang`` is the language of ``title`` and ``summary``; ``changed`` is the day of the last
    correction, or of publication.
    """

    slug: str
    href: str
    lang: str
    title: str
    summary: str
    authors: tuple[str, ...]
    published: date
    changed: date


def atom(
    entries: Iterable[Entry], *, lang: str, title: str, home: str, own: str, offset: str
) -> bytes:
    """Return an Atom feed of ``entries``.

    ``home`` and ``own`` are the addresses of the edition and of the feed; ``offset`` is that
    of the site's time zone, as ``+07:00``.
    Identifiers are name-based UUIDs of language and slug, so that they outlive a change of
    the site's address. Source: RFC 4287, sections 4.2.6 and 4.2.7; RFC 4122, section 4.3.
    """
    ET.register_namespace("", ATOM)
    entries = tuple(entries)
    feed = ET.Element(f"{{{ATOM}}}feed", {_XML_LANG: lang})
    _add(feed, "id", _urn(lang, ""))
    _add(feed, "title", title)
    _add(
        feed, "updated", _stamp(max((e.changed for e in entries), default=date(1970, 1, 1)), offset)
    )
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": home})
    ET.SubElement(
        feed, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": own}
    )
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", title)
    for entry in entries:
        _entry(feed, entry, lang, offset)
    return _bytes(feed)


def _entry(feed: ET.Element, entry: Entry, lang: str, offset: str) -> None:
    item = ET.SubElement(feed, f"{{{ATOM}}}entry")
    if entry.lang != lang:
        item.set(_XML_LANG, entry.lang)
    _add(item, "id", _urn(lang, entry.slug))
    _add(item, "title", entry.title)
    _add(item, "published", _stamp(entry.published, offset))
    _add(item, "updated", _stamp(entry.changed, offset))
    ET.SubElement(
        item, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": entry.href}
    )
    for name in entry.authors:
        _add(ET.SubElement(item, f"{{{ATOM}}}author"), "name", name)
    _add(item, "summary", entry.summary)


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{tag}").text = text


def _urn(lang: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"bantin:{lang}/{name}").urn


def _stamp(day: date, offset: str) -> str:
    return f"{day.isoformat()}T00:00:00{offset}"


def sitemap(pages: Iterable[tuple[tuple[str, str], ...]]) -> bytes:
    """Return a sitemap: for each page its address in every language, as (language, address).

    Source: sitemaps.org 0.9, and its extension by ``xhtml:link`` for other languages.
    """
    # Written as text: building a tree of so many elements takes longer than writing it.
    written = []
    for editions in pages:
        links = "".join(
            f'\n  <xhtml:link rel="alternate" hreflang="{_quoted(lang)}" href="{_quoted(other)}" />'
            for lang, other in (*editions, ("x-default", editions[0][1]))
        )
        written += [
            f"\n <url>\n  <loc>{escape(address)}</loc>{links}\n </url>" for _, address in editions
        ]
    spaces = f'xmlns="{SITEMAP}"' + (f' xmlns:xhtml="{XHTML}"' if written else "")
    urls = f">{''.join(written)}\n</urlset>" if written else " />"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {spaces}{urls}\n'.encode()


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def robots(sitemap_address: str) -> bytes:
    """Return robots.txt: everything may be read; the sitemap is named where it has an address."""
    lines = ["User-agent: *", "Allow: /"]
    if sitemap_address:
        lines += ["", f"Sitemap: {sitemap_address}"]
    return ("\n".join(lines) + "\n").encode()
