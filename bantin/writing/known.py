"""The names that a site knows → what a form suggests while one types."""

from collections.abc import Iterable

from ..model import Name, Site
from ..text import fold, sort_key

MOST = 5000
"""A form suggests so many names of a kind at most."""


def suggestions(site: Site, kind: str, typed: str = "") -> list[tuple[str, str]]:
    """Return the names of a kind, each with what tells it from others; at most ``MOST``.

    With ``typed`` only those that have each of its words, in whatever letters. ``kind`` is
    ``campaigns``, ``authors``, ``units``, ``people``, ``places``, ``topics``, ``occasions`` or
    ``articles``; other kinds have none.
    """
    words = fold(typed).split()
    return [pair for pair in _all(site, kind) if not words or _fits(pair, words)][:MOST]


def _fits(pair: tuple[str, str], words: list[str]) -> bool:
    text = fold(" ".join(pair))
    return all(word in text for word in words)


def _all(site: Site, kind: str) -> list[tuple[str, str]]:
    if kind == "campaigns":
        return [(campaign.text.title, campaign.slug) for campaign in site.campaigns]
    if kind == "articles":
        return [(article.slug, article.text.title) for article in site.articles]
    if kind == "people":
        return _sorted(_with_rank(site))
    names = {
        "authors": (author for article in site.articles for author in article.authors),
        "units": _texts(name for article in site.articles for name in article.units),
        "places": _texts(name for article in site.articles for name in article.places),
        "topics": _texts(name for article in site.articles for name in article.topics),
        "occasions": _texts(name for one in site.campaigns for name in one.occasions),
    }
    return _sorted(names.get(kind, ()))


def _texts(names: Iterable[Name]) -> Iterable[str]:
    return (name.text for name in names)


def _with_rank(site: Site) -> Iterable[str]:
    for article in site.articles:
        for person in article.people:
            yield f"{person.rank.text} {person.name}" if person.rank else person.name


def _sorted(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, "") for name in sorted(set(names), key=sort_key)]
