"""The tables of search: each takes the result and gives lines of Markdown."""

from collections.abc import Iterator, Sequence
from statistics import median

from ..figures import percentile
from ..tables import table
from .engines import NAMES
from .judgements import CLASSES, NOTHING
from .results import Asked, Large, Result
from .scores import Score, overall


def quality(result: Result, trial: str) -> Iterator[str]:
    """Yield nDCG@10 and recall of each engine by class of queries."""
    found = result.trials.get(trial, {})
    engines = [name for name in NAMES if name in found]
    head = ["", "queries"]
    for name in engines:
        head += [f"{NAMES[name]} nDCG@10", "recall"]
    rows = [
        _row(words, [found[name].get(habit) for name in engines])
        for habit, words in CLASSES.items()
        if any(habit in found[name] for name in engines)
    ]
    if engines:
        rows.append(_row("**all**", [overall(found[name]) for name in engines]))
        rows.append(_row("nothing to find: nothing shown", _silence(result, trial, engines)))
    return table(head, rows)


def _silence(result: Result, trial: str, engines: Sequence[str]) -> list[Score | None]:
    return [result.trials[trial][name].get(NOTHING) for name in engines]


def _row(words: str, scores: Sequence[Score | None]) -> list[str]:
    counts = {one.queries for one in scores if one}
    cells = [words, str(max(counts)) if counts else "–"]
    for one in scores:
        cells += [f"{one.ndcg:.2f}", f"{one.recall:.2f}"] if one else ["–", "–"]
    return cells


def costs(result: Result) -> Iterator[str]:
    """Yield bytes, time and cost of the index at a large site, an engine a column."""
    engines = [name for name in NAMES if name in result.large]
    found = [result.large[name] for name in engines]
    rows = [
        ("start of search, KB by gzip", *(_kb(one.start_packed) for one in found)),
        ("start of search, KB", *(_kb(one.start) for one in found)),
        ("first answers, start and query, KB by gzip: median", *(_first(one, 50) for one in found)),
        ("the same: most", *(_first(one, 100) for one in found)),
        ("all ten answers, KB by gzip: median", *(_all(one, 50) for one in found)),
        ("the same: most", *(_all(one, 100) for one in found)),
        ("a query, KB: median", *(_kb(_raw(one, 50)) for one in found)),
        ("a query, KB: most", *(_kb(_raw(one, 100)) for one in found)),
        ("typed → shown, ms: median", *(_ms([a.typed for a in one.asked], 50) for one in found)),
        ("typed → shown, ms: p95", *(_ms([a.typed for a in one.asked], 95) for one in found)),
        ("typed → all ten, ms: p95", *(_ms([a.whole for a in one.asked], 95) for one in found)),
        ("opened → shown, ms: p95", *(_ms([a.opened for a in one.asked], 95) for one in found)),
        ("index, bytes an article", *(f"{one.index / one.articles:,.0f}" for one in found)),
        ("index, files", *(f"{one.files:,}" for one in found)),
        ("making it, CPU s", *(f"{one.cpu:.1f}" for one in found)),
        ("making it, peak MB", *(f"{one.memory:,.0f}" for one in found)),
    ]
    return table(("", *(NAMES[name] for name in engines)), rows)


def _kb(count: float) -> str:
    return f"{count / 1000:,.0f}"


def _raw(one: Large, percent: float) -> float:
    return percentile(sorted(asked.raw for asked in one.asked), percent) or 0


def _first(one: Large, percent: float) -> str:
    first = sorted(one.start_packed + asked.first for asked in one.asked)
    return _kb(percentile(first, percent) or 0)


def _all(one: Large, percent: float) -> str:
    whole = sorted(one.start_packed + asked.packed for asked in one.asked)
    return _kb(percentile(whole, percent) or 0)


def _ms(times: Sequence[float | None], percent: float) -> str:
    known = sorted(one for one in times if one is not None)
    found = median(known) if known and percent == 50 else percentile(known, percent)
    return "–" if found is None or len(known) < len(times) else f"{found:,.0f}"


def asked(result: Result) -> Iterator[str]:
    """Yield the queries at the large site, with what each loaded and took with us."""
    ours = result.large.get("bantin")
    rows = [_asked(one) for one in ours.asked] if ours else []
    return table(("query", "KB", "by gzip", "first answers", "typed, ms", "opened, ms"), rows)


def _asked(one: Asked) -> tuple[str, ...]:
    times = ("–" if took is None else f"{took:,.0f}" for took in (one.typed, one.opened))
    return (one.text, _kb(one.raw), _kb(one.packed), _kb(one.first), *times)


def kin(result: Result) -> Iterator[str]:
    """Yield how well related lists relate."""
    found = result.related
    rows = []
    if found:
        rows = [
            ("nDCG@5", f"{found.ndcg:.2f}"),
            ("not related among the first five", f"{found.unrelated:.2f}"),
            ("articles judged", str(found.articles)),
            ("pairs judged as related", str(found.pairs)),
        ]
    return table(("related articles", ""), rows)
