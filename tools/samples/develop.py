"""The darkroom: bloom, grading, vignette, tilt, reduction and grain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from samples.field import blur, grain_over, table, white


@dataclass(frozen=True)
class Mood:
    """How a picture is developed."""

    exposure: float = 1.0
    contrast: float = 1.0
    colour: float = 0.92
    warm: float = 0.0
    lift: float = 6.0
    bloom: float = 0.35
    vignette: float = 0.4
    grain: float = 0.16
    tilt: float = 1.0


def bloomed(img: Image.Image, k: float) -> Image.Image:
    """Return the picture with light spilling out of its brightest parts."""
    small = img.resize((img.width // 8, img.height // 8), Image.Resampling.BOX)
    hot = small.point([max(0, int((v - 165) * 2.6)) for v in range(256)] * 3)
    near = blur(hot, small.width / 90)
    far = blur(hot, small.width / 22)
    spill = ImageChops.add(near, far, scale=1.6)
    spill = spill.point([int(v * k) for v in range(256)] * 3)
    return ImageChops.screen(img, spill.resize(img.size, Image.Resampling.BICUBIC))


def graded(img: Image.Image, mood: Mood) -> Image.Image:
    """Return the picture with exposure, contrast and colour balance set."""

    def curve(gain: float, low: float) -> list[int]:
        def f(v: float) -> float:
            t = min(1.0, v / 255 * mood.exposure * gain)
            s = t + (mood.contrast - 1) * 0.5 * math.sin(2 * math.pi * (t - 0.5)) / math.pi
            s = max(0.0, min(1.0, s if mood.contrast != 1 else t))
            return low + s * (252 - low)

        return table(f)

    w = mood.warm
    luts = (
        curve(1 + 0.07 * w, mood.lift)
        + curve(1 + 0.012 * w, mood.lift)
        + curve(1 - 0.075 * w, mood.lift + 4)
    )
    return ImageEnhance.Color(img.point(luts)).enhance(mood.colour)


def vignetted(img: Image.Image, rng: Random, k: float) -> Image.Image:
    """Return the picture darkened towards its corners, a little off centre."""
    w, h = img.size
    r = Image.radial_gradient("L").point(table(lambda v: 255 * (1 - k * (v / 255) ** 2.1)))
    ox, oy = rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05)
    box = (256 * (0.14 + ox), 256 * (0.14 + oy), 256 * (0.86 + ox), 256 * (0.86 + oy))
    m = r.resize((w, h), Image.Resampling.BICUBIC, box=box)
    return ImageChops.multiply(img, Image.merge("RGB", (m, m, m)))


def tilted(img: Image.Image, rng: Random, size: tuple[int, int], limit: float) -> Image.Image:
    """Return the picture tilted by up to `limit` degrees, cropped and reduced to its size."""
    angle = rng.uniform(-limit, limit)
    w, h = img.size
    out = img.rotate(angle, Image.Resampling.BICUBIC) if limit > 0 else img
    a = math.radians(abs(angle)) if limit > 0 else 0.0
    mx = (h / 2) * math.sin(a) + w * rng.uniform(0.005, 0.03)
    my = max((w / 2) * math.sin(a), mx * h / w)
    mx = max(mx, my * w / h)
    box = (mx, my, w - mx, h - my)
    return out.resize(size, Image.Resampling.LANCZOS, box=box)


def grained(img: Image.Image, rng: Random, k: float) -> Image.Image:
    """Return the picture with the fine noise of a sensor at moderate sensitivity."""
    noise = Image.blend(white(rng, img.size), white(rng, img.size), 0.5)
    noise = noise.filter(ImageFilter.GaussianBlur(0.55))
    return grain_over(img, noise, k)


def develop(img: Image.Image, rng: Random, size: tuple[int, int], mood: Mood) -> Image.Image:
    """Return the finished photograph at its final size."""
    out = bloomed(img, mood.bloom)
    out = vignetted(out, rng, mood.vignette)
    out = tilted(out, rng, size, mood.tilt)
    out = graded(out, mood)
    out = out.filter(ImageFilter.UnsharpMask(1.2, 22, 2))
    return grained(out, rng, mood.grain * 0.56)
