from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from bantin.pairs import pairs


def test_neighbouring_syllables_are_pairs() -> None:
    assert pairs("Bếp ăn kiểu mẫu") == {"bếp ăn", "ăn kiểu", "kiểu mẫu"}


def test_a_pair_never_reaches_over_a_mark_or_a_figure() -> None:
    assert pairs("bếp ăn, kiểu mẫu 3 nhà kho") == {"bếp ăn", "kiểu mẫu", "nhà kho"}


def test_everyday_phrases_leave_no_pair_at_their_seams() -> None:
    assert pairs("Phát động thi đua, Chủ tịch Hồ Chí Minh và các đơn vị") == frozenset()


def test_joining_syllables_are_in_no_pair() -> None:
    assert pairs("kho của xưởng") == frozenset()


def test_accents_count() -> None:
    assert pairs("sáng kiến") != pairs("sang kiện")


@given(st.text())
def test_composed_and_decomposed_text_have_the_same_pairs(text: str) -> None:
    assert pairs(normalize("NFD", text)) == pairs(normalize("NFC", text))
