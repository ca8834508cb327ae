"""What the preview asks of the engine that makes its pages, and what it is answered."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An item that only the preview shows.

    ``address`` is that of its page, ``status`` is ``draft`` or ``scheduled``.
    """

    address: str
    title: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became of a look at the content.

    ``number`` is greater than that of the look before. ``problems`` are all there are, errors
    first; ``drafts`` all that is held back from readers. ``seconds`` is how long it took.
    ``languages`` are those of the site, the one at its root first.
    """

    number: int
    problems: tuple[Problem, ...]
    seconds: float
    drafts: tuple[Draft, ...] = ()
    languages: tuple[str, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One file of the site: ``status`` is 200, or 404 with the page that says so.

    The writing desk also sends the browser elsewhere, to ``location``, and tells which files
    it has ``saved``.
    """

    status: int
    media_type: str
    body: bytes
    location: str = ""
    saved: frozenset[Path] = frozenset()


class Engine(Protocol):
    """The site as it stands in the content folder, one file of it at a time.

    One caller asks one thing after the other, so an engine needs no locks.
    """

    def refresh(self, changed: frozenset[Path] | None) -> News:
        """Look at what was saved and return what became of it.

        A path may be that of a folder and may be gone by now; None is a look at everything.
        Raises ``Failure`` where the site cannot be made at all; what was good before stays.
        """

    def page(self, address: str) -> Answer:
        """Return the file at ``address``, which has no slash before it: ``en/index.html``.

        Raises ``Failure`` where a page of the site cannot be made, as with a broken template.
        """


class Scribe(Protocol):
    """The writing desk: it shows forms, and writes down what comes back from them."""

    def answer(self, address: str, lang: str, body: bytes) -> Answer:
        """Return the page or the JSON at ``address``, which has no slash before it.

        ``body`` is what came with the request, as ``Request.packed`` packs it.
        Raises ``Failure`` where the disk refuses.
        """
