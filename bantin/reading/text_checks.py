"""A text just read → what is amiss with it as a whole: empty, in old letters, in no accents."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..faults import fault
from ..model import Gallery
from ..problems import N_, Problem, Severity
from .head import Head
from .spelling import accented_share, tcvn3_line

if TYPE_CHECKING:
    from ..markup import Markup

_TITLE_LENGTH = 160
_FOREIGN = 0.45
_UNACCENTED = 0.10
UNCONVERTED = frozenset({"text-too-tangled", "text-too-long"})
"""Why a text has no words though some were typed: it is kept off the site."""

_FRAMELESS = frozenset({"file-empty", "head-start-missing", "head-end-missing", "head-too-long"})


def text_problems(
    source: str, head: Head, markup: "Markup", *, lang: str, path: str
) -> Iterator[Problem]:
    """Yield what is amiss with the file ``source`` as a whole; errors keep it off the site."""
    yield from _long_title(head, path)
    old = tcvn3_line(source)
    if old is not None:
        yield old_letters(path, old)
    elif not markup.plain.strip() and not any(isinstance(b, Gallery) for b in markup.body):
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
    share = accented_share(plain)
    if share is None:
        return
    if lang == "vi" and share < _UNACCENTED:
        yield fault(
            "text-without-accents",
            N_("the text has almost no accents"),
            N_("See whether the Vietnamese keyboard is switched on, and type it with accents"),
            path=path,
            line=_first_line(head),
            severity=Severity.WARNING,
        )
    if lang != "vi" and share > _FOREIGN:
        yield fault(
            "text-still-vietnamese",
            N_("{file} is still in Vietnamese"),
            N_("Translate it, or delete the file"),
            path=path,
            line=_first_line(head),
            severity=Severity.WARNING,
            file=posixpath.basename(path),
        )


def old_letters(path: str, line: int) -> Problem:
    """Return the Problem of a line in letters that only its old font shows rightly."""
    return fault(
        "text-tcvn3",
        N_("this line is in the old TCVN3 letters (.VnTime fonts)"),
        N_("Convert it to Unicode, in UniKey with Ctrl+Shift+F9, and paste it again"),
        path=path,
        line=line,
    )


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
