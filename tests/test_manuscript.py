"""What is written for a writer reads back as what was meant."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.guesses import unmarked
from bantin.manuscript import (
    Manuscript,
    NameTaken,
    compose,
    escaped,
    figure,
    folder_for,
    lay_down,
    revised,
)
from bantin.manuscript.heads import one_line
from bantin.manuscript.words import begun
from bantin.markup import convert
from bantin.model import Gallery
from bantin.problems import SettingsError
from bantin.reading.fields import ARTICLE
from bantin.reading.head import Head, Value, read_head

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60)
SAID = WORDS.map(one_line).filter(
    lambda text: (
        text.strip(".…") and text not in {"[]", "~", "null", ">", "|"} and unmarked(text) == text
    )
)
KEYS = st.sampled_from([field.key for field in ARTICLE.all if field.repeats])


def head_of(data: bytes) -> Head:
    text = data.decode().replace("\r\n", "\n")
    return read_head(text, path="vi.md", fields=ARTICLE, lang="vi", translation=True)


@given(title=SAID, values=st.lists(st.tuples(KEYS, SAID), max_size=6))
def test_a_composed_head_reads_back(title: str, values: list[tuple[str, str]]) -> None:
    head = head_of(compose([("title", title), *values], ARTICLE, "vi").encode())

    assert [v.text for v in head.all("title")] == [title]
    for key in {key for key, _ in values}:
        assert [v.text for v in head.all(key)] == [said for name, said in values if name == key]
    assert not head.problems


@given(WORDS)
def test_plain_words_read_as_they_stand(text: str) -> None:
    said = one_line(text)

    read = one_line(plain(f"Mở đầu {escaped(said)} kết thúc"))
    assert read == one_line(f"Mở đầu {said} kết thúc")


@given(WORDS)
def test_plain_words_at_the_beginning_of_a_line_are_no_list(text: str) -> None:
    said = one_line(text)

    read = one_line(plain(f"{begun(escaped(said))} kết thúc"))
    assert read == one_line(f"{said} kết thúc")


@given(
    caption=SAID,
    name=st.sampled_from(
        ["1.jpg", "phong ky thuat 1.JPG", "ảnh (1).jpg", "a#b%20c.png", "“a”.gif"]
    ),
    description=st.none() | SAID,
)
def test_a_photo_reads_back(caption: str, name: str, description: str | None) -> None:
    made = convert(figure(caption, name, description or ""), path="vi.md", first_line=1, lang="vi")

    (gallery,) = made.body
    assert isinstance(gallery, Gallery)
    (photo,) = gallery.photos
    assert photo.source == name
    said = f"{photo.caption} {photo.credit}".strip()
    assert letters(said) == letters(caption) or photo.credit
    if description and said:
        assert letters(photo.alt) == letters(description)


LINES = ("Tiêu đề: A", "Ngày: 04/3/2024", "# ghi chú", "Tác giả: B", "Tác giả: C", "Đơn vị:",
         "  - Đại đội 1", "  - Đại đội 2", "Lạ: x", "Chủ đề: một", "   hai")  # fmt: skip


@given(
    lines=st.lists(st.sampled_from(LINES), max_size=9, unique=True),
    key=KEYS,
    values=st.lists(SAID, max_size=3),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_revised_head_says_the_new_and_keeps_the_rest(
    lines: list[str], key: str, values: list[str], end: str
) -> None:
    data = end.join(["---", *lines, "---", "", "Bài.", ""]).encode()

    new = revised(data, {key: values}, fields=ARTICLE, lang="vi")

    head, before = head_of(new), head_of(data)
    assert [v.text for v in head.all(key)] == values
    assert {k: texts(v) for k, v in head.values.items() if v and k != key} == {
        k: texts(v) for k, v in before.values.items() if v and k != key
    }
    assert head.body == before.body
    kept = [line for line in lines if line.startswith(("#", "Lạ"))]
    assert [line for line in new.decode().split(end) if line in kept] == kept


@given(st.binary(max_size=200) | WORDS.map(str.encode))
def test_nothing_to_say_otherwise_changes_no_byte(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            revised(b"\xef\xbb\xbf" + data, {}, fields=ARTICLE, lang="vi")
        return
    text = b"---\nTi\xc3\xaau \xc4\x91\xe1\xbb\x81: A\n---\n" + data
    assert revised(text, {}, fields=ARTICLE, lang="vi") == text
    assert revised(text, {"title": ("A",)}, fields=ARTICLE, lang="vi") == text


def test_a_guess_in_a_head_is_told_and_saying_it_again_confirms_it() -> None:
    data = "---\nTiêu đề: A [xem lại]\nTác giả: B\nTác giả: C [xem lại]\n---\nBài.\n".encode()
    head = head_of(data)

    assert [(p.code, p.line) for p in head.problems] == [("field-guessed", 2), ("field-guessed", 4)]
    assert texts(head.all("title") + head.all("author")) == ["A", "B", "C"]
    new = revised(data, {"title": ["A"], "author": ["B", "C"]}, fields=ARTICLE, lang="vi")
    assert new.decode() == "---\nTiêu đề: A\nTác giả: B\nTác giả: C\n---\nBài.\n"


def test_a_text_may_be_replaced_below_its_head() -> None:
    data = "---\r\nTiêu đề: A\r\n---\r\n\r\nCũ.\r\n".encode()

    new = revised(data, {"title": ["B"]}, fields=ARTICLE, lang="vi", body="Mới.\n\nHai.\n")

    assert new.decode() == "---\r\nTiêu đề: B\r\n---\r\n\r\nMới.\r\n\r\nHai.\r\n"


def test_a_text_without_a_head_gets_one() -> None:
    new = revised(b"B\xc3\xa0i.\n", {"title": ["B"]}, fields=ARTICLE, lang="vi")

    assert new.decode() == "---\nTiêu đề: B\n---\n\nBài.\n"


@pytest.mark.parametrize(
    ("title", "there", "expected"),
    [
        ("Phát động thi đua", (), "articles/2024/2024-03-04-phat-dong-thi-dua"),
        ("Phát động thi đua", ("articles/a",), "articles/2024-03-04-phat-dong-thi-dua"),
        ("Phát động thi đua", ("articles/2023/a",), "articles/2024/2024-03-04-phat-dong-thi-dua"),
        ("x" * 99, (), "articles/2024/2024-03-04-" + "x" * 60),
    ],
)
def test_a_folder_follows_the_custom_of_the_site(
    tmp_path: Path, title: str, there: tuple[str, ...], expected: str
) -> None:
    for folder in there:
        (tmp_path / folder).mkdir(parents=True)

    assert folder_for(tmp_path, "articles", title, date(2024, 3, 4)) == expected


def test_a_taken_address_is_refused_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "articles/2020/2020-01-01-phat-dong").mkdir(parents=True)

    with pytest.raises(NameTaken, match="2020-01-01-phat-dong"):
        folder_for(tmp_path, "articles", "Phát  động!", date(2024, 3, 4))


def test_a_title_without_letters_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        folder_for(tmp_path, "articles", "…!", date(2024, 3, 4))


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    item = Manuscript(folder="pages/lien-he", files=(("vi.md", b"a"), ("1.jpg", b"b")))

    place = lay_down(tmp_path, item)
    assert sorted(file.name for file in place.iterdir()) == ["1.jpg", "vi.md"]

    with pytest.raises(NameTaken):
        lay_down(tmp_path, Manuscript(folder="pages/lien-he", files=(("vi.md", b"x"),)))
    with pytest.raises(OSError, match="no/such"):
        lay_down(tmp_path, Manuscript(folder="pages/b", files=(("no/such", b"x"),)))
    assert (place / "vi.md").read_bytes() == b"a"
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def texts(values: tuple[Value, ...]) -> list[str]:
    return [value.text for value in values]


def plain(body: str) -> str:
    made = convert(body, path="vi.md", first_line=1, lang="vi")
    (block,) = made.body
    assert isinstance(block, str)
    assert block.startswith("<p>")
    return html.unescape(re.sub(r"<[^>]+>", "", block)).strip()


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
