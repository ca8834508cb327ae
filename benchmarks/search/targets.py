"""The figures of search to reach, and what was measured beside each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..figures import percentile
from ..tables import table
from ..targets import NOT_MEASURED
from .judgements import NOTHING
from .results import Asked, Large, Result
from .scores import Score, overall

_SIZE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure to reach: at most, or at least where ``is_floor``, and how to say it."""

    what: str
    limit: float
    unit: str
    measured: Callable[[Result], float | None]
    is_floor: bool = False
    digits: int = 0

    def row(self, result: Result) -> tuple[str, str, str, str]:
        """Return what, the figure to reach, what was measured, and the verdict."""
        bound = f"{'≥' if self.is_floor else '≤'} {self.limit:g}{self.unit}"
        value = self.measured(result)
        if value is None:
            return (self.what, bound, NOT_MEASURED, "–")
        reached = value >= self.limit if self.is_floor else value <= self.limit
        found = f"{value:.{self.digits}f}{self.unit}"
        return (self.what, bound, found, "reached" if reached else "**not reached**")


def verdicts(result: Result) -> Iterator[str]:
    """Yield the figures to reach, what was measured, and the verdict."""
    rows = [target.row(result) for target in targets()]
    return table(("what", "to reach", "measured", ""), rows)


def targets() -> tuple[Target, ...]:
    """Return the figures to reach that this benchmark measures."""
    return (
        Target(
            what="nDCG@10 on the queries kept back",
            limit=0.95,
            unit="",
            is_floor=True,
            digits=3,
            measured=_all_held,
        ),
        Target(
            what="the same, the weakest class",
            limit=0.85,
            unit="",
            is_floor=True,
            digits=3,
            measured=lambda result: _weakest(result, "held"),
        ),
        Target(
            what="nDCG@10 on queries drawn afresh",
            limit=0.95,
            unit="",
            is_floor=True,
            digits=3,
            measured=lambda result: _overall(result, lambda score: score.ndcg),
        ),
        Target(
            what="recall on the same",
            limit=0.95,
            unit="",
            is_floor=True,
            digits=3,
            measured=lambda result: _overall(result, lambda score: score.recall),
        ),
        Target(
            what="nDCG@10 on the same, the weakest class",
            limit=0.85,
            unit="",
            is_floor=True,
            digits=3,
            measured=lambda result: _weakest(result, "fresh"),
        ),
        Target(
            what="related articles: nDCG@5",
            limit=0.85,
            unit="",
            is_floor=True,
            digits=3,
            measured=lambda result: result.related.ndcg if result.related else None,
        ),
        Target(
            what="related articles: not related among the first five",
            limit=0.1,
            unit="",
            digits=3,
            measured=lambda result: result.related.unrelated if result.related else None,
        ),
        Target(
            what="10,000 articles: first answers, start and query by gzip, the most of 30",
            limit=60,
            unit=" KB",
            measured=lambda result: _most(result, _first),
        ),
        Target(
            what="10,000 articles: any query of up to 7 syllables",
            limit=200,
            unit=" KB",
            measured=lambda result: _most(result, lambda _, asked: asked.raw / 1000),
        ),
        Target(
            what="10,000 articles: typed → shown, 95 %, at 4× slowdown",
            limit=500,
            unit=" ms",
            measured=_typed,
        ),
        Target(
            what="10,000 articles: memory while building",
            limit=400,
            unit=" MB",
            measured=lambda result: _ours(result, lambda large: large.memory),
        ),
    )


def _all_held(result: Result) -> float | None:
    scores = result.trials.get("held", {}).get("bantin")
    return overall(scores).ndcg if scores else None


def _overall(result: Result, value: Callable[[Score], float]) -> float | None:
    scores = result.trials.get("fresh", {}).get("bantin")
    return value(overall(scores)) if scores else None


def _weakest(result: Result, trial: str) -> float | None:
    scores = result.trials.get(trial, {}).get("bantin", {})
    return min((one.ndcg for habit, one in scores.items() if habit != NOTHING), default=None)


def _ours(result: Result, value: Callable[[Large], float | None]) -> float | None:
    large = result.large.get("bantin")
    return value(large) if large and large.articles == _SIZE else None


def _most(result: Result, value: Callable[[Large, Asked], float]) -> float | None:
    return _ours(result, lambda large: max(value(large, asked) for asked in large.asked))


def _first(large: Large, asked: Asked) -> float:
    return (large.start_packed + asked.first) / 1000


def _typed(result: Result) -> float | None:
    def slow(large: Large) -> float | None:
        times = [asked.typed for asked in large.asked if asked.typed is not None]
        return percentile(sorted(times), 95) if len(times) == len(large.asked) else None

    return _ours(result, slow)
