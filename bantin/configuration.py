"""A settings file → the settings of a site, as one value.

The file is plain Python, read without Pelican: loading that takes longer than a whole build
that finds nothing changed. Where plug-ins are to be told, ``plugin`` loads it.
"""

import os
import runpy
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import copies
from .problems import N_, SettingsError
from .settings import Settings

_SETTINGS = "pelicanconf.py"
# What Pelican takes where a settings file says nothing, so that both ways give one site.
_USUAL = {"TIMEZONE": "UTC", "SITENAME": "A Pelican Blog"}
_PELICANS_OWN = frozenset({"__init__.py", "__pycache__", "_utils.py", "signals.py"})
_PLACES = {"PATH": "content", "OUTPUT_PATH": "output", "THEME": "theme"}

# What a settings file, which is Python, can do wrong when it is read.
UNUSABLE = (
    SyntaxError,
    NameError,
    ImportError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    EOFError,
    MemoryError,
    OSError,
    RuntimeError,
    StopIteration,
    SystemExit,
)


def load(root: Path, file: Path | None, **overrides: Any) -> tuple[Settings, bool]:
    """Return the settings of the site in ``root``, and whether Pelican's plug-ins are wanted.

    ``file`` is the settings file, ``pelicanconf.py`` of the site where None. ``overrides``
    are fields of ``Settings``. Raises ``SettingsError``.
    """
    path = settings_file(root, file)
    # publishconf.py begins with "from pelicanconf import *": of this site, not of an earlier one.
    sys.modules.pop("pelicanconf", None)
    sys.path.insert(0, str(root))
    try:
        said = runpy.run_path(str(path))
    except UNUSABLE as error:
        raise unreadable(path, error) from error
    finally:
        sys.path.remove(str(root))
    raw = {**_USUAL, **{name: value for name, value in said.items() if name.isupper()}}
    places = folders(raw, path.parent, overrides.get("content"))
    site = replace(site_settings({**raw, **places}, root), **overrides)
    return site, bool(raw.get("PLUGINS")) or ("PLUGINS" not in raw and _installed_plugins())


def settings_file(root: Path, file: Path | None) -> Path:
    """Return the settings file of a site; raise ``SettingsError`` where there is none."""
    path = file or root / _SETTINGS
    if not path.is_file():
        raise SettingsError(
            N_("there is no settings file “{path}”"),
            N_("Run the command in the site's folder, or name it with --site"),
            path=str(path),
        )
    return path


def unreadable(path: Path, error: BaseException) -> SettingsError:
    """Return the failure of a settings file that cannot be used."""
    return SettingsError(
        N_("the settings “{path}” cannot be read: {reason}"),
        N_("Correct the file; compare it with the one of a new site"),
        path=str(path),
        reason=str(error) or type(error).__name__,
    )


def folders(raw: Mapping[str, Any], folder: Path, content: Path | None) -> dict[str, str]:
    """Return the folders of a site, which the settings name from where they themselves lie.

    ``content`` is taken instead of theirs. Raises ``SettingsError`` where it is not there.
    """
    places = {name: _below(folder, str(raw.get(name, usual))) for name, usual in _PLACES.items()}
    places["PATH"] = str(content or places["PATH"])
    if str(raw.get("THEME", _PLACES["THEME"])) == _PLACES["THEME"]:
        # A site without a folder of that name has the looks that come with the program.
        places["THEME"] = places["THEME"] if os.path.isdir(places["THEME"]) else standard_theme()
    if not os.path.isdir(places["PATH"]):
        raise SettingsError(
            N_("there is no content folder “{path}”"),
            N_("Correct PATH in the settings, or name the folder with --content"),
            path=places["PATH"],
        )
    return places


def _below(folder: Path, typed: str) -> str:
    """Return the place that a settings file names, with the slashes of either system."""
    place = folder / typed
    return str(place if place.exists() else folder / typed.replace("\\", "/"))


def standard_theme() -> str:
    """Return the theme that comes with the program: packed with it, or beside its source."""
    package = Path(__file__).parent
    packed = package / "looks"
    return str(packed if packed.is_dir() else package.parent / "theme")


def _installed_plugins() -> bool:
    """Return whether plug-ins are installed that Pelican would find by itself."""
    for place in sys.path:
        try:
            names = os.listdir(os.path.join(place, "pelican", "plugins"))
        except OSError:
            continue
        if not _PELICANS_OWN.issuperset(names):
            return True
    return False


def site_settings(raw: Mapping[str, Any], root: Path) -> Settings:
    """Return Pelican's settings as our value; raise ``SettingsError`` where one is unusable."""
    said = raw.get("LANGUAGES", ("vi", "en"))
    # A single word is a row of letters too, and each would pass for a language.
    languages = tuple(map(str, said)) if isinstance(said, (list, tuple)) else ()
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
        targets=_targets(raw.get("PUBLISH")),
        precompress=_precompress(raw.get("PRECOMPRESS")),
    )


def _targets(said: Any) -> tuple[tuple[str, str], ...]:
    if said is None:
        return ()
    if isinstance(said, Mapping) and said and all(isinstance(v, str) for v in said.values()):
        return tuple((str(name), address) for name, address in said.items())
    raise SettingsError(
        N_("PUBLISH in the settings must name targets"),
        N_('Write for example: PUBLISH = {"local": "dir:published"}'),
    )


def _precompress(said: Any) -> tuple[str, ...]:
    try:
        # A single word is a row of letters too.
        return copies.chosen(said or ()) if not isinstance(said, str) else copies.chosen([said])
    except (TypeError, ValueError) as error:
        raise SettingsError(
            N_("PRECOMPRESS in the settings must list some of these: {known}"),
            N_('Write for example: PRECOMPRESS = ["gz"]'),
            known=", ".join(copies.ENCODINGS),
        ) from error


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
