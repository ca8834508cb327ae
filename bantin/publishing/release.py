"""One state of the published site: its number, who published it, and all of its files."""

import getpass
import json
import platform
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from .manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was published. ``at`` is a moment in UTC, ``2024-03-04T08:00:00Z``.

    ``site`` is the name of the site in its first language, by which a folder is known as its
    own. ``files`` are those of the build; ``carried`` are files of earlier releases that pages
    still open in a browser may ask for. ``digest`` stands for ``files``. ``counts`` are the
    files new, changed and removed. ``undoes`` is the number of the release that a rollback
    left, ``serial`` that of the bundle it came from, else 0.
    """

    number: int
    at: str
    who: str
    site: str
    digest: str
    counts: tuple[int, int, int] = (0, 0, 0)
    undoes: int = 0
    serial: int = 0
    files: Manifest = field(default_factory=dict, compare=False, repr=False)
    carried: Manifest = field(default_factory=dict, compare=False, repr=False)

    @property
    def live(self) -> Manifest:
        """All files that lie on the server."""
        return {**self.carried, **self.files}


def said(release: Release) -> str:
    """Return the release as JSON, without its files, which are kept apart."""
    words = {f.name: getattr(release, f.name) for f in fields(release)}
    del words["files"], words["carried"]
    return json.dumps(words, ensure_ascii=False, sort_keys=True) + "\n"


def heard(text: str) -> Release:
    """Return the release that ``said`` put into words, without its files.

    Raises ``ValueError`` for anything else.
    """
    try:
        words: dict[str, Any] = json.loads(text)
        new, changed, removed = map(int, words["counts"])
        return Release(
            number=int(words["number"]),
            at=str(words["at"]),
            who=str(words["who"]),
            site=str(words["site"]),
            digest=str(words["digest"]),
            counts=(new, changed, removed),
            undoes=int(words["undoes"]),
            serial=int(words["serial"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no release") from error


def now() -> str:
    """Return this moment as a release notes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def publisher() -> str:
    """Return who is publishing: the account and the computer, ``lan@toa-soan-2``."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        account = "?"
    return f"{account}@{platform.node() or '?'}"
