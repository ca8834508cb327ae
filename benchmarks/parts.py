"""The parts of a run: each measures one thing and adds what it found to the result."""

import importlib.util
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .corpus import corpus
from .figures import OURS, exponent
from .latency import saves as measured_saves
from .measure import environment
from .pictures import photos
from .results import Kin, Result, Stage
from .scenarios import Bench
from .sites import Tool
from .sites.ours import tool as our_tool
from .sites.tool import ROOT, STEPS, python

_SLOW = frozenset({"eleventy", "pelican"})
_LARGE = 2000  # from so many articles on, the slow ones are measured in one round only
_ARTICLES_A_PHOTO = 20
MOST_OF_PEERS = 20_000
"""With more articles than this only ours is measured: the others take hours, or all memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Where the sites lie, which tools are measured, where results go and progress is told."""

    folder: Path
    tools: tuple[Tool, ...]
    result: Result
    tell: Callable[[str], None]
    benches: dict[int, Bench] = field(default_factory=dict)


def asked(tools: tuple[Tool, ...], size: int) -> tuple[Tool, ...]:
    """Return those of ``tools`` that are measured with ``size`` articles."""
    return tuple(tool for tool in tools if size <= MOST_OF_PEERS or tool.key == OURS)


def builds(work: Work, size: int, number: int) -> None:
    """Measure one round of all steps with ``size`` articles.

    Beyond the sizes of the peers it is one round of ours, and of the edits only the smallest.
    """
    is_huge = size > MOST_OF_PEERS
    if is_huge and number:
        return
    if size not in work.benches:
        work.tell(f"{size} articles ({size // 2} in both languages)")
        tools = asked(work.tools, size)
        work.benches[size] = Bench(work.folder / str(size), tools, size, {})
    bench = work.benches[size]
    is_slow = size > _LARGE and number > 0
    keys = {tool.key for tool in work.tools} - (_SLOW if is_slow else set())
    work.result.runs += bench.round(number, keys, work.tell, STEPS[:1])
    if not number:
        work.result.built += bench.built(number)
    work.result.runs += bench.round(number, keys, work.tell, STEPS[1:3] if is_huge else STEPS[1:])
    bench.forget(number)


def with_photos(work: Work, most: int) -> None:
    """Measure clean and unchanged builds of the smallest site with up to ``most`` photos."""
    size = work.result.sizes[0]
    count = max(1, min(most, size // _ARTICLES_A_PHOTO))
    work.tell(f"{size} articles with {count} photos")
    every = size // 2 // count
    made = {n * every: path for n, path in enumerate(photos(work.folder / "photos", count))}
    # What Hugo does with photos is the same with related lists and without.
    tools = tuple(t for t in work.tools if t.develops_photos and t.key != "hugo-related")
    keys = {tool.key for tool in tools}
    # Once in small and unmeasured: what a tool compiles for itself is not the cost of a photo.
    small = {0: photos(work.folder / "photo", 1, (800, 600))[0]}
    list(Bench(work.folder / "warm", tools, 20, small).round(0, keys, str, ("clean",)))
    bench = Bench(work.folder / "with-photos", tools, size, made)
    work.result.runs += bench.round(0, keys, work.tell, ("clean", "nothing"))
    work.result.built += bench.built(0)


def stages(work: Work, size: int) -> None:
    """Measure each stage of one clean build of ours with ``size`` articles."""
    work.tell(f"the stages of a clean build, {size} articles")
    folder = work.folder / f"stages-{size}"
    our_tool().write(folder, corpus(size // 2), {})
    places = (folder, folder / "output", folder / "cache")
    found = _json([*python("benchmarks.stages"), *map(str, places)])
    for name, spent in found.items():
        work.result.stages.append(Stage(size=size, name=name, **spent))
        smaller = exponent(work.result, name)
        said = "" if smaller is None else f"  grows with the power {smaller:.2f}"
        work.tell(f"  {name:<9} {spent['cpu']:8.2f} CPU s {spent['resident']:7.0f} MB{said}")


def photos_alone(work: Work, count: int) -> None:
    """Take over what the benchmark of photos alone says of ``count`` photos, if there is one."""
    if importlib.util.find_spec("benchmarks.photos"):
        work.tell("photos alone")
        work.result.photos = _json([*python("benchmarks.photos"), str(count)])


def saves(work: Work, size: int, count: int, limit: float) -> None:
    """Measure ``count`` saves in the preview of each tool, for at most ``limit`` seconds each."""
    stories = corpus(size // 2)
    story = stories.stories[len(stories.stories) // 2]
    for tool in asked(work.tools, size):
        if tool.serve and tool.key != "hugo-related":
            work.tell(f"{count} saves in the preview of {tool.name}, {size} articles")
            folder = work.folder / f"serve-{size}" / tool.key
            folder.parent.mkdir(exist_ok=True)
            tool.write(folder, stories, {})
            for save in measured_saves(
                tool,
                folder,
                tool.text(folder, story),
                f"articles/{story.slug}.html",
                size=size,
                count=count,
                limit=limit,
            ):
                work.tell(f"  {save.kind:<6} {save.ms:8.0f} ms")
                work.result.saves.append(save)


def related(work: Work, stories: int) -> None:
    """Measure the related articles of ``stories`` stories alone."""
    work.tell(f"the related articles of {stories} stories")
    folder = work.folder / "kinship"
    our_tool().write(folder, corpus(stories), {})
    found = _json([*python("benchmarks.kinship"), str(folder)])
    work.result.kin = Kin(stories=found["stories"], cpu=tuple(found["cpu"]))
    work.tell(f"  {min(work.result.kin.cpu):.2f} CPU s")


def _json(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
