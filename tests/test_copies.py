"""Beside a text lie compressed copies, which hold the same bytes and nothing of this machine."""

import gzip
import random
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.configuration import load
from bantin.copies import ENCODINGS, base_of, compressed, stamp
from bantin.problems import SettingsError
from bantin.publishing.unpacking import unpacked
from bantin.write import SUMS, Output, Report, state_file, write

from .small_site import CONFIG, ROOT

ALL = tuple(ENCODINGS)
LONG, SHORT = b"<p>tin " * 900, b"<p>tin"
NOISE = random.Random(7).randbytes(5000)  # noqa: S311
SITES = st.dictionaries(
    st.sampled_from(["index.html", "a/b.html", "a/c.js", "photos/1.webp"]),
    st.sampled_from([LONG, LONG + b"more", SHORT, NOISE]),
    max_size=4,
)


def build(site: dict[str, bytes], top: Path, endings: tuple[str, ...] = ALL) -> Report:
    files = [Output(name, data.hex(), partial(bytes, data)) for name, data in site.items()]
    folder = top / "output"
    return write(files, folder, state_file(top / "cache", folder), endings=endings)


def lying(top: Path) -> dict[str, bytes]:
    folder = top / "output"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@settings(max_examples=25)
@given(st.lists(st.tuples(SITES, st.sampled_from([(), ("gz",), ALL])), min_size=1, max_size=4))
def test_after_any_builds_the_copies_are_those_of_the_last_one(
    builds: list[tuple[dict[str, bytes], tuple[str, ...]]],
) -> None:
    with TemporaryDirectory() as name:
        for site, endings in builds:
            build(site, Path(name), endings)
        found = lying(Path(name))
    copies = {
        f"{name}.{ending}": data
        for name, data in site.items()
        for ending in endings
        if data.startswith(LONG) and not name.endswith(".webp")
    }

    assert found.keys() - {SUMS} == site.keys() | copies.keys()
    for name, data in copies.items():
        assert unpacked(name.rpartition(".")[2], found[name], len(data)) == data
    assert {line[66:] for line in found[SUMS].decode().splitlines()} == found.keys() - {SUMS}


def test_a_second_build_compresses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build({"index.html": LONG}, tmp_path)
    monkeypatch.setattr("bantin.copies.compressed", None)

    assert build({"index.html": LONG}, tmp_path).written == ()


@pytest.mark.parametrize("harm", ["tampered", "lost"])
def test_a_copy_that_was_touched_is_made_again(tmp_path: Path, harm: str) -> None:
    build({"index.html": LONG}, tmp_path)
    before = lying(tmp_path)
    copy = tmp_path / "output/index.html.gz"
    copy.unlink()
    if harm == "tampered":
        copy.write_bytes(b"another page")

    assert build({"index.html": LONG}, tmp_path).written == ("index.html.gz",)
    assert lying(tmp_path) == before


def test_a_copy_says_nothing_of_when_and_where_it_was_made() -> None:
    copy = compressed("gz", LONG) or b""

    assert copy[:10] == b"\x1f\x8b\x08" + b"\0" * 5 + b"\x02\xff"
    assert gzip.decompress(copy) == LONG


@pytest.mark.parametrize("ending", ALL)
def test_what_is_no_whole_copy_is_not_unpacked(ending: str) -> None:
    copy = compressed(ending, LONG) or b""
    for harmed, size in (
        *((copy[:-1], len(LONG)), (copy + copy, len(LONG)), (copy + b"x", len(LONG))),
        *((copy, len(LONG) - 1), (copy, 10), (copy, len(LONG) + 1), (b"", 5), (NOISE, len(LONG))),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - of whatever library
            unpacked(ending, harmed, size)


@pytest.mark.parametrize(
    ("name", "base"),
    [("index.html.gz", "index.html"), ("a/b.css.br", "a/b.css"), ("x.zst", None), ("a.html", None),
     ("photos/1.webp.gz", None), ("site.tar.gz", None)],
)  # fmt: skip
def test_a_copy_is_known_by_its_name(name: str, base: str | None) -> None:
    assert base_of(name) == base


@pytest.mark.parametrize(
    ("said", "endings"),
    [
        ("", ()),
        ("PRECOMPRESS = []", ()),
        ('PRECOMPRESS = ["zst", "gz"]', ("gz", "zst")),
        ('PRECOMPRESS = "gz"', ("gz",)),
    ],
)
def test_the_settings_name_the_copies(tmp_path: Path, said: str, endings: tuple[str, ...]) -> None:
    assert loaded(tmp_path, said) == endings


@pytest.mark.parametrize("said", ["'gzip'", "['gzip']", "7", "[['gz']]"])
def test_copies_that_nobody_knows_are_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(SettingsError, match="PRECOMPRESS"):
        loaded(tmp_path, f"PRECOMPRESS = {said}")


def loaded(root: Path, said: str) -> tuple[str, ...]:
    (root / "content").mkdir()
    (root / "pelicanconf.py").write_text(f"{CONFIG % str(ROOT / 'theme')}{said}\n", "utf-8")
    return load(root, None)[0].precompress


@pytest.mark.parametrize(("ending", "package"), [("br", "brotli"), ("zst", "zstandard")])
def test_a_package_that_is_not_installed_is_named(
    ending: str, package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(SettingsError, match=package):
        build({"index.html": LONG}, tmp_path, (ending,))
    assert stamp("gz").startswith("zlib")
