"""The writing desk as writers use it: typing, photos, mistakes and their cure."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bantin.build import build
from tests import nasty
from tests.previews import Preview, bantin_serve
from tests.small_site import SmallSite, share_templates, small_site

from .test_accessibility import ALL, AXE, COLOURS, judged
from .visits import watched

pytestmark = pytest.mark.browser

WORD = Path(__file__).parents[1] / "cases/word"
TRUONG_SA = "Vững bước Trường Sa - Làm theo lời Bác"
UTF8 = (1, 90, b"\x1b%G")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("desk") / "site")
    site.campaign("truong-sa", TRUONG_SA)
    share_templates(site.root / ".bantin")
    return site


@pytest.fixture(scope="module")
def preview(site: SmallSite) -> Iterator[Preview]:
    """One preview for all tests: each writes articles of its own."""
    with bantin_serve(site.root) as preview:
        yield preview


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def opened(context: BrowserContext, preview: Preview, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{preview.address}{address}")
    return page


def edited(context: BrowserContext, preview: Preview, slug: str, lang: str = "vi") -> Page:
    page = opened(context, preview, f"_desk/edit/articles/{slug}?text={lang}")
    expect(page.locator("form.is-live")).to_be_attached()
    return page


def photo(folder: Path, name: str, colour: str) -> Path:
    path = folder / name
    Image.new("RGB", (800, 600), colour).save(path)
    return path


def dropped(page: Page, selector: str, *files: Path) -> None:
    """Drag files from the disk over a part of the page, and let go."""
    place = page.locator(selector)
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    mouse = page.context.new_cdp_session(page)
    carried = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    at = {"x": box["x"] + 20, "y": box["y"] + 20, "data": carried}
    for what in ("dragEnter", "dragOver"):
        mouse.send("Input.dispatchDragEvent", {"type": what, **at})
    expect(place).to_have_class(re.compile("is-over"))
    mouse.send("Input.dispatchDragEvent", {"type": "drop", **at})
    expect(place).not_to_have_class(re.compile("is-over"))


def pasted(page: Page, file: Path) -> None:
    """Paste a picture, as a browser gives it: without the name of its file."""
    page.evaluate(
        """letters => {
            const bytes = Uint8Array.from(atob(letters), one => one.charCodeAt(0));
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        b64encode(file.read_bytes()).decode("ascii"),
    )


def until_kept(page: Page, words: str) -> None:
    """Wait until the browser keeps ``words`` that were not saved."""
    for _ in range(100):
        if words in page.evaluate("JSON.stringify(localStorage)"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(words)


def saved(page: Page) -> None:
    page.locator("#save").click()
    expect(page.locator("#status")).to_contain_text(re.compile("Đã lưu lúc|Saved at"))


def test_an_article_is_written_with_two_photos_mistakes_and_their_cure(
    context: BrowserContext, preview: Preview, site: SmallSite, tmp_path: Path
) -> None:
    page = opened(context, preview, "articles/tin-thuong.html")
    page.get_by_role("link", name="Bài mới").click()
    page.get_by_role("button", name="Bắt đầu viết").click()
    expect(page.get_by_role("region", name="Cần sửa: 2")).to_contain_text("thiếu “Tiêu đề”")
    page.get_by_role("link", name="thiếu “Tiêu đề”").click()
    expect(page.locator("#title-0")).to_be_focused()
    page.keyboard.type("Ban Hai ra quân")
    page.get_by_label("Ngày").fill("04/25/2024")
    page.get_by_label("Quan hệ 1").select_option(label="Đưa tin")
    page.get_by_label("Phong trào 1").press_sequentially("dot ha")
    page.get_by_role("option", name="Đợt hai").click()
    page.get_by_label("Tác giả 1").fill("Lê An")
    page.get_by_role("button", name="Bắt đầu viết").click()
    expect(page.locator("#date-0-told")).to_contain_text("không có tháng 25")
    page.get_by_label("Ngày").fill("25/4/2024")
    page.get_by_role("button", name="Bắt đầu viết").click()

    expect(page.locator("#status")).to_contain_text("2024-04-25-ban-hai-ra-quan")
    expect(page.locator("#summary")).to_be_hidden()
    body = page.get_by_label("Bài viết", exact=True)
    body.fill("Sáng nay Ban Hai ra quân.\n\n![](khong-co.jpg)\n")
    body.press_sequentially("# Đầu bài")
    expect(page.locator("#body-told")).to_contain_text("dòng 4")
    expect(page.locator("#card-0-told")).to_contain_text("không có ảnh “khong-co.jpg”")
    body.fill("Sáng nay Ban Hai ra quân.\n\n![](khong-co.jpg)\n")
    expect(page.locator("#body-told")).to_be_hidden()
    expect(page.locator(".shot-none")).to_be_visible()
    page.get_by_role("button", name="Bỏ khỏi bài – khong-co.jpg").click()
    expect(body).to_have_value("Sáng nay Ban Hai ra quân.\n")
    expect(page.locator("#summary")).to_be_hidden()

    one, two = photo(tmp_path, "Ảnh một.jpg", "#336699"), photo(tmp_path, "2.png", "#996633")
    page.locator("#pick").set_input_files([one, two])
    expect(page.locator(".shot")).to_have_count(2)
    expect(page.get_by_label("Chú thích", exact=True).nth(1)).to_be_focused()
    expect(page.locator("#card-1-told")).to_contain_text("chưa có chú thích")
    captions = page.get_by_label("Chú thích", exact=True)
    captions.nth(0).fill("Quang cảnh buổi ra quân")
    captions.nth(1).fill("Chỉ huy *động viên*")
    page.get_by_label("Người chụp").nth(1).fill("Lê An")
    expect(page.locator("#summary")).to_be_hidden()
    page.get_by_role("button", name="Lên – 2.png").press("Enter")
    expect(page.locator(".shot-file").first).to_have_text("2.png")
    expect(page.get_by_role("button", name="Lên – 2.png")).to_be_focused()
    page.get_by_role("button", name="Xuống – 2.png").press("Enter")
    expect(page.locator(".shot-file").last).to_have_text("2.png")
    expect(page.get_by_role("button", name="Xuống – 2.png")).to_be_focused()
    files = re.findall(r"\]\(([^)]*)\)", body.input_value())
    assert files == ["Ảnh một.jpg", "2.png"]
    expect(page.frame_locator("#page").locator("figcaption").first).to_contain_text(
        "Quang cảnh buổi ra quân"
    )
    page.get_by_label("Đăng", exact=True).check()
    saved(page)

    text = (site.content / "articles/2024-04-25-ban-hai-ra-quan/vi.md").read_text("utf-8")
    assert "Trạng thái" not in text
    assert r"![Chỉ huy \*động viên\* (Ảnh: Lê An)](" in text
    for edition in ("", "en/"):
        shown = opened(context, preview, f"{edition}articles/ban-hai-ra-quan.html")
        expect(shown.get_by_role("heading", level=1)).to_contain_text("Ban Hai ra quân")
        expect(shown.locator("figcaption").first).to_contain_text("Quang cảnh buổi ra quân")


def test_a_word_file_is_dropped_its_guesses_answered_and_it_is_published(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    page = opened(context, preview, "articles/tin-thuong.html")
    page.get_by_role("link", name="Bài mới").click()
    dropped(page, "#word", WORD / "go-tay.docx")
    expect(page.locator("form.is-live")).to_be_attached()
    expect(page.locator("#status")).to_contain_text("“xem lại”")
    slug = "dai-doi-cong-binh-phat-dong-thi-dua-cao-diem"
    file = site.content / f"articles/2024-03-04-{slug}/vi.md"
    assert file.read_text("utf-8").count("[xem lại]") == 3
    sure = {
        box: page.locator(f"{box}-told").get_by_role("button", name="Đúng rồi")
        for box in ("#title-0", "#tie-0", "#card-1")
    }
    for button in sure.values():
        expect(button).to_have_count(1)
    expect(page.locator("#title-0")).to_have_value("Đại đội Công binh phát động thi đua cao điểm")
    expect(page.locator("#tie-0")).to_have_value(TRUONG_SA)

    for box in ("#title-0", "#card-1"):
        sure[box].click()
        expect(page.locator(f"{box}-told")).not_to_contain_text("máy đoán")
    expect(page.get_by_label("Bài viết", exact=True)).not_to_have_value(re.compile("xem lại"))
    page.get_by_label("Đăng", exact=True).check()
    saved(page)

    text = file.read_text("utf-8")
    assert "Tiêu đề: Đại đội Công binh phát động thi đua cao điểm\n" in text
    assert re.findall(r".*\[xem lại\].*", text) == [f"Phát động: {TRUONG_SA} [xem lại]"]
    page.reload()
    expect(sure["#tie-0"]).to_have_count(1)
    sure["#tie-0"].click()
    expect(page.locator("#summary")).not_to_contain_text("máy đoán")
    saved(page)
    assert "xem lại" not in file.read_text("utf-8")

    shown = opened(context, preview, f"articles/{slug}.html")
    expect(shown.locator("figcaption").first).to_contain_text("Quang cảnh buổi lễ phát động")
    shown.goto(f"{preview.address}en/articles/{slug}.html")
    expect(shown.locator("[data-fact-card]")).to_contain_text(TRUONG_SA)
    build(site.settings())
    main, english = (
        (site.output / edition / f"articles/{slug}.html").read_text("utf-8")
        for edition in ("", "en")
    )
    assert "Chiến sĩ trẻ tham gia hội thi" in main
    assert "data-fact-card" in english
    assert TRUONG_SA in (site.output / "timeline.html").read_text("utf-8")
    assert not list(site.output.rglob("_desk*"))


def test_photos_are_dropped_and_pasted_and_bring_their_captions(
    context: BrowserContext, preview: Preview, site: SmallSite, tmp_path: Path
) -> None:
    file = site.article("tha-anh", title="Thả ảnh")
    page = edited(context, preview, "tha-anh")
    plain = photo(tmp_path, "Sân lễ (1).jpg", "#446622")
    told = tmp_path / "2.jpg"
    words = [UTF8, (2, 120, "Trao cờ cho Ban Hai".encode()), (2, 80, "Trần Ba".encode())]
    told.write_bytes(nasty.with_iptc(plain.read_bytes(), *words))

    dropped(page, "#photos", plain, told)
    expect(page.locator(".shot-file")).to_have_text(["Sân lễ (1).jpg", "2.jpg"])
    offer = page.locator(".shot-offer")
    expect(offer).to_have_text(re.compile("Trao cờ cho Ban Hai · Trần Ba"))
    offer.get_by_role("button", name="Dùng chú thích này").click()
    captions = page.get_by_label("Chú thích", exact=True)
    expect(captions.nth(1)).to_have_value("Trao cờ cho Ban Hai")
    expect(page.get_by_label("Người chụp").nth(1)).to_have_value("Trần Ba")
    expect(offer).to_have_count(0)
    captions.nth(0).fill("Sân lễ")

    body = page.get_by_label("Bài viết", exact=True)
    body.press("Control+End")
    pasted(page, photo(tmp_path, "cat.png", "#224466"))
    expect(page.locator(".shot-file")).to_have_text(["Sân lễ (1).jpg", "2.jpg", "image.png"])
    captions.nth(2).fill("Ảnh dán vào")
    expect(page.locator("#summary")).to_be_hidden()
    saved(page)

    assert file.read_text("utf-8").endswith(
        "\n\n![Sân lễ](<Sân lễ (1).jpg>)\n\n![Trao cờ cho Ban Hai (Ảnh: Trần Ba)](2.jpg)\n\n"
        "![Ảnh dán vào](image.png)\n"
    )
    assert (file.parent / "Sân lễ (1).jpg").read_bytes() == plain.read_bytes()
    shown = opened(context, preview, "articles/tha-anh.html")
    expect(shown.locator("article figcaption")).to_have_count(3)


def test_a_mistake_in_a_file_is_told_on_its_page_until_it_is_cured(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    site.photo("bang-tep", "le ra quan 1.jpg")
    text = "Sáng nay ra quân.\n\n![Lễ ra quân](le ra quan 11.jpg)\n"
    file = site.article("bang-tep", "Phát động: Đợt mộtt\n", text, "Bài bằng tệp")
    page = opened(context, preview, "articles/phat-dong.html")
    panel = page.locator("#bantin-preview .panel")
    expect(panel).to_contain_text("Có phải là “Đợt một” không?")

    wrong = file.read_text("utf-8")
    file.write_text(wrong.replace("mộtt", "một"), "utf-8", newline="\n")
    expect(panel).not_to_contain_text("Đợt mộtt")
    page.goto(f"{preview.address}articles/bang-tep.html")
    expect(panel).to_contain_text("articles/bang-tep/vi.md:10")
    expect(panel).to_contain_text("“le ra quan 1.jpg”")

    cured = file.read_text("utf-8").replace("quan 11.jpg", "quan 1.jpg")
    file.write_text(cured, "utf-8", newline="\n")
    expect(page.locator("article figcaption")).to_have_text("Lễ ra quân")
    expect(panel).not_to_contain_text("le ra quan")


def test_an_edit_keeps_what_the_form_does_not_know(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    file = site.content / "articles/giu/vi.md"
    text = (
        "---\r\nTieu de:  Bài giữ\r\n# ghi chú của tòa soạn\r\nNgày: 04/3/2024\r\n"
        "Tác giả:\r\n  - Lê An\r\n  - Trần Ba\r\nBài liên quan: tin-thuong\r\n---\r\n\r\n\r\n"
        "Câu một.  \r\n\r\nCâu hai.\r\n"
    )
    file.parent.mkdir()
    file.write_bytes(text.encode())
    page = opened(context, preview, "articles/giu.html")
    page.get_by_role("link", name="Sửa bài này").click()
    expect(page.locator("form.is-live")).to_be_attached()
    saved_before = page.locator("#save")
    saved_before.click()
    expect(page.locator("#status")).to_contain_text("Không có gì thay đổi")
    assert file.read_bytes() == text.encode()

    body = page.get_by_label("Bài viết", exact=True)
    body.press("Control+End")
    page.keyboard.type("Câu ba.")
    expect(page.locator("#state")).to_have_text("Có thay đổi chưa lưu")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Đã lưu lúc")
    assert file.read_bytes() == f"{text}Câu ba.\r\n".encode()

    # Somebody else saves meanwhile: both are shown, and the writer goes on with his own.
    page.get_by_label("Tiêu đề").fill("Của tôi")
    theirs = file.read_bytes().replace("Câu hai".encode(), "Câu của người khác".encode())
    file.write_bytes(theirs)
    page.locator("#save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tệp đã bị sửa ở nơi khác")
    expect(page.locator(".is-theirs", has_text="Câu của người khác")).to_be_visible()
    assert file.read_bytes() == theirs
    page.get_by_role("button", name="Viết tiếp bản của tôi").click()
    expect(page.locator("#title-0")).to_have_value("Của tôi")
    saved(page)
    assert "Câu hai." in file.read_text("utf-8")
    page.get_by_role("button", name="Hoàn tác lần lưu cuối").click()
    expect(page.locator("#status")).to_contain_text("Đã lấy lại bản trước")
    assert file.read_bytes() == theirs


def test_words_that_were_not_saved_outlive_the_tab(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    site.article("dong-tab", title="Đóng tab")
    page = edited(context, preview, "dong-tab")
    page.get_by_label("Bài viết", exact=True).fill("Chưa kịp lưu.")
    page.get_by_label("Tác giả 2").fill("Trần Ba")
    until_kept(page, "Trần Ba")
    site_of_page = page.locator("#form").get_attribute("data-site")
    assert page.evaluate("Object.keys(localStorage)") == [
        f"bantin-desk/{site_of_page}/articles/dong-tab/vi"
    ]
    page.close()

    page = edited(context, preview, "dong-tab")
    page.get_by_role("button", name="Lấy lại").click()

    expect(page.get_by_label("Bài viết", exact=True)).to_have_value("Chưa kịp lưu.")
    expect(page.get_by_label("Tác giả 2")).to_have_value("Trần Ba")
    saved(page)
    page.reload()
    expect(page.locator("#kept")).to_be_hidden()


def test_a_translation_is_written_with_the_vietnamese_beside(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    site.article("dich", text="Câu đầu.\n\n![Chú thích một](1.jpg)\n", title="Bài sẽ dịch")
    site.photo("dich", "1.jpg")
    page = edited(context, preview, "dich")
    page.get_by_role("link", name="Dịch sang tiếng Anh").click()
    expect(page.locator(".twin-body")).to_contain_text("Câu đầu.")
    expect(page.locator(".shot .twin-words")).to_have_text("Chú thích một")
    expect(page.locator("#summary")).to_be_hidden()

    page.get_by_label("Tiêu đề").fill("A translated article")
    body = page.get_by_label("Bài viết", exact=True)
    body.fill(f"The first sentence.\n\n{body.input_value()}")
    page.get_by_label("Chú thích", exact=True).fill("The first caption")
    saved(page)

    assert (site.content / "articles/dich/en.md").read_text("utf-8") == (
        "---\nTitle: A translated article\n---\n\n"
        "The first sentence.\n\n![The first caption](1.jpg)\n"
    )
    shown = opened(context, preview, "en/articles/dich.html")
    expect(shown.get_by_role("link", name="Edit this")).to_have_attribute(
        "href", "/_desk/edit/articles/dich?ui=en&text=en"
    )
    shown.get_by_role("link", name="Edit this").click()
    expect(shown.get_by_role("button", name="Save", exact=True).last).to_be_visible()


def test_the_keyboard_is_enough(context: BrowserContext, preview: Preview, site: SmallSite) -> None:
    page = opened(context, preview, "_desk/new")
    page.locator("#title-0").focus()
    page.keyboard.type("Viết bằng bàn phím")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("d")  # the list of relations: Đưa tin
    page.locator("#tie-0-relation").select_option("reports")
    page.keyboard.press("Tab")
    page.keyboard.type("mot")
    box = page.locator("#tie-0")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_text(re.compile("Đợt một"))
    page.keyboard.press("Escape")
    expect(box).to_have_value("mot")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Đợt một")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.locator("#author-0").focus()
    page.keyboard.type("Lê An")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("form.is-live")).to_be_attached()
    page.locator("#body").focus()
    page.keyboard.type("Một câu.")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Đã lưu lúc")
    assert list(site.content.glob("articles/*viet-bang-ban-phim/vi.md"))


def test_the_core_works_without_script(browser: Browser, preview: Preview, site: SmallSite) -> None:
    site.article("khong-script", text="Câu.\n\n![Cũ](1.jpg)\n\nKết.", title="Không script")
    site.photo("khong-script", "1.jpg")
    site.photo("khong-script", "2.jpg", "#102030")
    file = site.content / "articles/khong-script/vi.md"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{preview.address}_desk/new")
    page.get_by_label("Tiêu đề").fill("Bài không script")
    page.get_by_label("Tác giả 1").fill("Lê An")
    page.get_by_role("button", name="Bắt đầu viết").click()
    expect(page.locator("#status")).to_contain_text("bai-khong-script")

    page.goto(f"{preview.address}_desk/edit/articles/khong-script")
    page.get_by_label("Chú thích", exact=True).fill("Mới")
    page.get_by_role("button", name="Lên – 1.jpg").click()
    expect(page.locator("#status")).to_contain_text("Đã lưu")
    page.get_by_role("button", name="Đưa vào bài – 2.jpg").click()
    expect(page.locator("#card-1-told")).to_contain_text("chưa có chú thích")
    assert file.read_text("utf-8").endswith("---\n\n![Mới](1.jpg)\n\nCâu.\n\nKết.\n\n![](2.jpg)\n")
    page.get_by_role("button", name="Hoàn tác lần lưu cuối").click()
    assert file.read_text("utf-8").endswith("---\n\n![Mới](1.jpg)\n\nCâu.\n\nKết.\n")
    page.goto(f"{preview.address}_desk/?show=all&q=khong+script")
    expect(page.locator(".task-title a")).to_have_text(["Bài không script", "Không script"])
    context.close()


def test_what_a_word_file_lost_is_told_while_its_article_is_written(
    context: BrowserContext, preview: Preview
) -> None:
    page = opened(context, preview, "_desk/new")
    dropped(page, "#word", WORD / "sua.docx")
    expect(page.locator("form.is-live")).to_be_attached()
    report = page.get_by_role("region", name="Những gì không lấy được từ tệp Word")
    page.get_by_label("Tác giả 1").fill("")
    page.get_by_label("Tác giả 2").fill("")
    expect(page.locator("#author-0-told")).to_contain_text("Hãy điền vào ô")

    expect(report.get_by_role("listitem")).to_have_count(2)


STATES = ["_desk/", "_desk/?show=all", "_desk/new", "_desk/new?kind=campaigns&ui=en",
          "_desk/edit/articles/xau", "_desk/edit/articles/phat-dong?text=en"]  # fmt: skip


def test_axe_finds_nothing_and_nothing_is_cut_off(
    context: BrowserContext, preview: Preview, site: SmallSite
) -> None:
    bad = f"Phát động: Không có\nĐơn vị: {'Đơn vị tên rất dài ' * 8}\nTóm tắt: {'x' * 200}\n"
    site.article("xau", bad, "![](khong-co.jpg)\n\n![Có](1.jpg)", "Bài còn lỗi")
    site.photo("xau", "1.jpg")
    site.photo("xau", "2.jpg")
    page, found = context.new_page(), []
    source = AXE.read_text("utf-8")
    for address in STATES:
        with watched(page, preview.address) as faults:
            page.goto(f"{preview.address}{address}")
            page.wait_for_load_state("networkidle")
        found += faults
        page.evaluate(source)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{address}: {wide} px wide at {width}"] if wide > width else []
            page.emulate_media(color_scheme="light")
            found += [f"{address} {width}: {fault}" for fault in judged(page, ALL)]
        page.emulate_media(color_scheme="dark")
        found += [f"{address} dark: {fault}" for fault in judged(page, COLOURS)]

    assert not found, "\n".join(found)
