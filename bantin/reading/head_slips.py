"""A line of a head that is no “Field: value” → what went wrong with it, and the line to write."""

import re

from ..faults import fault
from ..problems import N_, Problem
from ..text import slug
from .fields import Field, Fields
from .frame import shortened

_SIGNS = re.compile(r"(?<!\s)\s*(?:[=;|→>~]|[-–—]+|[.,](?=\s))\s*")
_MOST_WORDS = 4


def slip(line: str, path: str, number: int, fields: Fields, above: Field | None) -> Problem:
    """Return the Problem of a line without a colon; ``above`` is an empty field right above it."""
    typed = line.strip()
    if found := _without_colon(typed, fields):
        name, value = found
        return fault(
            "head-colon-missing",
            N_("there is no colon behind “{field}”"),
            N_("Write it so: {field}: {value}"),
            path=path,
            line=number,
            field=name,
            value=shortened(value, 120) or "…",
            suggestion=name,
        )
    if above:
        return fault(
            "head-value-below",
            N_("“{typed}” stands below its field, not beside it"),
            N_("Write both on one line: {field}: {typed}"),
            path=path,
            line=number,
            field=above.label("vi"),
            typed=shortened(typed, 120),
        )
    return fault(
        "head-line-unreadable",
        N_("“{typed}” in the head is not a line “Field: value”"),
        N_("Join it to the line above, or move it below the second ---"),
        path=path,
        line=number,
        typed=shortened(typed),
    )


def _without_colon(line: str, fields: Fields) -> tuple[str, str] | None:
    """Return the field's name that ``line`` begins with, the longest one, and its value."""
    if signed := _SIGNS.search(line):
        name = line[: signed.start()]
        if fields.find(name):
            return name, line[signed.end() :]
    words = line.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        # A word that begins a sentence is no field, unless it is written as one.
        if fields.find(name) and (count > 1 or line[0].isupper()):
            return name, " ".join(words[count:])
    return None


def commented(lines: list[str], start: int, path: str, field: Field) -> Problem | None:
    """Return the Problem of a ``field`` that stands behind a #, or None."""
    for number, line in enumerate(lines, start=start + 1):
        name, colon, value = line.lstrip(" \t#").partition(":")
        if colon and value.strip() and slug(name) in map(slug, field.labels):
            return fault(
                "field-commented",
                N_("“{typed}” begins with #, so it is only a note"),
                N_("Delete the #: {right}"),
                path=path,
                line=number,
                typed=shortened(line.strip()),
                right=shortened(f"{name.strip()}: {value.strip()}", 120),
            )
    return None
