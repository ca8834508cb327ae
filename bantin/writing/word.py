"""A Word file that is dropped on the desk → the folder of an article, by whoever can read one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..manuscript import Manuscript, NameTaken, lay_down
from ..preview.engine import Answer
from ..problems import ContentError, Problem, SettingsError
from ..reading.facts import item_slug
from ..settings import Settings
from .office import Office, in_json
from .pages import link

LARGEST = 100_000_000
"""A Word file may have so many bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a Word file gave: the folder that is to be, and what could not be taken over."""

    manuscript: Manuscript
    notes: tuple[Problem, ...] = ()


Reader = Callable[[bytes, str, Settings], Taken]
"""Reads the bytes of a file of that name for a site.

Raises ``ContentError`` where it is no Word file, ``SettingsError`` where there can be no folder.
"""


def take(office: Office, read: Reader) -> Answer:
    """Lay down what a Word file gives and tell where its form is, or why it gives nothing."""
    given, name = Path(office.request.file), office.request.asked("name")
    if given.stat().st_size > LARGEST:
        return in_json({"problems": [], "tooLarge": True}, status=413)
    try:
        taken = read(given.read_bytes(), name, office.sight.settings)
        place = lay_down(office.content, taken.manuscript)
    except ContentError as error:
        return in_json({"problems": _told(office, error.problems)}, status=422)
    except (SettingsError, NameTaken) as error:
        say, values = office.pages.say, dict(error.values)
        told = f"{say(error.message).format_map(values)} {say(error.remedy).format_map(values)}"
        return in_json({"problems": [told]}, status=422)
    slug = item_slug(taken.manuscript.folder)
    office.reports[slug] = taken.notes
    files = frozenset(place / name for name, _ in taken.manuscript.files)
    address = link(f"edit/articles/{slug}", ui=office.lang, done="word")
    return in_json({"location": address, "problems": []}, saved=files | {place})


def _told(office: Office, problems: tuple[Problem, ...]) -> list[str]:
    return [" ".join(office.pages.told(problem)) for problem in problems]
