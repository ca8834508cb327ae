"""Messages in the writer's language: catalogues and the lines that show a problem."""

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

    Raises ``FileNotFoundError`` where there is no such catalogue.
    """
    from babel.messages.pofile import read_po  # a slow import, needed only where words are shown

    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


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
