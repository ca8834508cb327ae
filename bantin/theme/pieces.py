"""The small pieces that every page is full of: days, words, links, sizes of photos."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from ..model import Picture, Rendition
from ..views import Day, Label, Ref

_NOTHING = Markup("")
_new = str.__new__  # what Markup does with a string, without asking whether it is one


def html(value: object) -> str:
    """Return ``value`` as it may stand on a page, whatever it is.

    Most words hold nothing sharp and need not be copied; ``escape`` knows the rest.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    return escape(value)


def _plain(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


def day(day: Day) -> Markup:
    """Return a day that programs can read too."""
    return _new(Markup, f'<time datetime="{_plain(day.iso)}">{_plain(day.text)}</time>')


def lang(label: Label) -> Markup:
    """Return the attribute that names the language of ``label``, or nothing where it is ours."""
    return _new(Markup, f' lang="{_plain(label.lang)}"') if label.lang else _NOTHING


def words(label: Label) -> Markup:
    """Return ``label``, marked with its language where that is not the language of the page."""
    text = _plain(label.text)
    return _new(Markup, f"<span{lang(label)}>{text}</span>" if label.lang else text)


def link(ref: Ref, home: str) -> Markup:
    """Return a link to ``ref``, or its words alone where there is nothing to link to."""
    label = ref.label
    if not ref.href:
        return words(label)
    tongue = lang(label) if label.lang else ""
    return _new(
        Markup, f'<a href="{_plain(home)}{_plain(ref.href)}"{tongue}>{_plain(label.text)}</a>'
    )


def srcset(renditions: Iterable[Rendition], root: str) -> str:
    """Return the candidates among which a browser chooses, each with its real width."""
    return ", ".join(f"{root}{rendition.url} {rendition.width}w" for rendition in renditions)


def tint(picture: Picture) -> str:
    """Return the classes that colour the place of ``picture`` until it is there.

    Its average colour to sixteen steps a channel: a style of its own would be a colour to the
    letter, but no page may hold one.
    """
    red, green, blue = (picture.colour[place] for place in (1, 3, 5))
    return f"tint r{red} g{green} b{blue}"


def tenths(picture: Picture) -> int:
    """Return how many tenths of its height ``picture`` is wide, between 4 and 30."""
    return min(max(round(picture.width * 10 / picture.height), 4), 30)
