"""Ordinary news text → its Markup by a short way, some twenty times as quick as the parser.

Ordinary are paragraphs, headings, lists in one level, quotes of one paragraph, tables, photos
alone in their paragraphs, emphasis and links. The short way gives what the parser and the
sanitiser give, to the letter; whatever is not certainly ordinary is left to them, and the
whole text with it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from ..model import AwardRow, Block, Gallery, Link
from ..problems import Problem
from ..text import slug
from .figures import PLACE, Figure, take_out
from .links import way
from .marks import marked
from .plain_lines import HELD, said, squashed
from .plain_tables import plain_table
from .result import Markup, photo_of
from .tangles import never_tangled

# Signs that begin what is never plain. Without the first four, and without “>” but for quotes,
# what is written between our own tags is passed by the sanitiser as it is.
_NEVER = ("<", "&", "\\", "`", "~~~", " " * 200)
_BLANK = re.compile(r"^ +$", re.MULTILINE)

# How a line may begin that goes on with a paragraph, or follows the sign of a list.
_OPENING = r"(?!\d+\. |_)(?:[\w\"“”'‘’(–—…«»•]|\*{1,2}(?=[^\s*])|\[(?!\^))"
_OPENS = re.compile(_OPENING)
_ITEM = re.compile(rf"([*+-]|\d{{1,9}}\.) +(?={_OPENING})")
_HEADING = re.compile(r"(#{2,6}) +([^\s#][^#]*)\Z")
_ADDRESS = re.compile(r"[\w./:@#%-]+\Z", re.ASCII)

_DEEPEST = 4


def plain_markup(source: str, *, path: str, first_line: int) -> Markup | None:
    """Return the Markdown ``source`` as Markup, or None where it is not certainly ordinary."""
    if not _is_plain(source):
        return None
    if "\n " in source or source.startswith(" "):
        source = _BLANK.sub("", source)
    text = _Text(path=path)
    line = first_line
    for stretch in source.split("\n\n"):
        chunk = stretch.lstrip("\n")
        line += len(stretch) - len(chunk)
        if chunk and not text.take(chunk.rstrip("\n"), line):
            return None
        line += chunk.count("\n") + 2
    return text.markup()


def _is_plain(source: str) -> bool:
    # A text that is not composed, or holds rare spaces and other unseen signs, is not at home here.
    return (
        not any(map(source.__contains__, _NEVER))
        and (">" not in source or _only_quotes(source))
        and source.replace("\n", "").replace(HELD, "").isprintable()
        and unicodedata.is_normalized("NFC", source)
        and never_tangled(source)
    )


def _only_quotes(source: str) -> bool:
    return source.count(">") == source.count("\n> ") + source.startswith("> ")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    html: str
    words: str


@dataclass(slots=True, kw_only=True)
class _Text:
    """What was read so far; each ``take`` says whether what it was given is plain."""

    path: str
    parts: list[str | _Heading | Gallery] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    first_paragraph: str = ""
    links: dict[Link, None] = field(default_factory=dict)
    rows: list[AwardRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    below: str = ""

    def take(self, chunk: str, line: int) -> bool:
        """Take lines without a blank one between them."""
        if "\n" not in chunk and _OPENS.match(chunk) and "![" not in chunk:
            return self._paragraph(chunk, line)
        while chunk.startswith("#"):
            heading, _, chunk = chunk.partition("\n")
            if not self._heading(heading, line):
                return False
            line += 1
        if "![" in chunk:
            return self._photos(chunk, line)
        if chunk.startswith("|"):
            return self._table(chunk, line)
        if chunk.startswith("> "):
            return self._quote(chunk.split("\n"), line)
        return not chunk or self._lines(chunk.split("\n"), line)

    def _lines(self, lines: list[str], line: int) -> bool:
        """Take a paragraph, a list, or a list directly below its paragraph."""
        items = [_ITEM.match(text) for text in lines]
        start = next((number for number, item in enumerate(items) if item), len(lines))
        if not all(map(_OPENS.match, lines[:start])):
            return False
        if start and not self._paragraph("\n".join(lines[:start]), line):
            return False
        found = [item for item in items[start:] if item]
        if not found:
            return True
        below = start > 0 and lines[start].startswith("*", found[0].end())
        return start + len(found) == len(lines) and not below and self._list(found, line + start)

    def _paragraph(self, text: str, line: int) -> bool:
        told = None if "  \n" in text else said(text, line, self._follow)
        if told is None:
            return False
        self._add(f"<p>{told[0]}</p>", told[1])
        self.first_paragraph = self.first_paragraph or squashed(told[1])
        return True

    def _heading(self, text: str, line: int) -> bool:
        match = _HEADING.match(text)
        told = said(match[2].rstrip(), line, self._follow) if match else None
        if match is None or told is None:
            return False
        self._add(_Heading(len(match[1]), *told), told[1])
        return True

    def _list(self, items: list[re.Match[str]], line: int) -> bool:
        tag, *others = {"ol" if item[1].endswith(".") else "ul" for item in items}
        # A list below another one of its kind goes on with it, each item as a paragraph.
        if others or tag == self.below or (tag == "ol" and items[0][1] != "1."):
            return False
        made = []
        for number, item in enumerate(items):
            told = said(item.string[item.end() :], line + number, self._follow)
            if told is None:
                return False
            made.append(f"<li>{told[0]}</li>")
            self.words.append(told[1])
        self._add(f"<{tag}>{''.join(made)}</{tag}>", "")
        self.below = tag
        return True

    def _quote(self, lines: list[str], line: int) -> bool:
        # A quote below another one goes on with it.
        if self.below == "blockquote":
            return False
        if not all(text.startswith("> ") and _OPENS.match(text, 2) for text in lines):
            return False
        text = "\n".join([text[2:] for text in lines])
        told = None if "  \n" in text else said(text, line, self._follow)
        if told is None:
            return False
        self._add(f"<blockquote><p>{told[0]}</p></blockquote>", told[1])
        self.below = "blockquote"
        return True

    def _table(self, text: str, line: int) -> bool:
        table = plain_table(text.split("\n"), line, self._follow)
        if table is None:
            return False
        self._add(table.html, table.words)
        self.rows += table.award_rows
        return True

    def _photos(self, text: str, line: int) -> bool:
        taken = take_out(marked(text.split("\n")), path=self.path, first_line=line)
        if PLACE.sub("", taken.text).strip():
            return False
        figures = [part for part in taken.parts if isinstance(part, Figure)]
        for _, group in groupby(figures, key=lambda figure: figure.group):
            photos = []
            for figure in group:
                told = said(figure.caption.strip(), figure.line, lambda _target, _line: None)
                if told is None:
                    return False
                photos.append(photo_of(figure, _entities(told[0]), squashed(told[1])))
            self._add(Gallery(photos=tuple(photos)), *(photo.caption for photo in photos))
        self.problems += taken.problems
        return True

    def _add(self, part: str | _Heading | Gallery, *words: str) -> None:
        self.parts.append(part)
        self.words += words
        self.below = ""

    def _follow(self, target: str, line: int) -> str | None:
        """Return the attributes of a link to ``target``, and note it; None where it is odd."""
        found = way(target, path=self.path, line=line)
        if found.problem or found.href.startswith("#") or not _ADDRESS.match(found.href):
            return None
        if link := found.link(target, line):
            self.links[link] = None
        outside = ' rel="noopener noreferrer"' if found.href.startswith("http") else ""
        return f' href="{found.href}"{outside}'

    def markup(self) -> Markup:
        """Return what was taken."""
        problems = dict.fromkeys(self.problems)
        return Markup(
            body=self._body(),
            plain=squashed(" ".join(filter(None, self.words))),
            first_paragraph=self.first_paragraph,
            links=tuple(self.links),
            award_rows=tuple(self.rows),
            problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.code))),
        )

    def _body(self) -> tuple[Block, ...]:
        """Return the parts with headings from h2 on, no level left out, and their anchors."""
        levels = sorted({part.level for part in self.parts if isinstance(part, _Heading)})
        anchors: set[str] = set()
        body: list[Block] = []
        run: list[str] = []
        for part in self.parts:
            if isinstance(part, Gallery):
                body += _one(run)
                body.append(part)
                run.clear()
            elif isinstance(part, _Heading):
                tag = f"h{min(levels.index(part.level) + 2, _DEEPEST)}"
                name = slug(part.words)
                anchor = f' id="h-{name}"' if name and name not in anchors else ""
                anchors.add(name)
                run.append(f"<{tag}{anchor}>{part.html}</{tag}>")
            else:
                run.append(part)
        return (*body, *_one(run))


def _one(run: list[str]) -> list[str]:
    """Return the HTML of a ``run`` of parts, as the sanitiser writes it; none of no parts."""
    return [_entities("\n".join(run))] if run else []


def _entities(html: str) -> str:
    return html.replace(HELD, "&nbsp;")
