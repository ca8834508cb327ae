"""What was saved, told soon and once: editors save in several steps."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

# A save is over when nothing has happened for a step; who never stops is heard after a while.
_STEP_MS, _DEBOUNCE_MS = 5, 30
_POLL_MS = 300

# What editors and office programs put beside a file while they save it.
_BESIDE_FIRST = (".", "~$", "#")
_BESIDE_LAST = ("~", ".tmp", ".temp", ".part", ".crswap", ".bak")
_VIM_TRIES = "4913"


async def watch(
    paths: Iterable[Path],
    saved: Callable[[frozenset[str]], Awaitable[None]],
    begun: asyncio.Event,
) -> None:
    """Call ``saved`` with what has changed, until cancelled; paths that do not exist are left out.

    From the moment that ``begun`` is set no change is missed. While a call is under way
    further changes are gathered for the next one.
    """
    heap = _Heap()
    there = [path for path in paths if path.exists()]
    folders = [path for path in there if path.is_dir()]
    files = frozenset(str(path) for path in there if not path.is_dir())
    async with asyncio.TaskGroup() as tasks:
        if folders:
            tasks.create_task(heap.gather(folders, _is_text_of(folders), recursive=True))
        if files:
            # The folder is watched, as a file that is replaced takes its own watch with it.
            beside = sorted({Path(file).parent for file in files})
            tasks.create_task(heap.gather(beside, lambda _, path: path in files, recursive=False))
        # Each task has now run until it waits for changes: it asks the system to watch before.
        await asyncio.sleep(0)
        begun.set()
        while True:
            await saved(await heap.take())


class _Heap:
    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.has_some = asyncio.Event()

    async def gather(
        self, folders: list[Path], wanted: Callable[[Change, str], bool], *, recursive: bool
    ) -> None:
        try:
            await self._watch(folders, wanted, recursive, None)
        except (OSError, RuntimeError):
            # The system grants no more watches, or none on this kind of drive: look by turns.
            await self._watch(folders, wanted, recursive, True)

    async def _watch(
        self,
        folders: list[Path],
        wanted: Callable[[Change, str], bool],
        recursive: bool,
        polling: bool | None,
    ) -> None:
        async for changes in awatch(
            *folders,
            watch_filter=wanted,
            step=_STEP_MS,
            debounce=_DEBOUNCE_MS,
            recursive=recursive,
            force_polling=polling,
            poll_delay_ms=_POLL_MS,
        ):
            self.paths.update(path for _, path in changes)
            self.has_some.set()

    async def take(self) -> frozenset[str]:
        await self.has_some.wait()
        self.has_some.clear()
        taken = frozenset(self.paths)
        self.paths.clear()
        return taken


def _is_text_of(folders: list[Path]) -> Callable[[Change, str], bool]:
    roots = [str(folder) for folder in folders]

    def wanted(_: Change, path: str) -> bool:
        root = max((root for root in roots if path.startswith(root)), key=len, default="")
        return not any(is_beside(name) for name in Path(path[len(root) :]).parts)

    return wanted


def is_beside(name: str) -> bool:
    """Return whether a file of this name is one that a program puts beside what it saves."""
    return name == _VIM_TRIES or name.startswith(_BESIDE_FIRST) or name.endswith(_BESIDE_LAST)
