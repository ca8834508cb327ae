"""News texts as writers type them, and signs where nobody expects them, for the short way."""

from collections.abc import Sequence

from hypothesis import strategies as st

WORDS = [
    *("Phòng", "Kỹ", "thuật", "phát", "động", "thi", "đua", "“Tiếp", "bước", "nhất”", "Đại", "tá"),
    *("07/5/2024,", "(01/3", "-", "07/5)", "năm", "2024.", "1.", "12)", "#1", "–", "quá!", "5%"),
    *("70\xa0năm", "a@b.vn", "https://a.vn", "của:", "'x'", '"y"', "…", "é", "ế", "+", "=", "~"),
]  # fmt: skip
TARGETS = [
    *("2024-03-04-phat-dong", "../bai_a/vi.md", "../hoi-thi/", "hoi-thi", "../../x/en.md", "x#muc"),
    *("https://a.vn/x-y_z", "mailto:a@b.vn", "campaigns/dien-bien", "a%20b"),
]
PHOTOS = ["1.jpg", "phong ky thuat 2.jpg", "Thieu_ta.jpg", "a(1).png", "", "http://a.vn/1.jpg"]
SIGNS = [
    *("*", "**", "***", "_", "__", "`", "```", "~~~", "\\", "[", "]", "(", ")", "](", "![", "[^1]"),
    *("<", ">", "<b>", "<br>", "&", "&amp;", "&nbsp;", "|", "#", "# ", "## ", "- ", "* ", "+ "),
    *("1. ", "2. ", "> ", "    ", "\t", "   ", "  ", " ", "  \n", " \n", "\n", "\n\n", "\n\n\n"),
    *("\n \n", "\r\n", "\r", "---", "===", "***\n", ":", "[a]: b", "[^1]: c", "|---|---|", "\xa0"),
    *("\u200b", "\u2028", "\u0301", "\x02", "\ue000", "\U000f0000", "\u3000", "\ufffe", "{", "}"),
    *("!", "\\*", " " * 201, "*a", "b*", "**c", "d**", "[a](b_c)", "[a](b c)", "[](b)", "[a]()"),
    *("[a](#muc)", "[a](ke-hoach.pdf)", "[a](en.md)", "[a](C:/a)", "[a](bài)", "![a](1.jpg)"),
]  # fmt: skip


TIGHT = [
    ["*", "**", "***", "_", "a", "b", " ", "(", ".", "\n", "[c](d)", "ế"],
    ["- ", "* ", "+ ", "1. ", "2. ", "a", "b", "\n", "\n\n", "  ", "**c**", "[d](e)"],
    ["## ", "### ", "#", " ", "a", "b", "\n", "\n\n", "- c", "**d**"],
    ["|", "|-|-|\n", "a", " ", "\n", "\n\n", "| b |\n", "|---|--:|\n", "**c**", "\xa0", "Tập thể"],
    ["![a](1.jpg)", "![b *c* (Ảnh: D)](2.jpg)", "![", "](e)", "f", "\n", "\n\n", " ", "*", "- g"],
    ["> ", ">", "> a", "\n", "\n\n", "\n> ", "b", "**c**", "- d", "## e", "  ", "1. f", "[g](h)"],
    ["a", "\xa0", " ", "\n", "\n\n", "**b**", "“", "!", "[c](https://d.vn)", "[e](x#h)"],
]
"""Signs that come close to one another, each with those that it may be mistaken with."""


def _joined(
    pieces: st.SearchStrategy[str], least: int = 1, most: int = 8
) -> st.SearchStrategy[str]:
    return st.lists(pieces, min_size=least, max_size=most).map(" ".join)


_word = st.sampled_from(WORDS)
_few = _joined(_word, 1, 3)
_emphasis = st.one_of(
    st.builds("**{}**{}".format, _few, st.sampled_from(["", ".", ":", ","])),
    st.builds("*{}*{}".format, _few, st.sampled_from(["", ".", ")"])),
)
_token = st.one_of(_emphasis, st.builds("[{}]({})".format, _few, st.sampled_from(TARGETS)))
_first = st.sampled_from([*WORDS[:12], *WORDS[:12], *WORDS])
_line = st.builds(
    "{} {}".format, st.one_of(_first, _first, _token), _joined(st.one_of(*[_word] * 4, _token))
)
_lines = st.lists(_line, min_size=1, max_size=3).map("\n".join)
_heading = st.builds("{} {}".format, st.sampled_from(["##", "##", "##", "###", "####"]), _few)


def _listed(marks: list[str]) -> st.SearchStrategy[str]:
    items = st.lists(_line, min_size=1, max_size=4)
    return items.map(
        lambda texts: "\n".join(
            f"{marks[min(n, len(marks) - 1)]} {text}" for n, text in enumerate(texts)
        )
    )


_list = st.one_of(_listed(["-"]), _listed(["*"]), _listed(["+"]), _listed(["1.", "2.", "3."]))
_cell = st.one_of(_few, _few, _line, st.just(""))
_head = st.sampled_from(["Họ và tên", "Đơn vị", "Hình thức", "Tập thể", "STT", "Ngày"])
_rule = st.sampled_from(["---", "---", "-", ":--", "--:", ":-:", " --- "])


@st.composite
def _table(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 4))

    def row(cell: st.SearchStrategy[str], edge: str = " ") -> str:
        cells = draw(st.lists(cell, min_size=width, max_size=width))
        return f"|{edge}{f'{edge}|{edge}'.join(cells)}{edge}|"

    rows = [row(_head), row(_rule, ""), *(row(_cell) for _ in range(draw(st.integers(0, 3))))]
    return "\n".join(rows)


_credit = st.sampled_from(["", " (Ảnh: Khúc Đình Sơn)", " Ảnh: A."])
_caption = _joined(st.one_of(*[_word] * 5, _emphasis))
_shown = st.builds(
    "![{}{}]({}{})".format, _caption, _credit, st.sampled_from(PHOTOS),
    st.sampled_from(["", "", ' "Mô tả"']),
)  # fmt: skip
_photo = st.one_of(_shown, _shown, st.builds("{}\n{}{}".format, _shown, _caption, _credit))
_photos = st.lists(_photo, min_size=1, max_size=3).map("\n".join)
_quote = st.lists(_line, min_size=1, max_size=3).map(
    lambda texts: "\n".join(f"> {text}" for text in texts)
)
_block = st.one_of(_lines, _lines, _heading, _list, _table(), _photos, _quote)
_between = st.sampled_from([*["\n\n"] * 12, "\n", "\n\n\n", "\n  \n", " \n\n", "\n\n\n\n"])


@st.composite
def ordinary(draw: st.DrawFn) -> str:
    """Return a news text; most of them are plain."""
    parts = draw(st.lists(st.tuples(_block, _between), max_size=6))
    return "".join(text + between for text, between in parts)


@st.composite
def stretch(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Return some lines of one of ``texts``."""
    lines = draw(st.sampled_from(texts)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    return "\n".join(lines[start : start + draw(st.integers(1, 9))])


@st.composite
def tight(draw: st.DrawFn) -> str:
    """Return a few signs and letters close together."""
    pieces = st.sampled_from(draw(st.sampled_from(TIGHT)))
    return "".join(draw(st.lists(pieces, max_size=14)))


@st.composite
def odd(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Return one of ``texts`` with a few signs thrown in, anywhere."""
    text = draw(texts)
    for sign in draw(st.lists(st.sampled_from(SIGNS), max_size=2)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + sign + text[place:]
    return text
