"""Photos as writers send them at their worst, made in code: turned, tinted, talkative, broken."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

from . import profiles

CANARY = b"CANARY-21.0278N-105.8342E"
QUARTERS = ((250, 10, 10), (10, 250, 10), (10, 10, 250), (250, 250, 10))
"""Colours of the four quarters of an upright photo: above left and right, below left and right."""

_STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(width: int = 64, height: int = 32) -> Image.Image:
    """Return a picture that shows at a glance which side is up."""
    image = Image.new("RGB", (2, 2))
    for at, colour in enumerate(QUARTERS):
        image.putpixel((at % 2, at // 2), colour)
    return image.resize((width, height), Image.Resampling.NEAREST)


def plain(
    colour: tuple[int, ...] | int, mode: str = "RGB", size: tuple[int, int] = (16, 16)
) -> Image.Image:
    """Return a picture of one colour."""
    return Image.new(mode, size, colour)


def saved(image: Image.Image, form: str = "JPEG", **how: Any) -> bytes:
    """Return a file of ``image``; a JPEG of good quality unless said otherwise."""
    file = BytesIO()
    if form == "JPEG":
        how = {"quality": 95, "subsampling": 0, **how}
    image.save(file, form, **how)
    return file.getvalue()


def turned(orientation: int, form: str = "JPEG") -> bytes:
    """Return the quarters as a camera stores them that was held some other way."""
    image = quarters()
    stored = _STORED_AS.get(orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = image if stored is None else image.transpose(stored)
    if form == "HEIC":
        return heic(lying, exif=exif.tobytes())
    how: dict[str, Any] = {"lossless": True} if form == "WEBP" else {}
    return saved(lying, form, exif=exif, **how)


def talkative() -> bytes:
    """Return a JPEG that tells where, by whom and with which camera, in every way there is."""
    notes: dict[str, Any] = {
        "exif": talkative_exif(),
        "comment": CANARY,
        "xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>",
    }
    return with_iptc(saved(quarters(), **notes), (2, 120, CANARY)) + CANARY


def with_iptc(jpeg: bytes, *datasets: tuple[int, int, bytes]) -> bytes:
    """Return a JPEG with an IPTC record of these: record, number and value."""
    record = b"".join(
        struct.pack(">BBBH", 0x1C, first, second, len(value)) + value
        for first, second, value in datasets
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    # Another resource stands before it, as Photoshop writes them.
    before = b"8BIM\x04\x25\x03abc" + struct.pack(">I", 3) + b"123\0"
    return jpeg[:2] + _segment(0xED, b"Photoshop 3.0\0" + before + resource) + jpeg[2:]


def xmp(properties: str) -> bytes:
    """Return an XMP packet with these properties."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def described(**captions: str) -> str:
    """Return the XMP property of a caption in several languages; ``_`` stands for ``-``."""
    items = "".join(
        f'<rdf:li xml:lang="{tag.replace("_", "-")}">{text}</rdf:li>'
        for tag, text in captions.items()
    )
    return f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"


def talkative_exif() -> Image.Exif:
    """Return EXIF with place, people, serial number, maker's note and comment."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x9C9B] = CANARY
    exif.get_ifd(0x8769).update({0xA431: CANARY, 0x927C: CANARY, 0x9286: b"ASCII\0\0\0" + CANARY})
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 40.0), 29: CANARY.decode()})
    return exif


def talkative_png() -> bytes:
    """Return a PNG with notes in text chunks before and behind its pixels."""
    data = saved(quarters(), "PNG", exif=Image.Exif(), icc_profile=profiles.wide() + CANARY)
    notes = _chunk(b"tEXt", b"Comment\0" + CANARY) + _chunk(b"iTXt", b"XML\0\0\0\0\0" + CANARY)
    end = _chunk(b"IEND", b"")
    return data[:33] + notes + data[33 : -len(end)] + notes + end + CANARY


def inks(colour: tuple[int, int, int, int], *, adobe: bool) -> bytes:
    """Return a JPEG in four inks (0 is none), stored as Adobe does or as the standard says."""
    image = plain(colour, "CMYK")
    if adobe:
        return saved(image)
    data = saved(ImageChops.invert(image))
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4]) :]


def inks_with_profile(colour: tuple[int, int, int, int]) -> bytes:
    """Return a JPEG in four inks with a profile that says that cyan looks red."""
    return saved(plain(colour, "CMYK"), icc_profile=profiles.inks((136, 208, 195)))


def deep_png(levels: tuple[int, ...]) -> bytes:
    """Return a PNG of one colour with 16 bits a channel: grey, grey + alpha, RGB or RGBA."""
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[len(levels)]
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 16, kind, 0, 0, 0))
    row = b"\0" + struct.pack(f">{len(levels)}H", *levels) * 16
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + _chunk(b"IDAT", zlib.compress(row * 16))
        + _chunk(b"IEND", b"")
    )


def heic(image: Image.Image, **how: Any) -> bytes:
    """Return ``image`` as an iPhone writes it; its way of lying is in its own boxes."""
    from pillow_heif import from_pillow

    file = BytesIO()
    from_pillow(image).save(file, quality=95, chroma=444, **how)
    return file.getvalue()


def previewed() -> bytes:
    """Return a JPEG whose EXIF holds a small preview, with the canary in it."""
    preview = saved(plain((1, 2, 3)), comment=CANARY)
    tags = struct.pack(">HHHII", 2, 0x0201, 4, 1, 8 + 6 + 2 + 24 + 4)
    tags += struct.pack(">HHII", 0x0202, 4, 1, len(preview)) + bytes(4)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHI", 8, 0, 14) + tags + preview
    data = saved(quarters())
    return data[:2] + _segment(0xE1, exif) + data[2:]


def two_in_one() -> bytes:
    """Return what cameras write as MPO: a JPEG with a second one behind it."""
    second = plain((0, 0, 0), size=(64, 32))
    return saved(quarters(), "MPO", save_all=True, append_images=[second], quality=95)


def motion_photo() -> bytes:
    """Return a JPEG with the short video behind it that phones record around it."""
    note = b'<x:xmpmeta xmlns:GCamera="x" GCamera:MotionPhoto="1"></x:xmpmeta>'
    video = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + CANARY + bytes(500)
    return saved(quarters(), xmp=note) + video


def page_in_a_photo() -> bytes:
    """Return a JPEG that is a web page too, for readers who do not look closely."""
    page = b"<html><script>/*" + CANARY + b"*/alert(1)</script></html>"
    return saved(quarters(), comment=page) + page


def png_header(width: int, height: int) -> bytes:
    """Return a small PNG that says it is large."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + _chunk(b"IEND", b"")


def png_note_bomb(name: str) -> bytes:
    """Return a PNG whose note of a few kilobytes unpacks to 64 megabytes."""
    before = {"zTXt": b"Comment\0\0", "iTXt": b"XML\0\1\0\0\0", "iCCP": b"sRGB\0\0"}[name]
    data = saved(quarters(), "PNG")
    bomb = _chunk(name.encode(), before + zlib.compress(bytes(64 << 20), 9))
    return data[:33] + bomb + data[33:]


def said_to_be(form: str, width: int, height: int) -> bytes:
    """Return a small photo whose header says that it is large."""
    data = heic(quarters()) if form == "HEIC" else saved(quarters(), form)
    old, new = (64, 32), (width, height)
    order = {"GIF": "<HH", "BMP": "<ii", "AVIF": ">II", "HEIC": ">II"}[form]
    if form == "HEIC":
        old = (64, 64)  # its blocks are square
    said = data.replace(struct.pack(order, *old), struct.pack(order, *new))
    if said == data:
        raise ValueError(f"no size was found in the {form}")
    return said


def webp_header(width: int, height: int) -> bytes:
    """Return the beginning of an extended WebP that says it is large."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides + bytes(40)


def jpeg_header(width: int, height: int, *, progressive: bool) -> bytes:
    """Return a small JPEG that says it is large."""
    data = saved(quarters(), progressive=progressive)
    at = data.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def jpeg_of_many_scans(scans: int = 500, size: tuple[int, int] = (64, 32)) -> bytes:
    """Return a progressive JPEG that repeats a scan until its reader is worn out."""
    data = saved(quarters(*size), progressive=True)
    start, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[start:end] * scans + data[end:]


def moving(form: str) -> bytes:
    """Return an animation that begins with the quarters."""
    how: dict[str, Any] = {"lossless": True} if form == "WEBP" else {}
    more = [plain((0, 0, 0), size=(64, 32))]
    return saved(quarters(), form, save_all=True, append_images=more, duration=100, **how)


def archive(*names: str) -> bytes:
    """Return a zip archive with these files in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "…")
    return file.getvalue()


LOOKALIKES = {
    "empty": b"",
    "zeros": bytes(5000),
    "web page": "\ufeff\r\n<!DOCTYPE html><html><body>Không tìm thấy".encode(),
    "web page in UTF-16": "<html><body>404</body></html>".encode("utf-16"),
    "SVG": b"<?xml version='1.0'?><!-- made by --><svg width='9'><script>alert(1)</script></svg>",
    "Word": archive("[Content_Types].xml", "word/document.xml"),
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "spreadsheet": archive("[Content_Types].xml", "xl/workbook.xml"),
    "ZIP": archive("1.jpg"),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\nshowpage\n",
    "PostScript with preview": b"\xc5\xd0\xd3\xc6" + bytes(28) + b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "video": b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(100),
    "raw": b"II*\0\x10\0\0\0CR\x02\0" + bytes(100),
    "Photoshop": b"8BPS\0\x01" + bytes(100),
    "text": "Đại tá Vũ Văn Hiển phát động thi đua.\n".encode(),
    "noise": bytes(range(256)) * 4,
}


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
