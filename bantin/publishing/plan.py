"""A built site and a published one → what is to be done, in the order in which it is done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..copies import base_of
from ..write import SUMS
from .manifest import Manifest, is_lasting

_ITEM = re.compile(r"(?:[a-z]{2,3}/)?(?:articles|campaigns|pages)/[^/]+\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What turns the site that is ``live`` into the one that is ``wanted``.

    ``puts`` come before ``drops``. A page never stands there before what it shows: first come
    files that are called after their content, then other files, then articles, then the lists
    that lead to them, and last the list of all files; a compressed copy follows its file.
    ``carried`` are files of earlier releases
    that stay for pages that are open in a browser.
    """

    wanted: Manifest
    live: Manifest
    carried: Manifest
    puts: tuple[str, ...]
    drops: tuple[str, ...]

    @property
    def new(self) -> tuple[str, ...]:
        """The addresses at which nothing stood."""
        return tuple(name for name in self.puts if name not in self.live)

    @property
    def changed(self) -> tuple[str, ...]:
        """The addresses at which something else stood."""
        return tuple(name for name in self.puts if name in self.live)

    @property
    def removed(self) -> tuple[str, ...]:
        """The addresses that readers lose: what is only put away later is not among them.

        Nor are compressed copies, which go with their files, or where a site has them no more.
        """
        return tuple(name for name in self.drops if not is_lasting(name) and base_of(name) is None)

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it should be."""
        return not self.puts and not self.drops


def plan(wanted: Manifest, live: Manifest, earlier: Sequence[Manifest] = ()) -> Plan:
    """Return how to get from ``live`` to ``wanted``.

    ``live`` are all files that lie on the server, ``earlier`` the files of the releases whose
    pages may still be open, the live one among them: what they have of files that are called
    after their content is carried along.
    """
    lasting = {
        name: sha
        for files in earlier
        for name, sha in files.items()
        if name not in wanted and is_lasting(name) and live.get(name) == sha
    }
    changed = [name for name, sha in wanted.items() if live.get(name) != sha]
    return Plan(
        wanted=wanted,
        live=live,
        carried=lasting,
        puts=tuple(sorted(changed, key=_turn)),
        drops=tuple(sorted(name for name in live if name not in wanted and name not in lasting)),
    )


def _turn(name: str) -> tuple[int, str, str]:
    address = base_of(name) or name
    return _rank(address), address, name


def _rank(address: str) -> int:
    if address == SUMS:
        return 4
    if is_lasting(address):
        return 0
    if not address.endswith((".html", ".xml", ".json", ".csv", ".ics", ".txt")):
        return 1
    return 2 if _ITEM.fullmatch(address) else 3
