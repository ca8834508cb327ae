"""Every photo once, and whoever a caption names in full, but nobody else."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.album import Album, album, namesakes, shots
from bantin.model import Article, Photo, Picture, Rendition, Text
from bantin.pages.leaves import MANY, neighbours
from bantin.pages.photos import pages as photo_pages
from bantin.people import people, units

from .builders import article


def photo(name: str, caption: str = "") -> Photo:
    return Photo(
        source=name,
        line=1,
        caption=caption,
        caption_html=caption,
        credit="",
        alt=caption,
        described=False,
    )


def picture(source: str, content: str = "") -> Picture:
    made = (Rendition(url=f"photos/{content or source}", width=3, height=2),)
    return Picture(source=source, width=3, height=2, colour="#000000", webp=(), jpeg=made)


def showing(written: Article, *photos: Photo, english: Iterable[Photo] = ()) -> Article:
    texts = [replace(written.text, photos=photos)]
    if english := tuple(english):
        texts.append(Text(lang="en", path="", title="", photos=english))
    return replace(written, texts=tuple(texts))


def gathered(articles: list[Article], pictures: Iterable[Picture] = ()) -> Album:
    known = list(pictures) or [
        picture(source)
        for source in {p.source for a in articles for text in a.texts for p in text.photos}
    ]
    return album(articles, known, people(articles, (), ()), units(articles, (), ()))


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6))
def test_every_photo_stands_in_the_album_once_with_the_first_article_that_shows_it(
    names: list[list[str]],
) -> None:
    articles = [
        showing(article(f"bai-{n}", f"2024-03-{n + 1:02d}"), *map(photo, row))
        for n, row in enumerate(names)
    ]
    found = gathered(articles).shots

    assert sorted(shot.source for shot in found) == sorted({name for row in names for name in row})
    for shot in found:
        first = next(n for n, row in enumerate(names) if shot.source in row)
        assert shot.article == f"bai-{first}"
    assert [shot.day for shot in found] == sorted((s.day for s in found), reverse=True)


def test_copies_of_one_photo_in_two_folders_are_one_photo() -> None:
    articles = [
        showing(article("a", "2024-03-01"), photo("a/1.jpg")),
        showing(article("b", "2024-03-02"), photo("b/anh.jpg")),
    ]
    found = gathered(articles, [picture("a/1.jpg", "x"), picture("b/anh.jpg", "x")])

    assert [shot.source for shot in found.shots] == ["a/1.jpg"]


def test_a_photo_that_only_the_translation_shows_is_in_the_album_of_all() -> None:
    written = showing(article("a"), photo("1"), english=[photo("2"), photo("1")])

    assert [(s.source, s.lang, s.place) for s in shots(written, {n: picture(n) for n in "12"})] == [
        ("1", "vi", 1),
        ("2", "en", 1),
    ]


def test_a_photo_whose_file_cannot_be_used_is_not_shown_but_counted_in_its_text() -> None:
    written = showing(article("a"), photo("1"), photo("2"))

    assert [(s.source, s.place) for s in shots(written, {"2": picture("2")})] == [("2", 2)]


HIEN, AN = "Đại tá Vũ Văn Hiển", "Lê An"


@pytest.mark.parametrize(
    ("caption", "named"),
    [
        ("Đại tá Vũ Văn Hiển phát động.", ["vu-van-hien"]),
        ("Vũ Văn Hiển, Lê An (phải) và các chiến sĩ.", ["le-an", "vu-van-hien"]),
        ("Thiếu tá QNCN Lê An trao quà.", ["le-an"]),
        ("Mẹ Lê An gói bánh.", ["le-an"]),
        ("Trần Lê An trao quà.", []),  # a longer name
        ("Đồng chí Lê An Bình nhận quà.", []),  # another longer name
        ("Nhận quà: Lê An. Bình minh trên thao trường.", ["le-an"]),
        ("Vũ Văn Hiền phát động.", []),  # another tone
        ("Lễ phát động thi đua", []),
        ("Ông Hiển phát động.", []),  # not in full
        ("chiến sĩ Lê, An và Bình", []),  # a comma ends a name
    ],
)
def test_a_caption_names_those_whose_full_name_it_has(caption: str, named: list[str]) -> None:
    written = showing(article("a", people=[HIEN, AN]), photo("1", caption))
    shown = gathered([written]).shown

    assert sorted(slug for kind, slug in shown if kind == "people") == named


def test_a_unit_within_the_name_of_another_is_not_named() -> None:
    written = showing(
        article("a", units=["Trung đoàn 1", "Ban Kỹ thuật", "Ban Kỹ thuật Trung đoàn 1"]),
        photo("1", "Ban Kỹ thuật Trung đoàn 1 nhận cờ"),
    )

    assert [slug for kind, slug in gathered([written]).shown] == ["ban-ky-thuat-trung-doan-1"]


def test_of_namesakes_it_is_the_one_whom_the_article_names() -> None:
    one, other = "Lưu Văn Bình (Đại đội Một)", "Lưu Văn Bình (Đại đội Hai)"
    caption = photo("1", "Lưu Văn Bình nhận quà")
    articles = [
        article("a", people=[one]),
        showing(article("b", people=[other]), caption),
        showing(article("c", people=[one, other]), replace(caption, source="2")),
    ]
    shown = gathered(articles).shown

    assert {r: [s.source for s in found] for r, found in shown.items() if r[0] == "people"} == {
        ("people", "luu-van-binh-dai-doi-hai"): ["1"]
    }


def test_namesakes_know_one_another() -> None:
    records = people(
        [article("a", people=["Trần Ánh", "Trần Ảnh (Ban Một)", "Lê An"])],
        (),
        (),
    )
    found = namesakes(records)

    assert {slug: [other.slug for other in others] for slug, others in found.items()} == {
        "tran-anh": ["tran-anh-ban-mot"],
        "tran-anh-ban-mot": ["tran-anh"],
    }


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2 * MANY + 1)), max_size=4))
def test_the_pages_of_a_year_have_each_photo_once_and_none_has_too_many(
    months: list[tuple[int, int]],
) -> None:
    articles = [
        showing(
            article(f"bai-{n}", f"2024-{month:02d}-01"),
            *(photo(f"{n}/{number}") for number in range(count)),
        )
        for n, (month, count) in enumerate(months)
    ]
    taken = gathered(articles).shots
    pages = photo_pages(taken)
    whole = [page for page in pages if not page.month]
    standing = [
        shot for page in pages for month in page.months if not month.place for shot in month.here
    ]

    assert standing == list(taken)
    assert all(sum(len(month.here) for month in page.months) <= MANY for page in pages)
    assert sum(month.count for page in whole for month in page.months) == len(taken)
    places = {page.place for page in pages}
    assert len(places) == len(pages)
    assert all(month.place in {"", *places} for page in pages for month in page.months)
    assert neighbours(pages).keys() == places
