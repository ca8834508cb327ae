"""Lines of Markdown → the same without their pictures, which stand aside as figures."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..faults import fault
from ..problems import N_, Problem, Severity
from .marks import PRIVATE
from .paragraphs import Chunk, chunks, parted
from .pictures import Picture, pictures_in, read_picture, split_credit

# Between these a paragraph stands for what was taken out: its number, and its caption. They are
# private-use characters, which a text that was cleaned does not hold.
START, MIDDLE, STOP = "\ue000", "\ue001", "\ue002"
PLACE = re.compile(rf"(?:<p>)?{START}(\d+){MIDDLE}(.*?){STOP}(?:</p>)?", re.DOTALL)

ITEM = re.compile(r" {0,3}(?:[*+-]|\d{1,9}\.)\s|\s*>|\[\^[^\]]*\]:")
_OWN_LINE = re.compile(r"^ {0,3}!\[", re.MULTILINE)
_INLINE = "a|abbr|b|br|cite|em|i|q|s|span|strong|sub|sup|time|u"
BEGINNING = re.compile(
    r" {0,3}(?:#|>|\||`{3}|~{3}|(?:[*+-]|\d{1,9}\.)\s|[-=*_][-=*_ ]{2,}\Z"
    rf"|</?(?!(?:{_INLINE})\b)[a-z])"
)
_ADDRESS = re.compile(r"(?:https?:|ftp:)?[/\\]{2}(?P<host>[^/\\?#\s]*)|https?:|ftp:", re.IGNORECASE)
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that was taken out. ``caption`` is Markdown; ``group`` numbers its gallery."""

    source: str
    line: int
    caption: str
    description: str
    credit: str
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Markdown without its pictures and its fenced code; the places number ``parts``."""

    text: str
    parts: tuple[Figure | str, ...]
    problems: tuple[Problem, ...]


def take_out(lines: Sequence[str], *, path: str, first_line: int) -> Taken:
    """Return ``lines`` with a place, a paragraph of its own, for each picture and fenced code.

    A paragraph of pictures, each with the lines under it as its caption, is a gallery. A
    picture within other text is told, and shown after the paragraph, list, quote or table.
    """
    taking = _Taking(path=path, first_line=first_line)
    for chunk in chunks(lines):
        taking.take(chunk)
    taking.put_late_ones()
    return Taken(
        text="\n".join(taking.lines), parts=tuple(taking.parts), problems=tuple(taking.problems)
    )


@dataclass(slots=True)
class _Taking:
    path: str
    first_line: int
    lines: list[str] = field(default_factory=list)
    parts: list[Figure | str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    late: list[Figure] = field(default_factory=list)
    groups: int = 0
    in_list: bool = False

    def take(self, chunk: Chunk) -> None:
        """Put the lines of ``chunk`` down, without what is taken out of them."""
        first = chunk.lines[0] if chunk.lines else ""
        indented = first.startswith(("    ", "\t"))
        listed = not chunk.code and bool(ITEM.match(first) or (self.in_list and indented))
        if not listed:
            self.put_late_ones()
        self.in_list = listed
        if chunk.code:
            code = html.escape("\n".join(chunk.lines), quote=False)
            self._put(f"<pre><code>{code}\n</code></pre>")
        elif indented and not listed:
            self.lines += [*chunk.lines, ""]
        else:
            self._take_text("\n".join(chunk.lines), chunk.start + self.first_line, listed)

    def put_late_ones(self) -> None:
        """Put down the pictures that waited for the end of a list, a quote or a table."""
        for figure in self.late:
            self._put(figure)
        self.late.clear()

    def _put(self, part: Figure | str) -> None:
        caption = part.caption if isinstance(part, Figure) else ""
        self.lines += ["", f"{START}{len(self.parts)}{MIDDLE}{caption}{STOP}", ""]
        self.parts.append(part)

    def _take_text(self, text: str, line: int, listed: bool) -> None:
        if "![" not in text:
            self.lines += [parted(text, listed), ""]
            return
        last = 0
        for match in () if listed else _OWN_LINE.finditer(text):
            shown, length = _shown(text[match.start() :]) if match.start() >= last else ([], 0)
            if shown:
                self._take_inline(text[last : match.start()], line, listed)
                line += text.count("\n", last, match.start())
                self._take_gallery(shown, line)
                last = match.start() + length
                line += text.count("\n", match.start(), last)
        self._take_inline(text[last:], line, listed)
        if not listed:
            self.put_late_ones()

    def _take_gallery(self, shown: list[tuple[Picture, str, int]], line: int) -> None:
        self.put_late_ones()
        self.groups += 1
        for picture, below, at in shown:
            self._take_shown(picture, below, line + at)
        self.put_late_ones()

    def _take_shown(self, picture: Picture, below: str, line: int) -> None:
        if not self._is_usable(picture, line):
            return
        figure = _figure(picture, below, line, self.groups)
        caption = self._without_pictures(figure.caption, line)
        if not caption:
            self.problems.append(_without_caption(self.path, figure))
        self._put(replace(figure, caption=caption))

    def _take_inline(self, text: str, line: int, listed: bool) -> None:
        rest = self._without_pictures(text, line)
        if rest.strip():
            self.lines += [parted(rest, listed), ""]

    def _without_pictures(self, text: str, line: int) -> str:
        """Return ``text`` without the pictures in it, which are told and wait as late ones."""
        kept, last = [], 0
        for start, picture in pictures_in(text) if "![" in text else ():
            kept.append(text[last:start])
            last = picture.end
            self._take_late(picture, line + text.count("\n", 0, start))
        return "".join((*kept, text[last:])) if kept else text

    def _take_late(self, picture: Picture, line: int) -> None:
        if not self._is_usable(picture, line):
            return
        self.groups += 1
        figure = _figure(picture, "", line, self.groups)
        figure = replace(figure, caption=figure.caption.replace("![", "["))
        problem = _in_sentence if figure.caption else _without_caption
        self.problems.append(problem(self.path, figure))
        self.late.append(figure)

    def _is_usable(self, picture: Picture, line: int) -> bool:
        problem = _unusable(_plain(picture.target), self.path, line)
        if problem:
            self.problems.append(problem)
        return problem is None


def _shown(text: str) -> tuple[list[tuple[Picture, str, int]], int]:
    """Return the pictures at the start of ``text``, each with what stands below and its line.

    Second comes where they end. They are pictures alone on their lines, and lines of text
    below them; anything that begins a list, a heading or a quote ends them.
    """
    shown: list[tuple[Picture, list[str], int]] = []
    place = 0
    while place < len(text):
        row, stop = row_of_pictures(text, place)
        if row:
            shown += [(picture, [], text.count("\n", 0, at)) for at, picture in row]
        else:
            stop = text.find("\n", place)
            stop = stop if stop >= 0 else len(text)
            below = text[place:stop]
            if not shown or below.lstrip().startswith("![") or BEGINNING.match(below):
                break
            shown[-1][1].append(below.strip())
        place = stop + 1
    return [(picture, " ".join(below), line) for picture, below, line in shown], place


def row_of_pictures(text: str, start: int) -> tuple[list[tuple[int, Picture]], int]:
    """Return the pictures that fill the line at ``start``, and its end; none where text follows."""
    row: list[tuple[int, Picture]] = []
    place = start
    while True:
        while text.startswith((" ", "\t"), place):
            place += 1
        if place >= len(text) or text[place] == "\n":
            return row, place
        picture = read_picture(text, place) if text.startswith("![", place) else None
        if picture is None:
            return [], place
        row.append((place, picture))
        place = picture.end


def _figure(picture: Picture, below: str, line: int, group: int) -> Figure:
    alt = picture.alt[:-1] if PRIVATE.match(picture.alt[-1:]) else picture.alt
    brackets = " ".join(alt.split())
    caption, credit = split_credit(below)
    description = brackets or picture.title
    if not caption:  # nothing, or only the credit, stands below
        caption, own_credit = split_credit(brackets)
        description, credit = picture.title, credit or own_credit
    return Figure(
        source=_plain(picture.target),
        line=line,
        caption=caption,
        description=_flat(description),
        credit=_flat(credit),
        group=group,
    )


def _plain(text: str) -> str:
    return PRIVATE.sub("", text).strip()


def _flat(text: str) -> str:
    """Return ``text`` without the signs of its emphasis."""
    return " ".join(_MARKUP.sub(r"\1", _plain(html.unescape(text))).split())


def _unusable(source: str, path: str, line: int) -> Problem | None:
    """Return why a picture cannot be looked for in the article's folder, or None."""
    if not source:
        return fault(
            "photo-without-file",
            N_("a photo has no file"),
            N_("Write the name of its file between the round brackets: ![caption](1.jpg)"),
            path=path,
            line=line,
        )
    if source[:5].lower() == "data:":
        return fault(
            "photo-from-network",
            N_("a photo is pasted into the text itself, as a long row of letters"),
            N_("Save the photo in the folder of the article, and write only its name"),
            path=path,
            line=line,
        )
    if address := _ADDRESS.match(source):
        return fault(
            "photo-from-network",
            N_("the photo is taken from “{host}”, which readers cannot reach from here"),
            N_("Save the photo in the folder of the article, and write only its name"),
            path=path,
            line=line,
            host=address["host"] or source[:80],
        )
    return None


def _without_caption(path: str, figure: Figure) -> Problem:
    return fault(
        "photo-without-caption",
        N_("the photo “{photo}” has no caption"),
        N_("Write in the square brackets who does what: ![…]({photo})"),
        path=path,
        line=figure.line,
        photo=figure.source,
    )


def _in_sentence(path: str, figure: Figure) -> Problem:
    return fault(
        "photo-in-sentence",
        N_("the photo “{photo}” stands within other text; it is shown below it"),
        N_("Give it a paragraph of its own, with a blank line above and below"),
        path=path,
        line=figure.line,
        severity=Severity.WARNING,
        photo=figure.source,
    )
