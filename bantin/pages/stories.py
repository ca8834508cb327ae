"""Pages that tell one thing: an article, a campaign, a standing page."""

from dataclasses import replace

from ..model import Article, Campaign, Moment, Person, Reason, Relation, StandingPage
from ..text import slug
from ..views import (
    ArticleView,
    CampaignCard,
    CampaignView,
    CorrectionView,
    Label,
    Neighbours,
    PersonRef,
    PhotoView,
    ReasonView,
    RelatedCard,
    StandingView,
    Words,
)
from .edition import Edition

_STEPS = 6
_RECORD_KINDS = {"person": "people", "unit": "units", "topic": "topics", "occasion": "occasions"}


def article_view(edition: Edition, article: Article, permanent: str) -> ArticleView:
    """Return what the page of ``article`` shows; a fact card where it is not translated."""
    text = edition.text(article)
    foreign = edition.foreign(text.lang)
    fact_card = bool(foreign)
    campaigns = article.campaigns()
    return ArticleView(
        slug=article.slug,
        title=edition.title(article),
        lead=Label(text.summary, foreign) if text.summary_given else None,
        ties=edition.ties(article),
        authors=article.authors,
        published=edition.day(article.published),
        event=edition.day(article.event_day) if article.event_day != article.published else None,
        units=tuple(edition.unit_ref(unit) for unit in article.units),
        people=tuple(_person(edition, person) for person in article.people),
        places=tuple(edition.label(place) for place in article.places),
        topics=tuple(
            edition.record_ref("topics", slug(topic.text), edition.label(topic))
            for topic in article.topics
        ),
        body=(),
        words=Words() if fact_card else edition.words(text),
        photos=edition.photos(text),
        campaigns=tuple(_box(edition, article, name) for name in campaigns),
        awards=edition.awards(edition.library.awards.get(article.slug, ())),
        corrections=tuple(
            CorrectionView(edition.day(item.day), Label(item.text, foreign))
            for item in text.corrections or article.text.corrections
        ),
        related=_related(edition, article),
        neighbours=tuple(
            found for name in campaigns if (found := _neighbours(edition, article, name))
        ),
        status=edition.status(article),
        fact_card=fact_card,
        original=f"articles/{article.slug}.html" if fact_card else "",
        permanent=permanent,
    )


def _box(edition: Edition, article: Article, name: str) -> CampaignCard:
    """Return a campaign with the steps that matter beside an article: few, in their order.

    A long campaign shows this article and its neighbours, then its milestones, the last
    ones first; the rest is one link away.
    """
    card = edition.campaign_card(name)
    if len(card.moments) <= _STEPS:
        return card
    here = [n for n, moment in enumerate(card.moments) if moment.card.slug == article.slug]
    around = [n + step for n in here for step in (0, -1, 1)]
    milestones = [n for n, m in enumerate(card.moments) if m.relation != Relation.REPORTS]
    wanted = (n for n in (*around, *reversed(milestones)) if 0 <= n < len(card.moments))
    shown = sorted(list(dict.fromkeys(wanted))[:_STEPS])
    moments = tuple(card.moments[number] for number in shown)
    return replace(card, moments=moments, more=len(card.moments) - len(moments))


def _person(edition: Edition, person: Person) -> PersonRef:
    return PersonRef(
        edition.record_ref("people", person.slug, edition.proper(person.name)),
        edition.label(person.rank) if person.rank else None,
        edition.label(person.position) if person.position else None,
    )


def _related(edition: Edition, article: Article) -> tuple[RelatedCard, ...]:
    return tuple(
        RelatedCard(
            edition.card(kin.article),
            tuple(_reason(edition, reason) for reason in kin.reasons),
            " ".join(_token(reason) for reason in kin.reasons),
        )
        for kin in edition.library.related.get(article.slug, ())
    )


def _token(reason: Reason) -> str:
    return f"{reason.kind}:{reason.slug}" if reason.slug else reason.kind


def _reason(edition: Edition, reason: Reason) -> ReasonView:
    if not reason.slug:
        return ReasonView(reason.kind, None)
    if reason.kind == "campaign":
        return ReasonView(reason.kind, edition.campaign_ref(reason.slug))
    kind = _RECORD_KINDS[reason.kind]
    name = edition.library.records.get((kind, reason.slug))
    return ReasonView(reason.kind, edition.named_ref(kind, reason.slug, name) if name else None)


def _neighbours(edition: Edition, article: Article, name: str) -> Neighbours | None:
    slugs = list(
        dict.fromkeys(moment.article for moment in edition.library.campaigns[name].moments)
    )
    if len(slugs) < 2:
        return None
    place = slugs.index(article.slug)
    before = edition.card(slugs[place - 1]) if place else None
    after = edition.card(slugs[place + 1]) if place + 1 < len(slugs) else None
    return Neighbours(edition.campaign_ref(name), before, after)


def campaign_view(edition: Edition, campaign: Campaign) -> CampaignView:
    """Return the life of ``campaign``: its steps by phase, its awards and its photos."""
    text = edition.text(campaign)
    return CampaignView(
        card=edition.campaign_card(campaign.slug),
        body=(),
        words=edition.words(text),
        body_lang=edition.foreign(text.lang),
        phases=tuple(
            (str(relation), tuple(edition.moment(moment) for moment in moments))
            for relation in Relation
            if (moments := [m for m in campaign.moments if m.relation is relation])
        ),
        awards=edition.awards(edition.library.rewarded.get(campaign.slug, ())),
        photos=_photos(edition, campaign.moments),
        untranslated=text.lang != edition.lang,
    )


def _photos(edition: Edition, moments: tuple[Moment, ...]) -> tuple[tuple[PhotoView, str], ...]:
    names = dict.fromkeys(moment.article for moment in moments)
    articles = [edition.library.articles[name] for name in names]
    return tuple(
        (photo, f"articles/{article.slug}.html")
        for article in articles
        for photo in edition.photos(edition.text(article))
    )


def standing_view(edition: Edition, page: StandingPage) -> StandingView:
    """Return what a standing page shows, in the first language where it is not translated."""
    text = edition.text(page)
    return StandingView(
        edition.title(page),
        (),
        edition.foreign(text.lang),
        edition.status(page),
        edition.words(text),
    )
