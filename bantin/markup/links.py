"""What a writer types between the brackets of a link → where it leads."""

import html
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import nh3

from ..faults import fault
from ..model import Link
from ..problems import N_, Problem
from ..text import slug

KINDS = ("articles", "campaigns", "pages")
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})

# Browsers overlook these characters within an address, so a look at it must as well.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff\ufffd]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z]:|[/\\]|file:", re.IGNORECASE)
_WEB = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|info|gov|edu)(?:[/?:]|\Z)", re.I)
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[a-z]{2,}\Z", re.IGNORECASE)
_TEXT_FILE = re.compile(r"(?:index|(?:index\.)?[a-z]{2})\.(?:md|html?)\Z", re.IGNORECASE)
_PAGE_ENDING = re.compile(r"\.(?:md|html?)\Z", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.(?=[a-z0-9]{1,5}\Z)[0-9]*[a-z][a-z0-9]*\Z", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a link leads: ``href`` for the page, ``item`` where that is one of this site."""

    href: str = ""
    item: tuple[str, str] | None = None
    problem: Problem | None = None

    def link(self, typed: str, line: int) -> Link | None:
        """Return the Link to an item of this site, or None where it leads elsewhere."""
        if self.item is None:
            return None
        return Link(kind=self.item[0], slug=self.item[1], typed=typed, line=line)


def way(typed: str, *, path: str, line: int) -> Way:
    """Return where ``typed`` leads from the text ``path``: an address, an item, or a Problem.

    ``typed`` is the address as a browser would see it, entities already resolved.
    """
    plain = _UNSEEN.sub("", typed)
    if plain.startswith("#") and len(plain) > 1:
        return Way(href=plain)
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() in OUTSIDE:
        address = _UNSEEN.sub("%20", typed.strip())
        if opens(address):
            return Way(href=address)
        return _bad("link-broken", N_("the address “{typed}” is not complete"), typed, path, line)
    if problem := _refused(plain, typed, scheme, path, line):
        return Way(problem=problem)
    return _inside(typed, path, line)


@cache
def _prober() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(OUTSIDE), link_rel=None
    )


def opens(address: str) -> bool:
    """Say whether ``address`` is one that the sanitiser lets pass, too."""
    return " href=" in _prober().clean(f'<a href="{html.escape(address)}">')


def never_passes(typed: str) -> bool:
    """Say whether the sanitiser drops ``typed`` before anybody is asked about it."""
    return _SCHEME.match(_UNSEEN.sub("", typed)) is not None and not opens(typed)


def _refused(
    plain: str, typed: str, scheme: re.Match[str] | None, path: str, line: int
) -> Problem | None:
    if plain in ("", "#"):
        return fault(
            "link-empty",
            N_("a link has no address"),
            N_("Write the name of an article's folder between the round brackets"),
            path=path,
            line=line,
        )
    if plain.startswith("//"):
        return _without_scheme(plain[2:], typed, path, line)
    if _ABSOLUTE.match(plain):
        message = N_("a link cannot start from a disk or the root of a server: “{typed}”")
        return _bad("link-absolute", message, typed, path, line).problem
    if scheme:
        return _bad(
            "link-scheme", N_("readers cannot open a link to “{typed}”"), typed, path, line
        ).problem
    if _WEB.match(plain) or _MAIL.match(plain):
        return _without_scheme(plain, typed, path, line)
    return None


def _bad(code: str, message: str, typed: str, path: str, line: int) -> Way:
    remedy = N_("Write the name of an article's folder, or an address with https://")
    return Way(problem=fault(code, message, remedy, path=path, line=line, typed=_short(typed)))


def _without_scheme(plain: str, typed: str, path: str, line: int) -> Problem:
    start = "mailto:" if _MAIL.match(plain) else "https://"
    return fault(
        "link-incomplete",
        N_("the address “{typed}” lacks its beginning"),
        N_("Write {address}"),
        path=path,
        line=line,
        typed=_short(typed),
        address=_short(start + plain),
    )


def _inside(typed: str, path: str, line: int) -> Way:
    """Return the way to an item, named by its folder or by a path to it."""
    name, _, anchor = unquote(typed.strip()).replace("\\", "/").partition("#")
    steps = [step.strip() for step in name.partition("?")[0].split("/")]
    if steps and _TEXT_FILE.match(steps[-1]):
        steps.pop()
    parts = [step for step in steps if step not in ("", ".", "..")]
    last = _PAGE_ENDING.sub("", parts[-1]) if parts else ""
    if parts and last == parts[-1] and _FILE_ENDING.search(last):
        return Way(problem=_file(typed, path, line))
    address = slug(_DAY.sub("", last))
    if not address:
        return _bad("link-unclear", N_("“{typed}” names no article"), typed, path, line)
    kind = next((part for part in reversed(parts[:-1]) if part in KINDS), _nearby(steps, path))
    mark = f"#{_UNSEEN.sub('-', anchor)}" if anchor else ""
    return Way(href=f"bantin:{kind}/{address}{mark}", item=(kind, address))


def _nearby(steps: list[str], path: str) -> str:
    """Return the kind that a path means which names none: that of the folder it starts in."""
    # From a campaign's folder ``../other/`` is another campaign; a bare name is an article.
    climbs = len(steps) > 1 and steps[0] == ".." and steps[1] != ".."
    own = next((part for part in reversed(path.split("/")) if part in KINDS), "articles")
    return own if climbs else "articles"


def _file(typed: str, path: str, line: int) -> Problem:
    return fault(
        "link-to-file",
        N_("the file “{typed}” is not on the site: only articles and their photos are"),
        N_("Write what the file says into the article, or delete the link"),
        path=path,
        line=line,
        typed=_short(typed),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
