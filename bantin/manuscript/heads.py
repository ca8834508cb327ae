"""Values of fields → the head of a text, in the language of the file."""

from collections.abc import Iterable

from ..reading.fields import Field, Fields
from ..text import clean


def compose(values: Iterable[tuple[str, str]], fields: Fields, lang: str) -> str:
    """Return the head of a text between its two lines ``---``, each line ended.

    ``values`` pair the key of a field with a value; a field that repeats is given again. They
    stand in the order in which fields are told; empty ones are left out.
    Raises ``KeyError`` for a key that is no field's.
    """
    order = {field.key: (rank, field) for rank, field in enumerate(fields.all)}
    given = [(*order[key], one_line(value)) for key, value in values]
    lines = [_line(field, value, lang) for _, field, value in sorted(given, key=_rank) if value]
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def _rank(given: tuple[int, Field, str]) -> int:
    return given[0]


def _line(field: Field, value: str, lang: str) -> str:
    """Return the line of a head that gives ``field`` that value."""
    return f"{field.label(lang)}: {value}"


def one_line(text: str) -> str:
    """Return ``text`` as a value can hold it: composed, in one line, without space around it.

    A value wholly in straight quotes would lose them when it is read, as those of tools do:
    they become curly ones.
    """
    value = " ".join(clean(text).split())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return f"“{value[1:-1]}”"
    return value
