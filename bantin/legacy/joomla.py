"""A dump of a Joomla database → its articles.

Source: the tables ``#__content``, ``#__categories``, ``#__users``, ``#__menu``, ``#__tags``,
``#__contentitem_tag_map`` and ``#__associations`` of Joomla 1.5 to 5.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timezone
from pathlib import Path

from ..problems import N_
from . import remarks
from .joomla_beside import Beside, looked_through
from .letters import readable
from .moments import moment
from .sql import Dump, Row
from .values import Form, Lead, Note, Old, OldText
from .versions import together

_UNSORTED = frozenset({"uncategorised", "uncategorized", "chưa phân loại", "root"})
_PUBLISHED, _ARCHIVED, _TRASHED = "1", "2", "-2"
_SHOWN = frozenset((_PUBLISHED, _ARCHIVED))
# The levels of access that stand for everybody: of Joomla 1.5, of later ones, and its guests'.
_PUBLIC = frozenset(("0", "1", "5"))
_DEEPEST = 20


@dataclass(slots=True)
class Joomla:
    """A dump, the folder with the site's pictures, and the time of the new site."""

    path: Path
    images: Path | None
    now: datetime
    zone: timezone
    languages: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    remarks: tuple[Note, ...] = ()
    _beside: Beside | None = None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folder given for pictures, else that of the dump."""
        return (self.images or self.path.parent,)

    def articles(self) -> Iterator[Old]:
        """Yield the articles that are not in the bin, those in two languages as one."""
        dump = Dump(self.path)
        beside = self._beside = self._beside or looked_through(dump, self.roots[0])
        rows = dump.rows(lambda table: table == f"{beside.prefix}content")
        found = (
            (beside.groups.get(row.get("id") or ""), _Article(self, beside, row).old())
            for _, row in rows
            if row.get("state") != _TRASHED
        )
        yield from together(found, beside.mates, self.languages)
        self.remarks = beside.remarks(self.path, cut_off=dump.is_cut_off)


@dataclass(slots=True)
class _Article:
    """One row of ``#__content``."""

    site: Joomla
    beside: Beside
    row: Row
    notes: list[Note] = field(default_factory=list)

    def old(self) -> Old:
        row, number = self.row, self.row.get("id") or ""
        start = self._moment("publish_up")
        created = self._moment("created")
        day = start or created
        scheduled = start if start and start > self.site.now else None
        return Old(
            key=f"joomla:{number}:{row.get('created') or ''}",
            texts=(self._text(number),),
            day=day.date() if day else None,
            name=self._said("alias"),
            authors=self._authors(),
            topics=self._topics(number),
            draft=self._is_draft(),
            publish_from=scheduled,
            notes=tuple(self.notes),
        )

    def _text(self, number: str) -> OldText:
        lang = (self.row.get("language") or "*")[:2].lower()
        languages = self.site.languages
        return OldText(
            lang=lang if lang in languages else languages[0],
            title=self._said("title"),
            source=self._said("introtext") + "\n" + self._said("fulltext"),
            form=Form.JOOMLA,
            lead=self._lead(),
            near=self.site.roots[0],
            addresses=self._addresses(number, lang),
            aka=(
                f"index.php?option=com_content&view=article&id={number}",
                f"{number}-{self._said('alias')}",
            ),
        )

    def _addresses(self, number: str, lang: str) -> tuple[str, ...]:
        alias, category = self._said("alias"), self.row.get("catid") or ""
        inner = self.beside.ways.to(number, alias, category, ids=self.beside.manner.ids)
        prefix = f"{lang}/" if lang in self.site.languages[1:] else ""
        paths = (self.beside.manner.path(f"{prefix}{way}") for way in inner)
        return tuple(dict.fromkeys(paths))

    def _lead(self) -> Lead | None:
        try:
            images = json.loads(self._said("images") or "{}")
        except (ValueError, RecursionError):
            return None
        if not isinstance(images, dict):
            return None
        for kind in ("fulltext", "intro"):
            # Joomla 4 says behind a # how large the picture is.
            if source := str(images.get(f"image_{kind}") or "").partition("#")[0]:
                caption, alt = (
                    readable(str(images.get(f"image_{kind}_{part}") or ""))
                    for part in ("caption", "alt")
                )
                return Lead(source=source, caption=caption, description=alt)
        return None

    def _authors(self) -> tuple[str, ...]:
        if alias := self._said("created_by_alias"):
            return (alias,)
        user = self.beside.tables["users"].get(self.row.get("created_by") or "")
        name = readable((user or {}).get("name") or "").strip()
        return (name,) if name else ()

    def _topics(self, number: str) -> tuple[str, ...]:
        category = self.beside.tables["categories"].get(self.row.get("catid") or "") or {}
        title = readable(category.get("title") or "").strip()
        kept = [title] if title and title.casefold() not in _UNSORTED else []
        return tuple(dict.fromkeys((*kept, *self.beside.tags.get(number, ()))))

    def _is_draft(self) -> bool:
        if self.row.get("state") not in _SHOWN:
            return True
        if not self._is_public():
            self.notes.append(remarks.held_back(N_("only members could read it on the old site")))
            return True
        end = self._moment("publish_down")
        if end and end <= self.site.now:
            self.notes.append(remarks.held_back(N_("it was no longer shown on the old site")))
            return True
        return False

    def _is_public(self) -> bool:
        """Say whether everybody could read it: the article, and all categories it lies in."""
        rows, place = [self.row], self.row.get("catid") or ""
        while place in self.beside.tables["categories"] and len(rows) < _DEEPEST:
            rows.append(self.beside.tables["categories"][place])
            place = rows[-1].get("parent_id") or rows[-1].get("parent") or ""
        shown = all((row.get("published") or _PUBLISHED) in _SHOWN for row in rows[1:])
        return shown and all((row.get("access") or "1") in _PUBLIC for row in rows)

    def _moment(self, column: str) -> datetime | None:
        # Joomla keeps its moments in UTC.
        return moment(self.row.get(column) or "", self.site.zone, given_in=UTC)

    def _said(self, column: str) -> str:
        return readable(self.row.get(column) or "").strip()
