"""The writing desk of the preview: an address and what came with it → a page, or a save."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from difflib import ndiff
from pathlib import Path
from types import MappingProxyType

from ..manuscript import figure
from ..preview.engine import Answer
from ..preview.resident import Resident
from ..problems import N_, ContentError, OutsideError, Severity
from ..reading.encodings import decode
from ..reading.photos import is_photo
from . import cards, known, undo, uploads
from .answers import RELATIONS, said_in, state_of
from .beginnings import ASKED, NotYet, begin, blank
from .card_forms import was_of, with_cards
from .files import Changed, inside, read, save
from .forms import FIRST, HINTS, MAIN, RARE, STATE_WORDS, Box, boxes, states, ties
from .notices import Notice
from .pages import Pages, link
from .places import labels, place_of, shown_at
from .requests import Request, unpacked
from .sheets import FIELDS, Place, Said, Sheet, sheet_of, stamp_of, written
from .tasks import SHOWN, tasks_of
from .tries import Shot, Try, seen, tried

_JSON, _HTML = "application/json", "text/html; charset=utf-8"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Scribe:
    """Answers for the writing desk; ``resident`` has the site, and nothing else is kept."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        self._pages: dict[tuple[str, str, str, str], Pages] = {}

    def answer(self, address: str, lang: str, body: bytes) -> Answer:
        """Return the page, or the JSON, at ``address``; see the preview's ``Scribe``."""
        request = unpacked(body)
        what, _, rest = address.partition("/")
        kind, _, slug = rest.partition("/")
        if what in ("", "index.html"):
            return self._desk(request, lang)
        if what == "names":
            return _json(known.suggestions(self.resident.sight().site, kind))
        if what == "new":
            return self._new(request, lang)
        sight = self.resident.sight()
        languages = sight.settings.languages
        tongue = request.said("text") or request.asked("text") or languages[0]
        place = place_of(sight.assembled.gathered.survey, kind, slug, tongue)
        if place is None:
            return self._missing(lang)
        return self._of_item(what, place, request, lang)

    def _of_item(self, what: str, place: Place, request: Request, lang: str) -> Answer:
        if what == "photo" and request.method == "GET":
            return self._thumbnail(place, request)
        try:
            file = inside(self._content, place.path)
            if request.method == "GET":
                return self._form(place, read(file), lang, request) if what == "edit" else _none()
            acts = {
                "edit": self._save,
                "try": self._try,
                "card": self._card,
                "photo": self._upload,
                "undo": self._undo,
            }
            return acts[what](place, file, request, lang) if what in acts else _none()
        except ContentError as error:
            return self._unreadable(place, error, lang)
        except OSError as error:
            raise _unwritable(place.path, error) from error

    @property
    def _content(self) -> Path:
        return self.resident.sight().settings.content

    @property
    def _cache(self) -> Path:
        return self.resident.sight().settings.cache

    def _in(self, lang: str, token: str) -> Pages:
        sight = self.resident.sight()
        key = (lang, token, sight.style, sight.icon)
        if key not in self._pages:
            self._pages[key] = Pages(*key)
        return self._pages[key]

    # ── the desk ─────────────────────────────────────────────────────────────

    def _desk(self, request: Request, lang: str) -> Answer:
        number = request.asked("page", "1")
        tasks = tasks_of(
            self.resident.sight(),
            request.asked("show"),
            int(number) if number.isdecimal() else 1,
            request.asked("q")[:200],
        )
        pages = self._in(lang, request.token)
        return _html(
            pages.render("desk.html", tasks=tasks, names=SHOWN, wanted=request.asked("q")[:200])
        )

    def _missing(self, lang: str) -> Answer:
        return Answer(status=404, media_type=_HTML, body=self._in(lang, "").render("missing.html"))

    def _unreadable(self, place: Place, error: ContentError, lang: str) -> Answer:
        pages = self._in(lang, "")
        body = pages.render("unreadable.html", place=place, problems=error.problems)
        return Answer(status=422, media_type=_HTML, body=body)

    # ── something new ────────────────────────────────────────────────────────

    def _new(self, request: Request, lang: str) -> Answer:
        kind = request.said("kind") or request.asked("kind")
        kind = kind if kind in ASKED else "articles"
        settings = self.resident.sight().settings
        if request.method == "GET":
            return self._questions(kind, blank(kind, settings.now.date()), (), request, lang)
        values = {key: request.each(key) for key in ASKED[kind]}
        for relation, campaign in zip(
            request.each("relation"), request.each("campaign"), strict=False
        ):
            if relation in RELATIONS and campaign.strip():
                values[relation] = (*values.get(relation, ()), campaign)
        try:
            place, folder = begin(self.resident, kind, values)
        except NotYet as not_yet:
            return self._questions(kind, values, not_yet.notices, request, lang)
        except OSError as error:
            raise _unwritable(settings.content.name, error) from error
        target = link(f"edit/{kind}/{place.slug}", ui=lang, done="made")
        return Answer(
            status=303,
            media_type=_HTML,
            body=b"",
            location=target,
            saved=frozenset({folder, folder / place.name}),
        )

    def _questions(
        self,
        kind: str,
        values: Mapping[str, tuple[str, ...]],
        told: Iterable[Notice],
        request: Request,
        lang: str,
    ) -> Answer:
        told = tuple(told)
        place = Place(kind=kind, slug="", lang="vi", folder="", name="", is_translation=False)
        made = boxes(place, values, told, lang)
        body = self._in(lang, request.token).render(
            "new.html",
            kind=kind,
            boxes=[made[key] for key in ASKED[kind]],
            ties=ties(values, told) if kind == "articles" else (),
            relations=_relations(kind, lang),
            places=_places(told, made, values),
        )
        return Answer(status=422 if told else 200, media_type=_HTML, body=body)

    # ── the form ─────────────────────────────────────────────────────────────

    def _form(
        self,
        place: Place,
        data: bytes | None,
        lang: str,
        request: Request,
        unsaved: bytes | None = None,
    ) -> Answer:
        """Return the form of a text that holds ``data``, or ``unsaved`` words in place of it."""
        held = data if unsaved is None else unsaved
        main = self._main(place)
        if held is None:
            held = _unborn(main[1], place)
        is_real = data is not None and unsaved is None
        look = (
            seen(self.resident.sight(), place, held)
            if is_real
            else tried(self.resident, place, held)
        )
        sheet = sheet_of(held, place)
        mended = [one for one in look.notices if one.problem.severity is not Severity.INFO]
        made = boxes(place, sheet.values, mended, lang)
        survey = self.resident.sight().assembled.gathered.survey
        body = self._in(lang, request.token).render(
            "form.html",
            place=place,
            sheet=sheet,
            stamp=stamp_of(data),
            is_new=data is None,
            boxes=made,
            above=[made[key] for key in MAIN if key in made],
            below=[box for key, box in made.items() if key not in (*FIRST, *MAIN, *RARE)],
            seldom=[made[key] for key in RARE if key in made],
            seldom_used=any(sheet.all(key) for key in RARE),
            hints=HINTS,
            ties=ties(sheet.values, mended),
            relations=_relations(place.kind, lang),
            state=state_of(sheet),
            states=states(sheet, place, state_of(sheet)),
            state_words=STATE_WORDS,
            notices=mended,
            places=_places(mended, made, sheet.values),
            blank=_shot(_NO_SHOT, place, ""),
            shots=_shots(look, place, self._captions(place, main[1])),
            spare=look.spare,
            address=shown_at(place, survey.languages),
            languages=survey.languages,
            root=survey.tree.root,
            versions=undo.versions(self._cache, place),
            other=main[1] if place.is_translation else None,
            done=request.asked("done"),
        )
        return _html(body)

    def _main(self, place: Place) -> tuple[Place, Sheet]:
        """Return the text in the first language of the same item, and what it says."""
        survey = self.resident.sight().assembled.gathered.survey
        first = place_of(survey, place.kind, place.slug, survey.languages[0])
        if first is None:
            return place, Sheet(values={}, body="", stamp="")
        return first, sheet_of(read(inside(self._content, first.path)), first)

    def _captions(self, place: Place, main: Sheet) -> Mapping[str, str]:
        """Return what the first language says at each photo, for its translation."""
        if not place.is_translation:
            return _NOTHING
        first = self.resident.sight().settings.languages[0]
        return {card.file: card.caption for card in cards.cards(main.body, first)}

    def _save(self, place: Place, file: Path, request: Request, lang: str) -> Answer:
        data = read(file)
        said = with_cards(said_in(request, place, sheet_of(data, place)), request, place)
        if request.said("act") == "back":
            return self._form(place, data, lang, request, written(data, said, place))
        try:
            before = save(file, new := written(data, said, place), request.said("stamp"))
        except Changed as changed:
            return self._conflict(place, changed.data, said, request, lang)
        if before is not None and before != new:
            undo.keep(self._cache, place, before)
        done = "saved" if before != new else "same"
        saved = frozenset({file}) if before != new else frozenset[Path]()
        if request.wants_json:
            told = _json(
                {
                    "stamp": stamp_of(new),
                    "body": sheet_of(new, place).body,
                    "message": self._told_of(done, place, lang),
                    "canUndo": bool(undo.versions(self._cache, place)),
                }
            )
            return Answer(status=200, media_type=_JSON, body=told.body, saved=saved)
        return self._see_other(place, lang, done, saved)

    def _told_of(self, done: str, place: Place, lang: str) -> str:
        words = self._in(lang, "").say
        if done == "same":
            return words(N_("Nothing has changed; the file is as it was."))
        survey = self.resident.sight().assembled.gathered.survey
        now = datetime.now()  # noqa: DTZ005 - the clock on the writer's wall
        return words(N_("Saved at {time}: {path}")).format(
            time=f"{now:%H:%M:%S}", path=f"{survey.tree.root}/{place.path}"
        )

    def _see_other(
        self, place: Place, lang: str, done: str, saved: frozenset[Path] = frozenset()
    ) -> Answer:
        text = place.lang if place.is_translation else ""
        target = link(f"edit/{place.kind}/{place.slug}", text=text, ui=lang, done=done)
        return Answer(status=303, media_type=_HTML, body=b"", location=target, saved=saved)

    def _conflict(
        self, place: Place, data: bytes | None, said: Said, request: Request, lang: str
    ) -> Answer:
        """Return the page that shows what lies on the disk and what is to be written."""
        mine = written(data, said, place)
        theirs, ours = (_lines(one, place) for one in (data, mine))
        kept = [(name, value) for name, value in request.form if name not in _ONCE]
        if said.body is not None:
            kept.append(("body", said.body))
        body = self._in(lang, request.token).render(
            "conflict.html",
            place=place,
            stamp=stamp_of(data),
            kept=kept,
            lines=[(line[0], line[2:]) for line in ndiff(theirs, ours) if line[0] != "?"],
            is_gone=data is None,
        )
        return Answer(status=409, media_type=_HTML, body=body)

    def _undo(self, place: Place, file: Path, request: Request, lang: str) -> Answer:
        number = request.said("version")
        found = undo.versions(self._cache, place)
        wanted = int(number) if number.isdecimal() else next((v.number for v in found), 0)
        if wanted not in {one.number for one in found}:
            return self._see_other(place, lang, "none")
        data = undo.version(self._cache, place, wanted)
        try:
            before = save(file, data, request.said("stamp"))
        except Changed as changed:
            said = Said(values={}, body=None)
            return self._conflict(place, changed.data, said, request, lang)
        if before is not None and before != data:
            undo.keep(self._cache, place, before)
        return self._see_other(place, lang, "undone", frozenset({file}))

    # ── while one types ──────────────────────────────────────────────────────

    def _try(self, place: Place, file: Path, request: Request, lang: str) -> Answer:
        data = read(file)
        said = with_cards(said_in(request, place, sheet_of(data, place)), request, place)
        new = written(data, said, place)
        look = tried(self.resident, place, new)
        captions = self._captions(place, self._main(place)[1])
        return _json(
            {
                "stamp": stamp_of(data),
                "problems": [notice.told(lang) for notice in look.notices],
                "cards": _shots(look, place, captions),
                "spare": look.spare,
                "folder": place.folder,
                "body": sheet_of(new, place).body,
                "page": look.page.decode() if look.page else None,
            }
        )

    def _card(self, place: Place, file: Path, request: Request, lang: str) -> Answer:
        said = said_in(request, place, sheet_of(read(file), place))
        return _json({"body": with_cards(said, request, place).body or ""})

    def _upload(self, place: Place, file: Path, request: Request, lang: str) -> Answer:
        name, problems = uploads.take(
            Path(request.file), request.asked("name"), file.parent, self._cache
        )
        pages = self._in(lang, "")
        told = [" ".join(pages.told(problem)) for problem in problems]
        answer = _json({"file": name, "problems": told})
        saved = frozenset({file.parent / name}) if name else frozenset[Path]()
        return Answer(status=200 if name else 422, media_type=_JSON, body=answer.body, saved=saved)

    def _thumbnail(self, place: Place, request: Request) -> Answer:
        source = request.asked("source")
        files = self.resident.sight().assembled.gathered.survey.tree.files
        folder, _, name = source.rpartition("/")
        if name not in files.get(folder, ()) or not is_photo(name):
            return _none()
        found = uploads.thumbnail(self._content, source, self._cache)
        return Answer(status=200, media_type="image/webp", body=found) if found else _none()


_ONCE = frozenset({"stamp", "token", "act", "body", "card-number", "card-was", "card-caption",
                   "card-credit", "card-description"})  # fmt: skip


_NO_SHOT = Shot(
    card=cards.Card(number=0, line=0, file="", caption="", credit="", description="", stands=True)
)


def _places(
    told: Iterable[Notice], made: Mapping[str, Box], values: Mapping[str, tuple[str, ...]]
) -> list[tuple[Notice, str]]:
    """Return each notice with the id of the box that it is about."""
    rows = {notice.problem: tie.id for tie in ties(values, told) for notice in tie.notices}
    found = []
    for notice in told:
        target = notice.field if notice.field == "body" else rows.get(notice.problem, "photos")
        if notice.field in made:
            entries = made[notice.field].entries
            target = entries[min(notice.number, len(entries) - 1)].id
        found.append((notice, target))
    return found


def _relations(kind: str, lang: str) -> list[tuple[str, str]]:
    if kind != "articles":
        return []
    called = labels(FIELDS[kind], lang)
    return [(relation, called[relation]) for relation in RELATIONS]


def _shots(look: Try, place: Place, captions: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the photo cards of a form; ``captions`` are those of the other language by file."""
    return [_shot(shot, place, captions.get(shot.card.file, "")) for shot in look.shots]


def _shot(shot: Shot, place: Place, other: str) -> dict[str, object]:
    thumb = link(f"photo/{place.kind}/{place.slug}", source=shot.source) if shot.source else ""
    return {
        **asdict(shot.card),
        "was": was_of(shot.card),
        "thumb": thumb,
        "other": other,
        "offered": list(shot.offered),
    }


def _unborn(main: Sheet, place: Place) -> bytes:
    """Return what the form of a translation shows before there is one: the photos, in place."""
    photos = [figure("", card.file) for card in cards.cards(main.body, "vi") if card.stands]
    body = "\n\n".join(photos)
    return written(None, Said(values={}, body=body), place)


def _lines(data: bytes | None, place: Place) -> list[str]:
    try:
        return decode(data or b"", place.path).split("\n")
    except ContentError:
        return []


def _json(found: object) -> Answer:
    body = json.dumps(found, ensure_ascii=False).encode()
    return Answer(status=200, media_type=_JSON, body=body)


def _html(body: bytes) -> Answer:
    return Answer(status=200, media_type=_HTML, body=body)


def _none() -> Answer:
    return Answer(status=404, media_type="text/plain", body=b"not found\n")


def _unwritable(path: str, error: OSError) -> OutsideError:
    return OutsideError(
        N_("“{path}” cannot be written: {reason}"),
        N_("Close it in other programs, and see whether you may change it; then save again"),
        path=path,
        reason=error.strerror or type(error).__name__,
    )
