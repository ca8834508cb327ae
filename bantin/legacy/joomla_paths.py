"""Menus and categories of a Joomla site → the paths at which its articles stood.

Source: Joomla's routers. The old one: ``menu/12-under-category/7-alias``; the new one, where
it is told to leave the numbers out: ``menu/under-category/alias``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from .letters import readable

Row = dict[str, str | None]

_SETTING = re.compile(r"\$(sef\w*)\s*=\s*['\"]?(\w+)", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a site writes addresses: without ``index.php/``, with ``.html``, with numbers."""

    rewrites: bool
    ending: bool
    ids: bool

    def path(self, inner: str) -> str:
        """Return the address of what the router calls ``inner``."""
        return f"{'' if self.rewrites else 'index.php/'}{inner}{'.html' if self.ending else ''}"


def manner_of(root: Path, beside: Path, extensions: Mapping[str, Row]) -> Manner | None:
    """Return what ``configuration.php`` says, in either of the two folders, or None."""
    for folder in (root, beside):
        file = folder / "configuration.php"
        if file.is_file():
            said = dict(_SETTING.findall(file.read_text("utf-8", "replace")[:200_000]))
            yes = {key for key, value in said.items() if value in ("1", "true")}
            return Manner(
                rewrites="sef_rewrite" in yes,
                ending="sef_suffix" in yes,
                ids=has_ids(extensions),
            )
    return None


def has_ids(extensions: Mapping[str, Row]) -> bool:
    """Say whether addresses hold the numbers of articles, as they do unless told otherwise."""
    try:
        said = json.loads((extensions.get("com_content") or {}).get("params") or "{}")
    except (ValueError, RecursionError):
        return True
    return not (isinstance(said, dict) and str(said.get("sef_ids")) == "1")


@dataclass(slots=True)
class Ways:
    """The ways through menus and categories to an article."""

    menu: Mapping[str, Row]
    categories: Mapping[str, Row]
    to_category: dict[str, list[str]] = field(default_factory=dict)
    to_article: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.menu.values():
            link = item.get("link") or ""
            asked = dict(parse_qsl(link.partition("?")[2]))
            if asked.get("option") != "com_content" or item.get("published") == "-2":
                continue
            number = asked.get("id", "").partition(":")[0]
            # What the front page shows stands right below it.
            path = "" if item.get("home") == "1" else self._path(item)
            if not number or not (path or item.get("home") == "1"):
                continue
            is_article = asked.get("view") == "article"
            (self.to_article if is_article else self.to_category).setdefault(number, []).append(
                path
            )

    def to(self, number: str, alias: str, category: str, *, ids: bool) -> Iterator[str]:
        """Yield the paths at which the article can have stood, the likeliest first.

        Without a menu that leads to it, it stands below its category.
        """
        yield from filter(None, self.to_article.get(number, ()))
        name = f"{number}-{alias}" if ids and alias else alias or number
        steps: list[str] = []
        place, seen = category, 0
        while place in self.categories and seen < _DEEPEST:
            if menus := self.to_category.get(place):
                for menu in menus:
                    yield "/".join(filter(None, (menu, *reversed(steps), name)))
                return
            row = self.categories[place]
            own = readable(row.get("alias") or "")
            if own != "root":
                steps.append(f"{place}-{own}" if ids else own)
            place, seen = row.get("parent_id") or row.get("parent") or "", seen + 1
        yield "/".join((*(reversed(steps[:1])), name))

    def _path(self, item: Row) -> str:
        """Return the path of a menu item; Joomla 1.5 keeps only the parts of it."""
        if path := item.get("path"):
            return readable(path)
        steps: list[str] = []
        current: Row | None = item
        while current and len(steps) < _DEEPEST and current.get("alias") not in (None, "", "root"):
            steps.append(readable(current.get("alias") or ""))
            current = self.menu.get(current.get("parent_id") or current.get("parent") or "")
        return "/".join(reversed(steps))
