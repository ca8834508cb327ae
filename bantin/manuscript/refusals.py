"""What a new item cannot be, in words that say which answer is to be given otherwise."""

from dataclasses import dataclass
from pathlib import Path

from ..problems import N_, OutsideError, Problem, SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """An answer that cannot be used: the ``key`` of its field, and the Problem that says why.

    ``number`` tells which of the answers for the field it is, from 0.
    """

    key: str
    problem: Problem
    number: int = 0


class AnswerError(SettingsError):
    """The answer for the field ``key`` cannot be used; ``problem`` says why."""

    def __init__(self, key: str, problem: Problem) -> None:
        super().__init__(problem.message, problem.remedy, **dict(problem.values))
        self.key, self.problem = key, problem

    def __reduce__(self) -> "tuple[type[AnswerError], tuple[str, Problem]]":
        return type(self), (self.key, self.problem)


def unreadable(content: Path, error: OSError) -> OutsideError:
    """Return the failure of a content folder that the disk does not give."""
    return OutsideError(
        N_("“{path}” cannot be read: {reason}"),
        N_("Check that the folder is there and that you may open it"),
        path=str(error.filename or content),
        reason=error.strerror or str(error),
    )
