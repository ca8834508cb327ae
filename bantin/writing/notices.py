"""Problems of a text → each beside the box of the form in which it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..console import as_json
from ..problems import N_, ContentError, Problem, order
from .sheets import Place, body_line, head_of, owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A problem, and the box that it is about.

    ``field`` is the key of a field, ``body`` or empty; ``number`` which of the field's values,
    ``line`` that of the words, from 1.
    """

    problem: Problem
    field: str = ""
    number: int = 0
    line: int = 0

    def told(self, lang: str) -> dict[str, str | int]:
        """Return it for a script, in words of ``lang``."""
        found = as_json(self.problem, lang)
        return {**found, "field": self.field, "number": self.number, "bodyLine": self.line}


def notices(problems: Iterable[Problem], data: bytes, place: Place, root: str) -> list[Notice]:
    """Return the problems of the text, which holds ``data``, and of the photos in its folder.

    ``problems`` may be those of a whole site. ``root`` is the name of the content folder.
    """
    own = f"{root}/{place.path}"
    around = f"{root}/{place.folder}"
    try:
        head, first = head_of(data, place), body_line(data, place)
    except ContentError as error:
        return [Notice(problem=problem) for problem in error.problems]
    found = []
    for problem in sorted(problems, key=order):
        if problem.path == own and problem.line >= head.body_line:
            line = max(1, problem.line - first + 1)
            found.append(Notice(problem=_in_a_form(problem), field="body", line=line))
        elif problem.path == own:
            key, number = owner(problem, head, place)
            found.append(Notice(problem=_in_a_form(problem), field=key, number=number))
        elif _is_around(problem.path, around, place):
            found.append(Notice(problem=problem))
    return found


def _in_a_form(problem: Problem) -> Problem:
    """Return a problem with what a form has to do about it.

    It has a box for each field and each caption, and shows there what was guessed without its
    mark in the file.
    """
    if problem.code in ("field-guessed", "caption-guessed"):
        right = N_("If it is right, choose “That is right”; else correct it in the box")
        return replace(problem, remedy=right)
    if problem.code in ("field-missing", "field-empty"):
        return replace(problem, remedy=N_("Write it in the box"))
    return problem


def _is_around(path: str, folder: str, place: Place) -> bool:
    """Return whether a problem is one of the folder; the other languages' forms tell theirs."""
    return (path == folder or path.startswith(f"{folder}/")) and not path.endswith(".md")
