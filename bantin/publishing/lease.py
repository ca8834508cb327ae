"""The lock of a storage that knows files and nothing else: a note that its holder keeps renewing.

No clock is asked. That of another computer may be years off, so whoever finds the note watches
for a while whether it changes, and takes over only what has stood still all the time.
"""

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol

from ..problems import N_, OutsideError
from ..workers import Tell
from .manifest import hash_of

_RENEWED_S = 5.0
_LOOKED_S = 1.0
_STALE_S = 45.0
_SAFE_S = 30.0
"""A holder that could not renew its note for so long takes no further step."""


class Notes(Protocol):
    """What a lock needs of a storage."""

    def told(self) -> AbstractContextManager[None]:
        """Turn what the storage refuses into ``OutsideError``."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Write a file whole."""
        ...

    def create(self, name: str, data: bytes) -> bool:
        """Write a file only where there is none; return whether that was so."""
        ...

    def get(self, name: str) -> bytes | None:
        """Return a file, or None where there is none."""
        ...

    def delete(self, names: list[str]) -> None:
        """Take files away."""
        ...


class Lease:
    """A lock that is held: the file ``name`` of ``notes``."""

    def __init__(self, notes: Notes, name: str, who: str) -> None:
        self.notes, self.name, self.who = notes, name, who
        self.token, self.turn = secrets.token_hex(12), 0
        self.renewed = time.monotonic()
        self.is_lost = False

    @property
    def note(self) -> bytes:
        """What stands in the file."""
        words = {"who": self.who, "token": self.token, "turn": self.turn}
        return json.dumps(words, ensure_ascii=False).encode()

    def must_hold(self) -> None:
        """Raise ``OutsideError`` where somebody else has, or may have, taken over."""
        if self.is_lost or time.monotonic() - self.renewed > _SAFE_S:
            raise OutsideError(
                N_("the target did not hear from this computer for too long"),
                N_("Publish again; that also puts right what was half done"),
            )

    def renew(self) -> None:
        """Write the note anew, unless it is somebody else's by now."""
        with self.notes.told():
            if not self._is_ours():
                self.is_lost = True
                return
            self.turn += 1
            self.notes.put(self.name, self.note)
        self.renewed = time.monotonic()

    def let_go(self) -> None:
        """Take the note away. Where that fails it stands still, and the next one takes over."""
        if time.monotonic() - self.renewed > _SAFE_S:
            return  # a storage that is silent for so long is not asked once more
        with suppress(OutsideError), self.notes.told():
            if self._is_ours():
                self.notes.delete([self.name])

    def take(self, tell: Tell) -> None:
        """Lay the note down; raise ``OutsideError`` where another publisher is at work."""
        # Asked first, as some storage does not know the condition of ``create`` and overwrites.
        while (found := self.notes.get(self.name)) is not None or not self._made():
            if found is None:
                continue
            claim = f"{self.name}-{hash_of(found)[:16]}"
            was_claimed = self.notes.get(claim) is not None
            if self._stood_still(found, tell):
                self._take_over(found, claim, was_claimed=was_claimed)
                return

    def _made(self) -> bool:
        return self.notes.create(self.name, self.note) and self._is_ours()

    def _stood_still(self, found: bytes, tell: Tell) -> bool:
        """Watch the note of another; return whether nobody renews it, False where it has gone."""
        looks = int(_STALE_S / _LOOKED_S)
        for look in range(1, looks + 1):
            time.sleep(_LOOKED_S)
            now = self.notes.get(self.name)
            if now is None:
                return False
            if now != found:
                raise _busy(now)
            tell("waited", look, looks)
        return True

    def _take_over(self, found: bytes, claim: str, *, was_claimed: bool) -> None:
        # Several may have watched: one of them can make the claim, and the others hear who.
        if was_claimed:  # its maker was cut off before he came to use it
            self.notes.delete([claim])
        if not self.notes.create(claim, b""):
            raise _busy(found)
        try:
            if self.notes.get(self.name) != found:
                raise _busy(self.notes.get(self.name) or found)
            self.notes.put(self.name, self.note)
        finally:
            self.notes.delete([claim])

    def _is_ours(self) -> bool:
        return str(_words(self.notes.get(self.name)).get("token")) == self.token


@contextmanager
def leased(notes: Notes, name: str, who: str, tell: Tell) -> Iterator[Lease]:
    """Hold the lock ``name``. Raises ``OutsideError`` where another publisher is at work."""
    lease = Lease(notes, name, who)
    with notes.told():
        lease.take(tell)
    lease.renewed = time.monotonic()
    ended = threading.Event()
    renewing = threading.Thread(target=_renewing, args=(lease, ended), daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        ended.set()
        renewing.join()
        lease.let_go()


def _renewing(lease: Lease, ended: threading.Event) -> None:
    while not ended.wait(_RENEWED_S):
        with suppress(OutsideError):  # whether the storage answers, the work itself finds out
            lease.renew()


def _busy(note: bytes) -> OutsideError:
    return OutsideError(
        N_("somebody else is publishing: {who}"),
        N_("Wait until that has ended, then publish again"),
        who=str(_words(note).get("who", "?")),
    )


def _words(note: bytes | None) -> dict[str, Any]:
    """Return what a note says; nothing where it was cut off, or is none."""
    try:
        words = json.loads(note or b"{}")
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}
