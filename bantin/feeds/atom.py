"""A feed as Atom, which readers of news and browsers of old know."""

from xml.sax.saxutils import escape

from .entries import Entry, Feed, lasting_id, moment
from .quotes import quoted

ATOM = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """Return ``feed`` as Atom. Source: RFC 4287.

    Written as text: there may be thousands of campaigns, each with a feed, and building a tree
    of elements takes ten times as long.
    """
    entries = "".join([_entry(entry, feed) for entry in feed.entries])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="{ATOM}" xml:lang="{quoted(feed.lang)}">\n'
        f" <id>{lasting_id(feed.lang, feed.name).urn}</id>\n"
        f" <title>{escape(feed.title)}</title>\n"
        f" <updated>{moment(feed.changed, feed.offset)}</updated>\n"
        f' <link rel="alternate" type="text/html" href="{quoted(feed.home)}" />\n'
        f' <link rel="self" type="application/atom+xml" href="{quoted(feed.own)}" />\n'
        # An entry without an author takes that of the feed, so there is always one.
        f" <author>\n  <name>{escape(feed.publisher or feed.title)}</name>\n </author>\n"
        f"{entries}</feed>\n"
    ).encode()


def _entry(entry: Entry, feed: Feed) -> str:
    lang = f' xml:lang="{quoted(entry.lang)}"' if entry.lang != feed.lang else ""
    lines = [
        f"<id>{lasting_id(feed.lang, entry.slug).urn}</id>",
        f"<title>{escape(entry.title)}</title>",
        f"<published>{moment(entry.published, feed.offset)}</published>",
        f"<updated>{moment(entry.changed, feed.offset)}</updated>",
        f'<link rel="alternate" type="text/html" href="{quoted(entry.href)}" />',
    ]
    if entry.image:
        lines.append(f'<link rel="enclosure" type="image/jpeg" href="{quoted(entry.image)}" />')
    lines += [f"<author><name>{escape(name)}</name></author>" for name in entry.authors]
    lines += [
        f'<category term="{quoted(key)}" label="{quoted(words)}" />' for key, words in entry.topics
    ]
    if entry.summary:
        lines.append(f"<summary>{escape(entry.summary)}</summary>")
    inside = "".join([f"  {line}\n" for line in lines])
    return f" <entry{lang}>\n{inside} </entry>\n"
