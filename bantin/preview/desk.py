"""Between the engine and the web server: what browsers ask, answered from the engine's news."""

import json
from collections.abc import Iterable
from pathlib import Path

from ..console import as_json
from ..messages import translator
from ..problems import Failure, Problem, Severity
from .about import is_about
from .drafts import drafts_page, failed_page
from .engine import Answer, Engine, News, Scribe
from .frames import Asked, Reply, Told

_JSON, _HTML = "application/json", "text/html; charset=utf-8"
# A panel is read from the top; `bantin check` tells all.
_SHOWN_HERE, _SHOWN_ELSEWHERE = 100, 50


class Desk:
    """Has the engine look at what was saved, and knows what became of it."""

    def __init__(self, engine: Engine, scribe: Scribe | None = None) -> None:
        self.engine, self.scribe = engine, scribe
        self.news = News(number=0, problems=(), seconds=0.0)
        self.failure: Failure | None = None
        self.turn = 0

    @property
    def told(self) -> Told:
        """What the web server is to know."""
        return Told(turn=self.turn, build=self.news.number)

    def refresh(self, changed: frozenset[Path] | None) -> None:
        """Look at what was saved; a failure is kept, and so is what was good before it."""
        self.turn += 1
        try:
            self.news = self.engine.refresh(changed)
            self.failure = None
        except Failure as failure:
            self.failure = failure

    def answer(self, asked: Asked) -> Reply:
        """Return the answer to what a browser asks."""
        if asked.what == "writing":
            answer = self._writing(asked)
        else:
            answers = {"page": self._page, "problems": self._problems, "drafts": self._drafts}
            answer = answers[asked.what](asked.address, asked.lang)
        return Reply(
            number=asked.number,
            build=self.news.number,
            status=answer.status,
            media_type=answer.media_type,
            body=answer.body,
            location=answer.location,
        )

    def _page(self, address: str, _: str) -> Answer:
        try:
            return self.engine.page(address)
        except Failure as failure:
            if str(failure) != str(self.failure):
                self.turn += 1
            self.failure = failure
            lang = "en" if address.startswith("en/") else "vi"
            page = failed_page(*in_words(failure, lang), lang)
            return Answer(status=503, media_type=_HTML, body=page)

    def _writing(self, asked: Asked) -> Answer:
        """Return what the writing desk answers; what it has saved is looked at before."""
        if not self.scribe:
            return Answer(status=404, media_type=_HTML, body=b"")
        try:
            answer = self.scribe.answer(asked.address, asked.lang, asked.body)
        except Failure as failure:
            page = failed_page(*in_words(failure, asked.lang), asked.lang)
            return Answer(status=500, media_type=_HTML, body=page)
        if answer.saved:
            self.refresh(answer.saved)
        return answer

    def _problems(self, address: str, lang: str) -> Answer:
        here, elsewhere = _parted(self.news.problems, address)
        severities = [problem.severity for problem in self.news.problems]
        found = {
            "build": self.news.number,
            "errors": severities.count(Severity.ERROR),
            "warnings": severities.count(Severity.WARNING),
            "notes": severities.count(Severity.INFO),
            "here": [as_json(problem, lang) for problem in here[:_SHOWN_HERE]],
            "elsewhere": [as_json(problem, lang) for problem in elsewhere[:_SHOWN_ELSEWHERE]],
            "left": len(here[_SHOWN_HERE:]) + len(elsewhere[_SHOWN_ELSEWHERE:]),
            "drafts": len(self.news.drafts),
            "failure": None,
        }
        if self.failure:
            message, remedy = in_words(self.failure, lang)
            found["failure"] = {"message": message, "remedy": remedy}
        body = json.dumps(found, ensure_ascii=False).encode()
        return Answer(status=200, media_type=_JSON, body=body)

    def _drafts(self, _: str, lang: str) -> Answer:
        return Answer(
            status=200,
            media_type=_HTML,
            body=drafts_page(self.news.drafts, lang, self.news.languages),
        )


def in_words(failure: Failure, lang: str) -> tuple[str, str]:
    """Return the message and the remedy of ``failure`` in ``lang``."""
    say, values = translator(lang), dict(failure.values)
    return say(failure.message).format_map(values), say(failure.remedy).format_map(values)


def _parted(problems: Iterable[Problem], address: str) -> tuple[list[Problem], list[Problem]]:
    here: list[Problem] = []
    elsewhere: list[Problem] = []
    for problem in problems:
        (here if is_about(problem.path, address) else elsewhere).append(problem)
    return here, elsewhere
