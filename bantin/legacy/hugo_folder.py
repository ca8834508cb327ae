"""A site of Hugo → the articles of its content folder. Hugo itself is not run.

Source: Hugo's documentation: “Page bundles”, “Multilingual mode”, “Front matter”, “URL
management”. Both manners of languages are read: ``index.vi.md``, and a folder for each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path

from ..problems import N_, SettingsError
from ..text import slug
from . import remarks
from .addresses import host_of
from .files import text_files, text_of
from .front_matter import Head, HeadError, is_true, one, parted, read, texts
from .moments import moment
from .values import Form, Lead, Note, Old, OldText
from .versions import joined

_CONFIGS = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_LANGUAGE = re.compile(r"(?P<stem>.*?)\.(?P<lang>[a-z]{2,3}(?:-[a-z]{2,4})?)\Z", re.IGNORECASE)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_](?=.)")
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_TOKEN = re.compile(r":(\w+)")


@dataclass(slots=True)
class Hugo:
    """A site or its content folder, a folder with further pictures, the time of the new site."""

    path: Path
    images: Path | None
    now: datetime
    zone: timezone
    languages: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    remarks: tuple[Note, ...] = ()

    @property
    def content(self) -> Path:
        """The folder of the texts."""
        inner = self.path / "content"
        return inner if inner.is_dir() else self.path

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folder given for pictures, then those where Hugo looks for them."""
        beside = self.content.parent
        usual = (self.content, beside / "static", beside / "assets")
        return tuple(f for f in (self.images, *usual) if f is not None and f.is_dir())

    def articles(self) -> Iterator[Old]:
        """Yield the articles, those that are translations of one another as one."""
        config = _config(self.content.parent)
        self.hosts = frozenset({host_of(one(config, "baseurl"))}) - {""}
        groups: dict[str, dict[str, Old]] = {}
        unread: list[Note] = []
        for file in text_files(self.content, (".md", ".markdown")):
            place = _Place.of(file, self.content, config, self.languages)
            if place.stem == "_index":  # the page of a list, which the new site makes itself
                continue
            try:
                head, body = parted(text_of(file))
            except ValueError as error:
                unread.append(remarks.unreadable(place.path, str(error)))
                continue
            found = _Text(self, config, file, place, head).old(body)
            group = one(head, "translationkey") or place.common
            versions = groups.setdefault(group, {})
            versions.setdefault(found.texts[0].lang, found)
        if not groups and not unread:
            raise SettingsError(
                N_("there are no texts in “{path}”"),
                N_("Name the content folder of the old site"),
                path=str(self.path),
            )
        self.remarks = tuple(unread)
        for one_group in groups.values():
            yield joined(list(one_group.values()), self.languages)


def _config(root: Path) -> Head:
    for name in _CONFIGS:
        file = root / name
        if file.is_file():
            try:
                return read(text_of(file), {"yml": "yaml"}.get(file.suffix[1:], file.suffix[1:]))
            except (HeadError, ValueError):
                return {}
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a file lies. ``common`` is the same for all versions of one article."""

    path: str
    section: str
    stem: str
    lang: str
    common: str

    @classmethod
    def of(cls, file: Path, content: Path, config: Head, languages: tuple[str, ...]) -> "_Place":
        steps = list(file.relative_to(content).parts[:-1])
        stem, lang = file.stem, ""
        if (found := _LANGUAGE.match(stem)) and found["lang"] in _known(config, languages):
            stem, lang = found["stem"], found["lang"]
        elif steps and steps[0] in _known(config, languages):
            lang = steps.pop(0)
        if stem == "index" and steps:
            stem = steps.pop()
        usual = one(config, "defaultcontentlanguage")
        lang = lang or (usual if usual in languages else languages[0])
        return cls(
            path=file.relative_to(content).as_posix(),
            section="/".join(steps),
            stem=stem,
            lang=lang,
            common="/".join((*steps, stem)),
        )


def _known(config: Head, languages: tuple[str, ...]) -> frozenset[str]:
    said = config.get("languages")
    return frozenset((*languages, *(said if isinstance(said, dict) else ())))


@dataclass(slots=True)
class _Text:
    """One file, its head already apart."""

    site: Hugo
    config: Head
    file: Path
    place: _Place
    head: Head
    notes: list[Note] = field(default_factory=list)

    def old(self, body: str) -> Old:
        day = self._moment("date") or self._from_name()
        later = self._moment("publishdate", "pubdate", "published") or day
        if day is None and later is not None:
            day = later
        is_later = later is not None and later > self.site.now
        return Old(
            key=f"hugo:{self.place.common}",
            texts=(self._text(body, day.date() if day else None),),
            day=day.date() if day else None,
            name=one(self.head, "slug") or _DATED.sub("", self.place.stem),
            authors=self._several("authors", "author") or texts(self.config.get("author")),
            topics=self._several("categories", "category", "tags"),
            draft=self._is_draft(),
            publish_from=later if is_later else None,
            notes=tuple(self.notes),
        )

    def _text(self, body: str, day: date | None) -> OldText:
        return OldText(
            lang=self.place.lang
            if self.place.lang in self.site.languages
            else self.site.languages[0],
            title=one(self.head, "title", "linktitle"),
            source=_MORE.sub("", body),
            form=Form.HUGO,
            summary=one(self.head, "summary", "description"),
            lead=self._lead(),
            near=self.file.parent,
            addresses=(*self._addresses(day), *texts(self.head.get("aliases"))),
            aka=(self.place.path, self.place.common),
        )

    def _addresses(self, day: date | None) -> Iterator[str]:
        home = ""
        usual = one(self.config, "defaultcontentlanguage") or self.site.languages[0]
        if self.place.lang != usual or is_true(self.config, "defaultcontentlanguageinsubdir"):
            home = f"{self.place.lang}/"
        if own := one(self.head, "url"):
            yield own if own.startswith("/") else f"{home}{own}"
            return
        name = one(self.head, "slug") or slug_of(self.place.stem)
        section = self.place.section.partition("/")[0]
        patterns = self.config.get("permalinks")
        pattern = one(_lowered(patterns), section) if isinstance(patterns, dict) else ""
        inner = (
            self._permalink(pattern, name, day)
            if pattern and day
            else f"{self.place.section}/{name}"
        )
        yield home + inner.strip("/") + (".html" if is_true(self.config, "uglyurls") else "/")

    def _permalink(self, pattern: str, name: str, day: date) -> str:
        values = {
            "year": f"{day.year:04d}", "month": f"{day.month:02d}", "day": f"{day.day:02d}",
            "section": self.place.section.partition("/")[0], "sections": self.place.section,
            "slug": name, "slugorfilename": name, "slugorcontentbasename": name,
            "contentbasename": self.place.stem, "filename": self.place.stem,
            "title": slug(one(self.head, "title")),
        }  # fmt: skip
        return _TOKEN.sub(lambda match: values.get(match[1], match[0]), pattern)

    def _lead(self) -> Lead | None:
        for key in ("cover", "featured_image", "featuredimage", "image", "thumbnail", "images"):
            value = self.head.get(key)
            if isinstance(value, dict):
                inner = _lowered(value)
                if source := one(inner, "image", "src", "source", "name"):
                    return Lead(
                        source=source, caption=one(inner, "caption"), description=one(inner, "alt")
                    )
            elif said := texts(value):
                return Lead(source=said[0])
        return None

    def _is_draft(self) -> bool:
        if is_true(self.head, "draft"):
            return True
        build = self.head.get("build") or self.head.get("_build")
        render = one(_lowered(build), "render") if isinstance(build, dict) else ""
        if is_true(self.head, "headless") or render in ("never", "false"):
            self.notes.append(remarks.held_back(N_("it stood in no list of the old site")))
            return True
        end = self._moment("expirydate", "unpublishdate")
        if end and end <= self.site.now:
            self.notes.append(remarks.held_back(N_("it was no longer shown on the old site")))
            return True
        return False

    def _moment(self, *keys: str) -> datetime | None:
        return moment(one(self.head, *keys), self.site.zone)

    def _from_name(self) -> datetime | None:
        found = _DATED.match(self.place.stem)
        return moment(found[1], self.site.zone) if found else None

    def _several(self, *keys: str) -> tuple[str, ...]:
        inner = self.head.get("params")
        heads = (self.head, _lowered(inner)) if isinstance(inner, dict) else (self.head,)
        return tuple(
            dict.fromkeys(t for head in heads for key in keys for t in texts(head.get(key)))
        )


def _lowered(said: dict[object, object]) -> Head:
    return {str(key).lower(): value for key, value in said.items()}


def slug_of(name: str) -> str:
    """Return what Hugo makes of the name of a file in an address."""
    return re.sub(r"[^\w.~-]+", "-", name.strip()).lower()
