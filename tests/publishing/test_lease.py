"""The lock of storage that knows files only: one holder, whatever the clocks say."""

import json
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest

from bantin.problems import OutsideError
from bantin.publishing import lease
from bantin.publishing.lease import Lease, leased
from bantin.workers import silent

LOCK = ".bantin/lock"


class Notes(dict[str, bytes]):
    """Files by their names, as several publishers see them."""

    turn = threading.Lock()

    def told(self) -> AbstractContextManager[None]:
        return nullcontext()

    def put(self, name: str, data: bytes) -> None:
        self[name] = data

    def create(self, name: str, data: bytes) -> bool:
        with self.turn:
            return self.setdefault(name, data) is data

    def delete(self, names: list[str]) -> None:
        for name in names:
            self.pop(name, None)


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of the lock is a hundredth of one."""
    for name, seconds in {"_RENEWED_S": 0.05, "_LOOKED_S": 0.01, "_STALE_S": 0.45}.items():
        monkeypatch.setattr(lease, name, seconds)


def test_a_lock_that_is_renewed_is_not_taken_over() -> None:
    notes = Notes()
    with (
        leased(notes, LOCK, "lan@toa-soan", silent),
        pytest.raises(OutsideError, match="lan@toa-soan"),
        leased(notes, LOCK, "minh", silent),
    ):
        pass

    assert not notes


def test_storage_that_overwrites_keeps_the_second_out_all_the_same() -> None:
    """As some does that does not know the condition “only where there is none”."""
    notes = Notes()
    notes.create = lambda name, data: notes.put(name, data) or True  # type: ignore
    with (
        leased(notes, LOCK, "lan@toa-soan", silent),
        pytest.raises(OutsideError, match="lan@toa-soan"),
        leased(notes, LOCK, "minh", silent),
    ):
        pass


@pytest.mark.parametrize("at", [1.0, 4e9])
def test_a_lock_that_stands_still_is_taken_over_whatever_moment_it_tells(at: float) -> None:
    notes, told = Notes({LOCK: json.dumps({"who": "x", "at": at}).encode()}), list[str]()

    with leased(notes, LOCK, "minh", lambda what, done, total: told.append(what)):
        assert b"minh" in notes[LOCK]

    assert not notes
    assert set(told) == {"waited"}


@pytest.mark.parametrize("note", [b"", b"[]", b"\xff", b'{"who": 3'])
def test_a_note_that_says_nothing_is_a_lock_all_the_same(note: bytes) -> None:
    notes = Notes({LOCK: note})
    with leased(notes, LOCK, "minh", silent):
        assert b"minh" in notes[LOCK]


def test_of_many_that_find_a_dead_lock_one_takes_it_over() -> None:
    notes, won = Notes({LOCK: b"{}"}), list[int]()
    done = threading.Barrier(8)

    def contend(number: int) -> None:
        try:
            with leased(notes, LOCK, f"number {number}", silent):
                won.append(number)
                done.wait(10)
        except OutsideError:
            done.wait(10)

    contenders = [threading.Thread(target=contend, args=(n,)) for n in range(8)]
    for thread in contenders:
        thread.start()
    for thread in contenders:
        thread.join()

    assert len(won) == 1
    assert not notes


def test_who_was_cut_off_while_taking_over_keeps_nobody_out() -> None:
    notes = Notes({LOCK: b"{}"})
    claims: list[str] = []
    create: Callable[[str, bytes], bool] = notes.create
    notes.create = lambda name, data: claims.append(name) or create(name, data)  # type: ignore
    with leased(notes, LOCK, "lan", silent):
        claim = claims[-1]

    notes.update({LOCK: b"{}", claim: b""})
    with leased(notes, LOCK, "minh", silent):
        assert set(notes) == {LOCK}


def test_a_holder_whose_lock_was_taken_stops_and_leaves_it_to_the_other() -> None:
    notes = Notes()
    with leased(notes, LOCK, "lan", silent) as held:
        held.must_hold()
        other = Lease(notes, LOCK, "minh").note
        notes[LOCK] = other
        held.renew()
        with pytest.raises(OutsideError, match="too long"):
            held.must_hold()

    assert notes == {LOCK: other}


def test_a_holder_that_could_not_renew_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_SAFE_S", 0.0)
    with leased(Notes(), LOCK, "lan", silent) as held, pytest.raises(OutsideError):
        held.must_hold()
