"""The judges of search: their arithmetic, their judgements, and the related lists they judged."""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin import configuration
from bantin.site import assemble
from bantin.text import fold
from bantin.text import slug as slug_of
from benchmarks.search import habits, related, rules, trials
from benchmarks.search.judgements import CLASSES, NOTHING, Query, load
from benchmarks.search.page import page
from benchmarks.search.results import Asked, Large, Result
from benchmarks.search.results import load as load_result
from benchmarks.search.scores import Score, by_habit, ndcg, overall, recall, score
from benchmarks.search.texts import texts

from .conftest import ROOT, build

pytestmark = pytest.mark.long

DEV = ROOT / "benchmarks" / "search" / "dev.json"
HELD = ROOT / "benchmarks" / "search" / "held" / "queries.json"
FILES = {"dev": DEV, "held": HELD, "drawn": trials.DRAWN}
ENOUGH = {"dev": 120, "held": 130, "drawn": 150}
grades = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 3), min_size=1)


def query(habit: str = "accented", **grades: int) -> Query:
    return Query(text="lũ", habit=habit, lang="vi", about="", grades=grades)


# ── scores ───────────────────────────────────────────────────────────────────


def test_a_lone_answer_loses_by_its_place() -> None:
    assert ndcg(["a"], {"a": 3}) == 1
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(0.63093, abs=1e-5)
    assert ndcg(["x", "y", "z", "a"], {"a": 3}) == pytest.approx(0.43068, abs=1e-5)
    assert ndcg(["x"], {"a": 3}) == 0


def test_a_better_grade_gains_more_than_twice() -> None:
    # 7 and 3 in the wrong order: (3 + 7 / log2(3)) / (7 + 3 / log2(3)).
    assert ndcg(["b", "a"], {"a": 3, "b": 2}) == pytest.approx(0.83399, abs=1e-5)


def test_what_stands_below_the_tenth_place_is_not_seen() -> None:
    assert ndcg([*"0123456789", "a"], {"a": 1}) == 0
    assert recall([*"0123456789", "a"], {"a": 1}) == 0


def test_recall_looks_as_far_as_there_are_relevant_articles() -> None:
    many = {str(number): 1 for number in range(12)}

    assert recall(list(many), many) == 1
    assert recall(["0", "x"], {"0": 3, "1": 1}) == 0.5


@given(grades)
def test_the_best_order_is_worth_one_and_no_order_more(own: dict[str, int]) -> None:
    best = sorted(own, key=lambda slug: -own[slug])

    assert ndcg(best, own) == pytest.approx(1)
    assert 0 < ndcg(best[::-1], own) <= 1 + 1e-9


def test_an_article_in_both_languages_is_one_answer() -> None:
    assert score(query(a=3, b=3), ["a", "a", "b"]) == score(query(a=3, b=3), ["a", "b"])


def test_where_nothing_answers_only_silence_is_right() -> None:
    assert score(query(NOTHING), []).ndcg == 1
    assert score(query(NOTHING), ["a"]).ndcg == 0


def test_each_query_counts_once_and_silence_apart() -> None:
    asked = [query(a=3), query(a=3), query("telex", a=3), query(NOTHING)]
    habits = by_habit(asked, [["a"], ["a"], [], ["a"]])

    assert habits["accented"] == Score(ndcg=1, recall=1, queries=2)
    assert overall(habits).ndcg == pytest.approx(2 / 3)
    assert overall(habits).queries == 3


# ── judgements ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FILES)
def test_every_habit_is_asked_often_enough(name: str) -> None:
    counts = Counter(one.habit for one in load(FILES[name]))

    assert sum(counts.values()) >= ENOUGH[name]
    assert {habit for habit in (*CLASSES, NOTHING) if counts[habit] < 5} == set()
    assert counts[NOTHING] >= 8


@pytest.mark.parametrize("name", FILES)
def test_no_query_is_asked_twice(name: str) -> None:
    counts = Counter((one.lang, one.text) for one in load(FILES[name]))

    assert [asked for asked, count in counts.items() if count > 1] == []


def test_every_judged_article_of_the_demo_exists() -> None:
    known = {
        re.sub(r"^\d{4}-\d\d-\d\d-", "", path.name)
        for path in (ROOT / "content" / "articles").glob("*/*")
    }
    judged = related.judged()

    assert {slug for one in load(DEV) for slug in one.grades} <= known
    assert {slug for own in judged.values() for slug in own} | judged.keys() <= known


def test_every_judged_article_of_the_held_out_news_exists() -> None:
    known = {Path(place).parent.name for place, _ in trials.texts() if place.startswith("articles")}

    assert {slug for one in load(HELD) for slug in one.grades} <= known
    assert len(known) >= 85


def test_the_two_trials_share_no_query() -> None:
    assert {one.text for one in load(DEV)}.isdisjoint(one.text for one in load(HELD))


def test_the_held_out_news_builds_without_a_fault(tmp_path: Path) -> None:
    trials.lay_out(tmp_path / "site")
    done = build(tmp_path / "site", tmp_path / "output", "--date", "2026-01-01")

    assert done.returncode == 0, done.stdout + done.stderr
    pages = {text.id: text for text in texts(tmp_path / "output")}
    vietnamese = [one for one in pages.values() if one.id.startswith("articles")]
    assert len(vietnamese) == len(pages) / 2
    ferry = pages["articles/mua-lu-cau-gu.html"]
    assert "Kéo phà" in ferry.title
    assert "dây đứt giữa dòng" in ferry.text
    assert "Kéo phà" not in ferry.text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (habits.keystrokes("Điện Biên", "telex"), "ddieenj bieen"),
        (habits.keystrokes("trường được", "telex"), "truowngf dduowcj"),
        (habits.keystrokes("Điện Biên", "vni"), "d9ie6n5 bie6n"),
        (habits.fold("Đường ra trận địa"), "Duong ra tran dia"),
        (habits.retoned("khoẻ", "\u0309", old=True), "khỏe"),
        (habits.retoned("thủy", "\u0309"), "thuỷ"),
        (habits.retoned("quý", "\u0301"), None),
    ],
)
def test_fingers_are_those_of_readers(typed: str | None, text: str | None) -> None:
    assert typed == text


def test_queries_are_drawn_by_their_number_alone(built_site: Path) -> None:
    settings, _ = configuration.load(ROOT, None)
    assembled, pages = assemble(settings), list(texts(built_site))
    drawn = rules.judged(assembled, pages, 1)
    counts = Counter(habit for need in drawn for habit, _ in need["queries"])

    again = list(islice(rules.Lots(assembled, pages, 1).all(), 40))
    other = list(islice(rules.Lots(assembled, pages, 2).all(), 8))
    firsts = [need["queries"][0][1] for need in drawn[:40]]
    assert [one.text for one in again] == firsts
    assert {one.text for one in other}.isdisjoint(firsts[:8])
    assert {habit for habit in CLASSES if counts[habit] != rules.A_CLASS} == set()
    assert all(need["grades"] for need in drawn if not need["id"].startswith(NOTHING))


# ── related articles ─────────────────────────────────────────────────────────


def test_related_lists_are_scored_by_their_first_five() -> None:
    own = {"a": {"b": 3, "c": 1}}

    assert related.score({"a": ["b", "c"]}, own).ndcg == 1
    assert related.score({"a": ["b", "x", "y", "z"]}, own).unrelated == 0.75
    assert related.score({"a": [*"vwxyz", "b"]}, own).ndcg == 0


def test_every_article_of_the_demo_has_three_related_ones(built_site: Path) -> None:
    for path in (built_site / "articles").glob("*.html"):
        found = [link.slug for link in related.links(path)]
        assert len(found) >= 3, path.name
        assert path.stem not in found
        assert len(set(found)) == len(found)


def test_every_reason_that_is_told_is_true_of_both_articles(built_site: Path) -> None:
    campaigns = _heads("campaigns")
    articles = {re.sub(r"^\d{4}-\d\d-\d\d-", "", slug): text for slug, text in _texts().items()}
    known = {slug: _named(text, campaigns) for slug, text in articles.items()}
    false = []
    for path in (built_site / "articles").glob("*.html"):
        for link in related.links(path):
            for reason in link.reasons:
                both = articles[path.stem], articles[link.slug]
                if not _holds(reason, both, (known[path.stem], known[link.slug])):
                    false.append((path.stem, link.slug, reason))
    assert false == []


def _texts() -> dict[str, str]:
    found = (ROOT / "content" / "articles").glob("*/*/vi.md")
    return {path.parent.name: path.read_text(encoding="utf-8") for path in found}


def _heads(kind: str) -> dict[str, str]:
    found = (ROOT / "content" / kind).glob("*/vi.md")
    return {path.parent.name: path.read_text(encoding="utf-8") for path in found}


def _head(text: str) -> str:
    return text.split("---\n")[1]


def _named(text: str, campaigns: dict[str, str]) -> str:
    """What an article's head names, in one slug, with the heads of the campaigns it names.

    The collectives of its tables of awards belong to it as well.
    """
    head = _head(text)
    values = {line.partition(":")[2].strip() for line in head.splitlines()}
    own = [
        f"{slug}\n{_head(campaign)}"
        for slug, campaign in campaigns.items()
        if {slug, _head(campaign).partition("Tên:")[2].partition("\n")[0].strip()} & values
    ]
    awarded = re.findall(r"(?m)^\| ([^|]+) \| [^|]+ \|$", text)
    lines = "\n".join([head, *own, *awarded]).splitlines()
    return "\n".join([slug_of(line) for line in lines])


def _holds(reason: str, texts: tuple[str, str], heads: tuple[str, str]) -> bool:
    kind, _, slug = reason.partition(":")
    if kind == "text":
        pairs = [_pairs(text) for text in texts]
        return bool(pairs[0] & pairs[1])
    if kind == "hand":
        return "bai-lien-quan" in heads[0]
    # A namesake is told apart by the unit behind the name.
    names = re.compile(re.escape(slug))
    short = "-".join(slug.split("-")[:3])
    return all(
        names.search(head) or (kind == "person" and re.search(rf"\b{short}\b", head))
        for head in heads
    )


def _pairs(text: str) -> set[tuple[str, str]]:
    words = fold(text.split("---\n", 2)[2]).split()
    return set(pairwise(words))


# ── results ──────────────────────────────────────────────────────────────────


def sample() -> Result:
    good = Score(ndcg=0.96, recall=0.97, queries=5)
    asked = Asked(
        text="thi đua",
        raw=40_000,
        packed=20_000,
        first=12_345,
        typed=321.0,
        whole=400.0,
        opened=None,
    )
    large = Large(
        articles=10_000,
        pages=20_000,
        start=40_000,
        start_packed=14_000,
        index=20_000_000,
        files=900,
        cpu=15.0,
        memory=300.0,
        asked=(asked,),
    )
    return Result(
        made="2026-01-01",
        cores=2,
        trials={"held": {"bantin": {"telex": good, NOTHING: replace(good, ndcg=1.0)}}},
        related=related.Related(ndcg=0.9, unrelated=0.2, articles=3, pairs=9),
        large={"bantin": large},
    )


def test_a_result_is_read_as_it_was_kept(tmp_path: Path) -> None:
    sample().keep(tmp_path / "result.json")

    assert load_result(tmp_path / "result.json") == sample()
    assert load_result(tmp_path / "none.json") == Result()


def test_the_page_tells_what_was_reached_and_what_was_not() -> None:
    told = page(sample())

    assert "| nDCG@10 on the queries kept back | ≥ 0.95 | 0.960 | reached |" in told
    assert "| ≤ 0.1 | 0.200 | **not reached** |" in told
    assert "| ≤ 60 KB | 26 KB | reached |" in told
    assert "| ≤ 500 ms | 321 ms | reached |" in told


def test_the_page_says_what_was_not_measured() -> None:
    told = page(Result())

    assert told.count("not measured") >= 8
    assert "Not measured." in told


def test_every_table_of_the_page_has_as_many_cells_in_each_row() -> None:
    for part in page(sample()).split("\n\n"):
        lines = [line for line in part.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1
