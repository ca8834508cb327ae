"""What was taken over → what the console says of it."""

import json
from dataclasses import dataclass

from ..console import as_json as problem_json
from ..console import counted
from ..messages import lines, translator
from ..problems import N_, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A folder that was written, as the content's paths go, and what is to be looked at in it."""

    folder: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The articles that were taken over; ``refused`` are the reasons why others were not."""

    articles: tuple[Article, ...]
    refused: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is told."""
        return (*(p for article in self.articles for p in article.problems), *self.refused)


def told(brought: Brought, lang: str) -> list[str]:
    """Return what the console says: every article, what is to be looked at, what was refused."""
    say = translator(lang)
    found: list[str] = []
    for article in brought.articles:
        found.append(say(N_("written: {folder}")).format(folder=article.folder))
        found += lines(article.problems, say)
    found += lines(brought.refused, say)
    if brought.articles:
        found.append(
            say(N_("Look at it with “bantin serve”; what is marked [xem lại] was guessed"))
        )
    return [*found, *counted(brought.problems, lang, built=False)]


def as_json(brought: Brought, lang: str) -> str:
    """Return one JSON object that says what was taken over, and what is to be looked at."""
    said = {
        "articles": [
            {
                "folder": article.folder,
                "files": list(article.files),
                "problems": [problem_json(problem, lang) for problem in article.problems],
            }
            for article in brought.articles
        ],
        "problems": [problem_json(problem, lang) for problem in brought.refused],
    }
    return json.dumps(said, ensure_ascii=False)
