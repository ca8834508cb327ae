"""A text as it would be → its problems, its photos and its page, made by the real engine."""

from dataclasses import dataclass, replace

from ..model import Item
from ..photos import HEAD, Notes, notes, offers
from ..preview.resident import Resident, Sight
from ..problems import ContentError, Problem
from ..reading.photos import Shelf, find_photo, is_photo
from ..site import shown_photos
from .cards import Card, cards
from .notices import Notice, notices
from .places import shown_at
from .sheets import Place, sheet_of

# So many articles are joined before anybody notices.
_MANY = 500
_LOST = frozenset({"text-lost", "text-too-heavy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A photo of a text: its card, its file below the content (or ""), what is written inside."""

    card: Card
    source: str = ""
    offered: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What a text would be. ``page`` is the HTML of its page, None where it cannot be shown.

    ``is_later`` says that the page was not made, because a large site has to be joined for it.
    ``spare`` are the photos of its folder that it does not show.
    """

    notices: tuple[Notice, ...]
    shots: tuple[Shot, ...]
    spare: tuple[str, ...]
    page: bytes | None
    is_later: bool = False


def tried(resident: Resident, place: Place, data: bytes, *, at_once: bool = False) -> Try:
    """Return what the text would be if its file held ``data``; nothing is written.

    ``at_once`` leaves out a page that would take long.
    """
    return seen(resident.sight_as_if({place.path: data}), place, data, at_once=at_once)


def seen(sight: Sight, place: Place, data: bytes, *, at_once: bool = False) -> Try:
    """Return what the text that holds ``data`` is in ``sight``; see ``tried``."""
    is_later = at_once and not sight.is_joined and len(sight.gathered.articles) > _MANY
    survey = sight.gathered.survey
    item = _item(sight, place)
    problems = [*sight.told.all, *(_offers(sight, item) if item else ())]
    body = "" if is_lost(sight, place) else _body(data, place)
    _, files, _ = survey.tree.inside(place.folder)
    shelf = Shelf(folder=place.folder, own=files, others=survey.tree.files)
    shots = tuple(_shot(card, shelf, sight, place) for card in cards(body, place.lang))
    used = {shot.source for shot in shots}
    return Try(
        notices=tuple(notices(problems, data, place, survey.tree.root)),
        shots=shots,
        spare=tuple(
            name for name in files if is_photo(name) and f"{place.folder}/{name}" not in used
        ),
        page=None if is_later else sight.page(shown_at(place, survey.languages)),
        is_later=is_later,
    )


def _body(data: bytes, place: Place) -> str:
    try:
        return sheet_of(data, place).body
    except ContentError:
        return ""


def is_lost(sight: Sight, place: Place) -> bool:
    """Return whether the text took its reader with it: nobody else is to read it then."""
    outcome = sight.outcome(place.folder)
    return outcome is not None and any(p.code in _LOST for p in outcome.problems)


def _item(sight: Sight, place: Place) -> Item | None:
    outcome = sight.outcome(place.folder)
    item = outcome.item if outcome else None
    if not isinstance(item, Item):
        return None
    return replace(item, texts=tuple(t for t in item.texts if t.lang == place.lang))


def _offers(sight: Sight, item: Item) -> tuple[Problem, ...]:
    gathered = sight.gathered
    if not item.texts:
        return ()
    return offers(
        shown_photos([item]),
        content=sight.settings.content,
        noted=gathered.developed.noted,
    )


def _shot(card: Card, shelf: Shelf, sight: Sight, place: Place) -> Shot:
    source = find_photo(card.file, shelf, path="", line=1).source or ""
    noted = sight.gathered.developed.noted
    if source not in noted or (card.caption and card.credit):
        return Shot(card=card, source=source)
    found = _notes(sight, source)
    caption = "" if card.caption else found.caption(place.lang, main=not place.is_translation)
    return Shot(card=card, source=source, offered=(caption, "" if card.credit else found.credit))


def _notes(sight: Sight, source: str) -> Notes:
    try:
        with (sight.settings.content / source).open("rb") as file:
            return notes(file.read(HEAD))
    except (OSError, ValueError):
        return Notes()
