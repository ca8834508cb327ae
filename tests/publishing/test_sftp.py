"""An account that knows nothing but SFTP, on a real sshd."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin.problems import OutsideError, SettingsError
from bantin.publishing.objects import Objects
from bantin.publishing.run import roll_back, verify
from bantin.publishing.sftp import Account
from bantin.workers import silent

from .sites import laid, lying, pages_of, published, version
from .sshd import Sshd, sshd

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    folder = tmp_path_factory.mktemp("sftp") / "d"
    only = "ForceCommand internal-sftp\n"  # as hosts set it: no shell
    with sshd(folder, only) as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANTIN_SSH", running.program)
        yield running


@pytest.fixture
def account(server: Sshd, tmp_path: Path) -> Iterator[Objects]:
    storage = Account(server.host, server.port, str(tmp_path / "web folder"))
    yield Objects("sftp:", storage)
    storage.close()


@pytest.mark.parametrize("has_links", [True, False])
def test_a_day_of_an_account(account: Objects, tmp_path: Path, has_links: bool) -> None:
    web = tmp_path / "web folder"
    assert isinstance(account.storage, Account)
    account.storage.has_links = has_links
    published(account, tmp_path / "o1", version(1))
    assert lying(web) == lying(tmp_path / "o1")
    published(account, tmp_path / "o2", version(2, without=3))
    assert pages_of(lying(web)) == pages_of(version(2, without=3))
    assert "theme/site.00000001.css" in lying(web)
    assert published(account, tmp_path / "o2", version(2, without=3)).release is None
    assert account.storage.has_links is has_links

    assert roll_back(account, None, keep=5, tell=silent).undoes == 2
    assert pages_of(lying(web)) == pages_of(version(1))
    (web / "index.html").unlink()
    assert verify(account, silent)[1].missing == ("index.html",)


def test_a_folder_of_somebody_else_is_left_alone(account: Objects, tmp_path: Path) -> None:
    laid(tmp_path / "web folder", {"a/index.html": b"of another program"})

    with pytest.raises(SettingsError):
        published(account, tmp_path / "o1", version(1))

    assert (tmp_path / "web folder/a/index.html").read_bytes() == b"of another program"


@pytest.mark.parametrize("fault", ["key", "read only"])
def test_what_is_wrong_outside_is_told(
    server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = "/proc/web" if fault == "read only" else str(tmp_path / "web")
    if fault == "key":
        monkeypatch.setenv("BANTIN_SSH", f"{server.program} -o PubkeyAuthentication=no")
    storage = Account(server.host, server.port, path)

    with pytest.raises(OutsideError) as failure:
        published(Objects("sftp:", storage), tmp_path / "o1", version(1))

    storage.close()
    assert {"key": "let this account in", "read only": "refuses"}[fault] in str(failure.value)
