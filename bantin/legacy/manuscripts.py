"""A carried article → the folder that is to be: its heads, its texts, its photos."""

from collections.abc import Iterator
from datetime import datetime

from ..dates import typed
from ..manuscript import Manuscript, compose
from ..reading.fields import ARTICLE, PAGE
from ..text import slug
from .carry import Carried
from .values import OldText

_DRAFT = {"vi": "nháp", "en": "draft"}


def manuscript(
    carried: Carried, folder: str, addresses: tuple[str, ...], *, languages: tuple[str, ...]
) -> Manuscript:
    """Return the folder. A text only in another language also stands where the site's should.

    Raises ``OSError`` where a photo cannot be read.
    """
    old, main = carried.old, languages[0]
    bodies = dict(carried.bodies)
    texts = {text.lang: text for text in old.texts}
    first = texts.get(main) or old.texts[0]
    fields = ARTICLE if old.kind == "articles" else PAGE
    files = [
        (f"{main}.md", _file(_facts(carried, first, addresses, main), bodies[first.lang], main))
    ]
    files += [
        (f"{lang}.md", _file(_own(text), bodies[lang], lang))
        for lang, text in texts.items()
        if lang != main
    ]
    known = {field.key for field in fields.all}
    made = [
        (name, (compose([v for v in values if v[0] in known], fields, lang) + body).encode())
        for name, (values, body, lang) in files
    ]
    photos = [(name, file.read_bytes()) for name, file in carried.pictures]
    return Manuscript(folder=folder, files=(*made, *photos))


_File = tuple[list[tuple[str, str]], str, str]


def _file(values: Iterator[tuple[str, str]], body: str, lang: str) -> _File:
    return list(values), f"\n{body}" if body else "", lang


def _own(text: OldText) -> Iterator[tuple[str, str]]:
    yield "title", text.title
    yield "summary", text.summary


def _facts(
    carried: Carried, text: OldText, addresses: tuple[str, ...], lang: str
) -> Iterator[tuple[str, str]]:
    old = carried.old
    yield from _own(text)
    yield "date", typed(old.day) if old.day else ""
    for key, values in (("author", old.authors), ("topics", old.topics)):
        yield from ((key, value) for value in values if slug(value))
    if old.draft:
        yield "status", _DRAFT[lang]
    if old.publish_from:
        yield "publish_from", _moment(old.publish_from)
    yield from (("related", name) for name in carried.related)
    yield from (("old_address", address) for address in addresses)


def _moment(moment: datetime) -> str:
    return f"{typed(moment.date())} {moment:%H:%M}"
