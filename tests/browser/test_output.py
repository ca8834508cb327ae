"""The addresses that readers, other programs and servers rely on."""

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.long

PAGES = (
    *("index", "timeline", "campaigns", "related", "archives", "people", "units", "topics"),
    *("occasions", "awards"),
)
FEEDS = (
    *("feeds/all.atom.xml", "feeds/all.json", "timeline.ics", "awards.csv", "awards.json"),
    *("archive.json", "archive.csv"),
)


@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_address_of_an_edition_is_there(built_site: Path, edition: str) -> None:
    wanted = [edition + name for name in (*(f"{page}.html" for page in PAGES), *FEEDS)]

    missing = [address for address in wanted if not (built_site / address).is_file()]

    assert not missing, "\n".join(missing)


def test_what_servers_and_robots_ask_for_is_there(built_site: Path) -> None:
    wanted = ("404.html", "robots.txt", "sitemap.xml", "SHA256SUMS", "archive.schema.json")

    assert [name for name in wanted if not (built_site / name).is_file()] == []


def test_the_sums_name_every_file_and_are_right(built_site: Path) -> None:
    stated = {}
    for line in (built_site / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        stated[name.removeprefix("*")] = digest
    found = {
        file.relative_to(built_site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in built_site.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }

    assert stated == found


def test_the_site_map_names_only_pages_that_are_there(built_site: Path) -> None:
    places = [
        unquote(urlsplit(place.text or "").path).lstrip("/") or "index.html"
        for place in ET.parse(built_site / "sitemap.xml").getroot().iter()  # noqa: S314 - our own
        if place.tag.endswith("}loc")
    ]

    assert places
    assert [place for place in places if not (built_site / place).is_file()] == []
