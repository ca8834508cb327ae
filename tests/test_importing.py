"""`bantin import`: Word files on the disk become folders of the content, whole or not at all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bantin.importing import Brought, Wish, as_json, bring_in, told
from bantin.model import Relation
from bantin.problems import SettingsError
from bantin.site import check

from .small_site import SmallSite, small_site
from .word_files import docx, p, photo, picture

pytestmark = pytest.mark.long


CASES = Path(__file__).parent / "cases/word"
LEAD = "Chiều ngày 04/3/2024, Đại đội Công binh tổ chức hội thao trên sân của đơn vị."
FOLDER = "articles/2024-03-04-hoi-thao-mua-xuan"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path)


def word(site: SmallSite, name: str, *body: str, photos: int = 0) -> Path:
    path = site.root / name
    media = {f"{number}.jpg": photo(number) for number in range(photos)}
    path.write_bytes(docx(*body, media=media))
    return path


def vietnamese(site: SmallSite, name: str = "bai.docx") -> Path:
    return word(
        site, name, p("Hội thao mùa xuân", style="Title"), p(LEAD), p(picture("rId1")),
        p("Các đội vào sân", style="ChuThich"), p("Tác giả: Lục Hải Phong"), photos=1,
    )  # fmt: skip


def english(site: SmallSite, name: str = "bai.en.docx") -> Path:
    return word(
        site, name, p("Spring games", style="Title"), p("The games took place."),
        p(picture("rId2")), p("The teams march in", style="ChuThich"), photos=2,
    )  # fmt: skip


def files(site: SmallSite) -> set[str]:
    return {path.relative_to(site.content).as_posix()
            for path in site.content.rglob("*") if path.is_file()}  # fmt: skip


def take(site: SmallSite, *paths: Path, **wish: str) -> Brought:
    return bring_in(site.settings(), paths, Wish(**wish))  # type: ignore[arg-type]


def test_two_files_are_one_article_in_two_languages(site: SmallSite) -> None:
    before = files(site)
    brought = take(site, vietnamese(site), english(site))

    assert not brought.problems
    assert files(site) - before == {f"{FOLDER}/{name}" for name in ("vi.md", "en.md", "1.jpg")}
    assert "![The teams march in](1.jpg)" in (site.content / FOLDER / "en.md").read_text("utf-8")
    new = [problem for problem in check(site.settings()) if FOLDER in problem.path]
    assert {problem.code for problem in new} <= {"photo-small"}


def test_a_translation_is_added_to_its_article_and_writes_nothing_over(site: SmallSite) -> None:
    take(site, vietnamese(site))
    before = (site.content / FOLDER / "vi.md").read_bytes()

    brought = take(site, english(site), into="hoi-thao-mua-xuan")
    assert not brought.problems
    again = take(site, english(site), into=FOLDER)
    assert [problem.code for problem in again.refused] == ["import-text-there"]
    both = take(site, vietnamese(site), into=FOLDER)
    assert [problem.code for problem in both.refused] == ["import-text-there"]
    assert (site.content / FOLDER / "vi.md").read_bytes() == before
    assert {path.name for path in (site.content / FOLDER).iterdir()} == {"vi.md", "en.md", "1.jpg"}

    with pytest.raises(SettingsError, match="no article"):
        take(site, english(site), into="khong-co")


def test_what_is_refused_is_told_and_the_rest_is_taken(site: SmallSite) -> None:
    before = files(site)
    broken = site.root / "hong.docx"
    broken.write_bytes(b"PK\3\4 nua chung")

    brought = take(
        site, broken, english(site, "le.en.docx"), vietnamese(site), vietnamese(site, "hai.docx")
    )

    assert [(problem.path, problem.code) for problem in brought.refused] == [
        ("hong.docx", "word-damaged"),
        ("le.en.docx", "import-only-translation"),
        ("hai.docx", "import-address-taken"),
    ]
    assert files(site) - before == {f"{FOLDER}/vi.md", f"{FOLDER}/1.jpg"}


def test_guesses_are_told_with_their_lines(site: SmallSite) -> None:
    path = word(site, "b.docx", p("HỘI THAO MÙA XUÂN", style="Title"), p(LEAD))

    brought = take(site, path)

    (article,) = brought.articles
    assert [(q.code, q.path, q.line) for q in article.problems] == [
        ("field-missing", f"content/{FOLDER}/vi.md", 1),
        ("field-guessed", f"content/{FOLDER}/vi.md", 2),
    ]
    said = json.loads(as_json(brought, "en"))
    assert said["articles"][0]["folder"] == f"content/{FOLDER}"
    assert said["articles"][0]["problems"][1]["line"] == 2
    assert said["problems"] == []
    assert f"content/{FOLDER}/vi.md:2:10: warning:" in "\n".join(told(brought, "vi"))
    mine = {(q.code, q.line) for q in check(site.settings()) if "guessed" in q.code}
    assert mine == {("field-guessed", 2)}


def test_a_day_that_is_none_is_told_before_anything_is_done(site: SmallSite) -> None:
    before = files(site)

    with pytest.raises(SettingsError):
        take(site, vietnamese(site), day="31/4/2024")
    assert files(site) == before


def test_answers_in_advance_hold(site: SmallSite) -> None:
    wish = Wish(title="Tên khác", day="05/3/2024", author="Tô Việt Anh, Lê An", draft=True,
                ties=((Relation.REPORTS, "x"),))  # fmt: skip
    bring_in(site.settings(), [vietnamese(site)], wish)

    text = (site.content / "articles/2024-03-05-ten-khac/vi.md").read_text("utf-8")
    assert text.split("\n---\n")[0].splitlines()[1:] == [
        "Tiêu đề: Tên khác",
        "Ngày: 05/3/2024",
        "Đưa tin: x",
        "Tác giả: Tô Việt Anh",
        "Tác giả: Lê An",
        "Trạng thái: nháp",
    ]


def test_the_command_says_what_it_did_by_its_exit_code(site: SmallSite) -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bantin", "--site", str(site.root), "import", *args]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )

    shutil.copy(CASES / "sua.docx", site.root / "sua.docx")
    here = str(site.root / "sua.docx")

    first = run(here, "--json")
    assert (first.returncode, first.stderr) == (0, "")
    assert json.loads(first.stdout)["articles"][0]["files"] == ["vi.md"]
    assert run(here).returncode == 1
    assert run(str(site.root / "khong.docx")).returncode == 2
    assert run(here, "--date", "2024").returncode == 2
