"""Articles and campaigns of an edition → entries of feeds."""

from datetime import date

from ..feeds import Entry, Feed
from ..model import Article, Campaign, Text
from ..pages.edition import Edition
from ..pages.frames import absolute, address
from ..settings import Settings

LENGTH = 20
"""A feed tells what is new; what is older stands in the archive."""


def site_name(settings: Settings, lang: str) -> str:
    """Return what the site is called in ``lang``."""
    return _said(settings.site_names, lang)


def newest(edition: Edition, settings: Settings, own: str, articles: tuple[Article, ...]) -> Feed:
    """Return the feed at ``own`` of the newest of ``articles``, which stand the newest first."""
    name = site_name(settings, edition.lang)
    home = address(settings, edition.lang, "index.html")
    return _feed(edition, settings, own, articles, name="", title=name, home=home)


def of_campaign(edition: Edition, settings: Settings, own: str, campaign: Campaign) -> Feed:
    """Return the feed at ``own`` of the articles of ``campaign``."""
    names = dict.fromkeys(moment.article for moment in campaign.moments)
    articles = [edition.library.articles[name] for name in names]
    articles.sort(key=lambda article: (article.published, article.slug), reverse=True)
    title = f"{edition.title(campaign).text} – {site_name(settings, edition.lang)}"
    home = address(settings, edition.lang, f"campaigns/{campaign.slug}.html")
    return _feed(
        edition,
        settings,
        own,
        tuple(articles),
        name=f"campaigns/{campaign.slug}",
        title=title,
        home=home,
        since=campaign.period.start if campaign.period else None,
    )


def _feed(
    edition: Edition,
    settings: Settings,
    own: str,
    articles: tuple[Article, ...],
    *,
    name: str,
    title: str,
    home: str,
    since: date | None = None,
) -> Feed:
    return Feed(
        name=name,
        lang=edition.lang,
        title=title,
        publisher=_said(settings.publishers, edition.lang),
        home=absolute(settings, own, home),
        own=absolute(settings, own, own),
        offset=settings.utc_offset,
        entries=tuple([_entry(edition, settings, own, article) for article in articles[:LENGTH]]),
        since=since or date(1970, 1, 1),
    )


def _entry(edition: Edition, settings: Settings, own: str, article: Article) -> Entry:
    # Not from the card of the article: a feed shows less, and most articles stand in some feed.
    text = edition.text(article)
    here = address(settings, edition.lang, f"articles/{article.slug}.html")
    image = _image(edition, text) or _image(edition, article.text)
    refs = (
        *map(edition.campaign_ref, article.campaigns()),
        *map(edition.topic_ref, article.topics),
    )
    return Entry(
        slug=article.slug,
        href=absolute(settings, own, here),
        lang=text.lang,
        title=text.title,
        summary=text.summary,
        authors=article.authors,
        published=article.published,
        changed=article.changed,
        image=absolute(settings, own, image) if image else "",
        topics=tuple([(ref.slug, ref.label.text) for ref in refs]),
    )


def _image(edition: Edition, text: Text) -> str:
    pictures = (edition.library.pictures.get(photo.source) for photo in text.photos)
    return next((picture.jpeg[-1].url for picture in pictures if picture), "")


def _said(words: tuple[tuple[str, str], ...], lang: str) -> str:
    said = dict(words)
    return said.get(lang) or next(iter(said.values()), "")
