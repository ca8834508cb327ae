"""What search is told of a text, and what it shows of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The words of a text and of what belongs to it, by how much they say of it.

    ``names`` are what it is about: people, units, places, campaigns, captions, a summary that
    was written for it; ``more`` is what else is said. Neighbours within one of these strings
    are neighbours, those of two strings are not.
    """

    title: str
    names: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document as an answer shows it.

    ``kind`` is ``articles``, ``campaigns`` or ``pages``. ``day`` is a day for machines and for
    readers; ``ties`` pair a relation with the name of a campaign; ``photo`` is the address of a
    small picture from the root of the site. ``status`` is a badge or empty.
    """

    kind: str
    slug: str
    lang: str
    title: str
    day: tuple[str, str] = ("", "")
    ties: tuple[tuple[str, str], ...] = ()
    status: str = ""
    photo: str = ""
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """By what answers are narrowed: its name in each language, and the items that have it.

    Items are numbered in the order of documents; all documents of one stand side by side.
    """

    slug: str
    names: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
