"""The addresses that the site keeps for itself, now and for what is still to come."""

_FOLDERS = frozenset(
    {
        *("archives", "feeds", "occasions", "on-this-day", "people", "photos", "search"),
        *("theme", "topics", "units"),
    }
)
_PAGES = frozenset(
    {
        *("404", "archives", "awards", "campaigns", "corrections", "index", "occasions"),
        *("on-this-day", "people", "photos", "related", "search", "timeline", "topics", "units"),
    }
)


def is_reserved(address: str, languages: tuple[str, ...]) -> bool:
    """Return whether no old address may stand at ``address``, which is below an edition's home.

    That is so for the site's own pages and folders, for the folder of another edition, and
    for anything below a page.
    """
    folder, _, rest = address.casefold().partition("/")
    if not rest:
        return folder.removesuffix(".html") in _PAGES
    return folder in _FOLDERS or folder in languages or ".html/" in address.casefold()
