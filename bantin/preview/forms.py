"""The writing desk in the web server: what a browser sends is checked, packed and passed on.

The engine's process writes; this one knows who asks, how much is sent, and keeps what is
uploaded in a file of its own until it is answered.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect
from starlette.requests import Request as Asking
from starlette.responses import Response

from ..writing.requests import Request
from .frames import Reply
from .guard import WRITING_HEADERS, is_secret, refusal

LARGEST_FORM = 6 * 1024 * 1024
"""A form may have so many bytes: a text of 4 MB, and its boxes."""

LARGEST_FILE = 256_000_000
_MOST_BOXES = 5000
_UPLOADS = ("photo", "word")
_HERE = Path(__file__).parents[1] / "writing"
_SCRIPTS = ("form-frame.js", "form-combobox.js", "form-cards.js", "form-draft.js", "form.js")
_FILES = {
    "form.js": ("text/javascript", _SCRIPTS),
    "desk.css": ("text/css", ("desk.css",)),
}


class Ask(Protocol):
    """Asks the engine's process; raises ``LineClosed``."""

    def __call__(
        self, what: str, address: str, lang: str, body: bytes = b"", /
    ) -> Awaitable[Reply]:
        """Return the answer to what is asked at an address, in a language, with a form."""


class _TooLarge(Exception):  # noqa: N818 - somebody sends more than is taken
    """More bytes come than are taken."""


class WritingDesk:
    """Answers below the folder of the writing desk; ``token`` is the secret of this run."""

    def __init__(self, ask: Ask, token: str) -> None:
        self.ask, self.token = ask, token

    async def respond(self, asking: Asking, address: str) -> Response:
        """Return what the engine answers, or why it is not even asked."""
        if address in _FILES and asking.method != "POST":
            media_type, parts = _FILES[address]
            body = b"\n".join((_HERE / part).read_bytes() for part in parts)
            return Response(body, 200, WRITING_HEADERS, media_type)
        try:
            if asking.method != "POST":
                return await self._pass_on(asking, address, Request(query=_query(asking)))
            if address.partition("/")[0] in _UPLOADS:
                return await self._uploaded(asking, address)
            return await self._posted(asking, address)
        except _TooLarge:
            return refusal(413)
        except (ValueError, ClientDisconnect):
            return refusal(400)

    async def _posted(self, asking: Asking, address: str) -> Response:
        """Pass on a form, which holds the secret in one of its boxes."""
        data = b""
        async for part in _stream(asking, LARGEST_FORM):
            data += part
        form = tuple(
            parse_qsl(
                data.decode("ascii"),
                keep_blank_values=True,
                encoding="utf-8",
                errors="strict",
                max_num_fields=_MOST_BOXES,
            )
        )
        request = Request(
            method="POST",
            query=_query(asking),
            form=form,
            wants_json="application/json" in asking.headers.get("accept", ""),
        )
        if not is_secret(request.said("token"), self.token):
            return refusal(403)
        return await self._pass_on(asking, address, request)

    async def _uploaded(self, asking: Asking, address: str) -> Response:
        """Pass on a file, sent as it is with the secret in a header."""
        if not is_secret(asking.headers.get("x-bantin-token", ""), self.token):
            return refusal(403)
        handle, name = tempfile.mkstemp(prefix="bantin-", suffix=".upload")
        try:
            with os.fdopen(handle, "wb") as file:
                async for part in _stream(asking, LARGEST_FILE):
                    file.write(part)
            request = Request(method="POST", query=_query(asking), file=name, wants_json=True)
            return await self._pass_on(asking, address, request)
        finally:
            Path(name).unlink(missing_ok=True)

    async def _pass_on(self, asking: Asking, address: str, request: Request) -> Response:
        spoken = request.said("ui") or asking.query_params.get("ui", "")
        lang = "en" if spoken == "en" else "vi"
        packed = Request(
            method=request.method,
            query=request.query,
            form=tuple(pair for pair in request.form if pair[0] != "token"),
            file=request.file,
            token=self.token,
            wants_json=request.wants_json,
        ).packed()
        reply = await self.ask("writing", address, lang, packed)
        headers = {**WRITING_HEADERS, **({"Location": reply.location} if reply.location else {})}
        return Response(reply.body, reply.status, headers, reply.media_type)


def _query(asking: Asking) -> tuple[tuple[str, str], ...]:
    return tuple(asking.query_params.multi_items())


async def _stream(asking: Asking, most: int) -> AsyncIterator[bytes]:
    """Yield what is sent; raise ``_TooLarge`` as soon as it is more than ``most`` bytes."""
    if int(asking.headers.get("content-length") or 0) > most:
        raise _TooLarge
    size = 0
    async for part in asking.stream():
        size += len(part)
        if size > most:
            raise _TooLarge
        yield part
