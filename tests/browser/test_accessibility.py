"""What WCAG 2.2 AA asks for, as far as a machine can judge it, and the keyboard."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from . import pages

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is not described: that takes a third of the time.
TOLD = {"resultTypes": ["violations", "incomplete"]}
ALL = {**TOLD, "runOnly": STANDARDS, "rules": {"target-size": {"enabled": True}}}
COLOURS = {**TOLD, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What may differ by night: the rest of the page is the same."""
OFF = {rule: {"enabled": False} for rule in ("color-contrast", "link-in-text-block", "target-size")}
WORDS = {**ALL, "rules": OFF}
"""What may differ in the other language: its colours and targets are the same."""


# The editions differ in words: one is enough for the wider screens.
SIZES = [("vi", 360), ("vi", 1280), ("en", 360)]


@pytest.mark.parametrize(("lang", "width"), SIZES)
def test_axe_finds_nothing_by_day_or_by_night(
    browser: Browser, base: str, built_pages: dict[str, pages.Page], lang: str, width: int
) -> None:
    source = AXE.read_text("utf-8")
    kinds = pages.one_of_each_kind(built_pages.values(), lang)
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")

    violations = []
    for address in kinds:
        page.goto(base + address)
        page.evaluate(source)  # by the debugger's way, which the content policy does not stop
        page.evaluate(ALL_OF_IT)
        page.emulate_media(color_scheme="light")
        rules = ALL if lang == "vi" else WORDS
        violations += [f"{address}: {found}" for found in judged(page, rules)]
        if lang == "vi":
            page.emulate_media(color_scheme="dark")
            violations += [f"{address} (dark): {found}" for found in judged(page, COLOURS)]
    page.close()

    assert not violations, "\n".join(violations)


# What is far off the screen is not painted, and axe would not judge its colours.
ALL_OF_IT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [sheet];
}"""


def judged(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return axe's violations on ``page``: rule, first place, reason.

    Where axe is not sure of a contrast (text in a drawing, a link whose box touches another)
    it is measured here, against the ground of the nearest element that has one.
    """
    found: list[str] = page.evaluate(JUDGED, rules)
    return found


JUDGED = r"""async rules => {
    const told = await axe.run(document, rules);
    const found = told.violations.map(v =>
        `${v.id}: ${v.nodes.length} × ${v.nodes[0].target}: ${v.nodes[0].failureSummary}`);
    const brush = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const light = colour => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        const rgb = [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    };
    const ground = e => {
        for (; e; e = e.parentElement) {
            const colour = getComputedStyle(e).backgroundColor;
            if (!/^rgba\(.*, 0\)$/.test(colour)) return colour;
        }
        return "white";
    };
    for (const unsure of told.incomplete.filter(v => v.id === "color-contrast")) {
        for (const node of unsure.nodes) {
            const e = document.querySelector(node.target[0]), style = getComputedStyle(e);
            const ink = e.closest("svg") ? style.fill : style.color;
            const [dark, bright] = [light(ink), light(ground(e))].sort((a, b) => a - b);
            const contrast = (bright + 0.05) / (dark + 0.05);
            if (contrast < 4.5) found.push(`${node.target}: a contrast of ${contrast.toFixed(2)}`);
        }
    }
    return found;
}"""


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
