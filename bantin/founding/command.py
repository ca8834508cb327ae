"""``bantin init``: from what was said in advance, and a talk about the rest, to a new site."""

import argparse
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..asking.talk import Talk, someone_is_there
from ..configuration import standard_theme
from ..messages import translator
from ..problems import N_, Problem, SettingsError
from . import judging
from .laying import lay
from .texts import files
from .wishes import LANGUAGES, Wish, wish_of

_USUAL = {"vi": "Bản tin Thi đua", "en": "Emulation News"}
_NAMED = {"vi": N_("Vietnamese"), "en": N_("English")}


def begin(args: argparse.Namespace) -> None:
    """Make the site that is asked for, and say what to do next.

    Where nobody is there to be asked, or nothing is to be asked, it never waits. Raises
    ``Failure``, and ``KeyboardInterrupt`` where somebody ends the talk; then nothing is made.
    """
    wish = wish_of(args)
    _must(judging.folder(wish.folder))
    for problem in (
        judging.languages(wish.languages) if wish.languages else None,
        judging.address(wish.address),
        _too_many(wish),
    ):
        _must(problem)
    lang = args.lang or (wish.languages or LANGUAGES)[0]
    if not (args.yes or args.json) and someone_is_there():
        wish = _asked(Talk(lang), wish, args)
    wish = _filled(wish)
    site = files(wish, args.date or date.today())
    if wish.own_theme:
        site |= _theme()
    lay(wish.folder, site)
    lines = _told(wish, args.lang or wish.languages[0])
    print(_json(wish, site) if args.json else "\n".join(lines))


def _must(problem: Problem | None) -> None:
    if problem:
        raise SettingsError(problem.message, problem.remedy, **dict(problem.values))


def _too_many(wish: Wish) -> Problem | None:
    languages = wish.languages or LANGUAGES
    return judging.too_many(max(len(wish.names), len(wish.units)), len(languages))


def _asked(talk: Talk, wish: Wish, args: argparse.Namespace) -> Wish:
    """Return a wish with what is not given asked for."""
    talk.tell(N_("Enter takes what stands in brackets; Ctrl+C ends it, and nothing is written."))
    if not wish.languages:
        answer = talk.ask(
            talk.say(N_("Languages of the site, the one that holds all facts first")),
            default=", ".join(LANGUAGES),
            judge=lambda typed: judging.languages(_codes(typed)),
        )
        wish = replace(wish, languages=_codes(answer))
    names, units = list(wish.names), list(wish.units)
    for lang in wish.languages[len(names) :]:
        question = _in(talk, N_("Name of the site"), lang, wish)
        names.append(talk.ask(question, default=_USUAL[lang], judge=judging.name))
    for lang in wish.languages[len(units) :]:
        question = _in(talk, N_("The unit that publishes it (Enter: later)"), lang, wish)
        units.append(talk.ask(question))
    if args.address is None:
        question = talk.say(N_("Its address for readers (Enter: not known yet)"))
        wish = replace(wish, address=talk.ask(question, judge=judging.address))
    return replace(wish, names=tuple(names), units=tuple(units))


def _in(talk: Talk, question: str, lang: str, wish: Wish) -> str:
    """Return a question, with the language that is meant where there is more than one."""
    said = talk.say(question)
    return said if len(wish.languages) == 1 else f"{said} · {talk.say(_NAMED[lang])}"


def _codes(typed: str) -> tuple[str, ...]:
    return tuple(typed.lower().replace(",", " ").replace(";", " ").split())


def _filled(wish: Wish) -> Wish:
    """Return a wish with the usual in place of what nobody said."""
    languages = wish.languages or LANGUAGES
    names = (*wish.names, *(_USUAL[lang] for lang in languages[len(wish.names) :]))
    units = (*wish.units, *("" for _ in languages[len(wish.units) :]))
    # A unit that has no name in a language is called as in the first.
    units = tuple(unit or units[0] for unit in units)
    return replace(
        wish, languages=languages, names=names, units=units, address=wish.address.rstrip("/")
    )


def _theme() -> dict[str, bytes]:
    theme = Path(standard_theme())
    return {
        f"theme/{path.relative_to(theme).as_posix()}": path.read_bytes()
        for path in sorted(theme.rglob("*"))
        if path.is_file()
    }


def _told(wish: Wish, lang: str) -> list[str]:
    say = translator(lang)
    lines = [say(N_("made: {path}")).format(path=wish.folder)]
    if wish.own_theme:
        lines.append("  " + say(N_("The looks of the site are in “theme”; change what you like.")))
    lines.append("  " + say(N_("README.md is for those who write.")))
    lines.append(say(N_("Next: see the site and write the first article")))
    if wish.folder.absolute() != Path.cwd():
        lines.append(f'  cd "{wish.folder}"' if " " in str(wish.folder) else f"  cd {wish.folder}")
    return [*lines, "  bantin serve"]


def _json(wish: Wish, site: dict[str, bytes]) -> str:
    return json.dumps({"path": str(wish.folder), "files": sorted(site)}, ensure_ascii=False)
