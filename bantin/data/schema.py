"""The form of the open archive, as a JSON Schema that programs can check it against."""

import json
from typing import Any

from ..model import Relation

FORMAT = "bantin-archive/1"
SCHEMA_PLACE = "archive.schema.json"

Schema = dict[str, Any]


def archive_schema() -> bytes:
    """Return the schema of ``archive.json`` and of ``archives/<year>.json``.

    Source: json-schema.org, draft 2020-12.
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bantin archive",
        "description": (
            "The facts of a news site. archive.json is the index: the campaigns, and the years"
            " with the files that hold their articles. Addresses are from the root of the site;"
            " “site” is that root where it is known, else empty."
        ),
        "oneOf": [{"$ref": "#/$defs/index"}, {"$ref": "#/$defs/year"}],
        "$defs": _definitions(),
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
_KEY: Schema = {"type": "string", "pattern": "^[a-z0-9-]*$"}
_LANG: Schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"}
_ADDRESS: Schema = {"type": "string", "pattern": "^[^/].*$"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _object(**fields: Schema) -> Schema:
    """Return an object that has all of ``fields`` and nothing else."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definitions() -> Schema:
    return {
        "index": _index(),
        "year": _year(),
        "article": _article(),
        "campaign": _campaign(),
        "named": _object(key=_KEY, name=_TEXT),
        "person": _object(
            key=_KEY,
            name=_TEXT,
            rank=_or_null(_TEXT),
            position=_or_null(_TEXT),
            unit=_or_null(_TEXT),
        ),
        "photo": _object(
            address=_ADDRESS,
            width=_COUNT,
            height=_COUNT,
            caption=_TEXT,
            credit=_TEXT,
            description=_TEXT,
        ),
        "award": _object(
            key=_KEY,
            name=_TEXT,
            kind={"enum": ["individual", "collective"]},
            rank=_or_null(_TEXT),
            unit=_or_null(_TEXT),
            award=_or_null(_TEXT),
            campaigns=_list(_KEY),
        ),
        "relation": {"enum": [str(relation) for relation in Relation]},
    }


def _head(kind: str) -> dict[str, Schema]:
    return {
        "format": {"const": FORMAT},
        "kind": {"const": kind},
        "schema": {"const": SCHEMA_PLACE},
        "site": _TEXT,
        "language": _LANG,
    }


def _index() -> Schema:
    return _object(
        **_head("index"),
        name=_TEXT,
        editions=_list(_object(language=_LANG, address=_ADDRESS)),
        articles=_COUNT,
        years=_list(_object(year={"type": "integer"}, articles=_COUNT, address=_ADDRESS)),
        campaigns=_list(_ref("campaign")),
    )


def _year() -> Schema:
    return _object(**_head("year"), year={"type": "integer"}, articles=_list(_ref("article")))


def _item() -> dict[str, Schema]:
    return {
        "key": _KEY,
        "address": _ADDRESS,
        "title": _TEXT,
        "language": _LANG,
        "translations": _list(_object(language=_LANG, address=_ADDRESS)),
        "sample": {"type": "boolean"},
        "summary": _TEXT,
    }


def _article() -> Schema:
    return _object(
        **_item(),
        published=_DAY,
        event_day=_DAY,
        authors=_list(_TEXT),
        campaigns=_list(_object(relation=_ref("relation"), campaign=_KEY)),
        people=_list(_ref("person")),
        units=_list(_ref("named")),
        places=_list(_TEXT),
        topics=_list(_ref("named")),
        photos=_list(_ref("photo")),
        awards=_list(_ref("award")),
        corrections=_list(_object(day=_DAY, text=_TEXT)),
    )


def _campaign() -> Schema:
    return _object(
        **_item(),
        period=_or_null(_object(start=_DAY, end=_or_null(_DAY))),
        occasions=_list(_ref("named")),
        launched_by=_list(_ref("named")),
        articles=_list(_object(relation=_ref("relation"), article=_KEY, day=_DAY)),
        awards=_COUNT,
    )
