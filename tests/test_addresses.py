"""No old address takes the place of a page, a folder or an edition of the site."""

from pathlib import Path

import pytest

from bantin.addresses import is_reserved
from bantin.build import build

from .small_site import lying, small_site

TAKEN = (
    "index.html",
    "Index.html",
    "search.html",
    "en/index.html",
    "people/x.html",
    "theme/x.html",
    "photos/2024.html",
    "index.html/x.html",
    "articles/phat-dong.html/x.html",
)


@pytest.mark.parametrize("address", TAKEN)
def test_the_addresses_of_the_site_are_its_own(address: str) -> None:
    assert is_reserved(address, ("vi", "en"))


@pytest.mark.parametrize("address", ["tin/cu.html", "articles/ten-cu.html", "bai-12.html"])
def test_other_addresses_are_free(address: str) -> None:
    assert not is_reserved(address, ("vi", "en"))


@pytest.mark.parametrize("address", [*TAKEN, "articles/phat-dong.html", "articles/tin-thuong.html"])
def test_a_taken_address_is_told_and_everything_else_is_built(tmp_path: Path, address: str) -> None:
    site = small_site(tmp_path / "site")
    build(site.settings())
    before = lying(site.output)
    site.article("tin-thuong", f"Dịch: không\nĐịa chỉ cũ: {address}\n", title="Tin thường ngày")

    built = build(site.settings())

    told = [problem for problem in built.problems if problem.code == "old-address-taken"]
    assert [(problem.path, problem.line) for problem in told] == [
        ("content/articles/tin-thuong/vi.md", 6)
    ]
    assert lying(site.output) == before


def test_an_old_address_sends_readers_on_in_both_editions(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    site.article("tin-thuong", "Địa chỉ cũ: tin/2019/bai-1.html\n")
    build(site.settings())
    for edition in ("", "en/"):
        page = (site.output / edition / "tin/2019/bai-1.html").read_text(encoding="utf-8")
        assert "../../articles/tin-thuong.html" in page


def test_two_articles_cannot_have_one_old_address(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    for slug in ("mot", "hai"):
        site.article(slug, "Địa chỉ cũ: tin/cu.html\n")
    built = build(site.settings())
    assert [p.path for p in built.problems if p.code == "old-address-taken"] == [
        "content/articles/mot/vi.md"
    ]
    page = (site.output / "tin/cu.html").read_text(encoding="utf-8")
    assert "../articles/hai.html" in page
