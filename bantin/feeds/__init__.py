"""Articles and campaigns → feeds, calendars and sitemaps: the site as other programs follow it."""

from .atom import atom
from .calendar import Event, calendar
from .entries import Entry, Feed, lasting_id
from .json_feed import json_feed
from .sitemap import SITEMAP, XHTML, Listed, robots, sitemaps

__all__ = [
    "SITEMAP",
    "XHTML",
    "Entry",
    "Event",
    "Feed",
    "Listed",
    "atom",
    "calendar",
    "json_feed",
    "lasting_id",
    "robots",
    "sitemaps",
]
