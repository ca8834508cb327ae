"""What Word and habit leave in a text, and Markdown that does not do what was meant."""

from . import TEXT, Case, case, vi


def _text(name: str, text: str, *told: str, says: str | tuple[str, ...] = ()) -> Case:
    """Return the case of ``text`` below a first paragraph: it begins in line 9."""
    return case(name, vi(text=f"{TEXT}\n\n{text}\n"), *told, says=says)


_TABLE = "| {} | Đơn vị | Hình thức |\n|---|---|---|\n| Trần Thu Hà | Đại đội 1 | Giấy khen |"

CASES = (
    _text("Word's tags", "<o:p>Tiểu đoàn ra quân</o:p>", "W word-leftovers vi.md:9"),
    _text("Word's classes", '<p class="MsoNormal">Tiểu đoàn</p>', "W word-leftovers vi.md:9"),
    _text("Word's smart tags", "<st1:place>Hà Nội</st1:place>", "W word-leftovers vi.md:9"),
    _text("Word's conditions", "<!--[if gte mso 9]>x<![endif]-->", "W word-leftovers vi.md:9"),
    _text("script", "<script>alert(1)</script>", "E script-in-text vi.md:9"),
    _text("a handler", '<p onclick="x()">Tiểu đoàn</p>', "E script-in-text vi.md:9"),
    _text("a font", '<font color="red">Tiểu đoàn</font>', "W html-dropped vi.md:9"),
    _text("a frame", '<iframe src="x"></iframe>', "W html-dropped vi.md:9"),
    _text("a note", "<!-- nhớ hỏi lại -->", "I comment-dropped vi.md:9"),
    _text(
        "heading of the title's level",
        "# Diễn biến\n\nTiểu đoàn ra quân.",
        "W heading-too-high vi.md:9",
        says="##",
    ),
    _text(
        "a line of equals", "Diễn biến\n=====\n\nTiểu đoàn ra quân.", "W heading-too-high vi.md:9"
    ),
    _text(
        "a rule that makes a heading",
        "Tiểu đoàn đã ra quân đúng kế hoạch đề ra.\n---\n\nHết.",
        "W heading-by-rule vi.md:9",
        says="---",
    ),
    _text(
        "bold left open",
        "Tiểu đoàn **ra quân đúng kế hoạch.",
        "W emphasis-not-closed vi.md:9",
        says="**",
    ),
    _text(
        "bold with spaces",
        "Tiểu đoàn ** ra quân ** đúng kế hoạch.",
        "W emphasis-not-closed vi.md:9",
    ),
    _text("indented by a tab", "\tTiểu đoàn ra quân đúng kế hoạch.", "W text-as-code vi.md:9"),
    _text("indented by spaces", "     Tiểu đoàn ra quân đúng kế hoạch.", "W text-as-code vi.md:9"),
    _text(
        "bullets",
        "• Một là đoàn kết\n• Hai là kỷ luật",
        "W list-not-seen vi.md:9",
        says="- Một là đoàn kết",
    ),
    _text(
        "numbers with brackets",
        "1) Một là đoàn kết\n2) Hai là kỷ luật",
        "W list-not-seen vi.md:9",
        says="1. Một là đoàn kết",
    ),
    _text("letters", "a) Đoàn kết\nb) Kỷ luật", "W list-not-seen vi.md:9"),
    _text(
        "a table of tabs",
        "TT\tHọ và tên\tĐơn vị\n1\tTrần Thu Hà\tĐại đội 1",
        "W table-of-tabs vi.md:9",
        says="| TT | Họ và tên | Đơn vị |",
    ),
    _text(
        "a table without its rule",
        "| Họ và tên | Đơn vị |\n| Trần Thu Hà | Đại đội 1 |\n| Lê Văn Bình | Đại đội 2 |",
        "W table-without-rule vi.md:9",
        says="|---|---|",
    ),
    _text(
        "a misspelt column",
        _TABLE.format("Họ và tn"),
        "W award-column-unknown vi.md:9",
        says="“Họ và tên”",
    ),
    _text(
        "awards without names",
        _TABLE.format("Đồng chí"),
        "W award-column-unknown vi.md:9",
        says="Họ và tên",
    ),
    _text(
        "an award without a name",
        _TABLE.format("Họ và tên") + "\n|  | Đại đội 2 | Giấy khen |",
        "W award-without-name vi.md:12",
    ),
    _text(
        "a note without a text",
        "Tiểu đoàn ra quân[^1].",
        "W footnote-without-text vi.md:9",
        says="[^1]: ",
    ),
    _text(
        "a text without a note",
        "Tiểu đoàn ra quân.\n\n[^1]: Theo kế hoạch.",
        "W footnote-not-used vi.md:11",
    ),
    _text(
        "lines for paragraphs",
        "\n".join([f"{TEXT} Đơn vị đã hoàn thành nhiệm vụ."] * 4),
        "W paragraphs-run-together vi.md:9",
    ),
    case("empty", vi(text=""), "E text-empty vi.md:6"),
    case("blank lines", vi(text="\n\n  \n"), "E text-empty vi.md:6"),
    case("dots", vi(text="…"), "E text-empty vi.md:6"),
    _text("nested without end", "> " * 200 + "x", "E text-too-tangled vi.md:9"),
)
