"""Rows of folders: read again only where something changed, and never lost to a hostile text."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from bantin.build import build
from bantin.model import Article
from bantin.photos import make, refusals
from bantin.problems import Problem
from bantin.reading import Reading, jobs, outcomes, read, survey, survey_again, tree
from bantin.reading.items import Known, Outcome
from bantin.reading.tree import Folder
from bantin.workers import Limits

from .small_site import SmallSite, small_site

pytestmark = pytest.mark.long


TODAY = date(2024, 4, 1)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path / "site")


def reading(site: SmallSite) -> Reading:
    return read(site.content, today=TODAY, cache=site.root / ".bantin")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in problems if p.code.startswith("text-")]


def trap(monkeypatch: pytest.MonkeyPatch, spring: Callable[[], object]) -> None:
    """Let the reading of one article do harm that nobody foresaw."""
    real = jobs._READERS["articles"]

    def read_trapped(folder: Folder, known: Known) -> Outcome[Article]:
        if folder.path.endswith("/bay"):
            spring()
        outcome: Outcome[Article] = real(folder, known)  # type: ignore[assignment]
        return outcome

    monkeypatch.setitem(jobs._READERS, "articles", read_trapped)
    monkeypatch.setattr(jobs, "_TOGETHER", Limits(cpu_seconds=1, megabytes=300))
    monkeypatch.setattr(jobs, "_ALONE", Limits(cpu_seconds=1, megabytes=300))


def never_end() -> None:
    while True:
        pass


def take_all() -> None:
    hoard = []
    while True:
        hoard.append(bytes(1_000_000))


def crash() -> None:
    import faulthandler
    import os
    import signal

    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.long
@pytest.mark.parametrize(
    ("spring", "code"),
    [(never_end, "text-too-heavy"), (take_all, "text-too-heavy"), (crash, "text-lost")],
)
def test_a_text_that_runs_away_costs_only_itself(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, spring: Callable[[], object], code: str
) -> None:
    site.article("bay")
    trap(monkeypatch, spring)

    built = build(site.settings())

    assert told(built.problems) == [(code, "content/articles/bay/vi.md")]
    assert built.articles == 3
    assert (site.output / "articles/phat-dong.html").is_file()
    assert not (site.output / "articles/bay.html").exists()


@pytest.mark.long
def test_a_text_that_ran_away_is_told_again_and_tried_again(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("bay")
    trap(monkeypatch, never_end)
    first = build(site.settings())
    second = build(site.settings())
    monkeypatch.undo()

    third = build(site.settings())

    assert told(first.problems) == told(second.problems) != []
    assert told(third.problems) == []
    assert (site.output / "articles/bay.html").is_file()


@pytest.mark.parametrize(
    "knot", ["[" * 64_000, "[" * 63_000 + "](x)", "*" * 64_000, "> " * 32_000, "![" * 32_000]
)
def test_a_long_knot_of_signs_is_told_and_the_rest_is_read(site: SmallSite, knot: str) -> None:
    site.article("bay", text=knot)

    found = reading(site)

    assert {article.slug for article in found.articles} >= {"phat-dong", "trao-thuong"}
    told = [p.code for p in found.problems if p.path == "content/articles/bay/vi.md"]
    errors = [code for code in told if code != "translation-missing"]
    assert len(errors) <= 1  # one cause, one message
    assert bool(errors) != any(article.slug == "bay" for article in found.articles)


def test_nothing_is_read_twice(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reading(site)
    monkeypatch.setattr(jobs, "_read_chunk", None)  # whoever reads stumbles

    second = reading(site)

    assert (second.articles, second.campaigns, second.pages) == (
        first.articles,
        first.campaigns,
        first.pages,
    )
    assert [second.lectern.body(a.text) for a in second.articles] == [
        first.lectern.body(a.text) for a in first.articles
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s.write("names.csv", "kind,vi,en,note\nunit,Ban Một,First Section,\n"),
        lambda s: s.campaign("dot-mot", "Đợt khác"),
        lambda s: s.photo("phat-dong", "2.jpg"),
        lambda s: s.english("tin-thuong"),
    ],
    ids=["names", "campaign", "photo", "translation"],
)
def test_what_else_a_reading_depends_on_counts(
    site: SmallSite, edit: Callable[[SmallSite], object]
) -> None:
    reading(site)
    edit(site)

    again = reading(site)

    afresh = read(site.content, today=TODAY)
    assert (again.articles, again.problems) == (afresh.articles, afresh.problems)


def test_a_photo_in_another_folder_is_missed_when_it_goes(site: SmallSite) -> None:
    site.article("tin-thuong", text="Chữ.\n\n![Chung](../phat-dong/1.jpg)\n")
    reading(site)
    (site.content / "articles/phat-dong/1.jpg").unlink()

    again = reading(site)

    missing = [p.path for p in again.problems if p.code == "photo-missing"]
    assert "content/articles/tin-thuong/vi.md" in missing


@pytest.mark.long
def test_packs_are_gathered_before_they_are_many(site: SmallSite) -> None:
    for number in range(60):
        site.article("tin-thuong", text=f"Lần {number}.")
        reading(site)

    found = reading(site)
    packs = list((site.root / ".bantin/records").rglob("*.pack"))

    assert len(packs) <= 26
    assert {a.slug: found.lectern.body(a.text).plain for a in found.articles}["tin-thuong"] == (
        "Lần 59."
    )
    afresh = read(site.content, today=TODAY)
    assert [found.lectern.body(a.text) for a in found.articles] == [
        afresh.lectern.body(a.text) for a in afresh.articles
    ]


def test_a_look_at_what_was_touched_is_a_look_at_everything(site: SmallSite) -> None:
    before = survey(site.content)
    site.article("tin-thuong", text="Khác.")
    site.article("2024/moi/sau")
    site.write("campaigns/dot-ba/vi.md", "---\nTên: Đợt ba\n---\n\nX.\n")
    (site.content / "articles/phat-dong/1.jpg").unlink()
    touched = {
        "articles/tin-thuong/vi.md",
        "articles/2024",
        "campaigns/dot-ba",
        "articles/phat-dong/1.jpg",
    }

    again, afresh = survey_again(before, touched), survey(site.content)

    assert again.tree.files == afresh.tree.files
    assert again.tree.marks == afresh.tree.marks
    assert outcomes(again) == outcomes(afresh)


def test_a_text_that_another_program_held_is_read_by_the_next_build(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "COARSEST_CLOCK_NS", 0)
    real = tree.load

    def held(content: Path, listing: tree.Tree, path: str, *more: Mapping[str, bytes]) -> Folder:
        if path.endswith("/tin-thuong"):
            raise PermissionError(13, "held")
        return real(content, listing, path, *more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(jobs, "load", held)
        first = build(site.settings())
    second = build(site.settings())

    assert "file-unreadable" in {problem.code for problem in first.problems}
    assert "file-unreadable" not in {problem.code for problem in second.problems}
    assert (site.output / "articles/tin-thuong.html").is_file()


def test_a_photo_that_could_not_be_made_is_tried_by_the_next_build(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "COARSEST_CLOCK_NS", 0)

    def held(*_: object) -> object:
        raise refusals.unreadable()

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(make, "_made", held)
        first = build(site.settings())
    second = build(site.settings())

    assert "photo-unreadable" in {problem.code for problem in first.problems}
    assert "photo-unreadable" not in {problem.code for problem in second.problems}
    assert list((site.output / "photos").iterdir())
