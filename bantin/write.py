"""Outputs → files: only what changed is written, only what the build wrote is removed."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from .problems import N_, OutsideError

SUMS = "SHA256SUMS"
_ASIDE = ".bantin-tmp"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be: equal keys mean equal bytes; ``make`` is only called where they differ."""

    address: str
    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """What the state remembers of one file: its key and how it lay on the disk."""

    key: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did to the output: addresses written and removed, and how many it kept."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def write(outputs: Iterable[Output], folder: Path, state: Path) -> Report:
    """Make ``folder`` hold exactly ``outputs``, and leave alone whatever else lies in it.

    A file whose key is known and which lies as it was left is not made again. Each file is
    replaced in one step; ``state`` (a file outside the output) is saved last, but first it
    learns the addresses that are about to be written, so that a killed build leaves nothing
    behind that the next one would not know as its own.

    Raises ``OutsideError`` where the disk refuses, ``ValueError`` where two outputs have one
    address.
    """
    known = _read_state(state) or _from_sums(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _Writer(folder, state, known).run(outputs)
    except OSError as error:
        raise _refused(error, folder) from error


class _Writer:
    """One build's writing: what is known of the output, and what becomes of it.

    Paths are strings here: a site has thousands, and ``Path`` would double their cost.
    """

    def __init__(self, folder: Path, state: Path, known: dict[str, Written]) -> None:
        self.folder, self.state, self.known = folder, state, known
        self.now: dict[str, Written] = {}
        self.written: list[str] = []
        self.aside = str(folder / _ASIDE)
        self.folders: set[str] = set()
        self.journal: TextIO | None = None

    def run(self, outputs: Iterable[Output]) -> Report:
        # What lay aside belongs to a build that was killed.
        if os.path.lexists(self.aside):
            shutil.rmtree(self.aside)
        try:
            for output in outputs:
                self._one(output)
            self._one(_sums(self.now))
        finally:
            if self.journal:
                self.journal.close()
        removed = self._remove()
        if os.path.isdir(self.aside):
            os.rmdir(self.aside)
        if self.written or removed or self.now != self.known:
            _save_state(self.state, self.now)
        kept = len(self.now) - len(self.written)
        return Report(written=tuple(self.written), removed=removed, kept=kept)

    def _one(self, output: Output) -> None:
        if output.address in self.now:
            raise ValueError(f"two outputs have the address {output.address}")
        path = f"{self.folder}/{output.address}"
        before = self.known.get(output.address)
        if before and not _lies(path, before):
            before = None
        if before and before.key == output.key:
            self.now[output.address] = before
            return
        content = output.make()
        digest = hashlib.sha256(content).hexdigest()
        if before and before.sha256 == digest:
            self.now[output.address] = replace(before, key=output.key)
            return
        time = self._replace(path, content, output.address)
        self.now[output.address] = Written(output.key, len(content), time, digest)
        self.written.append(output.address)

    def _replace(self, path: str, content: bytes, address: str) -> int:
        """Put ``content`` in place in one step and return the file's time."""
        if address not in self.known:
            self._announce(address)
        self._make_folder(os.path.dirname(path))
        self._make_folder(self.aside)
        temporary = f"{self.aside}/next"
        with open(temporary, "wb", buffering=0) as file:
            file.write(content)
            time = os.fstat(file.fileno()).st_mtime_ns
        os.replace(temporary, path)
        return time

    def _make_folder(self, folder: str) -> None:
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)

    def _announce(self, address: str) -> None:
        """Let the journal know an address before anything stands there for the first time."""
        if self.journal is None:
            journal = _journal(self.state)
            journal.parent.mkdir(parents=True, exist_ok=True)
            self.journal = journal.open("a", encoding="utf-8")
        self.journal.write(address + "\n")
        self.journal.flush()

    def _remove(self) -> tuple[str, ...]:
        gone = sorted(address for address in self.known if address not in self.now)
        for address in gone:
            path = self.folder / address
            path.unlink(missing_ok=True)
            _prune(path.parent, self.folder)
        return tuple(gone)


def _refused(error: OSError, folder: Path) -> OutsideError:
    return OutsideError(
        N_("“{place}” cannot be written: {reason}"),
        N_("Check that the disk is not full and that the folder may be written to"),
        place=str(error.filename or folder),
        reason=error.strerror or str(error),
    )


def _lies(path: str, known: Written) -> bool:
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.st_size == known.size and stat.st_mtime_ns == known.mtime_ns


def _prune(folder: Path, top: Path) -> None:
    """Remove ``folder`` and those above it while they are empty, but never ``top``."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # not empty: somebody else's file lies there
            return
        folder = folder.parent


def _sums(written: dict[str, Written]) -> Output:
    lines = "".join(f"{written[a].sha256}  {a}\n" for a in sorted(written))
    content = lines.encode()
    key = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Output(SUMS, key, lambda: content)


def _journal(state: Path) -> Path:
    return state.with_suffix(".journal")


def _read_state(state: Path) -> dict[str, Written]:
    """Return what the state and its journal remember; nothing where they cannot be read."""
    known: dict[str, Written] = {}
    try:
        saved = json.loads(state.read_bytes())
        if saved["version"] == _VERSION:
            known = {address: Written(*row) for address, row in saved["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        known = {}
    try:
        begun = _journal(state).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        begun = []
    for address in begun:
        known.setdefault(address, Written("", -1, -1, ""))
    return known


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
            known[address] = Written("", -1, -1, "")
    if known:
        known[SUMS] = Written("", -1, -1, "")
    return known


def _is_inside(address: str) -> bool:
    parts = address.split("/")
    return not address.startswith("/") and ".." not in parts and ":" not in address


def _save_state(state: Path, written: dict[str, Written]) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    files = {a: [w.key, w.size, w.mtime_ns, w.sha256] for a, w in written.items()}
    temporary = state.with_suffix(".new")
    temporary.write_text(json.dumps({"version": _VERSION, "files": files}), encoding="utf-8")
    os.replace(temporary, state)
    _journal(state).unlink(missing_ok=True)


def state_file(cache: Path, output: Path) -> Path:
    """Return where the state of ``output`` is kept: one file for each output folder."""
    name = hashlib.blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()
    return cache / "state" / f"{name}.json"


def forget(cache: Path, output: Path) -> None:
    """Make the next build start from nothing but what it must remove.

    Every address stays known as the build's own; no key and no photo is kept.
    """
    state = state_file(cache, output)
    known = _read_state(state)
    if known:
        _save_state(state, {address: Written("", -1, -1, "") for address in known})
    shutil.rmtree(cache / "photos", ignore_errors=True)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Keep two builds of one cache apart; raise ``OutsideError`` where another is at work."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _locked(file.fileno()):
            raise OutsideError(
                N_("another build of this site is still at work"),
                N_("Wait until it has ended, then build again"),
            )
        yield


def _locked(descriptor: int) -> bool:
    """Take the lock for as long as the file is open; return False where it stays taken."""
    import time

    for _ in range(600):
        try:
            _take(descriptor)
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _take(descriptor: int) -> None:
    if os.name == "nt":  # pragma: no cover - the other branch of every machine
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
