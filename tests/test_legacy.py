"""Old sites come over whole: what they held is there, what was guessed or lost is told."""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bantin.legacy import KINDS, Wish, bring_in, source_of
from bantin.problems import SettingsError
from bantin.reading.facts import item_slug
from tests.old_sites import CASES, Run, bantin, imported, new_site, old_site
from tests.small_site import ROOT, SmallSite

pytestmark = pytest.mark.long


OLD_ADDRESS = re.compile(r"^Địa chỉ cũ: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Moved:
    """A site into which all old sites came, and what was said of each."""

    site: SmallSite
    runs: dict[str, Run]
    sources: dict[str, Path]
    check: list[dict[str, str]]

    def text(self, slug: str, name: str = "vi.md") -> str:
        return (self.folder(slug) / name).read_text("utf-8")

    def folder(self, slug: str) -> Path:
        found = self.site.content.rglob("vi.md")
        return next(file.parent for file in found if item_slug(file.parent.name) == slug)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    base = tmp_path_factory.mktemp("moved")
    site = new_site(base / "site")
    site.campaign("duong-thong", "Đường thông, xe tốt", "05/3/2019 - 19/5/2019")
    sources = {kind: old_site(kind, base / "old") for kind in KINDS}
    images = {"joomla": sources["joomla"].parent}
    runs = {
        kind: imported(site, kind, path, images=images.get(kind))
        for kind, path in sources.items()
        if kind != "html"
    }
    report = ("--report", str(base / "report.csv"), "--json")
    done = bantin(site, "import", "--from", "html", str(sources["html"]), *report)
    runs["html"] = Run(done.returncode, json.loads(done.stdout))
    check = json.loads(bantin(site, "check", "--json").stdout)["problems"]
    built = bantin(site, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    return Moved(site, runs, sources, check)


def test_articles_are_counted_and_what_could_not_be_read_is_told_by_the_exit_code(
    moved: Moved,
) -> None:
    counts = {kind: (run.code, len(run.folders)) for kind, run in moved.runs.items()}

    assert counts == {
        "joomla": (1, 8),
        "wordpress": (0, 6),
        "pelican": (0, 4),
        "hugo": (1, 6),
        "html": (0, 2),
    }


def test_what_came_over_has_no_errors(moved: Moved) -> None:
    serious = {p["code"] for p in moved.check if p["severity"] != "info"}

    assert serious <= {"photo-not-in-translation", "caption-guessed"}


def test_every_old_address_leads_to_its_article(moved: Moved) -> None:
    seen = 0
    for text in moved.site.content.rglob("vi.md"):
        said = text.read_text("utf-8")
        is_held_back = "Trạng thái: nháp" in said or "Đăng từ: " in said
        for address in OLD_ADDRESS.findall(said):
            page = moved.site.output / address
            assert page.is_file() is not is_held_back, address
            if not is_held_back:
                assert f"articles/{item_slug(text.parent.name)}.html" in page.read_text("utf-8")
                seen += 1
    assert seen >= 12


def test_articles_are_shown_with_their_photos(moved: Moved) -> None:
    page = (moved.site.output / "articles/dong-thu-xuan.html").read_text("utf-8")

    assert page.count("<figure") >= 3
    assert "Giá phụ tùng đã xếp lại." in page
    assert "Lò Thị Mây" in page
    english = (moved.site.output / "en/articles/dong-thu-xuan.html").read_text("utf-8")
    assert "Spare parts, put in order." in english


@pytest.mark.parametrize(
    "words",
    [
        *("Chỉ cho thành viên đọc", "trong mục nội bộ", "mật khẩu đọc được", "hẹn ngày đăng"),
        *("Chưa viết xong", "never translated", "alert(1)", "Trong thùng rác", "01/6/2021"),
    ],
)
def test_what_not_everybody_could_read_is_nowhere_in_the_output(moved: Moved, words: str) -> None:
    pages = moved.site.output.rglob("*.html")

    assert not [page for page in pages if words in page.read_text("utf-8")]


def test_joomla_gives_facts_from_all_its_tables(moved: Moved) -> None:
    text = moved.text("phat-dong-thi-dua-duong-thong-xe-tot")

    assert text.startswith(
        "---\n"
        "Tiêu đề: Phát động thi đua “Đường thông, xe tốt”\n"
        "Ngày: 06/3/2019\n"  # 18:30 UTC on the fifth
        "Tác giả: Lò Thị Mây\n"
        "Chủ đề: Tin tức\n"
        "Chủ đề: Thi đua\n"
        "Bài liên quan: so-ket-thang-dau\n"
        "Địa chỉ cũ: index.php/tin-tuc/12-phat-dong-thi-dua-duong-thong-xe-tot/index.html\n"
        "---\n"
    )
    assert "![Thượng tá Đinh Văn Khoát phát động thi đua. (Ảnh: Lò Thị Mây)]" in text
    assert "[bài sơ kết](so-ket-thang-dau)" in text
    assert "ở tệp này;" in text
    assert "dấu ' nháy" in text
    assert "Bài viết khác" not in text


def test_joomla_gives_the_intro_picture_and_its_caption(moved: Moved) -> None:
    assert (
        moved.text("so-ket-thang-dau")
        .partition("---\n\n")[2]
        .startswith("![Chiếc xe cuối cùng ra xưởng ngày 06/4/2019.](xuong.jpg")
    )


def test_versions_of_one_article_share_a_folder(moved: Moved) -> None:
    slug = "trao-thuong-dot-thi-dua-duong-thong-xe-tot"

    assert "Title: Rewards of the drive" in moved.text(slug, "en.md")
    assert "Cờ thi đua" in moved.text(slug)
    assert "Title: A workshop day" in moved.text("ngay-hoi-tay-nghe", "en.md")
    assert "Title: Launch: the repair season" in moved.text("mua-sua-chua", "en.md")
    assert "Title: The spring clear-out" in moved.text("dong-thu-xuan", "en.md")


def test_tables_of_awardees_feed_the_register(moved: Moved) -> None:
    assert "Cà Văn Thông" in (moved.site.output / "awards.html").read_text("utf-8")


def test_text_in_doubled_letters_is_set_right(moved: Moved) -> None:
    assert "Phòng Kỹ thuật làm việc" in moved.text("bai-bang-ma")


def test_wordpress_shortcodes_and_blocks_become_figures(moved: Moved) -> None:
    classic, blocks = moved.text("tho-xuong-nhan-may"), moved.text("ngay-hoi-tay-nghe")

    assert "![Tổ trưởng Vàng A Tủa chạy thử máy. (Ảnh: Lò Thị Mây)](may-tien.jpg" in classic
    assert "![Thợ trẻ đứng máy.](tho-tre-scaled.jpg)\n![Kiểm tra lần cuối.](Kiểm-tra.jpg" in classic
    assert "Tóm tắt: Ba máy tiện mới đã về phân xưởng Cơ điện.\n" in classic
    assert "**ba máy tiện** mới.  \nMáy" in classic
    assert "[trang giới thiệu](pages/gioi-thieu)" in classic
    assert "![Đội một.](a.png)\n![Đội hai.](b.png)" in blocks


def test_pelican_links_and_restructuredtext_come_over(moved: Moved) -> None:
    assert "[bài sau](ket-qua-mua-sua-chua)" in moved.text("mua-sua-chua")
    rest = moved.text("ket-qua-mua-sua-chua")
    assert "![Đội thợ ngày cuối mùa.](doi.png" in rest
    assert "[bài phát động](mua-sua-chua)" in rest
    assert "**42 xe**" in rest
    assert "root" not in rest


def test_hugo_keeps_footnotes_and_the_words_within_shortcodes(moved: Moved) -> None:
    text = moved.text("dong-thu-xuan")

    assert "dọn kho.[^1]" in text
    assert "[^1]: Kể cả các đội xe." in text
    assert "Giữ nguyên **câu này**." in text
    assert 'Tiêu đề: Đợt thu xuân: "sạch kho, gọn xưởng"\n' in text


def test_what_is_lost_or_guessed_is_told(moved: Moved) -> None:
    expected = {
        "joomla": {
            *("address-question", "file-not-carried", "command-not-carried", "picture-not-found"),
            *("element-not-carried", "article-empty", "author-guessed", "author-account"),
            *("made-draft", "caption-guessed", "campaign-named"),
        },
        "wordpress": {"kind-not-carried", "command-not-carried", "made-draft"},
        "pelican": {"file-not-carried"},
        "hugo": {"file-not-read", "link-not-carried", "language-alone", "author-unknown"},
        "html": {"title-guessed", "day-guessed", "author-guessed", "caption-guessed"},
    }

    for kind, codes in expected.items():
        assert codes <= moved.runs[kind].codes, kind


def test_the_table_of_remarks_opens_in_a_spreadsheet(moved: Moved) -> None:
    with (moved.site.root.parent / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)

    assert head == ["thư mục", "tiêu đề", "loại", "mã", "nội dung", "việc cần làm"]
    assert {row[0] for row in rows} == set(moved.runs["html"].folders)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("slug", ["bai-viet", "phat-dong"])
def test_the_seed_says_in_its_new_place_what_it_said_in_the_old(moved: Moved, slug: str) -> None:
    own = next((ROOT / "content/articles").rglob("*tiep-buoc-chien-si-dien-bien/vi.md"))

    assert "Tác giả: Hoàng Trung Kiên\n" in moved.text(slug)
    assert words(moved.text(slug)) == words(own.read_text("utf-8"))


def words(text: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs and the captions below a head, without credits and marks."""
    body = text.split("\n---\n", 1)[1]
    blocks = [" ".join(block.split()) for block in body.strip().split("\n\n")]
    captions = [
        re.sub(r" *(\(Ảnh: [^)]*\)|\[xem lại\])", "", block) for block in blocks if block[0] == "!"
    ]
    said = [re.sub(r"!\[(.*)\]\(([^)]*)\) ?(.*)", r"\3|\1", caption) for caption in captions]
    return (
        [block for block in blocks if block[0] != "!"],
        [next(filter(None, caption.split("|"))) for caption in said],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_adds_nothing_and_touches_nothing(moved: Moved, kind: str) -> None:
    before = state(moved.site)

    again = imported(moved.site, kind, moved.sources[kind])

    assert again.folders == []
    assert again.said["already_here"] == len(moved.runs[kind].folders)
    assert state(moved.site) == before


def state(site: SmallSite) -> dict[str, bytes]:
    files = (f for f in site.root.rglob("*") if f.is_file() and ".bantin" not in f.parts)
    return {str(file): file.read_bytes() for file in files}


# ── one run after another ────────────────────────────────────────────────────


def test_the_next_day_brings_only_what_is_new(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("pelican", tmp_path / "old")
    first = imported(site, "pelican", path, limit=2)
    site.write(f"{first.folders[0]}/vi.md", "---\nTiêu đề: Sửa\n---\n\nĐã sửa.\n")
    new = "Title: Bài mới\nDate: 2020-09-01\n\nXem [cũ]({filename}ket-qua.rst).\n"
    (path / "moi.md").write_text(new, encoding="utf-8")

    second = imported(site, "pelican", path)

    assert len(first.folders) == 2
    assert second.said["already_here"] == 2
    assert any("bai-moi" in folder for folder in second.folders)
    assert not set(first.folders) & set(second.folders)
    assert "Đã sửa." in (site.content / first.folders[0] / "vi.md").read_text("utf-8")


def test_a_run_that_was_cut_off_is_taken_up_where_it_was(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("hugo", tmp_path / "old")
    whole = imported(site, "hugo", path)
    ledger = site.root / "import-hugo.csv"
    before = state(site)
    kept = ledger.read_text("utf-8").splitlines(keepends=True)[:-1]
    ledger.write_text("".join(kept), encoding="utf-8")

    again = imported(site, "hugo", path)

    assert len(whole.folders) == 6
    assert [Path(name).name for name in state(site)] == [Path(name).name for name in before]
    assert again.said["already_here"] in (5, 6)


def test_without_its_ledger_an_article_is_known_by_its_old_address(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("wordpress", tmp_path / "old")
    imported(site, "wordpress", path, limit=1)
    (site.root / "import-wordpress.csv").unlink()

    assert imported(site, "wordpress", path, limit=1).said["already_here"] == 1


def test_a_folder_that_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("html", tmp_path / "old")
    for folder in imported(site, "html", path).folders:
        (site.content / folder).rename(tmp_path / Path(folder).name)

    assert imported(site, "html", path).folders == []


def test_no_link_leads_to_a_folder_that_was_deleted(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("pelican", tmp_path / "old")
    for folder in imported(site, "pelican", path).folders:
        if "ket-qua" in folder or "sua-chua" in folder:
            (site.content / folder).rename(tmp_path / Path(folder).name)
    new = "Title: Bài mới\nDate: 2020-09-01\n\nXem [cũ]({filename}ket-qua.rst).\n"
    (path / "moi.md").write_text(new, encoding="utf-8")

    (folder,) = imported(site, "pelican", path).folders

    assert "Xem cũ." in (site.content / folder / "vi.md").read_text("utf-8")


def test_an_article_that_is_listed_twice_comes_over_once(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("joomla", tmp_path / "old")
    dump = path.read_text("utf-8")
    rows = next(
        line for line in dump.splitlines() if line.startswith("INSERT INTO `j25_content` V")
    )
    path.write_text(f"{dump}{rows}\n", encoding="utf-8")

    assert len(imported(site, "joomla", path).folders) == 8


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("joomla", tmp_path / "old")
    before = state(site)

    trial = imported(site, "joomla", path, trial=True)

    assert len(trial.folders) == 8
    assert trial.said["dry_run"] is True
    assert state(site) == before


def test_a_taken_address_gets_a_number_and_nothing_is_overwritten(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("pelican", tmp_path / "old")
    there = site.article("2019/2019-01-01-mua-sua-chua", text="Bài đã có từ trước.")

    run = imported(site, "pelican", path)

    assert "articles/2020/2020-04-03-mua-sua-chua-2" in run.folders
    assert "name-taken" in run.codes
    assert "Bài đã có từ trước." in there.read_text("utf-8")


def test_articles_can_go_into_another_folder(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("html", tmp_path / "old")

    run = imported(site, "html", path, into=tmp_path / "elsewhere")

    assert (tmp_path / "elsewhere" / run.folders[0] / "vi.md").is_file()
    assert not list(site.content.iterdir())


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("joomla", [CASES / "khong-co.sql"]),
        ("wordpress", [CASES / "joomla/bantin-cu.sql"]),
        ("joomla", [next((CASES / "wordpress").iterdir())]),
        ("hugo", [CASES / "joomla/bantin-cu.sql"]),
        ("pelican", [CASES / "wordpress"]),
        ("html", [CASES, CASES]),
    ],
)
def test_what_cannot_be_imported_is_refused(tmp_path: Path, kind: str, paths: list[Path]) -> None:
    site = new_site(tmp_path / "site")
    wish = Wish(ledger=site.root / "x.csv", author="")

    with pytest.raises(SettingsError):
        bring_in(site.settings(), source_of(kind, paths, None, site.settings()), wish)


def test_all_can_come_over_as_drafts(tmp_path: Path) -> None:
    site, path = new_site(tmp_path / "site"), old_site("html", tmp_path / "old")

    done = bantin(site, "import", "--from", "html", str(path), "--draft", "--json")

    assert [article["draft"] for article in json.loads(done.stdout)["articles"]] == [True, True]
    assert all("Trạng thái: nháp" in t.read_text("utf-8") for t in site.content.rglob("vi.md"))


def test_a_wrong_use_is_told_with_a_remedy(tmp_path: Path) -> None:
    done = bantin(new_site(tmp_path / "site"), "import", "--from", "hugo", "khong-co")

    assert done.returncode == 2
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr
