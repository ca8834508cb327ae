"""Pieces of work → units for an executor (``concurrent.futures``), wherever it has its workers.

What all pieces need may be long, so it is written once as an order into a folder that every
machine sees, and a worker takes it from there once (``foreman.py``). A unit is bytes in and
bytes out: whoever carries it need not know what it is. A unit whose worker was lost is begun
again by the executor; where it is given up, its pieces are tried one by one, and the one that
takes its workers with it is ``Lost``, as it would be on one machine.
"""

import hashlib
import math
import pickle
import secrets
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from . import __version__, caches, held
from .foreman import unit
from .workers import Limits, Loss, Lost, Raised, Result, Shared, Task

Versions = tuple[tuple[str, str], ...]
"""What decides the bytes of a site beside its content, each with its version."""

_BUILT_ON = ("Babel", "Jinja2", "Markdown", "MarkupSafe", "nh3", "pillow", "pillow-heif")
_MOUTHS = frozenset({"bantin.__main__", "bantin.cli", "bantin.plugin"})
_SHARES = 8  # a worker has so many units on the whole: who is quick takes more of them
_MOST_TASKS = 32
_MOST_UNITS = 500
_LOOK_S = 5.0


def _trusting(silent_s: float) -> None:
    """Believe that an executor of this machine will answer."""


@dataclass(frozen=True, slots=True)
class Units:
    """A crew behind an ``executor``, whose workers see ``folder`` as we do.

    ``hands`` says how many units are done at a time. ``lost`` are what the executor raises where
    it gave a unit up because its workers vanished. ``watch`` is asked when nothing was heard
    for so many seconds (for ever: when work was dropped), and raises where nothing will be.
    """

    executor: Executor
    folder: Path
    hands: Callable[[], int]
    lost: tuple[type[BaseException], ...] = ()
    watch: Callable[[float], None] = _trusting

    def each(
        self,
        work: Callable[[Shared, Task], Result],
        shared: Shared,
        tasks: Sequence[Task],
        *,
        limits: Limits,
        workers: int | None,
        done: Callable[[int], None] | None,
    ) -> list[Result | Lost]:
        """Return what ``workers.each`` would return.

        Raises what ``work`` raises, and ``OutsideError`` where ``folder`` cannot be written.
        """
        try:
            order = laid(self.folder, work, shared, limits)
        except OSError as error:
            raise held.refused(error, self.folder) from error
        try:
            return self._results(str(order), tasks, alone=workers == 1, done=done)
        finally:
            order.unlink(missing_ok=True)

    def _results(
        self,
        order: str,
        tasks: Sequence[Any],
        *,
        alone: bool,
        done: Callable[[int], None] | None,
    ) -> list[Any]:
        results: list[Any] = [Lost(Loss.FAULT)] * len(tasks)
        waiting = deque(_spans(len(tasks), max(1, self.hands())))
        begun: dict[Future[bytes], Sequence[int]] = {}
        ended, heard = 0, time.monotonic()
        try:
            while waiting or begun:
                while waiting and not (alone and begun):
                    numbers = waiting.popleft()
                    parcel = pickle.dumps([tasks[number] for number in numbers])
                    begun[self.executor.submit(unit, order, parcel)] = numbers
                finished, _ = wait(begun, timeout=_LOOK_S, return_when=FIRST_COMPLETED)
                if not finished:
                    self.watch(time.monotonic() - heard)
                    continue
                heard = time.monotonic()
                for future in finished:
                    numbers = begun.pop(future)
                    answer = self._answer(future)
                    if isinstance(answer, Lost) and len(numbers) > 1:
                        waiting.extend((number,) for number in numbers)
                        continue
                    found = [answer] if isinstance(answer, Lost) else answer
                    for number, result in zip(numbers, found, strict=True):
                        results[number] = result
                    ended += len(numbers)
                    if done:
                        done(ended)
        finally:
            for future in begun:
                future.cancel()
        return results

    def _answer(self, future: Future[bytes]) -> Any:
        """Return the results of a unit, or ``Lost`` where it took its worker with it."""
        if future.cancelled():  # not by us
            self.watch(math.inf)
            return Lost(Loss.FAULT)
        if error := future.exception():
            if isinstance(error, self.lost):
                return Lost(Loss.FAULT)
            raise error
        return opened(future.result())


def opened(answer: bytes) -> Any:
    """Return what a unit answered; raise what was raised there."""
    found = pickle.loads(answer)  # noqa: S301 - from our own workers
    if isinstance(found, Raised):
        raise found.again()
    return found


def _spans(tasks: int, hands: int) -> list[Sequence[int]]:
    """Return the numbers of the tasks of each unit; neighbours often have work in common."""
    fair = min(_MOST_TASKS, -(-tasks // (hands * _SHARES)))
    size = max(fair, -(-tasks // _MOST_UNITS))
    return [range(first, min(first + size, tasks)) for first in range(0, tasks, size)]


def laid(folder: Path, work: Callable[..., object], shared: object, limits: Limits) -> Path:
    """Write an order into ``folder`` and return where it lies; its name is its digest.

    Raises ``OSError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{secrets.token_hex(8)}.tmp"
    # What is loaded here by now is loaded there too, before a process is begun for each unit.
    modules = sorted(n for n in sys.modules if n.startswith("bantin.") and n not in _MOUTHS)
    try:
        with aside.open("wb") as file:
            pickle.dump(versions(), file)
            pickle.dump((modules, work, shared, limits), file, pickle.HIGHEST_PROTOCOL)
        with aside.open("rb") as file:
            place = folder / hashlib.file_digest(file, "blake2b").hexdigest()[:40]
        held.replace(aside, place)
    finally:
        aside.unlink(missing_ok=True)
    return place


@cache
def versions() -> Versions:
    """Return the versions that must be the same on all machines that build one site."""
    program = f"{__version__} ({caches.own_code()[:8]})"
    found = [("Python", python_version()), ("bantin", program)]
    for name in _BUILT_ON:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "–"))
    return tuple(found)
