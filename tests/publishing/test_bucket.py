"""Storage of the S3 kind as the published site, over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import S3Store

from bantin.problems import OutsideError, SettingsError
from bantin.publishing import lease
from bantin.publishing.objects import Objects
from bantin.publishing.run import Wishes, roll_back, verify
from bantin.publishing.s3 import Bucket
from bantin.workers import silent

from .moto import PROGRAM, made, moto
from .sites import pages_of, published, version
from .storage import storage

pytestmark = pytest.mark.long


Make = Callable[[str], None]
"""Makes an empty bucket of a name."""


@pytest.fixture(scope="module", params=["ours", "moto"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    if request.param == "moto" and not PROGRAM.exists():
        pytest.skip("moto is installed by `make test` alone")
    server = _ours() if request.param == "ours" else _moto()
    with server as (address, make), pytest.MonkeyPatch.context() as patch:
        for name, said in {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        }.items():
            patch.setenv(name, said)
        yield make


@contextmanager
def _ours() -> Iterator[tuple[str, Make]]:
    with storage() as (address, buckets):
        yield address, lambda name: buckets.update({name: {}})


@contextmanager
def _moto() -> Iterator[tuple[str, Make]]:
    with moto() as address:
        yield address, partial(made, address)


@pytest.fixture
def bucket(make: Make, numbers: Iterator[int]) -> Objects:
    name = f"bucket-{next(numbers)}"
    make(name)
    return Objects(f"s3://{name}/web", Bucket(name, "web"))


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count()


def store_of(bucket: Objects) -> S3Store:
    assert isinstance(bucket.storage, Bucket)
    return bucket.storage.store


def lying(bucket: Objects) -> dict[str, bytes]:
    names = [entry["path"] for page in obstore.list(store_of(bucket)) for entry in page]
    return {
        name: bytes(obstore.get(store_of(bucket), name).bytes())
        for name in names
        if not name.startswith(".bantin/")
    }


def test_a_day_of_a_bucket(bucket: Objects, tmp_path: Path) -> None:
    published(bucket, tmp_path / "o1", version(1))
    published(bucket, tmp_path / "o2", version(2, without=3))
    assert pages_of(lying(bucket)) == pages_of(version(2, without=3))
    assert "theme/site.00000001.css" in lying(bucket)
    assert published(bucket, tmp_path / "o2", version(2, without=3)).release is None

    page = obstore.get(store_of(bucket), "index.html").attributes
    style = obstore.get(store_of(bucket), "theme/site.00000002.css").attributes
    assert (page["Content-Type"], page["Cache-Control"]) == ("text/html; charset=utf-8", "no-cache")
    assert "immutable" in style["Cache-Control"]

    release = roll_back(bucket, None, keep=5, tell=silent)
    assert (release.number, release.undoes) == (3, 2)
    assert pages_of(lying(bucket)) == pages_of(version(1))
    assert not verify(bucket, silent)[1]

    published(bucket, tmp_path / "o3", version(3), Wishes(keep=1))
    assert [r.number for r in bucket.history()] == [4]
    with pytest.raises(SettingsError):
        roll_back(bucket, 2, keep=1, tell=silent)


def test_harm_is_found_and_mended(bucket: Objects, tmp_path: Path) -> None:
    published(bucket, tmp_path / "o1", version(1))
    obstore.put(store_of(bucket), "index.html", b"harmed")
    obstore.delete(store_of(bucket), "articles/a1.html")
    obstore.put(store_of(bucket), "la.html", b"x")

    faults = verify(bucket, silent)[1]

    assert faults.changed == ("index.html",)
    assert faults.missing == ("articles/a1.html",)
    assert faults.extra == ("la.html",)
    published(bucket, tmp_path / "o1", version(1), Wishes(repair=True))
    assert pages_of(lying(bucket)) == {**pages_of(version(1)), "la.html": b"x"}


def test_one_publisher_at_a_time_and_a_stale_lock_is_taken_over(
    bucket: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in {"_RENEWED_S": 0.05, "_LOOKED_S": 0.1, "_STALE_S": 0.5}.items():
        monkeypatch.setattr(lease, name, seconds)
    with bucket.held("lan@toa-soan"), pytest.raises(OutsideError, match="lan@toa-soan"):
        published(bucket, tmp_path / "o1", version(1))
    obstore.put(store_of(bucket), ".bantin/lock", b'{"who": "killed", "at": 1}')

    published(bucket, tmp_path / "o1", version(1))

    assert pages_of(lying(bucket)) == pages_of(version(1))


@pytest.mark.parametrize("last", range(1, 24, 4))
def test_a_publish_that_ends_anywhere_leaves_whole_objects_and_is_healed(
    bucket: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    published(bucket, tmp_path / "o1", version(1))
    with monkeypatch.context() as patch:
        steps = count(1)
        for name in ("copy", "delete", "put"):
            patch.setattr(obstore, name, ending(getattr(obstore, name), steps, last))
        with pytest.raises(OutsideError, match="cable"):
            published(bucket, tmp_path / "o2", version(2))
    obstore.delete(store_of(bucket), ".bantin/lock")
    after, old, new = lying(bucket), pages_of(version(1)), pages_of(version(2))
    for name, data in pages_of(after).items():
        assert data in (old[name], new[name])
        assert f"theme/site.{data.split(b'theme/site.')[1][:8].decode()}.css" in after

    published(bucket, tmp_path / "o2", version(2))

    assert pages_of(lying(bucket)) == new
    assert not verify(bucket, silent)[1]


def ending(act: Callable[..., Any], steps: Iterator[int], last: int) -> Callable[..., Any]:
    def step(*args: Any, **words: Any) -> Any:
        if next(steps) > last:
            raise OSError("the cable was cut")
        return act(*args, **words)

    return step


@pytest.mark.parametrize("note", [b"", b"\xff", b"[1, 2", b"{}", b'["../../x", ".bantin/lock"]'])
def test_a_spoilt_note_of_what_was_in_between_is_no_hindrance(
    bucket: Objects, tmp_path: Path, note: bytes
) -> None:
    published(bucket, tmp_path / "o1", version(1))
    obstore.put(store_of(bucket), ".bantin/pending.json", note)

    published(bucket, tmp_path / "o2", version(2))

    assert pages_of(lying(bucket)) == pages_of(version(2))
    obstore.put(store_of(bucket), ".bantin/live.txt", b"\xff")
    with pytest.raises(SettingsError, match="no bantin"):
        published(bucket, tmp_path / "o3", version(3))


@pytest.mark.usefixtures("make")
def test_a_bucket_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as failure:
        published(Objects("s3://none/", Bucket("none", "")), tmp_path / "o1", version(1))

    assert failure.value.remedy
