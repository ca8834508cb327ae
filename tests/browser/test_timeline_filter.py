"""The timeline by year and by status: with a script, and whole without one."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_accessibility import AXE, COLOURS

pytestmark = pytest.mark.browser

SHOWN = ".timeline [id]:not(.year):visible"


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(address)
    return page


def test_a_status_and_a_year_leave_what_fits_and_say_how_much(browser: Browser, base: str) -> None:
    page = opened(browser, base + "timeline.html")
    everything = page.locator(SHOWN).count()

    page.get_by_role("radio", name="Đã kết thúc").check(force=True)
    page.get_by_label("Năm", exact=True).select_option("2024")
    left = page.locator(SHOWN).count()

    assert 0 < left < everything
    expect(page.get_by_role("status")).to_have_text(f"Hiện {left} trong {everything} phong trào")
    assert page.url.endswith("?year=2024&status=ended")
    assert page.locator(".jump a:visible").count() == page.locator(".year:visible").count()
    page.close()


def test_a_campaign_that_lasts_into_the_next_year_is_found_in_both(
    browser: Browser, base: str
) -> None:
    for year in ("2024", "2025"):
        page = opened(browser, f"{base}timeline.html?year={year}")
        expect(page.locator("#so-hoa-nha-xuong")).to_be_visible()
        page.close()


def test_what_is_chosen_is_there_again_when_the_address_is_opened(
    browser: Browser, base: str
) -> None:
    page = opened(browser, base + "timeline.html?year=2024&status=ended")

    expect(page.get_by_role("radio", name="Đã kết thúc")).to_be_checked()
    expect(page.locator("#giu-tot-dung-ben-lam-theo-loi-bac")).to_be_hidden()
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.locator("#nhip-cau-sau-lu")).to_be_visible()
    expect(page.get_by_role("radio", name="Tất cả")).to_be_focused()
    assert page.url == base + "timeline.html"
    page.close()


def test_a_link_to_a_hidden_campaign_shows_all_again(browser: Browser, base: str) -> None:
    page = opened(browser, base + "timeline.html?year=2024")
    expect(page.locator("#nhip-cau-sau-lu")).to_be_hidden()

    page.locator(".bar[href='#nhip-cau-sau-lu']").click()
    expect(page.locator("#nhip-cau-sau-lu")).to_be_in_viewport()
    page.close()


def test_from_a_disk_it_works_the_same(browser: Browser, built_site: Path) -> None:
    page = opened(browser, (built_site / "timeline.html").as_uri())

    page.get_by_label("Năm", exact=True).select_option("2020")
    expect(page.locator("#nhip-cau-sau-lu")).to_be_visible()
    expect(page.locator("#so-hoa-nha-xuong")).to_be_hidden()
    page.close()


def test_without_a_script_there_are_no_controls_and_every_campaign(
    browser: Browser, base: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "timeline.html?year=2024")

    expect(page.locator("[data-filter]")).to_be_hidden()
    expect(page.locator("#nhip-cau-sau-lu")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_contrast_of_every_word_can_be_judged_and_is_enough(
    browser: Browser, base: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(base + "timeline.html")
    page.evaluate(AXE.read_text("utf-8"))
    # What is put off until it is scrolled to cannot be judged before.
    page.evaluate("() => document.querySelector('.timeline').classList.remove('is-long')")

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        left = page.evaluate(
            """async rules => {
                const found = await axe.run(document, rules);
                return [...found.violations, ...found.incomplete].map(v => v.nodes[0].html);
            }""",
            COLOURS,
        )
        assert left == []
    page.close()
