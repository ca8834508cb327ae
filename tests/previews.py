"""Previews in processes of their own, as writers run them."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .small_site import ROOT

ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


HEAD = "<!DOCTYPE html><html lang=vi><head><title>Tin</title></head>"

TRICKS = [
    *("/../secret.txt", "/%2e%2e/secret.txt", "/articles/..%2f..%2fsecret.txt"),
    *("//etc/passwd", "/a//b", "/%00", "/index.html%00", "/..\\secret.txt", "/%5c..%5csecret.txt"),
    *("/c:/secret.txt", "/%ff", "/%0aindex.html"),
]
"""Addresses that try to reach what lies beside the site."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview: the address of its root, with a slash at the end, and its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    @property
    def web_server(self) -> int:
        """The id of the process that talks to browsers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text("ascii").split()[0])

    def end(self) -> int:
        """Press Ctrl+C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=10)


@contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[Preview]:
    """Run ``python -m`` with ``command`` until it tells its address; end it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=env or ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    found = None
    try:
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                break
        assert found, process.stderr.read()
        yield Preview(found[0], process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=10)
        process.stdout.close()
        process.stderr.close()


def tiny(folder: Path, port: int = 0) -> AbstractContextManager[Preview]:
    """Run a preview of the files of ``folder``."""
    return running("tests.tiny_preview", str(folder), str(port))


def bantin_serve(site: Path, port: int = 0) -> AbstractContextManager[Preview]:
    """Run ``bantin serve`` for the site in the folder ``site``."""
    return running("bantin", "serve", "--site", str(site), "--no-browser", "--port", str(port))


def write(folder: Path, address: str, text: str) -> Path:
    """Write a file below ``folder`` as an editor does: aside first, then in its place."""
    path = folder / address
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".tmp")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
    return path


def kill(process: int) -> None:
    """End a process that a preview has started, without a word."""
    os.kill(process, signal.SIGKILL)


def has_ended(process: int) -> bool:
    """Wait for a process that is not ours to end; return False where it goes on and on."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def small_folder(folder: Path) -> Path:
    """Write a site of a few plain files, and something secret beside it."""
    write(folder, "index.html", f"{HEAD}<body>Trang nhất</body>")
    write(folder, "404.html", f'{HEAD}<body>Không có <a href="index.html">về</a></body>')
    photo = '<img src="../a.png" srcset="../a.png 480w, b.png 960w">'
    write(folder, "en/404.html", f"{HEAD}<body>None {photo}</body>")
    write(folder, "theme/site.css", "p { color: red }")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    return folder
