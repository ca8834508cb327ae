"""The theme's words for readers → the help page of an edition."""

import re
from collections.abc import Container

from ..markup import convert
from ..text import slug
from ..views import HelpView, Section

_HEADING = re.compile(r"^## +(.+)$", re.M)
_WAY = re.compile(r"\]\(([a-z-]+\.html)\)")
_LINK = re.compile(r'<a href="bantin:articles/([a-z-]+)">(.*?)</a>', re.S)


def help_view(source: str, pages: Container[str]) -> HelpView:
    """Return the help page but for its words; ``pages`` are those that its links may lead to."""
    title, _, rest = source.partition("\n")
    lead = _HEADING.split(rest)[0]
    return HelpView(
        title=title.removeprefix("#").strip(),
        lead=" ".join(lead.split()),
        body=(),
        pages=tuple(name for name in sorted(set(_WAY.findall(source))) if name in pages),
    )


def help_body(source: str, keys: str, lang: str, pages: tuple[str, ...]) -> tuple[Section, ...]:
    """Return the sections of ``source``; a link to no page of ``pages`` is only text.

    Their anchors are made from the headings of ``keys``, the same text in the language after
    which all editions name them, so that an address works in every edition.
    """
    _, *rest = _HEADING.split(source)
    return tuple(
        Section(slug(key), heading, _html(text, lang, pages))
        for key, heading, text in zip(_HEADING.findall(keys), rest[::2], rest[1::2], strict=True)
    )


def _html(text: str, lang: str, pages: tuple[str, ...]) -> str:
    def led(found: re.Match[str]) -> str:
        place, words = f"{found[1]}.html", found[2]
        return f'<a href="{place}">{words}</a>' if place in pages else words

    blocks = convert(text, path=f"help/{lang}.md", first_line=1, lang=lang).body
    return "\n".join(_LINK.sub(led, block) for block in blocks if isinstance(block, str))
