"""What a page tells, once more for programs: JSON-LD in the words of schema.org.

A block of data is no script: browsers do not run it, and the strict policy of the site lets it
stand. Addresses are whole where the site has one; otherwise they lead there from the page, as
JSON-LD lets them.
"""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from ..model import Rendition
from ..views import ArticleView, CampaignCard, Frame, PhotoView, Ref

Facts = dict[str, Any]
Crumb = tuple[str, str]
"""An address from the home of the edition, and the name of the page that stands there."""

_MOST_PHOTOS = 6
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def article_data(view: ArticleView, page: Frame, crumbs: Sequence[Crumb]) -> Markup:
    """Return what the page of an article tells: the article, and the way to its page.

    A fact card tells of the text in the first language, which it stands for.
    """
    return _block(_article(view, page), _way(page, crumbs))


def campaign_data(card: CampaignCard, page: Frame, crumbs: Sequence[Crumb]) -> Markup:
    """Return what the page of a campaign tells: the campaign, and the way to its page."""
    return _block(_campaign(card, page), _way(page, crumbs))


def way_data(page: Frame, crumbs: Sequence[Crumb]) -> Markup:
    """Return the way to a page: ``crumbs`` lead from the front page to the one above it."""
    return _block(_way(page, crumbs))


def _block(*things: Facts) -> Markup:
    text = _encode({"@context": "https://schema.org", "@graph": things})
    # Whatever a writer typed, no tag can begin and no comment open within the block.
    text = text.replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (escaped)


def _way(page: Frame, crumbs: Sequence[Crumb]) -> Facts:
    steps: list[Facts] = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": _at(page, place),
        }
        for number, (place, name) in enumerate(crumbs, 1)
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": page.title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _article(view: ArticleView, page: Frame) -> Facts:
    lang = view.title.lang or page.lang
    changed = max([view.published.iso, *(item.day.iso for item in view.corrections)])
    facts: Facts = {
        "@type": "NewsArticle",
        "@id": (page.site or page.root) + view.original if view.original else page.canonical,
        "headline": view.title.text,
        "description": page.description,
        "inLanguage": lang,
        "datePublished": view.published.iso,
        "dateModified": changed,
        "author": [{"@type": "Person", "name": name} for name in view.authors],
        "publisher": {"@type": "Organization", "name": page.publisher or page.site_name},
        "isPartOf": {"@type": "WebSite", "@id": _at(page, "index.html"), "name": page.site_name},
        "image": _images(view, page),
        "about": [
            *(_ref("Event", Ref(box.href, box.name), page) for box in view.campaigns),
            *(_ref("Thing", topic, page) for topic in view.topics),
        ],
        "mentions": [
            *(_ref("Person", person.ref, page) for person in view.people),
            *(_ref("Organization", unit, page) for unit in view.units),
        ],
        "contentLocation": [{"@type": "Place", "name": place.text} for place in view.places],
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": item.day.iso,
                "text": item.text.text,
            }
            for item in view.corrections
        ],
    }
    if not view.fact_card:
        facts.update(_translations(view, page, lang))
    return _without_nothing(facts)


def _translations(view: ArticleView, page: Frame, lang: str) -> Facts:
    # The first alternate is the edition that holds every fact: its text is the original.
    first = page.alternates[0].lang
    others = [
        {"@type": "NewsArticle", "@id": alternate.href, "inLanguage": alternate.lang}
        for alternate in page.alternates
        if alternate.lang in view.translations
    ]
    if lang == first:
        return {"workTranslation": others}
    original = [other for other in others if other["inLanguage"] == first]
    return {"translationOfWork": original[0] if original else None}


def _campaign(card: CampaignCard, page: Frame) -> Facts:
    span = card.span
    return _without_nothing(
        {
            "@type": "Event",
            "@id": page.canonical,
            "name": card.name.text,
            "description": page.description,
            "inLanguage": card.name.lang or page.lang,
            "startDate": span.start.iso if span else "",
            "endDate": span.end.iso if span and span.end else "",
            "organizer": [_ref("Organization", unit, page) for unit in card.launched_by],
            "about": [_ref("Thing", occasion, page) for occasion in card.occasions],
        }
    )


def _images(view: ArticleView, page: Frame) -> list[Any]:
    if view.photos or not page.image:
        return [_image(photo, page) for photo in view.photos[:_MOST_PHOTOS]]
    return [page.image.href]  # a translation without photos has that of the original


def _image(photo: PhotoView, page: Frame) -> Facts:
    widest: Rendition = photo.picture.jpeg[-1]
    return _without_nothing(
        {
            "@type": "ImageObject",
            "contentUrl": (page.site or page.root) + widest.url,
            "width": widest.width,
            "height": widest.height,
            "caption": photo.caption,
            "creditText": photo.credit,
        }
    )


def _ref(kind: str, ref: Ref, page: Frame) -> Facts:
    facts: Facts = {"@type": kind, "name": ref.label.text}
    return {**facts, "@id": _at(page, ref.href)} if ref.href else facts


def _at(page: Frame, place: str) -> str:
    # As its canonical address has it: the front page of the site is the root itself.
    if page.site and page.site == page.edition and place == "index.html":
        return page.site
    return (page.edition or page.home) + place


def _without_nothing(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value}
