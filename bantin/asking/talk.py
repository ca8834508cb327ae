"""Questions at a console → answers that can be used; a wrong one is asked again with the reason."""

import sys
from collections.abc import Callable

from ..faults import fault
from ..messages import Translate, shown, translator
from ..problems import N_, Problem

Judge = Callable[[str], Problem | None]
"""Says why an answer cannot be used, or None."""


def someone_is_there() -> bool:
    """Return whether a person can be asked: both ends of the talk are a console."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def accepted(_: str) -> None:
    """Take every answer."""


class Talk:
    """A talk in one language. Whoever ends it (Ctrl+C, Ctrl+D) raises ``KeyboardInterrupt``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.say: Translate = translator(lang)
        # What cannot be read is asked again; it does not end the talk.
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]

    def tell(self, message: str, **values: str) -> None:
        """Say something, a template of the catalogues with its values."""
        print(self.say(message).format_map(values))

    def refuse(self, problem: Problem) -> None:
        """Say why an answer cannot be used, and what would be one."""
        message, remedy = shown(problem, self.say)
        print(f"  ✗ {message}\n    → {remedy}")

    def ask(self, question: str, *, default: str = "", judge: Judge = accepted) -> str:
        """Return an answer that ``judge`` has nothing against; ``default`` where there is none.

        ``question`` is in the language of the talk already.
        """
        prompt = f"{question} [{default}]: " if default else f"{question}: "
        while True:
            answer = " ".join(self._line(prompt).split()) or default
            problem = _unreadable(answer) or judge(answer)
            if problem is None:
                return answer
            self.refuse(problem)

    def agrees(self, question: str) -> bool:
        """Return whether a question is answered with yes; an empty answer is no."""
        # Both languages' letters are taken, whichever the talk is in.
        return self.ask(question, judge=_neither).lower() in _YES

    def _line(self, prompt: str) -> str:
        try:
            return input(prompt)
        except EOFError as error:
            raise KeyboardInterrupt from error
        except KeyboardInterrupt:
            print()  # what the shell says next begins a line of its own
            raise


_YES = ("c", "có", "co", "y", "yes")
_NO = ("", "k", "không", "khong", "n", "no")


def _neither(answer: str) -> Problem | None:
    if answer.lower() in (*_YES, *_NO):
        return None
    return fault(
        "answer-unclear",
        N_("“{typed}” is neither yes nor no"),
        N_("Type y for yes, n or only Enter for no"),
        path="",
        typed=answer,
    )


def _unreadable(answer: str) -> Problem | None:
    if "\N{REPLACEMENT CHARACTER}" not in answer:
        return None
    return fault(
        "answer-unreadable",
        N_("the console sent letters that cannot be read"),
        N_("Type it again; if that does not help, give it later, in the file"),
        path="",
    )
