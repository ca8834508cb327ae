"""An article as another program kept it: what all sources of old sites have in common."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

KINDS = ("joomla", "wordpress", "pelican", "hugo", "html")
"""What an old site can have been made with."""


class Kept(StrEnum):
    """Whether what was found came over: as it is, by a guess, or not at all."""

    GUESSED = "guessed"
    LOST = "lost"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing about an article that its keeper should know.

    ``code`` lasts; ``message`` and ``remedy`` are templates as in ``Problem``.
    """

    code: str
    kept: Kept
    message: str
    remedy: str
    values: tuple[tuple[str, str], ...] = ()


def note(code: str, kept: Kept, message: str, remedy: str, **values: str) -> Note:
    """Return the Note; ``values`` fill the fields of ``message`` and ``remedy``."""
    return Note(
        code=code, kept=kept, message=message, remedy=remedy, values=tuple(sorted(values.items()))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The picture above an article, which its text does not hold."""

    source: str
    caption: str = ""
    description: str = ""


class Form(StrEnum):
    """How a text is written, which a worker turns into HTML."""

    HTML = "html"
    JOOMLA = "joomla"
    WORDPRESS = "wordpress"
    MARKDOWN = "markdown"
    HUGO = "hugo"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file of a media library, by its number: its address, and what is said of it there."""

    number: str
    address: str
    caption: str = ""
    description: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldText:
    """One language version. ``source`` is as found, in its ``form``: nothing in it is trusted.

    ``media`` are the files that it may name by their numbers.
    ``near`` is the folder that relative names of pictures start from. ``addresses`` are as
    readers typed them, from the root of the old site; ``aka`` are further names that links
    within the old site have for it, and at which nothing stood: ``index.php?id=7``.
    """

    lang: str
    title: str
    source: str
    form: Form = Form.HTML
    media: tuple[Media, ...] = ()
    summary: str = ""
    lead: Lead | None = None
    near: Path | None = None
    addresses: tuple[str, ...] = ()
    aka: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """One article, or page, of an old site, in one language or in several.

    ``key`` names it in its source, and stays the same from export to export. ``name`` is what
    its old address calls it. ``day`` and ``publish_from`` are in the site's own time.
    """

    key: str
    texts: tuple[OldText, ...]
    day: date | None
    kind: str = "articles"
    name: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    draft: bool = False
    publish_from: datetime | None = None
    notes: tuple[Note, ...] = ()

    def noted(self, *notes: Note) -> "Old":
        """Return the same with more notes."""
        return replace(self, notes=(*self.notes, *notes)) if notes else self


class Source(Protocol):
    """An old site. It can be read as often as wanted, each time in the same order."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders in which its pictures are looked for."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names of its server, as far as it says them, once it has been read."""

    @property
    def remarks(self) -> tuple[Note, ...]:
        """What is to be said of the source as a whole, once it has been read."""

    def articles(self) -> Iterator[Old]:
        """Yield its articles. Raises ``SettingsError`` where it is no such source."""
