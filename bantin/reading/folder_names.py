"""The name of an item's folder → what about it readers or other computers may stumble over."""

import re
from collections.abc import Iterator

from ..day_slips import meant_day
from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import slug

LONGEST = 100
_DATE_ALONE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-?\Z")
_READ = re.compile(r"\d{4}-\d{2}-\d{2}-.")
_OTHER_DATE = re.compile(r"(\d{1,2}[-._ ]\d{1,2}[-._ ]\d{4}|\d{4}[-._ ]\d{1,2}[-._ ]\d{1,2}|\d{8})")


def folder_problems(folder: str, address: str, where: str) -> Iterator[Problem]:
    """Yield what is amiss with the name ``folder`` at ``where``, whose slug is ``address``."""
    if len(address) > LONGEST:
        yield fault(
            "folder-name-long",
            N_("the folder's name has {length} letters; some computers cannot open such files"),
            N_("Shorten it to at most {limit} letters, so: {example}"),
            path=where,
            severity=Severity.WARNING,
            length=str(len(address)),
            limit=str(LONGEST),
            example=address[:50].rpartition("-")[0] or address[:50],
        )
    if _DATE_ALONE.match(folder):
        yield fault(
            "folder-only-dated",
            N_("the folder “{folder}” has only a date for a name, and so has its address"),
            N_("Add some words of the title: {example}"),
            path=where,
            severity=Severity.WARNING,
            folder=folder,
            example=f"{folder.rstrip('-')}-le-phat-dong",
        )
    elif not _READ.match(folder) and (found := _OTHER_DATE.match(folder)):
        yield from _dated_otherwise(folder, found[1], where)


def _dated_otherwise(folder: str, typed: str, where: str) -> Iterator[Problem]:
    day = meant_day(re.sub(r"[-._ ]", "/", typed))
    rest = slug(folder[len(typed) :])
    if day and rest:
        yield fault(
            "folder-date-form",
            N_("the date “{typed}” before the folder's name becomes part of the address"),
            N_("To keep it out of the address, name the folder {example}"),
            path=where,
            severity=Severity.INFO,
            typed=typed,
            example=f"{day.isoformat()}-{rest}",
        )
