"""A content folder of Pelican → its articles and pages. Pelican itself is not run.

Source: Pelican's documentation, “Writing content” and “Settings”. Of the settings only plain
assignments are looked at: nothing in the file is carried out.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path, PurePosixPath

from ..problems import N_, SettingsError
from ..text import slug
from . import remarks
from .addresses import host_of
from .files import text_files, text_of
from .moments import moment
from .pelican_heads import fields_of, parted, several
from .values import Form, Note, Old, OldText
from .versions import joined

_SETTINGS = ("pelicanconf.py", "publishconf.py")


@dataclass(slots=True)
class Pelican:
    """A content folder, a folder with further pictures, and the time of the new site."""

    path: Path
    images: Path | None
    now: datetime
    zone: timezone
    languages: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    remarks: tuple[Note, ...] = ()

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folder given for pictures, and the content."""
        return (self.images, self.path) if self.images else (self.path,)

    def articles(self) -> Iterator[Old]:
        """Yield the articles and pages, those that are translations of one another as one."""
        settings = _settings(self.path)
        self.hosts = frozenset({host_of(str(settings.get("SITEURL") or ""))}) - {""}
        groups: dict[str, list[Old]] = {}
        unread: list[Note] = []
        for file in text_files(self.path, (".md", ".markdown", ".mkd", ".rst")):
            place = file.relative_to(self.path).as_posix()
            try:
                found = _Text(self, settings, file, place).old()
            except ValueError as error:
                unread.append(remarks.unreadable(place, str(error)))
                continue
            groups.setdefault(f"{found.kind}/{found.name}", []).append(found)
        if not groups and not unread:
            raise SettingsError(
                N_("there are no texts in “{path}”"),
                N_("Name the content folder of the old site"),
                path=str(self.path),
            )
        self.remarks = tuple(unread)
        for versions in groups.values():
            yield from _by_language(versions, self.languages)


def _by_language(versions: list[Old], languages: tuple[str, ...]) -> Iterator[Old]:
    """Yield the versions as one where each is in a language of its own, else one by one."""
    langs = [old.texts[0].lang for old in versions]
    if len(set(langs)) == len(langs):
        yield joined(versions, languages)
    else:
        yield from versions


@dataclass(slots=True)
class _Text:
    """One file."""

    site: Pelican
    settings: Mapping[str, object]
    file: Path
    place: str
    notes: list[Note] = field(default_factory=list)

    def old(self) -> Old:
        text, form = text_of(self.file), Form.MARKDOWN
        if self.file.suffix.lower() == ".rst":
            meta, form = fields_of(text), Form.REST
        else:
            meta, text = parted(text)
        kind = "pages" if self.place.split("/")[0] in ("pages", "page") else "articles"
        said = moment(meta.get("date", ""), self.site.zone)
        day = said.date() if said else None
        name = meta.get("slug") or slug(meta.get("title", "")) or self.file.stem
        is_later = said is not None and said > self.site.now
        return Old(
            key=f"pelican:{self.place}",
            texts=(self._text(text, form, meta, (kind, name, day)),),
            day=day,
            kind=kind,
            name=name,
            authors=several(meta.get("authors") or meta.get("author", ""))
            or several(str(self.settings.get("AUTHOR") or "")),
            topics=tuple(dict.fromkeys((*self._category(meta), *several(meta.get("tags", ""))))),
            draft=self._is_draft(meta),
            publish_from=said if is_later else None,
            notes=tuple(self.notes),
        )

    def _text(
        self,
        text: str,
        form: Form,
        meta: Mapping[str, str],
        known: tuple[str, str, date | None],
    ) -> OldText:
        lang = meta.get("lang") or str(self.settings.get("DEFAULT_LANG") or "")
        lang = lang if lang in self.site.languages else self.site.languages[0]
        return OldText(
            lang=lang,
            title=meta.get("title", ""),
            source=text,
            form=form,
            summary=meta.get("summary", ""),
            near=self.file.parent,
            addresses=tuple(self._addresses(meta, *known, lang)),
            aka=(self.place,),
        )

    def _addresses(
        self, meta: Mapping[str, str], kind: str, name: str, day: date | None, lang: str
    ) -> Iterator[str]:
        own = meta.get("url") or meta.get("save_as")
        if own:
            yield own
            return
        sort = "ARTICLE" if kind == "articles" else "PAGE"
        is_other = lang != (self.settings.get("DEFAULT_LANG") or self.site.languages[0])
        usual = ("pages/" if sort == "PAGE" else "") + ("{slug}-{lang}" if is_other else "{slug}")
        middle = "_LANG" if is_other else ""
        pattern = self.settings.get(f"{sort}{middle}_SAVE_AS") or self.settings.get(
            f"{sort}{middle}_URL"
        )
        yield _filled(
            str(pattern or f"{usual}.html"),
            {"slug": name, "lang": lang, "category": slug("".join(self._category(meta)[:1]))},
            day,
        )

    def _category(self, meta: Mapping[str, str]) -> tuple[str, ...]:
        if said := meta.get("category"):
            return (said,)
        folder = PurePosixPath(self.place).parts[:-1]
        if folder and self.settings.get("USE_FOLDER_AS_CATEGORY", True) and folder[0] not in (
            "articles", "pages", "posts"
        ):  # fmt: skip
            return (folder[-1].replace("-", " ").replace("_", " ").capitalize(),)
        return ()

    def _is_draft(self, meta: Mapping[str, str]) -> bool:
        status = (meta.get("status") or "published").lower()
        if status == "hidden":
            self.notes.append(remarks.held_back(N_("it stood in no list of the old site")))
        if status == "skip":
            self.notes.append(remarks.held_back(N_("it was no longer shown on the old site")))
        return status != "published"


def _settings(content: Path) -> dict[str, object]:
    """Return the plain assignments of the settings beside the content, or within it."""
    found: dict[str, object] = {}
    for file in (folder / name for name in _SETTINGS for folder in (content.parent, content)):
        if not file.is_file():
            continue
        try:
            tree = ast.parse(file.read_text("utf-8", "replace")[:500_000])
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        found[target.id] = node.value.value
    return found


def _filled(pattern: str, values: Mapping[str, str], day: date | None) -> str:
    """Return a pattern of Pelican with what it asks for: ``{date:%Y}/{slug}.html``."""

    def fill(match: re.Match[str]) -> str:
        if match[1] == "date":
            return day.strftime(match[2] or "%Y-%m-%d") if day else ""
        return values.get(match[1], "")

    return re.sub(r"\{(\w+)(?::([^{}]*))?\}", fill, pattern)
