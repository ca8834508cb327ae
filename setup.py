"""The package with the looks of a site in it, the folder theme, and with its manual pages."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

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


setup(cmdclass={"build_py": WithTheme}, data_files=manual_pages())
