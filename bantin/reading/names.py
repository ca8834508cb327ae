"""``names.csv`` → what units, ranks, positions, awards … are called in both languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType

from ..model import Name, Person
from ..text import slug
from .ranks import RANKS

_UNIT = re.compile(r"\(([^()]*)\)")
_POSITION = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_PROFESSIONAL = re.compile(r"\s*,?\s*\bQNCN\b", re.IGNORECASE)
_RANK_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that the keeper of the site listed, by kind and by any way to say them.

    ``main`` is the site's first language, in which articles name things.
    """

    listed: Mapping[tuple[str, str], Name] = field(default_factory=dict)
    main: str = "vi"

    def name(self, kind: str, text: str) -> Name:
        """Return ``text`` as a name of ``kind``, as the list writes it if it is listed.

        Case and spaces do not matter, accents do. An English name finds its entry as well.
        """
        text = " ".join(text.split())
        return self.listed.get((kind, key(text))) or Name(text=text)

    def rank(self, text: str) -> Name | None:
        """Return the rank or form of address that ``text`` is, or None."""
        return self._ranked(key(text))

    def _ranked(self, wanted: str) -> Name | None:
        return self.listed.get(("rank", wanted)) or _KNOWN_RANKS.get(self.main, {}).get(wanted)

    def person(self, text: str) -> Person:
        """Return the person of a line such as ``Đại tá Vũ Văn Hiển (Phòng Kỹ thuật), Chủ nhiệm``.

        Leading ranks and forms of address are taken off, the last one counts; a unit stands
        in brackets, a position behind a comma or a spaced hyphen. ``slug`` is empty where no
        name is left.
        """
        text = " ".join(text.split())
        if "QNCN" in text.upper():
            text = _PROFESSIONAL.sub(" QNCN", text)
        unit = _UNIT.search(text)
        if unit:
            text = _UNIT.sub(" ", text)
        name, _, position = _POSITION.sub("\n", text, count=1).strip().partition("\n")
        rank, name = self._without_ranks(name.split())
        name = self.name("person", name).text
        where = self.name("unit", unit[1]) if unit and slug(unit[1]) else None
        return Person(
            name=name,
            slug=slug(f"{name} {where.text}" if where else name) if slug(name) else "",
            rank=rank,
            position=self.name("position", position) if slug(position) else None,
            unit=where,
        )

    def _without_ranks(self, words: list[str]) -> tuple[Name | None, str]:
        rank = None
        while found := self._leading_rank(words):
            length, rank = found
            words = words[length:]
        return rank, " ".join(words).strip(" .,;:")

    def _leading_rank(self, words: list[str]) -> tuple[int, Name] | None:
        keys = [key(word) for word in words[:_RANK_WORDS]]
        for length in range(min(_RANK_WORDS, len(words) - 1), 0, -1):
            if rank := self._ranked(" ".join(keys[:length])):
                return length, rank
        return None


def key(text: str) -> str:
    """Return what two ways to type one name have in common: letters with accents, no case."""
    # “uý” and “úy” are the two places where the tone may stand.
    return " ".join(text.split()).casefold().replace("uý", "úy")


def _built_in(ranks: Iterable[tuple[str, str]], main: str, other: str) -> Mapping[str, Name]:
    names = [Name(text=text, translations=((other, said),)) for text, said in ranks]
    said = product(names, (main, other))
    keys = [(key(name.said_in(lang) or name.text), name) for name, lang in said]
    return dict(reversed(keys))


_KNOWN_RANKS: Mapping[str, Mapping[str, Name]] = MappingProxyType(
    {
        "vi": _built_in(RANKS, "vi", "en"),
        "en": _built_in([(en, vi) for vi, en in RANKS], "en", "vi"),
    }
)
