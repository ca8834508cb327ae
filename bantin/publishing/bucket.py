"""A bucket of S3-compatible storage as the published site.

Readers get the objects below the prefix. What is kept to go back to, and what a publish notes, lies
below ``.bantin/``, which the server in front must not show. New bytes are uploaded there first and
copied into place by the storage itself, files that are called after their content before the pages
that name them, and removals last; an object is always whole.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from posixpath import splitext
from typing import TYPE_CHECKING, Any, Literal

from ..problems import N_, OutsideError
from ..workers import Tell
from . import store
from .kits import FLEETING, LASTING, type_of
from .manifest import hash_of, is_inside, is_lasting, read, written
from .plan import Plan
from .release import Release, heard, said
from .target import Faults, Source, Standing

if TYPE_CHECKING:
    from obstore.store import S3Store

_INSIDE = ".bantin/"
_RENEWED_S = 20
_STALE_S = 90


class Bucket:
    """The bucket ``name`` below ``prefix``.

    Who may use it, and where the storage is, say the variables of the environment that all
    programs know (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_ENDPOINT_URL`` …).
    """

    def __init__(self, address: str, name: str, prefix: str) -> None:
        self.address = address
        self.store = _opened(name, prefix)

    @contextmanager
    def held(self, who: str) -> Iterator[None]:
        """Keep every other publisher out by an object that is made only where there is none.

        Its holder renews it; one that was not renewed for a minute and a half is taken over.
        """
        with _told(self.address):
            self._lock(who)
        ended = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(who, ended), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            with _told(self.address):
                self._delete([f"{_INSIDE}lock"])

    def standing(self) -> Standing:
        """Say what is live, looking at the objects that a publish left in between."""
        import obstore

        with _told(self.address):
            number = self._text("live.txt").strip()
            if not number:
                first = next(iter(obstore.list(self.store, chunk_size=50)), [])
                names = [entry["path"] for entry in first]
                return Standing(live=None, is_empty=all(n.startswith(_INSIDE) for n in names))
            live = self.release(int(number))
            torn = self._text("pending.json")
            if not torn:
                return Standing(live=live, is_empty=False)
            now = dict(live.live)
            for name in filter(is_inside, map(str, json.loads(torn))):
                data = self._get(name)
                if data is None:
                    now.pop(name, None)
                else:
                    now[name] = hash_of(data)
            live = replace(live, files=now, carried={})
        return Standing(live=live, is_empty=False, is_torn=True)

    def history(self) -> tuple[Release, ...]:
        """Return the releases whose bytes are kept, the newest first."""
        with _told(self.address):
            names = [n for n in self._names(f"{_INSIDE}releases") if n.endswith(".json")]
            texts = (self._get(name) for name in sorted(names, reverse=True))
            return tuple(heard(text.decode()) for text in texts if text)

    def release(self, number: int) -> Release:
        """Return one of them with its files."""
        place = f"{_INSIDE}releases/{number:06d}"
        with _told(self.address):
            texts = [self._get(f"{place}.{ending}") for ending in ("json", "sums", "carried")]
        try:
            words, files, carried = (text if text is not None else b"?" for text in texts)
            release = heard(words.decode())
            return replace(release, files=read(files), carried=read(carried))
        except ValueError as error:
            raise store.unknown_release(number) from error

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Make ``release`` live: upload, note, copy into place in order, remove."""
        import obstore

        with _told(self.address):
            kept = set(self._names(f"{_INSIDE}objects"))
            for done, name in enumerate(plan.puts, start=1):
                place = _object(name, plan.wanted[name])
                if place not in kept:
                    self._upload(name, place, plan, source)
                tell("staged", done, len(plan.puts))
            names = json.dumps([*plan.puts, *plan.drops], ensure_ascii=False)
            self._put(f"{_INSIDE}pending.json", names.encode())
            for done, name in enumerate(plan.puts, start=1):
                obstore.copy(self.store, _object(name, plan.wanted[name]), name)
                tell("placed", done, len(plan.puts))
            self._remember(release)
            self._delete(list(plan.drops))
            self._delete([f"{_INSIDE}pending.json"])
            self._prune(keep)

    def faults(self, release: Release, tell: Tell) -> Faults:
        """Compare every byte that lies there with ``release``."""
        wanted, found = release.live, {}
        with _told(self.address):
            names = [name for name in self._names("") if not name.startswith(_INSIDE)]
            for done, name in enumerate(names, start=1):
                data = self._get(name) if name in wanted else b""
                if data is not None:
                    found[name] = hash_of(data)
                tell("compared", done, len(names))
        return Faults(
            missing=tuple(sorted(set(wanted) - set(found))),
            changed=tuple(sorted(n for n in found if n in wanted and found[n] != wanted[n])),
            extra=tuple(sorted(set(found) - set(wanted))),
        )

    def _upload(self, name: str, place: str, plan: Plan, source: Source) -> None:
        if isinstance(source, int):
            raise store.lost()
        data = (source / name).read_bytes()
        if hash_of(data) != plan.wanted[name]:
            raise store.not_built(source / name)
        kind = type_of(name)
        caching = LASTING if is_lasting(name) else FLEETING
        self._put(place, data, {"Content-Type": kind, "Cache-Control": caching})

    def _remember(self, release: Release) -> None:
        place = f"{_INSIDE}releases/{release.number:06d}"
        self._put(f"{place}.sums", written(release.files))
        self._put(f"{place}.carried", written(release.carried))
        self._put(f"{place}.json", said(release).encode())
        self._put(f"{_INSIDE}live.txt", f"{release.number}\n".encode())

    def _prune(self, keep: int) -> None:
        known = self.history()
        gone = [f"{_INSIDE}releases/{r.number:06d}.{e}" for r in known[keep:]
                for e in ("json", "sums", "carried")]  # fmt: skip
        needed = {
            _object(name, sha)
            for release in known[:keep]
            for name, sha in self.release(release.number).live.items()
        }
        gone += [name for name in self._names(f"{_INSIDE}objects") if name not in needed]
        self._delete(gone)

    def _lock(self, who: str) -> None:
        """Take the lock; raise where somebody else holds it."""
        from obstore.exceptions import AlreadyExistsError

        note = json.dumps({"who": who, "at": time.time()}).encode()
        try:
            self._put(f"{_INSIDE}lock", note, mode="create")
        except AlreadyExistsError:
            self._take_over(note)

    def _take_over(self, note: bytes) -> None:
        held = json.loads(self._text("lock") or "{}")
        if time.time() - float(held.get("at", 0)) < _STALE_S:
            raise OutsideError(
                N_("somebody else is publishing: {who}"),
                N_("Wait until that has ended, then publish again"),
                who=str(held.get("who", "?")),
            )
        self._delete([f"{_INSIDE}lock"])
        self._put(f"{_INSIDE}lock", note, mode="create")

    def _renew(self, who: str, ended: threading.Event) -> None:
        while not ended.wait(_RENEWED_S):
            self._put(f"{_INSIDE}lock", json.dumps({"who": who, "at": time.time()}).encode())

    def _put(
        self,
        name: str,
        data: bytes,
        attributes: Mapping[str, str] | None = None,
        mode: Literal["create", "overwrite"] = "overwrite",
    ) -> None:
        import obstore

        words: dict[str, Any] = {"attributes": dict(attributes)} if attributes else {}
        obstore.put(self.store, name, data, mode=mode, use_multipart=False, **words)

    def _get(self, name: str) -> bytes | None:
        import obstore

        try:
            return bytes(obstore.get(self.store, name).bytes())
        except FileNotFoundError:
            return None

    def _text(self, name: str) -> str:
        return (self._get(f"{_INSIDE}{name}") or b"").decode("utf-8", "replace")

    def _names(self, prefix: str) -> list[str]:
        import obstore

        pages = obstore.list(self.store, prefix=prefix or None)
        return [str(entry["path"]) for page in pages for entry in page]

    def _delete(self, names: list[str]) -> None:
        import obstore

        if names:
            obstore.delete(self.store, names)


def _object(name: str, sha: str) -> str:
    """Return where the bytes are kept: how they are served depends on the name as well."""
    lasting = "-lasting" if is_lasting(name) else ""
    return f"{_INSIDE}objects/{sha}{lasting}{splitext(name)[1].lower()}"


def _opened(name: str, prefix: str) -> "S3Store":
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise OutsideError(
            N_("storage of this kind needs one more package"),
            N_("Install it: pip install bantin[s3]"),
        ) from error
    with _told(f"s3://{name}/{prefix}"):
        return S3Store(name, prefix=prefix or None, client_options={"allow_http": True})


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Turn what the storage refuses into what the keeper is told."""
    try:
        from obstore.exceptions import BaseError
    except ImportError as error:
        raise OutsideError(
            N_("storage of this kind needs one more package"),
            N_("Install it: pip install bantin[s3]"),
        ) from error
    try:
        yield
    except (BaseError, OSError) as error:
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise OutsideError(
            N_("the storage “{address}” refuses: {reason}"),
            N_("See whether the address and the keys in the environment are right"),
            address=address,
            reason=reason[0][:200],
        ) from error
