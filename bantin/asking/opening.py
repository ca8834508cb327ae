"""A new item → its file in an editor, and its page in the browser where a preview runs."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .laid import Laid

_PORTS = range(8000, 8004)
_PATIENCE_S = 2.0
_WAITS_S = (0.0, 0.1, 0.2, 0.4, 0.8)
_SCRIPT = re.compile(r'<script src="(/_preview/[\w-]+/)')


def open_item(laid: Laid) -> None:
    """Open the text of a new item, and its page if a preview of its site runs.

    What cannot be opened is left: its path has been told.
    """
    with suppress(OSError):
        _open_file(laid.text)
    if address := preview_of(laid):
        webbrowser.open(address)


def editor_for(file: Path, system: str, found: Sequence[str]) -> list[str]:
    """Return the command that opens a text file on ``system``; none where there is no way.

    ``found`` are the programs that are there. Notepad is on every Windows, and reads UTF-8.
    """
    if system == "win32":
        return ["notepad.exe", str(file)]
    if system == "darwin":
        return ["open", "-t", str(file)]
    return ["xdg-open", str(file)] if "xdg-open" in found else []


def _open_file(file: Path) -> None:
    found = [name for name in ("xdg-open",) if shutil.which(name)]
    if command := editor_for(file, sys.platform, found):
        subprocess.Popen(  # noqa: S603 - our own command, the file is an argument of its own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name != "nt",
        )


def preview_of(laid: Laid, ports: Sequence[int] = _PORTS) -> str:
    """Return the address of the item in a preview of its own site, or nothing.

    A preview of this site is known by what it says of the file that was just made.
    """
    for port in ports:
        root = f"http://127.0.0.1:{port}"
        found = _SCRIPT.search(_get(f"{root}/{laid.address}"))
        if found and _soon(laid, f"{root}{found[1]}problems?page={laid.address}"):
            return f"{root}/{laid.address}"
    return ""


def _soon(laid: Laid, address: str) -> bool:
    """Return whether a preview comes to tell of the item; it sees a new file after a moment."""
    for wait in _WAITS_S:
        time.sleep(wait)
        if _tells_of(laid, _get(address)):
            return True
    return False


def _tells_of(laid: Laid, answer: str) -> bool:
    try:
        here = json.loads(answer)["here"]
        return any(problem["path"].endswith(f"/{laid.text.name}") for problem in here)
    except (ValueError, LookupError, TypeError):
        return False


def _get(address: str) -> str:
    """Return what is served on this machine at ``address``; nothing where nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:  # noqa: S310 - http only
            said: bytes = answer.read()
    except urllib.error.HTTPError as error:
        said = error.read()
    except (OSError, ValueError):
        return ""
    return said.decode("utf-8", "replace")
