"""The words of an article → a short code, by which a copy on paper is told from an altered one."""

import hashlib

from ..model import Body, Text

_LETTERS = 16


def seal(text: Text, body: Body) -> str:
    """Return the first 16 hexadecimal digits of SHA-256, in groups of four: ``3f2a 9c41 …``.

    It is taken of the title, the writer's summary and the text with its captions, in UTF-8
    (NFC), all words parted by one space each. Whoever has these words from a page, in whatever
    browser or from paper, comes to the same digits; so markup, photos and what others wrote
    around the article are left out, and so are the names of photographers.
    """
    parts = (text.title, text.summary if text.summary_given else "", body.plain)
    words = " ".join(" ".join(parts).split())
    digits = hashlib.sha256(words.encode()).hexdigest()[:_LETTERS]
    return " ".join(digits[place : place + 4] for place in range(0, _LETTERS, 4))
