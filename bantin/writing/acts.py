"""What the form of a text asks for: to save, to go back, to be tried, to take a photo in."""

from datetime import datetime
from pathlib import Path

from ..preview.engine import Answer
from ..problems import N_
from ..reading.photos import is_photo
from . import undo, uploads
from .answers import said_in
from .card_forms import with_cards
from .files import Changed, read, save
from .office import Office, elsewhere, in_json, nothing
from .pages import link
from .requests import whole
from .sheets import Place, Said, sheet_of, stamp_of, written
from .showing import captions, conflict, first_sheet, form, shots
from .tries import tried


def store(office: Office, place: Place, file: Path) -> Answer:
    """Save what a form says; a file that has changed meanwhile is shown, and left as it is."""
    data = read(file)
    said = _said(office, place, data)
    new = written(data, said, place)
    shown = sheet_of(new, place)  # what could not be opened again is not written
    if office.request.said("act") == "back":
        return form(office, place, data, new)
    try:
        save(file, new, office.request.said("stamp"))
    except Changed as changed:
        return conflict(office, place, changed.data, said)
    is_new = data != new
    if data is not None and is_new:
        undo.keep(office.cache, place, data)
    saved = frozenset({file}) if is_new else frozenset[Path]()
    if not office.request.wants_json:
        return _back(office, place, "saved" if is_new else "same", saved)
    return in_json(
        {
            "stamp": shown.stamp,
            "body": shown.body,
            "message": _told(office, place, is_new=is_new),
            "canUndo": bool(undo.versions(office.cache, place)),
        },
        saved=saved,
    )


def go_back(office: Office, place: Place, file: Path) -> Answer:
    """Put an earlier version in place; what it takes the place of is an earlier one then."""
    kept = [version.number for version in undo.versions(office.cache, place)]
    wanted = whole(office.request.said("version"), next(iter(kept), 0))
    if wanted not in kept:
        return _back(office, place, "none")
    data = undo.version(office.cache, place, wanted)
    try:
        before = save(file, data, office.request.said("stamp"))
    except Changed as changed:
        return conflict(office, place, changed.data, _said(office, place, changed.data))
    if before is not None and before != data:
        undo.keep(office.cache, place, before)
    return _back(office, place, "undone", frozenset({file}))


def attempt(office: Office, place: Place, file: Path) -> Answer:
    """Return what the text would be: its problems, its photos, its page. Nothing is written."""
    data = read(file)
    new = written(data, _said(office, place, data), place)
    look = tried(office.resident, place, new, at_once=office.request.said("want") != "page")
    return in_json(
        {
            "stamp": stamp_of(data),
            "problems": [notice.told(office.lang) for notice in look.notices],
            "cards": shots(look, place, captions(office, place, first_sheet(office, place))),
            "spare": look.spare,
            "folder": place.folder,
            "body": sheet_of(new, place).body,
            "page": look.page.decode() if look.page else None,
            "isLater": look.is_later,
        }
    )


def card(office: Office, place: Place, file: Path) -> Answer:
    """Return the words of the text after a button of a photo card. Nothing is written."""
    return in_json({"body": _said(office, place, read(file)).body or ""})


def take_in(office: Office, place: Place, file: Path) -> Answer:
    """Put an uploaded photo into the folder, and tell its name there, or why it is none."""
    given, typed = Path(office.request.file), office.request.asked("name")
    name, problems = uploads.take(given, typed, file.parent, office.cache)
    told = [" ".join(office.pages.told(problem)) for problem in problems]
    return in_json(
        {"file": name, "problems": told},
        status=200 if name else 422,
        saved=frozenset({file.parent / name}) if name else frozenset(),
    )


def thumbnail(office: Office) -> Answer:
    """Return a small picture of a photo of the content."""
    source = office.request.asked("source")
    folder, _, name = source.rpartition("/")
    if name not in office.survey.tree.files.get(folder, ()) or not is_photo(name):
        return nothing()
    found = uploads.thumbnail(office.content, source, office.cache)
    return Answer(status=200, media_type="image/webp", body=found) if found else nothing()


def _said(office: Office, place: Place, data: bytes | None) -> Said:
    said = said_in(office.request, place, sheet_of(data, place))
    return with_cards(said, office.request, place)


def _told(office: Office, place: Place, *, is_new: bool) -> str:
    say = office.pages.say
    if not is_new:
        return say(N_("Nothing has changed; the file is as it was."))
    now = datetime.now()  # noqa: DTZ005 - the clock on the writer's wall
    told = say(N_("Saved at {time}: {path}"))
    return told.format(time=f"{now:%H:%M:%S}", path=office.named(place))


def _back(office: Office, place: Place, done: str, saved: frozenset[Path] = frozenset()) -> Answer:
    text = place.lang if place.is_translation else ""
    target = link(f"edit/{place.kind}/{place.slug}", text=text, ui=office.lang, done=done)
    return elsewhere(target, saved)
