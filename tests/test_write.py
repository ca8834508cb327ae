"""Outputs become files: whatever came before, the folder ends as a clean build leaves it."""

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.problems import OutsideError
from bantin.write import SUMS, Output, Report, forget, lock, state_file, write

ADDRESSES = st.sampled_from(["index.html", "a.html", "a/b.html", "a/c/d.html", "en/a.html"])
SITES = st.dictionaries(ADDRESSES, st.binary(max_size=8), max_size=5)


def outputs(site: Mapping[str, bytes], made: list[str] | None = None) -> list[Output]:
    def make(address: str) -> bytes:
        if made is not None:
            made.append(address)
        return site[address]

    return [Output(address, site[address].hex(), partial(make, address)) for address in site]


def build(site: Mapping[str, bytes], top: Path) -> Report:
    folder, cache = top / "output", top / "cache"
    return write(outputs(site), folder, state_file(cache, folder))


def lying(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def expected(site: Mapping[str, bytes]) -> dict[str, bytes]:
    sums = "".join(
        f"{hashlib.sha256(site[address]).hexdigest()}  {address}\n" for address in sorted(site)
    )
    return {**site, SUMS: sums.encode()}


@given(st.lists(SITES, min_size=1, max_size=4))
def test_after_any_builds_the_output_is_that_of_the_last_one(sites: list[dict[str, bytes]]) -> None:
    with TemporaryDirectory() as name:
        for site in sites:
            build(site, Path(name))
        assert lying(Path(name) / "output") == expected(sites[-1])


@given(SITES, SITES, st.integers(0, 5))
def test_a_build_that_was_cut_off_is_healed_by_the_next(
    first: dict[str, bytes], second: dict[str, bytes], survived: int
) -> None:
    def cut() -> bytes:
        raise KeyboardInterrupt

    with TemporaryDirectory() as name:
        top = Path(name)
        folder, state = top / "output", state_file(top / "cache", top / "output")
        broken = [*outputs(first)[:survived], Output("cut.html", "cut", cut)]
        with pytest.raises(KeyboardInterrupt):
            write(broken, folder, state)
        build(second, top)
        assert lying(folder) == expected(second)


def test_a_second_build_makes_and_writes_nothing(tmp_path: Path) -> None:
    site = {"index.html": b"1", "a/b.html": b"2"}
    build(site, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "output").rglob("*")}
    made: list[str] = []
    folder = tmp_path / "output"

    report = write(outputs(site, made), folder, state_file(tmp_path / "cache", folder))

    assert made == []
    assert report == Report(written=(), removed=(), kept=3)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    build({"a/b.html": b"1"}, tmp_path)
    stranger = tmp_path / "output" / "a" / "theirs.txt"
    stranger.write_bytes(b"theirs")

    build({}, tmp_path)

    assert lying(tmp_path / "output") == {**expected({}), "a/theirs.txt": b"theirs"}


def test_an_empty_folder_of_vanished_pages_goes_too(tmp_path: Path) -> None:
    build({"a/c/d.html": b"1"}, tmp_path)
    build({"index.html": b"1"}, tmp_path)
    assert not (tmp_path / "output" / "a").exists()


@pytest.mark.parametrize("content", [b"changed", b""])
def test_a_file_that_was_tampered_with_is_made_again(tmp_path: Path, content: bytes) -> None:
    build({"index.html": b"right"}, tmp_path)
    (tmp_path / "output" / "index.html").write_bytes(content)

    build({"index.html": b"right"}, tmp_path)

    assert lying(tmp_path / "output") == expected({"index.html": b"right"})


def test_a_file_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    build({"a/b.html": b"right"}, tmp_path)
    (tmp_path / "output" / "a" / "b.html").unlink()
    build({"a/b.html": b"right"}, tmp_path)
    assert lying(tmp_path / "output") == expected({"a/b.html": b"right"})


@pytest.mark.parametrize("ruin", [b"", b"{", b"\xff" * 40, b"\0" * 16 + b"N"])
def test_a_ruined_state_costs_time_and_nothing_else(tmp_path: Path, ruin: bytes) -> None:
    build({"old.html": b"1", "index.html": b"1"}, tmp_path)
    state_file(tmp_path / "cache", tmp_path / "output").write_bytes(ruin)

    build({"index.html": b"2"}, tmp_path)

    assert lying(tmp_path / "output") == expected({"index.html": b"2"})


def test_sums_that_name_a_file_outside_remove_nothing(tmp_path: Path) -> None:
    build({"index.html": b"1"}, tmp_path)
    precious = tmp_path / "precious.txt"
    precious.write_bytes(b"keep")
    state_file(tmp_path / "cache", tmp_path / "output").unlink()
    (tmp_path / "output" / SUMS).write_text(f"{'0' * 64}  ../precious.txt\n")

    build({"index.html": b"1"}, tmp_path)

    assert precious.read_bytes() == b"keep"


def test_forgetting_makes_everything_again_and_still_removes_what_vanished(tmp_path: Path) -> None:
    build({"index.html": b"1", "old.html": b"1"}, tmp_path)
    forget(tmp_path / "cache", tmp_path / "output")
    made: list[str] = []
    folder = tmp_path / "output"

    write(outputs({"index.html": b"1"}, made), folder, state_file(tmp_path / "cache", folder))

    assert made == ["index.html"]
    assert lying(folder) == expected({"index.html": b"1"})


def test_two_outputs_never_share_an_address(tmp_path: Path) -> None:
    twice = [Output("a.html", "1", lambda: b"1"), Output("a.html", "2", lambda: b"2")]
    with pytest.raises(ValueError, match=r"a\.html"):
        write(twice, tmp_path / "output", tmp_path / "state.json")


def test_a_file_in_place_of_the_output_folder_is_an_outside_fault(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(OutsideError):
        build({"index.html": b"1"}, tmp_path)


def test_a_lock_is_free_again_after_use(tmp_path: Path) -> None:
    with lock(tmp_path / "lock"):
        pass
    with lock(tmp_path / "lock"):
        pass
