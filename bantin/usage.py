"""A command line that cannot be understood → why not, in the words of a ``SettingsError``.

``argparse`` says so in English and ends the program. Its sentences are known here; one that
is not, of a later Python, is quoted as it is.
"""

import argparse
import re
from typing import Any, NoReturn

from .problems import N_, SettingsError
from .text import nearest

# Compiled by ``re`` when something was mistyped.
_CHOICE = r"argument (?P<option>\S+): invalid choice: '?(?P<typed>.*?)'? \(choose from"
_VALUE = r"argument (?P<option>\S+): invalid (?P<kind>\w+) value: '(?P<typed>.*)'\Z"
_LACKS = r"argument (?P<option>\S+): expected (?:one|at least one) argument"
_EXTRA = r"argument (?P<option>\S+): ignored explicit argument '(?P<typed>.*)'"
_UNKNOWN = r"unrecognized arguments: (?P<typed>.*)"
_REQUIRED = r"the following arguments are required: (?P<option>.*)"
_AMBIGUOUS = r"ambiguous option: (?P<typed>\S+) could match (?P<option>.*)"
_EXAMPLES = {"int": "8000", "fromisoformat": "2024-05-07"}


class HelpWanted(Exception):  # noqa: N818 - nothing is wrong
    """Somebody asks what can be written; ``parser`` knows of which command."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        super().__init__(parser.prog)
        self.parser = parser


class _Help(argparse.Action):
    """What ``--help`` does: whoever knows the language shows it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise HelpWanted(parser)


class Parser(argparse.ArgumentParser):
    """A parser that raises ``SettingsError`` or ``HelpWanted`` in place of ending the program."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**{**how, "add_help": False})
        words = N_("say what can be written here")
        self.add_argument(
            "-h", "--help", action=_Help, nargs=0, default=argparse.SUPPRESS, help=words
        )

    def error(self, message: str) -> NoReturn:
        """Raise the failure that ``message`` stands for."""
        raise _failure(message, self)


def spoken(argv: list[str]) -> argparse.Namespace:
    """Return what a line that could not be understood says of ``lang``, ``site`` and ``json``."""
    said = argparse.Namespace(lang=None, site=None, settings=None, json="--json" in argv)
    for name in ("lang", "site", "settings"):
        for number, word in enumerate(argv):
            option, equals, value = word.partition("=")
            if option == f"--{name}":
                setattr(said, name, value if equals else next(iter(argv[number + 1 :]), None))
    said.lang = said.lang if said.lang in ("vi", "en") else None
    return said


def _failure(message: str, parser: argparse.ArgumentParser) -> SettingsError:
    look = N_("“{help}” lists what can be written")
    values = {"help": f"{parser.prog} --help"}
    if found := re.match(_CHOICE, message):
        return _not_one_of(found["option"], found["typed"], parser)
    if found := re.match(_VALUE, message):
        example = _EXAMPLES.get(found["kind"], "…")
        return SettingsError(
            N_("“{typed}” is no value for {option}"),
            N_("Write it so: {right}"),
            typed=found["typed"],
            option=found["option"],
            right=f"{found['option']} {example}",
        )
    if found := re.match(_UNKNOWN, message):
        return _not_known(found["typed"], parser)
    if found := re.match(_REQUIRED, message):
        if "COMMAND" in found["option"]:
            choices = _list(_commands(parser))
            return SettingsError(
                N_("no command is named"), N_("Write one of these: {choices}"), choices=choices
            )
        return SettingsError(N_("{option} is missing"), look, option=found["option"], **values)
    if found := re.match(_LACKS, message):
        return SettingsError(
            N_("{option} wants a value behind it"), look, option=found["option"], **values
        )
    if found := re.match(_EXTRA, message):
        return SettingsError(
            N_("{option} takes no value, but has “{typed}”"),
            N_("Write {option} alone"),
            option=found["option"],
            typed=found["typed"],
        )
    if found := re.match(_AMBIGUOUS, message):
        return SettingsError(
            N_("“{typed}” can mean more than one option"),
            N_("Write one of these: {choices}"),
            typed=found["typed"],
            choices=found["option"],
        )
    return SettingsError(
        N_("the command cannot be understood: {reason}"), look, reason=message, **values
    )


def _not_one_of(option: str, typed: str, parser: argparse.ArgumentParser) -> SettingsError:
    if option == "COMMAND":
        message, choices = N_("there is no command “{typed}”"), _commands(parser)
    else:
        message, choices = N_("“{typed}” is no value for {option}"), _choices(parser, option)
    meant = nearest(typed, choices)
    return SettingsError(
        message,
        N_("Did you mean “{suggestion}”?") if meant else N_("Write one of these: {choices}"),
        typed=typed,
        option=option,
        suggestion=meant or "",
        choices=_list(choices),
    )


def _not_known(typed: str, parser: argparse.ArgumentParser) -> SettingsError:
    # The words before it have been read, so the parser that is asked is that of all commands.
    word = typed.split(" ")[0].partition("=")[0]
    options = {name for p in (parser, *_parsers(parser)) for name in p._option_string_actions}
    meant = nearest(word, sorted(options)) if word.startswith("-") else None
    return SettingsError(
        N_("the command does not know “{typed}”"),
        N_("Did you mean “{suggestion}”?") if meant else N_("“{help}” lists what can be written"),
        typed=typed,
        suggestion=meant or "",
        help=f"{parser.prog} --help",
    )


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return list(parser._actions)


def _parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices.values())
    return []


def _commands(parser: argparse.ArgumentParser) -> list[str]:
    return [one.prog.rpartition(" ")[2] for one in _parsers(parser)]


def _choices(parser: argparse.ArgumentParser, option: str) -> list[str]:
    # An option of two names is called by both: “-f/--format”.
    names = set(option.split("/"))
    for action in _actions(parser):
        if action.choices and (names & {*action.option_strings, str(action.metavar), action.dest}):
            return [str(choice) for choice in action.choices]
    return []


def _list(choices: list[str]) -> str:
    return ", ".join(choices)
