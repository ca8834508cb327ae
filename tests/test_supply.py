"""What is installed is locked and told, and what is said of safety is tested."""

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
Locked = dict[str, tuple[str, tuple[str, ...]]]
locked: Callable[[str], Locked] = runpy.run_path(str(ROOT / "tools/sbom.py"))["locked"]


def test_every_locked_package_has_the_hashes_of_its_files() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        packages = locked((ROOT / name).read_text("utf-8"))
        assert len(packages) > 20
        assert [package for package, (_, hashes) in packages.items() if not hashes] == []


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    bill = json.loads((ROOT / "docs/sbom.cdx.json").read_text("utf-8"))
    told = {
        part["name"]: (part["version"], tuple(p["value"] for p in part["properties"]))
        for part in bill["components"]
    }

    assert told == locked((ROOT / "requirements.txt").read_text("utf-8"))
    assert all(part["licenses"][0]["license"]["name"] for part in bill["components"])


def test_the_page_of_licences_is_that_of_the_lock_file() -> None:
    page = (ROOT / "docs/licences.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][1:]

    packages = locked((ROOT / "requirements.txt").read_text("utf-8"))
    assert {name.removeprefix("| "): version for name, version, _ in rows} == {
        name: version for name, (version, _) in packages.items()
    }
    assert all(licence.removesuffix(" |") for _, _, licence in rows)


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    rows = [
        line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if "`tests/" in line
    ]
    assert len(rows) > 10
    for row in rows:
        for file, names in re.findall(r"`(tests/[^`]+\.py)`: ((?:`test_\w+`(?:, )?)+)", row):
            source = (ROOT / file).read_text("utf-8")
            missing = [n for n in re.findall(r"`(\w+)`", names) if f"def {n}(" not in source]
            assert missing == [], file
