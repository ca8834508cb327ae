"""Markdown, or reStructuredText, of another program → HTML, which all sources have in common."""

import io
import re
from typing import Any

_EXTENSIONS = ("tables", "fenced_code", "sane_lists", "def_list", "md_in_html")

_TITLE = re.compile(r'<h1 class="title">.*?</h1>', re.DOTALL)

# HTML has no footnotes. They pass through it as words in brackets that nobody types.
NOTE = re.compile("⁅note:([\\w-]{1,40})⁆")
_TYPED_NOTE = re.compile(r"\[\^([\w-]{1,40})\]")
# A picture as Python-Markdown writes it.
_PICTURE = re.compile(r'<p>(<img alt="[^"]+"[^>]*>)</p>')
_SAID = re.compile(r'(alt|src|title)="([^"]*)"')
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$", re.MULTILINE)


def of_markdown(text: str) -> str:
    """Return the HTML. What Markdown lets through of a writer's own HTML stands in it, too."""
    from markdown import Markdown

    text = _TYPED_NOTE.sub(r"⁅note:\1⁆", _ATTRIBUTES.sub("", text))
    made = Markdown(extensions=list(_EXTENSIONS), output_format="html").convert(text)
    return _PICTURE.sub(_with_caption, made)


def _with_caption(match: re.Match[str]) -> str:
    """Return a picture alone in its paragraph with what is customarily said below it.

    That is its title, else what stands in its brackets.
    """
    said = dict(_SAID.findall(match[1]))
    alt, title = said.get("alt", ""), said.get("title", "")
    image = f'<img src="{said.get("src", "")}" alt="{alt if title else ""}">'
    return f"<figure>{image}<figcaption>{title or alt}</figcaption></figure>"


def of_rest(text: str) -> str:
    """Return the HTML of what stands below the title and its fields.

    No file is included and no raw HTML let through.
    """
    from docutils import nodes
    from docutils.core import publish_doctree, publish_from_doctree

    settings: dict[str, Any] = {
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "halt_level": 5,
        "report_level": 5,
        "warning_stream": io.StringIO(),
        "output_encoding": "unicode",
        "_disable_config": True,
        "initial_header_level": 2,
        "docinfo_xform": False,
        "embed_stylesheet": False,
        "stylesheet_path": None,
    }
    tree = publish_doctree(text, settings_overrides=settings)
    for fields in list(tree.findall(nodes.field_list))[:1]:
        fields.parent.remove(fields)
    made = publish_from_doctree(tree, writer="html5", settings_overrides=settings)
    body = made.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]
    return _TITLE.sub("", body, count=1)
