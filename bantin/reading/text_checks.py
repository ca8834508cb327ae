"""A text just read → what is amiss with it as a whole: empty, in old letters, in no accents."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..faults import fault
from ..model import Gallery
from ..problems import N_, Problem, Severity
from .head import Head
from .spelling import (
    accented_share,
    is_english,
    is_surely_accented,
    lost_line,
    spoilt_line,
    tcvn3_line,
    vni_line,
)

if TYPE_CHECKING:
    from ..markup import Markup

_TITLE_LENGTH = 160
_FOREIGN = 0.45
_UNACCENTED = 0.10
UNCONVERTED = frozenset({"text-too-tangled", "text-too-long"})
"""Why a text has no words though some were typed: it is kept off the site."""

_HEADLESS = frozenset({"file-empty", "head-not-first", "head-start-missing", "head-too-long"})
_FRAMELESS = _HEADLESS | {"head-end-missing"}


def is_frameless(head: Head) -> bool:
    """Return whether ``head`` was not found: then nothing below it is worth a word of its own."""
    return any(problem.code in _HEADLESS for problem in head.problems) and not head.entries


def text_problems(
    source: str, head: Head, markup: "Markup", *, lang: str, path: str
) -> Iterator[Problem]:
    """Yield what is amiss with the file ``source`` as a whole; errors keep it off the site."""
    if is_frameless(head):
        return
    yield from _long_title(head, path)
    if problem := _letters(source, path):
        yield problem
    elif not markup.plain.strip(" .…") and not any(isinstance(b, Gallery) for b in markup.body):
        # Where the head was not told from the text, the missing line is the only cause.
        # A text that could not be converted is not empty either.
        told = {problem.code for problem in (*head.problems, *markup.problems)}
        if not (_FRAMELESS | UNCONVERTED) & told:
            yield _empty(path, min(head.body_line, source.count("\n") + 1))
    else:
        yield from _language(markup.plain, lang, path, head)


def _first_line(head: Head) -> int:
    lines = enumerate(head.body.split("\n"), start=head.body_line)
    return next((number for number, line in lines if line.strip()), head.body_line)


def _language(plain: str, lang: str, path: str, head: Head) -> Iterator[Problem]:
    if lang == "vi" and is_surely_accented(plain):
        return
    share = accented_share(plain)
    if share is None:
        return
    if lang == "vi" and share < _UNACCENTED and is_english(plain):
        yield fault(
            "text-in-english",
            N_("{file} is in English"),
            N_("Put the English text into en.md, and the Vietnamese one here"),
            path=path,
            line=_first_line(head),
            severity=Severity.WARNING,
            file=posixpath.basename(path),
        )
    elif lang == "vi" and share < _UNACCENTED:
        yield fault(
            "text-without-accents",
            N_("the text has almost no accents"),
            N_("See whether the Vietnamese keyboard is switched on, and type it with accents"),
            path=path,
            line=_first_line(head),
            severity=Severity.WARNING,
        )
    # In other languages a word with an accent need not be Vietnamese.
    if lang == "en" and share > _FOREIGN:
        yield fault(
            "text-still-vietnamese",
            N_("{file} is still in Vietnamese"),
            N_("Translate it, or delete the file"),
            path=path,
            line=_first_line(head),
            severity=Severity.WARNING,
            file=posixpath.basename(path),
        )


_CONVERT = N_("Convert it to Unicode, in UniKey with Ctrl+Shift+F9, and paste it again")


def old_letters(path: str, line: int) -> Problem:
    """Return the Problem of a line in letters that only its old font shows rightly."""
    message = N_("this line is in the old TCVN3 letters (.VnTime fonts)")
    return fault("text-tcvn3", message, _CONVERT, path=path, line=line)


def _letters(source: str, path: str) -> Problem | None:
    """Return the Problem of the first line whose letters are not those that were meant."""
    if (line := tcvn3_line(source)) is not None:
        return old_letters(path, line)
    if (line := vni_line(source)) is not None:
        message = N_("this line is in the old VNI letters (VNI-Times fonts)")
        return fault("text-vni", message, _CONVERT, path=path, line=line)
    if spoilt := spoilt_line(source):
        return fault(
            "text-mojibake",
            N_("the letters of this line were spoilt by a program that took them for others"),
            N_("Paste the text again from where it came; the line should read “{words}”"),
            path=path,
            line=spoilt[0],
            words=spoilt[1][:120],
        )
    if (line := lost_line(source)) is not None:
        return fault(
            "text-letters-lost",
            N_("letters of this line were lost when it was saved; signs stand in their place"),
            N_("Paste the text again, and save it with Encoding: UTF-8"),
            path=path,
            line=line,
        )
    return None


def _empty(path: str, line: int) -> Problem:
    return fault(
        "text-empty",
        N_("there is no text below the head"),
        N_("Write the text below the second ---"),
        path=path,
        line=line,
    )


def _long_title(head: Head, path: str) -> Iterator[Problem]:
    title = head.first("title")
    if title and len(title.text) > _TITLE_LENGTH:
        yield fault(
            "title-long",
            N_("“{field}” has {length} letters; up to {limit} read well"),
            N_("Shorten it; the rest can stand in the summary"),
            path=path,
            line=title.line,
            column=title.column,
            severity=Severity.WARNING,
            field=title.label,
            length=str(len(title.text)),
            limit=str(_TITLE_LENGTH),
        )
