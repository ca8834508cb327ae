"""What the terminal says while the preview runs."""

from ..messages import lines, translator
from ..problems import N_, Problem, Severity
from .desk import Desk, in_words


class Report:
    """Says what is new since the last time: a site may have more problems than a screen holds."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._known: tuple[Problem, ...] = ()

    def lines(self, desk: Desk) -> list[str]:
        """Return what is to be said of the newest look at the content."""
        say = translator(self._lang)
        if desk.failure:
            message, remedy = in_words(desk.failure, self._lang)
            return [f"error: {message}", f"    → {remedy}"]
        problems = desk.news.problems
        new = _without(problems, self._known)
        self._known = problems
        severities = [problem.severity for problem in problems]
        summary = say(N_("ready in {seconds} s; errors: {errors}, warnings: {warnings}")).format(
            seconds=_decimal(desk.news.seconds, self._lang),
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
        )
        return [*lines(new, say), summary]


def _without(problems: tuple[Problem, ...], known: tuple[Problem, ...]) -> list[Problem]:
    if problems == known:  # as after most saves, and thousands are not looked at one by one
        return []
    old = frozenset(known)
    return [problem for problem in problems if problem not in old]


def _decimal(number: float, lang: str) -> str:
    text = f"{number:.2f}"
    return text.replace(".", ",") if lang == "vi" else text
