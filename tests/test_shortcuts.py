"""A short address is an article's alone, and stays its own when others come."""

from hypothesis import given
from hypothesis import strategies as st

from bantin.shortcuts import code, longer_codes, page_of, place_of, short_address

SLUGS = st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True), unique=True)


def codes(slugs: list[str]) -> dict[str, str]:
    longer = longer_codes(slugs)
    return {slug: longer.get(slug) or code(slug) for slug in slugs}


@given(SLUGS)
def test_no_two_articles_have_one_code(slugs: list[str]) -> None:
    assert len(set(codes(slugs).values())) == len(slugs)


def test_where_letters_are_few_codes_are_longer_and_still_apart() -> None:
    many = [f"bai-{number}" for number in range(30_000)]
    found = codes(many)

    assert len(set(found.values())) == len(many)
    assert longer_codes(many)  # else this says nothing


@given(SLUGS, SLUGS)
def test_what_comes_later_changes_no_code(slugs: list[str], later: list[str]) -> None:
    more = [slug for slug in later if slug not in slugs]
    before, after = codes(slugs), codes([*slugs, *more])

    assert {slug: after[slug] for slug in slugs} == before


def test_a_code_is_the_same_in_every_release() -> None:
    # It is on paper.
    assert short_address(code("tiep-buoc-chien-si-dien-bien")) == "s/6k.html#zhm6"


@given(st.text(min_size=1))
def test_a_code_has_only_letters_that_nobody_takes_for_others(slug: str) -> None:
    letters = code(slug)

    assert len(letters) == 6
    assert not set(letters) - set("2346789bcdfghjkmnpqrtwxz")
    assert page_of(letters)[2:4] + place_of(letters) == letters


def test_whoever_is_taken_gets_one_letter_more() -> None:
    letters = code("bai")

    assert code("bai", {letters})[:6] == letters
    assert len(code("bai", {letters})) == 7
