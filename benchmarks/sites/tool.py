"""What the benchmarks ask of a generator."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..corpus import Corpus, Story

ROOT = Path(__file__).resolve().parents[2]
THEMES = ROOT / "benchmarks" / "themes"
CACHE = ROOT / ".cache" / "bench"

Photos = Mapping[int, Path]
"""The photo of an article, by the number of its story; most have none."""

STEPS = ("clean", "nothing", "body", "title", "new", "template")
"""What is measured of a site, in this order: each step finds the output of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A generator, and how its sites are written, edited and built.

    ``write`` makes a whole site in a folder that is not there yet; ``add`` adds one article to
    it; ``text`` is the file of an article's Vietnamese text and ``template`` that of the page
    of an article. ``build`` is the command that builds the site into a folder of it, and
    ``serve`` the one that previews it on a port. ``steps`` are those worth measuring: a tool
    that does the same work whatever was edited need not show it six times.
    """

    key: str
    name: str
    write: Callable[[Path, Corpus, Photos], None]
    add: Callable[[Path, Story], None]
    text: Callable[[Path, Story], Path]
    template: str
    build: Callable[[Path, str], list[str]]
    serve: Callable[[Path, int], list[str]] | None = None
    steps: tuple[str, ...] = ("clean", "body")
    develops_photos: bool = True
    tells_mistakes: bool = False


def body(text: str, link: str, photo: str = "", caption: str = "") -> str:
    """Return the text of a body with the target of its link, and a photo after its start."""
    if photo:
        start, rest = text.split("\n\n", 1)
        text = f"{start}\n\n![{caption}]({photo})\n\n{rest}"
    return text.replace("(LINK)", f"({link})")


def write(path: Path, text: str) -> None:
    """Write a file of a site, and the folders it wants."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def python(module: str) -> list[str]:
    """Return the start of a command that runs a module with this very interpreter."""
    return [sys.executable, "-m", module]
