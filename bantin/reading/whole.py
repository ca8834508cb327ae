"""All folders of the content → its articles, campaigns and pages, and all that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..caches import thaw
from ..faults import fault
from ..model import Article, Campaign, StandingPage
from ..problems import N_, Problem, Severity, order
from ..workers import Tell, silent
from .days import of_today
from .items import Outcome, Place
from .kept import Row
from .names import Names
from .packs import Lectern
from .rows import Survey, survey
from .tree import KINDS, Tree, item_folders, loose, misplaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read, whatever its status, each kind in the order of its folders.

    ``inside`` are the problems that a folder has by itself, ``elsewhere`` those that it has
    beside others. ``left_out`` names items that exist but could not be read, as ``articles/slug``;
    ``places`` tells where dates, related articles and old addresses are typed. ``lectern``
    has the bodies of the texts.
    """

    languages: tuple[str, ...] = ("vi", "en")
    articles: tuple[Article, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    names: Names
    inside: tuple[Problem, ...] = ()
    elsewhere: tuple[Problem, ...] = ()
    left_out: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    lectern: Lectern = field(default_factory=Lectern)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, errors first."""
        return tuple(sorted((*self.inside, *self.elsewhere), key=order))


def read(
    content: Path,
    *,
    languages: tuple[str, ...] = ("vi", "en"),
    today: date,
    drafts: bool = False,
    cache: Path | None = None,
    tell: Tell = silent,
) -> Reading:
    """Return everything below ``content``; each Problem names its file from the site's folder.

    An error in a head leaves its item out, one in a text leaves only its photo or link out.
    A translation marked as a draft is left out unless ``drafts``. What was read before is
    taken from ``cache`` where nothing it came from has changed.

    Raises ``OSError`` where ``content`` cannot be listed.
    """
    found = survey(content, languages=languages, drafts=drafts, cache=cache, tell=tell)
    return joined(found, outcomes(found), today)


Outcomes = dict[str, Outcome[object]]
"""What came of each folder, by its path, in the order of kinds and folders."""


def outcomes(
    found: Survey, before: Survey | None = None, known: Outcomes | None = None
) -> Outcomes:
    """Return what came of each folder.

    Those that came of ``known`` rows ``before`` are taken as they are.
    """
    earlier = before.rows if before else {}
    return {
        path: known[path] if known and earlier.get(path) is row else outcome_of(row)
        for path, row in found.rows.items()
    }


def outcome_of(row: Row) -> Outcome[object]:
    """Return what came of one folder."""
    outcome: Outcome[object] = thaw(row.face)
    return outcome


def joined(found: Survey, each: Outcomes, today: date) -> Reading:
    """Return what these outcomes make together."""
    articles, campaigns, pages = (
        _one_address_each([each[path] for path in item_folders(found.tree, kind)]) for kind in KINDS
    )
    all_of_them = (*articles, *campaigns, *pages)
    inside = dict.fromkeys(p for outcome in each.values() for p in outcome.problems)
    elsewhere = (
        *found.tree.problems,
        *found.problems,
        *misplaced(found.tree),
        *(p for outcome in all_of_them for p in outcome.problems if p not in inside),
        *_told(all_of_them, found.tree, today),
    )
    return Reading(
        languages=found.languages,
        articles=tuple(o.item for o in articles if isinstance(o.item, Article)),
        campaigns=tuple(o.item for o in campaigns if isinstance(o.item, Campaign)),
        pages=tuple(o.item for o in pages if isinstance(o.item, StandingPage)),
        names=found.names,
        inside=tuple(inside),
        elsewhere=elsewhere,
        left_out=frozenset(f"{o.kind}/{o.slug}" for o in all_of_them if o.item is None),
        places=tuple(place for outcome in all_of_them for place in outcome.places),
        lectern=found.lectern,
    )


def _one_address_each(outcomes: Sequence[Outcome[object]]) -> tuple[Outcome[object], ...]:
    """Tell both of two items with one address, and leave the second out."""
    first: dict[str, int] = {}
    kept: list[Outcome[object]] = list(outcomes)
    for index, outcome in enumerate(outcomes):
        earlier = first.setdefault(outcome.slug, index)
        if earlier != index and outcome.slug:
            kept[earlier] = _clashing(kept[earlier], outcome.path)
            kept[index] = replace(_clashing(outcome, outcomes[earlier].path), item=None)
    return tuple(kept)


def _clashing(outcome: Outcome[object], other: str) -> Outcome[object]:
    problem = fault(
        "address-twice",
        N_("this folder and that of {other} give the same address, {address}"),
        N_("Rename one of the two folders"),
        path=outcome.path,
        other=other,
        address=f"{outcome.kind}/{outcome.slug}.html",
    )
    return replace(outcome, problems=(*outcome.problems, problem))


def _told(outcomes: Sequence[Outcome[object]], tree: Tree, today: date) -> Iterator[Problem]:
    used = {photo for outcome in outcomes for photo in outcome.used}
    for outcome in outcomes:
        if isinstance(outcome.item, Article):
            yield from of_today(outcome.item, outcome.places, today)
        for photo in outcome.unused:
            if photo not in used:
                yield _unused(f"{tree.root}/{photo}", photo.rpartition("/")[2])
    for file in loose(tree):
        if file not in used:
            yield _loose(f"{tree.root}/{file}", file.rpartition("/")[2])


def _loose(path: str, name: str) -> Problem:
    return fault(
        "file-not-published",
        N_("“{file}” is not published"),
        N_("Move it into the folder of its article, or delete it"),
        path=path,
        severity=Severity.WARNING,
        file=name,
    )


def _unused(path: str, name: str) -> Problem:
    return fault(
        "photo-unused",
        N_("the photo “{photo}” is not used in the text"),
        N_("Put it into the text: ![caption]({photo}), or delete it"),
        path=path,
        severity=Severity.WARNING,
        photo=name,
    )
