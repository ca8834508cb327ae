"""A photo's bytes → a negative: its header read and found fit, its pixels not touched.

Imports Pillow, which takes a while: import this only where a photo has to be made.
"""

import importlib
import importlib.util
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL.Image import DecompressionBombError, Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from . import refusals as refusals
from .headers import check, check_size
from .kinds import kind

MISREAD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DecompressionBombError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for bytes that are not what they promise to be."""

# Pillow is asked for one reader by name, never to guess: a guess would hand a PostScript file
# to Ghostscript, and a JPEG that holds a second picture to a reader with other rules. Most
# photos are JPEG; the reader of another kind is loaded when one is met.
_READERS = {
    "AVIF": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "BMP": ("PIL.BmpImagePlugin", "BmpImageFile"),
    "GIF": ("PIL.GifImagePlugin", "GifImageFile"),
    "HEIF": ("pillow_heif", "HeifImageFile"),
    "JPEG": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PIL.PngImagePlugin", "PngImageFile"),
    "TIFF": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "WEBP": ("PIL.WebPImagePlugin", "WebPImageFile"),
}
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)
_HEAVY = 30_000_000
_DNG_VERSION, _REDUCED, _SUB_IMAGES = 0xC612, 0x00FE, 0x014A


@dataclass(frozen=True, slots=True, kw_only=True)
class Negative:
    """A photo that may be printed.

    A heavy one needs so much memory that it should not be made beside others. An inverted
    one has its inks the wrong way round.
    """

    image: ImageFile
    is_heavy: bool = False
    is_inverted: bool = False


def negative(data: bytes) -> Negative:
    """Read the header of a photo. Raises ``Refused`` where it is none that can be used."""
    form = kind(data)
    lean = check(form, data)
    image = _opened(form, data)
    check_size(*image.size, is_lean=lean)
    heavy = image.width * image.height > _HEAVY and not lean
    return Negative(image=image, is_heavy=heavy, is_inverted=_is_inverted(image))


def proof(photo: Negative) -> tuple[tuple[int, int], bool]:
    """Read a photo to its end; return its size upright, in pixels, and whether it moves.

    Raises ``Refused`` where it cannot be read.
    """
    image = photo.image
    try:
        stored = image.size
        if isinstance(image, JpegImageFile):
            turn = turn_of(image)
            image.draft(None, (1, 1))  # all its bytes are read, an eighth of it is computed
            image.load()
        else:
            image.load()
            turn, stored = turn_of(image), image.size
        return lying(stored, turn), is_animated(image)
    except MISREAD as error:
        raise refusals.damaged() from error
    except MemoryError as error:
        raise refusals.too_much() from error


def is_animated(image: ImageFile) -> bool:
    """Return whether the picture moves."""
    # The pages of a TIFF are a scan or a small preview, nothing that moves.
    return image.format != "TIFF" and bool(getattr(image, "is_animated", False))


def lying(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Turn the size of an upright photo into that of the stored one, and back."""
    return (size[1], size[0]) if turn in _LYING else size


def turn_of(image: Image) -> int:
    """Return the EXIF orientation, 1 to 8. Notes that cannot be read are no reason to refuse."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except MISREAD:
        return 1
    return turn if turn in range(1, 9) else 1


def _opened(form: str, data: bytes) -> ImageFile:
    reader = _reader(form)
    try:
        image = reader(BytesIO(data))
    except MISREAD as error:
        raise refusals.damaged() from error
    except MemoryError as error:
        raise refusals.too_much() from error
    if form == "TIFF" and _is_raw(image):
        raise refusals.raw()
    return image


def _reader(form: str) -> type[ImageFile]:
    module, name = _READERS[form]
    if form == "HEIF" and importlib.util.find_spec(module) is None:
        raise refusals.heic()
    reader: type[ImageFile] = getattr(importlib.import_module(module), name)
    return reader


def _is_raw(image: ImageFile) -> bool:
    # Raw files are built as TIFF: a small preview first, the sensor's data below it.
    tags = image.tag_v2  # type: ignore[attr-defined]
    return _DNG_VERSION in tags or (tags.get(_REDUCED) == 1 and _SUB_IMAGES in tags)


def _is_inverted(image: ImageFile) -> bool:
    # Adobe writes inks the wrong way round and says so; Pillow takes it for granted.
    return image.format == "JPEG" and image.mode == "CMYK" and "adobe" not in image.info
