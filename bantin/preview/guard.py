"""Who is answered and at which addresses: this machine's own browser, and plain addresses."""

import secrets
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# The policy that the snippets for web servers send (SPEC §7): what works here works there.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_HTTP_PORT = 80


WRITING = "_desk"
"""The folder of addresses that forms are sent to."""

# A page of the writing desk shows the page of an article within itself.
WRITING_HEADERS = {**HEADERS, "Content-Security-Policy": f"{POLICY}; frame-src 'self'"}


class Guard:
    """Answers only this machine: the right Host, no foreign page behind it.

    Nothing but reading is allowed, except to forms of the writing desk, which have to say
    where they come from.

    A page of another site, or of another port, can make the browser ask 127.0.0.1, also under
    a name of its own (DNS rebinding). Such a page gets no answer; a link in it may lead here.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app, self.hosts = app, _hosts(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self.allows(scope):
            await refusal(403)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def allows(self, scope: Scope) -> bool:
        """Return whether a request may be answered."""
        headers = Headers(scope=scope)
        is_written = scope["method"] == "POST" and scope["path"].startswith(f"/{WRITING}/")
        return (
            (scope["method"] in ("GET", "HEAD") or (is_written and _names_origin(headers)))
            and len(headers.getlist("host")) == 1
            and headers["host"] in self.hosts
            and all(o.removeprefix("http://") in self.hosts for o in headers.getlist("origin"))
            and (_is_own(headers) or _is_visit(headers))
        )


def _hosts(port: int) -> frozenset[str]:
    names = ("127.0.0.1", "localhost")
    bare = names if port == _HTTP_PORT else ()
    return frozenset({*bare, *(f"{name}:{port}" for name in names)})


def _names_origin(headers: Headers) -> bool:
    return len(headers.getlist("origin")) == 1 and _is_own(headers)


def _is_own(headers: Headers) -> bool:
    # Browsers before 2023 and other programs send none.
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _is_visit(headers: Headers) -> bool:
    """Return whether somebody follows a link to here, in a window and not in a frame."""
    return (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )


def refusal(status: int) -> Response:
    """Return an answer that says nothing but ``status``."""
    words = {
        400: "not understood",
        403: "forbidden",
        404: "not found",
        413: "too large",
        503: "the preview has ended",
    }
    return Response(f"{words[status]}\n", status, HEADERS, "text/plain")


def is_secret(given: str, token: str) -> bool:
    """Return whether ``given`` is the secret of this run, in a time that tells nothing of it."""
    return secrets.compare_digest(given.encode(), token.encode())


def plain_address(raw_path: bytes) -> str | None:
    """Return the address of a file that a request's path names, without the slash before it.

    A path that ends in a slash names the ``index.html`` there. None for whatever is no plain
    address: ``..``, ``//``, a backslash, a drive, control characters, broken UTF-8.
    """
    try:
        path = unquote_to_bytes(raw_path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or not path.isprintable() or "\\" in path or ":" in path:
        return None
    *folders, name = path[1:].split("/")
    if any(part in ("", ".", "..") for part in folders) or name in (".", ".."):
        return None
    return "/".join([*folders, name or "index.html"])
