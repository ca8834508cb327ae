"""A dump of a Joomla database → its articles.

Source: the tables ``#__content``, ``#__categories``, ``#__users``, ``#__menu``, ``#__tags``,
``#__contentitem_tag_map`` and ``#__associations`` of Joomla 1.5 to 5.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timezone
from pathlib import Path

from ..problems import N_, SettingsError
from . import remarks
from .joomla_paths import Manner, Ways, has_ids, manner_of
from .letters import readable
from .moments import moment
from .sql import Dump, Row
from .values import Form, Kept, Lead, Note, Old, OldText, note
from .versions import joined

_BESIDE = ("categories", "users", "menu", "tags", "contentitem_tag_map", "associations",
           "extensions", "sections", "content", "k2_items")  # fmt: skip
_LINK = re.compile(
    r'href="(?:https?://[^/"]+/|/)?(index\.php/)?[\w/-]{0,200}?\d{1,10}-[\w-]{1,200}(\.html)?[#"]',
    re.IGNORECASE,
)
_UNSORTED = frozenset({"uncategorised", "uncategorized", "chưa phân loại", "root"})
_PUBLISHED, _ARCHIVED, _TRASHED = "1", "2", "-2"


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
    _beside: "_Beside | None" = None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folder given for pictures, else that of the dump."""
        return (self.images or self.path.parent,)

    def articles(self) -> Iterator[Old]:
        """Yield the articles that are not in the bin, those in two languages as one."""
        dump = Dump(self.path)
        beside = self._beside = self._beside or _looked_through(self, dump)
        waiting: dict[str, list[Old]] = defaultdict(list)
        for _, row in dump.rows(lambda table: table == f"{beside.prefix}content"):
            if row.get("state") == _TRASHED:
                continue
            old = _Article(self, beside, row).old()
            group = beside.groups.get(row.get("id") or "")
            if group is None:
                yield old
                continue
            waiting[group].append(old)
            if len(waiting[group]) == beside.mates[group]:
                yield joined(waiting.pop(group), self.languages)
        for versions in waiting.values():
            yield joined(versions, self.languages)
        self.remarks = beside.remarks(self.path, cut_off=dump.is_cut_off)


@dataclass(slots=True)
class _Beside:
    """What the other tables say of the articles."""

    prefix: str
    tables: dict[str, dict[str, Row]]
    tags: dict[str, list[str]]
    groups: dict[str, str]
    mates: Counter[str]
    ways: Ways
    manner: Manner
    manner_is_known: bool

    def remarks(self, path: Path, *, cut_off: bool) -> tuple[Note, ...]:
        found = []
        if cut_off:
            found.append(remarks.cut_off(path))
        if not self.manner_is_known:
            found.append(
                note(
                    "address-manner-guessed",
                    Kept.GUESSED,
                    N_("how the old site wrote its addresses is not known; taken is: {example}"),
                    N_("Lay its configuration.php beside the dump, and import into a new folder"),
                    example=self.manner.path("tin-tuc/12-ten-bai"),
                )
            )
        found.append(
            note(
                "address-question",
                Kept.LOST,
                N_("addresses like {example} have no file, so nothing can stand there"),
                N_("Where readers still use them, the web server must lead them on"),
                example="index.php?option=com_content&view=article&id=12",
            )
        )
        if self.tables["k2_items"]:
            found.append(
                note(
                    "k2-not-carried",
                    Kept.LOST,
                    N_("{count} articles of the K2 extension are not read"),
                    N_("Convert them to Joomla's own articles first, and export again"),
                    count=str(len(self.tables["k2_items"])),
                )
            )
        return tuple(found)


def _looked_through(site: Joomla, dump: Dump) -> _Beside:
    """Read the dump once for all that stands beside the texts."""
    found: dict[str, dict[str, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    tagged: dict[str, list[tuple[str, str]]] = defaultdict(list)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    counts: Counter[str] = Counter()
    manner = _Hints()
    for table, row in dump.rows(lambda table: table.endswith(_BESIDE)):
        name = next(n for n in _BESIDE if table.endswith(n))
        prefix = table.removesuffix(name)
        if name == "content":
            if "introtext" in row:
                counts[prefix] += 1
                manner.look(row)
        elif name == "contentitem_tag_map":
            if (row.get("type_alias") or "") == "com_content.article":
                tagged[prefix].append((row.get("content_item_id") or "", row.get("tag_id") or ""))
        elif name == "associations":
            if row.get("context") == "com_content.item":
                pairs[prefix].append((row.get("id") or "", row.get("key") or ""))
        elif row.get("id") or name == "extensions":
            key = row.get("id") or row.get("element") or row.get("name") or ""
            found[prefix][name][key] = row
    if not counts:
        raise SettingsError(
            N_("there are no Joomla articles in “{path}”"),
            N_("Export the whole database of the old site as SQL, with its table …_content"),
            path=str(site.path),
        )
    prefix = counts.most_common(1)[0][0]
    tables = found[prefix]
    known = manner_of(site.roots[0], site.path.parent, tables["extensions"])
    return _Beside(
        prefix=prefix,
        tables=tables,
        tags=_by_item(tagged[prefix], tables["tags"]),
        groups=dict(pairs[prefix]),
        mates=Counter(group for _, group in pairs[prefix]),
        ways=Ways(tables["menu"], tables["categories"]),
        manner=known or manner.taken(tables["extensions"]),
        manner_is_known=bool(known) or manner.saw_any,
    )


def _by_item(pairs: list[tuple[str, str]], tags: dict[str, Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, tag in pairs:
        if title := (tags.get(tag) or {}).get("title"):
            found[item].append(readable(title))
    return found


@dataclass(slots=True)
class _Hints:
    """How links within the texts are written, as long as nothing better tells it."""

    rewritten: int = 0
    plain: int = 0
    endings: int = 0
    saw_any: bool = False

    def look(self, row: Row) -> None:
        for match in _LINK.finditer((row.get("introtext") or "") + (row.get("fulltext") or "")):
            self.saw_any = True
            self.plain += bool(match[1])
            self.rewritten += not match[1]
            self.endings += bool(match[2])

    def taken(self, extensions: dict[str, Row]) -> Manner:
        return Manner(
            rewrites=self.rewritten > self.plain,
            ending=self.endings * 2 > self.plain + self.rewritten,
            ids=has_ids(extensions),
        )


@dataclass(slots=True)
class _Article:
    """One row of ``#__content``."""

    site: Joomla
    beside: _Beside
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
        if self.row.get("state") not in (_PUBLISHED, _ARCHIVED):
            return True
        if (self.row.get("access") or "1") not in ("0", "1", "5"):
            self.notes.append(remarks.held_back(N_("only members could read it on the old site")))
            return True
        end = self._moment("publish_down")
        if end and end <= self.site.now:
            self.notes.append(remarks.held_back(N_("it was no longer shown on the old site")))
            return True
        return False

    def _moment(self, column: str) -> datetime | None:
        # Joomla keeps its moments in UTC.
        return moment(self.row.get(column) or "", self.site.zone, given_in=UTC)

    def _said(self, column: str) -> str:
        return readable(self.row.get(column) or "").strip()
