"""The camera, the light and the frame a scene is painted into from back to front."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageOps

from samples.field import P3, RGB, Pt, blur, cloud, dim, fade, mix, ramp, scale, tint


@dataclass(frozen=True)
class Light:
    """The light of a scene: its colour, the colour of the shade, and where it comes from."""

    key: RGB = (255, 244, 226)
    shade: RGB = (34, 36, 48)
    toward: Pt = (-0.55, -0.83)
    level: float = 1.0
    depth: float = 1.0

    def tones(self, base: RGB) -> tuple[RGB, RGB, RGB]:
        """Return the shaded, middle and lit tone of a surface of the colour `base`."""
        lit = tint(scale(base, self.level), self.key)
        dark = mix(mix(scale(lit, 0.26), tint(base, self.shade), 0.4), lit, 1 - self.depth)
        return dark, scale(lit, 0.82), mix(scale(lit, 1.28), self.key, 0.1 * self.level)


@dataclass(frozen=True)
class Camera:
    """A pinhole camera at a height above the ground, looking along z."""

    width: int
    height: int
    focal: float
    eye: float
    horizon: float
    centre: float

    def at(self, p: P3) -> Pt:
        """Return where the point (x right, y up, z away; metres) falls on the picture."""
        z = max(p[2], 0.05)
        k = self.focal / z
        return (self.centre + p[0] * k, self.horizon - (p[1] - self.eye) * k)

    def per_metre(self, z: float) -> float:
        """Return how many pixels a metre takes at the distance z."""
        return self.focal / max(z, 0.05)


def relief(
    mask: Image.Image,
    tones: tuple[RGB, RGB, RGB],
    toward: Pt,
    radius: float,
    k: float = 1.0,
    folds: Image.Image | None = None,
) -> Image.Image:
    """Return the shape of the mask shaded as if it were rounded, in the three tones."""
    r = max(0.6, radius)
    height = blur(mask, r)
    d = max(1, round(r * 0.9))
    dx, dy = round(toward[0] * d), round(toward[1] * d)
    a = ImageChops.offset(height, dx, dy)
    b = ImageChops.offset(height, -dx, -dy)
    shade = ImageChops.subtract(a, b, scale=1.25 / k, offset=118)
    shade = Image.blend(shade, height, 0.14)
    if folds is not None:
        shade = ImageChops.soft_light(shade, folds)
    dark, mid, bright = tones
    return ImageOps.colorize(shade, dark, bright, mid, 20, 235, 122)


class Frame:
    """A picture being painted, back to front, at twice its final size."""

    def __init__(self, cam: Camera, rng: Random, light: Light) -> None:
        """Start an empty frame."""
        self.cam, self.rng, self.light = cam, rng, light
        self.img = Image.new("RGB", (cam.width, cam.height), (20, 20, 22))
        self.unit = cam.width / 1600
        self.haze: RGB = (180, 186, 192)
        self.haze_at = 0.0
        self.focus = 8.0
        self.aperture = 0.0

    @property
    def size(self) -> tuple[int, int]:
        """Return the size of the frame in pixels."""
        return self.cam.width, self.cam.height

    def fog(self, colour: RGB, z: float) -> RGB:
        """Return the colour seen through the haze at the distance z."""
        if self.haze_at <= 0:
            return colour
        return mix(colour, self.haze, 1 - math.exp(-z / self.haze_at))

    def defocus(self, z: float) -> float:
        """Return the blur radius, in pixels, of things at the distance z."""
        r = self.aperture * abs(1 / max(z, 0.3) - 1 / self.focus) * 100
        return min(r, 9 + (r - 9) * 0.25) * self.unit if r > 9 else r * self.unit

    def stamp(self, layer: Image.Image, xy: tuple[int, int], mask: Image.Image) -> None:
        """Lay an RGB layer on the picture through the mask."""
        self.img.paste(layer, xy, mask)

    def poly(
        self,
        pts: Sequence[Pt],
        fill: RGB | Sequence[RGB],
        soft: float = 0.0,
        alpha: float = 1.0,
        across: bool = False,
        rough: float = 0.0,
        cells: tuple[float, float] = (12, 12),
    ) -> None:
        """Paint a polygon: one colour or a gradient, softened, see-through or mottled on demand."""
        pad = int(soft * 3) + 2
        x0 = max(-pad, math.floor(min(p[0] for p in pts)) - pad)
        y0 = max(-pad, math.floor(min(p[1] for p in pts)) - pad)
        x1 = min(self.cam.width + pad, math.ceil(max(p[0] for p in pts)) + pad)
        y1 = min(self.cam.height + pad, math.ceil(max(p[1] for p in pts)) + pad)
        if x1 - x0 < 1 or y1 - y0 < 1:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(mask).polygon([(p[0] - x0, p[1] - y0) for p in pts], fill=255)
        mask = blur(mask, soft)
        if alpha < 1:
            mask = dim(mask, alpha)
        stops = as_stops(fill)
        layer = (
            Image.new("RGB", mask.size, stops[0])
            if len(stops) == 1
            else ramp(mask.size, stops, across)
        )
        if rough > 0:
            noise = cloud(self.rng, mask.size, cells, 5)
            noise = noise.point(
                [max(0, min(255, int(128 + (v - 128) * rough))) for v in range(256)]
            )
            layer = ImageChops.soft_light(layer, Image.merge("RGB", (noise, noise, noise)))
        self.stamp(layer, (x0, y0), mask)

    def face(
        self,
        pts: Sequence[P3],
        fill: RGB | Sequence[RGB],
        soft: float = 0.0,
        alpha: float = 1.0,
        across: bool = False,
        rough: float = 0.0,
        cells: tuple[float, float] = (12, 12),
    ) -> None:
        """Paint a flat face given by its corners in space."""
        self.poly([self.cam.at(p) for p in pts], fill, soft, alpha, across, rough, cells)

    def box(
        self,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        z0: float,
        z1: float,
        colour: RGB,
        soft: float = 0.0,
        rough: float = 0.15,
    ) -> None:
        """Paint a box: its visible side, its top if below the eye, and its front."""
        tone = [self.fog(c, z0) for c in self.light.tones(colour)]
        if x0 > 0:
            side = [(x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)]
            lit = tone[0] if self.light.toward[0] > 0 else tone[1]
            self.face(side, [lit, scale(lit, 0.75)], soft, rough=rough)
        elif x1 < 0:
            side = [(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)]
            lit = tone[0] if self.light.toward[0] < 0 else tone[1]
            self.face(side, [lit, scale(lit, 0.75)], soft, rough=rough)
        if y1 < self.cam.eye:
            top = [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]
            self.face(top, [mix(tone[2], tone[1], 0.4), tone[2]], soft, rough=rough)
        front = [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)]
        self.face(front, [tone[1], mix(tone[1], tone[0], 0.55)], soft, rough=rough)

    def line(
        self, a: P3, b: P3, width: float, colour: RGB, soft: float = 0.0, alpha: float = 1.0
    ) -> None:
        """Paint a bar of the given width in metres between two points in space."""
        (ax, ay), (bx, by) = self.cam.at(a), self.cam.at(b)
        wa, wb = self.cam.per_metre(a[2]) * width / 2, self.cam.per_metre(b[2]) * width / 2
        n = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / n, (bx - ax) / n
        wa, wb = max(wa, 0.7), max(wb, 0.7)
        pts = [
            (ax + nx * wa, ay + ny * wa),
            (bx + nx * wb, by + ny * wb),
            (bx - nx * wb, by - ny * wb),
            (ax - nx * wa, ay - ny * wa),
        ]
        self.poly(pts, self.fog(colour, (a[2] + b[2]) / 2), soft, alpha)

    def ellipse(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        colour: RGB,
        soft: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """Paint an ellipse in picture coordinates."""
        pts = [
            (cx + rx * math.cos(t * math.pi / 24), cy + ry * math.sin(t * math.pi / 24))
            for t in range(48)
        ]
        self.poly(pts, colour, soft, alpha)

    def shine(self, cx: float, cy: float, r: float, colour: RGB, ry: float | None = None) -> None:
        """Add a round glow of light in picture coordinates."""
        h = r if ry is None else ry
        w2, h2 = max(2, int(2 * r)), max(2, int(2 * h))
        mask = ImageOps.invert(Image.radial_gradient("L"))
        mask = mask.point([int(255 * (max(0, v - 77) / 178) ** 1.8) for v in range(256)])
        x0, y0 = int(cx - r), int(cy - h)
        box = (max(0, x0), max(0, y0), min(self.cam.width, x0 + w2), min(self.cam.height, y0 + h2))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        part = (
            (box[0] - x0) * 256 / w2,
            (box[1] - y0) * 256 / h2,
            (box[2] - x0) * 256 / w2,
            (box[3] - y0) * 256 / h2,
        )
        m = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC, box=part)
        layer = ImageOps.colorize(m, (0, 0, 0), colour)
        under = self.img.crop(box)
        self.img.paste(ImageChops.screen(under, layer), box[:2])

    def soften(self, radius: float) -> None:
        """Blur everything painted so far."""
        self.img = blur(self.img, radius * self.unit)

    def mottle(self, k: float, cells: tuple[float, float] = (6, 4), octaves: int = 6) -> None:
        """Lay soft unevenness over everything painted so far."""
        noise = cloud(self.rng, (self.cam.width // 2, self.cam.height // 2), cells, octaves)
        noise = noise.point([max(0, min(255, int(128 + (v - 128) * k))) for v in range(256)])
        noise = noise.resize(self.size, Image.Resampling.BILINEAR)
        self.img = ImageChops.soft_light(self.img, Image.merge("RGB", (noise, noise, noise)))

    def mirror(self, y: float, depth: float, k: float, radius: float = 6.0) -> None:
        """Let a polished floor below the line y reflect the picture above it."""
        top = max(0, int(y - depth))
        h = int(y) - top
        h = min(h, self.cam.height - int(y))
        if h < 4:
            return
        part = ImageOps.flip(self.img.crop((0, int(y) - h, self.cam.width, int(y))))
        part = blur(part, radius * self.unit)
        mask = fade(part.size, [clampi(255 * k), clampi(90 * k), 0])
        self.img.paste(part, (0, int(y)), mask)


def as_stops(fill: RGB | Sequence[RGB]) -> list[RGB]:
    """Return the colours of a gradient, of one colour where only one is given."""
    stops: list[RGB] = []
    for item in fill:
        if isinstance(item, int):
            r, g, b = (v for v in fill if isinstance(v, int))
            return [(r, g, b)]
        stops.append(item)
    return stops


def clampi(v: float) -> int:
    """Return v as a byte."""
    return max(0, min(255, int(v)))


def make_camera(
    size: tuple[int, int],
    rng: Random,
    focal: float = 1.0,
    eye: float = 1.7,
    horizon: float = 0.45,
    sway: float = 0.03,
) -> Camera:
    """Return a camera for a picture of the final size, varied a little, at twice the size."""
    w, h = size[0] * 2, size[1] * 2
    long = max(w, h * 1.1)
    return Camera(
        w,
        h,
        long * focal * rng.uniform(0.94, 1.1),
        eye * rng.uniform(0.92, 1.12),
        h * (horizon + rng.uniform(-sway, sway)),
        w * (0.5 + rng.uniform(-sway, sway)),
    )
