"""The preview's answers to a browser: pages from the engine, and the preview's own files."""

import re
from hashlib import blake2b
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from .board import Board
from .forms import Ask, WritingDesk
from .frames import LineClosed, Reply
from .guard import HEADERS, WRITING, Guard, is_secret, plain_address, refusal

HOME = "_preview"
_HERE = Path(__file__).parent
_HTML = "text/html"
_RELATIVE = re.compile(rb'((?: href| src)=")([^"#/:][^":]*)"')
# A name that a change of the file would change.
_LASTING = re.compile(r"theme/[^/]+\.[0-9a-f]{8}\.\w+")
_SIZES = re.compile(rb'(?<= srcset=")[^"]+')
_SCRIPTS = ("places.js", "swap.js", "words.js", "panel.js", "preview.js")
_OWN_FILES = {
    "preview.js": ("text/javascript", _SCRIPTS),
    "preview.css": ("text/css", ("preview.css",)),
    "drafts.css": ("text/css", ("drafts.css",)),
}


def application(
    ask: Ask, board: Board, *, port: int, token: str, is_for_writing: bool = False
) -> ASGIApp:
    """Return the preview for a server that listens on ``port`` of this machine.

    ``is_for_writing`` says that there is a writing desk.

    The preview's own addresses lie below ``/_preview/<token>/``. Pages carry that address in
    their script's, and a page of another site cannot read it there.
    """
    desk = WritingDesk(ask, token) if is_for_writing else None
    return Guard(_Preview(ask, board, token, desk), port)


class _Preview:
    def __init__(self, ask: Ask, board: Board, token: str, desk: WritingDesk | None) -> None:
        self.ask, self.board, self.token, self.desk = ask, board, token, desk
        self.lasting: dict[str, Reply] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self.respond(Request(scope, receive))
        except LineClosed:
            response = refusal(503)
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        address = plain_address(request.scope["raw_path"])
        if address is None:
            return refusal(404)
        folder, _, rest = address.partition("/")
        if folder == WRITING and self.desk:
            return await self.desk.respond(request, rest)
        if folder != HOME:
            return await self.page(request, address)
        token, _, name = rest.partition("/")
        return await self.own(request, name) if is_secret(token, self.token) else refusal(403)

    async def page(self, request: Request, address: str) -> Response:
        """Return a file of the site; a page gets the script that keeps it new."""
        reply = self.lasting.get(address) or await self.ask("page", address, "vi")
        if not reply.media_type.startswith(_HTML):
            if reply.status == 200 and _LASTING.fullmatch(address):
                self.lasting[address] = reply  # each save has the scripts fetched again
            return _answer(reply.body, reply.media_type, reply.status)
        tag = etag(reply.body, self.token)
        headers = {"ETag": tag}
        if request.headers.get("if-none-match") == tag and reply.status != 503:
            return Response(status_code=304, headers={**HEADERS, **headers})
        body = from_the_root(reply.body, address) if reply.status == 404 else reply.body
        if "bare" in request.query_params:  # within the writing desk, which has its own script
            return _answer(body, reply.media_type, 200 if reply.status == 404 else reply.status)
        script = f"/{HOME}/{self.token}/preview.js"
        body = with_script(body, script, tag, reply.build, has_desk=self.desk is not None)
        return _answer(body, reply.media_type, reply.status, headers)

    async def own(self, request: Request, name: str) -> Response:
        """Return what the preview itself shows: its files, its news, the problems, the drafts."""
        if name == "events":
            return self.events(request)
        if name in ("problems", "drafts"):
            asked = request.query_params
            about = plain_address(f"/{asked.get('page', '')}".encode()) or ""
            reply = await self.ask(name, about, "en" if asked.get("lang") == "en" else "vi")
            return _answer(reply.body, reply.media_type, reply.status)
        if name not in _OWN_FILES:
            return refusal(404)
        media_type, parts = _OWN_FILES[name]
        return _answer(b"\n".join((_HERE / part).read_bytes() for part in parts), media_type)

    def events(self, request: Request) -> Response:
        if request.method == "HEAD":
            return _answer(b"", "text/event-stream")
        return StreamingResponse(self.board.news(), headers=HEADERS, media_type="text/event-stream")


def etag(body: bytes, token: str) -> str:
    """Return the tag of a page as it is served in this run.

    Another run has other addresses for the script, so its pages are not the same.
    """
    return f'"{blake2b(body, key=token.encode(), digest_size=12).hexdigest()}"'


def from_the_root(body: bytes, address: str) -> bytes:
    """Return the page for a wrong ``address`` with links that hold wherever it is shown.

    It is written for its own place, which is the home of the edition.
    """
    home = b"/en/" if address.startswith("en/") else b"/"
    body = _RELATIVE.sub(lambda found: found[1] + urljoin(home, found[2]) + b'"', body)
    return _SIZES.sub(
        lambda found: b", ".join(urljoin(home, part) for part in found[0].split(b", ")), body
    )


def with_script(
    body: bytes, address: str, tag: str, build: int, *, has_desk: bool = False
) -> bytes:
    """Return ``body`` with the script that keeps the page new, and what the page is so far."""
    desk = f' data-desk="/{WRITING}/"' if has_desk else ""
    script = (
        f'\n<script src="{address}" data-preview="{escape(tag)}" data-build="{build}"{desk} defer>'
        "</script>"
    ).encode()
    # Before the theme's scripts: it notes what these attach to the window.
    before, head, after = body.partition(b"<head>")
    return before + head + script + after if head else body + script


def _answer(
    body: bytes, media_type: str, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    return Response(body, status, {**HEADERS, **(headers or {})}, media_type)
