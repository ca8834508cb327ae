"""A picture of an old site → whether it can be a photo of the new one, and what it is called."""

import re
from pathlib import Path

from ..photos.kinds import kind
from ..photos.refusals import Refused
from ..problems import N_
from ..reading.photos import is_photo
from ..text import clean
from .files import LARGEST_PICTURE
from .values import Kept, Note, note

_BAD = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 100
_HEAD = 1 << 16


def unusable(file: Path) -> Note | None:
    """Return why the file cannot be a photo of the new site, or None."""
    if not is_photo(file.name):
        return note(
            "picture-not-carried",
            Kept.LOST,
            N_("the picture “{photo}” is of a kind that browsers do not show"),
            N_("Save it as JPG, and put it into the folder of the article"),
            photo=file.name,
        )
    try:
        if file.stat().st_size > LARGEST_PICTURE:
            return _lost(file, N_("the picture “{photo}” is larger than {limit} MB"),
                         limit=str(LARGEST_PICTURE >> 20))  # fmt: skip
        with file.open("rb") as opened:
            kind(opened.read(_HEAD))
    except (OSError, Refused):
        return _lost(file, N_("the picture “{photo}” is damaged, or something else by that name"))
    return None


def _lost(file: Path, message: str, **values: str) -> Note:
    remedy = N_("Put a better copy into the folder of the article, and write its line by hand")
    return note("picture-not-carried", Kept.LOST, message, remedy, photo=file.name, **values)


def name_for(file: Path, taken: set[str]) -> str:
    """Return what ``file`` is called in the folder of an article; ``taken`` are folded names."""
    stem, dot, ending = _BAD.sub("-", clean(file.name)).rpartition(".")
    stem = stem.strip(" .-")[:_LONGEST].rstrip(" .") or "1"
    name, number = f"{stem}{dot}{ending}", 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}{dot}{ending}", number + 1
    return name
