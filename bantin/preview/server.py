"""Watch, build again, tell the browser: until the writer stops it."""

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from watchfiles import awatch

from ..build import Built
from ..console import as_json, failure_lines, told
from ..messages import translator
from ..problems import N_, Failure, OutsideError
from .app import Board, application

_PORTS_TRIED = 20


def serve(
    rebuild: Callable[[], Built],
    *,
    folder: Path,
    watched: tuple[Path, ...],
    lang: str,
    port: int,
    open_browser: bool,
) -> None:
    """Build, serve ``folder`` on this machine only, and build again after each save.

    A taken port gives way to the next free one. Raises ``Failure`` where the first build
    cannot go on; a later one is only told, so that the writer can mend it.
    """
    print(translator(lang)(N_("building the preview; new photos take a moment …")), flush=True)
    first = rebuild()
    print("\n".join(told(first, lang)))
    listening = _listen(port)
    asyncio.run(_serve(rebuild, first, listening, folder, watched, lang, open_browser))


def _listen(port: int) -> socket.socket:
    for number in range(port, port + _PORTS_TRIED):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", number))
            listening.listen()
        except OSError:
            listening.close()
        else:
            return listening
    raise OutsideError(
        N_("no port from {port} on is free"),
        N_("Close another preview, or name a port with --port"),
        port=str(port),
    )


async def _serve(
    rebuild: Callable[[], Built],
    first: Built,
    listening: socket.socket,
    folder: Path,
    watched: tuple[Path, ...],
    lang: str,
    open_browser: bool,
) -> None:
    port = listening.getsockname()[1]
    board = Board(problems=[as_json(problem, lang) for problem in first.problems])
    config = uvicorn.Config(
        application(folder, board, port),
        log_level="warning",
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    watching = asyncio.create_task(_watch(rebuild, board, watched, lang))
    address = f"http://127.0.0.1:{port}/"
    print(
        translator(lang)(N_("preview: {address} (Ctrl+C ends it)")).format(address=address),
        flush=True,
    )
    if open_browser:
        webbrowser.open(address)
    try:
        await _Server(config, board).serve(sockets=[listening])
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


class _Server(uvicorn.Server):
    """A server that lets go of those who wait for news before it waits for them to go."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self.board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.board.close()
        await super().shutdown(sockets)


async def _watch(
    rebuild: Callable[[], Built], board: Board, watched: tuple[Path, ...], lang: str
) -> None:
    paths = [path for path in watched if path.exists()]
    async for _ in awatch(*paths, step=20, debounce=200):
        try:
            built = await asyncio.to_thread(rebuild)
        except Failure as failure:
            lines = failure_lines(failure, lang)
            print("\n".join(lines))
            await board.post([_as_problem(failure, lines)])
            continue
        print("\n".join(told(built, lang)), flush=True)
        await board.post([as_json(problem, lang) for problem in built.problems])


def _as_problem(failure: Failure, lines: list[str]) -> dict[str, str | int]:
    return {
        "path": "",
        "line": 1,
        "column": 1,
        "severity": "error",
        "code": type(failure).__name__,
        "message": lines[0].removeprefix("error: "),
        "remedy": lines[1].strip().removeprefix("→ "),
    }
