"""The short way for ordinary texts gives what the parser and the sanitiser give, or nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import DelimiterProcessor

from bantin.markup import Markup, convert, engine, known_parser
from bantin.markup.engine import _Engine
from bantin.markup.known_parser import is_known
from bantin.markup.parsing import by_parser
from bantin.markup.plain import plain_markup
from bantin.model import Gallery

from .plain_texts import odd, ordinary, stretch, tight
from .test_markup import AGAIN, CASES, PIECES

ROOT = Path(__file__).parents[1]
WRITTEN = [file.read_text("utf-8") for file in sorted((ROOT / "content").rglob("*.md"))]
BODIES = [text.split("\n---\n", 1)[1] for text in WRITTEN]
CAPTIONS = [file.read_text("utf-8").partition("\n=====\n")[0] for file in CASES]

NEWS = """Chiều 04/3/2024, **Phòng Kỹ thuật** phát động thi đua (Nguồn: *Ban Chính trị*).
Đại tá Vũ Văn Hiển chủ trì; xem [bài trước](../2024-02-05-goi-banh-chung/vi.md).

![Chỉ huy Phòng trao thưởng. (Ảnh: Hoàng Trung Kiên)](phong ky thuat 2024 1.jpg)

## Ba nội dung

Trọng tâm là:
- Nhận thức cao nhất
- **Kết quả** cao nhất

1. Bước một
2. Bước hai

| Họ và tên | Hình thức |
|---|:-:|
| Nguyễn Văn An | Giấy khen |

#### Tập thể
Ban Hậu cần, 70\xa0năm *truyền thống*.

### Cá nhân
"""


def short(text: str) -> Markup | None:
    return plain_markup(text, path="content/articles/x/vi.md", first_line=7)


def long(text: str) -> Markup:
    return by_parser(text, "content/articles/x/vi.md", 7, "vi")


def test_ordinary_news_goes_the_short_way() -> None:
    made = short(NEWS)

    assert made is not None
    assert made == long(NEWS)
    assert made == convert(NEWS, path="content/articles/x/vi.md", first_line=7, lang="vi")
    assert (made.links[0].line, made.award_rows[0].line) == (8, 23)


def test_a_long_list_of_awardees_goes_the_short_way_and_an_endless_table_does_not() -> None:
    head = "| Họ và tên | Hình thức |\n|---|---|\n"
    row = "| Nguyễn Văn An | Giấy khen |\n"
    made = short(head + 300 * row)

    assert made is not None
    assert made == long(head + 300 * row)
    assert made.award_rows[-1].line == 308
    wide, rule = 150 * "|a" + "|\n", 150 * "|-" + "|\n"
    assert short(wide + rule + 100 * wide) is not None
    assert short(wide + rule + 140 * wide) is None


def test_most_of_what_writers_wrote_goes_the_short_way() -> None:
    assert sum(short(body) is not None for body in BODIES) > 0.8 * len(BODIES)


NOT_ORDINARY = [
    "> lời\n\n> hai", "> - a", "> a\nb", "a\n> b", ">a", "> > a", "> ![a](1.jpg)", "a > b",
    "# Tên", "    mã", "a\tb", "Tên\n---", "***", "- a\n- - b", "- a\n\n- b", "2. b",
    "**a *b* c**", "***a***", "**a***b*", "*a***b**", "a * b", "a_b_", "[a]", "[a](b c)",
    "[a](#b)", "[a](b.pdf)", "a  \nb", "a\u200bb", "e\u0301", "x < y", "R&D", "a\\*", "`a`", "~~~",
    "[^1]", "chữ ![a](1.jpg) chữ", "- ![a](1.jpg)", "![[a](b)](1.jpg)", "| a |\n|---|\n| b |",
    "a | b", "| a | b |\n|--|--|", "| a | b |\n|--|--|\n| c |", "a\n## b", "- a\nb", "##a",
    "a\n- **b** c",
]  # fmt: skip


@pytest.mark.parametrize("typed", NOT_ORDINARY)
def test_what_is_not_certainly_ordinary_is_left_to_the_parser(typed: str) -> None:
    assert short(f"Mở đầu.\n\n{typed}\n\nHết.") is None
    assert short("Mở đầu.\n\nHết.") is not None


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Return a news text, a part of one that was written, or anything at all."""
    texts = draw(st.sampled_from([ordinary(), stretch(BODIES), stretch(CAPTIONS)]))
    anything = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
    text: str = draw(st.one_of(texts, odd(texts), odd(texts), tight(), tight(), anything))
    return text


@settings(max_examples=300)
@given(typed())
@example(NEWS)
@example("![a\n![b](2.jpg)(Photo: C)](1.jpg)")
def test_the_short_way_differs_in_nothing(text: str) -> None:
    made = short(text)
    if made is None:
        return

    # What repr shows is more than what compares as equal: 1 and True, a text and one of its kind.
    assert repr(made) == repr(long(text))
    for html in shown(made):
        assert AGAIN.clean(html) == html


def shown(markup: Markup) -> Iterator[str]:
    for block in markup.body:
        if isinstance(block, Gallery):
            yield from (photo.caption_html for photo in block.photos)
        else:
            yield block


@pytest.mark.parametrize("text", [*BODIES, *CAPTIONS], ids=range(len(BODIES) + len(CAPTIONS)))
def test_what_writers_wrote_is_the_same_both_ways(text: str) -> None:
    assert short(text) in (None, long(text))


# ── where the parser is not the known one ────────────────────────────────────


class _Shouting(DelimiterProcessor):
    pass


class _Underlining(Extension):
    def extendMarkdown(self, md: object) -> None:  # noqa: N802
        """Let ``~a~`` be something else than its letters."""
        md.delimiters.add("~", "u")  # type: ignore[attr-defined]


EXTENSIONS = {"smarty": SmartyExtension(), "delimiter": _Underlining()}


@pytest.mark.parametrize("extension", EXTENSIONS.values(), ids=EXTENSIONS)
def test_with_an_unknown_extension_the_parser_has_the_word(
    extension: Extension, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = engine._extensions()
    monkeypatch.setattr(engine, "_extensions", lambda: [*known, extension])
    monkeypatch.setattr(known_parser, "_FILES", frozenset())  # as where a system mended them
    _forget()
    try:
        certain = is_known()
        made = convert("Hay ~quá~ *đi* -- thật", path="vi.md", first_line=1, lang="vi")
    finally:
        _forget()

    assert not certain
    assert made.body[0] != "<p>Hay ~quá~ <em>đi</em> -- thật</p>"


def _forget() -> None:
    engine._engine.cache_clear()
    known_parser.is_known.cache_clear()


def test_a_parser_known_by_its_files_is_certified_by_what_it_does() -> None:
    assert known_parser._files() in known_parser._FILES
    assert _Engine().certified


def test_an_ordinary_text_needs_no_parser() -> None:
    program = (
        "import sys; from bantin.markup import convert; "
        "made = convert('Hay *lắm*', path='vi.md', first_line=1, lang='vi'); "
        "assert made.body == ('<p>Hay <em>lắm</em></p>',); assert 'markdown' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_with_another_parser_or_sanitiser_it_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _Engine().certified
    monkeypatch.setattr("markdown.__version__", "3.99")
    assert not _Engine().certified
    monkeypatch.undo()
    monkeypatch.setattr("bantin.markup.known_parser.settled", lambda made: made.replace("<em>", ""))
    assert not _Engine().certified
    monkeypatch.undo()
    monkeypatch.setattr(engine, "_extensions", lambda: [SaneListExtension()])
    assert not _Engine().certified
