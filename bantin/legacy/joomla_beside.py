"""What stands in a Joomla database beside the texts: who, where, under which heading."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from ..problems import N_, SettingsError
from . import remarks
from .joomla_paths import Manner, Ways, has_ids, manner_of
from .letters import readable
from .sql import Dump, Row
from .values import Kept, Note, note

_BESIDE = ("categories", "users", "menu", "tags", "contentitem_tag_map", "associations",
           "extensions", "sections", "content", "k2_items")  # fmt: skip
_LINK = re.compile(
    r'href="(?:https?://[^/"]+/|/)?(index\.php/)?[\w/-]{0,200}?\d{1,10}-[\w-]{1,200}(\.html)?[#"]',
    re.IGNORECASE,
)


@dataclass(slots=True)
class Beside:
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
        """Return what is to be said of the whole site."""
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


def looked_through(dump: Dump, root: Path) -> Beside:
    """Read the dump once for all that stands beside the texts.

    ``root`` is the folder of the old site. Raises ``SettingsError`` where there are no articles.
    """
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
            path=str(dump.path),
        )
    prefix = counts.most_common(1)[0][0]
    tables = found[prefix]
    known = manner_of(root, dump.path.parent, tables["extensions"])
    return Beside(
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
