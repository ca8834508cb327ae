"""Atom and JSON feeds as their readers take them."""

import json
import re
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.feeds import Entry, Feed, atom, json_feed
from bantin.feeds.atom import ATOM
from bantin.text import clean

NAMES = {"a": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEXT = st.text(max_size=30).map(clean)
# RFC 3339, section 5.6; RFC 4287, section 3.3 asks for capital letters.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def entry(slug: str = "bai", **changes: object) -> Entry:
    values: dict[str, object] = {
        "slug": slug,
        "href": f"../articles/{slug}.html",
        "lang": "vi",
        "title": "Bài",
        "summary": "Tóm tắt",
        "authors": ("Tác giả",),
        "published": date(2024, 3, 4),
        "changed": date(2024, 3, 4),
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def feed(*entries: Entry, **changes: object) -> Feed:
    values: dict[str, object] = {
        "name": "",
        "lang": "vi",
        "title": "Tin",
        "publisher": "Tòa soạn",
        "home": "../index.html",
        "own": "all.atom.xml",
        "offset": "+07:00",
        "entries": entries,
    }
    return Feed(**{**values, **changes})  # type: ignore[arg-type]


def tree(*entries: Entry, **changes: object) -> ET.Element:
    return ET.fromstring(atom(feed(*entries, **changes)))  # noqa: S314 - our own bytes


def found(element: ET.Element, place: str) -> ET.Element:
    inside = element.find(place, NAMES)
    assert inside is not None, place
    return inside


@given(TEXT, TEXT, TEXT)
def test_any_clean_words_are_read_back_as_they_were(title: str, summary: str, topic: str) -> None:
    one = entry(title=title, summary=summary, topics=(("t", topic),), href=f"../{topic}.html")
    read = found(tree(one), "a:entry")
    assert read.findtext("a:title", None, NAMES) == title
    assert read.findtext("a:summary", "", NAMES) == summary
    # An attribute keeps every letter; XML itself reads a line end or a tab there as it stands.
    assert found(read, "a:category").get("label") == topic
    assert found(read, "a:link").get("href") == one.href


RICH = (
    entry("mot", image="../photos/1.jpg", topics=(("ky-thuat", "Kỹ thuật"),)),
    entry("hai", lang="en", authors=(), summary="", changed=date(2024, 3, 9)),
)


@pytest.mark.parametrize("entries", [(), RICH])
def test_a_feed_keeps_the_rules_of_rfc_4287(entries: tuple[Entry, ...]) -> None:
    root = tree(*entries)
    assert root.tag == f"{{{ATOM}}}feed"
    once = ("id", "title", "updated")
    items = root.findall("a:entry", NAMES)
    assert len(items) == len(entries)
    for element in (root, *items):
        for name in once:  # 4.1.1 and 4.1.2: exactly one of each
            assert len(element.findall(f"a:{name}", NAMES)) == 1, name
        UUID(element.findtext("a:id", "", NAMES).removeprefix("urn:uuid:"))
        for name in ("updated", "published"):
            text = element.findtext(f"a:{name}", None, NAMES)
            assert text is None or MOMENT.fullmatch(text)
        for link in element.findall("a:link", NAMES):
            assert link.get("href")
        kinds = [
            (x.get("rel"), x.get("type"), x.get(LANG)) for x in element.findall("a:link", NAMES)
        ]
        assert len(kinds) == len(set(kinds))  # no two alternates of one type and language
        for author in element.findall("a:author", NAMES):
            assert len(author.findall("a:name", NAMES)) == 1
        for category in element.findall("a:category", NAMES):
            assert category.get("term")
    assert root.findall("a:author", NAMES)  # so that every entry has one
    assert [x.get("rel") for x in root.findall("a:link", NAMES)].count("self") == 1
    for item in items:  # without a content, an alternate is a must
        assert "alternate" in [x.get("rel") for x in item.findall("a:link", NAMES)]
        assert len(item.findall("a:summary", NAMES)) <= 1
    ids = [x.text for x in root.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids))


def test_identifiers_differ_by_article_edition_and_feed_and_outlive_a_new_address() -> None:
    ids = [
        element.text
        for lang in ("vi", "en")
        for name in ("", "campaigns/mot")
        for element in tree(entry("mot"), entry("hai"), lang=lang, name=name).findall("a:id", NAMES)
    ]
    items = [
        element.text
        for lang in ("vi", "en")
        for element in tree(entry("mot"), entry("hai"), lang=lang).findall("a:entry/a:id", NAMES)
    ]
    assert len({*ids, *items}) == 4 + 4
    moved = tree(entry("mot", title="Tiêu đề mới", href="http://x/articles/mot.html"))
    assert moved.findtext("a:entry/a:id", "", NAMES) == items[0]


def test_an_article_is_one_item_in_every_feed_of_its_edition() -> None:
    ids = {
        tree(entry(), name=name).findtext("a:entry/a:id", "", NAMES) for name in ("", "campaigns/x")
    }
    assert len(ids) == 1


def test_a_correction_makes_an_entry_new_again() -> None:
    read = tree(entry(changed=date(2024, 3, 9)))
    assert read.findtext("a:updated", "", NAMES) == "2024-03-09T00:00:00+07:00"
    assert read.findtext("a:entry/a:published", "", NAMES) == "2024-03-04T00:00:00+07:00"


def test_an_entry_in_another_language_says_so() -> None:
    assert found(tree(entry(lang="vi"), lang="en"), "a:entry").get(LANG) == "vi"
    assert found(tree(entry(lang="vi")), "a:entry").get(LANG) is None


def test_an_empty_feed_is_a_feed() -> None:
    assert tree().findtext("a:updated", "", NAMES) == "1970-01-01T00:00:00+07:00"
    assert tree(since=date(2024, 3, 1)).findtext("a:updated", "", NAMES)[:10] == "2024-03-01"


def test_a_json_feed_has_what_version_1_1_asks_for() -> None:
    read = json.loads(json_feed(feed(*RICH, own="all.json")))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert (read["feed_url"], read["language"]) == ("all.json", "vi")
    first, second = read["items"]
    for item in (first, second):
        assert item["id"]
        assert item["content_text"]
        assert MOMENT.fullmatch(item["date_published"])
        assert MOMENT.fullmatch(item["date_modified"])
    assert first["authors"] == [{"name": "Tác giả"}]
    assert first["image"] == "../photos/1.jpg"
    assert first["tags"] == ["Kỹ thuật"]
    assert (second["language"], second["content_text"]) == ("en", "Bài")
    assert not {"summary", "image", "authors", "tags"} & second.keys()


def test_both_feeds_have_the_same_items() -> None:
    ids = [item["id"] for item in json.loads(json_feed(feed(*RICH)))["items"]]
    assert ids == [x.text for x in tree(*RICH).findall("a:entry/a:id", NAMES)]
