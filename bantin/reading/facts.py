"""The head of a text → the facts that it states, each read as what it is."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from typing import TypeVar

from ..dates import DateError, read_day, read_moment, read_period, typed
from ..day_slips import meant_day
from ..faults import fault
from ..model import Correction, Involvement, Name, Period, Person, Relation, Status
from ..problems import N_, Problem
from ..text import fold, nearest, slug
from .head import Head, Value
from .lookup import Lookup
from .names import Names

T = TypeVar("T")

STATUSES = {
    "nháp": Status.DRAFT,
    "bản nháp": Status.DRAFT,
    "draft": Status.DRAFT,
    "mẫu": Status.SAMPLE,
    "bài mẫu": Status.SAMPLE,
    "sample": Status.SAMPLE,
    "đăng": Status.PUBLISHED,
    "đã đăng": Status.PUBLISHED,
    "published": Status.PUBLISHED,
    "publish": Status.PUBLISHED,
}
_ENOUGH = 20
_LONGEST_NAME = 250  # bytes; disks take 255
NO = frozenset({"khong", "no", "false"})
YES = frozenset({"co", "yes", "true"})
_DATED = re.compile(r"([\d/.-]*\d)\s*[-–—:,.]?\s+(.*\S)")
_ADDRESS = re.compile(r"(?:[^\W_][\w.~ -]*/)*[^\W_][\w.~ -]*\.html\Z")
_DATE_PREFIX = re.compile(r"(\d{4}-\d{2}-\d{2})-(?=.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What heads of articles, campaigns and pages can state; empty where they do not."""

    date: dt.date | None = None
    event_date: dt.date | None = None
    involvements: tuple[Involvement, ...] = ()
    author: tuple[str, ...] = ()
    unit: tuple[Name, ...] = ()
    people: tuple[Person, ...] = ()
    place: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    status: Status | None = None
    publish_from: dt.datetime | None = None
    correction: tuple[Correction, ...] = ()
    related: tuple[str, ...] = ()
    translate: bool | None = None
    old_address: tuple[str, ...] = ()
    period: Period | None = None
    occasion: tuple[Name, ...] = ()
    launched_by: tuple[Name, ...] = ()

    def said(self, key: str) -> object:
        """Return the meaning of one field, so that equal statements compare equal."""
        if key in set(Relation):
            return {tie.campaign for tie in self.involvements if tie.relation == key}
        value: object = getattr(self, key)
        return set(map(_meaning, value)) if isinstance(value, tuple) else value


_NOTHING = Facts()
_STATED = frozenset(field.name for field in fields(Facts)) - {"involvements"} | set(Relation)


def _meaning(value: object) -> str:
    if isinstance(value, Person):
        return value.slug
    return slug(value.text) if isinstance(value, Name) else slug(str(value))


def read_facts(
    head: Head, *, path: str, names: Names, campaigns: Lookup
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts of ``head``, and a Problem for each value that cannot be read."""
    if _STATED.isdisjoint(head.values):  # as in translations, which inherit their facts
        return _NOTHING, ()
    take = _Take(head, path)
    facts = Facts(
        date=take.one("date", read_day),
        event_date=take.one("event_date", read_day),
        involvements=_involvements(take, campaigns, names.main),
        author=take.each("author", _author),
        unit=take.each("unit", lambda text: _name(names, "unit", text)),
        people=take.each("people", lambda text: _person(names, text)),
        place=take.each("place", lambda text: _name(names, "place", text)),
        topics=take.each("topics", lambda text: _name(names, "topic", text)),
        status=take.one("status", _status),
        publish_from=take.one("publish_from", _moment),
        correction=take.each("correction", _correction),
        related=take.each("related", item_slug),
        translate=take.one("translate", _translate),
        old_address=take.each("old_address", _address),
        period=take.one("period", read_period),
        occasion=take.each("occasion", lambda text: _name(names, "occasion", text)),
        launched_by=take.each("launched_by", lambda text: _name(names, "unit", text)),
    )
    return facts, tuple(take.problems)


@lru_cache(maxsize=1 << 14)
def item_slug(text: str) -> str:
    """Return the slug of the item in a folder, given the folder's name or a path to it."""
    name = text.replace("\\", "/").strip("/ ").rpartition("/")[2]
    return slug(_DATE_PREFIX.sub("", name, count=1))


def date_prefix(folder: str) -> str | None:
    """Return the date before a folder's name as it is typed, ``2024-03-04``, or None."""
    found = _DATE_PREFIX.match(folder)
    return found[1] if found else None


class _FactError(ValueError):
    """Why a value cannot be read; the fields fill a Problem, as those of ``DateError`` do."""

    def __init__(self, code: str, message: str, remedy: str, **values: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy
        self.values = tuple(sorted(values.items()))


@dataclass(frozen=True, slots=True)
class _Take:
    """Values taken out of a head; those that cannot be read become ``problems``."""

    head: Head
    path: str
    problems: list[Problem] = field(default_factory=list)

    def each(self, key: str, read: Callable[[str], T]) -> tuple[T, ...]:
        if not self.head.all(key):  # so it is with most fields of most heads
            return ()
        return tuple(dict.fromkeys(item for item, _ in self.placed(key, read)))

    def one(self, key: str, read: Callable[[str], T]) -> T | None:
        if not self.head.all(key):
            return None
        return next((item for item, _ in self.placed(key, read)), None)

    def placed(self, key: str, read: Callable[[str], T]) -> list[tuple[T, Value]]:
        found = []
        for value in self.head.all(key):
            if len(self.problems) == _ENOUGH:
                break
            try:
                found.append((read(" ".join(value.text.split())), value))
            except (DateError, _FactError) as error:
                self.problems.append(_problem(self.path, value, error))
        return found


def _problem(path: str, value: Value, error: "DateError | _FactError") -> Problem:
    return Problem(
        code=error.code,
        path=path,
        message=error.message,
        remedy=error.remedy,
        line=value.line,
        column=value.column,
        values=error.values,
    )


def _involvements(take: _Take, campaigns: Lookup, main: str) -> tuple[Involvement, ...]:
    ties: dict[tuple[Relation, str], Involvement] = {}
    for relation in Relation:
        if relation not in take.head.values:
            continue
        take.problems.extend(_unnamed(take, relation, campaigns))
        label = take.head.all(relation)[0].label if take.head.all(relation) else ""
        read = partial(_campaign, campaigns, field=label, main=main)
        for address, value in take.placed(relation, read):
            tie = Involvement(relation=relation, campaign=address, line=value.line)
            if address not in campaigns.broken:
                ties.setdefault((relation, address), tie)
    return tuple(ties.values())


def _unnamed(take: _Take, relation: Relation, campaigns: Lookup) -> list[Problem]:
    return [
        fault(
            "campaign-not-named",
            N_("“{field}” does not say which campaign"),
            N_("Write the campaign behind the colon: {campaigns}"),
            path=take.path,
            line=entry.label.line,
            column=entry.label.column,
            field=entry.label.text,
            campaigns=_choice(campaigns),
        )
        for entry in take.head.entries
        if entry.field.key == relation and not entry.values and not entry.listed
    ]


def _choice(campaigns: Lookup) -> str:
    more = " …" if len(campaigns.titles) > 5 else ""
    return "; ".join(f"“{title}”" for title in campaigns.titles[:5]) + more or "…"


def _campaign(campaigns: Lookup, text: str, field: str, main: str) -> str:
    found = campaigns.find(text) or ("/" in text and campaigns.find(item_slug(text)))
    if found:
        return found
    suggestion = campaigns.suggest(text) or ""
    if both := campaigns.part(text):
        remedy = N_("Give each campaign a line of its own: {lines}")
    elif suggestion:
        remedy = N_("Did you mean “{suggestion}”?")
    elif campaigns.titles:
        remedy = N_("Choose one: {campaigns}; a new one gets a file {place} with the line {name}")
    else:
        remedy = N_("First make the file {place} with the line {name}")
    raise _FactError(
        "campaign-unknown",
        N_("there is no campaign “{typed}”"),
        remedy,
        typed=text,
        suggestion=suggestion,
        campaigns=_choice(campaigns),
        lines="; ".join(f"“{field}: {name}”" for name in both),
        place=f"campaigns/{slug(text)[:60].strip('-') or '…'}/{main}.md",
        name=f"“{'Tên' if main == 'vi' else 'Name'}: {text}”",
    )


def _name(names: Names, kind: str, text: str) -> Name:
    if slug(text):
        return names.name(kind, text)
    raise _nameless(text)


def _person(names: Names, text: str) -> Person:
    person = names.person(text)
    if person.slug:
        return person
    raise _nameless(text)


def _author(text: str) -> str:
    if slug(text):
        return " ".join(text.split())
    raise _nameless(text)


def _nameless(text: str) -> _FactError:
    return _FactError(
        "name-unreadable",
        N_("“{typed}” holds no name"),
        N_("Write the name, or delete the line"),
        typed=text,
    )


def _moment(text: str) -> dt.datetime:
    try:
        return read_moment(text)
    except DateError as error:
        if error.code not in ("date-unreadable", "date-range", "date-lunar"):
            raise
        raise _FactError(
            "moment-unreadable",
            N_("“{typed}” cannot be read as a day and an hour"),
            N_("Write it so: 07/5/2024 08:00"),
            typed=text,
        ) from error


def _status(text: str) -> Status:
    wanted = fold(text)
    for word, status in STATUSES.items():
        if fold(word) == wanted:
            return status
    message = N_("there is no status “{typed}”")
    if suggestion := nearest(text, STATUSES):
        remedy = N_("Did you mean “{suggestion}”?")
    else:
        remedy = N_("Write nháp (draft) or mẫu (sample); delete the line to publish")
    raise _FactError("status-unknown", message, remedy, typed=text, suggestion=suggestion or "")


def _translate(text: str) -> bool:
    answer = fold(text)
    if answer in NO | YES:
        return answer in YES
    raise _FactError(
        "translate-unreadable",
        N_("“{typed}” is neither “không” (no) nor “có” (yes)"),
        N_("Write không (no) where it stays untranslated on purpose; else delete the line"),
        typed=text,
    )


def _correction(text: str) -> Correction:
    found = _DATED.match(text)
    if found:
        return Correction(day=read_day(found[1]), text=found[2])
    remedy = N_("Write it so: 05/3/2024 - what was put right")
    words, _, rest = text.partition(" - ")
    meant = meant_day(words)
    if meant and rest:
        remedy = N_("Write it so: {example}")
    raise _FactError(
        "correction-unreadable",
        N_("the correction “{typed}” does not begin with its day"),
        remedy,
        typed=text,
        example=f"{typed(meant)} - {rest}" if meant else "",
    )


def _address(text: str) -> str:
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in text.split("/")):
        raise _FactError(
            "old-address-too-long",
            N_("the old address “{typed}” is too long"),
            N_("Delete the line, or correct the address"),
            typed=f"{text[:60]}…",
        )
    if _ADDRESS.match(text) and ".." not in text:
        return text
    raise _FactError(
        "old-address-unsafe",
        N_("the old address “{typed}” is not that of a page of this site"),
        N_("Write it from the root of the site, so: {example}"),
        typed=text,
        example=_example_address(text),
    )


def _example_address(text: str) -> str:
    tail = re.sub(r"\A[a-z]+://[^/]*", "", text, flags=re.IGNORECASE).strip("/.\\")
    for example in (tail, f"{tail}.html"):
        if _ADDRESS.match(example) and ".." not in example:
            return example
    return "tin-tuc/bai-cu.html"
