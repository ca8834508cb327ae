"""Rules over the whole reading: what can be seen only where all items are known."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..addresses import is_reserved
from ..faults import fault
from ..model import Article, Campaign, Item, Relation, Status
from ..problems import N_, Problem, Severity, order
from ..text import nearest, slug
from .facts import item_slug
from .items import Place
from .whole import Reading

_FAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Index:
    """Which items there are: all slugs by kind, and those of drafts as kind and slug."""

    slugs: Mapping[str, frozenset[str]]
    drafts: frozenset[tuple[str, str]]


def check(reading: Reading) -> tuple[Problem, ...]:
    """Return what is wrong between the items of ``reading``, errors first."""
    found = (*check_items(_items(reading), index(reading), reading.inside), *check_all(reading))
    return tuple(sorted(found, key=order))


def check_items(
    items: Iterable[Item], known: Index, inside: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return what is wrong with the links and photos of ``items``.

    ``inside`` are the problems of their own folders, which are not told twice.
    """
    troubled = {problem.path for problem in inside if problem.code.startswith("photo-")}
    found: list[Problem] = []
    for item in items:
        if any(text.links for text in item.texts):
            found += dead_links(item, known)
            found += links_to_drafts(item, known)
        if item.text.photos:
            found += photos_without_translation(item, troubled)
    return tuple(found)


def check_all(reading: Reading) -> tuple[Problem, ...]:
    """Return what is wrong between items by what their heads say of each other."""
    rules = (
        unknown_related,
        campaigns_of_one_name,
        second_launches,
        far_from_campaign,
        old_addresses_taken,
        ties_to_drafts,
    )
    return tuple(problem for rule in rules for problem in rule(reading))


def index(reading: Reading) -> Index:
    """Return which items there are, with those that an error keeps off the site."""
    kinds = {"articles": reading.articles, "campaigns": reading.campaigns, "pages": reading.pages}
    known = {kind: {item.slug for item in items} for kind, items in kinds.items()}
    for place in reading.left_out:
        kind, _, name = place.partition("/")
        known[kind].add(name)
    return Index(
        {kind: frozenset(names) for kind, names in known.items()},
        frozenset(
            (kind, item.slug)
            for kind, items in kinds.items()
            for item in items
            if item.status is Status.DRAFT
        ),
    )


def dead_links(item: Item, known: Index) -> Iterator[Problem]:
    """A link to an item that is not there leads readers nowhere."""
    for text in item.texts:
        for link in text.links:
            slugs = known.slugs.get(link.kind, frozenset())
            if link.slug not in slugs:
                yield _nowhere(
                    "link-dead",
                    N_("the link “{typed}” leads to nothing on this site"),
                    N_("Write the name of a folder, or delete the link"),
                    path=text.path,
                    line=link.line,
                    typed=link.typed,
                    meant=nearest(link.slug, sorted(slugs)),
                )


def unknown_related(reading: Reading) -> Iterator[Problem]:
    """A related article is named by its folder, and is another article."""
    known = index(reading).slugs["articles"]
    titles: dict[str, str] = {}
    for place in reading.places:
        if place.key != "related":
            continue
        wanted = item_slug(place.text)
        if wanted not in known or wanted == place.slug:
            # Asked for by few: a large site has thousands of titles.
            titles = titles or {slug(one.text.title): one.slug for one in reading.articles}
            meant = titles.get(slug(place.text)) or nearest(wanted, sorted(known))
            if place.slug in (wanted, meant):
                meant = None
            yield _nowhere(
                "related-unknown",
                N_("“{typed}” is not the folder of another article"),
                N_("Write the name of its folder, or delete the line"),
                path=place.path,
                line=place.line,
                column=place.column,
                typed=place.text,
                meant=meant,
            )


def second_launches(reading: Reading) -> Iterator[Problem]:
    """Each unit may launch a campaign once; a second article rather reports on it."""
    launches: defaultdict[str, list[Article]] = defaultdict(list)
    for article in sorted(reading.articles, key=lambda a: (a.event_day, a.slug)):
        for campaign in article.campaigns(Relation.LAUNCHES):
            others = [other for other in launches[campaign] if not _of_other_units(article, other)]
            launches[campaign].append(article)
            if others:
                yield fault(
                    "campaign-launched-twice",
                    N_("this campaign already has a launch article: “{title}”"),
                    N_("Perhaps “{field}” is meant"),
                    path=article.path,
                    line=_line(article, campaign, Relation.LAUNCHES),
                    severity=Severity.WARNING,
                    title=others[0].text.title,
                    field="Đưa tin / Reports on",
                )


def campaigns_of_one_name(reading: Reading) -> Iterator[Problem]:
    """An article that names a campaign means one, so no other is called the same."""
    lines = {place.path: place for place in reading.places if place.key == "title"}
    first: dict[str, Campaign] = {}
    for campaign in reading.campaigns:
        other = first.setdefault(slug(campaign.text.title), campaign)
        if other is not campaign and (place := lines.get(campaign.path)):
            yield fault(
                "campaign-name-twice",
                N_("another campaign is called “{campaign}” too: {place}"),
                N_("Give one of them another name, for example with its year"),
                path=place.path,
                line=place.line,
                column=place.column,
                severity=Severity.WARNING,
                campaign=campaign.text.title,
                place=other.path.rpartition("/")[0],
            )


def far_from_campaign(reading: Reading) -> Iterator[Problem]:
    """More than a year between an event and its campaign is rather a slip in a year."""
    campaigns = {campaign.slug: campaign for campaign in reading.campaigns}
    for article in reading.articles:
        for tie in article.involvements:
            campaign = campaigns.get(tie.campaign)
            if campaign and _is_far(article.event_day, campaign):
                yield fault(
                    "campaign-far-away",
                    N_("the article is more than a year away from the campaign “{campaign}”"),
                    N_("See whether the day of the article or the campaign's period is right"),
                    path=article.path,
                    line=max(tie.line, 1),
                    severity=Severity.WARNING,
                    campaign=campaign.text.title,
                )


def photos_without_translation(item: Item, troubled: Container[str]) -> Iterator[Problem]:
    """Readers of every language see the same photos."""
    for text in item.texts[1:]:
        if text.path in troubled:
            continue  # its misspelt photo has been told, and may be the missing one
        shown = {photo.source for photo in text.photos}
        for photo in item.text.photos:
            if photo.source not in shown:
                yield fault(
                    "photo-not-in-translation",
                    N_("the photo “{photo}” stands in {main}, but not in {file}"),
                    N_("Put it into {file} with a caption of its own"),
                    path=text.path,
                    severity=Severity.WARNING,
                    photo=photo.source.rpartition("/")[2],
                    main=item.text.path.rpartition("/")[2],
                    file=text.path.rpartition("/")[2],
                )


def old_addresses_taken(reading: Reading) -> Iterator[Problem]:
    """An old address leads to one page, and no page stands there today."""
    taken = {
        f"{kind}/{name}.html" for kind, names in index(reading).slugs.items() for name in names
    }
    first: dict[str, Place] = {}
    for place in reading.places:
        if place.key != "old_address":
            continue
        address = place.text.casefold()
        other = first.setdefault(address, place)
        is_own = address in taken or is_reserved(address, reading.languages)
        if is_own or other.path != place.path:
            yield fault(
                "old-address-taken",
                N_("the old address “{typed}” is already that of another page"),
                N_("Delete the line, or correct the address"),
                path=place.path,
                line=place.line,
                column=place.column,
                typed=place.text,
            )


def ties_to_drafts(reading: Reading) -> Iterator[Problem]:
    """A published article says in vain what it is to a campaign that nobody sees."""
    drafts = {c.slug: c for c in reading.campaigns if c.status is Status.DRAFT}
    for article in reading.articles:
        for tie in article.involvements:
            if tie.campaign in drafts and article.status is not Status.DRAFT:
                yield fault(
                    "campaign-is-draft",
                    N_("the campaign “{campaign}” is a draft; readers do not see this tie to it"),
                    N_("When the campaign is ready, delete its line “Trạng thái: nháp”"),
                    path=article.path,
                    line=max(tie.line, 1),
                    severity=Severity.WARNING,
                    campaign=drafts[tie.campaign].text.title,
                )


def links_to_drafts(item: Item, known: Index) -> Iterator[Problem]:
    """A link to a draft is only words for readers, until the draft is published."""
    for text in item.texts if item.status is not Status.DRAFT else ():
        for link in text.links:
            if (link.kind, link.slug) in known.drafts:
                yield fault(
                    "link-to-draft",
                    N_("the link “{typed}” leads to a draft; readers see its words alone"),
                    N_("It becomes a link by itself when the draft is published"),
                    path=text.path,
                    line=link.line,
                    severity=Severity.INFO,
                    typed=link.typed,
                )


def _items(reading: Reading) -> Iterator[Item]:
    yield from reading.articles
    yield from reading.campaigns
    yield from reading.pages


def _nowhere(
    code: str,
    message: str,
    remedy: str,
    *,
    path: str,
    line: int,
    typed: str,
    meant: str | None,
    column: int = 1,
) -> Problem:
    if meant:
        remedy = N_("Did you mean “{suggestion}”?")
    return fault(
        code,
        message,
        remedy,
        path=path,
        line=line,
        column=column,
        typed=typed,
        suggestion=meant or "",
    )


def _of_other_units(article: Article, other: Article) -> bool:
    ours, theirs = ({slug(unit.text) for unit in a.units} for a in (article, other))
    return bool(ours and theirs) and not ours & theirs


def _line(article: Article, campaign: str, relation: Relation) -> int:
    ties = (tie for tie in article.involvements if tie.relation is relation)
    return max(next((tie.line for tie in ties if tie.campaign == campaign), 1), 1)


def _is_far(day: date, campaign: Campaign) -> bool:
    if campaign.period is None:
        return False
    start, end = campaign.period.start, campaign.period.end
    return start - day > _FAR or (end is not None and day - end > _FAR)
