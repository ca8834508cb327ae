"""What is installed has all that it needs, where the repository is not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bantin.build import build
from bantin.cli import manual

from .small_site import ROOT, lying, share_templates, small_site

PARTS = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "bantin", "theme")


def run(folder: Path, *command: str, path: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path or ""), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_a_site_is_built_by_what_the_wheel_holds(tmp_path: Path) -> None:
    source, packed, installed = (tmp_path / name for name in ("source", "packed", "installed"))
    source.mkdir()
    packed.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / part, source)
    made = f"from setuptools import build_meta; build_meta.build_wheel({str(packed)!r})"
    run(source, "-c", made)
    (wheel,) = packed.iterdir()
    where = ("--no-deps", "--no-index", "--no-compile", "--target", str(installed))
    run(tmp_path, "-m", "pip", "install", "--quiet", *where, str(wheel))
    shutil.rmtree(source)

    the_rest_of_it(installed)
    assert lying(installed / "bantin/looks") == lying(ROOT / "theme")
    code = {n for n in lying(ROOT / "bantin") if not n.endswith((".pyc", ".pyo"))}
    assert code <= set(lying(installed / "bantin"))

    ours, theirs = (small_site(tmp_path / name) for name in ("ours", "theirs"))
    said = (theirs.root / "pelicanconf.py").read_text("utf-8")
    said = said.replace(repr(str(ROOT / "theme")), '"theme"')
    (theirs.root / "pelicanconf.py").write_text(said, "utf-8")
    share_templates(theirs.root / ".bantin")
    place = run(tmp_path, "-c", "import bantin; print(bantin.__file__)", path=installed)
    assert Path(place.strip()).is_relative_to(installed)
    run(theirs.root, "-m", "bantin", "--date", "2024-04-01", "build", path=installed)
    build(ours.settings())
    assert lying(theirs.output) == lying(ours.output)

    run(tmp_path, "-m", "bantin", "init", "new", "--yes", path=installed)
    share_templates(tmp_path / "new/.bantin")
    said = run(tmp_path / "new", "-m", "bantin", "build", "--strict", path=installed)
    assert "không có gì phải sửa" in said


def the_rest_of_it(installed: Path) -> None:
    """What tools that install programs look for: the command, its manual, what can be added."""
    assert (installed / "bin/bantin").is_file()
    for folder, lang in (("man1", "en"), ("vi/man1", "vi")):
        page = (installed / "share/man" / folder / "bantin.1").read_text("utf-8")
        assert page == manual(lang)
    told = next(installed.glob("bantin-*.dist-info/METADATA")).read_text("utf-8")
    extras = {line.split()[1] for line in told.splitlines() if line.startswith("Provides-Extra: ")}
    assert {"word", "pdf", "heic", "s3", "sftp", "bundle"} <= extras
