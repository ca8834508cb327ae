"""Both editions hold the same pages, and the switch leads from one to the other."""

from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

import pytest

from .pages import Page

pytestmark = pytest.mark.long


def test_every_page_exists_in_both_languages(built_pages: dict[str, Page]) -> None:
    alone = [a for a, page in built_pages.items() if page.counterpart not in built_pages]

    assert not alone, "\n".join(alone)


def test_the_page_states_the_language_of_its_edition(built_pages: dict[str, Page]) -> None:
    wrong = [
        page.address
        for page in built_pages.values()
        for element in page.elements
        if element.tag == "html" and element.attributes.get("lang") != page.language
    ]

    assert not wrong, "\n".join(wrong)


def test_the_switch_leads_to_the_same_page_in_the_other_language(
    built_pages: dict[str, Page],
) -> None:
    wrong = {
        page.address: found
        for page in built_pages.values()
        if not page.forwards and (found := switches(page)) != {(other(page), page.counterpart)}
    }

    assert wrong == {}


def switches(page: Page) -> set[tuple[str, str]]:
    return {
        (element.attributes.get("hreflang", ""), _target(page, element.attributes["href"]))
        for element in page.having("data-switch")
        if element.tag == "a"
    }


def other(page: Page) -> str:
    return "vi" if page.language == "en" else "en"


def test_alternates_are_stated_from_both_sides(built_pages: dict[str, Page]) -> None:
    one_sided = [
        f"{page.address} -> {target}"
        for page in built_pages.values()
        for lang, target in alternates(page).items()
        if lang != "x-default"
        and alternates(built_pages[target]).get(page.language) != page.address
    ]
    incomplete = [
        page.address
        for page in built_pages.values()
        if not page.forwards and alternates(page) and not {"vi", "en"} <= alternates(page).keys()
    ]

    assert (one_sided, incomplete) == ([], [])


def alternates(page: Page) -> dict[str, str]:
    return {
        element.attributes["hreflang"]: _target(page, element.attributes["href"])
        for element in page.having("hreflang")
        if element.tag == "link" and "alternate" in element.attributes.get("rel", "")
    }


def _target(page: Page, href: str) -> str:
    parts = urlsplit(href)
    if parts.netloc or parts.path.startswith("/"):
        return parts.path.lstrip("/")
    return normpath(join(dirname(page.address), parts.path))
