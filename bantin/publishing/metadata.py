"""The bytes of a picture → which notes of cameras, people and programs it carries.

Sources: JPEG (ITU T.81, annex B), PNG (W3C, chapter 11), WebP container (RIFF chunks of the
WebP specification), ISO 14496-12 for AVIF, whose items are named in the ``meta`` box.
"""

from collections.abc import Iterator

# APP0 is JFIF and APP2 the colour profile; APP14 tells how the colours are coded.
_PLAIN_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE})
_PNG_NOTES = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_WEBP_NOTES = (b"EXIF", b"XMP ")


def metadata_in(data: bytes) -> tuple[str, ...]:
    """Return the names of the notes in ``data``; none for what is no picture of a known kind."""
    if data.startswith(b"\xff\xd8"):
        return tuple(_jpeg(data))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return tuple(_png(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return tuple(_webp(data))
    if data[4:8] == b"ftyp":
        return tuple(
            k for k, mark in (("EXIF", b"Exif"), ("XMP", b"application/rdf+xml")) if mark in data
        )
    return ()


def _jpeg(data: bytes) -> Iterator[str]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xDA:  # from here on there are only pixels
            return
        if marker == 0xFE:
            yield "comment"
        elif 0xE0 <= marker <= 0xEF and marker not in _PLAIN_SEGMENTS:
            yield f"APP{marker - 0xE0}"
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")


def _png(data: bytes) -> Iterator[str]:
    place = 8
    while place + 8 <= len(data):
        kind = data[place + 4 : place + 8]
        if kind in _PNG_NOTES:
            yield kind.decode()
        place += 12 + int.from_bytes(data[place : place + 4], "big")


def _webp(data: bytes) -> Iterator[str]:
    place = 12
    while place + 8 <= len(data):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if kind in _WEBP_NOTES:
            yield kind.decode().strip()
        place += 8 + size + size % 2
