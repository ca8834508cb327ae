"""What the two processes of the preview tell each other, and how it travels through a pipe.

A frame is the length of its head and of its body (two 32-bit numbers), the head as JSON, and
the body as it is: pictures cross without being turned into text.
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Protocol

_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """To the web server, once: the secret of this run, the first port to try, what to watch.

    ``is_for_writing`` says that there is a writing desk.
    """

    token: str
    port: int
    watched: tuple[str, ...]
    is_for_writing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """From the web server, once: the port it got; 0 where none was free."""

    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """From the web server: these paths have changed."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """To the web server: there is news.

    ``turn`` grows with whatever a browser should know, ``build`` only when pages may differ.
    """

    turn: int
    build: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """From the web server: a browser wants a ``page``, the ``problems``, ``drafts`` or ``writing``.

    ``lang`` is the language of the page on which problems and drafts are shown; ``body`` is
    what comes with a form.
    """

    number: int
    what: str
    address: str = ""
    lang: str = "vi"
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """To the web server: the answer to the question of that number, as of ``build``."""

    number: int
    build: int
    status: int
    media_type: str
    body: bytes
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """From the web server, twice a second: nothing new.

    Windows tells of Ctrl+C only to a process that is not waiting for a pipe.
    """


Frame = Setup | Listening | Saved | Told | Asked | Reply | Beat
_KINDS: Mapping[str, Callable[..., Frame]] = {
    kind.__name__: kind for kind in (Setup, Listening, Saved, Told, Asked, Reply, Beat)
}


class Reader(Protocol):
    """Where frames come from."""

    def read(self, size: int, /) -> bytes | None:
        """Return up to ``size`` bytes, none at the end."""


class Writer(Protocol):
    """Where frames go."""

    def write(self, data: bytes, /) -> int | None:
        """Take all of ``data``."""

    def flush(self) -> None:
        """Send it off."""


class LineClosed(Exception):  # noqa: N818 - the other side may end at any time
    """The other process has ended, or has said what it never says."""


def write(to: Writer, frame: Frame) -> None:
    """Send ``frame``; raise ``LineClosed`` where nobody takes it any more."""
    fields = asdict(frame)
    body = fields.pop("body", b"")
    head = json.dumps({"is": type(frame).__name__, **fields}).encode("ascii")
    try:
        to.write(_LENGTHS.pack(len(head), len(body)) + head + body)
        to.flush()
    except (OSError, ValueError) as error:  # the pipe is broken, or closed on this side
        raise LineClosed from error


def read(source: Reader) -> Frame:
    """Return the next frame, however long it takes to come; raise ``LineClosed`` at the end."""
    head_length, body_length = _LENGTHS.unpack(_exactly(source, _LENGTHS.size))
    fields = json.loads(_exactly(source, head_length))
    body = _exactly(source, body_length)
    kind = _KINDS[fields.pop("is")]
    values: dict[str, object] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in fields.items()
    }
    if kind in (Asked, Reply):
        values["body"] = body
    return kind(**values)


def _exactly(source: Reader, size: int) -> bytes:
    parts, missing = [], size
    while missing:
        try:
            part = source.read(missing)
        except (OSError, ValueError) as error:
            raise LineClosed from error
        if not part:
            raise LineClosed
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
