"""Draw the sample pictures listed in sample_photos.csv.

Every picture follows from its scene, seed and size alone. Without options only missing files are
drawn; `--force` draws all of them again, `--only SCENE` keeps to one scene.

These files carry camera data, so that a test can see it removed: DSC_0123.JPG, IMG_2207.JPG,
DSC_0412.JPG and "doan xe.jpg" (make and model of a camera that does not exist, date and time,
a position in the open ocean), and DSC_0147.JPG, which is stored turned on its side as well, with
Orientation 6, and shows upright only where that is honoured. All others carry none.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import ExifTags, Image
from samples import indoors, outdoors, prints, works
from samples.develop import Mood, develop

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tools" / "sample_photos.csv"
Size = tuple[int, int]

PHOTOS: dict[str, Callable[[Size, Random], tuple[Image.Image, Mood]]] = {
    "hall-launch": indoors.hall_launch,
    "award-ceremony": indoors.award_ceremony,
    "portrait-award": indoors.portrait_award,
    "group-photo": indoors.group_photo,
    "classroom": indoors.classroom,
    "exhibition": indoors.exhibition,
    "blood-donation": indoors.blood_donation,
    "workshop": works.workshop,
    "control-room": works.control_room,
    "night-shift": works.night_shift,
    "tree-planting": outdoors.tree_planting,
    "parade-ground": outdoors.parade_ground,
    "volleyball": outdoors.volleyball,
    "convoy": outdoors.convoy,
    "flood-relief": outdoors.flood_relief,
    "bridge": outdoors.bridge,
}
PRINTS: dict[str, Callable[[Size, Random], Image.Image]] = {
    "seed-launch": prints.seed_launch,
    "seed-award": prints.seed_award,
}
ORIENTATION = {
    "DSC_0123.JPG": 1,
    "IMG_2207.JPG": 1,
    "DSC_0412.JPG": 1,
    "doan xe.jpg": 1,
    "DSC_0147.JPG": 6,
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    path: Path
    scene: str
    seed: int
    size: Size


def read_rows(source: Path) -> Iterator[Row]:
    """Yield the pictures of the list."""
    with source.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle):
            yield Row(
                ROOT / line["path"],
                line["scene"],
                int(line["seed"]),
                (int(line["width"]), int(line["height"])),
            )


def draw(row: Row) -> Image.Image:
    """Return the picture of a row, upright."""
    rng = Random(f"{row.scene}:{row.seed}:{row.size[0]}x{row.size[1]}")
    if row.scene in PRINTS:
        return PRINTS[row.scene](row.size, rng)
    image, mood = PHOTOS[row.scene](row.size, rng)
    return develop(image, rng, row.size, mood)


def camera_data(row: Row, orientation: int) -> Image.Exif:
    """Return invented camera data, dated by the folder of the article."""
    rng = Random(row.seed)
    found = re.search(r"(\d{4})-(\d\d)-(\d\d)", row.path.parent.name)
    day = ":".join(found.groups()) if found else "2022:06:01"
    moment = f"{day} {rng.randint(7, 16):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Lumora"
    exif[ExifTags.Base.Model] = "Lumora K2"
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.DateTime] = moment
    exif[ExifTags.IFD.Exif] = {
        ExifTags.Base.DateTimeOriginal: moment,
        ExifTags.Base.ISOSpeedRatings: rng.choice((100, 200, 400)),
        ExifTags.Base.FNumber: 4.0,
        ExifTags.Base.ExposureTime: 1 / 125,
        ExifTags.Base.FocalLength: 35.0,
    }
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "S",
        ExifTags.GPS.GPSLatitude: (31.0, float(rng.randint(0, 59)), 12.0),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (84.0, float(rng.randint(0, 59)), 30.0),
    }
    return exif


def save(row: Row, image: Image.Image) -> int:
    """Write the picture as a JPEG and return its size in bytes."""
    row.path.parent.mkdir(parents=True, exist_ok=True)
    orientation = ORIENTATION.get(row.path.name)
    extra: dict[str, Image.Exif] = {}
    if orientation is not None:
        extra["exif"] = camera_data(row, orientation)
    if orientation == 6:
        image = image.transpose(Image.Transpose.ROTATE_90)
    image.save(
        row.path, "JPEG", quality=80, optimize=True, progressive=True, subsampling="4:2:0", **extra
    )
    return row.path.stat().st_size


def main(arguments: list[str]) -> int:
    """Draw what is asked for and return the exit code."""
    parser = argparse.ArgumentParser(description="Draw the sample pictures.")
    parser.add_argument("--force", action="store_true", help="draw pictures that exist as well")
    parser.add_argument("--only", metavar="SCENE", help="keep to one scene")
    options = parser.parse_args(arguments)
    rows = list(read_rows(LIST))
    unknown = {row.scene for row in rows} - PHOTOS.keys() - PRINTS.keys()
    if unknown:
        print(f"unknown scenes: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    for row in rows:
        if options.only not in (None, row.scene) or (row.path.exists() and not options.force):
            continue
        print(f"{save(row, draw(row)) / 1000:6.0f} kB  {row.path.relative_to(ROOT)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
