"""What came of a folder → what of it other pages than its own may show."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from ..model import Item, Photo, Text
from .items import Outcome


def shared(outcome: Outcome[object]) -> object:
    """Return all of ``outcome`` that is not the matter of its own page alone.

    The words of a text, its links and the lines of its photos are; where there is no item,
    nothing is. A field that is new to a class is shared until somebody leaves it out here.
    """
    item = outcome.item
    if not isinstance(item, Item):
        return outcome
    kind: Any = type(item)
    return (
        _all_but(Outcome, "item", "problems")(outcome),
        kind.__name__,
        _all_but(kind, "texts")(item),
        tuple(map(_shared_text, item.texts)),
    )


def _shared_text(text: Text) -> object:
    photos = map(_all_but(Photo, "line"), text.photos)
    return _all_but(Text, "body", "links", "photos")(text), tuple(photos)


@cache
def _all_but(kind: Any, *names: str) -> Callable[[Any], tuple[object, ...]]:
    """Return what takes the fields of a value, in order, without those called ``names``."""
    return attrgetter(*(field.name for field in fields(kind) if field.name not in names))
