"""A parser → its commands and options as plain values."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be written behind a command: an option, or a value in its place.

    ``names`` is empty for the latter. ``value`` stands for what is typed, empty for a switch;
    ``choices`` are all there is to type; ``is_path`` says that files and folders are meant.
    ``help`` is English, as the catalogues know it.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    is_path: bool
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command by the words that lead to it, as ``("new", "article")``; the program has none."""

    words: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    places: tuple[Option, ...]
    commands: "tuple[Command, ...]"

    def all(self) -> "Iterator[Command]":
        """Yield this command and all below it."""
        yield self
        for command in self.commands:
            yield from command.all()


def outline(parser: argparse.ArgumentParser) -> Command:
    """Return all that the command line of ``parser`` understands."""
    return _command(parser, (), parser.description or "")


def _command(parser: argparse.ArgumentParser, words: tuple[str, ...], told: str) -> Command:
    options, places, commands = [], [], []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            commands += [
                _command(below, (*words, name), helps.get(name, ""))
                for name, below in action.choices.items()
            ]
        elif action.option_strings:
            options.append(_option(action))
        else:
            places.append(_option(action))
    return Command(
        words=words,
        help=told,
        options=tuple(options),
        places=tuple(places),
        commands=tuple(commands),
    )


def _option(action: argparse.Action) -> Option:
    is_switch = action.nargs == 0
    choices = tuple(map(str, action.choices or ()))
    value = "" if is_switch else str(action.metavar or "|".join(choices) or action.dest.upper())
    return Option(
        names=tuple(action.option_strings),
        value=value,
        choices=choices,
        is_path=action.type is Path or value in ("DIR", "FILE", "PATH", "FOLDER"),
        help=action.help or "",
    )
