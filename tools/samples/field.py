"""Seeded noise, gradients and tone curves: the plain fields every picture is made of."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

RGB = tuple[int, int, int]
Pt = tuple[float, float]
P3 = tuple[float, float, float]


def clamp(value: float) -> int:
    """Return the value as a whole number between 0 and 255."""
    return max(0, min(255, round(value)))


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """Return the colour a share t of the way from a to b."""
    return (
        clamp(a[0] + (b[0] - a[0]) * t),
        clamp(a[1] + (b[1] - a[1]) * t),
        clamp(a[2] + (b[2] - a[2]) * t),
    )


def scale(colour: RGB, k: float) -> RGB:
    """Return the colour brightened or darkened by the factor k."""
    return (clamp(colour[0] * k), clamp(colour[1] * k), clamp(colour[2] * k))


def tint(colour: RGB, by: RGB) -> RGB:
    """Return the colour as it looks under light of the colour `by`."""
    return (
        clamp(colour[0] * by[0] / 255),
        clamp(colour[1] * by[1] / 255),
        clamp(colour[2] * by[2] / 255),
    )


def jitter(rng: Random, colour: RGB, amount: float) -> RGB:
    """Return the colour moved a little in brightness, and less in hue."""
    k = 1 + rng.uniform(-amount, amount)
    d = amount * 30
    return (
        clamp(colour[0] * k + rng.uniform(-d, d)),
        clamp(colour[1] * k + rng.uniform(-d, d)),
        clamp(colour[2] * k + rng.uniform(-d, d)),
    )


def table(curve: Callable[[float], float]) -> list[int]:
    """Return a 256 entry table of the curve, which maps 0..255 to 0..255."""
    return [clamp(curve(v)) for v in range(256)]


def white(rng: Random, size: tuple[int, int]) -> Image.Image:
    """Return independent grey noise of the given size."""
    w, h = max(1, size[0]), max(1, size[1])
    return Image.frombytes("L", (w, h), rng.randbytes(w * h))


def cloud(
    rng: Random, size: tuple[int, int], cells: tuple[float, float], octaves: int = 4
) -> Image.Image:
    """Return fractal noise around 128, with `cells` blobs across and down in its first octave."""
    w, h = max(2, size[0]), max(2, size[1])
    out = Image.new("L", (w, h), 128)
    for i in range(octaves):
        cw = min(w, max(2, round(cells[0] * 2**i)))
        ch = min(h, max(2, round(cells[1] * 2**i)))
        layer = white(rng, (cw, ch)).resize((w, h), Image.Resampling.BICUBIC)
        out = layer if i == 0 else Image.blend(out, layer, 1 / (2**i + 1))
    return out


def ramp(size: tuple[int, int], stops: Sequence[RGB], across: bool = False) -> Image.Image:
    """Return a smooth gradient through the stops, downwards or (across) to the right."""
    n = len(stops)
    strip = Image.new("RGB", (n, 1) if across else (1, n))
    for i, colour in enumerate(stops):
        strip.putpixel((i, 0) if across else (0, i), colour)
    fine = (n * 16, 1) if across else (1, n * 16)
    box = (0.5, 0, n - 0.5, 1) if across else (0, 0.5, 1, n - 0.5)
    smooth = strip.resize(fine, Image.Resampling.BILINEAR, box=box)
    return smooth.resize(size, Image.Resampling.BICUBIC)


def fade(size: tuple[int, int], values: Sequence[int], across: bool = False) -> Image.Image:
    """Return a grey gradient through the values, for use as a mask."""
    return ramp(size, [(v, v, v) for v in values], across).getchannel(0)


def glow(size: tuple[int, int], power: float = 1.0) -> Image.Image:
    """Return a mask that is white in the middle and falls to black at the edge of the ellipse."""
    base = ImageOps.invert(Image.radial_gradient("L"))
    curve = table(lambda v: 255 * max(0.0, (v / 255 - 0.0)) ** power)
    return base.point(curve).resize((max(1, size[0]), max(1, size[1])), Image.Resampling.BICUBIC)


def blur(image: Image.Image, radius: float) -> Image.Image:
    """Return the image blurred, or itself for a radius too small to see."""
    if radius < 0.3:
        return image
    return image.filter(ImageFilter.GaussianBlur(radius))


def dim(mask: Image.Image, k: float) -> Image.Image:
    """Return the mask multiplied by k."""
    return mask.point(table(lambda v: v * k))


def grain_over(image: Image.Image, noise: Image.Image, k: float) -> Image.Image:
    """Return the image with the grey noise laid over it, k = 1 being strong."""
    soft = noise.point(table(lambda v: 128 + (v - 128) * k))
    if image.mode == "RGB":
        soft = Image.merge("RGB", (soft, soft, soft))
    return ImageChops.soft_light(image, soft)


def spline(points: Sequence[Pt], closed: bool = True, steps: int = 8) -> list[Pt]:
    """Return a smooth line through the points (Catmull-Rom)."""
    n = len(points)
    out: list[Pt] = []
    for i in range(n if closed else n - 1):
        if closed:
            p = [points[(i + k) % n] for k in (-1, 0, 1, 2)]
        else:
            p = [points[max(0, min(n - 1, i + k))] for k in (-1, 0, 1, 2)]
        for s in range(steps):
            t = s / steps
            a, b, c = t * t * t, t * t, t
            f0, f1 = -0.5 * a + b - 0.5 * c, 1.5 * a - 2.5 * b + 1
            f2, f3 = -1.5 * a + 2 * b + 0.5 * c, 0.5 * a - 0.5 * b
            out.append(
                (
                    f0 * p[0][0] + f1 * p[1][0] + f2 * p[2][0] + f3 * p[3][0],
                    f0 * p[0][1] + f1 * p[1][1] + f2 * p[2][1] + f3 * p[3][1],
                )
            )
    if not closed:
        out.append(points[-1])
    return out


def star(cx: float, cy: float, r: float, turn: float = 0.0) -> list[Pt]:
    """Return the ten corners of an upright five-pointed star of radius r."""
    out = []
    for i in range(10):
        rr = r if i % 2 == 0 else r * 0.382
        a = -math.pi / 2 + turn + i * math.pi / 5
        out.append((cx + rr * math.cos(a), cy + rr * math.sin(a)))
    return out
