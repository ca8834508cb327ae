"""Folding, slugs, likeness, and the order of the dictionary."""

import unicodedata
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from bantin.text import clean, fold, initial_letter, nearest, person_key, slug, sort_key

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậ ĐÁẠỔ-0123456789“”")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text() | st.text(alphabet="aế\u0301\n\t\r\u200b\xa0\u2028\ue000\0"))
def test_a_text_is_cleaned_line_by_line(text: str) -> None:
    assert clean(text) == "\n".join(map(clean, text.split("\n")))


@given(VIETNAMESE)
def test_composed_and_decomposed_letters_have_one_slug(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


@given(st.text())
def test_a_slug_is_ascii_and_is_its_own_slug(text: str) -> None:
    made = slug(text)
    assert made.isascii()
    assert slug(made) == made
    assert not made.startswith("-")


@given(st.text() | VIETNAMESE)
def test_folding_takes_off_what_combines_and_nothing_else(text: str) -> None:
    letters = unicodedata.normalize("NFD", text.casefold()).translate(str.maketrans("đð", "dd"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    assert fold(text) == unicodedata.normalize("NFC", bare.casefold())


def test_d_with_stroke_becomes_d() -> None:
    assert slug("Đường lên Điện Biên") == "duong-len-dien-bien"


def test_letters_sort_before_tones() -> None:
    # The order of Vietnamese dictionaries: every tone of “an” stands before “ăn”.
    words = ["ăn", "ấn", "án", "ân", "ạn", "àn", "an", "đá", "da", "dã", "ba", "ô", "o", "ơ"]
    assert sorted(words, key=sort_key) == [
        "an", "àn", "án", "ạn", "ăn", "ân", "ấn", "ba", "da", "dã", "đá", "o", "ô", "ơ",
    ]  # fmt: skip


def test_tones_only_decide_where_all_letters_are_equal() -> None:
    assert sorted(["má b", "ma c", "mà a"], key=sort_key) == ["mà a", "má b", "ma c"]


@given(VIETNAMESE, VIETNAMESE)
def test_the_order_does_not_depend_on_how_letters_are_composed(one: str, other: str) -> None:
    decomposed = [unicodedata.normalize("NFD", text) for text in (one, other)]
    assert [sort_key(text)[:2] for text in decomposed] == [
        sort_key(unicodedata.normalize("NFC", text))[:2] for text in (one, other)
    ]


def test_people_sort_by_their_given_name() -> None:
    people = ["Nguyễn Văn Đức", "Trần Ánh", "Lê Thị An", "Phạm Dung", "Vũ Ân"]
    assert sorted(people, key=person_key) == [
        "Lê Thị An", "Trần Ánh", "Vũ Ân", "Phạm Dung", "Nguyễn Văn Đức",
    ]  # fmt: skip


def test_accents_and_small_slips_are_forgiven_when_guessing() -> None:
    known = ["Tiêu đề", "Tác giả", "Ngày"]
    assert nearest("tieu de", known) == "Tiêu đề"
    assert nearest("Tiu đề", known) == "Tiêu đề"
    assert nearest("Người chụp ảnh bìa", known) is None


@given(st.text())
def test_clean_text_is_composed_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == unicodedata.normalize("NFC", once)
    assert not any(unicodedata.category(c) == "Co" for c in once)


def test_a_name_stands_under_its_letter_whatever_the_tone() -> None:
    assert [initial_letter(word) for word in ("Ẩn", "Án", "Đạt", "Ớt", "1", "", "“A”")] == [
        "â", "a", "đ", "ơ", "", "", "",
    ]  # fmt: skip


@given(st.lists(VIETNAMESE.filter(initial_letter)))
def test_names_of_one_letter_stand_together(words: list[str]) -> None:
    letters = [initial_letter(word) for word in sorted(words, key=sort_key)]
    assert len([letter for letter, _ in groupby(letters)]) == len(set(letters))
