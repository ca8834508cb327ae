"""A bundle carries the site as it was signed, or nothing at all."""

import io
import os
import random
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from bantin.problems import OutsideError, SettingsError
from bantin.publishing.bundle import unpack
from bantin.publishing.carrier import Carrier
from bantin.publishing.opening import opened
from bantin.publishing.run import Wishes, publish
from bantin.publishing.signing import check, signer
from bantin.publishing.target import Target
from bantin.workers import silent
from bantin.write import SUMS

from .sites import folder, lying, published, version

TRIALS = int(os.environ.get("TAMPERINGS", "200"))


def carrier(tmp_path: Path, name: str = "usb") -> Carrier:
    return Carrier(tmp_path / name, f"bundle:{name}", tmp_path / "bantin.key")


def applied(bundle: Path, key: Path, target: Target, wishes: Wishes | None = None) -> None:
    unpacked = bundle.parent / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir()
    publish(
        opened(bundle, key, unpacked),
        target,
        wishes or Wishes(),
        look=lambda _: (),
        ask=lambda _: True,
        tell=silent,
    )


def test_what_was_bundled_is_what_the_other_side_publishes(tmp_path: Path) -> None:
    usb = carrier(tmp_path)
    published(usb, tmp_path / "o1", version(1))
    assert published(usb, tmp_path / "o1", version(1)).release is None
    run = published(usb, tmp_path / "o2", version(2, without=3))
    assert [article.address for article in run.removed] == ["articles/a3.html"]

    target = folder(tmp_path / "web")
    applied(usb.place(2), tmp_path / "bantin.pub", target)

    assert lying(tmp_path / "web") == lying(tmp_path / "o2")
    assert [(r.number, r.serial) for r in target.history()] == [(1, 2)]
    assert not usb.faults(usb.release(2), silent)


def test_an_older_bundle_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    usb, target, key = carrier(tmp_path), folder(tmp_path / "web"), tmp_path / "bantin.pub"
    for number in (1, 2):
        published(usb, tmp_path / f"o{number}", version(number))
    applied(usb.place(2), key, target)

    with pytest.raises(SettingsError, match="2 was applied"):
        applied(usb.place(1), key, target)
    assert target.release(1).serial == 2

    applied(usb.place(1), key, target, Wishes(older=True))
    assert (tmp_path / "web/index.html").read_bytes() == version(1)["index.html"]


def test_the_same_site_and_number_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        published(carrier(tmp_path, name), tmp_path / f"o-{name}", version(1))
        for path in (tmp_path / f"o-{name}").rglob("*"):
            os.utime(path, (1, 1))

    one, two = (carrier(tmp_path, name).place(1) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert one.with_name(f"{one.name}.minisig").read_bytes() == (
        two.with_name(f"{two.name}.minisig").read_bytes()
    )


def test_no_tampered_bundle_is_taken(tmp_path: Path) -> None:
    usb = carrier(tmp_path)
    published(usb, tmp_path / "o1", version(1))
    good, target = usb.place(1), folder(tmp_path / "web")
    signature = good.with_name(f"{good.name}.minisig").read_bytes()
    data, chance = good.read_bytes(), random.Random(5)  # noqa: S311 - it only flips bits
    bad = tmp_path / "bad.tar.zst"
    for trial in range(TRIALS):
        harmed, signed = bytearray(data), bytearray(signature)
        if trial % 3 == 0:
            # Letters of the untrusted comment are nobody's promise.
            place = chance.randrange(signed.index(b"\n") + 1, len(signed) - 1)
            signed[place] ^= 1 << chance.randrange(7)
        elif trial % 3 == 1:
            harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        else:
            del harmed[chance.randrange(len(harmed)) :]
        bad.write_bytes(harmed)
        bad.with_name("bad.tar.zst.minisig").write_bytes(signed)
        with pytest.raises(SettingsError):
            applied(bad, tmp_path / "bantin.pub", target)
    assert not (tmp_path / "web").exists()


def entries(*names: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Iterator[bytes]:
    """Yield a bundle that holds ``names`` beside a whole site: rightly signed, and hostile."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        words = b'{"site": "x", "serial": 1, "digest": "x"}'
        sums = b"%s  index.html\n" % (b"0" * 64)
        for name, data in (("bundle.json", words), (f"site/{SUMS}", sums)):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry, io.BytesIO(b""))
    yield zstandard.compress(file.getvalue())


@pytest.mark.parametrize(
    ("name", "kind", "target"),
    [
        ("site/../../evil", tarfile.REGTYPE, ""),
        ("/etc/evil", tarfile.REGTYPE, ""),
        ("site/.htaccess", tarfile.REGTYPE, ""),
        ("site/a\\..\\evil", tarfile.REGTYPE, ""),
        ("site/index.html", tarfile.SYMTYPE, "/etc/passwd"),
        ("site/index.html", tarfile.LNKTYPE, "/etc/passwd"),
        ("site/index.html", tarfile.FIFOTYPE, ""),
        ("site/index.html", tarfile.CHRTYPE, ""),
        ("site/index.html", tarfile.DIRTYPE, ""),
        ("site/index.html", tarfile.REGTYPE, ""),
        ("site/more.html", tarfile.REGTYPE, ""),
        ("evil", tarfile.REGTYPE, ""),
    ],
)
def test_a_signed_bundle_can_only_lay_down_its_own_files(
    tmp_path: Path, name: str, kind: bytes, target: str
) -> None:
    bundle, into = tmp_path / "b.tar.zst", tmp_path / "into"
    bundle.write_bytes(next(entries(name, kind=kind, target=target)))
    into.mkdir()

    with pytest.raises(SettingsError):
        unpack(bundle, into)

    assert [path.name for path in into.iterdir()] == [SUMS]
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("data", [b"", b"no zstd", zstandard.compress(b"no tar" * 400)])
def test_what_is_no_bundle_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.tar.zst").write_bytes(data)

    with pytest.raises(SettingsError, match="no bundle"):
        unpack(tmp_path / "b.tar.zst", tmp_path)


def test_minisign_and_we_believe_each_other(tmp_path: Path) -> None:
    file, key = tmp_path / "file", tmp_path / "our.key"
    file.write_bytes(b"news" * 1000)
    ours = signer(key)
    (tmp_path / "file.minisig").write_bytes(ours.sign(file, "số 1"))
    minisign("-V", "-p", str(tmp_path / "our.pub"), "-m", str(file))

    minisign("-S", "-s", str(key), "-m", str(file), "-t", "from minisign")
    signature = (tmp_path / "file.minisig").read_bytes()
    assert check(file, signature, (tmp_path / "our.pub").read_bytes()) == "from minisign"

    minisign("-G", "-W", "-f", "-p", str(tmp_path / "their.pub"), "-s", str(tmp_path / "their.key"))
    theirs = signer(tmp_path / "their.key")
    signature = theirs.sign(file, "x")
    assert check(file, signature, (tmp_path / "their.pub").read_bytes()) == "x"
    with pytest.raises(SettingsError, match="another key"):
        check(file, signature, (tmp_path / "our.pub").read_bytes())


def test_a_secret_key_is_for_its_owner_alone_and_no_other_file_is_taken(tmp_path: Path) -> None:
    signer(tmp_path / "bantin.key")
    assert (tmp_path / "bantin.key").stat().st_mode & 0o077 == 0

    (tmp_path / "no.key").write_text("untrusted comment: x\nRWQ=\n")
    with pytest.raises(OutsideError, match="no key"):
        signer(tmp_path / "no.key")


def minisign(*words: str) -> None:
    subprocess.run(["minisign", *words], check=True, stdin=subprocess.DEVNULL, capture_output=True)
