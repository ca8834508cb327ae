"""A dump of a MySQL database → the rows of its tables, one after another.

The file is read a piece at a time. Source: MySQL Reference Manual, "String Literals" (escapes),
"Comment Syntax" and "Hexadecimal Literals", as mysqldump and phpMyAdmin write them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import N_, SettingsError

Row = dict[str, str | None]

_PIECE = 1 << 20
_LONGEST = 32 << 20
"""Letters of one value; a longer one is rather a quote that nobody closed."""

_TOKEN = re.compile(
    r"""
    (?P<space>(?:\s++|/\*!\d*+|\*/)++)
    | (?P<comment>--(?=\s)[^\n]*+(?:\n|\Z)|\#[^\n]*+(?:\n|\Z)|/\*(?!!)(?:[^*]++|\*(?!/))*+\*/)
    | (?P<string>'(?:[^'\\]++|\\.|'')*+'(?!'))
    | (?P<double>"(?:[^"\\]++|\\.|"")*+"(?!"))
    | (?P<name>`(?:[^`]++|``)*+`(?!`))
    | (?P<hex>0[xX][0-9A-Fa-f]++|[xX]'[0-9A-Fa-f]*+')
    | (?P<word>[\w$.@+]++)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a"}
_ESCAPED = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPED_DOUBLE = re.compile(r'\\(.)|""', re.DOTALL)
_CHARSET = re.compile(rb"SET\s+NAMES\s+'?(\w+)", re.IGNORECASE)
_CODECS = {b"latin1": "cp1252", b"cp1251": "cp1251", b"ucs2": "utf-16-be"}
_NOT_COLUMNS = frozenset(
    {"primary", "key", "unique", "constraint", "fulltext", "index", "foreign", "check", "spatial"}
)

Token = tuple[str, str]
"""The kind of a token, and its text as it stands."""


@dataclass(slots=True)
class Dump:
    """The dump in a file. ``is_cut_off`` is known once it has been read to its end."""

    path: Path
    is_cut_off: bool = False
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Row]]:
        """Yield each row of the tables whose names are ``wanted``, with the name of its table.

        A value is text, or None for NULL. Raises ``OSError``, and ``SettingsError`` where the
        file is no dump.
        """
        self.is_cut_off = False
        tokens = self._tokens()
        for kind, text in tokens:
            verb = text.lower() if kind == "word" else ""
            if verb == "create":
                self._create(tokens)
            elif verb in ("insert", "replace"):
                yield from self._insert(tokens, wanted)
            elif verb == "delimiter":  # around triggers, whose statements are not the dump's own
                next((t for _, t in tokens if t.lower() == "delimiter"), None)
            elif text != ";":
                _skip(tokens)

    # ── statements ───────────────────────────────────────────────────────────

    def _create(self, tokens: Iterator[Token]) -> None:
        """Keep the names of the columns of a table, in their order."""
        table = ""
        for kind, text in tokens:
            if text == ";":
                return
            if text == "(":
                break
            if kind in ("name", "word"):
                table = _name(text)
        self.columns[table] = tuple(_columns(tokens))
        _skip(tokens)

    def _insert(
        self, tokens: Iterator[Token], wanted: Callable[[str], bool]
    ) -> Iterator[tuple[str, Row]]:
        table, named = "", []
        for kind, text in tokens:
            if text == ";":
                return
            if kind == "word" and text.lower() in ("values", "value"):
                break
            if text == "(":
                named = [_name(t) for k, t in _until_closed(tokens) if k in ("name", "word")]
            elif kind == "name" or (kind == "word" and text.lower() not in _AROUND):
                table = _name(text)
        if not wanted(table):
            _skip(tokens)
            return
        columns = named or self.columns.get(table, ())
        for kind, text in tokens:
            if text == "(":
                values = _values(tokens)
                if values is None:
                    break
                yield table, dict(zip(columns, values, strict=False))
            elif text == ";" or kind == "word":  # such as ON DUPLICATE KEY UPDATE
                if text != ";":
                    _skip(tokens)
                return
        self.is_cut_off = True

    # ── letters ──────────────────────────────────────────────────────────────

    def _tokens(self) -> Iterator[Token]:
        """Yield what is no space and no comment."""
        codec = codec_of(self.path)
        with self.path.open(encoding=codec, errors="surrogateescape", newline="") as file:
            rest, size, is_last = "", _PIECE, False
            while not is_last:
                piece = file.read(size)
                rest += piece
                is_last, place = len(piece) < size, 0
                if "\0" in rest[:1000]:
                    raise _no_dump(self.path)
                for match in _TOKEN.finditer(rest):
                    # What ends where the piece ends may go on in the next.
                    if not is_last and (match.end() > len(rest) - 2 or _is_open(match)):
                        break
                    place = match.end()
                    if match.lastgroup not in ("space", "comment"):
                        if _is_open(match):
                            self.is_cut_off = True
                            return
                        yield match.lastgroup or "", match[0]
                rest = rest[place:]
                if len(rest) > _LONGEST:
                    raise _no_dump(self.path)
                # A long value is looked at again from its start, so each look is a wider one.
                size = max(_PIECE, len(rest))


_AROUND = frozenset({"into", "ignore", "delayed", "low_priority", "high_priority"})


def codec_of(path: Path) -> str:
    """Return the encoding in which the dump says that it was written; UTF-8 where it says none."""
    with path.open("rb") as file:
        found = _CHARSET.search(file.read(1 << 16))
    return _CODECS.get(found[1].lower(), "utf-8") if found else "utf-8"


def _is_open(match: re.Match[str]) -> bool:
    """Say whether a quote, or a comment, has begun and its end is not in sight."""
    return (match.lastgroup == "sign" and match[0] in "'\"`") or match[0] == "/"


def _skip(tokens: Iterator[Token]) -> None:
    for _, text in tokens:
        if text == ";":
            return


def _name(text: str) -> str:
    return text[1:-1].replace("``", "`") if text.startswith("`") else text.rpartition(".")[2]


def _columns(tokens: Iterator[Token]) -> Iterator[str]:
    """Yield the columns of a table from behind the bracket that opens them."""
    depth, at_start = 1, True
    for kind, text in tokens:
        if at_start and (kind == "name" or (kind == "word" and text.lower() not in _NOT_COLUMNS)):
            yield _name(text)
        at_start = depth == 1 and text == ","
        depth += {"(": 1, ")": -1}.get(text, 0)
        if not depth:
            return


def _until_closed(tokens: Iterator[Token]) -> Iterator[Token]:
    depth = 1
    for kind, text in tokens:
        if kind == "sign":
            depth += {"(": 1, ")": -1}.get(text, 0)
        if not depth:
            return
        yield kind, text


def _values(tokens: Iterator[Token]) -> list[str | None] | None:
    """Return the values of a row from behind the bracket that opens it; None if it never ends."""
    found: list[str | None] = []
    value: str | None = None
    depth = 1
    for kind, text in tokens:
        if kind == "sign":
            depth += {"(": 1, ")": -1}.get(text, 0)
            if not depth:
                return [*found, value]
            if text == "," and depth == 1:
                found.append(value)
                value = None
            elif text == "-":
                value = "-"
            continue
        if depth == 1:
            value = _value(kind, text, value)
    return None


def _value(kind: str, text: str, before: str | None) -> str | None:
    """Return what a token says; what stands before a text says in which letters it is."""
    if kind == "string":
        return _ESCAPED.sub(_unescaped, text[1:-1])
    if kind == "double":
        return _ESCAPED_DOUBLE.sub(_unescaped, text[1:-1])
    if kind == "hex":
        digits = text[2:-1] if text.endswith("'") else text[2:]
        return bytes.fromhex(digits.zfill(len(digits) + len(digits) % 2)).decode(
            "utf-8", "surrogateescape"
        )
    if kind == "word" and text.upper() == "NULL":
        return None
    return f"-{text}" if before == "-" else text


def _unescaped(match: re.Match[str]) -> str:
    letter = match[1]
    if letter is None:
        return match[0][0]
    if letter in "%_":  # stays as it is outside of patterns
        return match[0]
    return _ESCAPES.get(letter, letter)


def _no_dump(path: Path) -> SettingsError:
    return SettingsError(
        N_("“{path}” is not a database dump in SQL"),
        N_("Export the database as SQL, not compressed, and name that file"),
        path=str(path),
    )
