"""Two engraved illustrations in ink, red and gold: a launch ceremony and an award."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath

from samples.field import P3, RGB, Pt, blur, cloud, fade, spline, star, table
from samples.people import SEATED, Look, Pose, Sprite, person, sway, vary
from samples.props import drapery
from samples.space import Camera, Light

PAPER: RGB = (243, 236, 221)
INK: RGB = (38, 30, 28)
RED: RGB = (156, 28, 28)
GOLD: RGB = (196, 150, 62)
WASH: RGB = (196, 179, 150)
SHADOW: RGB = (148, 134, 104)
GREY: RGB = (150, 150, 150)
STUDIO = Light((255, 255, 255), (0, 0, 0), (-0.62, -0.72), 1.0)


def axes(size: tuple[int, int]) -> tuple[Image.Image, Image.Image]:
    """Return two images that hold at every pixel its x and its y."""
    w, h = size
    row = Image.new("F", (w, 1))
    row.putdata(list(range(w)))
    col = Image.new("F", (1, h))
    col.putdata(list(range(h)))
    near = Image.Resampling.NEAREST
    return row.resize(size, near), col.resize(size, near)


def lines(
    tone: Image.Image,
    origin: tuple[int, int],
    angle: float,
    period: float,
    form: Image.Image | None = None,
    bend: float = 0.0,
) -> Image.Image:
    """Return engraved lines that swell where the tone is dark and curve with the form."""
    x, y = axes(tone.size)
    bow = form if form is not None else Image.new("L", tone.size, 128)
    c, s = math.cos(angle), math.sin(angle)
    shift = origin[0] * c + origin[1] * s + 40000.0

    def ink(a: dict[str, Any]) -> Any:
        f = a["float"]
        p = (f(a["x"]) * c + f(a["y"]) * s + shift + (f(a["b"]) - 128.0) * (bend / 128.0)) / period
        q = p - f(a["int"](p))
        tri = abs(q * 2.0 - 1.0)
        d = 1.0 - f(a["t"]) / 255.0
        v = ((d * 1.13 - 0.09 - tri) * (period / 2.0) + 0.5) * 255.0
        return a["convert"](a["min"](a["max"](v, 0.0), 255.0), "L")

    out: Image.Image = ImageMath.lambda_eval(ink, x=x, y=y, b=bow, t=tone)
    return out


class Print:
    """A sheet printed from ink, red and gold, with two flat tints of the ink."""

    def __init__(self, size: tuple[int, int], rng: Random) -> None:
        """Start with empty plates."""
        self.size, self.rng = size, rng
        self.ink = Image.new("L", size, 0)
        self.red = Image.new("L", size, 0)
        self.gold = Image.new("L", size, 0)
        self.wash = Image.new("L", size, 0)
        self.shadow = Image.new("L", size, 0)
        self.unit = size[0] / 3200

    def mask(self, pts: list[Pt]) -> Image.Image:
        """Return a mask of the polygon."""
        m = Image.new("L", self.size, 0)
        ImageDraw.Draw(m).polygon(pts, fill=255)
        return m

    def clear(self, mask: Image.Image, at: tuple[int, int] = (0, 0)) -> None:
        """Take all ink off under the mask."""
        for plate in (self.ink, self.red, self.gold, self.wash, self.shadow):
            plate.paste(0, (at[0], at[1], at[0] + mask.width, at[1] + mask.height), mask)

    def lay(self, plate: Image.Image, marks: Image.Image, at: tuple[int, int] = (0, 0)) -> None:
        """Add marks to a plate."""
        plate.paste(255, (at[0], at[1], at[0] + marks.width, at[1] + marks.height), marks)

    def shade(
        self,
        plate: Image.Image,
        mask: Image.Image,
        tone: Image.Image,
        angle: float,
        period: float = 15,
        form: Image.Image | None = None,
        bend: float = 0.0,
        at: tuple[int, int] = (0, 0),
    ) -> None:
        """Engrave the tone into a plate within the mask."""
        marks = lines(tone, at, angle, period * self.unit, form, bend * self.unit)
        self.lay(plate, ImageChops.multiply(marks, mask), at)

    def stroke(self, plate: Image.Image, pts: list[Pt], width: float) -> None:
        """Draw an even line through the points."""
        ImageDraw.Draw(plate).line(
            pts, fill=255, width=max(1, round(width * self.unit)), joint="curve"
        )

    def figure(
        self,
        sprite: Sprite,
        x: float,
        y: float,
        dark: float = 1.0,
        angle: float = 0.9,
        period: float = 13,
        outline: float = 5,
        lift: float = 0.0,
        hue: str = "",
    ) -> None:
        """Engrave a figure standing at the point (x, y): cleared ground, contour, two hatchings."""
        pad = int(10 * self.unit)
        img = sprite.image
        w, h = img.width + 2 * pad, img.height + 2 * pad
        at = (int(x - sprite.ox) - pad, int(y - sprite.oy) - pad)
        alpha = Image.new("L", (w, h), 0)
        alpha.paste(img.getchannel("A"), (pad, pad))
        solid = alpha.point([0] * 128 + [255] * 128)
        rgb = Image.new("RGB", (w, h), (255, 255, 255))
        rgb.paste(img.convert("RGB"), (pad, pad), img.getchannel("A"))
        tone = rgb.convert("L").filter(ImageFilter.GaussianBlur(2.4 * self.unit))
        tone = tone.point(table(lambda v: v / dark + lift * 255))
        k = max(1, round(outline * self.unit)) | 1
        fat = blur(solid.filter(ImageFilter.MaxFilter(k)), 1)
        self.clear(fat, at)
        rim = ImageChops.subtract(fat, solid.filter(ImageFilter.MinFilter(3)))
        form = blur(tone, 9 * self.unit)
        flat = tone.point(table(lambda v: (163 - v) * 24))
        self.lay(self.wash, ImageChops.multiply(flat, solid), at)
        deep = tone.point(table(lambda v: (112 - v) * 24))
        self.lay(self.shadow, ImageChops.multiply(deep, solid), at)
        swell = tone.point(table(lambda v: (v - 36) * 255 / 74))
        self.shade(self.ink, solid, swell, angle, period, form, 16, at)
        inner = rgb.convert("L").filter(ImageFilter.GaussianBlur(1.2 * self.unit))
        edges = inner.filter(ImageFilter.FIND_EDGES).point(
            [max(0, min(255, (v - 14) * 9)) for v in range(256)]
        )
        core = solid.filter(ImageFilter.MinFilter(5))
        self.lay(self.ink, ImageChops.multiply(blur(edges, 0.9), core), at)
        self.lay(self.ink, rim, at)
        if hue:
            picks = coloured(rgb, hue)
            plate = self.red if hue == "red" else self.gold
            self.lay(plate, ImageChops.multiply(picks, core), at)

    def pull(self, final: tuple[int, int]) -> Image.Image:
        """Return the printed sheet, the plates a hair out of register, ink lying unevenly."""
        w, h = self.size
        noise = cloud(self.rng, (w // 4, h // 4), (8, 6), 5).resize(
            self.size, Image.Resampling.BICUBIC
        )
        sheet = Image.new("RGB", self.size, PAPER)
        stain = noise.point(table(lambda v: 247 + (v - 128) * 0.06))
        sheet = ImageChops.multiply(sheet, Image.merge("RGB", (stain, stain, stain)))
        uneven = noise.point(table(lambda v: 238 + (v - 128) * 0.28))
        plates = (
            (self.wash, WASH, (2, -2)),
            (self.shadow, SHADOW, (2, -2)),
            (self.gold, GOLD, (3, 2)),
            (self.red, RED, (-2, 3)),
            (self.ink, INK, (0, 0)),
        )
        for plate, colour, shift in plates:
            m = ImageChops.multiply(ImageChops.offset(plate, *shift), uneven)
            flat = Image.new("RGB", self.size, colour)
            sheet = Image.composite(ImageChops.multiply(flat, lighten(sheet, 0.55)), sheet, m)
        return sheet.resize(final, Image.Resampling.LANCZOS)

    def frame(self, margin: float) -> None:
        """Clear the margin of the sheet and rule a double line around the picture."""
        w, h = self.size
        m = margin * self.unit
        keep = Image.new("L", self.size, 255)
        ImageDraw.Draw(keep).rectangle((m, m, w - m, h - m), fill=0)
        self.clear(keep)
        m += 4 * self.unit
        keep = Image.new("L", self.size, 255)
        ImageDraw.Draw(keep).rectangle((m, m, w - m, h - m), fill=0)
        for plate in (self.red, self.gold, self.wash, self.shadow):
            plate.paste(0, (0, 0, w, h), keep)
        m -= 4 * self.unit
        d = ImageDraw.Draw(self.ink)
        d.rectangle((m, m, w - m, h - m), outline=255, width=round(7 * self.unit))
        o = m - 20 * self.unit
        d.rectangle((o, o, w - o, h - o), outline=255, width=round(3 * self.unit))


def lighten(img: Image.Image, k: float) -> Image.Image:
    """Return the picture nearer to white by the share k."""
    return Image.blend(img, Image.new("RGB", img.size, (255, 255, 255)), k)


def coloured(rgb: Image.Image, hue: str) -> Image.Image:
    """Return a mask of the red or the golden parts of a picture."""
    r, g, b = rgb.split()
    rg = ImageChops.subtract(r, g).point([max(0, min(255, (v - 40) * 6)) for v in range(256)])
    if hue == "red":
        return rg
    return ImageChops.subtract(g, b).point([max(0, min(255, (v - 22) * 7)) for v in range(256)])


def curtain(p: Print, box: tuple[int, int, int, int], glow_at: Pt, folds: int) -> None:
    """Print a red curtain: flat red, its folds in ink lines, its lights left open."""
    x0, y0, x1, y1 = box
    size = (x1 - x0, y1 - y0)
    cloth = drapery(p.rng, size, (0, 0, 0), (128, 128, 128), (255, 255, 255), folds).convert("L")
    cloth = blur(cloth, 3 * p.unit)
    glow = Image.radial_gradient("L").point(table(lambda v: 150 * max(0.0, 1 - v / 179) ** 1.2))
    g = int(size[0] * 0.62)
    spot = Image.new("L", size, 0)
    spot.paste(
        glow.resize((2 * g, int(1.6 * g))),
        (int(glow_at[0] - x0 - g), int(glow_at[1] - y0 - 0.8 * g)),
    )
    lit = ImageChops.add(cloth, spot)
    full = Image.new("L", size, 255)
    body = lit.point(table(lambda v: 0 if v < 186 else (v - 186) * 2.0))
    p.shade(p.red, full, body, 0.0, 15, cloth, 30, (x0, y0))
    dark = lit.point(table(lambda v: min(255.0, 40 + v * 2.2)))
    p.shade(p.ink, full, dark, 0.0, 15, cloth, 30, (x0, y0))


def great_star(p: Print, cx: float, cy: float, r: float) -> None:
    """Print the golden star with half of each point hatched, on a cleared outline."""
    u = p.unit
    p.clear(p.mask(star(cx, cy, r + 20 * u)))
    p.lay(p.ink, p.mask(star(cx, cy, r + 13 * u)))
    p.clear(p.mask(star(cx, cy, r + 2 * u)))
    pts = star(cx, cy, r)
    p.lay(p.gold, p.mask(pts))
    for i in range(5):
        tip, low = pts[2 * i], pts[(2 * i + 1) % 10]
        half = p.mask([(cx, cy), tip, low])
        ang = math.atan2(tip[1] - cy, tip[0] - cx) + math.pi / 2
        p.shade(p.ink, half, Image.new("L", p.size, 148), ang + 0.5, 12)
        p.stroke(p.ink, [(cx, cy), tip], 3)
        p.stroke(p.ink, [(cx, cy), low], 2)


def framed(p: Print, cx: float, cy: float, w: float, h: float, turn: float = 0.0) -> None:
    """Print a framed certificate: gold frame, open paper, unreadable strokes, a red seal."""
    u = p.unit

    def at(x: float, y: float) -> Pt:
        c, s = math.cos(turn), math.sin(turn)
        return cx + x * w * c - y * h * s, cy + x * w * s + y * h * c

    def quad(k: float, kk: float) -> list[Pt]:
        return [at(-k, -kk), at(k, -kk), at(k, kk), at(-k, kk)]

    p.clear(p.mask(quad(0.54, 0.56)))
    p.lay(p.ink, p.mask(quad(0.52, 0.53)))
    p.clear(p.mask(quad(0.505, 0.508)))
    p.lay(p.gold, p.mask(quad(0.5, 0.5)))
    p.clear(p.mask(quad(0.44, 0.41)))
    for a, b in ((0.44, 0.41), (0.40, 0.36)):
        q = quad(a, b)
        p.stroke(p.ink, [*q, q[0]], 2.5)
    x, y = at(0, -0.24)
    p.lay(p.red, p.mask(star(x, y, h * 0.085)))
    for yy, half, wide in (
        (-0.08, 0.26, 7.0),
        (0.04, 0.3, 3.5),
        (0.12, 0.28, 3.5),
        (0.20, 0.16, 3.5),
    ):
        x0 = -half
        while x0 < half:
            ln = p.rng.uniform(0.03, 0.08)
            p.stroke(
                p.red if wide > 5 else p.ink,
                [at(x0, yy), at(min(half, x0 + ln), yy)],
                wide * w / (380 * u),
            )
            x0 += ln + 0.022


def floor_lines(p: Print, y0: float, y1: float, tone: int) -> None:
    """Print a floor of level strokes, closer together in the distance."""
    y, step = y0, 9 * p.unit
    w = p.size[0]
    while y < y1:
        x = 0.0
        while x < w:
            ln = p.rng.uniform(0.1, 0.4) * w
            if p.rng.random() < 0.86:
                p.stroke(p.ink, [(x, y), (x + ln, y)], 2 + (y - y0) / (y1 - y0 + 1) * tone)
            x += ln + p.rng.uniform(6, 40) * p.unit
        y += step
        step *= 1.07


def rays(p: Print, cx: float, cy: float, r0: float, r1: float, n: int) -> None:
    """Open thin rays around a point in what is printed there."""
    m = Image.new("L", p.size, 0)
    d = ImageDraw.Draw(m)
    for i in range(n):
        a = 2 * math.pi * i / n
        far = r1 * (1.0 if i % 2 else 0.74)
        b = 0.006
        d.polygon(
            [
                (cx + r0 * math.cos(a - b * 1.6), cy + r0 * math.sin(a - b * 1.6)),
                (cx + r0 * math.cos(a + b * 1.6), cy + r0 * math.sin(a + b * 1.6)),
                (cx + far * math.cos(a), cy + far * math.sin(a)),
            ],
            fill=255,
        )
    p.clear(m)


def bench_flowers(p: Print, x0: float, x1: float, y: float, h: float) -> None:
    """Print a bank of flowers: leaves in ink, blossoms in red, gold and open paper."""
    rng = p.rng
    d_ink, d_red, d_gold = (ImageDraw.Draw(q) for q in (p.ink, p.red, p.gold))
    n = int((x1 - x0) / (h * 0.017))
    ground: list[Pt] = [(x0, y)]
    x = x0
    while x < x1:
        ground.append((x, y - h * rng.uniform(0.62, 0.86)))
        x += h * rng.uniform(0.12, 0.3)
    ground += [(x1, y - h * 0.7), (x1, y)]
    p.clear(p.mask(ground))
    p.lay(p.ink, p.mask(ground))
    for _ in range(n):
        x, yy = rng.uniform(x0, x1), y - h * 0.85 * rng.random() ** 1.3
        a, ln = rng.uniform(-2.6, -0.5), h * rng.uniform(0.2, 0.34)
        tip = (x + math.cos(a) * ln, yy + math.sin(a) * ln)
        s = ln * 0.2
        leaf = [
            (x, yy),
            ((x + tip[0]) / 2 - s, (yy + tip[1]) / 2),
            tip,
            ((x + tip[0]) / 2 + s, (yy + tip[1]) / 2),
        ]
        for d in (d_red, d_gold):
            d.polygon(leaf, fill=0)
        d_ink.polygon(leaf, fill=0 if rng.random() < 0.35 else 255)
        d_ink.line([*leaf, leaf[0]], fill=255, width=max(1, int(4 * p.unit)))
        d_ink.line([(x, yy), tip], fill=255, width=max(1, int(3 * p.unit)))
    for _ in range(n // 4):
        x, yy = rng.uniform(x0, x1), y - h * (0.1 + 0.85 * rng.random())
        r = h * rng.uniform(0.09, 0.14)
        kind = rng.choice((0, 0, 1, 2))
        for j in range(6):
            b = j * math.pi / 3 + 0.4
            px, py = x + math.cos(b) * r * 0.62, yy + math.sin(b) * r * 0.55
            box = (px - r * 0.6, py - r * 0.52, px + r * 0.6, py + r * 0.52)
            for d in (d_ink, d_red, d_gold):
                d.ellipse(box, fill=0)
            d_ink.ellipse(box, outline=255, width=max(1, int(3 * p.unit)))
            if kind == 0:
                d_red.ellipse(box, fill=255)
            elif kind == 1:
                d_gold.ellipse(box, fill=255)
        d_ink.ellipse((x - r * 0.28, yy - r * 0.25, x + r * 0.28, yy + r * 0.25), fill=255)


OFFICER = Look(
    coat=(238, 238, 238),
    legs=(232, 232, 232),
    hat="peak",
    hat_colour=(240, 240, 240),
    skin=(214, 214, 214),
    hair=(52, 52, 52),
    rank=(190, 150, 60),
    medals=6,
    plain=True,
)
MEMBER = Look(
    coat=(80, 80, 80),
    legs=(72, 72, 72),
    skin=(236, 236, 236),
    hair=(34, 34, 34),
    rank=(190, 150, 60),
    plain=True,
)


def seed_launch(size: tuple[int, int], rng: Random) -> Image.Image:
    """Return the launch: an officer at a lectern before a seated hall, engraved."""
    w, h = size[0] * 2, size[1] * 2
    p = Print((w, h), rng)
    u = p.unit
    cam = Camera(w, h, w * 1.12, 2.0, h * 0.47, w * 0.5)
    z, high = 8.2, 0.92
    base = cam.at((0, high, z + 2.6))[1]
    sx = 1.75
    star_at = cam.at((-1.35, 3.1, z + 2.6))
    curtain(p, (0, 0, w, int(base)), star_at, 30)
    r = 0.6 * cam.per_metre(z + 2.6)
    rays(p, star_at[0], star_at[1], r * 1.28, r * 2.3, 40)
    great_star(p, star_at[0], star_at[1], r)
    edge = cam.at((0, high, z))[1]
    cam.at((0, 0, z))[1]
    top = Image.new("L", (w, h), 0)
    ImageDraw.Draw(top).rectangle((0, base, w, edge), fill=255)
    p.clear(top)
    floor_lines(p, base + 4 * u, edge, 4)
    p.stroke(p.ink, [(0, base), (w, base)], 7)
    skirt = Image.new("L", (w, h), 0)
    ImageDraw.Draw(skirt).rectangle((0, edge, w, h), fill=255)
    p.clear(skirt)
    p.shade(p.ink, skirt, fade((w, h), [255, 120, 60, 60, 60]), math.pi / 2, 15)
    for yy, t in ((edge, 9), (edge + 16 * u, 4)):
        p.stroke(p.ink, [(0, yy), (w, yy)], t)
    bench_flowers(p, 0, w, edge + 105 * u, 125 * u)
    k = cam.per_metre(z + 1.4)
    sp = person(
        OFFICER,
        Pose(hands=((0.2, 1.16, 0.3), (-0.24, 1.15, 0.28)), nod=0.02),
        -0.28,
        k,
        STUDIO,
        rng,
    )
    fx, fy = cam.at((sx, high, z + 1.4))
    p.figure(sp, fx, fy, 0.9, 0.9, 11, 7, 0.04, "gold")
    lectern_print(p, cam, sx - 0.04, z + 0.75, high)
    pool = [
        person(
            replace(vary(rng, MEMBER), skin=MEMBER.skin, hair=MEMBER.hair),
            sway(rng, SEATED, 0.03),
            math.pi + rng.uniform(-0.25, 0.25),
            cam.per_metre(3.0),
            STUDIO,
            rng,
            0.12,
        )
        for _ in range(10)
    ]
    rows = ((6.7, 0.95), (5.75, 1.0), (4.85, 1.05), (4.0, 1.12), (3.2, 1.2))
    for i, (zz, dark) in enumerate(rows):
        kk = cam.per_metre(zz)
        n = int(w / kk / 0.68 / 2) + 2
        for j in range(-n, n + 1):
            x = (j + 0.5 * (i % 2)) * 0.68 + rng.uniform(-0.03, 0.03)
            if abs(x + 0.05) < 0.36:
                continue
            px, py = cam.at((x, 0, zz))
            if -0.4 * kk < px < w + 0.4 * kk:
                p.figure(
                    pool[rng.randrange(10)].scaled(kk),
                    px,
                    py,
                    dark,
                    0.75,
                    10 + 4 * i / 5,
                    5 + i * 0.7,
                    0.0,
                    "gold",
                )
        chairs(p, cam, zz - 0.12, i, n)
    p.frame(64)
    return p.pull(size)


def chairs(p: Print, cam: Camera, z: float, i: int, n: int) -> None:
    """Print the backs of one row of chairs."""
    w = p.size[0]
    for j in range(-n, n + 1):
        x = (j + 0.5 * (i % 2)) * 0.68
        if abs(x + 0.05) < 0.36:
            continue
        pts = spline(
            [
                cam.at(q)
                for q in (
                    (x - 0.24, 0.3, z),
                    (x + 0.24, 0.3, z),
                    (x + 0.235, 0.86, z),
                    (x + 0.14, 0.93, z),
                    (x - 0.14, 0.93, z),
                    (x - 0.235, 0.86, z),
                )
            ],
            steps=4,
        )
        x0, y0 = int(min(q[0] for q in pts)) - 8, int(min(q[1] for q in pts)) - 8
        x1, y1 = int(max(q[0] for q in pts)) + 8, int(max(q[1] for q in pts)) + 8
        if x1 < 0 or x0 > w:
            continue
        m = Image.new("L", (x1 - x0, y1 - y0), 0)
        local = [(q[0] - x0, q[1] - y0) for q in pts]
        ImageDraw.Draw(m).polygon(local, fill=255)
        p.clear(m, (x0, y0))
        tone = fade(m.size, [150, 70, 40, 24])
        p.shade(p.red, m, Image.new("L", m.size, 0), 0.0, 15, None, 0, (x0, y0))
        p.shade(p.ink, m, tone, math.pi / 2, 12, None, 0, (x0, y0))
        p.stroke(p.ink, [*pts, pts[0]], 5)


def lectern_print(p: Print, cam: Camera, x: float, z: float, y: float) -> None:
    """Print the lectern with its star and microphones."""

    def quad(x0: float, x1: float, y0: float, y1: float, zz: float) -> list[Pt]:
        pts: list[P3] = [(x0, y0, zz), (x1, y0, zz), (x1, y1, zz), (x0, y1, zz)]
        return [cam.at(q) for q in pts]

    side = [
        cam.at(q)
        for q in (
            (x - 0.42, y, z),
            (x - 0.42, y + 1.02, z),
            (x - 0.42, y + 1.02, z + 0.45),
            (x - 0.42, y, z + 0.45),
        )
    ]
    for pts, tone, ang in (
        (side, 60, 1.57),
        (quad(x - 0.42, x + 0.42, y, y + 1.02, z), 150, 0.0),
        (quad(x - 0.33, x + 0.33, y + 0.1, y + 0.94, z), 104, 0.0),
        (quad(x - 0.48, x + 0.48, y + 1.0, y + 1.07, z - 0.05), 205, 1.57),
    ):
        m = p.mask(pts)
        p.clear(m)
        p.shade(p.ink, m, Image.new("L", p.size, tone), ang, 11)
        p.stroke(p.ink, [*pts, pts[0], pts[1]], 5)
    cx, cy = cam.at((x, y + 0.54, z))
    r = 0.17 * cam.per_metre(z)
    p.clear(p.mask(star(cx, cy, r * 1.22)))
    p.lay(p.gold, p.mask(star(cx, cy, r)))
    for dx in (-0.1, 0.08):
        a, b = cam.at((x + dx, y + 1.06, z)), cam.at((x + dx * 0.5, y + 1.27, z))
        p.stroke(p.ink, [a, b], 5)
        p.lay(
            p.ink,
            p.mask(
                [
                    (b[0] - 8 * p.unit, b[1]),
                    (b[0], b[1] - 13 * p.unit),
                    (b[0] + 8 * p.unit, b[1]),
                    (b[0], b[1] + 10 * p.unit),
                ]
            ),
        )


def seed_award(size: tuple[int, int], rng: Random) -> Image.Image:
    """Return the award: a row of commanders handing certificates to individuals, engraved."""
    w, h = size[0] * 2, size[1] * 2
    p = Print((w, h), rng)
    u = p.unit
    cam = Camera(w, h, w * 1.16, 1.5, h * 0.40, w * 0.5)
    back = cam.at((0, 0, 10.6))[1]
    star_at = (w * 0.53, h * 0.185)
    curtain(p, (0, 0, w, int(back)), star_at, 24)
    r = 0.066 * w
    rays(p, star_at[0], star_at[1], r * 1.3, r * 2.25, 40)
    great_star(p, star_at[0], star_at[1], r)
    ground = Image.new("L", (w, h), 0)
    ImageDraw.Draw(ground).rectangle((0, back, w, h), fill=255)
    p.clear(ground)
    floor_lines(p, back + 5 * u, h, 3)
    p.stroke(p.ink, [(0, back), (w, back)], 8)
    pairs = ((2.75, 9.4), (1.6, 7.9), (0.32, 6.5), (-1.12, 5.15))
    for x, z in pairs:
        k = cam.per_metre(z)
        give = Pose(hands=((0.1, 1.13, 0.44), (-0.12, 1.11, 0.43)), lean=0.04, nod=0.1)
        take = Pose(hands=((0.12, 1.1, 0.43), (-0.1, 1.12, 0.44)), lean=0.09, nod=0.14)
        lk = vary(rng, replace(OFFICER, medals=9), 0.0)
        lk = replace(lk, skin=OFFICER.skin, hair=OFFICER.hair, coat=OFFICER.coat)
        mk = vary(rng, replace(MEMBER, hat="peak", hat_colour=(86, 86, 86), medals=3), 0.0)
        mk = replace(
            mk,
            skin=MEMBER.skin,
            hair=MEMBER.hair,
            coat=MEMBER.coat,
            bun=False,
            hat="peak",
        )
        gap = 0.49
        for s, look, pose, yaw, d in ((1, lk, give, -1.0, 0.95), (-1, mk, take, 1.12, 1.0)):
            fx, fy = cam.at((x + s * gap, 0, z))
            sp = person(
                look, sway(rng, pose, 0.008), yaw + rng.uniform(-0.06, 0.06), k, STUDIO, rng
            )
            shadow(p, fx, fy, k)
            p.figure(
                sp,
                fx,
                fy,
                d,
                0.9 if s > 0 else 0.7,
                9 + 4 * (k / 720),
                5 + 3 * (k / 720),
                0.02,
                "gold",
            )
        cx, cy = cam.at((x, 1.16, z - 0.2))
        framed(p, cx, cy, 0.47 * k, 0.345 * k, rng.uniform(-0.05, 0.05))
        for s in (-1, 1):
            hand(p, cx + s * 0.235 * k, cy + rng.uniform(0.02, 0.06) * k, k, s)
    bench_flowers(p, 0, w, h - 20 * u, 170 * u)
    p.frame(64)
    return p.pull(size)


def hand(p: Print, x: float, y: float, k: float, side: int) -> None:
    """Print the fingers of a hand holding the edge of a frame."""
    for j in range(4):
        cy = y + (j - 1.5) * 0.02 * k
        a = 0.026 * k
        box = [x - side * 0.008 * k - a, cy - 0.013 * k, x - side * 0.008 * k + a, cy + 0.013 * k]
        for plate in (p.ink, p.red, p.gold):
            ImageDraw.Draw(plate).rounded_rectangle(box, 0.013 * k, fill=0)
        ImageDraw.Draw(p.wash).rounded_rectangle(box, 0.013 * k, fill=255)
        ImageDraw.Draw(p.ink).rounded_rectangle(
            box, 0.013 * k, outline=255, width=max(2, round(4 * p.unit))
        )


def shadow(p: Print, x: float, y: float, k: float) -> None:
    """Print the shadow on the floor at a figure's feet, in level strokes."""
    for i in range(7):
        yy = y + (i - 3) * 0.017 * k
        half = math.sqrt(max(0.0, 1 - ((i - 3) / 3.6) ** 2)) * 0.36 * k
        p.stroke(p.ink, [(x - half * 0.7, yy), (x + half * 1.3, yy)], 6 * k / 720 + 2)
