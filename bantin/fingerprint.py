"""A value → bytes that stand for all of it: equal bytes, equal values."""

import hashlib
import marshal
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

_PLAIN = frozenset((str, int, bool, float, type(None)))
_FORMAT = 2  # of marshal: the last one that does not tell which strings are one object
_SIZE = 16  # bytes of a hash


class Fingerprints:
    """Tells frozen values apart, looking only once at those that many pages share.

    A dataclass is a list of its name and its fields, a tuple a tuple, and what is plain stands
    for itself, so that two different values never give the same bytes. What is ``shared`` is
    remembered by identity, and kept alive for as long as it is remembered; it stands there as
    a hash, unless it is ``small``.
    """

    def __init__(self, shared: tuple[type, ...], small: tuple[type, ...] = ()) -> None:
        self.shared, self.small = frozenset((*shared, *small)), frozenset(small)
        self._known: dict[int, tuple[object, Any]] = {}

    def of(self, value: object) -> bytes:
        """Return bytes that stand for ``value``: a frozen dataclass, a tuple, or plain."""
        return marshal.dumps(self._row((value,)), _FORMAT)

    def _row(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        # Most parts are plain and many rows hold nothing else: they need no call each.
        if _PLAIN.issuperset(map(type, values)):
            return values
        known, plain, parts = self._known, _PLAIN, self._parts
        return tuple(
            [
                value
                if type(value) in plain
                else (found[1] if (found := known.get(id(value))) else parts(value))
                for value in values
            ]
        )

    def _parts(self, value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return self._row(value) if value else value
        named = _named(kind)  # type: ignore[arg-type]
        if named is None:
            return [repr(value)]
        name, take = named
        parts: Any = [name, *self._row(take(value))]
        if kind in self.shared:
            if kind not in self.small:
                content = marshal.dumps(parts, _FORMAT)
                parts = hashlib.blake2b(content, digest_size=_SIZE).digest()
            self._known[id(value)] = (value, parts)
        return parts


@cache
def _named(kind: Hashable) -> tuple[str, Callable[[object], tuple[object, ...]]] | None:
    """Return the name of a dataclass and what takes its fields; None for what is no such."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        return None
    names = tuple(field.name for field in fields(kind))
    take = attrgetter(*names) if names else lambda value: ()
    return kind.__name__, take if len(names) != 1 else lambda value: (take(value),)
