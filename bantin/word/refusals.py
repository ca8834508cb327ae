"""Why a file is not taken over: the matter and the remedy, in a writer's words."""

from ..faults import fault
from ..problems import N_, Problem

_AGAIN = N_("Open it in Word, save it again as .docx, and take that file")


def open_in_word(name: str) -> Problem:
    """Return why Word's own mark of an open file is none."""
    return fault(
        "word-open",
        N_("this is only Word's mark that the article is open just now"),
        N_("Close it in Word, and take the file whose name has no ~$ before it"),
        path=name,
    )


def old_kind(name: str, kind: str) -> Problem:
    """Return why a file of another kind is not taken over."""
    return fault(
        "word-other-kind",
        N_("the file is of the kind {kind}, which cannot be taken over"),
        N_("Open it in Word, choose Save as, Word Document (.docx), and take that file"),
        path=name,
        kind=kind,
    )


def no_word(name: str) -> Problem:
    """Return why something else is no Word document."""
    return fault(
        "word-not-word",
        N_("this is no Word document, whatever its name says"),
        N_("Take the article itself, saved in Word as .docx"),
        path=name,
    )


def locked(name: str) -> Problem:
    """Return why a file with a password is not opened."""
    return fault(
        "word-locked",
        N_("the file is locked with a password"),
        N_("Open it in Word, remove the password (File, Info, Protect Document), and save it"),
        path=name,
    )


def with_programs(name: str) -> Problem:
    """Return why a file with macros is not opened."""
    return fault(
        "word-macros",
        N_("the file holds macros, that is programs; it was not opened"),
        N_("Open it in Word, choose Save as, Word Document (.docx), and take that file"),
        path=name,
    )


def damaged(name: str) -> Problem:
    """Return why a damaged file is not read."""
    return fault(
        "word-damaged",
        N_("the file is damaged, or was copied only in part"),
        N_("Copy it again; if Word cannot open it either, ask its author for it"),
        path=name,
    )


def too_large(name: str) -> Problem:
    """Return why a file is not read that would take far more than an article does."""
    return fault(
        "word-too-large",
        N_("the file unpacks to far more than an article holds; it was not opened"),
        N_("Copy the text and its photos into a new Word document, and take that one"),
        path=name,
    )


def empty(name: str) -> Problem:
    """Return why an empty file is not read."""
    return fault("word-empty", N_("the file is empty"), _AGAIN, path=name)


def unsafe(name: str) -> Problem:
    """Return why a file is not opened whose parts would lie elsewhere."""
    return fault(
        "word-unsafe",
        N_("the file holds parts that would lie outside of it; Word makes none like these"),
        _AGAIN,
        path=name,
    )
