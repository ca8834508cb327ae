"""The yearbook: what belongs to a year stands in it once, in every format, to the same bytes."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import copytree, rmtree
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFile

from bantin.campaigns import timeline
from bantin.model import Campaign, Period, Site, Text
from bantin.problems import OutsideError, SettingsError
from bantin.yearbook import FORMATS, make, pdf
from bantin.yearbook.words import prose
from bantin.yearbook.years import year_of

from .builders import article
from .small_site import ROOT, SmallSite
from .yearbooks import site_of_years

pytestmark = pytest.mark.long

ARTICLES_OF_2024 = {"phat-dong", "trao-thuong", "tin-thuong", "ke-tiep", "nam-sau"}
LATER = datetime(2025, 6, 1, 12)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return site_of_years(tmp_path_factory.mktemp("years") / "site")


@pytest.fixture(scope="module")
def volume(site: SmallSite, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that makes a volume of 2024, each kind once."""
    folder, made = tmp_path_factory.mktemp("volumes"), {}

    def of(form: str = "html", lang: str = "vi") -> Path:
        if (form, lang) not in made:
            settings = replace(site.settings(), now=LATER)
            made[form, lang] = make(settings, 2024, form=form, lang=lang, to=folder).path
        return made[form, lang]

    return of


class _Outline(HTMLParser):
    """What a browser would find in a volume."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.levels: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named.get("href", ""))
        if tag == "img":
            self.pictures.append(named["src"])
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def outline(path: Path) -> _Outline:
    return _Outline(path.read_text(encoding="utf-8"))


# ── what belongs to a year ───────────────────────────────────────────────────

DAYS = st.dates(date(2023, 11, 1), date(2025, 2, 1))
NAMES = st.sets(st.sampled_from("abc"), max_size=2).map(sorted)
ARTICLES = st.lists(st.tuples(DAYS, NAMES, NAMES), max_size=12)


def site_with(rows: list[tuple[date, list[str], list[str]]]) -> Site:
    articles = tuple(
        article(f"bai-{n}", str(day), launches=launches, awards=awards)
        for n, (day, launches, awards) in enumerate(rows)
    )
    campaigns = [
        Campaign(
            slug=name,
            path=f"content/campaigns/{name}/vi.md",
            texts=(Text(lang="vi", path="", title=name),),
            period=Period(start=date(2024, 3, 1), end=None) if name == "a" else None,
        )
        for name in "abc"
    ]
    return Site(
        languages=("vi",),
        articles=articles,
        campaigns=timeline(campaigns, articles),
        pages=(),
        pictures=(),
        awards=(),
        people=(),
        units=(),
        topics=(),
        occasions=(),
    )


@given(ARTICLES)
def test_every_article_stands_once_in_the_volume_of_the_year_in_which_it_happened(
    rows: list[tuple[date, list[str], list[str]]],
) -> None:
    site = site_with(rows)
    volumes = [year_of(site, number) for number in (2023, 2024, 2025)]

    standing = Counter(article.slug for year in volumes for article in year.articles)
    assert standing == Counter(article.slug for article in site.articles)
    assert all(a.event_day.year == year.number for year in volumes for a in year.articles)


@given(ARTICLES)
def test_a_campaign_with_an_article_of_the_year_has_a_chapter_in_it(
    rows: list[tuple[date, list[str], list[str]]],
) -> None:
    site = site_with(rows)
    year = year_of(site, 2024)

    named = {name for article in year.articles for name in article.campaigns()}
    assert named <= {campaign.slug for campaign in year.campaigns}
    for chapter in year.chapters:
        days = [article.event_day for article in chapter.articles]
        assert days == sorted(days)


def test_an_article_stands_with_the_campaign_it_launches_not_with_the_one_it_rewards() -> None:
    day = date(2024, 3, 4)
    year = year_of(site_with([(day, ["b"], ["a"])]), 2024)

    where = {c.campaign.slug: c.articles for c in year.chapters if c.campaign}
    assert [article.slug for article in where["b"]] == ["bai-0"]
    assert where["a"] == ()


# ── the words ────────────────────────────────────────────────────────────────


@given(st.text("abc <>&\"'đ", max_size=30))
def test_words_come_out_well_formed_and_unchanged(text: str) -> None:
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = prose(f'<p id="fn:1">{said}<br>x</p><h2>y</h2>', "bai", lambda kind, name: None).html

    tree = ET.fromstring(f"<div>{made}</div>")  # noqa: S314 - it is our own
    assert "".join(tree.itertext()) == f"{text}xy"
    assert [child.tag for child in tree] == ["p", "h4"]
    assert tree[0].get("id") == "bai-fn-1"


def test_a_link_leads_into_the_book_or_is_words_alone() -> None:
    html = '<p><a href="bantin:articles/a">A</a> <a href="bantin:articles/b">B</a></p>'
    made = prose(html, "x", lambda kind, name: "#article-a" if name == "a" else None).html

    assert made == '<p><a href="#article-a">A</a> B</p>'


# ── one file ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_file_holds_every_article_and_every_award_of_the_year_once(
    volume: Callable[..., Path], lang: str
) -> None:
    html = volume("html", lang).read_text(encoding="utf-8")
    found = outline(volume("html", lang))

    heads = Counter(re.findall(r'<h3 id="article-([^"]+)"', html))
    assert heads == Counter(ARTICLES_OF_2024)
    register = html[html.index('<table class="awards">') :].split("</table>")[0]
    assert register.count('scope="row"') == 1
    assert "Trần Ánh" in register
    assert "xuan-2025" not in html
    assert all(n == 1 for n in Counter(found.ids).values())
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert all(later <= before + 1 for before, later in pairwise(found.levels))


def test_the_file_asks_nothing_of_any_place(volume: Callable[..., Path]) -> None:
    html, found = volume().read_text(encoding="utf-8"), outline(volume())

    assert len(found.pictures) == 4  # three photos, and the cover
    assert all(src.startswith("data:image/webp;base64,") for src in found.pictures)
    assert not [link for link in found.links if not link.startswith("#")]
    assert all(place.startswith('"data:font/') for place in re.findall(r"url\(([^)]*)\)", html))
    assert "<script" not in html


def test_an_article_of_two_campaigns_is_led_to_from_the_other_chapter(
    volume: Callable[..., Path],
) -> None:
    html = volume().read_text(encoding="utf-8")
    first = html.split('<h2 id="campaign-dot-mot"')[1].split("</section>")[0]
    second = html.split('<h2 id="campaign-dot-hai"')[1].split("</section>")[0]

    assert '<h3 id="article-trao-thuong"' in second
    assert '<h3 id="article-trao-thuong"' not in first
    assert 'href="#article-trao-thuong"' in first
    assert 'class="life-elsewhere"' in first
    assert 'class="life-elsewhere"' not in second


def test_what_is_not_translated_is_a_fact_card_in_the_other_language(
    volume: Callable[..., Path],
) -> None:
    html = volume("html", "en").read_text(encoding="utf-8")
    cards = re.findall(r'<article class="piece" data-fact-card="" aria-labelledby="([^"]+)"', html)

    assert set(cards) == {f"article-{slug}" for slug in ARTICLES_OF_2024 - {"phat-dong"}}
    assert "English phat-dong" in html
    assert "Xem bài trước" not in html


def test_the_indexes_and_the_corrections_are_there(volume: Callable[..., Path]) -> None:
    html = volume().read_text(encoding="utf-8")
    people = html.split('<h2 id="people"')[1].split("</section>")[0]

    # By given name: Ánh before Ân, as a and â follow each other.
    assert people.index("Trần Ánh") < people.index("Đỗ Ân")
    photos = html.split('<h2 id="photos"')[1].split("</section>")[0]
    assert "Hội trường" in photos
    assert "Đỗ Ân" in photos
    assert "sửa ngày bắt đầu" in html.split('<h2 id="corrections"')[1]


def test_drafts_scheduled_articles_and_hidden_samples_leave_no_trace(tmp_path: Path) -> None:
    site = site_of_years(tmp_path / "site")
    for slug, head in (
        ("ban-nhap", "Trạng thái: nháp\n"),
        ("hen-gio", "Đăng từ: 07/5/2029 08:00\n"),
        ("bai-mau", "Trạng thái: mẫu\n"),
    ):
        site.article(slug, head, "Chuyện vankhotrom.", f"vankhotrom {slug}")
    settings = replace(site.settings(), now=LATER)
    shown = make(settings, 2024, to=tmp_path).path.read_text(encoding="utf-8")
    hidden = make(replace(settings, samples=False), 2024, to=tmp_path).path

    assert "vankhotrom bai-mau" in shown
    assert 'data-status="sample"' in shown
    assert "ban-nhap" not in shown
    assert "hen-gio" not in shown
    assert "vankhotrom" not in hidden.read_text(encoding="utf-8")


# ── the same bytes ───────────────────────────────────────────────────────────

RUN = (
    "import sys; from pathlib import Path; from datetime import datetime\n"
    "from bantin.configuration import load; from bantin.yearbook import make\n"
    "site, _ = load(Path(sys.argv[1]), None, now=datetime(2025, 6, 1), cache=Path(sys.argv[2]))\n"
    "for form in sys.argv[4].split(','): make(site, 2024, form=form, to=Path(sys.argv[3]))\n"
)


@pytest.mark.parametrize("forms", ["html,epub,zip", "pdf"])
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, forms: str) -> None:
    site = site_of_years(tmp_path / "site")
    found = []
    for number, zone in enumerate(("Asia/Ho_Chi_Minh", "America/Lima")):
        out = tmp_path / f"out{number}"
        out.mkdir()
        cache = tmp_path / f"cache{number}"
        environment = {"PYTHONHASHSEED": str(number), "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", RUN, str(site.root), str(cache), str(out), forms]
        subprocess.run(command, check=True, env={**os.environ, **environment}, timeout=300)
        found.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})

    assert set(found[0]) == set(found[1]) != set()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


def test_the_fingerprint_is_that_of_the_texts_and_of_nothing_else(tmp_path: Path) -> None:
    site = site_of_years(tmp_path / "site")
    settings = replace(site.settings(), now=LATER)
    first = make(settings, 2024, to=tmp_path)
    texts = [
        path.relative_to(site.content).as_posix()
        for path in site.content.rglob("*.md")
        if "campaigns" in path.parts or path.parent.name in ARTICLES_OF_2024
    ]
    lines = "".join(
        f"{hashlib.sha256((site.content / text).read_bytes()).hexdigest()}  {text}\n"
        for text in sorted(texts)
    )
    site.article("xuan-2026", "Ngày diễn ra: 01/02/2026\n")

    assert first.state == hashlib.sha256(lines.encode()).hexdigest()
    assert make(settings, 2024, to=tmp_path).state == first.state
    said = first.path.read_text(encoding="utf-8")
    assert "".join(re.findall(r"<span>([0-9a-f]{8})</span>", said)) == first.state
    site.english("ke-tiep")
    assert make(settings, 2024, to=tmp_path).state != first.state


# ── a PDF ────────────────────────────────────────────────────────────────────


def test_the_pdf_has_pages_an_outline_tags_and_its_own_fonts(volume: Callable[..., Path]) -> None:
    pdf = volume("pdf", "vi").read_bytes()
    objects = unpacked(pdf)

    assert pdf.startswith(b"%PDF-1.")
    assert len(re.findall(rb"/Type /Page\b", objects)) >= 12
    assert b"/Outlines" in objects
    assert "Sổ khen thưởng".encode("utf-16-be").hex().encode() in objects.lower()
    assert b"/StructTreeRoot" in objects
    assert b"/Lang (vi)" in objects
    assert b"CreationDate" not in objects
    names = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z0-9-]+)", objects))
    assert names
    assert all(name.startswith((b"Source-Serif-4", b"Be-Vietnam-Pro")) for name in names)


def unpacked(pdf: bytes) -> bytes:
    """Return the objects of a PDF, with those that stand packed in streams beside them."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:  # a photo
            continue
    return b"\n".join(found)


def test_without_weasyprint_the_keeper_is_told_how_to_have_it(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(OutsideError, match="WeasyPrint") as told:
        make(site.settings(), 2024, form="pdf", to=tmp_path)
    assert "pip install bantin[pdf]" in told.value.remedy
    assert list(tmp_path.iterdir()) == []


# ── an EPUB ──────────────────────────────────────────────────────────────────


def test_the_epub_is_whole(volume: Callable[..., Path]) -> None:
    with ZipFile(volume("epub")) as book:
        names = book.namelist()
        first = book.infolist()[0]
        texts = {name: book.read(name) for name in names if name.endswith((".xhtml", ".opf"))}
        nav = book.read("book/nav.xhtml").decode()
        package = ET.fromstring(texts["book/content.opf"])  # noqa: S314 - it is our own

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    for text in texts.values():
        ET.fromstring(text)  # noqa: S314 - it is our own
    listed = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    there = {name.removeprefix("book/") for name in names if name.startswith("book/")}
    assert listed == there - {"content.opf"}
    assert all(f"#article-{slug}" in nav for slug in ARTICLES_OF_2024)
    assert "schema:accessMode" in texts["book/content.opf"].decode()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_epubcheck_finds_nothing(volume: Callable[..., Path], lang: str) -> None:
    checker = ["java", "-jar", "/usr/bin/epubcheck", "--failonwarnings", str(volume("epub", lang))]
    done = subprocess.run(checker, capture_output=True, text=True, timeout=300)

    assert done.returncode == 0, done.stdout + done.stderr


# ── a pack ───────────────────────────────────────────────────────────────────


def test_the_pack_opens_from_a_stick_and_can_be_checked(site: SmallSite, tmp_path: Path) -> None:
    made = make(replace(site.settings(), now=LATER), 2024, form="zip", to=tmp_path)
    with ZipFile(BytesIO(made.path.read_bytes())) as pack:
        files = {n.removeprefix("yearbook-2024/"): pack.read(n) for n in pack.namelist()}

    assert made.path.name == "yearbook-2024.zip"
    books = {name for name in files if name.startswith("yearbook-")}
    assert books == {"yearbook-2024-vi.html", "yearbook-2024-en.html"}
    for name in ("index.html", *books):
        found = _Outline(files[name].decode())
        inner = {link[1:] for link in found.links if link.startswith("#")}
        assert inner <= set(found.ids)
        assert {link for link in found.links if not link.startswith("#")} <= set(files)
        assert set(found.pictures) <= set(files)
    assert b'lang="vi"' in files["index.html"]
    assert b'lang="en"' in files["index.html"]
    assert b"yearbook-2024-vi.html#article-trao-thuong" in files["awards-2024-vi.csv"]
    sums = dict(
        line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines() if line
    )
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "SHA256SUMS"
    }


# ── the command ──────────────────────────────────────────────────────────────


def run(site: SmallSite, *words: str, before: tuple[str, ...] = ()) -> "Done":
    command = [sys.executable, "-m", "bantin", "--site", str(site.root), *before, "yearbook"]
    done = subprocess.run([*command, *words], cwd=ROOT, capture_output=True, text=True, timeout=300)
    return Done(done.returncode, done.stdout, done.stderr)


class Done:
    def __init__(self, code: int, out: str, told: str) -> None:
        self.code, self.out, self.told = code, out, told


def test_the_command_writes_html_in_the_first_language_into_the_site_folder(
    tmp_path: Path,
) -> None:
    site = site_of_years(tmp_path / "site")
    done = run(site, "2024", "--date", "2025-06-01")

    assert done.code == 0, done.told
    path = site.root / "yearbook-2024-vi.html"
    assert '<html lang="vi">' in path.read_text(encoding="utf-8")
    assert str(path) in done.out
    assert re.search(r"\b[0-9a-f]{64}\b", done.out)
    assert sorted(p.name for p in site.root.iterdir() if p.name.startswith(".")) == [".bantin"]


def test_behind_the_command_the_language_is_that_of_the_volume(
    site: SmallSite, tmp_path: Path
) -> None:
    book = tmp_path / "book.epub"
    done = run(site, "2024", "--lang", "en", "--to", str(book), "--date", "2025-06-01")
    assert done.code == 0
    assert done.out.startswith("kỷ yếu năm 2024")
    with ZipFile(book) as pack:  # the name of the file says which format is wanted
        assert b"<dc:language>en</dc:language>" in pack.read("book/content.opf")

    spoken = run(site, "2024", "--to", str(tmp_path), before=("--lang", "en"))
    assert spoken.out.startswith("the volume of 2024")
    assert '<html lang="vi">' in (tmp_path / "yearbook-2024-vi.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("1999",), 2, "2024"),
        (("2024", "--lang", "fr"), 2, "vi, en"),
        (("2024", "--to", "khong/co/thu-muc.html"), 2, "khong/co"),
        (("hai-nghin",), 2, "hai-nghin"),
        (("2024", "--format", "docx"), 2, "docx"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_remedy(
    site: SmallSite, words: tuple[str, ...], code: int, told: str
) -> None:
    done = run(site, *words)

    assert (done.code, done.out) == (code, "")
    assert told in done.told
    assert "Traceback" not in done.told


def test_a_faulty_article_is_told_and_the_others_are_in_the_volume(tmp_path: Path) -> None:
    site = site_of_years(tmp_path / "site")
    site.article("hong", "Phát động: Không có\n")
    done = run(site, "2024", "--json", "--to", str(tmp_path))

    said = json.loads(done.out)
    assert done.code == 1
    assert {problem["severity"] for problem in said["problems"]} == {"error"}
    assert said["articles"] == len(ARTICLES_OF_2024)
    assert len(said["sha256_of_texts"]) == 64


def test_what_cannot_be_written_leaves_the_old_volume(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(site.settings(), now=LATER)
    path = tmp_path / "book.epub"
    path.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutsideError):
        make(settings, 2024, form="epub", to=path)

    assert path.read_bytes() == b"the old one"
    assert [p.name for p in tmp_path.iterdir()] == ["book.epub"]


def test_a_theme_without_books_is_told(site: SmallSite, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    copytree(ROOT / "theme", theme)
    rmtree(theme / "book")
    with pytest.raises(SettingsError, match="no books"):
        make(replace(site.settings(), theme=theme), 2024, to=tmp_path)


def test_every_format_has_its_name() -> None:
    assert FORMATS == ("html", "pdf", "epub", "zip")


def test_setting_pages_leaves_photos_that_break_off_refused() -> None:
    pdf.needed()

    assert not ImageFile.LOAD_TRUNCATED_IMAGES
