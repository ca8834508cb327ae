"""Messages in the writer's language: catalogues and the lines that show a problem."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from .problems import Problem, Severity

Translate = Callable[[str], str]

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "bantin"


@cache
def read_catalogue(path: Path) -> dict[str, str]:
    """Return the entries of a ``.po`` file, English to translation; untranslated ones are left out.

    Only what our own catalogues hold is understood: no plurals, no contexts, no old entries. A
    reader of all there is takes longer to load than a small check takes.
    Raises ``FileNotFoundError`` where there is no such catalogue.
    """
    parts: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(("msgid ", "msgstr ")):
            parts.append([line.partition(" ")[2]])
        elif line.startswith('"'):
            parts[-1].append(line)
    said = ["".join(map(_unquoted, lines)) for lines in parts]
    return {message: words for message, words in zip(said[::2], said[1::2], strict=True) if words}


def _unquoted(line: str) -> str:
    # Most lines hold no escape, and what stands between their quotes is what they say.
    return str(json.loads(line)) if "\\" in line else line[1:-1]


def translator(lang: str, folder: Path = CATALOGUES, domain: str = DOMAIN) -> Translate:
    """Return a function from an English message to ``lang``; unknown ones stay English."""
    path = folder / lang / "LC_MESSAGES" / f"{domain}.po"
    entries = read_catalogue(path) if path.is_file() else {}
    return lambda message: entries.get(message, message)


def shown(problem: Problem, translate: Translate) -> tuple[str, str]:
    """Return the message and the remedy of ``problem`` with their values filled in."""
    values = dict(problem.values)
    message = translate(problem.message).format_map(values)
    return message, translate(problem.remedy).format_map(values)


def lines(problems: Iterable[Problem], translate: Translate) -> list[str]:
    """Return what the console shows: two lines a problem, as SPEC §4 lays them out."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    out = []
    for problem in problems:
        message, remedy = shown(problem, translate)
        place = f"{problem.path}:{problem.line}:{problem.column}"
        out.append(f"{place}: {words[problem.severity]}: {message} [{problem.code}]")
        out.append(f"    → {remedy}")
    return out
