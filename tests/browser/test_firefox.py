"""The same site in Firefox: over HTTP under the strict policy, and from a disk."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

VISIT = Path(__file__).parent / "tools/firefox.js"


def test_firefox_shows_every_kind_of_page(built_site: Path, base: str, kinds: list[str]) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if not firefox:
        pytest.skip("Firefox is not installed")
    is_other = kinds[0].startswith("en/")
    asked = {
        "firefox": firefox,
        "bases": [base, built_site.as_uri() + "/"],
        # The editions differ in words: of the other one a part is enough, on a phone.
        "pages": kinds[::3] if is_other else kinds,
        "widths": [360] if is_other else [360, 1280],
    }

    done = subprocess.run(
        ["node", str(VISIT)], input=json.dumps(asked), capture_output=True, text=True, timeout=500
    )

    assert done.returncode == 0, done.stderr
    faults = [f"{page}: {fault}" for page, fault in json.loads(done.stdout)]
    assert not faults, "\n".join(faults)
