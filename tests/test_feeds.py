"""Feeds, sitemap and robots.txt as their readers take them."""

from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bantin.feeds import ATOM, SITEMAP, XHTML, Entry, atom, robots, sitemap
from bantin.text import clean

NAMES = {"a": ATOM, "s": SITEMAP, "x": XHTML}
TEXT = st.text(max_size=30).map(clean)
SHARP = st.text("a/<>&\"'\n\té", min_size=1, max_size=8)


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


def feed(*entries: Entry, lang: str = "vi") -> ET.Element:
    content = atom(
        entries, lang=lang, title="Tin", home="../index.html", own="all.atom.xml", offset="+07:00"
    )
    return ET.fromstring(content)  # noqa: S314 - our own bytes


@given(TEXT, TEXT)
def test_any_clean_title_and_summary_are_read_back_as_they_were(title: str, summary: str) -> None:
    read = feed(entry(title=title, summary=summary)).find("a:entry", NAMES)
    assert read is not None
    assert (read.findtext("a:title", "", NAMES), read.findtext("a:summary", "", NAMES)) == (
        title,
        summary,
    )


def test_a_feed_has_what_the_standard_requires() -> None:
    read = feed(entry("mot"), entry("hai"))
    for element in (read, *read.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"a:{name}", None, NAMES), name
    assert [link.get("rel") for link in read.findall("a:link", NAMES)] == ["alternate", "self"]


def test_identifiers_differ_by_article_and_edition_and_outlive_a_new_title() -> None:
    ids = [
        element.findtext("a:id", "", NAMES)
        for lang in ("vi", "en")
        for element in feed(entry("mot"), entry("hai"), lang=lang).findall("a:entry", NAMES)
    ]
    assert len(set(ids)) == 4
    again = feed(entry("mot", title="Tiêu đề mới")).findtext("a:entry/a:id", "", NAMES)
    assert again == ids[0]


def test_a_correction_makes_an_entry_new_again() -> None:
    read = feed(entry(changed=date(2024, 3, 9)))
    assert read.findtext("a:updated", "", NAMES) == "2024-03-09T00:00:00+07:00"
    assert read.findtext("a:entry/a:published", "", NAMES) == "2024-03-04T00:00:00+07:00"


def test_an_entry_in_another_language_says_so() -> None:
    element = feed(entry(lang="vi"), lang="en").find("a:entry", NAMES)
    assert element is not None
    assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


def test_an_empty_feed_is_a_feed() -> None:
    assert feed().findtext("a:updated", "", NAMES) == "1970-01-01T00:00:00+07:00"


def test_the_sitemap_names_every_language_of_every_page_and_its_default() -> None:
    rows = [(("vi", "http://x/a.html"), ("en", "http://x/en/a.html"))]
    root = ET.fromstring(sitemap(rows))  # noqa: S314 - our own bytes
    urls = root.findall("s:url", NAMES)
    assert [url.findtext("s:loc", "", NAMES) for url in urls] == [place for _, place in rows[0]]
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        assert links == {"vi": rows[0][0][1], "en": rows[0][1][1], "x-default": rows[0][0][1]}


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["vi", "en"]), SHARP), min_size=1, max_size=2).map(tuple)
    )
)
def test_a_sitemap_is_written_as_a_tree_would_be(rows: list[tuple[tuple[str, str], ...]]) -> None:
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for row in rows:
        for _, place in row:
            url = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(url, f"{{{SITEMAP}}}loc").text = place
            for lang, other in (*row, ("x-default", row[0][1])):
                link = {"rel": "alternate", "hreflang": lang, "href": other}
                ET.SubElement(url, f"{{{XHTML}}}link", link)
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    assert sitemap(rows).decode() == f"{head}{ET.tostring(root, encoding='unicode')}\n"


def test_robots_name_the_sitemap_only_where_it_has_an_address() -> None:
    assert b"Sitemap: http://x/sitemap.xml\n" in robots("http://x/sitemap.xml")
    assert b"Sitemap" not in robots("")
