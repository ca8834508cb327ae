"""An account that knows nothing but SFTP, as many hosts give it.

The system's ``ssh`` opens the connection, so keys and known servers are those of ``ssh`` itself;
paramiko speaks the protocol over it.
"""

import errno
import os
import shlex
import stat
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from posixpath import dirname
from typing import Any, cast

from ..problems import N_, OutsideError
from .objects import INSIDE
from .session import ssh_command, why

try:
    from paramiko import SFTPClient, SFTPError, SFTPFile
    from paramiko.sftp import CMD_EXTENDED
    from paramiko.ssh_exception import SSHException
except ImportError as error:
    raise OutsideError(
        N_("storage of this kind needs one more package"),
        N_("Install it: pip install bantin[sftp]"),
    ) from error

_ENDED_S = 1
_PACKET = 32768  # bytes that one message of the protocol carries
_PIECE = 1 << 20


class Account:
    """The folder ``path`` of an account on ``host``; see ``Storage``."""

    def __init__(self, host: str, port: int | None, path: str) -> None:
        self.host, self.port, self.path = host, port, path.rstrip("/")
        self.pipe: _Pipe | None = None
        self.client: SFTPClient | None = None
        self.has_links = True
        # One connection carries all, also the renewing of the lock beside the work.
        self.turn = threading.RLock()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the server refuses into what the keeper is told."""
        try:
            yield
        except (SFTPError, SSHException, EOFError, OSError) as error:
            if self.pipe and self.pipe.has_ended():
                raise why(self.pipe.errors(), self.host) from error
            raise OutsideError(
                N_("the server refuses: {reason}"),
                N_("See whether the folder may be written to and has room; the site is whole"),
                reason=str(error) or type(error).__name__,
            ) from error

    def put(self, name: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Write a file whole: aside first, then in place."""
        del headers  # the web server knows them
        aside = f"{name}.new"
        with self.turn:
            self._make_folder(dirname(name))
            file = self._sftp().open(self._at(aside), "wb")
        try:
            self._fill(file, data)
        except OSError:
            with suppress(OSError):  # what is half there would keep others from the room
                self.delete([aside])
            raise
        with self.turn:
            self._move(aside, name)

    def create(self, name: str, data: bytes) -> bool:
        """Write a file only where there is none."""
        with self.turn:
            self._make_folder(dirname(name))
            try:
                file = self._sftp().open(self._at(name), "wbx")
            except OSError:
                if self.get(name) is None:
                    raise
                return False
        try:
            self._fill(file, data)
        except OSError:
            with suppress(OSError):
                self.delete([name])
            raise
        return True

    def get(self, name: str) -> bytes | None:
        """Return a file, or None where there is none."""
        with self.turn:
            try:
                # Not with paramiko's ``prefetch``, whose thread would fail unheard.
                with self._sftp().open(self._at(name), "rb") as file:
                    return b"".join(iter(lambda: file.read(_PACKET), b""))
            except FileNotFoundError:
                return None

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of all files in a folder."""
        with self.turn:
            return sorted(self._below(prefix.rstrip("/")))

    def is_empty(self) -> bool:
        """Return whether there is nothing but our own notes."""
        with self.turn:
            return all(name.startswith(INSIDE) for name in self._below("", deep=False))

    def delete(self, names: list[str]) -> None:
        """Take files away, and the folders that are then empty."""
        with self.turn:
            sftp = self._sftp()
            for name in names:
                with suppress(FileNotFoundError):
                    sftp.remove(self._at(name))
            for folder in sorted({dirname(name) for name in names} - {""}, reverse=True):
                with suppress(OSError):  # other files are in it
                    sftp.rmdir(self._at(folder))

    def place(self, kept: str, name: str) -> None:
        """Give the bytes a second name aside, and move that into place."""
        aside = f"{INSIDE}placed"
        with self.turn:
            with suppress(FileNotFoundError):
                self._sftp().remove(self._at(aside))
            if not self._linked(kept, aside):
                self._fill(self._sftp().open(self._at(aside), "wb"), self.get(kept) or b"")
            self._move(aside, name)

    def _linked(self, kept: str, aside: str) -> bool:
        """Give a file a second name, as servers of OpenSSH can; return whether that was done."""
        if not self.has_links:
            return False
        try:
            # As its own ``posix_rename`` asks for another extension of OpenSSH.
            ask: Any = getattr(self._sftp(), "_request")  # noqa: B009
            ask(
                CMD_EXTENDED,
                b"hardlink@openssh.com",
                self._at(kept).encode(),
                self._at(aside).encode(),
            )
        except OSError:
            self.has_links = False
        return self.has_links

    def close(self) -> None:
        """End the connection."""
        if self.pipe:
            self.pipe.close()
        self.pipe = self.client = None

    def _fill(self, file: SFTPFile, data: bytes) -> None:
        """Write ``data`` in pieces, between which another thread has its turn, and close.

        Raises ``OSError`` where not every byte has arrived.
        """
        try:
            for start in range(0, len(data), _PIECE):
                piece = data[start : start + _PIECE]
                with self.turn:
                    file.set_pipelined(pipelined=True)
                    file.write(piece[:-_PACKET])
                    # Only a write that is not pipelined hears what became of those before it:
                    # without it a full disk would go unnoticed.
                    file.set_pipelined(pipelined=False)
                    file.write(piece[-_PACKET:])
            with self.turn:
                if file.stat().st_size != len(data):
                    raise OSError(errno.EIO, "what arrived is not what was sent")
        finally:
            with self.turn:
                file.close()

    def _move(self, source: str, name: str) -> None:
        self._make_folder(dirname(name))
        self._sftp().posix_rename(self._at(source), self._at(name))

    def _make_folder(self, folder: str) -> None:
        sftp = self._sftp()
        with suppress(FileNotFoundError):
            sftp.stat(self._at(folder))
            return
        above = dirname(folder) if folder else dirname(self.path)
        if folder:
            self._make_folder(above)
        sftp.mkdir(self._at(folder))

    def _below(self, folder: str, *, deep: bool = True) -> Iterator[str]:
        with suppress(FileNotFoundError):
            for entry in self._sftp().listdir_attr(self._at(folder)):
                name = f"{folder}/{entry.filename}" if folder else entry.filename
                if not stat.S_ISDIR(entry.st_mode or 0):
                    yield name
                elif deep:
                    yield from self._below(name)
                else:
                    yield f"{name}/"

    def _at(self, name: str) -> str:
        return f"{self.path}/{name}" if name else self.path

    def _sftp(self) -> SFTPClient:
        if self.client is None:
            self.pipe = _Pipe([*ssh_command(self.port), "-s", self.host, "sftp"])
            self.client = SFTPClient(cast(Any, self.pipe))
        return self.client


class _Pipe:
    """The two ends of a program, as paramiko wants a connection to be."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - the keeper's own settings name it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.said = ""

    def send(self, data: bytes) -> int:
        if not self.process.stdin:
            raise EOFError
        return os.write(self.process.stdin.fileno(), data)

    def recv(self, size: int) -> bytes:
        if not self.process.stdout:
            raise EOFError
        return os.read(self.process.stdout.fileno(), size)

    def has_ended(self) -> bool:
        try:
            self.process.wait(_ENDED_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def errors(self) -> str:
        """Return what the program said when it ended, as often as one asks."""
        if self.process.stderr and not self.said:
            self.said = self.process.stderr.read().decode("utf-8", "replace")
        return self.said

    def get_name(self) -> str:
        return shlex.join(map(str, self.process.args[:1]))  # type: ignore[index]

    def close(self) -> None:
        for end in (self.process.stdin, self.process.stdout, self.process.stderr):
            if end:
                with suppress(OSError):
                    end.close()
        self.process.wait()
