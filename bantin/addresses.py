"""The addresses that nothing may have: those the site keeps for itself, and those no disk takes."""

import re

_FOLDERS = frozenset(
    {
        *("archives", "awards", "feeds", "occasions", "on-this-day", "people", "photos"),
        *("related", "s", "search", "theme", "topics", "units"),
    }
)
_PAGES = frozenset(
    {
        *("404", "archives", "awards", "campaigns", "corrections", "help", "index"),
        *("occasions", "on-this-day", "people", "photos", "related", "search", "timeline"),
        *("topics", "units"),
    }
)

# Names that Windows gives to devices, whatever ending follows.
# Source: "Naming Files, Paths, and Namespaces" in the documentation of Windows.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.I)


def is_device(name: str) -> bool:
    """Return whether Windows takes a file of that name, whatever its ending, for a device."""
    return bool(_DEVICES.match(name.strip()))


def is_reserved(address: str, languages: tuple[str, ...]) -> bool:
    """Return whether no old address may stand at ``address``, which is below an edition's home.

    That is so for the site's own pages and folders, for the folder of another edition, and
    for anything below a page.
    """
    folder, _, rest = address.casefold().partition("/")
    if not rest:
        return folder.removesuffix(".html") in _PAGES
    return folder in _FOLDERS or folder in languages or ".html/" in address.casefold()
