"""Blocks, HTML and captions: what is written as Markdown is read as it was meant."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bantin.manuscript.blocks import (
    Block,
    Blocks,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Quote,
    Table,
    Words,
)
from bantin.manuscript.bylines import byline
from bantin.manuscript.captions import captioned
from bantin.manuscript.hypertext import read_html
from bantin.manuscript.lines import joined, plain
from bantin.manuscript.markdown import written
from bantin.markup import convert
from bantin.model import Gallery

LETTERS = st.text(
    st.sampled_from("aă Đ.,“”1#*_[]()<>&\\`|~!-+=:/^\n{}$%é") | st.characters(
        exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Z")),
    min_size=1, max_size=30,
)  # fmt: skip
LINKS = st.sampled_from(
    ["", "", "", "https://vidu.example/a_b%28c%29?d=1&copy=2#e", "mailto:toa-soan@vidu.example"]
)
STRETCHES = st.builds(
    Words,
    text=LETTERS,
    bold=st.booleans(),
    italic=st.booleans(),
    raised=st.booleans(),
    link=LINKS,
)


def settled(line: list[Words]) -> Line:
    """Return a line as a page can show it: stress and links only where there are letters."""
    return joined(
        replace(words, bold=words.bold and has, italic=words.italic and has, link=words.link * has)
        for words in joined(line)
        for has in [any(map(str.isalnum, words.text))]
    )


LINES = st.lists(STRETCHES, min_size=1, max_size=4).map(settled).filter(plain)
FLAT = LINES.map(
    lambda line: joined(replace(words, text=words.text.replace("\n", " ")) for words in line)
)
PARAGRAPHS = st.builds(Paragraph, line=LINES)
HEADINGS = st.builds(Heading, level=st.just(2), line=FLAT)


def lists(inner: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Block]:
    item = st.tuples(PARAGRAPHS) | st.tuples(PARAGRAPHS, PARAGRAPHS) | st.builds(
        lambda p, more: (p, *more), PARAGRAPHS, inner)  # fmt: skip
    return st.builds(
        Items, items=st.lists(item, min_size=1, max_size=3).map(tuple), ordered=st.booleans()
    )


LISTS = lists(lists(st.tuples(PARAGRAPHS)).map(lambda block: (block,)))
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.builds(
        Table,
        rows=st.lists(st.tuples(*[LINES] * width), min_size=2, max_size=3).map(tuple),
    )
)
QUOTES = st.builds(Quote, blocks=st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple))
TEXTS = st.lists(PARAGRAPHS | HEADINGS | LISTS | TABLES | QUOTES, min_size=1, max_size=4).filter(
    # Markdown runs two lists or quotes that follow one another together.
    lambda blocks: all(type(a) is not type(b) or isinstance(a, Paragraph | Heading | Table)
                       for a, b in pairwise(blocks))
)  # fmt: skip


# A cry right before a link.
@example([Paragraph(line=(Words(text="Lên!"), Words(text="Xem", link="https://vidu.example/a")))])
@settings(max_examples=60)
@given(TEXTS)
def test_what_is_written_is_read_as_it_was_meant(blocks: list[Block]) -> None:
    shown = shown_as(blocks)

    assert letters(read_html(shown).blocks) == letters(tuple(blocks)), written(blocks)


def shown_as(blocks: list[Block]) -> str:
    made = convert(written(blocks), path="vi.md", first_line=1, lang="vi")
    assert {problem.code for problem in made.problems} <= {"link-dead"}
    return "\n".join(block for block in made.body if isinstance(block, str))


CAPTION = "Đại tá Vũ Văn Hiển phát động thi đua"
PICTURE = '<img src="/images/2024/phong ky thuat 2024 1.jpg" alt="phong ky thuat 2024 1">'
BODY = "<p>Chiều ngày 04/3/2024, đơn vị tổ chức phát động thi đua.</p>"
AFTER = f"<p>{'Phong trào thi đua kéo dài đến hết ngày 07/5/2024. ' * 6}</p>"


@pytest.mark.parametrize(
    ("beside", "sure"),
    [
        (f'<p>{PICTURE}</p><p class="chuthich">{CAPTION}</p>', True),
        (f"<figure>{PICTURE}<figcaption>{CAPTION}</figcaption></figure>", True),
        (f"<p>{PICTURE}</p><p>Ảnh 1: {CAPTION}</p>", True),
        (f"<p>{PICTURE}</p><p>Hình 2. {CAPTION}</p>", True),
        (f"<p>{PICTURE}</p><p><em>{CAPTION}</em></p>", True),
        (f"<p>{PICTURE}<br><i>{CAPTION}</i></p>", True),
        (f"<p>{PICTURE}<br />{CAPTION}</p>", True),
        (f"<table><tr><td>{PICTURE}</td></tr><tr><td>{CAPTION}</td></tr></table>", True),
        (f'<p>{PICTURE}</p><p style="text-align: center">{CAPTION}</p>', True),
        (f"<center>{PICTURE}</center><center>{CAPTION}</center>", True),
        (f"<p>{PICTURE}</p><p>phong ky thuat 2024 1</p><p>{CAPTION}</p>", False),
        (f"<p>{PICTURE}</p><p>{CAPTION}</p>", False),
        (f"{PICTURE}<br><br>{CAPTION}<br><br>", False),
    ],
)
def test_a_caption_is_found_beside_its_picture(beside: str, sure: bool) -> None:
    found = captioned(read_html(f"{BODY}{beside}{AFTER}").blocks)

    (picture,) = [block for block in found if isinstance(block, Picture)]
    assert (picture.caption, picture.sure) == (CAPTION, sure)
    assert not picture.description
    assert len(found) == 3


@pytest.mark.parametrize(
    "below",
    [
        AFTER,
        "<p>Tác giả: Lục Hải Phong</p>",
        "<p>Bài và ảnh: Lục Hải Phong</p>",
        "<h2>Kết quả</h2>",
        "<p>Chiều 04/3/2024, đơn vị tổ chức hội thi</p>",
        "<p>- Đại đội Công binh đạt giải nhất</p>",
        '<p style="text-align:right">Lục Hải Phong</p>',
    ],
)
def test_what_is_no_caption_stays_in_the_text(below: str) -> None:
    found = captioned(read_html(f"{BODY}<p>{PICTURE}</p>{below}").blocks)

    (picture,) = [block for block in found if isinstance(block, Picture)]
    assert not picture.caption
    assert len(found) == 3


@pytest.mark.parametrize(("table", "caption"), [("", "Bảng 1: Khen thưởng"), (
    "<table><tr><td>TT<td>Họ và tên</tr><tr><td>1<td>Lê An</tr></table>", "")])  # fmt: skip
def test_the_name_of_a_table_is_no_caption_unless_the_picture_is_the_table(
    table: str, caption: str
) -> None:
    found = captioned(read_html(f"<p>{PICTURE}</p><p>Bảng 1: Khen thưởng</p>{table}").blocks)

    assert [(b.caption, b.sure) for b in found if isinstance(b, Picture)] == [
        (caption, not caption)
    ]


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        # None below, and one above with its number or its style.
        (f"<p>Ảnh 1: Một</p><p>{PICTURE}</p>{AFTER}", ["Một"]),
        (f"<p>Hình 2.1. Một</p><p>{PICTURE}</p><p>Dòng ngắn</p>", ["Một"]),
        (f'<p class="chuthich">Một</p><p>{PICTURE}</p>{AFTER}', ["Một"]),
        # All above: the line below a picture is that of the next one.
        ("".join(f"<p>Ảnh {n}: {n}</p><p>{PICTURE}</p>" for n in "1234"), list("1234")),
        ("".join(f"<p>{PICTURE}</p><p>Ảnh {n}: {n}</p>" for n in "1234"), list("1234")),
        # A sentence that only speaks of a picture stays where it is.
        (f"<p>Hình 1 cho thấy kết quả.</p><p>{PICTURE}</p>{AFTER}", [""]),
        (f"<p><i>Một</i></p><p>{PICTURE}</p>{AFTER}", [""]),
    ],
)
def test_a_caption_may_stand_above(text: str, captions: list[str]) -> None:
    found = captioned(read_html(text).blocks)

    pictures = [block for block in found if isinstance(block, Picture)]
    assert [picture.caption for picture in pictures] == captions
    assert all(picture.sure for picture in pictures)


def test_pictures_in_a_row_have_their_captions_in_order() -> None:
    rows = f"<tr><td>{PICTURE}</td><td>{PICTURE}</td></tr><tr><td>Một</td><td>Hai</td></tr>"

    found = captioned(read_html(f"<table>{rows}</table>").blocks)

    assert [block.caption for block in found if isinstance(block, Picture)] == ["Một", "Hai"]


def test_a_credit_below_a_caption_belongs_to_it() -> None:
    found = captioned(read_html(f"{PICTURE}<p><i>{CAPTION}</i></p><p>Ảnh: Tô Việt Anh</p>").blocks)

    assert [block.caption for block in found if isinstance(block, Picture)] == [
        f"{CAPTION} (Ảnh: Tô Việt Anh)"
    ]


NAMES = (
    *("a", "IMG_0123.JPG", "image1", "Hình ảnh 3", "Bộ đội xếp hàng trên sân", "spacer"),
    *("https://vidu.example/a/b.jpg", r"C:\\Users\\An\\Ảnh lễ.jpg", "Description: dsc_1234"),
    *("A group of soldiers AI-generated content may be incorrect.",),
)


def test_a_description_is_no_name_of_a_file() -> None:
    shown = '<img src="a.jpg" alt="{}"><p><i>Chú thích</i></p>'
    said = {
        alt: block.description
        for alt in NAMES
        for block in captioned(read_html(shown.format(alt)).blocks)
        if isinstance(block, Picture)
    }

    assert [alt for alt, words in said.items() if words] == ["Bộ đội xếp hàng trên sân"]


def test_a_table_of_awardees_keeps_its_head_and_fills_what_spans() -> None:
    table = read_html(
        "<table><tr><td colspan=3>DANH SÁCH</td></tr>"
        "<tr><td>TT</td><td>Họ và tên</td><td>Đơn vị</td></tr>"
        "<tr><td>1</td><td>Trần Thu Hà</td><td rowspan=2>Đại đội Vận tải</td></tr>"
        "<tr><td>2</td><td>Lê An</td></tr></table>"
    ).blocks

    rows = convert(written(table), path="vi.md", first_line=1, lang="vi").award_rows
    assert [(row.recipient, row.unit) for row in rows] == [
        ("Trần Thu Hà", "Đại đội Vận tải"),
        ("Lê An", "Đại đội Vận tải"),
    ]


def test_no_cell_is_lost_however_large_a_table_is_drawn() -> None:
    rows = "".join(
        f"<tr><td rowspan=9000 colspan=9000>a{n}</td><td>b{n}</td></tr>" for n in range(400)
    )

    text = written(read_html(f"<table>{rows}</table>").blocks)

    assert all(f"a{n}" in text and f"b{n}" in text for n in range(400))


def test_what_a_text_cannot_hold_is_counted_and_gone() -> None:
    read = read_html(
        "<p>Một<script>alert(1)</script><p>Hai <a href='javascript:x()'>ba</a>"
        "<iframe src=//vidu.example></iframe><style>p{}</style><!-- bốn --><o:p>năm</o:p>"
    )

    assert written(read.blocks) == "Một\n\nHai banăm\n"
    assert read.dropped == {"script": 1, "iframe": 1, "style": 1}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (f"Bấm {PICTURE} rồi chọn {PICTURE}.", ["Bấm rồi chọn ."]),
        (f"Buổi lễ bắt đầu. {PICTURE}<br>{CAPTION}", ["Buổi lễ bắt đầu."]),
        (f"Buổi lễ bắt đầu.<br>{PICTURE}<br>{CAPTION}", ["Buổi lễ bắt đầu."]),
    ],
)
def test_a_sentence_around_a_picture_stays_whole(paragraph: str, expected: list[str]) -> None:
    found = captioned(read_html(f"<p>{paragraph}</p>{AFTER}").blocks)

    texts = [plain(block.line) for block in found if isinstance(block, Paragraph)]
    pictures = [block for block in found if isinstance(block, Picture)]
    assert texts[:-1] == expected
    assert {picture.caption for picture in pictures} == {CAPTION if len(pictures) == 1 else ""}


def test_pictures_within_lists_and_quotes_stand_behind_them() -> None:
    blocks = captioned(
        read_html(f"<ul><li>Một{PICTURE}</li><li>Hai</li></ul><p><i>Ba</i></p>").blocks
    )

    assert written(blocks).startswith("- Một\n- Hai\n\n![](")


@given(st.text(max_size=300) | st.lists(st.sampled_from(
    ["<p>", "</p>", "<b>", "</i>", "<table>", "<tr>", "<td rowspan=99999>", "<ul>", "<li>",
     "<img src=a>", "<br>", "x", "</table>", "<blockquote>", "<h1>",
     "<a href='#'>", "<!--", "<svg>", "<pre>"]
), max_size=40).map("".join))  # fmt: skip
def test_whatever_html_is_given_is_written_down(text: str) -> None:
    written(captioned(read_html(text).blocks))


def test_html_without_end_of_depth_is_read() -> None:
    read = read_html("<div><b>" * 400 + "Một")

    assert "Một" in written(read.blocks)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tác giả: Lục Hải Phong", (("Lục Hải Phong",), "")),
        ("Bài và ảnh: Lục Hải Phong", (("Lục Hải Phong",), "Lục Hải Phong")),
        ("Tin, ảnh: Lục Hải Phong - Tô Việt Anh", (
            ("Lục Hải Phong", "Tô Việt Anh"), "Lục Hải Phong, Tô Việt Anh")),
        ("(Theo Báo Tuyến Đầu)", (("Theo Báo Tuyến Đầu",), "")),
        ("Ảnh: Tô Việt Anh", ((), "Tô Việt Anh")),
        ("Theo kế hoạch, đơn vị sẽ tổ chức hội thi", None),
        ("Bài học: phải thường xuyên kiểm tra, đôn đốc và giúp đỡ các đơn vị cơ sở", None),
    ],
)  # fmt: skip
def test_a_byline_says_who_wrote_and_who_took_the_photos(
    words: str, expected: tuple[tuple[str, ...], str] | None
) -> None:
    found = byline(words)

    assert (found and (found.authors, found.photos)) == expected


@pytest.mark.parametrize("description", ["", "Bộ đội (xếp hàng)", 'Bộ đội "xếp hàng"'])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("before", ["", "Một & hai\n\n"])  # by the parser, and the short way
def test_a_guess_is_told_until_it_is_confirmed_and_never_shown(
    description: str, lang: str, before: str
) -> None:
    caption = f"{CAPTION} (Ảnh: Tô Việt Anh)"
    picture = Picture(source="1.jpg", caption=caption, description=description, sure=False)

    text = before + written([picture], lang)
    made = convert(text, path="vi.md", first_line=7, lang=lang)

    (shown,) = [block for block in made.body if isinstance(block, Gallery)]
    assert (shown.photos[0].caption, shown.photos[0].credit) == (CAPTION, "Tô Việt Anh")
    told = [(problem.code, problem.line) for problem in made.problems]
    assert told == [("caption-guessed", 7 + text.count("\n") - 1)]
    assert "xem lại" not in str(made.body)
    assert "please" not in str(made.body)
    sure = written([replace(picture, sure=True)], lang)
    assert not convert(sure, path="vi.md", first_line=7, lang=lang).problems


def test_words_like_the_mark_within_a_text_are_words() -> None:
    text = "Bản thảo ghi [xem lại] hai lần, [xem lại](https://vidu.example/) một lần."

    assert not convert(text, path="vi.md", first_line=1, lang="vi").problems


def letters(value: object) -> object:
    """Return blocks with every line letter by letter; a space is in no manner of its own."""
    if isinstance(value, tuple) and value and all(isinstance(part, Words) for part in value):
        return [
            (letter, letter.strip() and repr(replace(words, text="")))
            for words in value
            for letter in words.text
        ]
    if isinstance(value, tuple):
        return [letters(part) for part in value]
    match value:
        case Paragraph() | Heading():
            return [type(value).__name__, letters(value.line)]
        case Table():
            return ["Table", letters(value.rows)]
        case Items():
            return ["Items", value.ordered, letters(value.items)]
        case Quote():
            return ["Quote", letters(value.blocks)]
        case _:
            return value
