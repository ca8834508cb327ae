"""What the benchmark of search found, as values and as the JSON it is kept in."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .related import Related
from .scores import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One query at a large site: bytes it loaded beyond the start, and how long it took.

    ``first`` are the bytes by gzip that were there, beyond the start, when the first answers were
    shown, ``packed`` those of all ten. ``typed`` are milliseconds from the Enter key to the first
    answers in a page that lay open, ``whole`` to all ten, ``opened`` from opening the address of
    the answer to all ten; all on a slowed processor.
    """

    text: str
    raw: int
    packed: int
    first: int
    typed: float | None
    whole: float | None
    opened: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """An engine at a large site.

    ``start`` and ``start_packed`` are the bytes that a reader loads for searching before any
    query, plain and by gzip; ``index`` those of the whole index on the disk, in ``files``
    files. ``cpu`` and ``memory`` (MB) are what making it took: with ours the whole build.
    """

    articles: int
    pages: int
    start: int
    start_packed: int
    index: int
    files: int
    cpu: float
    memory: float
    asked: tuple[Asked, ...]


@dataclass(slots=True, kw_only=True)
class Result:
    """All that was found; what was not measured is empty.

    ``trials`` has the scores of each class of queries by trial and engine.
    """

    made: str = ""
    cores: int = 0
    processor: str = ""
    memory: float = 0.0
    system: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    trials: dict[str, dict[str, dict[str, Score]]] = field(default_factory=dict)
    related: Related | None = None
    large: dict[str, Large] = field(default_factory=dict)

    def keep(self, path: Path) -> None:
        """Write everything to ``path`` as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Result:
    """Return the result that ``keep`` wrote, or an empty one where there is none."""
    if not path.exists():
        return Result()
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["trials"] = {
        trial: {
            engine: {habit: Score(**score) for habit, score in habits.items()}
            for engine, habits in engines.items()
        }
        for trial, engines in raw["trials"].items()
    }
    raw["related"] = Related(**raw["related"]) if raw["related"] else None
    raw["large"] = {engine: _large(one) for engine, one in raw["large"].items()}
    return Result(**raw)


def _large(raw: Mapping[str, Any]) -> Large:
    return Large(**{**raw, "asked": tuple(Asked(**one) for one in raw["asked"])})
