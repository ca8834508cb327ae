"""Equal words stand for equal values, and for no others."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bantin.fingerprint import Fingerprints


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    first: object
    rest: tuple[object, ...] = ()


PLAIN = st.text("a,()'\\\"") | st.integers(0, 2) | st.none() | st.booleans() | st.floats(0, 1)
LEAVES = st.builds(Leaf, st.text("a,()'", max_size=3), st.integers(0, 2))
VALUES = st.recursive(
    PLAIN | LEAVES,
    lambda inner: st.builds(Branch, inner, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=5,
)


def same(one: object, other: object) -> bool:
    return repr(one) == repr(other)


@given(VALUES, VALUES)
def test_equal_words_equal_values(one: object, other: object) -> None:
    for spell in (Fingerprints((Leaf,)), Fingerprints((Branch,), (Leaf,)), Fingerprints(())):
        assert (spell.of(one) == spell.of(other)) == same(one, other)


@given(st.lists(VALUES, max_size=5))
def test_remembering_changes_nothing(values: list[object]) -> None:
    spell = Fingerprints((Branch,), (Leaf,))
    for value in [*values, *values]:
        assert spell.of(value) == Fingerprints((Branch,), (Leaf,)).of(value)
