"""What every page has around its view."""

from dataclasses import dataclass

from .cards import Ref


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language (``x-default`` too); ``href`` is absolute where it can be."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class Switch:
    """The way to the same page in another language; ``href`` is relative to this page.

    ``name`` is what the language is called by those who speak it.
    """

    lang: str
    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture that stands beside a link to the page; ``href`` is absolute where it can be."""

    href: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its view.

    ``lang`` is the language of the page and ``address`` its place from the root of the site.
    ``root`` and ``home`` lead from the page to the root of the site and to the home of its
    edition (``""``, ``"../"`` …). ``section`` is the part of the site it belongs to: home,
    articles, timeline, campaigns, related, archives, people, units, topics, occasions, awards,
    photos, on-this-day, corrections, search, pages, help,
    missing. ``title`` is the heading without the site's name. ``pages`` are the standing
    pages (about …). ``canonical`` and the alternates are absolute when the site's address is
    known. ``style`` and ``script`` are addresses from the root, ``search`` that of the script
    of the search page. ``preview`` is True only in the live preview. ``image`` is what other
    programs show beside a link to the page, or None. ``site`` and ``edition`` are the whole
    addresses of the root of the site and of the home of the edition, with a slash at the end;
    both are empty where the site has no address.
    """

    lang: str
    address: str
    root: str
    home: str
    section: str
    title: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    switches: tuple[Switch, ...]
    site_name: str
    tagline: str
    publisher: str
    pages: tuple[Ref, ...]
    feed: str
    style: str
    script: str
    search: str
    samples: bool
    preview: bool = False
    image: Preview | None = None
    site: str = ""
    edition: str = ""
