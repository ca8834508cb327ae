"""Work for other processes: side by side on all cores, each piece within bounds of its own.

A worker gets plain values and gives plain values back. What a piece of work does to its
worker, be it that it never ends, eats all memory or crashes a library, costs that piece
alone: the worker is replaced and the others go on.
"""

import math
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pickle import PicklingError
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

Tell = Callable[[str, int, int], None]
"""Who hears how far the work is: what is being made, how many are done, how many there are."""

_MEGABYTE = 1 << 20
# A worker may wait for a slow disk, but not for ever.
_PATIENCE = 20.0
_LEAST_PATIENCE = 60.0


class Loss(StrEnum):
    """What a lost piece of work used up, or ``FAULT`` where its worker crashed."""

    TIME = "time"
    MEMORY = "memory"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Lost:
    """What there is in place of a result where a piece of work took its worker with it."""

    reason: Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one piece of work may use: CPU seconds, and megabytes above what the worker begins with.

    Both hold where the system can keep them (Linux both, macOS the seconds). Everywhere a
    piece that takes much longer than its seconds by the clock is given up as well.
    """

    cpu_seconds: float
    megabytes: int


class Crew(Protocol):
    """Who does the work in place of processes of this machine."""

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
        """Return what the function ``each`` would return."""
        ...


def each(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    tasks: Sequence[Task],
    *,
    limits: Limits,
    workers: int | None = None,
    renewed: int = 0,
    done: Callable[[int], None] | None = None,
    crew: Crew | None = None,
) -> list[Result | Lost]:
    """Return what ``work(shared, task)`` gives for each of ``tasks``, in their order.

    ``work`` is a function of a module. ``shared`` is whatever all tasks need: workers that are
    forked have it without a copy, others get it once. ``done`` is told how many tasks have
    ended. There are as many workers as cores, at most ``workers``. Each begins with a stretch
    of tasks of its own, because neighbours often have work in common; who has ended helps
    the one that is farthest behind. With ``renewed`` a worker that has done so many tasks is
    replaced: what it remembers, and its copies of what is shared, grow with each of them.

    A ``crew`` does it elsewhere, with the same results. ``workers`` bounds those of one machine;
    1 says that no two pieces are done at a time, wherever that is.

    What ``work`` raises is raised here, and ends the others. Nothing is left running.
    """
    if not tasks:
        return []
    if crew:
        return crew.each(work, shared, tasks, limits=limits, workers=workers, done=done)
    hands = _Hands(work, shared, limits, renewed)
    results: list[Result | Lost] = [Lost(Loss.FAULT)] * len(tasks)
    try:
        crowd = min(len(tasks), cores(), workers or len(tasks))
        stretches = _Stretches(len(tasks), crowd)
        for count, (number, result) in enumerate(hands.run(tasks, stretches), start=1):
            results[number] = result
            if done:
                done(count)
    finally:
        hands.dismiss()
    return results


def silent(what: str, done: int, total: int) -> None:
    """Hear how far the work is, and say nothing."""


def cores() -> int:
    """Return how many processes can run at a time on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Return whether workers are forked. On macOS the system's own libraries forbid it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class _Stretches:
    """The numbers of the tasks that nobody has begun, a stretch for each worker."""

    def __init__(self, tasks: int, workers: int) -> None:
        bounds = [tasks * place // workers for place in range(workers + 1)]
        self.left = [deque(range(*bound)) for bound in pairwise(bounds)]

    def take(self, place: int) -> int | None:
        """Return the next task for the worker at ``place``, or None where none is left."""
        if self.left[place]:
            return self.left[place].popleft()
        longest = max(self.left, key=len)
        return longest.pop() if longest else None


@dataclass(slots=True)
class _Worker:
    process: "BaseProcess"
    line: "Connection"
    place: int
    number: int = -1
    since: float = 0.0
    given: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception on its way home, with the place where it was raised."""

    error: BaseException
    trace: str

    def again(self) -> BaseException:
        """Return the exception, with a note of that place."""
        self.error.add_note(self.trace)
        return self.error


class _Hands(Generic[Shared, Task, Result]):
    """The workers of one run."""

    def __init__(
        self,
        work: Callable[[Shared, Task], Result],
        shared: Shared,
        limits: Limits,
        renewed: int,
    ) -> None:
        from multiprocessing import get_context

        self.context = get_context("fork" if can_fork() else "spawn")
        self.work, self.shared, self.limits = work, shared, limits
        self.renewed = renewed
        self.workers: list[_Worker] = []

    def run(
        self, tasks: Sequence[Task], waiting: _Stretches
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield each task's number and result as they come in."""
        from multiprocessing.connection import wait

        left = len(tasks)
        for place in range(len(waiting.left)):
            self._give(self._hire(place), tasks, waiting)
        while left:
            busy = {worker.line: worker for worker in self.workers}
            for line in wait(list(busy), timeout=1.0):
                worker = busy[line]  # type: ignore[index]
                yield worker.number, self._taken(worker)
                left -= 1
                kept = worker in self.workers
                self._give(worker if kept else self._hire(worker.place), tasks, waiting)
            for worker in [w for w in self.workers if self._is_overdue(w)]:
                self._discard(worker)
                yield worker.number, Lost(Loss.TIME)
                left -= 1
                self._give(self._hire(worker.place), tasks, waiting)

    def _hire(self, place: int) -> _Worker:
        ours, theirs = self.context.Pipe()
        # Not as a daemon, which could have no workers of its own: a page whose text is no
        # longer kept has it read again. Who loses its parent sees the line end, and ends too.
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(self.work, self.shared, self.limits, theirs, ours), daemon=False
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours, place)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker, tasks: Sequence[Task], waiting: _Stretches) -> None:
        """Give ``worker`` the next task, or let it go where there is none."""
        import time

        number = waiting.take(worker.place)
        if number is None:
            self._discard(worker)
            return
        if self.renewed and worker.given == self.renewed:
            self._discard(worker)
            worker = self._hire(worker.place)
        worker.number, worker.since = number, time.monotonic()
        worker.given += 1
        worker.line.send(tasks[number])

    def _taken(self, worker: _Worker) -> Result | Lost:
        try:
            answer: Any = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._discard(worker)
            return Lost(loss(worker.process.exitcode))
        if isinstance(answer, Raised):
            raise answer.again()
        if isinstance(answer, Lost):
            self._discard(worker)
        result: Result | Lost = answer
        return result

    def _is_overdue(self, worker: _Worker) -> bool:
        import time

        allowed = max(_LEAST_PATIENCE, _PATIENCE * self.limits.cpu_seconds)
        return time.monotonic() - worker.since > allowed

    def _discard(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.line.close()
        worker.process.terminate()
        worker.process.join()

    def dismiss(self) -> None:
        """End every worker that is left."""
        for worker in list(self.workers):
            self._discard(worker)


def loss(code: int | None) -> Loss:
    """Return what a process used up that ended with ``code``."""
    import signal

    if code == -getattr(signal, "SIGXCPU", 0):
        return Loss.TIME
    # Who is killed outright was most often killed for want of memory.
    return Loss.MEMORY if code == -getattr(signal, "SIGKILL", 0) else Loss.FAULT


# ── in the worker ────────────────────────────────────────────────────────────


def _serve(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    limits: Limits,
    line: "Connection",
    other_end: "Connection",
) -> None:
    """Do what comes in until nothing does any more."""
    import signal

    # A child that holds its parent's end would never learn that the parent is gone.
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _bound_memory(limits.megabytes)
    # Who began the work has gone: nobody is left to be told.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task = line.recv()
            _bound_time(limits.cpu_seconds)
            answer = _answer(work, shared, task)
            _send(line, answer)
            if isinstance(answer, Lost):
                return


def _answer(work: Callable[[Shared, Task], Result], shared: Shared, task: Task) -> object:
    parcel = Parcel()
    with parcel:
        parcel.answer = work(shared, task)
    return parcel.answer


class Parcel:
    """What goes home: a result, or whatever was raised in its place. Nothing is judged here."""

    def __init__(self) -> None:
        self.answer: object = None

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, MemoryError):
            self.answer = Lost(Loss.MEMORY)
        elif error is not None:
            import traceback

            self.answer = Raised(error, "".join(traceback.format_exception(error)))
        return True


def _send(line: "Connection", answer: object) -> None:
    try:
        line.send(answer)
    except (PicklingError, TypeError, AttributeError) as error:
        what = answer.error if isinstance(answer, Raised) else answer
        line.send(Raised(RuntimeError(f"{what!r:.500} cannot be sent: {error}"), ""))
    except MemoryError:
        line.send(Lost(Loss.MEMORY))


def _bound_time(seconds: float) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or until < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _bound_memory(megabytes: int) -> None:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except (ImportError, OSError, ValueError):  # a system that cannot tell what is used
        return
    most = pages * resource.getpagesize() + megabytes * _MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no files behind
