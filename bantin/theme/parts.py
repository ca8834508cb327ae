"""A part and its arguments → its HTML, made once however many pages show it."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

Part = Callable[..., str]
"""A macro, to Jinja."""

_ENOUGH = 16_384


class Parts:
    """What parts of pages gave for their arguments.

    A card is the same value on every page that shows it, so it is known by its identity:
    asking for the hash of all its fields would cost more than rendering it. It is kept alive
    for as long as it is remembered, so that its identity cannot become another's. Plain strings
    (the way home and the like) are known by their letters.

    A macro sees nothing but its arguments and the theme, so no answer ever grows old, and
    forgetting costs time alone: when ``room`` answers are there, all are let go.
    """

    def __init__(self, room: int = _ENOUGH) -> None:
        self.room = room
        self._known: dict[tuple[object, ...], tuple[str, tuple[object, ...]]] = {}

    def once(self, part: Part, *values: object) -> str:
        """Return what ``part`` gives for ``values``."""
        key = (part, *[value if type(value) is str else id(value) for value in values])
        known = self._known.get(key)
        return known[0] if known else self._keep(key, part, values)

    def each(self, values: Iterable[object], part: Part, *rest: object) -> Markup:
        """Return what ``part`` gives for each of ``values`` with ``rest``, one a line."""
        return Markup("\n".join(self.every(values, part, *rest)))  # noqa: S704 (it is escaped)

    def every(self, values: Iterable[object], part: Part, *rest: object) -> list[str]:
        """Return what ``part`` gives for each of ``values`` with ``rest``."""
        ways = [value if type(value) is str else id(value) for value in rest]
        known, found = self._known, []
        for value in values:
            key = (part, value if type(value) is str else id(value), *ways)
            answer = known.get(key)
            found.append(answer[0] if answer else self._keep(key, part, (value, *rest)))
        return found

    def _keep(self, key: tuple[object, ...], part: Part, values: tuple[object, ...]) -> str:
        answer = part(*values)
        if len(self._known) >= self.room:
            self._known.clear()
        self._known[key] = (answer, values)
        return answer
