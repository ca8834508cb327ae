"""HTML as it was typed → what of it pages may not hold, told to the writer."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..faults import fault
from ..problems import N_, Problem, Severity
from .links import never_passes, way
from .sanitise import ATTRIBUTES, CLASSES, TAGS

_MOST = 40  # kinds that are told; after so many the text is rather a web page that was pasted

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)"
    r"(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_ODD = re.compile(r"<(!--|!\[CDATA\[|!|\?)")
_CONDITION = re.compile(r"<!(?:--)?\[(?:if|endif)\b", re.IGNORECASE)
_WORD = re.compile(r"(?:o|w|v|m|st1):|xml\Z", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+)[^`]+\1")


def dropped(
    raw: Sequence[str], lines: Sequence[str], *, path: str, first_line: int
) -> Iterator[Problem]:
    """Yield a Problem for each kind of tag and attribute of ``raw`` that is not allowed.

    ``raw`` are the stretches of HTML in the text ``lines``; the line told is the first one
    that holds the tag outside of code.
    """
    told = dict[str, Foreign]()
    for stretch in raw:
        for found in _foreign(stretch):
            told.setdefault(found[0] if found[0] == "word-leftovers" else found[1], found)
    for code, shown, wanted in islice(told.values(), _MOST):
        pattern = re.compile(re.escape(wanted), re.IGNORECASE)
        number = next((n for n, line in enumerate(lines) if _holds(pattern, line)), 0)
        if code != "link":
            yield _told(code, shown, path, first_line + number)
        elif problem := way(shown, path=path, line=first_line + number).problem:
            yield problem


def _holds(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.search(line) and pattern.search(_CODE_SPAN.sub("", line)))


Foreign = tuple[str, str, str]
"""The code of what is foreign, how it is shown, and what to look for in the source."""


def _foreign(stretch: str) -> Iterator[Foreign]:
    for match in _ODD.finditer(stretch):
        if _CONDITION.match(stretch, match.start()):
            yield "word-leftovers", "<!--[if]-->", match[0]
        elif match[1] == "!--":
            yield "comment-dropped", "<!-- -->", "<!--"
        else:
            yield "html-dropped", f"<{match[1]}", f"<{match[1]}"
    for match in _TAG.finditer(stretch):
        name = match["name"].lower()
        if _WORD.match(name):
            yield "word-leftovers", f"<{name}>", f"<{match['end']}{name}"
        elif name == "img":
            yield "photo-as-html", "<img>", "<img"
        elif name == "script":
            yield "script-in-text", f"<{name}>", f"<{name}"
        elif name not in TAGS:
            yield "html-dropped", f"<{name}>", f"<{match['end']}{name}"
        else:
            yield from _attributes(name, match["rest"])


def _attributes(tag: str, typed: str) -> Iterator[Foreign]:
    for match in _ATTRIBUTE.finditer(typed):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        if value.lower().startswith("mso") or name.startswith("xmlns"):
            yield "word-leftovers", f"{name}=“{value}”"[:80], match[0]
        elif name.startswith("on"):
            yield "script-in-text", name, match[0]
        elif (tag, name) == ("a", "href") and never_passes(html.unescape(value)):
            yield "link", html.unescape(value), match[0]
        elif name == "class" and value in CLASSES.get(tag, ()):
            continue
        elif name not in allowed or name == "id":
            yield "html-dropped", f"<{tag} {name}>", match[0]


def _told(code: str, shown: str, path: str, line: int) -> Problem:
    severity, message, remedy = _SAID[code]
    return fault(code, message, remedy, path=path, line=line, severity=severity, tag=shown)


_SAID = {
    "script-in-text": (
        Severity.ERROR,
        N_("“{tag}” is program code, which an article cannot hold; it was left out"),
        N_("Delete it"),
    ),
    "html-dropped": (
        Severity.WARNING,
        N_("“{tag}” is not allowed in a text; it was left out"),
        N_("Delete it, or write it in Markdown"),
    ),
    "word-leftovers": (
        Severity.WARNING,
        N_("remains of Word are in the text (“{tag}”); they were left out"),
        N_("Paste the text again, as text only"),
    ),
    "photo-as-html": (
        Severity.ERROR,
        N_("a photo is written as “{tag}”; it is not shown"),
        N_("Write it so, in a paragraph of its own: ![caption](1.jpg)"),
    ),
    "comment-dropped": (
        Severity.INFO,
        N_("a note between {tag} is left out; readers do not see it"),
        N_("Nothing needs to be done"),
    ),
}
