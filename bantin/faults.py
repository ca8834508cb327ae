"""Problems made in one line: where, which code, what and how to put it right."""

from .problems import Problem, Severity


def fault(
    code: str,
    message: str,
    remedy: str,
    *,
    path: str,
    line: int = 1,
    column: int = 1,
    severity: Severity = Severity.ERROR,
    **values: str,
) -> Problem:
    """Return the Problem; ``values`` fill the fields of ``message`` and ``remedy``."""
    return Problem(
        code=code,
        path=path,
        message=message,
        remedy=remedy,
        line=line,
        column=column,
        severity=severity,
        values=tuple(sorted(values.items())),
    )
