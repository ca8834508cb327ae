"""The photos of a text → captions that say nothing, and photos and captions that stand twice."""

import re
from collections.abc import Iterator, Sequence

from ..faults import fault
from ..model import Photo
from ..problems import N_, Problem, Severity
from ..text import fold, slug

_EMPTY = frozenset(
    [
        "caption",
        "chu-thich",
        "chu-thich-anh",
        "anh",
        "hinh",
        "photo",
        "image",
        "description",
        "mo-ta",
        "ten-anh",
        "alt",
    ]
)
_OF_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|p|pict|image|photo|anh|hinh|zalo|screenshot|received|z)[ _-]*\d[\d _-]*\Z"
)


def caption_problems(photos: Sequence[Photo], path: str, *, translation: bool) -> Iterator[Problem]:
    """Yield what is odd about the captions; what ``translation`` only repeats is not told again."""
    places: dict[str, int] = {}
    captions: dict[str, int] = {}
    for photo in photos:
        name = photo.source.rpartition("/")[2]
        if photo.caption and _says_nothing(photo.caption, name):
            yield _empty(path, photo, name)
        elif photo.caption and not translation:
            first = captions.setdefault(photo.caption, photo.line)
            if first != photo.line and photo.source not in places:
                yield _caption_twice(path, photo, first)
        first = places.setdefault(photo.source, photo.line)
        if first != photo.line and not translation:
            yield _photo_twice(path, photo, name, first)


def _says_nothing(caption: str, name: str) -> bool:
    words = slug(caption)
    return (
        not words
        or words in _EMPTY
        or (caption.isascii() and words in (slug(name), slug(name.rpartition(".")[0])))
        or _OF_CAMERA.match(fold(caption.rpartition(".")[0] or caption)) is not None
    )


def _empty(path: str, photo: Photo, name: str) -> Problem:
    return fault(
        "caption-says-nothing",
        N_("the caption “{caption}” does not say what the photo shows"),
        N_("Write in the square brackets who does what: ![…]({photo})"),
        path=path,
        line=photo.line,
        severity=Severity.WARNING,
        caption=photo.caption,
        photo=name,
    )


def _caption_twice(path: str, photo: Photo, first: int) -> Problem:
    return fault(
        "caption-twice",
        N_("“{caption}” is also the caption of the photo in line {number}"),
        N_("If the photos show different things, say so in one of the two captions"),
        path=path,
        line=photo.line,
        severity=Severity.INFO,
        caption=photo.caption,
        number=str(first),
    )


def _photo_twice(path: str, photo: Photo, name: str, first: int) -> Problem:
    return fault(
        "photo-twice",
        N_("the photo “{photo}” already stands in line {number}"),
        N_("Delete one of the two, or write the name of the photo that was meant"),
        path=path,
        line=photo.line,
        severity=Severity.WARNING,
        photo=name,
        number=str(first),
    )
