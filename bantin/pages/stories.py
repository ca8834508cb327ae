"""Pages that tell one thing: an article, a campaign, a standing page."""

from ..album import Shot, once, shots
from ..model import Article, Campaign, Moment, Relation, StandingPage
from ..views import (
    ArticleView,
    CampaignView,
    CorrectionView,
    Label,
    StandingView,
    Words,
)
from .edition import Edition
from .photos import shown_photo

_PHOTOS = 60


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
        corrections=corrections(edition, article),
        related=tuple([edition.card(kin.article) for kin in kinships]),
        because=tuple([edition.because(kin.reasons) for kin in kinships]),
        neighbours=tuple(
            found for life in lives if (found := life.neighbours(article.slug, edition.card))
        ),
        status=card.status,
        fact_card=fact_card,
        original=f"articles/{article.slug}.html" if fact_card else "",
        permanent=permanent,
        translations=tuple([other.lang for other in article.texts if other is not text]),
    )


def campaign_view(edition: Edition, campaign: Campaign) -> CampaignView:
    """Return the life of ``campaign``: its steps by phase, its awards and its photos."""
    text, card = edition.text(campaign), edition.campaign_card(campaign.slug)
    taken = _photos(edition, campaign.moments)
    photos = [shown_photo(edition, shot) for shot in taken[:_PHOTOS]]
    return CampaignView(
        card=card,
        body=(),
        words=edition.words(text),
        body_lang=edition.foreign(text.lang),
        phases=tuple(
            (str(relation), tuple(m for m in card.moments if m.relation == relation))
            for relation in Relation
            if card.moments
        ),
        awards=edition.awards(edition.library.rewarded.get(campaign.slug, ())),
        photos=tuple((shown.photo, shown.href) for shown in photos),
        untranslated=text.lang != edition.lang,
        all_photos=len(taken),
    )


def _photos(edition: Edition, moments: tuple[Moment, ...]) -> tuple[Shot, ...]:
    names = dict.fromkeys(moment.article for moment in moments)
    articles, pictures = edition.library.articles, edition.library.pictures
    return once(shot for name in names for shot in shots(articles[name], pictures))


def corrections(edition: Edition, article: Article) -> tuple[CorrectionView, ...]:
    """Return what was put right in ``article``, as this edition says it.

    What its own text does not tell of a day is told in the words of the first one.
    """
    text, first = edition.text(article), article.text
    told = {item.day for item in text.corrections}
    found = [(item, edition.foreign(text.lang)) for item in text.corrections]
    if text is not first:
        more = (item for item in first.corrections if item.day not in told)
        found += [(item, edition.foreign(first.lang)) for item in more]
    return tuple(
        CorrectionView(edition.day(item.day), Label(item.text, lang)) for item, lang in found
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
