"""The tables of the page: each takes the result and gives lines of Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from .figures import (
    HUGO,
    MISTAKE,
    OURS,
    Figure,
    exponent,
    growth,
    percentile,
    photo_cost,
    ratio,
    runs,
    spread,
    value,
    waits,
)
from .plot import number
from .results import Result
from .targets import NOT_MEASURED, targets

STEPS = {
    "clean": "clean, nothing kept",
    "nothing": "nothing changed",
    "body": "one body edit",
    "title": "one title edit",
    "new": "a new article",
    "template": "the template of all articles edited",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table; every column but the first is of figures."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def to_reach(result: Result) -> Iterator[str]:
    """Yield the figures to reach, what was measured, and the verdict."""
    rows = [(one.what, one.said(), one.found(result), one.verdict(result)) for one in targets()]
    return table(("what", "to reach", "measured", ""), rows)


def clean(result: Result, size: int) -> Iterator[str]:
    """Yield what a clean build of ``size`` articles costs with each tool."""
    head = ("", "CPU s", "wall s", "tree PSS MB", "tree RSS MB", "largest process MB", "rounds")
    rows = []
    for key, name in result.tools.items():
        found = runs(result, size, key, "clean")
        memory = (max((getattr(r, f) for r in found.values()), default=None) for f in _MEMORY)
        rows.append(
            (
                name,
                said(spread(result, size, key, "clean", "cpu")),
                said(spread(result, size, key, "clean", "wall")),
                *(NOT_MEASURED if peak is None else f"{peak:,.0f}" for peak in memory),
                str(len(found)),
            )
        )
    return table(head, rows)


_MEMORY = ("pss", "rss", "largest")


def ratios(result: Result, size: int) -> Iterator[str]:
    """Yield ours divided by theirs, for clean builds and for one body edit."""
    head = ("bantin ÷", "clean: CPU", "clean: wall", "clean: memory", "body edit: CPU")
    asked = (("clean", "cpu"), ("clean", "wall"), ("clean", "memory"), ("body", "cpu"))
    rows = [
        (name, *(said(ratio(result, size, key, step, field), 3) for step, field in asked))
        for key, name in result.tools.items()
        if key != OURS
    ]
    return table(head, rows)


def steps(result: Result, size: int, name: str) -> Iterator[str]:
    """Yield CPU or wall of every step for every tool; one that builds all anew is not asked."""
    rows = []
    for step, words in STEPS.items():
        cells = []
        for key in result.tools:
            found = spread(result, size, key, step, name)
            asked = any(run.tool == key and run.step == step for run in result.runs)
            is_theirs = key != OURS and any(run.tool == key for run in result.runs)
            cells.append("builds all" if is_theirs and not asked else said(found))
        rows.append((words, *cells))
    return table(("", *result.tools.values()), rows)


def exponents(result: Result) -> Iterator[str]:
    """Yield the growth of each tool from the smallest to the largest size."""
    rows = []
    for key, name in result.tools.items():
        found = growth(result, key)
        rows.append((name, NOT_MEASURED if found is None else f"{found:.2f}"))
    return table(("", "exponent"), rows)


def stages(result: Result) -> Iterator[str]:
    """Yield what each stage of our clean build costs at each size, and how it grows."""
    sizes = sorted({one.size for one in result.stages})
    cpu = {(one.name, one.size): one.cpu for one in result.stages}
    rows = []
    for name in dict.fromkeys(one.name for one in result.stages):
        found = exponent(result, name)
        cells = (number(cpu[name, size]) if (name, size) in cpu else "–" for size in sizes)
        rows.append((name, *cells, NOT_MEASURED if found is None else f"{found:.2f}"))
    head = ("CPU s", *(f"{size:,} articles" for size in sizes), "exponent")
    return table(head, rows or [(NOT_MEASURED, "")])


_SAVES = (("body", "body edited"), ("title", "title edited"), (MISTAKE, "a mistake"))


def saves(result: Result) -> Iterator[str]:
    """Yield how long the browser waited for what was saved."""
    head = ("", "saves", "shortest ms", "median ms", "95 % within ms", "longest ms")
    rows = []
    sizes = sorted({save.size for save in result.saves})
    for size, key in ((size, key) for size in sizes or [0] for key in (OURS, HUGO)):
        for kind, does in (
            ("body", "body edited"),
            ("title", "title edited"),
            (MISTAKE, "a mistake"),
        ):
            found = waits(result, key, kind, size)
            if kind == MISTAKE and not found:
                continue
            cells = [found[0], *(percentile(found, p) for p in (50, 95, 100))] if found else []
            told = (f"{one:,.0f}" for one in cells if one is not None)
            many = f", {size:,} articles" if len(sizes) > 1 else ""
            name = f"{result.tools.get(key, key)}: {does}{many}"
            rows.append((name, str(len(found)), *(told if cells else [NOT_MEASURED] * 4)))
    return table(head, rows)


def photos(result: Result) -> Iterator[str]:
    """Yield what photos add to a build, for each tool that develops them."""
    size, rows = result.sizes[0], []
    for key in (OURS, HUGO, "eleventy"):
        found = runs(result, size, key, "clean", photos=True)
        again = runs(result, size, key, "nothing", photos=True)
        cost = photo_cost(result, key)
        peak = max((value(run, "memory") for run in found.values()), default=None)
        count = max((run.photos for run in found.values()), default=0)
        rows.append(
            (
                result.tools.get(key, key),
                str(count) if count else NOT_MEASURED,
                NOT_MEASURED if cost is None else f"{cost * 1000:,.0f}",
                NOT_MEASURED if peak is None else f"{peak:,.0f}",
                next((number(run.cpu) for run in again.values()), NOT_MEASURED),
            )
        )
    head = ("", "photos", "CPU ms a photo", "peak MB", "build after it, nothing changed, CPU s")
    return table(head, rows)


def built(result: Result) -> Iterator[str]:
    """Yield what each tool wrote in its clean builds."""
    rows = [
        (
            f"{result.tools[one.tool]}, {one.size:,} articles"
            + (f", {one.photos} photos" if one.photos else ""),
            f"{one.files:,}",
            f"{one.pages:,}",
            number(one.html),
            number(one.all),
        )
        for one in result.built
    ]
    return table(("", "files", "HTML pages", "MB of HTML", "MB in all"), rows)


def alone(result: Result) -> Iterator[str]:
    """Yield what the benchmark of photos alone says, as it says it."""
    rows = [
        (f"{part}: {name}", f"{found:g}")
        for part, figures in result.photos.items()
        for name, found in figures.items()
    ]
    return table(("photos alone", ""), rows or [("all of it", NOT_MEASURED)])


def said(found: Figure | None, digits: int | None = None) -> str:
    """Return a median with its range, where there is more than one value."""
    if found is None:
        return NOT_MEASURED
    middle, low, high = (
        number(one) if digits is None else f"{one:.{digits}f}"
        for one in (found.middle, found.low, found.high)
    )
    return middle if found.count == 1 else f"{middle} ({low}–{high})"
