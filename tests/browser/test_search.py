"""Search as readers meet it: alike on a server and on a disk, under the strict policy."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from bantin.text import fold

from ..small_site import SmallSite, small_site
from .server import served
from .test_accessibility import ALL, AXE, COLOURS, judged
from .visits import watched

pytestmark = pytest.mark.browser

REAL = "articles/tiep-buoc-chien-si-dien-bien.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield opened
    opened.close()


def ask(page: Page, base: str, query: str, rest: str = "", edition: str = "") -> list[str]:
    """Open the search page with ``query`` in its address and return the links of the answers."""
    page.goto(f"{base}{edition}search.html?q={quote(query)}{rest}")
    return answered(page)


def answered(page: Page) -> list[str]:
    """Wait until the answer is shown and return its links."""
    page.locator("[data-results][data-done]").wait_for(state="attached")
    found: list[str] = page.locator("[data-results] a.card-link").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return found


@pytest.mark.parametrize(
    "typed",
    [
        *("điện biên phủ", "dien bien phu", "ĐIỆN BIÊN PHỦ", "ddieenj bieen phur"),
        *("d9ie65n bie6n phu3", "dienbienphu", "điện bein phủ", "ĐBP", "điện biên ph"),
        *("04/3/2024", "Vũ Văn Hiển", "vu van hien", "đại tá Vũ Văn Hiển"),
    ],
)
def test_the_real_article_is_found_first(page: Page, base: str, typed: str) -> None:
    assert ask(page, base, typed)[0] == REAL


def test_the_answers_are_the_same_on_a_server_and_on_a_disk(
    browser: Browser, base: str, built_site: Path
) -> None:
    queries = ["tuyen xe an toan", "sáng kiến", "7/5", "hiến mua", "xyzzy"]
    found = []
    for root in (base, built_site.as_uri() + "/"):
        page = browser.new_page()
        with watched(page, root) as faults:
            found.append([ask(page, root, query) for query in queries])
        page.close()
        assert not faults, "\n".join(faults)

    assert found[0] == found[1]
    assert [bool(answers) for answers in found[0]] == [True, True, True, True, False]


def test_a_query_is_told_with_its_count_and_its_words_marked(page: Page, base: str) -> None:
    links = ask(page, base, "hien mau")

    told = page.get_by_role("status").inner_text()
    assert told.startswith(str(len(links)))
    marked = page.locator("[data-results] mark").all_inner_texts()
    assert "hiến máu" in marked
    assert {fold(text) for text in marked} <= {"hien mau", "hien", "mau"}


def test_the_state_stands_in_the_address_and_the_back_button_works(page: Page, base: str) -> None:
    every = ask(page, base, "thi đua")
    page.get_by_label("2024").check()
    page.wait_for_url("**year=2024**")
    narrowed = answered(page)
    address = page.url
    assert 0 < len(narrowed) <= len(every)

    page.go_back()
    page.wait_for_url(lambda url: "year" not in url)
    assert answered(page) == every
    page.goto(address)
    assert answered(page) == narrowed
    assert page.get_by_label("2024").is_checked()


def test_a_facet_counts_what_it_leaves(page: Page, base: str) -> None:
    ask(page, base, "thi đua")
    choices = page.locator(".facet-one input").evaluate_all(
        """ticks => ticks.map(tick => [tick.dataset.choice,
            Number(tick.closest("label").querySelector(".count").textContent)])"""
    )
    assert {choice.split()[0] for choice, _ in choices} == {"year", "campaign", "relation", "unit"}

    for choice, count in choices[::5]:
        kind, slug = choice.split()
        ask(page, base, "thi đua", f"&{kind}={slug}")
        told = page.get_by_role("status").inner_text().split()[0]
        assert told in {str(count), "Một"}, choice
        assert count == 1 or told != "Một"


def test_more_answers_come_ten_at_a_time(page: Page, base: str) -> None:
    first = ask(page, base, "thi đua")
    assert len(first) == 10

    page.get_by_role("button", name="Xem thêm").click()
    page.wait_for_url("**page=2**")
    page.locator("[data-results] .hit").nth(10).wait_for()
    second = answered(page)
    assert len(set(second)) == len(second) > 10
    assert second[:10] == first


def test_arrows_walk_through_the_answers(page: Page, base: str) -> None:
    links = ask(page, base, "sáng kiến")
    box = page.get_by_role("searchbox")
    box.focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getAttribute('href')") == links[0]
    page.keyboard.press("Escape")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{links[0]}")


def test_the_box_at_the_head_of_a_page_leads_to_the_answers(page: Page, base: str) -> None:
    page.goto(base + "en/" + REAL)
    page.get_by_role("search").get_by_role("searchbox").fill("flood")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=flood")
    assert answered(page)


def test_other_languages_come_after_ones_own_and_are_marked(page: Page, base: str) -> None:
    ask(page, base, "thi đua", edition="en/")
    languages = page.locator("[data-results] a.card-link").evaluate_all(
        "links => links.map(link => link.lang || document.documentElement.lang)"
    )
    assert languages == sorted(languages)  # en before vi
    assert "vi" in languages

    # What was never translated leads to its fact card in the reader's own edition, and says so.
    hit = page.locator(".hit", has=page.locator('a[href="articles/tet-trong-cay.html"]'))
    ask(page, base, "tết trồng cây", edition="en/")
    assert hit.locator("a.card-link").get_attribute("lang") == "vi"
    assert "not translated" in hit.inner_text()


def test_nothing_found_is_said_and_near_misses_stand_apart(page: Page, base: str) -> None:
    assert ask(page, base, "tàu ngầm hạt nhân") == []
    assert page.get_by_role("status").inner_text() == (
        "Không tìm thấy bài nào cho “tàu ngầm hạt nhân”."
    )
    assert page.locator("[data-suggestions] a").count() > 0
    assert page.locator("[data-browse]").is_visible()


def test_what_was_guessed_is_said_with_a_way_back(page: Page, base: str) -> None:
    assert ask(page, base, "ddieenj bieen phur")
    assert "Điện Biên Phủ" in page.locator("[data-meant]").inner_text()

    page.locator("[data-meant] a").click()
    page.wait_for_url("**exact=1**")
    assert answered(page) == []
    assert page.locator("[data-meant]").is_hidden()
    ask(page, base, "điện biên phủ")
    assert page.locator("[data-meant]").is_hidden()


def test_quotation_marks_keep_words_together(page: Page, base: str) -> None:
    loose = ask(page, base, "tuyến xe an toàn")
    strict = ask(page, base, "“tuyến xe an toàn”")
    assert set(strict) < set(loose)


def test_where_the_index_is_missing_the_page_says_so(page: Page, built_site: Path) -> None:
    page.route("**/search/**", lambda route: route.abort())
    assert ask(page, built_site.as_uri() + "/", "thi đua") == []
    assert "Không tải được" in page.get_by_role("status").inner_text()
    assert page.locator("[data-browse]").is_visible()


def test_without_scripts_the_page_leads_to_the_lists(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "search.html?q=thi+đua")

    links = page.locator("main a:visible").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert {"people.html", "units.html", "topics.html", "campaigns.html"} <= set(links)
    assert "archives/2024.html" in links
    assert page.locator("noscript p").is_visible()
    context.close()


@pytest.mark.parametrize("query", ["thi đua", "ddieenj bieen phur", "tàu ngầm hạt nhân"])
@pytest.mark.parametrize("edition", ["", "en/"])
def test_axe_finds_nothing_among_answers(page: Page, base: str, edition: str, query: str) -> None:
    ask(page, base, query, edition=edition)
    page.evaluate(AXE.read_text("utf-8"))
    by_day = judged(page, ALL)
    page.emulate_media(color_scheme="dark")

    assert not by_day + judged(page, COLOURS)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_answers_never_make_a_page_scroll_sideways(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for query in ("thi đua", "tàu ngầm hạt nhân", "x" * 200):
        ask(page, base, query)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query


def test_drafts_are_never_found(browser: Browser, tmp_path: Path) -> None:
    from bantin.build import build

    site: SmallSite = small_site(tmp_path)
    site.article("kin", "Trạng thái: nháp\nĐơn vị: Khotrom\n", "Chữ khotrom bí mật.", "Khotrom")
    build(site.settings())
    page = browser.new_page()
    with served(site.output) as base:
        assert ask(page, base, "khotrom") == []
        assert ask(page, base, "phát động thi đua")
        assert page.locator("[data-suggestions] a").count() == 0
    page.close()
