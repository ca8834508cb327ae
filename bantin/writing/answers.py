"""What comes back from a form's boxes ↔ values of the fields of a head."""

from collections.abc import Iterable, Mapping

from ..model import Relation
from ..text import fold
from .requests import Request
from .sheets import Place, Said, Sheet

RELATIONS = tuple(str(relation) for relation in Relation)
OWN = ("title", "summary", "correction")
"""What a translation has of its own, besides its words and its status."""

_DRAFTS = frozenset({"nhap", "ban nhap", "draft"})
_SAMPLES = frozenset({"mau", "bai mau", "sample"})
STATES = ("published", "draft", "scheduled", "sample")


def keys_of(place: Place) -> tuple[str, ...]:
    """Return the fields that the form of a text has, in the order in which they are told."""
    known = [field.key for field in place.fields.all]
    return tuple(key for key in known if not place.is_translation or key in OWN)


def state_of(sheet: Sheet) -> str:
    """Return who is to see the text: one of ``STATES``."""
    status = fold(sheet.first("status"))
    if status in _DRAFTS:
        return "draft"
    if status in _SAMPLES:
        return "sample"
    return "scheduled" if sheet.all("publish_from") else "published"


def ties_of(values: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the relations of an article as pairs of relation and campaign."""
    return [(relation, name) for relation in RELATIONS for name in values.get(relation, ())]


def said_in(request: Request, place: Place, sheet: Sheet) -> Said:
    """Return what a form says; what it has no box for is not touched."""
    names = {name for name, _ in request.form}
    values: dict[str, tuple[str, ...]] = {
        key: request.each(key)
        for key in keys_of(place)
        if key in names and key not in ("status", "publish_from")
    }
    if "relation" in names:
        values |= _ties(zip(request.each("relation"), request.each("campaign"), strict=False))
    if "state" in names:
        values |= _state(request, place, sheet)
    body = request.said("body") if "body" in names else None
    return Said(values=values, body=body, sure=frozenset(request.each("sure")))


def _ties(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(RELATIONS, ())
    for relation, campaign in pairs:
        if relation in found:
            found[relation] += (campaign,)
    return found


def _state(request: Request, place: Place, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the status; a word for it that means the same stays as it was typed."""
    state, before = request.said("state"), state_of(sheet)
    moment = request.said("publish_from").strip()
    words = {"draft": ("nháp", "draft"), "sample": ("mẫu", "sample")}
    found: dict[str, tuple[str, ...]] = {}
    if state != before:
        word = words.get(state)
        found["status"] = (word[place.lang != "vi"],) if word else ()
    if any(name == "publish_from" for name, _ in request.form):
        found["publish_from"] = () if state == "published" else (moment,)
    return found
