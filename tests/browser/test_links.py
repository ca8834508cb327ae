"""Every address in the built site leads somewhere, also from a disk."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from .pages import Element, Page

pytestmark = pytest.mark.long

ADDRESSES = ("href", "src", "poster", "action", "data")


def test_every_link_leads_to_a_file_and_every_fragment_to_a_place(
    built_site: Path, built_pages: dict[str, Page]
) -> None:
    files = {f.relative_to(built_site).as_posix() for f in built_site.rglob("*") if f.is_file()}

    broken = [
        f"{page.address}:{element.line}: {address}: {fault}"
        for page in built_pages.values()
        for element in page.elements
        for address in addresses(element)
        if (fault := fault_of(address, page, built_pages, files))
    ]

    assert not broken, "\n".join(broken)


def addresses(element: Element) -> Iterator[str]:
    for name in ADDRESSES:
        if name in element.attributes:
            yield element.attributes[name]
    for candidate in element.attributes.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]


def fault_of(address: str, page: Page, pages: dict[str, Page], files: set[str]) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""  # the foreign ones are judged by what the browser asks for
    if parts.path.startswith("/"):
        # The page for unknown addresses is shown at any depth and must start at the root.
        if Path(page.address).name != "404.html":
            return "starts at the root, which a disk does not have"
        target = unquote(parts.path).lstrip("/")
    else:
        target = normpath(join(dirname(page.address), unquote(parts.path)))
    if not parts.path:
        target = page.address
    if target not in files:
        return "no such file"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        return "no such place in the page"
    return ""


def test_styles_use_only_files_that_are_there(built_site: Path) -> None:
    broken = [
        f"{style.name}: {address}"
        for style in built_site.rglob("*.css")
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", style.read_text("utf-8"))
        if not address.startswith(("data:", "#"))
        and not (style.parent / unquote(urlsplit(address).path)).is_file()
    ]

    assert not broken, "\n".join(broken)


def test_no_page_carries_script_or_style_of_its_own(built_pages: dict[str, Page]) -> None:
    found = [
        f"{page.address}:{element.line}: <{element.tag}> {fault}"
        for page in built_pages.values()
        for element in page.elements
        if (fault := own_code(element))
    ]

    assert not found, "\n".join(found)


def own_code(element: Element) -> str:
    """Return what in ``element`` the policy of SPEC §7 would stop, or nothing."""
    data = element.attributes.get("type", "").endswith("json")
    if element.tag == "script" and "src" not in element.attributes and not data:
        return "inline script"
    if element.tag == "style" or "style" in element.attributes:
        return "inline style"
    handlers = [name for name in element.attributes if name.startswith("on")]
    if handlers:
        return handlers[0]
    urls = [a for a in addresses(element) if a.strip().lower().startswith("javascript:")]
    return urls[0] if urls else ""
