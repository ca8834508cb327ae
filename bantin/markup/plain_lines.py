"""A stretch of text with at most emphasis and links in it → its HTML and its words."""

import re
from collections.abc import Callable

Follow = Callable[[str, int], str | None]
"""What tells the address for a link's target at a line, or None where that is not plain."""

Said = tuple[str, str]
"""HTML, and the same as plain text."""

HELD = "\xa0"
"""The space that holds two words together: the only other one in a plain text."""

# What begins with a sign of its own is found fast. A sign before it, as in ``***``, is left over.
_INNER = r"[^\s*_\[\]|](?:[^*_\[\]|]*[^\s*_\[\]|])?"
_TOKEN = re.compile(
    rf"\*\*({_INNER})\*\*(?!\*)|\*({_INNER})\*(?!\*)"
    rf"|\[({_INNER})\]\(([A-Za-z0-9_./:@#%-]+)\)"
)


def said(text: str, line: int, follow: Follow) -> Said | None:
    """Return what ``text`` says, which begins on ``line``, or None where it is not plain.

    Plain are letters and signs that mean nothing in Markdown or HTML, ``**strong**`` and
    ``*em*`` around such, and links around such; nothing stands within one another.
    """
    if _is_bare(text):
        return text, text
    if told := _with_strong(text):
        return told
    if "![" in text:
        return None
    html: list[str] = []
    words: list[str] = []
    last = 0
    for match in _TOKEN.finditer(text):
        between = text[last : match.start()]
        last = match.end()
        strong, em, link, target = match.groups()
        made = _made(strong, em)
        if target is not None:
            address = follow(target, line + text.count("\n", 0, last))
            made = address and f"<a{address}>{link}</a>"
        if made is None:
            return None
        html += between, made
        words += between, strong or em or link
    rest = text[last:]
    plain = "".join((*words, rest))
    return ("".join((*html, rest)), plain) if _is_bare(plain) else None


def _with_strong(text: str) -> Said | None:
    """Return what ``text`` says where ``**strong**`` is all that it holds, as most often."""
    parts = text.split("**")
    words = "".join(parts)
    # Nothing between two signs: they are four in a row, which mean something else.
    if len(parts) % 2 == 0 or not _is_bare(words) or not all(parts[1:-1]):
        return None
    for number in range(1, len(parts), 2):
        strong = parts[number]
        if strong[0].isspace() or strong[-1].isspace():
            return None
        parts[number] = f"<strong>{strong}</strong>"
    return "".join(parts), words


def _is_bare(text: str) -> bool:
    # One sign after the other is found far sooner than any one of them by a pattern.
    return not ("*" in text or "[" in text or "_" in text or "]" in text or "|" in text)


def _made(strong: str | None, em: str | None) -> str | None:
    if strong is not None:
        return f"<strong>{strong}</strong>"
    return None if em is None else f"<em>{em}</em>"


def squashed(text: str) -> str:
    """Return plain ``text`` with one space where it has several, or ends a line."""
    spaced = "  " in text or "\n" in text or HELD in text
    return " ".join(text.split()) if spaced else text.strip(" ")
