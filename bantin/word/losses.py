"""What of a document cannot be taken over → what the writer is told of it."""

from collections.abc import Iterator, Mapping

from ..faults import fault
from ..problems import N_, Problem, Severity

_LOOK = N_("Look at the place in Word; if it matters, save it as a picture (JPG) and add that")
_NOTHING = N_("Nothing needs to be done")
_SAID: Mapping[str, tuple[Severity, str, str]] = {
    "chart": (Severity.WARNING, N_("charts left out: {count}"), _LOOK),
    "diagram": (Severity.WARNING, N_("diagrams (SmartArt) left out: {count}"), _LOOK),
    "shape": (Severity.WARNING, N_("drawn shapes left out: {count}"), _LOOK),
    "object": (Severity.WARNING, N_("embedded objects left out: {count}"), _LOOK),
    "picture": (
        Severity.WARNING,
        N_("pictures of a kind that cannot be shown (EMF, WMF) left out: {count}"),
        _LOOK,
    ),
    "linked": (
        Severity.WARNING,
        N_("pictures that are only linked, not in the file, left out: {count}"),
        N_("Copy the photo itself into the folder of the article, and write ![caption](1.jpg)"),
    ),
    "formula": (
        Severity.WARNING,
        N_("formulas of which only the letters were kept: {count}"),
        N_("Look at them in the text, and write them anew"),
    ),
    "symbol": (
        Severity.WARNING,
        N_("signs of a symbol font left out: {count}"),
        N_("Look at the place in Word, and type the sign"),
    ),
    "letterhead": (Severity.INFO, N_("the letterhead above the text was left out"), _NOTHING),
    "comment": (Severity.INFO, N_("comments left out: {count}"), _NOTHING),
    "change": (
        Severity.WARNING,
        N_("the document has tracked changes: what was inserted is kept, what was deleted is not"),
        N_("If that is not what you want, settle them in Word (Review) and import the file anew"),
    ),
    "letters": (
        Severity.WARNING,
        N_("lines in old letters (TCVN3, VNI) that were converted by their looks: {count}"),
        N_("Read the text through once"),
    ),
}
_SAME = {"broken": "linked"}


def losses(lost: Mapping[str, int], name: str) -> tuple[Problem, ...]:
    """Return a note on each kind of what was lost in the file ``name``, in a steady order."""
    return tuple(_losses(lost, name))


def _losses(lost: Mapping[str, int], name: str) -> Iterator[Problem]:
    for kind, (severity, message, remedy) in _SAID.items():
        count = sum(lost.get(own, 0) for own in (kind, *(o for o in _SAME if _SAME[o] == kind)))
        if count:
            yield fault(
                f"word-{kind}", message, remedy, path=name, severity=severity, count=str(count)
            )


def without_text(name: str) -> Problem:
    """Return why a document without words and pictures makes no article."""
    return fault(
        "word-no-text",
        N_("there is no text in the file"),
        N_("Open it in Word and see whether the article is in it, perhaps as a picture"),
        path=name,
    )
