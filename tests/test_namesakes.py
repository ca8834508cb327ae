"""Names that differ only in accents are different people."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bantin.awards import register
from bantin.model import Article, AwardRow
from bantin.namesakes import tell_apart
from bantin.people import people
from bantin.reading.names import Names

from .builders import article

NAMES = Names()


def named(slug: str, day: str, *who: str, awarded: tuple[str, ...] = ()) -> Article:
    plain = replace(article(slug, day), people=tuple(NAMES.person(name) for name in who))
    rows = tuple(
        AwardRow(recipient=name, collective=False, unit="", award="", line=number)
        for number, name in enumerate(awarded)
    )
    return replace(plain, texts=(replace(plain.text, award_rows=rows),))


def slugs(articles: tuple[Article, ...]) -> dict[str, str]:
    return {person.name: person.slug for article in articles for person in article.people}


def test_the_first_in_the_news_keeps_the_plain_address() -> None:
    articles, _ = tell_apart(
        [named("b", "2024-05-01", "Vũ Văn Hiền"), named("a", "2023-01-01", "Vũ Văn Hiển")], NAMES
    )
    assert slugs(articles) == {"Vũ Văn Hiển": "vu-van-hien", "Vũ Văn Hiền": "vu-van-hien-2"}


def test_an_award_goes_to_the_one_who_bears_the_name() -> None:
    articles, names = tell_apart(
        [
            named("a", "2023-01-01", "Vũ Văn Hiển"),
            named("b", "2024-05-01", awarded=("Đại úy Vũ Văn Hiền", "Vũ Văn Hiển")),
        ],
        NAMES,
    )
    awards = register(articles, names)
    records = {record.name.text: record for record in people(articles, (), awards)}
    assert set(records) == {"Vũ Văn Hiển", "Vũ Văn Hiền"}
    for name, record in records.items():
        assert [awards[place].recipient for place in record.awards] == [name]


@given(st.lists(st.sampled_from(["Lê Ba", "Lê Bà", "Lê Bá", "Lê Bạ", "Trần Ba"]), max_size=6))
def test_two_people_never_share_an_address(who: list[str]) -> None:
    articles, _ = tell_apart(
        [named(f"a{number}", "2024-01-01", name) for number, name in enumerate(who)], NAMES
    )
    found = slugs(articles)
    assert len(set(found.values())) == len(found) == len(set(who))
