"""The options of ``bantin init`` → what a new site is to be, as a value."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from ..problems import N_

LANGUAGES = ("vi", "en")
"""The languages of the theme that comes with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A site that is to be. ``names`` and ``units`` go with ``languages``, the first one first.

    What is not known yet is empty. ``address`` is the one that readers will use.
    """

    folder: Path
    languages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    address: str = ""
    own_theme: bool = False


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """Let ``parser`` take the answers to what is asked of a new site."""
    add = parser.add_argument
    add("folder", type=Path, metavar="FOLDER", help=N_("a new folder, or an empty one"))
    add("--languages", metavar="LANGUAGES", help=N_("as vi,en; the first holds all facts"))
    add(
        "--name",
        action="append",
        default=[],
        metavar="TEXT",
        help=N_("what the site is called; once more for each further language"),
    )
    add(
        "--unit",
        action="append",
        default=[],
        metavar="TEXT",
        help=N_("who publishes it; once more for each further language"),
    )
    add("--address", metavar="WEB-ADDRESS", help=N_("where readers will find it"))
    add("--theme", action="store_true", help=N_("copy the theme into it, to change it"))
    add("--yes", action="store_true", help=N_("ask nothing"))


def wish_of(args: argparse.Namespace) -> Wish:
    """Return what the command line says of a new site; the languages as they were typed."""
    typed = (args.languages or "").replace(",", " ").split()
    return Wish(
        folder=args.folder,
        languages=tuple(typed),
        names=tuple(args.name),
        units=tuple(args.unit),
        address=args.address or "",
        own_theme=args.theme,
    )
