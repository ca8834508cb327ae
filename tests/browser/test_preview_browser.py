"""The preview as a writer sees it: a save changes the page in place, and faults are shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.previews import Preview, bantin_serve, tiny, write
from tests.small_site import SmallSite, small_site

from .test_accessibility import ALL, AXE, COLOURS, judged
from .visits import watched

pytestmark = pytest.mark.browser

BAR = "#bantin-preview .bar"
PANEL = "#bantin-preview .panel"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
LINES = [f"Đoạn thứ {n}, viết cho dài để trang phải cuộn." for n in range(60)]


def html(body: str, head: str = "", title: str = "Tin", lang: str = "vi") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{title}</title>\n<link rel="icon" href="/icon.svg">\n{head}\n</head>'
        f"\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def paragraphs(lines: list[str]) -> str:
    return "\n".join(f"<p>{line}</p>" for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(folder, "icon.svg", DRAWING)
    write(folder, "index.html", html("<h1>Trang nhất</h1>"))
    write(folder, "404.html", html("<h1>Không có trang này</h1>", title="Không có"))
    return folder


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    with tiny(folder) as preview:
        yield preview


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """Open a page that will know whether it was loaded anew since."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#bantin-preview")).to_be_attached()
    page.evaluate("window.isStillHere = true")
    return page


def is_still_here(page: Page) -> bool:
    return bool(page.evaluate("window.isStillHere === true"))


# ── a page in place of the other ─────────────────────────────────────────────


def test_a_save_changes_words_title_and_head_without_a_reload(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    page = opened(context, preview.address)
    with watched(page, preview.address) as faults:
        head = '<meta name="description" content="mới">'
        write(folder, "index.html", html("<h1>Trang nhất, bản hai</h1>", head, "Tin mới"))

        expect(page.locator("h1")).to_have_text("Trang nhất, bản hai")

    expect(page).to_have_title("Tin mới")
    assert page.locator("meta[name=description]").get_attribute("content") == "mới"
    assert page.locator("#bantin-preview").count() == 1
    assert is_still_here(page)
    assert not faults


def test_an_unchanged_page_is_left_as_it_is(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "khac.html", html("<p>Trang khác</p>"))
    page = opened(context, preview.address)
    page.evaluate("document.querySelector('h1').isOld = true")

    with page.expect_response(lambda answer: answer.url == preview.address) as asked:
        write(folder, "khac.html", html("<p>Trang khác nữa</p>"))

    assert asked.value.status == 304
    assert page.evaluate("document.querySelector('h1').isOld")


def test_the_text_in_view_stays_where_it_is(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "dai.html", html(paragraphs(LINES)))
    page = opened(context, f"{preview.address}dai.html")
    place = "document.querySelectorAll('p')[{}].getBoundingClientRect().top"
    page.evaluate(f"window.scrollTo({{top: {place.format(30)} - 5, behavior: 'instant'}})")

    write(folder, "dai.html", html(paragraphs(["Mở đầu mới"] * 7 + LINES)))
    expect(page.locator("main p")).to_have_count(67)
    assert page.evaluate(place.format(37)) == pytest.approx(5, abs=1)

    edited = [f"{line} Thêm chữ." if n == 30 else line for n, line in enumerate(LINES)]
    write(folder, "dai.html", html(paragraphs(["Mở đầu"] * 3 + edited)))
    expect(page.locator("main p")).to_have_count(63)
    assert page.evaluate(place.format(33)) == pytest.approx(5, abs=1)
    assert is_still_here(page)


def test_who_is_at_the_top_stays_there(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "dai.html", html(paragraphs(LINES)))
    page = opened(context, f"{preview.address}dai.html")

    write(folder, "dai.html", html(paragraphs(["Mở đầu mới", *LINES])))

    expect(page.locator("main p")).to_have_count(61)
    assert page.evaluate("window.pageYOffset") == 0


FORM = (
    "<details><summary>Một</summary><p>Trong</p></details><details><summary>Hai</summary></details>"
    '<a href="a.html">Xem</a> <a href="b.html">Xem</a> <input name="q"> <p>{}</p>'
)


def test_focus_typed_words_and_open_details_are_kept(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "mau.html", html(FORM.format("một")))
    page = opened(context, f"{preview.address}mau.html")
    page.locator("summary").nth(1).click()
    page.locator("input").fill("thi đua")
    page.evaluate("document.querySelector('input').setSelectionRange(3, 6)")

    write(folder, "mau.html", html(FORM.format("hai")))
    expect(page.locator("main > p")).to_have_text("hai")

    kept = page.evaluate(
        "(i => [document.activeElement === i, i.value, i.selectionStart, i.selectionEnd])"
        "(document.querySelector('input'))"
    )
    assert kept == [True, "thi đua", 3, 6]
    states = page.evaluate("[...document.querySelectorAll('details')].map(d => d.open)")
    assert states == [False, True]
    page.locator("a").nth(1).focus()
    write(folder, "mau.html", html(FORM.format("ba")))
    expect(page.locator("main > p")).to_have_text("ba")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "b.html"


def test_pictures_that_stay_are_not_loaded_again(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "a.svg", DRAWING)
    picture = '<img src="a.svg" width="9" height="9" alt="{}">'
    write(folder, "anh.html", html(picture.format("một")))
    page = opened(context, f"{preview.address}anh.html")
    page.evaluate("document.images[0].decode()")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    write(folder, "anh.html", html(f"<p>Thêm</p>{picture.format('hai')}"))
    expect(page.locator("img")).to_have_attribute("alt", "hai")

    assert page.evaluate("document.images[0].complete && document.images[0].naturalWidth") == 9
    assert not [address for address in asked if address.endswith(".svg")]


def test_new_styles_are_taken_over_and_new_scripts_load_the_page_anew(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    for colour in ("red", "blue"):
        write(folder, f"{colour}.css", f"h1 {{ color: {colour} }}")
    for number in (1, 2):
        write(folder, f"{number}.js", f"document.querySelector('h1').title = {number};")

    def save(colour: str, number: int) -> None:
        head = (
            f'<link rel="stylesheet" href="{colour}.css"><script src="{number}.js" defer></script>'
        )
        write(folder, "index.html", html("<h1>Trang nhất</h1>", head))

    save("red", 1)
    page = opened(context, preview.address)
    expect(page.locator("h1")).to_have_css("color", "rgb(255, 0, 0)")

    save("blue", 1)
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 255)")
    expect(page.locator("h1")).to_have_attribute("title", "1")
    assert page.locator("head link[rel=stylesheet]").count() == 1
    assert is_still_here(page)

    save("blue", 2)
    expect(page.locator("h1")).to_have_attribute("title", "2")
    assert not is_still_here(page)


def test_what_scripts_attach_to_the_window_is_there_once(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "keys.js", "document.addEventListener('keydown', () => { window.n += 1; });")
    script = '<script src="keys.js" defer></script>'
    write(folder, "index.html", html("<h1>0</h1>", script))
    page = opened(context, preview.address)
    for number in ("1", "2"):
        write(folder, "index.html", html(f"<h1>{number}</h1>", script))
        expect(page.locator("h1")).to_have_text(number)
    page.wait_for_load_state("networkidle")

    page.evaluate("window.n = 0")
    page.keyboard.press("a")

    assert page.evaluate("window.n") == 1


def test_a_page_that_is_missing_comes_and_a_page_that_vanishes_goes(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    page = opened(context, f"{preview.address}moi.html")
    expect(page.locator("h1")).to_have_text("Không có trang này")

    write(folder, "moi.html", html("<h1>Có rồi</h1>"))
    expect(page.locator("h1")).to_have_text("Có rồi")

    (folder / "moi.html").unlink()
    expect(page.locator("h1")).to_have_text("Không có trang này")
    expect(page).to_have_title("Không có")
    assert is_still_here(page)


def test_many_tabs_all_show_the_save(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    # More than a browser has connections for one host.
    pages = [opened(context, preview.address) for _ in range(8)]

    write(folder, "index.html", html("<h1>Tất cả</h1>"))

    for page in pages:
        page.bring_to_front()
        expect(page.locator("h1")).to_have_text("Tất cả", timeout=20_000)


def test_pages_find_the_preview_again_when_it_is_started_anew(
    context: BrowserContext, folder: Path
) -> None:
    with tiny(folder) as first:
        page = opened(context, first.address)
        first.end()
    expect(page.locator(f"{BAR} .lost")).to_be_visible(timeout=15_000)

    with tiny(folder, first.port) as second:
        assert second.port == first.port
        expect(page.locator(f"{BAR} .lost")).to_be_hidden(timeout=15_000)
        write(folder, "index.html", html("<h1>Sau khi chạy lại</h1>"))
        expect(page.locator("h1")).to_have_text("Sau khi chạy lại")
        assert is_still_here(page)


# ── what is to be mended ─────────────────────────────────────────────────────

PROBLEMS = (
    "content/articles/khac/vi.md:3:error:Thiếu tiêu đề\n"
    "content/articles/moi/vi.md:5:warning:Thiếu chú thích"
)


def mended(folder: Path, text: str = "") -> None:
    write(folder, "problems.txt", text)


def test_problems_are_shown_closed_and_cleared(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "articles/moi.html", html("<h1>Mới</h1>"))
    page = opened(context, f"{preview.address}articles/moi.html")
    expect(page.locator(BAR)).to_be_hidden()

    mended(folder, PROBLEMS)
    expect(page.locator(PANEL)).to_be_visible()
    expect(page.locator(f"{PANEL} h3")).to_have_text(["Trong trang này", "Ở chỗ khác"])
    expect(page.locator(f"{PANEL} li code")).to_have_text(
        ["content/articles/moi/vi.md:5:1", "content/articles/khac/vi.md:3:1"]
    )
    expect(page.locator("#bantin-preview [role=status]")).to_contain_text("Thiếu tiêu đề")

    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(f"{BAR} button")).to_have_text("1 lỗi, 1 cảnh báo")
    page.reload()
    expect(page.locator(f"{BAR} button")).to_be_visible()
    expect(page.locator(PANEL)).to_be_hidden()

    mended(folder, f"{PROBLEMS}\ncontent/articles/x/vi.md:1:error:Lỗi mới")
    expect(page.locator(PANEL)).to_be_visible()
    mended(folder)
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator("#bantin-preview [role=status]")).to_have_text("Không còn gì phải sửa")


def test_the_keyboard_opens_and_closes_and_comes_back(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    mended(folder, "content/names.csv:2:warning:Hai tên")
    page = opened(context, preview.address)
    button = page.get_by_role("button", name="1 cảnh báo")
    expect(button).to_be_visible()
    expect(page.locator(PANEL)).to_be_hidden()

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Cần sửa")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Đóng")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(button).to_be_focused()


def test_a_save_leaves_the_keyboard_in_the_panel(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    mended(folder, PROBLEMS)
    page = opened(context, preview.address)
    close = page.get_by_role("button", name="Đóng")
    close.focus()

    write(folder, "index.html", html("<h1>Bản hai</h1>"))
    expect(page.locator("h1")).to_have_text("Bản hai")
    mended(folder, f"{PROBLEMS}\ncontent/articles/x/vi.md:1:error:Lỗi mới")
    expect(page.locator(f"{PANEL} li")).to_have_count(3)

    expect(close).to_be_focused()


def test_a_failure_fills_the_panel_and_leaves_the_page(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    write(folder, "index.html", html("<h1>Front page</h1>", lang="en"))
    page = opened(context, preview.address)

    write(folder, "failure.txt", "base.html")
    expect(page.get_by_role("heading", level=2)).to_contain_text("Nothing new could be made")
    expect(page.locator(PANEL)).to_contain_text("the site cannot be made: base.html")
    expect(page.locator("h1")).to_have_text("Front page")

    (folder / "failure.txt").unlink()
    expect(page.locator(BAR)).to_be_hidden()


def test_hostile_words_in_problems_are_only_shown(
    context: BrowserContext, preview: Preview, folder: Path
) -> None:
    words = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>"
    page = opened(context, preview.address)

    mended(folder, f"content/articles/a/vi.md:1:error:{words}")
    expect(page.locator(f"{PANEL} .message")).to_have_text(words)

    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_covers_no_text_and_is_not_printed(
    context: BrowserContext, preview: Preview, folder: Path, width: int
) -> None:
    write(folder, "dai.html", html(paragraphs(LINES)))
    mended(folder, PROBLEMS)
    page = opened(context, f"{preview.address}dai.html")
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator(PANEL)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")

    page.evaluate("window.scrollTo({top: 99999, behavior: 'instant'})")
    last = page.locator("main p").last.bounding_box()
    bar = page.locator(BAR).bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"]
    page.emulate_media(media="print")
    expect(page.locator(BAR)).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_panel(
    context: BrowserContext, preview: Preview, folder: Path, width: int
) -> None:
    mended(folder, f"{PROBLEMS}\ncontent/names.csv:1:info:Cho biết")
    page = opened(context, preview.address)
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator(PANEL)).to_be_visible()
    page.evaluate(AXE.read_text("utf-8"))
    schemes: list[tuple[Any, dict[str, Any]]] = [("light", ALL), ("dark", COLOURS)]

    violations = []
    for scheme, rules in schemes:
        page.emulate_media(color_scheme=scheme)
        violations += judged(page, rules)

    assert not violations, "\n".join(violations)


def test_both_languages_have_all_words(context: BrowserContext, preview: Preview) -> None:
    page = opened(context, preview.address)

    vi, en = (page.evaluate(f"Object.keys(bantinWords.{lang}).sort()") for lang in ("vi", "en"))

    assert vi == en


# ── a real site ──────────────────────────────────────────────────────────────


@pytest.fixture
def real(tmp_path: Path) -> Iterator[tuple[SmallSite, Preview]]:
    site = small_site(tmp_path / "real")
    rows = "".join(f"| Đại úy Lê {name} | Ban Một | Giấy khen |\n" for name in "CAB")
    table = f"| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n{rows}"
    site.article("bang", "Trao thưởng: Đợt một\n", f"Một câu.\n\n{table}", "Bảng khen thưởng")
    site.article("nhap", "Trạng thái: nháp\n", title="Bản nháp")
    with bantin_serve(site.root) as preview:
        yield site, preview


def test_the_scripts_of_the_theme_work_after_a_save(
    context: BrowserContext, real: tuple[SmallSite, Preview]
) -> None:
    site, preview = real
    page = opened(context, f"{preview.address}articles/phat-dong.html")
    with watched(page, preview.address) as faults:
        article = site.content / "articles/phat-dong/vi.md"
        article.write_text(article.read_text("utf-8") + "\nCâu cuối.\n", encoding="utf-8")
        expect(page.locator("article")).to_contain_text("Câu cuối.")

        expect(page.locator("dialog")).to_be_attached()  # the theme's script has run again
        page.locator("a[data-lightbox]").first.click()
        expect(page.locator("dialog[open] img")).to_be_visible()
        assert page.locator("dialog").count() == 1

        # While the large view is open the page behind it stays; then it follows.
        article.write_text(article.read_text("utf-8") + "\nCâu sau nữa.\n", encoding="utf-8")
        page.wait_for_timeout(500)
        expect(page.locator("dialog[open] img")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("article")).to_contain_text("Câu sau nữa.")

    assert is_still_here(page)
    assert not faults, "\n".join(faults)


def test_a_table_can_be_sorted_after_a_save_and_keeps_the_focus(
    context: BrowserContext, real: tuple[SmallSite, Preview]
) -> None:
    site, preview = real
    page = opened(context, f"{preview.address}awards.html")
    button = page.locator("table[data-sortable] th button").first
    button.focus()

    site.article("bang-hai", "Trao thưởng: Đợt một\n", "Một câu.\n\n| Họ và tên | Đơn vị | "
                 "Hình thức |\n|---|---|---|\n| Đại úy Lê D | Ban Một | Giấy khen |\n")  # fmt: skip
    expect(page.locator("table[data-sortable]")).to_contain_text("Lê D")

    expect(button).to_be_focused()
    button.click()
    expect(page.locator("table[data-sortable] th").first).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert is_still_here(page)


def test_the_drafts_are_one_step_away(
    context: BrowserContext, real: tuple[SmallSite, Preview]
) -> None:
    _, preview = real
    page = opened(context, preview.address)
    page.get_by_role("link", name="1 bản nháp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bản nháp và bài chờ đăng")

    page.get_by_role("link", name="Bản nháp").click()
    expect(page.locator("h1")).to_contain_text("Bản nháp")
    expect(page.locator("h1 [data-status]")).to_have_attribute("data-status", "draft")


def test_an_article_with_a_fault_gives_way_to_what_is_to_be_mended(
    context: BrowserContext, real: tuple[SmallSite, Preview]
) -> None:
    site, preview = real
    page = opened(context, f"{preview.address}articles/tin-thuong.html")

    site.article("tin-thuong", "Phát động: Đợt bốn mươi\n")
    expect(page.locator(f"{PANEL} li.error").first).to_contain_text(
        "content/articles/tin-thuong/vi.md:5"
    )
    site.article("tin-thuong", text="Đã sửa xong.")
    expect(page.locator("article")).to_contain_text("Đã sửa xong.")
    expect(page.locator(PANEL)).to_be_hidden()
    assert is_still_here(page)
