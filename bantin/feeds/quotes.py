"""Words → what may stand in an attribute of XML."""

from xml.sax.saxutils import escape

_SHARP = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


def quoted(text: str) -> str:
    """Return ``text`` for an attribute in double quotes."""
    return escape(text, _SHARP)
