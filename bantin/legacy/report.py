"""What a run brought over → lines for the console, a table for the keeper, one JSON object."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..messages import Translate, translator
from ..problems import N_, OutsideError
from .bring import Brought
from .values import Kept, Note

_EXAMPLES = 3
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def said(brought: Brought, lang: str, *, has_table: bool) -> list[str]:
    """Return what the console says: what is lost and what was guessed by kinds, and a sum."""
    say = translator(lang)
    lines = []
    for kept, heading in (
        (Kept.LOST, N_("not carried over:")),
        (Kept.GUESSED, N_("guessed, please look at it:")),
        (Kept.SAID, N_("to be considered:")),
    ):
        by_code: dict[str, list[tuple[str, Note]]] = defaultdict(list)
        for where, note in _notes(brought):
            if note.kept is kept:
                by_code[note.code].append((where, note))
        if by_code:
            lines.append(say(heading))
        for found in by_code.values():
            lines += _examples(found, say)
    return [*lines, *_sum(brought, say, has_table=has_table)]


def _examples(found: list[tuple[str, Note]], say: Translate) -> Iterator[str]:
    for where, note in found[:_EXAMPLES]:
        place = f"{where}: " if where else ""
        yield f"  {place}{filled(note, say)[0]} [{note.code}]"
    if len(found) > _EXAMPLES:
        more = say(N_("… and {count} more of this kind"))
        yield f"  {more.format(count=len(found) - _EXAMPLES)} [{found[0][1].code}]"
    yield f"    → {filled(found[0][1], say)[1]}"


def _sum(brought: Brought, say: Translate, *, has_table: bool) -> Iterator[str]:
    arrived = [arrival for arrival in brought.arrivals if arrival.folder]
    text = N_("articles brought over: {articles} (drafts: {drafts}), photos: {photos}")
    if brought.is_trial:
        text = N_(
            "would be brought over: articles: {articles} (drafts: {drafts}), photos: {photos}"
        )
    yield say(text).format(
        articles=len(arrived),
        drafts=sum(arrival.is_draft for arrival in arrived),
        photos=sum(arrival.photos for arrival in arrived),
    )
    if brought.known:
        yield say(N_("already here from earlier: {count}")).format(count=brought.known)
    if missing := len(brought.arrivals) - len(arrived):
        yield say(N_("articles that could not be brought over: {count}")).format(count=missing)
    if any(True for _ in _notes(brought)) and not has_table:
        yield say(N_("for all of it as a table, add: --report report.csv"))


def _notes(brought: Brought) -> Iterator[tuple[str, Note]]:
    for note in brought.remarks:
        yield "", note
    for arrival in brought.arrivals:
        for note in arrival.notes:
            yield arrival.folder or f"“{arrival.title}”", note


def filled(note: Note, say: Translate) -> tuple[str, str]:
    """Return the message and the remedy of a note, in the language of ``say``."""
    values = dict(note.values)
    return say(note.message).format_map(values), say(note.remedy).format_map(values)


def write_table(brought: Brought, path: Path, lang: str) -> None:
    """Write one row for each article and each note, so that a spreadsheet opens it rightly.

    Raises ``OutsideError`` where the disk refuses.
    """
    try:
        _write_table(brought, path, lang)
    except OSError as error:
        raise OutsideError(
            N_("“{path}” cannot be read or written: {reason}"),
            N_("See whether the file is there, and whether the disk has room"),
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def _write_table(brought: Brought, path: Path, lang: str) -> None:
    say = translator(lang)
    kinds = {
        Kept.LOST: say(N_("not carried over")),
        Kept.GUESSED: say(N_("guessed")),
        Kept.SAID: say(N_("to be considered")),
    }
    head = (N_("folder"), N_("title"), N_("kind"), N_("code"), N_("what"), N_("what to do"))
    # The mark tells Excel that the letters are UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([say(word) for word in head])
        for note in brought.remarks:
            table.writerow(_row("", "", kinds[note.kept], note.code, *filled(note, say)))
        for arrival in brought.arrivals:
            state = N_("brought over") if arrival.folder else N_("not brought over")
            table.writerow(_row(arrival.folder, arrival.title, say(state), "", "", ""))
            for note in arrival.notes:
                words = filled(note, say)
                table.writerow(
                    _row(arrival.folder, arrival.title, kinds[note.kept], note.code, *words)
                )


def _row(*cells: str) -> list[str]:
    """Return ``cells`` so that a spreadsheet takes none of them for a formula."""
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]


def as_json(brought: Brought, lang: str) -> str:
    """Return one JSON object that says what became of each article."""
    say = translator(lang)
    counts = Counter(note.kept for _, note in _notes(brought))
    return json.dumps(
        {
            "articles": [
                {
                    "folder": arrival.folder,
                    "title": arrival.title,
                    "draft": arrival.is_draft,
                    "photos": arrival.photos,
                    "notes": [_noted(note, say) for note in arrival.notes],
                }
                for arrival in brought.arrivals
            ],
            "already_here": brought.known,
            "notes": [_noted(note, say) for note in brought.remarks],
            "counts": {str(kept): counts[kept] for kept in Kept},
            "dry_run": brought.is_trial,
        },
        ensure_ascii=False,
    )


def _noted(note: Note, say: Translate) -> dict[str, str]:
    message, remedy = filled(note, say)
    return {"code": note.code, "kind": str(note.kept), "message": message, "remedy": remedy}
