"""A negative → its renditions: upright, sRGB, and nothing in them but the picture.

Imports Pillow, which takes a while: import this only where a photo has to be made.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Literal, cast

from PIL import Image, ImageChops, ImageCms
from PIL.JpegImagePlugin import JpegImageFile

from .negatives import MISREAD, Negative, is_animated, lying, turn_of
from .recipe import FULL, Recipe, shapes
from .refusals import damaged, too_much

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DEEP_GREY = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")
_LANCZOS = Image.Resampling.LANCZOS


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """A photo as it stands upright, in pixels, and its renditions in the order of ``shapes``."""

    width: int
    height: int
    colour: str
    is_animated: bool
    renditions: tuple[bytes, ...]


def prints(photo: Negative, recipe: Recipe = FULL) -> Prints:
    """Return the renditions of ``photo``. The same bytes and recipe give the same bytes.

    Raises ``Refused`` where the pixels cannot be read to the end.
    """
    try:
        size, largest = _upright(photo)
        animated = is_animated(photo.image)
    except MISREAD as error:
        raise damaged() from error
    except MemoryError as error:
        raise too_much() from error
    scales = _scaled(largest, size)
    return Prints(
        width=size[0],
        height=size[1],
        colour=_average(scales[min(scales)]),
        is_animated=animated,
        renditions=tuple(
            _encoded(scales[shape.width, shape.height], shape.suffix, recipe)
            for shape in shapes(size)
        ),
    )


def _upright(photo: Negative) -> tuple[tuple[int, int], Image.Image]:
    """Return the size of the photo as it stands upright, and its largest rendition."""
    image = photo.image
    if isinstance(image, JpegImageFile):
        turn = turn_of(image)
        stored = image.size
        # The decoder itself leaves out what will not be needed: half, a quarter, an eighth.
        width, _ = _sizes(lying(stored, turn))[0]
        image.draft(None, lying((width, 1), turn))
        image.load()
    else:
        # The others may tell at their end how they stand, or turn themselves.
        image.load()
        turn = turn_of(image)
        stored = image.size
    size = lying(stored, turn)
    flat = _flat(image)
    if photo.is_inverted:
        flat = ImageChops.invert(flat)
    small = flat.resize(lying(_sizes(size)[0], turn), _LANCZOS, reducing_gap=2.0)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    return size, _bare(_in_srgb(small, image.info.get("icc_profile")))


def _sizes(size: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the sizes in which a photo is made, the largest first."""
    return sorted({(shape.width, shape.height) for shape in shapes(size)}, reverse=True)


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel and nothing to see through, in L RGB CMYK LAB."""
    if image.mode in _DEEP_GREY:
        return _shallow(image)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image if image.mode in ("L", "RGB", "CMYK", "LAB") else image.convert("RGB")


def _shallow(image: Image.Image) -> Image.Image:
    """Scale a grey picture to 8 bits; simply converted, all but its darkest parts turn white."""
    white: float = 65_535
    if image.mode in ("I", "F"):
        _, peak = cast("tuple[float, float]", image.getextrema())
        steps = (1.0, 255.0, 65_535.0) if image.mode == "F" else (255.0, 65_535.0)
        white = next((step for step in steps if peak <= step), peak)
    wide = image if image.mode == "F" else image.convert("I")
    return wide.point(lambda value: value * (255 / white) + 0.5).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB: by its own profile, or as plainly as its mode allows."""
    srgb = _profile("sRGB")
    try:
        if profile:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if source.profile.xcolor_space.strip() == "RGB" and image.mode == "L":
                image = image.convert("RGB")
            return _translated(image, source, srgb)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        pass  # a broken profile, or one of another kind of picture, says nothing about this one
    if image.mode == "LAB":
        return _translated(image, _profile("LAB"), srgb)
    return image.convert("RGB")


def _translated(
    image: Image.Image, source: ImageCms.ImageCmsProfile, srgb: ImageCms.ImageCmsProfile
) -> Image.Image:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    out = ImageCms.profileToProfile(image, source, srgb, intent, "RGB", flags=flags)
    if out is None:  # only where the picture is changed in place, which is not asked for
        raise ValueError("the colours were not translated")
    return out


def _profile(name: Literal["LAB", "sRGB"]) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name))


def _bare(image: Image.Image) -> Image.Image:
    """Copy the pixels and nothing else: notes that hang on a picture are written out with it."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _scaled(largest: Image.Image, size: tuple[int, int]) -> dict[tuple[int, int], Image.Image]:
    """Return the picture in all its sizes, each made from the next larger one."""
    scales, image = {}, largest
    for smaller in _sizes(size):
        if image.size != smaller:
            image = image.resize(smaller, _LANCZOS)
        scales[smaller] = image
    return scales


def _average(image: Image.Image) -> str:
    return "#" + image.resize((1, 1), Image.Resampling.BOX).tobytes().hex()


def _encoded(image: Image.Image, suffix: str, recipe: Recipe) -> bytes:
    file = BytesIO()
    if suffix == "webp":
        image.save(file, "WEBP", quality=recipe.webp_quality, method=recipe.webp_method)
    else:
        image.save(file, "JPEG", quality=recipe.jpeg_quality, optimize=True, progressive=True)
    return file.getvalue()
