"""The repository's own site: the real article, its two campaigns, and the marked samples."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from .conftest import ROOT, build
from .small_site import lying

pytestmark = pytest.mark.long


ARTICLE = "articles/tiep-buoc-chien-si-dien-bien.html"
LAUNCHED = "campaigns/tiep-buoc-chien-si-dien-bien.html"
REWARDED = "campaigns/mung-dang-mung-xuan-2024.html"


class _Links(HTMLParser):
    """The links of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs))


def links(path: Path) -> list[dict[str, str | None]]:
    parser = _Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.found


def relations(path: Path) -> set[str | None]:
    name = Path(ARTICLE).name
    return {
        link["data-relation"]
        for link in links(path)
        if "data-relation" in link and (link.get("href") or "").endswith(f"articles/{name}")
    }


def test_one_article_launches_one_campaign_and_rewards_another(built_site: Path) -> None:
    for edition in ("", "en/"):
        assert relations(built_site / edition / LAUNCHED) == {"launches"}
        assert relations(built_site / edition / REWARDED) == {"awards"}


def test_the_finished_campaign_stands_below_the_one_launched_that_day(built_site: Path) -> None:
    page = (built_site / "timeline.html").read_text(encoding="utf-8")
    order = [page.index(f'id="{Path(place).stem}"') for place in (LAUNCHED, REWARDED)]
    assert order == sorted(order)


def test_the_real_article_is_whole_in_both_editions(built_site: Path) -> None:
    vietnamese = (built_site / ARTICLE).read_text(encoding="utf-8")
    for words in (
        "Chiều ngày 04/3/2024, Đảng ủy, Chỉ huy, Hội đồng Thi đua - Khen thưởng Phòng Kỹ thuật",
        "xây dựng chính quy, chấp hành pháp luật, kỷ luật nghiêm nhất",
        "Đại tá Vũ Văn Hiển phát động thi đua cao điểm.",
        "thực hiện thắng lợi nhiệm vụ chính trị” năm 2024./.",
    ):
        assert words in vietnamese
    english = (built_site / "en" / ARTICLE).read_text(encoding="utf-8")
    assert "data-fact-card" not in english
    assert "4 March 2024" in english


def test_every_related_link_has_a_reason(built_site: Path) -> None:
    for page in (built_site / "articles").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        section = text[text.index("data-related") :]
        items = re.findall(r'data-reason="([^"]*)"', section)
        assert len(items) >= 3, page.name
        assert all(items), page.name


def test_no_photo_keeps_its_camera_or_its_place(built_site: Path) -> None:
    originals = [p for p in (ROOT / "content").rglob("*") if p.suffix.lower() == ".jpg"]
    with_place = [path for path in originals if b"Lumora" in path.read_bytes()]
    assert with_place  # else this says nothing
    published = {path.read_bytes() for path in originals}
    for address, content in lying(built_site).items():
        assert b"Lumora" not in content, address
        assert content not in published, address
    for path in (built_site / "photos").iterdir():
        if path.suffix == ".html":
            continue
        with Image.open(path) as image:
            assert not image.getexif(), path.name
            assert not set(image.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"}


@pytest.mark.long
def test_samples_stay_off_the_published_site(built_site: Path, tmp_path: Path) -> None:
    assert 'data-status="sample"' in (built_site / "index.html").read_text(encoding="utf-8")
    output = tmp_path / "output"
    settings = str(ROOT / "publishconf.py")
    done = build(ROOT, output, "--settings", settings, "--cache", str(tmp_path / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr
    published = lying(output)
    assert ARTICLE in published
    for address, content in published.items():
        # The page about the site says what the samples are, and search shows what it says.
        about = "pages/" in address or (address.startswith("search/d/") and b'["pages",' in content)
        assert about or "Mây Trắng" not in content.decode("utf-8", "ignore"), address
        assert b'data-status="sample"' not in content, address
    assert b'rel="canonical" href="http://bantin.example/' in published[ARTICLE]
