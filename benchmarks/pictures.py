"""Photos for the corpus: 12 megapixels of light, shade and grain, each one unlike the others."""

import random
from pathlib import Path

from PIL import Image, ImageChops

SIZE = (4000, 3000)
_QUALITY = 90


def photos(folder: Path, count: int, size: tuple[int, int] = SIZE) -> list[Path]:
    """Write ``count`` JPEG files of ``size`` pixels into ``folder`` and return them.

    Equal arguments give photos of the same pixels. They are one scene, shifted: what lies
    where is another matter in each, so that nothing made from one serves for the next.
    """
    folder.mkdir(parents=True)
    scene = _scene(size)
    made = []
    for number in range(count):
        path = folder / f"{number:03d}.jpg"
        shifted = ImageChops.offset(scene, number * 37 + 1, number * 53 + 1)
        shifted.save(path, quality=_QUALITY)
        made.append(path)
    return made


def _scene(size: tuple[int, int]) -> Image.Image:
    chance = random.Random(1)
    layers = [_noise(size, cells, chance) for cells in (6, 24, 96, 384)]
    scene = layers[0]
    for share, layer in zip((0.4, 0.3, 0.15), layers[1:], strict=True):
        scene = Image.blend(scene, layer, share)
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).convert("RGB")
    return Image.blend(scene, grain, 0.04)


def _noise(size: tuple[int, int], cells: int, chance: random.Random) -> Image.Image:
    small = (cells, max(1, cells * size[1] // size[0]))
    noise = Image.frombytes("RGB", small, chance.randbytes(3 * small[0] * small[1]))
    return noise.resize(size, Image.Resampling.BICUBIC)
