"""Whatever is typed is read in bounds and told in words; what is good is not told at all."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.cli import main
from bantin.messages import shown, translator
from bantin.problems import Problem
from bantin.reading.articles import read_article
from bantin.reading.campaign_files import read_campaign
from bantin.reading.items import Known
from bantin.reading.lookup import lookup
from bantin.reading.names_file import read_names
from bantin.reading.tree import Folder
from bantin.settings import Settings
from bantin.site import check

from . import mistakes
from .clean_news import write_news
from .plain_texts import SIGNS, WORDS

CLEAN = int(os.environ.get("BANTIN_CLEAN", "1000"))
"""Articles of the test for false alarms; more of them find rarer ones."""

SEED = int(os.environ.get("BANTIN_SEED", "1"))


def settings_of(folder: Path) -> Settings:
    return Settings(
        root=folder,
        content=folder / "content",
        output=folder / "output",
        theme=folder / "theme",
        cache=folder / "cache",
        now=datetime(2026, 11, 24, 12),
    )


def test_a_thousand_good_articles_have_no_problem(tmp_path: Path) -> None:
    write_news(tmp_path / "content", CLEAN, SEED)

    told = [p for p in check(settings_of(tmp_path)) if p.code != "translation-missing"]

    assert [(p.code, p.path, p.line, p.values) for p in told] == []


# ── whatever is typed ──

MORE = int(os.environ.get("BANTIN_FUZZ", "60"))
"""Examples of each law below; a long run wants some ten thousand."""

KNOWN = Known(
    campaigns=lookup(
        [("dien-bien", (mistakes.STEP, "Footsteps"), True), ("xuan", (mistakes.SPRING,), True)]
    )
)
LABELS = [
    *("Tiêu đề", "Ngày", "Tác giả", "Phát động", "Ngày diễn ra", "Đăng từ", "Đính chính", "Dịch"),
    *("Trạng thái", "Bài liên quan", "Địa chỉ cũ", "Nhân vật", "Chủ đề", "Title", "Date", "Tên"),
    *("Thời gian", "Tiu đề", "Phong trào", "Ảnh", "# Ngày", "**Ngày", "- Ngày", "", "[", "Ngày 4"),
]
COLONS = [": ", ":", "： ", " = ", " ", ":\t", ":**", ";", "::", ": - ", ":\n"]
VALUES = [
    *(
        "04/3/2024",
        "31/4/2024",
        "4.3.24",
        "04/3/2024 - 06/3/2024",
        "ngày 4 tháng 3 năm 2024",
        "9/9",
    ),
    *("10/3 âm lịch", "03/25/2024", "99999999/3/2024", "²/3/2024", "٣/3/2024", "07/5/2024 25:00"),
    *(
        mistakes.STEP,
        f"{mistakes.STEP}; {mistakes.SPRING}",
        "campaigns/dien-bien",
        "{x}",
        "{",
        "%s",
    ),
    *("nháp", "nhápp", "không", "An; Bình", "[An, Bình]", "Nguyễn An, Trần Bình", "…", "'", '"a"'),
    *(
        "05/3/2024 - sửa",
        "ngày 5 tháng 3 năm 2024 - sửa",
        "../../x.html",
        "x" * 300,
        ">-",
        "\ud7ff",
    ),
]
FENCES = ["---\n", "———\n", "```yaml\n", "\n", "***\n", "", "# Bài\n"]
TYPED = [
    *SIGNS, *WORDS, "1.jpg", "[1.jpg]", "!(1.jpg)[x]", "![x] (1.jpg)", "![](1.jpg)", "\t", "• a\n",
    "1) b\n", "| Họ và tn | Đơn vị |\n|---|---|\n", "a\tb\n", "[^1]", "\n[^2]: c", "\n---\n",
    "Ph?t ??ng",
    "Ph¸t ®éng thi", "phaùt ñoäng", "Ã¡Ä‘á»™", "</script", "{0}", "[a](b.docx)", "(a)[http://b]",
]  # fmt: skip
LINES = st.builds(
    "{}{}{}".format, st.sampled_from(LABELS), st.sampled_from(COLONS), st.sampled_from(VALUES)
)
HEADS = st.builds(
    "{}{}\n{}\nx\n".format,
    st.sampled_from(FENCES),
    st.lists(LINES, max_size=8).map("\n".join),
    st.sampled_from(FENCES),
)
TEXTS = st.lists(st.sampled_from(TYPED), max_size=20).map("".join)


def all_is_said(problems: Sequence[Problem], last: int) -> None:
    """Assert that each problem is a sentence in both languages, with a remedy, at a real place."""
    for problem in problems:
        for lang in ("vi", "en"):
            assert all(shown(problem, translator(lang)))
        assert 1 <= problem.line <= last + 1
        assert problem.column >= 1
    assert len(problems) < 100


@given(HEADS, HEADS)
@settings(max_examples=MORE)
def test_any_head_is_an_item_or_problems_that_can_be_said(vi: str, en: str) -> None:
    texts = (("vi.md", vi.encode()), ("en.md", en.encode()))
    for path, read in (("articles/a", read_article), ("campaigns/a", read_campaign)):
        outcome = read(Folder(path=path, texts=texts, files=("1.jpg", "a.docx")), KNOWN)

        assert outcome.item or outcome.problems
        all_is_said(outcome.problems, max(vi.count("\n"), en.count("\n")) + 1)


@given(TEXTS, TEXTS)
@settings(max_examples=MORE)
def test_any_text_is_read_and_what_is_said_of_it_can_be_said(vi: str, en: str) -> None:
    data = (mistakes.vi(text=vi), mistakes.en(text=en))
    texts = (("vi.md", data[0].encode()), ("en.md", data[1].encode()))
    outcome = read_article(Folder(path="articles/a", texts=texts, files=("1.jpg",)), KNOWN)

    all_is_said(outcome.problems, max(len(text.splitlines()) for text in data) + 1)


@given(st.binary(max_size=120))
@settings(max_examples=MORE)
def test_any_bytes_are_an_article_or_problems_that_can_be_said(data: bytes) -> None:
    outcome = read_article(Folder(path="articles/a", texts=(("vi.md", data),)), KNOWN)

    assert outcome.item or outcome.problems
    all_is_said(outcome.problems, data.count(b"\n") + data.count(b"\r") + 1)


CELLS = [
    "unit",
    "rank",
    "kind",
    "vi",
    "en",
    "Đại đội 1",
    "Company",
    "",
    '"',
    "a;b",
    "#",
    "xyz",
    "\n",
]


@given(
    st.lists(st.sampled_from([*CELLS, ",", ";", "\t", "\n", "sep=;\n"]), max_size=40).map("".join)
)
@settings(max_examples=MORE)
def test_any_list_of_names_is_read_and_what_is_wrong_can_be_said(text: str) -> None:
    _, problems = read_names(text.encode(), "content/names.csv")

    all_is_said(problems, text.count("\n") + 1)


SETTINGS = [
    'LANGUAGES = "vi"', "LANGUAGES = 5", "LANGUAGES = []", "LANGUAGES = [None]", "TIMEZONE = 5",
    'TIMEZONE = "Hà Nội"', "PATH = 7", "PATH = None", "SITENAME = 3", "SITENAME = {}",
    "SITEURL = 1",
    'TAGLINE = ["a"]', "import khong_co", "x = (", "1 / 0", "raise RuntimeError", "exit()", "\0",
    "def f(): return f()\nf()", "assert False", 'LANGUAGES = ["en", "vi"]', "  a = 1", "é = “",
]  # fmt: skip


@given(st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=3).map("\n".join))
@settings(max_examples=min(MORE, 200))
def test_any_settings_are_used_or_told(text: str) -> None:
    with TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content").mkdir()
        (site / "pelicanconf.py").write_text(f"PLUGINS = []\n{text}\n", "utf-8")

        assert main(["check", "--site", folder]) in {0, 2}


@pytest.mark.parametrize("text", ['LANGUAGES = "vi"', "LANGUAGES = 5", "exit()", "assert False"])
def test_settings_of_a_wrong_kind_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(text, "utf-8")

    assert main(["check", "--site", str(tmp_path)]) == 2
