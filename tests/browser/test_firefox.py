"""The same site in Firefox: over HTTP under the strict policy, and from a disk."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from . import pages

pytestmark = pytest.mark.browser

VISIT = Path(__file__).parent / "tools/firefox.js"


def test_firefox_shows_every_kind_of_page(
    built_site: Path, base: str, built_pages: dict[str, pages.Page]
) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if not firefox:
        pytest.skip("Firefox is not installed")
    vietnamese, english = (
        pages.one_of_each_kind(built_pages.values(), lang) for lang in pages.EDITIONS
    )
    disk = built_site.as_uri() + "/"
    asked = {
        "firefox": firefox,
        "pages": vietnamese + english[::3],  # the editions differ in words
        "looks": {"light": [[disk, 1280], [base, 360]], "dark": [[base, 1280]]},
    }

    done = subprocess.run(
        ["node", str(VISIT)], input=json.dumps(asked), capture_output=True, text=True, timeout=500
    )

    assert done.returncode == 0, done.stderr
    faults = [f"{page}: {fault}" for page, fault in json.loads(done.stdout)]
    assert not faults, "\n".join(faults)
