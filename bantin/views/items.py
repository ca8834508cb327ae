"""The pages of one item: an article, a campaign, a standing page, an old address."""

from dataclasses import dataclass, field

from .cards import (
    AwardLine,
    Because,
    CampaignBox,
    CampaignCard,
    Card,
    CorrectionView,
    Day,
    GalleryView,
    Label,
    MomentView,
    Neighbours,
    PersonRef,
    PhotoView,
    Prose,
    Ref,
    Tie,
    Words,
)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """``event`` is None where it is the day of publication. ``fact_card`` pages have no body.

    ``body`` and ``seal``, which is made of the words of the page, are filled in when it is
    rendered; until then ``words`` stands for them.

    ``lead`` is the writer's summary, or None where he gave none (the text then leads itself).
    ``because`` has the reasons for each of ``related``, in the same order.
    ``original`` leads from a fact card to the text in the first language. ``permanent`` is the
    short address to cite, which leads to this page for good. ``translations`` are the
    languages of its other texts.
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
    seal: str
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
    words: Words = field(default_factory=Words)
    translations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The life of one campaign. ``body``, its aim, is filled in when the page is rendered.

    ``photos`` are the first of ``all_photos``, each once.
    ``phases`` are all of them, in order, each with its steps: none where nothing is told of it.
    A campaign of which nothing at all is told has no phases.
    """

    card: CampaignCard
    body: tuple[Prose | GalleryView, ...]
    body_lang: str
    phases: tuple[tuple[str, tuple[MomentView, ...]], ...]
    awards: tuple[AwardLine, ...]
    photos: tuple[tuple[PhotoView, str], ...]
    untranslated: bool
    all_photos: int = 0
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class StandingView:
    """A page that is not news; ``body`` is filled in when the page is rendered."""

    title: Label
    body: tuple[Prose | GalleryView, ...]
    body_lang: str
    status: str
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page at an old address; ``target`` is where the item stands now."""

    title: Label
    target: str
