"""What every kind of feed says, and the names that outlive its address."""

import uuid
from dataclasses import dataclass
from datetime import date

_NO_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed shows it. Addresses are absolute, or lead there from the feed.

    ``lang`` is the language of ``title`` and ``summary``; ``changed`` is the day of the last
    correction, or of publication. ``image`` is the address of a JPEG, or empty. ``topics`` are
    (key, words).
    """

    slug: str
    href: str
    lang: str
    title: str
    summary: str
    authors: tuple[str, ...]
    published: date
    changed: date
    image: str = ""
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of articles that readers can follow, the newest first.

    ``name`` tells it from the other feeds of its edition, whatever its address; ``home`` is the
    address of what it follows and ``own`` its own. ``offset`` is that of the site's time zone,
    as ``+07:00``. ``since`` is the day of a feed that has no articles yet.
    """

    name: str
    lang: str
    title: str
    publisher: str
    home: str
    own: str
    offset: str
    entries: tuple[Entry, ...]
    since: date = _NO_DAY

    @property
    def changed(self) -> date:
        """The day on which any of its articles changed last."""
        return max((entry.changed for entry in self.entries), default=self.since)


def lasting_id(lang: str, name: str) -> uuid.UUID:
    """Return an identifier that depends on nothing but the language and the name of a thing.

    A name-based UUID outlives a change of the site's address, of a title, and of the builder.
    Source: RFC 4287, section 4.2.6; RFC 7986, section 5.3; RFC 4122, section 4.3.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"bantin:{lang}/{name}")


def moment(day: date, offset: str) -> str:
    """Return the beginning of ``day`` as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00{offset}"
