"""Human figures: jointed, dressed and softly shaded, seen from any side, faces left undrawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from PIL import Image, ImageChops, ImageDraw

from samples.field import P3, RGB, Pt, blur, cloud, dim, jitter, mix, scale, spline
from samples.space import Frame, Light, relief

OLIVE: RGB = (88, 92, 62)
DARK_OLIVE: RGB = (66, 70, 48)
WHITE: RGB = (222, 220, 210)
KHAKI: RGB = (122, 114, 82)
BLUE: RGB = (62, 78, 102)
BLACK: RGB = (30, 30, 32)
SKIN: RGB = (214, 168, 136)
HAIR: RGB = (26, 23, 22)

TORSO: tuple[tuple[float, float, float], ...] = (
    (0.565, 0.060, 0.060),
    (0.535, 0.120, 0.075),
    (0.495, 0.192, 0.095),
    (0.44, 0.205, 0.110),
    (0.36, 0.192, 0.125),
    (0.26, 0.176, 0.120),
    (0.14, 0.165, 0.112),
    (0.03, 0.168, 0.114),
    (-0.08, 0.176, 0.118),
)


@dataclass(frozen=True)
class Pose:
    """Where the hands, feet and hips of a person are (own right, up, forward; metres)."""

    hands: tuple[P3, P3] = ((0.27, 0.78, 0.04), (-0.27, 0.78, 0.04))
    feet: tuple[P3, P3] = ((0.10, 0.07, 0.0), (-0.10, 0.07, 0.0))
    hips: P3 = (0.0, 0.90, 0.0)
    lean: float = 0.0
    side: float = 0.0
    turn: float = 0.0
    nod: float = 0.0
    out: float = 0.55


STAND = Pose()
SEATED = Pose(
    hands=((0.12, 0.60, 0.34), (-0.12, 0.60, 0.34)),
    feet=((0.11, 0.07, 0.42), (-0.11, 0.07, 0.42)),
    hips=(0.0, 0.50, 0.0),
)
HOLDING = Pose(hands=((0.18, 1.04, 0.28), (-0.18, 1.04, 0.28)), out=0.3)


@dataclass(frozen=True)
class Look:
    """What a person wears."""

    coat: RGB = OLIVE
    legs: RGB = DARK_OLIVE
    hat: str = ""
    hat_colour: RGB = OLIVE
    skin: RGB = SKIN
    hair: RGB = HAIR
    bun: bool = False
    tie: bool = True
    rank: RGB | None = (176, 140, 62)
    medals: int = 0
    vest: RGB | None = None
    build: float = 1.0
    tall: float = 1.0
    skirt: bool = False
    short: bool = False
    plain: bool = False


@dataclass
class Sprite:
    """A figure on transparent ground; `ox, oy` is the point between the feet."""

    image: Image.Image
    ox: float
    oy: float
    per_metre: float
    depth: Image.Image | None = field(default=None)

    def scaled(self, per_metre: float) -> Sprite:
        """Return the figure at another number of pixels per metre."""
        k = per_metre / self.per_metre
        size = (max(1, round(self.image.width * k)), max(1, round(self.image.height * k)))
        img = self.image.resize(size, Image.Resampling.BICUBIC)
        return Sprite(img, self.ox * k, self.oy * k, per_metre)


def bend(a: P3, c: P3, l1: float, l2: float, hint: P3) -> tuple[P3, P3]:
    """Return the middle joint and the reached end of a limb from a towards c, bent along hint."""
    v = (c[0] - a[0], c[1] - a[1], c[2] - a[2])
    d = math.sqrt(sum(t * t for t in v)) or 1e-6
    u = (v[0] / d, v[1] / d, v[2] / d)
    d = min(d, (l1 + l2) * 0.995)
    along = (l1 * l1 - l2 * l2 + d * d) / (2 * d)
    rise = math.sqrt(max(0.0, l1 * l1 - along * along))
    dot = sum(hint[i] * u[i] for i in range(3))
    p = [hint[i] - dot * u[i] for i in range(3)]
    n = math.sqrt(sum(t * t for t in p)) or 1e-6
    mid = tuple(a[i] + u[i] * along + p[i] / n * rise for i in range(3))
    end = tuple(a[i] + u[i] * d for i in range(3))
    return (mid[0], mid[1], mid[2]), (end[0], end[1], end[2])


class Sculptor:
    """Builds one figure out of rounded parts."""

    def __init__(
        self,
        look: Look,
        pose: Pose,
        yaw: float,
        per_metre: float,
        light: Light,
        rng: Random,
        pitch: float = 0.06,
    ) -> None:
        """Prepare an empty canvas; yaw 0 faces the camera, pi turns the back."""
        self.look, self.pose, self.yaw, self.s = look, pose, yaw, per_metre
        self.light, self.rng, self.pitch = light, rng, pitch
        self.w, self.h = int(2.6 * per_metre), int(2.9 * per_metre)
        self.ox, self.oy = self.w / 2, self.h - 0.35 * per_metre
        self.img = Image.new("RGB", (self.w, self.h), (0, 0, 0))
        self.alpha = Image.new("L", (self.w, self.h), 0)
        self.cloth = cloud(rng, (max(8, self.w // 2), max(8, self.h // 2)), (34, 16), 3)
        self.cloth = dim(self.cloth, 1.0).resize((self.w, self.h), Image.Resampling.BILINEAR)
        self.parts: list[tuple[float, Callable[[], None]]] = []

    def turn(self, p: P3) -> P3:
        """Return the point as the camera sees it: right, up, towards the camera."""
        x, y, z = p
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        xx, zz = -x * c + z * s, x * s + z * c
        yy = y * self.look.tall
        return xx, yy - zz * self.pitch, zz

    def px(self, p: P3) -> Pt:
        """Return where a point of the figure falls on the canvas."""
        x, y, _ = self.turn(p)
        return self.ox + x * self.s, self.oy - y * self.s

    def solid(
        self,
        pts: Sequence[Pt],
        colour: RGB,
        radius: float,
        contact: float = 0.45,
        k: float = 1.0,
        fold: float = 0.0,
        soft: float = 0.0,
        extra: Sequence[tuple[Pt, float]] = (),
        melt: tuple[Pt, float] | None = None,
    ) -> None:
        """Add one rounded part with the given outline in pixels; it melts in around `melt`."""
        pad = int(radius * self.s * 2.4) + 6
        xs = [p[0] for p in pts] + [c[0] + d * r for c, r in extra for d in (-1, 1)]
        ys = [p[1] for p in pts] + [c[1] + d * r for c, r in extra for d in (-1, 1)]
        x0, y0 = math.floor(min(xs)) - pad, math.floor(min(ys)) - pad
        w, h = math.ceil(max(xs)) + pad - x0, math.ceil(max(ys)) + pad - y0
        mask = Image.new("L", (w, h), 0)
        d = ImageDraw.Draw(mask)
        if len(pts) > 2:
            d.polygon([(p[0] - x0, p[1] - y0) for p in pts], fill=255)
        for c, r in extra:
            d.ellipse((c[0] - x0 - r, c[1] - y0 - r, c[0] - x0 + r, c[1] - y0 + r), fill=255)
        mask = blur(mask, max(0.5, soft * self.s))
        folds = None
        if fold > 0:
            folds = self.cloth.crop((x0, y0, x0 + w, y0 + h))
            folds = folds.point([max(0, min(255, int(128 + (v - 128) * fold))) for v in range(256)])
        layer = relief(mask, self.light.tones(colour), self.light.toward, radius * self.s, k, folds)
        box = (x0, y0, x0 + w, y0 + h)
        whole = mask
        if melt is not None:
            (mx, my), mr = melt
            spot = Image.new("L", (w, h), 0)
            mr *= 1.05
            ImageDraw.Draw(spot).ellipse(
                (mx - x0 - mr, my - y0 - mr, mx - x0 + mr, my - y0 + mr), fill=255
            )
            spot = ImageChops.multiply(blur(spot, mr * 0.4), self.alpha.crop(box))
            mask = ImageChops.subtract(mask, spot)
        if contact > 0:
            dx, dy = (round(-t * 0.02 * self.s) for t in self.light.toward)
            under = ImageChops.offset(blur(mask, 0.03 * self.s), dx, dy)
            under = dim(ImageChops.multiply(under, self.alpha.crop(box)), contact)
            self.img.paste(scale(self.light.tones(colour)[0], 0.5), box, under)
        self.img.paste(layer, (x0, y0), mask)
        self.alpha.paste(255, box, whole)

    def stain(self, pts: Sequence[Pt], colour: RGB, alpha: float, soft: float) -> None:
        """Tone a patch of what is already drawn, without going beyond it."""
        pad = int(soft * self.s * 3) + 2
        x0, y0 = math.floor(min(p[0] for p in pts)) - pad, math.floor(min(p[1] for p in pts)) - pad
        w = math.ceil(max(p[0] for p in pts)) + pad - x0
        h = math.ceil(max(p[1] for p in pts)) + pad - y0
        mask = Image.new("L", (w, h), 0)
        ImageDraw.Draw(mask).polygon([(p[0] - x0, p[1] - y0) for p in pts], fill=255)
        mask = dim(blur(mask, max(0.4, soft * self.s)), alpha)
        box = (x0, y0, x0 + w, y0 + h)
        self.img.paste(colour, box, ImageChops.multiply(mask, self.alpha.crop(box)))

    def lit(self, colour: RGB, k: float = 1.0) -> RGB:
        """Return a colour as it shows in the light of the scene."""
        return scale(self.light.tones(colour)[1], k)

    def capsule(
        self,
        a: P3,
        b: P3,
        ra: float,
        rb: float,
        colour: RGB,
        contact: float = 0.45,
        fold: float = 0.8,
        melt: bool = False,
    ) -> None:
        """Add a tapered limb between two joints, its beginning melted into what is there."""
        p, q = self.px(a), self.px(b)
        ra, rb = ra * self.s, rb * self.s
        n = math.hypot(q[0] - p[0], q[1] - p[1]) or 1.0
        nx, ny = -(q[1] - p[1]) / n, (q[0] - p[0]) / n
        pts = [
            (p[0] + nx * ra, p[1] + ny * ra),
            (q[0] + nx * rb, q[1] + ny * rb),
            (q[0] - nx * rb, q[1] - ny * rb),
            (p[0] - nx * ra, p[1] - ny * ra),
        ]
        radius = max(ra, rb) * 0.55 / self.s
        self.solid(
            pts,
            colour,
            radius,
            contact,
            0.8,
            fold,
            0.0,
            [(p, ra), (q, rb)],
            (p, ra) if melt else None,
        )

    def straight(self, a: P3, b: P3, e: P3) -> bool:
        """Return whether the limb a-b-e looks nearly straight from the camera."""
        p, q, r = self.px(a), self.px(b), self.px(e)
        u, v = (q[0] - p[0], q[1] - p[1]), (r[0] - q[0], r[1] - q[1])
        n = math.hypot(*u) * math.hypot(*v)
        return n > (0.012 * self.s * self.s) and (u[0] * v[0] + u[1] * v[1]) / n > 0.55

    def limb(
        self,
        joints: tuple[P3, P3, P3],
        radii: tuple[float, float, float],
        colour: RGB,
        melt: bool,
        contact: float = 0.35,
    ) -> None:
        """Add a whole limb as one rounded part."""
        left: list[Pt] = []
        right: list[Pt] = []
        ends = []
        pts = [self.px(j) for j in joints]
        for i, p in enumerate(pts):
            q, o = pts[min(2, i + 1)], pts[max(0, i - 1)]
            n = math.hypot(q[0] - o[0], q[1] - o[1]) or 1.0
            r = radii[i] * self.s
            nx, ny = -(q[1] - o[1]) / n * r, (q[0] - o[0]) / n * r
            left.append((p[0] + nx, p[1] + ny))
            right.append((p[0] - nx, p[1] - ny))
            ends.append((p, r * 0.98))
        outline = left + right[::-1]
        self.solid(
            outline,
            colour,
            max(radii) * 0.55,
            contact,
            0.8,
            1.0,
            0.0,
            ends,
            (pts[0], radii[0] * self.s) if melt else None,
        )

    def ring(self, c: P3, rx: float, ry: float, n: int = 28) -> list[Pt]:
        """Return an upright ellipse on the canvas around a point of the figure."""
        x, y = self.px(c)
        t = [2 * math.pi * i / n for i in range(n)]
        return [(x + rx * self.s * math.cos(a), y + ry * self.s * math.sin(a)) for a in t]

    def spine(self, h: float) -> P3:
        """Return the point of the spine h metres above the hips."""
        x, y, z = self.pose.hips
        bow = math.cos(self.pose.lean)
        return (x + self.pose.side * h, y + h * bow, z + h * math.sin(self.pose.lean))

    def torso(self) -> None:
        """Add the trunk in its coat."""
        lk, b = self.look, self.look.build
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        left: list[Pt] = []
        right: list[Pt] = []
        for h, w, d in TORSO:
            if lk.short and h < 0:
                continue
            half = math.sqrt((w * c) ** 2 + (d * s) ** 2) * b * self.s
            x, y = self.px(self.spine(h))
            left.append((x - half, y))
            right.append((x + half, y))
        pts = spline(left + right[::-1], steps=5)
        self.solid(pts, lk.coat, 0.08, 0.4, 0.85, fold=0.8)
        if lk.vest is not None:
            a = spline([*left[1:7], *right[1:7][::-1]], steps=4)
            self.solid(a, lk.vest, 0.07, 0.3, 1.1, fold=0.6)
            for h in (0.16, 0.34):
                x, y = self.px(self.spine(h))
                hw = 0.15 * abs(c) * self.s + 0.04 * self.s
                bar = [(x - hw, y - 4), (x + hw, y - 4), (x + hw, y + 4), (x - hw, y + 4)]
                self.stain(bar, self.lit((190, 190, 170)), 0.7, 0.004)
        if c > 0.2:
            self.front(c, s)
        elif c < -0.2:
            x, y = self.px(self.spine(0.5))
            q = self.px(self.spine(0.0))
            seam = [(x - 1, y), (x + 1, y), (q[0] + 1, q[1]), (q[0] - 1, q[1])]
            self.stain(seam, self.lit(lk.coat, 0.4), 0.35, 0.006)
        if lk.rank is not None and lk.vest is None:
            self.shoulder_marks(lk.rank)

    def on_chest(self, u: float, h: float) -> Pt:
        """Return the canvas point u metres to the figure's left of the breastbone, at height h."""
        p = self.spine(h)
        return self.px((p[0] - u, p[1], p[2] + 0.115 * math.sqrt(max(0.0, 1 - (u / 0.2) ** 2))))

    def front(self, c: float, s: float) -> None:
        """Add collar, buttons, pockets and ribbons to the chest."""
        lk = self.look
        shadow = self.lit(lk.coat, 0.42)
        if lk.tie:
            vee = [self.on_chest(u, h) for u, h in ((-0.055, 0.545), (0.055, 0.545), (0.0, 0.36))]
            self.stain(vee, self.lit((214, 212, 200) if lk.coat != WHITE else WHITE), 0.95, 0.003)
            knot = [
                self.on_chest(u, h)
                for u, h in (
                    (-0.014, 0.53),
                    (0.014, 0.53),
                    (0.017, 0.40),
                    (0.0, 0.37),
                    (-0.017, 0.40),
                )
            ]
            self.stain(knot, self.lit((40, 42, 40)), 0.95, 0.002)
            for sg in (-1, 1):
                lapel = [
                    self.on_chest(sg * u, h)
                    for u, h in ((0.06, 0.55), (0.095, 0.47), (0.005, 0.34), (0.028, 0.42))
                ]
                self.stain(lapel, self.lit(lk.coat, 1.25), 0.55, 0.004)
                edge = [
                    self.on_chest(sg * u, h) for u, h in ((0.1, 0.47), (0.106, 0.46), (0.0, 0.33))
                ]
                self.stain(edge, shadow, 0.7, 0.003)
        else:
            vee = [self.on_chest(u, h) for u, h in ((-0.045, 0.555), (0.045, 0.555), (0.0, 0.47))]
            self.stain(vee, self.lit(lk.skin, 0.85), 0.95, 0.004)
            for sg in (-1, 1):
                flap = [
                    self.on_chest(sg * u, h)
                    for u, h in ((0.05, 0.56), (0.085, 0.5), (0.045, 0.455), (0.0, 0.475))
                ]
                self.stain(flap, self.lit(lk.coat, 1.2), 0.6, 0.003)
        a, z = self.on_chest(0.004, 0.36), self.on_chest(0.004, -0.06)
        self.stain(
            [(a[0] - 1, a[1]), (a[0] + 2, a[1]), (z[0] + 2, z[1]), (z[0] - 1, z[1])],
            shadow,
            0.55,
            0.004,
        )
        r = max(1.0, 0.009 * self.s)
        for h in (0.30, 0.20, 0.10, 0.0):
            x, y = self.on_chest(0, h)
            self.stain(
                [(x - r, y), (x, y - r), (x + r, y), (x, y + r)],
                self.lit((190, 160, 88)),
                0.9,
                0.002,
            )
        for sg in (-1, 1):
            flap = [
                self.on_chest(sg * u, h)
                for u, h in (
                    (0.05, 0.33),
                    (0.135, 0.33),
                    (0.135, 0.29),
                    (0.092, 0.275),
                    (0.05, 0.29),
                )
            ]
            self.stain(flap, shadow, 0.3, 0.005)
        for i in range(lk.medals):
            u, h = 0.06 + 0.028 * (i % 3), 0.36 - 0.035 * (i // 3)
            box = [
                self.on_chest(u + du, h + dh)
                for du, dh in ((0, 0), (0.024, 0), (0.024, -0.02), (0, -0.02))
            ]
            colours: tuple[RGB, ...] = ((170, 40, 36), (196, 156, 60), (150, 60, 44))
            self.stain(box, self.lit(colours[i % 3], 1.2), 0.9, 0.002)

    def shoulder_marks(self, rank: RGB) -> None:
        """Add shoulder straps of the given colour."""
        for sg in (-1, 1):
            pts = []
            for u, h, z in (
                (0.075, 0.535, 0.03),
                (0.165, 0.505, 0.03),
                (0.165, 0.50, -0.03),
                (0.075, 0.53, -0.03),
            ):
                p = self.spine(h)
                pts.append(self.px((p[0] + sg * u * self.look.build, p[1], p[2] + z)))
            self.stain(pts, self.lit(rank), 0.85, 0.004)

    def arm(self, i: int) -> None:
        """Add one arm with its hand."""
        sg = 1 if i == 0 else -1
        p = self.spine(0.46)
        a: P3 = (p[0] + sg * 0.172 * self.look.build, p[1], p[2])
        b, e = bend(a, self.pose.hands[i], 0.29, 0.26, (sg * self.pose.out, -0.6, -0.5))
        coat = self.look.coat
        f: P3 = (
            e[0] + (e[0] - b[0]) * 0.22,
            e[1] + (e[1] - b[1]) * 0.22,
            e[2] + (e[2] - b[2]) * 0.22,
        )

        def upper() -> None:
            self.capsule(a, b, 0.058, 0.049, coat, 0.35, melt=True)

        def lower() -> None:
            if self.look.short:
                m: P3 = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)
                self.capsule(m, b, 0.043, 0.038, self.look.skin, 0.0, 0.0)
                self.capsule(b, e, 0.037, 0.028, self.look.skin, 0.4, 0.0, True)
                self.capsule(a, m, 0.061, 0.056, coat, 0.3, melt=True)
            self.capsule(e, f, 0.03, 0.034, self.look.skin, 0.4, 0.0)
            if not self.look.short:
                self.capsule(b, e, 0.05, 0.04, coat, 0.4, melt=True)

        def whole() -> None:
            self.capsule(e, f, 0.03, 0.034, self.look.skin, 0.4, 0.0)
            self.limb((a, b, e), (0.058, 0.05, 0.041), coat, True)

        za, zb = self.turn(b)[2], self.turn(e)[2]
        facing = abs(math.cos(self.yaw)) > 0.75
        if self.straight(a, b, e) and not self.look.short:
            self.parts.append((-0.05 if facing and zb < 0.16 else (za + zb) / 2 + 0.01, whole))
            return
        self.parts.append((-0.05 if facing else za * 0.6 + self.turn(a)[2] * 0.4, upper))
        self.parts.append(((za + zb) / 2 + 0.01, lower))

    def leg(self, i: int) -> None:
        """Add one leg with its shoe."""
        sg = 1 if i == 0 else -1
        hx, hy, hz = self.pose.hips
        a: P3 = (hx + sg * 0.085, hy, hz)
        foot = self.pose.feet[i]
        b, e = bend(a, foot, 0.425, 0.4, (sg * 0.15, 0.1, 1.0))
        toe: P3 = (e[0] + sg * 0.03, max(0.035, e[1] - 0.04), e[2] + 0.16)
        heel: P3 = (e[0], max(0.04, e[1] - 0.03), e[2] - 0.02)

        def draw() -> None:
            bare = self.look.short and self.look.skirt
            cloth = self.look.legs
            self.capsule(heel, toe, 0.045, 0.04, (28, 26, 25), 0.3, 0.0)
            if bare:
                t = 0.72
                m: P3 = (
                    a[0] + (b[0] - a[0]) * t,
                    a[1] + (b[1] - a[1]) * t,
                    a[2] + (b[2] - a[2]) * t,
                )
                self.limb((a, b, e), (0.075, 0.056, 0.04), self.look.skin, False)
                self.capsule(a, m, 0.09, 0.078, cloth, 0.3)
            elif self.straight(a, b, e):
                self.limb((a, b, e), (0.088, 0.066, 0.056), cloth, False)
            elif self.turn(b)[2] > self.turn(a)[2] + 0.1:
                self.capsule(b, e, 0.064, 0.055, cloth, 0.3)
                self.capsule(a, b, 0.088, 0.066, cloth, 0.35)
            else:
                self.capsule(a, b, 0.088, 0.066, cloth, 0.35)
                self.capsule(b, e, 0.064, 0.055, cloth, 0.0, melt=True)

        depth = self.turn(b)[2]
        self.parts.append((min(depth, 0) - 0.3 + sg * 0.001 if hy > 0.7 else depth, draw))

    def neck(self) -> None:
        """Add the neck."""
        base = self.spine(0.545)
        nape: P3 = (base[0], base[1] + 0.09, base[2] + 0.005)
        low: P3 = (base[0], base[1] - 0.03, base[2])
        self.capsule(low, nape, 0.056, 0.05, self.look.skin, 0.0, 0.0)

    def head(self) -> None:
        """Add neck, head, hair and hat."""
        lk, po = self.look, self.pose
        base = self.spine(0.545)
        nod = po.nod + po.lean * 0.55
        top: P3 = (base[0], base[1] + 0.155 * math.cos(nod), base[2] + 0.02 + 0.155 * math.sin(nod))
        yaw = self.yaw + po.turn
        c, s = math.cos(yaw), math.sin(yaw)
        if c < 0.5:
            collar = self.ring((base[0], base[1] + 0.012, base[2]), 0.068, 0.026)
            self.solid(collar, lk.coat if lk.coat != WHITE else (210, 208, 200), 0.02, 0.3)
        x, y = self.px(top)
        k = self.s

        def blob(dx: float, dy: float, rx: float, ry: float, n: int = 28) -> list[Pt]:
            t = [2 * math.pi * i / n for i in range(n)]
            return [(x + (dx + rx * math.cos(a)) * k, y + (dy + ry * math.sin(a)) * k) for a in t]

        wide = 0.078 + 0.014 * abs(s)
        for sg in (-1, 1):
            if abs(c) > 0.3:
                self.solid(blob(sg * 0.08 * abs(c), 0.012, 0.014, 0.028), lk.skin, 0.012, 0.2)
        skull = spline(
            [
                (x + u * k, y + v * k)
                for u, v in (
                    (-wide * 0.98, -0.03),
                    (-wide * 0.72, -0.095),
                    (0.0, -0.118),
                    (wide * 0.72, -0.095),
                    (wide * 0.98, -0.03),
                    (wide * 0.93, 0.035),
                    (wide * 0.62, 0.088),
                    (0.0, 0.112),
                    (-wide * 0.62, 0.088),
                    (-wide * 0.93, 0.035),
                )
            ],
            steps=5,
        )
        self.solid(skull, lk.skin, 0.05, 0.5, 0.85)
        if c > -0.25 and not lk.plain:
            fx = s * 0.05
            for sg in (-1, 1):
                self.stain(
                    blob(fx + sg * 0.031 * max(c, 0.1), -0.004, 0.022 * max(c, 0.3), 0.011),
                    self.lit(lk.skin, 0.4),
                    0.42,
                    0.008,
                )
            self.stain(
                blob(fx * 1.25 + 0.006, 0.034, 0.013, 0.012), self.lit(lk.skin, 0.5), 0.36, 0.008
            )
            self.stain(
                blob(fx * 1.1, 0.063, 0.024 * max(c, 0.4), 0.006),
                self.lit((120, 60, 52), 0.7),
                0.35,
                0.007,
            )
            self.stain(blob(fx * 1.1, 0.112, 0.06, 0.02), self.lit(lk.skin, 0.5), 0.3, 0.016)
            self.stain(blob(fx * 1.2 + 0.0, 0.012, 0.009, 0.03), self.lit(lk.skin, 1.3), 0.4, 0.006)
        self.hair(blob, c, s, wide)
        if lk.hat:
            self.hat(blob, c, s)

    def hair(
        self,
        blob: Callable[[float, float, float, float], list[Pt]],
        c: float,
        s: float,
        wide: float,
    ) -> None:
        """Add the hair."""
        lk = self.look
        lift = -c * 0.0
        if c < -0.25:
            low = 0.055 if not lk.bun else 0.075
            outline = [
                (-wide, 0.02),
                (-wide * 1.04, -0.045),
                (-wide * 0.74, -0.105),
                (0, -0.128),
                (wide * 0.74, -0.105),
                (wide * 1.04, -0.045),
                (wide, 0.02),
                (wide * 0.66, low),
                (0, low + 0.012),
                (-wide * 0.66, low),
            ]
        elif c < 0.35:
            d = 1 if s > 0 else -1
            outline = [
                (-d * wide * 1.03, 0.03),
                (-d * wide * 1.06, -0.05),
                (-d * wide * 0.72, -0.108),
                (0, -0.128),
                (d * wide * 0.72, -0.108),
                (d * wide * 0.98, -0.06),
                (d * wide * 0.55, -0.05),
                (d * wide * 0.12, -0.02),
                (-d * wide * 0.08, 0.012),
                (-d * wide * 0.2, 0.036),
                (-d * wide * 0.55, 0.06),
            ]
        else:
            o = s * 0.03
            outline = [
                (-wide * 1.02, 0.012),
                (-wide * 1.05, -0.05),
                (-wide * 0.74, -0.108),
                (0, -0.13),
                (wide * 0.74, -0.108),
                (wide * 1.05, -0.05),
                (wide * 1.02, 0.012),
                (wide * 0.86 + o, -0.045),
                (wide * 0.4 + o, -0.072),
                (-wide * 0.3 + o, -0.066),
                (-wide * 0.84 + o, -0.04),
            ]
        x, y = blob(0, 0, 0.0, 0.0)[0]
        pts = spline([(x + u * self.s, y + (v + lift) * self.s) for u, v in outline], steps=5)
        self.solid(pts, lk.hair, 0.04, 0.25, 0.9, soft=0.003)
        if abs(s) > 0.5 and -0.25 <= c < 0.8:
            ear = -math.copysign(0.074 * c + 0.01, s)
            self.solid(blob(ear, 0.018, 0.014, 0.026), lk.skin, 0.012, 0.25, 0.8)
        if lk.bun and c < 0.2:
            self.solid(blob(0, 0.03, 0.042, 0.036), lk.hair, 0.02, 0.4, 0.9)

    def hat(
        self, blob: Callable[[float, float, float, float], list[Pt]], c: float, s: float
    ) -> None:
        """Add a peaked cap, a sun helmet, a hard hat or a soft hat."""
        lk = self.look
        x, y = blob(0, 0, 0.0, 0.0)[0]

        def shape(pts: Sequence[Pt]) -> list[Pt]:
            return spline([(x + u * self.s, y + v * self.s) for u, v in pts], steps=5)

        if lk.hat == "peak":
            if c > -0.2:
                o = s * 0.05
                visor = [
                    (-0.082 + o, -0.05),
                    (o, -0.066),
                    (0.082 + o, -0.05),
                    (0.07 + o * 1.5, -0.026),
                    (o * 1.6, -0.012),
                    (-0.07 + o * 1.5, -0.026),
                ]
                self.solid(shape(visor), (24, 24, 24), 0.012, 0.6, 1.4)
            elif abs(s) > 0.5:
                d = 1 if s > 0 else -1
                visor = [
                    (d * 0.06, -0.06),
                    (d * 0.125, -0.035),
                    (d * 0.12, -0.028),
                    (d * 0.06, -0.04),
                ]
                self.solid(shape(visor), (24, 24, 24), 0.01, 0.4)
            band = [
                (-0.09, -0.05),
                (-0.09, -0.088),
                (0, -0.094),
                (0.09, -0.088),
                (0.09, -0.05),
                (0, -0.056),
            ]
            self.solid(shape(band), (138, 34, 30), 0.02, 0.3)
            crown = [
                (-0.092, -0.086),
                (-0.132, -0.125),
                (-0.1, -0.158),
                (0, -0.176),
                (0.1, -0.158),
                (0.132, -0.125),
                (0.092, -0.086),
                (0, -0.094),
            ]
            self.solid(shape(crown), lk.hat_colour, 0.035, 0.3, 1.0, soft=0.002)
            if c > 0.2:
                self.stain(
                    blob(s * 0.08, -0.088, 0.014, 0.018), self.lit((212, 176, 84), 1.1), 0.95, 0.003
                )
        elif lk.hat in ("pith", "hard"):
            wide = 0.155 if lk.hat == "pith" else 0.105
            brim = [
                (-wide, -0.04),
                (-wide * 0.6, -0.075),
                (0, -0.085),
                (wide * 0.6, -0.075),
                (wide, -0.04),
                (wide * 0.6, -0.028),
                (0, -0.022),
                (-wide * 0.6, -0.028),
            ]
            self.solid(shape(brim), lk.hat_colour, 0.018, 0.6, 1.1)
            dome = [
                (-0.096, -0.058),
                (-0.098, -0.1),
                (-0.068, -0.15),
                (0, -0.172),
                (0.068, -0.15),
                (0.098, -0.1),
                (0.096, -0.058),
                (0, -0.048),
            ]
            self.solid(shape(dome), lk.hat_colour, 0.04, 0.25, 1.1)
        elif lk.hat == "soft":
            dome = [
                (-0.098, -0.045),
                (-0.1, -0.1),
                (-0.07, -0.142),
                (0, -0.152),
                (0.07, -0.142),
                (0.1, -0.1),
                (0.098, -0.045),
                (0, -0.035),
            ]
            self.solid(shape(dome), lk.hat_colour, 0.035, 0.3, 1.0)
            if c > -0.2:
                o = s * 0.05
                visor = [
                    (-0.07 + o, -0.05),
                    (0.07 + o, -0.05),
                    (0.06 + o * 1.7, -0.025),
                    (-0.06 + o * 1.7, -0.025),
                ]
                self.solid(shape(visor), lk.hat_colour, 0.012, 0.6)

    def build(self) -> Sprite:
        """Return the finished figure."""
        self.parts.append((-0.001, self.neck))
        self.parts.append((0.0, self.torso))
        hd = self.turn(self.spine(0.6))[2] - self.turn(self.spine(0.2))[2]
        self.parts.append((0.004 + max(0.0, hd), self.head))
        for i in (0, 1):
            self.arm(i)
            self.leg(i)
        for _, part in sorted(self.parts, key=lambda t: t[0]):
            part()
        out = self.img.convert("RGBA")
        out.putalpha(self.alpha)
        box = self.alpha.getbbox() or (0, 0, 1, 1)
        return Sprite(out.crop(box), self.ox - box[0], self.oy - box[1], self.s)


def person(
    look: Look,
    pose: Pose,
    yaw: float,
    per_metre: float,
    light: Light,
    rng: Random,
    pitch: float = 0.06,
) -> Sprite:
    """Return one figure."""
    return Sculptor(look, pose, yaw, per_metre, light, rng, pitch).build()


def vary(rng: Random, look: Look, women: float = 0.15) -> Look:
    """Return the same dress on another person."""
    bun = rng.random() < women
    return replace(
        look,
        skin=jitter(rng, mix(SKIN, (190, 140, 108), rng.random() * 0.6), 0.06),
        hair=mix(HAIR, (70, 68, 66), max(0.0, rng.random() - 0.6)),
        bun=bun,
        build=(0.9 if bun else 1.0) * rng.uniform(0.94, 1.07),
        coat=jitter(rng, look.coat, 0.04),
        tall=(0.96 if bun else 1.0) * rng.uniform(0.98, 1.025),
    )


def sway(rng: Random, pose: Pose, amount: float = 0.02) -> Pose:
    """Return the pose shifted a little, as no two people stand alike."""

    def mv(p: P3) -> P3:
        return (
            p[0] + rng.gauss(0, amount),
            p[1] + rng.gauss(0, amount),
            p[2] + rng.gauss(0, amount),
        )

    return replace(
        pose,
        hands=(mv(pose.hands[0]), mv(pose.hands[1])),
        lean=pose.lean + rng.gauss(0, amount),
        side=pose.side + rng.gauss(0, amount),
        turn=pose.turn + rng.gauss(0, amount * 9),
        nod=pose.nod + rng.gauss(0, amount * 4),
    )


def place(
    frame: Frame,
    sprite: Sprite,
    x: float,
    z: float,
    y: float = 0.0,
    soft: float | None = None,
    ground: float = 0.5,
    gain: float = 1.0,
) -> None:
    """Paint a figure standing at (x, y, z), with its contact shadow, haze and focus."""
    s = sprite.scaled(frame.cam.per_metre(z))
    fx, fy = frame.cam.at((x, y, z))
    r = frame.defocus(z) if soft is None else soft * frame.unit
    if ground > 0:
        w = 0.3 * s.per_metre
        frame.ellipse(fx, fy, w, w * 0.22, (10, 10, 12), w * 0.14, ground)
    img = s.image
    pad = int(r * 3) + 2
    big = Image.new("RGBA", (img.width + 2 * pad, img.height + 2 * pad), (0, 0, 0, 0))
    big.paste(img, (pad, pad))
    alpha = big.getchannel("A")
    rgb = big.convert("RGB")
    if r > 0.4:
        flat = Image.new("RGB", rgb.size, mean_colour(img))
        flat.paste(rgb, (0, 0), alpha)
        rgb, alpha = blur(flat, r), blur(alpha, r)
    if gain != 1.0:
        rgb = rgb.point([max(0, min(255, int(v * gain))) for v in range(256)] * 3)
    if frame.haze_at > 0:
        k = 1 - math.exp(-z / frame.haze_at)
        rgb = Image.blend(rgb, Image.new("RGB", rgb.size, frame.haze), k)
    frame.stamp(rgb, (round(fx - s.ox) - pad, round(fy - s.oy) - pad), alpha)


def mean_colour(img: Image.Image) -> RGB:
    """Return the average colour of the opaque part of a figure."""
    small = img.resize((8, 8), Image.Resampling.BOX)
    total = [0, 0, 0, 0]
    data = small.tobytes()
    for i in range(0, len(data), 4):
        a = data[i + 3]
        total[3] += a
        for ch in range(3):
            total[ch] += data[i + ch] * a
    n = max(1, total[3])
    return (total[0] // n, total[1] // n, total[2] // n)


def cast_shadow(
    frame: Frame,
    sprite: Sprite,
    x: float,
    z: float,
    dx: float,
    dz: float,
    k: float = 0.5,
    soft: float = 4.0,
) -> None:
    """Paint the figure's shadow thrown on the ground, dx and dz metres per metre of height."""
    s = sprite.scaled(frame.cam.per_metre(z))
    fx, fy = frame.cam.at((x, 0, z))
    hx, hy = frame.cam.at((x + dx * 1.6, 0, max(0.6, z + dz * 1.6)))
    m = s.per_metre * 1.6
    ux, uy = (hx - fx) / m, (hy - fy) / m
    if abs(uy) < 0.02:
        uy = 0.02 if uy >= 0 else -0.02
    w, h = s.image.size
    xs = [-s.ox, w - s.ox]
    tops = [s.oy * ux + t for t in xs] + xs + [(s.oy - h) * ux + t for t in xs]
    x0, x1 = min(tops), max(tops)
    ys = (s.oy * uy, (s.oy - h) * uy, 0.0)
    y0, y1 = min(ys), max(ys)
    size = (max(1, int(x1 - x0) + 1), max(1, int(y1 - y0) + 1))
    if size[0] > 6000 or size[1] > 6000:
        return
    a, b = 1.0, -ux / uy
    e = -1 / uy
    coeff = (a, b, x0 + b * y0 + s.ox, 0.0, e, e * y0 + s.oy)
    alpha = s.image.getchannel("A").transform(
        size, Image.Transform.AFFINE, coeff, Image.Resampling.BILINEAR
    )
    pad = int(soft * frame.unit * 3) + 2
    big = Image.new("L", (size[0] + 2 * pad, size[1] + 2 * pad), 0)
    big.paste(alpha, (pad, pad))
    big = dim(blur(big, soft * frame.unit), k)
    dark = Image.new("RGB", big.size, tuple(int(v * 0.35) for v in frame.light.shade))
    frame.stamp(dark, (round(fx + x0) - pad, round(fy + y0) - pad), big)
