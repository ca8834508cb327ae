"""The few questions behind a new article, campaign or page → its folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..dates import DateError, read_day, typed
from ..faults import fault
from ..manuscript import Manuscript, compose, folder_for, lay_down
from ..preview.resident import Resident
from ..problems import N_, Failure, Problem, Severity
from ..reading.facts import item_slug
from .answers import RELATIONS
from .notices import Notice, notices
from .sheets import FIELDS, Place

ASKED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "date", "author"),
    "campaigns": ("title", "period", "occasion", "launched_by"),
    "pages": ("title",),
}
"""What is asked of each kind, besides the campaigns of an article."""

Values = Mapping[str, tuple[str, ...]]


class NotYet(Exception):  # noqa: N818 - the writer has but to answer
    """A new item cannot be made of the answers; ``notices`` say why."""

    def __init__(self, told: list[Notice]) -> None:
        super().__init__(told)
        self.notices = told


def blank(kind: str, today: date) -> dict[str, tuple[str, ...]]:
    """Return what the questions are answered with before anybody answers."""
    return {"date": (typed(today),)} if kind == "articles" else {}


def begin(resident: Resident, kind: str, values: Values) -> tuple[Place, Path]:
    """Lay down the folder of a new item and return its text and where it lies.

    Articles and pages begin as drafts.

    Raises ``NotYet`` where an answer is missing or wrong, and ``OSError``.
    """
    settings = resident.sight().settings
    lang = settings.languages[0]
    if missing := list(_missing(kind, values, lang)):
        raise NotYet(missing)
    try:
        folder = folder_for(settings.content, kind, values["title"][0], _day(values))
    except Failure as failure:
        raise NotYet([_of_title(failure)]) from failure
    place = Place(
        kind=kind,
        slug=item_slug(folder),
        lang=lang,
        folder=folder,
        name=f"{lang}.md",
        is_translation=False,
    )
    data = _text(kind, values, lang)
    _try(resident, place, data)
    return place, lay_down(settings.content, Manuscript(folder=folder, files=((place.name, data),)))


def _missing(kind: str, values: Values, lang: str) -> list[Notice]:
    found = []
    for field in FIELDS[kind].required:
        if not any(value.strip() for value in values.get(field.key, ())):
            problem = fault(
                "field-empty",
                N_("“{field}” is empty"),
                N_("Write it in the box"),
                path="",
                field=field.label(lang),
            )
            found.append(Notice(problem=problem, field=field.key))
    return found


def _day(values: Values) -> date | None:
    if "date" not in values:
        return None
    try:
        return read_day(values["date"][0])
    except DateError as error:
        told = Problem(
            code=error.code,
            path="",
            message=error.message,
            remedy=error.remedy,
            values=error.values,
        )
        raise NotYet([Notice(problem=told, field="date")]) from error


def _of_title(failure: Failure) -> Notice:
    problem = Problem(
        code="title-taken",
        path="",
        message=failure.message,
        remedy=failure.remedy,
        values=failure.values,
    )
    return Notice(problem=problem, field="title")


def _text(kind: str, values: Values, lang: str) -> bytes:
    asked = (*ASKED[kind], *(RELATIONS if kind == "articles" else ()))
    said = [(key, value) for key in asked for value in values.get(key, ())]
    if kind != "campaigns":  # one that were a draft would hide what articles are to it
        said.append(("status", "nháp" if lang == "vi" else "draft"))
    return f"{compose(said, FIELDS[kind], lang)}\n".encode()


def _try(resident: Resident, place: Place, data: bytes) -> None:
    sight = resident.sight_as_if({place.path: data})
    root = sight.assembled.gathered.survey.tree.root
    told = notices(sight.told.all, data, place, root)
    wrong = [
        notice
        for notice in told
        if notice.problem.severity is Severity.ERROR and notice.field not in ("", "body")
    ]
    if wrong:
        raise NotYet(wrong)
