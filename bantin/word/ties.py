"""The words of a text and the campaigns there are → what it tells of which of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Relation
from ..text import slug

_SIGNS = (
    (Relation.REVIEWS, "so-ket|interim-review|mid-term"),
    (Relation.CLOSES, "tong-ket|be-mac|closes?|closing|concludes?"),
    (
        Relation.AWARDS,
        "trao-thuong|khen-thuong|trao-giay-khen|trao-bang-khen|giay-khen|bang-khen|bieu-duong"
        "|tuyen-duong|awards?|rewards?|rewarded|commends?|commended|commendations?",
    ),
    (Relation.LAUNCHES, "phat-dong|le-ra-quan|launch|launches|launched|launching"),
)
_ANY = re.compile("|".join(f"(?P<{relation}>(?<![a-z0-9])(?:{words})(?![a-z0-9]))"
                           for relation, words in _SIGNS))  # fmt: skip
_BEFORE, _BEHIND = 180, 90
_LEAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A campaign by all its names; the first is what a head says."""

    names: tuple[str, ...]


def ties(title: str, text: str, campaigns: Sequence[Called]) -> Iterator[tuple[Relation, str]]:
    """Yield how an article seems to stand to each campaign that its words name.

    The word before the name tells: “phát động”, “sơ kết”, “tổng kết”, “trao thưởng” …; where
    there is but one campaign, such a word in the title comes first. Without one the article
    reports on it. A name within a longer name that stands there too is none.
    """
    words = f"{slug(title)}--{slug(text)}"
    found = {c.names[0]: spans for c in campaigns if (spans := [*_spans(c, words)])}
    headline = [*_ANY.finditer(slug(title))][:1] if len(found) == 1 else []
    for name, spans in found.items():
        others = [span for other, more in found.items() if other != name for span in more]
        own = [span for span in spans if not any(_is_within(span, other) for other in others)]
        told = [r for span in own if (r := _relation(words, *span))]
        if headline:
            told = [Relation(str(headline[0].lastgroup))]
        if own:
            yield (told or [Relation.REPORTS])[0], name


def _spans(campaign: Called, words: str) -> Iterator[tuple[int, int]]:
    for name in dict.fromkeys(map(slug, campaign.names)):
        if len(name) < _LEAST:
            continue
        for found in re.finditer(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", words):
            yield found.span()


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def _relation(words: str, start: int, stop: int) -> Relation | None:
    # The title and the text are apart: what one says belongs to what it names.
    before = words[max(start - _BEFORE, 0) : start].rpartition("--")[2]
    behind = words[stop : stop + _BEHIND].partition("--")[0]
    found = [*_ANY.finditer(before)][-1:] or [*_ANY.finditer(behind)][:1]
    return Relation(str(found[0].lastgroup)) if found else None
