"""Every mistake of a writer is told once, at its place, with its remedy, in both languages."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from bantin.messages import shown, translator
from bantin.problems import Problem, Severity
from bantin.settings import Settings
from bantin.site import check

from . import mistakes
from .mistakes import (
    Case,
    dates,
    folders,
    harmless,
    heads,
    languages,
    links,
    names,
    photos,
    relations,
    texts,
)

KINDS = (dates, folders, heads, languages, links, names, photos, relations, texts)
MISTAKES = [
    pytest.param(case, id=f"{kind.__name__.rpartition('.')[2]}: {case.name}")
    for kind in KINDS
    for case in kind.CASES
]
HARMLESS = [pytest.param(case, id=case.name) for case in harmless.CASES]
SIGNS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I"}
QUIET = "translation-missing"


def put(content: Path, case: Case) -> None:
    """Write the files of ``case``, and a campaign that all articles may name."""
    step = {
        "campaigns/dien-bien/vi.md": mistakes.campaign("Thời gian: 01/3/2024 - 07/5/2024"),
        "campaigns/dien-bien/en.md": mistakes.en("Title: In the Footsteps"),
    }
    for name, data in (step | dict(case.files)).items():
        path = content / (name if "/" in name else f"articles/a/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def checked(folder: Path, case: Case) -> tuple[Problem, ...]:
    """Return all that ``bantin check`` finds in the small site of ``case``."""
    put(folder / "content", case)
    return check(
        Settings(
            root=folder,
            content=folder / "content",
            output=folder / "output",
            theme=folder / "theme",
            cache=folder / "cache",
            now=datetime(2026, 11, 24, 12),
        )
    )


def told(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as a ``Case`` writes them."""
    places = ((p, p.path.removeprefix("content/").removeprefix("articles/a/")) for p in problems)
    return sorted(f"{SIGNS[p.severity]} {p.code} {place}:{p.line}" for p, place in places)


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_once_where_it_is(case: Case, tmp_path: Path) -> None:
    problems = checked(tmp_path, case)
    wanted = sorted(case.told)
    if not any(QUIET in line for line in wanted):
        problems = tuple(p for p in problems if p.code != QUIET)

    assert told(problems) == wanted
    said = " ".join(" → ".join(shown(p, translator("vi"))) for p in problems)
    assert [words for words in case.says if words not in said] == [], said


@pytest.mark.parametrize("case", HARMLESS)
def test_an_oddity_is_taken_without_a_word(case: Case, tmp_path: Path) -> None:
    problems = [p for p in checked(tmp_path, case) if p.code != QUIET]

    assert told(problems) == []
