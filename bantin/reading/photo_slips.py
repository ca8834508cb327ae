"""Lines that name a photo but show none → the line that would show it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ..faults import fault
from ..problems import N_, Problem
from .photos import Shelf, is_photo

_ENDING = r"\.(?:jpe?g|png|webp|gif|bmp|tiff?|avif|hei[cf])"
_NAMED = re.compile(rf"{_ENDING}\b", re.IGNORECASE)
# Compiled by ``re`` when a line is looked into, as in few runs.
_NAME = rf"(?i)[^\[\](){{}}<>（）|\"“”!！/\\:\n]+{_ENDING}\b"
_BANG = r"[!！]\s*[\[(（{]"
_LABEL = r"(?i)(?:ảnh|hình|photo|image)\s*\d*\s*[:.]\s*(?=\S)"
_OPEN, _CLOSE = "[({<", "])}>"
_WORDS = r"[\[(（]([^\[\]()（）]{2,})(?:[\])）]|\Z)"
_FENCE = r" {0,3}(?:`{3}|~{3})"
_CODE_SPAN = r"(`+)[^`]+\1"
_FEW_WORDS = 3
_TOLD = ("photo-", "link-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """The ``problems`` of a text with those of its slips among them, and the files ``meant``.

    Those are the names of files of its own folder that stand on a line that is told.
    """

    problems: tuple[Problem, ...]
    meant: tuple[str, ...]


def photo_slips(
    body: str, first: int, problems: Sequence[Problem], shown: Collection[int], shelf: Shelf,
    path: str,
) -> Slips:  # fmt: skip
    """Return what the text ``body`` has to be told; ``shown`` are the lines of photos that
    are written well."""
    told = {p.line for p in problems if p.code.startswith(_TOLD)}
    if not told and _named(body, first) <= set(shown):
        return Slips(problems=tuple(problems), meant=())
    kept = dict.fromkeys(problems)
    meant: dict[str, None] = {}
    for number, line in _lines(body, first, told):
        if number in told:
            meant |= dict.fromkeys(name for name in shelf.own if name in line)
        if number not in shown and (slip := _slip(line, number, shelf, path)):
            for problem in [p for p in kept if p.line == number and p.code in _ECHOES]:
                del kept[problem]
            if number not in {p.line for p in kept if p.code.startswith("photo-")}:
                kept[slip] = None
                meant |= dict.fromkeys(name for name in shelf.own if name in line)
    return Slips(problems=tuple(kept), meant=tuple(meant))


_ECHOES = frozenset({"link-to-file", "photo-not-understood"})


def _named(body: str, first: int) -> set[int]:
    """Return the lines that may name a photo."""
    return {first + body.count("\n", 0, found.start()) for found in _NAMED.finditer(body)}


def _lines(body: str, first: int, told: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are told or may name a photo, without what is written as code."""
    has_fences = "```" in body or "~~~" in body
    is_code = False
    for number, line in enumerate(body.split("\n"), start=first):
        if has_fences and re.match(_FENCE, line):
            is_code = not is_code
        elif not is_code and (number in told or ("." in line and _NAMED.search(line))):
            yield number, re.sub(_CODE_SPAN, "", line) if "`" in line else line


def _slip(line: str, number: int, shelf: Shelf, path: str) -> Problem | None:
    found = re.search(_NAME, line) if _NAMED.search(line) else None
    if not found or not is_photo(found[0]):
        return None
    name = re.sub(_LABEL, "", found[0].strip(" *_"), count=1).strip()
    typed = line.strip(" *_\t")
    if not (
        re.search(_BANG, line) or f"]({found[0]}" in line or _is_name_alone(typed, name, shelf)
    ):
        return None
    others = [words.strip() for words in re.findall(_WORDS, line) if name not in words]
    caption = max(others, key=len, default="")
    return fault(
        "photo-written-wrong",
        N_("“{typed}” names a photo, but shows none"),
        N_("Write it so, in a paragraph of its own: ![{caption}]({photo})")
        if caption
        else N_("Write it so, in a paragraph of its own: ![caption]({photo})"),
        path=path,
        line=number,
        typed=typed if len(typed) <= 80 else f"{typed[:79]}…",
        caption=caption,
        photo=name,
    )


def _is_name_alone(typed: str, name: str, shelf: Shelf) -> bool:
    """Return whether a line holds nothing but the name, in brackets or behind “Ảnh:”."""
    bare = re.sub(_LABEL, "", typed, count=1)
    inner = bare.lstrip(_OPEN).rstrip(_CLOSE).strip()
    few = bare != inner or len(name.split()) <= _FEW_WORDS or name in shelf.own
    return inner == name and few


def with_captions(problems: Sequence[Problem], body: str, first: int) -> tuple[Problem, ...]:
    """Return ``problems`` where a photo without a caption is offered the one that stands near."""
    if not any(problem.code == "photo-without-caption" for problem in problems):
        return tuple(problems)
    lines = body.split("\n")
    return tuple(_with_caption(problem, lines, first) for problem in problems)


def _with_caption(problem: Problem, lines: list[str], first: int) -> Problem:
    place = problem.line - first
    near = _near(lines, place) if problem.code == "photo-without-caption" else None
    if near is None:
        return problem
    number, words = near
    values = dict(problem.values) | {"caption": words, "number": str(number + first)}
    return replace(
        problem,
        remedy=N_("Is line {number} its caption? Then write ![{caption}]({photo}) instead"),
        values=tuple(sorted(values.items())),
    )


def _near(lines: list[str], place: int) -> tuple[int, str] | None:
    """Return the line above, or below a blank one, that is rather the caption; from 0."""
    above = lines[place - 1].strip() if place > 0 else ""
    if above and not above.startswith(("!", "#", "|", ">", "-")):
        return place - 1, above.strip("*_ ")
    below = lines[place + 2].strip() if place + 2 < len(lines) else ""
    is_caption = len(below) > 2 and below[0] in "*_" and below[-1] in "*_" and below[1] != " "
    if is_caption and not lines[place + 1].strip():
        return place + 2, below.strip("*_ ")
    return None
