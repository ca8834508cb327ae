"""The preview's answers: files of the preview folder, and word of each new build."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

_HERE = Path(__file__).parent
_TYPES = {
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_TAG = b'<script src="/_preview/preview.js"></script>'


@dataclass
class Board:
    """What the latest build had to say; those who wait are told of each new one."""

    number: int = 0
    is_closed: bool = False
    problems: list[dict[str, str | int]] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def post(self, problems: list[dict[str, str | int]]) -> None:
        """Put up the problems of a new build."""
        async with self.changed:
            self.number += 1
            self.problems = problems
            self.changed.notify_all()

    async def close(self) -> None:
        """Let everybody go who waits for the next build."""
        async with self.changed:
            self.is_closed = True
            self.changed.notify_all()

    async def news(self) -> AsyncIterator[str]:
        """Yield what is up, then each new build, as server-sent events."""
        seen = -1
        while True:
            async with self.changed:
                if self.number == seen and not self.is_closed:
                    await self.changed.wait()
                if self.is_closed:
                    return
                seen = self.number
                data = json.dumps({"build": seen, "problems": self.problems}, ensure_ascii=False)
            yield f"data: {data}\n\n"


class Guard:
    """Answers only this machine: the right Host, no foreign Origin, and nothing but reading.

    A page of another site can make the browser ask 127.0.0.1, also under a name of its own
    (DNS rebinding); neither gets an answer.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self.allows(scope):
            response = Response("forbidden\n", status_code=403, media_type="text/plain")
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def allows(self, scope: Scope) -> bool:
        """Return whether a request may be answered."""
        headers = {
            key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]
        }
        origin = headers.get("origin", "")
        cross_site = headers.get("sec-fetch-site") == "cross-site"
        return (
            headers.get("host") in self.hosts
            and scope["method"] in ("GET", "HEAD")
            and (not origin or origin.removeprefix("http://") in self.hosts)
            and not (cross_site and headers.get("sec-fetch-mode") != "navigate")
        )


def application(folder: Path, board: Board, port: int) -> ASGIApp:
    """Return the preview of ``folder`` for a server that listens on ``port`` of this machine."""

    async def page(request: Request) -> Response:
        return _file(folder, request.path_params["path"])

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ("preview.js", "preview.css"):
            return Response(status_code=404)
        path = _HERE / name
        return Response(path.read_bytes(), headers=_HEADERS, media_type=_TYPES[path.suffix])

    async def events(request: Request) -> Response:
        return StreamingResponse(board.news(), headers=_HEADERS, media_type="text/event-stream")

    routes = [
        Route("/_preview/events", events),
        Route("/_preview/{name}", own),
        Route("/{path:path}", page),
    ]
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    return Guard(Starlette(routes=routes), hosts)


def _file(folder: Path, asked: str) -> Response:
    path = _inside(folder.resolve(), asked)
    if path is None:
        missing = folder / ("en/404.html" if asked.startswith("en/") else "404.html")
        content = missing.read_bytes() if missing.is_file() else b"404"
        return _html(content, status=404)
    if path.suffix == ".html":
        return _html(path.read_bytes())
    media_type = _TYPES.get(path.suffix)
    return FileResponse(path, headers=_HEADERS, media_type=media_type)


def _inside(folder: Path, asked: str) -> Path | None:
    """Return the file of ``folder`` that an address asks for, or None where there is none."""
    try:
        path = (folder / asked).resolve()
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, ValueError):  # a name too long, or with a zero byte in it
        return None


def _html(content: bytes, status: int = 200) -> Response:
    content = content.replace(b"</body>", _TAG + b"</body>", 1)
    return Response(content, status, headers=_HEADERS, media_type=_TYPES[".html"])
