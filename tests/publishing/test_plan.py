"""A plan leads from any published site to any built one, in an order that hides nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.copies import ENCODINGS, base_of
from bantin.problems import SettingsError
from bantin.publishing.guard import guard_removals
from bantin.publishing.manifest import Manifest, is_inside, is_lasting, read, written
from bantin.publishing.plan import plan
from bantin.write import SUMS

NAMES = st.sampled_from(
    [
        *("index.html", "en/index.html", "articles/a.html", "en/articles/b.html", "archives.html"),
        *("theme/site.0123abcd.css", "theme/site.4567abcd.css", "photos/1-0123456789-480.webp"),
        *("feeds/all.atom.xml", "search/w/aa.js", "pages/a b.html", SUMS),
        *("index.html.gz", "articles/a.html.br", "theme/site.0123abcd.css.gz"),
    ]
)
SITES = st.dictionaries(NAMES, st.sampled_from(["1" * 64, "2" * 64]))


@given(wanted=SITES, live=SITES, earlier=st.lists(SITES, max_size=3))
def test_a_plan_leads_to_what_is_wanted(
    wanted: Manifest, live: Manifest, earlier: list[Manifest]
) -> None:
    steps = plan(wanted, live, earlier)

    after = {**live, **{name: wanted[name] for name in steps.puts}}
    for name in steps.drops:
        del after[name]
    assert after == {**wanted, **steps.carried}
    assert all(live[name] == sha and is_lasting(name) for name, sha in steps.carried.items())
    assert all(live.get(name) != wanted[name] for name in steps.puts)
    assert set(steps.new) | set(steps.changed) == set(steps.puts)


@given(SITES)
def test_what_pages_show_comes_before_them_and_lists_come_last(wanted: Manifest) -> None:
    puts = plan(wanted, {}).puts
    turns = [
        0 if is_lasting(n) else 3 if n == SUMS else 1 if "articles/" in n else 2
        for n in puts
        if n.endswith(".html") or is_lasting(n) or n == SUMS
    ]
    assert turns == sorted(turns)
    for copy, after in pairwise(reversed(puts)):
        if base_of(copy) in puts:
            assert after in (base_of(copy), *(f"{base_of(copy)}.{ending}" for ending in ENCODINGS))


@given(SITES)
def test_a_site_that_is_there_needs_nothing(site: Manifest) -> None:
    assert plan(site, site).is_nothing


@given(SITES)
def test_a_manifest_reads_back(site: Manifest) -> None:
    assert read(written(site)) == site


@pytest.mark.parametrize(
    "address",
    ["../a", "a/../b", "/etc/passwd", "a//b", "", "a/", ".htaccess", "a/.b", "c:/x", "a\\b", "a.",
     "a /b", "a\0b", "a\nb", "a*b"],
)  # fmt: skip
def test_no_address_leads_out_of_the_site(address: str) -> None:
    assert not is_inside(address)
    with pytest.raises(ValueError, match="manifest"):
        read(f"{'0' * 64}  {address}\n".encode())


@pytest.mark.parametrize(
    ("files", "gone", "is_refused"),
    [(30, 20, False), (30, 21, True), (1000, 100, False), (1000, 101, True)],
)
def test_more_than_a_tenth_goes_only_by_its_number(files: int, gone: int, is_refused: bool) -> None:
    live = {f"articles/{n}.html": "1" * 64 for n in range(files)}
    steps = plan(dict(list(live.items())[gone:]), live)

    if is_refused:
        with pytest.raises(SettingsError, match=str(gone)):
            guard_removals(steps)
        with pytest.raises(SettingsError):
            guard_removals(steps, confirmed=gone - 1)
    guard_removals(steps, confirmed=gone)


def test_copies_that_a_site_has_no_more_are_nothing_that_readers_lose() -> None:
    pages = {f"articles/{n}.html": "1" * 64 for n in range(100)}
    live = {**pages, **{f"{name}.gz": "2" * 64 for name in pages}}

    guard_removals(plan(pages, live))
    with pytest.raises(SettingsError, match="21 of 100"):
        guard_removals(plan({n: s for n, s in list(live.items())[21:] if n in pages}, live))
