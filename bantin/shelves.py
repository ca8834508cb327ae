"""A library that is kept between builds: each book is opened only when somebody asks for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from .caches import freeze, put_by, taken_up, thaw
from .library import Library
from .model import (
    Article,
    Award,
    Campaign,
    Kinship,
    Moment,
    Name,
    Picture,
    Reason,
    Relation,
    StandingPage,
)
from .reading import Row, Survey, folder_of
from .site import Assembled, within

Kept = TypeVar("Kept")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Shelf(Mapping[str, Value], Generic[Kept, Value]):
    """Values by name; each is made of what was kept of it when it is asked for, and once."""

    kept: Mapping[str, Kept]
    make: Callable[[str, Kept], Value]
    made: dict[str, Value] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Value:
        if name not in self.made:
            self.made[name] = self.make(name, self.kept[name])
        return self.made[name]

    def __contains__(self, name: object) -> bool:
        return name in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)


def shelved(assembled: Assembled) -> bytes:
    """Return the library of ``assembled``, without what its rows tell anyhow."""
    return put_by(_plain(assembled))


def _plain(assembled: Assembled) -> dict[str, Any]:
    library, root = assembled.library, assembled.gathered.survey.tree.root
    reasons: dict[Reason, int] = {}
    read = {article.slug: article for article in assembled.gathered.articles}
    return {
        "languages": library.languages,
        "articles": {slug: folder_of(item.path, root) for slug, item in library.articles.items()},
        "people": {
            slug: tuple(person.slug for person in article.people)
            for slug, article in library.articles.items()
            if article.people != read[slug].people
        },
        "campaigns": {
            slug: (
                folder_of(campaign.path, root),
                tuple((str(m.relation), m.article, m.day.isoformat()) for m in campaign.moments),
            )
            for slug, campaign in library.campaigns.items()
        },
        "standing": {page.slug: folder_of(page.path, root) for page in library.standing},
        "pictures": {source: freeze(picture) for source, picture in library.pictures.items()},
        "related": {
            slug: tuple(
                (kin.article, tuple(reasons.setdefault(r, len(reasons)) for r in kin.reasons))
                for kin in kinships
            )
            for slug, kinships in library.related.items()
        },
        "reasons": freeze(tuple(reasons)),
        "records": freeze(tuple(library.records.items())),
        "awards": {slug: freeze(awards) for slug, awards in library.awards.items()},
        "rewarded": {slug: freeze(awards) for slug, awards in library.rewarded.items()},
        "samples": library.samples,
        "longer codes": dict(library.longer_codes),
    }


def opened(shelves: bytes, survey: Survey) -> Library:
    """Return the library that ``shelved`` kept, with items as ``survey`` has them now.

    Raises ``ValueError`` where what was kept is no library of ours, ``KeyError`` where an
    item is gone.
    """
    kept, rows = taken_up(shelves), survey.rows
    shown = frozenset(kept["campaigns"]), frozenset(kept["articles"])
    reasons: tuple[Reason, ...] = thaw(kept["reasons"])
    standing = {slug: _item(rows[path], StandingPage) for slug, path in kept["standing"].items()}
    records: tuple[tuple[tuple[str, str], Name], ...] = thaw(kept["records"])
    return Library(
        languages=kept["languages"],
        articles=_Shelf(kept["articles"], partial(_article, rows, kept["people"], shown)),
        campaigns=_Shelf(kept["campaigns"], partial(_campaign, rows)),
        standing=tuple(standing.values()),
        pictures=_Shelf[bytes, Picture](kept["pictures"], _thawed),
        related=_Shelf(kept["related"], partial(_kinships, reasons)),
        records=dict(records),
        awards=_Shelf[bytes, tuple[Award, ...]](kept["awards"], _thawed),
        rewarded=_Shelf[bytes, tuple[Award, ...]](kept["rewarded"], _thawed),
        samples=kept["samples"],
        pages=standing,
        longer_codes=kept["longer codes"],
    )


Item = TypeVar("Item", Article, Campaign, StandingPage)


def _item(row: Row, kind: type[Item]) -> Item:
    item = thaw(row.face).item
    if not isinstance(item, kind):
        raise ValueError(f"no {kind.__name__} at {row.slug}")
    return item


def _article(
    rows: Mapping[str, Row],
    people: Mapping[str, tuple[str, ...]],
    shown: tuple[frozenset[str], frozenset[str]],
    name: str,
    path: str,
) -> Article:
    article = within(_item(rows[path], Article), *shown)
    if name not in people:
        return article
    slugs = zip(article.people, people[name], strict=True)
    return replace(article, people=tuple(replace(person, slug=slug) for person, slug in slugs))


def _campaign(
    rows: Mapping[str, Row], name: str, kept: tuple[str, tuple[tuple[str, str, str], ...]]
) -> Campaign:
    path, moments = kept
    return replace(
        _item(rows[path], Campaign),
        moments=tuple(
            Moment(relation=Relation(relation), article=article, day=date.fromisoformat(day))
            for relation, article, day in moments
        ),
    )


def _kinships(
    reasons: tuple[Reason, ...], name: str, kept: tuple[tuple[str, tuple[int, ...]], ...]
) -> tuple[Kinship, ...]:
    return tuple(
        Kinship(article=article, reasons=tuple(reasons[number] for number in numbers))
        for article, numbers in kept
    )


def _thawed(name: str, kept: bytes) -> Any:
    return thaw(kept)
