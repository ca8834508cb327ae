"""The site by name: what a single page asks for, without a walk through all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .model import (
    Article,
    Award,
    Campaign,
    Kinship,
    Name,
    Picture,
    Site,
    StandingPage,
    Status,
)
from .shortcuts import longer_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Items by slug, photos by source, and what is known of each item by its slug.

    ``records`` names the records by kind and slug; ``awards`` are the lines of the register
    that an article proves, ``rewarded`` those that belong to a campaign. ``standing`` are the
    standing pages in their order. ``longer_codes`` are the codes of short addresses that are
    not the first letters alone. Mappings may be read from a cache as they are asked.
    """

    languages: tuple[str, ...]
    articles: Mapping[str, Article]
    campaigns: Mapping[str, Campaign]
    standing: tuple[StandingPage, ...]
    pictures: Mapping[str, Picture]
    related: Mapping[str, tuple[Kinship, ...]]
    records: Mapping[tuple[str, str], Name]
    awards: Mapping[str, tuple[Award, ...]]
    rewarded: Mapping[str, tuple[Award, ...]]
    samples: bool
    pages: Mapping[str, StandingPage] = field(default_factory=dict)
    longer_codes: Mapping[str, str] = field(default_factory=dict)


def library(site: Site, related: Mapping[str, tuple[Kinship, ...]]) -> Library:
    """Return ``site`` by name, with the related articles of each article."""
    shelves = (site.people, site.units, site.topics, site.occasions)
    return Library(
        languages=site.languages,
        articles={item.slug: item for item in site.articles},
        campaigns={item.slug: item for item in site.campaigns},
        standing=site.pages,
        pictures={item.source: item for item in site.pictures},
        related=related,
        records={(r.kind, r.slug): r.name for records in shelves for r in records},
        awards=_grouped((award.article, award) for award in site.awards),
        rewarded=_grouped((name, award) for award in site.awards for name in award.campaigns),
        samples=any(article.status is Status.SAMPLE for article in site.articles),
        pages={item.slug: item for item in site.pages},
        longer_codes=longer_codes(item.slug for item in reversed(site.articles)),
    )


def _grouped(pairs: Iterable[tuple[str, Award]]) -> dict[str, tuple[Award, ...]]:
    found: dict[str, list[Award]] = {}
    for key, award in pairs:
        found.setdefault(key, []).append(award)
    return {key: tuple(awards) for key, awards in found.items()}
