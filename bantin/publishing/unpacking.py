"""The bytes of a compressed copy → what a browser makes of them, and never more than that."""

import zlib
from importlib import import_module
from typing import Any

from ..problems import N_, OutsideError


def unpacked(ending: str, data: bytes, size: int) -> bytes:
    """Return the ``size`` bytes that ``data`` stands for: ``gz``, ``br`` or ``zst``.

    Raises ``ValueError`` for what is no whole copy or holds more, without unpacking that;
    ``OutsideError`` where the package for it is not installed.
    """
    found = {"gz": _gzip, "br": _brotli, "zst": _zstd}[ending](data, size)
    if len(found) != size:
        raise ValueError(f"{len(found)} bytes instead of {size}")
    return found


def _gzip(data: bytes, size: int) -> bytes:
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        found = inflate.decompress(data, size + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    # A second member behind the first would be shown by browsers too.
    if not inflate.eof or inflate.unused_data:
        raise ValueError("not one whole member")
    return found


def _brotli(data: bytes, size: int) -> bytes:
    brotli = _package("brotli")
    decoder, found = brotli.Decompressor(), b""
    try:
        found = decoder.process(data, output_buffer_limit=size + 1)
        while len(found) <= size and not decoder.is_finished():
            if not (more := decoder.process(b"", output_buffer_limit=size + 1)):
                raise ValueError("cut off")
            found += more
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return bytes(found)


def _zstd(data: bytes, size: int) -> bytes:
    zstandard = _package("zstandard")
    try:
        if zstandard.frame_content_size(data) != size:
            raise ValueError("another size")
        return bytes(zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False))
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise OutsideError(
            N_("the compressed copies cannot be looked through: the package {name} is missing"),
            N_("Install it: pip install bantin[precompress]"),
            name=name,
        ) from error
