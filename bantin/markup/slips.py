"""A text as it was typed → signs in it that do not do what they were meant to."""

import re
from collections.abc import Iterator

from ..problems import N_, Problem, Severity
from .table_slips import table_slips

# Patterns that few texts need are written as texts: ``re`` compiles them when one is met.
_FENCED = r"(?ms)^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)"
_CODE_SPAN = r"(`+)[^`\n]+\1"
# What is indented below one of these goes on with it.
_BEGINNING = r" {0,3}(?:[*+-]|\d{1,9}[.)])(?:\s|\Z)|\[\^[^\]]+\]:"
_MARKED = r"[|>*+-]|\d+\."
_ITEM = r"(?:[•●▪■◦○➢➤✓✔✦]|\d{1,3}[)/]|[a-zđ]\))[ \t\u00a0]*(?=[^\W_])"
_LIST = rf"(?m)^[ \t]*(?P<sign>{_ITEM})(?P<words>.*)\n[ \t]*{_ITEM}"
_RULED = r"(?:\A|\n[ \t]*\n)(?P<above>[^\s#>|*+-][^\n]*)\n-{2,}[ \t]*(?=\n|\Z)"
_SENTENCE = r".*[.!?…;,:][”\"')]*\Z|.{80}"
_RUN = r"(?m)(?:^(?![|>#!*+-]|\d+\.|[•●▪])\S[^\n]{58,}[.!?…/][”\"')]*[ \t]*\n){3,}"
# How a line begins in all that is amiss with lines below others: most texts have none such.
_ODD_LINE = re.compile(
    rf"\n(?:    |--|[ \t]*{_ITEM}|(?<=[.!?…/”\"')\t ]\n)(?![|>#!*+-]|\d+\.|[•●▪])\S)"
)
_NOTE = r"(?<!\\)\[\^([^\]\s]{1,40})\](?!\()(:?)"
_WEB = r"(?:https?://|www\.)[^\s()\[\]]+"
_ESCAPED = r"\\."
_PAIR = r"(\*{1,3})(?=[^\s*])([^*]{1,2000}?)(?<=[^\s*])\1"
_RULE = r"[\s*_-]+\Z"
_SPACED = rf"\[(?P<words>[^\[\]\n]+)\][ \t]+\((?P<at>{_WEB})\)"
_TURNED = rf"\((?P<words>[^()\n]+)\)[ \t]*\[(?P<at>{_WEB})\]"
_UNCLOSED = rf"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<at>{_WEB})[ \t]*(?=\n|\Z)"
# What is in each of these. A pattern that begins with one certain sign is found at once.
_NEARLY_LINK = re.compile(rf"\](?:[ \t]+\({_WEB}|\({_WEB}[ \t]*(?:\n|\Z))")
_NEARLY_TURNED = re.compile(rf"\)[ \t]*\[{_WEB}")


def slips(source: str, plain: str, *, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a Problem for each slip in ``source``, whose plain words as readers see are ``plain``.

    The first line is ``first_line`` of the file ``path``. Fenced code is passed over.
    """
    # One sign is found far sooner than several in a row.
    if ("`" in source and "```" in source) or ("~" in source and "~~~" in source):
        source = re.sub(_FENCED, lambda match: "\n" * match[0].count("\n"), source)
    at = _At(source, path, first_line)
    has_odd_lines = _ODD_LINE.search(source)
    if has_odd_lines or "\t" in source or source.startswith("    "):
        yield from _code(at)
    if "]" in source and (_NEARLY_LINK.search(source) or _NEARLY_TURNED.search(source)):
        yield from _links(at)
    if "^" in source and "[^" in source:
        yield from _notes(at)
    if "*" in plain and "**" in plain:
        yield from _emphasis(at)
    if has_odd_lines:
        yield from _headings(at)
        yield from _lists(at)
        yield from _runs(at)
    yield from table_slips(source, path=path, first_line=first_line)


class _At:
    """A text, and Problems at places in it."""

    def __init__(self, source: str, path: str, first_line: int) -> None:
        self.source, self.path, self.first_line = source, path, first_line

    def told(self, code: str, place: int, message: str, remedy: str, **values: str) -> Problem:
        return Problem(
            code=code,
            path=self.path,
            message=message,
            remedy=remedy,
            line=self.first_line + self.source.count("\n", 0, place),
            severity=Severity.WARNING,
            values=tuple(sorted((name, _short(value)) for name, value in values.items())),
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def _code(at: _At) -> Iterator[Problem]:
    """A paragraph that is indented is shown as the code of a program, with its signs."""
    place, after_blank, in_list = 0, True, False
    for line in at.source.split("\n"):
        words = line.strip()
        if not words:
            after_blank = True
        elif not line.startswith(("    ", "\t")):
            in_list = bool(re.match(_BEGINNING, line)) or (in_list and not after_blank)
            after_blank = False
        elif after_blank and not in_list and not re.match(_MARKED, words):
            yield at.told(
                "text-as-code",
                place,
                N_("“{typed}” is indented, so it is shown as program code in one long line"),
                N_("Delete the spaces or the tab before it"),
                typed=words,
            )
            return
        place += len(line) + 1


def _links(at: _At) -> Iterator[Problem]:
    for pattern in (_SPACED, _TURNED, _UNCLOSED):
        for found in re.finditer(pattern, at.source):
            yield at.told(
                "link-written-wrong",
                found.start(),
                N_("“{typed}” is no link yet"),
                N_("Write it so: {right}"),
                typed=found[0],
                right=f"[{found['words']}]({found['at']})",
            )


def _notes(at: _At) -> Iterator[Problem]:
    """A note needs its number in the text, and its words below it."""
    source = re.sub(_CODE_SPAN, lambda match: " " * len(match[0]), at.source)
    used, given = dict[str, int](), dict[str, int]()
    for found in re.finditer(_NOTE, source):
        starts = not source[source.rfind("\n", 0, found.start()) + 1 : found.start()].strip(" >")
        (given if found[2] and starts else used).setdefault(found[1], found.start())
    for name in used.keys() - given.keys():
        yield at.told(
            "footnote-without-text",
            used[name],
            N_("the footnote [^{name}] has no text"),
            N_("Write it in a line of its own at the end: [^{name}]: …"),
            name=name,
        )
    for name in given.keys() - used.keys():
        yield at.told(
            "footnote-not-used",
            given[name],
            N_("no place in the text refers to the footnote [^{name}]"),
            N_("Write [^{name}] behind the word that it belongs to"),
            name=name,
        )


def _headings(at: _At) -> Iterator[Problem]:
    for found in re.finditer(_RULED, at.source):
        if re.match(_SENTENCE, found["above"]):
            yield at.told(
                "heading-by-rule",
                found.start("above"),
                N_("“{typed}” becomes a heading, because a line --- follows directly below"),
                N_("Leave a blank line above the ---"),
                typed=found["above"],
            )


def _emphasis(at: _At) -> Iterator[Problem]:
    """Signs of emphasis that are left when each pair that works is taken away."""
    rest = re.sub(_ESCAPED, "  ", re.sub(_CODE_SPAN, lambda match: " " * len(match[0]), at.source))
    if "**" not in rest:
        return
    for number, paragraph in _paragraphs(rest):
        left = _without_pairs(paragraph)
        line = next((n for n, text in enumerate(left) if "**" in text.replace("***", "")), None)
        if line is not None and not re.match(_RULE, left[line]):
            place = sum(len(above) + 1 for above in at.source.split("\n")[: number + line])
            yield at.told(
                "emphasis-not-closed",
                place,
                N_("in “{typed}” the signs ** do not make bold; readers see them"),
                N_("Put ** directly before the first and directly behind the last word: **bold**"),
                typed=at.source[place:].partition("\n")[0],
            )
            return


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs that have such signs, with the number of their first line from 0."""
    number = 0
    for paragraph in text.split("\n\n"):
        if "**" in paragraph:
            yield number, paragraph
        number += paragraph.count("\n") + 2


def _without_pairs(paragraph: str) -> list[str]:
    for _ in range(4):  # as deep as emphasis is ever nested
        paragraph = re.sub(_PAIR, lambda match: match[2], paragraph)
    return paragraph.split("\n")


def _lists(at: _At) -> Iterator[Problem]:
    if found := re.search(_LIST, at.source):
        sign = found["sign"].strip()
        number = sign[:-1] if sign[:-1].isdigit() else ""
        yield at.told(
            "list-not-seen",
            found.start("sign"),
            N_("“{typed}” is no list here; its lines run together"),
            N_("Begin each line so: {right}"),
            typed=found["sign"] + found["words"],
            right=f"{number}. {found['words']}" if number else f"- {found['words']}",
        )


def _runs(at: _At) -> Iterator[Problem]:
    if found := re.search(_RUN, at.source):
        yield at.told(
            "paragraphs-run-together",
            found.start(),
            N_("these lines become one paragraph, from “{typed}” on"),
            N_("Leave a blank line between two paragraphs"),
            typed=found[0].partition("\n")[0],
        )
