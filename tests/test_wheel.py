"""What is packed is the same wherever it is packed, and has all that it needs."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest

from bantin.build import build
from bantin.cli import manual

from .small_site import ROOT, lying, share_templates, small_site

PARTS = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "bantin", "theme")
EPOCH = "1700000000"
MAKE = "from setuptools import build_meta as b; b.build_wheel({0!r}); b.build_sdist({0!r})"
OFFLINE = ("unshare", "--map-root-user", "--net")
pytestmark = pytest.mark.long


def run(
    folder: Path,
    *command: str,
    path: Path | None = None,
    umask: int = -1,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path or ""), "PYTHONUTF8": "1", **variables},
        capture_output=True,
        text=True,
        timeout=300,
        umask=umask,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Folders of packages, made of the same files by two people who are unlike each other."""
    top = tmp_path_factory.mktemp("packing")
    return [
        pack(top / "a", 0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1"),
        pack(
            top / "ở chỗ khác", 0o077, TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8", PYTHONHASHSEED="2"
        ),
    ]


def pack(top: Path, umask: int, **variables: str) -> Path:
    source, packages = top / "source", top / "packages"
    packages.mkdir(parents=True)
    source.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / part, source / part, ignore=ignored)
        else:
            shutil.copy(ROOT / part, source)
    for number, path in enumerate(p for p in source.rglob("*") if p.is_file()):
        path.chmod(0o666 & ~umask)
        os.utime(path, (umask + number, umask + number))
    made = MAKE.format(str(packages))
    variables["SOURCE_DATE_EPOCH"] = EPOCH
    run(source, sys.executable, "-c", made, umask=umask, variables=variables)
    shutil.rmtree(source)
    return packages


@pytest.fixture(scope="module")
def offline() -> tuple[str, ...]:
    """What is put before a command that is to find no network, not even this machine's own.

    Nothing where the system does not let it be taken away.
    """
    is_there = shutil.which(OFFLINE[0]) and not subprocess.run([*OFFLINE, "true"]).returncode
    return OFFLINE if is_there else ()


def test_the_same_files_give_the_same_packages(packed: list[Path]) -> None:
    ours, theirs = (lying(folder) for folder in packed)

    assert {name.rpartition("bantin-0.1.0")[2] for name in ours} == {
        "-py3-none-any.whl",
        ".tar.gz",
    }
    assert ours == theirs


def test_where_the_network_is_off_nobody_is_reached(offline: tuple[str, ...]) -> None:
    """The guard of the next test: without it, this would go through."""
    if not offline:
        pytest.skip("needs Linux, and the right to make a network namespace (unshare --net)")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        ask = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}))"
        subprocess.run([sys.executable, "-c", ask], check=True)
        assert subprocess.run([*offline, sys.executable, "-c", ask], capture_output=True).returncode


def test_a_site_is_built_by_what_the_wheel_holds_and_no_network(
    packed: list[Path], offline: tuple[str, ...], tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    (wheel,) = packed[1].glob("*.whl")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(tmp_path, *offline, *pip, "--no-index", "--no-deps", "--target", str(installed), str(wheel))

    the_rest_of_it(installed)
    assert lying(installed / "bantin/looks") == lying(ROOT / "theme")
    code = {n for n in lying(ROOT / "bantin") if not n.endswith((".pyc", ".pyo"))}
    assert code <= set(lying(installed / "bantin"))
    unreadable = [p for p in installed.rglob("*") if p.is_file() and not p.stat().st_mode & 0o004]
    assert unreadable == []

    ours, theirs = (small_site(tmp_path / name) for name in ("ours", "theirs"))
    said = (theirs.root / "pelicanconf.py").read_text("utf-8")
    said = said.replace(repr(str(ROOT / "theme")), '"theme"')
    (theirs.root / "pelicanconf.py").write_text(said, "utf-8")
    share_templates(theirs.root / ".bantin")
    where = "import bantin; print(bantin.__file__)"
    place = run(tmp_path, sys.executable, "-c", where, path=installed)
    assert Path(place.strip()).is_relative_to(installed)
    bantin = (sys.executable, "-m", "bantin", "--date", "2024-04-01", "build")
    run(theirs.root, *offline, *bantin, path=installed)
    build(ours.settings())
    assert lying(theirs.output) == lying(ours.output)

    run(tmp_path, *bantin[:3], "init", "new", "--yes", path=installed)
    share_templates(tmp_path / "new/.bantin")
    said = run(tmp_path / "new", *bantin[:3], "build", "--strict", path=installed)
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
