"""The Nu HTML checker, run once on all pages and styles of the built site."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CHECKER = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
# Properties of SVG 2 that the checker's list of CSS properties does not hold.
UNKNOWN_TO_CHECKER = ("“paint-order”: Property", "“vector-effect”: Property")


def test_all_pages_and_styles_are_valid(built_site: Path) -> None:
    messages = checked(built_site)

    errors = [
        shown(m, built_site)
        for m in messages
        if m["type"] != "info" and not any(name in m["message"] for name in UNKNOWN_TO_CHECKER)
    ]
    warnings = [shown(m, built_site) for m in messages if m.get("subType") == "warning"]
    assert not errors + warnings, "\n".join(errors + warnings)


def checked(folder: Path) -> list[dict[str, Any]]:
    """Return the checker's messages on all HTML and CSS files below ``folder``."""
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"]
    command = ["java", "-Xss1m", "-jar", str(CHECKER), *options, "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def shown(message: dict[str, Any], folder: Path) -> str:
    file = message.get("url", "").removeprefix(f"file:{folder}/")
    return f"{file}:{message.get('lastLine', 1)}: {message['message']}"
