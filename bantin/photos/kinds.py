"""What a file holds, told by its bytes and never by its name; what cannot be a photo is refused.

Nothing here decodes a picture, so that a file made to do harm is turned away first.
"""

from pathlib import Path

from . import refusals as refusals
from .refusals import Refused

_PICTURES = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"WEBP", "WEBP"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
)
# Camera raw files that would pass for a TIFF, and those that look like nothing else.
_RAW = (
    (8, b"CR\x02"),
    (4, b"ftypcrx "),
    (0, b"FUJIFILMCCD-RAW"),
    (0, b"IIU\0"),
    (0, b"IIRO"),
    (0, b"IIRS"),
)
_OTHER_FORMATS = (
    (b"8BPS", "Photoshop"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"gimp xcf", "GIMP"),
)
_END = 1 << 16
_AVIF_BRANDS = (b"avif", b"avis")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def kind(data: bytes) -> str:
    """Return the format of the picture in ``data``: JPEG PNG GIF WEBP BMP TIFF AVIF or HEIF.

    Raises ``Refused`` for everything else, and says what it looks like.
    """
    if any(data.startswith(mark, at) for at, mark in _RAW):
        raise refusals.raw()
    for at, mark, name in _PICTURES:
        if data.startswith(mark, at):
            return name
    if data[4:8] == b"ftyp":
        return _boxed(data)
    raise _looks_like(data)


def kind_of(path: Path) -> str:
    """Return what ``kind`` does for the file at ``path``, of which only both ends are read.

    Raises ``Refused``, and ``OSError``.
    """
    with path.open("rb") as file:
        data = file.read(_END)
        file.seek(0, 2)
        file.seek(max(len(data), file.tell() - _END))
        return kind(data + file.read())


def _boxed(data: bytes) -> str:
    """Tell apart what comes in the boxes of ISO media files: two kinds of photo, and video."""
    length = min(int.from_bytes(data[:4]), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, length, 4))]
    if any(brand in _AVIF_BRANDS for brand in brands):
        return "AVIF"
    if any(brand in _HEIC_BRANDS for brand in brands):
        return "HEIF"
    raise refusals.video()


def _looks_like(data: bytes) -> Refused:
    """Return the refusal that names what ``data`` seems to be."""
    if not data:
        return refusals.empty()
    if not data.strip(b"\0"):
        return refusals.zeros()
    for mark, name in _OTHER_FORMATS:
        if data.startswith(mark):
            return refusals.foreign(name)
    return _document(data) or _written(data)


def _document(data: bytes) -> Refused | None:
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return refusals.word()
    if data.startswith(b"%PDF"):
        return refusals.pdf()
    if data.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")):
        return refusals.postscript()
    return None


def _archive(data: bytes) -> Refused:
    # Offices keep their files in zip archives; the names of the parts tell them apart.
    names = data[:4096] + data[-65536:]
    if b"word/" in names:
        return refusals.word()
    if b"xl/" in names or b"ppt/" in names:
        return refusals.sheet()
    return refusals.archive()


def _written(data: bytes) -> Refused:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:4096].decode("utf-16" if is_wide else "utf-8", "replace")
    words = head.lstrip("\ufeff \t\r\n").lower()
    if words.startswith("<") and "<svg" in words and "<html" not in words:
        return refusals.drawing()
    if words.startswith("<"):
        return refusals.page()
    # The cut may go through the last letter.
    if "\ufffd" not in head[:-4] and all(c.isprintable() or c in "\t\r\n\f" for c in words[:-4]):
        return refusals.text()
    return refusals.unknown()
