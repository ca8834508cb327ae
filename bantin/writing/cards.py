"""The words of a text ↔ its photos as cards: the text alone holds them, a card edits its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..manuscript import figure
from ..markup import convert
from ..markup.spots import Spot, spots
from ..model import Gallery, Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A photo of a text: its file as it is typed there, and what is said of it, as plain words.

    ``line`` counts from 1 in the text. One that ``stands`` on a line of its own can be edited
    and moved; others are part of a sentence, a list or a table.
    """

    number: int
    line: int
    file: str
    caption: str
    credit: str
    description: str
    stands: bool


def cards(body: str, lang: str) -> tuple[Card, ...]:
    """Return the photos of a text, in the order in which they stand."""
    made = convert(body, path="", first_line=1, lang=lang)
    photos = [p for block in made.body if isinstance(block, Gallery) for p in block.photos]
    return tuple(
        Card(
            number=number,
            line=photo.line,
            file=photo.source,
            caption=photo.caption,
            credit=photo.credit,
            description=photo.alt if photo.described else "",
            stands=spot is not None,
        )
        for number, (photo, spot) in enumerate(_paired(photos, list(spots(body.split("\n")))))
    )


def _paired(photos: Sequence[Photo], places: Sequence[Spot]) -> list[tuple[Photo, Spot | None]]:
    """Return each photo with where it stands; None where that is not on a line of its own."""
    pairs: list[tuple[Photo, Spot | None]] = []
    for photo in photos:
        own = [spot for spot in places if spot.start + 1 == photo.line]
        before = sum(other.line == photo.line for other, _ in pairs)
        known = sum(other.line == photo.line for other in photos)
        pairs.append((photo, own[before] if len(own) == known else None))
    return pairs


def put(body: str, number: int, *, caption: str, credit: str, description: str, lang: str) -> str:
    """Return the text with other words at its photo ``number``; the rest is as it was."""
    card, spot = _find(body, number, lang)
    if not spot or (card.caption, card.credit, card.description) == (caption, credit, description):
        return body
    words = _figure(card.file, caption, credit, description, lang)
    return "\n".join(_rewritten(body.split("\n"), {spot: words}))


def _figure(name: str, caption: str, credit: str, description: str, lang: str) -> list[str]:
    label = "Ảnh" if lang == "vi" else "Photo"
    words = f"{caption.strip()} ({label}: {credit.strip()})" if credit.strip() else caption
    return figure(words.strip(), name, description).split("\n")


def removed(body: str, number: int, lang: str) -> str:
    """Return the text without its photo ``number``."""
    _, spot = _find(body, number, lang)
    if not spot:
        return body
    lines = _rewritten(body.split("\n"), {spot: []})
    above, below = lines[: spot.start], lines[spot.start :]
    if (spot.opening, spot.closing) == (spot.start, spot.stop) and below[:1] in ([], [""]):
        return _joined(body, above, below)
    return "\n".join(lines)


def inserted(body: str, line: int, name: str) -> str:
    """Return the text with the photo ``name`` below the paragraph of ``line`` (from 0)."""
    lines = body.split("\n")
    place = min(max(line, 0), len(lines))
    while place < len(lines) and lines[place].strip():
        place += 1
    return _joined(body, lines[:place], [figure("", name)], lines[place:])


def moved(body: str, number: int, by: int, lang: str) -> str:
    """Return the text with its photo ``number`` one place up (``by`` is -1) or down (1).

    In a gallery it changes places with its neighbour; else it goes past a paragraph.
    """
    _, spot = _find(body, number, lang)
    if not spot:
        return body
    lines = body.split("\n")
    mates = [one for one in spots(lines) if one.opening == spot.opening]
    at = mates.index(spot) + by
    if 0 <= at < len(mates):
        other = mates[at]
        return "\n".join(_rewritten(lines, {spot: other.words, other: spot.words}))
    return _past(body, spot, by)


def _past(body: str, spot: Spot, by: int) -> str:
    lines = body.split("\n")
    rest = _rewritten(lines, {spot: []})
    # Its mates on the same line stay where they are.
    stayed = len(rest) - len(lines) + spot.stop - spot.start
    cut = spot.start if by < 0 else spot.start + stayed
    above, below = _stripped(rest[:cut]), _stripped(rest[cut:])
    if by < 0:
        start = len(above)
        while start > 0 and above[start - 1].strip():
            start -= 1
        return _joined(body, above[:start], spot.words, above[start:], below)
    stop = 0
    while stop < len(below) and below[stop].strip():
        stop += 1
    return _joined(body, above, below[:stop], spot.words, below[stop:])


def _joined(body: str, *parts: Sequence[str]) -> str:
    """Return ``parts`` with a blank line between them, and an end as ``body`` has."""
    stripped = [part for part in map(_stripped, parts) if part]
    text = "\n\n".join("\n".join(part) for part in stripped)
    return text + body[len(body.rstrip("\n")) :] if body.strip() else f"{text}\n"


def _stripped(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` without blank ones at either end."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _rewritten(lines: Sequence[str], said: Mapping[Spot, Sequence[str]]) -> list[str]:
    """Return ``lines`` with other words at photos; their mates on a line get lines of their own."""
    found: list[str] = []
    place = 0
    changed = {spot.start for spot in said}
    for spot in spots(lines):
        if spot.start not in changed:
            continue
        found += lines[place : spot.start] if spot.start >= place else []
        found += said.get(spot, spot.words)
        place = spot.stop
    return [*found, *lines[place:]]


def _find(body: str, number: int, lang: str) -> tuple[Card, Spot | None]:
    found = cards(body, lang)
    if not 0 <= number < len(found):
        raise LookupError(number)
    card = found[number]
    places = [spot for spot in spots(body.split("\n")) if spot.start + 1 == card.line]
    before = sum(other.line == card.line for other in found[:number])
    return card, places[before] if card.stands else None
