"""From ranked answers and judgements to scores."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from .judgements import NOTHING, Query

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How an engine did on some queries: means, and how many queries they are of.

    For queries that nothing answers, both are the share to which nothing was shown.
    """

    ndcg: float
    recall: float
    queries: int


def ndcg(answer: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain of the first ``depth`` answers.

    An answer of grade g gains 2^g - 1, divided by log2(1 + its place); the sum is divided
    by that of the best order there is. Järvelin and Kekäläinen 2002, gains of Burges 2005.
    """
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(slug, 0) for slug in answer[:depth]]) / _gain(best[:depth])


def _gain(grades: Iterable[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 2) for place, grade in enumerate(grades))


def recall(answer: Sequence[str], grades: Mapping[str, int], least: int = DEPTH) -> float:
    """Return the share of relevant articles in as many answers as there are, at least ten."""
    return len(grades.keys() & set(answer[: max(least, len(grades))])) / len(grades)


def score(query: Query, answer: Sequence[str]) -> Score:
    """Return the score of one answer; articles named twice count at their first place."""
    once = list(dict.fromkeys(answer))
    if query.habit == NOTHING:
        silence = float(not once)
        return Score(ndcg=silence, recall=silence, queries=1)
    return Score(ndcg=ndcg(once, query.grades), recall=recall(once, query.grades), queries=1)


def mean(scores: Sequence[Score]) -> Score:
    """Return the mean of some scores, each of one query; there must be one."""
    return Score(
        ndcg=fmean(one.ndcg for one in scores),
        recall=fmean(one.recall for one in scores),
        queries=len(scores),
    )


def by_habit(queries: Iterable[Query], answers: Iterable[Sequence[str]]) -> dict[str, Score]:
    """Return the mean score of each class of queries; answers are in the queries' order."""
    found: defaultdict[str, list[Score]] = defaultdict(list)
    for query, answer in zip(queries, answers, strict=True):
        found[query.habit].append(score(query, answer))
    return {habit: mean(scores) for habit, scores in found.items()}


def overall(habits: Mapping[str, Score]) -> Score:
    """Return the mean over all queries that something answers, each query counting once."""
    some = [one for habit, one in habits.items() if habit != NOTHING]
    count = sum(one.queries for one in some)
    return Score(
        ndcg=sum(one.ndcg * one.queries for one in some) / count,
        recall=sum(one.recall * one.queries for one in some) / count,
        queries=count,
    )
