"""What Lighthouse says of pages on a phone. Speeds depend on the machine: they are printed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ..conftest import ROOT, build
from .server import served

pytestmark = pytest.mark.browser

TOOL = Path(__file__).parent / "tools/lighthouse.js"
PAGES = (
    "",
    "articles/tiep-buoc-chien-si-dien-bien.html",
    "en/timeline.html",
)
SURE = ("accessibility", "best-practices", "seo")


def test_lighthouse_has_nothing_to_say(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium
    site = tmp_path / "site"
    site.mkdir()

    with served(site, packed=True) as base:
        published(site, base, tmp_path / "conf.py")
        command = ["node", str(TOOL), chromium, *(base + page for page in PAGES)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=580)

    assert done.returncode == 0, done.stderr
    found = {url.removeprefix(base): told for url, told in json.loads(done.stdout).items()}
    for page, told in found.items():
        print(page or "index.html", told["scores"], f"LCP {told['lcp']} ms", f"CLS {told['cls']}")
    poor = {
        page: told["failed"]
        for page, told in found.items()
        if told["cls"] or any(told["scores"][name] < 100 for name in SURE)
    }
    assert poor == {}


def published(site: Path, base: str, settings: Path) -> None:
    """Build the repository's own site as it goes to a server at ``base``: with its address."""
    own = (ROOT / "pelicanconf.py").read_text("utf-8")
    more = {"SITEURL": base.rstrip("/"), "THEME": str(ROOT / "theme")}
    lines = [own, *(f"{name} = {value!r}" for name, value in more.items())]
    settings.write_text("\n".join(lines) + "\n", "utf-8")
    options = ("--settings", str(settings), "--content", str(ROOT / "content"), "--cache")
    done = build(ROOT, site, *options, str(ROOT / ".cache/tests"), "--date", "2026-11-24")
    assert done.returncode == 0, done.stdout + done.stderr
