"""A check of JSON against the part of JSON Schema 2020-12 that our schema uses."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
KNOWN = {
    *("$ref", "$schema", "$defs", "title", "description", "type", "enum", "const", "oneOf"),
    *("anyOf", "pattern", "format", "minimum", "items", "properties", "required"),
    "additionalProperties",
}


def faults(
    value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$"
) -> Iterator[str]:
    """Yield what in ``value`` is against ``schema``; a keyword that is not known is a fault too."""
    yield from (f"unknown keyword {name}" for name in schema.keys() - KNOWN)
    if "$ref" in schema:
        assert schema["$ref"].startswith("#/$defs/")
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    for name, wanted in (("oneOf", 1), ("anyOf", None)):
        if name in schema:
            fits = sum(not any(faults(value, one, root)) for one in schema[name])
            if not (fits == wanted if wanted else fits):
                yield f"{at}: fits {fits} of {name}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "type" in schema:
        kind = TYPES[schema["type"]]
        if not isinstance(value, kind) or (isinstance(value, bool) and bool not in kind):
            yield f"{at}: {value!r} is no {schema['type']}"
            return
    yield from _text(value, schema, at) if isinstance(value, str) else ()
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from faults(one, schema["items"], root, f"{at}[{number}]")
    if isinstance(value, dict):
        yield from _object(value, schema, root, at)


def _text(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    if schema.get("format") == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            yield f"{at}: {value!r} is no day"


def _object(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in known:
            yield from faults(one, known[name], root, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: {name} is not foreseen"
