"""Scenes under a roof: halls, stages, classrooms, exhibition and clinic."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

from PIL import Image, ImageDraw

from samples.develop import Mood
from samples.field import P3, RGB, jitter, mix, scale
from samples.people import (
    DARK_OLIVE,
    HOLDING,
    OLIVE,
    SEATED,
    STAND,
    WHITE,
    Look,
    Pose,
    Sprite,
    person,
    place,
    sway,
    vary,
)
from samples.props import (
    attach,
    banner,
    bouquet,
    certificate,
    chair,
    drapery,
    flowers,
    gold_star,
    ground,
    hang,
    lectern,
    put,
    sky,
    strokes,
    tree,
)
from samples.space import Frame, Light, make_camera

Drawn = tuple[Image.Image, Mood]
BLOOMS: tuple[tuple[RGB, ...], ...] = (
    ((206, 60, 54), (236, 198, 96), (240, 232, 220)),
    ((224, 120, 140), (244, 236, 226)),
    ((238, 190, 80), (214, 92, 60)),
)
DRESS = Look(coat=OLIVE, legs=DARK_OLIVE)
SUMMER = Look(coat=(196, 190, 160), legs=DARK_OLIVE, tie=False, short=True)
PARADE = Look(coat=WHITE, legs=(206, 204, 196))


def indoor_light(rng: Random) -> Light:
    """Return lamp light of a varying temperature from above."""
    key = mix((255, 232, 198), (246, 246, 250), rng.random())
    return Light(
        key,
        (46, 38, 40),
        (rng.choice((-1, 1)) * rng.uniform(0.25, 0.6), -0.85),
        rng.uniform(0.92, 1.05),
        0.92,
    )


def room(
    frame: Frame, half: float, depth: float, tall: float, wall: RGB, floor: RGB, windows: str = ""
) -> None:
    """Paint floor, ceiling, back and side walls, with windows to one side on demand."""
    cam, rng, light = frame.cam, frame.rng, frame.light
    near = 0.9
    w = light.tones(wall)
    f = light.tones(floor)
    far_f, near_f = mix(f[1], f[2], 0.4), scale(f[0], 1.1)
    frame.face(
        [(-half, 0, depth), (half, 0, depth), (half * 3, 0, near), (-half * 3, 0, near)],
        [far_f, f[1], near_f],
        rough=0.25,
        cells=(40, 6),
    )
    ceil = light.tones((226, 222, 212))
    frame.face(
        [(-half, tall, near), (half, tall, near), (half, tall, depth), (-half, tall, depth)],
        [scale(ceil[0], 0.9), ceil[1]],
        rough=0.2,
    )
    for sg in (-1, 1):
        lit = windows == ("left" if sg > 0 else "right")
        frame.face(
            [
                (sg * half, 0, near),
                (sg * half, tall, near),
                (sg * half, tall, depth),
                (sg * half, 0, depth),
            ],
            [w[1] if lit else mix(w[1], w[0], 0.3), mix(w[1], w[0], 0.5)],
            rough=0.3,
        )
        frame.face(
            [
                (sg * half, 0, near),
                (sg * half, 0.9, near),
                (sg * half, 0.9, depth),
                (sg * half, 0, depth),
            ],
            scale(w[0], 1.2),
            1.0,
            0.45,
        )
    frame.face(
        [(-half, 0, depth), (half, 0, depth), (half, tall, depth), (-half, tall, depth)],
        [mix(w[1], w[0], 0.2), w[1], mix(w[1], w[0], 0.4)],
        rough=0.2,
    )
    z = 2.2
    while z < depth - 0.8 and windows:
        sg = -1 if windows == "left" else 1
        x = sg * (half - 0.01)
        pts: list[P3] = [(x, 1.0, z), (x, 2.5, z), (x, 2.5, z + 1.3), (x, 1.0, z + 1.3)]
        frame.face(pts, [(255, 253, 246), (236, 242, 244)], 4 * frame.unit)
        for t in (0.0, 0.5, 1.0):
            frame.line((x, 1.0, z + 1.3 * t), (x, 2.5, z + 1.3 * t), 0.06, scale(w[0], 0.9))
        frame.line((x, 1.75, z), (x, 1.75, z + 1.3), 0.05, scale(w[0], 0.9))
        pool: list[P3] = [
            (x * 0.92, 0, z - 0.2),
            (x * 0.3, 0, z - 0.9),
            (x * 0.3, 0, z + 0.5),
            (x * 0.92, 0, z + 1.2),
        ]
        frame.face(pool, (255, 250, 235), 22 * frame.unit, 0.3)
        cx, cy = cam.at((x, 1.75, z + 0.6))
        frame.shine(cx, cy, cam.per_metre(z + 0.6) * 2.0, (110, 108, 98))
        z += 2.4
    rows = rng.choice((2, 3))
    z = 2.5
    while z < depth - 1:
        for i in range(rows):
            x = (i - (rows - 1) / 2) * half * 0.8
            frame.face(
                [
                    (x - 0.55, tall - 0.02, z),
                    (x + 0.55, tall - 0.02, z),
                    (x + 0.55, tall - 0.02, z + 0.35),
                    (x - 0.55, tall - 0.02, z + 0.35),
                ],
                (255, 252, 240),
                2 * frame.unit,
            )
            cx, cy = cam.at((x, tall - 0.05, z))
            frame.shine(cx, cy, 0.7 * cam.per_metre(z), (70, 66, 56), 0.3 * cam.per_metre(z))
        z += 2.2


def stage(
    frame: Frame, half: float, z: float, deep: float, high: float, tall: float, grand: bool = True
) -> None:
    """Paint a stage with its red curtain, star, banner and valance."""
    rng, light, cam = frame.rng, frame.light, frame.cam
    back = z + deep
    red = jitter(rng, (138, 20, 24), 0.1)
    hang(frame, -half, half, high - 0.2, tall, back, red, rng.randint(22, 34))
    cx, cy = cam.at((0, (high + tall) * 0.55, back))
    frame.shine(cx, cy, cam.per_metre(back) * half * 0.9, (88, 48, 34))
    side = rng.choice((-1, 1))
    sx = side * half * rng.uniform(0.36, 0.5) if grand else side * half * rng.uniform(0.1, 0.3)
    r = rng.uniform(0.5, 0.62) * (tall - high) / 4
    k = cam.per_metre(back)
    edge = cam.eye + cam.horizon / k
    wide = cam.width / k / 2
    sx = max(-wide * 0.7, min(wide * 0.7, sx))
    gold_star(frame, sx, min(high + (tall - high) * 0.62, edge - 0.3 - r * 1.15), back - 0.05, r)
    if grand:
        bw = min(half * 0.48, wide * 0.56)
        bx = -side * min(half * 0.28, wide * 0.32)
        upper = min(high + (tall - high) * 0.74, edge - 0.3)
        strokes(
            frame,
            (bx - bw, bx + bw, upper - (tall - high) * 0.28, upper),
            rng.choice((2, 3)),
            light.tones((232, 194, 92))[1],
            back - 0.05,
            0.92,
            0.5,
            0.14,
        )
    frame.face(
        [(-half, high, z), (half, high, z), (half, high, back), (-half, high, back)],
        [light.tones((120, 82, 56))[1], light.tones((140, 98, 68))[2]],
        rough=0.5,
        cells=(60, 4),
    )
    frame.face(
        [(-half, 0, z), (half, 0, z), (half, high, z), (-half, high, z)],
        [light.tones((104, 60, 40))[1], light.tones((80, 44, 30))[0]],
        rough=0.5,
        cells=(50, 2),
    )
    frame.face(
        [
            (-half, high - 0.05, z - 0.01),
            (half, high - 0.05, z - 0.01),
            (half, high, z - 0.01),
            (-half, high, z - 0.01),
        ],
        light.tones((170, 120, 82))[2],
        1.0,
    )
    for sg in (-1, 1):
        a = cam.at((sg * half, tall, z + 0.2))
        b = cam.at((sg * half * 0.74, high, z + 0.2))
        x0, x1 = sorted((int(a[0]), int(b[0])))
        size = (max(2, x1 - x0), max(2, int(b[1] - a[1])))
        t = light.tones(scale(red, 0.78))
        frame.img.paste(drapery(rng, size, scale(t[0], 0.5), t[1], t[2], 6), (x0, int(a[1])))
    y0 = tall - 0.75
    a, b = cam.at((-half, tall, z)), cam.at((half, y0, z))
    size = (max(2, int(b[0] - a[0])), max(2, int(b[1] - a[1])))
    t = light.tones(scale(red, 0.85))
    top = drapery(rng, size, scale(t[0], 0.5), t[1], t[2], 40)
    frame.img.paste(top, (int(a[0]), int(a[1])))
    frame.face(
        [(-half, y0 - 0.09, z), (half, y0 - 0.09, z), (half, y0, z), (-half, y0, z)],
        light.tones((206, 160, 74))[1],
        1.2,
        rough=0.9,
        cells=(160, 2),
    )
    frame.face(
        [(-half, y0 - 0.5, z), (half, y0 - 0.5, z), (half, y0 - 0.09, z), (-half, y0 - 0.09, z)],
        (20, 4, 6),
        14 * frame.unit,
        0.35,
    )


def audience(
    frame: Frame,
    half: float,
    near: float,
    far: float,
    look: Look,
    step: float = 0.95,
    seat: RGB = (84, 46, 40),
    fill: float = 0.94,
    gain: float = 0.92,
) -> None:
    """Seat rows of people, seen from behind, from the far row to the near one."""
    rng, cam = frame.rng, frame.cam
    pool: list[Sprite] = []
    top = min(cam.per_metre(near), 620.0)
    for _ in range(11):
        lk = vary(rng, replace(look, rank=look.rank))
        pose = sway(rng, SEATED, 0.025)
        pool.append(
            person(lk, pose, math.pi + rng.uniform(-0.22, 0.22), top, frame.light, rng, 0.12)
        )
    rows = max(1, int((far - near) / step))
    aisle = 0.0 if rng.random() < 0.6 else rng.uniform(-2, 2)
    for r in range(rows, -1, -1):
        z = near + r * step
        off = rng.uniform(-0.1, 0.1) + (0.31 if r % 2 else 0)
        n = int(half / 0.62)
        for i in range(-n, n + 1):
            x = i * 0.62 + off
            if (
                abs(x - aisle) < 0.62
                or abs(cam.at((x, 0, z))[0] - cam.width / 2) > cam.width * 0.62
            ):
                continue
            if rng.random() < fill:
                place(
                    frame,
                    pool[rng.randrange(11)],
                    x + rng.gauss(0, 0.02),
                    z + 0.12,
                    ground=0.0,
                    gain=gain * rng.uniform(0.93, 1.05),
                )
            chair(frame, x, z, seat)


def front_row_flowers(frame: Frame, half: float, z: float, y: float) -> None:
    """Line the edge of the stage with pots of flowers."""
    rng = frame.rng
    n = int(half * 2 / 0.52)
    dots = BLOOMS[rng.randrange(3)]
    for i in range(n):
        x = -half + (i + 0.5) * 2 * half / n
        flowers(
            frame, x, z, y, rng.uniform(0.6, 0.8), rng.uniform(0.42, 0.55), dots, 110, None, 0.07
        )


def hall_launch(size: tuple[int, int], rng: Random) -> Drawn:
    """Return the opening of a campaign: a speaker before a seated hall."""
    light = indoor_light(rng)
    cam = make_camera(size, rng, rng.uniform(0.88, 1.05), rng.uniform(2.0, 2.5), 0.40)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 12.0, 0.42
    half, z, high, tall = 8.0, 14.5, 0.95, 5.6
    wall = jitter(rng, (198, 186, 160), 0.06)
    room(f, half, z + 0.2, tall + 0.8, wall, (118, 96, 78), rng.choice(("", "left", "right")))
    stage(f, half * 0.88, z, 4.0, high, tall)
    f.soften(1.6)
    side = rng.choice((-1, 1))
    uniform = PARADE if rng.random() < 0.4 else DRESS
    tx = -side * 3.2
    if rng.random() < 0.7:
        for i in range(4):
            s = person(
                vary(rng, replace(uniform, medals=4)),
                sway(rng, SEATED),
                rng.uniform(-0.2, 0.2),
                150,
                light,
                rng,
            )
            place(f, s, tx - 1.35 + i * 0.9, z + 1.9, high, ground=0.2)
        f.box(tx - 2.0, tx + 2.0, high, high + 0.76, z + 1.2, z + 1.8, (150, 30, 30), 1.0, 0.3)
        flowers(f, tx, z + 1.2, high + 0.74, 0.7, 0.3, BLOOMS[0], 60)
    sx = side * rng.uniform(1.6, 2.6)
    pose = sway(rng, Pose(hands=((0.2, 1.18, 0.3), (-0.22, 1.16, 0.28))), 0.02)
    s = person(replace(uniform, medals=6), pose, -side * rng.uniform(0.1, 0.4), 170, light, rng)
    cx, cy = cam.at((sx, high + 1.2, z + 1.2))
    f.shine(cx, cy, cam.per_metre(z) * 2.2, (66, 54, 40))
    place(f, s, sx, z + 1.5, high, ground=0.5, gain=1.12)
    lectern(f, sx, z + 0.9, high)
    flowers(f, sx, z + 0.85, high + 0.98, 0.6, 0.24, BLOOMS[1], 60)
    front_row_flowers(f, half * 0.82, z - 0.3, 0.35)
    f.mottle(0.25)
    look = (DRESS, SUMMER, replace(DRESS, coat=(92, 100, 66)))[rng.randrange(3)]
    audience(f, 7.2, rng.uniform(2.3, 3.0), 12.2, look)
    return f.img, Mood(1.12, 1.12, 0.9, rng.uniform(-0.3, 0.9), 6, 0.5, 0.42, 0.2, 0.9)


def recipients(
    f: Frame, rng: Random, look: Look, n: int, z: float, y: float, gap: float, k: float
) -> None:
    """Paint a line of people facing us with framed certificates and flowers."""
    light = f.light
    both = rng.random() < 0.5
    for i in range(n):
        lk = vary(rng, replace(look, medals=rng.choice((0, 3, 6))), 0.22)
        x = (i - (n - 1) / 2) * gap + rng.gauss(0, 0.04)
        yaw = -x * 0.05 + rng.gauss(0, 0.07)
        pose = sway(rng, HOLDING, 0.012)
        s = person(lk, pose, yaw, k, light, rng)
        if both and i % 2 == 0:
            s = attach(s, bouquet(light, rng, int(0.34 * k)), 0.1, 1.22, rng.uniform(-22, 22))
            s = attach(
                s,
                certificate(light, rng, int(0.44 * k), int(0.31 * k)),
                -0.06,
                1.06,
                rng.uniform(-3, 3),
            )
        else:
            s = attach(
                s,
                certificate(light, rng, int(0.46 * k), int(0.33 * k)),
                0.0,
                1.1,
                rng.uniform(-3, 3),
            )
        for sg in (-1, 1):
            hand = Image.new("RGBA", (max(3, int(0.05 * k)), max(3, int(0.062 * k))), (0, 0, 0, 0))
            tone = light.tones(lk.skin)
            d = ImageDraw.Draw(hand)
            hw, hh = hand.size
            for j in range(4):
                yy = hh * j / 4
                d.ellipse((0, yy, hw - 1, yy + hh * 0.3), fill=(*tone[0], 255))
                d.ellipse((1, yy, hw - 2, yy + hh * 0.22), fill=(*mix(tone[1], tone[2], 0.3), 255))
            s = attach(s, hand, sg * 0.225, 1.05 + rng.uniform(-0.02, 0.02))
        place(f, s, x, z + rng.gauss(0, 0.05), y, ground=0.55)


def award_ceremony(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a line of decorated people on a stage."""
    light = indoor_light(rng)
    z, high = rng.uniform(7.0, 8.6), 0.7
    n = rng.randint(5, 8)
    gap = rng.uniform(0.62, 0.7)
    lens = (z + 0.9) / ((n + 0.8) * gap * rng.uniform(1.2, 1.5) + 0.6)
    cam = make_camera(size, rng, min(1.75, lens), rng.uniform(1.7, 1.95), 0.4, 0.02)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = z + 0.3, 1.3
    stage(f, 7.5, z, 3.6, high, 4.7, rng.random() < 0.75)
    f.face(
        [(-12, 0, z), (12, 0, z), (30, 0, 0.8), (-30, 0, 0.8)],
        [light.tones((120, 92, 72))[1], light.tones((90, 68, 54))[0]],
        rough=0.3,
    )
    f.soften(4.5)
    look = (
        replace(DRESS, hat="peak"),
        replace(PARADE, hat="peak", hat_colour=WHITE),
        DRESS,
        replace(SUMMER, hat="peak"),
    )[rng.randrange(4)]
    floor = cam.at((0, high, z + 0.9))[1]
    recipients(f, rng, look, n, z + 0.9, high, gap, cam.per_metre(z + 0.9))
    f.mirror(floor + 4, cam.per_metre(z) * 0.35, 0.22, 5)
    if rng.random() < 0.5:
        lead = person(
            vary(
                rng,
                replace(
                    PARADE if look.coat != WHITE else DRESS,
                    medals=9,
                    hat="peak",
                    hat_colour=WHITE if look.coat != WHITE else OLIVE,
                ),
                0.0,
            ),
            sway(rng, STAND),
            rng.uniform(-0.2, 0.2),
            cam.per_metre(z + 0.9),
            light,
            rng,
        )
        place(f, lead, (n / 2 + 0.6) * gap * rng.choice((-1, 1)), z + 0.85, high)
    front_row_flowers(f, 5.5, z - 0.25, high - 0.42)
    f.mottle(0.2)
    if rng.random() < 0.75:
        audience(f, 3.4, 2.6, 4.1, DRESS, 1.0, fill=0.8, gain=0.6)
    return f.img, Mood(1.14, 1.12, 0.92, rng.uniform(-0.4, 0.8), 6, 0.42, 0.36, 0.18, 0.8)


def portrait_award(size: tuple[int, int], rng: Random) -> Drawn:
    """Return, upright, one person handing a certificate to another."""
    light = indoor_light(rng)
    cam = make_camera(size, rng, rng.uniform(1.5, 1.72), 1.5, 0.36)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 4.0, 2.0
    z = 4.6
    hang(f, -4, 4, -0.5, 5.5, 8.0, jitter(rng, (140, 22, 26), 0.1), rng.randint(16, 24))
    star_y = cam.eye + cam.horizon / cam.per_metre(7.9) - 0.58
    gold_star(f, rng.choice((-1, 1)) * rng.uniform(0.2, 0.7), star_y, 7.9, 0.38)
    cx, cy = cam.at((0, 1.9, 8))
    f.shine(cx, cy, cam.width * 0.6, (84, 46, 34))
    f.face(
        [(-6, 0, 8), (6, 0, 8), (9, 0, 1), (-9, 0, 1)],
        [light.tones((140, 96, 64))[2], light.tones((104, 70, 48))[1]],
        rough=0.4,
        cells=(30, 6),
    )
    f.soften(9)
    k = cam.per_metre(z)
    side = rng.choice((-1, 1))
    white = rng.random() < 0.5
    giver_look = replace(
        PARADE if white else DRESS, medals=9, hat="peak", hat_colour=WHITE if white else OLIVE
    )
    taker = vary(rng, replace(DRESS, medals=3, hat="peak"), 0.35)
    gap = 0.47
    give = person(
        vary(rng, giver_look, 0.0),
        Pose(hands=((0.12, 1.14, 0.42), (-0.1, 1.12, 0.44)), lean=0.05, nod=0.12),
        side * rng.uniform(1.15, 1.9),
        k,
        light,
        rng,
    )
    take = person(
        taker,
        Pose(hands=((0.1, 1.1, 0.42), (-0.12, 1.12, 0.42)), lean=0.07, nod=0.1),
        -side * rng.uniform(0.75, 1.0),
        k,
        light,
        rng,
    )
    place(f, take, side * gap, z + 0.05, soft=2.6, ground=0.6)
    place(f, give, -side * gap, z, soft=3.0, ground=0.6)
    cert = certificate(light, rng, int(0.46 * k), int(0.33 * k)).convert("RGBA")
    cert = cert.rotate(rng.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True)
    px, py = cam.at((0, 1.13, z - 0.3))
    f.ellipse(px, py + 0.06 * k, 0.22 * k, 0.12 * k, (10, 8, 8), 0.05 * k, 0.4)
    f.stamp(
        cert.convert("RGB"),
        (int(px - cert.width / 2), int(py - cert.height / 2)),
        cert.getchannel("A"),
    )
    skin = light.tones(taker.skin)
    for dx in (-0.222, 0.222):
        hy = py + rng.uniform(0.0, 0.04) * k
        for j in range(4):
            y = hy + (j - 1.5) * 0.02 * k
            x = px + (dx - 0.003 * abs(j - 1.5) * (1 if dx > 0 else -1)) * k
            f.ellipse(x, y + 0.004 * k, 0.031 * k, 0.0125 * k, skin[0], 2.5)
            f.ellipse(x - 0.002 * k, y, 0.028 * k, 0.0095 * k, mix(skin[1], skin[2], 0.2), 3)
    for i in range(5):
        flowers(
            f, -1.5 + i * 0.75, 2.9, -0.1, 0.8, 0.62, BLOOMS[1 if side > 0 else 0], 90, None, 0.08
        )
    f.mottle(0.2)
    return f.img, Mood(1.12, 1.12, 0.92, rng.uniform(-0.3, 0.8), 6, 0.4, 0.42, 0.18, 0.8)


def group_photo(size: tuple[int, int], rng: Random) -> Drawn:
    """Return three rows of people before a building or on a stage."""
    inside = rng.random() < 0.4
    light = (
        indoor_light(rng)
        if inside
        else Light(
            mix((255, 240, 212), (246, 248, 252), rng.random()),
            (60, 66, 78),
            (rng.choice((-0.55, 0.55)), -0.8),
            1.02,
        )
    )
    cam = make_camera(size, rng, rng.uniform(1.18, 1.34), 1.75, 0.4)
    f = Frame(cam, rng, light)
    z = rng.uniform(8.2, 9.2)
    f.focus, f.aperture = z, 1.2
    if inside:
        stage(f, 7.5, z + 1.5, 2.4, 0.0, 4.4)
        f.face(
            [(-12, 0, z + 2), (12, 0, z + 2), (40, 0, 0.8), (-40, 0, 0.8)],
            [light.tones((150, 128, 104))[1], light.tones((110, 90, 74))[0]],
            rough=0.3,
        )
    else:
        hy = cam.horizon
        sky(f, ((150, 178, 204), (206, 216, 222)), hy, rng.uniform(0.2, 0.8), (226, 228, 230))
        wall = jitter(rng, (206, 184, 132), 0.1)
        t = light.tones(wall)
        f.face([(-11, 0, 16), (11, 0, 16), (11, 5.4, 16), (-11, 5.4, 16)], [t[2], t[1]], rough=0.3)
        f.face([(-11.4, 5.2, 15.9), (11.4, 5.2, 15.9), (11.4, 5.7, 15.9), (-11.4, 5.7, 15.9)], t[0])
        for i in range(-4, 5):
            x = i * 2.4
            if i == 0:
                f.face(
                    [(x - 1, 0, 15.9), (x + 1, 0, 15.9), (x + 1, 2.6, 15.9), (x - 1, 2.6, 15.9)],
                    (52, 44, 38),
                    2,
                )
            else:
                f.face(
                    [
                        (x - 0.6, 1, 15.9),
                        (x + 0.6, 1, 15.9),
                        (x + 0.6, 2.7, 15.9),
                        (x - 0.6, 2.7, 15.9),
                    ],
                    [(70, 88, 92), (46, 58, 60)],
                    1.5,
                )
                f.line((x, 1, 15.85), (x, 2.7, 15.85), 0.07, (196, 190, 170))
            f.face(
                [
                    (x + 1.05, 0, 15.8),
                    (x + 1.3, 0, 15.8),
                    (x + 1.3, 5.2, 15.8),
                    (x + 1.05, 5.2, 15.8),
                ],
                t[2],
                1,
            )
        banner(f, -4.2, 4.2, 3.3, 4.3, 15.7)
        for x in (-8.2, 7.6, 10.2):
            put(f, tree(rng, light, int(cam.per_metre(14) * rng.uniform(4.5, 6.5))), x, 14, 0, 1)
        ground(f, cam.at((0, 0, 16))[1], (176, 166, 148), (130, 120, 104), 0.6, 0.4)
    f.soften(4)
    look = (DRESS, PARADE, replace(DRESS, hat="peak"), SUMMER)[rng.randrange(4)]
    k = cam.per_metre(z)
    n = rng.randint(8, 10)
    for row, (lift, zz) in enumerate(((0.5, 1.5), (0.12, 0.75), (0.0, 0.0))):
        m = n + (1 if row == 1 else 0)
        if row == 0 and lift:
            f.box(-m * 0.31, m * 0.31, 0.0, lift, z + zz - 0.2, z + zz + 0.3, (96, 76, 60))
        for i in range(m):
            x = (i - (m - 1) / 2) * 0.6 + rng.gauss(0, 0.025)
            pose = sway(rng, SEATED if row == 2 else STAND, 0.012)
            if row == 2:
                pose = replace(pose, hands=((0.13, 0.62, 0.3), (-0.13, 0.62, 0.3)))
            s = person(
                vary(rng, replace(look, medals=rng.choice((0, 3, 6))), 0.2),
                pose,
                rng.gauss(0, 0.08),
                k,
                light,
                rng,
                0.1,
            )
            if row == 2 and i in (m // 2, m // 2 - 1) and rng.random() < 0.7:
                s = attach(s, bouquet(light, rng, int(0.34 * k)), 0, 0.86)
            place(f, s, x, z + zz, lift, ground=0.4)
    f.mottle(0.2)
    return f.img, Mood(1.08, 1.1, 0.9, rng.uniform(-0.5, 0.6), 6, 0.3, 0.34, 0.18, 0.6)


def classroom(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a lesson: rows of desks from behind, an instructor at the board."""
    light = Light(mix((255, 246, 228), (240, 246, 252), rng.random()), (56, 58, 66), (-0.7, -0.65))
    cam = make_camera(size, rng, rng.uniform(0.85, 1.0), 1.9, 0.40)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 7.5, 1.1
    room(f, 4.4, 10.0, 3.5, jitter(rng, (214, 208, 178), 0.05), (134, 124, 112), "left")
    t = light.tones((44, 76, 62))
    f.face(
        [(-2.7, 0.95, 9.95), (0.4, 0.95, 9.95), (0.4, 2.35, 9.95), (-2.7, 2.35, 9.95)],
        [t[1], t[0]],
        1.5,
        rough=0.7,
    )
    for y in (2.1, 1.9, 1.65, 1.4):
        strokes(
            f, (-2.5, rng.uniform(-1.2, 0.2), y - 0.09, y + 0.09), 1, (186, 200, 190), 9.93, 0.4
        )
    f.face([(0.8, 1.0, 9.9), (3.4, 1.0, 9.9), (3.4, 2.6, 9.9), (0.8, 2.6, 9.9)], (238, 242, 246), 2)
    f.poly(
        [cam.at(p) for p in ((1.0, 1.2, 9.9), (2.0, 1.2, 9.9), (2.0, 2.1, 9.9), (1.0, 2.1, 9.9))],
        [(120, 150, 170), (90, 112, 96)],
        3,
        rough=1.0,
    )
    strokes(f, (2.05, 3.3, 1.3, 2.4), 5, (90, 100, 120), 9.88, 0.6, 0.3)
    cx, cy = cam.at((2.1, 1.8, 9.9))
    f.shine(cx, cy, cam.per_metre(9.9) * 2.2, (60, 64, 70))
    gold_star(f, -1.1, 2.85, 9.9, 0.2, 0.9)
    f.soften(2)
    s = person(
        replace(SUMMER, hat=""),
        Pose(hands=((0.25, 0.8, 0.1), (-0.55, 1.5, 0.15)), out=0.8),
        0.35,
        cam.per_metre(9),
        light,
        rng,
    )
    place(f, s, 0.55, 9.0)
    f.box(-3.3, -1.7, 0, 0.8, 8.2, 8.9, (146, 104, 68))
    pool = [
        person(
            vary(rng, replace(SUMMER if rng.random() < 0.6 else DRESS, tie=False)),
            replace(sway(rng, SEATED, 0.03), lean=0.16),
            math.pi + rng.uniform(-0.3, 0.3),
            min(560, cam.per_metre(2.8)),
            light,
            rng,
            0.12,
        )
        for _ in range(9)
    ]
    for r in range(4, -1, -1):
        z = 2.6 + r * 1.15
        for dx in (-3.0, -1.0, 1.0, 3.0):
            x = dx * 0.92
            f.box(x - 0.62, x + 0.62, 0.66, 0.74, z + 0.42, z + 0.85, (170, 128, 88), f.defocus(z))
            f.face(
                [
                    (x - 0.2, 0.75, z + 0.5),
                    (x + 0.1, 0.75, z + 0.5),
                    (x + 0.12, 0.75, z + 0.75),
                    (x - 0.16, 0.75, z + 0.75),
                ],
                (236, 234, 226),
                1 + f.defocus(z),
                0.9,
            )
            for o in (-0.3, 0.3):
                if rng.random() < 0.93:
                    place(f, pool[rng.randrange(9)], x + o, z + 0.12, ground=0.0, gain=0.85)
                chair(f, x + o, z, (126, 88, 58))
    f.mottle(0.2)
    return f.img, Mood(1.1, 1.1, 0.88, rng.uniform(-0.6, 0.4), 7, 0.5, 0.34, 0.18, 0.9)


def exhibition(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a tradition room: framed pictures, glass cases, visitors from behind."""
    light = Light((255, 226, 184), (40, 34, 32), (0.3, -0.9), 0.9)
    cam = make_camera(size, rng, rng.uniform(0.85, 1.0), 1.65, 0.44)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 7.0, 1.1
    wall = jitter(rng, rng.choice(((150, 128, 98), (120, 46, 40), (128, 120, 104))), 0.06)
    half, depth, tall = 4.6, 10.5, 3.5
    room(f, half, depth, tall, wall, (120, 72, 48))
    f.face(
        [(-half, tall, 0.9), (half, tall, 0.9), (half, tall, depth), (-half, tall, depth)],
        [(30, 26, 24), (58, 50, 44)],
        alpha=0.75,
    )
    gold_star(f, 0, 2.75, depth - 0.05, 0.3)
    strokes(f, (-2, 2, 2.05, 2.4), 1, light.tones((226, 186, 92))[1], depth - 0.05, 0.9, 0.7)

    def picture(pts: list[P3]) -> None:
        f.face([(p[0], p[1] - 0.05, p[2]) for p in pts], (14, 10, 8), 8 * f.unit, 0.6)
        f.face(pts, light.tones((168, 124, 62))[1], 1)
        mx = sum(p[0] for p in pts) / 4
        my, mz = sum(p[1] for p in pts) / 4, sum(p[2] for p in pts) / 4
        inner: list[P3] = [
            (mx + (p[0] - mx) * 0.88, my + (p[1] - my) * 0.86, mz + (p[2] - mz) * 0.88) for p in pts
        ]
        tone = rng.choice(((196, 184, 160), (120, 112, 100), (176, 150, 120), (92, 104, 112)))
        f.face(inner, [scale(tone, 1.1), scale(tone, 0.6)], 1, rough=1.6, cells=(3, 3))
        cx, cy = f.cam.at((mx, my + 0.4, mz))
        f.shine(cx, cy, cam.per_metre(mz) * 0.9, (76, 62, 42))

    for sg in (-1, 1):
        z = 2.4
        while z < depth - 1.2:
            x = sg * (half - 0.03)
            w, h = rng.uniform(0.8, 1.25), rng.uniform(0.6, 0.85)
            picture(
                [
                    (x, 1.75 - h / 2, z),
                    (x, 1.75 + h / 2, z),
                    (x, 1.75 + h / 2, z + w),
                    (x, 1.75 - h / 2, z + w),
                ]
            )
            z += w + 0.45
    for x in (-3.2, -1.7, 1.7, 3.2):
        h = rng.uniform(0.8, 1.0)
        picture(
            [
                (x - 0.55, 1.65 - h / 2, depth - 0.04),
                (x + 0.55, 1.65 - h / 2, depth - 0.04),
                (x + 0.55, 1.65 + h / 2, depth - 0.04),
                (x - 0.55, 1.65 + h / 2, depth - 0.04),
            ]
        )
    f.mirror(cam.at((0, 0, depth))[1], cam.height * 0.5, 0.32, 8)
    f.soften(1.5)
    order: list[tuple[float, float, str]] = []
    for sg in (-1, 1):
        for zz in (3.4, 5.6, 7.8):
            order.append((zz, sg * 2.9, "case"))
    for _ in range(rng.randint(5, 8)):
        order.append((rng.uniform(4.2, 9.3), rng.uniform(-1.9, 1.9), "visitor"))
    order.append((rng.uniform(8.4, 9.2), rng.uniform(-2, 2), "guide"))
    for z, x, kind in sorted(order, reverse=True):
        if kind == "case":
            soft = f.defocus(z)
            f.box(x - 0.62, x + 0.62, 0, 0.85, z, z + 1.2, (76, 48, 34), soft, 0.4)
            f.face(
                [
                    (x - 0.58, 0.87, z),
                    (x + 0.58, 0.87, z),
                    (x + 0.58, 0.87, z + 1.1),
                    (x - 0.58, 0.87, z + 1.1),
                ],
                (206, 184, 146),
                1 + soft,
                rough=0.5,
            )
            for _ in range(5):
                ox, oz = rng.uniform(-0.42, 0.36), rng.uniform(0.15, 0.9)
                w = rng.uniform(0.06, 0.16)
                c = rng.choice(((120, 84, 50), (70, 74, 60), (206, 196, 176), (140, 42, 36)))
                f.box(
                    x + ox,
                    x + ox + w,
                    0.88,
                    0.88 + rng.uniform(0.03, 0.14),
                    z + oz,
                    z + oz + 0.1,
                    c,
                    soft,
                )
            glass: list[P3] = [
                (x - 0.62, 0.85, z),
                (x + 0.62, 0.85, z),
                (x + 0.62, 1.2, z),
                (x - 0.62, 1.2, z),
            ]
            f.face(glass, (200, 214, 220), 1 + soft, 0.13)
            f.face(
                [(x - 0.5, 0.85, z), (x - 0.2, 0.85, z), (x + 0.1, 1.2, z), (x - 0.2, 1.2, z)],
                (255, 255, 255),
                3 + soft,
                0.2,
            )
            for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)):
                f.line(glass[a], glass[b], 0.018, (186, 176, 156), soft, 0.85)
            f.line((x - 0.62, 1.2, z), (x - 0.62, 1.2, z + 1.2), 0.018, (186, 176, 156), soft, 0.8)
            f.line((x + 0.62, 1.2, z), (x + 0.62, 1.2, z + 1.2), 0.018, (186, 176, 156), soft, 0.8)
            cx, cy = cam.at((x, 1.0, z + 0.5))
            f.shine(cx, cy, cam.per_metre(z) * 0.9, (84, 68, 46))
        else:
            lk = vary(rng, rng.choice((DRESS, SUMMER, DRESS)), 0.25)
            yaw = math.pi + rng.uniform(-0.7, 0.7) if kind == "visitor" else rng.uniform(-0.3, 0.3)
            pose = (
                STAND if kind == "visitor" else Pose(hands=((0.24, 0.82, 0.05), (-0.5, 1.35, 0.2)))
            )
            if kind == "visitor" and rng.random() < 0.4:
                pose = Pose(hands=((-0.02, 0.95, -0.16), (0.02, 0.95, -0.16)))
            s = person(lk, sway(rng, pose), yaw, cam.per_metre(z), light, rng, 0.05)
            place(f, s, x, z, ground=0.6)
    f.mottle(0.25)
    return f.img, Mood(1.2, 1.12, 0.9, rng.uniform(-0.1, 0.6), 6, 0.55, 0.45, 0.2, 0.9)


def blood_donation(size: tuple[int, int], rng: Random) -> Drawn:
    """Return a bright room with donors on couches and nurses beside them."""
    light = Light(
        mix((255, 248, 236), (238, 246, 255), rng.random()), (74, 80, 90), (-0.7, -0.65), 1.02
    )
    cam = make_camera(size, rng, rng.uniform(0.95, 1.1), 1.75, 0.36)
    f = Frame(cam, rng, light)
    f.focus, f.aperture = 5.2, 1.2
    room(f, 4.4, 9.5, 3.3, (224, 226, 216), (176, 178, 172), "left")
    banner(f, -2.4, 2.6, 2.25, 2.85, 9.4)
    f.soften(3)
    order = [7.4, 5.0] + ([3.2] if rng.random() < 0.0 else [])
    for z in order:
        for x in (-1.9, 1.3) if z > 6 else (rng.uniform(-1.0, -0.5),):
            soft = f.defocus(z)
            k = cam.per_metre(z)
            nurse = replace(
                Look(
                    coat=(232, 236, 238),
                    legs=(226, 230, 232),
                    tie=False,
                    rank=None,
                    bun=True,
                    hat="soft",
                    hat_colour=(238, 240, 242),
                )
            )
            s = person(
                vary(rng, nurse, 1.0),
                Pose(hands=((0.14, 0.92, 0.4), (-0.1, 0.92, 0.42)), lean=0.25, nod=0.35),
                0.5,
                k,
                light,
                rng,
            )
            place(f, s, x - 0.1, z + 0.75)
            for lx in (-0.85, 0.95):
                f.line((x + lx, 0, z), (x + lx, 0.5, z), 0.05, (150, 154, 158), soft + 0.6)
            f.box(x - 1.0, x + 1.05, 0.45, 0.62, z, z + 0.65, (116, 138, 142), soft, 0.2)
            f.face(
                [
                    (x + 0.35, 0.62, z),
                    (x + 1.05, 1.05, z),
                    (x + 1.05, 1.05, z + 0.65),
                    (x + 0.35, 0.62, z + 0.65),
                ],
                light.tones((130, 152, 156))[2],
                1 + soft,
            )
            f.face(
                [(x + 0.35, 0.62, z), (x + 1.05, 0.62, z), (x + 1.05, 1.05, z)],
                light.tones((100, 120, 126))[0],
                1 + soft,
            )
            donor(f, rng, x, z + 0.25, light)
            f.box(x + 0.0, x + 0.3, 0.0, 0.32, z - 0.3, z - 0.1, (206, 210, 212), soft, 0.1)
            f.face(
                [
                    (x + 0.09, 0.33, z - 0.24),
                    (x + 0.2, 0.33, z - 0.24),
                    (x + 0.2, 0.36, z - 0.18),
                    (x + 0.09, 0.36, z - 0.18),
                ],
                (124, 22, 26),
                2 + soft,
            )
            f.line(
                (x + 0.14, 0.37, z - 0.22),
                (x + 0.02, 0.74, z + 0.05),
                0.009,
                (126, 44, 44),
                1 + soft,
            )
    near = person(vary(rng, DRESS), SEATED, math.pi + 0.5, 420, light, rng)
    place(f, near, rng.choice((1.35, 1.7)), 3.1, ground=0, gain=0.85)
    f.mottle(0.15)
    return f.img, Mood(1.22, 1.08, 0.9, rng.uniform(-0.7, 0.2), 8, 0.5, 0.3, 0.16, 0.8)


def donor(f: Frame, rng: Random, x: float, z: float, light: Light) -> None:
    """Paint a donor lying back on a couch with the head to the right."""
    k = f.cam.per_metre(z)
    lk = vary(rng, replace(SUMMER, coat=OLIVE, short=True, rank=None), 0.2)
    pose = Pose(
        hands=((0.34, 0.72, 0.24), (-0.2, 0.74, 0.2)),
        hips=(0.0, 0.72, 0.0),
        lean=-0.95,
        feet=((0.09, 0.72, 0.84), (-0.09, 0.7, 0.84)),
        nod=0.5,
    )
    s = person(lk, sway(rng, pose, 0.008), -1.5, k, light, rng, 0.16)
    place(f, s, x + 0.2, z, 0.0, ground=0.0)
