"""What readers type, and which articles answer it: judged by people who read the articles."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CLASSES = {
    "accented": "as it is written, with all accents",
    "accentless": "without accents",
    "d-for-dd": "d typed for đ",
    "wrong-tone": "wrong tones",
    "old-tone": "tone placed the old way (hòa)",
    "new-tone": "tone placed the new way (hoà)",
    "nfd": "decomposed characters",
    "telex": "Telex keys, input method off",
    "vni": "VNI keys, input method off",
    "run-together": "words run together",
    "typo": "one slip of the finger",
    "unfinished": "last word unfinished",
    "date": "dates",
    "abbreviation": "abbreviations",
    "half-name": "half a campaign’s name",
    "with-rank": "names with rank or title",
    "without-rank": "names without rank, given names",
    "question": "whole questions",
    "english": "English",
    "phrase": "phrases before scattered words",
    "mixed": "languages mixed, capitals, person and unit",
}
NOTHING = "nothing"
GRADES = {3: "exactly this", 2: "clearly relevant", 1: "marginal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader of one edition typed, and how well each article answers it.

    ``habit`` is one of ``CLASSES``, or ``NOTHING`` where nothing answers it. ``grades`` has
    the slugs of all articles that do; what is not in it is not relevant.
    """

    text: str
    habit: str
    lang: str
    about: str
    grades: Mapping[str, int]


def load(path: Path) -> tuple[Query, ...]:
    """Return the queries of a file of judgements, in its order.

    Queries of one need share its judgements. The file is composed (NFC); those of the class
    ``nfd`` are decomposed here. Raises ``ValueError`` for what cannot be a judgement.
    """
    return tuple(_queries(json.loads(path.read_text(encoding="utf-8"))))


def _queries(needs: list[dict[str, object]]) -> Iterator[Query]:
    for need in needs:
        about, lang, grades, texts = (need[key] for key in ("about", "lang", "grades", "queries"))
        if lang not in ("vi", "en") or not isinstance(grades, dict) or not isinstance(texts, list):
            raise ValueError(f"not a need: {need}")
        if not set(grades.values()) <= GRADES.keys():
            raise ValueError(f"no such grade: {grades}")
        for habit, text in texts:
            if habit not in (*CLASSES, NOTHING) or (habit == NOTHING) == bool(grades):
                raise ValueError(f"no such query: {habit}: {text}")
            yield Query(
                text=unicodedata.normalize("NFD" if habit == "nfd" else "NFC", text),
                habit=habit,
                lang=str(lang),
                about=str(about),
                grades=grades,
            )
