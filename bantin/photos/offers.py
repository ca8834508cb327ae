"""What is written inside photos → offers to the writer whose text lacks it."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..dates import typed
from ..faults import fault
from ..problems import N_, Problem, Severity
from .notes import HEAD, Notes, notes

_MARKUP = re.compile(r"[\\`*_\[\]]")
_HTML = re.compile(r"<|&(?=#?\w+;)")
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A photo as a text shows it; what the text leaves out is empty.

    ``source`` is its path below the content folder, ``path`` the text's file. ``is_main``
    says that ``lang``, the language of the text, is the site's first.
    """

    source: str
    path: str
    line: int
    lang: str
    is_main: bool
    caption: str
    credit: str
    description: str = ""


def offers(shown: Iterable[Shown], *, content: Path, noted: Collection[str]) -> tuple[Problem, ...]:
    """Return one Problem (info) for each place where a photo knows more than its text says.

    It quotes what the photo says and gives the Markdown that would say it. ``noted`` are the
    sources known to say something (``Developed.noted``); only those are opened.
    """
    return tuple(_offers(shown, content, noted))


def _offers(shown: Iterable[Shown], content: Path, noted: Collection[str]) -> Iterator[Problem]:
    read: dict[str, Notes] = {}
    for place in shown:
        if place.source not in noted or (place.caption and place.credit):
            continue
        if place.source not in read:
            read[place.source] = _read(content / place.source)
        if problem := _offer(place, read[place.source], content.name):
            yield problem


def _read(path: Path) -> Notes:
    try:
        with path.open("rb") as file:
            return notes(file.read(HEAD))
    except (OSError, ValueError):  # that it cannot be opened is told where it is developed
        return Notes()


def _offer(place: Shown, found: Notes, root: str) -> Problem | None:
    caption = "" if place.caption else found.caption(place.lang, main=place.is_main)
    credit = "" if place.credit else found.credit
    if credit and credit.casefold() in (place.caption or caption).casefold():
        credit = ""
    if not caption and not credit:
        return None
    said = [caption[:_LONGEST_QUOTE], credit, typed(found.day) if found.day else ""]
    return fault(
        "photo-note-inside",
        N_("inside the photo “{photo}” is written: “{note}”"),
        N_("Where this is right, write it into the text: {markdown}"),
        path=place.path,
        line=place.line,
        severity=Severity.INFO,
        photo=posixpath.basename(place.source),
        note=" · ".join(filter(None, said)),
        markdown=_markdown(place, caption, credit, root),
    )


def _markdown(place: Shown, caption: str, credit: str, root: str) -> str:
    words = _escaped(place.caption or caption) or "…"
    label = "Ảnh" if place.lang == "vi" else "Photo"
    if by := place.credit or credit:
        words += f" ({label}: {_escaped(by)})"
    name = _name(place, root)
    target = f"<{name}>" if "(" in name or ")" in name else name
    title = ' "{}"'.format(place.description.replace('"', "”")) if place.description else ""
    return f"![{words}]({target}{title})"


def _escaped(text: str) -> str:
    plain = _HTML.sub(lambda sign: {"<": "&lt;", "&": "&amp;"}[sign[0]], text)
    return _MARKUP.sub(r"\\\g<0>", plain)


def _name(place: Shown, root: str) -> str:
    """Return the photo as the text would name it: by its file, or by the way to its folder."""
    folder = f"/{posixpath.dirname(place.path)}/".partition(f"/{root}/")[2].rstrip("/")
    return posixpath.relpath(place.source, folder or ".")
