"""A text of the site → compressed copies, which web servers send without any work of their own.

A copy lies beside its file and is called after it: ``index.html.gz``. The same bytes give the same
copy wherever the same library compresses them; ``stamp`` tells libraries apart.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from .problems import N_, SettingsError

ENCODINGS: Mapping[str, str] = MappingProxyType({"gz": "gzip", "br": "br", "zst": "zstd"})
"""The endings of copies, and what each is called in HTTP (RFC 9110, RFC 7932, RFC 8878)."""

TEXTS = ("html", "css", "js", "json", "xml", "csv", "ics", "txt", "svg")
"""The endings of files that have copies; pictures and fonts are compressed as they are."""

# A copy has to save what a file takes on the disk at least. Servers compress the rest as they send
# it: of a large site that is the half of its files, and a sixth of its bytes.
_BLOCK = 4096
# The levels after which pages shrink by hundredths and cost many times as much.
_GZIP_LEVEL = 9
_BROTLI_QUALITY = 6
_ZSTD_LEVEL = 15
# RFC 1952: deflate, no name, no time, slowest method, no system: nothing of this machine.
_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


def chosen(said: Iterable[str]) -> tuple[str, ...]:
    """Return the endings that a setting asks for, in our order; raise ``ValueError`` for others."""
    asked = set(said)
    if not asked <= ENCODINGS.keys():
        raise ValueError(", ".join(sorted(asked - ENCODINGS.keys())))
    return tuple(ending for ending in ENCODINGS if ending in asked)


def may_have(address: str) -> bool:
    """Return whether the file at ``address`` is one that has copies, if it is long enough."""
    return address.rpartition(".")[2] in TEXTS


def base_of(address: str) -> str | None:
    """Return the address of the file of which ``address`` is a copy; None where it is none."""
    base, _, ending = address.rpartition(".")
    return base if ending in ENCODINGS and may_have(base) else None


def is_long(size: int) -> bool:
    """Return whether a file of so many bytes can be worth a copy."""
    return size > _BLOCK


def compressed(ending: str, data: bytes) -> bytes | None:
    """Return the copy of ``data``, or None where it would save less than a block of the disk.

    Raises ``SettingsError`` where the package that makes it is not installed.
    """
    copy = _MAKERS[ending](data)
    return copy if len(copy) + _BLOCK <= len(data) else None


def stamp(ending: str) -> str:
    """Return letters that change where another library or level would give other bytes.

    Raises ``SettingsError`` where the package is not installed.
    """
    if ending == "gz":
        return f"zlib {zlib.ZLIB_RUNTIME_VERSION} {_GZIP_LEVEL}"
    if ending == "br":
        return f"brotli {_package('brotli', ending).__version__} {_BROTLI_QUALITY}"
    version = ".".join(map(str, _package("zstandard", ending).ZSTD_VERSION))
    return f"zstd {version} {_ZSTD_LEVEL}"


def _gzip(data: bytes) -> bytes:
    deflate = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    body = deflate.compress(data) + deflate.flush()
    return _GZIP_HEAD + body + struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _brotli(data: bytes) -> bytes:
    brotli = _package("brotli", "br")
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))


def _zstd(data: bytes) -> bytes:
    return bytes(_package("zstandard", "zst").compress(data, level=_ZSTD_LEVEL))


_MAKERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"gz": _gzip, "br": _brotli, "zst": _zstd}
)


def _package(name: str, ending: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise SettingsError(
            N_("PRECOMPRESS asks for “{ending}”, and the package {name} is not installed"),
            N_(
                "Install it: pip install bantin[precompress]; or take “{ending}” out of PRECOMPRESS"
            ),
            ending=ending,
            name=name,
        ) from error
