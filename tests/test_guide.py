"""The writers' page: short, the same in both languages, and true."""

import re
from pathlib import Path

from bantin import writing
from bantin.guesses import MARKS
from bantin.markup import convert
from bantin.messages import translator
from bantin.reading import check, read
from bantin.reading.fields import ARTICLE
from bantin.writing.forms import STATE_WORDS
from bantin.writing.pages import SCRIPT_WORDS

from .small_site import NOW, ROOT, small_site

GUIDE = ROOT / "docs/huong-dan-nguoi-viet.md"
TEXT = GUIDE.read_text("utf-8")
HALVES = TEXT.partition("## Tiếng Việt\n")[2].partition("## English\n")[::2]
TEMPLATES = Path(writing.__file__).parent / "templates"
A_MINUTE = 230
"""Words (Vietnamese ones are syllables) that somebody reads in a minute."""


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\s-]", "", title).strip().lower().replace(" ", "-") for title in titles}


def labels(half: str) -> list[str]:
    """Return what the guide says is to be pressed or chosen: bold, in quotation marks."""
    return re.findall(r"\*\*“([^”]+)”\*\*", half)


def shown(lang: str) -> dict[str, str]:
    """Return the words of the writing desk and the fields in ``lang``, by what names them."""
    words = {*STATE_WORDS.values(), *SCRIPT_WORDS}
    for template in TEMPLATES.glob("*.html"):
        words |= set(re.findall(r'_\("([^"]+)"\)', template.read_text("utf-8")))
    fields = {field.key: field.label(lang) for field in ARTICLE.all}
    return {word: translator(lang)(word) for word in words} | fields


def test_what_it_tells_to_press_is_what_the_program_shows_in_both_languages() -> None:
    names = {said: name for name, said in shown("vi").items()}
    vietnamese, english = map(labels, HALVES)

    assert [shown("en")[names[said]] for said in vietnamese] == english
    assert set(vietnamese) >= {"Bài mới", "Bắt đầu viết", "Lưu", "Đúng rồi", "Dịch sang tiếng Anh"}
    assert all(f"`{MARKS['vi']}`" in half for half in HALVES)


def test_links_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"```.*?```|`[^`]*`", "", TEXT, flags=re.S)):
        place, _, anchor = target.partition("#")
        assert (GUIDE.parent / place).exists(), target
        assert not anchor or place or anchor in anchors(TEXT), target
    for picture in (GUIDE.parent / "images").glob("guide-*.webp"):
        assert picture.stat().st_size <= 60 * 1024
        assert f"images/{picture.name}" in TEXT


def test_it_is_read_in_five_minutes() -> None:
    assert all(len(half.split()) <= 5 * A_MINUTE for half in HALVES)


def test_both_languages_have_the_same_parts_and_as_many_actions() -> None:
    parts = [re.findall(r"^(#+|\d\.|- \*\*)", half, re.M) for half in HALVES]

    assert parts[0] == parts[1]
    assert [part.count("4.") for part in parts] == [2, 2]
    assert [part.count("5.") for part in parts] == [1, 1]


def test_the_article_that_it_shows_is_one(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```\n(---\n.+?)```", TEXT, re.S)
    site = small_site(tmp_path / "site")
    site.campaign("dien-bien", "Tiếp bước chiến sĩ Điện Biên - Tiến lên giành 3 nhất")
    site.write("articles/bai/vi.md", shown)
    site.photo("bai", "phong ky thuat 2024 1.jpg")

    found = read(site.content, today=NOW.date(), drafts=True)

    problems = [p for p in (*found.problems, *check(found)) if "articles/bai/" in p.path]
    assert [p.code for p in problems] == ["draft"]


def test_the_talk_that_it_shows_asks_what_is_asked() -> None:
    say = translator("vi")
    asked = [
        "About which campaign? (number, part of a name, + new one; Enter: none)",
        "And about which other one? (Enter: no other)",
        "What does the article do there? {choice}",
        "made: {path}",
    ]

    assert all(say(words).partition("{")[0] in TEXT for words in asked)


def test_it_is_ordinary_markdown() -> None:
    made = convert(TEXT, path="guide.md", first_line=1, lang="vi")

    assert not [p for p in made.problems if p.code.startswith(("html", "text"))]
