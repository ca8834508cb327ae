"""Things that stand in the scenes: curtains, lecterns, flowers, frames, trees, lorries."""

from __future__ import annotations

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageOps

from samples.field import (
    P3,
    RGB,
    Pt,
    blur,
    cloud,
    dim,
    fade,
    jitter,
    mix,
    ramp,
    scale,
    spline,
    star,
    white,
)
from samples.people import Sprite
from samples.space import Frame, Light, relief


def drapery(
    rng: Random, size: tuple[int, int], dark: RGB, mid: RGB, bright: RGB, folds: int = 26
) -> Image.Image:
    """Return a hanging curtain with soft vertical folds."""
    w, h = size
    row = Image.new("L", (folds * 12, 1))
    x, values = 0, []
    while x < folds * 12:
        width = rng.randint(8, 17)
        peak = rng.randint(150, 215)
        low = rng.randint(28, 70)
        for i in range(width):
            t = i / width
            values.append(int(low + (peak - low) * (0.5 - 0.5 * math.cos(2 * math.pi * t)) ** 1.3))
        x += width
    row.putdata(values[: folds * 12])
    cloth = row.resize((w, max(2, h // 4)), Image.Resampling.BICUBIC)
    drift = cloud(rng, cloth.size, (folds, 3), 3)
    cloth = ImageChops.soft_light(
        cloth, drift.point([int(128 + (v - 128) * 0.8) for v in range(256)])
    )
    fall = fade(cloth.size, [150, 190, 200, 175, 120])
    cloth = ImageChops.multiply(cloth, fall.point([min(255, int(v * 1.25)) for v in range(256)]))
    cloth = cloth.resize(size, Image.Resampling.BICUBIC)
    return ImageOps.colorize(cloth, dark, bright, mid, 10, 235, 120)


def hang(
    frame: Frame, x0: float, x1: float, y0: float, y1: float, z: float, colour: RGB, folds: int
) -> None:
    """Hang a curtain in the plane z."""
    a, b = frame.cam.at((x0, y1, z)), frame.cam.at((x1, y0, z))
    size = (max(2, int(b[0] - a[0])), max(2, int(b[1] - a[1])))
    dark, mid, bright = frame.light.tones(colour)
    img = drapery(frame.rng, size, scale(dark, 0.55), mid, bright, folds)
    frame.img.paste(img, (int(a[0]), int(a[1])))


def gold_star(frame: Frame, x: float, y: float, z: float, r: float, level: float = 1.0) -> None:
    """Mount a five-pointed star in the plane z, faceted and softly lit."""
    cx, cy = frame.cam.at((x, y, z))
    rr = r * frame.cam.per_metre(z)
    pts = star(cx, cy, rr)
    frame.poly([(p[0] + rr * 0.05, p[1] + rr * 0.08) for p in pts], (20, 4, 4), rr * 0.05, 0.6)
    for i in range(10):
        a, b = pts[i], pts[(i + 1) % 10]
        ang = math.atan2((a[1] + b[1]) / 2 - cy, (a[0] + b[0]) / 2 - cx)
        k = 0.86 + 0.16 * math.cos(ang + math.pi * 0.72)
        frame.poly([(cx, cy), a, b], scale((232, 186, 64), k * level), 0.8)


def strokes(
    frame: Frame,
    box: tuple[float, float, float, float],
    rows: int,
    colour: RGB,
    z: float,
    alpha: float = 0.9,
    height: float = 0.55,
    align: float = 0.1,
) -> None:
    """Lay rows of unreadable letter strokes in a rectangle (x0, x1, y0, y1) of the plane z."""
    x0, x1, y0, y1 = box
    rng = frame.rng
    step = (y1 - y0) / rows
    for r in range(rows):
        y = y1 - (r + 0.5) * step
        h = step * height
        a = x0 + (x1 - x0) * align * rng.uniform(0.6, 1.4)
        end = x1 - (x1 - x0) * align * rng.uniform(0.6, 1.4)
        x = a
        while x < end:
            w = h * rng.uniform(0.5, 0.8)
            if rng.random() < 0.2:
                x += w
                continue
            bar = h * 0.17
            soft = max(0.6, h * 0.05 * frame.cam.per_metre(z))
            stems = rng.choice(((0.0, 0.62), (0.0,), (0.31,), (0.0, 0.31, 0.62), (0.0, 0.62)))
            for t in stems:
                lean = rng.choice((0.0, 0.0, 0.18, -0.18)) * h
                pts: list[P3] = [
                    (x + t * w, y - h / 2, z),
                    (x + t * w + bar, y - h / 2, z),
                    (x + t * w + bar + lean, y + h / 2, z),
                    (x + t * w + lean, y + h / 2, z),
                ]
                frame.face(pts, colour, soft, alpha)
            for t in rng.choice(((0.0,), (0.5,), (0.0, 1.0), (1.0,), (0.0, 0.5, 1.0))):
                yy = y - h / 2 + t * (h - bar)
                pts = [
                    (x, yy, z),
                    (x + w * 0.74, yy, z),
                    (x + w * 0.74, yy + bar, z),
                    (x, yy + bar, z),
                ]
                frame.face(pts, colour, soft, alpha)
            x += w


def banner(
    frame: Frame,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    z: float,
    rows: int = 1,
    colour: RGB = (150, 26, 26),
    ink: RGB = (226, 190, 96),
) -> None:
    """Stretch a banner with unreadable golden strokes."""
    tone = frame.light.tones(colour)
    pts: list[P3] = [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]
    sh: list[P3] = [(p[0] + 0.04, p[1] - 0.06, z) for p in pts]
    frame.face(sh, (8, 6, 6), 6 * frame.unit, 0.5)
    frame.face(pts, [tone[2], tone[1], mix(tone[1], tone[0], 0.3)], 1.0, rough=0.5, cells=(9, 2))
    strokes(
        frame,
        (x0, x1, y0 + (y1 - y0) * 0.08, y1 - (y1 - y0) * 0.08),
        rows,
        frame.light.tones(ink)[1],
        z,
    )


def bush(
    rng: Random,
    size: tuple[int, int],
    light: Light,
    leaf: RGB,
    dots: tuple[RGB, ...] = (),
    n: int = 160,
    bloom: float = 0.06,
) -> Image.Image:
    """Return a rounded mass of leaves, with blossoms on demand, on transparent ground."""
    w, h = size
    img = Image.new("RGBA", size, (0, 0, 0, 0))
    d = ImageDraw.Draw(img)
    tones = light.tones(leaf)
    fine = max(1.0, min(w, h) / 130)
    n = int(n * min(9.0, fine**1.5))
    for i in range(n):
        t = i / n
        a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()) * 0.86
        x, y = w / 2 + math.cos(a) * r * w * 0.48, h / 2 + math.sin(a) * r * h * 0.48
        up = ((h / 2 - y) / h - (x - w / 2) / w * 0.6) + rng.uniform(-0.3, 0.3) + t * 0.4
        c = mix(tones[0], tones[2], max(0.0, min(1.0, 0.25 + up)))
        ln = rng.uniform(0.07, 0.16) * min(w, h) * 1.1 / fine**0.75
        b, ww = rng.uniform(0, math.pi), ln * 0.34
        ux, uy = math.cos(b), math.sin(b)
        d.polygon(
            [
                (x - ux * ln, y - uy * ln),
                (x - uy * ww, y + ux * ww),
                (x + ux * ln, y + uy * ln),
                (x + uy * ww, y - ux * ww),
            ],
            fill=(*c, 255),
        )
    if dots:
        for _ in range(int(min(n, 130) * 0.4)):
            a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()) * 0.8
            x, y = w / 2 + math.cos(a) * r * w * 0.46, h / 2 + math.sin(a) * r * h * 0.44
            q = bloom * min(w, h) * rng.uniform(0.7, 1.3)
            tt = light.tones(dots[rng.randrange(len(dots))])
            turn = rng.uniform(0, math.pi)
            for j in range(6):
                b2 = turn + j * math.pi / 3
                px, py = x + math.cos(b2) * q * 0.55, y + math.sin(b2) * q * 0.5
                c = mix(
                    tt[0],
                    tt[2],
                    max(0.0, min(1.0, 0.5 - math.sin(b2) * -0.3 + rng.uniform(-0.3, 0.3))),
                )
                d.ellipse(
                    (px - q * 0.5, py - q * 0.45, px + q * 0.5, py + q * 0.45), fill=(*c, 255)
                )
            d.ellipse((x - q * 0.25, y - q * 0.25, x + q * 0.25, y + q * 0.25), fill=(*tt[0], 255))
    return img


def flowers(
    frame: Frame,
    x: float,
    z: float,
    y: float,
    w: float,
    h: float,
    dots: tuple[RGB, ...],
    n: int = 150,
    soft: float | None = None,
    bloom: float = 0.07,
) -> None:
    """Set an arrangement of flowers with its lower edge at height y."""
    k = frame.cam.per_metre(z)
    size = (max(4, int(w * k)), max(4, int(h * k)))
    img = bush(frame.rng, size, frame.light, (66, 92, 48), dots, n, bloom)
    put(frame, img, x, z, y, soft)


def put(
    frame: Frame, img: Image.Image, x: float, z: float, y: float, soft: float | None = None
) -> None:
    """Paint an RGBA picture standing with the middle of its lower edge at (x, y, z)."""
    cx, cy = frame.cam.at((x, y, z))
    r = frame.defocus(z) if soft is None else soft * frame.unit
    pad = int(r * 3) + 1
    big = Image.new("RGBA", (img.width + 2 * pad, img.height + 2 * pad), (0, 0, 0, 0))
    big.paste(img, (pad, pad))
    alpha = blur(big.getchannel("A"), max(r, 0.6))
    rgb = blur(big.convert("RGB"), r) if r > 0.4 else big.convert("RGB")
    if r > 0.4:
        full = Image.new("RGB", big.size, (70, 70, 50))
        full.paste(big.convert("RGB"), (0, 0), big.getchannel("A"))
        rgb = blur(full, r)
    if frame.haze_at > 0:
        rgb = Image.blend(
            rgb, Image.new("RGB", rgb.size, frame.haze), 1 - math.exp(-z / frame.haze_at)
        )
    frame.stamp(rgb, (int(cx - img.width / 2) - pad, int(cy - img.height) - pad), alpha)


def lectern(frame: Frame, x: float, z: float, y: float, w: float = 0.8, h: float = 1.12) -> None:
    """Set a wooden lectern with a star and a small microphone."""
    wood: RGB = (112, 66, 40)
    frame.box(x - w / 2, x + w / 2, y, y + h, z, z + 0.45, wood, 1.0, 0.5)
    frame.box(x - w * 0.58, x + w * 0.58, y + h, y + h + 0.06, z - 0.06, z + 0.5, scale(wood, 1.1))
    inner: list[P3] = [
        (x - w * 0.38, y + 0.12, z),
        (x + w * 0.38, y + 0.12, z),
        (x + w * 0.38, y + h - 0.12, z),
        (x - w * 0.38, y + h - 0.12, z),
    ]
    frame.face(inner, frame.light.tones(scale(wood, 0.72))[1], 1.5, rough=0.6, cells=(3, 20))
    gold_star(frame, x, y + h * 0.6, z, w * 0.17, 0.85 * frame.light.level)
    for dx in (-0.08, 0.1):
        frame.line((x + dx, y + h, z), (x + dx * 0.4, y + h + 0.3, z), 0.014, (22, 22, 24), 0.8)
        cx, cy = frame.cam.at((x + dx * 0.4, y + h + 0.31, z))
        q = 0.022 * frame.cam.per_metre(z)
        frame.ellipse(cx, cy, q, q * 1.3, (30, 30, 32), 0.7)


def certificate(light: Light, rng: Random, w: int, h: int) -> Image.Image:
    """Return a framed certificate seen from the front."""
    b = max(2, int(w * 0.055))
    gold = light.tones((188, 142, 62))
    img = ramp((w, h), [gold[2], gold[1], gold[0]])
    paper = ramp(
        (w - 2 * b, h - 2 * b), [light.tones((244, 236, 214))[2], light.tones((238, 228, 202))[1]]
    )
    d = ImageDraw.Draw(paper)
    pw, ph = paper.size
    red = light.tones((176, 40, 34))[1]
    e = max(1, pw // 26)
    d.rectangle(
        (e, e, pw - e, ph - e), outline=light.tones((196, 150, 80))[1], width=max(1, e // 2)
    )
    d.ellipse((pw * 0.465, ph * 0.12, pw * 0.535, ph * 0.12 + pw * 0.07), fill=red)
    ink = light.tones((96, 84, 74))[1]
    for i, (y, wide) in enumerate(
        ((0.34, 0.5), (0.46, 0.34), (0.56, 0.6), (0.63, 0.52), (0.70, 0.3))
    ):
        x0 = pw * (0.5 - wide / 2)
        c = red if i == 0 else ink
        th = ph * (0.055 if i == 0 else 0.02)
        x = x0
        while x < pw * (0.5 + wide / 2):
            ww = pw * rng.uniform(0.02, 0.07)
            d.rectangle((x, ph * y, x + ww * 0.75, ph * y + th), fill=c)
            x += ww
    d.ellipse(
        (pw * 0.66, ph * 0.72, pw * 0.66 + ph * 0.16, ph * 0.88),
        outline=red,
        width=max(1, pw // 60),
    )
    img.paste(blur(paper, w / 260), (b, b))
    glare = Image.new("L", (w, h), 0)
    ImageDraw.Draw(glare).polygon(
        [(w * 0.05, 0), (w * 0.4, 0), (w * 0.1, h), (-w * 0.25, h)], fill=52
    )
    img.paste((255, 255, 255), (0, 0), blur(glare, w / 30))
    return img


def bouquet(light: Light, rng: Random, size: int) -> Image.Image:
    """Return a wrapped bouquet, upright, on transparent ground."""
    img = Image.new("RGBA", (size, int(size * 1.5)), (0, 0, 0, 0))
    d = ImageDraw.Draw(img)
    wrap = light.tones(((226, 214, 196), (214, 150, 140), (196, 206, 190))[rng.randrange(3)])
    for i in range(7):
        x = size * (0.12 + 0.76 * i / 6)
        c = mix(wrap[0], wrap[2], rng.uniform(0.3, 1.0))
        d.polygon(
            [
                (size * 0.46, size * 1.42),
                (size * 0.54, size * 1.42),
                (x + size * 0.15, size * 0.55),
                (x - size * 0.15, size * 0.5),
            ],
            fill=(*c, 255),
        )
    palettes: tuple[tuple[RGB, ...], ...] = (
        ((206, 48, 48), (226, 110, 96), (240, 226, 210)),
        ((236, 190, 70), (214, 72, 52)),
        ((230, 150, 170), (244, 236, 226), (200, 70, 96)),
    )
    top = bush(
        rng, (size, int(size * 0.86)), light, (70, 104, 56), palettes[rng.randrange(3)], 90, 0.085
    )
    img.alpha_composite(top)
    return img


def attach(sprite: Sprite, img: Image.Image, x: float, y: float, turn: float = 0.0) -> Sprite:
    """Return the figure holding the picture with its centre x right and y up (metres)."""
    item = img.convert("RGBA")
    if turn:
        item = item.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    s = sprite.per_metre
    left = int(sprite.ox + x * s - item.width / 2)
    top = int(sprite.oy - y * s - item.height / 2)
    x0, y0 = min(0, left), min(0, top)
    x1 = max(sprite.image.width, left + item.width)
    y1 = max(sprite.image.height, top + item.height)
    big = Image.new("RGBA", (x1 - x0, y1 - y0), (0, 0, 0, 0))
    big.alpha_composite(sprite.image, (-x0, -y0))
    dark = Image.new("RGBA", big.size, (0, 0, 0, 0))
    cast = Image.new("L", big.size, 0)
    cast.paste(item.getchannel("A"), (left - x0 + int(0.015 * s), top - y0 + int(0.025 * s)))
    shade = ImageChops.multiply(dim(blur(cast, 0.02 * s), 0.55), big.getchannel("A"))
    dark.putalpha(shade)
    big.alpha_composite(dark)
    big.alpha_composite(item, (left - x0, top - y0))
    return Sprite(big, sprite.ox - x0, sprite.oy - y0, s)


def chair(frame: Frame, x: float, z: float, colour: RGB, soft: float | None = None) -> None:
    """Paint the back of a chair seen from behind."""
    r = frame.defocus(z) if soft is None else soft
    k = frame.cam.per_metre(z)
    pts = [
        frame.cam.at(p)
        for p in (
            (x - 0.23, 0.40, z),
            (x + 0.23, 0.40, z),
            (x + 0.225, 0.88, z),
            (x + 0.13, 0.935, z),
            (x - 0.13, 0.935, z),
            (x - 0.225, 0.88, z),
        )
    ]
    pad = int(r * 3 + 8)
    x0, y0 = int(min(p[0] for p in pts)) - pad, int(min(p[1] for p in pts)) - pad
    w = int(max(p[0] for p in pts)) + pad - x0
    h = int(max(p[1] for p in pts)) + pad - y0
    if x0 > frame.cam.width or x0 + w < 0:
        return
    mask = Image.new("L", (w, h), 0)
    ImageDraw.Draw(mask).polygon(spline([(p[0] - x0, p[1] - y0) for p in pts], steps=4), fill=255)
    img = relief(mask, frame.light.tones(colour), frame.light.toward, 0.03 * k, 0.9)
    frame.stamp(blur(img, r), (x0, y0), blur(mask, max(r, 0.6)))
    for sg in (-1, 1):
        frame.line((x + sg * 0.2, 0.0, z), (x + sg * 0.2, 0.42, z), 0.03, (34, 26, 22), max(r, 0.6))


def tree(
    rng: Random,
    light: Light,
    h: int,
    leaf: RGB = (70, 92, 48),
    spread: float = 0.7,
    trunk: float = 0.3,
    n: int = 2600,
) -> Image.Image:
    """Return a broad-leaved tree built from many clumps of leaves."""
    w = int(h * spread)
    img = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    d = ImageDraw.Draw(img)
    bark = light.tones((84, 68, 54))
    t = w * 0.025
    d.polygon(
        [
            (w / 2 - t * 1.5, h),
            (w / 2 + t * 1.5, h),
            (w / 2 + t * 0.7, h * 0.4),
            (w / 2 - t * 0.7, h * 0.4),
        ],
        fill=(*bark[1], 255),
    )
    d.polygon(
        [(w / 2, h), (w / 2 + t * 1.5, h), (w / 2 + t * 0.7, h * 0.4), (w / 2, h * 0.4)],
        fill=(*bark[0], 255),
    )
    tones = light.tones(leaf)
    top = h * (1 - trunk)
    clumps = []
    for _ in range(22):
        a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random())
        clumps.append(
            (
                w / 2 + math.cos(a) * r * w * 0.33,
                top / 2 + math.sin(a) * r * top * 0.34,
                rng.uniform(0.12, 0.2) * w,
            )
        )
    clumps.sort(key=lambda c: -c[1])
    for cx, cy, cr in clumps:
        for _ in range(n // 22):
            a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random())
            x, y = cx + math.cos(a) * r * cr, cy + math.sin(a) * r * cr * 0.8
            up = -(math.sin(a) * 0.5 + math.cos(a) * 0.25) * r + rng.uniform(-0.25, 0.25)
            c = mix(tones[0], tones[2], max(0.0, min(1.0, 0.42 + up)))
            q = rng.uniform(0.005, 0.014) * h
            b = rng.uniform(0, math.pi)
            ux, uy = math.cos(b) * q, math.sin(b) * q
            d.polygon(
                [
                    (x - ux, y - uy),
                    (x + uy * 0.6, y - ux * 0.6),
                    (x + ux, y + uy),
                    (x - uy * 0.6, y + ux * 0.6),
                ],
                fill=(*c, 255),
            )
    return img


def sky(
    frame: Frame, stops: tuple[RGB, ...], bottom: float, cover: float, cloud_colour: RGB
) -> None:
    """Paint a sky down to the line `bottom`, with clouds for cover > 0."""
    w, h = frame.cam.width, max(4, int(bottom) + 2)
    base = ramp((w, h), stops)
    if cover > 0:
        n = cloud(frame.rng, (w // 4, h // 4), (2.5, 4.5), 6)
        lo = 150 - cover * 70
        m = n.point([max(0, min(255, int((v - lo) * 4.2))) for v in range(256)])
        m = ImageChops.multiply(m, fade(m.size, [120, 235, 255, 190, 90]))
        d = ImageChops.offset(n, -6, -8)
        body = ImageChops.subtract(n, d, scale=0.55, offset=150)
        img = ImageOps.colorize(
            body,
            scale(cloud_colour, 0.72),
            mix(cloud_colour, (255, 255, 255), 0.45),
            cloud_colour,
            30,
            235,
            140,
        )
        base.paste(
            img.resize((w, h), Image.Resampling.BICUBIC),
            (0, 0),
            m.resize((w, h), Image.Resampling.BICUBIC),
        )
    frame.img.paste(base, (0, 0))


def ridge(
    frame: Frame,
    level: float,
    height: float,
    colour: RGB,
    foot: RGB,
    rough: float,
    cells: float,
    bottom: float,
    texture: float = 0.5,
    tooth: float = 0.0,
) -> None:
    """Paint a range of hills whose crest lies about `height` pixels above the line `level`."""
    rng, w = frame.rng, frame.cam.width
    line = cloud(rng, (240, 2), (cells, 2), 5)
    vals = line.tobytes()[:240]
    pts: list[Pt] = []
    for i, v in enumerate(vals):
        y = level - height * (0.45 + (v - 128) / 128 * rough)
        y -= rng.uniform(0, tooth) * frame.unit
        pts.append((i * w / 239, y))
    top = min(p[1] for p in pts)
    size = (w, max(4, int(bottom - top)))
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(
        [(p[0], p[1] - top) for p in pts] + [(w, size[1]), (0, size[1])], fill=255
    )
    layer = ramp(size, [colour, mix(colour, foot, 0.55), foot])
    texture *= 0.6
    n = cloud(rng, (size[0] // 4, max(2, size[1] // 4)), (cells * 5, cells * 3), 5)
    n = n.point([max(0, min(255, int(128 + (v - 128) * texture * 2))) for v in range(256)])
    n = n.resize(size, Image.Resampling.BICUBIC)
    layer = ImageChops.soft_light(layer, Image.merge("RGB", (n, n, n)))
    frame.stamp(layer, (0, int(top)), blur(mask, 0.8))


def ground(
    frame: Frame, y: float, far: RGB, near: RGB, grit: float = 0.6, patches: float = 0.7
) -> None:
    """Paint the ground from the line y to the lower edge, its texture foreshortened."""
    w, h = frame.cam.width, frame.cam.height - int(y)
    if h < 4:
        return
    base = ramp((w, h), [far, mix(far, near, 0.55), near])
    tex = cloud(frame.rng, (w // 2, w), (10, 14), 6)
    fine = white(frame.rng, (w // 3, w // 2)).resize(tex.size, Image.Resampling.BICUBIC)
    tex = Image.blend(
        tex.point([max(0, min(255, int(128 + (v - 128) * 2 * patches))) for v in range(256)]),
        fine,
        0.25 * grit,
    )
    tw, th = tex.size
    k = 0.09
    coeff = perspective(
        [(0, 0), (w, 0), (w, h), (0, h)],
        [(0, 0), (tw, 0), (tw * (0.5 + k), th), (tw * (0.5 - k), th)],
    )
    flat = tex.transform((w, h), Image.Transform.PERSPECTIVE, coeff, Image.Resampling.BICUBIC)
    flat = flat.point([max(0, min(255, int(128 + (v - 128) * 1.2))) for v in range(256)])
    frame.img.paste(
        ImageChops.soft_light(base, Image.merge("RGB", (flat, flat, flat))), (0, int(y))
    )


def perspective(to: list[Pt], frm: list[Pt]) -> list[float]:
    """Return the eight coefficients that map the corners `to` of a picture back onto `frm`."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(to, frm, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    n = 8
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[p] = rows[p], rows[i]
        piv = rows[i][i] or 1e-12
        rows[i] = [t / piv for t in rows[i]]
        for r in range(n):
            if r != i and rows[r][i]:
                f = rows[r][i]
                rows[r] = [a - f * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][8] for i in range(n)]


def flag(light: Light, rng: Random, w: int, h: int) -> Image.Image:
    """Return a waving red flag with a golden star."""
    red = light.tones((196, 28, 26))
    img = Image.new("RGB", (w, h), red[1])
    d = ImageDraw.Draw(img)
    d.polygon(star(w / 2, h / 2, h * 0.3), fill=light.tones((240, 200, 60))[1])
    pad = int(h * 0.25)
    out = Image.new("RGBA", (w, h + 2 * pad), (0, 0, 0, 0))
    shade = Image.new("L", (w, h + 2 * pad), 128)
    ph = rng.uniform(0, 6.28)
    n = 80
    for i in range(n):
        x0, x1 = int(w * i / n), int(w * (i + 1) / n)
        t = i / n
        dy = math.sin(t * 7.5 + ph) * h * 0.09 * (0.15 + t) + t * h * 0.06
        out.paste(img.crop((x0, 0, x1, h)), (x0, int(pad + dy)))
        s = int(128 + math.cos(t * 7.5 + ph + 0.6) * 62 * (0.3 + t))
        shade.paste(s, (x0, 0, x1, h + 2 * pad))
    shade = blur(shade, w / n)
    rgb = ImageChops.soft_light(out.convert("RGB"), Image.merge("RGB", (shade, shade, shade)))
    rgb = ImageChops.soft_light(rgb, Image.merge("RGB", (shade, shade, shade)))
    alpha = out.getchannel("A")
    rgb.putalpha(blur(alpha, 1.0))
    return rgb


def lorry(frame: Frame, x: float, z: float, colour: RGB, facing: float = 0.0) -> None:
    """Paint an army lorry with a canvas top coming towards the camera at (x, z)."""
    cam, light = frame.cam, frame.light
    k = cam.per_metre(z)
    cx, cy = cam.at((x, 0, z))
    frame.ellipse(cx, cy, 1.5 * k, 0.16 * k, (10, 10, 10), 0.12 * k, 0.7)
    ln = 5.6
    frame.haze_at = frame.haze_at or 0.0
    canvas = jitter(frame.rng, (92, 94, 66), 0.06)
    tyre: RGB = (26, 26, 26)
    for zz in (z + 4.4, z + 3.3, z + 0.4):
        for sg in (-1, 1):
            a, b = cam.at((x + sg * 1.05, 0.48, zz))
            r = cam.per_metre(zz)
            frame.ellipse(a, b, 0.17 * r, 0.48 * r, frame.fog(tyre, zz), 1.0)
    frame.box(x - 1.15, x + 1.15, 0.85, 1.45, z + 1.7, z + ln, colour, 1.2, 0.4)
    frame.box(x - 1.17, x + 1.17, 1.4, 2.75, z + 1.8, z + ln, canvas, 2.0, 0.8)
    tone = [frame.fog(c, z) for c in light.tones(canvas)]
    arch: list[P3] = [
        (x - 1.17, 2.6, z + 1.75),
        (x - 0.8, 2.93, z + 1.75),
        (x, 3.03, z + 1.75),
        (x + 0.8, 2.93, z + 1.75),
        (x + 1.17, 2.6, z + 1.75),
        (x + 1.17, 1.5, z + 1.75),
        (x - 1.17, 1.5, z + 1.75),
    ]
    frame.face(arch, [tone[2], tone[1], tone[0]], 1.2, rough=0.6)
    frame.box(x - 1.1, x + 1.1, 0.75, 1.55, z + 0.9, z + 1.8, colour, 1.0, 0.2)
    frame.box(x - 1.05, x + 1.05, 1.5, 2.32, z + 0.9, z + 1.75, colour, 1.0, 0.2)
    glass: list[P3] = [
        (x - 0.95, 1.62, z + 0.89),
        (x + 0.95, 1.62, z + 0.89),
        (x + 0.9, 2.2, z + 0.89),
        (x - 0.9, 2.2, z + 0.89),
    ]
    frame.face(
        glass, [frame.fog(mix(frame.haze, (60, 70, 76), 0.45), z), frame.fog((22, 26, 28), z)], 1.0
    )
    frame.line((x, 1.6, z + 0.88), (x, 2.22, z + 0.88), 0.06, scale(colour, 0.6))
    frame.box(x - 0.62, x + 0.62, 0.72, 1.5, z, z + 0.9, colour, 1.0, 0.2)
    for i in range(7):
        gx = x - 0.42 + 0.14 * i
        frame.line(
            (gx, 0.85, z - 0.01), (gx, 1.35, z - 0.01), 0.06, scale(light.tones(colour)[0], 0.6)
        )
    for sg in (-1, 1):
        fender: list[P3] = [
            (x + sg * 0.62, 0.7, z + 0.1),
            (x + sg * 1.16, 0.7, z + 0.1),
            (x + sg * 1.18, 1.05, z + 0.1),
            (x + sg * 0.98, 1.24, z + 0.1),
            (x + sg * 0.62, 1.28, z + 0.1),
        ]
        t2 = [frame.fog(c, z) for c in light.tones(colour)]
        frame.face(fender, [t2[2], t2[1], t2[0]], 1.2)
        a, b = cam.at((x + sg * 0.9, 0.98, z + 0.05))
        r = 0.125 * k
        frame.ellipse(a, b, r, r, (40, 42, 40), 1.0)
        frame.ellipse(a, b, r * 0.8, r * 0.8, (236, 226, 196), r * 0.15)
        frame.line(
            (x + sg * 1.22, 1.75, z + 0.8), (x + sg * 1.34, 2.1, z + 0.8), 0.12, (24, 26, 22)
        )
    frame.box(x - 1.15, x + 1.15, 0.52, 0.74, z - 0.12, z + 0.1, scale(colour, 0.75), 1.0)
    dark: list[P3] = [
        (x - 0.8, 0.2, z + 0.1),
        (x + 0.8, 0.2, z + 0.1),
        (x + 0.8, 0.55, z + 0.1),
        (x - 0.8, 0.55, z + 0.1),
    ]
    frame.face(dark, (14, 14, 14), 2.0, 0.8)
