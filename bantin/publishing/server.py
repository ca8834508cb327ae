"""A server over ssh as the published site: releases beside one another, and a link to the live one.

``PATH/current`` is what the web server shows. In ``PATH/releases/000012`` lie the files (``site``),
what the release was (``release.json``) and the hashes of its files. A release is made in
``PATH/staging`` of links to the files that stay and of new ones; its hashes are checked there,
and the link is put over in one step. A publish that is cut off before that has changed nothing.
"""

import hashlib
import io
import re
import shlex
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..caches import put as put_file
from ..problems import N_, OutsideError
from ..workers import Tell, silent
from . import store
from .manifest import Manifest, read, written
from .plan import Plan
from .release import Release, heard, said
from .session import Said, Session, connected
from .target import RIGHT, ROOM, Faults, Source, Standing

_PARCEL = 2 << 20  # bytes of files that are sent at once
_SUM = re.compile(rb"([0-9a-f]{64})  \./([^\n]+)\n")
_ROOM_LEFT = re.compile(rb"\s(\d+)\s+\d+\s+(\d+)\s+\S+%\s")
_LISTS = ("sums", "carried")
_REMEDIES = (
    ("No space left on device", ROOM),
    ("Disk quota exceeded", ROOM),
    ("Read-only file system", RIGHT),
    ("Permission denied", RIGHT),
)


class Server:
    """The folder ``path`` on ``host``. ``cache`` is a folder here for lists that were seen."""

    def __init__(self, address: str, host: str, port: int | None, path: str, cache: Path) -> None:
        self.address, self.host, self.port, self.path = address, host, port, path
        self.cache = cache
        self._session: Session | None = None

    @contextmanager
    def held(self, who: str, tell: Tell = silent) -> Iterator[None]:
        """Keep every other publisher out, for as long as the connection lasts."""
        with self._connection() as session:
            if session.lock(f"{self.path}/lock").code:
                self._must("command -v flock >/dev/null || { echo flock; false; }")
                self._must(f": >> {self._at('lock')}")
                holder = self._run(f"cat {self._at('holder.txt')} 2>/dev/null").text
                raise OutsideError(
                    N_("somebody else is publishing: {who}"),
                    N_("Wait until that has ended, then publish again"),
                    who=holder.decode("utf-8", "replace").partition("\n")[0] or "?",
                )
            self._must(f'cp "$work/data" {self._at("holder.txt")}', f"{who}\n".encode())
            yield

    def standing(self) -> Standing:
        """Say what is live: what the link leads to."""
        with self._connection():
            done = self._must(
                f"""cd {self._at()} 2>/dev/null || {{ echo empty; exit 0; }}
                if [ -L current ]; then readlink current
                elif [ -z "$(ls -A | grep -vx -e lock -e holder.txt -e releases)" ]
                then echo empty; else echo foreign; fi"""
            )
            found = re.fullmatch(r"releases/(\d{6})/site", done.text.decode().strip())
            if found:
                return Standing(live=self.release(int(found[1])), is_empty=False)
            return Standing(live=None, is_empty=done.text.strip() == b"empty")

    def history(self) -> tuple[Release, ...]:
        """Return the releases that lie on the server up to the live one, the newest first."""
        with self._connection():
            done = self._must(
                f"""cd {self._at()} 2>/dev/null && live=$(readlink current) || exit 0
                for file in releases/*/release.json; do cat "$file"
                case $live in "${{file%/*}}"/*) break;; esac; done"""
            )
        return tuple(heard(line) for line in reversed(done.text.decode().splitlines()) if line)

    def release(self, number: int) -> Release:
        """Return one of them with its files; lists that were seen before are not sent again."""
        with self._connection():
            place = self._release(number)
            done = self._run(f"cd {place} && cat release.json && sha256sum sums carried")
            lines = done.text.decode("utf-8", "replace").splitlines()
            try:
                release = heard(lines[0])
                files, carried = (
                    self._list(number, name, line.split()[0])
                    for name, line in zip(_LISTS, lines[1:], strict=True)
                )
            except (ValueError, IndexError) as error:
                raise store.unknown_release(number) from error
        return replace(release, files=files, carried=carried)

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Make ``release`` live: links to what stays, the new files, their hashes, the switch."""
        with self._connection():
            self._make_room(plan, source)
            gone = "".join(f"{name}\0" for name in (*plan.puts, *plan.drops))
            self._must(
                f"""cd {self._at()} && rm -rf staging && mkdir -p releases staging/site || exit 1
                if [ -L current ]; then cp -al "$(readlink current)/." staging/site; fi &&
                cd staging/site && xargs -0 rm -f < "$work/data" """,
                gone.encode(),
            )
            if isinstance(source, int):
                self._bring_back(plan, source)
            else:
                self._send(plan, source, tell)
            self._check(plan)
            self._note(release)
            self._switch(release, keep)

    def faults(self, release: Release, tell: Tell) -> Faults:
        """Compare every byte that lies there with ``release``."""
        with self._connection():
            done = self._must(
                f"""cd {self._at("current")}/ || exit 1
                find . ! -type d -print0 | xargs -0 sha256sum || true"""
            )
        wanted = release.live
        found = {name.decode(): sha.decode() for sha, name in _SUM.findall(done.text + b"\n")}
        tell("compared", len(found), len(found))
        return Faults(
            missing=tuple(sorted(set(wanted) - set(found))),
            changed=tuple(sorted(n for n in found if n in wanted and found[n] != wanted[n])),
            extra=tuple(sorted(set(found) - set(wanted))),
        )

    def _make_room(self, plan: Plan, source: Source) -> None:
        sizes = [] if isinstance(source, int) else [(source / n).stat().st_size for n in plan.puts]
        needed = (sum(sizes) + 4096 * len(plan.wanted) >> 10) + 1024
        done = self._must(f"mkdir -p {self._at()} && df -Pk {self._at()} | tail -n 1")
        told = _ROOM_LEFT.search(done.text)
        total, free = (int(told[1]), int(told[2])) if told else (0, 0)
        if total and free < needed:  # some disks do not say how large they are
            raise OutsideError(
                N_("the target has room for {free} MB, and {needed} MB are needed"),
                N_("Make room there, then publish again; nothing was changed"),
                free=str(free >> 10),
                needed=str((needed >> 10) + 1),
            )

    def _send(self, plan: Plan, source: Path, tell: Tell) -> None:
        sent = 0
        for names in _parcels(source, plan.puts):
            data = _archive(source, names, plan.wanted)
            self._must(f'tar -xf "$work/data" -C {self._at("staging", "site")}', data)
            sent += len(names)
            tell("staged", sent, len(plan.puts))

    def _bring_back(self, plan: Plan, number: int) -> None:
        names = "".join(f"{name}\0" for name in plan.puts)
        self._must(
            f"""tar -cf - -C {self._release(number)}/site --null -T "$work/data" |
            tar -xf - -C {self._at("staging", "site")}""",
            names.encode(),
        )

    def _check(self, plan: Plan) -> None:
        """See on the server that what was sent is what was built."""
        sums = written({name: plan.wanted[name] for name in plan.puts})
        script = f'cd {self._at("staging", "site")} && sha256sum -c --status "$work/data"'
        if sums and self._run(script, sums).code:
            raise OutsideError(
                N_("what arrived on the server is not what was sent"),
                N_("Publish again; what readers see was not changed"),
            )

    def _note(self, release: Release) -> None:
        texts = {
            "release.json": said(release).encode(),
            "sums": written(release.files),
            "carried": written(release.carried),
        }
        for name, data in texts.items():
            self._must(f'cp "$work/data" {self._at("staging", name)}', data)
            if name in _LISTS:
                self._remember(hashlib.sha256(data).hexdigest(), data)

    def _switch(self, release: Release, keep: int) -> None:
        """Put the link over in one step; then take away what is not kept."""
        name = f"releases/{release.number:06d}"
        self._must(
            f"""cd {self._at()} && rm -rf {name} && mv staging {name} && sync || exit 1
            rm -f next && ln -s {name}/site next && mv -T next current || exit 1
            ls releases | sort -r | tail -n +{keep + 1} |
            while read -r old; do rm -rf "releases/$old"; done"""
        )

    def _list(self, number: int, name: str, sha: str) -> Manifest:
        kept = self.cache / sha
        if not kept.is_file():
            self._remember(sha, self._must(f"cat {self._release(number)}/{name}").text)
        return read(kept.read_bytes())

    def _remember(self, sha: str, data: bytes) -> None:
        if hashlib.sha256(data).hexdigest() != sha:
            raise ValueError("a list that is not what it was called")
        put_file(self.cache / sha, data)

    def _at(self, *parts: str) -> str:
        return shlex.quote("/".join((self.path, *parts)))

    def _release(self, number: int) -> str:
        return self._at("releases", f"{number:06d}")

    @contextmanager
    def _connection(self) -> Iterator[Session]:
        """Return the connection that is open, or one that lasts as long as it is needed."""
        if self._session:
            yield self._session
            return
        with connected(self.host, self.port) as session:
            self._session = session
            try:
                yield session
            finally:
                self._session = None

    def _run(self, script: str, data: bytes = b"") -> Said:
        if not self._session:
            raise ValueError("there is no connection")
        return self._session.run(script, data)

    def _must(self, script: str, data: bytes = b"") -> Said:
        """Run a script that has to end well; raise with what the server said where it did not."""
        done = self._run(script, data)
        if done.code:
            raise _refusal(done)
        return done


def _refusal(done: Said) -> OutsideError:
    lines = done.text.decode("utf-8", "replace").strip().splitlines() or [f"exit {done.code}"]
    for mark, remedy in _REMEDIES:
        if said := [line for line in lines if mark in line]:
            return OutsideError(N_("the server refuses: {reason}"), remedy, reason=said[0])
    return OutsideError(
        N_("the server refuses: {reason}"),
        N_("See whether the folder may be written to and has room; the site is whole"),
        reason=lines[-1],
    )


def _parcels(source: Path, names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the names in order, in lists of files that are some megabytes together."""
    parcel: list[str] = []
    size = 0
    for name in names:
        parcel.append(name)
        size += (source / name).stat().st_size + 1024
        if size > _PARCEL:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _archive(source: Path, names: Sequence[str], wanted: Manifest) -> bytes:
    """Return the files as a tar archive.

    Raises ``OutsideError`` where one is not what the build wrote.
    """
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in names:
            data = (source / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != wanted[name]:
                raise store.not_built(source / name)
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o644
            entry.mtime = int((source / name).stat().st_mtime)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()
