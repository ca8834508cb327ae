"""A web server on this machine's own address that notes what is asked of it."""

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Served:
    """A folder behind an address; ``asked`` are the places asked for, in order."""

    folder: Path
    address: str
    asked: list[str] = field(default_factory=list)

    def bytes(self, places: Iterable[str]) -> tuple[int, int]:
        """Return the bytes of some places as they are, and each compressed by gzip."""
        files = [self.folder / place for place in places]
        bodies = [path.read_bytes() for path in files if path.is_file()]
        return sum(map(len, bodies)), sum(len(gzip.compress(body, 6)) for body in bodies)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder until the block ends."""
    asked: list[str] = []
    handler = partial(_Noting, asked, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Served(folder, f"http://127.0.0.1:{server.server_port}/", asked)
        server.shutdown()
        thread.join()


class _Noting(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, asked: list[str], *args: object, directory: str) -> None:
        self._asked = asked
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._asked.append(unquote(urlsplit(self.path).path).lstrip("/"))
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was asked is noted."""
