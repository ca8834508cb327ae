"""What all answers of the writing desk need: the site, who asks, and the pages in his language."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ..preview.engine import Answer
from ..preview.resident import Resident, Sight
from ..problems import N_, OutsideError, Problem
from ..reading import Survey
from .pages import Pages
from .places import place_of
from .requests import Request
from .sheets import Place

JSON, HTML = "application/json", "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The site behind the desk, as of one request; ``lang`` is the language of who writes.

    ``reports`` are what Word files lost on their way, by the slug of the article.
    """

    resident: Resident
    request: Request
    lang: str
    sight: Sight
    shelf: dict[tuple[str, str, str, str, str], Pages] = field(default_factory=dict)
    reports: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.sight.settings.content

    @property
    def site(self) -> str:
        """Letters that stand for the content folder: two sites may have the same port in turn."""
        return hashlib.sha256(os.fsencode(self.content.resolve())).hexdigest()[:12]

    @property
    def cache(self) -> Path:
        """The folder of what can be made again, and of earlier versions."""
        return self.sight.settings.cache

    @property
    def survey(self) -> Survey:
        """What lies in the content folder."""
        return self.sight.gathered.survey

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the first one first."""
        return self.sight.settings.languages

    @property
    def pages(self) -> Pages:
        """The pages of the desk in the language of who writes."""
        home = f"/{self.lang}/index.html" if self.lang in self.languages[1:] else "/index.html"
        key = (self.lang, self.request.token, self.sight.style, self.sight.icon, home)
        return self.shelf.setdefault(key, Pages(*key))

    def named(self, place: Place) -> str:
        """Return the path of a text from the site's folder."""
        return f"{self.survey.tree.root}/{place.path}"

    def first_of(self, place: Place) -> Place:
        """Return the text in the first language of the same item."""
        found = place_of(self.survey, place.kind, place.slug, self.languages[0])
        return found or place


def in_json(found: object, *, status: int = 200, saved: frozenset[Path] = frozenset()) -> Answer:
    """Return an answer for a script."""
    body = json.dumps(found, ensure_ascii=False).encode()
    return Answer(status=status, media_type=JSON, body=body, saved=saved)


def in_html(body: bytes, *, status: int = 200) -> Answer:
    """Return a page as an answer."""
    return Answer(status=status, media_type=HTML, body=body)


def elsewhere(address: str, saved: frozenset[Path] = frozenset()) -> Answer:
    """Return the answer that sends a browser to another page, to be fetched anew."""
    return Answer(status=303, media_type=HTML, body=b"", location=address, saved=saved)


def nothing() -> Answer:
    """Return the answer where there is nothing."""
    return Answer(status=404, media_type="text/plain", body=b"not found\n")


def unwritable(path: str, error: OSError) -> OutsideError:
    """Return why a file could not be written."""
    return OutsideError(
        N_("“{path}” cannot be written: {reason}"),
        N_("Close it in other programs, and see whether you may change it; then save again"),
        path=path,
        reason=error.strerror or type(error).__name__,
    )
