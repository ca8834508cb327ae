"""The site on a disk or a stick, and the site without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .visits import show_everything, watched

pytestmark = pytest.mark.browser


def test_the_site_works_from_a_disk(browser: Browser, built_site: Path, kinds: list[str]) -> None:
    root = built_site.as_uri() + "/"
    page = browser.new_page()

    with watched(page, root) as faults:
        for address in kinds:
            page.goto(root + address)
            show_everything(page)
            faults += [f"{address}: {source}" for source in missing_photos(page)]
            faults += [f"{address}: {font}" for font in missing_fonts(page)]
    page.close()

    assert not faults, "\n".join(faults)


def test_a_reader_walks_from_the_front_page_on_a_disk(browser: Browser, built_site: Path) -> None:
    root = built_site.as_uri() + "/"
    page = browser.new_page()

    page.goto(root + "index.html")
    page.locator('main a[href^="articles/"]').first.click()
    page.wait_for_url(root + "articles/*.html")
    page.locator('a[data-switch][hreflang="en"]').first.click()
    page.wait_for_url(root + "en/articles/*.html")
    show_everything(page)
    missing = missing_photos(page)
    page.close()

    assert not missing, "\n".join(missing)


def missing_fonts(page: Page) -> list[str]:
    """Return the fonts of the site that the page wanted and did not get.

    A stand-in is a font of the reader's own machine, which may not have it.
    """
    found: list[str] = page.evaluate(
        """async () => [...await document.fonts.ready]
            .filter(font => font.status === "error" && !font.family.includes("stand-in"))
            .map(font => `the font ${font.family} does not load`)"""
    )
    return found


def missing_photos(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "() => [...document.images].filter(i => i.src && !i.naturalWidth).map(i => i.src)"
    )
    return found


def test_without_scripts_every_list_still_reads(
    browser: Browser, base: str, shapes: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain, scripted = context.new_page(), browser.new_page()

    poorer = [
        f"{address}: {sorted(lost)[:3]}"
        for address in shapes
        if (lost := links_shown(scripted, base + address) - links_shown(plain, base + address))
    ]
    context.close()
    scripted.close()

    assert not poorer, "\n".join(poorer)


def links_shown(page: Page, url: str) -> set[str]:
    """Return the addresses of all visible links in the main part of the page at ``url``.

    The way to the reader's own day of the year is left out: only a script knows that day.
    """
    page.goto(url)
    links = page.locator("main a[href]:visible:not([data-today] *)").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return set(links)
