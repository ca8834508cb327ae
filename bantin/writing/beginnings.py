"""The few questions behind a new article, campaign or page → its folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..dates import typed
from ..manuscript import FIELDS, Wrong, amiss, lay_down, new_item, offered
from ..preview.resident import Resident
from ..problems import Problem, SettingsError
from ..reading.facts import item_slug
from .answers import RELATIONS
from .notices import Notice

ASKED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "date", "author"),
    "campaigns": ("title", "period", "occasion", "launched_by"),
    "pages": ("title",),
}
"""What is asked of each kind, besides the campaigns of an article."""

FOLDER = "folder"
"""The name of the folder; it is no field of the head."""

Values = Mapping[str, tuple[str, ...]]


class NotYet(Exception):  # noqa: N818 - the writer has but to answer
    """A new item cannot be made of the answers; ``notices`` say why."""

    def __init__(self, told: list[Notice]) -> None:
        super().__init__(told)
        self.notices = told


def blank(kind: str, today: date) -> dict[str, tuple[str, ...]]:
    """Return what the questions are answered with before anybody answers."""
    return {"date": (typed(today),)} if kind == "articles" else {}


def begin(resident: Resident, kind: str, values: Values, name: str = "") -> tuple[str, Path]:
    """Lay down the folder of a new item and return its slug and where it lies.

    ``name`` is taken for the folder instead of the title. Articles and pages begin as drafts.
    What ``bantin new`` would refuse is refused here. Raises ``NotYet`` where an answer is missing
    or wrong, and ``OSError``.
    """
    sight = resident.sight()
    settings = sight.settings
    known = offered(sight.gathered.survey, settings.now.date())
    asked = (*ASKED[kind], *(RELATIONS if kind == "articles" else ()))
    said = [(key, value) for key in asked for value in values.get(key, ())]
    # A form can show all that is wrong at once, each beside its box.
    if wrong := list(amiss(settings, kind, said, known, whole=True)):
        raise NotYet(_in_order(kind, wrong))
    try:
        item = new_item(settings, kind, said, known=known, name=name, guided=False)
        return item_slug(item.folder), lay_down(settings.content, item)
    except SettingsError as failure:
        raise NotYet([_of_name(failure, FOLDER if name else "title")]) from failure


def _in_order(kind: str, wrong: list[Wrong]) -> list[Notice]:
    """Return the notices of wrong answers in the order of their boxes."""
    order = {field.key: number for number, field in enumerate(FIELDS[kind].all)}
    found = [Notice(problem=w.problem, field=w.key, number=w.number) for w in wrong]
    return sorted(found, key=lambda notice: (order.get(notice.field, 0), notice.number))


def _of_name(failure: SettingsError, field: str) -> Notice:
    """Return why nothing can be at the address that comes of what ``field`` says."""
    problem = Problem(
        code="address-taken",
        path="",
        message=failure.message,
        remedy=failure.remedy,
        values=failure.values,
    )
    return Notice(problem=problem, field=field)
