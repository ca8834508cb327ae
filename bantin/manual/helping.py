"""A parser → what ``--help`` says, in the writer's language.

``argparse`` brings words of its own. They are put into the catalogues here, where they are shown;
the parser itself stays in English, and is the same for everybody.
"""

import argparse
import re
from collections.abc import Callable, Iterable
from functools import partial

from ..messages import Translate, translator
from ..problems import N_

ENGLISH = "English: bantin --lang en --help"
"""What those are told who cannot read the rest."""

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
)
"""What ``argparse`` says by itself."""
PLACES = (
    *(
        N_("ADDRESS"),
        N_("BUNDLE"),
        N_("CAMPAIGN"),
        N_("COMMAND"),
        N_("DD/MM/YYYY"),
        N_("DIR"),
        N_("FILE"),
    ),
    *(N_("FOLDER"), N_("LANGUAGE"), N_("LANGUAGES"), N_("NAME"), N_("PATH"), N_("PORT")),
    *(N_("RELEASE"), N_("TARGET"), N_("TEXT"), N_("UNIT"), N_("USER"), N_("WEB-ADDRESS")),
    *(N_("YEAR"), N_("YYYY-MM-DD")),
)
"""What stands for a value that somebody types."""


class _Shown(argparse.HelpFormatter):
    """The layout of ``argparse``, with each of its pieces in another language."""

    def __init__(self, prog: str, *, say: Translate) -> None:
        super().__init__(prog, max_help_position=30)
        self._say = say

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and self._say(heading))

    def add_text(self, text: str | None) -> None:
        super().add_text(text and self._say(text))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        said = self._say("usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, said)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and self._say(action.help)

    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        known = super()._metavar_formatter(action, default_metavar)
        # Names of commands and choices are typed as they stand; only places for a value are words.
        return lambda count: tuple(
            self._say(word) if word in PLACES else word for word in known(count)
        )


def help_text(parser: argparse.ArgumentParser, lang: str) -> str:
    """Return what can be written behind the command of ``parser``, told in ``lang``."""
    say = translator(lang)
    usual = parser.formatter_class
    parser.formatter_class = partial(_Shown, say=say)
    try:
        said = parser.format_help()
    finally:
        parser.formatter_class = usual
    return said if lang == "en" else f"{said}\n{ENGLISH}\n"


def usage_line(parser: argparse.ArgumentParser) -> str:
    """Return how a command is written, on one line, in English and without “usage”."""
    return re.sub(r"\s+", " ", parser.format_usage().removeprefix("usage: ")).strip()
