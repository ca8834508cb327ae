"""Workers do what one process does, and a piece of work that runs away costs only itself."""

import faulthandler
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bantin import workers
from bantin.problems import ContentError, OutsideError, Problem
from bantin.workers import Limits, Loss, Lost, each

pytestmark = pytest.mark.long


ROOT = Path(__file__).parents[1]
ROOMY = Limits(cpu_seconds=20, megabytes=600)


def doubled(shared: int, task: int) -> int:
    return shared + 2 * task


def one_of(_: None, task: str) -> str:
    if task == "endless":
        while True:
            pass
    if task == "greedy":
        return str(len(bytearray(2_000_000_000)))
    if task == "hoarding":
        hoard = []
        while True:
            hoard.append(bytes(1_000_000))
    if task == "crash":
        faulthandler.disable()  # its report would only hide those of other tests
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "refused":
        raise OutsideError("“{place}” cannot be written", "Check the disk", place="x")
    if task == "faulty":
        raise ContentError(Problem(code="c", path="p", message="m", remedy="r"))
    if task == "unsendable":
        return lambda: None  # type: ignore[return-value]
    return task.upper()


@pytest.fixture(params=["fork", "spawn"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: request.param == "fork")


@pytest.mark.usefixtures("_both_ways")
def test_results_come_in_the_order_of_the_tasks() -> None:
    told: list[int] = []
    made = each(doubled, 1, range(40), limits=ROOMY, workers=3, done=told.append)

    assert made == [1 + 2 * task for task in range(40)]
    assert told == list(range(1, 41))


def test_no_tasks_need_no_workers() -> None:
    assert each(doubled, 1, [], limits=ROOMY) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("task", "loss"),
    [
        ("endless", Loss.TIME),
        ("greedy", Loss.MEMORY),
        ("hoarding", Loss.MEMORY),
        ("crash", Loss.FAULT),
    ],
)
def test_what_runs_away_costs_only_itself(task: str, loss: Loss) -> None:
    tasks = ["a", task, "b", "c", task, "d"]
    made = each(one_of, None, tasks, limits=Limits(cpu_seconds=1, megabytes=400), workers=2)

    assert made == ["A", Lost(loss), "B", "C", Lost(loss), "D"]


@pytest.mark.long
def test_each_task_has_its_time_to_itself() -> None:
    made = each(_busy, 0.6, range(4), limits=Limits(cpu_seconds=1, megabytes=400), workers=1)

    assert made == list(range(4))


def _busy(seconds: float, task: int) -> int:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return task


@pytest.mark.usefixtures("_both_ways")
def test_what_is_raised_comes_home_whole() -> None:
    with pytest.raises(OutsideError, match="“x” cannot be written") as refused:
        each(one_of, None, ["a", "refused"], limits=ROOMY)
    assert refused.value.values == (("place", "x"),)
    with pytest.raises(ContentError) as faulty:
        each(one_of, None, ["faulty"], limits=ROOMY)
    assert [problem.code for problem in faulty.value.problems] == ["c"]


def test_what_cannot_be_sent_is_told() -> None:
    with pytest.raises(RuntimeError, match="cannot be sent"):
        each(one_of, None, ["unsendable"], limits=ROOMY)


_ORPHANS = """
import os, sys, time
from bantin.workers import Limits, each

def slow(pids, task):
    print(os.getpid(), flush=True)
    time.sleep(600 if task == 9 else 0)

each(slow, None, [1, 2, 9, 9], limits=Limits(cpu_seconds=600, megabytes=400), workers=2)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked for in /proc")
def test_no_worker_outlives_a_killed_parent() -> None:
    # A worker that waits for work learns at once that nobody is left to give any.
    script = _ORPHANS.replace("[1, 2, 9, 9]", "[1, 2, 3]").replace("600 if task == 9 else 0", "0")
    script += "\nimport signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    pids = {int(line) for line in done.stdout.split()}

    assert done.returncode == -signal.SIGKILL
    assert pids
    until = time.monotonic() + 10
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
