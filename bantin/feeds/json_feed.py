"""A feed as JSON Feed, which programs read without XML."""

import json
from typing import Any

from .entries import Entry, Feed, lasting_id, moment


def json_feed(feed: Feed) -> bytes:
    """Return ``feed`` as JSON Feed 1.1. Source: jsonfeed.org/version/1.1.

    An item must have a content: the summary is all that a feed may know of a text, so that an
    edit of words leaves every feed as it is.
    """
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.lang,
        "authors": [{"name": feed.publisher or feed.title}],
        "items": [_item(entry, feed) for entry in feed.entries],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": lasting_id(feed.lang, entry.slug).urn,
        "url": entry.href,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": moment(entry.published, feed.offset),
        "date_modified": moment(entry.changed, feed.offset),
        "language": entry.lang,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.image:
        item["image"] = entry.image
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.topics:
        item["tags"] = [words for _, words in entry.topics]
    return item
