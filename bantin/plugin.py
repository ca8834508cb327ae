"""Pelican's settings and signals in, our values out: the only importer of Pelican.

Pelican ships no types, so this is also where ``Any`` ends.
"""

import logging
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican import Pelican, signals
from pelican.settings import get_settings_from_file, read_settings

from .build import Built, build
from .console import failure_lines, told
from .problems import N_, Failure, SettingsError
from .settings import Settings

_SETTINGS = "pelicanconf.py"

# What a settings file, which is Python, can do wrong when it is read.
_UNUSABLE = (
    SyntaxError,
    NameError,
    ImportError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    OSError,
)


class Bantin(Pelican):  # type: ignore[misc]
    """Pelican with our river in place of its generators: ``PELICAN_CLASS = "bantin.Bantin"``.

    Settings, plug-ins, signals, the theme folder and the command line stay Pelican's.
    """

    def run(self) -> None:
        """Build the site, tell the writers what is to be mended, and exit 1 where there is."""
        site = site_settings(self.settings, Path.cwd())
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

    def build(self, site: Settings, *, clean: bool = False) -> Built:
        """Build the site and tell Pelican's plug-ins which pages were written."""
        built = build(site, clean=clean)
        if signals.content_written.receivers:
            for address in built.report.written:
                signals.content_written.send(str(site.output / address), context={})
        signals.finalized.send(self)
        return built


def load(root: Path, file: Path | None, **overrides: Any) -> tuple[Bantin, Settings]:
    """Return Pelican set up for the site in ``root``, and its settings as our value.

    ``file`` is the settings file, ``pelicanconf.py`` of the site where None. ``overrides``
    are fields of ``Settings``. Raises ``SettingsError``.
    """
    path = file or root / _SETTINGS
    if not path.is_file():
        raise SettingsError(
            N_("there is no settings file “{path}”"),
            N_("Run the command in the site's folder, or name it with --site"),
            path=str(path),
        )
    # publishconf.py begins with "from pelicanconf import *": of this site, not of an earlier one.
    sys.modules.pop("pelicanconf", None)
    sys.path.insert(0, str(root))
    # Pelican warns about feeds and time zones of its own generators, which do not run here.
    logging.getLogger("pelican.settings").setLevel(logging.ERROR)
    try:
        places = _places(get_settings_from_file(str(path)), path.parent)
        content = overrides.get("content") or places["PATH"]
        if not content.is_dir():
            raise SettingsError(
                N_("there is no content folder “{path}”"),
                N_("Correct PATH in the settings, or name the folder with --content"),
                path=str(content),
            )
        fixed = {name: str(place) for name, place in {**places, "PATH": content}.items()}
        raw = read_settings(str(path), override={**fixed, "PELICAN_CLASS": "bantin.Bantin"})
    except _UNUSABLE as error:
        raise SettingsError(
            N_("the settings “{path}” cannot be read: {reason}"),
            N_("Correct the file; compare it with the one of a new site"),
            path=str(path),
            reason=str(error),
        ) from error
    finally:
        sys.path.remove(str(root))
    site = replace(site_settings(raw, root), **overrides)
    return Bantin(raw), site


def _places(raw: Mapping[str, Any], folder: Path) -> dict[str, Path]:
    """Return the folders of a site, which the settings name from where they themselves lie."""
    usual = {"PATH": "content", "OUTPUT_PATH": "output", "THEME": "theme"}
    return {name: folder / str(raw.get(name, place)) for name, place in usual.items()}


def site_settings(raw: Mapping[str, Any], root: Path) -> Settings:
    """Return Pelican's settings as our value; raise ``SettingsError`` where one is unusable."""
    languages = tuple(str(code) for code in raw.get("LANGUAGES", ("vi", "en")))
    if not languages or not all(code.isalpha() and code.islower() for code in languages):
        raise SettingsError(
            N_("LANGUAGES in the settings must list language codes"),
            N_('Write for example: LANGUAGES = ["vi", "en"]'),
        )
    zone = _zone(str(raw.get("TIMEZONE") or "Asia/Ho_Chi_Minh"))
    now = datetime.now(zone)
    offset = now.strftime("%z")
    return Settings(
        root=root,
        content=Path(raw["PATH"]),
        output=Path(raw["OUTPUT_PATH"]),
        theme=Path(raw["THEME"]),
        cache=root / ".bantin",
        languages=languages,
        site_names=_by_language(raw.get("SITENAME"), languages),
        taglines=_by_language(raw.get("TAGLINE"), languages),
        publishers=_by_language(raw.get("PUBLISHER"), languages),
        site_url=str(raw.get("SITEURL") or "").rstrip("/"),
        now=now.replace(tzinfo=None),
        utc_offset=f"{offset[:3]}:{offset[3:]}",
        samples=bool(raw.get("SAMPLES", True)),
    )


def on_day(day: date) -> datetime:
    """Return the moment that stands for a day named with ``--date``: its beginning.

    What is held back until an hour of that day is still held back.
    """
    return datetime.combine(day, time())


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            N_("there is no time zone “{name}”"),
            N_('Write for example: TIMEZONE = "Asia/Ho_Chi_Minh"'),
            name=name,
        ) from error


def _by_language(words: Any, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not words:
        return ()
    if isinstance(words, Mapping):
        return tuple((str(lang), str(text)) for lang, text in words.items())
    return ((languages[0], str(words)),)
