"""A value → words that stand for all of it: equal words, equal values."""

import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter

_PLAIN = frozenset((str, int, bool, type(None)))
_SIZE, _LONG = 16, 128  # bytes of a hash; letters from which on one takes their place


class Fingerprints:
    """Spells out frozen values, those that many pages share only once.

    Names of classes, lengths of tuples and quoted strings are all spelled out, so that two
    different values never read the same. What is ``shared`` and long stands there as a hash of
    its words; it is remembered by identity, and kept alive for as long as it is remembered.
    """

    def __init__(self, shared: tuple[type, ...]) -> None:
        self.shared = frozenset(shared)
        # There is one empty tuple, and it is the part that most values have.
        self._known: dict[int, tuple[object, str]] = {id(()): ((), "()")}

    def of(self, value: object) -> str:
        """Return the words that stand for ``value``: a frozen dataclass, a tuple, or plain."""
        known = self._known.get(id(value))
        return known[1] if known else self._spelled(value)

    def _spelled(self, value: object) -> str:
        kind = type(value)
        if kind is tuple:
            return self._row(value)  # type: ignore[arg-type]
        named = _named(kind)  # type: ignore[arg-type]
        if named is None:
            return repr(value)
        name, parts = named
        words = name + self._row(parts(value))
        if kind in self.shared:
            if len(words) > _LONG:
                words = hashlib.blake2b(words.encode(), digest_size=_SIZE).hexdigest()
            self._known[id(value)] = (value, words)
        return words

    def _row(self, values: tuple[object, ...]) -> str:
        # Most parts are plain and many rows hold nothing else: they are spelled without a call.
        if _PLAIN.issuperset(map(type, values)):
            return repr(values)
        known, spelled, words = self._known, self._spelled, []
        for value in values:
            if type(value) is str:
                words.append(repr(value))
            elif found := known.get(id(value)):
                words.append(found[1])
            else:
                words.append(spelled(value))
        return f"({','.join(words)})"


@cache
def _named(kind: type) -> tuple[str, Callable[[object], tuple[object, ...]]] | None:
    """Return the name of a dataclass and what takes its fields; None for what is no such."""
    names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    if not names:
        return None
    take = attrgetter(*names)
    return kind.__name__, take if len(names) > 1 else lambda value: (take(value),)
