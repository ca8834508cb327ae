"""A carried article → the same with what every article must have, and what was made up told."""

from dataclasses import replace

from ..messages import translator
from ..problems import N_
from ..settings import Settings
from .values import Kept, Note, Old, note


def settled(old: Old, site: Settings, author: str) -> Old:
    """Return ``old`` with what every article must have, and a note for what was made up."""
    if old.kind != "articles":
        return old
    notes: list[Note] = []
    if not old.authors:
        notes.append(_no_author(author))
    if old.day is None:
        notes.append(_no_day())
    only = all(text.lang != site.languages[0] for text in old.texts)
    if only:
        notes.append(_untranslated(old.texts[0].lang))
    return replace(
        old,
        authors=old.authors or (author,),
        day=old.day or site.now.date(),
        draft=old.draft or old.day is None or only,
        notes=(*old.notes, *notes),
    )


def office(site: Settings) -> str:
    """Return the author of what nobody signed."""
    return translator(site.languages[0])(N_("Editorial office"))


def _no_author(author: str) -> Note:
    return note(
        "author-unknown",
        Kept.GUESSED,
        N_("the old site names no author; “{author}” stands there"),
        N_("Write into the line “Tác giả” who wrote the article"),
        author=author,
    )


def _no_day() -> Note:
    return note(
        "day-unknown",
        Kept.GUESSED,
        N_("no day of publication is known; today's stands there, and it is a draft"),
        N_("Write the day into the line “Ngày” and delete the line “Trạng thái”"),
    )


def _untranslated(lang: str) -> Note:
    return note(
        "language-alone",
        Kept.GUESSED,
        N_("it was only there in the language “{lang}”; the Vietnamese file holds the same text"),
        N_("Translate the Vietnamese file, and delete its line “Trạng thái”"),
        lang=lang,
    )
