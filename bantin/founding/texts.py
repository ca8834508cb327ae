"""A new site → its files by their places, and what stands in them."""

import io
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from ..dates import typed
from .wishes import Wish

_HERE = Path(__file__).parent
_IGNORED = "/.bantin/\n/output/\n/published/\n/bundles/\n/yearbook-*\n__pycache__/\n/bantin.key\n"
_SLUGS = {"vi": ("mau-ban-tin-dau-tien", "gioi-thieu"), "en": ("sample-first-bulletin", "about")}
_SAMPLE_UNIT = {"vi": "Trung đoàn Kỹ thuật Mây Trắng", "en": "Mây Trắng Technical Regiment"}
_LASTS = timedelta(days=60)
_SKY = ((120, 2), (165, 1), (215, 0))


def files(wish: Wish, today: date) -> dict[str, bytes]:
    """Return the files of a new site by their places in its folder."""
    first, slugs = wish.languages[0], _SLUGS[wish.languages[0]]
    sample, page = slugs
    values = _values(wish, today, sample)
    article = f"content/articles/{today.year}/{today.isoformat()}-{sample}"
    found = {
        "pelicanconf.py": _text(first, "pelicanconf", values),
        "publishconf.py": _text(first, "publishconf", values),
        "README.md": _text(first, "README", values),
        ".gitignore": _IGNORED,
        "content/names.csv": _names(wish),
    }
    for place, kind in (
        (article, "article"),
        (f"content/campaigns/{sample}", "campaign"),
        (f"content/pages/{page}", "page"),
    ):
        for lang, name in zip(wish.languages, wish.names, strict=True):
            text = _text(lang, kind, {**values, "NAME": name})
            found[f"{place}/{lang}.md"] = text if lang == first else _translation(text)
    return {
        **{place: text.encode() for place, text in found.items()},
        f"{article}/1.jpg": _picture(),
    }


def _values(wish: Wish, today: date, sample: str) -> Mapping[str, str]:
    return {
        "LANGUAGES": _python(list(wish.languages)),
        "FIRST": _python(wish.languages[0]),
        "NAMES": _python(dict(zip(wish.languages, wish.names, strict=True))),
        "UNITS": _python(
            dict(zip(wish.languages, wish.units, strict=True)) if any(wish.units) else {}
        ),
        "ADDRESS": _python(wish.address),
        "NAME": wish.names[0],
        "CAMPAIGN": sample,
        "DAY": typed(today),
        "START": typed(today),
        "END": typed(today + _LASTS),
    }


def _python(value: object) -> str:
    """Return a text, a list or a dictionary of texts as Python reads it, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def _text(lang: str, name: str, values: Mapping[str, str]) -> str:
    text = (_HERE / lang / f"{name}.txt").read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def _translation(text: str) -> str:
    """Return a text without the facts of its head, which are those of the first language."""
    _, head, body = text.split("---\n", 2)
    return f"---\n{head.splitlines()[0]}\n---\n{body}"


def _names(wish: Wish) -> str:
    units = [[_SAMPLE_UNIT[lang] for lang in wish.languages]]
    if any(wish.units):
        units.insert(0, list(wish.units))
    rows = [["kind", *wish.languages, "note"], *(["unit", *unit, ""] for unit in units)]
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',";\n') else text


def _picture() -> bytes:
    """Return the photo of the sample: a sun above hills, drawn and not taken."""
    from PIL import Image, ImageDraw

    light = Image.linear_gradient("L").resize((1200, 800))
    # The sky: from blue above to a warm white at the horizon.
    bands = (light.point([start + v * slope // 4 for v in range(256)]) for start, slope in _SKY)
    image = Image.merge("RGB", list(bands))
    draw = ImageDraw.Draw(image)
    draw.ellipse((820, 300, 940, 420), fill="#fff1c9")
    for height, colour in ((560, "#8aa6a0"), (620, "#5f8279"), (690, "#3d5f57")):
        ridge = ((0, 0), (260, -100), (520, -20), (800, -140), (1200, -40))
        line = [(x, height + y) for x, y in ridge]
        draw.polygon([*line, (1200, 800), (0, 800)], fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
