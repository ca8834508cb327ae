"""What the console says: the problems of a run, and one line that sums it up."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from .messages import lines, shown, translator
from .problems import N_, Failure, Problem, Severity

if TYPE_CHECKING:
    from .build import Built
    from .yearbook import Made


def told(built: "Built", lang: str) -> list[str]:
    """Return the problems of a build and its last line, in the writers' language."""
    say = translator(lang)
    summary = say(
        N_("articles: {articles}; files written: {written}, removed: {removed}, unchanged: {kept}")
    ).format(
        articles=built.articles,
        written=len(built.report.written),
        removed=len(built.report.removed),
        kept=built.report.kept,
    )
    return [*lines(built.problems, say), summary, counted(built.problems, lang, built=True)]


def counted(problems: Iterable[Problem], lang: str, *, built: bool) -> str:
    """Return the last line: how many problems there are, and whether the site was built."""
    say = translator(lang)
    severities = [problem.severity for problem in problems]
    errors, warnings = (severities.count(kind) for kind in (Severity.ERROR, Severity.WARNING))
    if not errors and not warnings:
        count = say(N_("nothing to mend"))
    else:
        count = say(N_("errors: {errors}, warnings: {warnings}"))
    if not built:
        outcome = say(N_("this was a check, nothing was built"))
    elif errors:
        outcome = say(N_("the site was built without what has errors"))
    else:
        outcome = say(N_("the site was built"))
    return f"{count.format(errors=errors, warnings=warnings)}; {outcome}"


def failure_lines(failure: Failure, lang: str) -> list[str]:
    """Return what is said where a run cannot go on: the matter and the remedy."""
    say, values = translator(lang), dict(failure.values)
    return [
        f"error: {say(failure.message).format_map(values)}",
        f"    → {say(failure.remedy).format_map(values)}",
    ]


def as_json(problem: Problem, lang: str) -> dict[str, str | int]:
    """Return a problem with the keys of SPEC §4."""
    message, remedy = shown(problem, translator(lang))
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": message,
        "remedy": remedy,
    }


def build_json(built: "Built", lang: str) -> str:
    """Return one JSON object that says what a build did."""
    return json.dumps(
        {
            "articles": built.articles,
            "written": list(built.report.written),
            "removed": list(built.report.removed),
            "unchanged": built.report.kept,
            "problems": [as_json(problem, lang) for problem in built.problems],
        },
        ensure_ascii=False,
    )


def volume_told(made: "Made", lang: str) -> list[str]:
    """Return what is said of a volume: what is left out of it, where it lies, what it holds."""
    say, errors = translator(lang), _errors(made)
    count = asdict(made.count)
    found = [
        say(N_("the volume of {year}: {path}")).format(year=made.year, path=made.path),
        say(
            N_("articles: {articles}, campaigns: {campaigns}, photos: {photos}, awards: {awards}")
        ).format(**count),
        say(N_("fingerprint of the texts: {state}")).format(state=made.state),
    ]
    if errors:
        found.append(
            say(N_("some articles have errors and are left out; “bantin check” tells more"))
        )
    return [*lines(errors, say), *found]


def made_json(made: "Made", lang: str) -> str:
    """Return one JSON object that says which volume was made."""
    said = {
        "path": str(made.path),
        "year": made.year,
        **asdict(made.count),
        "sha256_of_texts": made.state,
        "problems": [as_json(problem, lang) for problem in _errors(made)],
    }
    return json.dumps(said, ensure_ascii=False)


def _errors(made: "Made") -> list[Problem]:
    return [problem for problem in made.problems if problem.severity is Severity.ERROR]


def check_report(problems: list[Problem], lang: str, form: str) -> list[str]:
    """Return the lines that ``bantin check`` prints, as ``text``, ``json`` or ``sarif``."""
    if form == "json":
        found = [as_json(problem, lang) for problem in problems]
        return [json.dumps({"problems": found}, ensure_ascii=False)]
    if form == "sarif":
        from .sarif import sarif

        return [json.dumps(sarif(problems, lang), ensure_ascii=False)]
    return [*lines(problems, translator(lang)), counted(problems, lang, built=False)]
