"""The help page: on every site, in every language, and the same text as in docs/."""

import re
from pathlib import Path

import pytest

from bantin.markup import Markup, convert
from bantin.pages.help import help_body, help_view

ROOT = Path(__file__).parents[1]
SOURCES = {lang: (ROOT / f"theme/help/{lang}.md").read_text("utf-8") for lang in ("vi", "en")}
HEADING = re.compile(r"^## (.+)$", re.M)
PAGES = tuple(sorted(set(re.findall(r"\(([a-z-]+\.html)\)", SOURCES["en"]))))


def test_the_docs_hold_the_same_text() -> None:
    docs = (ROOT / "docs/reading.md").read_text("utf-8")

    assert docs == document()


def document() -> str:
    """Return the two texts as one file; only on the site do its own pages lead anywhere."""
    halves = []
    for name, source in zip(("Tiếng Việt", "English"), SOURCES.values(), strict=True):
        words = re.sub(r"\[([^\]]+)\]\([a-z-]+\.html\)", r"\1", source)
        title, _, rest = words.partition("\n")
        halves.append(f"## {name}\n\n**{title[2:]}**\n" + HEADING.sub(r"### \1", rest))
    head = "# Đọc trang tin · Reading the site\n\n[Tiếng Việt](#tiếng-việt) · [English](#english)"
    return "\n\n".join([head, *(half.strip() for half in halves)]) + "\n"


@pytest.mark.parametrize("lang", SOURCES)
def test_the_text_is_ordinary_markdown_without_a_fault(lang: str) -> None:
    links = [link.typed for link in converted(lang).links]

    assert converted(lang).problems == ()
    assert set(links) == set(re.findall(r"\]\(([^)]+)\)", SOURCES[lang]))


def converted(lang: str) -> Markup:
    return convert(SOURCES[lang].partition("\n")[2], path="help.md", first_line=1, lang=lang)


def test_both_languages_have_the_same_sections_and_lead_to_the_same_pages() -> None:
    vi, en = (help_body(SOURCES[lang], SOURCES["en"], lang, PAGES) for lang in ("vi", "en"))
    ways = [[re.findall('href="([^"]+)"', section.html) for section in body] for body in (vi, en)]

    assert [section.key for section in vi] == [section.key for section in en]
    assert ways[0] == ways[1]
    assert all(section.html for section in (*vi, *en))


def test_a_link_to_a_page_that_is_not_there_is_only_text() -> None:
    words = "Xem [dòng thời gian](timeline.html) và [ảnh](photos.html)."
    source = f"# Trợ giúp\n\nLời đầu.\n\n## Một\n\n{words}\n"
    view = help_view(source, {"timeline.html", "index.html"})

    (section,) = help_body(source, source, "vi", view.pages)

    assert (view.title, view.lead, view.pages) == ("Trợ giúp", "Lời đầu.", ("timeline.html",))
    assert section.key == "mot"
    assert section.html == '<p>Xem <a href="timeline.html">dòng thời gian</a> và ảnh.</p>'
