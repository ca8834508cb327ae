"""Pelican as the host: its command builds our site, and its plug-ins are told of each build.

The only importer of Pelican.
"""

import logging
import sys
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import DEFAULT_THEME, read_settings

from .build import Built, build
from .configuration import UNUSABLE, settings_file, site_settings, standard_theme, unreadable
from .console import failure_lines, told
from .problems import Failure, SettingsError
from .settings import Settings
from .workers import Crew, Tell, silent


class Bantin(Pelican):  # type: ignore[misc]
    """Pelican with our river in place of its generators: ``PELICAN_CLASS = "bantin.Bantin"``.

    Settings, plug-ins, signals, the theme folder and the command line stay Pelican's.
    """

    def run(self) -> None:
        """Build the site, tell the writers what is to be mended, and exit 1 where there is."""
        raw = dict(self.settings)
        if raw["THEME"] == DEFAULT_THEME:  # Pelican's own, for pages that are not ours
            raw["THEME"] = standard_theme()
        site = site_settings(raw, Path.cwd())
        try:
            built = self.build(site)
        except Failure as failure:
            for line in failure_lines(failure, site.message_language):
                print(line, file=sys.stderr)
            raise SystemExit(2 if isinstance(failure, SettingsError) else 3) from failure
        for line in told(built, site.message_language):
            print(line)
        if built.has_errors:
            raise SystemExit(1)

    def build(
        self,
        site: Settings,
        *,
        clean: bool = False,
        tell: Tell = silent,
        crew: Crew | None = None,
    ) -> Built:
        """Build the site and tell Pelican's plug-ins which pages were written."""
        built = build(site, clean=clean, tell=tell, crew=crew)
        if signals.content_written.receivers:
            for address in built.report.written:
                signals.content_written.send(str(site.output / address), context={})
        signals.finalized.send(self)
        return built


def host(root: Path, file: Path | None, site: Settings) -> Bantin:
    """Return Pelican set up for ``site``, with its plug-ins at work. Raises ``SettingsError``."""
    path = settings_file(root, file)
    sys.path.insert(0, str(root))
    # Pelican warns about feeds and time zones of its own generators, which do not run here.
    logging.getLogger("pelican.settings").setLevel(logging.ERROR)
    places = {"PATH": site.content, "OUTPUT_PATH": site.output, "THEME": site.theme}
    fixed = {name: str(place) for name, place in places.items()}
    try:
        raw = read_settings(str(path), override={**fixed, "PELICAN_CLASS": "bantin.Bantin"})
    except UNUSABLE as error:
        raise unreadable(path, error) from error
    finally:
        sys.path.remove(str(root))
    return Bantin(raw)
