"""The benchmarks without their peers: the corpus, the sites, the measuring, the page."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.build import build
from bantin.configuration import load as load_site
from benchmarks import latency, plot, tables
from benchmarks.corpus import WORDS, corpus, newest
from benchmarks.figures import OURS, exponent, growth, percentile, ratio, spread
from benchmarks.measure import cost
from benchmarks.page import page
from benchmarks.parts import asked
from benchmarks.pictures import photos
from benchmarks.results import Built, Kin, Result, Run, Save, Stage, load
from benchmarks.scenarios import Bench, change
from benchmarks.sites import Tool, eleventy, hugo, ours, pelican
from benchmarks.stages import STAGES
from benchmarks.targets import NOT_MEASURED, Target, targets

TOOLS = (ours.tool(), *hugo.tools(), eleventy.tool(), pelican.tool())
each_tool = pytest.mark.parametrize("tool", TOOLS, ids=[tool.key for tool in TOOLS])


# ── the corpus ───────────────────────────────────────────────────────────────


def test_equal_seeds_give_equal_articles() -> None:
    assert corpus(45) == corpus(45)
    assert corpus(45).stories != corpus(45, seed=2).stories


def test_an_article_has_about_as_many_words_as_the_page_says() -> None:
    for story in corpus(20).stories:
        for text in story.bodies:
            assert abs(len(text.split()) - WORDS) < 60


def test_a_new_article_is_the_newest_and_lies_within_its_campaign() -> None:
    found = corpus(45)
    first, second = newest(45, 0), newest(45, 1)

    assert first.slug != second.slug
    assert {first.slug, second.slug}.isdisjoint(story.slug for story in found.stories)
    assert first.day == max(story.day for story in found.stories)
    assert found.campaigns[first.campaign].last == first.day


def test_photos_are_the_same_each_time_and_no_two_alike(tmp_path: Path) -> None:
    once, again = (photos(tmp_path / name, 3, (64, 48)) for name in ("once", "again"))

    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert len({path.read_bytes() for path in once}) == 3


# ── the sites ────────────────────────────────────────────────────────────────


@pytest.mark.long
def test_the_corpus_builds_without_any_problem(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (photo,) = photos(tmp_path / "photos", 1, (800, 600))
    tool = ours.tool()
    tool.write(site, corpus(45), {7: photo})
    tool.add(site, newest(45, 0))

    settings, _ = load_site(site, None)
    built = build(settings)

    assert built.problems == ()
    assert built.articles == 46
    assert (site / "output" / "en" / "articles" / "bai-000045.html").exists()


@each_tool
def test_every_tool_gets_every_text(tool: Tool, tmp_path: Path) -> None:
    site, stories = tmp_path / "site", corpus(5)
    tool.write(site, stories, {})
    written = [path.read_text("utf-8") for path in (site / "content").rglob("*.md")]

    for story in stories.stories:
        for text in story.bodies:
            start = text.partition("](LINK)")[0]
            assert sum(start in one for one in written) == 1


@each_tool
def test_every_edit_changes_the_site_of_every_tool(tool: Tool, tmp_path: Path) -> None:
    bench = Bench(tmp_path, (tool,), 10, {})
    seen = [_files(tmp_path)]
    for step in ("body", "title", "new", "template"):
        for number in range(2):
            bench.edit(tool, step, number)
            seen.append(_files(tmp_path))

    assert all(before != after for before, after in pairwise(seen))


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool.serve], ids=lambda tool: tool.key)
def test_a_save_puts_its_mark_into_body_or_title(tool: Tool, tmp_path: Path) -> None:
    site, stories = tmp_path / "site", corpus(3)
    tool.write(site, stories, {})
    text = tool.text(site, stories.stories[1]).read_text("utf-8")
    text = text.replace("\n## ", f"\n{latency.mark(0)}\n\n## ", 1)
    title = stories.stories[1].titles[0]

    body = latency.marked(text, 1, "body")
    titled = latency.marked(latency.marked(body, 2, "title"), 3, "title")

    assert latency.mark(0) not in body
    assert body.count(latency.mark(1)) == 1
    assert latency.mark(2) not in titled
    assert f"{title} {latency.mark(3)}" in titled

    mistaken = latency.marked(titled, 4, "mistake")
    assert mistaken.count(f"({latency.mark(4)}.jpg)") == 1
    assert latency.mark(4) not in latency.marked(mistaken, 5, "title")


def test_an_edit_that_finds_nothing_to_change_is_no_edit(tmp_path: Path) -> None:
    (tmp_path / "vi.md").write_text("a", encoding="utf-8")

    with pytest.raises(ValueError, match="is not in"):
        change(tmp_path / "vi.md", "b", "c")


# ── measuring ────────────────────────────────────────────────────────────────


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    child = "import time; held = b'x' * (60 << 20); time.sleep(1)"
    parent = (
        "import subprocess, sys; held = b'x' * (40 << 20); "
        f"subprocess.run([sys.executable, '-c', {child!r}])"
    )

    found = cost([sys.executable, "-c", parent], tmp_path)

    assert found.largest >= 60
    assert found.pss >= 100
    assert found.rss >= found.pss


@pytest.mark.skipif(sys.platform != "linux", reason="takes over orphans")
def test_what_outlives_its_parent_is_waited_for_and_counted(tmp_path: Path) -> None:
    cost(["sh", "-c", "(sleep 0.3; echo done > late) &"], tmp_path)

    assert (tmp_path / "late").exists()


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        cost([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_a_percentile_is_the_least_that_so_many_do_not_exceed(found: list[int]) -> None:
    ordered = sorted(found)
    limit = percentile(ordered, 95)

    assert limit in ordered
    assert sum(one <= limit for one in ordered) >= 0.95 * len(ordered)
    assert sum(one < limit for one in ordered) < 0.95 * len(ordered)


@given(st.floats(0.5, 3))
def test_growth_is_the_power_of_the_number_of_articles(power: float) -> None:
    result = Result(sizes=[1000, 10_000], runs=[run(1000, cpu=2), run(10_000, cpu=2 * 10**power)])

    assert growth(result, OURS) == pytest.approx(power)


@given(st.floats(0.5, 3))
def test_a_stage_grows_from_the_smallest_site_to_the_largest(power: float) -> None:
    cpu = {1000: 2.0, 10_000: 7.0, 100_000: 2.0 * 100**power}
    stages = [
        Stage(size=size, name=name, cpu=seconds, wall=0.0, resident=0.0)
        for size, seconds in cpu.items()
        for name in ("read", "write" if size == 1000 else "other")
    ]
    result = Result(stages=stages)

    assert exponent(result, "read") == pytest.approx(power)
    assert exponent(result, "write") is None


def test_beyond_what_peers_can_do_only_ours_is_measured() -> None:
    assert asked(TOOLS, 10_000) == TOOLS
    assert [tool.key for tool in asked(TOOLS, 100_000)] == [OURS]


def test_every_stage_of_a_build_is_measured(tmp_path: Path) -> None:
    site, output, cache = (tmp_path / name for name in ("site", "output", "cache"))
    ours.tool().write(site, corpus(20), {})
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.stages", site, output, cache],
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(told.stdout)

    assert found.keys() == {*STAGES, "rest"}
    assert all(spent["cpu"] >= 0 for name, spent in found.items())
    assert (output / "index.html").exists()


def test_a_ratio_is_formed_round_by_round() -> None:
    ours_, theirs = [1.0, 8.0, 3.0], [2.0, 4.0, 3.0]
    result = Result(
        runs=[
            *(run(1000, cpu=cpu, number=n) for n, cpu in enumerate(ours_)),
            *(run(1000, "hugo", cpu=cpu, number=n) for n, cpu in enumerate(theirs)),
        ]
    )
    found = ratio(result, 1000, "hugo", "clean", "cpu")

    assert found
    assert (found.middle, found.low, found.high, found.count) == (1.0, 0.5, 2.0, 3)


# ── the page ─────────────────────────────────────────────────────────────────


def run(size: int, tool: str = OURS, step: str = "clean", number: int = 0, **cost: float) -> Run:
    used = {"cpu": 1.0, "wall": 1.0, "pss": 1.0, "rss": 1.0, "largest": 1.0, "load": 0.0, **cost}
    return Run(size=size, tool=tool, step=step, photos=0, round=number, **used)


def sample() -> Result:
    """A result in which no two figures are alike."""
    runs = [
        run(
            size,
            tool.key,
            step,
            number,
            **{
                field: size / 100 * (n + 1) * (k + 3) + number * 7 + place / 8
                for place, field in enumerate(("cpu", "wall", "pss", "rss", "largest"))
            },
        )
        for size in (1000, 10_000)
        for n, tool in enumerate(TOOLS)
        for k, step in enumerate(tool.steps)
        for number in range(3)
    ]
    return Result(
        made="2026-01-02",
        cores=2,
        processor="Some Processor",
        memory=24.0,
        system="Linux 6.1",
        load=[0.5, 1.5],
        rounds=3,
        versions={"Hugo": "0.168.0"},
        tools={tool.key: tool.name for tool in TOOLS},
        sizes=[1000, 10_000],
        words=550,
        runs=[
            *runs,
            replace(run(1000, cpu=85.25), photos=50),
            replace(run(1000, step="nothing", cpu=0.31), photos=50),
        ],
        built=[Built(size=1000, photos=0, tool=OURS, files=3331, pages=3221, html=33.3, all=44.4)],
        saves=[
            Save(size=10_000, tool=OURS, kind="title" if n % 4 else "body", ms=101.0 + n)
            for n in range(40)
        ]
        + [Save(size=10_000, tool=OURS, kind="mistake", ms=400.0)],
        kin=Kin(stories=10_000, cpu=(1.21, 1.32)),
        stages=[
            Stage(size=size, name="read", cpu=size / 1234, wall=1.0, resident=9.0)
            for size in (1000, 10_000)
        ],
        photos={"no change": {"photos": 10_000, "CPU ms, median": 432.1}},
    )


def test_a_result_is_read_as_it_was_kept(tmp_path: Path) -> None:
    sample().keep(tmp_path / "result.json")

    assert load(tmp_path / "result.json") == sample()


def test_the_page_tells_every_figure() -> None:
    result, said = sample(), page(sample())

    for one in result.runs:
        if one.step == "clean" and not one.photos and one.round == 2:
            for figure in (one.pss, one.rss, one.largest):
                assert f" {figure:,.0f} |" in said
    for size in result.sizes:
        for tool in TOOLS:
            for step in tool.steps:
                for name in ("cpu", "wall"):
                    found = spread(result, size, tool.key, step, name)
                    assert f"| {tables.said(found)} |" in said
    for words in (
        "3,331",
        "3,221",
        "33.3",
        "44.4",
        "1.21, 1.32",
        "432.1",
        "550",
        "0.168.0",
        "0.31",
    ):
        assert words in said
    assert "2026-01-02 in 3 rounds on 2 cores" in said


def test_the_page_says_what_was_not_measured() -> None:
    tools = {tool.key: tool.name for tool in TOOLS}
    said = page(Result(sizes=[1000], tools=tools))

    assert said.count(NOT_MEASURED) > 40
    assert not re.search(r"\| (nan|inf|None)", said)
    for target in targets():
        assert f"| {target.what} | {target.said()} | {NOT_MEASURED} | – |" in said


def test_small_sites_say_nothing_of_what_is_to_be_reached_with_large_ones() -> None:
    result = sample()
    small = replace(
        result,
        sizes=[1000],
        runs=[one for one in result.runs if one.size == 1000],
        saves=[replace(save, size=1000) for save in result.saves],
        photos={"no change": {"photos": 200, "CPU ms, median": 1.0}},
    )

    for target in targets():
        if "10,000" in target.what:
            assert target.measured(small) is None
            assert target.measured(result) is not None


def test_the_exact_figure_decides_whether_it_is_reached() -> None:
    def verdict(value: float) -> str:
        target = Target(what="", limit=150, unit=" ms", digits=0, measured=lambda _: value)
        return target.verdict(Result())

    assert verdict(150.0) == "reached"
    assert verdict(150.4) == "**not reached**"


def test_every_table_has_as_many_cells_in_each_row() -> None:
    widths: set[int] = set()
    for line in [*page(sample()).splitlines(), ""]:
        if line.startswith("|"):
            widths.add(line.count("|"))
        else:
            assert len(widths) < 2
            widths = set()


def test_the_drawing_says_its_figures_aloud_and_asks_nobody_for_anything() -> None:
    drawn = plot.plot(sample())
    root = ET.fromstring(drawn)  # noqa: S314 - made a line above
    described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    shown = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]

    assert root.get("role") == "img"
    for name in (tool.name for tool in TOOLS):
        assert name in described
    for figure in (text for text in shown if re.fullmatch(r"[\d,.]+", text)):
        assert figure in described
    assert drawn.count("http") == 1  # the name of the format
    assert "prefers-color-scheme: dark" in drawn


def test_a_drawing_of_nothing_is_a_drawing() -> None:
    assert "Nothing was measured" in plot.plot(Result(sizes=[1000]))
