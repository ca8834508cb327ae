"""The text of a Hugo page → HTML: what its shortcodes stand for.

Source: Hugo's documentation, “Shortcodes”. Known are ``figure``, ``ref`` and ``relref``; what
stands between the two ends of any other is kept, the rest is left out and told.
"""

import html
import re

from .markdown_text import of_markdown
from .remarks import command
from .shortcodes import attributes, figure
from .values import Note

_CODE = re.compile(
    r"\{\{(?P<sign>[<%])\s*(?P<end>/?)\s*(?P<name>[\w/.-]+)(?P<more>.*?)/?\s*[>%]\}\}", re.DOTALL
)
_COMMENT = re.compile(r"\{\{[<%]/\*.*?\*/[>%]\}\}", re.DOTALL)
_QUOTED = re.compile(r"""["`“]([^"`”]+)["`”]|(\S+)""")
_LINKS = frozenset({"ref", "relref"})


def as_html(text: str) -> tuple[str, list[Note]]:
    """Return the HTML of the Markdown ``text``, and a note for each shortcode left out."""
    notes: list[Note] = []

    def stands_for(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name in _LINKS:
            said = _QUOTED.search(match["more"].strip())
            return (said[1] or said[2]) if said else ""
        if name == "figure" and (shown := _figure(match["more"])):
            return f"\n\n{shown}\n\n"
        if not match["end"]:
            notes.append(command(match[0]))
        return ""

    text = _CODE.sub(stands_for, _COMMENT.sub("", text))
    return of_markdown(text), notes


def _figure(more: str) -> str:
    said = attributes(more)
    if not said.get("src"):
        return ""
    caption = " – ".join(part for part in (said.get("title"), said.get("caption")) if part)
    if credit := said.get("attr"):
        caption = f"{caption} (Ảnh: {credit})"
    image = f'<img src="{html.escape(said["src"])}" alt="{html.escape(said.get("alt", ""))}">'
    return figure(image, html.escape(caption.strip(), quote=False))
