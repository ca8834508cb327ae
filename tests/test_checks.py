"""Rules over all items: links, related articles, launches, days, photos, old addresses."""

from dataclasses import replace

import pytest

from bantin.model import Article, Campaign, Link, Photo, Status, Text
from bantin.problems import Problem, Severity
from bantin.reading import Reading
from bantin.reading.checks import check
from bantin.reading.items import Place
from bantin.reading.names import Names

from .builders import article, campaign


def reading(*items: Article | Campaign, **more: object) -> Reading:
    base = Reading(
        articles=tuple(item for item in items if isinstance(item, Article)),
        campaigns=tuple(item for item in items if isinstance(item, Campaign)),
        names=Names(),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def found(*items: Article | Campaign, **more: object) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in check(reading(*items, **more))]


def linking(item: Article, slug: str, kind: str = "articles") -> Article:
    link = Link(kind=kind, slug=slug, typed=slug, line=12)
    return replace(item, texts=(replace(item.text, links=(link,)),))


def showing(lang: str, *names: str) -> Text:
    photos = tuple(
        Photo(source=f"articles/a/{name}", line=9, caption="x", caption_html="x", credit="",
              alt="x", described=False)
        for name in names
    )  # fmt: skip
    return Text(lang=lang, path=f"content/articles/a/{lang}.md", title="A", photos=photos)


def typed(key: str, text: str, slug: str = "a") -> Place:
    path = f"content/articles/{slug}/vi.md"
    return Place(path=path, slug=slug, key=key, text=text, line=7, column=3)


def test_a_link_that_leads_nowhere_suggests_the_nearest() -> None:
    problem = check(reading(linking(article("phat-dong"), "trao-thuongg"), article("trao-thuong")))[
        0
    ]

    assert (problem.code, problem.line) == ("link-dead", 12)
    assert dict(problem.values)["suggestion"] == "trao-thuong"


@pytest.mark.parametrize("left_out", [frozenset(), frozenset({"articles/trao-thuong"})])
def test_a_link_to_an_article_with_a_fault_of_its_own_is_no_second_fault(
    left_out: frozenset[str],
) -> None:
    problems = found(linking(article("phat-dong"), "trao-thuong"), left_out=left_out)

    assert bool(problems) is not bool(left_out)


def test_a_link_is_looked_up_among_its_own_kind() -> None:
    dead = linking(article("a"), "dot-mot")
    alive = linking(article("b"), "dot-mot", "campaigns")

    assert found(dead, alive, campaign("dot-mot")) == [("link-dead", dead.path)]


@pytest.mark.parametrize(
    ("text", "is_known"),
    [("b", True), ("2024-03-04-b", True), ("articles/2024/2024-03-04-b/", True), ("c", False),
     ("a", False)],
)  # fmt: skip
def test_a_related_article_is_another_that_exists(text: str, is_known: bool) -> None:
    problems = found(article("a"), article("b"), places=(typed("related", text),))

    assert (problems == []) is is_known


def test_a_second_launch_is_told_unless_another_unit_holds_it() -> None:
    first = article("a", "2024-03-04", launches=["dot-mot"], units=["Ban Một"])
    same = article("b", "2024-03-05", launches=["dot-mot"], units=["Ban Một"])
    other = article("c", "2024-03-06", launches=["dot-mot"], units=["Ban Hai"])

    assert found(first, other) == []
    assert found(same, first, other) == [("campaign-launched-twice", same.path)]


@pytest.mark.parametrize(
    ("day", "is_near"),
    [("2024-03-04", True), ("2023-03-05", True), ("2023-01-01", False), ("2025-05-01", True),
     ("2025-06-01", False)],
)  # fmt: skip
def test_only_more_than_a_year_from_the_campaign_is_absurd(day: str, is_near: bool) -> None:
    drive = campaign("dot-mot", "2024-03-01", "2024-05-07")

    assert (found(drive, article("a", day, reports=["dot-mot"])) == []) is is_near


def test_an_open_campaign_has_no_last_day() -> None:
    assert found(campaign("dot-mot", "2020-03-01"), article("a", reports=["dot-mot"])) == []


def test_a_photo_of_one_language_only_is_told() -> None:
    item = replace(article("a"), texts=(showing("vi", "1.jpg", "2.jpg"), showing("en", "1.jpg")))
    missing = Problem(code="photo-missing", path="content/articles/a/en.md", message="", remedy="")

    assert found(item) == [("photo-not-in-translation", "content/articles/a/en.md")]
    assert found(item, inside=(missing,)) == []


@pytest.mark.parametrize("address", ["articles/b.html", "cu.html"])
def test_an_old_address_belongs_to_one_page(address: str) -> None:
    places = (typed("old_address", address), typed("old_address", "cu.html", "b"))
    problems = found(article("a"), article("b"), places=places)

    assert {code for code, _ in problems} == {"old-address-taken"}
    assert len(problems) == 1


def test_errors_come_first() -> None:
    drive = campaign("dot-mot", "2020-03-01", "2020-05-07")
    item = linking(article("a", reports=["dot-mot"]), "nowhere")

    assert [p.severity for p in check(reading(item, drive))] == [Severity.ERROR, Severity.WARNING]


def test_a_good_reading_has_no_problem() -> None:
    assert found(article("a"), campaign("dot-mot")) == []


def test_a_tie_to_a_draft_campaign_is_told_where_the_article_is_seen() -> None:
    draft = replace(campaign("x"), status=Status.DRAFT)
    seen = article("a", "2024-03-04", launches=("x",))
    assert [code for code, _ in found(seen, draft)] == ["campaign-is-draft"]
    assert found(replace(seen, status=Status.DRAFT), draft) == []


def test_a_link_to_a_draft_is_told_where_the_article_is_seen() -> None:
    draft = replace(article("b", "2024-03-04"), status=Status.DRAFT)
    seen = linking(article("a", "2024-03-04"), "b")
    assert [code for code, _ in found(seen, draft)] == ["link-to-draft"]
    assert found(replace(seen, status=Status.DRAFT), draft) == []
