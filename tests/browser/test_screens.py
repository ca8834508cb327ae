"""Every kind of page on a phone and on a desk, by day and by night."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from .visits import show_everything, watched

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_complains_or_asks_a_foreign_host(
    browser: Browser, base: str, kinds: list[str], width: int, scheme: Scheme
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)

    with watched(page, base) as faults:
        for address in kinds:
            page.goto(base + address)
            show_everything(page)
    page.close()

    assert not faults, "\n".join(faults)


def test_nothing_reaches_over_the_side_of_the_screen(
    browser: Browser, base: str, kinds: list[str]
) -> None:
    page = browser.new_page()

    wide = [
        f"{address} at {width} px: {by}"
        for address in opened(page, base, kinds)
        for width in (320, 360, 1280)
        if (by := overflow(page, width))
    ]
    page.close()

    assert not wide, "\n".join(wide)


def test_all_photos_are_there_and_keep_their_place(
    browser: Browser, base: str, shapes: list[str]
) -> None:
    page = browser.new_page()

    poor = [
        f"{address}: {fault}"
        for address in opened(page, base, shapes)
        for fault in page.evaluate(
            """() => [...document.images].filter(i => i.hasAttribute("src")).flatMap(i => [
                i.naturalWidth > 0 ? [] : i.src + " does not load",
                i.hasAttribute("width") && i.hasAttribute("height") ? [] : i.src + " has no size",
                i.hasAttribute("alt") ? [] : i.src + " has no description",
            ].flat())"""
        )
    ]
    page.close()

    assert not poor, "\n".join(poor)


def opened(page: Page, base: str, addresses: list[str]) -> Iterator[str]:
    """Open one address after the other and yield each while it is shown."""
    for address in addresses:
        page.goto(base + address)
        show_everything(page)
        yield address


def overflow(page: Page, width: int) -> str:
    """Return the element that makes the page wider than a screen of ``width`` px, or nothing."""
    page.set_viewport_size({"width": width, "height": 800})
    found = page.evaluate(
        """() => {
            const screen = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= screen) return "";
            const beyond = [...document.body.querySelectorAll("*")]
                .filter(e => e.getBoundingClientRect().right > screen + 0.5);
            const last = beyond[beyond.length - 1] || document.body;
            return `${last.tagName.toLowerCase()}.${last.getAttribute("class") || ""}`;
        }"""
    )
    return str(found)
