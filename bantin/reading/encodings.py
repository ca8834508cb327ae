"""The bytes of a text file → clean text with ``\\n`` line ends, or a Problem."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ..faults import fault
from ..problems import N_, ContentError, Problem
from ..text import clean

LIMIT = 4 * 1024 * 1024
"""A text file longer than this many bytes is refused."""


def decode(data: bytes, path: str) -> str:
    """Return the text of ``data``: composed letters, ``\\n`` line ends, no control characters.

    Read are UTF-8 with and without a byte order mark, and UTF-16 with one, as Notepad writes
    them. Raises ``ContentError`` for every other encoding, for zero bytes, and above ``LIMIT``.
    """
    if len(data) > LIMIT:
        raise ContentError(_too_large(path, len(data)))
    if data.startswith(_WORD):
        raise ContentError(_word(path))
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and (zero := data.find(b"\0")) >= 0:
        raise ContentError(_not_text(path, data.count(b"\n", 0, zero) + 1))
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1 if error.encoding == "utf-8" else 1
        raise ContentError(_not_utf8(path, line)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise ContentError(_not_text(path, text.count("\n", 0, text.index("\0")) + 1))
    return clean(text)


def _decoded(data: bytes) -> str:
    for mark, name in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name)
    return data.removeprefix(BOM_UTF8).decode("utf-8")


_NOTEPAD = N_("In Notepad: File, Save as, Encoding: UTF-8")
_EXCEL = N_("In Excel: File, Save As, CSV UTF-8 (Comma delimited)")
# How files of Office begin: those of today are ZIP archives, those before 2007 are not.
_WORD = (b"PK\3\4", b"\xd0\xcf\x11\xe0")


def _save(path: str) -> str:
    return _EXCEL if path.lower().endswith(".csv") else _NOTEPAD


def _word(path: str) -> Problem:
    is_list = path.lower().endswith(".csv")
    return fault(
        "file-is-word",
        N_("this is a workbook of Excel with another ending, not a list")
        if is_list
        else N_("this is a Word document with another ending, not a text"),
        _EXCEL
        if is_list
        else N_("Open it in Word, copy its text, and save that in Notepad as {file}"),
        path=path,
        file=path.rpartition("/")[2],
    )


def _not_utf8(path: str, line: int) -> Problem:
    return fault(
        "file-not-utf-8", N_("the file is not saved as UTF-8"), _save(path), path=path, line=line
    )


def _not_text(path: str, line: int) -> Problem:
    return fault(
        "file-not-text",
        N_("the file holds zero bytes: it is damaged, or not saved as UTF-8"),
        _save(path),
        path=path,
        line=line,
    )


def _too_large(path: str, size: int) -> Problem:
    return fault(
        "file-too-large",
        N_("the text file is {size} MB large; {limit} MB are allowed"),
        N_("Keep only the text in it; photos are files of their own"),
        path=path,
        size=f"{size / 1024 / 1024:.1f}",
        limit=str(LIMIT // 1024 // 1024),
    )
