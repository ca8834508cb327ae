"""One article of an old site → its texts in Markdown, its photos, and what is to be said of it.

This is done in a worker: a text made to do harm costs only itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..dates import typed
from ..manuscript.blocks import (
    Block,
    Blocks,
    Items,
    Line,
    Picture,
    Quote,
)
from ..manuscript.captions import captioned, described
from ..manuscript.hypertext import read_html
from ..manuscript.lines import plain
from ..manuscript.markdown import lifted, written
from ..markup.links import way
from ..problems import N_
from ..text import fold
from .addresses import host_of
from .files import Pictures
from .forms import as_html
from .links import Links, is_absolute
from .moments import first_day
from .old_letters import in_unicode, words_in_unicode
from .photos import name_for, unusable
from .shaping import lines_of, mapped, raised, shaped, with_notes
from .values import Kept, Lead, Note, Old, OldText, note

_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|zip|rar|7z|mp[34]|avi|wmv|flv)(?:$|[?#])", re.IGNORECASE
)
_UNTOLD = frozenset({"script", "style", "noscript", "svg", "input", "button", "form", "template"})
_ACCOUNTS = frozenset({"admin", "administrator", "super user", "root", "webmaster", "quản trị"})
_SHORTEST_NAME = 8
_SENTENCE = re.compile(r"(.{20,140}?[.!?…])(?:\s|\Z)|(.{30,110})[,;]\s|(.{1,110})(?:\s|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What all articles need: where links lead, where pictures lie, which campaigns there are.

    ``hosts`` are the names of the old site's server, to which no link may lead any more.
    """

    links: Links
    pictures: Pictures
    campaigns: tuple[str, ...]
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An article as it can be laid down.

    ``bodies`` pair a language with Markdown; ``pictures`` a name with the file that gets it;
    ``related`` are slugs of other articles.
    """

    old: Old
    bodies: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, Path], ...]
    related: tuple[str, ...]


def carry(around: Around, old: Old) -> Carried:
    """Return ``old`` as the new site has it; its notes say what was guessed, and what is lost."""
    work = _Carrying(around, old)
    texts = tuple(work.text(text) for text in old.texts)
    if old.kind == "articles":
        work.offer_campaigns()
    return Carried(
        old=replace(
            old,
            texts=texts,
            authors=work.authors(),
            day=old.day or work.day(),
            notes=(*old.notes, *dict.fromkeys(work.notes)),
        ),
        bodies=tuple(work.bodies),
        pictures=tuple(work.names.items()),
        related=tuple(dict.fromkeys(work.related)),
    )


@dataclass(slots=True)
class _Carrying:
    """One article while it is carried over."""

    around: Around
    old: Old
    notes: list[Note] = field(default_factory=list)
    names: dict[str, Path] = field(default_factory=dict)
    related: list[str] = field(default_factory=list)
    bodies: list[tuple[str, str]] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    words: str = ""
    title: str = ""
    near: Path | None = None

    def text(self, text: OldText) -> OldText:
        """Carry one language version over, and return it with a title and a plain summary."""
        self.near, self.title = text.near, _plain(text.title)
        html, commands = as_html(text)
        self.notes += commands
        found = read_html(html)
        self._tell_dropped(found.dropped)
        blocks, letters = in_unicode(found.blocks)
        if letters:
            self._guess(
                "letters-converted",
                N_("the text was in the letters of old fonts ({name}), and is in Unicode now"),
                N_("Read it once: a sign that stood for itself may have become a letter"),
                name={"tcvn3": "TCVN3", "vni": "VNI"}[letters],
            )
        self.title = words_in_unicode(self.title, letters)
        whole = shaped(with_notes(captioned(blocks)))
        self.related += filter(None, map(self.around.links.find, whole.others))
        self.signed += whole.authors
        words = " ".join(plain(line) for block in whole.blocks for line in lines_of(block))
        self.title = self.title or self._title_of(words)
        blocks = self._blocks((*self._lead(text.lead, whole.blocks), *raised(whole.blocks)))
        if whole.photographers:
            blocks = tuple(_credited(block, whole.photographers) for block in blocks)
        self.bodies.append((text.lang, written(blocks, text.lang)))
        self.words += f"{self.title} {words} "
        return replace(
            text, title=self.title, summary=words_in_unicode(_plain(text.summary), letters)
        )

    def authors(self) -> tuple[str, ...]:
        """Return who wrote it: the line below the text rather than an account."""
        signed = tuple(dict.fromkeys(self.signed))
        if signed:
            if signed != self.old.authors:
                self._guess(
                    "author-guessed",
                    N_("the author “{name}” was taken from the line below the text"),
                    N_("Correct the line “Tác giả” if that is wrong"),
                    name=", ".join(signed),
                )
            return signed
        if any(name.casefold() in _ACCOUNTS for name in self.old.authors):
            self._guess(
                "author-account",
                N_("“{name}” is rather an account than an author"),
                N_("Write into the line “Tác giả” who wrote the article"),
                name=", ".join(self.old.authors),
            )
        return self.old.authors

    def day(self) -> date | None:
        """Return the first day that the words name, for an article that has no other."""
        found = first_day(self.words)
        if found and self.old.kind == "articles":
            self._guess(
                "day-guessed",
                N_("the day {day} was taken from the text"),
                N_("Correct the line “Ngày” if that is wrong"),
                day=typed(found),
            )
        return found

    def offer_campaigns(self) -> None:
        """Say which campaigns the words name; what the article is to them is not guessed."""
        folded = fold(self.words)
        for name in self.around.campaigns:
            if len(name) >= _SHORTEST_NAME and fold(name) in folded:
                self.notes.append(
                    note(
                        "campaign-named",
                        Kept.SAID,
                        N_("the article names the campaign “{campaign}”"),
                        N_("If it reports on it, add the line: Đưa tin: {campaign}"),
                        campaign=name,
                    )
                )

    # ── blocks ───────────────────────────────────────────────────────────────

    def _blocks(self, blocks: Iterable[Block]) -> Blocks:
        lifted_ = tuple(lifted(blocks))
        return tuple(made for block in lifted_ if (made := self._block(block)) is not None)

    def _block(self, block: Block) -> Block | None:
        match block:
            case Picture():
                return self._picture(block)
            case Items():
                return replace(block, items=tuple(map(self._blocks, block.items)))
            case Quote():
                return Quote(blocks=self._blocks(block.blocks))
            case _:
                return mapped(block, self._line)

    def _line(self, line: Line) -> Line:
        return tuple(replace(w, link=self._link(w.link, w.text)) if w.link else w for w in line)

    def _link(self, address: str, words: str) -> str:
        """Return where a link of the old site leads now; nothing leaves only its words."""
        if slug := self.around.links.find(address):
            return slug
        is_document = bool(_DOCUMENT.search(address))
        is_there = is_absolute(address) and host_of(address) not in self.around.hosts
        leads_out = is_there or address.startswith("mailto:")
        if leads_out and not is_document and way(address, path="", line=1).problem is None:
            return address
        if is_document:
            self._lose(
                "file-not-carried",
                N_("the file “{file}” was linked to; the site holds only articles and photos"),
                N_("Write what it says into the article, or say where it can be had"),
                file=address.rpartition("/")[2][:100],
            )
        else:
            self._lose(
                "link-not-carried",
                N_("the link “{words}” led to “{address}”, which is not here; its words are left"),
                N_("Link the words to another article where there is one"),
                words=" ".join(words.split())[:60],
                address=address[:100],
            )
        return ""

    # ── pictures ─────────────────────────────────────────────────────────────

    def _picture(self, picture: Picture) -> Picture | None:
        name = self._named(picture.source, picture.caption)
        if name is None:
            return None
        caption, sure = picture.caption, picture.sure
        if not caption:
            caption, sure = self.title, False
        if not sure:
            self._guess(
                "caption-guessed",
                N_("the caption of “{photo}” is a guess: “{caption}”"),
                N_("Correct it, or delete the mark behind it if it is right"),
                photo=name,
                caption=caption[:120],
            )
        description = described(picture.description, self.names[name].name)
        return replace(picture, source=name, caption=caption, description=description, sure=sure)

    def _named(self, source: str, caption: str) -> str | None:
        """Return what the photo is called in the article's folder, or None where it has none."""
        file = self.around.pictures.find(source, self.near)
        if file is None:
            message = N_("the picture “{photo}” is not among the files of the old site")
            if caption:
                message = N_(
                    "the picture “{photo}” is not among the files of the old site: “{caption}”"
                )
            self._lose(
                "picture-not-found",
                message,
                N_(
                    "Put it into the folder of the article, and add its line: ![caption](photo.jpg)"
                ),
                photo=source[:100],
                caption=caption[:120],
            )
            return None
        known = next((name for name, place in self.names.items() if place == file), None)
        if known:
            return known
        if problem := unusable(file):
            self.notes.append(problem)
            return None
        name = name_for(file, {name.casefold() for name in self.names})
        self.names[name] = file
        return name

    def _lead(self, lead: Lead | None, blocks: Blocks) -> Iterator[Block]:
        """Yield the picture above the article, unless its text shows it, too."""
        if lead is None or not lead.source:
            return
        file = self.around.pictures.find(lead.source, self.near)
        shown = {
            self.around.pictures.find(block.source, self.near)
            for block in lifted(blocks)
            if isinstance(block, Picture)
        }
        if file is None or file not in shown:
            description = described(_plain(lead.description), lead.source)
            caption = _plain(lead.caption)
            yield Picture(
                source=lead.source,
                caption=caption or description,
                description=description if caption else "",
                sure=bool(caption),
            )

    # ── notes ────────────────────────────────────────────────────────────────

    def _title_of(self, words: str) -> str:
        found = _SENTENCE.match(words)
        title = next(filter(None, found.groups())).strip(" .") if found else ""
        if title:
            self._guess(
                "title-guessed",
                N_("there was no title; taken is the beginning of the text: “{title}”"),
                N_("Write a title into the line “Tiêu đề”"),
                title=title,
            )
        return title

    def _tell_dropped(self, dropped: "Iterable[str]") -> None:
        for tag in sorted(set(dropped) - _UNTOLD):
            self._lose(
                "element-not-carried",
                N_("a part of the page was a “{tag}”, which cannot stand in an article"),
                N_("Say in words what it showed, or link to it"),
                tag=tag,
            )

    def _guess(self, code: str, message: str, remedy: str, **values: str) -> None:
        self.notes.append(note(code, Kept.GUESSED, message, remedy, **values))

    def _lose(self, code: str, message: str, remedy: str, **values: str) -> None:
        self.notes.append(note(code, Kept.LOST, message, remedy, **values))


def _plain(text: str) -> str:
    """Return the words of what may be HTML."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    blocks = read_html(text).blocks
    return " ".join(plain(line) for block in blocks for line in lines_of(block))


def _credited(block: Block, names: str) -> Block:
    """Return a picture with its photographer, where its caption names none."""
    if isinstance(block, Picture) and not re.search(r"(?:ảnh|photo)\s*:", block.caption, re.I):
        return replace(block, caption=f"{block.caption} (Ảnh: {names})".strip())
    return block
