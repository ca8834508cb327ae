"""Reading as one needs it: large, spaced, in the system's colours, by the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from . import pages
from .test_screens import opened, overflow

pytestmark = pytest.mark.browser

SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
"""The four properties of WCAG 1.4.12, set by the reader's own style."""

CLIPPED = """() => [...document.body.querySelectorAll("*")].filter(e => {
    const style = getComputedStyle(e);
    if (e.closest(".skip, svg, thead, caption, .scroll") || !e.textContent.trim()) return false;
    if (style.clipPath === "inset(50%)") return false;  // for the ear alone
    const cut = v => v === "hidden" || v === "clip";
    return (cut(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (cut(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => `${e.tagName.toLowerCase()}.${e.className} is clipped`)"""

OVERLAPPING = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lines = [];
    for (let node; (node = walker.nextNode());) {
        const host = node.parentElement;
        if (!node.data.trim() || host.closest(".skip, svg, template, sup")) continue;
        if (!host.checkVisibility({visibilityProperty: true})) continue;
        let unseen = host;
        while (unseen && getComputedStyle(unseen).clipPath !== "inset(50%)")
            unseen = unseen.parentElement;
        if (unseen) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
            if (box.width > 1) lines.push({box, node});
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    const found = [];
    lines.forEach((one, i) => {
        for (let j = i + 1; j < lines.length && lines[j].box.top < one.box.bottom; j++) {
            const other = lines[j];
            // A line box is taller than its letters: only the letters must not meet.
            const deep = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            const wide = Math.min(one.box.right, other.box.right)
                - Math.max(one.box.left, other.box.left);
            if (one.node !== other.node && wide > 2 && deep > 0.45 * other.box.height)
                found.push(`“${one.node.data.trim().slice(0, 30)}” lies on `
                    + `“${other.node.data.trim().slice(0, 30)}”`);
        }
    });
    return found.slice(0, 3);
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_text_may_be_spaced_without_loss(
    browser: Browser, base: str, kinds: list[str], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")

    lost = []
    for address in opened(page, base, kinds):
        page.evaluate(SPACED)
        faults = [*page.evaluate(CLIPPED), *page.evaluate(OVERLAPPING)]
        if by := overflow(page, width):
            faults.append(f"{by} reaches over the side")
        lost += [f"{address}: {fault}" for fault in faults]
    page.close()

    assert not lost, "\n".join(lost)


def test_nothing_lies_on_anything_as_it_comes(
    browser: Browser, base: str, kinds: list[str]
) -> None:
    page = browser.new_page(reduced_motion="reduce")

    found = []
    for address in opened(page, base, kinds):
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            faults = [*page.evaluate(CLIPPED), *page.evaluate(OVERLAPPING)]
            found += [f"{address} at {width} px: {fault}" for fault in faults]
    page.close()

    assert not found, "\n".join(found)


def test_nothing_moves_where_the_reader_wants_no_motion(
    browser: Browser, base: str, shapes: list[str]
) -> None:
    page = browser.new_page(reduced_motion="reduce")

    moving = [
        f"{address}: {fault}"
        for address in opened(page, base, shapes)
        for fault in page.evaluate(
            """() => [...document.querySelectorAll("*")].flatMap(e => {
                const style = getComputedStyle(e), name = `${e.tagName}.${e.className}`;
                const moves = /[1-9]/.test(style.transitionDuration)
                    || style.animationName !== "none";
                return moves ? [name] : style.scrollBehavior === "smooth" ? [name] : [];
            })"""
        )
    ]
    page.close()

    assert not moving, "\n".join(moving)


# ── forced colours ───────────────────────────────────────────────────────────

MEANINGS = r"""() => {
    const probe = document.createElement("i");
    probe.style.forcedColorAdjust = "none";
    document.body.append(probe);
    const seen = name => { probe.style.color = name; return getComputedStyle(probe).color; };
    const canvas = seen("Canvas"), found = [];
    const bare = c => c === canvas || /^rgba\(.*, 0\)$/.test(c) || c === "none";
    const judge = (selector, what) => document.querySelectorAll(selector).forEach(e => {
        if (e.checkVisibility() && what(e)) found.push(`${selector} cannot be seen`);
    });
    const own = (e, of) => getComputedStyle(e, of);
    judge(".tie:not(.is-missing > *)", e => bare(own(e, "::before").backgroundColor)
        || own(e, "::before").clipPath === "none");
    judge(".badge:not(.badge-quiet)", e => bare(own(e).borderTopColor)
        || own(e).borderTopStyle === "none");
    judge(".mark", e => bare(own(e).fill));
    judge(".bar-line, .bar-open", e => bare(own(e).stroke));
    judge(".progress-gone", e => bare(own(e).fill)
        || own(e).fill === own(e.parentNode.querySelector(".progress-all")).fill);
    judge(".tick, .today", e => bare(own(e).stroke));
    judge("[aria-current]", e => !/underline/.test(own(e).textDecorationLine)
        && Number(own(e).borderBottomWidth.replace("px", "")) === 0
        && !/[1-9]/.test(own(e).outlineWidth));
    probe.remove();
    return [...new Set(found)];
}"""


def test_every_meaning_is_kept_in_the_colours_of_the_system(
    browser: Browser, base: str, shapes: list[str]
) -> None:
    page = browser.new_page(forced_colors="active", reduced_motion="reduce")

    lost = [
        f"{address}: {fault}"
        for address in opened(page, base, shapes)
        for fault in page.evaluate(MEANINGS)
    ]
    page.close()

    assert not lost, "\n".join(lost)


# ── the keyboard ─────────────────────────────────────────────────────────────

# A screen of 1280 × 1024 at 400 %, and a desk in the colours of the system. Editions differ in
# words, not in stops, so each is toured on one of them.
TOURS = {"vi": (320, 256, False), "en": (1280, 800, True)}


@pytest.mark.parametrize("lang", TOURS)
def test_the_keyboard_passes_every_stop_and_each_is_seen(
    browser: Browser, base: str, built_pages: dict[str, pages.Page], lang: str
) -> None:
    width, height, forced = TOURS[lang]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        forced_colors="active" if forced else "none",
    )
    kinds = pages.one_of_each_kind(built_pages.values(), lang)
    if forced:  # the stops are those of the first tour: what may differ is how they are shown
        kinds = kinds[::3]

    faults = [
        f"{address}: {fault}" for address in opened(page, base, kinds) for fault in toured(page)
    ]
    page.close()

    assert not faults, "\n".join(faults)


def toured(page: Page) -> Iterator[str]:
    """Go from stop to stop; yield what is unseen, skipped, out of order or without an end."""
    wanted: int = page.evaluate(STOPS)
    for number in range(wanted):
        page.keyboard.press("Tab")
        if fault := page.evaluate(FAULT_OF_STOP, number):
            yield f"stop {number + 1} of {wanted}: {fault}"
            return
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement !== document.body && document.hasFocus()"):
        again = page.evaluate("stops.indexOf(document.activeElement)")
        if again != 0:
            yield "the keyboard does not come out of the page"


STOPS = """() => {
    window.stops = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest("[inert]"))
        // Of radio buttons only the chosen one is a stop, and what is -1 is none.
        .filter(e => e.tabIndex >= 0 && (e.type !== "radio" || e.checked));
    return stops.length;
}"""
FAULT_OF_STOP = """number => {
    const stop = document.activeElement, name = stop.outerHTML.slice(0, 110);
    const next = stops[number];
    if (stop !== next) return `expected ${next.outerHTML.slice(0, 110)}, not ${name}`;
    const boxes = [...stop.getClientRects()].filter(b => b.width > 0 && b.height > 0);
    // A radio button is drawn by the words beside it.
    const style = getComputedStyle(stop.type === "radio" ? stop.nextElementSibling : stop);
    if (!boxes.length) return `${name} has no size`;
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
        return `${name} has no ring`;
    const inside = b => b.bottom > 1 && b.top < innerHeight - 1 && b.right > 1
        && b.left < innerWidth - 1;
    const shown = boxes.filter(inside);
    if (!shown.length) return `${name} is out of view`;
    // It counts as seen if any of it lies above whatever stands still while the page moves.
    const open = shown.some(b => [0.1, 0.5, 0.9].some(x => [0.2, 0.5, 0.8].some(y => {
        const at = document.elementFromPoint(
            Math.min(Math.max(b.left + b.width * x, 1), innerWidth - 2),
            Math.min(Math.max(b.top + b.height * y, 1), innerHeight - 2));
        return at && (stop.contains(at) || at.contains(stop));
    })));
    return open ? "" : `${name} is hidden`;
}"""
