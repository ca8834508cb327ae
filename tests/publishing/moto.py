"""moto, which imitates Amazon's storage, as a server on loopback: the judgement of others."""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..conftest import ROOT

PROGRAM = ROOT / ".venv/.moto/bin/moto_server"
_PATIENCE_S = 60.0


@contextmanager
def moto() -> Iterator[str]:
    """Run moto's server; return its address. It forgets everything when it ends."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    process = subprocess.Popen(
        [PROGRAM, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("moto does not come up")


def made(address: str, bucket: str) -> None:
    """Make a bucket; raise ``RuntimeError`` where the server refuses."""
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    signed = "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request"
    line.request("PUT", f"/{bucket}", headers={"Content-Length": "0", "Authorization": signed})
    answer = line.getresponse()
    said = answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {said[:300]!r}")
