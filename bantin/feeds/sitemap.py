"""Pages → sitemaps and robots.txt, for machines that look the site through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .quotes import quoted

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_MOST_ADDRESSES, _MOST_BYTES = 50_000, 50_000_000
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_PLACE = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its address in every language, as (language, address), and its last change.

    ``changed`` is a day (``2024-03-04``) where the content says one, else empty.
    """

    editions: tuple[tuple[str, str], ...]
    changed: str = ""


def sitemaps(
    pages: Iterable[Listed],
    site: str,
    *,
    addresses: int = _MOST_ADDRESSES,
    octets: int = _MOST_BYTES,
) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of ``pages`` with its name; where it is too large, an index and its parts.

    The parts of an index are named with ``site``, the address of the root of the site, before
    them. A page stands in one part with all its editions, unless these alone are too many.
    Source: sitemaps.org 0.9, and its extension by ``xhtml:link`` for other languages.
    """
    parts = list(_parts(pages, addresses, octets))
    if len(parts) == 1:
        yield _PLACE, parts[0]
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    inside = "".join(f"\n <sitemap>\n  <loc>{escape(site + n)}</loc>\n </sitemap>" for n in names)
    whole = f'{_HEAD}<sitemapindex xmlns="{SITEMAP}">{inside}\n</sitemapindex>\n'
    yield _PLACE, whole.encode()
    yield from zip(names, parts, strict=True)


def _parts(pages: Iterable[Listed], addresses: int, octets: int) -> Iterator[bytes]:
    urls: list[bytes] = []
    room = octets - 500  # what stands around them
    for page in pages:
        own = [url.encode() for url in _urls(page)]
        size = sum(map(len, own))
        if urls and (len(urls) + len(own) > addresses or size > room):
            yield _urlset(urls)
            urls, room = [], octets - 500
        urls += own
        room -= size
    yield _urlset(urls)


def _urls(page: Listed) -> list[str]:
    # Written as text: building a tree of so many elements takes longer than writing it.
    changed = f"\n  <lastmod>{page.changed}</lastmod>" if page.changed else ""
    links = "".join(
        f'\n  <xhtml:link rel="alternate" hreflang="{quoted(lang)}" href="{quoted(other)}" />'
        for lang, other in (*page.editions, ("x-default", page.editions[0][1]))
    )
    return [
        f"\n <url>\n  <loc>{escape(address)}</loc>{changed}{links}\n </url>"
        for _, address in page.editions
    ]


def _urlset(urls: list[bytes]) -> bytes:
    spaces = f'xmlns="{SITEMAP}"' + (f' xmlns:xhtml="{XHTML}"' if urls else "")
    inside = b">" + b"".join(urls) + b"\n</urlset>" if urls else b" />"
    return f"{_HEAD}<urlset {spaces}".encode() + inside + b"\n"


def robots(sitemap_address: str) -> bytes:
    """Return robots.txt: everything may be read; the sitemap is named where it has an address."""
    lines = ["User-agent: *", "Allow: /"]
    if sitemap_address:
        lines += ["", f"Sitemap: {sitemap_address}"]
    return ("\n".join(lines) + "\n").encode()
