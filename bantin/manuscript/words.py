"""Plain words → Markdown that reads as exactly these words; a photo → its line of Markdown."""

import re

from ..guesses import marked

_MARKS = re.compile(r"[\\`*_\[\]<>&|~]")
_BEGINNING = re.compile(r"(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|\Z)|(?P<sign>[#+-])|(?P<rule>=)")
_LONGEST_TITLE = 300


def escaped(text: str) -> str:
    """Return ``text``, a stretch within one paragraph, so that Markdown reads it as it stands."""
    return _MARKS.sub(_escape, text)


def _escape(mark: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "~"}.get(mark[0], f"\\{mark[0]}")


def begun(line: str) -> str:
    """Return ``line``, already escaped, so that it does not begin a list, a heading or a table."""
    found = _BEGINNING.match(line)
    if not found:
        return line
    if found["rule"]:
        return f"&#61;{line[1:]}"
    if found["sign"]:
        return f"\\{line}"
    return f"{found['number']}\\{line[found.start('stop') :]}"


def figure(caption: str, name: str, description: str = "", *, guess: str = "") -> str:
    """Return the Markdown of a photo: its caption, its file and, for the blind, what it shows.

    ``caption`` and ``description`` are plain text. Where the description cannot stand in
    quotes the caption goes onto a line of its own, and the brackets hold the description.
    ``guess`` is the language of the text where the caption is but a guess, which is marked.
    """
    caption, description = (escaped(" ".join(said.split())) for said in (caption, description))
    if guess and caption:
        caption = marked(caption, guess)
    target = f"<{name}>" if re.search(r"[()\"'“”]", name) else name
    if not description:
        return f"![{caption}]({target})"
    if len(description) <= _LONGEST_TITLE and not re.search(r'"\s*\)|\\|&', description):
        return f'![{caption}]({target} "{description}")'
    return f"![{description}]({target})\n{begun(caption)}"
