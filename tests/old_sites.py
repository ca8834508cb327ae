"""The old sites of tests/cases/legacy with their pictures, and a run of the command on one."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from bantin.legacy import Brought, Wish, as_json, bring_in, source_of
from tests.small_site import CONFIG, ROOT, SmallSite

CASES = Path(__file__).parent / "cases/legacy"
DAY = "2026-11-01"
NOW = datetime(2026, 11, 1)

PICTURES = {
    "joomla": (
        "images/stories/2019/le phat dong 1.jpg",
        "images/stories/2019/xuong.jpg",
        "images/stories/2019/Trao thuong.JPG",
    ),
    "wordpress": (
        *("2018/04/may-tien.jpg", "2018/04/may-tien-300x200.jpg", "2018/04/tho-tre-scaled.jpg"),
        *("2018/04/Kiểm-tra.jpg", "2019/05/hoi-1024x683.jpg", "2019/05/a.png", "2019/05/b.png"),
    ),
    "pelican": ("content/images/xe dau tien.jpg", "content/images/doi.png"),
    "hugo": tuple(
        f"content/posts/dong-thu-xuan/{name}" for name in ("bia.jpg", "Kho số 1.JPG", "goc.png")
    ),
    "html": tuple(f"images/2024/phong ky thuat 2024 {number}.jpg" for number in (1, 2)),
}
WAYS = {
    "joomla": "bantin-cu.sql",
    "wordpress": "maytrang.WordPress.2026-11-01.xml",
    "pelican": "content",
    "hugo": ".",
    "html": ".",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command gave."""

    code: int
    said: dict[str, Any]

    @property
    def codes(self) -> set[str]:
        """The codes of all its remarks."""
        notes = [*self.said["notes"], *(n for a in self.said["articles"] for n in a["notes"])]
        return {note["code"] for note in notes}

    @property
    def folders(self) -> list[str]:
        """The folders of the articles that came over."""
        return [article["folder"] for article in self.said["articles"] if article["folder"]]


def old_site(kind: str, folder: Path) -> Path:
    """Copy the old site of that kind into ``folder``, with pictures; return what to import."""
    shutil.copytree(CASES / kind, folder / kind)
    for number, name in enumerate(PICTURES[kind]):
        path = folder / kind / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.new("RGB", (640, 427), (60 + 20 * number, 120, 90))
        picture.save(path, "PNG" if name.endswith("png") else "JPEG")
    return folder / kind / WAYS[kind]


def new_site(folder: Path) -> SmallSite:
    """Return a site without content."""
    folder.mkdir(parents=True)
    (folder / "content").mkdir()
    config = CONFIG % str(ROOT / "theme")
    (folder / "pelicanconf.py").write_text(config, encoding="utf-8")
    return SmallSite(folder)


def bantin(site: SmallSite, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program on ``site`` as a keeper does."""
    return subprocess.run(
        [sys.executable, "-m", "bantin", "--site", str(site.root), "--date", DAY, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def imported(
    site: SmallSite,
    kind: str,
    path: Path,
    *,
    images: Path | None = None,
    into: Path | None = None,
    limit: int | None = None,
    trial: bool = False,
) -> Run:
    """Bring the old site in ``path`` over, as the command does."""
    settings = replace(site.settings(), now=NOW, content=into or site.content)
    ledger = site.root / f"import-{kind}.csv"
    source = source_of(kind, [path], images, settings)
    wish = Wish(ledger=ledger, author="", limit=limit, is_trial=trial)
    return run_of(bring_in(settings, source, wish))


def run_of(brought: Brought) -> Run:
    """Return what a run gave, as the command prints it."""
    return Run(0 if brought.is_whole else 1, json.loads(as_json(brought, "vi")))
