"""What the header and the markers of a photo promise, before anything is decoded.

Readers are patient: they show half a picture and fill the rest with grey, and they take all the
memory that a header asks for. So both are looked at here first.
"""

import struct
import zlib
from dataclasses import dataclass

from . import refusals as refusals

_MOST_PIXELS = 100_000_000
# A baseline JPEG is scaled down while it is read, so twice as much needs less memory.
_MOST_LEAN_PIXELS = 200_000_000
# A camera writes about ten scans; each one makes the reader go over all pixels again.
_MOST_SCANS = 100
# No encoder ends with so many zeros; a disk that was full, or a copy that broke off, does.
_HOLE = bytes(64)
_MOST_CHUNKS = 100_000
_PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"IDAT")


@dataclass(frozen=True, slots=True)
class JpegFrame:
    """What the markers of a JPEG say. A lean one can be read in strips, without all of it."""

    is_lean: bool
    scans: int
    is_whole: bool


def check(form: str, data: bytes) -> bool:
    """Return whether the photo can be read in strips, so that it may have more pixels.

    Raises ``Refused`` for a photo that breaks off or has a hole, one made to keep its reader
    busy, and a WebP that is too large.
    """
    if form == "JPEG":
        frame = jpeg_frame(data)
        if not frame.is_whole or frame.scans > _MOST_SCANS:
            raise refusals.damaged()
        return frame.is_lean
    if form == "PNG" and not _png_is_sound(data):
        raise refusals.damaged()
    if form == "WEBP":
        # Its reader takes memory for all pixels as soon as it is opened.
        check_size(*webp_size(data))
        if not _webp_is_sound(data):
            raise refusals.damaged()
    return False


def check_size(width: int, height: int, *, is_lean: bool = False) -> None:
    """Raise ``Refused`` where a picture of this size would need too much memory."""
    limit = _MOST_LEAN_PIXELS if is_lean else _MOST_PIXELS
    if width * height > limit:
        raise refusals.too_many_pixels(width, height, limit)


def jpeg_frame(data: bytes) -> JpegFrame:
    """Return what the markers of a JPEG say.

    A reader fills what is missing with grey or takes zeros for a picture, and is content; a
    file is whole only where the end marker stands behind the picture. (Earlier there may be
    another, of the small preview that cameras put in.)

    Source: ITU-T T.81, annex B.
    """
    components, lean, at = 0, False, 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        body = at + 4
        if marker in (0xC0, 0xC1, 0xC2) and body + 6 <= len(data):
            components, lean = data[body + 5], marker != 0xC2
        if marker == 0xDA:
            lean = lean and body < len(data) and data[body] == components
            break
        at += 2 + int.from_bytes(data[at + 2 : body])
    scans = 1 if lean else data.count(b"\xff\xda", at)
    return JpegFrame(lean, scans, data.find(b"\xff\xd9", at) >= 0)


def webp_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a WebP from its first chunk; (0, 0) where it has none.

    Source: RFC 9649, section 2.
    """
    chunk, body = data[12:16], data[20:30]
    if len(body) < 10:
        return 0, 0
    if chunk == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _png_is_sound(data: bytes) -> bool:
    """Return whether the pixels of a PNG are as they were written, by its own checksums."""
    at, chunks, view = 8, 0, memoryview(data)
    while at + 12 <= len(data) and chunks < _MOST_CHUNKS:
        end = at + 8 + int.from_bytes(data[at : at + 4])
        sums = data[at + 4 : at + 8] in _PIXEL_CHUNKS
        if sums and zlib.crc32(view[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        at, chunks = end + 4, chunks + 1
    return chunks < _MOST_CHUNKS


def _webp_is_sound(data: bytes) -> bool:
    """Return whether the first picture of a WebP, which has no checksums, ends without a hole."""
    at = 12
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] in (b"VP8 ", b"VP8L"):
            return not data.startswith(_HOLE, max(at + 8, end - len(_HOLE)))
        at = end + end % 2
    return True
