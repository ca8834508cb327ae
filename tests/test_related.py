from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.model import Article, AwardRow, Campaign, Kinship, Reason
from bantin.occasions import occasion_key
from bantin.pairs import pairs
from bantin.related import kinships as kinships_of
from bantin.related import related, reworded, web
from bantin.text import slug as address

from .builders import article, campaign

DIEN_BIEN_2024 = campaign(
    "dien-bien-2024",
    "2024-03-01",
    "2024-05-07",
    occasions=("Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)",),
)
DIEN_BIEN_2019 = campaign(
    "dien-bien-2019", "2019-03-01", "2019-05-07", occasions=("65 năm Chiến thắng Điện Biên Phủ",)
)
ARMY_2024 = campaign(
    "quan-doi-2024",
    "2024-09-01",
    "2024-12-22",
    occasions=("Kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt Nam",),
)
ARMY_2019 = campaign(
    "quan-doi-2019",
    "2019-09-01",
    "2019-12-22",
    occasions=("chào mừng 75 năm Ngày thành lập Quân đội nhân dân Việt Nam",),
)
SPRING_2024 = campaign("mung-xuan-2024", "2024-01-02", "2024-02-29")
SPRING_2023 = campaign("mung-xuan-2023", "2023-01-03", "2023-02-28")
SAFE_2022 = campaign("xe-an-toan-2022", "2022-01-01", "2022-12-31")
CAMPAIGNS = (
    DIEN_BIEN_2024,
    DIEN_BIEN_2019,
    ARMY_2024,
    ARMY_2019,
    SPRING_2024,
    SPRING_2023,
    SAFE_2022,
)


def kin(articles: Iterable[Article], slug: str, *campaigns: Campaign) -> tuple[Kinship, ...]:
    return dict(related(articles, campaigns))[slug]


def slugs(kinships: tuple[Kinship, ...]) -> list[str]:
    return [kinship.article for kinship in kinships]


# ── a judged set ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Story:
    """An article, and what somebody who knows the story would add to its head.

    ``campaigns`` and ``people`` hold what is true but was left out of the head.
    """

    article: Article
    campaigns: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


TECH, TRANSPORT, REPAIR, SUPPLY = (
    ("Phòng Kỹ thuật",),
    ("Đại đội Vận tải",),
    ("Tiểu đoàn Sửa chữa",),
    ("Ban Hậu cần",),
)
D24, D19, A24, A19 = (
    ("dien-bien-2024",),
    ("dien-bien-2019",),
    ("quan-doi-2024",),
    ("quan-doi-2019",),
)
S24, S23, SAFE = ("mung-xuan-2024",), ("mung-xuan-2023",), ("xe-an-toan-2022",)
HIEN, TOAN, AN = ("Đại tá Vũ Văn Hiển",), ("Thiếu tá Thân Đức Toản",), ("Trung tá Trần Quốc Ân",)

STORIES = (
    Story(
        article(
            "phat-dong-dien-bien-2024",
            "2024-03-04",
            launches=D24,
            awards=S24,
            people=HIEN,
            units=TECH,
            topics=("Thi đua",),
            title="Phòng Kỹ thuật phát động thi đua tiếp bước chiến sĩ Điện Biên",
            summary="Chiều 04/3, Phòng Kỹ thuật phát động thi đua cao điểm và trao thưởng.",
        )
    ),
    Story(
        article(
            "xuong-dem-dien-bien-2024",
            "2024-04-02",
            reports=D24,
            people=TOAN,
            units=REPAIR,
            topics=("Kỹ thuật",),
            title="Ca đêm ở xưởng sửa chữa",
            summary="Những người thợ làm việc tới sáng để kịp bàn giao máy phát điện.",
        )
    ),
    Story(
        article(
            "so-ket-dien-bien-2024",
            "2024-04-12",
            reviews=D24,
            units=TECH,
            topics=("Thi đua",),
            title="Sơ kết đợt thi đua cao điểm",
            summary="Các đơn vị đạt nhiều kết quả trong giai đoạn một.",
        )
    ),
    Story(
        article(
            "tong-ket-dien-bien-2024",
            "2024-05-07",
            closes=D24,
            people=HIEN,
            topics=("Thi đua",),
            title="Tổng kết thi đua ba nhất",
            summary="Hội trường đông đủ trong ngày kỷ niệm.",
        )
    ),
    Story(
        article(
            "trao-thuong-dien-bien-2024",
            "2024-09-05",
            awards=D24,
            launches=A24,
            units=TECH,
            title="Trao thưởng và phát động chào mừng ngày thành lập Quân đội",
            summary="Phần thưởng về tay những người thợ.",
        )
    ),
    Story(
        article(
            "phat-dong-dien-bien-2019",
            "2019-03-05",
            launches=D19,
            units=TRANSPORT,
            topics=("Thi đua",),
            title="Phát động thi đua mừng chiến thắng Điện Biên Phủ",
            summary="Đại đội Vận tải ra quân.",
        )
    ),
    Story(
        article(
            "tong-ket-dien-bien-2019",
            "2019-05-07",
            closes=D19,
            awards=D19,
            people=AN,
            units=TRANSPORT,
            title="Đại đội Vận tải về đích",
            summary="Một vạn ki-lô-mét an toàn.",
        )
    ),
    Story(
        article(
            "phat-dong-quan-doi-2019",
            "2019-09-03",
            launches=A19,
            units=SUPPLY,
            title="Ban Hậu cần phát động bếp ăn kiểu mẫu",
            summary="Mỗi bếp một vườn rau, mỗi bữa một món mới.",
            topics=("Hậu cần",),
        )
    ),
    Story(
        article(
            "trao-giai-quan-doi-2019",
            "2019-12-22",
            awards=A19,
            units=SUPPLY,
            title="Bếp nhất năm nay",
            summary="Giải nhất hội thi bếp ăn kiểu mẫu.",
            topics=("Hậu cần",),
        )
    ),
    Story(
        article(
            "giua-dot-quan-doi-2024",
            "2024-10-20",
            reports=A24,
            people=TOAN,
            units=REPAIR,
            title="Máy cũ chạy lại",
            summary="Ba chiếc máy nén khí được cứu.",
            topics=("Kỹ thuật",),
        )
    ),
    Story(
        article(
            "tong-ket-quan-doi-2024",
            "2024-12-22",
            closes=A24,
            people=AN,
            title="Mùa quân ca",
            summary="Đêm hội của những người lính thợ.",
        )
    ),
    Story(
        article(
            "phat-dong-xuan-2024",
            "2024-01-02",
            launches=S24,
            units=SUPPLY,
            title="Mừng Đảng, mừng Xuân",
            summary="Tết đủ đầy cho bộ đội.",
            topics=("Hậu cần",),
        )
    ),
    Story(
        article(
            "goi-banh-chung-2024",
            "2024-02-03",
            units=SUPPLY,
            title="Đêm gói bánh chưng",
            summary="Ban Hậu cần gói một nghìn chiếc bánh trong đợt Mừng Đảng, mừng Xuân.",
            topics=("Hậu cần",),
        ),
        campaigns=S24,
    ),
    Story(
        article(
            "phat-dong-xuan-2023",
            "2023-01-03",
            launches=S23,
            units=SUPPLY,
            title="Phát động thi đua mừng Đảng, mừng Xuân",
            summary="Ban Hậu cần đi đầu.",
        )
    ),
    Story(
        article(
            "trao-thuong-xuan-2023",
            "2023-03-01",
            awards=S23,
            units=SUPPLY,
            people=AN,
            title="Thưởng cho người nuôi quân",
            summary="Năm bếp được thưởng.",
        )
    ),
    Story(
        article(
            "xe-an-toan-phat-dong",
            "2022-01-05",
            launches=SAFE,
            units=TRANSPORT,
            topics=("An toàn giao thông",),
            title="Tuyến xe an toàn",
            summary="Người lái mẫu mực trên từng tuyến xe.",
        )
    ),
    Story(
        article(
            "xe-an-toan-so-ket",
            "2022-07-04",
            reviews=SAFE,
            people=AN,
            topics=("An toàn giao thông",),
            title="Sáu tháng không tai nạn",
            summary="Không một va chạm nào trên tuyến xe.",
        )
    ),
    Story(
        article(
            "xe-an-toan-trao-thuong",
            "2022-12-30",
            awards=SAFE,
            units=TRANSPORT,
            title="Vô lăng vàng",
            summary="Mười người lái nhận vô lăng vàng.",
        )
    ),
    Story(
        article(
            "hoc-lai-xe-2022",
            "2022-04-10",
            units=TRANSPORT,
            topics=("Huấn luyện",),
            title="Lớp lái xe ban đêm",
            summary="Mười hai học viên tốt nghiệp.",
        )
    ),
    Story(
        article(
            "hien-noi-chuyen-2024",
            "2024-06-15",
            people=HIEN,
            title="Chuyện người chủ nhiệm",
            summary="Ba mươi năm giữ máy.",
        )
    ),
    Story(
        article(
            "hoi-thao-2023",
            "2023-08-10",
            units=TECH,
            topics=("Thể thao",),
            title="Hội thao mùa hè",
            summary="Bóng chuyền và kéo co giữa các ban.",
        )
    ),
    Story(
        article(
            "giai-bong-chuyen-2023",
            "2023-09-12",
            units=REPAIR,
            people=TOAN,
            topics=("Thể thao",),
            title="Vào chung kết bóng chuyền",
            summary="Trận cầu năm ván.",
        )
    ),
    Story(
        article(
            "kho-phu-tung-2023",
            "2023-10-01",
            units=TECH,
            topics=("Kỹ thuật",),
            title="Kho phụ tùng mới",
            summary="Mỗi phụ tùng có một chỗ.",
        )
    ),
    Story(
        article(
            "toan-sang-kien-2023",
            "2023-11-20",
            topics=("Kỹ thuật",),
            title="Chiếc cờ-lê của Thân Đức Toản",
            summary="Sáng kiến nhỏ của Thiếu tá Thân Đức Toản tiết kiệm hai giờ mỗi ca.",
        ),
        people=TOAN,
    ),
)


def grade(one: Story, other: Story) -> int:
    """Judge a pair: 3 campaign or its award, 2 person or unit of one year, 1 anniversary."""
    campaigns = [{*s.campaigns, *s.article.campaigns()} for s in (one, other)]
    if campaigns[0] & campaigns[1]:
        return 3
    people = [{p.slug for p in s.article.people} | set(map(_named, s.people)) for s in (one, other)]
    units = [{unit.text for unit in s.article.units} for s in (one, other)]
    one_year = one.article.event_day.year == other.article.event_day.year
    if one_year and (people[0] & people[1] or units[0] & units[1]):
        return 2
    return int(any(names & mark for names in campaigns[:1] for mark in _marks(campaigns[1])))


def _named(typed: str) -> str:
    return address(typed.split(" ", 2)[2])


def _marks(campaigns: set[str]) -> list[set[str]]:
    events = [{*D24, *D19}, {*A24, *A19}]
    return [event for event in events if event & campaigns]


def gain(grades: list[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 2) for place, grade in enumerate(grades[:5]))


@dataclass(frozen=True)
class Verdict:
    """How good a list is: nDCG@5, unrelated among its five, related ones there are in all."""

    ndcg: float
    unrelated: float
    relatives: int


def verdicts() -> list[Verdict]:
    found = dict(related([story.article for story in STORIES], CAMPAIGNS))
    by_slug = {story.article.slug: story for story in STORIES}
    results = []
    for slug, story in by_slug.items():
        there = [grade(story, other) for other in STORIES if other is not story]
        got = [grade(story, by_slug[kinship.article]) for kinship in found[slug]][:5]
        best = gain(sorted(there, reverse=True))
        results.append(
            Verdict(
                ndcg=gain(got) / best if best else 1.0,
                unrelated=got.count(0) / len(got),
                relatives=len(there) - there.count(0),
            )
        )
    return results


def test_the_best_come_first_in_the_eyes_of_a_judge() -> None:
    found = verdicts()
    assert sum(verdict.ndcg for verdict in found) / len(found) >= 0.85


def test_hardly_any_of_the_first_five_is_unrelated_where_enough_are_related() -> None:
    found = [verdict.unrelated for verdict in verdicts() if verdict.relatives >= 3]
    assert sum(found) / len(found) <= 0.10


# ── laws ─────────────────────────────────────────────────────────────────────

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2024, 12, 31)).map(date.isoformat)
PHRASES = ("bếp ăn kiểu mẫu", "vô lăng vàng", "kho phụ tùng mới", "thi đua yêu nước")


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    """Draw up to twelve articles that share campaigns, people, units, topics and words."""
    names = [f"bai-{number}" for number in range(draw(st.integers(1, 12)))]
    campaigns = st.lists(st.sampled_from([c.slug for c in CAMPAIGNS] + ["nhap"]), max_size=2)
    people = st.lists(st.sampled_from([*HIEN, *TOAN, *AN]), max_size=2)
    units = st.lists(st.sampled_from([*TECH, *SUPPLY]), max_size=1)
    topics = st.lists(st.sampled_from(["Kỹ thuật", "Hậu cần"]), max_size=1)
    picked = st.lists(st.sampled_from([*names, "khong-co"]), max_size=3)
    return [
        article(
            name,
            draw(DAYS),
            launches=draw(campaigns),
            awards=draw(campaigns),
            people=draw(people),
            units=draw(units),
            topics=draw(topics),
            summary=draw(st.sampled_from(PHRASES)),
            related=draw(picked),
        )
        for name in names
    ]


def is_true(reason: Reason, one: Article, other: Article) -> bool:
    """Check a reason against the heads and the first words of both articles."""
    both = (one, other)
    marks = {c.slug: {occasion_key(o.text) for o in c.occasions} for c in CAMPAIGNS}
    match reason.kind:
        case "hand":
            return other.slug in one.related
        case "campaign":
            return all(reason.slug in a.campaigns() for a in both) and reason.slug in marks
        case "occasion":
            return all(any(reason.slug in marks.get(c, ()) for c in a.campaigns()) for a in both)
        case "person":
            return all(reason.slug in {p.slug for p in a.people} for a in both)
        case "unit":
            return all(reason.slug in {address(u.text) for u in a.units} for a in both)
        case "topic":
            return all(reason.slug in {address(t.text) for t in a.topics} for a in both)
        case "text":
            words = [pairs(a.text.title) | pairs(a.text.summary) for a in both]
            return bool(words[0] & words[1])
    return reason.kind == "time"


@settings(max_examples=40)
@given(archives())
def test_every_reason_is_true(articles: list[Article]) -> None:
    by_slug = {a.slug: a for a in articles}
    for slug, kinships in related(articles, CAMPAIGNS):
        for kinship in kinships:
            assert kinship.reasons
            for reason in kinship.reasons:
                assert is_true(reason, by_slug[slug], by_slug[kinship.article])


@settings(max_examples=40)
@given(archives(), st.randoms())
def test_the_order_of_the_files_does_not_matter(articles: list[Article], random: Random) -> None:
    shuffled, campaigns = [*articles], [*CAMPAIGNS]
    random.shuffle(shuffled)
    random.shuffle(campaigns)
    assert related(shuffled, campaigns) == related(articles, CAMPAIGNS)


@settings(max_examples=40)
@given(archives())
def test_a_list_never_holds_the_article_itself_nor_another_twice(articles: list[Article]) -> None:
    for slug, kinships in related(articles, CAMPAIGNS):
        names = [kinship.article for kinship in kinships]
        assert slug not in names
        assert len(names) == len(set(names)) <= 6


@settings(max_examples=40)
@given(archives())
def test_every_article_has_three_where_there_are_four(articles: list[Article]) -> None:
    found = related(articles, CAMPAIGNS)
    assert [slug for slug, _ in found] == sorted(a.slug for a in articles)
    for _, kinships in found:
        assert len(kinships) >= min(3, len(articles) - 1)


@settings(max_examples=40)
@given(archives())
def test_what_two_articles_share_they_share_both_ways(articles: list[Article]) -> None:
    found = {
        (slug, kinship.article): {r for r in kinship.reasons if r.kind != "hand"}
        for slug, kinships in related(articles, CAMPAIGNS)
        for kinship in kinships
    }
    time = {Reason(kind="time")}
    for (one, other), reasons in found.items():
        # A pair picked by hand has no other reason where it shares nothing.
        back = found.get((other, one), reasons)
        assert (back or time) == (reasons or time)


@settings(max_examples=40)
@given(archives())
def test_time_is_a_reason_only_where_there_is_no_other(articles: list[Article]) -> None:
    for _, kinships in related(articles, CAMPAIGNS):
        for kinship in kinships:
            kinds = [reason.kind for reason in kinship.reasons]
            assert "time" not in kinds or kinds == ["time"]


# ── cases ────────────────────────────────────────────────────────────────────


def test_what_the_writer_picked_stands_first_with_all_other_reasons() -> None:
    picks = article("a", related=("c", "khong-co", "a"), units=TECH)
    others = [article("b", units=TECH, launches=D24), article("c", units=TECH), article("d")]

    first = kin([picks, *others], "a", *CAMPAIGNS)[0]

    assert first.article == "c"
    assert first.reasons == (Reason(kind="hand"), Reason(kind="unit", slug="phong-ky-thuat"))


def test_a_campaign_outweighs_people_and_units_and_they_an_anniversary() -> None:
    here = article("a", "2024-03-04", launches=D24, people=HIEN, units=TECH)
    others = [
        article("anniversary", "2019-03-04", launches=D19),
        article("unit", "2024-03-04", units=TECH),
        article("person", "2024-12-01", people=HIEN),
        article("campaign", "2024-05-07", reports=D24),
    ]
    found = slugs(kin([here, *others], "a", *CAMPAIGNS))
    assert found == ["campaign", "person", "unit", "anniversary"]


def test_an_anniversary_ties_the_campaigns_of_different_years() -> None:
    articles = [article("a", "2024-03-04", launches=D24), article("b", "2019-03-05", launches=D19)]
    reasons = (Reason(kind="occasion", slug="chien-thang-dien-bien-phu"),)
    assert kin(articles, "a", *CAMPAIGNS) == (Kinship(article="b", reasons=reasons),)


def test_an_anniversary_ties_only_what_is_mainly_about_its_campaign() -> None:
    mainly = article("b", "2024-05-05", reviews=S24, reports=D24)
    articles = [article("a", "2019-03-05", launches=D19), mainly]
    assert kin(articles, "a", *CAMPAIGNS)[0].reasons == (Reason(kind="time"),)


def test_who_launched_a_campaign_and_who_was_honoured_have_a_part_in_it() -> None:
    launched = campaign("x", "2024-03-01", launched_by=REPAIR)
    honoured = AwardRow(
        recipient="Đại đội Vận tải", collective=True, unit="", award="Bằng khen", line=9
    )
    articles = [
        article("launch", "2024-03-01", launches=("x",)),
        article("report", "2024-04-01", reports=("x",)),
        article("repair", "2024-05-01", units=REPAIR),
        article("closing", "2024-06-01", units=TECH, rows=(honoured,)),
        article("transport", "2024-07-01", units=TRANSPORT),
    ]
    reasons = {
        (slug, one.article): one.reasons
        for slug in ("launch", "report", "closing")
        for one in kin(articles, slug, launched)
    }
    repair = (Reason(kind="unit", slug="tieu-doan-sua-chua"),)
    assert reasons["launch", "repair"] == repair
    assert reasons.get(("report", "repair")) != repair
    assert reasons["closing", "transport"] == (Reason(kind="unit", slug="dai-doi-van-tai"),)


def test_a_campaign_that_is_not_shown_is_no_reason() -> None:
    articles = [article(slug, launches=("nhap",)) for slug in ("a", "b")]
    assert kin(articles, "a") == (Kinship(article="b", reasons=(Reason(kind="time"),)),)


def test_equals_stand_by_nearness_then_the_later_published_then_by_slug() -> None:
    articles = [
        article("here", "2024-03-04", units=TECH),
        article("far", "2024-06-01", units=TECH),
        article("near", "2024-03-06", units=TECH, published="2024-03-06"),
        article("near-later", "2024-03-02", units=TECH, published="2024-03-08"),
        article("near-alike", "2024-03-06", units=TECH, published="2024-03-06"),
    ]
    assert slugs(kin(articles, "here")) == ["near-later", "near", "near-alike", "far"]


def test_everyday_words_are_no_reason() -> None:
    articles = [article(slug, summary="Phát động thi đua chào mừng") for slug in ("a", "b")]
    assert kin(articles, "a")[0].reasons == (Reason(kind="time"),)


def test_rare_words_are_a_reason_and_common_ones_are_not() -> None:
    common = [article(f"x{n}", summary="vô lăng vàng") for n in range(30)]
    rare = [article("a", summary="bếp ăn kiểu mẫu"), article("b", summary="bếp ăn kiểu mẫu")]

    found = dict(related([*common, *rare], ()))

    assert found["a"][0] == Kinship(article="b", reasons=(Reason(kind="text"),))
    assert all(r.kind == "time" for k in found["x3"] for r in k.reasons)


def test_more_than_three_are_listed_only_where_the_bond_is_strong() -> None:
    same_topic = [article(f"t{n}", f"20{10 + n}-01-01", topics=("Kỹ thuật",)) for n in range(8)]
    assert len(kin(same_topic, "t0")) == 3


def test_of_those_who_share_what_everybody_has_the_nearest_are_found() -> None:
    first = date(2024, 1, 1)
    articles = [
        article(f"a{n:03}", (first + timedelta(days=n)).isoformat(), units=TECH) for n in range(300)
    ]
    assert slugs(kin(articles, "a150"))[:4] == ["a151", "a149", "a152", "a148"]


def test_a_site_without_articles_has_no_relations() -> None:
    assert related((), CAMPAIGNS) == ()
    assert kin([article("a")], "a") == ()


@given(st.data())
def test_a_web_of_which_a_title_changed_is_a_new_web(data: st.DataObject) -> None:
    words = st.sampled_from(["tuần tra biên giới", "xe máy nổ tốt", "bếp ăn sạch", "một hai"])
    titles = st.lists(words, min_size=1, max_size=3).map(" và ".join)
    slugs = [f"bai-{n}" for n in range(data.draw(st.integers(2, 12)))]
    olds = [
        article(s, title=data.draw(titles), units=("Ban A",) * (n % 2)) for n, s in enumerate(slugs)
    ]
    place = data.draw(st.sampled_from(range(len(slugs))))
    new = article(slugs[place], title=data.draw(titles), units=("Ban A",) * (place % 2))
    news = [*olds[:place], new, *olds[place + 1 :]]

    before = web(olds, ())
    again, next_to, afresh = reworded(before, new), web(news, (), before), web(news, ())

    for number in range(len(slugs)):
        wanted = kinships_of(afresh, number, afresh.numbers)
        assert kinships_of(again, number, again.numbers) == wanted
        assert kinships_of(next_to, number, next_to.numbers) == wanted
