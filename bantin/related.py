"""Related articles: from what articles share to “Bài viết khác”, each with its reasons."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain, islice
from math import log
from typing import TypeVar

from .model import Article, Campaign, Kinship, Reason, Relation
from .occasions import occasion_key
from .pairs import pairs
from .text import slug

MOST, FEWEST = 6, 3

Value = TypeVar("Value")

Feature = tuple[str, str]
"""What two articles may share, as a reason says it: a kind and the slug of it."""

# A bond alone makes two articles related; a hint does where bonds are few. A campaign
# outweighs all other bonds; people and units bind within a year and hint beyond it.
_KINDS = ("campaign", "person", "unit", "occasion", "topic")
_BONDS = {"campaign": 5000, "person": 600, "unit": 500, "occasion": 250}
_HINTS = {"topic": 40, "person": 30, "unit": 20}
_PAIR = 6
_OF_A_YEAR = ("person", "unit")
_HAND, _TEXT, _TIME = ((Reason(kind=kind),) for kind in ("hand", "text", "time"))
_PERCENT = {
    Relation.LAUNCHES: 100,
    Relation.CLOSES: 100,
    Relation.AWARDS: 95,
    Relation.REVIEWS: 90,
    Relation.REPORTS: 80,
}

_NEIGHBOURS = 50  # of those who share a popular feature, so many before and so many after
_COMMON = 40  # a syllable pair in more articles than this says nothing
_RARE_SHARE = 20  # … nor does one in more than a twentieth of them


@dataclass(frozen=True, slots=True)
class Web:
    """What articles share, ready to be asked about one article after the other.

    Articles stand by the day of the event, with what each has and where each thing is found.
    Articles are numbers, so those in a posting stand by day; ``places`` are theirs in a list
    by day of publication. ``features`` are those that another article shares, ``words`` all
    syllable pairs, ``ties`` what an article is to its campaigns, ``bonds`` and ``hints`` the
    weights of features, ``reasons`` what readers are told, in order. Postings of a campaign
    are told apart by relation, those that bind within a year by year. A pair in more than
    ``common`` articles says nothing.
    """

    articles: tuple[Article, ...]
    days: tuple[int, ...]
    places: Mapping[int, int]
    features: tuple[frozenset[Feature], ...]
    words: tuple[frozenset[str], ...]
    ties: tuple[Mapping[str, Relation], ...]
    bonds: Mapping[Feature, int]
    hints: Mapping[Feature, int]
    reasons: Mapping[Feature, tuple[int, Reason]]
    postings: Mapping[tuple[Feature, str], Sequence[int]]
    word_postings: Mapping[str, Sequence[int]]
    common: int

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each article by its slug."""
        return {article.slug: number for number, article in enumerate(self.articles)}


def related(
    articles: Iterable[Article], campaigns: Iterable[Campaign]
) -> tuple[tuple[str, tuple[Kinship, ...]], ...]:
    """Return for the slug of each article its related articles, the strongest first.

    At most six. The ones its writer picked come first, then those it shares a campaign
    with, then people and units of the same year, then an anniversary. Where these are fewer
    than three, topics, words, and people and units of other years fill up; where nothing at
    all is shared, the neighbours in time do (kind ``time``). Every other reason is what
    both articles have. Equals stand by nearness of their events, then the later published
    first, then by slug.
    """
    found = web(articles, campaigns)
    numbers = found.numbers
    lists = ((slug, kinships(found, number, numbers)) for slug, number in numbers.items())
    return tuple(sorted(lists, key=lambda listed: listed[0]))


def kinships(web: Web, number: int, numbers: Mapping[str, int]) -> tuple[Kinship, ...]:
    """Return the related articles of one article, given by its number; see ``related``."""
    picked = {numbers[name]: None for name in web.articles[number].related if name in numbers}
    picked.pop(number, None)
    found = {other: (*_HAND, *_reasons(web, number, other)) for other in islice(picked, MOST)}
    for wanted, source in ((MOST, _bound), (FEWEST, _hinted), (FEWEST, _neighbours)):
        if len(found) < wanted:
            new = [other for other in source(web, number) if other not in found]
            for other in new[: wanted - len(found)]:
                found[other] = _reasons(web, number, other) or _TIME
    return tuple(Kinship(article=web.articles[n].slug, reasons=why) for n, why in found.items())


def _reasons(web: Web, number: int, other: int) -> tuple[Reason, ...]:
    named = sorted(web.reasons[f] for f in web.features[number] & web.features[other])
    in_words = _telling(web, web.words[number] & web.words[other])
    return (*(reason for _, reason in named), *(_TEXT if in_words else ()))


# ── candidates, the strongest first ──────────────────────────────────────────


def _bound(web: Web, number: int) -> list[int]:
    """Return those tied by a campaign, an anniversary, or people and units of the year."""
    scores: defaultdict[int, int] = defaultdict(int)
    for posting, weight in _bonds(web, number):
        for other in _near(web.postings.get(posting, ()), number):
            scores[other] += weight
    best = _best(web, number, scores)
    # What else they share decides between the few that are left.
    for other in best:
        scores[other] += _hint(web, number, other)
    return _best(web, number, {other: scores[other] for other in best})


def _hinted(web: Web, number: int) -> list[int]:
    """Return those that share a topic, words, or people and units of another year."""
    others: set[int] = set()
    for feature in web.features[number]:
        others.update(_near(web.postings.get((feature, ""), ()), number))
    for pair in web.words[number]:
        if len(posting := web.word_postings[pair]) <= web.common:
            others.update(posting)
    return _best(web, number, {other: _hint(web, number, other) for other in others})


def _neighbours(web: Web, number: int) -> list[int]:
    """Return those nearest in time, for an article that shares nothing with anybody."""
    around = range(max(0, number - MOST), min(len(web.articles), number + MOST + 1))
    return sorted(set(around) - {number}, key=lambda other: _nearness(web, number, other))


def _best(web: Web, number: int, scores: Mapping[int, int]) -> list[int]:
    others = {other: score for other, score in scores.items() if other != number}
    least = min(nlargest(2 * MOST, others.values()), default=0)
    best = [other for other, score in others.items() if score >= least]
    best.sort(key=lambda other: (-others[other], *_nearness(web, number, other)))
    return best[: 2 * MOST]


def _nearness(web: Web, number: int, other: int) -> tuple[int, int]:
    return abs(web.days[number] - web.days[other]), web.places[other]


def _bonds(web: Web, number: int) -> Iterator[tuple[tuple[Feature, str], int]]:
    year = str(web.articles[number].event_day.year)
    for feature in web.features[number]:
        kind, key = feature
        if kind == "campaign":
            mine = _PERCENT[web.ties[number][key]] * web.bonds[feature]
            for relation, percent in _PERCENT.items():
                yield (feature, relation), mine * percent // 10_000
        elif kind in _BONDS:
            yield (feature, year if kind in _OF_A_YEAR else ""), web.bonds[feature]


def _hint(web: Web, number: int, other: int) -> int:
    shared = web.features[number] & web.features[other]
    words = _telling(web, web.words[number] & web.words[other])
    return sum(map(web.hints.__getitem__, shared)) + _PAIR * words


def _telling(web: Web, shared: Iterable[str]) -> int:
    """Return how many of the pairs that two articles share are rare enough to say something."""
    return sum(len(web.word_postings[pair]) <= web.common for pair in shared)


def _near(posting: Sequence[int], number: int) -> Sequence[int]:
    # What everybody has would make the cost grow with the square of the articles.
    if len(posting) <= 2 * _NEIGHBOURS:
        return posting
    place = bisect_left(posting, number)
    return posting[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]


# ── the web ──────────────────────────────────────────────────────────────────


def web(
    articles: Iterable[Article], campaigns: Iterable[Campaign], before: Web | None = None
) -> Web:
    """Return the web of what ``articles`` share.

    What their titles and summaries say is taken from ``before`` where they are the same.
    """
    by_day = tuple(sorted(articles, key=lambda a: (a.event_day, a.slug)))
    latest_first = sorted(
        range(len(by_day)), key=lambda n: (-by_day[n].published.toordinal(), by_day[n].slug)
    )
    ties = tuple(_ties(article) for article in by_day)
    known = {campaign.slug: campaign for campaign in campaigns}
    features = [_features(article, tied, known) for article, tied in zip(by_day, ties, strict=True)]
    counts = Counter(chain.from_iterable(features))
    shared = {feature: feature for feature, count in counts.items() if count > 1}
    said = dict(zip(map(_said, before.articles), before.words, strict=True)) if before else {}
    words = tuple(said.get(_said(article)) or _words(article) for article in by_day)
    return Web(
        articles=by_day,
        days=tuple(article.event_day.toordinal() for article in by_day),
        places={number: place for place, number in enumerate(latest_first)},
        features=tuple(frozenset(shared[f] for f in found if f in shared) for found in features),
        words=words,
        ties=ties,
        bonds=_weights(_BONDS, counts, len(by_day)),
        hints=_weights(_HINTS, counts, len(by_day)),
        reasons=_told(shared),
        postings=_postings(by_day, features, ties),
        word_postings=_word_postings(words),
        common=min(_COMMON, max(2, len(by_day) // _RARE_SHARE)),
    )


def reworded(web: Web, article: Article) -> Web:
    """Return ``web`` after the title or the summary of ``article``, and nothing else, changed."""
    number = web.numbers[article.slug]
    before, after = web.words[number], _words(article)
    postings = dict(web.word_postings)
    for pair in before - after:
        others = tuple(other for other in postings.pop(pair) if other != number)
        if others:
            postings[pair] = others
    for pair in after - before:
        postings[pair] = tuple(sorted((*postings.get(pair, ()), number)))
    return replace(
        web,
        articles=_put(web.articles, number, article),
        words=_put(web.words, number, after),
        word_postings=postings,
    )


def _put(values: tuple[Value, ...], number: int, value: Value) -> tuple[Value, ...]:
    return (*values[:number], value, *values[number + 1 :])


def _ties(article: Article) -> Mapping[str, Relation]:
    weakest_first = sorted(article.involvements, key=lambda tie: _PERCENT[tie.relation])
    return {tie.campaign: tie.relation for tie in weakest_first}


def _features(
    article: Article, ties: Mapping[str, Relation], campaigns: Mapping[str, Campaign]
) -> set[Feature]:
    found = {("campaign", name) for name in article.campaigns() if name in campaigns}
    # An article that launches one campaign and mentions another is not about the anniversary of
    # the other. Who launched a campaign has a part in its milestones, not in each report of it.
    most = max(map(_PERCENT.__getitem__, ties.values()), default=0)
    main = [n for n, tie in ties.items() if _PERCENT[tie] == most and n in campaigns]
    found.update(("occasion", occasion_key(o.text)) for n in main for o in campaigns[n].occasions)
    told = [campaigns[n].launched_by for n in main if ties[n] is not Relation.REPORTS]
    found.update(("unit", slug(unit.text)) for unit in chain(article.units, *told))
    honoured = (row.recipient for row in article.text.award_rows if row.collective)
    found.update(("unit", slug(name)) for name in honoured)
    found.update(("person", person.slug) for person in article.people)
    found.update(("topic", slug(topic.text)) for topic in article.topics)
    return {feature for feature in found if feature[1]}


def _said(article: Article) -> tuple[str, str]:
    return article.text.title, article.text.summary


def _words(article: Article) -> frozenset[str]:
    # The full stop keeps the title's last syllable from pairing with the summary's first.
    return pairs(f"{article.text.title}. {article.text.summary}")


def _weights(
    weights: Mapping[str, int], counts: Mapping[Feature, int], articles: int
) -> Mapping[Feature, int]:
    # From the whole weight for what hardly any article has down to half of it for what all
    # have. Whole numbers: the order of adding them never decides between equals.
    return {
        feature: round(weights.get(feature[0], 0) * (1 + log(articles / count, articles)) / 2)
        for feature, count in counts.items()
        if count > 1
    }


def _told(features: Iterable[Feature]) -> Mapping[Feature, tuple[int, Reason]]:
    strongest_first = sorted(features, key=lambda feature: (_KINDS.index(feature[0]), feature[1]))
    return {
        feature: (place, Reason(kind=feature[0], slug=feature[1]))
        for place, feature in enumerate(strongest_first)
    }


def _postings(
    articles: tuple[Article, ...],
    features: list[set[Feature]],
    ties: tuple[Mapping[str, Relation], ...],
) -> Mapping[tuple[Feature, str], Sequence[int]]:
    found: defaultdict[tuple[Feature, str], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for feature in features[number]:
            kind, key = feature
            found[feature, ties[number][key] if kind == "campaign" else ""].append(number)
            if kind in _OF_A_YEAR:
                found[feature, str(article.event_day.year)].append(number)
    return found


def _word_postings(words: tuple[frozenset[str], ...]) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, pairs_here in enumerate(words):
        for pair in pairs_here:
            found[pair].append(number)
    return found
