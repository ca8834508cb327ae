"""Values of the model as bytes: the same value, the same bytes, and nothing else comes back."""

import datetime as dt
import marshal
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.caches import freeze, thaw
from bantin.model import (
    Article,
    Body,
    Correction,
    Gallery,
    Involvement,
    Name,
    Period,
    Person,
    Photo,
    Status,
    Text,
)
from bantin.problems import Problem
from bantin.reading.items import Outcome

TEXTS = st.builds(
    Text,
    lang=st.sampled_from(["vi", "en"]),
    path=st.text(),
    title=st.text(),
    summary_given=st.booleans(),
    photos=st.lists(st.builds(Photo), max_size=2).map(tuple),
    corrections=st.lists(st.builds(Correction), max_size=2).map(tuple),
)
ARTICLES = st.builds(
    Article,
    texts=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
    involvements=st.lists(st.builds(Involvement), max_size=2).map(tuple),
    people=st.lists(st.builds(Person), max_size=2).map(tuple),
    units=st.lists(st.builds(Name), max_size=2).map(tuple),
)
BODIES = st.builds(
    Body,
    st.lists(
        st.text() | st.builds(Gallery, photos=st.lists(st.builds(Photo), max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
)
VALUES = ARTICLES | BODIES | st.builds(Problem) | st.builds(Period) | st.lists(TEXTS).map(tuple)


@given(VALUES)
def test_what_was_frozen_comes_back_as_it_was(value: object) -> None:
    thawed = thaw(freeze(value))

    assert (thawed, repr(thawed), hash(thawed)) == (value, repr(value), hash(value))


@given(VALUES)
def test_the_same_value_gives_the_same_bytes_wherever_its_parts_lie_in_memory(
    value: object,
) -> None:
    elsewhere = pickle.loads(pickle.dumps(value))  # noqa: S301

    assert freeze(elsewhere) == freeze(value) == freeze(thaw(freeze(value)))


@given(VALUES, VALUES)
def test_different_values_give_different_bytes(one: object, other: object) -> None:
    assert (freeze(one) == freeze(other)) == (repr(one) == repr(other))


def test_a_shared_part_is_written_as_if_it_were_two() -> None:
    word = "".join(["phong ", "trào"])
    again = "".join(["phong ", "trào"])

    assert freeze((Name(text=word), Name(text=word))) == freeze((Name(text=word), Name(text=again)))


def test_an_outcome_comes_back_with_the_days_and_words_of_its_item() -> None:
    article = Article(
        slug="a",
        path="content/articles/a/vi.md",
        texts=(Text(lang="vi", path="content/articles/a/vi.md", title="A"),),
        published=dt.date(2024, 3, 4),
        event_day=dt.date(2024, 3, 3),
        publish_from=dt.datetime(2024, 5, 7, 8, 30),
        status=Status.DRAFT,
    )
    outcome: Outcome[object] = Outcome(
        kind="articles", path="p", slug="a", item=article, problems=()
    )
    thawed = thaw(freeze(outcome))

    assert thawed == outcome
    assert type(thawed.item.publish_from) is dt.datetime
    assert thawed.item.status is Status.DRAFT


@pytest.mark.parametrize(
    "plain",
    [
        [],
        ["Path", "x"],
        ["Name", "only one field"],
        ["ContentError"],
        ["N_", "x"],
        ["Status", "nonsense"],
        ["date", "today"],
        ["datetime", 5],
        [["Name"], "x", ()],
        {"Name": "x"},
        (1.5,),
        compile("1", "x", "eval"),
    ],
)
def test_bytes_that_hold_anything_else_are_refused(plain: Any) -> None:
    with pytest.raises(ValueError, match="no value of the model"):
        thaw(marshal.dumps(plain))


def test_bytes_that_were_cut_off_are_refused() -> None:
    data = freeze(Name(text="Phòng Kỹ thuật"))

    for length in range(len(data)):
        with pytest.raises(ValueError, match="no value of the model"):
            thaw(data[:length])


@pytest.mark.parametrize("value", [[], 1.5, {"a": 1}, pickle.Pickler, dt.timedelta(1)])
def test_what_is_no_value_of_the_model_is_not_frozen(value: object) -> None:
    with pytest.raises(TypeError, match="no value of the model"):
        freeze(value)
