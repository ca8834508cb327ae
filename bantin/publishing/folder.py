"""A folder as the published site: of this machine, or of a share that a web server shows.

It needs no links and no program on the other side. New files are laid beside the site first
and checked there, then put in place in one burst of renames, each of which readers see whole or
not at all. What went is kept in ``.bantin`` to go back to.
"""

import contextlib
import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..caches import put as put_file
from ..problems import N_, OutsideError
from ..workers import Tell, silent
from ..write import taken_lock
from . import store
from .manifest import Manifest, folders, is_inside, sha256_of
from .plan import Plan
from .release import Release
from .target import RIGHT, ROOM, Faults, Source, Standing

_CONNECTED = N_("See whether it is connected, has room and may be written to; then publish again")
_REMEDIES = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EROFS: RIGHT,
    errno.EACCES: RIGHT,
    errno.EPERM: RIGHT,
}
# What a file that somebody holds open answers: on Windows itself, and on shares of it, of which
# the clients of Linux call a violation of sharing “busy”.
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_PATIENCE_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder ``root``; what is not shown to readers lies in ``root/.bantin``."""

    root: Path
    address: str

    @property
    def _inside(self) -> Path:
        return self.root / ".bantin"

    @property
    def _torn(self) -> Path:
        return self._inside / "pending.json"

    @contextmanager
    def held(self, who: str, tell: Tell = silent) -> Iterator[None]:
        """Keep every other publisher out; the system frees the lock of one that was killed."""
        with held_by_folder(self.root, who):
            yield

    def standing(self) -> Standing:
        """Say what is live, looking into the files that a publish left in between."""
        with told(self.root):
            live = store.live(self._inside)
            if live is None:
                return Standing(live=None, is_empty=_is_empty(self.root))
            torn = self._in_between()
            if not torn:
                return Standing(live=live, is_empty=False)
            now = {**live.live, **{name: sha for name, sha in torn.items() if sha}}
            for name, sha in torn.items():
                if not sha:
                    now.pop(name, None)
            return Standing(live=replace(live, files=now, carried={}), is_empty=False, is_torn=True)

    def history(self) -> tuple[Release, ...]:
        """Return the releases whose bytes are kept here, the newest first."""
        with told(self.root):
            return store.releases(self._inside)

    def release(self, number: int) -> Release:
        """Return a release with its files."""
        with told(self.root):
            return store.with_files(self._inside, number)

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Make ``release`` live: stage, check, one burst of renames, and take away what is old."""
        with told(self.root):
            self._make_room(plan, source)
            staged = self._stage(plan, source, tell)
            self._note_torn(plan)
            if hasattr(os, "sync"):
                os.sync()  # what is put in place must not be lost with the power a moment later
            held = self._burst(plan, staged, tell)
            if held:
                raise _held_open(held)
            store.remember(self._inside, release)
            gone = [name for name in plan.drops if not _removed(self.root / name)]
            self._sweep(plan.drops)
            if gone:
                raise _held_open(gone)
            self._torn.unlink(missing_ok=True)
            store.prune(self._inside, keep)
            shutil.rmtree(self._inside / "stage", ignore_errors=True)

    def faults(self, release: Release, tell: Tell) -> Faults:
        """Compare every byte that lies here with ``release``; what is missing cannot be read."""
        found: Manifest = {}
        with told(self.root):
            names = list(_files(self.root))
            wanted = release.live
            found = {}
            for done, name in enumerate(names, start=1):
                found[name] = sha256_of(self.root / name) if name in wanted else ""
                tell("compared", done, len(names))
        return Faults(
            missing=tuple(sorted(set(wanted) - set(found))),
            changed=tuple(sorted(n for n in found if n in wanted and found[n] != wanted[n])),
            extra=tuple(sorted(set(found) - set(wanted))),
        )

    def _in_between(self) -> dict[str, str]:
        """Return how the files lie now that a publish which did not end was about to change."""
        try:
            names = json.loads(self._torn.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            names = list(_files(self.root))  # whoever wrote that: look at everything
        found = {}
        for name in filter(is_inside, map(str, names)):
            place = self.root / name
            found[name] = sha256_of(place) if place.is_file() else ""
        return found

    def _make_room(self, plan: Plan, source: Source) -> None:
        if isinstance(source, int):
            return
        needed = sum((source / name).stat().st_size for name in plan.puts)
        total, _, free = shutil.disk_usage(self.root)
        # Some shares do not say how large they are.
        if total and free < 2 * needed + (1 << 20):
            raise OutsideError(
                N_("the target has room for {free} MB, and {needed} MB are needed"),
                N_("Make room there, then publish again; nothing was changed"),
                free=str(free >> 20),
                needed=str((2 * needed >> 20) + 1),
            )

    def _stage(self, plan: Plan, source: Source, tell: Tell) -> list[Path]:
        """Lay every new file beside the site, and keep it in the store; return where they lie."""
        stage = self._inside / "stage"
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        staged = []
        for number, name in enumerate(plan.puts):
            place = stage / str(number)
            sha = plan.wanted[name]
            if not isinstance(source, int):
                store.take(self._inside, source / name, sha)
            store.give(self._inside, sha, place)
            staged.append(place)
            tell("staged", number + 1, len(plan.puts))
        return staged

    def _note_torn(self, plan: Plan) -> None:
        names = json.dumps([*plan.puts, *plan.drops], ensure_ascii=False)
        put_file(self._torn, names.encode())

    def _burst(self, plan: Plan, staged: list[Path], tell: Tell) -> list[str]:
        """Put the files in place, and return those that a reader holds open for too long."""
        for folder in folders(plan.puts):
            (self.root / folder).mkdir(exist_ok=True)
        held = []
        for number, (name, place) in enumerate(zip(plan.puts, staged, strict=True), start=1):
            if not _placed(place, self.root / name):
                held.append(name)
            tell("placed", number, len(plan.puts))
        return held

    def _sweep(self, gone: tuple[str, ...]) -> None:
        for folder in reversed(folders(gone)):
            with contextlib.suppress(OSError):  # somebody else's files are in it
                (self.root / folder).rmdir()


@contextmanager
def held_by_folder(root: Path, who: str) -> Iterator[None]:
    """Keep every other publisher of the folder ``root`` out; raise where one is at work."""
    inside = root / ".bantin"
    holder = inside / "holder.txt"
    with told(root):
        inside.mkdir(parents=True, exist_ok=True)
        store.forbid(inside)
    with contextlib.ExitStack() as stack:
        with told(root):
            is_free = stack.enter_context(taken_lock(inside / "lock"))
        if not is_free:
            raise OutsideError(
                N_("somebody else is publishing: {who}"),
                N_("Wait until that has ended, then publish again"),
                who=store.first_line(holder) or "?",
            )
        with told(root):
            store.clean(inside)
            put_file(holder, f"{who}\n".encode())
        yield


def _placed(staged: Path, place: Path) -> bool:
    """Move a file into its place; False where it is held open all the time that one waits."""
    return _once_free(lambda: os.replace(staged, place))


def _removed(place: Path) -> bool:
    return _once_free(lambda: place.unlink(missing_ok=True))


def _once_free(step: Callable[[], None]) -> bool:
    for pause in _PATIENCE_S:
        try:
            step()
        except OSError as error:
            if error.errno not in _HELD:
                raise
            time.sleep(pause)
        else:
            return True
    return False


def _files(root: Path) -> Iterator[str]:
    for folder, names, files in os.walk(root):
        inside = Path(folder).relative_to(root).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        names[:] = sorted(name for name in names if prefix or name != ".bantin")
        yield from (prefix + name for name in sorted(files))


def _is_empty(root: Path) -> bool:
    return not root.is_dir() or not any(path.name != ".bantin" for path in root.iterdir())


def _held_open(names: list[str]) -> OutsideError:
    return OutsideError(
        N_("{count} files could not be replaced, because somebody holds them open: {names}"),
        N_("The other files are published. Publish again in a moment; that puts the rest in place"),
        count=str(len(names)),
        names=", ".join(names[:5]),
    )


@contextmanager
def told(root: Path) -> Iterator[None]:
    """Turn what the disk refuses into what the keeper is told."""
    try:
        yield
    except OSError as error:
        raise OutsideError(
            N_("the target “{path}” cannot be used: {reason}"),
            _REMEDIES.get(error.errno or 0, _CONNECTED),
            path=str(root),
            reason=error.strerror or type(error).__name__,
        ) from error
