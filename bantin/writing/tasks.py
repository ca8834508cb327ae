"""A site → what needs hands: by article, the worst first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..dates import typed
from ..model import Article, Item, Site, Status
from ..photos import offers
from ..preview.about import page_of
from ..preview.resident import Sight
from ..problems import N_, Problem, Severity
from ..site import is_scheduled, shown_photos
from ..text import fold

PAGE = 50
"""So many items stand on one page."""

SHOWN = {
    "problems": N_("To be mended"),
    "drafts": N_("Drafts"),
    "scheduled": N_("Scheduled"),
    "untranslated": N_("Untranslated"),
    "notes": N_("Captions inside photos"),
    "undescribed": N_("Photos without a description"),
    "loose": N_("Of no campaign"),
    "all": N_("All"),
}
"""The lists of the desk, in their order."""

KINDS = {"articles": N_("article"), "campaigns": N_("campaign"), "pages": N_("page")}
"""What items are called."""

_PROBLEMS_EACH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An item that needs hands; ``kind`` and ``slug`` are empty for what belongs to no item.

    ``lang`` is that of the text to open, ``day`` that of its publication; ``count`` how many
    photos it is about.
    """

    kind: str = ""
    slug: str = ""
    title: str = ""
    lang: str = ""
    day: str = ""
    moment: str = ""
    count: int = 0
    errors: int = 0
    warnings: int = 0
    problems: tuple[Problem, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """One page of one list, and how much there is in each."""

    shown: str
    counts: tuple[tuple[str, int], ...]
    tasks: tuple[Task, ...]
    page: int
    pages: int


def tasks_of(sight: Sight, shown: str, page: int, wanted: str = "") -> Tasks:
    """Return page ``page`` (from 1) of the list ``shown``, of items with ``wanted`` in the title.

    Accents and case are forgiven.
    """
    lists = _lists(sight)
    if words := fold(wanted.strip()):
        lists = {name: [t for t in of if words in fold(t.title)] for name, of in lists.items()}
    shown = shown if shown in lists else "problems"
    pages = max(1, -(-len(lists[shown]) // PAGE))
    page = min(max(page, 1), pages)
    found = lists[shown][(page - 1) * PAGE : page * PAGE]
    if shown == "notes":
        found = [_with_offers(task, sight) for task in found]
    return Tasks(
        shown=shown,
        counts=tuple((name, len(lists[name])) for name in SHOWN),
        tasks=tuple(found),
        page=page,
        pages=pages,
    )


def _lists(sight: Sight) -> dict[str, list[Task]]:
    site, now = sight.site, sight.settings.now
    first, *others = site.languages
    found: dict[str, list[Task]] = {name: [] for name in SHOWN}
    found["problems"] = list(_by_item(sight))
    found["all"] += _unshown(sight)
    noted = sight.gathered.developed.noted
    for kind, item in _items(site):
        day = typed(item.published) if isinstance(item, Article) else ""
        task = Task(kind=kind, slug=item.slug, title=item.text.title, lang=first, day=day)
        found["all"].append(task)
        if item.status is Status.DRAFT:
            found["drafts"].append(task)
        if not isinstance(item, Article):
            continue
        if item.status is not Status.DRAFT and is_scheduled(item, now) and item.publish_from:
            moment = f"{typed(item.publish_from.date())} {item.publish_from:%H:%M}"
            found["scheduled"].append(replace(task, moment=moment))
        missing = [lang for lang in others if not item.text_in(lang)]
        if missing and item.translated and item.status is not Status.DRAFT:
            found["untranslated"].append(replace(task, lang=missing[0]))
        if count := sum(not photo.described for photo in item.text.photos):
            found["undescribed"].append(replace(task, count=count))
        lacking = [
            p for p in item.text.photos if p.source in noted and not (p.caption and p.credit)
        ]
        if lacking:
            found["notes"].append(replace(task, count=len(lacking)))
        if not item.involvements:
            found["loose"].append(task)
    return found


def _unshown(sight: Sight) -> Iterator[Task]:
    """Yield the items that an error keeps off the site."""
    for row in sight.gathered.survey.rows.values():
        if row.slug and not row.status:
            title = row.titles[0] if row.titles else row.slug
            yield Task(kind=row.kind, slug=row.slug, title=title, lang=sight.site.languages[0])


def _items(site: Site) -> Iterator[tuple[str, Item]]:
    for article in site.articles:
        yield "articles", article
    for campaign in site.campaigns:
        yield "campaigns", campaign
    for page in site.pages:
        yield "pages", page


def _by_item(sight: Sight) -> Iterable[Task]:
    """Return the items with errors and warnings, those with the most errors first."""
    groups: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sight.told.all:
        if problem.severity is not Severity.INFO:
            groups[page_of(problem.path) or problem.path].append(problem)
    rows = sight.gathered.survey.rows.values()
    titles = {f"{row.kind}/{row.slug}.html": row.titles[0] for row in rows if row.titles}
    tasks = [_task(about, told, titles) for about, told in groups.items()]
    return sorted(tasks, key=lambda task: (-task.errors, -task.warnings, task.slug))


def _task(about: str, told: list[Problem], titles: dict[str, str]) -> Task:
    kind, _, rest = about.partition("/")
    slug = rest.removesuffix(".html")
    is_item = page_of(told[0].path) == about
    return Task(
        kind=kind if is_item else "",
        slug=slug if is_item else "",
        title=titles.get(about, "") or (slug if is_item else about),
        lang=_lang(told[0].path),
        errors=sum(problem.severity is Severity.ERROR for problem in told),
        warnings=sum(problem.severity is Severity.WARNING for problem in told),
        problems=tuple(told[:_PROBLEMS_EACH]),
        more=len(told[_PROBLEMS_EACH:]),
    )


def _lang(path: str) -> str:
    name = path.rpartition("/")[2].lower().removeprefix("index.")
    return name[:2] if name.endswith(".md") and len(name) == len("vi.md") else ""


def _with_offers(task: Task, sight: Sight) -> Task:
    items = [a for a in sight.site.articles if a.slug == task.slug]
    told = offers(
        shown_photos(items),
        content=sight.settings.content,
        noted=sight.gathered.developed.noted,
    )
    return replace(task, problems=told[:_PROBLEMS_EACH], more=len(told[_PROBLEMS_EACH:]))
