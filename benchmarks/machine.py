"""What the benchmarks ran on, and with which versions."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from bantin import __version__

from .sites.tool import ROOT


def processor() -> str:
    """Return the name of the processor, or an empty text where the system does not tell it."""
    lines = _lines(Path("/proc/cpuinfo"))
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")


def memory() -> float:
    """Return the memory of the machine in GB, or 0 where the system does not tell it."""
    lines = _lines(Path("/proc/meminfo"))
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemTotal:")), "0")
    return int(kilobytes) / (1 << 20)


def system() -> str:
    """Return the system and its release."""
    return f"{platform.system()} {platform.release().partition('-')[0]}"


def versions() -> dict[str, str]:
    """Return the versions of this project and of what carries it, by name."""
    commit = _said("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    found = {
        "bantin": f"{__version__}{f' ({commit})' if commit else ''}",
        "Python": platform.python_version(),
        "Pillow": version("pillow"),
    }
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium:
        found["Chromium"] = next(
            (word for word in _said(chromium, "--version").split() if word[0].isdigit()), ""
        )
    return found


def load() -> float:
    """Return the load average of the last minute."""
    return os.getloadavg()[0]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
