"""A value → words that stand for all of it: equal words, equal values."""

import hashlib
from dataclasses import fields, is_dataclass
from functools import cache


class Fingerprints:
    """Spells out frozen values, those that many pages share only once.

    Names of classes, lengths of tuples and quoted strings are all spelled out, so that two
    different values never read the same. What is ``shared`` stands there as a hash of its
    words; it is remembered by identity, and kept alive for as long as it is remembered.
    """

    def __init__(self, shared: tuple[type, ...]) -> None:
        self.shared = frozenset(shared)
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> str:
        """Return the words that stand for ``value``: a frozen dataclass, a tuple, or plain."""
        kind = type(value)
        if kind is str or value is None or kind is int or kind is bool:
            return repr(value)
        if kind is tuple:
            return f"({','.join([self.of(item) for item in value])})"  # type: ignore[attr-defined]
        if kind not in self.shared:
            return self._spelled(value, kind)
        known = self._known.get(id(value))
        if known is None:
            words = self._spelled(value, kind).encode()
            known = self._known[id(value)] = (value, hashlib.blake2b(words).hexdigest())
        return known[1]

    def _spelled(self, value: object, kind: type) -> str:
        names = _fields(kind)
        if not names:
            return repr(value)
        return f"{kind.__name__}({','.join([self.of(getattr(value, name)) for name in names])})"


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
