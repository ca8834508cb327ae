"""Outputs → files: only what changed is written, only what the build wrote is removed."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from . import caches, copies, held
from .problems import N_, OutsideError
from .workers import Crew, Limits, Lost, Tell, each, silent

SUMS = "SHA256SUMS"
_ASIDE = ".bantin-tmp"
_VERSION = 3
_CHUNK = 64
_FEW = 256  # so many pages are made sooner than workers begin
_RENEWED = 100  # after so many chunks a worker has remembered more than it will need again
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LIMITS = Limits(cpu_seconds=600, megabytes=4000)


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be: equal keys mean equal bytes; ``make`` is only called where they differ."""

    address: str
    key: str
    make: Callable[[], bytes]


class Sheets(Protocol):
    """Many outputs that can be made side by side, in any order and in other processes."""

    @property
    def addresses(self) -> Sequence[str]:
        """Where each of them stands."""
        ...

    def prepare(self) -> None:
        """Do once what every process would do for itself."""
        ...

    def output(self, number: int) -> Output:
        """Return one of them."""
        ...


Written = tuple[str, int, int, str]
"""What the state remembers of one file: its key, its size, its time (ns), its SHA-256.

One of thousands that are read at each start: to make them more than what was read takes as
long as to read them.
"""

_UNKNOWN: Written = ("", -1, -1, "")

Printed = tuple[str, Written, bool]
"""An address, how its file lies now, and whether it had to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did to the output: addresses written and removed, and how many it kept."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known of an output folder: its files, and the ``memory`` of who built it.

    There is a memory only where the last build came to its end.
    """

    files: dict[str, Written] = field(default_factory=dict)
    memory: Any = None


def recall(folder: Path, state: Path) -> Recalled:
    """Return what earlier builds left in ``folder``: from the state, else from its sums."""
    saved = caches.read(state)
    files: dict[str, Written] = {}
    memory = None
    if saved and saved[0] == _VERSION:
        _, files, memory = saved
    try:
        begun = _journal(state).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        begun = []
    if begun:
        memory = None
    for address in begun:
        files.setdefault(address, _UNKNOWN)
    return Recalled(files or _from_sums(folder), memory)


def is_intact(recalled: Recalled, folder: Path) -> bool:
    """Return whether every file of the last build lies as it was left."""
    return bool(recalled.files) and all(
        _lies(f"{folder}/{address}", row) for address, row in recalled.files.items()
    )


def write(
    outputs: Iterable[Output],
    folder: Path,
    state: Path,
    *,
    sheets: Sheets | None = None,
    recalled: Recalled | None = None,
    memory: Callable[[], Any] | None = None,
    endings: Sequence[str] = (),
    tell: Tell = silent,
    crew: Crew | None = None,
) -> Report:
    """Make ``folder`` hold exactly ``outputs`` and ``sheets``; leave alone what else lies in it.

    A file whose key is known and which lies as it was left is not made again. Each file is
    replaced in one step; ``state`` (a file outside the output) is saved last, but first it
    learns the addresses that are about to be written, so that a killed build leaves nothing
    behind that the next one would not know as its own. What ``memory`` gives is kept with it;
    it is asked last, as workers are forked from a process that had better be small.
    ``recalled`` is what ``recall`` gave, where somebody has asked it already. ``endings`` say
    which compressed copies lie beside the texts. A ``crew`` makes the sheets, and must see
    ``folder``.

    Raises ``OutsideError`` where the disk refuses, ``SettingsError`` where the package for a
    copy is not installed, ``ValueError`` where two outputs have one address.
    """
    recalled = recalled or recall(folder, state)
    press = Press(str(folder), recalled.files, endings)
    asked = memory or _nothing
    return _guarded(folder, state, recalled, outputs, sheets, asked, tell, {}, press, crew)


def rewrite(
    outputs: Iterable[Output],
    folder: Path,
    state: Path,
    recalled: Recalled,
    memory: Any,
    endings: Sequence[str] = (),
) -> Report:
    """Make some of the files that the last build left; the others stay as they are.

    Raises as ``write`` does.
    """
    press = Press(str(folder), recalled.files, endings)
    kept = dict(recalled.files)
    return _guarded(folder, state, recalled, outputs, None, lambda: memory, silent, kept, press)


def _nothing() -> None:
    """Remember nothing."""


def _guarded(
    folder: Path,
    state: Path,
    recalled: Recalled,
    outputs: Iterable[Output],
    sheets: Sheets | None,
    memory: Callable[[], Any],
    tell: Tell,
    kept: dict[str, Written],
    press: "Press",
    crew: Crew | None = None,
) -> Report:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writer = _Writer(folder, state, recalled, kept, press)
        return writer.run(outputs, sheets, memory, tell, crew)
    except OSError as error:
        raise held.refused(error, folder) from error


class _Writer:
    """One build's writing: what is known of the output, and what becomes of it."""

    def __init__(
        self,
        folder: Path,
        state: Path,
        recalled: Recalled,
        kept: dict[str, Written],
        press: "Press",
    ) -> None:
        self.folder, self.state, self.recalled = folder, state, recalled
        self.now = kept
        self.made: dict[str, None] = {}
        self.written: list[str] = []
        self.is_noted = False
        self.press = press

    def run(
        self,
        outputs: Iterable[Output],
        sheets: Sheets | None,
        remember: Callable[[], Any],
        tell: Tell,
        crew: Crew | None,
    ) -> Report:
        # What lay aside belongs to a build that was killed.
        if os.path.lexists(self.press.aside):
            shutil.rmtree(self.press.aside)
        for output in outputs:
            self._one(output)
        if sheets:
            self._many(sheets, tell, crew)
        self.made.pop(SUMS, None)
        self._one(_sums(self.now))
        removed = self._remove()
        if os.path.isdir(self.press.aside):
            shutil.rmtree(self.press.aside)
        known, memory = self.recalled, remember()
        is_same = self.now == known.files and memory == known.memory
        if self.written or removed or self.is_noted or not is_same:
            _save_state(self.state, self.now, memory)
        kept = len(self.now) - len(self.written)
        return Report(written=tuple(self.written), removed=removed, kept=kept)

    def _one(self, output: Output) -> None:
        self._claim([output.address])
        self._note(self.press.print(output))

    def _many(self, sheets: Sheets, tell: Tell, crew: Crew | None) -> None:
        total = len(sheets.addresses)
        self._claim(sheets.addresses)
        if total < _FEW:
            for number in range(total):
                self._note(self.press.print(sheets.output(number)))
            return
        sheets.prepare()
        chunks = [(n, min(n + _CHUNK, total)) for n in range(0, total, _CHUNK)]
        for chunk, rows in zip(
            chunks,
            each(
                _print_chunk,
                (self.press, sheets),
                chunks,
                limits=_LIMITS,
                renewed=_RENEWED,
                done=lambda done: tell("pages", min(done * _CHUNK, total), total),
                crew=crew,
            ),
            strict=True,
        ):
            if isinstance(rows, Lost):  # the machine ran out of memory, or somebody ended a worker
                rows = _print_chunk((self.press, sheets), chunk)
            for printed in rows:
                self._note(printed)

    def _claim(self, addresses: Iterable[str]) -> None:
        """Let the journal know addresses before anything stands there for the first time."""
        new = []
        for address in addresses:
            for place in (address, *self.press.copies_of(address)):
                if place in self.made:
                    raise ValueError(f"two outputs have the address {place}")
                self.made[place] = None
                if place not in self.recalled.files:
                    new.append(place + "\n")
        if new:
            self.is_noted = True
            journal = _journal(self.state)
            journal.parent.mkdir(parents=True, exist_ok=True)
            with journal.open("a", encoding="utf-8") as file:
                file.write("".join(new))

    def _note(self, printed: Sequence[Printed]) -> None:
        for copy in self.press.copies_of(printed[0][0]):
            self.now.pop(copy, None)
        for address, row, is_new in printed:
            self.now[address] = row
            if is_new:
                self.written.append(address)

    def _remove(self) -> tuple[str, ...]:
        gone = sorted(address for address in self.recalled.files if address not in self.now)
        kept = {address.casefold(): address for address in self.now} if gone else {}
        for address in gone:
            path = self.folder / address
            if _is_same(path, self.folder / kept.get(address.casefold(), "")):
                continue  # the disk knows no letter case: this is the new file
            held.remove(path)
            _prune(path.parent, self.folder)
        return tuple(gone)


class Press:
    """Prints outputs into a folder; several processes may have one for the same folder.

    Paths are strings here: a site has thousands, and ``Path`` would double their cost.
    ``endings`` say which compressed copies are printed too; raises ``SettingsError`` where the
    package for one is not installed.
    """

    def __init__(self, folder: str, known: dict[str, Written], endings: Sequence[str] = ()) -> None:
        self.folder, self.known = folder, known
        self.stamps = {ending: copies.stamp(ending) for ending in endings}
        self.aside = f"{folder}/{_ASIDE}"
        self._folders: set[str] = set()
        self._count = 0

    def print(self, output: Output) -> list[Printed]:
        """Print the file of ``output``, and behind it its copies."""
        before = self._as_left(output.address)
        if before and before[0] == output.key:
            content, row, is_new = None, before, False
        else:
            content = output.make()
            row, is_new = self._printed(output.address, output.key, content, before)
        own = (output.address, row, is_new)
        if not self.stamps or not copies.is_long(row[1]):
            return [own]
        return [own, *self._copies(output.address, row, content)]

    def copies_of(self, address: str) -> list[str]:
        """Return where the copies of a file stand, if it has any."""
        if not self.stamps or not copies.may_have(address):
            return []
        return [f"{address}.{ending}" for ending in self.stamps]

    def _copies(self, address: str, row: Written, content: bytes | None) -> Iterator[Printed]:
        for place in self.copies_of(address):
            ending = place.rpartition(".")[2]
            material = f"{row[3]} {self.stamps[ending]}".encode()
            key = hashlib.blake2b(material, digest_size=16).hexdigest()
            before = self._as_left(place)
            if before and before[0] == key:
                yield place, before, False
                continue
            if content is None:
                with open(f"{self.folder}/{address}", "rb") as file:
                    content = file.read()
            if copy := copies.compressed(ending, content):
                yield place, *self._printed(place, key, copy, before)

    def _as_left(self, address: str) -> Written | None:
        """Return what is known of a file, where it lies as it was left."""
        known = self.known.get(address)
        return known if known and _lies(f"{self.folder}/{address}", known) else None

    def _printed(
        self, address: str, key: str, content: bytes, before: Written | None
    ) -> tuple[Written, bool]:
        digest = hashlib.sha256(content).hexdigest()
        if before and before[3] == digest:
            return (key, *before[1:]), False
        time = self._replace(f"{self.folder}/{address}", content)
        return (key, len(content), time, digest), True

    def _replace(self, path: str, content: bytes) -> int:
        """Put ``content`` in place in one step and return the file's time."""
        self._make_folder(os.path.dirname(path))
        self._make_folder(self.aside)
        self._count += 1
        temporary = f"{self.aside}/{_token(os.getpid())}-{self._count}"
        # By the system's own calls: a file object each would cost as much as the writing.
        descriptor = os.open(temporary, _ANEW, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
            time = os.fstat(descriptor).st_mtime_ns
        finally:
            os.close(descriptor)
        held.replace(temporary, path)
        return time

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)


@lru_cache(maxsize=1)
def _token(process: int) -> str:
    """Return what no other process is called: several machines may write into one folder."""
    return f"{process}-{secrets.token_hex(4)}"


def _print_chunk(shared: tuple[Press, Sheets], chunk: tuple[int, int]) -> list[list[Printed]]:
    """Print some of the sheets; called in a worker."""
    press, sheets = shared
    return [press.print(sheets.output(number)) for number in range(*chunk)]


def _lies(path: str, known: Written) -> bool:
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.st_size == known[1] and stat.st_mtime_ns == known[2]


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _prune(folder: Path, top: Path) -> None:
    """Remove ``folder`` and those above it while they are empty, but never ``top``."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # not empty: somebody else's file lies there
            return
        folder = folder.parent


def _sums(written: dict[str, Written]) -> Output:
    lines = [f"{row[3]}  {address}\n" for address, row in sorted(written.items())]
    if SUMS in written:
        lines.remove(f"{written[SUMS][3]}  {SUMS}\n")
    content = "".join(lines).encode()
    key = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Output(SUMS, key, lambda: content)


def _journal(state: Path) -> Path:
    return state.with_suffix(".journal")


def _from_sums(folder: Path) -> dict[str, Written]:
    """Return what an earlier build listed in the output, where its state is lost."""
    known: dict[str, Written] = {}
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return known
    for line in lines:
        _, mark, address = line.partition("  ")
        if mark and _is_inside(address):
            known[address] = _UNKNOWN
    if known:
        known[SUMS] = _UNKNOWN
    return known


def _is_inside(address: str) -> bool:
    parts = address.split("/")
    return not address.startswith("/") and ".." not in parts and ":" not in address


def _save_state(state: Path, written: dict[str, Written], memory: Any) -> None:
    caches.save(state, (_VERSION, written, memory))
    _journal(state).unlink(missing_ok=True)


def state_file(cache: Path, output: Path) -> Path:
    """Return where the state of ``output`` is kept: one file for each output folder."""
    name = hashlib.blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()
    return cache / "state" / f"{name}.state"


def forget(cache: Path, output: Path) -> None:
    """Make the next build start from nothing but what it must remove.

    Every address stays known as the build's own; no key, no photo, no text and no template is kept.
    """
    state = state_file(cache, output)
    known = recall(output, state).files
    if known:
        _save_state(state, dict.fromkeys(known, _UNKNOWN), None)
    for kept in ("photos", "records", "search", "theme"):
        shutil.rmtree(cache / kept, ignore_errors=True)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Keep two builds of one cache apart; raise ``OutsideError`` where another is at work."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with taken_lock(path, tries=600) as is_ours:
        if not is_ours:
            raise OutsideError(
                N_("another build of this site is still at work"),
                N_("Wait until it has ended, then build again"),
            )
        yield


@contextmanager
def taken_lock(path: Path, *, tries: int = 1) -> Iterator[bool]:
    """Take a lock that the system frees when this process ends; say whether it could be had.

    A try lasts a tenth of a second. Raises ``OSError`` where the file cannot be opened.
    """
    with path.open("a+b") as file:
        yield _locked(file.fileno(), tries)


def _locked(descriptor: int, tries: int) -> bool:
    """Take the lock for as long as the file is open; return False where it stays taken."""
    import time

    for _ in range(tries):
        try:
            _take(descriptor)
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _take(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)  # what is locked begins where the file stands
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
