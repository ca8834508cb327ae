"""HTML of a text → the part of it that pages may hold."""

import re
from collections.abc import Callable
from functools import cache

import nh3

from .links import OUTSIDE
from .marks import PRIVATE

INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "s", "span", "strong", "sub", "sup"}
    | {"time", "u"}
)
TAGS = INLINE | frozenset(
    {"blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4"}
    | {"hr", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"aria-label", "href", "hreflang", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
CLASSES = {
    "a": {"footnote-backref", "footnote-ref"},
    "div": {"footnote"},
    "td": {"align-center", "align-right"},
    "th": {"align-center", "align-right"},
}

# A value that this character begins was put there by us: a writer's text does not hold it.
OURS = "\ue003"

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_NUMBER = re.compile(r"\d{1,4}\Z")
_CHECKS = {"lang": _LANGUAGE, "hreflang": _LANGUAGE, "start": _NUMBER, "colspan": _NUMBER,
           "rowspan": _NUMBER}  # fmt: skip
_ANCHOR = re.compile(r"<(?P<end>/?)a\b(?P<inside>[^>]*)>")
_REL = re.compile(r' rel="[^"]*"')
_EMPTY = re.compile(r"<p>\s*</p>\s*|<a [^>]*>\s*</a>|(?<=<pre>)\n+")
_HREF = re.compile(r' href="[^"]*"')


def sanitiser(href: Callable[[str], str | None], tags: frozenset[str] = TAGS) -> nh3.Cleaner:
    """Return a sanitiser; ``href`` says what becomes of each link's address, None drops it."""

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return href(value)
        if name == "id":
            return value[1:] if value.startswith(OURS) else None
        if name == "class":
            return value if value in CLASSES.get(tag, ()) else None
        check = _CHECKS.get(name)
        return value if check is None or check.match(value) else None

    return nh3.Cleaner(
        tags=set(tags),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,  # else no class reaches the filter
        attribute_filter=keep,
        url_schemes=set(OUTSIDE),
        link_rel=None,
    )


@cache
def _settler() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={**ATTRIBUTES, "a": ATTRIBUTES["a"] | {"rel"}},
        allowed_classes=CLASSES,
        url_schemes={*OUTSIDE, "bantin"},
        link_rel=None,
    )


def settled(made: str) -> str:
    """Return sanitised HTML as a browser reads it: what was left out may have held it apart."""
    for _ in range(5):
        again = tidy(_settler().clean(made))
        if again == made:
            break
        made = again
    return made


def tidy(made: str) -> str:
    """Return sanitised HTML without our marks, empty paragraphs, and links without an address.

    Those that have one begin with it.
    """
    made = PRIVATE.sub("", made)
    if "<a" in made:
        kept: list[bool] = []
        made = _ANCHOR.sub(lambda match: _straight(match, kept), made)
    return _EMPTY.sub("", made).strip()


def _straight(match: re.Match[str], kept: list[bool]) -> str:
    """Return one tag of a link; ``kept`` holds for each open one whether it stays."""
    if match["end"]:
        return "</a>" if kept and kept.pop() else ""
    href = _HREF.search(match["inside"])
    kept.append(href is not None)
    if href is None:
        return ""
    rest = _REL.sub("", _HREF.sub("", match["inside"]))
    # A foreign page is not told where its reader came from, and cannot reach back.
    rel = ' rel="noopener noreferrer"' if href[0].startswith(' href="http') else ""
    return f"<a{href[0]}{rest}{rel}>"
