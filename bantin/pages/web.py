"""The index of relations: what articles share, on one page while it is little, else on many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Site
from ..views import Label, Ref, RelatedIndexView, RelatedPartView, WebEntry, WebGroup
from .edition import Edition
from .leaves import few
from .letters import sorted_records

_WHOLE = 90
_PART = 60
_KINDS = (
    ("person", "people"),
    ("unit", "units"),
    ("occasion", "occasions"),
    ("topic", "topics"),
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What articles share: a campaign or a record, with the articles, the newest first."""

    ref: Ref
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """All of one kind that is shared; ``is_long`` where it has pages of its own."""

    kind: str
    things: tuple[Shared, ...]
    is_long: bool

    @property
    def parts(self) -> tuple[tuple[Shared, ...], ...]:
        """What stands on each of its pages.

        Campaigns are parted from the oldest on: a new one changes the last page alone.
        """
        if not self.is_long:
            return ()
        is_dated = self.kind == "campaign"
        things = self.things[::-1] if is_dated else self.things
        found = [things[start : start + _PART] for start in range(0, len(things), _PART)]
        return tuple(part[::-1] for part in found) if is_dated else tuple(found)

    def place(self, number: int) -> str:
        """Return where the page of a number, from 1, stands."""
        return f"related/{self.kind}{f'-{number}' if number > 1 else ''}.html"


def strands(edition: Edition, site: Site) -> tuple[Strand, ...]:
    """Return what two articles or more of ``site`` share, by kind."""
    places = {article.slug: place for place, article in enumerate(site.articles)}
    found = [("campaign", tuple(_campaigns(edition, site, places)))]
    for kind, key in _KINDS:
        records = sorted_records(edition, key, getattr(site, key))
        found.append(
            (
                kind,
                tuple(
                    Shared(edition.ref(record), record.articles)
                    for record in records
                    if len(record.articles) > 1
                ),
            )
        )
    is_long = sum(len(things) for _, things in found) > _WHOLE
    return tuple(Strand(kind, some, is_long and len(some) > _PART) for kind, some in found)


def _campaigns(edition: Edition, site: Site, places: dict[str, int]) -> Iterable[Shared]:
    for campaign in site.campaigns:
        names = sorted({m.article for m in campaign.moments}, key=places.__getitem__)
        if names:
            yield Shared(edition.campaign_ref(campaign.slug), tuple(names))


def related_index_view(edition: Edition, site: Site) -> RelatedIndexView:
    """Return the web of relations: what two articles or more share, and the newest of them."""
    return RelatedIndexView(
        tuple(
            WebGroup(
                strand.kind,
                _entries(edition, few(strand.things) if strand.is_long else strand.things),
                len(strand.things),
                strand.place(_first(strand)) if strand.is_long else "",
            )
            for strand in strands(edition, site)
        ),
        len(site.articles),
    )


def _first(strand: Strand) -> int:
    """Return the number of the page with which a reader begins."""
    return len(strand.parts) if strand.kind == "campaign" else 1


def related_part_view(edition: Edition, strand: Strand, number: int) -> RelatedPartView:
    """Return a page of the index of relations: so many of one kind."""
    parts = strand.parts
    numbers = range(1, len(parts) + 1)
    return RelatedPartView(
        kind=strand.kind,
        title=str(number),
        count=len(strand.things),
        entries=_entries(edition, parts[number - 1]),
        parts=tuple(
            Ref(strand.place(one), Label(str(one)), str(one))
            for one in (reversed(numbers) if _first(strand) > 1 else numbers)
        ),
    )


def _entries(edition: Edition, things: Iterable[Shared]) -> tuple[WebEntry, ...]:
    return tuple(_entry(edition, thing.ref, thing.articles) for thing in things)


def _entry(edition: Edition, ref: Ref, articles: Sequence[str]) -> WebEntry:
    # The page of the thing itself lists all; an index that did so too would grow without end.
    shown = edition.cards(few(articles))
    return WebEntry(ref, len(articles), shown, len(articles) - len(shown))
