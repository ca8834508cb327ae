"""Scenes of work: the workshop, the control room and the night shift."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from random import Random

from PIL import Image

from samples.develop import Mood
from samples.field import P3, RGB, jitter, mix, scale
from samples.people import (
    BLUE,
    DARK_OLIVE,
    KHAKI,
    SEATED,
    STAND,
    Look,
    Pose,
    cast_shadow,
    person,
    place,
    sway,
    vary,
)
from samples.props import chair, ground, lorry, ridge, sky
from samples.space import Frame, Light, make_camera

Drawn = tuple[Image.Image, Mood]
OVERALL = Look(coat=BLUE, legs=(52, 64, 84), tie=False, rank=None)
GREEN = Look(coat=(84, 92, 66), legs=DARK_OLIVE, tie=False, rank=None)


def shed(f: Frame, half: float, depth: float, tall: float, wall: RGB, day: RGB, side: int) -> None:
    """Paint an industrial hall with trusses and high windows on one side."""
    t = f.light.tones(wall)
    floor = f.light.tones((128, 124, 116))
    f.face(
        [(-half, 0, depth), (half, 0, depth), (half * 3, 0, 0.9), (-half * 3, 0, 0.9)],
        [mix(floor[1], floor[2], 0.5), floor[1], floor[0]],
        rough=0.5,
        cells=(20, 8),
    )
    roof: RGB = scale(t[0], 0.55)
    f.face(
        [(-half, tall, 0.9), (0, tall + 1.6, 0.9), (0, tall + 1.6, depth), (-half, tall, depth)],
        [scale(roof, 0.8), roof],
        rough=0.3,
    )
    f.face(
        [(half, tall, 0.9), (0, tall + 1.6, 0.9), (0, tall + 1.6, depth), (half, tall, depth)],
        [scale(roof, 0.7), scale(roof, 0.9)],
        rough=0.3,
    )
    f.face(
        [
            (-half, 0, depth),
            (half, 0, depth),
            (half, tall, depth),
            (0, tall + 1.6, depth),
            (-half, tall, depth),
        ],
        [t[1], mix(t[1], t[0], 0.5)],
        rough=0.4,
    )
    f.face(
        [(-1.6, 0, depth), (1.6, 0, depth), (1.6, 3.4, depth), (-1.6, 3.4, depth)],
        [mix(day, (255, 255, 255), 0.4), day],
        5 * f.unit,
    )
    f.face([(-1.8, 0, depth), (1.8, 0, depth), (2.6, 0, 2), (-2.6, 0, 2)], day, 40 * f.unit, 0.28)
    for sg in (-1, 1):
        f.face(
            [
                (sg * half, 0, 0.9),
                (sg * half, tall, 0.9),
                (sg * half, tall, depth),
                (sg * half, 0, depth),
            ],
            [mix(t[1], t[0], 0.4), t[0]],
            rough=0.5,
        )
        z = 2.0
        while z < depth - 1.2:
            x = sg * (half - 0.02)
            pane = mix(day, (255, 255, 255), 0.5) if sg == side else scale(day, 0.55)
            f.face(
                [(x, 1.9, z), (x, tall - 0.5, z), (x, tall - 0.5, z + 1.7), (x, 1.9, z + 1.7)],
                [pane, scale(pane, 0.92)],
                2 * f.unit,
            )
            for i in range(5):
                zz = z + 1.7 * i / 4
                f.line((x, 1.9, zz), (x, tall - 0.5, zz), 0.04, scale(t[0], 0.7))
            for y in (2.5, 3.1):
                if y < tall - 0.5:
                    f.line((x, y, z), (x, y, z + 1.7), 0.04, scale(t[0], 0.7))
            if sg == side:
                cx, cy = f.cam.at((x, tall * 0.62, z + 0.8))
                f.shine(cx, cy, f.cam.per_metre(z) * 2.4, (92, 90, 82))
                f.face(
                    [
                        (x * 0.9, 0, z - 0.4),
                        (x * 0.1, 0, z - 1.2),
                        (x * 0.1, 0, z + 0.1),
                        (x * 0.9, 0, z + 1.0),
                    ],
                    mix(day, (255, 240, 210), 0.5),
                    26 * f.unit,
                    0.3,
                )
            z += 2.3
    z = 3.0
    while z < depth:
        c = scale(t[0], 0.7)
        f.line((-half, tall, z), (half, tall, z), 0.09, c)
        for sg in (-1, 1):
            f.line((sg * half, tall, z), (0, tall + 1.55, z), 0.09, c)
            f.line((sg * half, 0, z), (sg * half, tall, z), 0.2, mix(c, t[0], 0.5))
            for i in range(4):
                x0, x1 = sg * half * i / 4, sg * half * (i + 1) / 4
                f.line(
                    (x0, tall, z), ((x0 + x1) / 2, tall + 1.55 * (1 - (i + 0.5) / 4), z), 0.05, c
                )
                f.line(
                    (x1, tall, z), ((x0 + x1) / 2, tall + 1.55 * (1 - (i + 0.5) / 4), z), 0.05, c
                )
        z += 2.3
    for z in (9.5, 6.5, 3.8):
        for x in (-half * 0.45, half * 0.45):
            f.line((x, tall, z), (x, tall - 0.7, z), 0.02, (20, 20, 20))
            cx, cy = f.cam.at((x, tall - 0.75, z))
            r = f.cam.per_metre(z)
            f.shine(cx, cy, r * 0.9, (120, 108, 84))
            f.ellipse(cx, cy, 0.16 * r, 0.06 * r, (255, 248, 226), 2 * f.unit)


def machine(f: Frame, rng: Random, x: float, z: float, w: float, colour: RGB) -> None:
    """Paint a lathe-like machine of cast boxes, shafts and wheels, its front towards us."""
    soft = f.defocus(z) + 0.8
    dark = scale(colour, 0.55)
    steel: RGB = (172, 174, 172)
    cx, cy = f.cam.at((x, 0, z + 0.3))
    k = f.cam.per_metre(z)
    f.ellipse(cx, cy, w * 0.62 * k, 0.16 * k, (8, 8, 10), 0.1 * k, 0.6)
    a, b = x - w / 2, x + w / 2
    f.box(a, a + w * 0.3, 0, 0.75, z, z + 0.65, colour, soft, 0.14)
    f.box(b - w * 0.22, b, 0, 0.7, z, z + 0.65, colour, soft, 0.14)
    f.box(a + w * 0.28, b - w * 0.2, 0.28, 0.42, z + 0.05, z + 0.6, dark, soft, 0.14)
    f.box(a, b, 0.68, 0.84, z + 0.05, z + 0.6, mix(colour, steel, 0.35), soft, 0.14)
    f.face(
        [(a, 0.84, z + 0.05), (b, 0.84, z + 0.05), (b, 0.84, z + 0.14), (a, 0.84, z + 0.14)],
        (206, 206, 200),
        soft,
    )
    f.box(a - 0.02, a + w * 0.3, 0.82, 1.32, z + 0.02, z + 0.6, colour, soft, 0.14)
    t = f.light.tones(colour)
    f.face(
        [(a + 0.05, 0.95, z), (a + w * 0.2, 0.95, z), (a + w * 0.2, 1.24, z), (a + 0.05, 1.24, z)],
        [t[0], scale(t[0], 0.8)],
        soft,
    )
    for i in range(3):
        px, py = f.cam.at((a + 0.12 + i * 0.13, 1.15, z - 0.01))
        f.ellipse(
            px, py, 0.035 * k, 0.035 * k, ((196, 60, 46), (206, 190, 120), (90, 150, 96))[i], soft
        )
    px, py = f.cam.at((a + w * 0.33, 1.06, z + 0.2))
    for r, c in (
        (0.19, (96, 98, 98)),
        (0.17, (150, 152, 150)),
        (0.09, (70, 72, 74)),
        (0.05, (30, 30, 32)),
    ):
        f.ellipse(px + r * 0.1 * k, py, r * 0.55 * k, r * k, f.light.tones(c)[1], soft)
    f.line((a + w * 0.36, 1.06, z + 0.2), (a + w * 0.6, 1.06, z + 0.2), 0.1, (150, 152, 150), soft)
    f.line(
        (a + w * 0.36, 1.085, z + 0.19),
        (a + w * 0.6, 1.085, z + 0.19),
        0.025,
        (236, 236, 230),
        soft,
    )
    f.box(
        a + w * 0.52, a + w * 0.68, 0.84, 1.0, z - 0.04, z + 0.5, mix(colour, steel, 0.2), soft, 0.4
    )
    f.box(a + w * 0.56, a + w * 0.64, 1.0, 1.1, z + 0.05, z + 0.3, steel, soft, 0.3)
    f.box(b - w * 0.2, b - 0.03, 0.84, 1.16, z + 0.1, z + 0.5, colour, soft, 0.4)
    f.line((b - w * 0.2, 1.06, z + 0.2), (b - w * 0.3, 1.06, z + 0.2), 0.06, steel, soft)
    for hx, hy, r in ((a + w * 0.6, 0.74, 0.11), (b - 0.02, 1.0, 0.12)):
        px, py = f.cam.at((hx, hy, z - 0.08))
        f.ellipse(px, py, r * k, r * k, (48, 50, 52), soft)
        f.ellipse(px - 0.01 * k, py - 0.01 * k, r * 0.8 * k, r * 0.8 * k, t[1], soft)
        f.ellipse(px, py, r * 0.25 * k, r * 0.25 * k, (190, 190, 186), soft)
    f.line((a + w * 0.7, 0.84, z + 0.5), (a + w * 0.72, 1.5, z + 0.5), 0.02, (40, 42, 42), soft)
    f.line((a + w * 0.72, 1.5, z + 0.5), (a + w * 0.58, 1.6, z + 0.35), 0.02, (40, 42, 42), soft)
    px, py = f.cam.at((a + w * 0.56, 1.58, z + 0.33))
    f.ellipse(px, py, 0.08 * k, 0.045 * k, (60, 62, 60), soft)
    f.shine(px, py + 0.3 * k, 0.6 * k, (110, 92, 58))


def workshop(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a machine shop with people at the lathes."""
    side = rng.choice((-1, 1))
    day = mix((232, 238, 240), (255, 236, 200), rng.random())
    light = Light(
        mix((255, 240, 214), (236, 244, 252), rng.random()), (44, 50, 58), (side * 0.65, -0.7), 0.98
    )
    cam = make_camera(size, rng, rng.uniform(0.85, 1.1), 1.75, 0.42, 0.07)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 4.6, 0.9
    shed(f, 5.0, 15.0, 4.4, jitter(rng, (150, 152, 140), 0.1), day, side)
    f.soften(2.5)
    colour = jitter(rng, rng.choice(((92, 116, 98), (104, 120, 124), (86, 104, 118))), 0.08)
    work = Pose(hands=((0.2, 1.04, 0.36), (-0.2, 1.0, 0.36)), lean=0.16, nod=0.35)
    lane = rng.uniform(2.4, 2.9)
    base = OVERALL if rng.random() < 0.5 else GREEN
    for z in (12.0, 9.6, 7.2):
        for sg in (-1, 1):
            machine(f, rng, sg * lane, z, 2.3, jitter(rng, colour, 0.06))
            if rng.random() < 0.7:
                lk = vary(
                    rng, replace(base, hat=rng.choice(("", "soft", "hard")), hat_colour=base.coat)
                )
                s = person(
                    lk,
                    sway(rng, work),
                    math.pi + rng.uniform(-0.5, 0.5),
                    cam.per_metre(z),
                    light,
                    rng,
                )
                place(f, s, sg * lane + rng.uniform(-0.2, 0.4), z - 0.35)
    x = -side * rng.uniform(0.3, 0.8)
    z = 4.9
    machine(f, rng, x, z, 2.5, colour)
    lk = vary(rng, replace(base, hat="soft", hat_colour=scale(base.coat, 0.9)), 0.1)
    s = person(
        lk,
        sway(rng, replace(work, turn=0.15), 0.015),
        math.pi + side * rng.uniform(0.35, 0.8),
        cam.per_metre(z - 0.5),
        light,
        rng,
    )
    place(f, s, x + 0.15, z - 0.5, ground=0.7)
    if rng.random() < 0.6:
        s = person(
            vary(rng, base, 0.3),
            sway(rng, Pose(hands=((0.1, 1.0, 0.3), (-0.12, 1.02, 0.3)), nod=0.3)),
            side * -1.2,
            cam.per_metre(z),
            light,
            rng,
        )
        place(f, s, x + side * 1.25, z - 0.1)
    if rng.random() < 0.7:
        fx = side * 2.0
        f.box(fx - 0.9, fx + 0.5, 0.0, 0.82, 2.6, 3.2, (96, 78, 60), f.defocus(2.6), 0.6)
        for i in range(5):
            c: RGB = (150, 152, 152) if i % 2 else (120, 96, 62)
            f.box(
                fx - 0.75 + i * 0.22,
                fx - 0.62 + i * 0.22,
                0.82,
                0.9 + 0.05 * (i % 3),
                2.75,
                2.9,
                c,
                f.defocus(2.6),
            )
    f.mottle(0.35, (8, 6))
    return f.img, Mood(1.08, 1.12, 0.8, rng.uniform(-0.6, 0.6), 8, 0.55, 0.42, 0.22, 1.0)


def screen(f: Frame, rng: Random, pts: tuple[P3, P3, P3, P3], hue: RGB, soft: float) -> None:
    """Paint a lit screen with curves or a schematic, its glow included."""
    f.face(list(pts), [scale(hue, 0.28), scale(hue, 0.16)], 1 + soft)

    def on(u: float, v: float) -> P3:
        a, b, c, d = pts
        lo = tuple(a[i] + (b[i] - a[i]) * u for i in range(3))
        hi = tuple(d[i] + (c[i] - d[i]) * u for i in range(3))
        return (
            lo[0] + (hi[0] - lo[0]) * v,
            lo[1] + (hi[1] - lo[1]) * v,
            lo[2] + (hi[2] - lo[2]) * v - 0.01,
        )

    wide = math.dist(pts[0], pts[1])
    kind = rng.randrange(3)
    if kind == 0:
        for i in range(1, 6):
            f.line(on(0.06, i / 6), on(0.94, i / 6), 0.006 * wide, scale(hue, 0.45), soft)
        for c in (hue, (232, 186, 96)):
            y, prev = rng.uniform(0.3, 0.7), None
            for i in range(26):
                y = max(0.1, min(0.9, y + rng.gauss(0, 0.06)))
                cur = on(0.06 + 0.88 * i / 25, y)
                if prev is not None:
                    f.line(prev, cur, 0.012 * wide, c, soft + 0.6)
                prev = cur
    elif kind == 1:
        nodes = [(rng.uniform(0.1, 0.9), rng.uniform(0.15, 0.85)) for _ in range(7)]
        for (u, v), (p, q) in pairwise(nodes):
            f.line(on(u, v), on(p, v), 0.01 * wide, scale(hue, 0.8), soft + 0.6)
            f.line(on(p, v), on(p, q), 0.01 * wide, scale(hue, 0.8), soft + 0.6)
        for u, v in nodes:
            c = rng.choice((hue, hue, (120, 214, 130), (236, 150, 80)))
            f.face(
                [
                    on(u - 0.035, v - 0.05),
                    on(u + 0.035, v - 0.05),
                    on(u + 0.035, v + 0.05),
                    on(u - 0.035, v + 0.05),
                ],
                c,
                soft + 0.8,
            )
    else:
        for i in range(9):
            h = rng.uniform(0.15, 0.7)
            u = 0.08 + i * 0.096
            f.face(
                [on(u, 0.12), on(u + 0.06, 0.12), on(u + 0.06, 0.12 + h), on(u, 0.12 + h)],
                [scale(hue, 0.9), scale(hue, 0.5)],
                soft + 0.8,
            )
        for i in range(3):
            f.line(
                on(0.08, 0.86 - i * 0.05),
                on(rng.uniform(0.3, 0.7), 0.86 - i * 0.05),
                0.014 * wide,
                scale(hue, 0.7),
                soft + 0.6,
            )
    cx, cy = f.cam.at(on(0.5, 0.5))
    f.shine(cx, cy, f.cam.per_metre(pts[0][2]) * wide * 0.9, scale(hue, 0.22))


def control_room(size: tuple[int, int], rng: Random) -> Drawn:
    """Return two operators before panels and screens in a dim room."""
    hue = rng.choice(((96, 186, 200), (110, 196, 168), (126, 170, 220)))
    light = Light(
        mix((255, 238, 210), hue, 0.35),
        mix((18, 22, 28), hue, 0.06),
        (rng.choice((-0.2, 0.2)), -0.9),
        0.62,
    )
    cam = make_camera(size, rng, rng.uniform(0.85, 1.05), 1.62, 0.44)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 4.0, 0.9
    depth, half, tall = 6.6, 4.2, 3.2
    wall = light.tones(jitter(rng, (126, 138, 140), 0.08))
    f.img.paste(scale(wall[0], 0.6), (0, 0, cam.width, cam.height))
    f.face(
        [(-half, 0, depth), (half, 0, depth), (half * 4, 0, 0.9), (-half * 4, 0, 0.9)],
        [wall[0], scale(wall[0], 0.7)],
        rough=0.3,
    )
    f.face(
        [(-half, 0, depth), (half, 0, depth), (half, tall, depth), (-half, tall, depth)],
        [wall[1], mix(wall[0], wall[1], 0.3)],
        rough=0.3,
    )
    for sg in (-1, 1):
        f.face(
            [
                (sg * half, 0, 0.9),
                (sg * half, tall, 0.9),
                (sg * half, tall, depth),
                (sg * half, 0, depth),
            ],
            [wall[0], scale(wall[0], 0.8)],
            rough=0.3,
        )
        for i in range(4):
            z = 2.4 + i * 1.05
            x = sg * (half - 0.05)
            cab = light.tones((110, 120, 116))
            f.face(
                [(x, 0.1, z), (x, 2.2, z), (x, 2.2, z + 0.95), (x, 0.1, z + 0.95)],
                [cab[1], cab[0]],
                2,
                rough=0.3,
            )
            for _ in range(12):
                y, zz = rng.uniform(0.9, 2.0), z + rng.uniform(0.12, 0.8)
                cx, cy = cam.at((x, y, zz))
                c = rng.choice(((120, 230, 140), (236, 180, 80), (230, 90, 70), hue))
                r = 0.018 * cam.per_metre(zz)
                f.ellipse(cx, cy, r * 0.7, r, c, r * 0.3)
                f.shine(cx, cy, r * 5, scale(c, 0.35))
    f.face(
        [(-half, tall, 0.9), (half, tall, 0.9), (half, tall, depth), (-half, tall, depth)],
        [scale(wall[0], 0.6), wall[0]],
        rough=0.2,
    )
    for z in (3.0, 5.0):
        f.face(
            [
                (-1.6, tall - 0.01, z),
                (1.6, tall - 0.01, z),
                (1.6, tall - 0.01, z + 0.2),
                (-1.6, tall - 0.01, z + 0.2),
            ],
            (240, 240, 228),
            3 * f.unit,
            0.9,
        )
    cols, rows = rng.choice(((4, 2), (3, 2), (5, 2)))
    w = 6.2 / cols
    for i in range(cols):
        for j in range(rows):
            x0, y0 = -3.1 + i * w + 0.05, 1.0 + j * 0.92
            frame_: list[P3] = [
                (x0 - 0.03, y0 - 0.03, depth - 0.05),
                (x0 + w - 0.07, y0 - 0.03, depth - 0.05),
                (x0 + w - 0.07, y0 + 0.87, depth - 0.05),
                (x0 - 0.03, y0 + 0.87, depth - 0.05),
            ]
            f.face(frame_, (16, 18, 20), 1)
            screen(
                f,
                rng,
                (
                    (x0, y0, depth - 0.06),
                    (x0 + w - 0.1, y0, depth - 0.06),
                    (x0 + w - 0.1, y0 + 0.84, depth - 0.06),
                    (x0, y0 + 0.84, depth - 0.06),
                ),
                hue,
                0.8,
            )
    f.mirror(cam.at((0, 0.0, depth))[1], cam.height * 0.4, 0.25, 10)
    f.soften(2.2)
    z = 4.5
    t = light.tones((92, 100, 100))
    f.box(-2.7, 2.7, 0.0, 0.72, z, z + 0.9, (84, 92, 92), f.defocus(z) + 0.8, 0.3)
    f.face(
        [
            (-2.75, 0.74, z - 0.1),
            (2.75, 0.74, z - 0.1),
            (2.75, 0.92, z + 0.7),
            (-2.75, 0.92, z + 0.7),
        ],
        [t[1], t[2]],
        1.5,
    )
    for i in range(70):
        x, d = rng.uniform(-2.6, 2.6), rng.uniform(0.05, 0.5)
        cx, cy = cam.at((x, 0.75 + d * 0.22, z - 0.08 + d))
        k = cam.per_metre(z)
        c = rng.choice(
            (
                (40, 44, 46),
                (40, 44, 46),
                (190, 190, 180),
                (226, 84, 66),
                (126, 224, 140),
                (236, 190, 90),
            )
        )
        f.ellipse(cx, cy, 0.016 * k, 0.01 * k, c, 1)
        if i % 6 == 0 and c[0] > 100:
            f.shine(cx, cy, 0.09 * k, scale(c, 0.4))
    xs = sorted(rng.sample([-1.9, -1.0, 0.0, 0.9, 1.8], 3))
    for x in xs:
        f.box(x - 0.34, x + 0.34, 0.98, 1.42, z + 0.3, z + 0.36, (24, 26, 28), 1.2)
        screen(
            f,
            rng,
            (
                (x - 0.31, 1.01, z + 0.29),
                (x + 0.31, 1.01, z + 0.29),
                (x + 0.31, 1.39, z + 0.29),
                (x - 0.31, 1.39, z + 0.29),
            ),
            mix(hue, (200, 220, 230), 0.4),
            0.6,
        )
    rim = replace(light, toward=(rng.choice((-0.5, 0.5)), -0.85), level=0.6)
    look = Look(
        coat=rng.choice(((104, 112, 84), (176, 180, 170), (92, 108, 128))),
        legs=DARK_OLIVE,
        tie=False,
    )
    seats = [rng.uniform(-1.35, -0.8), rng.uniform(0.75, 1.3)]
    typing = replace(SEATED, hands=((0.2, 0.84, 0.46), (-0.2, 0.84, 0.46)), lean=0.12)
    for x in seats:
        s = person(
            vary(rng, look, 0.3),
            sway(rng, typing, 0.03),
            math.pi + rng.uniform(-0.35, 0.35),
            cam.per_metre(3.7),
            rim,
            rng,
            0.05,
        )
        place(f, s, x, 3.75, ground=0.5, gain=1.0)
        chair(f, x, 3.62, (44, 48, 52), 1.5)
        cx, cy = cam.at((x, 1.1, 3.7))
        f.shine(cx, cy, cam.per_metre(3.7) * 0.55, scale(hue, 0.1))
    if rng.random() < 0.55:
        s = person(
            vary(rng, look, 0.1),
            sway(rng, Pose(hands=((0.2, 0.95, 0.2), (-0.45, 1.2, 0.3)))),
            math.pi - 0.5,
            cam.per_metre(3.9),
            rim,
            rng,
        )
        place(f, s, (seats[0] + seats[1]) / 2 + 0.1, 4.0, ground=0.6)
    f.mottle(0.2)
    return f.img, Mood(1.5, 1.12, 0.92, rng.uniform(-0.7, 0.2), 7, 0.7, 0.45, 0.26, 0.9)


def night_shift(size: tuple[int, int], rng: Random) -> Drawn:
    """Return work by lamplight in a dark yard."""
    light = Light((255, 206, 140), (14, 20, 36), (rng.choice((-0.6, 0.6)), -0.75), 0.72)
    cam = make_camera(size, rng, rng.uniform(0.95, 1.1), 1.65, 0.5)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 6.5, 0.8
    hy = cam.horizon
    sky(f, ((8, 12, 24), (14, 22, 40), (30, 40, 58)), hy, 0.3, (34, 42, 60))
    for _ in range(90):
        x, y = rng.uniform(0, cam.width), rng.uniform(0, hy * 0.8)
        r = rng.uniform(0.6, 1.8) * f.unit
        f.ellipse(x, y, r, r, (150, 160, 180), 0.5, rng.uniform(0.2, 0.8))
    ridge(f, hy, cam.height * 0.1, (14, 20, 32), (10, 14, 22), 0.7, 5, hy + 20)
    w = light.tones((96, 92, 84))
    f.face(
        [(-9, 0, 16), (4, 0, 16), (4, 4.2, 16), (-2.5, 5.8, 16), (-9, 4.2, 16)],
        [scale(w[0], 0.8), scale(w[0], 0.5)],
        1,
        rough=0.4,
    )
    for i in range(5):
        x = -8 + i * 2.3
        f.face(
            [(x, 1.4, 15.9), (x + 1.5, 1.4, 15.9), (x + 1.5, 3.0, 15.9), (x, 3.0, 15.9)],
            (246, 206, 130) if i != 2 else (60, 56, 46),
            2,
        )
        if i != 2:
            cx, cy = cam.at((x + 0.7, 2.2, 15.9))
            f.shine(cx, cy, cam.per_metre(16) * 2.0, (70, 52, 28))
        f.line((x + 0.75, 1.4, 15.85), (x + 0.75, 3.0, 15.85), 0.07, (30, 26, 22))
    ground(f, hy, (26, 28, 34), (18, 18, 22), 0.7, 0.6)
    lamps = [(-3.4, 9.5), (3.6, 8.2), (rng.uniform(-1, 1), 13.0)]
    for x, z in lamps:
        cx, cy = cam.at((x, 0, z))
        k = cam.per_metre(z)
        f.shine(cx, cy, 3.8 * k, (150, 112, 62), 0.9 * k)
    f.soften(2)
    for x, z in sorted(lamps, key=lambda t: -t[1]):
        k = cam.per_metre(z)
        f.line((x, 0, z), (x, 3.7, z), 0.09, (30, 30, 32), 1)
        f.line((x, 3.7, z), (x * 0.82, 3.85, z), 0.06, (30, 30, 32), 1)
        lx, ly = cam.at((x * 0.82, 3.78, z))
        gx, gy = cam.at((x * 0.82, 0, z))
        f.poly(
            [(lx - 0.1 * k, ly), (lx + 0.1 * k, ly), (gx + 2.4 * k, gy), (gx - 2.4 * k, gy)],
            [(236, 190, 120), (120, 96, 60)],
            0.5 * k,
            0.13,
        )
        f.ellipse(lx, ly, 0.15 * k, 0.08 * k, (255, 244, 210), 2)
        f.shine(lx, ly, 1.5 * k, (200, 160, 100))
    truck = rng.random() < 0.75
    if truck:
        lorry(f, rng.choice((-1.9, 2.0)), 8.6, (62, 66, 46))
    jobs = [
        Pose(hands=((0.2, 0.95, 0.4), (-0.18, 0.9, 0.42)), lean=0.35, nod=0.3),
        Pose(hands=((0.15, 1.35, 0.4), (-0.2, 1.3, 0.42)), nod=-0.1),
        STAND,
        Pose(hands=((0.2, 0.6, 0.4), (-0.2, 0.6, 0.4)), lean=0.75, nod=0.2),
    ]
    spots = sorted(
        ((rng.uniform(5.4, 9.8), rng.uniform(-2.6, 2.8)) for _ in range(rng.randint(4, 6))),
        reverse=True,
    )
    for z, x in spots:
        lk = vary(rng, replace(GREEN, hat=rng.choice(("hard", "soft")), hat_colour=KHAKI), 0.1)
        dirn = -1 if x > 0 else 1
        here = replace(light, toward=(-dirn * 0.8, -0.6))
        s = person(
            lk, sway(rng, rng.choice(jobs), 0.02), rng.uniform(0, 6.28), cam.per_metre(z), here, rng
        )
        cast_shadow(f, s, x, z, dirn * 0.8, -0.35, 0.6)
        place(f, s, x, z, ground=0.6)
    if rng.random() < 0.8:
        x, z = rng.uniform(-0.8, 0.8), 6.0
        f.box(x - 0.7, x + 0.7, 0, 0.6, z, z + 0.6, (98, 84, 58), 1, 0.5)
        cx, cy = cam.at((x, 0.85, z))
        f.shine(cx, cy, cam.per_metre(z) * 1.4, (170, 126, 70))
    f.mottle(0.3)
    return f.img, Mood(1.35, 1.15, 0.85, rng.uniform(-0.1, 0.5), 8, 0.8, 0.45, 0.32, 0.9)
