"""The words of a text ↔ its photos as cards: the text alone holds them, a card edits its lines."""

from collections.abc import Sequence
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
    return _with(body, spot, _figure(card.file, caption, credit, description, lang))


def _figure(name: str, caption: str, credit: str, description: str, lang: str) -> list[str]:
    label = "Ảnh" if lang == "vi" else "Photo"
    words = f"{caption.strip()} ({label}: {credit.strip()})" if credit.strip() else caption
    return figure(words.strip(), name, description).split("\n")


def removed(body: str, number: int, lang: str) -> str:
    """Return the text without its photo ``number``."""
    _, spot = _find(body, number, lang)
    if not spot:
        return body
    return _tidy(_with(body, spot, []), spot.start)


def inserted(body: str, line: int, name: str) -> str:
    """Return the text with the photo ``name`` below the paragraph of ``line`` (from 0)."""
    lines = body.split("\n")
    place = min(max(line, 0), len(lines))
    while place < len(lines) and lines[place].strip():
        place += 1
    before, after = "\n".join(lines[:place]).rstrip(), "\n".join(lines[place:]).strip("\n")
    parts = [part for part in (before, figure("", name), after) if part.strip()]
    return "\n\n".join(parts) + ("" if after else "\n")


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
        first, second = (other, spot) if by < 0 else (spot, other)
        return _with(_with(body, second, list(first.words)), first, list(second.words))
    return _past(body, spot, by)


def _past(body: str, spot: Spot, by: int) -> str:
    rest = _with(body, spot, []).split("\n")
    place = spot.start
    if by < 0:
        while place > 0 and not rest[place - 1].strip():
            place -= 1
        while place > 0 and rest[place - 1].strip():
            place -= 1
    else:
        while place < len(rest) and not rest[place].strip():
            place += 1
        while place < len(rest) and rest[place].strip():
            place += 1
    above, below = "\n".join(rest[:place]).rstrip(), "\n".join(rest[place:]).strip("\n")
    parts = [part for part in (above, "\n".join(spot.words), below) if part.strip()]
    text = _tidy("\n\n".join(parts), min(spot.start, len(parts[0].split("\n"))))
    return text if below else text.rstrip("\n") + "\n"


def _find(body: str, number: int, lang: str) -> tuple[Card, Spot | None]:
    found = cards(body, lang)
    if not 0 <= number < len(found):
        raise LookupError(number)
    card = found[number]
    places = [spot for spot in spots(body.split("\n")) if spot.start + 1 == card.line]
    before = sum(other.line == card.line for other in found[:number])
    return card, places[before] if card.stands else None


def _with(body: str, spot: Spot, words: list[str]) -> str:
    """Return the text with ``words`` in place of the photo; its mates in the line keep theirs."""
    lines = body.split("\n")
    row = [one for one in spots(lines) if one.start == spot.start]
    said = [line for one in row for line in (words if one == spot else one.words)]
    if len(row) == 1:
        said = words
    return "\n".join([*lines[: spot.start], *said, *lines[spot.stop :]])


def _tidy(body: str, line: int) -> str:
    """Return the text without the second of two blank lines around ``line``."""
    lines = body.split("\n")
    place = min(line, len(lines) - 1)
    while 0 < place < len(lines) and not lines[place].strip() and not lines[place - 1].strip():
        del lines[place]
    while lines and not lines[0].strip() and len(lines) > 1:
        del lines[0]
    return "\n".join(lines)
