"""One edition of the site: its lookups, and the small values that many pages share."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import count

from .. import dates
from ..campaigns import CampaignStatus, days, status
from ..library import Library
from ..model import (
    Article,
    Award,
    Block,
    Body,
    Campaign,
    Gallery,
    Item,
    Moment,
    Name,
    Period,
    Person,
    Photo,
    Reason,
    Record,
    Relation,
    Status,
    Text,
)
from ..occasions import occasion_key
from ..reading import Lectern
from ..shortcuts import code
from ..text import slug
from ..views import (
    AwardLine,
    Because,
    CampaignCard,
    Card,
    Day,
    GalleryView,
    Label,
    MomentView,
    PersonRef,
    PhotoView,
    Prose,
    ReasonView,
    Ref,
    Span,
    Tie,
    Words,
)
from .lives import Life

_INNER_LINK = re.compile(
    r'<a href="bantin:([a-z]+)/([a-z0-9-]+)((?:#[^"]*)?)"([^>]*)>(.*?)</a>', re.S
)
_ENOUGH_FOR_A_CARD = 220
_ORDER = {relation: number for number, relation in enumerate(Relation)}
_RECORD_KINDS = {"person": "people", "unit": "units", "topic": "topics", "occasion": "occasions"}


class Edition:
    """The site in one language, as of ``now``; whatever many pages show is made once.

    Nothing is ever changed after it is made: what is remembered is only made once, and then
    is one value however many pages show it. (``Fingerprints`` and ``Parts`` know such values
    by their identity.)
    """

    card: Callable[[str], Card]
    """Return the card of the article of this name."""
    campaign_card: Callable[[str], CampaignCard]
    """Return the card of the campaign of this name, whatever the day of the build."""
    campaign_ref: Callable[[str], Ref]
    """Return the link to the campaign of this name."""
    day: Callable[[date], Day]
    """Return a day for machines and for readers of this language."""
    label: Callable[[Name], Label]
    """Return a name in this language, or marked as what it is where nobody translated it."""
    unit_ref: Callable[[Name], Ref]
    """Return the link to the record of a unit."""
    topic_ref: Callable[[Name], Ref]
    """Return the link to the record of a topic."""
    person_ref: Callable[[Person], PersonRef]
    """Return a person as an article names them, with the link to their record."""
    life: Callable[[str], Life]
    """Return what the articles of the campaign of this name show of it."""
    because: Callable[[tuple[Reason, ...]], Because]
    """Return the reasons of a relation as a page shows them."""

    def __init__(self, library: Library, lectern: Lectern, lang: str, now: datetime) -> None:
        self.library, self.lectern, self.lang, self.now = library, lectern, lang, now
        self.first = library.languages[0]
        self.card, self.campaign_card = cache(self._card), cache(self._campaign_card)
        self.day, self.label = cache(self._day), cache(self._label)
        self.campaign_ref, self.unit_ref = cache(self._campaign_ref), cache(self._unit_ref)
        self.topic_ref, self.person_ref = cache(self._topic_ref), cache(self._person_ref)
        self.life, self.because = cache(self._life), cache(self._because)
        # By identity, and kept alive: to hash a text would cost more than to show its photos.
        self._photos: dict[int, tuple[Text, tuple[PhotoView, ...]]] = {}
        self._awards: dict[int, tuple[Award, AwardLine]] = {}

    def has(self, kind: str, name: str) -> bool:
        """Return whether there is an item that a text can link to."""
        if kind == "articles":
            return name in self.library.articles
        if kind == "campaigns":
            return name in self.library.campaigns
        return kind == "pages" and name in self.library.pages

    # ── words ────────────────────────────────────────────────────────────────

    def foreign(self, lang: str) -> str:
        """Return ``lang`` where it is not the language of this edition, else nothing."""
        return "" if lang == self.lang else lang

    def _label(self, name: Name) -> Label:
        if self.lang == self.first:
            return Label(name.text)
        said = name.said_in(self.lang)
        return Label(said) if said else Label(name.text, self.first)

    def proper(self, text: str) -> Label:
        """Return a name that stays as it is in every language, marked with its own."""
        return Label(text, self.foreign(self.first))

    def _day(self, day: date) -> Day:
        return Day(day.isoformat(), dates.long(day, self.lang))

    def span(self, period: Period | None) -> Span | None:
        """Return a period in words, saying a shared year once."""
        if period is None:
            return None
        start, end = dates.span(period, self.lang)
        if period.end is None:
            return Span(Day(period.start.isoformat(), start), None)
        return Span(
            Day(period.start.isoformat(), start),
            Day(period.end.isoformat(), end),
            (period.end - period.start).days + 1,
        )

    def text(self, item: Item) -> Text:
        """Return the text of this edition, or the one in the first language."""
        for text in item.texts:
            if text.lang == self.lang:
                return text
        return item.texts[0]

    def title(self, item: Item) -> Label:
        """Return the title that this edition shows."""
        text = self.text(item)
        return Label(text.title, self.foreign(text.lang))

    # ── links ────────────────────────────────────────────────────────────────

    def article_ref(self, article: Article) -> Ref:
        """Return the link to an article."""
        card = self.card(article.slug)
        return Ref(card.href, card.title, card.slug)

    def code(self, article: Article) -> str:
        """Return the letters that stand for an article in its short address."""
        return self.library.longer_codes.get(article.slug) or code(article.slug)

    def _campaign_ref(self, name: str) -> Ref:
        campaign = self.library.campaigns[name]
        return Ref(f"campaigns/{name}.html", self.title(campaign), name)

    def record_ref(self, kind: str, name: str, label: Label) -> Ref:
        """Return the link to a record, or a name without a link where there is no record."""
        known = (kind, name) in self.library.records
        return Ref(f"{kind}/{name}.html" if known else "", label, name)

    def _unit_ref(self, unit: Name) -> Ref:
        return self.record_ref("units", slug(unit.text), self.label(unit))

    def _topic_ref(self, topic: Name) -> Ref:
        return self.record_ref("topics", slug(topic.text), self.label(topic))

    def _person_ref(self, person: Person) -> PersonRef:
        return PersonRef(
            self.record_ref("people", person.slug, self.proper(person.name)),
            self.label(person.rank) if person.rank else None,
            self.label(person.position) if person.position else None,
        )

    def name_of(self, record: Record) -> Label:
        """Return the name of a record; the names of people are never translated."""
        return self._named(record.kind, record.name)

    def _named(self, kind: str, name: Name) -> Label:
        return self.proper(name.text) if kind == "people" else self.label(name)

    def ref(self, record: Record) -> Ref:
        """Return the link to a record."""
        return self.named_ref(record.kind, record.slug, record.name)

    def named_ref(self, kind: str, slug: str, name: Name) -> Ref:
        """Return the link to the record of a kind at ``slug``, which bears ``name``."""
        return Ref(f"{kind}/{slug}.html", self._named(kind, name), slug)

    # ── photos and prose ─────────────────────────────────────────────────────

    def photo(self, photo: Photo, lang: str, place: int) -> PhotoView | None:
        """Return a photo as shown here, or None where its file could not be used.

        ``place`` counts the photos of its text from 1.
        """
        picture = self.library.pictures.get(photo.source)
        if picture is None:
            return None
        return PhotoView(
            picture,
            photo.alt,
            photo.caption,
            photo.caption_html,
            photo.credit,
            self.foreign(lang),
            f"photo-{place}",
        )

    def photos(self, text: Text) -> tuple[PhotoView, ...]:
        """Return the photos of a text that can be shown."""
        known = self._photos.get(id(text))
        if known is None:
            views = (self.photo(p, text.lang, place) for place, p in enumerate(text.photos, 1))
            known = self._photos[id(text)] = (text, tuple(view for view in views if view))
        return known[1]

    def words(self, text: Text) -> Words:
        """Return what stands for ``prose``: all that it depends on, but for the language."""
        return Words(
            text.body,
            tuple(
                f"{link.kind}/{link.slug}" for link in text.links if self.has(link.kind, link.slug)
            ),
            tuple(self.library.pictures.get(photo.source) for photo in text.photos),
        )

    def prose(self, text: Text) -> tuple[Prose | GalleryView, ...]:
        """Return the body of a text with its links resolved for a page one folder deep."""
        return self.shown(self.lectern.body(text), text.lang)

    def shown(self, body: Body, lang: str) -> tuple[Prose | GalleryView, ...]:
        """Return ``body`` with its links resolved, for who has it at hand already."""
        places = count(1)
        blocks = (self._block(block, lang, places) for block in body.blocks)
        return tuple(block for block in blocks if block)

    def _block(self, block: Block, lang: str, places: Iterator[int]) -> Prose | GalleryView | None:
        if isinstance(block, Gallery):
            found = [self.photo(photo, lang, next(places)) for photo in block.photos]
            views = tuple(view for view in found if view)
            return GalleryView(views) if views else None
        return Prose(self.resolved(block))

    def resolved(self, html: str) -> str:
        """Return ``html`` with its inner links made real; one that leads nowhere is only text."""
        return _INNER_LINK.sub(self._link, html) if "bantin:" in html else html

    def _link(self, found: re.Match[str]) -> str:
        kind, name, anchor, rest, words = found.groups()
        if not self.has(kind, name):
            return words
        return f'<a href="../{kind}/{name}.html{anchor}"{rest}>{words}</a>'

    # ── cards ────────────────────────────────────────────────────────────────

    def status(self, item: Item) -> str:
        """Return the badge of an item: ``sample``, ``draft``, ``scheduled`` or nothing."""
        if item.status is not Status.PUBLISHED:
            return str(item.status)
        if isinstance(item, Article) and item.publish_from and item.publish_from > self.now:
            return "scheduled"
        return ""

    def cards(self, names: Iterable[str]) -> tuple[Card, ...]:
        """Return the cards of articles, in this order."""
        return tuple(map(self.card, names))

    def _card(self, name: str) -> Card:
        article = self.library.articles[name]
        text = self.text(article)
        photos = self.photos(text) or self.photos(article.text)
        return Card(
            slug=article.slug,
            href=f"articles/{article.slug}.html",
            title=Label(text.title, self.foreign(text.lang)),
            summary=Label(shortened(text.summary), self.foreign(text.lang)),
            published=self.day(article.published),
            ties=self._ties(article),
            photo=photos[0] if photos else None,
            status=self.status(article),
            untranslated=text.lang != self.lang,
        )

    def _ties(self, article: Article) -> tuple[Tie, ...]:
        # In the order of a campaign's life.
        ties = sorted(article.involvements, key=lambda tie: _ORDER[tie.relation])
        return tuple(Tie(str(tie.relation), self.campaign_ref(tie.campaign)) for tie in ties)

    def moment(self, moment: Moment) -> MomentView:
        """Return one step in the life of a campaign."""
        return MomentView(str(moment.relation), self.day(moment.day), self.card(moment.article))

    def _campaign_card(self, name: str) -> CampaignCard:
        campaign = self.library.campaigns[name]
        return CampaignCard(
            slug=campaign.slug,
            href=f"campaigns/{campaign.slug}.html",
            name=self.title(campaign),
            span=self.span(campaign.period),
            occasions=tuple(self.occasion_ref(occasion) for occasion in campaign.occasions),
            launched_by=tuple(self.unit_ref(unit) for unit in campaign.launched_by),
            moments=tuple(self.moment(moment) for moment in campaign.moments),
            status=self.status(campaign),
            awards=len(self.library.rewarded.get(campaign.slug, ())),
        )

    def _life(self, name: str) -> Life:
        return Life(self.campaign_card(name), self.campaign_ref(name))

    def campaign_as_of(self, campaign: Campaign, today: date) -> CampaignCard:
        """Return the card of a campaign with what is running, gone and left ``today``."""
        card, state = self.campaign_card(campaign.slug), status(campaign, today)
        if state is not CampaignStatus.RUNNING:
            return replace(card, state=str(state))
        gone, left, total = days(campaign, today)
        percent = round(100 * gone / total) if total else 0
        return replace(
            card,
            state=str(state),
            gone=gone,
            left=-1 if left is None else left,
            percent=max(0, min(100, percent)),
        )

    def occasion_ref(self, occasion: Name) -> Ref:
        """Return an occasion as the campaign words it, linking to the record of its event."""
        return self.record_ref("occasions", occasion_key(occasion.text), self.label(occasion))

    # ── awards ───────────────────────────────────────────────────────────────

    def award(self, award: Award) -> AwardLine:
        """Return a line of the register with its links."""
        known = self._awards.get(id(award))
        if known is None:
            known = self._awards[id(award)] = (award, self._award(award))
        return known[1]

    def _award(self, award: Award) -> AwardLine:
        article = self.library.articles[award.article]
        label = self.proper(award.recipient)
        if award.collective:
            unit = award.unit or Name(text=award.recipient)
            recipient = Ref(self.unit_ref(unit).href, self.label(unit), slug(unit.text))
        else:
            recipient = self.record_ref("people", award.person, label)
        return AwardLine(
            recipient=recipient,
            rank=self.label(award.rank) if award.rank else None,
            collective=award.collective,
            unit=self.label(award.unit) if award.unit and not award.collective else None,
            award=self.label(award.award) if award.award else None,
            day=self.day(award.day),
            campaigns=tuple(self.campaign_ref(name) for name in award.campaigns),
            article=self.article_ref(article),
            status=self.status(article),
        )

    def awards(self, awards: Iterable[Award]) -> tuple[AwardLine, ...]:
        """Return lines of the register, in this order."""
        return tuple(map(self.award, awards))

    # ── relations ────────────────────────────────────────────────────────────

    def _because(self, reasons: tuple[Reason, ...]) -> Because:
        return Because(
            tuple(self._reason(reason) for reason in reasons),
            " ".join(f"{r.kind}:{r.slug}" if r.slug else r.kind for r in reasons),
        )

    def _reason(self, reason: Reason) -> ReasonView:
        if not reason.slug:
            return ReasonView(reason.kind, None)
        if reason.kind == "campaign":
            return ReasonView(reason.kind, self.campaign_ref(reason.slug))
        kind = _RECORD_KINDS[reason.kind]
        name = self.library.records.get((kind, reason.slug))
        return ReasonView(reason.kind, self.named_ref(kind, reason.slug, name) if name else None)


def shortened(text: str, limit: int = _ENOUGH_FOR_A_CARD) -> str:
    """Return ``text``, cut at a word where it is longer than ``limit`` letters, with “…”."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
