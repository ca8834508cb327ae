"""A text in the form in which its program kept it → HTML, in a worker."""

import re

from . import hugo_codes, remarks, shortcodes
from .markdown_text import of_markdown, of_rest
from .values import Form, Note, OldText

_READ_MORE = re.compile(r"<hr[^>]*system-readmore[^>]*>|\{mospagebreak[^}]*\}", re.IGNORECASE)
_BREAK = re.compile(r'<hr[^>]*system-pagebreak[^>]*?title="([^"]*)"[^>]*>', re.IGNORECASE)
_PLUGIN = re.compile(
    r"\{/?(?:loadposition|loadmodule|gallery|youtube|audio|video|mp3|flv|ja\w*|vsig|pgslideshow|"
    r"jcomments|mosimage|emailcloak)\b[^{}]*\}",
    re.IGNORECASE,
)
# What Pelican puts before the path of a file of its own.
_PLACE = re.compile(r"(?:[{|]|%7B)(?:filename|static|attach|index)(?:[}|]|%7D)", re.IGNORECASE)


def as_html(text: OldText) -> tuple[str, list[Note]]:
    """Return the HTML, and a note for each command to the old program in it."""
    source = text.source
    match text.form:
        case Form.HTML:
            return source, []
        case Form.JOOMLA:
            return _of_joomla(source)
        case Form.WORDPRESS:
            return shortcodes.as_html(source, text.media)
        case Form.HUGO:
            return hugo_codes.as_html(source)
        case Form.MARKDOWN:
            return _PLACE.sub("", of_markdown(source)), []
        case Form.REST:
            return _PLACE.sub("", of_rest(source)), []


def _of_joomla(text: str) -> tuple[str, list[Note]]:
    text = _BREAK.sub(r"<h2>\1</h2>", _READ_MORE.sub("", text))
    return _PLUGIN.sub("", text), [remarks.command(match[0]) for match in _PLUGIN.finditer(text)]
