"""What a theme remembers never shows: a page is the same whatever was rendered before it."""

import multiprocessing
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.theme import Theme, load
from bantin.theme.parts import Parts
from bantin.views import Label, Page

from .test_theme import FOLDER, LANGUAGES, VIEWS, frame

pytestmark = pytest.mark.long


Value = TypeVar("Value")
MARKS = ("một", "hai", "ba")
HOMES = ("", "../")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of the sample in one language, from one folder, with ``mark`` in all its words."""

    name: str
    lang: str
    mark: str
    home: str

    def page(self) -> Page:
        # Made anew each time, so that the place of a value that was let go is used again.
        template, view = VIEWS[self.name]
        around = replace(frame(self.lang), home=self.home, root=self.home)
        return Page(template, around, marked(view, self.mark))


def marked(value: Value, mark: str) -> Value:
    """Return a copy of ``value`` that shares nothing with it and has ``mark`` in all labels."""
    if isinstance(value, Label):
        return replace(value, text=f"{value.text} {mark}")
    if isinstance(value, tuple):
        return type(value)(marked(item, mark) for item in value)
    if is_dataclass(value):
        copied = {item.name: marked(getattr(value, item.name), mark) for item in fields(value)}
        return replace(value, **copied)  # type: ignore[type-var]
    return value


WANTED = st.builds(
    Wanted,
    st.sampled_from(sorted(VIEWS)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(MARKS),
    st.sampled_from(HOMES),
)


@pytest.fixture(scope="module")
def alone() -> Callable[[Wanted], str]:
    """Renders a page with a memory in which nothing is."""
    known: dict[Wanted, str] = {}

    def render(wanted: Wanted) -> str:
        if wanted not in known:
            known[wanted] = with_room(1_000).render(wanted.page())
        return known[wanted]

    return render


def with_room(room: int) -> Theme:
    """Return the theme with an empty memory that lets go of all when ``room`` is used up."""
    theme = load(FOLDER, LANGUAGES)
    editions = {
        lang: replace(edition, parts=Parts(room)) for lang, edition in theme.editions.items()
    }
    return replace(theme, editions=editions)


def in_a_fork(theme: Theme, wanted: Iterable[Wanted]) -> list[str]:
    """Return the pages as a child of this process renders them."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run() -> None:
        there.send([theme.render(one.page()) for one in wanted])

    child = context.Process(target=run)
    child.start()
    there.close()
    pages: list[str] = here.recv()
    child.join()
    return pages


@pytest.mark.long
@settings(max_examples=40)
@given(
    st.lists(WANTED, min_size=1, max_size=10),
    st.lists(WANTED, max_size=4),
    st.sampled_from([1, 3, 20, 1_000]),
)
def test_order_forks_and_forgetting_change_no_page(
    alone: Callable[[Wanted], str], first: list[Wanted], then: list[Wanted], room: int
) -> None:
    theme = with_room(room)

    assert [theme.render(one.page()) for one in first] == [alone(one) for one in first]
    assert in_a_fork(theme, then) == [alone(one) for one in then]
    assert [theme.render(one.page()) for one in then] == [alone(one) for one in then]


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    parts, asked = Parts(room=3), []

    def part(value: str) -> str:
        asked.append(value)
        return f"<{value}>"

    assert [parts.once(part, value) for value in "abab"] == ["<a>", "<b>", "<a>", "<b>"]
    assert asked == ["a", "b"]
    assert parts.each("abcd", part) == "<a>\n<b>\n<c>\n<d>"
    assert asked == ["a", "b", "c", "d"]
    assert parts.once(part, "a") == "<a>"
    assert asked[4:] == ["a"]


@given(st.lists(st.integers(0, 5), max_size=20))
def test_an_answer_is_that_of_the_very_value_that_was_asked_for(numbers: list[int]) -> None:
    parts = Parts(room=4)

    def part(value: list[int]) -> str:
        return str(value[0])

    for number in numbers:
        assert parts.once(part, [number]) == str(number)


def test_only_parts_are_remembered() -> None:
    # A macro in the template of a page sees the page; one in a part sees only its arguments.
    outside = [
        path.name
        for path in (FOLDER / "templates").glob("*.html")
        if re.search(r"\{%-?\s*macro", path.read_text("utf-8"))
    ]

    assert not outside
