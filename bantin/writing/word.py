"""A Word file that is dropped on the desk → the folder of an article, and its form."""

from pathlib import Path

from ..importing import taken_over
from ..manuscript import lay_down
from ..preview.engine import Answer
from ..problems import ContentError, Problem, SettingsError
from ..reading.facts import item_slug
from .office import Office, in_json
from .pages import link


def take(office: Office) -> Answer:
    """Lay down what a Word file gives and tell where its form is, or why it gives nothing."""
    given, name = Path(office.request.file), office.request.asked("name")
    try:
        manuscript, lost = taken_over(office.sight.settings, given.read_bytes(), name)
        place = lay_down(office.content, manuscript)
    except ContentError as error:
        return in_json({"problems": _told(office, error.problems)}, status=422)
    except SettingsError as error:
        say, values = office.pages.say, dict(error.values)
        told = f"{say(error.message).format_map(values)} {say(error.remedy).format_map(values)}"
        return in_json({"problems": [told]}, status=422)
    slug = item_slug(manuscript.folder)
    office.reports[slug] = lost
    files = frozenset(place / name for name, _ in manuscript.files)
    address = link(f"edit/articles/{slug}", ui=office.lang, done="word")
    return in_json({"location": address, "problems": []}, saved=files | {place})


def _told(office: Office, problems: tuple[Problem, ...]) -> list[str]:
    return [" ".join(office.pages.told(problem)) for problem in problems]
