"""The text of a WordPress post → HTML: what its shortcodes and blocks stand for.

Source: WordPress: ``wpautop``, the caption and gallery shortcodes, and the comments around
blocks, which are dropped: the HTML within them says all.
"""

import html
import re
from collections.abc import Sequence

from .remarks import command
from .values import Media, Note

_CAPTION = re.compile(
    r"\[(caption|wp_caption)(?P<more>[^\]]*)\](?P<inner>.*?)\[/\1\]", re.DOTALL | re.IGNORECASE
)
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_GALLERY = re.compile(r"\[gallery(?P<more>[^\[\]]{0,2000})\]", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MORE = re.compile(r"<!--(?:more|nextpage|noteaser)\b.*?-->", re.DOTALL)
_PAIRED = re.compile(
    r"\[/?(?P<name>[a-z][\w-]{2,30})(?:\s[^\[\]<>]*=[^\[\]<>]*)?/?\]", re.IGNORECASE
)
_BLOCKS = (
    "address|article|aside|blockquote|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|nav|ol|p|pre|section|"
    "script|style|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_START = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"(</?(?:{_BLOCKS})\b[^>]*>)", re.IGNORECASE)
_LINE_END = re.compile(r"\s*\n\s*")
_EMPTY_LINES = re.compile(r"\n\s*\n+")


def figure(image: str, caption: str) -> str:
    """Return the HTML of a picture and its caption, which are HTML themselves."""
    said = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure>{image}{said}</figure>"


def as_html(text: str, media: Sequence[Media]) -> tuple[str, list[Note]]:
    """Return the HTML, and a note for each shortcode that stands for something else.

    A gallery without numbers shows all of ``media``.
    """
    text = _MORE.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _COMMENT.sub("", text)
    text = _CAPTION.sub(_captioned, text)
    text = _GALLERY.sub(lambda match: _gallery(match["more"], media), text)
    notes: list[Note] = []

    def dropped(match: re.Match[str]) -> str:
        if not match[0].startswith("[/"):
            notes.append(command(match[0]))
        return ""

    known = {
        m["name"].lower() for m in _PAIRED.finditer(text) if m[0].startswith("[/") or "=" in m[0]
    }
    text = _PAIRED.sub(lambda m: dropped(m) if m["name"].lower() in known else m[0], text)
    return in_paragraphs(text), notes


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode, ``name="value"`` in any of their three spellings."""
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}


def _captioned(match: re.Match[str]) -> str:
    inner = match["inner"]
    image = _IMAGE.search(inner)
    if not image:
        return inner
    # Older posts have the caption as an attribute, newer ones behind the picture.
    said = attributes(match["more"]).get("caption") or inner[: image.start()] + inner[image.end() :]
    return f"\n\n{figure(image[0], said.strip())}\n\n"


def _gallery(more: str, media: Sequence[Media]) -> str:
    numbers = named(more)
    known = {item.number: item for item in media}
    shown = [known[n] for n in numbers if n in known] if numbers else media
    return "\n\n" + "".join(map(_shown, shown)) + "\n\n"


def named(more: str) -> list[str]:
    """Return the numbers that the attributes of a gallery name."""
    said = attributes(more)
    return re.findall(r"\d{1,12}", said.get("ids") or said.get("include") or "")


def galleries(text: str) -> list[str]:
    """Return the attributes of each gallery in ``text``."""
    return [match["more"] for match in _GALLERY.finditer(text)]


def _shown(item: Media) -> str:
    address, description = html.escape(item.address), html.escape(item.description)
    image = f'<img src="{address}" alt="{description}">'
    return figure(image, html.escape(item.caption, quote=False))


def in_paragraphs(text: str) -> str:
    """Return ``text`` with paragraphs where its writer left a line empty, and breaks at lines.

    A text that has paragraphs of its own stays as it is, and so does what stands in blocks.
    """
    if re.search(r"<p\b", text, re.IGNORECASE):
        return text
    found, loose, depth = [], "", 0
    for part in _BLOCK_TAG.split(text):
        if _BLOCK_START.match(part):
            if not depth:
                found.append(_paragraphs(loose))
                loose = ""
            found.append(part)
            if not part.lower().startswith("<hr"):
                depth = max(0, depth - 1) if part.startswith("</") else depth + 1
        elif depth:
            found.append(part)
        else:
            loose += part
    return "".join((*found, _paragraphs(loose)))


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in _EMPTY_LINES.split(text))
    return "".join(f"<p>{_LINE_END.sub('<br>', part)}</p>\n" for part in parts if part)
