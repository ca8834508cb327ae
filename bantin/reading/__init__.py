"""The content folder → articles, campaigns, pages and names, and all that is wrong with them.

What is behind this door takes a while to load, and a build that finds nothing changed needs
none of it: each name is fetched when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import Index, check, check_all, check_items, index
    from .facts import item_slug
    from .items import Outcome
    from .kept import Row
    from .packs import Lectern
    from .rows import Survey, folder_of, survey, survey_again, survey_as_if
    from .whole import Outcomes, Reading, joined, outcome_of, outcomes, read

__all__ = [
    "Index",
    "Lectern",
    "Outcome",
    "Outcomes",
    "Reading",
    "Row",
    "Survey",
    "check",
    "check_all",
    "check_items",
    "folder_of",
    "index",
    "item_slug",
    "joined",
    "outcome_of",
    "outcomes",
    "read",
    "survey",
    "survey_again",
    "survey_as_if",
]

_HOMES = {
    "Lectern": "packs",
    "Outcome": "items",
    "Row": "kept",
    "item_slug": "facts",
    **dict.fromkeys(("Index", "check", "check_all", "check_items", "index"), "checks"),
    **dict.fromkeys(("Survey", "folder_of", "survey", "survey_again", "survey_as_if"), "rows"),
    **dict.fromkeys(("Outcomes", "Reading", "joined", "outcome_of", "outcomes", "read"), "whole"),
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
