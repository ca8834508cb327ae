"""What of a text other pages may show: all but its words, its links and the lines of photos."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from bantin.model import Article, Item, Link, Photo, Text
from bantin.problems import Problem
from bantin.reading.items import Outcome
from bantin.reading.shared import shared

PHOTO = Photo(
    source="articles/a/1.jpg",
    line=9,
    caption="Lễ phát động",
    caption_html="Lễ phát động",
    credit="",
    alt="Lễ phát động",
    described=False,
)
LINK = Link(kind="articles", slug="b", typed="b", line=12)
TEXT = Text(
    lang="vi", path="content/articles/a/vi.md", title="A", body="x", photos=(PHOTO,), links=(LINK,)
)
DAY = dt.date(2024, 3, 4)
ARTICLE = Article(
    slug="a", path="content/articles/a/vi.md", texts=(TEXT,), published=DAY, event_day=DAY
)
PROBLEM = Problem(code="x", path="p", message="m", remedy="r")


def outcome(item: Item | None) -> Outcome[object]:
    return Outcome(kind="articles", path="p", slug="a", item=item, problems=())


def changed(value: Any, name: str, to: object) -> Any:
    return replace(value, **{name: to})


def of_text(text: Text) -> object:
    return shared(outcome(replace(ARTICLE, texts=(text,))))


def test_words_links_and_lines_are_the_matter_of_the_page_alone() -> None:
    moved = replace(TEXT, body="y", links=(), photos=(replace(PHOTO, line=11),))
    edited = replace(outcome(replace(ARTICLE, texts=(moved,))), problems=(PROBLEM,))

    assert shared(edited) == shared(outcome(ARTICLE))


@pytest.mark.parametrize("name", [f.name for f in fields(Article) if f.name != "texts"])
def test_every_fact_is_shared(name: str) -> None:
    assert shared(outcome(changed(ARTICLE, name, "another"))) != shared(outcome(ARTICLE))


@pytest.mark.parametrize("name", sorted({f.name for f in fields(Text)} - {"body", "links"}))
def test_of_a_text_all_but_its_words_is_shared(name: str) -> None:
    assert of_text(changed(TEXT, name, ())) != of_text(changed(TEXT, name, (PHOTO,)))


@pytest.mark.parametrize("name", sorted({f.name for f in fields(Photo)} - {"line"}))
def test_of_a_photo_all_but_its_line_is_shared(name: str) -> None:
    assert of_text(replace(TEXT, photos=(changed(PHOTO, name, "another"),))) != of_text(TEXT)


@pytest.mark.parametrize("name", sorted({f.name for f in fields(Outcome)} - {"item", "problems"}))
def test_of_an_outcome_all_but_its_problems_is_shared(name: str) -> None:
    assert shared(changed(outcome(ARTICLE), name, "another")) != shared(outcome(ARTICLE))


def test_where_there_is_no_item_its_problems_are_shared() -> None:
    assert shared(replace(outcome(None), problems=(PROBLEM,))) != shared(outcome(None))
