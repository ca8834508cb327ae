"""Links that lead nowhere, or are none."""

from . import TEXT, Case, case, vi


def _link(
    name: str,
    text: str,
    *told: str,
    says: str | tuple[str, ...] = (),
    more: dict[str, str | bytes] | None = None,
) -> Case:
    return case(name, {"vi.md": vi(text=f"{TEXT}\n\n{text}\n"), **(more or {})}, *told,
                says=says)  # fmt: skip


CASES = (
    _link(
        "a Word file of its own",
        "[kế hoạch](ke-hoach.docx)",
        "E link-to-file vi.md:9",
        more={"ke-hoach.docx": b"PK"},
    ),
    _link("a PDF that is not there", "[kế hoạch](ke-hoach.pdf)", "E link-to-file vi.md:9"),
    _link("a disk", "[kế hoạch](C:\\tai-lieu\\ke-hoach.docx)", "E link-absolute vi.md:9"),
    _link("a file address", "[kế hoạch](file:///C:/ke-hoach.docx)", "E link-absolute vi.md:9"),
    _link("a share", "[kế hoạch](\\\\maychu\\chung)", "E link-absolute vi.md:9"),
    _link(
        "an article that is not",
        "[bài](ra-quann)",
        "E link-dead vi.md:9",
        says="“ra-quan”",
        more={"articles/ra-quan/vi.md": vi()},
    ),
    _link("nothing like it", "[bài](hoi-thao)", "E link-dead vi.md:9", says="“hoi-thao”"),
    _link(
        "a draft",
        "[bài](b)",
        "I draft articles/b/vi.md:5",
        "I link-to-draft vi.md:9",
        more={"articles/b/vi.md": vi("Trạng thái: nháp")},
    ),
    _link("no address", "[bài]()", "E link-empty vi.md:9"),
    _link(
        "www",
        "[trang](www.example.com)",
        "E link-incomplete vi.md:9",
        says="https://www.example.com",
    ),
    _link(
        "mail without mailto",
        "[thư](an@example.com)",
        "E link-incomplete vi.md:9",
        says="mailto:an@example.com",
    ),
    _link("script", "[bấm](javascript:alert(1))", "E link-scheme vi.md:9"),
    _link("ftp", "[tải](ftp://maychu/tep)", "E link-scheme vi.md:9"),
    _link("half an address", "[trang](http://)", "E link-broken vi.md:9"),
    _link("htp", "[trang](htp://example.com)", "E link-scheme vi.md:9"),
    _link(
        "space between",
        "[trang] (https://example.com)",
        "W link-written-wrong vi.md:9",
        says="[trang](https://example.com)",
    ),
    _link(
        "brackets the wrong way",
        "(trang)[https://example.com]",
        "W link-written-wrong vi.md:9",
        says="[trang](https://example.com)",
    ),
    _link("bracket left open", "[trang](https://example.com", "W link-written-wrong vi.md:9"),
    _link(
        "to itself by a campaign that is not", "[đợt](../../campaigns/xuan)", "E link-dead vi.md:9"
    ),
    _link("dots", "[bài](...)", "E link-unclear vi.md:9", says="“...”"),
)
