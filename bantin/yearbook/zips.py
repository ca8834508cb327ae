"""Files → a ZIP whose bytes depend on nothing but their names and contents."""

from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first moment that a ZIP can name.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".jpg", ".webp", ".woff2")
_READABLE_BY_ALL = 0o100644 << 16
_UNIX = 3


def write_zip(file: BinaryIO, members: Iterable[tuple[str, bytes]], first: bytes = b"") -> None:
    """Write ``members`` into ``file`` in their order; ``first`` is the mimetype of an EPUB.

    Source: EPUB 3.3, "OCF ZIP container": the mimetype comes first, stored as it is.
    """
    with ZipFile(file, "w") as pack:
        if first:
            pack.writestr(_entry("mimetype"), first, ZIP_STORED)
        for name, content in members:
            way = ZIP_STORED if name.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            pack.writestr(_entry(name), content, way, 9)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_TIME)
    entry.external_attr, entry.create_system = _READABLE_BY_ALL, _UNIX
    return entry
