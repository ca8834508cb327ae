"""The content folder → its articles, campaigns, pages and names, and all that is wrong."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from ..faults import fault
from ..model import Article, Campaign, StandingPage, Status
from ..problems import N_, Problem, Severity, order
from .campaign_files import read_campaign, read_page
from .fields import ARTICLE
from .items import Known, Outcome, Parts, Place, folder_date, read_parts
from .lookup import Lookup, lookup
from .names import Names
from .names_file import read_names
from .tree import Folder, Tree, item_folders, load, misplaced, scan, unreadable

Item = TypeVar("Item", Article, Campaign, StandingPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read, whatever its status, each kind in the order of its folders.

    ``left_out`` names items that exist but could not be read, as ``articles/slug``;
    ``places`` tells where dates, related articles and old addresses are typed.
    """

    languages: tuple[str, ...] = ("vi", "en")
    articles: tuple[Article, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    names: Names
    problems: tuple[Problem, ...] = ()
    left_out: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()


def read(
    content: Path,
    *,
    languages: tuple[str, ...] = ("vi", "en"),
    today: date,
    drafts: bool = False,
) -> Reading:
    """Return everything below ``content``; each Problem names its file from the site's folder.

    An error in a head leaves its item out, one in a text leaves only its photo or link out.
    A translation marked as a draft is left out unless ``drafts``. Raises ``OSError`` where
    ``content`` cannot be listed.
    """
    tree = scan(content)
    names, problems = _names(content, tree)
    known = Known(languages=languages, names=names, others=tree.files, drafts=drafts)
    campaigns = _items(content, tree, "campaigns", read_campaign, known)
    pages = _items(content, tree, "pages", read_page, known)
    known = replace(known, campaigns=_lookup(campaigns))
    articles = _items(content, tree, "articles", read_article, known)
    outcomes: tuple[Outcome[object], ...] = (*articles, *campaigns, *pages)
    return Reading(
        languages=languages,
        articles=tuple(outcome.item for outcome in articles if outcome.item),
        campaigns=tuple(outcome.item for outcome in campaigns if outcome.item),
        pages=tuple(outcome.item for outcome in pages if outcome.item),
        names=names,
        problems=tuple(
            sorted(
                (*tree.problems, *problems, *misplaced(tree), *_told(outcomes, tree.root, today)),
                key=order,
            )
        ),
        left_out=frozenset(f"{o.kind}/{o.slug}" for o in outcomes if o.item is None),
        places=tuple(place for outcome in outcomes for place in outcome.places),
    )


def read_article(folder: Folder, known: Known) -> Outcome[Article]:
    """Return the article in ``folder``. The result depends on nothing but the arguments."""
    parts = read_parts(folder, ARTICLE, known)
    facts = parts.facts
    if not parts.sound or facts.date is None:
        return parts.outcome("articles", None)
    article = Article(
        slug=parts.slug,
        path=parts.path,
        published=facts.date,
        event_day=facts.event_date or facts.date,
        texts=parts.texts,
        status=facts.status or Status.PUBLISHED,
        publish_from=facts.publish_from,
        involvements=facts.involvements,
        authors=facts.author,
        units=facts.unit,
        people=facts.people,
        places=facts.place,
        topics=facts.topics,
        related=facts.related,
        old_addresses=facts.old_address,
        translated=facts.translate is not False,
    )
    told = (*parts.problems, *_other_date(folder, parts, article))
    return replace(parts, problems=told).outcome("articles", article)


def _other_date(folder: Folder, parts: Parts, article: Article) -> Iterator[Problem]:
    typed = folder_date(folder)
    days = {article.published.isoformat(), article.event_day.isoformat()}
    place = next(place for place in parts.places if place.key == "date")
    if typed and typed not in days:
        yield fault(
            "folder-date-differs",
            N_("the folder is dated {folder}, but the article {typed}"),
            N_("Correct one of the two"),
            path=parts.path,
            line=place.line,
            column=place.column,
            severity=Severity.WARNING,
            folder=typed,
            typed=place.text,
        )


def _names(content: Path, tree: Tree) -> tuple[Names, tuple[Problem, ...]]:
    if "names.csv" not in tree.files[""]:
        return Names(), ()
    path = f"{tree.root}/names.csv"
    try:
        return read_names((content / "names.csv").read_bytes(), path)
    except OSError as error:
        return Names(), (unreadable(path, error),)


def _items(
    content: Path,
    tree: Tree,
    kind: str,
    reader: Callable[[Folder, Known], Outcome[Item]],
    known: Known,
) -> tuple[Outcome[Item], ...]:
    outcomes = []
    for path in item_folders(tree, kind):
        try:
            outcomes.append(reader(load(content, tree, path), known))
        except OSError as error:
            problem = unreadable(f"{tree.root}/{path}", error)
            outcomes.append(Outcome(kind=kind, path=path, slug="", item=None, problems=(problem,)))
    return _one_address_each(outcomes)


def _one_address_each(outcomes: Sequence[Outcome[Item]]) -> tuple[Outcome[Item], ...]:
    """Tell both of two items with one address, and leave the second out."""
    first: dict[str, int] = {}
    kept: list[Outcome[Item]] = list(outcomes)
    for index, outcome in enumerate(outcomes):
        earlier = first.setdefault(outcome.slug, index)
        if earlier != index and outcome.slug:
            kept[earlier] = _clashing(kept[earlier], outcome.path)
            kept[index] = replace(_clashing(outcome, outcomes[earlier].path), item=None)
    return tuple(kept)


def _clashing(outcome: Outcome[Item], other: str) -> Outcome[Item]:
    problem = fault(
        "address-twice",
        N_("this folder and that of {other} give the same address, {address}"),
        N_("Rename one of the two folders"),
        path=outcome.path,
        other=other,
        address=f"{outcome.kind}/{outcome.slug}.html",
    )
    return replace(outcome, problems=(*outcome.problems, problem))


def _lookup(campaigns: Iterable[Outcome[Campaign]]) -> Lookup:
    return lookup((o.slug, o.titles, o.item is not None) for o in campaigns)


def _told(outcomes: Sequence[Outcome[object]], root: str, today: date) -> Iterator[Problem]:
    used = {photo for outcome in outcomes for photo in outcome.used}
    for outcome in outcomes:
        yield from outcome.problems
        if isinstance(outcome.item, Article):
            yield from _in_future(outcome.item, outcome.places, today)
        for photo in outcome.unused:
            if photo not in used:
                yield _unused(f"{root}/{photo}", photo.rpartition("/")[2])


def _in_future(article: Article, places: Sequence[Place], today: date) -> Iterator[Problem]:
    place = next(place for place in places if place.key == "date")
    if article.published > today and article.publish_from is None:
        yield fault(
            "date-in-future",
            N_("the day {typed} is in the future"),
            N_("Correct it; to publish on a later day, use “{field}”"),
            path=place.path,
            line=place.line,
            column=place.column,
            severity=Severity.WARNING,
            typed=place.text,
            field="Đăng từ / Publish from",
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
