"""The text that a writer typed, in Markdown → HTML that is safe, photos, links and awardees."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import nh3

from ..model import AwardRow, Block, Gallery, Link, Photo
from ..problems import Problem
from ..text import clean
from .dropped import dropped
from .elements import Reading
from .engine import TooDeepError, to_html
from .figures import PLACE, Figure, take_out
from .marks import marked
from .sanitise import INLINE, sanitiser, settled, tidy
from .tangles import tangle, tangled

_UNSAID = re.compile(r'<sup id="fnref.*?</sup>|<a href="#fnref.*?</a>', re.DOTALL)
_BREAK = re.compile(rf"<(?!/?(?:{'|'.join(sorted(INLINE - {'br'}))})\b)[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CONTAINER = re.compile(r"<(/?)(?:ul|ol|dl|blockquote|table|div|figure|(p))\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A converted text: HTML and photos in turn, and what else is read from it.

    ``plain`` holds the words alone, those of the captions too; lines are those of the file.
    """

    body: tuple[Block, ...] = ()
    plain: str = ""
    first_paragraph: str = ""
    links: tuple[Link, ...] = ()
    award_rows: tuple[AwardRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def convert(source: str, *, path: str, first_line: int, lang: str) -> Markup:
    """Return the Markdown ``source`` as Markup; its first line is ``first_line`` of ``path``.

    Whatever is typed gives a Markup: what cannot be shown is a Problem in it. A text that
    would take too long to convert has an empty body. ``lang`` is that of the text.
    """
    lines = [clean(line) for line in re.split(r"\r\n|\r|\n", source)]
    if knot := tangle(lines, path=path, first_line=first_line):
        return Markup(problems=(knot,))
    reading = Reading(path=path, first_line=first_line, lang=lang, lines=lines)
    taken = take_out(marked(lines), path=path, first_line=first_line)
    try:
        made, raw = to_html(taken.text, reading.look)
    except TooDeepError:
        return Markup(problems=(tangled(path, first_line),))
    body = _body(made, taken.parts, reading, with_html=bool(raw))
    gone = dropped(raw, lines, path=path, first_line=first_line)
    problems = dict.fromkeys((*taken.problems, *reading.problems, *gone))
    return Markup(
        body=body,
        plain=" ".join(filter(None, map(_said, body))),
        first_paragraph=next(filter(None, map(_first_paragraph, body)), ""),
        links=tuple(reading.links),
        award_rows=tuple(reading.rows),
        problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.code))),
    )


def _body(
    made: str, parts: Sequence[Figure | str], reading: Reading, *, with_html: bool
) -> tuple[Block, ...]:
    """Return ``made`` sanitised, with each place in it taken by what it stands for.

    Every stretch is sanitised on its own, so that no tag left open reaches into the next one.
    """
    whole = sanitiser(reading.href)

    def safe(stretch: str, cleaner: nh3.Cleaner = whole) -> str:
        if not stretch.strip():
            return ""
        made = tidy(cleaner.clean(stretch.strip()))
        return settled(made) if with_html else made

    blocks: list[tuple[Block, int]] = []
    last = 0
    for match in PLACE.finditer(made):
        _add_html(blocks, safe(made[last : match.start()]))
        last = match.end()
        part = parts[int(match[1])]
        if isinstance(part, str):
            _add_html(blocks, safe(part))
        else:
            cleaner = sanitiser(reading.href, INLINE) if "<" in match[2] else whole
            _add_photo(blocks, _photo(part, safe(match[2], cleaner)), part.group)
    _add_html(blocks, safe(made[last:]))
    return tuple(block for block, _ in blocks)


def _add_html(blocks: list[tuple[Block, int]], text: str) -> None:
    if not text:
        return
    if blocks and isinstance(before := blocks[-1][0], str):
        blocks[-1] = (f"{before}\n{text}", 0)
    else:
        blocks.append((text, 0))


def _add_photo(blocks: list[tuple[Block, int]], photo: Photo, group: int) -> None:
    before, number = blocks[-1] if blocks else ("", 0)
    if isinstance(before, Gallery) and number == group:
        blocks[-1] = (replace(before, photos=(*before.photos, photo)), group)
    else:
        blocks.append((Gallery(photos=(photo,)), group))


def _photo(figure: Figure, caption: str) -> Photo:
    words = _words(caption)
    return Photo(
        source=figure.source,
        line=figure.line,
        caption=words,
        caption_html=caption,
        credit=figure.credit,
        alt=figure.description or words,
        described=bool(figure.description),
    )


def _said(block: Block) -> str:
    if isinstance(block, str):
        return _words(block)
    return " ".join(photo.caption for photo in block.photos if photo.caption)


def _words(safe: str) -> str:
    """Return sanitised HTML as plain text, without the numbers of footnotes."""
    text = _TAG.sub("", _BREAK.sub(" ", _UNSAID.sub("", safe)))
    return " ".join(html.unescape(text).split())


def _first_paragraph(block: Block) -> str:
    """Return the first paragraph of ``block`` that stands in no list, quote or table."""
    if isinstance(block, Gallery):
        return ""
    depth = 0
    for match in _CONTAINER.finditer(block):
        if not match[2]:
            depth += -1 if match[1] else 1
            continue
        words = _words(block[match.end() : block.find("</p>", match.end())])
        if words and not depth and not match[1]:
            return words
    return ""
