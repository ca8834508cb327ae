import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.occasions import occasion_in_brief, occasion_key, occasion_name
from bantin.text import slug

VICTORY = "Chiến thắng Điện Biên Phủ"
ARMY = "Ngày thành lập Quân đội nhân dân Việt Nam"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)", VICTORY),
        ("65 năm Chiến thắng Điện Biên Phủ", VICTORY),
        ("Chào mừng kỉ niệm tròn 70 năm chiến thắng Điện Biên Phủ", "Chiến thắng Điện Biên Phủ"),
        ("Kỷ niệm lần thứ 134 Ngày sinh Bác Hồ", "Ngày sinh Bác Hồ"),
        (
            f"Kỷ niệm 80 năm {ARMY} (22/12/1944 - 22/12/2024) và 35 năm Ngày hội Quốc phòng",
            f"{ARMY} và Ngày hội Quốc phòng",
        ),
        ("Kỷ niệm 80 năm Quốc khánh 02/9/1945 - 02/9/2025", "Quốc khánh"),
        ("Đại hội lần thứ 13 của Đảng", "Đại hội lần thứ 13 của Đảng"),
        ("Mừng Đảng, mừng Xuân", "Mừng Đảng, mừng Xuân"),
        ("Kỷ niệm Ngày 30/4 và 1/5", "Ngày 30/4 và 1/5"),
        ("the 70th anniversary of the Dien Bien Phu Victory (7 May 1954)", "Dien Bien Phu Victory"),
    ],
)
def test_an_occasion_is_named_without_the_words_that_change_every_year(
    typed: str, name: str
) -> None:
    assert occasion_name(typed) == name


@pytest.mark.parametrize("typed", ["Kỷ niệm", "70 năm", "(07/5/1954)", ""])
def test_what_is_nothing_but_an_ordinal_stays_as_it_is(typed: str) -> None:
    assert occasion_name(typed) == typed


def test_the_day_of_an_event_is_the_event() -> None:
    assert occasion_key(f"70 năm Ngày {VICTORY}") == occasion_key(f"65 năm {VICTORY}")
    assert occasion_key("Ngày hội Quốc phòng toàn dân") == "ngay-hoi-quoc-phong-toan-dan"


@given(st.integers(1, 200), st.integers(1, 200))
def test_every_year_of_an_anniversary_has_one_key(one: int, other: int) -> None:
    keys = {occasion_key(f"Kỷ niệm {years} năm {VICTORY}") for years in (one, other)}
    assert keys == {"chien-thang-dien-bien-phu"}


@given(st.text())
def test_whatever_has_an_address_keeps_one(text: str) -> None:
    key = occasion_key(text)
    assert key == slug(key)
    assert bool(key) == bool(slug(text))


@pytest.mark.parametrize(
    ("typed", "brief"),
    [
        (
            "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)",
            "70 năm Chiến thắng Điện Biên Phủ",
        ),
        ("chào mừng Đại hội", "Đại hội"),
        (
            "70th anniversary of the Victory of Dien Bien Phu (7 May 1954)",
            "70th anniversary of the Victory of Dien Bien Phu",
        ),
        ("Kỷ niệm", "Kỷ niệm"),
    ],
)
def test_in_brief_an_occasion_keeps_its_count(typed: str, brief: str) -> None:
    assert occasion_in_brief(typed) == brief
