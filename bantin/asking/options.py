"""A kind of new item → the options by which its questions are answered in advance."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..problems import N_

_RELATIONS = ("launches", "reports", "reviews", "closes", "awards")


@dataclass(frozen=True, slots=True)
class Answer:
    """An option that gives the field ``key`` a value, or one more where it ``repeats``."""

    option: str
    key: str
    help: str
    repeats: bool = False


_TITLE = Answer("--title", "title", N_("its title; for a campaign its name"))
_STATUS = Answer("--status", "status", N_("nháp (draft), mẫu (sample) or đăng (published)"))
KINDS: Mapping[str, tuple[Answer, ...]] = MappingProxyType(
    {
        "article": (
            _TITLE,
            Answer("--date", "date", N_("day first, as 27/11/2026; today where it is left out")),
            *(Answer(f"--{name}", name, N_("a campaign"), repeats=True) for name in _RELATIONS),
            Answer("--author", "author", N_("that of the newest article else"), repeats=True),
            Answer("--place", "place", N_("where it happened"), repeats=True),
            Answer("--unit", "unit", N_("whom it is about"), repeats=True),
            _STATUS,
        ),
        "campaign": (
            _TITLE,
            Answer("--period", "period", N_("as 01/3/2024 - 07/5/2024")),
            Answer("--occasion", "occasion", N_("the anniversary that it marks"), repeats=True),
            Answer("--unit", "launched_by", N_("who launched it"), repeats=True),
            _STATUS,
        ),
        "page": (_TITLE, _STATUS),
    }
)
"""What can be answered in advance, by kind."""


def add_answers(parser: argparse.ArgumentParser, kind: str) -> None:
    """Let ``parser`` take the answers for a new item of that kind."""
    add = parser.add_argument
    for one in KINDS[kind]:
        action = "append" if one.repeats else "store"
        add(one.option, dest=f"new_{one.key}", action=action, metavar="TEXT", help=one.help)
    add("--text", default="", help=N_("its words, where they are at hand"))
    add(
        "--folder",
        default="",
        metavar="NAME",
        help=N_("a name for its folder, not from the title"),
    )
    add("--english", action="store_true", help=N_("lay out en.md as well"))
    add("--english-title", metavar="TEXT", help=N_("the title in en.md"))
    add("--yes", action="store_true", help=N_("ask nothing"))
    add("--open", action=argparse.BooleanOptionalAction, help=N_("open its file, and its page"))


def answers(args: argparse.Namespace) -> dict[str, list[str]]:
    """Return what was answered in advance, by the key of the field."""
    said = {one.key: getattr(args, f"new_{one.key}") for one in KINDS[args.kind]}
    return {key: [v] if isinstance(v, str) else v for key, v in said.items() if v is not None}
