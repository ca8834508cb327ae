from collections.abc import Iterable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.awards import register
from bantin.campaigns import timeline
from bantin.model import Article, Award, Campaign, Name, Record
from bantin.people import occasions, people, topics, units

from .builders import PlainNames, article, campaign, collective_row, row

TECH, TRANSPORT = "Phòng Kỹ thuật", "Đại đội Vận tải"


def awards(*articles: Article) -> tuple[Award, ...]:
    return register(articles, PlainNames())


def persons(*articles: Article) -> dict[str, Record]:
    return {record.slug: record for record in people(articles, (), awards(*articles))}


def texts(names: Iterable[Name]) -> list[str]:
    return [name.text for name in names]


# ── people ───────────────────────────────────────────────────────────────────


def test_a_person_is_one_record_across_ranks_with_the_latest_rank_first() -> None:
    record = persons(
        article("a", "2019-01-01", people=("Thượng tá Vũ Văn Hiển",)),
        article("b", "2024-03-04", people=("Đại tá Vũ Văn Hiển",)),
        article("c", "2022-05-01", people=("Đại tá Vũ Văn Hiển", "Vũ Văn Hiển")),
    )["vu-van-hien"]
    assert texts(record.ranks) == ["Đại tá", "Thượng tá"]
    assert record.articles == ("b", "c", "a")
    assert record.name == Name(text="Vũ Văn Hiển")


def test_a_rank_is_the_one_of_the_day_of_the_event() -> None:
    late = article("a", "2015-01-01", published="2025-01-01", people=("Trung tá Trần Ân",))
    record = persons(late, article("b", "2020-01-01", people=("Đại tá Trần Ân",)))["tran-an"]
    assert texts(record.ranks) == ["Đại tá", "Trung tá"]
    assert record.articles == ("a", "b")


def test_namesakes_with_a_unit_in_brackets_are_apart() -> None:
    found = persons(article("a", people=("Lưu Văn Bình (Ban Xe)", "Lưu Văn Bình (Ban Kho)")))
    assert {slug: record.unit for slug, record in found.items()} == {
        "luu-van-binh-ban-xe": Name(text="Ban Xe"),
        "luu-van-binh-ban-kho": Name(text="Ban Kho"),
    }


def test_people_stand_by_given_name_in_vietnamese_order() -> None:
    named = article("a", people=("Trần Ân", "Lê Văn Đạt", "Vũ An", "Phạm Dũng", "Bùi Ân"))
    found = people([named], (), ())
    assert [r.name.text for r in found] == ["Vũ An", "Bùi Ân", "Trần Ân", "Phạm Dũng", "Lê Văn Đạt"]


def test_an_awardee_whom_no_head_names_has_a_record_too() -> None:
    proof = article("a", rows=[row("Thiếu tá Thân Đức Toản", TECH)])
    record = persons(proof)["than-duc-toan"]
    assert (record.articles, record.awards) == (("a",), (0,))
    assert texts(record.ranks) == ["Thiếu tá"]
    assert record.unit == Name(text=TECH)


def test_an_awardee_of_two_units_has_no_unit_of_the_record() -> None:
    rows = [row("Nguyễn Bình", TECH, line=1), row("Nguyễn Bình", TRANSPORT, line=2)]
    record = persons(article("a", rows=rows))["nguyen-binh"]
    assert (record.unit, record.awards) == (None, (0, 1))


def test_an_awardee_joins_the_namesake_of_the_same_unit_else_the_bare_name() -> None:
    named = article("a", "2024-01-01", people=("Nguyễn Bình (Ban Xe)", "Nguyễn Bình"))
    rows = [row("Nguyễn Bình", "Ban Xe", line=1), row("Nguyễn Bình", TECH, line=2)]
    found = persons(named, article("b", "2024-02-01", rows=rows))
    assert found["nguyen-binh-ban-xe"].awards == (0,)
    assert found["nguyen-binh"].awards == (1,)


def test_a_person_has_the_campaigns_of_the_articles_that_are_shown() -> None:
    shown = campaign("dien-bien", "2024-03-01", "2024-05-07")
    named = article("a", launches=("dien-bien",), awards=("nhap",), people=("Vũ An",))
    assert people([named], [shown], ())[0].campaigns == ("dien-bien",)


# ── units and topics ─────────────────────────────────────────────────────────


def test_units_come_from_heads_campaigns_brackets_and_the_register() -> None:
    articles = [
        article("a", units=(TECH,), people=("Lưu Bình (Ban Xe)",)),
        article("b", rows=[collective_row(TRANSPORT), row("Vũ An", "Ban Kho", line=30)]),
    ]
    launch = campaign("c", "2024-01-01", launched_by=("Trung đoàn",))
    found = {r.name.text: r for r in units(articles, [launch], awards(*articles))}
    assert list(found) == ["Ban Kho", "Ban Xe", TRANSPORT, TECH, "Trung đoàn"]
    assert found["Trung đoàn"].campaigns == ("c",)
    assert (found[TRANSPORT].articles, found[TRANSPORT].awards) == (("b",), (0,))
    assert found["Ban Kho"].awards == (1,)


def test_one_unit_written_in_two_ways_is_one_record_named_as_translated() -> None:
    translated = Name(text="Phòng kỹ thuật", translations=(("en", "Technical Department"),))
    launch = campaign("c", "2020-01-01")
    launch = Campaign(
        slug="c", path="", texts=launch.texts, period=launch.period, launched_by=(translated,)
    )
    found = units([article("a", units=(TECH,))], [launch], ())
    assert [record.name for record in found] == [translated]


def test_topics_stand_in_the_order_of_the_dictionary() -> None:
    articles = [article("a", topics=("Đoàn", "Dân vận")), article("b", topics=("Âm nhạc", "Đoàn"))]
    found = topics(articles, (), ())
    assert [r.name.text for r in found] == ["Âm nhạc", "Dân vận", "Đoàn"]
    assert found[2].articles == ("b", "a")


def test_a_name_without_letter_or_figure_has_no_record() -> None:
    assert topics([article("a", topics=("…",))], (), ()) == ()


# ── occasions ────────────────────────────────────────────────────────────────


def test_an_occasion_gathers_the_campaigns_of_all_years() -> None:
    new = campaign(
        "moi",
        "2024-03-01",
        "2024-05-07",
        occasions=("Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)",),
    )
    old = campaign(
        "cu", "2019-03-01", "2019-05-07", occasions=("65 năm Chiến thắng Điện Biên Phủ",)
    )
    articles = [
        article("a", "2019-03-04", launches=("cu",)),
        article("b", "2024-05-07", awards=("moi",), rows=[row("Vũ An")]),
        article("c", "2024-06-01"),
    ]
    found = occasions(articles, timeline([old, new], articles), awards(*articles))
    assert found == (
        Record(
            kind="occasions",
            slug="chien-thang-dien-bien-phu",
            name=Name(text="Chiến thắng Điện Biên Phủ"),
            articles=("b", "a"),
            campaigns=("moi", "cu"),
            awards=(0,),
        ),
    )


def test_the_english_name_of_an_occasion_loses_its_year_too() -> None:
    marked = campaign("c", "2024-03-01")
    english = "70th anniversary of the Dien Bien Phu Victory (7 May 1954 - 7 May 2024)"
    name = Name(text="70 năm Chiến thắng Điện Biên Phủ", translations=(("en", english),))
    marked = Campaign(slug="c", path="", texts=marked.texts, occasions=(name,))
    assert occasions((), [marked], ())[0].name.said_in("en") == "Dien Bien Phu Victory"


# ── laws ─────────────────────────────────────────────────────────────────────

CAMPAIGNS = (
    campaign("c0", "2024-01-01", "2024-02-01", occasions=("5 năm Ngày X",), launched_by=(TECH,)),
    campaign("c1", "2019-01-01", occasions=("Kỷ niệm Ngày X", "10 năm Ngày Y")),
    campaign("c2", launched_by=("Phòng kỹ thuật",)),
)


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    names = ("Đại tá Vũ An", "Trung tá Vũ An", "Vũ An (Ban Xe)")
    ties = st.lists(st.sampled_from(["c0", "c1", "c2", "nhap"]), max_size=2)
    rows = st.lists(st.sampled_from([row(n, u) for n in names for u in ("", "Ban Xe")]), max_size=2)
    return [
        article(
            f"a{number}",
            draw(st.sampled_from(["2019-05-01", "2024-03-04"])),
            reports=draw(ties),
            awards=draw(ties),
            people=draw(st.lists(st.sampled_from(names), max_size=2)),
            units=draw(st.lists(st.sampled_from([TECH, "PHÒNG KỸ THUẬT"]), max_size=1)),
            topics=draw(st.lists(st.sampled_from(["Đoàn", "Thể thao"]), max_size=1)),
            rows=draw(rows),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


def all_records(articles: Iterable[Article], campaigns: Iterable[Campaign]) -> list[Record]:
    articles = tuple(articles)
    lives, found = timeline(campaigns, articles), awards(*articles)
    return [r for kind in (people, units, topics, occasions) for r in kind(articles, lives, found)]


@settings(max_examples=50)
@given(archives(), st.randoms())
def test_the_order_of_the_files_does_not_matter(articles: list[Article], random: Random) -> None:
    before = all_records(articles, CAMPAIGNS)
    shuffled, campaigns = [*articles], [*CAMPAIGNS]
    random.shuffle(shuffled)
    random.shuffle(campaigns)
    assert all_records(shuffled, campaigns) == before


@settings(max_examples=50)
@given(archives())
def test_every_mention_leads_to_a_record_and_every_record_to_what_is_shown(
    articles: list[Article],
) -> None:
    records = {(r.kind, r.slug): r for r in all_records(articles, CAMPAIGNS)}
    found = awards(*articles)
    for one in articles:
        for person in one.people:
            assert one.slug in records["people", person.slug].articles
    for number, award in enumerate(found):
        assert number in records["people", award.person].awards
        assert award.article in records["people", award.person].articles
    for record in records.values():
        assert set(record.articles) <= {one.slug for one in articles}
        assert set(record.campaigns) <= {one.slug for one in CAMPAIGNS}
        assert set(record.awards) <= set(range(len(found)))


def test_a_unit_has_no_rank_of_those_whom_its_record_names() -> None:
    proof = article("a", rows=[row("Thiếu tá Thân Đức Toản", "Ban Một")])

    [record] = units([proof], (), register([proof], PlainNames()))

    assert record.name.text == "Ban Một"
    assert record.ranks == ()
