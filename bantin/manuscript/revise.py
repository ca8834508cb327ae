"""A text file and what is to be said otherwise → the file, every other byte as it was."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, dropwhile

from ..guesses import unmarked
from ..reading.fields import Field, Fields
from ..reading.frame import COMMENT, ITEM, find_frame
from ..reading.head import Entry, read_head
from ..text import clean
from .heads import compose, one_line

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CODECS = ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"), (BOM_UTF8, "utf-8"))
_COMPARED = 1_000_000  # lines of one text times lines of the other: a second's work


def revised(
    data: bytes,
    changes: Mapping[str, Sequence[str]],
    *,
    fields: Fields,
    lang: str,
    body: str | None = None,
) -> bytes:
    """Return the file with new values for the fields of ``changes``, and a new text if given.

    ``changes`` map the key of a field to all its values; no value takes its lines out. A field
    whose values stay as they are keeps its lines, and so do fields that nobody knows,
    comments, the order, the ends of lines, the encoding and its mark. ``body`` has ``\\n`` as
    the end of its lines; those that stood in the text before keep their bytes. Raises
    ``UnicodeDecodeError`` for bytes that are no text.
    """
    mark, codec = next(((m, c) for m, c in _CODECS if data.startswith(m)), (b"", "utf-8"))
    text = data[len(mark) :].decode(codec)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _LINES.findall(text)
    plain = [clean(line.rstrip("\r\n")) for line in lines]
    frame = find_frame(plain or [""], path="", fields=fields)
    if frame.usable:
        after = lines[frame.body :]
        before = _Head(lines[: frame.body], plain, fields, lang, end, frame.start, frame.stop)
        head = before.changed(changes)
    else:
        values = [(key, value) for key, said in changes.items() for value in said]
        head, after = [compose(values, fields, lang).replace("\n", end)], lines
        after = [end, *after] if any(line.strip() for line in after) else []
    if body is not None:
        after = [_with_gap(after, end), *_kept_lines(after, body, end)]
    return mark + "".join((*_ended(head, after, end), *after)).encode(codec)


def _with_gap(after: Sequence[str], end: str) -> str:
    """Return the empty lines that stood, or should stand, between the head and its text."""
    gap = []
    for line in after:
        if line.strip():
            break
        gap.append(line)
    return "".join(gap) if gap else end


def _kept_lines(after: Sequence[str], body: str, end: str) -> list[str]:
    """Return the lines of ``body``; one that stood in ``after`` is that line, as it stood."""
    old = list(dropwhile(lambda line: not line.strip(), after))
    said = [clean(line.rstrip("\r\n")) for line in old]
    new = body.split("\n")
    lines = [f"{line}{end}" for line in new[:-1]] + ([new[-1]] if new[-1] else [])
    for at, place, length in _alike(said, new[: len(lines)]):
        for offset in range(length):
            line, is_last = old[at + offset], place + offset == len(lines) - 1
            if is_last and new[-1]:
                line = line.rstrip("\r\n")
            elif not line.endswith(("\r", "\n")):
                line += end
            lines[place + offset] = line
    return lines


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield stretches that both have: where each begins in the one and in the other, how long."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    most -= first
    last = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    yield 0, 0, first
    middle = old[first : len(old) - last], new[first : len(new) - last]
    if len(middle[0]) * len(middle[1]) <= _COMPARED:
        matcher = SequenceMatcher(None, *middle, autojunk=False)
        for block in matcher.get_matching_blocks():
            yield first + block.a, first + block.b, block.size
    yield len(old) - last, len(new) - last, last


def _ended(head: Sequence[str], after: Sequence[str], end: str) -> list[str]:
    whole = list(head)
    if whole and after and not whole[-1].endswith(("\r", "\n")):
        whole[-1] += end
    return whole


@dataclass(frozen=True, slots=True)
class _Head:
    lines: list[str]
    plain: list[str]
    fields: Fields
    lang: str
    end: str
    start: int
    stop: int

    def changed(self, changes: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the lines of the head, from the first of the file to the ``---`` at its end."""
        entries = read_head(
            "\n".join(self.plain), path="", fields=self.fields, lang=self.lang, translation=True
        ).entries
        lines: list[str | None] = list(self.lines)
        added: list[tuple[int, Field, str]] = []
        for key, said in changes.items():
            values = [value for value in map(one_line, said) if value]
            own = [entry for entry in entries if entry.field.key == key]
            same = values == [value.text for entry in own for value in entry.values]
            if same and not any(map(self._is_guess, own)):
                continue
            added += self._put(lines, entries, own, key, values)
        return self._with(lines, added)

    def _put(
        self,
        lines: list[str | None],
        entries: Sequence[Entry],
        own: Sequence[Entry],
        key: str,
        values: list[str],
    ) -> list[tuple[int, Field, str]]:
        """Take the lines of ``own`` out, and return what is put in: before which line, and what.

        An entry that says one of the values in one line is left where it stands.
        """
        field = next(field for field in self.fields.all if field.key == key)
        missing = list(values)
        kept = []
        for entry in own:
            said = [value.text for value in entry.values]
            plainly = len(said) == 1 and not entry.listed and not self._is_guess(entry)
            if plainly and said[0] in missing:
                missing.remove(said[0])
                kept.append(entry)
        if [entry.values[0].text for entry in kept] + missing != values:
            missing, kept = list(values), []  # the order says something too
        gone = [entry for entry in own if entry not in kept]
        place = self._place(entries, kept or own[:1], field)
        for index in chain.from_iterable(map(self._lines_of, gone)):
            lines[index] = None
        label = own[0].label.text if own else field.label(self.lang)
        return [(place, field, f"{label}: {value}") for value in missing]

    def _is_guess(self, entry: Entry) -> bool:
        """Return whether a value bears the mark of a guess: saying it again confirms it."""
        lines = (self.plain[index] for index in self._lines_of(entry))
        return any(unmarked(line) != line for line in lines)

    def _place(self, entries: Sequence[Entry], own: Sequence[Entry], field: Field) -> int:
        """Return the index of the line before which a new line of ``field`` goes."""
        if own:
            return self._lines_of(own[-1])[-1] + 1
        order = [known.key for known in self.fields.all]
        rank = order.index(field.key)
        before = [entry for entry in entries if order.index(entry.field.key) < rank]
        if before:
            return self._lines_of(before[-1])[-1] + 1
        # What belongs to no field must not come to belong to the new one.
        return max(self._going_on(self.start), default=self.start - 1) + 1

    def _lines_of(self, entry: Entry) -> list[int]:
        """Return the indexes of the lines that say ``entry``, in order."""
        return [entry.label.line - 1, *self._going_on(entry.label.line)]

    def _going_on(self, index: int) -> Iterator[int]:
        """Yield the lines from ``index`` on that belong to what stands above them."""
        for number in range(index, self.stop):
            line = self.plain[number]
            if not line.strip() or COMMENT.match(line):
                continue
            if not (line[0].isspace() or ITEM.match(line)):
                return
            yield number

    def _with(self, lines: list[str | None], added: Sequence[tuple[int, Field, str]]) -> list[str]:
        found: list[str] = []
        for index in range(len(lines) + 1):
            found += [f"{text}{self.end}" for place, _, text in added if place == index]
            if index < len(lines) and (line := lines[index]) is not None:
                found.append(line)
        return found
