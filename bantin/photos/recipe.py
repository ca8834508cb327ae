"""How photos are made: which renditions of which size, and how they are encoded."""

from dataclasses import dataclass
from functools import lru_cache

_WEBP_WIDTHS = (480, 960, 1600)
_JPEG_WIDTHS = (960, 1600)

# WebP holds no side longer than this; a strip as tall as that is scaled down in both formats.
_LONGEST = 16_383


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What decides the bytes of a rendition beside the photo itself.

    ``version`` is raised by hand whenever the same photo would come out differently; that
    makes every photo anew. A new release of an imaging library alone is no reason for it. Of a
    ``is_proof`` nothing is made: the photo is only read to its end.
    """

    version: int = 1
    is_proof: bool = False
    webp_quality: int = 82
    webp_method: int = 4
    jpeg_quality: int = 80

    @property
    def key(self) -> str:
        """A text that differs wherever two recipes differ."""
        if self.is_proof:
            return f"{self.version} proof"
        webp = f"webp {self.webp_quality}/{self.webp_method} {_WEBP_WIDTHS}"
        return f"{self.version} {webp} jpeg {self.jpeg_quality} {_JPEG_WIDTHS}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A rendition before it is made; ``suffix`` is ``webp`` or ``jpg``.

    ``ending`` is how the name of its file ends, the same for all photos.
    """

    suffix: str
    width: int
    height: int
    ending: str


FULL = Recipe()
QUICK = Recipe(webp_method=2)
PROOF = Recipe(is_proof=True)


def fit(size: tuple[int, int], width: int) -> tuple[int, int]:
    """Scale ``size`` down to ``width``, keeping its proportions.

    ``size`` is (width, height) in pixels of the photo as it stands upright. A picture is
    never enlarged: one narrower than ``width`` keeps its size. The height is rounded to a
    whole pixel and is at least 1.

    Raises ``ValueError`` for a side shorter than one pixel.
    """
    if min(*size, width) < 1:
        raise ValueError(f"cannot fit {size[0]}×{size[1]} px into a width of {width} px")
    return size if size[0] <= width else (width, max(1, round(size[1] * width / size[0])))


@lru_cache(maxsize=4096)
def shapes(size: tuple[int, int]) -> tuple[Shape, ...]:
    """Return the renditions of an upright photo: WebP from the narrowest, then JPEG.

    Every JPEG has the size of one of the WebPs. There is at least one of each; the photo's
    own width comes once, where it is less than the widest that is made.
    """
    width, height = size
    if height > _LONGEST:
        size = max(1, round(width * _LONGEST / height)), _LONGEST
    return tuple(
        Shape(suffix, *fitted, f"-{fitted[0]}.{suffix}")
        for suffix, widths in (("webp", _WEBP_WIDTHS), ("jpg", _JPEG_WIDTHS))
        for fitted in sorted({fit(size, width) for width in widths})
    )


@lru_cache(maxsize=4096)
def webps_and_jpegs(size: tuple[int, int]) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Return the same renditions, the WebPs and the JPEGs for themselves."""
    made = shapes(size)
    webps = tuple(shape for shape in made if shape.suffix == "webp")
    return webps, made[len(webps) :]
