"""A WordPress export → its articles and pages.

Languages come from the terms of Polylang, where the export has them: ``language`` says which,
``post_translations`` which posts are one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from ..problems import N_
from . import remarks
from .addresses import host_of, path_of
from .letters import readable
from .moments import moment
from .shortcodes import galleries, named
from .values import Form, Kept, Lead, Media, Note, Old, OldText, note
from .versions import together
from .wxr import Export, Item

_KINDS = {"post": "articles", "page": "pages"}
_SHOWN = frozenset({"publish", "future"})
_LEFT = frozenset({"trash", "auto-draft", "inherit"})
_UNSORTED = frozenset({"uncategorized", "uncategorised", "chưa phân loại", "chưa được phân loại"})
# What the program itself keeps as items, of which no reader knows.
_INNER = frozenset(
    {
        *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset"),
        *("wp_global_styles", "oembed_cache", "user_request", "wp_block", "wp_template"),
        *("wp_template_part", "wp_navigation"),
    }
)


@dataclass(slots=True)
class WordPress:
    """An export, the folder with the site's uploads, and the time of the new site."""

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
        """The folder given for pictures, else those that lie beside the export."""
        return (self.images or self.path.parent,)

    def articles(self) -> Iterator[Old]:
        """Yield the posts and pages that are not in the bin, those in two languages as one."""
        export = Export(self.path)
        beside = self._beside = self._beside or _looked_through(Export(self.path))
        self.hosts = frozenset(map(host_of, beside.homes)) - {""}
        found = (
            (_group(item), _Post(self, beside, item).old())
            for item in export.items()
            if _is_wanted(item)
        )
        yield from together(found, beside.mates, self.languages)
        self.remarks = beside.remarks(self.path, cut_off=export.is_cut_off)


@dataclass(slots=True)
class _Beside:
    """What is known of the export before its texts are read."""

    authors: dict[str, str]
    homes: tuple[str, ...]
    media: dict[str, Media]
    mates: Counter[str]
    others: Counter[str]

    def shown_in(self, content: str, number: str) -> Iterator[Media]:
        """Yield what the galleries of a post show: by numbers, else all that belongs to it."""
        for more in galleries(content):
            if wanted := named(more):
                yield from (self.media[n] for n in wanted if n in self.media)
            else:
                yield from (item for item in self.media.values() if item.parent == number)

    def remarks(self, path: Path, *, cut_off: bool) -> tuple[Note, ...]:
        found = [remarks.cut_off(path)] if cut_off else []
        for kind, count in sorted(self.others.items()):
            found.append(
                note(
                    "kind-not-carried",
                    Kept.LOST,
                    N_("{count} items of the kind “{kind}” are neither articles nor pages"),
                    N_("Write by hand what of them is wanted"),
                    kind=kind,
                    count=str(count),
                )
            )
        return tuple(found)


def _looked_through(export: Export) -> _Beside:
    media: dict[str, Media] = {}
    mates: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for item in export.items():
        kind = item.said.get("post_type", "")
        if kind == "attachment":
            number = item.said.get("post_id", "")
            media[number] = Media(
                number=number,
                address=item.said.get("attachment_url") or item.said.get("guid", ""),
                caption=readable(item.said.get("excerpt", "")),
                description=readable(item.more.get("_wp_attachment_image_alt", "")),
                parent=item.said.get("post_parent", ""),
            )
        elif _is_wanted(item):
            mates[_group(item)] += 1
        elif kind not in _INNER and kind not in _KINDS:
            others[kind] += 1
    homes = (export.channel.get("base_site_url", ""), export.channel.get("base_blog_url", ""))
    return _Beside(export.authors, homes, media, mates, others)


def _is_wanted(item: Item) -> bool:
    return item.said.get("post_type") in _KINDS and item.said.get("status") not in _LEFT


def _group(item: Item) -> str:
    """Return what the versions of one article have in common."""
    groups = (name for domain, name, _ in item.terms if domain == "post_translations")
    return next(groups, f"alone:{item.said.get('post_id', '')}")


@dataclass(slots=True)
class _Post:
    """One post or page of the export."""

    site: WordPress
    beside: _Beside
    item: Item
    notes: list[Note] = field(default_factory=list)

    def old(self) -> Old:
        said = self.item.said
        posted = moment(said.get("post_date", ""), self.site.zone) or moment(
            said.get("pubDate", ""), self.site.zone
        )
        is_later = posted is not None and posted > self.site.now
        login = said.get("creator", "")
        author = readable(self.beside.authors.get(login, login)).strip()
        return Old(
            key=f"wordpress:{said.get('guid') or said.get('post_id', '')}",
            texts=(self._text(),),
            day=posted.date() if posted else None,
            kind=_KINDS[said["post_type"]],
            name=readable(said.get("post_name", "")),
            authors=(author,) if author else (),
            topics=self._topics(),
            draft=self._is_draft(),
            publish_from=posted if is_later else None,
            notes=tuple(self.notes),
        )

    def _text(self) -> OldText:
        said = self.item.said
        number = said.get("post_id", "")
        content = readable(said.get("content", ""))
        lead = self.beside.media.get(self.item.more.get("_thumbnail_id", ""))
        return OldText(
            lang=self._lang(),
            title=readable(said.get("title", "")),
            source=content,
            form=Form.WORDPRESS,
            media=tuple(self.beside.shown_in(content, number)),
            summary=readable(said.get("excerpt", "")),
            lead=_lead(lead) if lead else None,
            addresses=tuple(a for a in (path_of(said.get("link", "")),) if a and "?" not in a),
            aka=(f"?p={number}",),
        )

    def _lang(self) -> str:
        found = (name[:2] for domain, name, _ in self.item.terms if domain == "language")
        lang = next(found, "")
        return lang if lang in self.site.languages else self.site.languages[0]

    def _topics(self) -> tuple[str, ...]:
        wanted = (
            words for domain, _, words in self.item.terms if domain in ("category", "post_tag")
        )
        said = (readable(words).strip() for words in wanted)
        return tuple(dict.fromkeys(s for s in said if s and s.casefold() not in _UNSORTED))

    def _is_draft(self) -> bool:
        status = self.item.said.get("status", "")
        if self.item.said.get("post_password"):
            self.notes.append(remarks.held_back(N_("it had a password on the old site")))
            return True
        if status == "private":
            self.notes.append(remarks.held_back(N_("only members could read it on the old site")))
        return status not in _SHOWN


def _lead(item: Media) -> Lead:
    return Lead(source=item.address, caption=item.caption, description=item.description)
