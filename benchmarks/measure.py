"""What a command costs: CPU and memory of its whole tree of processes, and time on the wall."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .sites.tool import ROOT, python


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU (user and system) and wall in seconds, peaks of memory in MB.

    ``pss`` and ``rss`` are sums over the tree, ``pss`` with shared pages counted once; 0 where
    the system does not tell them. ``largest`` is the peak of the largest process alone.
    ``load`` is the load average of the last minute before the start.
    """

    cpu: float
    wall: float
    pss: float
    rss: float
    largest: float
    load: float


def cost(command: list[str], folder: Path) -> Cost:
    """Return what ``command`` costs, run in ``folder``.

    Raises ``SystemExit`` with the last words of the command where it fails.
    """
    load, log = os.getloadavg()[0], folder / "command.log"
    sampler = _start([*python("benchmarks.sampler")], stdin=subprocess.PIPE)
    assert sampler.stdin
    assert sampler.stdout
    sampler.stdout.readline()
    child = _start([*python("benchmarks.child"), str(log), *command], folder=folder)
    sampler.stdin.write(f"{child.pid}\n")
    sampler.stdin.flush()
    told, _ = child.communicate()
    memory, _ = sampler.communicate()
    said = json.loads(told)
    if said.pop("code"):
        words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(command)} failed\n{words}")
    seen = json.loads(memory)
    return Cost(**said, pss=seen["pss"], rss=seen["rss"], load=load)


def _start(
    command: list[str], *, folder: Path = ROOT, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
    )


def environment() -> dict[str, str]:
    """Return the environment of what is measured: this very source, and UTF-8 everywhere.

    Modules are compiled once, as they are where a program is installed.
    """
    own = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own
