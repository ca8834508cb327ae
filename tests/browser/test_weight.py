"""What a page weighs before its photos, and what old browsers can read of its scripts."""

import gzip
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
ES5 = Path(__file__).parent / "tools/es5.js"
ARTICLE = 30 * 1024
FONTS = 110 * 1024


def test_an_article_weighs_at_most_30_kb_without_its_photos(built_site: Path) -> None:
    shared = sum(packed(file) for file in built_site.glob("theme/*.css")) + sum(
        packed(file) for file in built_site.glob("theme/site.*.js")
    )

    heavy = {
        file.relative_to(built_site).as_posix(): weight
        for file in built_site.rglob("articles/*.html")
        if (weight := packed(file) + shared) > ARTICLE
    }

    assert heavy == {}


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def test_the_fonts_weigh_at_most_110_kb(built_site: Path) -> None:
    assert sum(file.stat().st_size for file in built_site.rglob("*.woff2")) <= FONTS


@pytest.mark.browser
def test_scripts_are_of_the_kind_that_old_browsers_read(built_site: Path) -> None:
    ours = [*(ROOT / "bantin/preview").glob("*.js"), *(ROOT / "bantin/writing").glob("*.js")]
    scripts = [*(ROOT / "theme/js").glob("*.js"), *built_site.rglob("*.js"), *ours]

    done = subprocess.run(
        ["node", str(ES5), *map(str, scripts)], capture_output=True, text=True, timeout=120
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_scripts_are_classic_files(built_site: Path) -> None:
    modern = [
        f"{file.relative_to(built_site)}: {tag}"
        for file in built_site.rglob("*.html")
        for tag in re.findall(r"<script[^>]*>", file.read_text("utf-8"))
        if "module" in tag
    ]

    assert not modern, "\n".join(modern)
