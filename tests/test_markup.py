import re
from pathlib import Path

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from bantin.markup import Markup, convert
from bantin.markup.engine import _Engine
from bantin.markup.links import OUTSIDE
from bantin.markup.sanitise import ATTRIBUTES, CLASSES, TAGS
from bantin.model import AwardRow, Gallery, Link, Photo
from bantin.problems import Severity

CASES = sorted((Path(__file__).parent / "cases/captions").glob("*.txt"))


def read(*lines: str, path: str = "content/articles/x/vi.md", first_line: int = 10) -> Markup:
    return convert("\n".join(lines), path=path, first_line=first_line, lang="vi")


def html(markup: Markup) -> str:
    return "".join(block for block in markup.body if isinstance(block, str))


def galleries(markup: Markup) -> list[Gallery]:
    return [block for block in markup.body if isinstance(block, Gallery)]


def photos(markup: Markup) -> list[Photo]:
    return [photo for gallery in galleries(markup) for photo in gallery.photos]


def told(markup: Markup) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in markup.problems]


# Photos


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_caption_is_read_as_its_writer_meant_it(case: Path) -> None:
    typed, wanted = case.read_text("utf-8").split("\n=====\n")
    markup = convert(typed, path="vi.md", first_line=1, lang="vi")

    (gallery,) = galleries(markup)
    assert [described(photo) for photo in gallery.photos] == wanted.strip().split("\n\n")
    assert markup.problems == ()


def described(photo: Photo) -> str:
    said = {
        "source": photo.source,
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
    }
    return "\n".join(f"{key}: {value}" for key, value in said.items() if value)


def test_the_body_is_text_and_photos_in_the_order_of_the_source() -> None:
    markup = read("Một.", "", "![a](1.jpg)", "", "Hai.", "", "![b](2.jpg)", "![c](3.jpg)")

    assert [b if isinstance(b, str) else len(b.photos) for b in markup.body] == [
        "<p>Một.</p>", 1, "<p>Hai.</p>", 2,
    ]  # fmt: skip
    assert [photo.line for photo in photos(markup)] == [12, 16, 17]


def test_a_blank_line_parts_galleries() -> None:
    assert [len(g.photos) for g in galleries(read("![a](1.jpg)", "", "![b](2.jpg)"))] == [1, 1]


def test_a_caption_keeps_its_emphasis_and_its_link() -> None:
    markup = read("![Xem](1.jpg)", "Hội thi *thợ giỏi*, xem [bài](2024-03-04-hoi-thi).")

    (photo,) = photos(markup)
    link = '<a href="bantin:articles/hoi-thi">bài</a>'
    assert photo.caption_html == f"Hội thi <em>thợ giỏi</em>, xem {link}."
    assert photo.caption == "Hội thi thợ giỏi, xem bài."
    assert (photo.described, markup.links[0].line) == (True, 11)


def test_a_photo_without_a_caption_is_told_and_kept() -> None:
    markup = read("Chữ.", "", "![](1.jpg)", "", '![](2.jpg "Mô tả")')

    assert told(markup) == [(12, "photo-without-caption"), (14, "photo-without-caption")]
    assert [photo.alt for photo in photos(markup)] == ["", "Mô tả"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://example.com/1.jpg", "photo-from-network"),
        ("//example.com/1.jpg", "photo-from-network"),
        ("data:image/png;base64,AAAA", "photo-from-network"),
        ("", "photo-without-file"),
    ],
)
def test_a_photo_from_elsewhere_is_told_and_dropped(target: str, code: str) -> None:
    markup = read("Một", "", f"![Chú thích]({target})", "Chú thích.", "", "Hai")

    assert told(markup) == [(12, code)]
    assert markup.body == ("<p>Một</p>\n<p>Hai</p>",)


@pytest.mark.parametrize(
    ("lines", "shown", "line"),
    [
        (["Xem ![a](1.jpg) đây."], ["<p>Xem  đây.</p>", "a"], 10),
        (["- một", "- hai ![a](1.jpg)", "- ba", "", "Hết."],
         ["<ul><li>một</li><li>hai </li><li>ba</li></ul>", "a", "<p>Hết.</p>"], 11),
        (["> trích ![a](1.jpg)"], ["<blockquote><p>trích </p></blockquote>", "a"], 10),
    ],
)  # fmt: skip
def test_a_photo_within_other_text_stands_below_it_with_a_warning(
    lines: list[str], shown: list[str], line: int
) -> None:
    markup = read(*lines)

    assert [b if isinstance(b, str) else b.photos[0].caption for b in markup.body] == shown
    assert told(markup) == [(line, "photo-in-sentence")]


def test_a_photo_in_a_cell_of_a_table_stands_below_the_table() -> None:
    markup = read("| a | b |", "|---|---|", "| ![x](1.jpg) | c |", "", "Hết.")

    assert [isinstance(block, Gallery) for block in markup.body] == [False, True, False]
    assert told(markup) == [(12, "photo-in-sentence")]


def test_a_photo_alone_on_its_line_is_a_figure_even_without_blank_lines() -> None:
    markup = read("Đoạn trước.", "![Trái](1.jpg)", "Chú thích.", "## Đầu mục")

    assert markup.body[0] == "<p>Đoạn trước.</p>"
    assert [photo.caption for photo in photos(markup)] == ["Chú thích."]
    assert markup.body[2] == '<h2 id="h-dau-muc">Đầu mục</h2>'
    assert told(markup) == []


def test_code_shows_a_picture_as_it_is_typed() -> None:
    markup = read("```", "![a](1.jpg)", "```", "", "    ![b](2.jpg)", "", "Gõ `![c](3.jpg)`.")

    assert photos(markup) == []
    assert [f"![{name}]" in html(markup) for name in "abc"] == [True] * 3


def test_a_photo_that_is_written_by_reference_is_told() -> None:
    markup = read("Một", "", "![a][anh]", "", "[anh]: 1.jpg")

    assert told(markup) == [(12, "photo-not-understood")]


# Headings, lists, tables


def test_the_highest_heading_is_h2_and_no_level_is_left_out() -> None:
    markup = read("## Một", "", "#### Hai", "", "## Một")

    assert re.findall(r"<(h\d)( id=\"[^\"]*\")?>", html(markup)) == [
        ("h2", ' id="h-mot"'), ("h3", ' id="h-hai"'), ("h2", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [["# Tên"], ["Tên", "==="]])
def test_a_heading_on_the_level_of_the_title_is_told(typed: list[str]) -> None:
    markup = read("Mở đầu.", "", *typed)

    assert html(markup) == '<p>Mở đầu.</p>\n<h2 id="h-ten">Tên</h2>'
    assert told(markup) == [(12, "heading-too-high")]


def test_a_hash_before_a_word_is_no_heading() -> None:
    markup = read("#1 trong thi đua", "", "#thidua")

    assert html(markup) == "<p>#1 trong thi đua</p>\n<p>#thidua</p>"
    assert told(markup) == []


def test_a_list_and_a_table_may_follow_their_sentence_directly() -> None:
    markup = read("Gồm:", "- một", "- hai", "", "Danh sách:", "| a | b |", "|---|---|", "| c | d |")

    assert "<ul><li>một</li><li>hai</li></ul>" in html(markup)
    assert "<p>Danh sách:</p>\n<table>" in html(markup)


def test_a_table_names_the_scope_and_the_side_of_its_columns() -> None:
    markup = read("| a | b |", "|---|---:|", "| c | 1 |")

    assert '<th scope="col">a</th><th class="align-right" scope="col">b</th>' in html(markup)


def test_footnotes_lead_there_and_back_whatever_they_are_called() -> None:
    markup = read("Một[^a b] và hai[^a b].", "", "[^a b]: Ghi chú.", "", "[^x]: Mồ côi.")

    ids = re.findall(r' id="([^"]*)"', html(markup))
    targets = re.findall(r' href="#([^"]*)"', html(markup))
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert markup.plain == "Một và hai. Ghi chú. Mồ côi."


# Awardees


def test_a_table_of_awardees_gives_its_rows_with_their_lines() -> None:
    markup = read(
        "Danh sách:", "", "| STT | HỌ VÀ TÊN | Đơn vị | Hình thức khen thưởng |",
        "|:-:|---|---|---|", "| 1 | **Nguyễn Văn An** | Ban Hậu cần | Giấy khen |",
        "| 2 | Trần&nbsp;Thị [Bình](x)[^1] | | Bằng khen |", "| 3 | | Trạm Điện | |",
        "", "[^1]: Ghi chú.",
    )  # fmt: skip

    assert markup.award_rows == (
        AwardRow(recipient="Nguyễn Văn An", collective=False, unit="Ban Hậu cần",
                 award="Giấy khen", line=14),
        AwardRow(recipient="Trần Thị Bình", collective=False, unit="", award="Bằng khen", line=15),
    )  # fmt: skip


@pytest.mark.parametrize("head", ["Tập thể", "Tap the", "Collective"])
def test_a_column_of_collectives_gives_collectives(head: str) -> None:
    rows = read(f"{head} | Award", "---|---", "Ban Hậu cần | Giấy khen").award_rows

    assert [(row.recipient, row.collective, row.award) for row in rows] == [
        ("Ban Hậu cần", True, "Giấy khen")
    ]


def test_a_table_of_other_things_gives_no_awardees() -> None:
    assert read("| Ngày | Đơn vị |", "|---|---|", "| 01/3 | Ban A |").award_rows == ()


# Links


@pytest.mark.parametrize(
    ("typed", "kind", "slug"),
    [
        ("2024-03-04-phat-dong", "articles", "phat-dong"),
        ("phat-dong", "articles", "phat-dong"),
        ("../phat-dong/vi.md", "articles", "phat-dong"),
        ("../2024-03-04-phat-dong/", "articles", "phat-dong"),
        ("../../2023/phat-dong", "articles", "phat-dong"),
        (r"..\2024-03-04-phat-dong\index.vi.md", "articles", "phat-dong"),
        ("articles/phat-dong", "articles", "phat-dong"),
        ("articles/phat-dong.html", "articles", "phat-dong"),
        ("../2024-03-04-Phát%20động/vi.md", "articles", "phat-dong"),
        ("../../campaigns/dien-bien/vi.md", "campaigns", "dien-bien"),
        ("campaigns/dien-bien", "campaigns", "dien-bien"),
        ("pages/gioi-thieu", "pages", "gioi-thieu"),
        ("thang-3.2024", "articles", "thang-3-2024"),
    ],
)
def test_a_link_names_an_item_by_its_folder_or_a_path(typed: str, kind: str, slug: str) -> None:
    markup = read("Mở đầu.", "", f"Xem [bài]({typed}) nhé.")

    assert markup.links == (Link(kind=kind, slug=slug, typed=typed, line=12),)
    assert f'<a href="bantin:{kind}/{slug}">bài</a>' in html(markup)
    assert told(markup) == []


def test_beside_a_campaign_stands_a_campaign() -> None:
    path = "content/campaigns/dien-bien/vi.md"

    assert [link.kind for link in read("[a](../khac/) [b](bai-viet)", path=path).links] == [
        "campaigns", "articles",
    ]  # fmt: skip


def test_an_anchor_stays_with_its_link() -> None:
    markup = read("## Kết quả", "", "[a](x#muc) [b](#ket-qua) [c](#h-khac)")

    assert re.findall(r'href="([^"]*)"', html(markup)) == [
        "bantin:articles/x#muc", "#h-ket-qua", "#h-khac",
    ]  # fmt: skip


def test_links_by_reference_and_in_angles_are_links() -> None:
    markup = read("[a][r], [r], <https://a.vn/x>, <a@b.vn>", "", "[r]: ../slug/vi.md")

    assert {link.slug for link in markup.links} == {"slug"}
    assert 'href="https://a.vn/x" rel="noopener noreferrer"' in html(markup)
    assert 'href="mailto:a@b.vn"' in html(markup)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("javascript:alert(1)", "link-scheme"),
        ("java&#115;cript:alert(1)", "link-scheme"),
        ("java&Tab;script:alert(1)", "link-scheme"),
        ("&#1;javascript:alert(1)", "link-scheme"),
        ("data:text/html,x", "link-scheme"),
        ("ftp://a.vn", "link-scheme"),
        ("bantin:articles/x", "link-scheme"),
        ("C:\\bai.md", "link-absolute"),
        ("file:///C:/a", "link-absolute"),
        ("/articles/x.html", "link-absolute"),
        ("//a.vn/x", "link-incomplete"),
        ("www.a.vn", "link-incomplete"),
        ("a@b.vn", "link-incomplete"),
        ("https://", "link-broken"),
        ("bao cao.docx", "link-to-file"),
        ("../x/ke-hoach.pdf", "link-to-file"),
        ("", "link-empty"),
        ("../", "link-unclear"),
        ("en.md", "link-unclear"),
    ],
)
def test_a_link_that_cannot_be_followed_is_told_and_leaves_its_words(typed: str, code: str) -> None:
    markup = read("Mở đầu.", "", f"Xem [bài]({typed}) nhé.")

    assert told(markup) == [(12, code)]
    assert html(markup) == "<p>Mở đầu.</p>\n<p>Xem bài nhé.</p>"
    assert markup.links == ()


def test_the_same_words_in_code_do_not_lead_to_the_wrong_line() -> None:
    markup = read("`[a](x)`", "", "```", "[a](x)", "```", "", "Xem [a](x).")

    assert [link.line for link in markup.links] == [16]


# What is left out


@pytest.mark.parametrize(
    ("typed", "left", "code", "severity"),
    [
        ("a <script>x()</script> b", "<p>a  b</p>", "script-in-text", Severity.ERROR),
        ('<b onclick="x()">a</b>', "<p><b>a</b></p>", "script-in-text", Severity.ERROR),
        ("<font>a</font>", "<p>a</p>", "html-dropped", Severity.WARNING),
        ('<b style="color:red">a</b>', "<p><b>a</b></p>", "html-dropped", Severity.WARNING),
        ("a<o:p></o:p>", "<p>a</p>", "word-leftovers", Severity.WARNING),
        ('<p class="MsoNormal">a</p>', "<p>a</p>", "word-leftovers", Severity.WARNING),
        ("a <!-- b -->", "<p>a</p>", "comment-dropped", Severity.INFO),
        ("a <img src=1.jpg>", "<p>a </p>", "photo-as-html", Severity.ERROR),
        ('<a href="java&#115;cript:x">a</a>', "<p>a</p>", "link-scheme", Severity.ERROR),
    ],
)
def test_what_is_left_out_is_told(typed: str, left: str, code: str, severity: Severity) -> None:
    markup = read("Một", "", "`<font>` hai", "", typed)

    assert html(markup).split("\n")[2].replace(" </p>", "</p>") == left.replace(" </p>", "</p>")
    assert [(p.line, p.code, p.severity) for p in markup.problems] == [(14, code, severity)]


def test_allowed_html_stays_as_it_is() -> None:
    typed = 'H<sub>2</sub>O, <time datetime="2024-03-04">04/3</time><br><u>gạch</u>'

    assert html(read(typed)) == f"<p>{typed}</p>"
    assert told(read(typed)) == []


def test_a_tag_left_open_does_not_reach_beyond_a_photo() -> None:
    markup = read("<b>đậm", "", "![a](1.jpg)", "", "thường")

    assert markup.body[0] == "<p><b>đậm</b></p>"
    assert markup.body[2] == "<p>thường</p>"


# Plain text


def test_the_plain_text_holds_the_words_and_the_captions() -> None:
    markup = read("## Đầu", "", "Một **hai**[^1]", "ba&nbsp;bốn.", "", "![Năm](1.jpg)", "", "- sáu",
                  "- bảy", "", "[^1]: Tám.")  # fmt: skip

    assert markup.plain == "Đầu Một hai ba bốn. Năm sáu bảy Tám."


def test_the_first_paragraph_is_no_heading_photo_list_quote_or_table() -> None:
    markup = read("## Đầu", "", "![a](1.jpg)", "", "- một", "", "> hai", "", "| a | b |", "|--|--|",
                  "| c | d |", "", "Đoạn *đầu* tiên.", "", "Đoạn hai.")  # fmt: skip

    assert markup.first_paragraph == "Đoạn đầu tiên."


# Whatever is typed

PIECES = [
    "<script>alert(1)</script>", "<img src=x onerror=a>", "<div>", "</div>", "<p>", "</p>", "<a ",
    '<a href="javascript:1">', "</a>", "[x](javascript:1)", "[x](../a/vi.md)", "![c](1.jpg)", "![",
    '![c](1.jpg "d")', "](", ")", "[", "]", "\n", "\n\n", "    ", "\t", "- ", "1. ", "> ", "# ",
    "## ", "| a | b |", "|--|--|", "*", "**", "_", "`", "```", "\\", "&lt;", "&#xE000;0&#xE001;",
    "&#xe003;0", "<!--", "-->", "<![CDATA[", "<?php", "[^1]", "[^1]: ", "[r]: javascript:1", "[r]",
    "[x][r]", "<http://a.vn>", "<a@b.vn>", "<o:p>", "<b", "<svg/onload=1>", "<math><mtext>",
    "<style>", "<title>", "<textarea>", "<table><tr><td>", "<pre>\n\n", "(Ảnh: A)", "  \n", "---",
    "===", '"', "\x00", "\x02wzxhzdk:0\x03", "\ue0000\ue001", "\U000f0000", "\xa0", "\r", "chữ",
    '<a href=x title=">">', "[x](<a b>)", '<sup id="fnref-1">', "<li>", "<td>", "\u202e", "\ud800",
    '<noscript><p title="</noscript><img src=x onerror=a>">', "[![a](1.jpg)](x)", "<form><input>",
]  # fmt: skip
# What pages may hold, told once more in the words of the sanitiser: nothing is left for it to do.
AGAIN = nh3.Cleaner(
    tags=set(TAGS),
    attributes={**ATTRIBUTES, "a": {*ATTRIBUTES["a"], "rel"}},
    allowed_classes=CLASSES,
    url_schemes={*OUTSIDE, "bantin"},
    link_rel=None,
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=200))
@example("<li><form><input><li>")
@example('<a href="javascript:1">\n<table><tr><td><a href=x title=">">')
@example("<pre>\n\n]")
@example('![](<noscript><p title="</noscript><img src=x>">\n]([x]( "t")')
def test_whatever_is_typed_gives_safe_html(typed: str) -> None:
    markup = convert(typed, path="vi.md", first_line=3, lang="vi")
    last = 3 + typed.count("\n") + typed.count("\r")

    for made in [
        *filter(None, map(_html_of, markup.body)),
        *(p.caption_html for p in photos(markup)),
    ]:
        tags = re.findall(r"<[^>]*>", made.lower())
        assert not [
            tag for tag in tags if re.match(r"</?(script|img|style|svg|object|form)\b", tag)
        ]
        assert not [tag for tag in tags if re.search(r"\son\w+=|href=\"javascript:", tag)]
        assert AGAIN.clean(made) == made
        assert not re.search("[\x02\x03\ue000-\uf8ff\U000f0000-\U0010ffff]", made)
    lines = [thing.line for things in (markup.problems, markup.links) for thing in things]
    lines += [thing.line for things in (markup.award_rows, photos(markup)) for thing in things]
    assert all(3 <= line <= last for line in lines)
    assert convert(typed, path="vi.md", first_line=3, lang="vi") == markup


def _html_of(block: str | Gallery) -> str:
    return block if isinstance(block, str) else ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "![ảnh](a.jpg)", "\n\n![ảnh](a.jpg)\n\n"]), max_size=15))
def test_no_photo_is_lost_among_other_signs(pieces: list[str]) -> None:
    markup = convert("".join(["![đầu](0.jpg)\n\n", *pieces]), path="vi.md", first_line=1, lang="vi")

    refused = any(problem.code == "text-too-tangled" for problem in markup.problems)
    assert refused or "0.jpg" in [photo.source for photo in photos(markup)]


# What would take minutes

KNOTS = ["[", "![", "[]", "[a](", "[a][", "![a](b", "[^", "<![", "<![CDATA[", "<a ", "<div>", "- ",
         "* ", "> ", "1. ", "\t", "``` ", "` ", "*a ", "**a", "|", "---\n", "# a\n", "&", "\\*",
         "| a | b |\n|---|---|\n| ` | c |\n", "[^1] ", "x\n=\n", "<!--", "> # a\n"]  # fmt: skip


@pytest.mark.parametrize("knot", KNOTS, ids=repr)
def test_a_text_that_grows_tangled_is_told_before_it_takes_long(knot: str) -> None:
    source = "Mở đầu.\n\n" + knot * (16_000 // len(knot)) + "\n\nHết."
    markup = convert(source, path="vi.md", first_line=1, lang="vi")

    problems = [p for p in markup.problems if p.code == "text-too-tangled"]
    assert not problems or (markup.body == () and problems[0].line >= 3)


@pytest.mark.parametrize("knot", ["[", "![", "- ", "<a ", "[^", "> "], ids=repr)
def test_what_would_take_minutes_is_not_converted(knot: str) -> None:
    markup = read("Mở đầu.", "", knot * 32_000)

    assert (markup.body, told(markup)) == ((), [(12, "text-too-tangled")])


def test_a_long_table_of_awardees_with_links_is_not_tangled() -> None:
    rows = (f"| {n} | [Nguyễn Văn A{n}](bai-{n}) | Giấy khen |" for n in range(400))
    markup = read("| STT | Họ và tên | Hình thức |", "|---|---|---|", *rows)

    assert told(markup) == []
    assert [row.line for row in markup.award_rows] == list(range(12, 412))


def test_a_text_of_more_than_a_million_letters_is_refused() -> None:
    assert told(read("chữ " * 300_000)) == [(10, "text-too-long")]


# ── the search for signs within a line ───────────────────────────────────────

SIGNS = st.lists(
    st.sampled_from(
        ["*", "**", "_", "__", "`", "``", "\\", "[", "]", "(", ")", "![", "<", ">", "&", "amp;",
         "a", "b", " ", "  \n", "\n", "http://x.y", "x@y.z", "[^1]", "\n\n[^1]: n\n\n", "<b>",
         "</b>", "\n\n[a]: /b\n\n", ":", "\"", "'", "\n- ", "\n# ", "|", "\n\n", "ễ", "***",
         "* ", " _ "]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(SIGNS)
def test_sparing_the_search_for_signs_changes_nothing(text: str) -> None:
    sparing, plain = _Engine(), _Engine()
    plain._markdown.treeprocessors.register(InlineProcessor(plain._markdown), "inline", 20)

    assert sparing.run(text, lambda *_: None) == plain.run(text, lambda *_: None)
