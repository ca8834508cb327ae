"""Articles → the photos of the site, each once, and who is named below which of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .model import Article, Picture, Record
from .text import fold

_WORD = re.compile(r"\w+")
# What may stand between two words of one phrase; anything else ends it.
_GAP = re.compile(r"[\s\-–]*\Z")
# With a capital letter, and yet no part of the name that follows.
_BEFORE_NAMES = frozenset(
    {
        *("anh", "bà", "bác", "bạn", "chị", "cô", "em", "mẹ", "ông", "thầy"),
        *("captain", "colonel", "general", "lieutenant", "major", "sergeant"),
    }
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo in an article. ``key`` is the same for equal photos, wherever their files lie.

    ``place`` counts the photos of the article's text in ``lang`` from 1; ``caption`` is what
    that text says below it.
    """

    key: str
    source: str
    article: str
    lang: str
    place: int
    day: date
    caption: str


def shots(article: Article, pictures: Mapping[str, Picture]) -> tuple[Shot, ...]:
    """Return the photos of ``article`` that can be shown, each once, as its texts have them.

    Those of the first text stand first; other texts add only what it does not show.
    """
    found: dict[str, Shot] = {}
    for text in article.texts:
        for place, photo in enumerate(text.photos, start=1):
            picture = pictures.get(photo.source)
            if picture is None:
                continue
            shot = Shot(
                picture.jpeg[-1].url if picture.jpeg else photo.source,
                photo.source,
                article.slug,
                text.lang,
                place,
                article.event_day,
                photo.caption,
            )
            found.setdefault(shot.key, shot)
    return tuple(found.values())


def once(found: Iterable[Shot]) -> tuple[Shot, ...]:
    """Return ``found`` in order, each photo only where it comes first."""
    first: dict[str, Shot] = {}
    for shot in found:
        first.setdefault(shot.key, shot)
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Album:
    """All photos: each once, the latest first; and by the campaign, person or unit they show.

    A photo that several articles show stands with the first of them. ``shown`` has the photos
    by kind (``campaigns``, ``people``, ``units``) and slug, the latest first.
    """

    shots: tuple[Shot, ...]
    shown: Mapping[tuple[str, str], tuple[Shot, ...]]


def album(
    articles: Sequence[Article],
    pictures: Iterable[Picture],
    people: Iterable[Record],
    units: Iterable[Record],
) -> Album:
    """Return the album of ``articles``."""
    known = {picture.source: picture for picture in pictures}
    names = _Names(people, units)
    latest = sorted(articles, key=lambda a: (a.event_day, a.slug), reverse=True)
    by_article = [(article, shots(article, known)) for article in latest]
    owners = {shot.key: shot.article for _, found in by_article for shot in found}
    shown: defaultdict[tuple[str, str], list[Shot]] = defaultdict(list)
    for article, found in by_article:
        if not found:
            continue
        for campaign in article.campaigns():
            shown["campaigns", campaign].extend(found)
        for shot in found:
            for record in names.in_caption(shot.caption, article):
                shown[record].append(shot)
    return Album(
        tuple(one for _, found in by_article for one in found if owners[one.key] == one.article),
        {record: once(found) for record, found in shown.items()},
    )


class _Names:
    """Names of people and units by their first word, to be found in captions in one pass."""

    def __init__(self, people: Iterable[Record], units: Iterable[Record]) -> None:
        found: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
        for record in (*people, *units):
            words = tuple(_WORD.findall(record.name.text.casefold()))
            # One word alone is a given name, or says too little.
            if len(words) > 1:
                found[words].append(record)
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], list[Record]]]]
        self._by_first = defaultdict(list)
        for words in sorted(found, key=lambda words: (-len(words), words)):
            self._by_first[words[0]].append((words, found[words]))

    def in_caption(self, caption: str, article: Article) -> list[tuple[str, str]]:
        """Return the records, by kind and slug, that ``caption`` names in full.

        A longer name goes before a shorter one that is part of it. Of namesakes it is the one
        whom the article itself names; where it names none of them, nobody can tell.
        """
        words = list(_WORD.finditer(caption))
        plain = [word[0].casefold() for word in words]
        found: dict[tuple[str, str], None] = {}
        at = 0
        while at < len(plain):
            length = 1
            for name, records in self._by_first.get(plain[at], ()):
                end = at + len(name)
                if tuple(plain[at:end]) == name and _is_phrase(caption, words[at:end]):
                    if records[0].kind == "people" and _goes_on(caption, words, at, end):
                        continue
                    if (record := _meant(records, article)) is not None:
                        found[record.kind, record.slug] = None
                    length = len(name)
                    break
            at += length
        return list(found)


def _is_phrase(caption: str, words: Sequence[re.Match[str]]) -> bool:
    gaps = ((one.end(), other.start()) for one, other in pairwise(words))
    return all(_GAP.match(caption, start, end) for start, end in gaps)


def _goes_on(caption: str, words: Sequence[re.Match[str]], at: int, end: int) -> bool:
    """Return whether the words ``at`` to ``end`` are only a part of somebody else's name."""
    if not all(word[0][0].isupper() for word in words[at:end]):
        return True
    if end < len(words):
        after = words[end]
        if after[0][0].isupper() and caption[words[end - 1].end() : after.start()] == " ":
            return True
    if not at:
        return False
    before = words[at - 1]
    is_name = before[0].istitle() and before[0].casefold() not in _BEFORE_NAMES
    return is_name and caption[before.end() : words[at].start()] == " "


def _meant(records: Sequence[Record], article: Article) -> Record | None:
    if len(records) == 1:
        return records[0]
    slugs = {person.slug for person in article.people}
    named = [record for record in records if record.slug in slugs]
    return named[0] if len(named) == 1 else None


def namesakes(people: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Return, by slug, the records of others whose name is the same but for its accents."""
    by_name: defaultdict[str, list[Record]] = defaultdict(list)
    for record in people:
        by_name[fold(record.name.text)].append(record)
    return {
        record.slug: tuple(other for other in records if other is not record)
        for records in by_name.values()
        if len(records) > 1
        for record in records
    }
