"""A folder of what was made before → the same bytes, as long as nothing they depend on changed."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SIZE = 16


@dataclass(frozen=True, slots=True)
class Shelf:
    """Keeps bytes from one process to the next; without a ``folder`` it keeps nothing.

    ``key`` stands for all that what lies here depends on besides its sources: the engine that
    made it and the Python that is to run it. A file is one digest of key, sources and content,
    and the content: what another engine made, what was cut off and what somebody changed is
    passed over alike. No file stays open, so a process may fork at any time.
    """

    folder: Path | None
    key: str

    def find(self, name: str, sources: bytes) -> bytes | None:
        """Return what was kept as ``name`` for ``sources``, or None where it is not there."""
        if self.folder is None:
            return None
        try:
            kept = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = kept[_SIZE:]
        return content if kept[:_SIZE] == self._digest(sources, content) else None

    def keep(self, name: str, sources: bytes, content: bytes) -> None:
        """Keep ``content`` as ``name`` in one step; a disk that refuses costs only time."""
        if self.folder is None:
            return
        aside = self.folder / f"{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(self._digest(sources, content) + content)
            aside.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                aside.unlink()

    def _digest(self, sources: bytes, content: bytes) -> bytes:
        digest = hashlib.blake2b(f"{self.key}\n{len(sources)}\n".encode(), digest_size=_SIZE)
        digest.update(sources)
        digest.update(content)
        return digest.digest()
