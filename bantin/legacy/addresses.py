"""Where a page of an old site stood → the old address that a new article can bear."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from ..addresses import is_reserved
from ..text import clean

_CARRIED = re.compile(r"(?:[^\W_][\w.~ -]*/)*[^\W_][\w.~ -]*\.html\Z")
_NUMBER = re.compile(r"\d{1,12}")
_ENDING = re.compile(r"\.(?:php|htm|asp|aspx|jsp|shtml|md|markdown|rst)\Z", re.IGNORECASE)


def path_of(address: str) -> str:
    """Return the path and the question of ``address`` as typed from the root: ``a/b.html?x=1``."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = clean(unquote(parts.path)).lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def host_of(address: str) -> str:
    """Return the name of the server in ``address``, in lower case; nothing where there is none."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def carried(address: str, languages: tuple[str, ...], lang: str) -> str | None:
    """Return the old address at which a page can lead on from ``address``, or None.

    ``address`` is from the root of the old site. A folder (``2019/05/bai/``) is answered by
    the ``index.html`` in it. A question (``?p=7``) has no file, so no page can stand there,
    nor where the site has a page of its own. Below ``en/`` stands the English edition.
    """
    path, _, question = address.partition("?")
    path = path.partition("#")[0].strip("/")
    if lang != languages[0]:
        path = path.removeprefix(f"{lang}/")
    if question or not path or _ENDING.search(path):
        return None
    if not path.lower().endswith(".html"):
        path = f"{path}/index.html"
    if not _CARRIED.match(path) or ".." in path or is_reserved(path, languages):
        return None
    return path


def keys_of(address: str) -> tuple[str, ...]:
    """Return what the spellings of one old address have in common, the surest first.

    A question names an article by its number (``?p=7``, ``?option=com_content&id=7:bai``);
    a path does so by itself, or else by its last step.
    """
    path, _, question = path_of(address).partition("?")
    asked = dict(parse_qsl(question))
    if number := _NUMBER.match(asked.get("p") or asked.get("page_id") or asked.get("id") or ""):
        return (f"?{number[0]}",)
    plain = path.partition("#")[0].casefold().strip("/").removesuffix("/index.html")
    plain = _ENDING.sub("", plain.removesuffix(".html"))
    last = plain.rpartition("/")[2]
    return tuple(dict.fromkeys(key for key in (plain, f"…/{last}" if last else "") if key))
