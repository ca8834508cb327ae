"""A server that speaks as much of S3 as a publish asks for, over HTTP.

It keeps objects in memory, sends them whole with the headers they were put with, and knows the
condition “only where there is none”. (Larger servers of this kind want packages that do not get on
with ours.) Source: the API reference of Amazon S3.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

Objects = dict[str, dict[str, tuple[bytes, dict[str, str]]]]
_KEPT = ("content-type", "cache-control")
_PAGE = 40  # small, so that lists have several pages

REFUSING = {"full": "QuotaExceeded", "late": "RequestTimeTooSkewed", "shut": "InvalidAccessKeyId"}
"""Buckets that take nothing new, and what they say to it."""


@contextmanager
def storage() -> Iterator[tuple[str, Objects]]:
    """Run a server; return its address, and its buckets, each with its objects."""
    buckets: Objects = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(buckets))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", buckets
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(buckets: Objects) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

        @property
        def bucket(self) -> str:
            return self.path.lstrip("/").partition("/")[0]

        def place(self) -> tuple[dict[str, tuple[bytes, dict[str, str]]] | None, str]:
            bucket, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
            return buckets.get(bucket), key

        def do_PUT(self) -> None:
            data = self.body()
            objects, key = self.place()
            if objects is None:
                return self.answer(404, _error("NoSuchBucket"))
            if key.startswith("web/.bantin/objects") and self.bucket in REFUSING:
                return self.answer(403, _error(REFUSING[self.bucket]))
            if self.headers.get("If-None-Match") == "*" and key in objects:
                return self.answer(412, _error("PreconditionFailed"))
            if source := self.headers.get("x-amz-copy-source"):
                bucket, _, name = unquote(source).lstrip("/").partition("/")
                if name not in buckets.get(bucket, {}):
                    return self.answer(404, _error("NoSuchKey"))
                objects[key] = buckets[bucket][name]
                tag = _tag(objects[key][0])
                return self.answer(200, f"<CopyObjectResult><ETag>{tag}</ETag></CopyObjectResult>")
            kept = {name: said for name in _KEPT if (said := self.headers.get(name))}
            objects[key] = data, kept
            return self.answer(200, "", {"ETag": _tag(data)})

        def do_GET(self) -> None:
            objects, key = self.place()
            if objects is None:
                return self.answer(404, _error("NoSuchBucket"))
            if not key:
                return self.list(objects)
            if key not in objects:
                return self.answer(404, _error("NoSuchKey"))
            data, kept = objects[key]
            day = {"Last-Modified": "Mon, 04 Mar 2024 08:00:00 GMT", "ETag": _tag(data)}
            return self.answer(200, data, {**kept, **day})

        def list(self, objects: dict[str, tuple[bytes, dict[str, str]]]) -> None:
            asked = {name: said[0] for name, said in parse_qs(urlsplit(self.path).query).items()}
            after = asked.get("continuation-token", "")
            names = [n for n in sorted(objects) if n.startswith(asked.get("prefix", ""))]
            rest = [name for name in names if name > after]
            entries = "".join(
                f"<Contents><Key>{escape(name)}</Key><Size>{len(objects[name][0])}</Size>"
                f"<LastModified>2024-03-04T08:00:00Z</LastModified>"
                f"<ETag>{_tag(objects[name][0])}</ETag></Contents>"
                for name in rest[:_PAGE]
            )
            more = rest[_PAGE - 1] if len(rest) > _PAGE else ""
            token = f"<NextContinuationToken>{escape(more)}</NextContinuationToken>" if more else ""
            said = f"<IsTruncated>{'true' if more else 'false'}</IsTruncated>{token}{entries}"
            self.answer(200, f"<ListBucketResult>{said}</ListBucketResult>")

        def do_POST(self) -> None:
            tree = ET.fromstring(self.body())  # noqa: S314 - what our own client sends
            objects, _ = self.place()
            gone = [e.text or "" for e in tree.iter() if e.tag.rpartition("}")[2] == "Key"]
            for name in gone:
                if objects is not None:
                    objects.pop(name, None)
            said = "".join(f"<Deleted><Key>{escape(name)}</Key></Deleted>" for name in gone)
            self.answer(200, f"<DeleteResult>{said}</DeleteResult>")

        def do_DELETE(self) -> None:
            objects, key = self.place()
            if objects is not None:
                objects.pop(key, None)
            self.answer(204, "")

        def body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def answer(
            self, status: int, body: str | bytes, headers: dict[str, str] | None = None
        ) -> None:
            data = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            for name, said in (headers or {}).items():
                self.send_header(name, said)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


def _error(code: str) -> str:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>"
