"""The web server's end of the line to the engine's process."""

import asyncio
from collections.abc import Callable
from itertools import count
from threading import Thread

from .frames import Asked, Beat, Frame, LineClosed, Reader, Reply, Saved, Told, Writer, read, write

_BEAT = 0.5


class Line:
    """Asks the engine's process and hears from it.

    A thread reads all the time, so that the other side can always get rid of what it has to
    say, however much is asked meanwhile: neither ever waits for the other to take something.
    """

    def __init__(self, source: Reader, to: Writer, told: Callable[[Told], None]) -> None:
        self._source, self._to, self._told = source, to, told
        self._numbers = count(1)
        self._open: dict[int, asyncio.Future[Reply]] = {}
        self._refreshed = asyncio.Event()
        self.ended = asyncio.Event()

    def listen(self) -> None:
        """Hear what is said from now on, until ``ended`` is set."""
        loop = asyncio.get_running_loop()
        Thread(target=self._read, args=(loop,), daemon=True, name="line").start()

    async def ask(self, what: str, address: str, lang: str, body: bytes = b"") -> Reply:
        """Return the answer to a question (see ``Asked``); raise ``LineClosed`` if none comes."""
        number = next(self._numbers)
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._open[number] = reply
        try:
            asked = Asked(number=number, what=what, address=address, lang=lang, body=body)
            self._say(asked)
            return await reply
        finally:
            del self._open[number]

    async def saved(self, paths: frozenset[str]) -> None:
        """Tell of changed files; return when the engine has looked at them."""
        self._refreshed.clear()
        self._say(Saved(paths=tuple(sorted(paths))))
        await self._refreshed.wait()

    async def beat(self) -> None:
        """Say twice a second that there is nothing new, until the line is closed."""
        while not self.ended.is_set():
            self._say(Beat())
            await asyncio.sleep(_BEAT)

    def _say(self, frame: Frame) -> None:
        if self.ended.is_set():
            raise LineClosed
        write(self._to, frame)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while True:
                loop.call_soon_threadsafe(self._heard, read(self._source))
        except LineClosed:
            loop.call_soon_threadsafe(self._end)
        except RuntimeError:  # the loop is closed: the server has ended before the line
            return

    def _heard(self, frame: Frame) -> None:
        if isinstance(frame, Told):
            self._told(frame)
            self._refreshed.set()
        elif isinstance(frame, Reply):
            asked = self._open.get(frame.number)
            if asked and not asked.done():
                asked.set_result(frame)

    def _end(self) -> None:
        self.ended.set()
        self._refreshed.set()
        for asked in self._open.values():
            if not asked.done():
                asked.set_exception(LineClosed())
