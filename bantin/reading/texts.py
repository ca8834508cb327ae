"""An item's folder → its texts, one for each language, with heads read and photos found."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..caches import freeze
from ..model import Block, Body, Gallery, Photo, Text
from ..problems import ContentError, Problem, Severity
from .captions import caption_problems
from .encodings import decode
from .fields import Fields
from .files import choose_texts
from .head import Head, read_head
from .photo_slips import photo_slips, with_captions
from .photos import Found, Shelf, find_photo
from .text_checks import UNCONVERTED, is_frameless, text_problems
from .tree import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One language version of an item: its head for the facts, and its text.

    ``sound`` is False where it cannot be shown; ``body`` is its frozen ``Body``. ``meant`` are
    files that a slip or a misspelt name probably means, ``used`` photos that it shows (paths below
    the content folder).
    """

    lang: str
    path: str
    head: Head
    text: Text
    sound: bool
    problems: tuple[Problem, ...]
    body: bytes
    meant: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The photos that it shows."""
        return tuple(photo.source for photo in self.text.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """All language versions of an item, the first language first; none where that is missing."""

    all: tuple[Version, ...]
    problems: tuple[Problem, ...]


def read_versions(
    folder: Folder, *, fields: Fields, languages: Sequence[str], shelf: Shelf
) -> Versions:
    """Return what the text files of ``folder`` hold; whatever is wrong is a Problem of theirs."""
    files = choose_texts(folder, languages)
    versions: list[Version] = []
    problems = list(files.problems)
    data = dict(folder.texts)
    for lang, name in files.chosen:
        path = f"{folder.root}/{folder.path}/{name}"
        try:
            source = decode(data[name], path)
        except ContentError as error:
            problems.extend(error.problems)
            if lang == languages[0]:
                break  # without the facts a translation is nothing
            continue
        translation = lang != languages[0]
        head = read_head(source, path=path, fields=fields, lang=lang, translation=translation)
        versions.append(_version(source, head, lang, path, shelf, translation=translation))
    if versions and versions[0].lang != languages[0]:
        versions = []
    return Versions(all=tuple(versions), problems=tuple(problems))


def _version(
    source: str, head: Head, lang: str, path: str, shelf: Shelf, *, translation: bool
) -> Version:
    from ..markup import convert  # the parser takes a while to load, and often nothing is read

    markup = convert(head.body, path=path, first_line=head.body_line, lang=lang)
    shown = _photos(markup.body, shelf, path)
    body = Body(shown.body, markup.plain)
    frozen = freeze(body)
    unconverted = [problem for problem in markup.problems if problem.code in UNCONVERTED]
    amiss = tuple(text_problems(source, head, markup, lang=lang, path=path))
    slips = photo_slips(
        head.body,
        head.body_line,
        with_captions((*markup.problems, *shown.problems), head.body, head.body_line),
        {photo.line for photo in Body(markup.body, "").photos},
        shelf,
        path,
    )
    captions = caption_problems(body.photos, path, translation=translation)
    inside = () if is_frameless(head) else (*slips.problems, *captions)
    title, summary = head.first("title"), head.first("summary")
    text = Text(
        lang=lang,
        path=path,
        title=title.text if title else "",
        summary=summary.text if summary else markup.first_paragraph,
        summary_given=summary is not None,
        body=hashlib.blake2b(frozen, digest_size=16).hexdigest(),
        photos=body.photos,
        links=markup.links,
        award_rows=markup.award_rows,
    )
    return Version(
        lang=lang,
        path=path,
        head=head,
        text=text,
        sound=not _errors((*head.problems, *amiss, *unconverted)),
        problems=(*head.problems, *amiss, *inside),
        body=frozen,
        meant=(*shown.meant, *(f"{shelf.folder}/{name}" for name in slips.meant)),
    )


def _errors(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


@dataclass(slots=True)
class _Shown:
    """A body whose photos are files of the content folder."""

    body: tuple[Block, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    meant: tuple[str, ...] = ()


def _photos(body: tuple[Block, ...], shelf: Shelf, path: str) -> _Shown:
    """Return ``body`` with each photo found; those that are not found are left out."""
    shown = _Shown()
    for block in body:
        if isinstance(block, Gallery):
            found = [(photo, find_photo(photo.source, shelf, path=path, line=photo.line))
                     for photo in block.photos]  # fmt: skip
            shown.problems += [at.problem for _, at in found if at.problem]
            shown.meant += tuple(at.meant for _, at in found if at.meant)
            photos = tuple(_placed(photo, at) for photo, at in found if at.source)
            shown.body += (replace(block, photos=photos),) if photos else ()
        else:
            shown.body += (block,)
    return shown


def _placed(photo: Photo, found: Found) -> Photo:
    return replace(photo, source=found.source or "")
