"""Sitemaps and robots.txt, for machines that look the site through."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bantin.feeds import SITEMAP, XHTML, Listed, robots, sitemaps

NAMES = {"s": SITEMAP, "x": XHTML}
SHARP = st.text("a/<>&\"'\n\té", min_size=1, max_size=8)
EDITIONS = st.lists(st.tuples(st.sampled_from(["vi", "en"]), SHARP), min_size=1, max_size=2).map(
    tuple
)
PAGES = st.lists(st.builds(Listed, EDITIONS, st.sampled_from(["", "2024-03-04"])), max_size=9)


def whole(pages: list[Listed]) -> bytes:
    ((place, content),) = sitemaps(pages, "http://x/")
    assert place == "sitemap.xml"
    return content


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own bytes


def test_the_sitemap_names_every_language_of_every_page_and_its_default() -> None:
    page = Listed((("vi", "http://x/a.html"), ("en", "http://x/en/a.html")), "2024-03-04")
    urls = parsed(whole([page])).findall("s:url", NAMES)
    assert [url.findtext("s:loc", "", NAMES) for url in urls] == [at for _, at in page.editions]
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        assert links == {**dict(page.editions), "x-default": "http://x/a.html"}
        assert url.findtext("s:lastmod", "", NAMES) == "2024-03-04"


@given(PAGES)
def test_a_sitemap_is_written_as_a_tree_would_be(pages: list[Listed]) -> None:
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        for _, place in page.editions:
            url = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(url, f"{{{SITEMAP}}}loc").text = place
            if page.changed:
                ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = page.changed
            for lang, other in (*page.editions, ("x-default", page.editions[0][1])):
                link = {"rel": "alternate", "hreflang": lang, "href": other}
                ET.SubElement(url, f"{{{XHTML}}}link", link)
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    assert whole(pages).decode() == f"{head}{ET.tostring(root, encoding='unicode')}\n"


@given(PAGES, st.integers(2, 6), st.integers(1500, 4000))
def test_no_part_is_over_the_limits_and_none_is_lost(
    pages: list[Listed], addresses: int, octets: int
) -> None:
    files = dict(sitemaps(pages, "http://x/", addresses=addresses, octets=octets))
    index = parsed(files["sitemap.xml"])
    parts = [content for place, content in files.items() if place != "sitemap.xml"]
    if not parts:
        parts = [files["sitemap.xml"]]
    else:
        assert index.tag == f"{{{SITEMAP}}}sitemapindex"
        named = [place.text for place in index.findall("s:sitemap/s:loc", NAMES)]
        assert named == [f"http://x/{place}" for place in files if place != "sitemap.xml"]
    for part in parts:
        assert len(part) <= octets
        assert len(parsed(part).findall("s:url", NAMES)) <= addresses
    locs = [loc for part in parts for loc in parsed(part).findall("s:url/s:loc", NAMES)]
    assert len(locs) == sum(len(page.editions) for page in pages)


def test_robots_name_the_sitemap_only_where_it_has_an_address() -> None:
    assert b"Sitemap: http://x/sitemap.xml\n" in robots("http://x/sitemap.xml")
    assert b"Sitemap" not in robots("")
