"""What a page shows: plain values in the order, the groups and the words in which they appear.

A template gets two names: ``page`` (a ``Frame``) and ``view`` (one of the views below). All
addresses inside a view are written from the home of the edition (``articles/x.html``) and
want ``page.home`` before them; files shared by the editions (photos, style, script) are
written from the root of the site and want ``page.root``. Nothing here depends on where the
page stands, so a card is the same value on every page that shows it.
"""

from dataclasses import dataclass

from .model import Picture


@dataclass(frozen=True, slots=True)
class Label:
    """Words, and their language where it is not the language of the page (else empty)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day for machines (``2024-03-07``) and for readers (``07/3/2024``)."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to another page of the edition: a person, a unit, a topic, a campaign."""

    href: str
    label: Label
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A period in words: ``01/3`` to ``07/5/2024``. ``end`` is None while it is open.

    ``days`` counts both ends; 0 while it is open.
    """

    start: Day
    end: Day | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo with its words. ``caption_html`` is safe; ``lang`` as in ``Label``."""

    picture: Picture
    alt: str
    caption: str
    caption_html: str
    credit: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class GalleryView:
    """Photos that stand together in a text; one photo is a plain figure."""

    photos: tuple[PhotoView, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of safe HTML between two galleries."""

    html: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands for the body of a view before it is filled in: equal words, equal bodies.

    ``digest`` is that of the text, ``links`` name the items to which its links lead, and
    ``pictures`` are its photos as they can be shown (None for one that cannot).
    """

    digest: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[Picture | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What an article is to a campaign: ``relation`` is a key (launches, reports …)."""

    relation: str
    campaign: Ref


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. ``status`` is ``sample``, ``draft``, ``scheduled`` or empty.

    ``untranslated`` is True where the edition has only the fact card of it.
    """

    slug: str
    href: str
    title: Label
    summary: Label
    published: Day
    ties: tuple[Tie, ...]
    photo: PhotoView | None
    status: str
    untranslated: bool


@dataclass(frozen=True, slots=True)
class MomentView:
    """One step in the life of a campaign."""

    relation: str
    day: Day
    card: Card


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """A campaign in a list. ``span`` is None where the period is unknown.

    ``state`` is ``upcoming``, ``running``, ``ended`` or ``unknown`` as of the build on pages
    that may depend on the day of the build, and empty on all others. While it runs ``gone``
    and ``left`` count days (``left`` is -1 for an open end), ``percent`` is what has gone.
    ``awards`` counts lines of the register.
    """

    slug: str
    href: str
    name: Label
    span: Span | None
    occasions: tuple[Ref, ...]
    launched_by: tuple[Ref, ...]
    moments: tuple[MomentView, ...]
    status: str
    state: str = ""
    gone: int = 0
    left: int = 0
    percent: int = 0
    awards: int = 0


@dataclass(frozen=True, slots=True)
class CampaignBox:
    """A campaign beside one of its articles; ``more`` counts the moments not shown here."""

    href: str
    name: Label
    span: Span | None
    status: str
    moments: tuple[MomentView, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A line of the register. ``recipient`` links to the record of the person or unit."""

    recipient: Ref
    rank: Label | None
    collective: bool
    unit: Label | None
    award: Label | None
    day: Day
    campaigns: tuple[Ref, ...]
    article: Ref
    status: str = ""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why an article is related: ``kind`` is a key, ``ref`` what both share (or None)."""

    kind: str
    ref: Ref | None


@dataclass(frozen=True, slots=True)
class Because:
    """Why two articles are related: ``data_reason`` says the same in an attribute, for scripts."""

    reasons: tuple[ReasonView, ...]
    data_reason: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The article before and after this one in the life of a campaign."""

    campaign: Ref
    previous: Card | None
    next: Card | None


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as an article names them: rank and position of that day, and the record."""

    ref: Ref
    rank: Label | None
    position: Label | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was put right, and when."""

    day: Day
    text: Label


# ── the frame ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language (``x-default`` too); ``href`` is absolute where it can be."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class Switch:
    """The way to the same page in another language; ``href`` is relative to this page."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its view.

    ``lang`` is the language of the page and ``address`` its place from the root of the site.
    ``root`` and ``home`` lead from the page to the root of the site and to the home of its
    edition (``""``, ``"../"`` …). ``section`` is the part of the site it belongs to: home,
    articles, timeline, campaigns, related, archives, people, units, topics, occasions, awards,
    pages, missing. ``title`` is the heading without the site's name. ``pages`` are the standing
    pages (about …). ``canonical`` and the alternates are absolute when the site's address is
    known. ``style`` and ``script`` are addresses from the root. ``preview`` is True only in
    the live preview. ``image`` is the absolute or root-relative address of a picture for
    link previews, or empty.
    """

    lang: str
    address: str
    root: str
    home: str
    section: str
    title: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    switches: tuple[Switch, ...]
    site_name: str
    tagline: str
    publisher: str
    pages: tuple[Ref, ...]
    feed: str
    style: str
    script: str
    samples: bool
    preview: bool = False
    image: str = ""


# ── views, one a kind of page ────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class BarMark:
    """A mark on a bar of the timeline: ``x`` in SVG units."""

    relation: str
    x: float
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign on the overview: ``x``, ``width`` and ``y`` in SVG units; links to its anchor.

    ``open`` is True while the end is not known; ``guessed`` where the length is that of its
    articles because no period is stated. ``label_x`` and ``label_end`` place the name beside
    or inside the bar (``label_end`` True: the text ends at ``label_x``).
    """

    slug: str
    name: Label
    x: float
    y: float
    width: float
    open: bool
    guessed: bool
    label_x: float
    label_end: bool
    marks: tuple[BarMark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or a month, on the axis of the overview."""

    x: float
    text: str
    major: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing of the timeline: a view box of ``width`` × ``height`` units.

    ``today`` is the place of the day of the build, or None where it lies outside.
    """

    width: float
    height: float
    row: float
    axis: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_text: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """``edition`` is the day of the newest article; it is None while there is none."""

    edition: Day | None
    weekday: str
    lead: Card | None
    seconds: tuple[Card, ...]
    news: tuple[Card, ...]
    running: tuple[CampaignCard, ...]
    as_of: Day
    awards: tuple[AwardLine, ...]
    photos: tuple[tuple[PhotoView, str], ...]
    overview: Overview | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """``event`` is None where it is the day of publication. ``fact_card`` pages have no body.

    ``body`` is filled in when the page is rendered; until then ``words`` stands for it.

    ``lead`` is the writer's summary, or None where he gave none (the text then leads itself).
    ``because`` has the reasons for each of ``related``, in the same order.
    ``original`` leads from a fact card to the text in the first language. ``permanent`` is the
    address to cite.
    """

    slug: str
    title: Label
    lead: Label | None
    ties: tuple[Tie, ...]
    authors: tuple[str, ...]
    published: Day
    event: Day | None
    units: tuple[Ref, ...]
    people: tuple[PersonRef, ...]
    places: tuple[Label, ...]
    topics: tuple[Ref, ...]
    body: tuple[Prose | GalleryView, ...]
    photos: tuple[PhotoView, ...]
    campaigns: tuple[CampaignBox, ...]
    awards: tuple[AwardLine, ...]
    corrections: tuple[CorrectionView, ...]
    related: tuple[Card, ...]
    because: tuple[Because, ...]
    neighbours: tuple[Neighbours, ...]
    status: str
    fact_card: bool
    original: str
    permanent: str
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The life of one campaign. ``body``, its aim, is filled in when the page is rendered."""

    card: CampaignCard
    body: tuple[Prose | GalleryView, ...]
    body_lang: str
    phases: tuple[tuple[str, tuple[MomentView, ...]], ...]
    awards: tuple[AwardLine, ...]
    photos: tuple[tuple[PhotoView, str], ...]
    untranslated: bool
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of a list and what stands under it: ``key`` is its anchor, ``text`` its words."""

    key: str
    text: str
    campaigns: tuple[CampaignCard, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """All campaigns: those running, those to come, then the rest by year of their last day."""

    running: tuple[CampaignCard, ...]
    upcoming: tuple[CampaignCard, ...]
    years: tuple[Group, ...]
    as_of: Day


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The drawing, and under it the list that carries everything, grouped by year."""

    overview: Overview | None
    groups: tuple[Group, ...]
    count: int
    as_of: Day


@dataclass(frozen=True, slots=True)
class WebEntry:
    """One thing that articles share: a campaign, a person, a unit, a topic, an occasion.

    ``cards`` are the newest of its ``count`` articles; ``more`` counts those not shown here.
    """

    ref: Ref
    count: int
    cards: tuple[Card, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class RelatedIndexView:
    """The related-articles index. Each group is (kind, entries); kinds as in ``data-reason``."""

    groups: tuple[tuple[str, tuple[WebEntry, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year of the archive, how many articles it has, and how many each month has."""

    href: str
    year: int
    count: int
    months: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class ArchivesView:
    """The years of the archive, the latest first, and the newest articles."""

    years: tuple[YearRef, ...]
    count: int
    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year by months, the latest first; ``earlier`` and ``later`` lead to other years."""

    year: int
    count: int
    months: tuple[Group, ...]
    earlier: Ref | None
    later: Ref | None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A line of a list of people, units, topics or occasions."""

    ref: Ref
    detail: Label | None
    articles: int
    awards: int


@dataclass(frozen=True, slots=True)
class RecordsView:
    """All people (or units …); ``kind`` is people, units, topics or occasions.

    ``groups`` are (initial letter, entries); people are grouped by their given name.
    """

    kind: str
    groups: tuple[tuple[str, tuple[RecordEntry, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record of one person, unit, topic or occasion."""

    kind: str
    slug: str
    name: Label
    ranks: tuple[Label, ...]
    positions: tuple[Label, ...]
    unit: Ref | None
    cards: tuple[Card, ...]
    campaigns: tuple[CampaignCard, ...]
    awards: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class AwardsView:
    """The register of awards by year, the latest first."""

    years: tuple[tuple[int, tuple[AwardLine, ...]], ...]
    count: int
    collectives: int


@dataclass(frozen=True, slots=True)
class StandingView:
    """A page that is not news; ``body`` is filled in when the page is rendered."""

    title: Label
    body: tuple[Prose | GalleryView, ...]
    body_lang: str
    status: str
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for an address that leads nowhere."""

    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page at an old address; ``target`` is where the item stands now."""

    title: Label
    target: str


View = (
    HomeView
    | ArticleView
    | CampaignView
    | CampaignsView
    | TimelineView
    | RelatedIndexView
    | ArchivesView
    | YearView
    | RecordsView
    | RecordView
    | AwardsView
    | StandingView
    | MissingView
    | MovedView
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its template (a file of the theme), its frame and its view."""

    template: str
    frame: Frame
    view: View
