"""Pages that tell one thing: an article, a campaign, a standing page."""

from ..model import Article, Campaign, Moment, Relation, StandingPage
from ..views import (
    ArticleView,
    CampaignView,
    CorrectionView,
    Label,
    PhotoView,
    StandingView,
    Words,
)
from .edition import Edition


def article_view(edition: Edition, article: Article, permanent: str) -> ArticleView:
    """Return what the page of ``article`` shows; a fact card where it is not translated."""
    text = edition.text(article)
    foreign = edition.foreign(text.lang)
    fact_card = bool(foreign)
    card, lives = edition.card(article.slug), [edition.life(c) for c in article.campaigns()]
    kinships = edition.library.related.get(article.slug, ())
    return ArticleView(
        slug=article.slug,
        title=card.title,
        lead=Label(text.summary, foreign) if text.summary_given else None,
        ties=card.ties,
        authors=article.authors,
        published=card.published,
        event=edition.day(article.event_day) if article.event_day != article.published else None,
        units=tuple(map(edition.unit_ref, article.units)),
        people=tuple(map(edition.person_ref, article.people)),
        places=tuple(map(edition.label, article.places)),
        topics=tuple(map(edition.topic_ref, article.topics)),
        body=(),
        seal="",
        words=Words() if fact_card else edition.words(text),
        photos=edition.photos(text),
        campaigns=tuple(life.box(article.slug) for life in lives),
        awards=edition.awards(edition.library.awards.get(article.slug, ())),
        corrections=tuple(
            CorrectionView(edition.day(item.day), Label(item.text, foreign))
            for item in text.corrections or article.text.corrections
        ),
        related=tuple([edition.card(kin.article) for kin in kinships]),
        because=tuple([edition.because(kin.reasons) for kin in kinships]),
        neighbours=tuple(
            found for life in lives if (found := life.neighbours(article.slug, edition.card))
        ),
        status=card.status,
        fact_card=fact_card,
        original=f"articles/{article.slug}.html" if fact_card else "",
        permanent=permanent,
    )


def campaign_view(edition: Edition, campaign: Campaign) -> CampaignView:
    """Return the life of ``campaign``: its steps by phase, its awards and its photos."""
    text, card = edition.text(campaign), edition.campaign_card(campaign.slug)
    return CampaignView(
        card=card,
        body=(),
        words=edition.words(text),
        body_lang=edition.foreign(text.lang),
        phases=tuple(
            (str(relation), moments)
            for relation in Relation
            if (moments := tuple(m for m in card.moments if m.relation == relation))
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
