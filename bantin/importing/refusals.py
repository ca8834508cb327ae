"""Why a text is not laid down in the content folder."""

from pathlib import Path

from ..faults import fault
from ..problems import N_, OutsideError, Problem


def disk(error: OSError) -> OutsideError:
    """Return the failure of a disk that refuses."""
    return OutsideError(
        N_("the disk refuses: {reason}"),
        N_("See whether the folder is there, may be written to, and has room"),
        reason=error.strerror or str(error),
    )


def address_taken(path: Path, folder: str) -> Problem:
    """Return why an article is not laid down beside another at its address."""
    return fault(
        "import-address-taken",
        N_("there is already an item at this address: “{folder}”"),
        N_("If it is another article, give it another title with --title; nothing was changed"),
        path=path.name,
        folder=folder,
    )


def text_there(path: Path, text: str) -> Problem:
    """Return why a text is not written over another."""
    return fault(
        "import-text-there",
        N_("“{text}” is there already, and is not written over"),
        N_("If the new text is to stand, delete the old one first"),
        path=path.name,
        text=text,
    )


def without_main(path: Path) -> Problem:
    """Return why a translation makes no article."""
    return fault(
        "import-only-translation",
        N_("this is a translation, and the article itself was not given"),
        N_("Give both files, or say with --into to which folder it belongs"),
        path=path.name,
    )
