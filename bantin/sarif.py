"""Problems → SARIF, the form in which editors and code hosts read them."""

from collections import defaultdict
from string import Formatter
from typing import Any
from urllib.parse import quote

from . import __version__
from .messages import Translate, shown, translator
from .problems import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: list[Problem], lang: str) -> dict[str, Any]:
    """Return a log of ``problems`` in ``lang``; each code is a rule with its remedies as help.

    Lines and columns count characters, from 1. Source: SARIF 2.1.0, sections 3.14, 3.27, 3.49.
    """
    say = translator(lang)
    by_code: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.code].append(problem)
    codes = sorted(by_code)
    driver = {
        "name": "bantin",
        "version": __version__,
        "language": lang,
        "rules": [_rule(code, by_code[code], say) for code in codes],
    }
    places = {code: place for place, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, places[problem.code], say) for problem in problems],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(code: str, problems: list[Problem], say: Translate) -> dict[str, Any]:
    matters = dict.fromkeys(_general(say(problem.message)) for problem in problems)
    remedies = dict.fromkeys(_general(say(problem.remedy)) for problem in problems)
    return {
        "id": code,
        "shortDescription": {"text": next(iter(matters))},
        "help": {"text": "\n".join(remedies)},
        "defaultConfiguration": {"level": _LEVELS[problems[0].severity]},
    }


def _general(template: str) -> str:
    """Return ``template`` with dots where a writer's own words would stand."""
    return "".join(text + ("…" if name else "") for text, name, _, _ in Formatter().parse(template))


def _result(problem: Problem, rule: int, say: Translate) -> dict[str, Any]:
    message, remedy = shown(problem, say)
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": {"uri": quote(problem.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{message}. {remedy}"},
        "locations": [{"physicalLocation": place}],
    }
