"""A text whose reading took its worker with it → the Problem that tells its writer."""

from ..faults import fault
from ..problems import N_, Problem
from ..workers import Loss
from .tree import Folder, language_of


def lost_text(folder: Folder, language: str, reason: Loss) -> Problem:
    """Return the Problem of a folder that could not be read within bounds."""
    names = [name for name, _ in folder.texts]
    first = next((name for name in names if language_of(name) == language), "")
    path = "/".join(filter(None, (folder.root, folder.path, first)))
    if reason is Loss.FAULT:
        return fault(
            "text-lost",
            N_("the program met a fault of its own at this text; it was left out"),
            N_("Give the file to the keeper of the site; nothing else is affected"),
            path=path,
        )
    return fault(
        "text-too-heavy",
        N_("reading this text takes too much time or memory; it was left out"),
        N_("Divide it into shorter texts, and delete signs that are repeated without need"),
        path=path,
    )
