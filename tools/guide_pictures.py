"""Photograph what the writers' guide shows: ``python tools/guide_pictures.py``.

The pictures are taken of the preview of this site, in a copy of it in which a photo's name is
misspelt and into which a Word file is brought, and go to docs/images. Needs Chromium; nothing
leaves this machine.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
ARTICLE = "articles/2024/2024-03-04-tiep-buoc-chien-si-dien-bien/vi.md"
PAGE = "articles/tiep-buoc-chien-si-dien-bien.html"
LARGEST = 60 * 1024
SIZE = (1100, 760)
DESK = (1280, 800)
PHONE = (360, 740)
WORD = ROOT / "tests/cases/word/go-tay.docx"
CAMPAIGN = """\
---
Tên: Vững bước Trường Sa - Làm theo lời Bác
Thời gian: 01/3/2024 - 07/5/2024
---

Mục đích.
"""


def main() -> None:
    """Take all pictures anew."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Chromium is missing")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = _copied(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        with _preview(site) as address:
            page.route("**/*.woff2", _font)
            page.route("**/theme/*.css", _style)
            _form(page, address)
            page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
            _article(page, address)
            _problem(page, site)
            _word(page, address, site)
        browser.close()


def _form(page: Page, address: str) -> None:
    edit = f"{address}_desk/edit/{PAGE.removesuffix('.html')}"
    for name, size in (("guide-form", DESK), ("guide-form-phone", PHONE)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(edit)
        page.locator("form.is-live").wait_for()
        if size == PHONE:
            page.locator("#photos").scroll_into_view_if_needed()
            page.evaluate("document.getElementById('photos').scrollIntoView()")
        _keep(page, name)


def _word(page: Page, address: str, site: Path) -> None:
    """Bring a Word file in whose title, campaign and second caption have to be guessed."""
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(f"{address}_desk/new")
    page.locator("#pick-word").set_input_files(_word_file(site))
    page.locator("form.is-live").wait_for()
    page.locator("#tie-0-told button").wait_for()
    _keep(page, "guide-word")


def _word_file(site: Path) -> Path:
    """Return a Word file with photos of this site and a comment, which no article has."""
    photos = [
        path.read_bytes() for path in sorted((site / "content" / ARTICLE).parent.glob("*.jpg"))
    ]
    png = BytesIO()
    Image.open(BytesIO(photos[1])).save(png, "PNG")
    instead = {"word/media/image1.jpeg": photos[0], "word/media/image2.png": png.getvalue()}
    made = site / "bai.docx"
    with zipfile.ZipFile(WORD) as given, zipfile.ZipFile(made, "w") as file:
        for name in given.namelist():
            data = instead.get(name, given.read(name))
            if name == "word/document.xml":
                first, end, rest = data.partition(b"</w:p>")
                data = first + b'<w:r><w:commentReference w:id="0"/></w:r>' + end + rest
            file.writestr(name, data)
    return made


def _article(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    page.locator("#bantin-preview .bar").wait_for()
    page.locator("figure img").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, 120)
    _keep(page, "guide-article")


def _problem(page: Page, site: Path) -> None:
    page.mouse.wheel(0, -10_000)
    text = site / "content" / ARTICLE
    said = text.read_text("utf-8").replace("2024 1.jpg", "2024 11.jpg")
    text.write_text(said, "utf-8", newline="\n")
    page.locator("#bantin-preview .bar", has_text="1").first.wait_for()
    page.wait_for_timeout(1500)
    page.locator("#bantin-preview .bar").click()
    page.locator("#bantin-preview .panel").wait_for()
    _keep(page, "guide-problem")


def _font(route: Route) -> None:
    name = re.sub(r"\.[0-9a-f]{8}(?=\.woff2)", "", route.request.url.rpartition("/")[2])
    route.fulfill(path=ROOT / "theme/static/fonts" / name, content_type="font/woff2")


def _style(route: Route) -> None:
    """Let pages wait for their fonts: else they do only as long as an eye does not notice."""
    answer = route.fetch()
    waiting = re.sub(r"font-display:\s*optional", "font-display: block", answer.text())
    route.fulfill(response=answer, body=waiting)


def _copied(folder: Path) -> Path:
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    campaign = folder / "content/campaigns/vung-buoc-truong-sa/vi.md"
    campaign.parent.mkdir()
    campaign.write_text(CAMPAIGN, "utf-8", newline="\n")
    return folder


@contextmanager
def _preview(site: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "bantin", "serve", "--no-browser", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--site", str(site), "--cache", str(ROOT / ".cache/guide")],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    try:
        lines = process.stdout or ()
        found = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in lines)
        yield next(match[0] for match in found if match)
    finally:
        process.terminate()
        process.wait()


def _keep(page: Page, name: str) -> None:
    """Save what is in view as WebP, as good as its place in the guide allows."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for quality in (82, 70, 60, 50, 40, 30):
        made = BytesIO()
        picture.save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= LARGEST:
            break
    (IMAGES / f"{name}.webp").write_bytes(made.getvalue())


if __name__ == "__main__":
    main()
