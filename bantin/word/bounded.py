"""A file that nobody has looked into → an article, read by another process within bounds."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..problems import ContentError
from ..workers import Limits, Lost, each
from .imported import Answers, Imported, read_here
from .refusals import too_large
from .ties import Called

_LIMITS = Limits(cpu_seconds=60, megabytes=2_000)


class _Task(NamedTuple):
    data: bytes
    name: str
    today: date
    campaigns: tuple[Called, ...]
    answers: Answers


def read_docx(
    data: bytes, name: str, *, today: date, campaigns: Sequence[Called] = (),
    answers: Answers | None = None,
) -> Imported:  # fmt: skip
    """Return the article in ``data``, the bytes of the Word file ``name``.

    ``campaigns`` are those that the words may name. Where nothing tells its day it is that on
    which the file was made, else ``today``. Raises ``ContentError`` where the file is no Word
    document, is damaged or locked, holds programs, or would take too much time or memory:
    whatever it does, it does to a process of its own.
    """
    task = _Task(data, name, today, tuple(campaigns), answers or Answers())
    (found,) = each(_read, None, [task], limits=_LIMITS, workers=1)
    if isinstance(found, Lost):
        raise ContentError(too_large(name))
    return found


def _read(_: None, task: _Task) -> Imported:
    return read_here(
        task.data, task.name, today=task.today, campaigns=task.campaigns, answers=task.answers
    )
