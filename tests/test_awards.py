from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bantin.awards import register
from bantin.model import Article, Award, AwardRow, Name

from .builders import PlainNames, article, collective_row, row

TECH = "Phòng Kỹ thuật"


def awards(*articles: Article) -> tuple[Award, ...]:
    return register(articles, PlainNames())


def test_an_individual_is_registered_with_the_rank_apart_from_the_name() -> None:
    found = awards(
        article(
            "trao-thuong",
            "2024-03-04",
            launches=("dien-bien",),
            awards=("mung-xuan",),
            rows=[row("Thiếu tá Thân Đức Toản", TECH, "Bằng khen", line=31)],
        )
    )
    assert found == (
        Award(
            recipient="Thân Đức Toản",
            collective=False,
            rank=Name(text="Thiếu tá"),
            person="than-duc-toan",
            unit=Name(text=TECH),
            award=Name(text="Bằng khen"),
            day=found[0].day,
            campaigns=("mung-xuan",),
            article="trao-thuong",
            line=31,
        ),
    )
    assert found[0].day.isoformat() == "2024-03-04"


def test_a_collective_is_the_unit_itself() -> None:
    award = awards(article("a", rows=[collective_row("Đại đội Vận tải")]))[0]
    assert (award.recipient, award.unit) == ("Đại đội Vận tải", Name(text="Đại đội Vận tải"))
    assert (award.collective, award.person, award.rank) == (True, "", None)


def test_an_article_that_rewards_no_campaign_proves_awards_all_the_same() -> None:
    award = awards(article("a", reports=("dien-bien",), rows=[row("Thân Đức Toản", award="")]))[0]
    assert (award.campaigns, award.award, award.unit) == ((), None, None)


def test_an_awardee_is_the_namesake_with_the_same_unit_in_brackets() -> None:
    named = article("a", people=("Nguyễn Văn Bình (Ban Xe)", "Nguyễn Văn Bình"))
    rows = [row("Nguyễn Văn Bình", "Ban Xe", line=1), row("Nguyễn Văn Bình", TECH, line=2)]
    found = awards(named, article("b", rows=rows))
    assert [award.person for award in found] == ["nguyen-van-binh-ban-xe", "nguyen-van-binh"]


def test_brackets_in_one_row_tell_namesakes_apart_in_all() -> None:
    rows = [row("Nguyễn Văn Bình (Ban Xe)", line=1), row("Nguyễn Văn Bình", "Ban Xe", line=2)]
    found = awards(article("a", rows=rows))
    assert {award.person for award in found} == {"nguyen-van-binh-ban-xe"}
    assert {award.recipient for award in found} == {"Nguyễn Văn Bình"}
    assert [award.unit for award in found] == [Name(text="Ban Xe")] * 2


def test_different_units_alone_make_no_namesakes() -> None:
    rows = [row("Nguyễn Văn Bình", "Ban Xe"), row("Nguyễn Văn Bình", TECH)]
    found = awards(article("a", rows=rows))
    assert {award.person for award in found} == {"nguyen-van-binh"}


def test_the_latest_stand_first_then_by_article_then_by_line() -> None:
    twice = [row("An", line=9), row("Bình", line=8)]
    found = awards(
        article("b", "2024-03-04", rows=twice),
        article("a", "2024-03-04", rows=[row("Chi", line=20)]),
        article("z", "2024-05-07", published="2024-01-01", rows=[row("Dũng", line=5)]),
    )
    assert [(a.article, a.line) for a in found] == [("z", 5), ("a", 20), ("b", 8), ("b", 9)]


ROWS = st.builds(
    AwardRow,
    recipient=st.sampled_from(["Đại tá Nguyễn Văn Bình", "Nguyễn Văn Bình (Ban Xe)", "Ban Xe"]),
    collective=st.booleans(),
    unit=st.sampled_from(["", "Ban Xe", TECH]),
    award=st.sampled_from(["", "Giấy khen"]),
    line=st.integers(1, 99),
)
ARTICLES = st.lists(
    st.lists(ROWS, max_size=3, unique_by=lambda row: row.line), min_size=1, max_size=5
)


@given(ARTICLES, st.randoms())
def test_every_row_is_registered_once_whatever_the_order(
    drawn: list[list[AwardRow]], random: Random
) -> None:
    articles = [article(f"a{number}", rows=rows) for number, rows in enumerate(drawn)]
    found = awards(*articles)
    wanted = [(f"a{number}", row.line) for number, rows in enumerate(drawn) for row in rows]
    assert sorted((award.article, award.line) for award in found) == sorted(wanted)
    random.shuffle(articles)
    assert awards(*articles) == found
