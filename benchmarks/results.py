"""What the benchmarks found, as values and as the JSON they are kept in."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .measure import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Cost):
    """One measured build: ``size`` is the number of articles, ``photos`` that of photos."""

    size: int
    photos: int
    tool: str
    step: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a clean build of a tool left: files, HTML pages and their MB, and MB in all."""

    size: int
    photos: int
    tool: str
    files: int
    pages: int
    html: float
    all: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """Milliseconds from writing an article's file to its new words being in the open page."""

    size: int
    tool: str
    kind: str
    ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage of a clean build of ours costs, its workers too.

    ``resident`` is the memory in MB of the process that builds, when the stage was over.
    """

    size: int
    name: str
    cpu: float
    wall: float
    resident: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """CPU seconds that the related articles of ``stories`` stories took, each time."""

    stories: int
    cpu: tuple[float, ...]


@dataclass(slots=True, kw_only=True)
class Result:
    """All that one run of the benchmarks found; what was not measured is empty."""

    made: str = ""
    cores: int = 0
    processor: str = ""
    memory: float = 0.0
    system: str = ""
    load: list[float] = field(default_factory=list)
    rounds: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    tools: dict[str, str] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    words: int = 0
    runs: list[Run] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    saves: list[Save] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    kin: Kin | None = None
    photos: dict[str, dict[str, float]] = field(default_factory=dict)

    def keep(self, path: Path) -> None:
        """Write everything to ``path`` as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Result:
    """Return the result that ``keep`` wrote; raises ``TypeError`` for one of another shape."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    kin = raw["kin"]
    raw["kin"] = Kin(stories=kin["stories"], cpu=tuple(kin["cpu"])) if kin else None
    raw["runs"] = [Run(**one) for one in raw["runs"]]
    raw["built"] = [Built(**one) for one in raw["built"]]
    raw["saves"] = [Save(**one) for one in raw["saves"]]
    raw["stages"] = [Stage(**one) for one in raw.get("stages", ())]
    return Result(**raw)
