"""The locked packages that run with bantin → docs/sbom.cdx.json and docs/licences.md.

Run after the lock files were renewed, in an environment that was installed from them:
``python tools/sbom.py``. Source of the form: CycloneDX 1.6.
"""

import json
import re
import uuid
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from bantin import __version__

ROOT = Path(__file__).parents[1]
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n\\]*\\\n)*[^\n]*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def main() -> None:
    """Write both files."""
    packages = locked((ROOT / "requirements.txt").read_text("utf-8"))
    bill = json.dumps(bill_of(packages), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "docs/sbom.cdx.json").write_text(bill, "utf-8")
    (ROOT / "docs/licences.md").write_text(table_of(packages), "utf-8")


def locked(text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the packages of a lock file: the version and the SHA-256 of each allowed file."""
    return {
        name.lower(): (version, tuple(_HASH.findall(rest)))
        for name, version, rest in _LOCKED.findall(text)
    }


def bill_of(packages: dict[str, tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    """Return the bill of materials: every package, its licence, and what may be installed of it."""
    components = []
    for name, (version, hashes) in sorted(packages.items()):
        purl = f"pkg:pypi/{name}@{version}"
        components.append(
            {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": version,
                "purl": purl,
                "licenses": [{"license": {"name": licence_of(name)}}],
                # One of these files is installed, whichever the system needs.
                "properties": [{"name": "bantin:sha256", "value": value} for value in hashes],
            }
        )
    own = {"type": "application", "bom-ref": "bantin", "name": "bantin", "version": __version__}
    content = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, content)}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
    }


def table_of(packages: dict[str, tuple[str, tuple[str, ...]]]) -> str:
    """Return the page of licences."""
    rows = "".join(
        f"| {name} | {version} | {licence_of(name)} |\n"
        for name, (version, _) in sorted(packages.items())
    )
    return (
        "# Licences of the packages that bantin runs with\n\n"
        "<!-- Made by `python tools/sbom.py`; not edited by hand. -->\n\n"
        "The same as a CycloneDX bill of materials, with the hash of every file that may be "
        "installed:\n[sbom.cdx.json](sbom.cdx.json).\n\n"
        f"| package | version | licence |\n|---|---|---|\n{rows}"
    )


def licence_of(name: str) -> str:
    """Return the licence of a package as it states it itself.

    A package of another system cannot be asked here: it says so.
    """
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return "not installed on this system"
    return _expression(package) or "not stated"


def _expression(package: Distribution) -> str:
    said, license_ = (
        ((package.metadata.get_all(name) or [""])[0]) for name in ("License-Expression", "License")
    )
    classes = package.metadata.get_all("Classifier") or []
    named = [c.rpartition(" :: ")[2] for c in classes if c.startswith("License :: ")]
    stated = license_.strip().partition("\n")[0]
    return said or ", ".join(n for n in named if n != "OSI Approved") or stated[:60]


if __name__ == "__main__":
    main()
