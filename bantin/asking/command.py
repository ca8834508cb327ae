"""``bantin new``: from what was said in advance, and a talk about the rest, to a new folder."""

import argparse
from contextlib import suppress

from ..manuscript import choices
from ..problems import N_
from ..progress import Bars
from ..settings import Settings
from .item import Given, ask_item, unasked
from .laid import lay, new_json, next_steps
from .opening import open_item
from .options import answers
from .talk import Talk, someone_is_there


def begin(settings: Settings, args: argparse.Namespace, lang: str) -> None:
    """Make what is asked for, and say what was made.

    Where nobody is there to be asked, or nothing is to be asked, it never waits. Raises
    ``Failure``, and ``KeyboardInterrupt`` where the writer ends the talk; then nothing is made.
    """
    given = Given(
        kind=f"{args.kind}s",
        values=answers(args),
        name=args.folder,
        english=args.english_title or ("" if args.english else None),
        body=args.text,
    )
    talk = Talk(lang) if not (args.yes or args.json) and someone_is_there() else None
    with Bars(lang, quiet=args.json) as tell:
        known = choices(settings, tell)
    asked = ask_item(talk, settings, given, known) if talk else unasked(given, known)
    laid = lay(settings, asked)
    print(new_json(laid, settings) if args.json else "\n".join(next_steps(laid, settings, lang)))
    if args.open or (talk and args.open is None and _wants_to_open(talk)):
        open_item(laid[-1])


def _wants_to_open(talk: Talk) -> bool:
    # All is made by now: who ends the talk here does not take it back.
    with suppress(KeyboardInterrupt):
        return talk.agrees(talk.say(N_("Open the file now? (y/n)")))
    return False
