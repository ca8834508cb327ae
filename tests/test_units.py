"""Units for an executor do what one machine does, and a piece that runs away costs only itself."""

import os
import pickle
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bantin import foreman, units
from bantin.problems import ContentError, OutsideError
from bantin.units import Units
from bantin.workers import Limits, Loss, Lost, each

from .small_site import ROOT
from .test_workers import ROOMY, doubled, one_of

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """An executor with one thread, whose foreman serves all tests and knows their modules."""
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as executor:
        patch.setenv("PYTHONPATH", str(ROOT))
        yield executor


@pytest.fixture
def crew(pool: Executor, tmp_path: Path) -> Units:
    return Units(pool, tmp_path / "units", hands=lambda: 1)


def test_results_come_in_the_order_of_the_tasks_and_nothing_is_left_behind(crew: Units) -> None:
    told: list[int] = []
    made = each(doubled, 1, range(40), limits=ROOMY, done=told.append, crew=crew)

    assert made == each(doubled, 1, range(40), limits=ROOMY)
    assert told == sorted(told)
    assert told[-1] == 40
    assert list(crew.folder.iterdir()) == []
    assert each(doubled, 1, [], limits=ROOMY, crew=crew) == []


@pytest.mark.long
def test_what_runs_away_costs_only_itself(crew: Units) -> None:
    tasks = ["a", "endless", "b", "crash", "greedy", "c"]
    made = each(one_of, None, tasks, limits=Limits(cpu_seconds=1, megabytes=400), crew=crew)

    lost = [Lost(Loss.TIME), Lost(Loss.FAULT), Lost(Loss.MEMORY)]
    assert made == ["A", lost[0], "B", *lost[1:], "C"]


def test_a_foreman_who_is_ended_costs_the_piece_that_ended_it(crew: Units) -> None:
    tasks = [1, 0, 2, 3, 4, 5, 6, 7, 8, 9]  # the first unit has two of them
    made = each(ending_all, None, tasks, limits=ROOMY, crew=crew)

    assert made == [1, Lost(Loss.MEMORY), *range(2, 10)]


def ending_all(_: None, task: int) -> int:
    if not task:
        os.kill(os.getppid(), signal.SIGKILL)
    return task


def test_what_is_raised_comes_home_whole(crew: Units) -> None:
    with pytest.raises(OutsideError, match="“x” cannot be written") as refused:
        each(one_of, None, ["a", "refused"], limits=ROOMY, crew=crew)
    assert refused.value.values == (("place", "x"),)
    with pytest.raises(ContentError):
        each(one_of, None, ["faulty"], limits=ROOMY, crew=crew)


def test_another_version_and_a_folder_that_is_not_shared_are_told(
    crew: Units, pool: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = (("Python", "2.7.18"), *units.versions()[1:])
    with monkeypatch.context() as patch:
        patch.setattr(units, "versions", lambda: ours)
        with pytest.raises(OutsideError, match=r"has Python 3\.\S+; this machine has 2\.7\.18"):
            each(doubled, 1, [1], limits=ROOMY, crew=crew)

    elsewhere = str(tmp_path / "elsewhere" / "0123")
    with pytest.raises(OutsideError, match=f"does not see the cache “{tmp_path / 'elsewhere'}”"):
        units.opened(pool.submit(foreman.unit, elsewhere, pickle.dumps([1])).result())


def test_an_order_that_was_tampered_with_is_not_opened(crew: Units, pool: Executor) -> None:
    order = units.laid(crew.folder, doubled, 1, ROOMY)
    order.write_bytes(order.read_bytes() + b"\n")

    with pytest.raises(OutsideError, match="does not see the cache"):
        units.opened(pool.submit(foreman.unit, str(order), pickle.dumps([1])).result())


def test_a_unit_that_was_given_up_is_tried_piece_by_piece(pool: Executor, tmp_path: Path) -> None:
    crew = Units(_Giving(pool, 3), tmp_path, hands=lambda: 1, lost=(GivenUpError,))
    made = each(doubled, 1, range(20), limits=ROOMY, crew=crew)

    assert made == [*range(1, 7, 2), Lost(Loss.FAULT), *range(9, 41, 2)]


class GivenUpError(Exception):
    """What an executor raises of a unit whose workers vanish, whoever begins it."""


class _Giving(Executor):
    """An executor that loses every worker that is given a certain task."""

    def __init__(self, pool: Executor, task: int) -> None:
        self.pool, self.task = pool, task

    def submit(self, work: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        if self.task in pickle.loads(args[1]):  # noqa: S301
            gone: Future[Any] = Future()
            gone.set_exception(GivenUpError())
            return gone
        return self.pool.submit(work, *args)


def test_pieces_that_must_be_alone_come_one_by_one(pool: Executor, tmp_path: Path) -> None:
    counting = _Counting(pool)
    crew = Units(counting, tmp_path / "units", hands=lambda: 2)

    assert each(doubled, 1, range(4), limits=ROOMY, workers=1, crew=crew) == [1, 3, 5, 7]
    assert counting.most == 1
    each(doubled, 1, range(4), limits=ROOMY, workers=2, crew=crew)
    assert counting.most == 4


class _Counting(Executor):
    """An executor that counts how many units it was given at a time."""

    def __init__(self, pool: Executor) -> None:
        self.pool, self.most = pool, 0
        self.begun: list[Future[Any]] = []

    def submit(self, work: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        self.begun = [future for future in self.begun if not future.done()]
        self.begun.append(self.pool.submit(work, *args))
        self.most = max(self.most, len(self.begun))
        return self.begun[-1]
