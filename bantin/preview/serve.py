"""The engine's side of the preview: starts the web server, and answers it until it is stopped."""

import gc
import secrets
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..messages import translator
from ..problems import N_, OutsideError
from .desk import Desk
from .engine import Engine, Scribe
from .frames import Asked, LineClosed, Listening, Saved, Setup, read, write
from .report import Report

_PATIENCE_S = 3


def serve(
    engine: Engine,
    scribe: Scribe | None = None,
    *,
    watched: tuple[Path, ...],
    lang: str,
    port: int,
    open_browser: bool,
) -> None:
    """Show the pages of ``engine`` on this machine only, and have it look again after each save.

    ``scribe`` is the writing desk, where there is one.

    ``watched`` are folders, and single files. A taken port gives way to the next free one.
    Returns never: ends with ``KeyboardInterrupt`` where the writer stops it. Raises ``Failure``
    where the first look cannot go on (a later failure is only told, so that the writer can
    mend it), and ``OutsideError`` where no port is free or the web server has ended.
    """
    say = translator(lang)
    print(say(N_("building the preview; new photos take a moment …")), flush=True)
    desk = Desk(engine, scribe)
    setup = Setup(
        token=secrets.token_urlsafe(24),
        port=port,
        watched=tuple(str(path.absolute()) for path in watched),
        is_for_writing=scribe is not None,
    )
    with _web_server(setup) as server:
        try:
            address = f"http://127.0.0.1:{server.port(port)}/"
            desk.refresh(None)
            if desk.failure:
                raise desk.failure
            # What is held now is held for the whole run: no use in looking for garbage in it.
            gc.freeze()
            report = Report(lang)
            _say(report, desk)
            write(server.to, desk.told)
            print(
                say(N_("preview: {address} (Ctrl+C ends it)")).format(address=address), flush=True
            )
            if open_browser:
                webbrowser.open(address)
            while True:
                _step(server, desk, report)
        except LineClosed as error:
            raise OutsideError(
                N_("the web server of the preview has ended"),
                N_("Start the preview again"),
            ) from error


@dataclass(frozen=True, slots=True)
class _WebServer:
    source: IO[bytes]
    to: IO[bytes]

    def port(self, wanted: int) -> int:
        """Wait until the files are watched, and return the port that the server has got.

        What is said before is answered by the first look at the content.
        """
        while not isinstance(frame := read(self.source), Listening):
            pass
        if frame.port:
            return frame.port
        raise OutsideError(
            N_("no port from {port} on is free"),
            N_("Close another preview, or name a port with --port"),
            port=str(wanted),
        )


@contextmanager
def _web_server(setup: Setup) -> Iterator[_WebServer]:
    """Run the web server as a process of its own, and end it whatever happens."""
    process = subprocess.Popen(
        # -P: the folder in which the writer stands is no place to import modules from.
        [sys.executable, "-P", "-m", "bantin.preview"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl+C is for this process alone; the web server ends when its line does.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    source, to = _pipes(process)
    try:
        with suppress(LineClosed):  # the first answer that is waited for tells of it
            write(to, setup)
        yield _WebServer(source, to)
    finally:
        _end(process)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if not process.stdin or not process.stdout:
        raise ValueError("the web server was started without its pipes")
    return process.stdout, process.stdin


def _end(process: subprocess.Popen[bytes]) -> None:
    source, to = _pipes(process)
    with suppress(OSError):  # it has ended already, and what was left to say is lost
        to.close()
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    source.close()


def _step(server: _WebServer, desk: Desk, report: Report) -> None:
    """Take one thing that the web server says."""
    frame = read(server.source)
    before = desk.told
    if isinstance(frame, Saved):
        desk.refresh(frozenset(Path(path) for path in frame.paths))
        write(server.to, desk.told)
        _say(report, desk)
    elif isinstance(frame, Asked):
        write(server.to, desk.answer(frame))
        if desk.told != before:
            write(server.to, desk.told)
            _say(report, desk)


def _say(report: Report, desk: Desk) -> None:
    print("\n".join(report.lines(desk)), flush=True)
