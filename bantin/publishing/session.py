"""One connection to a server by the system's ``ssh``: small scripts there, and what they say.

The server needs a POSIX shell and what every Linux has beside it (tar, sha256sum, flock); nothing
is installed on it. All goes through one connection, which also holds the lock: where it ends,
for whatever reason, the server takes no further step.
"""

import os
import secrets
import shlex
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from ..problems import N_, OutsideError

_BEAT_S = 3
_ENDED_S = 10

# Reads a verb and a length a line: "d" puts data aside, "a" adds to them, "x" takes a script and
# runs it, "l" takes the lock, which this shell and whatever it still runs then hold. Scripts run
# beside the reading, so that the sign of life is heard however long one takes. Who gives none for
# five looks is taken for gone, so that a cut cable frees the lock. No clock is asked: the clock of
# a server may be put right at any moment.
_DRIVER = r"""
umask 022
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"; kill $watch 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM PIPE
: > "$work/beat"
me=$$
( missed=0
  while sleep LOOK && [ -d "$work" ]; do
    missed=$((missed + 1))
    rm "$work/beat" && missed=0
    [ $missed -lt 5 ] || kill $me
  done ) >/dev/null 2>&1 </dev/null 9>&- &
watch=$!
while read -r verb size token; do
  : > "$work/beat"
  case $verb in
    b) ;;
    d) head -c "$size" > "$work/data" || exit 1 ;;
    a) head -c "$size" >> "$work/data" || exit 1 ;;
    x) head -c "$size" > "$work/script" || exit 1
       { ( . "$work/script" ) 2>&1
         printf '\n%s %s\n' "$token" "$?"
       } </dev/null & ;;
    l) file=$(head -c "$size")
       code=1
       if mkdir -p "${file%/*}" && ( : >> "$file" ); then
         exec 9>> "$file"
         flock -n 9; code=$?
       fi 2>&1
       printf '\n%s %s\n' "$token" "$code" ;;
  esac
done
"""
_LOOK_S = 3
_PIECE = 1 << 18  # bytes; a slow line, too, carries so many between two looks
_REASONS = (
    (
        "REMOTE HOST IDENTIFICATION HAS CHANGED",
        N_("the server shows another key than it did before"),
        N_("Ask its administrator whether that is meant; if not, somebody is in between"),
    ),
    (
        "Host key verification failed",
        N_("the key of the server is not known to this computer"),
        N_("Connect once by hand and compare the key: ssh {host}"),
    ),
    (
        "Permission denied",
        N_("the server does not let this account in"),
        N_("See whether your key is on the server: ssh {host}"),
    ),
    (
        "Could not resolve hostname",
        N_("there is no server of this name: {host}"),
        N_("Correct the address in PUBLISH, and see whether the network is connected"),
    ),
    (
        "Connection refused",
        N_("nothing takes connections at “{host}”"),
        N_("See whether the server is on, and whether the port in PUBLISH is right"),
    ),
    *(
        (
            mark,
            N_("the server “{host}” does not answer"),
            N_("See whether the network is connected, then publish again; the site is whole"),
        )
        for mark in (
            "Timeout, server",
            "timed out",
            "No route to host",
            "Network is unreachable",
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a script wrote, and its exit code."""

    text: bytes
    code: int


class Session:
    """An open connection. Every method may raise ``OutsideError``."""

    def __init__(self, process: "subprocess.Popen[bytes]", host: str) -> None:
        self.process, self.host = process, host
        self.to, self.source, self.errors = _pipes(process)
        self.turn = threading.Lock()

    def run(self, script: str, data: bytes = b"") -> Said:
        """Run a script on the server; ``data`` lies before it in the file ``"$work/data"``."""
        with self.turn:
            for start in range(0, len(data) or 1, _PIECE):
                piece = data[start : start + _PIECE]
                self._send(b"%s %d -\n" % (b"a" if start else b"d", len(piece)) + piece)
            token = self._ask(b"x", script)
        return self._heard(token)

    def lock(self, file: str) -> Said:
        """Take the lock; the exit code is 0 where it is ours, and 1 where it is not."""
        with self.turn:
            token = self._ask(b"l", file)
        return self._heard(token)

    def _ask(self, verb: bytes, words: str) -> bytes:
        token, data = secrets.token_hex(12).encode(), words.encode()
        self._send(b"%s %d %s\n" % (verb, len(data), token) + data)
        return token

    def _heard(self, token: bytes) -> Said:
        text = bytearray()
        for line in iter(self.source.readline, b""):
            if line.startswith(token):
                return Said(bytes(text[:-1]), int(line.split()[1]))
            text += line
        raise self.severed()

    def beat(self) -> None:
        """Say that this end is still there."""
        with self.turn:
            self._send(b"b 0 -\n")

    def severed(self) -> OutsideError:
        """Return why the connection is no more, as far as ``ssh`` says it."""
        try:
            self.process.wait(_ENDED_S)
        except subprocess.TimeoutExpired:
            self.process.kill()  # or what it says would be waited for without end
        return why(self.errors.read().decode("utf-8", "replace"), self.host)

    def _send(self, data: bytes) -> None:
        try:
            self.to.write(data)
            self.to.flush()
        except (OSError, ValueError) as error:
            raise self.severed() from error


@contextmanager
def connected(host: str, port: int | None) -> Iterator[Session]:
    """Open a connection to ``host`` (``user@name``), and close it whatever happens."""
    driver = _DRIVER.replace("LOOK", str(_LOOK_S))
    command = [*ssh_command(port), host, f"exec sh -c {shlex.quote(driver)}"]
    try:
        process = subprocess.Popen(  # noqa: S603 - the keeper's own settings name it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise OutsideError(
            N_("the program “{program}” cannot be started"),
            N_("Install the OpenSSH client (Windows: Settings, Optional features)"),
            program=command[0],
        ) from error
    session, ended = Session(process, host), threading.Event()
    beats = threading.Thread(target=_beating, args=(session, ended), daemon=True)
    beats.start()
    try:
        yield session
    finally:
        ended.set()
        with suppress(OSError):
            session.to.close()
        try:
            process.wait(_ENDED_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        beats.join()
        session.source.close()
        session.errors.close()


def ssh_command(port: int | None) -> list[str]:
    """Return the program and its options, without the server's name.

    ``BANTIN_SSH`` may name another program and its options, as ``ssh -F file``.
    """
    return [
        *shlex.split(os.environ.get("BANTIN_SSH", "ssh")),
        *("-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15"),
        *("-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3"),
        # A connection for others would outlive ours, and its end would not be heard.
        *("-o", "ControlMaster=no"),
        *(("-p", str(port)) if port else ()),
    ]


def why(said: str, host: str) -> OutsideError:
    """Return why ``ssh`` has ended, by what it said."""
    said = said.strip()
    for mark, message, remedy in _REASONS:
        if mark in said:
            return OutsideError(message, remedy, host=host)
    return OutsideError(
        N_("the connection to “{host}” has ended: {reason}"),
        N_("See whether the network is connected, then publish again; the site is whole"),
        host=host,
        reason=said.splitlines()[-1] if said else "?",
    )


def _beating(session: Session, ended: threading.Event) -> None:
    while not ended.wait(_BEAT_S):
        try:
            session.beat()
        except OutsideError:
            return


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if not process.stdin or not process.stdout or not process.stderr:
        raise ValueError("ssh was started without its pipes")
    return process.stdin, process.stdout, process.stderr
