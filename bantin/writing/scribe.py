"""The writing desk of the preview: an address and what came with it → who answers it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..preview.engine import Answer
from ..preview.resident import Resident
from ..problems import ContentError, Problem
from . import acts, known
from .answers import RELATIONS
from .beginnings import ASKED, FOLDER, NotYet, begin, blank
from .files import inside, read
from .office import Office, elsewhere, in_html, in_json, nothing, unwritable
from .pages import Pages, link
from .places import place_of
from .requests import Request, unpacked, whole
from .sheets import Place
from .showing import form, questions, unreadable
from .tasks import KINDS, SHOWN, tasks_of
from .word import take

Act = Callable[[Office, Place, Path], Answer]
_ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "edit": acts.store,
        "undo": acts.go_back,
        "try": acts.attempt,
        "card": acts.card,
        "photo": acts.take_in,
    }
)
_LONGEST_QUERY = 200


class Scribe:
    """Answers for the writing desk.

    ``resident`` has the site. Only templates are kept, and what Word files lost on their way.
    """

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        self._reports: dict[str, tuple[Problem, ...]] = {}
        self._shelf: dict[tuple[str, str, str, str, str], Pages] = {}

    def answer(self, address: str, lang: str, body: bytes) -> Answer:
        """Return the page, or the JSON, at ``address``; see the preview's ``Scribe``."""
        office = Office(
            resident=self.resident,
            request=unpacked(body),
            lang=lang,
            sight=self.resident.sight(),
            shelf=self._shelf,
            reports=self._reports,
        )
        what, _, rest = address.partition("/")
        if what in ("", "index.html"):
            return _desk(office)
        if what == "names":
            typed = office.request.asked("q")[:_LONGEST_QUERY]
            return in_json(known.suggestions(office.sight.site, rest, typed))
        if what == "new":
            return _new(office)
        if what == "word":
            return take(office) if office.request.method == "POST" else nothing()
        return _of_item(office, what, rest)


def _desk(office: Office) -> Answer:
    page, wanted = whole(office.request.asked("page"), 1), office.request.asked("q")
    wanted = wanted[:_LONGEST_QUERY]
    tasks = tasks_of(office.sight, office.request.asked("show"), page, wanted)
    return in_html(
        office.pages.render("desk.html", tasks=tasks, names=SHOWN, kinds=KINDS, wanted=wanted)
    )


def _new(office: Office) -> Answer:
    kind = office.request.said("kind") or office.request.asked("kind")
    kind = kind if kind in ASKED else "articles"
    if office.request.method == "GET":
        return questions(office, kind, blank(kind, office.sight.settings.now.date()))
    values = _answers(office.request, kind)
    try:
        slug, folder = begin(office.resident, kind, values, " ".join(values[FOLDER]))
    except NotYet as not_yet:
        return questions(office, kind, values, not_yet.notices)
    except OSError as error:
        raise unwritable(office.content.name, error) from error
    saved = frozenset({folder, *folder.iterdir()})
    return elsewhere(link(f"edit/{kind}/{slug}", ui=office.lang, done="made"), saved)


def _answers(request: Request, kind: str) -> dict[str, tuple[str, ...]]:
    asked = (*ASKED[kind], FOLDER)
    values = {key: tuple(filter(str.strip, request.each(key))) for key in asked}
    for relation, campaign in zip(request.each("relation"), request.each("campaign"), strict=False):
        if relation in RELATIONS and campaign.strip():
            values[relation] = (*values.get(relation, ()), campaign)
    return values


def _of_item(office: Office, what: str, item: str) -> Answer:
    kind, _, slug = item.partition("/")
    request = office.request
    lang = request.said("text") or request.asked("text") or office.languages[0]
    place = place_of(office.survey, kind, slug, lang)
    if place is None:
        return in_html(office.pages.render("missing.html"), status=404)
    is_read = request.method == "GET"
    if is_read and what == "photo":
        return acts.thumbnail(office)
    if what not in _ACTS or (is_read and what != "edit"):
        return nothing()
    try:
        file = inside(office.content, place.path)
        return form(office, place, read(file)) if is_read else _ACTS[what](office, place, file)
    except ContentError as error:
        return unreadable(office, place, error)
    except OSError as error:
        raise unwritable(office.named(place), error) from error
