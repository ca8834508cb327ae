"""A mounted Windows share as the published site, by Samba itself."""

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bantin.problems import OutsideError
from bantin.publishing import folder as publishing
from bantin.publishing.run import roll_back, verify
from bantin.workers import silent

from .share import lacking, share
from .sites import folder, lying, pages_of, published, version
from .test_folder import cut_off

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(lacking()), reason=lacking() or "there is a share"),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    with share(tmp_path_factory.mktemp("share")) as both:
        yield both


@pytest.fixture
def web(shared: tuple[Path, Path], request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """Where the site goes over the share, and where the server keeps it."""
    name = request.node.name
    return shared[0] / name, shared[1] / name


def test_a_day_of_a_share(web: tuple[Path, Path], tmp_path: Path) -> None:
    mounted, kept = web
    target = folder(mounted)
    published(target, tmp_path / "o1", version(1))
    published(target, tmp_path / "o2", version(2, without=3))
    assert pages_of(lying(kept)) == pages_of(version(2, without=3))
    assert not verify(target, silent)[1]

    assert published(target, tmp_path / "o2", version(2, without=3)).release is None

    roll_back(target, None, keep=5, tell=silent)
    assert pages_of(lying(kept)) == pages_of(version(1))
    assert not verify(target, silent)[1]


def test_who_reads_a_page_over_the_share_is_waited_for(
    web: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted, kept = web
    published(folder(mounted), tmp_path / "o1", version(1))
    page = (mounted / "index.html").open("rb")
    naps = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        page.close()

    monkeypatch.setattr(time, "sleep", nap)
    published(folder(mounted), tmp_path / "o2", version(2))

    assert naps
    assert pages_of(lying(kept)) == pages_of(version(2))


def test_who_reads_it_for_ever_is_told_of_and_the_rest_is_there(
    web: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted, kept = web
    published(folder(mounted), tmp_path / "o1", version(1))
    monkeypatch.setattr(publishing, "_PATIENCE_S", (0.01, 0.01))
    with (mounted / "index.html").open("rb"), pytest.raises(OutsideError, match=r"index\.html"):
        published(folder(mounted), tmp_path / "o2", version(2))
    assert pages_of(lying(kept)) == {
        **pages_of(version(2)),
        "index.html": version(1)["index.html"],
    }

    published(folder(mounted), tmp_path / "o2", version(2))

    assert pages_of(lying(kept)) == pages_of(version(2))


@pytest.mark.parametrize("step", [12, 25, 38, 52])
def test_a_publisher_cut_off_over_the_share_harms_nothing_and_the_next_heals(
    web: tuple[Path, Path], tmp_path: Path, step: int
) -> None:
    mounted, kept = web
    published(folder(mounted), tmp_path / "o1", version(1))
    old, new = pages_of(version(1)), pages_of(version(2))
    assert cut_off(step, partial(published, folder(mounted), tmp_path / "o2", version(2)))
    for name, data in pages_of(lying(kept)).items():
        assert data in (old[name], new[name]), name

    published(folder(mounted), tmp_path / "o2", version(2))

    assert pages_of(lying(kept)) == new
    assert not verify(folder(mounted), silent)[1]
    assert not [name for name in os.listdir(mounted) if name.endswith(".tmp")]
