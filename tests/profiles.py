"""Colour profiles, made in code: of light with other primaries, and of four inks."""

import struct
from itertools import product

_WHITE = (0.96420, 1.0, 0.82491)


def wide() -> bytes:
    """Return a profile with the primaries of Display P3 and the curve of sRGB."""
    return _profile((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189))


def swapped() -> bytes:
    """Return the profile of a device that shows red where sRGB shows green."""
    return _profile((0.38515, 0.71687, 0.09708), (0.43607, 0.22249, 0.01392))


def inks(cyan: tuple[int, int, int]) -> bytes:
    """Return the profile of four inks whose cyan looks like the Lab colour ``cyan``.

    The numbers are those of an 8-bit table: lightness of 255, and a and b around 128. Paper is
    white; the other inks are as black as can be.
    """
    grid = b"".join(
        bytes((255, 128, 128) if not any(inks) else cyan if inks == (1, 0, 0, 0) else (0, 128, 128))
        for inks in product((0, 1), repeat=4)
    )
    straight = bytes(range(256))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0))
    table += struct.pack(">9i", *(_fixed(float(n % 4 == 0)) for n in range(9)))
    table += straight * 4 + grid + straight * 3
    return _packed(b"prtrCMYKLab ", {b"wtpt": _point(_WHITE), b"A2B0": table})


def _profile(red: tuple[float, ...], green: tuple[float, ...]) -> bytes:
    """Return a matrix profile, version 2: three primaries whose sum is white, and one curve."""
    blue = tuple(w - r - g for w, r, g in zip(_WHITE, red, green, strict=True))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _steps(1024)]
    curve = b"curv" + struct.pack(">II", 0, 1024)
    curve += struct.pack(">1024H", *(round(65535 * value) for value in linear))
    bodies = {b"wtpt": _point(_WHITE)}
    bodies |= {b"rXYZ": _point(red), b"gXYZ": _point(green), b"bXYZ": _point(blue)}
    bodies |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    return _packed(b"mntrRGB XYZ ", bodies)


def _packed(kind: bytes, bodies: dict[bytes, bytes]) -> bytes:
    """Return a profile of device, colours and common space ``kind`` with these tags."""
    text = b"a test"
    name = b"desc" + struct.pack(">II", 0, len(text) + 1) + text + bytes(1 + 78)
    bodies = {b"desc": name} | bodies
    table, content, at = b"", b"", 128 + 4 + 12 * len(bodies)
    for tag, body in bodies.items():
        body += bytes(-len(body) % 4)
        table += tag + struct.pack(">II", at + len(content), len(body))
        content += body
    rest = struct.pack(">I", len(bodies)) + table + content
    head = struct.pack(">I4sI", 128 + len(rest), b"test", 0x02400000) + kind
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", *map(_fixed, _WHITE))
    return head.ljust(128, b"\0") + rest


def _steps(count: int) -> list[float]:
    return [step / (count - 1) for step in range(count)]


def _point(xyz: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, xyz))


def _fixed(value: float) -> int:
    return round(value * 65536)
