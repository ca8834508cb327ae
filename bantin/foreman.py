"""A unit of work, done where an executor has its workers.

Such a worker has threads, must not be forked, and must not die of what a piece does. So each
of its threads has a foreman: a process without threads that reads an order once and does its
pieces in processes of their own, each within its bounds, as on one machine. A foreman
stays for the next unit, and goes when none comes.
"""

import gc
import hashlib
import os
import pickle
import platform
import select
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from .problems import N_, OutsideError
from .workers import Limits, Lost, Parcel, each, loss

_LENGTH = struct.Struct("<Q")
_IDLE_S = 60


def unit(order: str, tasks: bytes) -> bytes:
    """Return what comes of ``tasks``, in one piece: a list of results, ``Lost`` or ``Raised``.

    ``order`` is the path of what all of them need. Called by an executor, in its worker.
    """
    while True:
        foreman = _HERE.at_work()
        answer = foreman.answer(order, tasks)
        if answer is not None:
            return answer
        code = _HERE.dismissed()
        if code < 0:
            return pickle.dumps(Lost(loss(code)))
        if code or not foreman.has_answered:
            raise RuntimeError(f"a foreman ended with {code}")
        # It had nothing to do for a while, and went just now.


class _Foreman:
    """A process that does units, one at a time."""

    def __init__(self) -> None:
        self.has_answered = False
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bantin.foreman"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def answer(self, order: str, tasks: bytes) -> bytes | None:
        """Return the answer to a unit, or None where the process has ended."""
        asks, answers = self.process.stdin, self.process.stdout
        if asks is None or answers is None:
            return None
        with suppress(BrokenPipeError):
            _send(asks, order.encode())
            _send(asks, tasks)
        found = _received(answers)
        self.has_answered = self.has_answered or found is not None
        return found

    def end(self) -> int:
        """Let the process go, and return how it ended."""
        for line in (self.process.stdin, self.process.stdout):
            if line:
                with suppress(OSError):
                    line.close()
        return self.process.wait()

    def __del__(self) -> None:
        self.end()


class _Here(threading.local):
    """What a thread of a worker keeps from unit to unit: nothing of an executor could hold it."""

    foreman: _Foreman | None = None

    def at_work(self) -> _Foreman:
        """Return the foreman of this thread."""
        if self.foreman is None:
            self.foreman = _Foreman()
        return self.foreman

    def dismissed(self) -> int:
        """End the foreman, and return how it ended."""
        foreman, self.foreman = self.foreman, None
        return foreman.end() if foreman else 0


_HERE = _Here()


# ── in the foreman ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be done with each task."""

    work: Callable[[Any, Any], Any]
    shared: Any
    limits: Limits

    def done(self, tasks: list[Any]) -> list[Any]:
        """Return the results, each made within its bounds."""
        parent = os.getppid()
        return each(
            self.work,
            self.shared,
            tasks,
            limits=self.limits,
            workers=1,
            done=lambda _: _must_be(parent),
        )


def _must_be(parent: int) -> None:
    """End the work that nobody waits for: it is done again somewhere else."""
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    """Do the units that come in until none does any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our worker ends us
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    gc.disable()  # as for a build
    known, last = Parcel(), ""
    while asked := _next(sys.stdin.buffer):
        order, tasks = asked
        if order != last:
            known, last = Parcel(), order  # what the last one needed is let go first
            with known:
                known.answer = _read(order)
        found = Parcel()
        found.answer = known.answer
        if isinstance(known.answer, _Order):
            with found:
                found.answer = known.answer.done(pickle.loads(tasks))  # noqa: S301
        with suppress(BrokenPipeError):
            _send(answers, pickle.dumps(found.answer))
        if not isinstance(known.answer, _Order):
            return  # what is installed or mounted by then is for the next one to see


def _read(order: str) -> _Order:
    """Return the order that lies at a path. Raises ``OutsideError``."""
    try:
        with open(order, "rb") as file:
            if hashlib.file_digest(file, "blake2b").hexdigest()[:40] != Path(order).name:
                raise _unseen(order, "?")
            file.seek(0)
            _must_agree(pickle.load(file))  # noqa: S301 - what has this digest is ours
            modules, work, shared, limits = pickle.load(file)  # noqa: S301
    except OSError as error:
        raise _unseen(order, error.strerror or str(error)) from error
    for name in modules:
        import_module(name)
    return _Order(work, shared, limits)


def _must_agree(theirs: tuple[tuple[str, str], ...]) -> None:
    """Raise ``OutsideError`` where another version is at work there than here."""
    from .units import versions

    for (name, wanted), (_, found) in zip(theirs, versions(), strict=True):
        if wanted != found:
            raise OutsideError(
                N_("the worker on {host} has {name} {found}; this machine has {wanted}"),
                N_("Install the same versions on all machines, then start the workers again"),
                host=platform.node(),
                name=name,
                found=found,
                wanted=wanted,
            )


def _unseen(order: str, reason: str) -> OutsideError:
    return OutsideError(
        N_("the worker on {host} does not see the cache “{folder}”: {reason}"),
        N_("Content, cache and output must lie at the same path on all machines"),
        host=platform.node(),
        folder=str(Path(order).parent),
        reason=reason,
    )


def _next(asked: IO[bytes]) -> tuple[str, bytes] | None:
    """Return the next order and tasks; None where nobody asks, or nobody has for a while."""
    if os.name == "posix" and not select.select([asked], [], [], _IDLE_S)[0]:
        return None
    order, tasks = _received(asked), _received(asked)
    return None if order is None or tasks is None else (order.decode(), tasks)


# ── between the two ──────────────────────────────────────────────────────────


def _send(line: IO[bytes], content: bytes) -> None:
    line.write(_LENGTH.pack(len(content)) + content)
    line.flush()


def _received(line: IO[bytes]) -> bytes | None:
    head = line.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = line.read(length)
    return content if len(content) == length else None


if __name__ == "__main__":
    # As the module that others know: its values go home under that name.
    from bantin.foreman import main as begin

    begin()
