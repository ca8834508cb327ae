"""The package with the looks of a site in it, the folder theme, and with its manual pages.

The same files give the same packages, byte for byte, wherever they are made: times come from
``SOURCE_DATE_EPOCH``, and permissions from here.
"""

import gzip
import io
import os
import sys
import tarfile
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

THEME = Path("theme")
# Where configuration.standard_theme() looks for it.
PACKED = Path("bantin", "looks")


class WithTheme(build_py):
    """Builds the package, and puts the theme into it; an editable one finds it where it lies."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for file, target in self._theme():
                self.mkpath(str(target.parent))
                self.copy_file(str(file), str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        packed = [] if self.editable_mode else [str(target) for _, target in self._theme()]
        return [*super().get_outputs(include_bytecode), *packed]

    def get_source_files(self) -> list[str]:
        return [*super().get_source_files(), *(str(file) for file, _ in self._theme())]

    def _theme(self) -> list[tuple[Path, Path]]:
        files = sorted(path for path in THEME.rglob("*") if path.is_file())
        into = Path(self.build_lib) / PACKED
        return [(file, into / file.relative_to(THEME)) for file in files]


class Readable(bdist_wheel):
    """Packs what was built so that whoever installs it may read it."""

    def write_wheelfile(self, wheelfile_base: str, *said: str) -> None:
        super().write_wheelfile(wheelfile_base, *said)
        for path in Path(self.bdist_dir).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)


class Settled(sdist):
    """Packs the source, and says nothing of who packed it and when."""

    def make_distribution(self) -> None:
        super().make_distribution()
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            for file in self.get_archive_files():
                settle(Path(file), int(epoch))


def settle(path: Path, epoch: int) -> None:
    """Pack a ``.tar.gz`` anew, in the order of its names."""
    with tarfile.open(path) as archive:
        files = [(entry, archive.extractfile(entry)) for entry in archive]
        kept = [(entry, file.read() if file else b"") for entry, file in files]
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for entry, data in sorted(kept, key=lambda pair: pair[0].name):
            plain = tarfile.TarInfo(entry.name)
            plain.type, plain.size, plain.mtime = entry.type, len(data), epoch
            plain.mode = 0o755 if entry.isdir() else 0o644
            archive.addfile(plain, io.BytesIO(data))


def manual_pages() -> list[tuple[str, list[str]]]:
    """Write the manual page in each language, and say where ``man`` looks for it."""
    sys.path.insert(0, str(Path(__file__).parent.absolute()))
    # What describes the command line needs nothing that is not in Python itself.
    from bantin.cli import manual

    found = []
    for lang, folder in (("en", "share/man/man1"), ("vi", "share/man/vi/man1")):
        file = Path("build", folder, "bantin.1")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(manual(lang), "utf-8", newline="\n")
        found.append((folder, [str(file)]))
    return found


setup(
    cmdclass={"build_py": WithTheme, "bdist_wheel": Readable, "sdist": Settled},
    data_files=manual_pages(),
)
