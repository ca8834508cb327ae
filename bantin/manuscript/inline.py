"""A line of words in their manners → a stretch of Markdown."""

import re
from urllib.parse import quote

from .blocks import Line, Words
from .words import escaped

_CHARS = re.compile(r"[^!#$%&+,\-./0-9:;=?@A-Z_a-z~]")
_ENTITY = re.compile(r"&(?=[#A-Za-z])")


def inline(line: Line, wrap: str) -> str:
    """Return ``line`` as Markdown; ``wrap`` stands where it has a break."""
    made = ""
    for words in line:
        if words.note:
            made = _joined(made, f"[^{words.note}]")
            continue
        for number, text in enumerate(words.text.split("\n")):
            made += wrap * (number > 0)
            made = _joined(made, _styled(words, text, made))
    return made


def _joined(before: str, piece: str) -> str:
    """Return both; a cry right before a link must not make a photo of it."""
    if before.endswith("!") and piece.startswith("["):
        before = before[:-1] + r"\!"
    return before + piece


def _styled(words: Words, text: str, before: str) -> str:
    inner = text.strip(" ")
    if not inner:
        return text
    start, stop = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    said = _raised(words, escaped(inner))
    if words.link:
        said = f"[{said}]({target(words.link)})"
    stars = "*" * (words.italic + 2 * words.bold)
    if stars and any(map(str.isalnum, words.text)):
        said = _stressed(said, words, stars, before + start)
    return f"{start}{said}{stop}"


def _raised(words: Words, said: str) -> str:
    tag = "sup" if words.raised else "sub" if words.lowered else ""
    return f"<{tag}>{said}</{tag}>" if tag else said


def _stressed(said: str, words: Words, stars: str, before: str) -> str:
    """Return ``said`` with stress. Stars that touch others, or a letter, would be read wrongly."""
    if len(stars) < 3 and not before.endswith(("*", "\\")) and not before[-1:].isalnum():
        return f"{stars}{said}{stars}"
    for tag in ("em",) * words.italic + ("strong",) * words.bold:
        said = f"<{tag}>{said}</{tag}>"
    return said


def target(address: str) -> str:
    """Return ``address`` as the target of a link: nothing in it ends the link, or begins one."""
    safe = _CHARS.sub(lambda found: quote(found[0]), address)
    return _ENTITY.sub("&amp;", safe)
