"""What the console says: the problems of a run, and one line that sums it up."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from . import __version__
from .build import Built
from .messages import lines, shown, translator
from .problems import N_, Failure, Problem, Severity

if TYPE_CHECKING:
    from .yearbook import Made


def told(built: Built, lang: str) -> list[str]:
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
    return [*lines(built.problems, say), summary, *counted(built.problems, lang, built=True)]


def counted(problems: Iterable[Problem], lang: str, *, built: bool) -> list[str]:
    """Return the line that counts the problems; no line where there is nothing to mend."""
    say = translator(lang)
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = sum(problem.severity is Severity.WARNING for problem in found)
    if not errors and not warnings:
        return [] if built else [say(N_("nothing to mend"))]
    text = N_("errors: {errors}, warnings: {warnings}")
    if errors and built:
        text = N_("errors: {errors}, warnings: {warnings}; everything else was built")
    return [say(text).format(errors=errors, warnings=warnings)]


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


def build_json(built: Built, lang: str) -> str:
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


def check_report(problems: list[Problem], lang: str, form: str) -> str:
    """Return what ``bantin check`` prints, as ``text``, ``json`` or ``sarif``."""
    if form == "json":
        found = [as_json(problem, lang) for problem in problems]
        return json.dumps({"problems": found}, ensure_ascii=False)
    if form == "sarif":
        return json.dumps(_sarif(problems, lang), ensure_ascii=False)
    say = translator(lang)
    return "\n".join([*lines(problems, say), *counted(problems, lang, built=False)])


def _sarif(problems: list[Problem], lang: str) -> dict[str, Any]:
    """Return the problems for editors and code hosts. Source: SARIF 2.1.0, section 3.27."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    results = []
    for problem in problems:
        message, remedy = shown(problem, translator(lang))
        region = {"startLine": problem.line, "startColumn": problem.column}
        place = {"artifactLocation": {"uri": quote(problem.path)}, "region": region}
        results.append(
            {
                "ruleId": problem.code,
                "level": levels[problem.severity],
                "message": {"text": f"{message}. {remedy}"},
                "locations": [{"physicalLocation": place}],
            }
        )
    rules = [{"id": code} for code in sorted({problem.code for problem in problems})]
    driver = {"name": "bantin", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
