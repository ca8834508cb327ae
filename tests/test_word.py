"""A Word file becomes an article: nothing is lost in silence, and what is guessed is marked."""

import io
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.markup import convert
from bantin.model import Gallery, Relation
from bantin.problems import ContentError
from bantin.word import Answers, Called, Imported, questions, read_docx
from bantin.word.imported import read_here
from bantin.word.letters import from_font, from_tcvn3, from_vni
from bantin.word.titles import in_small

from .word_files import box, docx, p, photo, picture, r, table

CASES = Path(__file__).parent / "cases"
TODAY = date(2024, 4, 1)
CAMPAIGNS = (
    Called(names=("Vững bước Trường Sa - Làm theo lời Bác",)),
    Called(names=("Mừng Đảng, mừng Xuân",)),
)
BOLD, ITALIC = "<w:b/>", "<w:i/>"
LEAD = "Chiều ngày 04/3/2024, Đại đội Công binh tổ chức buổi lễ trang trọng tại hội trường."
LONG = (
    "Cán bộ, chiến sĩ đoàn kết, hoàn thành xuất sắc nhiệm vụ huấn luyện, sẵn sàng chiến đấu. " * 3
)
CAPTION = "Đại úy Trần Thu Hà trao cờ"


def taken(data: bytes, answers: Answers | None = None) -> Imported:
    return read_here(data, "bai.docx", today=TODAY, campaigns=CAMPAIGNS, answers=answers)


def head(article: Imported) -> list[str]:
    return article.text.split("\n---\n")[0].splitlines()[1:]


def body(article: Imported) -> str:
    return article.text.split("\n---\n", 1)[1].strip()


def captions(article: Imported) -> list[str]:
    made = convert(body(article), path="vi.md", first_line=1, lang="vi")
    return [photo.caption for block in made.body if isinstance(block, Gallery)
            for photo in block.photos]  # fmt: skip


# ── documents that were written by a word processor ──────────────────────────


@pytest.mark.parametrize("path", sorted(CASES.glob("word/*.docx")), ids=lambda path: path.stem)
def test_a_document_becomes_the_article_that_stands_beside_it(path: Path) -> None:
    is_english = path.stem.endswith(".en")
    answers = Answers(lang="en" if is_english else "vi", translation=is_english)

    made = read_here(
        path.read_bytes(), path.name, today=TODAY, campaigns=CAMPAIGNS, answers=answers
    )

    assert made.text == path.with_suffix(".md").read_text("utf-8")


# ── captions ─────────────────────────────────────────────────────────────────

FLOATING = picture("rId1", floating=True)


@pytest.mark.parametrize(
    ("beside", "sure"),
    [
        ((p(picture("rId1")), p(CAPTION, style="ChuThich")), True),
        ((p(CAPTION, style="Drawing"), p(picture("rId1"))), True),
        ((p(picture("rId1")), p(f"Ảnh 1: {CAPTION}")), True),
        ((p(picture("rId1")), p(r(CAPTION, ITALIC))), True),
        ((p(picture("rId1"), "<w:r><w:br/></w:r>", CAPTION),), True),
        ((table((p(picture("rId1")),), (CAPTION,)),), True),
        ((table((p(picture("rId1")) + p(CAPTION),)),), True),
        ((p(FLOATING, box(p(CAPTION)), LONG),), True),
        ((p(box(p(picture("rId1")) + p(CAPTION)), LONG),), True),
        ((p(FLOATING), p(LONG), p(box(p(CAPTION)))), True),
        ((p(picture("rId1"), align="center"), p(CAPTION, align="center")), True),
        ((p(picture("rId1")), p(CAPTION)), False),
    ],
)
def test_a_caption_finds_its_photo(beside: tuple[str, ...], sure: bool) -> None:
    made = taken(docx(p("Tiêu đề", style="Title"), p(LEAD), *beside, p(LONG), media={"x": photo()}))

    assert captions(made) == [CAPTION]
    assert ("[xem lại]" in body(made)) is not sure
    assert ("Trạng thái: nháp" in head(made)) is not sure
    assert body(made).count(CAPTION) == 1
    assert [name for name, _ in made.photos] == ["1.jpg"]


def test_photos_keep_their_bytes_and_their_descriptions() -> None:
    jpg, png = photo(10), photo(20, "PNG")
    made = taken(
        docx(
            p(LEAD),
            p(picture("rId1", "Bộ đội xếp hàng")), p("Một", style="ChuThich"),
            p(picture("rId2", "image2.png")), p("Hai", style="ChuThich"),
            p(picture("rId1")), p("Ba", style="ChuThich"),
            media={"image1.jpeg": jpg, "image2.png": png},
        )
    )  # fmt: skip

    assert made.photos == (("1.jpg", jpg), ("2.png", png))
    assert '![Một](1.jpg "Bộ đội xếp hàng")\n\n![Hai](2.png)' in body(made).replace(
        ")\n![", ")\n\n!["
    )


# ── the text ─────────────────────────────────────────────────────────────────


def test_changes_are_taken_as_accepted_and_comments_are_told() -> None:
    made = taken(
        docx(
            p(
                "Đơn vị ",
                f'<w:ins w:id="1">{r("vinh dự ")}</w:ins>',
                '<w:del w:id="2"><w:r><w:delText>KHÔNG</w:delText></w:r></w:del>',
                "đón nhận cờ.",
                '<w:r><w:commentReference w:id="0"/></w:r>',
            ),
            p("Hết dòng", more='<w:rPr><w:del w:id="3"/></w:rPr>'),
            p(" này."),
        )
    )

    assert "Đơn vị vinh dự đón nhận cờ." in body(made)
    assert "KHÔNG" not in made.text
    assert "Hết dòng này." in body(made)
    assert {note.code for note in made.notes} == {"word-comment", "word-change"}


def test_a_table_of_awards_feeds_the_register() -> None:
    made = taken(
        docx(p(LEAD), table(("TT", "Họ và tên", "Đơn vị"), ("1", "Trần Thu Hà", "Đại đội 1")))
    )

    rows = convert(body(made), path="vi.md", first_line=1, lang="vi").award_rows
    assert [(row.recipient, row.unit) for row in rows] == [("Trần Thu Hà", "Đại đội 1")]


def test_letters_that_were_taken_apart_are_composed() -> None:
    made = taken(docx(p(unicodedata.normalize("NFD", LEAD))))

    assert LEAD in body(made)


def test_what_cannot_be_carried_is_told() -> None:
    chart = '<w:r><w:drawing><wp:inline><c:chart r:id="rId9"/></wp:inline></w:drawing></w:r>'
    shape = '<w:r><w:pict><v:shape style="width:9pt"/></w:pict></w:r>'
    made = taken(
        docx(p(LEAD), p(chart, shape, picture("rId1")), media={"image1.emf": b"\1\0\0\0" * 20})
    )

    assert {note.code for note in made.notes} == {"word-chart", "word-shape", "word-picture"}
    assert not made.photos


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_old_letters_are_those_of_their_tables(name: str) -> None:
    pairs = [
        line.split(" ") for line in (CASES / f"letters/{name}.txt").read_text("utf-8").splitlines()
    ]
    decode = from_vni if name == "vni" else lambda code: from_tcvn3(chr(int(code, 16)))

    assert len(pairs) == {"tcvn3": 74, "vni": 134}[name]
    assert [decode(old) for old, _ in pairs] == [new for _, new in pairs]


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("Ph¸t ®éng thi ®ua", ".VnTime", "Phát động thi đua"),
        ("ph¸t ®éng", ".VnTimeH", "PHÁT ĐỘNG"),
        ("Ñôn vò quyeát taâm", "VNI-Times", "Đơn vị quyết tâm"),
        ("\uf0ae\uf0e9ng", ".VnArial", "động"),
        ("café où", "Times New Roman", "café où"),
    ],
)
def test_the_font_tells_in_which_letters_a_text_is(text: str, font: str, expected: str) -> None:
    assert from_font(text, font) == expected


def test_old_letters_are_known_by_style_and_by_their_looks() -> None:
    styled = taken(docx(p(LEAD), p("Ph¸t ®éng thi ®ua", style="Cu")))
    assert "Phát động thi đua" in body(styled)

    bare = taken(
        docx(p("ChiÒu ngµy 04/3/2024, §¹i ®éi tæ chøc lÔ ph¸t ®éng thi ®ua."), p("§¬n vÞ"))
    )
    assert "Chiều ngày 04/3/2024, Đại đội tổ chức lễ phát động thi đua." in body(bare)
    assert "Đơn vị" in bare.text
    assert [note.code for note in bare.notes] == ["word-letters"]


# ── the head ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ((p("Lễ phát động", style="Title"),), "Lễ phát động"),
        ((p("Lễ phát động", style="H1"),), "Lễ phát động"),
        ((p(r("Lễ phát động", BOLD), align="center"),), "Lễ phát động"),
        (
            (p(r("LỄ PHÁT ĐỘNG", BOLD), align="center"), p(r("CỦA ĐẠI ĐỘI CÔNG BINH", BOLD))),
            "Lễ phát động của Đại đội Công binh [xem lại]",
        ),
        ((p("Lễ phát động"),), "Lễ phát động [xem lại]"),
        ((), f"{LEAD[:-1]} [xem lại]"),
    ],
)
def test_the_title_is_found_above_the_text(top: tuple[str, ...], expected: str) -> None:
    made = taken(docx(*top, p(LEAD), p(LONG)))

    assert head(made)[0] == f"Tiêu đề: {expected}"
    assert body(made).startswith(LEAD)


def test_a_letterhead_is_no_title() -> None:
    state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    right = p(r(state, BOLD), align="center") + p("Độc lập - Tự do - Hạnh phúc")
    above = table((p(r("ĐẠI ĐỘI CÔNG BINH", BOLD), align="center"), right))
    day = p("Bến Lau, ngày 04 tháng 3 năm 2024", align="right")
    made = taken(docx(above, day, p(r("BÁO CÁO NHANH", BOLD), align="center"), p(LEAD), p(LONG)))

    assert head(made)[0] == "Tiêu đề: Báo cáo nhanh [xem lại]"
    assert body(made).startswith(LEAD)
    assert [note.code for note in made.notes] == ["word-letterhead"]


def test_capitals_become_small_as_the_text_writes_them() -> None:
    text = "Tại Hà Nội, Đại đội Công binh đón Đại tá Vũ Văn Hiển."

    assert in_small("ĐẠI TÁ VŨ VĂN HIỂN THĂM ĐẠI ĐỘI CÔNG BINH", text) == (
        "Đại tá Vũ Văn Hiển thăm Đại đội Công binh"
    )


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (p("Tác giả: Lục Hải Phong"), ["Lục Hải Phong"]),
        (p("Tin: Lục Hải Phong; Ảnh: Tô Việt Anh"), ["Lục Hải Phong"]),
        (p("LỤC HẢI PHONG", align="right"), ["Lục Hải Phong"]),
        (p(r("Lục Hải Phong", BOLD)), ["Lục Hải Phong"]),
        (p("Lục Hải Phong"), ["Lục Hải Phong [xem lại]"]),
        (p("(Theo Báo Tuyến Đầu)"), ["Theo Báo Tuyến Đầu"]),
        (p("Buổi lễ thành công tốt đẹp."), []),
    ],
)
def test_the_last_line_tells_who_wrote_it(last: str, expected: list[str]) -> None:
    made = taken(docx(p("Lễ phát động", style="Title"), p(LEAD), p(LONG), last))

    found = [line.removeprefix("Tác giả: ") for line in head(made) if line.startswith("Tác giả")]
    assert found == expected
    assert (body(made).endswith(LONG.strip())) is bool(expected)


def test_who_took_the_photos_is_said_under_each() -> None:
    made = taken(
        docx(p(LEAD), p(picture("rId1")), p(CAPTION, style="ChuThich"),
             p("Bài và ảnh: Lục Hải Phong"), media={"x.jpg": photo()})
    )  # fmt: skip

    assert f"![{CAPTION} (Ảnh: Lục Hải Phong)](1.jpg)" in body(made)


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>'
    "2023-09-02T03:00:00Z</dcterms:created></cp:coreProperties>"
)


@pytest.mark.parametrize(
    ("lead", "created", "expected"),
    [
        ("Chiều ngày 04/3/2024, đơn vị tổ chức lễ.", False, "04/3/2024"),
        ("Ngày 4 tháng 3 năm 2024, đơn vị tổ chức lễ.", False, "04/3/2024"),
        ("Từ ngày 01/3/2024, sáng 04/3/2024 đơn vị tổ chức lễ.", False, "04/3/2024"),
        (
            "Chào mừng 70 năm (07/5/1954 - 07/5/2024), đơn vị tổ chức lễ.",
            True,
            "02/9/2023 [xem lại]",
        ),
        ("Sáng 03/9, đơn vị tổ chức lễ.", True, "03/9/2023 [xem lại]"),
        ("Đơn vị tổ chức lễ.", True, "02/9/2023 [xem lại]"),
        ("Đơn vị tổ chức lễ.", False, "01/4/2024 [xem lại]"),
    ],
)
def test_the_day_is_that_of_the_text_else_of_the_file_else_today(
    lead: str, created: bool, expected: str
) -> None:
    parts = {"docProps/core.xml": CORE} if created else {}
    made = taken(docx(p("Lễ phát động", style="Title"), p(lead), p(LONG), parts=parts))

    assert f"Ngày: {expected}" in head(made)


def test_campaigns_are_known_by_their_names_and_marked() -> None:
    made = taken(
        docx(
            p("Đại đội phát động thi đua “Vững bước Trường Sa – Làm theo lời Bác”", style="Title"),
            p(LEAD),
            p("Dịp này, Đại đội trao thưởng thi đua “Mừng Đảng, mừng Xuân”."),
        )
    )

    assert head(made)[2:4] == [
        "Phát động: Vững bước Trường Sa - Làm theo lời Bác [xem lại]",
        "Trao thưởng: Mừng Đảng, mừng Xuân [xem lại]",
    ]
    assert "Trạng thái: nháp" in head(made)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Đại đội tổng kết thi đua", "Đợt phát động {}", "Tổng kết"),
        ("Đại đội ra quân", "Sáng nay sơ kết thi đua {}", "Sơ kết"),
        ("Đại đội ra quân", "{}: trao Giấy khen cho các cá nhân", "Trao thưởng"),
        ("Đại đội trồng cây", "Thực hiện {}, đơn vị trồng cây", "Đưa tin"),
    ],
)
def test_the_words_around_a_campaign_tell_what_it_is_told_of_it(
    title: str, text: str, expected: str
) -> None:
    campaign = "“Vững bước Trường Sa - Làm theo lời Bác”"
    made = taken(docx(p(title, style="Title"), p(LEAD), p(text.format(campaign))))

    assert [line for line in head(made) if "Trường Sa" in line] == [
        f"{expected}: Vững bước Trường Sa - Làm theo lời Bác [xem lại]"
    ]


def test_what_is_answered_in_advance_is_not_guessed() -> None:
    answers = Answers(title="Tên khác", day=date(2024, 5, 6), authors=("Tô Việt Anh",),
                      ties=((Relation.AWARDS, "mung-dang"),))  # fmt: skip
    made = taken(docx(p("LỄ PHÁT ĐỘNG", style="Title"), p(LEAD)), answers)

    assert head(made) == [
        "Tiêu đề: Tên khác",
        "Ngày: 06/5/2024",
        "Trao thưởng: mung-dang",
        "Tác giả: Tô Việt Anh",
    ]
    assert "PHÁT" not in made.text


def test_a_translation_says_only_what_is_its_own_and_shows_the_same_photos() -> None:
    first = taken(docx(p(LEAD), p(picture("rId1")), media={"a": photo(1)}))
    answers = Answers(lang="en", translation=True, beside=dict(first.photos))
    english = docx(p("A drive begins", style="Title"), p("On 4 March 2024 it began."),
                   p(picture("rId1")), p(r("The flag", ITALIC)), media={"b": photo(2)})  # fmt: skip
    made = taken(english, answers)

    assert made.text == (
        "---\nTitle: A drive begins\n---\n\nOn 4 March 2024 it began.\n\n![The flag](1.jpg)\n"
    )
    assert not made.photos


def test_every_guess_is_a_question_with_its_line() -> None:
    made = taken(
        docx(p("Lễ phát động"), p(LEAD), p(picture("rId1")), p(CAPTION), media={"a": photo()})
    )

    asked = questions(made.text, path="vi.md", lang="vi", translation=False)
    lines = made.text.splitlines()
    assert {q.code for q in asked} == {"field-missing", "field-guessed", "caption-guessed"}
    assert all("[xem lại]" in lines[q.line - 1] for q in asked if q.code.endswith("guessed"))
    assert made.text.count("[xem lại]") == sum(q.code.endswith("guessed") for q in asked)


# ── what is refused ──────────────────────────────────────────────────────────

GOOD = docx(p("Lễ phát động", style="Title"), p(LEAD))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
    "</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = f"{'<w:tbl><w:tr><w:tc>' * 100}{'</w:tc></w:tr></w:tbl>' * 100}"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "bai.docx", "word-empty"),
        (GOOD, "~$bai.docx", "word-open"),
        (OLE, "bai.doc", "word-other-kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "bai.docx", "word-locked"),
        (b"{\\rtf1 abc}", "bai.docx", "word-other-kind"),
        (b"%PDF-1.7", "bai.docx", "word-other-kind"),
        (b"<html>", "bai.docx", "word-not-word"),
        (zipped(**{"mimetype": b"a", "content.xml": b"a"}), "bai.docx", "word-other-kind"),
        (zipped(**{"anh.jpg": b"a"}), "bai.docx", "word-not-word"),
        (GOOD, "bai.docm", "word-macros"),
        (docx(p(LEAD), parts={"word/vbaProject.bin": b"x"}), "bai.docx", "word-macros"),
        (docx(p(LEAD), kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "bai.docx",
         "word-macros"),
        (GOOD[: len(GOOD) // 2], "bai.docx", "word-damaged"),
        (docx(p(LEAD), parts={"word/styles.xml": "<w:styles"}), "bai.docx", "word-damaged"),
        (docx(p(LEAD), parts={"../x.xml": b"x"}), "bai.docx", "word-unsafe"),
        (docx(p(LEAD), parts={"word/document.xml": ENTITIES}), "bai.docx", "word-too-large"),
        (docx(DEEP), "bai.docx", "word-too-large"),
        (docx(p(LEAD), parts={"word/a.xml": bytes(40 << 20)}), "bai.docx", "word-too-large"),
        (docx(p(LEAD), parts=dict.fromkeys(map(str, range(5000)), b"")), "bai.docx",
         "word-too-large"),
        (docx(p("")), "bai.docx", "word-no-text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_article_is_refused_in_clear_words(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_here(data, name, today=TODAY)

    (problem,) = refused.value.problems
    assert (problem.code, problem.path) == (code, name)


@settings(max_examples=70)
@given(st.data())
def test_no_bytes_make_it_fall(data: st.DataObject) -> None:
    parts = [*zipfile.ZipFile(io.BytesIO(FULL)).namelist()]
    changed = {}
    with zipfile.ZipFile(io.BytesIO(FULL)) as archive:
        part = data.draw(st.sampled_from(parts))
        content = bytearray(archive.read(part))
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, max(len(content) - 1, 0)))
            new = data.draw(st.sampled_from(SPLINTERS))
            content[at : at + data.draw(st.integers(0, 12))] = new
        changed = {name: archive.read(name) for name in parts} | {part: bytes(content)}

    try:
        made = read_here(zipped(**changed), "bai.docx", today=TODAY)
    except ContentError:
        return
    assert made.title
    convert(made.text, path="vi.md", first_line=1, lang="vi")


SPLINTERS = (b"", b"0", b"-1", b"99999999", b"<", b"w:p", b'"', b"\xff", b"w:tbl", b"/", b"w:numId")
FULL = (CASES / "word/kieu.docx").read_bytes()


@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda tail: FULL[:3000] + tail))
def test_no_file_makes_it_fall(data: bytes) -> None:
    with pytest.raises(ContentError):
        read_here(data, "bai.docx", today=TODAY)


def test_a_file_is_read_by_a_process_of_its_own() -> None:
    assert read_docx(GOOD, "bai.docx", today=TODAY) == read_here(GOOD, "bai.docx", today=TODAY)
    with pytest.raises(ContentError, match="word-damaged"):
        read_docx(GOOD[:500], "bai.docx", today=TODAY)
