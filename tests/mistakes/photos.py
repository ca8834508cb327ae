"""Photos that are not there, not shown, not photos, or without words."""

from . import TEXT, Case, case, en, photo, vi

_P = photo()


def _shown(
    name: str,
    line: str,
    *told: str,
    says: str | tuple[str, ...] = (),
    more: dict[str, str | bytes] | None = None,
    lone: bool = True,
) -> Case:
    """Return the case of a photo ``1.jpg`` and one line about it, line 9 of the text."""
    files: dict[str, str | bytes] = {"vi.md": vi(text=f"{TEXT}\n\n{line}\n")}
    if lone:
        files["1.jpg"] = _P
    return case(name, files | (more or {}), *told, says=says)  # fmt: skip


_WRONG = "E photo-written-wrong vi.md:9"
_RIGHT = "![chú thích](1.jpg)"

CASES = (
    _shown(
        "no bang",
        "[Đại tá Bình phát biểu.](1.jpg)",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown("name in brackets", "[1.jpg]", _WRONG, says=_RIGHT),
    _shown("name and bang", "![1.jpg]", _WRONG, says=_RIGHT),
    _shown(
        "brackets the wrong way",
        "!(1.jpg)[Đại tá Bình phát biểu.]",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown(
        "brackets changed",
        "!(Đại tá Bình phát biểu.)[1.jpg]",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown(
        "space between the brackets",
        "![Đại tá Bình phát biểu.] (1.jpg)",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown(
        "space behind the bang",
        "! [Đại tá Bình phát biểu.](1.jpg)",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown("wide bang", "！[Đại tá Bình phát biểu.](1.jpg)", _WRONG),
    _shown(
        "wide brackets",
        "![Đại tá Bình phát biểu.]（1.jpg）",
        _WRONG,
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown("bracket left open", "![Đại tá Bình phát biểu.](1.jpg", _WRONG),
    _shown("wiki brackets", "![[1.jpg]]", _WRONG, says=_RIGHT),
    _shown("curly brackets", "{1.jpg}", _WRONG, says=_RIGHT),
    _shown("name alone", "1.jpg", _WRONG, says=_RIGHT),
    _shown("label and name", "Ảnh: 1.jpg", _WRONG, says=_RIGHT),
    _shown("name alone, not there", "[anh2.jpg]", _WRONG, lone=False),
    _shown("as HTML", '<img src="1.jpg">', "E photo-as-html vi.md:9", says=_RIGHT),
    _shown(
        "Windows path",
        "![Lễ ra quân](C:\\Users\\an\\Pictures\\1.jpg)",
        "E photo-outside vi.md:9",
        says="1.jpg",
    ),
    _shown(
        "Windows path, not there",
        "![Lễ ra quân](D:\\anh\\2.jpg)",
        "E photo-outside vi.md:9",
        says=": 2.jpg",
        lone=False,
    ),
    _shown("file address", "![Lễ ra quân](file:///C:/anh/1.jpg)", "E photo-outside vi.md:9"),
    _shown("parent folder", "![Lễ ra quân](../../../1.jpg)", "E photo-outside vi.md:9"),
    _shown(
        "from the network",
        "![Lễ ra quân](https://example.com/a/1.jpg)",
        "E photo-from-network vi.md:9",
        says="“example.com”",
    ),
    _shown(
        "pasted inside",
        "![Lễ ra quân](data:image/png;base64,iVBORw0KGgo=)",
        "E photo-from-network vi.md:9",
        lone=False,
    ),
    _shown(
        "not there",
        "![Lễ ra quân](le ra quan.jpg)",
        "E photo-missing vi.md:9",
        "W photo-unused 1.jpg:1",
        says="1.jpg",
    ),
    _shown(
        "misspelt",
        "![Lễ ra quân](phong-ki-thuat.jpg)",
        "E photo-missing vi.md:9",
        says="“phong-ky-thuat.jpg”",
        more={"phong-ky-thuat.jpg": _P},
        lone=False,
    ),
    _shown("other ending", "![Lễ ra quân](1.jpeg)", "E photo-missing vi.md:9", says="“1.jpg”"),
    _shown("no ending", "![Lễ ra quân](1)", "E photo-missing vi.md:9", says="“1.jpg”"),
    _shown(
        "ending twice",
        "![Lễ ra quân](1.jpg)",
        "E photo-missing vi.md:9",
        says="“1.jpg.jpg”",
        more={"1.jpg.jpg": _P},
        lone=False,
    ),
    _shown(
        "letter case",
        "![Lễ ra quân](IMG_1.jpg)",
        "W photo-letter-case vi.md:9",
        more={"IMG_1.JPG": _P},
        lone=False,
    ),
    _shown("no file", "![Lễ ra quân]()", "E photo-without-file vi.md:9", "W photo-unused 1.jpg:1"),
    _shown("no caption", "![](1.jpg)", "E photo-without-caption vi.md:9"),
    _shown(
        "caption on the line above",
        "Đại tá Bình phát biểu.\n![](1.jpg)",
        "E photo-without-caption vi.md:10",
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown(
        "caption below a blank line",
        "![](1.jpg)\n\n*Đại tá Bình phát biểu.*",
        "E photo-without-caption vi.md:9",
        says="![Đại tá Bình phát biểu.](1.jpg)",
    ),
    _shown(
        "caption of the template",
        "![chú thích](1.jpg)",
        "W caption-says-nothing vi.md:9",
        says="“chú thích”",
    ),
    _shown("name of the file as caption", "![1](1.jpg)", "W caption-says-nothing vi.md:9"),
    _shown("name of the camera's file", "![IMG_2034](1.jpg)", "W caption-says-nothing vi.md:9"),
    _shown(
        "within a sentence", "Xem ảnh ![Lễ ra quân](1.jpg) kèm theo.", "W photo-in-sentence vi.md:9"
    ),
    _shown(
        "twice",
        "![Lễ ra quân](1.jpg)\n\n![Đơn vị diễu hành](1.jpg)",
        "W photo-twice vi.md:11",
        says="9",
    ),
    _shown(
        "one caption for two",
        "![Lễ ra quân](1.jpg)\n\n![Lễ ra quân](2.jpg)",
        "I caption-twice vi.md:11",
        says="“Lễ ra quân”",
        more={"2.jpg": photo(641)},
    ),
    _shown("unused", "Hết.", "W photo-unused 1.jpg:1", says=_RIGHT),
    _shown(
        "small", "![Lễ ra quân](1.jpg)", "W photo-small vi.md:9", more={"1.jpg": photo(240, 160)}
    ),
    _shown(
        "damaged",
        "![Lễ ra quân](1.jpg)",
        "E photo-damaged vi.md:9",
        more={"1.jpg": _P[: len(_P) // 2]},
    ),
    _shown(
        "empty file", "![Lễ ra quân](1.jpg)", "E photo-not-a-picture vi.md:9", more={"1.jpg": b""}
    ),
    _shown(
        "a text that calls itself a photo",
        "![Lễ ra quân](1.jpg)",
        "E photo-not-a-picture vi.md:9",
        more={"1.jpg": b"xin chao " * 50},
    ),
    _shown(
        "a Word file as a photo",
        "![Lễ ra quân](anh.docx)",
        "E photo-not-a-picture vi.md:9",
        more={"anh.docx": b"PK\3\4" + b"word/document.xml" * 9},
        lone=False,
    ),
    _shown(
        "a drawing",
        "![Sơ đồ](so-do.svg)",
        "E photo-not-a-picture vi.md:9",
        more={"so-do.svg": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'},
        lone=False,
    ),
    _shown("a raw file", "Hết.", "W file-not-published 1.nef:1", more={"1.nef": b"x"}, lone=False),
    _shown(
        "a shortcut",
        "Hết.",
        "W file-not-published 1.jpg - Shortcut.lnk:1",
        more={"1.jpg - Shortcut.lnk": b"L\0"},
        lone=False,
        says="Shortcut",
    ),
    case(
        "only in one language",
        {"vi.md": vi(text=f"{TEXT}\n\n![Lễ ra quân](1.jpg)"), "en.md": en(), "1.jpg": _P},
        "W photo-not-in-translation en.md:1",
    ),
    case(
        "misspelt in the translation",
        {
            "vi.md": vi(text=f"{TEXT}\n\n![Lễ ra quân](1.jpg)"),
            "1.jpg": _P,
            "en.md": en(text="The drive began.\n\n![The parade](1.jpgg)"),
        },
        "E photo-missing en.md:7",
    ),
    case(
        "no caption in the translation",
        {
            "vi.md": vi(text=f"{TEXT}\n\n![Lễ ra quân](1.jpg)"),
            "1.jpg": _P,
            "en.md": en(text="The drive began.\n\n![](1.jpg)"),
        },
        "E photo-without-caption en.md:7",
    ),
    case(
        "caption left in Vietnamese",
        {
            "vi.md": vi(text=f"{TEXT}\n\n![Tiểu đoàn diễu hành trước lễ đài](1.jpg)"),
            "1.jpg": _P,
            "en.md": en(text="The drive began.\n\n![Tiểu đoàn diễu hành trước lễ đài](1.jpg)"),
        },
        "W caption-untranslated en.md:7",
    ),
    case(
        "loose in the folder of articles",
        {"vi.md": vi(), "articles/2.jpg": _P},
        "W file-not-published articles/2.jpg:1",
    ),
    case(
        "names that differ in case",
        {
            "vi.md": vi(text=f"{TEXT}\n\n![Một](1.jpg)\n\n![Hai](1.JPG)"),
            "1.jpg": _P,
            "1.JPG": photo(642),
        },
        "E photo-twins vi.md:9",
        "E photo-twins vi.md:11",
    ),
)
