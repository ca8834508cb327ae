"""What a page says without its looks: its headings in order, and each word's language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from .pages import Page

pytestmark = pytest.mark.long

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
WORD = re.compile(r"\w+")
SPOKEN = ("alt", "title", "aria-label", "placeholder")


def test_headings_form_an_outline_without_gaps(built_pages: dict[str, Page]) -> None:
    faults = [
        f"{page.address}: {fault}" for page in built_pages.values() for fault in outline(page)
    ]

    assert not faults, "\n".join(faults)


def outline(page: Page) -> Iterator[str]:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"the headings begin {levels[:4]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}"


class Words(HTMLParser):
    """All texts of a page, spoken attributes too, each with its language and where it stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str, str]] = [("", "", "")]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self._open[-1][1])
        classes = f"{self._open[-1][2]} {values.get('class', '')}"
        self.found += [(lang, values[name], classes) for name in SPOKEN if name in values]
        if tag not in VOID:
            self._open.append((tag, lang, classes))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, lang, classes = self._open[-1]
        if data.strip() and tag not in ("script", "style", "code"):
            self.found.append((lang, " ".join(data.split()), classes))


@pytest.fixture(scope="module")
def spoken(built_site: Path) -> dict[str, list[tuple[str, str, str]]]:
    return {
        file.relative_to(built_site).as_posix(): Words(file.read_text("utf-8")).found
        for file in sorted(built_site.rglob("*.html"))
    }


def test_vietnamese_on_an_english_page_says_so(
    spoken: dict[str, list[tuple[str, str, str]]],
) -> None:
    unmarked = {
        f"{text[:60]} ({classes.split()[-1:]})": address
        for address, texts in spoken.items()
        if address.startswith("en/")
        for lang, text, classes in texts
        if lang == "en" and "prose" not in classes and is_vietnamese(text)
    }

    assert not unmarked, "\n".join(f"{where}: {text}" for text, where in unmarked.items())


def is_vietnamese(text: str) -> bool:
    """Say whether most words bear marks that English has not, and are not all parts of a name."""
    words = WORD.findall(text)
    marked = [word for word in words if VIETNAMESE.search(word) and len(text) > 1]
    return 2 * len(marked) > len(words) and any(word[0].islower() for word in marked)


def test_english_on_a_vietnamese_page_says_so(
    spoken: dict[str, list[tuple[str, str, str]]],
) -> None:
    """Known by the other edition: what only English pages say, and say as their own."""
    own: dict[str, set[str]] = {"vi": set(), "en": set()}
    for address, texts in spoken.items():
        edition = "en" if address.startswith("en/") else "vi"
        own[edition] |= {t for lang, t, _ in texts if lang == edition and len(t) > 3}
    english = {text for text in own["en"] if re.search("[a-z]{3} [a-z]{2}", text)}

    unmarked = sorted(english & own["vi"] - {text for text in own["vi"] if VIETNAMESE.search(text)})

    assert not unmarked, "\n".join(unmarked)
