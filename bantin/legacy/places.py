"""Articles of an old site → folders and addresses of the new one, none of them taken twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..manuscript.folders import folder_named, short_name, years_are_folders
from ..model import Article, Campaign, Item, StandingPage
from ..problems import N_
from ..text import slug
from .addresses import carried
from .old_letters import words_in_unicode
from .values import Kept, Note, Old, note


@dataclass(slots=True)
class Places:
    """Which addresses are taken, today's and old ones, and by whom."""

    languages: tuple[str, ...]
    by_year: bool
    slugs: dict[str, set[str]]
    old: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        content: Path,
        languages: tuple[str, ...],
        items: Iterable[Item],
        left_out: Iterable[str],
    ) -> "Places":
        """Return what is taken on the site with those ``items``; ``left_out`` are ``kind/slug``."""
        found = cls(languages, years_are_folders(content / "articles"), {})
        for item in items:
            kind = _KINDS[type(item)]
            found.slugs.setdefault(kind, set()).add(item.slug)
            for address in item.old_addresses if isinstance(item, Article | Campaign) else ():
                found.old.setdefault(address.casefold(), item.slug)
        for place in left_out:
            kind, _, name = place.partition("/")
            found.slugs.setdefault(kind, set()).add(name)
        return found

    def name_for(self, old: Old) -> tuple[str, Note | None]:
        """Return the slug of a new article, and take it; a number is put behind a taken one."""
        taken = self.slugs.setdefault(old.kind, set())
        wanted = short_name(_name_of(old)) or "bai"
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        if name == wanted:
            return name, None
        return name, note(
            "name-taken",
            Kept.GUESSED,
            N_("the address “{wanted}” is another article's; this one has “{name}”"),
            N_("Rename the folder if you like another address better"),
            wanted=wanted,
            name=name,
        )

    def has(self, kind: str, name: str) -> bool:
        """Say whether there is such an item, or will be."""
        return name in self.slugs.get(kind, ())

    def folder(self, kind: str, name: str, day: date | None) -> str:
        """Return the path of the folder below the content, as the site is used to."""
        return folder_named(kind, name, day, by_year=self.by_year)

    def holder(self, old: Old) -> str | None:
        """Return the slug of the article that has the old addresses of ``old``, or None."""
        ways = (carried(a, self.languages, text.lang) for text in old.texts for a in text.addresses)
        return next((self.old[w.casefold()] for w in ways if w and w.casefold() in self.old), None)

    def addresses(self, old: Old, name: str) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        """Return the old addresses that a new article bears, and a note for each it cannot."""
        kept: dict[str, None] = {}
        notes: list[Note] = []
        for text in old.texts:
            for address in text.addresses:
                if address.strip("/") == f"{old.kind}/{name}.html":
                    continue  # it stays where it was
                is_article = old.kind == "articles"
                way = carried(address, self.languages, text.lang) if is_article else None
                if way is None or self._is_taken(way, name):
                    notes.append(_not_carried(address))
                    continue
                self.old[way.casefold()] = name
                kept[way] = None
        return tuple(kept), tuple(notes)

    def _is_taken(self, way: str, name: str) -> bool:
        kind, _, rest = way.partition("/")
        is_page = rest.removesuffix(".html") in self.slugs.get(kind, ())
        return is_page or self.old.get(way.casefold(), name) != name


_KINDS: dict[type, str] = {Article: "articles", Campaign: "campaigns", StandingPage: "pages"}


def _name_of(old: Old) -> str:
    """Return what the article is called in an address: as before, unless that says nothing."""
    name = slug(old.name.rpartition("/")[2])
    if not any(map(str.isalpha, name)):  # Joomla gives the moment where it can make no alias
        name = next(
            (made for text in old.texts if (made := slug(words_in_unicode(text.title, "")))), name
        )
    return name


def _not_carried(address: str) -> Note:
    return note(
        "address-not-carried",
        Kept.LOST,
        N_("no page can stand at its old address “{address}”"),
        N_("Where readers still use it, the web server must lead them on"),
        address=address[:200],
    )
