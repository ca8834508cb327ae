"""What WCAG 2.2 AA asks for, as far as a machine can judge it, and the keyboard."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": STANDARDS, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What may differ by night: the rest of the page is the same."""


def test_axe_finds_nothing_by_day_or_by_night(
    browser: Browser, base: str, kinds: list[str]
) -> None:
    source = AXE.read_text("utf-8")
    page = browser.new_page(reduced_motion="reduce")

    violations = []
    for address in kinds:
        page.goto(base + address)
        page.evaluate(source)  # by the debugger's way, which the content policy does not stop
        page.emulate_media(color_scheme="light")
        violations += [f"{address}: {found}" for found in judged(page, ALL)]
        page.emulate_media(color_scheme="dark")
        violations += [f"{address} (dark): {found}" for found in judged(page, COLOURS)]
    page.close()

    assert not violations, "\n".join(violations)


def judged(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return axe's violations on ``page``: rule, first place, reason."""
    found: list[str] = page.evaluate(
        """async rules => (await axe.run(document, rules)).violations.map(v =>
            `${v.id}: ${v.nodes.length} × ${v.nodes[0].target}: ${v.nodes[0].failureSummary}`)""",
        rules,
    )
    return found


def test_the_first_tab_leads_to_a_visible_way_past_the_menu(
    browser: Browser, base: str, kinds: list[str]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")

    lost = []
    for address in kinds:
        page.goto(base + address)
        page.keyboard.press("Tab")
        if fault := page.evaluate(SKIP_LINK_FAULT):
            lost.append(f"{address}: {fault}")
    page.close()

    assert not lost, "\n".join(lost)


SKIP_LINK_FAULT = """() => {
    const link = document.activeElement, href = link.getAttribute("href") || "";
    if (!href.startsWith("#")) return `the focus is on ${link.outerHTML.slice(0, 80)}`;
    const target = document.getElementById(href.slice(1));
    if (!target || !target.closest("main")) return `${href} is not in the main part`;
    const box = link.getBoundingClientRect(), style = getComputedStyle(link);
    if (box.width < 24 || box.height < 24 || box.top < 0 || box.left < 0)
        return "the focused link is not in view";
    return style.outlineStyle === "none" && style.boxShadow === "none" ? "no focus ring" : "";
}"""


def test_every_stop_of_the_keyboard_is_seen(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(base + "index.html")

    unseen = []
    for _ in range(page.locator("a, button, input, summary").count()):
        page.keyboard.press("Tab")
        if unseen_stop := page.evaluate(UNSEEN):
            unseen.append(unseen_stop)
    page.close()

    assert not unseen, "\n".join(unseen)


UNSEEN = """() => {
    const stop = document.activeElement;
    if (stop === document.body) return "";
    const box = stop.getBoundingClientRect(), style = getComputedStyle(stop);
    const inView = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    const ringed = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return inView && ringed ? "" : stop.outerHTML.slice(0, 120);
}"""
