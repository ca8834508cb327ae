"""Storage that keeps files by name, and little more, as the published site.

Such are S3-compatible buckets (``s3.py``) and accounts that know only SFTP (``sftp.py``). What is
kept to go back to, and what a publish notes, lies below ``.bantin/``, which the server in front
must not show. New bytes are sent there first and put into place by the storage itself, files that
are called after their content before the pages that name them, and removals last; a file is always
whole.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from posixpath import splitext
from typing import Protocol

from ..workers import Tell, silent
from . import store
from .kits import FLEETING, LASTING, type_of
from .lease import Lease, leased
from .manifest import hash_of, is_inside, is_lasting, read, written
from .plan import Plan
from .release import Release, heard, said
from .target import Faults, Source, Standing

INSIDE = ".bantin/"


class Storage(Protocol):
    """Files by their names, with forward slashes. Everything may fail within ``told``."""

    def told(self) -> AbstractContextManager[None]:
        """Turn what the storage refuses into ``OutsideError``."""
        ...

    def put(self, name: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Write a file whole; ``headers`` are what it is served with, if that can be kept."""
        ...

    def create(self, name: str, data: bytes) -> bool:
        """Write a file only where there is none; return whether that was so."""
        ...

    def get(self, name: str) -> bytes | None:
        """Return a file, or None where there is none."""
        ...

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of all files that begin so."""
        ...

    def is_empty(self) -> bool:
        """Return whether there is no file but our own notes."""
        ...

    def delete(self, names: list[str]) -> None:
        """Take files away; those that are not there are no fault."""
        ...

    def place(self, kept: str, name: str) -> None:
        """Let ``name`` have the bytes of ``kept``, in one step for readers."""
        ...


@dataclass(slots=True)
class Objects:
    """The site in a ``storage``, called by its ``address``."""

    address: str
    storage: Storage
    lease: Lease | None = None

    @contextmanager
    def held(self, who: str, tell: Tell = silent) -> Iterator[None]:
        """Keep every other publisher out; a lock that nobody renews any more is taken over."""
        with leased(self.storage, f"{INSIDE}lock", who, tell) as self.lease:
            try:
                yield
            finally:
                self.lease = None

    def standing(self) -> Standing:
        """Say what is live, looking at the objects that a publish left in between."""
        with self.storage.told():
            number = self._text("live.txt").strip()
            if not number.isdecimal():
                return Standing(live=None, is_empty=self.storage.is_empty())
            live = self.release(int(number))
            torn = self._text("pending.json")
            if not torn:
                return Standing(live=live, is_empty=False)
            now = dict(live.live)
            for name in self._pending(torn):
                data = self.storage.get(name)
                if data is None:
                    now.pop(name, None)
                else:
                    now[name] = hash_of(data)
            live = replace(live, files=now, carried={})
        return Standing(live=live, is_empty=False, is_torn=True)

    def history(self) -> tuple[Release, ...]:
        """Return the releases whose bytes are kept, the newest first."""
        with self.storage.told():
            names = [n for n in self.storage.names(f"{INSIDE}releases") if n.endswith(".json")]
            texts = (self.storage.get(name) for name in sorted(names, reverse=True))
            return tuple(heard(text.decode()) for text in texts if text)

    def release(self, number: int) -> Release:
        """Return one of them with its files."""
        place = f"{INSIDE}releases/{number:06d}"
        with self.storage.told():
            texts = [
                self.storage.get(f"{place}.{ending}") for ending in ("json", "sums", "carried")
            ]
        try:
            words, files, carried = (text if text is not None else b"?" for text in texts)
            release = heard(words.decode())
            return replace(release, files=read(files), carried=read(carried))
        except ValueError as error:
            raise store.unknown_release(number) from error

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Make ``release`` live: upload, note, copy into place in order, remove."""
        with self.storage.told():
            kept = set(self.storage.names(f"{INSIDE}objects"))
            self.storage.delete([name for name in kept if name.endswith(".new")])
            for done, name in enumerate(plan.puts, start=1):
                place = _object(name, plan.wanted[name])
                if place not in kept:
                    self._upload(name, place, plan, source)
                tell("staged", done, len(plan.puts))
            names = json.dumps([*plan.puts, *plan.drops], ensure_ascii=False)
            self._must_hold()
            self.storage.put(f"{INSIDE}pending.json", names.encode())
            for done, name in enumerate(plan.puts, start=1):
                self._must_hold()
                self.storage.place(_object(name, plan.wanted[name]), name)
                tell("placed", done, len(plan.puts))
            self._must_hold()
            self._remember(release)
            self.storage.delete(list(plan.drops))
            self.storage.delete([f"{INSIDE}pending.json"])
            self._prune(keep)

    def faults(self, release: Release, tell: Tell) -> Faults:
        """Compare every byte that lies there with ``release``."""
        wanted, found = release.live, {}
        with self.storage.told():
            names = [name for name in self.storage.names("") if not name.startswith(INSIDE)]
            for done, name in enumerate(names, start=1):
                data = self.storage.get(name) if name in wanted else b""
                if data is not None:
                    found[name] = hash_of(data)
                tell("compared", done, len(names))
        return Faults(
            missing=tuple(sorted(set(wanted) - set(found))),
            changed=tuple(sorted(n for n in found if n in wanted and found[n] != wanted[n])),
            extra=tuple(sorted(set(found) - set(wanted))),
        )

    def _pending(self, torn: str) -> list[str]:
        """Return the files that a publish which did not end was about to change."""
        try:
            names = [str(name) for name in json.loads(torn)]
        except (ValueError, TypeError):
            names = self.storage.names("")  # whoever wrote that: look at everything
        return list(filter(is_inside, names))

    def _upload(self, name: str, place: str, plan: Plan, source: Source) -> None:
        if isinstance(source, int):
            raise store.lost()
        data = (source / name).read_bytes()
        if hash_of(data) != plan.wanted[name]:
            raise store.not_built(source / name)
        kind = type_of(name)
        caching = LASTING if is_lasting(name) else FLEETING
        self.storage.put(place, data, {"Content-Type": kind, "Cache-Control": caching})

    def _remember(self, release: Release) -> None:
        place = f"{INSIDE}releases/{release.number:06d}"
        self.storage.put(f"{place}.sums", written(release.files))
        self.storage.put(f"{place}.carried", written(release.carried))
        self.storage.put(f"{place}.json", said(release).encode())
        self.storage.put(f"{INSIDE}live.txt", f"{release.number}\n".encode())

    def _prune(self, keep: int) -> None:
        known = self.history()
        gone = [f"{INSIDE}releases/{r.number:06d}.{e}" for r in known[keep:]
                for e in ("json", "sums", "carried")]  # fmt: skip
        needed = {
            _object(name, sha)
            for release in known[:keep]
            for name, sha in self.release(release.number).live.items()
        }
        gone += [name for name in self.storage.names(f"{INSIDE}objects") if name not in needed]
        self.storage.delete(gone)

    def _must_hold(self) -> None:
        if self.lease:
            self.lease.must_hold()

    def _text(self, name: str) -> str:
        return (self.storage.get(f"{INSIDE}{name}") or b"").decode("utf-8", "replace")


def _object(name: str, sha: str) -> str:
    """Return where the bytes are kept: how they are served depends on the name as well."""
    lasting = "-lasting" if is_lasting(name) else ""
    return f"{INSIDE}objects/{sha}{lasting}{splitext(name)[1].lower()}"
