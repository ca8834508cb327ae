"""Names: ``names.csv`` as Excel writes it, and people told apart from their ranks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.model import Name
from bantin.reading.names import Names
from bantin.reading.names_file import KINDS, read_names

LIST = """\
kind,vi,en,note
unit,Phòng Kỹ thuật,Engineering Office,
position,Chủ nhiệm Kỹ thuật,Chief Engineer,
rank,Nghệ sĩ Nhân dân,People's Artist,
award,"Giấy khen, hạng nhất",First-class Certificate,
topic,Chuyển đổi số,
"""
ENGINEERS = Name(text="Phòng Kỹ thuật", translations=(("en", "Engineering Office"),))


def names(text: str = LIST) -> Names:
    read, problems = read_names(text.encode(), "names.csv")
    assert not problems
    return read


def told(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in read_names(text.encode(), "names.csv")[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_list_reads_the_same_however_excel_saved_it(encoding: str, delimiter: str) -> None:
    text = "kind,vi,en\r\nunit,Phòng Kỹ thuật,Engineering Office".replace(",", delimiter)

    read, problems = read_names(text.encode(encoding), "names.csv")

    assert not problems
    assert read.name("unit", "Phòng Kỹ thuật") == ENGINEERS


@pytest.mark.parametrize("start", ["", "sep=;\n", "loại;tiếng Việt;tiếng Anh\n"])
def test_a_first_line_of_excel_or_none_or_a_vietnamese_one_is_understood(start: str) -> None:
    assert names(f"{start}đơn vị;Phòng Kỹ thuật;Engineering Office").listed


@pytest.mark.parametrize("typed", ["phòng  kỹ thuật", "PHÒNG KỸ THUẬT", "engineering office"])
def test_case_and_spaces_do_not_matter(typed: str) -> None:
    assert names().name("unit", typed) == ENGINEERS


def test_accents_matter() -> None:
    assert names().name("unit", "Phong Ky thuat") == Name(text="Phong Ky thuat")


def test_a_comma_in_quotes_is_part_of_the_name() -> None:
    assert names().name("award", "Giấy khen, hạng nhất").said_in("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d", [("names-without-columns", 1)]),
        ("kind,vi,en\nuint,A,B", [("name-kind-unknown", 2)]),
        ("kind,vi,en\n\nunit,,B", [("name-without-vietnamese", 3)]),
        ("kind,vi,en\nunit,A,B\nunit,a,C", [("name-twice", 3)]),
        ("kind,vi,en\nunit,A,B\nunit,A,B", []),
        ('kind,vi,en\nunit,"A\nA",B\nuint,A,B', [("name-kind-unknown", 4)]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_problems_stand_at_their_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


def test_a_bad_line_costs_only_itself() -> None:
    read, problems = read_names(f"{LIST}uint,A,B\n".encode(), "names.csv")

    assert len(problems) == 1
    assert read.listed == names().listed


@pytest.mark.parametrize(
    ("typed", "name", "rank"),
    [
        ("Đại tá Vũ Văn Hiển", "Vũ Văn Hiển", "Đại tá"),
        ("đại uý Lê Thị Bình", "Lê Thị Bình", "Đại úy"),
        ("Thiếu tá QNCN Trần An", "Trần An", "Thiếu tá QNCN"),
        ("Thiếu tá, QNCN Trần An", "Trần An", "Thiếu tá QNCN"),
        ("Đồng chí Đại tá Vũ Văn Hiển", "Vũ Văn Hiển", "Đại tá"),
        ("Nghệ sĩ Nhân dân Trà Giang", "Trà Giang", "Nghệ sĩ Nhân dân"),
        ("Senior Colonel Vũ Văn Hiển", "Vũ Văn Hiển", "Đại tá"),
        ("Vũ Văn Hiển", "Vũ Văn Hiển", None),
    ],
)
def test_ranks_are_told_apart_from_names(typed: str, name: str, rank: str | None) -> None:
    person = names().person(typed)

    assert (person.name, person.rank.text if person.rank else None) == (name, rank)


def test_a_unit_in_brackets_keeps_namesakes_apart() -> None:
    person = names().person("Trung tá Trần An (phòng kỹ thuật), Chủ nhiệm Kỹ thuật")

    assert person.slug == "tran-an-phong-ky-thuat"
    assert person.unit == ENGINEERS
    assert person.position
    assert person.position.said_in("en") == "Chief Engineer"


@pytest.mark.parametrize("typed", ["Trần An, Trợ lý", "Trần An - Trợ lý", "Trần An – Trợ lý"])
def test_a_position_stands_behind_a_comma_or_a_dash(typed: str) -> None:
    person = names().person(typed)

    assert (person.slug, person.position) == ("tran-an", Name(text="Trợ lý"))


@given(st.text(max_size=60))
def test_any_text_is_a_person_or_has_no_slug(text: str) -> None:
    person = names().person(text)

    assert person.slug.isascii()
    assert bool(person.slug) <= bool(person.name)


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([*KINDS, *",;\t\n\"'", "vi", "en", "Phòng"]))
    .map("".join)
    .map(str.encode)
)
def test_any_bytes_are_names_or_problems(data: bytes) -> None:
    _, problems = read_names(data, "names.csv")

    assert all(p.line >= 1 and p.message.format_map(dict(p.values)) for p in problems)


@given(st.integers(0, len(LIST.encode())), st.binary(max_size=4), st.integers(0, 4))
def test_a_mutated_list_never_fails(place: int, insert: bytes, cut: int) -> None:
    data = LIST.encode()

    read_names(data[:place] + insert + data[place + cut :], "names.csv")
