"""The package with the looks of a site in it: the folder theme, which lies beside the source."""

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


setup(cmdclass={"build_py": WithTheme})
