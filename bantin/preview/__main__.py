"""The preview's web server, a process of its own: ``python -m bantin.preview``.

The engine's process starts it and speaks to it over standard input and output.
"""

import asyncio
import os
import socket
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

import uvicorn

from .app import application
from .board import Board
from .frames import LineClosed, Listening, Reader, Setup, Writer, read, write
from .line import Line
from .watch import watch

_HOST = "127.0.0.1"
_PORTS_TRIED = 20
_LAST_PORT = 65535


def main() -> None:
    """Serve until the engine's process ends."""
    source = FileIO(os.dup(0), "rb")
    to = os.fdopen(os.dup(1), "wb")
    # Whatever else is printed in this process must not get among the frames.
    os.dup2(2, 1)
    setup = read(source)
    assert isinstance(setup, Setup)  # noqa: S101 - both ends are of one version
    listening = listen(setup.port)
    if listening:
        asyncio.run(_serve(setup, listening, source, to))
    else:
        write(to, Listening(port=0))


def listen(port: int) -> socket.socket | None:
    """Return a socket on the first free port from ``port`` on; None where there is none.

    Port 0 is whichever the system gives. Only this machine can reach it.
    """
    for number in range(port, min(port + _PORTS_TRIED, _LAST_PORT + 1)):
        listening = socket.socket()
        if sys.platform == "win32":
            # There the option of the other branch would take over a port that is in use.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HOST, number))
            listening.listen()
        except OSError:
            listening.close()
        else:
            return listening
    return None


async def _serve(setup: Setup, listening: socket.socket, source: Reader, to: Writer) -> None:
    port = listening.getsockname()[1]
    board = Board()
    line = Line(source, to, board.post)
    line.listen()
    config = uvicorn.Config(
        application(
            line.ask,
            board,
            port=port,
            token=setup.token,
            is_for_writing=setup.is_for_writing,
        ),
        log_level="error",
        ws="none",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    server = _Server(config, board)
    begun = asyncio.Event()
    watching = asyncio.create_task(watch(map(Path, setup.watched), line.saved, begun))
    watching.add_done_callback(lambda _: begun.set())
    # Only then: what is saved after the first look at the content must not be missed.
    await begun.wait()
    write(to, Listening(port=port))
    work = [
        asyncio.create_task(server.serve(sockets=[listening])),
        watching,
        asyncio.create_task(line.beat()),
        asyncio.create_task(line.ended.wait()),
    ]
    # Each of them is there for the whole run: where one ends, the preview does.
    await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    for task in work[1:]:
        task.cancel()
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not is_end(outcome):
            raise outcome


def is_end(outcome: BaseException) -> bool:
    """Return whether a task ended because the preview did, and not by a fault of its own."""
    if isinstance(outcome, BaseExceptionGroup):
        return all(is_end(single) for single in outcome.exceptions)
    return isinstance(outcome, LineClosed | asyncio.CancelledError)


class _Server(uvicorn.Server):
    """A server that lets go of those who listen before it waits for them to go."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self.board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.board.close()
        await super().shutdown(sockets)


if __name__ == "__main__":
    with suppress(LineClosed):  # the engine's process has ended before all began
        main()
