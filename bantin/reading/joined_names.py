"""A line of the head that holds several names → the lines that should be written instead."""

import re
from collections.abc import Iterator

from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import fold
from .head import Head, Value
from .names import Names

_KEYS = ("author", "unit", "people", "place", "topics", "launched_by", "occasion")
_SIGN = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*,\s*|\s+(?:và|and|&)\s+")
_MOST = 12

# The family names of some nine in ten Vietnamese: what begins with one is a person, no unit.
_FAMILIES = frozenset(
    {
        *("bui", "cao", "chau", "chu", "dang", "dao", "dinh", "do", "doan", "duong", "ha", "ho"),
        *("hoang", "huynh", "khuat", "kieu", "la", "lam", "le", "luong", "luu", "ly", "mai", "ngo"),
        *("nghiem", "nguyen", "ong", "pham", "phan", "phung", "quach", "ta", "thai", "to", "ton"),
        *("tran", "trieu", "trinh", "truong", "vo", "vu", "vuong"),
    }
)


def joined_names(head: Head, names: Names, path: str) -> Iterator[Problem]:
    """Yield a warning for each value that is rather several names than one."""
    for key in _KEYS:
        for value in head.all(key):
            parts = _parts(value.text, names, is_person=key in ("author", "people"))
            if 1 < len(parts) <= _MOST:
                yield _joined(value, parts, path)


def _parts(text: str, names: Names, *, is_person: bool) -> list[str]:
    """Return the names in ``text``: one is none."""
    if text.startswith("[") and text.endswith("]"):
        return [part.strip(" \"'") for part in text[1:-1].split(",")]
    if ";" in text:
        return [part for part in _SIGN.split(text) if part]
    if is_person and ("," in text or " và " in text or " and " in text):
        parts = _COMMA.split(text)
        return parts if all(_is_person(part, names) for part in reversed(parts)) else []
    return []


def _is_person(text: str, names: Names) -> bool:
    words = names.person(text).name.split()
    return (
        2 <= len(words) <= 5 and fold(words[0]) in _FAMILIES and all(w[0].isupper() for w in words)
    )


def _joined(value: Value, parts: list[str], path: str) -> Problem:
    return fault(
        "names-joined",
        N_("“{typed}” is read as one name, not as {count}"),
        N_("Give each a line of its own: {lines}"),
        path=path,
        line=value.line,
        column=value.column,
        severity=Severity.WARNING,
        typed=value.text,
        count=str(len(parts)),
        lines="; ".join(f"“{value.label}: {part}”" for part in parts),
    )
