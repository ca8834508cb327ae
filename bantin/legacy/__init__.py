"""An old site, as a dump, an export or a folder → articles of this one, told what is lost."""

from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from ..problems import N_, SettingsError
from ..settings import Settings
from .bring import Arrival, Brought, Wish, bring_in
from .hugo_folder import Hugo
from .joomla import Joomla
from .moments import offset
from .pages import Pages
from .pelican_folder import Pelican
from .report import as_json, said, write_table
from .values import KINDS, Source
from .wordpress import WordPress

__all__ = ["KINDS", "Arrival", "Brought", "Wish", "as_json", "bring_in", "said", "source_of",
           "write_table"]  # fmt: skip

_Maker = Callable[[Path, Path | None, datetime, timezone, tuple[str, ...]], Source]


def source_of(kind: str, paths: Sequence[Path], images: Path | None, site: Settings) -> Source:
    """Return the old site of that kind (one of ``KINDS``) in the one path of ``paths``.

    ``images`` is the folder in which its pictures lie, where that is elsewhere. A folder, or a
    page, of Joomla is read as saved pages. Raises ``SettingsError`` where there is no such path.
    """
    if len(paths) != 1:
        raise SettingsError(
            N_("an old site is one file or one folder; {count} are named"),
            N_("Name one of them, and import the others after it"),
            count=str(len(paths)),
        )
    path = paths[0]
    for wanted in filter(None, (path, images)):
        if not wanted.exists():
            raise SettingsError(
                N_("there is no “{path}”"), N_("Check the spelling of the path"), path=str(wanted)
            )
    is_folder = path.is_dir()
    if kind == "joomla" and (is_folder or path.suffix.lower() in (".html", ".htm")):
        kind = "html"
    makers: dict[str, tuple[_Maker, bool | None]] = {
        "joomla": (Joomla, False),
        "wordpress": (WordPress, False),
        "pelican": (Pelican, True),
        "hugo": (Hugo, True),
        "html": (Pages, None),
    }
    make, wants_folder = makers[kind]
    if wants_folder is not None and wants_folder != is_folder:
        raise SettingsError(
            N_("a folder is needed here, not a file: “{path}”")
            if wants_folder
            else N_("a file is needed here, not a folder: “{path}”"),
            N_("Name what the old site exported; docs/chuyen-tu-trang-cu.md shows what that is"),
            path=str(path),
        )
    return make(
        path.absolute(),
        images.absolute() if images else None,
        site.now,
        offset(site.utc_offset),
        site.languages,
    )
