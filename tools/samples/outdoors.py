"""Scenes in the open: planting, parade, play, road, river and flood."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageOps

from samples.develop import Mood
from samples.field import P3, RGB, cloud, fade, mix, ramp, scale
from samples.people import (
    OLIVE,
    STAND,
    WHITE,
    Look,
    Pose,
    cast_shadow,
    person,
    place,
    sway,
    vary,
)
from samples.props import banner, bush, flag, ground, lorry, put, ridge, sky, tree
from samples.space import Frame, Light, make_camera

Drawn = tuple[Image.Image, Mood]
FIELD = Look(
    coat=(96, 100, 66), legs=(84, 88, 60), tie=False, rank=None, hat="pith", hat_colour=(92, 98, 62)
)


def daylight(rng: Random, warm: float) -> Light:
    """Return sunlight, warmer for a low sun."""
    side = rng.choice((-1, 1))
    return Light(
        mix((250, 250, 248), (255, 214, 156), warm),
        mix((62, 74, 92), (70, 66, 80), warm),
        (side * rng.uniform(0.45, 0.75), -0.7),
        1.02,
    )


def tree_planting(size: tuple[int, int], rng: Random) -> Drawn:
    """Return people setting saplings on a hillside."""
    light = daylight(rng, rng.uniform(0.1, 0.6))
    cam = make_camera(size, rng, rng.uniform(1.0, 1.15), 1.8, 0.36)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = (198, 206, 204), 130.0
    f.focus, f.aperture = 6.5, 1.0
    hy, h = cam.horizon, cam.height
    sky(f, ((150, 180, 206), (206, 218, 222), (232, 230, 218)), hy + 10, 0.6, (228, 230, 230))
    ridge(f, hy, h * 0.17, (150, 166, 172), (182, 194, 190), 0.8, 3, hy + 40)
    ridge(f, hy, h * 0.10, (108, 128, 112), (142, 156, 130), 0.8, 5, hy + 40, 0.8, 5)
    ridge(f, hy, h * 0.045, (78, 98, 66), (112, 122, 84), 0.7, 9, hy + 60, 1.0, 10)
    ground(f, hy + 4, (138, 136, 92), (112, 86, 58), 0.9, 0.9)
    for _ in range(26):
        x, z = rng.uniform(-14, 14), rng.uniform(12, 34)
        put(
            f,
            bush(
                rng,
                (int(cam.per_metre(z) * 1.6), int(cam.per_metre(z) * 0.9)),
                light,
                (84, 100, 56),
                (),
                60,
            ),
            x,
            z,
            -0.1,
            1,
        )
    f.soften(2.2)
    put(
        f,
        tree(rng, light, int(cam.per_metre(17) * 5.2)),
        -6.2 * (1 if rng.random() < 0.5 else -1),
        17,
        0,
        1.5,
    )
    dig = Pose(
        hands=((0.1, 0.85, 0.42), (-0.05, 0.62, 0.5)),
        lean=0.5,
        nod=0.25,
        feet=((0.14, 0.07, 0.1), (-0.14, 0.07, -0.12)),
    )
    squat = Pose(
        hips=(0, 0.42, -0.1),
        lean=0.45,
        hands=((0.12, 0.25, 0.45), (-0.12, 0.25, 0.45)),
        nod=0.2,
        feet=((0.14, 0.07, 0.12), (-0.14, 0.07, 0.08)),
    )
    sx = -light.toward[0]
    order = []
    for z in (15.0, 12.0, 9.6, 7.6, 5.6):
        for x in (-4.2, -1.4, 1.4, 4.2):
            order.append(
                (z + rng.uniform(-0.5, 0.5), x * (0.55 + z * 0.05) + rng.uniform(-0.5, 0.5))
            )
    for i, (z, x) in enumerate(sorted(order, reverse=True)):
        k = cam.per_metre(z)
        cx, cy = cam.at((x, 0, z))
        f.ellipse(cx, cy, 0.45 * k, 0.1 * k, (92, 62, 40), 0.05 * k, 0.9)
        f.ellipse(cx, cy - 0.02 * k, 0.3 * k, 0.06 * k, (124, 86, 56), 0.04 * k, 0.9)
        tall = rng.uniform(0.9, 1.3)
        f.line((x, 0, z), (x + 0.03, tall * 0.8, z), 0.022, (104, 88, 62), f.defocus(z) + 0.5)
        f.line(
            (x + 0.1, 0, z), (x + 0.06, tall * 0.9, z), 0.018, (168, 148, 108), f.defocus(z) + 0.5
        )
        put(
            f,
            bush(rng, (int(0.55 * k), int(0.65 * k)), light, (92, 122, 58), (), 46),
            x + 0.03,
            z,
            tall * 0.5,
        )
        if rng.random() < 0.62 or i > 15:
            po, yaw = rng.choice(
                ((dig, -1.3), (squat, -1.2), (dig, 1.3), (squat, 1.4), (STAND, 2.6))
            )
            lk = vary(
                rng,
                FIELD if rng.random() < 0.8 else replace(FIELD, coat=(208, 204, 188), hat="soft"),
                0.25,
            )
            s = person(lk, sway(rng, po), yaw + rng.uniform(-0.2, 0.2), k, light, rng)
            px = x - 0.55 * (1 if yaw > 0 else -1)
            cast_shadow(f, s, px, z, sx * 1.0, 0.3, 0.5)
            place(f, s, px, z, ground=0.5)
            if po is dig:
                d = 1 if yaw > 0 else -1
                f.line(
                    (px + d * 0.3, 0.98, z - 0.05),
                    (px + d * 0.62, 0.02, z - 0.05),
                    0.03,
                    (150, 120, 80),
                    f.defocus(z) + 0.5,
                )
    for _ in range(60):
        z = rng.uniform(2.6, 5.0)
        x = rng.uniform(-0.7, 0.7) * z
        put(
            f,
            bush(
                rng,
                (int(cam.per_metre(z) * 0.3), int(cam.per_metre(z) * 0.2)),
                light,
                (104, 112, 60),
                (),
                26,
            ),
            x,
            z,
            -0.03,
        )
    f.mottle(0.25)
    return f.img, Mood(1.04, 1.12, 0.85, rng.uniform(-0.1, 0.6), 8, 0.3, 0.34, 0.18, 1.0)


def parade_ground(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a formation before the flag at dawn."""
    light = Light((255, 212, 160), (62, 62, 82), (rng.choice((-0.8, 0.8)), -0.45), 0.95)
    cam = make_camera(size, rng, rng.uniform(0.95, 1.15), rng.uniform(2.3, 3.2), 0.46)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = (226, 196, 172), 120.0
    f.focus, f.aperture = 10.0, 0.4
    hy, h = cam.horizon, cam.height
    dawn = rng.choice(
        (
            ((108, 132, 168), (198, 182, 172), (246, 206, 158)),
            ((126, 144, 172), (214, 190, 176), (240, 196, 160)),
            ((146, 170, 196), (212, 208, 200), (244, 222, 190)),
        )
    )
    sky(f, dawn, hy + 8, rng.uniform(0.3, 0.8), (232, 200, 182))
    sun_x = cam.width * (0.5 + light.toward[0] * 0.62)
    f.shine(sun_x, hy - h * 0.05, cam.width * 0.4, (150, 110, 66))
    ridge(f, hy, h * 0.12, (144, 140, 156), (196, 176, 166), 0.8, 3, hy + 30)
    ridge(f, hy, h * 0.06, (96, 98, 98), (150, 138, 124), 0.9, 8, hy + 30, 1.0, 12)
    wall = light.tones((214, 190, 140))
    for x0, x1, tall in ((-22, -6, 6.5), (7, 24, 5.5)):
        f.face(
            [(x0, 0, 44), (x1, 0, 44), (x1, tall, 44), (x0, tall, 44)],
            [f.fog(wall[2], 44), f.fog(wall[1], 44)],
            rough=0.2,
        )
        f.face(
            [
                (x0 - 0.6, tall, 44),
                (x1 + 0.6, tall, 44),
                (x1 - 1, tall + 1.6, 44),
                (x0 + 1, tall + 1.6, 44),
            ],
            f.fog((142, 78, 58), 44),
            1,
        )
        n = int((x1 - x0) / 2.6)
        for i in range(n):
            x = x0 + 1 + i * 2.6
            for y in (0.9, 3.6):
                if y + 1.5 < tall:
                    f.face(
                        [
                            (x, y, 43.9),
                            (x + 1.3, y, 43.9),
                            (x + 1.3, y + 1.5, 43.9),
                            (x, y + 1.5, 43.9),
                        ],
                        f.fog((62, 70, 76), 44),
                        1,
                    )
    ground(f, hy + 2, (206, 182, 152), (140, 122, 104), 0.5, 0.35)
    for x in (-15, -10.5, 11, 16, 20):
        put(
            f,
            tree(rng, light, int(cam.per_metre(38) * rng.uniform(6, 9)), (78, 86, 52)),
            x,
            38,
            0,
            0.8,
        )
    f.soften(1.8)
    z0 = 26.0
    f.box(-4.5, 4.5, 0, 0.7, z0, z0 + 4, (150, 74, 60), 1, 0.3)
    banner(f, -4.4, 4.4, 2.6, 3.6, z0 + 3.8)
    for x in (-4.4, 4.4):
        f.line((x, 0, z0 + 3.8), (x, 3.7, z0 + 3.8), 0.08, (150, 140, 130))
    fx = rng.choice((-1, 1)) * rng.uniform(0.0, 1.8)
    mast = cam.eye + cam.horizon / cam.per_metre(z0 - 1) * rng.uniform(0.86, 0.92)
    f.line((fx, 0, z0 - 1), (fx, mast, z0 - 1), 0.13, (206, 204, 200), 0.8)
    k = cam.per_metre(z0 - 1)
    fl = flag(light, rng, int(3.0 * k), int(2.0 * k))
    d = -1 if light.toward[0] > 0 else 1
    if d < 0:
        fl = ImageOps.mirror(fl)
    top = cam.at((fx + d * 1.5, mast - 0.1, z0 - 1))
    f.stamp(
        fl.convert("RGB"),
        (int(top[0] - fl.width / 2), int(top[1] - fl.height * 0.15)),
        fl.getchannel("A"),
    )
    dress = rng.choice(
        (
            Look(coat=(92, 96, 62), legs=(80, 84, 56), tie=False, hat="peak", hat_colour=OLIVE),
            Look(coat=WHITE, legs=(206, 204, 196), hat="peak", hat_colour=WHITE),
            replace(FIELD, rank=(150, 40, 34)),
        )
    )
    s = person(replace(Look(hat="peak"), medals=6), STAND, 0.1, 160, light, rng)
    cast_shadow(f, s, 0, z0 + 0.5, -light.toward[0] * 2.2, -0.2, 0.4)
    place(f, s, rng.uniform(-0.8, 0.8), z0 + 1.0, 0.7, ground=0.3)
    near = rng.uniform(5.0, 6.5)
    pool = [
        person(
            vary(rng, dress, 0.0),
            sway(rng, STAND, 0.008),
            math.pi + rng.gauss(0, 0.04),
            min(430.0, cam.per_metre(near)),
            light,
            rng,
            0.12,
        )
        for _ in range(8)
    ]
    gap = rng.uniform(0.5, 1.0)
    blocks = (
        ((-8.6, -gap - 0.4), (gap + 0.4, 8.6))
        if rng.random() < 0.7
        else ((-9.0, -3.4), (-2.4, 2.4), (3.4, 9))
    )
    depth = 10
    for r in range(depth, -1, -1):
        z = near + r * 1.25
        for a, b in blocks:
            n = int((b - a) / 0.85)
            for i in range(n):
                x = a + 0.4 + i * 0.85 + rng.gauss(0, 0.015)
                if abs(cam.at((x, 0, z))[0] - cam.width / 2) > cam.width * 0.62:
                    continue
                p = pool[rng.randrange(8)]
                cast_shadow(f, p, x, z, -light.toward[0] * 2.4, -0.35, 0.5, 3)
                place(f, p, x, z + rng.gauss(0, 0.02), ground=0.35)
    f.mottle(0.2)
    return f.img, Mood(1.02, 1.14, 0.86, rng.uniform(0.0, 0.9), 8, 0.4, 0.38, 0.18, 0.9)


def volleyball(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a match at the net with spectators behind."""
    light = daylight(rng, rng.uniform(0.3, 0.9))
    cam = make_camera(size, rng, rng.uniform(1.05, 1.25), 1.5, 0.5)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = (214, 208, 192), 150.0
    f.focus, f.aperture = 8.2, 0.7
    off = rng.choice((-1, 1)) * rng.uniform(1.0, 1.35)
    cam = replace(cam, eye=2.0)
    f.cam = cam
    hy = cam.horizon
    sky(f, ((146, 180, 210), (212, 222, 226)), hy + 10, 0.4, (236, 234, 230))
    ridge(f, hy, cam.height * 0.1, (112, 132, 120), (150, 160, 136), 0.8, 4, hy + 20)
    ground(f, hy + 2, (176, 140, 106), (150, 104, 74), 0.7, 0.4)
    for i in range(7):
        put(
            f,
            tree(rng, light, int(cam.per_metre(24) * rng.uniform(5, 8))),
            -15 + i * 5 + rng.uniform(-1, 1),
            24,
            0,
            1,
        )
    crowd = [
        person(
            vary(
                rng,
                rng.choice(
                    (
                        FIELD,
                        replace(FIELD, hat="", coat=OLIVE),
                        replace(FIELD, hat="", coat=(206, 202, 186)),
                    )
                ),
                0.2,
            ),
            sway(rng, STAND, 0.03),
            rng.gauss(0, 0.2),
            150,
            light,
            rng,
        )
        for _ in range(10)
    ]
    for r in (1, 0):
        for i in range(38):
            place(
                f,
                crowd[rng.randrange(10)],
                -10.5 + i * 0.56 + r * 0.25,
                16.5 + r * 0.9,
                0.25 * r,
                ground=0.2,
            )
    f.soften(4.5)
    for a, b in (
        ((-9, 0, 12.5), (9, 0, 12.5)),
        ((-9, 0, 4.8), (9, 0, 4.8)),
        ((off, 0, 12.5), (off, 0, 4.8)),
    ):
        f.line(a, b, 0.06, (232, 228, 218), 1, 0.9)
    red: RGB = rng.choice(((172, 40, 36), (190, 96, 36), (156, 36, 50)))
    blue: RGB = rng.choice(((46, 74, 124), (40, 92, 78), (216, 212, 200)))
    sx = -light.toward[0]
    jump = Pose(
        hands=((0.12, 1.98, 0.2), (-0.15, 1.9, 0.25)),
        feet=((0.1, 0.12, -0.25), (-0.1, 0.1, -0.15)),
        lean=0.05,
        nod=-0.3,
        out=1.0,
    )
    spike = Pose(
        hands=((0.3, 2.0, 0.05), (-0.3, 1.55, 0.3)),
        feet=((0.1, 0.2, -0.35), (-0.12, 0.1, -0.1)),
        lean=-0.12,
        nod=-0.3,
        out=1.0,
    )
    ready = Pose(
        hips=(0, 0.74, -0.12),
        lean=0.5,
        hands=((0.2, 0.85, 0.45), (-0.2, 0.85, 0.45)),
        nod=-0.3,
        feet=((0.26, 0.07, 0.1), (-0.26, 0.07, 0.0)),
        out=0.9,
    )
    team = []
    for side, colour in ((-1, red), (1, blue)):
        lk = Look(coat=colour, legs=(40, 44, 58), tie=False, rank=None, short=True, skirt=True)
        team.append(
            (9.2, side * 0.62, side, lk, spike if side < 0 else jump, rng.uniform(0.42, 0.6))
        )
        team.append((8.2, side * rng.uniform(1.7, 2.2), side, lk, ready, 0.0))
        team.append((10.8, side * rng.uniform(1.8, 2.8), side, lk, ready, 0.0))
        team.append((7.2, side * rng.uniform(2.6, 3.1), side, lk, ready, 0.0))
        if rng.random() < 0.7:
            team.append((11.6, side * rng.uniform(3.4, 4.2), side, lk, STAND, 0.0))

    def net() -> None:
        for i in range(11):
            y = 1.43 + i * 0.1
            f.line((off, y, 12.6), (off, y, 4.9), 0.01, (226, 226, 220), 0.7, 0.6)
        for i in range(75):
            z = 5.0 + i * 0.103
            f.line((off, 1.43, z), (off, 2.43, z), 0.008, (226, 226, 220), 0.7, 0.5)
        f.line((off, 2.43, 12.6), (off, 2.43, 4.9), 0.06, (240, 238, 230), 0.8)
        f.line((off, 1.43, 12.6), (off, 1.43, 4.9), 0.04, (240, 238, 230), 0.8)

    f.line((off, 0, 12.7), (off, 2.55, 12.7), 0.09, (120, 124, 128), 1)
    drawn = False
    for z, x, side, lk, po, up in sorted(team, key=lambda t: -t[0]):
        if z < 9.0 and not drawn:
            net()
            drawn = True
        yaw = 1.45 if side < 0 else -1.45
        s = person(
            vary(rng, lk, 0.0),
            sway(rng, po, 0.02),
            yaw + rng.uniform(-0.35, 0.35),
            cam.per_metre(z),
            light,
            rng,
        )
        cast_shadow(f, s, x + off, z, sx * 1.2, 0.25, 0.45)
        place(f, s, x + off, z, up, ground=0.0 if up else 0.5)
    if not drawn:
        net()
    bx, by = cam.at((off + rng.uniform(-0.25, 0.3), 2.95, 9.2))
    ball = 0.115 * cam.per_metre(9.2)
    t = light.tones((232, 224, 196))
    f.ellipse(bx, by, ball, ball, t[0], 1.4)
    f.ellipse(
        bx + light.toward[0] * ball * 0.18,
        by - ball * 0.16,
        ball * 0.82,
        ball * 0.8,
        t[1],
        ball * 0.2,
    )
    f.ellipse(
        bx + light.toward[0] * ball * 0.35,
        by - ball * 0.35,
        ball * 0.4,
        ball * 0.4,
        t[2],
        ball * 0.3,
    )
    f.mottle(0.2)
    return f.img, Mood(1.05, 1.14, 0.88, rng.uniform(0.0, 0.8), 7, 0.35, 0.36, 0.18, 1.2)


def convoy(size: tuple[int, int], rng: Random) -> Drawn:
    """Return lorries coming down a mountain road."""
    light = daylight(rng, rng.uniform(0.1, 0.9))
    cam = make_camera(size, rng, rng.uniform(1.15, 1.4), rng.uniform(2.2, 2.9), 0.42)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = mix((196, 206, 212), (222, 206, 184), rng.random()), 75.0
    f.focus, f.aperture = 13.0, 0.7
    hy, h, _w = cam.horizon, cam.height, cam.width
    sky(
        f,
        (mix((128, 164, 200), (160, 170, 186), rng.random()), (204, 214, 220)),
        hy + 10,
        0.6,
        (228, 230, 232),
    )
    for i, (hh, c) in enumerate(
        ((0.32, (158, 174, 188)), (0.24, (128, 148, 152)), (0.15, (98, 120, 108)))
    ):
        ridge(
            f,
            hy,
            h * hh,
            f.fog(c, 60 - i * 15),
            f.fog(mix(c, (150, 160, 140), 0.25), 55),
            0.9,
            2.5 + i * 1.5,
            hy + 40,
            0.7 + 0.3 * i,
            2 + i * 4,
        )
    ground(f, hy + 2, f.fog((124, 130, 92), 50), (96, 98, 62), 0.9, 0.9)
    f.soften(1.5)
    bend_ = rng.choice((-1, 1)) * rng.uniform(0.010, 0.016)

    def mid(z: float) -> float:
        return bend_ * max(0.0, z - 8) ** 2

    zs = [2.0, 4, 6, 8, 10, 13, 16, 20, 24, 29, 35, 42]
    for z0, z1 in reversed(list(pairwise(zs))):
        for x0, x1, c in ((-5.4, 5.4, (150, 128, 98)), (-3.6, 3.6, (118, 114, 110))):
            c2 = f.fog(c, z1)
            f.face(
                [
                    (mid(z0) + x0, 0, z0),
                    (mid(z0) + x1, 0, z0),
                    (mid(z1) + x1, 0, z1),
                    (mid(z1) + x0, 0, z1),
                ],
                c2,
                1.2,
                rough=0.35,
                cells=(20, 5),
            )
        f.face(
            [
                (mid(z0) - 0.07, 0, z0),
                (mid(z0) + 0.07, 0, z0),
                (mid(z0) * 0.45 + mid(z1) * 0.55 + 0.07, 0, z0 * 0.45 + z1 * 0.55),
                (mid(z0) * 0.45 + mid(z1) * 0.55 - 0.07, 0, z0 * 0.45 + z1 * 0.55),
            ],
            f.fog((216, 212, 200), z0),
            1,
        )
    side = -1 if bend_ > 0 else 1
    slope: RGB = (104, 110, 68)
    pts: list[P3] = []
    for z in (44, 36, 28, 22, 17, 13, 9, 6, 3.5):
        pts.append((mid(z) + side * 5.6, 0, z))
    tops: list[P3] = [(p[0] + side * 5, rng.uniform(4.5, 8), p[2]) for p in pts]
    for i in range(len(pts) - 1):
        f.face(
            [pts[i], pts[i + 1], tops[i + 1], tops[i]],
            [f.fog(light.tones(slope)[2], pts[i][2]), f.fog(light.tones(slope)[0], pts[i][2])],
            2,
            rough=0.7,
            cells=(22, 22),
        )
    for p, q in zip(tops, pts, strict=True):
        for _ in range(7):
            t = rng.uniform(0.02, 1.0)
            x, y = q[0] + (p[0] - q[0]) * t, p[1] * t
            z = p[2] + rng.uniform(-1.5, 1.5)
            k = cam.per_metre(z)
            put(
                f,
                bush(
                    rng,
                    (int(k * rng.uniform(1.2, 2.4)), int(k * rng.uniform(0.9, 1.7))),
                    light,
                    mix((76, 96, 50), (108, 112, 60), rng.random()),
                    (),
                    80,
                ),
                x,
                z,
                y - 0.5,
                0.8,
            )
    for z in (30, 24, 19, 15, 11.5, 8.8):
        x = mid(z) - side * 4.4
        f.line((x, 0, z), (x, 0.7, z), 0.16, f.fog((226, 222, 212), z), 0.8)
        f.line((x, 0.42, z), (x, 0.62, z), 0.165, f.fog((176, 44, 38), z), 0.8)
    z = rng.uniform(10.5, 12.5)
    zz = [z, z + 8.5, z + 17, z + 26]
    for i in range(rng.choice((3, 4)) - 1, -1, -1):
        lorry(
            f,
            mid(zz[i] + 2) * 0.98 + rng.uniform(-0.15, 0.15) - 1.3 * (1 if side > 0 else -1) * 0.9,
            zz[i],
            (88, 94, 62),
        )
        cx, cy = cam.at((mid(zz[i] + 7), 0.4, zz[i] + 6))
        f.shine(
            cx,
            cy,
            cam.per_metre(zz[i]) * 2.4,
            scale((120, 104, 80), 0.35),
            cam.per_metre(zz[i]) * 0.7,
        )
    for _ in range(24):
        z = rng.uniform(3.2, 6)
        x = -side * rng.uniform(3.5, 6)
        put(
            f,
            bush(
                rng,
                (int(cam.per_metre(z) * 0.7), int(cam.per_metre(z) * 0.55)),
                light,
                (96, 110, 58),
                (),
                50,
            ),
            x,
            z,
            -0.1,
        )
    f.mottle(0.3)
    return f.img, Mood(1.02, 1.12, 0.84, rng.uniform(-0.5, 0.7), 8, 0.3, 0.36, 0.2, 1.0)


def water(
    f: Frame, y: float, far: RGB, near: RGB, glint: RGB, rough: float, debris: float = 0.0
) -> None:
    """Paint water from the line y down, reflecting what is above it."""
    w, h = f.cam.width, f.cam.height - int(y)
    base = ramp((w, h), [far, mix(far, near, 0.5), near])
    up = ImageOps.flip(f.img.crop((0, max(0, int(y) - h), w, int(y))))
    up = up.resize((w, max(1, min(h, up.height))))
    m = fade(up.size, [150, 90, 30, 0])
    base.paste(
        up.resize((w // 24, max(2, up.height // 3))).resize(up.size, Image.Resampling.BICUBIC),
        (0, 0),
        m,
    )
    n = Image.new("L", (w, h), 128)
    bands = 7
    y0 = 0.0
    for i in range(bands):
        y1 = h * ((i + 1) / bands) ** 2
        hh = max(2, int(y1 - y0) + 2)
        cellw = 60 / (1 + i * 1.35)
        strip = cloud(f.rng, (w // 2, max(2, hh)), (cellw, max(2.0, 7 - i * 0.4)), 3)
        strip = strip.resize((w, hh), Image.Resampling.BICUBIC)
        n.paste(strip, (0, int(y0)), fade((w, hh), [0, 255, 255, 255] if i else [255, 255]))
        y0 = max(y0 + 1, y1 - (y1 - y0) * 0.25)
    n = n.point([max(0, min(255, int(128 + (v - 128) * rough))) for v in range(256)])
    base = ImageChops.soft_light(base, Image.merge("RGB", (n, n, n)))
    hot = n.point([max(0, min(255, int((v - 172) * 3))) for v in range(256)])
    base.paste(glint, (0, 0), ImageChops.multiply(hot, fade((w, h), [150, 110, 50])))
    f.img.paste(base, (0, int(y)))
    for _ in range(int(debris * 60)):
        z = rng_z(f)
        x = f.rng.uniform(-0.8, 0.8) * z
        cx, cy = f.cam.at((x, 0, z))
        k = f.cam.per_metre(z)
        if cy > y + 4:
            f.ellipse(cx, cy, f.rng.uniform(0.05, 0.35) * k, 0.025 * k, (84, 70, 48), 1.5, 0.7)


def rng_z(f: Frame) -> float:
    """Return a distance on the water, nearer ones likelier."""
    return 3 + 22 * f.rng.random() ** 2


def hull(
    f: Frame,
    x: float,
    z: float,
    length: float,
    colour: RGB,
    high: float = 0.5,
    beam: float = 1.3,
    part: str = "all",
) -> None:
    """Paint a flat-bottomed boat lying across the view; the near side alone for part 'near'."""
    t = [f.fog(c, z) for c in f.light.tones(colour)]
    a, b = x - length / 2, x + length / 2
    if part != "near":
        f.face(
            [(a, -0.02, z), (b, -0.02, z), (b, -0.02, z - 0.9), (a, -0.02, z - 0.9)],
            (30, 26, 20),
            0.16 * f.cam.per_metre(z),
            0.5,
        )
        f.face(
            [(a, high, z + beam), (b + 0.4, high + 0.12, z + beam * 0.6), (b, 0.1, z), (a, 0.1, z)],
            [t[0], scale(t[0], 0.7)],
            1.5,
        )
    if part != "far":
        pts: list[P3] = [
            (a + 0.1, -0.03, z),
            (b - 0.5, -0.03, z),
            (b + 0.25, high * 0.6, z + 0.1),
            (b + 0.5, high + 0.14, z + 0.25),
            (b - 0.3, high + 0.02, z),
            (a, high, z),
        ]
        f.face(pts, [t[2], t[1], t[0]], 1.2, rough=0.5)
        f.line((a, high, z), (b - 0.3, high + 0.02, z), 0.07, t[2], 0.8)
        f.line((b - 0.3, high + 0.02, z), (b + 0.5, high + 0.14, z + 0.25), 0.07, t[2], 0.8)
        f.face(
            [
                (a + 0.1, -0.1, z - 0.05),
                (b, -0.1, z - 0.05),
                (b, 0.06, z - 0.05),
                (a + 0.1, 0.06, z - 0.05),
            ],
            (196, 176, 140),
            5 * f.unit,
            0.4,
        )


def flood_relief(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a boat with soldiers and supplies on brown flood water."""
    light = Light((232, 234, 232), (84, 86, 90), (rng.choice((-0.3, 0.3)), -0.9), 0.98, 0.85)
    cam = make_camera(size, rng, rng.uniform(1.05, 1.25), 1.9, 0.36)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = (186, 188, 184), 75.0
    f.focus, f.aperture = 7.5, 0.9
    hy = cam.horizon
    sky(f, ((142, 148, 154), (172, 176, 178), (196, 196, 190)), hy + 10, 0.95, (178, 180, 182))
    ridge(f, hy, cam.height * 0.14, (146, 154, 152), (172, 176, 170), 0.8, 3, hy + 20)
    ridge(f, hy, cam.height * 0.07, (112, 122, 106), (146, 150, 134), 0.9, 9, hy + 20, 1.0, 14)
    things: list[tuple[float, float, str]] = [
        (rng.uniform(20, 30), rng.uniform(-10, 10), "house") for _ in range(4)
    ]
    things += [(rng.uniform(15, 32), rng.uniform(-13, 13), "tree") for _ in range(9)]
    wy = cam.at((0, 0, 60))[1]
    f.poly(
        [(0, hy - 4), (cam.width, hy - 4), (cam.width, wy + 8), (0, wy + 8)],
        f.fog((128, 118, 92), 70),
        3,
    )
    water(f, wy, f.fog((150, 124, 88), 60), (120, 88, 54), (206, 190, 160), 1.0)
    for z, x, kind in sorted(things, reverse=True):
        if kind == "house":
            t = [f.fog(c, z) for c in light.tones((196, 180, 150))]
            r = [f.fog(c, z) for c in light.tones((140, 76, 56))]
            f.face(
                [(x - 2.6, -0.1, z), (x + 2.6, -0.1, z), (x + 2.6, 1.5, z), (x - 2.6, 1.5, z)],
                [t[1], t[0]],
                1,
                rough=0.5,
            )
            f.face(
                [
                    (x - 3.1, 1.35, z - 0.3),
                    (x + 3.1, 1.35, z - 0.3),
                    (x + 2.3, 3.1, z + 1.5),
                    (x - 2.3, 3.1, z + 1.5),
                ],
                [r[2], r[1]],
                1,
                rough=0.8,
                cells=(40, 6),
            )
            f.face(
                [
                    (x - 0.6, 0, z - 0.02),
                    (x + 0.6, 0, z - 0.02),
                    (x + 0.6, 1.2, z - 0.02),
                    (x - 0.6, 1.2, z - 0.02),
                ],
                f.fog((50, 46, 42), z),
                1,
            )
        else:
            put(
                f,
                tree(
                    rng, light, int(cam.per_metre(z) * rng.uniform(4, 6.5)), (78, 92, 56), 0.7, 0.12
                ),
                x,
                z,
                -1.4,
                0.8,
            )
        cx, cy = cam.at((x, 0, z))
        k = cam.per_metre(z)
        f.ellipse(cx, cy + 0.1 * k, 2.4 * k, 0.22 * k, f.fog((104, 82, 56), z), 0.2 * k, 0.75)
    f.soften(2.0)
    vest = replace(FIELD, vest=(206, 96, 36))
    seat = Pose(
        hips=(0, 0.42, 0),
        feet=((0.12, 0.05, 0.4), (-0.12, 0.05, 0.4)),
        hands=((0.2, 0.55, 0.35), (-0.2, 0.55, 0.35)),
    )
    row = replace(seat, hands=((0.2, 0.72, 0.5), (-0.05, 0.66, 0.52)), lean=0.25)

    def boat(x: float, z: float, d: int, n: int) -> None:
        length = 4.6
        hull(f, x, z, length, rng.choice(((88, 100, 74), (96, 106, 112))), part="far")
        order = [(x - length / 2 + 0.6 + i * (length - 1.2) / max(1, n - 1)) for i in range(n)]
        for i, px in enumerate(order):
            if i == n // 2:
                for bx in (-0.28, 0.12):
                    f.box(
                        px + bx,
                        px + bx + 0.36,
                        0.2,
                        0.62 + rng.uniform(0, 0.3),
                        z + 0.3,
                        z + 0.7,
                        rng.choice(((170, 136, 92), (196, 190, 176), (150, 122, 84))),
                        1,
                        0.4,
                    )
            stand = i == 0 and rng.random() < 0.7
            pose = (
                Pose(hands=((0.15, 1.1, 0.4), (-0.1, 0.8, 0.45)), lean=0.15)
                if stand
                else (row if i % 2 else seat)
            )
            s = person(
                vary(rng, vest, 0.1),
                sway(rng, pose, 0.02),
                d * rng.uniform(0.9, 1.5),
                cam.per_metre(z + 0.4),
                light,
                rng,
            )
            place(f, s, px, z + 0.4, 0.12, ground=0)
            if stand:
                f.line(
                    (px + d * 0.3, 1.9, z + 0.3),
                    (px + d * 0.8, -0.1, z + 0.1),
                    0.035,
                    (150, 126, 86),
                    1,
                )
        hull(f, x, z, length, rng.choice(((88, 100, 74), (96, 106, 112))), part="near")
        cx, cy = cam.at((x, 0, z))
        k = cam.per_metre(z)
        f.ellipse(cx, cy + 0.32 * k, 2.1 * k, 0.2 * k, (66, 50, 34), 0.16 * k, 0.55)
        for i in range(5):
            y = cy + (0.12 + i * 0.1) * k
            f.ellipse(
                cx - d * (1.6 + i * 0.5) * k, y, 1.3 * k, 0.02 * k, (206, 190, 160), 0.02 * k, 0.45
            )

    if rng.random() < 0.8:
        boat(
            rng.choice((-1, 1)) * rng.uniform(3.0, 4.6), rng.uniform(13, 16), rng.choice((-1, 1)), 3
        )
    boat(rng.uniform(-0.6, 0.6), rng.uniform(6.8, 7.8), 1, rng.choice((4, 5)))
    m = cloud(rng, (cam.width // 3, cam.height // 3), (260, 26), 2).point(
        [max(0, min(255, int((v - 176) * 1.4))) for v in range(256)]
    )
    m = m.rotate(6, Image.Resampling.BILINEAR)
    f.img.paste((214, 216, 216), (0, 0), m.resize(f.size, Image.Resampling.BICUBIC))
    f.mottle(0.25)
    return f.img, Mood(0.98, 1.1, 0.72, rng.uniform(-0.5, 0.1), 10, 0.3, 0.36, 0.22, 1.2)


def bridge(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a bridge of steel panels on pontoons being laid across a river."""
    light = daylight(rng, rng.uniform(0.0, 0.7))
    cam = make_camera(
        size, rng, rng.uniform(1.0, 1.15), rng.uniform(2.8, 3.6), 0.36 if size[0] < 1900 else 0.4
    )
    if size[0] / size[1] > 2:
        cam = replace(cam, focal=cam.focal * 0.72)
    f = Frame(cam, rng, light)
    f.haze, f.haze_at = mix((196, 204, 206), (216, 206, 190), rng.random()), 70.0
    f.focus, f.aperture = 12.0, 0.6
    hy, h = cam.horizon, cam.height
    sky(f, ((152, 176, 198), (208, 216, 220)), hy + 10, rng.uniform(0.4, 0.95), (222, 224, 226))
    for i, (hh, c) in enumerate(
        ((0.26, (150, 166, 178)), (0.17, (118, 138, 136)), (0.09, (90, 110, 84)))
    ):
        ridge(
            f,
            hy,
            h * hh,
            f.fog(c, 50 - 12 * i),
            f.fog(mix(c, (150, 160, 140), 0.25), 45),
            0.9,
            2.5 + 2 * i,
            hy + 20,
            0.7 + 0.3 * i,
            3 + 5 * i,
        )
    far_z = 130.0
    wy = cam.at((0, 0, far_z))[1]
    f.poly(
        [(0, hy), (cam.width, hy), (cam.width, wy + 6), (0, wy + 6)],
        [f.fog((96, 108, 74), 40), f.fog((132, 118, 90), 40)],
        3,
        rough=0.5,
        cells=(70, 24),
    )
    water(f, wy, f.fog((124, 142, 142), 60), (62, 82, 78), (214, 222, 220), 0.62)
    for _ in range(16):
        x, z = rng.uniform(-70, 70), rng.uniform(118, 128)
        size_ = int(cam.per_metre(z) * rng.uniform(6, 10))
        put(f, tree(rng, light, max(24, size_), (84, 100, 60), 1.0, 0.05, 700), x, z, -0.5, 0.8)
    f.soften(1.2)
    lane = rng.choice((-1, 1))
    skew = lane * rng.uniform(0.16, 0.3)
    x_at = lane * rng.uniform(0.6, 1.8)

    def deck(z: float) -> float:
        return x_at + skew * (z - 9)

    wide, high, rail = 2.0, 1.0, 1.15
    steel: RGB = rng.choice(((104, 112, 92), (122, 124, 120), (98, 104, 88)))
    tone = light.tones(steel)
    last = 84.0 if rng.random() < 0.45 else 26.0
    zs = [5.0 + i * 2.2 for i in range(int((last - 5) / 2.2) + 1)]
    men: list[tuple[float, float]] = []
    for i in range(len(zs) - 2, -1, -1):
        z0, z1 = zs[i], zs[i + 1]
        a, b = deck(z0), deck(z1)
        c0, c1, c2 = (f.fog(c, z0) for c in tone)
        if i % 2 == 0:
            k = cam.per_metre(z0)
            cx, cy = cam.at((a, 0, z0))
            f.ellipse(cx, cy + 0.12 * k, 4.4 * k, 0.3 * k, (30, 34, 30), 0.2 * k, 0.6)
            f.box(a - 4.0, a + 4.0, -0.02, 0.62, z0, z0 + 1.5, scale(steel, 0.82), 1, 0.6)
            f.face(
                [
                    (a - 4.0, -0.1, z0 - 0.02),
                    (a + 4.0, -0.1, z0 - 0.02),
                    (a + 4.0, 0.08, z0 - 0.02),
                    (a - 4.0, 0.08, z0 - 0.02),
                ],
                (40, 42, 34),
                4 * f.unit,
                0.7,
            )
        f.face(
            [
                (a - wide, high, z0),
                (a + wide, high, z0),
                (b + wide, high, z1),
                (b - wide, high, z1),
            ],
            [f.fog((156, 134, 102), z0), f.fog((134, 112, 84), z0)],
            0.8,
            rough=0.8,
            cells=(4, 30),
        )
        f.face(
            [
                (a - wide, high - 0.3, z0),
                (a + wide, high - 0.3, z0),
                (a + wide, high, z0),
                (a - wide, high, z0),
            ],
            c0,
            0.8,
        )
        for sg in (-1, 1):
            xa, xb = a + sg * wide, b + sg * wide
            for y, t in ((high + 0.05, 0.12), (high + rail, 0.12)):
                f.line((xa, y, z0), (xb, y, z1), t, c1, 0.6)
                f.line((xa, y + 0.04, z0), (xb, y + 0.04, z1), t * 0.35, c2, 0.6)
            xm, zm = (xa + xb) / 2, (z0 + z1) / 2
            f.line((xa, high, z0), (xa, high + rail, z0), 0.09, c1, 0.6)
            f.line((xm, high, zm), (xm, high + rail, zm), 0.07, c1, 0.6)
            for p, q in (
                ((xa, high, z0), (xm, high + rail, zm)),
                ((xm, high + rail, zm), (xb, high, z1)),
                ((xa, high + rail, z0), (xm, high, zm)),
                ((xm, high, zm), (xb, high + rail, z1)),
            ):
                f.line(p, q, 0.06, mix(c0, c1, 0.6), 0.6)
        if 7 < z0 < 30 and rng.random() < 0.75:
            for _ in range(rng.choice((1, 2, 3))):
                men.append((z0 + 0.6, a + rng.uniform(-1.5, 1.5)))
            for z, x in [m for m in men if m[0] >= z0]:
                pose = rng.choice(
                    (
                        STAND,
                        Pose(hands=((0.2, 0.75, 0.4), (-0.2, 0.7, 0.4)), lean=0.6, nod=0.1),
                        Pose(hands=((0.2, 1.35, 0.3), (-0.25, 1.0, 0.3))),
                        Pose(hands=((0.15, 1.0, 0.4), (-0.15, 1.0, 0.4)), lean=0.25),
                    )
                )
                lk = vary(
                    rng, replace(FIELD, vest=(206, 100, 40) if rng.random() < 0.55 else None), 0.0
                )
                s = person(
                    lk,
                    sway(rng, pose),
                    rng.uniform(0, 6.28),
                    max(60.0, cam.per_metre(z)),
                    light,
                    rng,
                )
                place(f, s, x, z, high, ground=0.5)
            men = []
    near = 4.6
    bank = light.tones((132, 104, 74))
    base: list[P3] = [
        (-9, 0.1, near + 1.2),
        (deck(5) - 3, 0.5, near + 1.6),
        (deck(5) + 3, 0.5, near + 1.4),
        (9, 0.1, near + 1.0),
        (9, -1, 1.5),
        (-9, -1, 1.5),
    ]
    f.poly([cam.at(p) for p in base], [bank[2], bank[1], bank[0]], 5, rough=1.3, cells=(40, 20))
    f.face(
        [
            (deck(5) - wide, high, 5),
            (deck(5) + wide, high, 5),
            (deck(4) + wide + 0.3, 0.55, 3.0),
            (deck(4) - wide - 0.3, 0.55, 3.0),
        ],
        [(150, 128, 98), (112, 90, 66)],
        2,
        rough=0.8,
        cells=(4, 20),
    )
    for x, z, yaw in ((deck(5) + lane * -3.3, 5.4, 2.6), (deck(5) + lane * -2.6, 5.8, -0.8)):
        s = person(
            vary(rng, FIELD, 0),
            sway(rng, rng.choice((STAND, Pose(hands=((0.2, 0.9, 0.3), (-0.5, 1.4, 0.3)))))),
            yaw,
            cam.per_metre(z),
            light,
            rng,
        )
        place(f, s, x, z, 0.3, ground=0.6)
    for _ in range(30):
        z = rng.uniform(2.4, 4.6)
        x = rng.uniform(-0.8, 0.8) * z
        if abs(x - deck(z)) > 2.4:
            put(
                f,
                bush(
                    rng,
                    (int(cam.per_metre(z) * 0.55), int(cam.per_metre(z) * 0.4)),
                    light,
                    (102, 112, 62),
                    (),
                    44,
                ),
                x,
                z,
                -0.15,
            )
    f.mottle(0.25)
    return f.img, Mood(1.02, 1.12, 0.82, rng.uniform(-0.5, 0.5), 8, 0.3, 0.36, 0.2, 1.0)
