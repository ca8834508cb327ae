"""What a build remembers, and which pages a later one makes where only words were edited."""

from collections import Counter
from collections.abc import Iterable

from . import searching
from .caches import freeze
from .memory import (
    Memory,
    Seen,
    moments,
    setup,
    thaw_problems,
    tree_of,
)
from .model import Item
from .outputs import fingerprints, own_addresses, page_output
from .pages import item_plans
from .problems import Problem, Severity
from .reading import Index, Row, Survey, check_items, outcome_of
from .settings import Settings
from .shelves import opened, shelved
from .site import Assembled, Told, look
from .theme import theme_of
from .workers import Tell
from .write import Output


def is_final(assembled: Assembled) -> bool:
    """Return whether the same files would give the same site once more.

    Not where a text or a photo could not be read: another program may have held it, or memory
    was short just then. That is tried again with the next build.
    """
    gathered = assembled.gathered
    is_read = all(row.key for row in gathered.survey.rows.values())
    return is_read and not any(p.severity is Severity.ERROR for p in gathered.told.photos)


def remembered(settings: Settings, assembled: Assembled, seen: Seen, search: str) -> Memory:
    """Return what a build of ``assembled``, which saw ``seen`` when it began, remembers.

    ``search`` is the stamp of its search index.
    """
    gathered = assembled.gathered
    survey = gathered.survey
    since, until = moments(settings, iter(gathered.due))
    return Memory(
        setup=setup(settings),
        theme=seen.theme,
        day=settings.now.date().isoformat(),
        since=since,
        until=until,
        time_ns=seen.time_ns,
        loose=seen.loose,
        tree=tree_of(survey.tree),
        stamps=_stamps(survey),
        articles=len(assembled.site.articles),
        told=_frozen(gathered.told),
        shelves=shelved(assembled),
        search=search,
    )


def edited(
    settings: Settings, memory: Memory, seen: Seen, touched: frozenset[str], tell: Tell
) -> tuple[list[Output], Memory] | None:
    """Return the pages that are to be made after texts were ``touched``, and the new memory.

    ``seen`` is how everything lies now.

    None where other pages may show what was edited: then all have to be looked at. The words
    of a text stand on its own pages only; whatever else is said of it is part of ``shared``.
    """
    survey = look(settings, tell, seen.tree, touched=touched)
    stamps = _stamps(survey)
    changed = [path for path, stamp in stamps.items() if memory.stamps.get(path) != stamp]
    # The rows that were kept may be those of another run than the one that is remembered.
    theirs = {path.rpartition("/")[0] for path in touched}
    if stamps.keys() != memory.stamps.keys() or not all(
        path in theirs and memory.stamps[path][1] == stamps[path][1] and survey.rows[path].key
        for path in changed
    ):
        return None
    told = told_again(_thawed(memory), survey, changed)
    if told is None:
        return None
    try:
        library = opened(memory.shelves, survey)
    except (ValueError, LookupError, TypeError):
        return None
    theme = theme_of(settings)
    items = frozenset((survey.rows[path].kind, survey.rows[path].slug) for path in changed)
    found = searching.edited(memory.search, library, survey, settings, items)
    if found is None:
        return None
    plans = item_plans(items, library, survey.lectern, settings, own_addresses(theme))
    spell = fingerprints()
    pages = [page_output(plan, theme, spell) for plan in plans]
    return [*found.outputs, *pages], memory._replace(
        search=found.stamp,
        time_ns=seen.time_ns,
        loose=seen.loose,
        tree=tree_of(survey.tree),
        stamps=stamps,
        told=_frozen(told),
    )


def told_again(told: Told, survey: Survey, changed: Iterable[str]) -> Told | None:
    """Return what is to be mended after the words of texts in the folders ``changed`` changed.

    None where one of their photos was found at fault, as its line may be another one now, and
    where two folders have one address, as only one of them is an item of the site.
    """
    changed = tuple(changed)
    slugs = {survey.rows[path].slug for path in changed}
    alike = Counter((row.kind, row.slug) for row in survey.rows.values() if row.slug in slugs)
    if any(alike[survey.rows[path].kind, survey.rows[path].slug] > 1 for path in changed):
        return None
    folders = tuple(f"{survey.tree.root}/{path}" for path in changed)
    if any(_lies_in(problem, folders) for problem in told.photos):
        return None
    inside = [problem for problem in told.inside if not _lies_in(problem, folders)]
    index = _index(survey.rows.values())
    for path in changed:
        outcome = outcome_of(survey.rows[path])
        inside += outcome.problems
        items = [outcome.item] if isinstance(outcome.item, Item) else []
        inside += check_items(items, index, outcome.problems)
    return Told(inside=tuple(inside), elsewhere=told.elsewhere, photos=told.photos)


def _lies_in(problem: Problem, folders: tuple[str, ...]) -> bool:
    return any(problem.path == f or problem.path.startswith(f"{f}/") for f in folders)


def _index(rows: Iterable[Row]) -> Index:
    slugs: dict[str, set[str]] = {"articles": set(), "campaigns": set(), "pages": set()}
    drafts = set()
    for row in rows:
        slugs[row.kind].add(row.slug)
        if row.status == "draft":
            drafts.add((row.kind, row.slug))
    return Index({kind: frozenset(names) for kind, names in slugs.items()}, frozenset(drafts))


def _stamps(survey: Survey) -> dict[str, tuple[str, str]]:
    return {path: (row.stamp, row.shared) for path, row in survey.rows.items()}


def _frozen(told: Told) -> tuple[bytes, bytes, bytes]:
    return freeze(told.inside), freeze(told.elsewhere), freeze(told.photos)


def _thawed(memory: Memory) -> Told:
    inside, elsewhere, photos = map(thaw_problems, memory.told)
    return Told(inside=inside, elsewhere=elsewhere, photos=photos)
