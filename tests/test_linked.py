"""What pages tell programs in the words of schema.org, and other programs beside a link."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bantin.build import build

from .small_site import lying, small_site

SITE = "http://bantin.example"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
SHARP = "Phát động </script><script>x()</script> <!-- & “3 nhất”"


def made(root: Path, url: str) -> dict[str, str]:
    site = small_site(root / "site")
    site.article("nhon", "Đính chính: 09/3/2024 - sửa <b>tên</b>\n", title=SHARP)
    build(replace(site.settings(), site_url=url, publishers=(("vi", "Tòa soạn"),)))
    return {
        place: content.decode()
        for place, content in lying(site.output).items()
        if place.endswith(".html")
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("linked"), SITE)


def things(page: str) -> dict[str, dict[str, Any]]:
    blocks = BLOCK.findall(page)
    assert len(blocks) <= 1
    return {thing["@type"]: thing for block in blocks for thing in json.loads(block)["@graph"]}


def values(thing: Any, name: str) -> list[str]:
    """Return every value of the field ``name`` in ``thing``, however deep."""
    if isinstance(thing, list):
        return [value for one in thing for value in values(one, name)]
    if isinstance(thing, dict):
        own = [thing[name]] if isinstance(thing.get(name), str) else []
        return own + values([*thing.values()], name)
    return []


def test_an_article_tells_its_facts(pages: dict[str, str]) -> None:
    told = things(pages["articles/phat-dong.html"])["NewsArticle"]
    assert told["@id"] == f"{SITE}/articles/phat-dong.html"
    assert told["headline"] == "Ban Một phát động thi đua"
    assert (told["inLanguage"], told["datePublished"]) == ("vi", "2024-03-04")
    assert told["author"] == [{"@type": "Person", "name": "Lê An"}]
    assert told["publisher"] == {"@type": "Organization", "name": "Tòa soạn"}
    assert told["isPartOf"]["@id"] == f"{SITE}/"
    (image,) = told["image"]
    assert image["contentUrl"].startswith(f"{SITE}/photos/")
    assert image["caption"].startswith("Đại úy Trần Ánh phát động thi đua.")
    assert image["creditText"] == "Lê An"
    assert values(told["about"], "@id") == [
        f"{SITE}/campaigns/dot-mot.html",
        f"{SITE}/topics/ky-thuat.html",
    ]


def test_a_text_and_its_translation_name_each_other(pages: dict[str, str]) -> None:
    told = things(pages["articles/phat-dong.html"])["NewsArticle"]
    back = things(pages["en/articles/phat-dong.html"])["NewsArticle"]
    assert [one["@id"] for one in told["workTranslation"]] == [back["@id"]]
    assert back["translationOfWork"]["@id"] == told["@id"]
    assert back["inLanguage"] == "en"


def test_a_fact_card_tells_of_the_text_it_stands_for(pages: dict[str, str]) -> None:
    told = things(pages["articles/trao-thuong.html"])["NewsArticle"]
    card = things(pages["en/articles/trao-thuong.html"])["NewsArticle"]
    assert (card["@id"], card["inLanguage"]) == (told["@id"], "vi")
    assert not {"workTranslation", "translationOfWork"} & {*told, *card}


def test_a_correction_is_the_last_change(pages: dict[str, str]) -> None:
    told = things(pages["articles/nhon.html"])["NewsArticle"]
    assert (told["datePublished"], told["dateModified"]) == ("2024-03-04", "2024-03-09")
    assert told["correction"][0]["text"] == "sửa <b>tên</b>"


def test_no_word_of_a_writer_ends_the_block(pages: dict[str, str]) -> None:
    page = pages["articles/nhon.html"]
    (block,) = BLOCK.findall(page)
    assert "<" not in block
    assert things(page)["NewsArticle"]["headline"] == SHARP
    assert page.count("<script") == page.count("</script>") == 2


def test_a_campaign_is_an_event_whose_last_day_belongs_to_it(pages: dict[str, str]) -> None:
    told = things(pages["campaigns/dot-mot.html"])["Event"]
    assert (told["startDate"], told["endDate"]) == ("2024-03-01", "2024-05-07")
    assert told["organizer"][0]["name"] == "Ban Một"
    assert "endDate" not in things(pages["campaigns/dot-hai.html"])["Event"]


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("articles/phat-dong.html", ["archives.html", "archives/2024.html"]),
        ("campaigns/dot-mot.html", ["campaigns.html"]),
        ("people/tran-anh.html", ["people.html"]),
        ("units/ban-mot.html", ["units.html"]),
        ("archives/2024.html", ["archives.html"]),
    ],
)
@pytest.mark.parametrize("edition", ["", "en/"])
def test_a_page_tells_the_way_to_it(
    pages: dict[str, str], place: str, way: list[str], edition: str
) -> None:
    steps = things(pages[edition + place])["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [*range(1, len(way) + 3)]
    front = f"{SITE}/en/index.html" if edition else f"{SITE}/"
    above = [front, *(f"{SITE}/{edition}{to}" for to in way)]
    assert [step.get("item") for step in steps[:-1]] == above
    assert f'<link rel="canonical" href="{front}">' in pages[f"{edition}index.html"]
    assert "item" not in steps[-1]
    assert all(step["name"] for step in steps)


def test_every_address_that_is_told_is_a_page(pages: dict[str, str]) -> None:
    for page in pages.values():
        for thing in things(page).values():
            for address in (*values(thing, "@id"), *values(thing, "item")):
                place = address.removeprefix(f"{SITE}/")
                assert (place or "index.html") in pages, address


def test_without_an_address_of_the_site_all_ways_lead_from_the_page(tmp_path: Path) -> None:
    for place, page in made(tmp_path, "").items():
        for thing in things(page).values():
            found = [
                value for name in ("@id", "item", "contentUrl") for value in values(thing, name)
            ]
            for address in found:
                assert (tmp_path / "site/output" / place).parent.joinpath(address).is_file(), place


def properties(page: str) -> dict[str, str]:
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page)
    assert len(dict(found)) == len(found)
    return {name: unescape(value) for name, value in found}


def test_other_programs_get_a_picture_and_a_day_beside_a_link(pages: dict[str, str]) -> None:
    told = properties(pages["articles/phat-dong.html"])
    assert told["og:image"].startswith(f"{SITE}/photos/")
    assert (told["og:image:width"], told["og:image:height"]) == ("640", "426")
    assert told["og:image:alt"] == "Lễ phát động"
    assert told["article:published_time"] == "2024-03-04"
    assert told["article:section"] == "Kỹ thuật"
    assert properties(pages["articles/nhon.html"])["article:modified_time"] == "2024-03-09"


def test_pages_name_what_can_be_followed(pages: dict[str, str]) -> None:
    for edition in ("", "en/"):
        page = pages[f"{edition}campaigns/dot-mot.html"]
        for kind, href in (
            ("application/atom+xml", "../feeds/all.atom.xml"),
            ("application/feed+json", "../feeds/all.json"),
            ("application/atom+xml", "../campaigns/dot-mot.atom.xml"),
            ("text/calendar", "../campaigns/dot-mot.ics"),
        ):
            assert re.search(
                f'<link rel="alternate" type="{re.escape(kind)}" title="[^"]+" href="{href}">', page
            )
        for href in ("../campaigns/dot-mot.atom.xml", "../campaigns/dot-mot.ics"):
            assert f'<a class="follow-link" href="{href}"' in page
