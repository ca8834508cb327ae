"""A cable between a publisher and a server, which can be cut: both ends then hear nothing more."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress


class Cable:
    """Carries bytes to a port of this machine, until it is cut."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.is_whole = threading.Event()
        self.is_whole.set()
        self.ends: list[socket.socket] = []

    def cut(self) -> None:
        """Carry nothing from now on, and tell nobody."""
        self.is_whole.clear()

    def lay(self) -> None:
        """Take connections until the cable is taken away."""
        with suppress(OSError):
            while True:
                near = self.listening.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.to))
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(1 << 16):
                if not self.is_whole.is_set():
                    return
                other.sendall(data)
            if self.is_whole.is_set():
                other.shutdown(socket.SHUT_WR)


@contextmanager
def cable(to: int) -> Iterator[Cable]:
    """Lay a cable to the port ``to``."""
    laid = Cable(to)
    with closing(laid.listening):
        thread = threading.Thread(target=laid.lay)
        thread.start()
        try:
            yield laid
        finally:
            laid.listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for end in laid.ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
