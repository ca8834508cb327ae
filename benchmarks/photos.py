"""Measure photos: one of 12 and one of 108 megapixels, and a check where nothing has changed.

    python -m benchmarks.photos [PHOTOS]

Prints a JSON object: CPU (user and system) and peak memory of a process of its own, which reads
one photo and makes its five renditions; and the CPU of looking at PHOTOS photos (10,000 unless
said otherwise, in 500 folders, five renditions each) that are in the cache already.

The photos are synthetic. The large ones are clouds of noise at every scale, with edges drawn
into them and the grain of a sensor on top, stored with the quality that phones use. Their length
is printed too: a camera's 12 megapixels take 2 to 5 MB.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = 500
_ROUNDS = 5

_MAKE = """
import resource, sys, time
from bantin.photos.darkroom import prints
from bantin.photos.negatives import negative
from bantin.photos.recipe import FULL, QUICK

begun = time.process_time()
with open(sys.argv[1], "rb") as file:
    made = prints(negative(file.read()), QUICK if sys.argv[2:] else FULL)
used = time.process_time() - begun
try:
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1024 if sys.platform == "darwin" else 1
    )
print(used, peak, sum(map(len, made.renditions)), len(made.renditions))
"""

_CHECK = """
import gc, sys, time
from pathlib import Path
from bantin.photos import Wanted, develop

gc.disable()  # as a build does
content, cache = Path(sys.argv[1]), Path(sys.argv[2])
wanted = [
    Wanted(source=path.relative_to(content).as_posix(), path="vi.md", line=1)
    for path in content.rglob("*.jpg")
]
begun = time.process_time()
done = develop(wanted, content=content, cache=cache)
print(time.process_time() - begun, len(done.pictures), len(done.files))
"""


def main() -> None:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("photos", nargs="?", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = _scene(4000, 3000)
        _save(scene, folder / "12.jpg")
        _save(scene.resize((12_000, 9_000)), folder / "108.jpg")
        results: dict[str, object] = {
            "12 megapixels": _made(folder / "12.jpg"),
            "12 megapixels, preview": _made(folder / "12.jpg", "quick"),
            "108 megapixels": _made(folder / "108.jpg"),
            "no change": _checked(folder, args.photos),
        }
    print(json.dumps(results, indent=2))


def _scene(width: int, height: int) -> Image.Image:
    """Return a picture about as hard to compress as a photograph, the same every time."""
    draw = random.Random(1954)
    layers = [_clouds(width, height, draw) for _ in range(3)]
    scene = Image.merge("RGB", layers)
    pen = ImageDraw.Draw(scene)
    for _ in range(400):
        x, y = draw.randrange(width), draw.randrange(height)
        colour = tuple(draw.randrange(256) for _ in range(3))
        box = (x, y, x + draw.randrange(10, width // 12), y + draw.randrange(10, height // 12))
        draw.choice((pen.ellipse, pen.rectangle))(box, fill=colour)
    return Image.merge("RGB", [_grainy(band, draw) for band in scene.split()])


def _clouds(width: int, height: int, draw: random.Random) -> Image.Image:
    sky = Image.new("L", (width, height), 128)
    for step in range(8):
        small = (max(2, 4 << step), max(2, 3 << step))
        noise = Image.frombytes("L", small, draw.randbytes(small[0] * small[1]))
        wide = noise.resize((width, height), Image.Resampling.BICUBIC)
        sky = Image.blend(sky, wide, 0.5 if step < 3 else 0.18)
    return sky


def _grainy(band: Image.Image, draw: random.Random) -> Image.Image:
    """Add the grain of a sensor: about four levels of 256, as after a camera's own smoothing."""
    grain = Image.frombytes("L", band.size, draw.randbytes(band.width * band.height))
    return ImageChops.add(band, grain.point([round((v - 128) / 18) + 8 for v in range(256)]), 1, -8)


def _save(image: Image.Image, path: Path) -> None:
    image.save(path, quality=90, subsampling=2)


def _made(path: Path, *how: str) -> dict[str, float]:
    rounds = [_run(_MAKE, str(path), *how) for _ in range(_ROUNDS)]
    cpu = sorted(float(said[0]) for said in rounds)
    return {
        "original MB": round(path.stat().st_size / 1e6, 1),
        "CPU ms, median": round(1000 * cpu[len(cpu) // 2]),
        "CPU ms, worst": round(1000 * cpu[-1]),
        "peak MB": round(max(int(said[1]) for said in rounds) / 1024),
        "renditions": int(rounds[0][3]),
        "renditions kB": round(int(rounds[0][2]) / 1000),
    }


def _checked(folder: Path, count: int) -> dict[str, float]:
    content = folder / "content"
    for number, photo in enumerate(_strips(count)):
        path = content / f"articles/{number % _FOLDERS:03d}/Ảnh {number // _FOLDERS}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo)
    first = _run(_CHECK, str(content), str(folder / "cache"))
    time.sleep(2.5)  # what was touched within two seconds of a run is looked at again
    _run(_CHECK, str(content), str(folder / "cache"))
    rounds = [_run(_CHECK, str(content), str(folder / "cache")) for _ in range(_ROUNDS)]
    cpu = sorted(float(said[0]) for said in rounds)
    return {
        "photos": int(first[1]),
        "renditions": int(first[2]),
        "CPU ms, median": round(1000 * cpu[len(cpu) // 2]),
        "CPU ms, worst": round(1000 * cpu[-1]),
    }


def _strips(count: int) -> Iterator[bytes]:
    """Yield photos that are quick to make, though each has all five renditions."""
    from io import BytesIO

    file = BytesIO()
    Image.new("RGB", (1600, 16), (90, 120, 77)).save(file, "JPEG")
    for number in range(count):
        yield file.getvalue() + str(number).encode()


def _run(program: str, *args: str) -> list[str]:
    """Return the words that ``program`` prints, run as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.split()


if __name__ == "__main__":
    main()
