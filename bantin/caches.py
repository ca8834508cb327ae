"""Files of the cache: values that are kept from one run to the next, or known to be lost.

A file that was cut off, tampered with or written by another release is as good as none: it
reads as None, and what it held is made again. Nothing that is read here can run code.
"""

import hashlib
import marshal
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from . import held

_SEAL = 16
_OURS = ("bantin.model", "bantin.problems", "bantin.reading.items")
_DAYS = MappingProxyType({"date": date, "datetime": datetime})
_ATOMS = frozenset({str, int, bool, type(None)})
# Later ones shorten what was met before, by where it lay in memory and not by what it is.
_WITHOUT_REFERENCES = 2
_FOUNDATIONS = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "PIL")


def put(path: Path, data: bytes) -> None:
    """Replace a file in one step: whoever looks finds the old one, or all of the new one.

    Raises ``OSError``.
    """
    aside = path.with_name(f"{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        held.replace(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def save(path: Path, value: Any) -> None:
    """Keep ``value``: numbers, texts, bytes, None, and tuples, lists and dictionaries of them.

    Raises ``OSError``.
    """
    data = marshal.dumps(value)
    put(path, _seal(data) + data)


def read(path: Path) -> Any:
    """Return what was kept in ``path``, or None where it is not there or not whole."""
    try:
        sealed = path.read_bytes()
    except OSError:
        return None
    data = memoryview(sealed)[_SEAL:]
    return marshal.loads(data) if sealed[:_SEAL] == _seal(data) else None  # noqa: S302


def _seal(data: bytes | memoryview) -> bytes:
    # Another Python may write the same value otherwise: its files are not ours.
    version = f"{sys.version_info[:2]} {marshal.version}".encode()
    return hashlib.blake2b(data, digest_size=_SEAL, key=version).digest()


def put_by(value: Any) -> bytes:
    """Return what can be kept as bytes within what is kept, and is read when it is wanted.

    Equal values of equal order give equal bytes.
    """
    return marshal.dumps(value, _WITHOUT_REFERENCES)


def taken_up(data: bytes) -> Any:
    """Return what ``put_by`` made into bytes."""
    return marshal.loads(data)  # noqa: S302


def freeze(value: object) -> bytes:
    """Return a value of the model as bytes. Equal bytes mean equal values, and the reverse.

    Raises ``TypeError`` for what is no value of ours.
    """
    return marshal.dumps(_plain(value), _WITHOUT_REFERENCES)


def thaw(data: bytes) -> Any:
    """Return the value of the model that ``freeze`` made into bytes.

    Raises ``ValueError`` for bytes that hold anything else than plain values of ours.
    """
    try:
        return _value(marshal.loads(data))  # noqa: S302
    except (ValueError, EOFError, AttributeError, LookupError, TypeError, RecursionError) as error:
        raise ValueError("no value of the model") from error


# A value stands as a list: its class, then its fields. (No value of ours holds a list.)


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return _all(_plain, value)
    form = _form(kind)
    return [form.tag, *[v if type(v) in _ATOMS else _plain(v) for v in form.parts(value)]]


def _value(plain: Any) -> Any:
    kind = type(plain)
    if kind is list:
        return _form_called(plain[0]).make(plain)
    if kind is tuple:
        return _all(_value, plain)
    if kind in _ATOMS:
        return plain
    raise TypeError(f"{kind.__name__} is no value of the model")


def _all(turn: Callable[[object], object], values: Any) -> tuple[object, ...]:
    return tuple([v if type(v) in _ATOMS else turn(v) for v in values]) if values else ()


class _Form(NamedTuple):
    """How values of one class are taken into their parts, and made again of tag and parts."""

    tag: str
    parts: Callable[[Any], Iterable[object]]
    make: Callable[[list[Any]], object]


@cache
def _form(kind: Any) -> _Form:
    name = kind.__name__
    if kind is date:
        return _Form(name, lambda day: (day.toordinal(),), lambda plain: date.fromordinal(plain[1]))
    if kind is datetime:
        made = datetime.fromisoformat
        return _Form(name, lambda moment: (moment.isoformat(),), lambda plain: made(plain[1]))
    if kind.__module__ not in _OURS:
        raise TypeError(f"{name} is no value of the model")
    if issubclass(kind, StrEnum):
        words = {word.value: word for word in kind}
        return _Form(name, lambda word: (word.value,), lambda plain: words[plain[1]])
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    parts = get if len(names) > 1 else lambda value: (get(value),)
    return _Form(name, parts, partial(_made, kind, [getattr(kind, n).__set__ for n in names]))


def _made(kind: type, puts: list[Callable[[object, object], None]], plain: list[Any]) -> object:
    if len(plain) != len(puts) + 1:
        raise TypeError(f"{kind.__name__} has other fields")
    # Fields are put in place as they were: ``__init__`` would take twice as long.
    value: Any = object.__new__(kind)
    parts = iter(plain)
    next(parts)
    for put, part in zip(puts, parts, strict=True):
        put(value, part if type(part) in _ATOMS else _value(part))
    return value


@cache
def _form_called(tag: str) -> _Form:
    if tag in _DAYS:
        return _form(_DAYS[tag])
    for module in _OURS:
        found = getattr(sys.modules.get(module), tag, None)
        if isinstance(found, type) and found.__module__ == module:
            return _form(found)
    raise LookupError(f"{tag} is no value of the model")


@cache
def code() -> str:
    """Return letters that stand for this release of the program and of all it is built on.

    They change with any byte of our own modules and catalogues, and with any package that is
    added, removed or renewed beside those that we build on.
    """
    digest = hashlib.blake2b(f"{sys.version} {own_code()}".encode(), digest_size=16)
    for folder in sorted(set(map(_home, _FOUNDATIONS))):
        names = os.listdir(folder) if folder else []
        digest.update("\n".join(sorted(n for n in names if n.endswith(".dist-info"))).encode())
    return digest.hexdigest()


@cache
def own_code() -> str:
    """Return letters that change with any byte of our own modules and catalogues."""
    digest = hashlib.blake2b(digest_size=16)
    package = os.path.dirname(__file__)
    for path in _sources(package):
        with open(package + path, "rb") as file:
            content = file.read()
        digest.update(f"{path} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _sources(package: str) -> list[str]:
    """Return where our own modules and catalogues lie. Hundreds of ``Path`` take too long."""
    return sorted(
        os.path.join(folder, name)[len(package) :]
        for folder, _, names in os.walk(package)
        for name in names
        if name.endswith((".py", ".po"))
    )


def _home(package: str) -> str:
    """Return the folder in which a package is installed, without importing it."""
    spec = find_spec(package)
    return os.path.dirname(os.path.dirname(spec.origin)) if spec and spec.origin else ""
