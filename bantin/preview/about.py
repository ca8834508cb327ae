"""Which page shows what a file says."""

from functools import lru_cache
from pathlib import PurePosixPath

from ..reading import item_slug

_KINDS = ("articles", "campaigns", "pages")


@lru_cache(maxsize=65536)
def page_of(path: str) -> str:
    """Return the address of the page of the item in whose folder the file at ``path`` lies.

    It is empty where the file belongs to no item, as ``content/names.csv`` does.
    """
    *above, _file = PurePosixPath(path).parts or ("",)
    kinds = [i for i, folder in enumerate(above[:-1]) if folder in _KINDS]
    return f"{above[kinds[0]]}/{item_slug(above[-1])}.html" if kinds else ""


def is_about(path: str, address: str) -> bool:
    """Return whether the file at ``path`` is shown at ``address``.

    The files of one item are shown on its pages in all languages: English pages take over the
    facts of the Vietnamese file.
    """
    return page_of(path) == address.removeprefix("en/")
