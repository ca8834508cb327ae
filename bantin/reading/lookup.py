"""Campaigns by whatever a writer calls them: the name in any language, or the folder."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..text import fold, nearest, slug
from .names import key

_BETWEEN = re.compile(r"\s*[;,+&]\s*|\s+(?:và|and)\s+|”\s*|\s*/\s*")
_MOST_SIGNS = 12
_LONGEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The way from a name to a slug.

    ``titles`` are the names to choose from, in the first language. A campaign in ``broken``
    exists but could not be read, which its own file is told.
    """

    exact: Mapping[str, str] = field(default_factory=dict)
    folded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()

    def find(self, typed: str) -> str | None:
        """Return the slug of the campaign that ``typed`` names, or None.

        Accents and punctuation are forgiven where only one campaign can be meant.
        """
        found = self.exact.get(key(typed))
        same = self.folded.get(slug(typed), ())
        return found or (same[0] if len(same) == 1 else None)

    def part(self, typed: str) -> tuple[str, ...]:
        """Return the names that ``typed`` holds where all of it is names of campaigns, else none.

        A sign may also belong to a name: “Mừng Đảng, mừng Xuân” is one.
        """
        if len(typed) > _LONGEST or self.find(typed):
            return (typed,) if len(typed) <= _LONGEST else ()
        for sign in list(_BETWEEN.finditer(typed[:_LONGEST]))[:_MOST_SIGNS]:
            rest = typed[sign.end() :]
            if self.find(typed[: sign.start()]) and (others := self.part(rest)):
                return (typed[: sign.start()], *others)
        return ()

    def suggest(self, typed: str) -> str | None:
        """Return the campaign's name that the writer most likely meant, or None."""
        wanted = fold(typed)
        if near := nearest(typed, self.titles):
            return near
        parts = (title for title in self.titles if len(wanted) > 5 and wanted in fold(title))
        return next(parts, None)


def lookup(campaigns: Iterable[tuple[str, tuple[str, ...], bool]]) -> Lookup:
    """Return the Lookup of campaigns given as slug, names (the first language first), sound."""
    exact: dict[str, str] = {}
    folded: defaultdict[str, dict[str, None]] = defaultdict(dict)
    titles, broken = [], set()
    for address, names, sound in campaigns:
        for name in (address, *names):
            exact.setdefault(key(name), address)
            folded[slug(name)][address] = None
        if sound:
            titles.append(names[0] if names else address)
        else:
            broken.add(address)
    return Lookup(
        exact=exact,
        folded={name: tuple(slugs) for name, slugs in folded.items()},
        titles=tuple(titles),
        broken=frozenset(broken),
    )
