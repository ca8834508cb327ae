"""Notes that several sources give, each in one place, so that they read the same."""

from pathlib import Path

from ..problems import N_
from .values import Kept, Note, note

UNREAD = frozenset({"source-cut-off", "file-not-read"})
"""The codes of what may have cost an article."""


def cut_off(path: Path) -> Note:
    """Return the note about a source that ends in the middle of something."""
    return note(
        "source-cut-off",
        Kept.LOST,
        N_("“{file}” breaks off; only what stands before that place was read"),
        N_("Export it again and import it once more; what is there already stays as it is"),
        file=path.name,
    )


def held_back(reason: str) -> Note:
    """Return the note about an article that becomes a draft: not everybody could read it."""
    return note(
        "made-draft",
        Kept.GUESSED,
        reason,
        N_("It is a draft now; delete the line “Trạng thái: nháp” to publish it"),
    )


def command(text: str) -> Note:
    """Return the note about a command to the old program, or to a part of it."""
    return note(
        "command-not-carried",
        Kept.LOST,
        N_("“{command}” was a command to the old program and is left out"),
        N_("Put what it showed into the article by hand"),
        command=" ".join(text.split())[:80],
    )


def unreadable(path: str, reason: str) -> Note:
    """Return the note about a file of the source that could not be read."""
    return note(
        "file-not-read",
        Kept.LOST,
        N_("“{file}” cannot be read: {reason}"),
        N_("Mend the file and import once more; what is there already stays as it is"),
        file=path,
        reason=reason[:200],
    )


def too_tangled() -> Note:
    """Return the note about a text that took its worker along."""
    return note(
        "article-too-tangled",
        Kept.LOST,
        N_("the text is too large or too tangled to be converted"),
        N_("Copy it over by hand"),
    )


def empty() -> Note:
    """Return the note about an article in which nothing is."""
    return note(
        "article-empty",
        Kept.LOST,
        N_("there is neither a text nor a photo in it"),
        N_("Nothing needs to be done if it was empty on the old site, too"),
    )
