"""A head in the wrong place → the Problem of a campaign among articles, and the like."""

from ..faults import fault
from ..problems import N_, Problem
from ..text import slug
from .fields import ARTICLE, CAMPAIGN, Fields
from .head import Head
from .tree import Folder

_TABLES = {"articles": ARTICLE, "campaigns": CAMPAIGN}


def of_other_kind(folder: Folder, head: Head, fields: Fields, path: str) -> Problem | None:
    """Return the Problem of a ``head`` that makes sense only in another folder, or None.

    It makes sense where every name that is unknown here is known there, and nothing that is
    required there is missing.
    """
    unknown = [dict(p.values)["typed"] for p in head.problems if p.code == "field-unknown"]
    lacking = any(p.code == "field-missing" for p in head.problems)
    if not unknown or (len(unknown) < 2 and not lacking):
        return None
    typed = [*unknown, *(entry.label.text for entry in head.entries)]
    for kind, table in _TABLES.items():
        given = {field.key for name in typed if (field := table.find(name))}
        if (
            table is not fields
            and all(map(table.find, unknown))
            and given.issuperset(field.key for field in table.required)
        ):
            return _moved(folder, kind, path)
    return None


def _moved(folder: Folder, kind: str, path: str) -> Problem:
    own, _, rest = folder.path.partition("/")
    name = rest.rpartition("/")[2]
    return fault(
        "folder-of-other-kind",
        N_("this is the head of one of the {kind}, but the folder lies in {own}"),
        N_("Move the folder: {place}"),
        path=path,
        kind=kind,
        own=own,
        place=f"{kind}/{name if slug(name) else '…'}",
    )
