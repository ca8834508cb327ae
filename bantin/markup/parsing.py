"""Any Markdown → its Markup, by way of Python-Markdown and the sanitiser.

They take a while to load: import this only where a text is not ordinary (see ``plain``).
"""

import html
import re
from collections.abc import Sequence

import nh3

from ..model import Block, Gallery
from ..text import clean
from .dropped import dropped
from .elements import Reading
from .engine import TooDeepError, to_html
from .figures import PLACE, Figure, take_out
from .marks import marked
from .result import Body, Markup, photo_of
from .sanitise import INLINE, sanitiser, settled, tidy
from .tangles import tangle, tangled

_UNSAID = re.compile(r'<sup id="fnref.*?</sup>|<a href="#fnref.*?</a>', re.DOTALL)
_BREAK = re.compile(rf"<(?!/?(?:{'|'.join(sorted(INLINE - {'br'}))})\b)[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CONTAINER = re.compile(r"<(/?)(?:ul|ol|dl|blockquote|table|div|figure|(p))\b[^>]*>")


def by_parser(source: str, path: str, first_line: int, lang: str) -> Markup:
    """Return what ``convert`` returns but for slips and guesses; never by the short way."""
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

    blocks = Body()
    last = 0
    for match in PLACE.finditer(made):
        blocks.add_html(safe(made[last : match.start()]))
        last = match.end()
        part = parts[int(match[1])]
        if isinstance(part, str):
            blocks.add_html(safe(part))
        else:
            cleaner = sanitiser(reading.href, INLINE) if "<" in match[2] else whole
            caption = safe(match[2], cleaner)
            blocks.add_photo(photo_of(part, caption, _words(caption)), part.group)
    blocks.add_html(safe(made[last:]))
    return blocks.blocks


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
