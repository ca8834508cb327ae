"""A Word file → the text and the photos of an article, and what of it was guessed or lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import PurePath

from ..dates import typed
from ..guesses import marked
from ..manuscript.blocks import (
    Block,
    Blocks,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quote,
)
from ..manuscript.bylines import is_name
from ..manuscript.captions import captioned
from ..manuscript.folders import Manuscript
from ..manuscript.heads import compose
from ..manuscript.lines import plain
from ..manuscript.markdown import written
from ..markup.pictures import split_credit
from ..model import Relation
from ..problems import ContentError, Problem
from ..reading.fields import ARTICLE
from ..text import slug
from .album import Album
from .body import read_body
from .days import day_of, made_day
from .endings import Signed, signed
from .envelope import Envelope, opened
from .guess import Guess
from .letterheads import below_letterhead
from .losses import losses, without_text
from .names import short
from .ties import Called, ties
from .titles import title_of
from .unicode import in_unicode


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the writer says in advance; the rest is looked for in the document.

    ``ties`` pair a relation with a campaign's name. ``beside`` are the photos of the article
    that the text is added to, by name, in the order of its text: the same photos keep those names.
    """

    title: str = ""
    day: date | None = None
    authors: tuple[str, ...] = ()
    ties: tuple[tuple[Relation, str], ...] = ()
    draft: bool = False
    lang: str = "vi"
    translation: bool = False
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An article that was read from a file, ready to be laid down.

    ``text`` is the whole of its ``vi.md`` or ``en.md``; what was guessed bears a mark in it.
    ``photos`` pair names with bytes. ``notes`` tell what could not be taken over.
    """

    title: str
    day: date
    lang: str
    text: str
    photos: tuple[tuple[str, bytes], ...]
    notes: tuple[Problem, ...]

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """The files of its folder."""
        return ((f"{self.lang}.md", self.text.encode()), *self.photos)

    def manuscript(self, folder: str) -> Manuscript:
        """Return the folder that it is to be, below the content folder."""
        return Manuscript(folder=folder, files=self.files)


def read_here(
    data: bytes, name: str, *, today: date, campaigns: Sequence[Called] = (),
    answers: Answers | None = None,
) -> Imported:  # fmt: skip
    """Return what ``read_docx`` returns, in this very process and without its bounds."""
    said = answers or Answers()
    envelope = opened(data, name)
    album = Album()
    read = read_body(envelope, album)
    blocks, converted = in_unicode(read.blocks)
    read.lost["letters"] += converted
    if not blocks:
        raise ContentError(without_text(name))
    blocks, has_letterhead = below_letterhead(blocks)
    read.lost["letterhead"] += has_letterhead
    title, rest = title_of(blocks)
    who, rest = signed(rest)
    named = _names(album, said.beside)
    body = tuple(_credited(captioned([_renamed(b, named) for b in rest]), who.photos, said.lang))
    core = _core(envelope)
    text = " ".join(_texts(rest))
    found = _Found(
        title=Guess(said.title, sure=True) if said.title else _named(title, name),
        day=_day(said, text, core, today),
        who=_authors(said, who, core),
        ties=_ties(said, title.value, text, campaigns),
    )
    missing = {new: album.files[old] for old, new in named.items() if new not in said.beside}
    return Imported(
        title=found.title.value,
        day=found.day[0],
        lang=said.lang,
        text=f"{_head(found, said, body)}\n{written(body, said.lang)}",
        photos=tuple(missing.items()),
        notes=losses(read.lost, name),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    title: Guess
    day: tuple[date, bool]
    who: tuple[Guess, ...]
    ties: tuple[tuple[Relation, Guess], ...]


def _head(found: _Found, said: Answers, body: Sequence[Block]) -> str:
    """Return the head; a text in which something is but a guess is a draft."""
    values = [("title", found.title)]
    if not said.translation:
        values.append(("date", Guess(typed(found.day[0]), found.day[1])))
        values += ((str(relation), name) for relation, name in found.ties)
        values += (("author", name) for name in found.who)
    guessed = any(not guess.sure for _, guess in values)
    guessed = guessed or any(isinstance(block, Picture) and not block.sure for block in body)
    lines = [(key, guess.value if guess.sure else marked(guess.value, said.lang))
             for key, guess in values if guess.value]  # fmt: skip
    if guessed or said.draft:
        lines.append(("status", "nháp" if said.lang == "vi" else "draft"))
    return compose(lines, ARTICLE, said.lang)


def _named(title: Guess, name: str) -> Guess:
    """Return the title; a document of nothing but pictures is called after its file."""
    return title if slug(title.value) else Guess(PurePath(name).stem)


def _day(said: Answers, text: str, core: Mapping[str, str], today: date) -> tuple[date, bool]:
    made = made_day(core.get("created", ""))
    if said.day:
        return said.day, True
    return day_of(text, made, today) or (made or today, False)


def _authors(said: Answers, who: Signed, core: Mapping[str, str]) -> tuple[Guess, ...]:
    if said.authors:
        return tuple(Guess(name, sure=True) for name in said.authors)
    if who.authors:
        return tuple(Guess(name, who.sure) for name in who.authors)
    creator = core.get("creator", "")
    return (Guess(creator),) if is_name(creator) and not creator.isascii() else ()


def _ties(
    said: Answers, title: str, text: str, campaigns: Sequence[Called]
) -> tuple[tuple[Relation, Guess], ...]:
    if said.ties:
        return tuple((relation, Guess(name, sure=True)) for relation, name in said.ties)
    return tuple((relation, Guess(name)) for relation, name in ties(title, text, campaigns))


def _names(album: Album, beside: Mapping[str, bytes]) -> dict[str, str]:
    """Return what each picture of ``album`` is called beside the photos that are there."""
    same = {data: name for name, data in beside.items()}
    in_order = list(beside) if len(beside) == len(album.files) else []
    named: dict[str, str] = {}
    stems = {name.rpartition(".")[0] for name in beside}
    free = (str(number) for number in count(1) if str(number) not in stems)
    for place, (name, data) in enumerate(album.files.items()):
        if data in same:
            named[name] = same[data]
        elif in_order:
            named[name] = in_order[place]
        else:
            named[name] = f"{next(free)}.{name.rpartition('.')[2]}"
    return named


def _renamed(block: Block, named: Mapping[str, str]) -> Block:
    match block:
        case Picture():
            return replace(block, source=named[block.source])
        case Items():
            items = tuple(tuple(_renamed(b, named) for b in item) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return Quote(blocks=tuple(_renamed(inner, named) for inner in block.blocks))
        case _:
            return block


def _credited(blocks: Blocks, photographer: str, lang: str) -> Iterator[Block]:
    """Yield ``blocks``, with who took the photos behind each caption that does not say so."""
    label = "Ảnh" if lang == "vi" else "Photo"
    for block in blocks:
        if isinstance(block, Picture) and photographer and not split_credit(block.caption)[1]:
            yield replace(block, caption=f"{block.caption} ({label}: {photographer})".lstrip())
        else:
            yield block


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield plain(block.line)
        elif isinstance(block, Quote):
            yield from _texts(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _texts(item)


def _core(envelope: Envelope) -> dict[str, str]:
    """Return who made a file, and when, as its properties say."""
    root = envelope.tree("docProps/core.xml")
    elements = root if root is not None else ()
    return {short(e.tag).rpartition(":")[2]: (e.text or "").strip() for e in elements}
