"""What writers are told: a place, a matter and a remedy, as a value."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps something off the site; a warning asks for a look; info just says."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark ``message`` for the catalogues and return it as it is."""
    return message


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One matter that a writer can put right.

    ``message`` and ``remedy`` are English templates (``N_``) with ``{name}`` fields that
    ``values`` fill; they are put into the writer's language where they are shown. ``code``
    lasts and is never translated. ``line`` and ``column`` count from 1.
    """

    code: str
    path: str
    message: str
    remedy: str
    line: int = 1
    column: int = 1
    severity: Severity = Severity.ERROR
    values: tuple[tuple[str, str], ...] = ()


class ContentError(Exception):
    """A file cannot become an article at all; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    def __reduce__(self) -> "tuple[type[ContentError], tuple[Problem, ...]]":
        return type(self), self.problems


class Failure(Exception):  # noqa: N818 - neither kind below is a fault of the program
    """The whole run cannot go on. ``message`` and ``remedy`` are templates as in ``Problem``."""

    def __init__(self, message: str, remedy: str, **values: str) -> None:
        super().__init__(message.format_map(values))
        self.message, self.remedy = message, remedy
        self.values = tuple(sorted(values.items()))

    def __reduce__(self) -> "tuple[Callable[..., Failure], tuple[object, ...]]":
        # It may be raised in another process, and exceptions travel without their keywords.
        return _again, (type(self), self.message, self.remedy, dict(self.values))


def _again(kind: type[Failure], message: str, remedy: str, values: dict[str, str]) -> Failure:
    return kind(message, remedy, **values)


class SettingsError(Failure):
    """The command or the settings cannot be used: exit code 2."""


class OutsideError(Failure):
    """The disk, or another program, refuses: exit code 3."""


def order(problem: Problem) -> tuple[int, str, int, int, str]:
    """Return a sort key: errors first, then by file, line and column."""
    rank = list(Severity).index(problem.severity)
    return rank, problem.path, problem.line, problem.column, problem.code
