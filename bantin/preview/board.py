"""Word of each build, for every open page that waits for it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from .frames import Told

# A browser opens six connections to a host and keeps every further request waiting. Pages that
# only listen must leave some of them free.
MOST_LISTENERS = 4
_FULL = "event: full\ndata: {}\n\n"


class Board:
    """What the newest build is; those who listen are told of each that follows."""

    def __init__(self) -> None:
        self._newest = Told(turn=0, build=0)
        self._listeners: list[asyncio.Queue[str | None]] = []
        self._is_closed = False

    def post(self, told: Told) -> None:
        """Tell everybody."""
        self._newest = told
        for listener in self._listeners:
            listener.put_nowait(_event(told))

    def close(self) -> None:
        """Let everybody go."""
        self._is_closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def news(self) -> AsyncIterator[str]:
        """Yield what is the newest, then each that follows, as server-sent events.

        One listener too many takes the place of the one that has listened longest.
        """
        if self._is_closed:
            return
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        queue.put_nowait(_event(self._newest))
        if len(self._listeners) >= MOST_LISTENERS:
            longest = self._listeners.pop(0)
            longest.put_nowait(_FULL)
            longest.put_nowait(None)
        self._listeners.append(queue)
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            with suppress(ValueError):  # it had to make room
                self._listeners.remove(queue)


def _event(told: Told) -> str:
    return f"data: {json.dumps({'turn': told.turn, 'build': told.build})}\n\n"
