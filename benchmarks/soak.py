"""The promises of publishing, put to long runs: ``python -m benchmarks.soak`` (``make soak``).

Each promise is measured against real programs of this machine (sshd, nginx, minisign's format) for
a bounded time, and written as JSON; ``python -m benchmarks.soak_page`` makes the table of it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bantin.problems import OutsideError, SettingsError
from bantin.publishing.carrier import Carrier
from bantin.publishing.kits import Place, nginx
from bantin.publishing.opening import opened
from bantin.publishing.run import Wishes, roll_back, verify
from bantin.publishing.server import Server
from bantin.publishing.target import Target
from bantin.workers import silent
from tests.publishing.sites import folder, lying, pages_of, published, version
from tests.publishing.sshd import Sshd, free_port, sshd, wait_for

_LANES = 4  # sites that are published side by side: mostly each waits
RESULT = Path(".cache/soak/result.json")
_ARTICLES = 100

_PUBLISHER = """
import sys
from pathlib import Path
from bantin.publishing.server import Server
from tests.publishing.sites import folder, published, version
kind, host, port, web, output, number = sys.argv[1:]
there = folder(Path(web)) if kind == "dir" else Server(
    "ssh:", host, int(port), web, Path(web, "../seen"))
print(flush=True)
sys.stdin.readline()
published(there, Path(output), version(int(number), articles=40))
print("done", flush=True)
"""


def main() -> None:
    """Run what is asked for, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publishes", type=int, default=20)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--tamperings", type=int, default=400)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=19)
    asked = parser.parse_args()
    until = time.monotonic() + asked.minutes * 60
    found: dict[str, Any] = {"cores": os.cpu_count()}
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        place.chmod(0o755)
        server = stack.enter_context(sshd(place / "sshd"))
        os.environ["BANTIN_SSH"] = server.program
        for kind in ("ssh", "dir"):
            there = Bench(kind, server, place / kind)
            _do(found, f"{kind} readers", until, lambda: there.readers(asked))  # noqa: B023
            _do(found, f"{kind} kills", until, lambda: there.kills(asked.kills, until))  # noqa: B023
            _do(found, f"{kind} at once", until, lambda: there.at_once(asked.rounds, until))  # noqa: B023
            _do(found, f"{kind} undo", until, there.undo)
            _do(found, f"{kind} large", until, lambda: there.large(asked.articles))  # noqa: B023
        _do(found, "bundles", until, lambda: _bundles(place / "usb", asked.tamperings))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _do(found: dict[str, Any], name: str, until: float, act: Callable[[], dict[str, Any]]) -> None:
    if time.monotonic() > until:
        found[name] = {"left out": "the time was over"}
        return
    began = time.monotonic()
    found[name] = {**act(), "seconds": round(time.monotonic() - began, 1)}
    print(name, json.dumps(found[name]), flush=True)


class Bench:
    """One kind of target, in a folder of its own for each question."""

    def __init__(self, kind: str, server: Sshd, place: Path) -> None:
        self.kind, self.server, self.place = kind, server, place
        place.mkdir()

    def target(self, web: Path) -> Target:
        if self.kind == "dir":
            return folder(web)
        host, port = self.server.host, self.server.port
        return Server(f"ssh://{host}:{port}{web}", host, port, str(web), self.place / "seen")

    def shown(self, web: Path) -> Path:
        # Looked up once: what the server still runs may put the link over while files are read.
        return web if self.kind == "dir" else (web / "current").resolve()

    def readers(self, asked: argparse.Namespace) -> dict[str, Any]:
        """Readers ask for pages and styles without a pause, while every page changes."""
        web = self.place / "readers"
        there = self.target(web)
        published(there, self.place / "r0", version(0, _ARTICLES))
        counts: Counter[str] = Counter()
        with _nginx(web if self.kind == "dir" else web / "current", self.place / "nginx") as port:
            readers = [
                subprocess.Popen(
                    [sys.executable, "-m", "benchmarks.soak_reader", str(port), str(_ARTICLES)],
                    stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True,
                )
                for _ in range(2)
            ]  # fmt: skip
            number, began = 0, time.monotonic()
            while number < asked.publishes or (
                self._requests(readers) < asked.requests and time.monotonic() - began < 180
            ):
                number += 1
                published(there, self.place / f"r{number}", version(number, _ARTICLES))
            for reader in readers:
                said, _ = reader.communicate("stop\n")
                counts.update(json.loads(said.splitlines()[-1]))
        return {"publishes": number, **counts}

    def _requests(self, readers: list["subprocess.Popen[str]"]) -> int:
        """Return how many requests there have been so far, by asking the readers."""
        total = 0
        for reader in readers:
            if reader.stdin and reader.stdout:
                reader.stdin.write("count\n")
                reader.stdin.flush()
                total += int(json.loads(reader.stdout.readline())["requests"])
        return total

    def kills(self, kills: int, until: float) -> dict[str, Any]:
        """Publishers are killed at random moments, some sites side by side; the next one heals."""
        shares = [kills * (lane + 1) // _LANES - kills * lane // _LANES for lane in range(_LANES)]
        counts: Counter[str] = Counter()
        with ThreadPoolExecutor(_LANES) as lanes:
            for found in lanes.map(partial(self._kills, until), range(_LANES), shares):
                counts.update(found)  # a sum of counters leaves out what is nought
        return dict(counts)

    def _kills(self, until: float, lane: int, kills: int) -> Counter[str]:
        web, output, chance = self.place / f"kills{lane}", f"k{lane}", random.Random(11 + lane)
        there = self.target(web)
        published(there, self.place / f"{output}-0", version(0, 40))
        # So that what is nought is told too.
        counts = Counter(dict.fromkeys(("mixed", "damaged", "without style"), 0))
        while counts["kills"] < kills and time.monotonic() < until:
            number = counts["kills"] + 1
            before = pages_of(lying(self.shown(web)))
            took = 0.12 if self.kind == "dir" else 0.9
            ended = self._killed(web, output, number, chance.uniform(0, took))
            counts["kills"] += 1
            counts["came to their end"] += ended
            after, new = lying(self.shown(web)), pages_of(version(number, 40))
            pages = pages_of(after)
            counts["old"] += pages == before
            counts["new"] += pages == new
            counts["mixed"] += pages not in (before, new)
            counts["damaged"] += any(d not in (before.get(n), new.get(n)) for n, d in pages.items())
            counts["without style"] += any(
                f"theme/site.{data.split(b'theme/site.')[1][:8].decode()}.css" not in after
                for data in pages.values()
            )
            publish = partial(published, there, self.place / output, version(number, 40))
            _patiently(publish)
            healed = pages_of(lying(self.shown(web))) == new and not verify(there, silent)[1]
            counts["healed"] += healed
        return counts

    def _killed(self, web: Path, output: str, number: int, after: float) -> bool:
        process = subprocess.Popen(
            [sys.executable, "-c", _PUBLISHER, self.kind, self.server.host, str(self.server.port),
             str(web), str(self.place / output), str(number)],
            stdout=subprocess.PIPE, stdin=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        if not process.stdout or not process.stdin:
            raise ValueError("a publisher without its pipes")
        process.stdout.readline()
        process.stdin.write(b"\n")
        process.stdin.flush()
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        return b"done" in said

    def at_once(self, rounds: int, until: float) -> dict[str, Any]:
        """Eight publishers ask for the lock in one moment."""
        web = self.place / "lock"
        published(self.target(web), self.place / "l0", version(0))
        winners: Counter[int] = Counter()
        while sum(winners.values()) < rounds and time.monotonic() < until:
            winners[_contest(lambda: self.target(web).held("one of eight"))] += 1
        return {f"rounds with {count} winners": times for count, times in winners.items()}

    def undo(self) -> dict[str, Any]:
        """Go back, and see whether every byte is back."""
        web = self.place / "undo"
        there = self.target(web)
        published(there, self.place / "u1", version(1, _ARTICLES))
        first = pages_of(lying(self.shown(web)))
        published(there, self.place / "u2", version(2, _ARTICLES))
        began = time.monotonic()
        roll_back(there, None, keep=5, tell=silent)
        took = time.monotonic() - began
        is_same = pages_of(lying(self.shown(web))) == first
        return {"rollback seconds": round(took, 2), "byte-identical": is_same}

    def large(self, articles: int) -> dict[str, Any]:
        """A large site, published after one edit, and again with nothing new."""
        web, output = self.place / "large", self.place / "large-output"
        there = self.target(web)
        files = version(1, articles)
        published(there, output, files)
        edited = {**files, "articles/a7.html": files["articles/a7.html"] + b"<p>more"}
        dry = published(there, output, edited, Wishes(dry_run=True))
        took = {}
        before = time.monotonic()
        run = published(there, output, edited)
        took["seconds after one edit, laying the files out with it"] = time.monotonic() - before
        before = time.monotonic()
        again = published(there, output, edited)
        took["seconds with nothing new, laying the files out with it"] = time.monotonic() - before
        return {
            "files": len(files),
            "files put": len(run.plan.puts),
            "files put again": len(again.plan.puts),
            "dry run = run": dry.plan == run.plan,
            **{name: round(seconds, 2) for name, seconds in took.items()},
        }


def _contest(held: Callable[[], AbstractContextManager[None]]) -> int:
    """Let eight ask for the lock at once, and return how many got it."""
    barrier, over, said = threading.Barrier(8), threading.Event(), list[bool]()

    def asking() -> None:
        barrier.wait()
        try:
            with held():
                said.append(True)
                over.wait(20)
        except OutsideError as error:
            said.append(False)
            if "somebody else" not in str(error):
                raise

    threads = [threading.Thread(target=asking) for _ in range(8)]
    for thread in threads:
        thread.start()
    while len(said) < 8:
        time.sleep(0.01)
    over.set()
    for thread in threads:
        thread.join()
    return sum(said)


def _patiently(act: Callable[[], object]) -> None:
    for _ in range(150):
        try:
            act()
        except OutsideError as error:
            if "somebody else" not in str(error):
                raise
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the lock stays taken")


@contextmanager
def _nginx(root: Path, place: Path) -> Iterator[int]:
    place.mkdir()
    port = free_port()
    site = Place(root=str(root), host="127.0.0.1", port=port, home="", languages=("vi",))
    (place / "site.conf").write_text(nginx(site), "utf-8")
    (place / "nginx.conf").write_text(
        f"daemon off; pid {place}/pid; error_log {place}/error; worker_processes 1;\n"
        f"events {{ }}\nhttp {{ access_log off; client_body_temp_path {place}/b;\n"
        f"proxy_temp_path {place}/p; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u;\n"
        f"scgi_temp_path {place}/s; include {place}/site.conf; }}\n"
    )
    for folder_ in (place, *root.parents):
        if folder_.is_relative_to(tempfile.gettempdir()) and folder_.exists():
            folder_.chmod(0o755)
    process = subprocess.Popen(["nginx", "-p", str(place), "-c", str(place / "nginx.conf")])
    try:
        wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _bundles(place: Path, tamperings: int) -> dict[str, Any]:
    place.mkdir()
    usb = Carrier(place / "usb", "bundle:usb", place / "bantin.key")
    published(usb, place / "o", version(1))
    good, chance = usb.place(1), random.Random(3)
    data = good.read_bytes()
    signature = good.with_name(f"{good.name}.minisig").read_bytes()
    bad, into, accepted = place / "bad", place / "into", 0
    into.mkdir()
    bad.with_name("bad.minisig").write_bytes(signature)
    for _ in range(tamperings):
        harmed = bytearray(data)
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        bad.write_bytes(harmed)
        try:
            opened(bad, place / "bantin.pub", into)
            accepted += 1
        except SettingsError:
            continue
    return {"tampered": tamperings, "accepted": accepted}


if __name__ == "__main__":
    main()
