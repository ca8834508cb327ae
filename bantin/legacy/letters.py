"""Text out of an old database, in whatever letters it was kept → the text that was meant."""

import re
import unicodedata
from functools import cache

# UTF-8 whose bytes were taken for Western letters: “Phát” has become “PhÃ¡t”.
_DOUBLED = re.compile("[\u00c2-\u00c6\u00e1\u00e2\u00c4\u00c5][\u0080-\u00bf\u0152-\u2122]")
_ALONE = re.compile("[\udc80-\udcff]")


def readable(text: str) -> str:
    """Return ``text`` as its writer saw it, composed.

    Bytes that are no UTF-8 (``surrogateescape``) are read as windows-1258, the Vietnamese
    Windows of old; UTF-8 that was taken for Western letters once, or twice, is set right.
    """
    if text.isascii():
        return text
    if _ALONE.search(text):
        text = text.encode("utf-8", "surrogateescape").decode("cp1258", "replace")
    for _ in range(2):
        if not _DOUBLED.search(text) or (again := _undoubled(text)) is None:
            break
        text = again
    return unicodedata.normalize("NFC", text)


def _undoubled(text: str) -> str | None:
    """Return ``text`` with its letters taken as the bytes of UTF-8, None where they are none."""
    letters = _western()
    try:
        return bytes(letters[letter] for letter in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


@cache
def _western() -> dict[str, int]:
    """Return the byte of each letter of windows-1252; its five gaps stand for themselves.

    Source: MySQL Reference Manual, “latin1”: 0x81, 0x8d, 0x8f, 0x90 and 0x9d are undefined.
    """
    table = {chr(byte): byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        letter = bytes([byte]).decode("cp1252", "ignore")
        if letter:
            table[letter] = byte
    return table
