"""A Markdown file of Hugo → its head, whatever of three languages it is in, and its text."""

import json
import tomllib
from datetime import date, datetime
from typing import Any

import yaml

Head = dict[str, Any]
"""Keys in lower case. Values are texts, lists and further heads; nothing is an object."""

LONGEST = 64 * 1024
"""Letters of a head."""

_MOST_BRACKETS = 500
_FENCES = {"---": "yaml", "+++": "toml"}


class HeadError(ValueError):
    """Why a head cannot be read."""


class _Loader(yaml.BaseLoader):
    """A loader that makes texts of everything: no day that is none, no yes that is no.

    It refuses names for other places: a few lines of them can stand for millions.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise HeadError("*")
        return super().compose_node(parent, index)


def parted(text: str) -> tuple[Head, str]:
    """Return the head of ``text`` and what stands below; both may be empty.

    Raises ``HeadError``.
    """
    first, _, rest = text.partition("\n")
    kind = _FENCES.get(first.rstrip())
    if kind:
        head, body = _until(rest, first.rstrip())
        return read(head, kind), body
    if text.startswith("{"):
        return _json_first(text)
    return {}, text


def read(head: str, kind: str) -> Head:
    """Return what ``head`` says, in ``yaml``, ``toml`` or ``json``. Raises ``HeadError``."""
    if len(head) > LONGEST:
        raise HeadError("> 64 KB")
    if head.count("[") + head.count("{") > _MOST_BRACKETS:
        raise HeadError(f"> {_MOST_BRACKETS} [ {{")
    try:
        if kind == "toml":
            said: object = tomllib.loads(head)
        elif kind == "json":
            said = json.loads(head)
        else:
            said = yaml.load(head, Loader=_Loader)  # noqa: S506 - makes no objects
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{mark.line + 2}:{mark.column + 1}: " if mark else ""
        raise HeadError(f"{place}{error.problem}") from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise HeadError(" ".join(str(error).split())) from error
    return _lowered(said) if isinstance(said, dict) else {}


def texts(value: object) -> tuple[str, ...]:
    """Return the texts that a value gives: one, a list of them, or the ``name`` of each."""
    if isinstance(value, list | tuple):
        return tuple(text for item in value for text in texts(item))
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("title"))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, datetime | date):
        return (value.isoformat(),)
    said = "" if value is None else " ".join(str(value).split())
    return (said,) if said else ()


def one(head: Head, *keys: str) -> str:
    """Return the first text that ``head`` gives under one of ``keys``, or nothing."""
    return next((said[0] for key in keys if (said := texts(head.get(key)))), "")


def is_true(head: Head, key: str) -> bool:
    """Say whether ``head`` says yes to ``key``."""
    return one(head, key).lower() in ("true", "yes", "on", "1")


def _until(text: str, fence: str) -> tuple[str, str]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.rstrip() == fence:
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    raise HeadError(f"no second {fence}")


def _json_first(text: str) -> tuple[Head, str]:
    try:
        said, stop = json.JSONDecoder().raw_decode(text[:LONGEST])
    except (ValueError, RecursionError) as error:
        raise HeadError(str(error)) from error
    return _lowered(said) if isinstance(said, dict) else {}, text[stop:]


def _lowered(said: dict[Any, Any]) -> Head:
    return {str(key).lower(): value for key, value in said.items()}
