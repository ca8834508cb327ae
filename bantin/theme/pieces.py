"""The small pieces that every page is full of: days, words, links, sizes of photos."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from ..model import Picture, Rendition
from ..views import Day, Label, Ref

_NOTHING = Markup("")


def day(day: Day) -> Markup:
    """Return a day that programs can read too."""
    return _html('<time datetime="', escape(day.iso), '">', escape(day.text), "</time>")


def lang(label: Label) -> Markup:
    """Return the attribute that names the language of ``label``, or nothing where it is ours."""
    return _html(' lang="', escape(label.lang), '"') if label.lang else _NOTHING


def words(label: Label) -> Markup:
    """Return ``label``, marked with its language where that is not the language of the page."""
    text = escape(label.text)
    return _html("<span", lang(label), ">", text, "</span>") if label.lang else text


def link(ref: Ref, home: str) -> Markup:
    """Return a link to ``ref``, or its words alone where there is nothing to link to."""
    if not ref.href:
        return words(ref.label)
    address, text = escape(ref.href), escape(ref.label.text)
    return _html('<a href="', home, address, '"', lang(ref.label), ">", text, "</a>")


def _html(*parts: str) -> Markup:
    # Much faster than Markup.format; whoever calls has escaped what is not ours.
    return Markup("".join(parts))  # noqa: S704


def srcset(renditions: Iterable[Rendition], root: str) -> str:
    """Return the candidates among which a browser chooses, each with its real width."""
    return ", ".join(f"{root}{rendition.url} {rendition.width}w" for rendition in renditions)


def tenths(picture: Picture) -> int:
    """Return how many tenths of its height ``picture`` is wide, between 4 and 30."""
    return min(max(round(picture.width * 10 / picture.height), 4), 30)
