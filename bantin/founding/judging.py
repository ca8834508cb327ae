"""What somebody said of a new site → why it cannot be, or nothing."""

import re
from collections.abc import Sequence
from pathlib import Path

from ..faults import fault
from ..problems import N_, Problem
from .wishes import LANGUAGES

UNFINISHED = ".bantin-init"
"""The folder in which a new site is put together; one that is left over counts as nothing."""
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?\Z")


def languages(typed: Sequence[str]) -> Problem | None:
    """Return what is wrong with the languages of a new site, or None."""
    for code in typed:
        if code not in LANGUAGES:
            return fault(
                "site-language-unknown",
                N_("the theme does not speak the language “{lang}”"),
                N_(
                    "Begin with {known}; docs/tao-trang-moi.md tells how a further language is"
                    " added afterwards"
                ),
                path="",
                lang=code,
                known=", ".join(LANGUAGES),
            )
    if typed and len(set(typed)) == len(typed):
        return None
    return fault(
        "site-languages-unclear",
        N_("“{typed}” names no language, or one twice"),
        N_("Write them so: vi,en; the first holds all facts"),
        path="",
        typed=",".join(typed),
    )


def address(typed: str) -> Problem | None:
    """Return what is wrong with the address of a new site, or None; it may be left out."""
    if not typed or _ADDRESS.match(typed):
        return None
    return fault(
        "site-address-unclear",
        N_("“{typed}” is no address of a site"),
        N_("Write it so: http://bantin.noi-bo; or leave it out, and add it to publishconf.py"),
        path="",
        typed=typed,
    )


def name(typed: str) -> Problem | None:
    """Return what is wrong with the name of a new site, or None."""
    if typed.strip():
        return None
    return fault(
        "site-name-missing",
        N_("the site has no name"),
        N_("Say what readers call it"),
        path="",
    )


def folder(place: Path) -> Problem | None:
    """Return why no site can be made in a folder, or None; nothing is ever written over."""
    try:
        lying = sorted(path.name for path in place.iterdir())
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        lying = [place.name]
    if not (there := [name for name in lying if name != UNFINISHED]):
        return None
    return fault(
        "site-folder-taken",
        N_("there is something in “{folder}” already: {names}"),
        N_("Name a new folder, or an empty one; nothing was changed"),
        path="",
        folder=str(place),
        names=", ".join(there[:3]) + (" …" if there[3:] else ""),
    )


def too_many(said: int, languages: int) -> Problem | None:
    """Return what is wrong where there are more names than languages, or None."""
    if said <= languages:
        return None
    return fault(
        "site-names-too-many",
        N_("there are {said} names for {languages} languages"),
        N_("Give --name and --unit once for each of --languages, in the same order"),
        path="",
        said=str(said),
        languages=str(languages),
    )
