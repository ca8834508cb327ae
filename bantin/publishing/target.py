"""What every place to publish to can do, and what it says of itself."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..problems import N_
from ..workers import Tell, silent
from .plan import Plan
from .release import Release

ROOM = N_("Make room there, or ask for more, then publish again; the site is whole")
RIGHT = N_("Ask its administrator for the right to write there; the site is whole")
"""What to do where a target is full, and where it may not be written to."""

Source = Path | int
"""Where the bytes come from: the folder of a build, or a release that the target still has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a target stands: what is live with all of its files, or whether nothing is there.

    ``live`` says how the files lie now, even where a publish was cut off halfway (``is_torn``).
    """

    live: Release | None
    is_empty: bool
    is_torn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How the files of a target differ from what was published, by address."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.missing or self.changed or self.extra)


class Target(Protocol):
    """A place that holds the published site. Everything may raise ``OutsideError``."""

    @property
    def address(self) -> str:
        """What the target is called in the settings: ``dir:…``, ``ssh://…``, without secrets."""
        ...

    def held(self, who: str, tell: Tell = silent) -> AbstractContextManager[None]:
        """Keep every other publisher out; raise where one is at work, and say who it is.

        Where that takes a while, ``tell`` hears of it.
        """
        ...

    def standing(self) -> Standing:
        """Say how the target stands."""
        ...

    def history(self) -> tuple[Release, ...]:
        """Return the releases that can be gone back to, the newest first, without their files."""
        ...

    def release(self, number: int) -> Release:
        """Return one of them with its files."""
        ...

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Make ``release`` live by ``plan``, and keep so many releases to go back to.

        Cut off at any moment, it leaves what the next one heals, and never a file half written.
        """
        ...

    def faults(self, release: Release, tell: Tell) -> Faults:
        """Compare every byte that lies there with ``release``."""
        ...
