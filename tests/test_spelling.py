"""Letters of a text: is it Vietnamese with accents, and is it Unicode at all?"""

import re

from hypothesis import given
from hypothesis import strategies as st

from bantin.reading.spelling import accented_share, tcvn3_line

PIECES = [
    "Phòng",
    "thi",
    "đua",
    "a-b",
    "x_y",
    "04/3",
    "2024",
    "½",
    "“nhất”",
    "Ba,",
    " ",
    "\n",
    "\xa0",
]


@given(st.lists(st.sampled_from(PIECES), max_size=200).map(" ".join) | st.text())
def test_a_word_is_letters_in_a_row(text: str) -> None:
    words = re.findall(r"[^\W\d_]+", text[:1000])
    accented = [word for word in words if not word.isascii()]

    assert accented_share(text) == (len(accented) / len(words) if len(words) >= 25 else None)


def test_old_letters_are_found_on_their_line() -> None:
    assert tcvn3_line("Ngày 04/3\nPh¸t ®éng thi ®ua") == 2
    assert tcvn3_line("Ống dài 10µm, 20µm, 30µm; nhiệt độ ± 1; © Ban Chính trị") is None
