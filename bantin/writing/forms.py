"""A text, what is amiss with it and what may be said in it → the boxes of a form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..problems import N_
from ..reading.fields import Field
from .answers import RELATIONS, STATES, keys_of, ties_of
from .beginnings import FOLDER
from .notices import Notice
from .sheets import Place, Sheet

_SUGGESTED: Mapping[str, str] = MappingProxyType(
    {
        "author": "authors",
        "unit": "units",
        "launched_by": "units",
        "people": "people",
        "place": "places",
        "topics": "topics",
        "occasion": "occasions",
        "related": "articles",
    }
)
HINTS: Mapping[str, str] = MappingProxyType(
    {
        "date": N_("Day first, for example 27/11/2026"),
        "event_date": N_("Only where it happened on another day"),
        "people": N_("With rank: Captain Trần Thu Hà"),
        "summary": N_("Left empty, the first paragraph stands for it"),
        "correction": N_("Day and what was put right: 05/3/2024 - the day it began"),
        "related": N_("The folder of an article to recommend"),
        "translate": N_("“no” where it stays untranslated on purpose"),
        "old_address": N_("Where it used to be, for example news/12.html"),
        "period": N_("From – to, for example 01/3/2024 - 07/5/2024"),
        "publish_from": N_("Day and hour: 07/5/2024 08:00"),
    }
)
"""What is said below a box."""

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "published": N_("Published"),
        "draft": N_("Draft: only the preview shows it"),
        "scheduled": N_("Published from …"),
        "sample": N_("Sample"),
    }
)
FIRST = ("title", "date", "publish_from")
"""What has a place of its own in the form."""

MAIN = ("author", "period", "occasion", "launched_by")
"""What stands above the words; the rest stands below them."""

RARE = ("event_date", "correction", "related", "translate", "old_address")
"""What few articles need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One input of a box: its value, and what is amiss with it."""

    id: str
    value: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A field of a form: what it is called in the form's language, and its entries.

    ``suggested`` is the kind of names that are offered while one types, or empty.
    """

    key: str
    label: str
    hint: str
    repeats: bool
    is_long: bool
    required: bool
    suggested: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What an article is to a campaign: a relation, and the name or the folder of a campaign."""

    id: str
    relation: str
    campaign: str
    notices: tuple[Notice, ...] = ()


def boxes(
    place: Place, values: Mapping[str, Sequence[str]], told: Iterable[Notice], lang: str
) -> dict[str, Box]:
    """Return the boxes of a form in ``lang``, by the key of their field, in their order."""
    notices = list(told)
    wanted = [key for key in keys_of(place) if key not in (*RELATIONS, "status")]
    known = {field.key: field for field in place.fields.all}
    return {key: _box(known[key], values.get(key, ()), notices, lang, place) for key in wanted}


def _box(
    field: Field, values: Sequence[str], notices: Sequence[Notice], lang: str, place: Place
) -> Box:
    own = [notice for notice in notices if notice.field == field.key]
    rows = [*values, ""] if field.repeats else [*values, ""][:1]
    entries = tuple(
        Entry(
            id=f"{field.key}-{number}",
            value=value,
            notices=tuple(one for one in own if one.number == number),
        )
        for number, value in enumerate(rows)
    )
    is_required = field.required and (field.own or not place.is_translation)
    return Box(
        key=field.key,
        label=field.label(lang),
        hint=HINTS.get(field.key, ""),
        repeats=field.repeats,
        is_long=field.key in ("title", "summary"),
        required=is_required,
        suggested=_SUGGESTED.get(field.key, ""),
        entries=entries,
    )


def folder_box(values: Sequence[str], told: Iterable[Notice], label: str) -> Box:
    """Return the box for the name of a new item's folder."""
    notices = tuple(notice for notice in told if notice.field == FOLDER)
    return Box(
        key=FOLDER,
        label=label,
        hint=N_("Left empty, it is named after the title. Its address follows from it"),
        repeats=False,
        is_long=False,
        required=False,
        suggested="",
        entries=(Entry(id=f"{FOLDER}-0", value=" ".join(values), notices=notices),),
    )


def ties(
    values: Mapping[str, tuple[str, ...]], told: Iterable[Notice], blank: int = 1
) -> tuple[Tie, ...]:
    """Return the rows for campaigns, with so many blank ones at the end."""
    notices, counts = list(told), dict.fromkeys(RELATIONS, 0)
    found = []
    for row, (relation, campaign) in enumerate([*ties_of(values), *[("", "")] * blank]):
        number = counts.get(relation, 0)
        counts[relation] = number + 1
        own = [n for n in notices if n.field == relation and n.number == number and relation]
        found.append(Tie(id=f"tie-{row}", relation=relation, campaign=campaign, notices=tuple(own)))
    return tuple(found)


def states(sheet: Sheet, place: Place, state: str) -> list[str]:
    """Return who may be let to see the text, to choose from."""
    fits = [one for one in STATES if one != "scheduled" or place.kind == "articles"]
    if place.is_translation:
        fits = ["published", "draft"]
    return [one for one in fits if one != "sample" or state == "sample"]
