"""Heads: lines of “Field: value”, read as they stand, whatever the editor made of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.problems import ContentError
from bantin.reading.encodings import decode
from bantin.reading.fields import ARTICLE, CAMPAIGN, PAGE, Fields
from bantin.reading.frame import LIMIT
from bantin.reading.head import Head, read_head
from bantin.text import fold

GOOD = """\
---
Tiêu đề: Phòng Kỹ thuật phát động thi đua
Ngày: 04/3/2024
Phát động: Tiếp bước chiến sĩ Điện Biên - Tiến lên giành 3 nhất
Tác giả: Hoàng Trung Kiên
---

Chiều ngày 04/3/2024, Phòng Kỹ thuật đã tổ chức phát động.
"""


def head(text: str, *, translation: bool = False, fields: Fields = ARTICLE) -> Head:
    lang = "en" if translation else "vi"
    return read_head(text, path="p", fields=fields, lang=lang, translation=translation)


@pytest.mark.parametrize("fields", [ARTICLE, CAMPAIGN, PAGE])
def test_a_field_is_found_by_each_of_its_names_however_they_are_typed(fields: Fields) -> None:
    for field in fields.all:
        for label in field.labels:
            typed = (label, label.upper(), fold(label), f" {label} ")
            assert [fields.find(name) for name in typed] == [field] * 4


def title(line: str) -> str:
    value = head(f"---\n{line}\nNgày: 04/3/2024\nTác giả: A\n---\nx").first("title")
    assert value
    return value.text


def found(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.column) for p in head(text).problems]


def test_a_good_head_has_no_problem_and_its_text_knows_its_line() -> None:
    read = head(GOOD)

    assert not read.problems
    assert read.body.startswith("\nChiều")
    assert read.body_line == 7


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tiêu đề: Ba nhất: cao, tốt", "Ba nhất: cao, tốt"),
        ("Tiêu đề:Không có dấu cách", "Không có dấu cách"),
        ("Tiêu đề： Dấu hai chấm rộng", "Dấu hai chấm rộng"),
        ('Tiêu đề: "Ba nhất" ở Phòng', '"Ba nhất" ở Phòng'),
        ('Tiêu đề: Phòng và "Ba nhất"', 'Phòng và "Ba nhất"'),
        ('Tiêu đề: "a" và "b"', '"a" và "b"'),
        ("Tiêu đề: Đội #1", "Đội #1"),
        ("Tiêu đề: 'Tuổi trẻ'", "Tuổi trẻ"),
        ('Tiêu đề: "Tuổi trẻ: một"', "Tuổi trẻ: một"),
        ("Tiêu đề: “Tuổi trẻ”", "“Tuổi trẻ”"),
        ("Tiêu đề: no", "no"),
        ("TIEU DE : chữ hoa", "chữ hoa"),
        ("title: Không", "Không"),
        ("  Tiêu đề: thụt vào", "thụt vào"),
        ("Tiêu đề: một\n  hai", "một hai"),
        ("title: >-\n  một\n  hai", "một hai"),
    ],
)
def test_a_value_is_the_rest_of_its_line_as_it_stands(line: str, expected: str) -> None:
    assert title(line) == expected


def test_places_count_from_one() -> None:
    value = head(GOOD).first("date")

    assert value
    assert (value.line, value.column) == (3, 7)


def test_a_field_repeats_by_lines_or_as_a_list() -> None:
    lines = head("---\nTác giả: A\nTác giả: B\n---\n").all("author")
    listed = head("---\nauthor:\n  - A\n  - 'B'\n---\n").all("author")
    flush = head("---\nauthor:\n- A\n- B\n---\n").all("author")

    assert [v.text for v in lines] == [v.text for v in listed] == [v.text for v in flush]
    assert [v.line for v in listed] == [3, 4]


def test_an_item_of_a_list_may_begin_like_a_field() -> None:
    values = head("---\nTopics:\n  - Ngày: hội đọc sách\n---\n").all("topics")

    assert [v.text for v in values] == ["Ngày: hội đọc sách"]


@pytest.mark.parametrize("mark", ["—", "–––", "___", "- - -", "***", "−−−"])
def test_dashes_that_a_program_changed_are_named(mark: str) -> None:
    assert found(GOOD.replace("---", mark, 1)) == [("head-fence-changed", 1, 1)]
    assert found(f"{mark}".join(GOOD.rsplit("---", 1))) == [("head-fence-changed", 6, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("file-empty", 1, 1)]),
        (" \n\n", [("file-empty", 1, 1)]),
        ("Chỉ có chữ.\n", [("head-start-missing", 1, 1)]),
        (GOOD.removeprefix("---\n"), [("head-start-missing", 1, 1)]),
        (GOOD.replace("\n---\n", "\n"), [("head-end-missing", 6, 1)]),
        (GOOD.replace("\n---\n", "\n") + "\n---\n\nHết.\n", [("head-end-missing", 6, 1)]),
        (GOOD.replace("Tiêu đề", "Tiu đề"), [("field-unknown", 2, 1)]),
        (GOOD.replace("Ngày:", "Người chụp ảnh bìa:"), [("field-unknown", 3, 1),
                                                        ("field-missing", 1, 1)]),
        (GOOD.replace("Ngày:", "Date: 04/3/2024\nNgày:"), [("field-twice", 4, 1)]),
        (GOOD.replace("04/3/2024\n", "\n", 1), [("field-empty", 3, 1)]),
        (GOOD.replace("Tác giả: Hoàng Trung Kiên\n", ""), [("field-missing", 1, 1)]),
        (GOOD.replace("Ngày", "Dòng không có trường\nNgày"), [("head-line-unreadable", 3, 1)]),
        (GOOD.replace("Ngày", "#Ghi chú\nNgày"), [("head-line-unreadable", 3, 1)]),
        (GOOD.replace("Ngày", "# Ghi chú\n\nNgày"), []),
        ("---\n" + "Tác giả: A\n" * (LIMIT // 10), [("head-too-long", 1, 1)]),
    ],
)  # fmt: skip
def test_one_cause_is_one_problem_at_its_line(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert found(text) == expected


def test_a_misspelt_field_suggests_the_right_one_in_either_language() -> None:
    vi = head(GOOD.replace("Tác giả", "Tac gia bai")).problems[0]
    en = head(GOOD.replace("Tác giả", "Auther")).problems[0]

    assert dict(vi.values)["suggestion"] == "Tác giả"
    assert dict(en.values)["suggestion"] == "Author"


def test_a_missing_field_is_named_in_the_language_of_the_others() -> None:
    english = head("---\nTitle: A\nDate: 04/3/2024\n---\nx").problems[0]

    assert dict(english.values)["field"] == "Author"


def test_a_translation_needs_only_a_title() -> None:
    assert not head("---\nTitle: A\n---\nText", translation=True).problems


@pytest.mark.parametrize("fields", [ARTICLE, CAMPAIGN, PAGE])
def test_every_name_of_a_field_finds_it_without_accents_too(fields: Fields) -> None:
    for field in fields.all:
        for label in field.labels:
            assert fields.find(label) is field
            assert fields.find(fold(label).upper()) is field


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_notepads_encodings_and_line_ends_say_the_same(encoding: str, newline: str) -> None:
    assert decode(GOOD.replace("\n", newline).encode(encoding), "p") == GOOD


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("một\nPhòng Kỹ".encode() + b"\xe9", "file-not-utf-8", 2),
        ("café\n".encode("latin-1"), "file-not-utf-8", 1),
        (b"a\nb\0\n", "file-not-text", 2),
        ("Tin".encode("utf-16-le"), "file-not-text", 1),
        (b"\xff\xfea", "file-not-utf-8", 1),
        (b"a" * (5 * 1024 * 1024), "file-too-large", 1),
    ],
)
def test_what_is_not_text_is_told_at_its_line(data: bytes, code: str, line: int) -> None:
    with pytest.raises(ContentError) as raised:
        decode(data, "p")

    assert [(p.code, p.line) for p in raised.value.problems] == [(code, line)]


PIECES = st.sampled_from(
    [
        "---",
        "\n",
        ":",
        "：",
        "- ",
        "  ",
        "# ",
        "—",
        "Ngày",
        "Title",
        '"',
        "'",
        "[]",
        ">-",
        "\t",
        "x",
    ]
)


@given(
    st.binary(max_size=300) | st.lists(PIECES | st.text(max_size=5)).map("".join).map(str.encode)
)
def test_any_bytes_become_a_head_or_problems(data: bytes) -> None:
    try:
        text = decode(data, "p")
    except ContentError:
        return
    read = head(text)
    lines = text.split("\n")
    assert all(1 <= p.line <= len(lines) for p in read.problems)
    assert read.body == "\n".join(lines[read.body_line - 1 :])


@given(st.integers(0, len(GOOD.encode())), st.binary(max_size=4), st.integers(0, 4))
def test_a_mutated_head_never_fails(place: int, insert: bytes, cut: int) -> None:
    data = GOOD.encode()
    try:
        text = decode(data[:place] + insert + data[place + cut :], "p")
    except ContentError:
        return
    for problem in head(text).problems:
        assert problem.message.format_map(dict(problem.values))
        assert problem.remedy.format_map(dict(problem.values))


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a:\n" * 20_000 + "---\n",
        "---\n" + "a" + " " * 60_000 + "b\n---\n",
        "---\n" + " " * 60_000 + "x\n---\n",
        "---\nNgày: 01/3/2024" + " " * 60_000 + "x\n---\n",
        "---\n" + "[[" * 30_000 + "\n---\n",
        "-" * 60_000,
        ":" * 60_000,
        "---\n" + "- " * 30_000 + "\n---\n",
        "---\nTitle: a\n" + "  b\n" * 15_000 + "---\n",
    ],
)
def test_a_head_made_to_keep_the_reader_busy_does_not(text: str) -> None:
    assert len(found(text)) < 30
