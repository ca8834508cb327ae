"""Small built sites to publish, and what lies where they were published."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bantin.publishing.folder import Folder
from bantin.publishing.run import Ask, Published, Wishes, built, publish
from bantin.publishing.target import Target
from bantin.settings import Settings
from bantin.workers import Tell, silent
from bantin.write import SUMS

NAME = "Bản tin thử"


def settings(output: Path, name: str = NAME) -> Settings:
    """Return the settings of a site whose build lies in ``output``."""
    return Settings(
        root=output.parent,
        content=output.parent / "content",
        output=output,
        theme=output.parent / "theme",
        cache=output.parent / ".bantin",
        languages=("vi",),
        site_names=(("vi", name),),
        now=datetime(2024, 3, 4),
    )


def version(number: int, articles: int = 5, *, without: int = -1) -> dict[str, bytes]:
    """Return a site in which every page differs from that of another number.

    Each page says its number and asks for the style sheet of that number.
    """
    style = f"theme/site.{number:08x}.css"
    numbers = [n for n in range(articles) if n != without]
    links = " ".join(f'<a href="articles/a{n}.html">{n}</a>' for n in numbers)
    return {
        style: f"/* {number} */ body {{ color: #{number:06x} }}".encode(),
        "index.html": _page(number, "", links),
        "404.html": _page(number, "", ""),
        **{
            f"articles/a{n}.html": _page(number, "../", '<a href="../index.html">h</a>', f"Bài {n}")
            for n in numbers
        },
    }


def _page(number: int, home: str, rest: str, title: str = "") -> bytes:
    style = f'<link rel="stylesheet" href="{home}theme/site.{number:08x}.css">'
    meta = f'<meta property="og:title" content="{title}">' if title else ""
    return f"<!doctype html>{style}{meta}<p data-version={number}>{rest}".encode()


def laid(output: Path, files: Mapping[str, bytes]) -> Path:
    """Write ``files`` as a build would have written them, and return ``output``."""
    for name, data in files.items():
        place = output / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    output.mkdir(exist_ok=True)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    (output / SUMS).write_text("".join(f"{sums[n]}  {n}\n" for n in sorted(sums)), "utf-8")
    return output


def published(
    target: Target,
    output: Path,
    files: Mapping[str, bytes],
    wishes: Wishes | None = None,
    *,
    ask: Ask = lambda _: True,
    tell: Tell = silent,
) -> Published:
    """Lay ``files`` into a fresh ``output`` and publish them."""
    ready = built(settings(laid(output, files)))
    return publish(ready, target, wishes or Wishes(), look=lambda _: (), ask=ask, tell=tell)


def folder(root: Path) -> Folder:
    """Return ``root`` as a target."""
    return Folder(root, f"dir:{root.name}")


def lying(root: Path) -> dict[str, bytes]:
    """Return the files that readers could get from ``root``."""
    return {name: (root / name).read_bytes() for name in _names(root)}


def _names(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(".bantin/"):
            yield name


def pages_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``files`` without those that stay for open pages and without the list of all."""
    return {n: d for n, d in files.items() if not n.startswith("theme/") and n != SUMS}
