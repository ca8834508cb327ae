"""A person at a real console, who types when the program waits for it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select

from .small_site import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
_PATIENCE = 30


@dataclass(slots=True)
class Talking:
    """A command on a console of its own; what it says is gathered in ``said``."""

    process: subprocess.Popen[bytes]
    master: int
    said: str = ""
    unheard: bytes = b""

    def hear(self, words: str) -> str:
        """Wait for ``words``, and return what was said up to them since the last time."""
        while words not in self.unheard.decode("utf-8", "replace"):
            ready, _, _ = select([self.master], [], [], _PATIENCE)
            assert ready, f"no “{words}” in: {self.said}{self.unheard.decode('utf-8', 'replace')}"
            self.unheard += os.read(self.master, 65536)
        heard, _, rest = self.unheard.partition(words.encode())
        self.unheard = rest
        text = heard.decode("utf-8", "replace") + words
        self.said += text
        return text

    def type(self, answer: str, after: str) -> str:
        """Type one line when ``after`` has been asked; return what was said until then."""
        heard = self.hear(after)
        os.write(self.master, f"{answer}\n".encode())
        return heard

    def press(self, key: bytes, after: str) -> None:
        """Press a key, such as Ctrl+C, when ``after`` has been asked, until the talk ends.

        A key pressed between a question and the wait for its answer is not heard: nobody is
        as quick as that, but a test is.
        """
        self.hear(after)
        while self.process.poll() is None:
            os.write(self.master, key)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        self.said += self.unheard.decode("utf-8", "replace")
        try:
            while select([self.master], [], [], _PATIENCE)[0]:
                more = os.read(self.master, 65536)
                if not more:
                    break
                self.said += more.decode("utf-8", "replace")
        except OSError:  # the other end has been closed
            pass
        return self.process.wait(timeout=_PATIENCE)


@contextmanager
def talking(site: Path, *command: str) -> Iterator[Talking]:
    """Run ``bantin`` with ``command`` for the site in the folder ``site``; end it at the end."""
    master, console = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bantin", *command, "--site", str(site)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=console,
        stdout=console,
        stderr=console,
        preexec_fn=_own_console,
    )
    os.close(console)
    try:
        yield Talking(process, master)
    finally:
        os.close(master)
        if process.poll() is None:
            process.kill()
        process.wait()


def _own_console() -> None:
    import fcntl
    import signal
    import termios

    # Whoever runs the tests in the background has Ctrl+C ignored, and that is inherited.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
