"""The pages that the preview makes itself: what is held back, and what could not be made."""

from collections.abc import Iterable, Sequence
from html import escape

from ..messages import translator
from ..problems import N_
from .engine import Draft

_WORDS = {"draft": N_("draft"), "scheduled": N_("scheduled")}


def drafts_page(drafts: Iterable[Draft], lang: str, languages: Sequence[str]) -> bytes:
    """Return the HTML page that lists what readers do not see yet, in ``lang``.

    ``languages`` are those of the site, the one at its root first.
    """
    say = translator(lang)
    items = "".join(
        f'<li><a href="/{escape(draft.address)}" lang="{languages[0]}">{escape(draft.title)}</a>'
        f" <small>{escape(say(_WORDS.get(draft.status, draft.status)))}</small></li>\n"
        for draft in drafts
    )
    listed = f"<ol>\n{items}</ol>" if items else f"<p>{escape(say(N_('nothing is held back')))}</p>"
    home = f"/{lang}/index.html" if lang in languages[1:] else "/index.html"
    back = f'<p><a href="{home}">{escape(say(N_("Back to the front page")))}</a></p>'
    return _page(say(N_("Drafts and scheduled items")), f"{listed}\n{back}", lang, styled=True)


def failed_page(message: str, remedy: str, lang: str) -> bytes:
    """Return the HTML page that stands where a page cannot be made; its script mends it later."""
    return _page(message, f"<p>{escape(remedy)}</p>", lang)


def _page(title: str, body: str, lang: str, *, styled: bool = False) -> bytes:
    style = '<link rel="stylesheet" href="drafts.css">\n' if styled else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{style}</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    ).encode()
