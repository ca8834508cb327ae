"""Files of the cache: values that are kept from one run to the next, or known to be lost.

A file that was cut off, tampered with or written by another release is as good as none: it
reads as None, and what it held is made again. Nothing that is read here can run code.
"""

import hashlib
import io
import marshal
import os
import pickle
import secrets
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SEAL = 16
_OURS = ("bantin.model", "bantin.problems", "bantin.reading.items")
_DAYS = frozenset({"date", "datetime"})
_FOUNDATIONS = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "PIL")


def put(path: Path, data: bytes) -> None:
    """Replace a file in one step: whoever looks finds the old one, or all of the new one.

    Raises ``OSError``.
    """
    aside = path.with_name(f"{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        os.replace(aside, path)
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


def freeze(value: object) -> bytes:
    """Return a value of the model as bytes; equal bytes mean equal values, not the reverse."""
    return pickle.dumps(value, protocol=5)


def thaw(data: bytes) -> Any:
    """Return the value of the model that ``freeze`` made into bytes.

    Raises ``ValueError`` for bytes that hold anything else than plain values of ours.
    """
    try:
        return _Thawing(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError) as error:
        raise ValueError("no value of the model") from error


class _Thawing(pickle.Unpickler):
    """Reads values of the model, and refuses whatever else could be named in a pickle."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _OURS or (module == "datetime" and name in _DAYS):
            found = getattr(sys.modules[module], name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the model")


@cache
def code() -> str:
    """Return letters that stand for this release of the program and of all it is built on.

    They change with any byte of our own modules and catalogues, and with any package that is
    added, removed or renewed beside those that we build on.
    """
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    package = Path(__file__).parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.po")]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package)} {len(content)}\n".encode() + content)
    for folder in sorted(set(map(_home, _FOUNDATIONS))):
        names = os.listdir(folder) if folder else []
        digest.update("\n".join(sorted(n for n in names if n.endswith(".dist-info"))).encode())
    return digest.hexdigest()


def _home(package: str) -> str:
    """Return the folder in which a package is installed, without importing it."""
    spec = find_spec(package)
    return os.path.dirname(os.path.dirname(spec.origin)) if spec and spec.origin else ""
