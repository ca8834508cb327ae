"""The trials: each a site, and the queries judged over it."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from ..sites.tool import ROOT, write
from .judgements import Query, load

FOLDER = ROOT / "benchmarks" / "search"
HELD = FOLDER / "held"
DRAWN = FOLDER / "drawn.json"
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\"]+?)(?: \"[^\"]*\")?\)")
_SETTINGS = """\
PELICAN_CLASS = "bantin.Bantin"
SITENAME = {"vi": "Tin Sông Trăng", "en": "Sông Trăng News"}
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A folder of a site that can be built, and the queries over its articles."""

    name: str
    site: Path
    queries: tuple[Query, ...]


def dev() -> Trial:
    """Return the trial over the demo: whoever works on the search may look at it."""
    return Trial(name="dev", site=ROOT, queries=load(FOLDER / "dev.json"))


def held(folder: Path) -> Trial:
    """Return the trial over news that nobody tuned on; its site is laid out in ``folder``."""
    lay_out(folder)
    return Trial(name="held", site=folder, queries=load(HELD / "queries.json"))


def drawn(folder: Path) -> Trial:
    """Return the trial over both sites in one, with the queries drawn from it that were kept."""
    lay_out_both(folder)
    return Trial(name="drawn", site=folder, queries=load(DRAWN))


def lay_out_both(folder: Path) -> None:
    """Write a site of the held-out news and of the demo's into ``folder``, made anew."""
    lay_out(folder)
    for kind in ("articles", "campaigns", "pages"):
        shutil.copytree(ROOT / "content" / kind, folder / "content" / kind, dirs_exist_ok=True)
    names = folder / "content" / "names.csv"
    known = names.read_text(encoding="utf-8").splitlines()
    told = {tuple(line.split(",")[:2]) for line in known}
    more = (ROOT / "content" / "names.csv").read_text(encoding="utf-8").splitlines()[1:]
    new = [line for line in more if tuple(line.split(",")[:2]) not in told]
    write(names, "\n".join([*known, *new]) + "\n")


def lay_out(folder: Path) -> None:
    """Write the site of the held-out news into ``folder``, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "pelicanconf.py", _SETTINGS)
    shutil.copytree(ROOT / "theme", folder / "theme")
    content = folder / "content"
    for place, text in texts():
        write(content / place, text)
        for name in _PICTURE.findall(text):
            photo = (content / place).parent / name
            if not photo.exists():
                Image.new("RGB", (640, 480), (96, 112, 128)).save(photo, quality=80)
    shutil.copyfile(HELD / "names.csv", content / "names.csv")


def texts() -> Iterator[tuple[str, str]]:
    """Yield place and text of each file of the held-out news.

    Many files are kept in one: ``=== place`` starts each. A place followed by ``| nfd`` is
    written with decomposed characters.
    """
    for path in sorted(HELD.glob("*.md")):
        for part in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, text = part.partition("\n")
            place, _, form = head.partition(" | ")
            yield place, unicodedata.normalize("NFD" if form == "nfd" else "NFC", text)
