"""A text, a new item or two versions of a text → the page of the writing desk that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from difflib import ndiff

from ..manuscript import figure
from ..preview.engine import Answer
from ..problems import N_, ContentError, Severity
from ..reading.encodings import decode
from . import undo
from .answers import RELATIONS, state_of
from .beginnings import ASKED, FOLDER
from .card_forms import was_of
from .cards import Card, cards
from .files import inside, read
from .forms import FIRST, HINTS, MAIN, RARE, STATE_WORDS, Box, Tie, boxes, folder_box, states, ties
from .notices import Notice
from .office import Office, in_html
from .pages import link
from .places import labels, shown_at
from .sheets import FIELDS, Place, Said, Sheet, sheet_of, stamp_of, written
from .tries import Shot, Try, is_lost, seen, tried

_ONCE = frozenset({"stamp", "token", "act", "body", "card-number", "card-was", "card-caption",
                   "card-credit", "card-description"})  # fmt: skip


def form(office: Office, place: Place, data: bytes | None, unsaved: bytes | None = None) -> Answer:
    """Return the form of a text whose file holds ``data``.

    It shows ``unsaved`` words in place of these where there are some. Raises ``ContentError``
    where the file is no text, and ``OSError``.
    """
    main = first_sheet(office, place)
    held = data if unsaved is None else unsaved
    if held is None:
        held = _unborn(captions(office, place, main), place)
    is_real = data is not None and unsaved is None
    look = seen(office.sight, place, held) if is_real else tried(office.resident, place, held)
    sheet = sheet_of(held, place)
    # Who has not begun yet is not told what is missing.
    is_quiet = (data is None and unsaved is None) or (
        office.request.asked("done") == "made" and not sheet.body
    )
    mended = [] if is_quiet else [n for n in look.notices if not _is_remark(n)]
    made, rows = boxes(place, sheet.values, mended, office.lang), ties(sheet.values, mended)
    return in_html(
        office.pages.render(
            "form.html",
            place=place,
            site=office.site,
            sheet=sheet,
            stamp=stamp_of(data),
            is_quiet=is_quiet,
            boxes=made,
            above=[made[key] for key in MAIN if key in made],
            below=[box for key, box in made.items() if key not in (*FIRST, *MAIN, *RARE)],
            seldom=[made[key] for key in RARE if key in made],
            seldom_used=any(sheet.all(key) for key in RARE),
            hints=HINTS,
            ties=rows,
            relations=_relations(place.kind, office.lang),
            state=state_of(sheet),
            states=states(sheet, place, state_of(sheet)),
            state_words=STATE_WORDS,
            notices=mended,
            by_line=_by_line(mended, look),
            places=_places(mended, made, rows, look.shots),
            blank=_shot(_NO_SHOT, place, ""),
            shots=shots(look, place, captions(office, place, main)),
            spare=look.spare,
            address=shown_at(place, office.languages),
            languages=office.languages,
            root=office.survey.tree.root,
            versions=undo.versions(office.cache, place),
            other=main if place.is_translation else None,
            done=office.request.asked("done"),
            report=office.reports.get(place.slug, ()) if place.kind == "articles" else (),
        )
    )


def questions(
    office: Office,
    kind: str,
    values: Mapping[str, tuple[str, ...]],
    told: Sequence[Notice] = (),
) -> Answer:
    """Return the questions for a new item, with what is amiss with the answers."""
    first = office.languages[0]
    place = Place(kind=kind, slug="", lang=first, folder="", name="", is_translation=False)
    made, rows = boxes(place, values, told, office.lang), ties(values, told)
    made[FOLDER] = folder_box(
        values.get(FOLDER, ()), told, office.pages.say(N_("A name for its folder"))
    )
    body = office.pages.render(
        "new.html",
        folder=made[FOLDER],
        kind=kind,
        boxes=[made[key] for key in ASKED[kind]],
        ties=rows if kind == "articles" else (),
        relations=_relations(kind, office.lang),
        places=_places(told, made, rows, ()),
        takes_word=kind == "articles",
    )
    return in_html(body, status=422 if told else 200)


def conflict(office: Office, place: Place, data: bytes | None, said: Said) -> Answer:
    """Return the page that shows what lies on the disk beside what was to be written."""
    mine = written(data, said, place)
    kept = [(name, value) for name, value in office.request.form if name not in _ONCE]
    if said.body is not None:
        kept.append(("body", said.body))
    lines = ndiff(_lines(data, place), _lines(mine, place))
    body = office.pages.render(
        "conflict.html",
        place=place,
        named=office.named(place),
        stamp=stamp_of(data),
        kept=kept,
        lines=[(line[0], line[2:]) for line in lines if line[0] != "?"],
        is_gone=data is None,
    )
    return in_html(body, status=409)


def unreadable(office: Office, place: Place, error: ContentError) -> Answer:
    """Return the page that says why a file cannot be shown in a form."""
    body = office.pages.render("unreadable.html", place=place, problems=error.problems)
    return in_html(body, status=422)


def first_sheet(office: Office, place: Place) -> Sheet:
    """Return what the text in the first language says; raise ``OSError``, ``ContentError``."""
    first = office.first_of(place)
    return sheet_of(read(inside(office.content, first.path)), first)


def captions(office: Office, place: Place, main: Sheet) -> dict[str, str]:
    """Return what the first language says at each photo by its file, for a translation."""
    if not place.is_translation or is_lost(office.sight, place):
        return {}
    return {card.file: card.caption for card in cards(main.body, office.languages[0])}


def shots(look: Try, place: Place, others: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the photo cards of a form; ``others`` are captions in another language by file."""
    return [_shot(shot, place, others.get(shot.card.file, "")) for shot in look.shots]


_NO_SHOT = Shot(
    card=Card(number=0, line=0, file="", caption="", credit="", description="", stands=True)
)


def _shot(shot: Shot, place: Place, other: str) -> dict[str, object]:
    thumb = link(f"photo/{place.kind}/{place.slug}", source=shot.source) if shot.source else ""
    return {
        **asdict(shot.card),
        "was": was_of(shot.card),
        "thumb": thumb,
        "other": other,
        "offered": list(shot.offered),
    }


def _unborn(photos: Iterable[str], place: Place) -> bytes:
    """Return what the form of a translation shows before there is one: the photos, in order."""
    photos = [figure("", name) for name in photos]
    return written(None, Said(values={}, body="\n\n".join(photos)), place)


def _is_remark(notice: Notice) -> bool:
    return notice.problem.severity is Severity.INFO


def _by_line(told: Iterable[Notice], look: Try) -> dict[int, list[Notice]]:
    """Return what is amiss with the words by the line of the photo that it is about."""
    lines = {shot.card.line for shot in look.shots}
    found: dict[int, list[Notice]] = {}
    for notice in told:
        if notice.field == "body" and notice.line in lines:
            found.setdefault(notice.line, []).append(notice)
    return found


def _places(
    told: Iterable[Notice], made: Mapping[str, Box], rows: Iterable[Tie], seen: Iterable[Shot]
) -> list[tuple[Notice, str]]:
    """Return each notice with the id of the box that it is about."""
    tied = {notice.problem: tie.id for tie in rows for notice in tie.notices}
    carded = {shot.card.line: f"card-{shot.card.number}-caption" for shot in seen}
    found = []
    for notice in told:
        target = tied.get(notice.problem, "photos")
        if notice.field == "body":
            target = carded.get(notice.line, "body")
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


def _lines(data: bytes | None, place: Place) -> list[str]:
    try:
        return decode(data or b"", place.path).split("\n")
    except ContentError:
        return []
