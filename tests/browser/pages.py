"""The pages of a built site as an outsider finds them: nothing is asked of the code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

EDITIONS = {"vi": "", "en": "en/"}
"""Each language and the folder of its edition."""


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag and its attributes."""

    tag: str
    line: int
    attributes: dict[str, str]


Known = dict[tuple[str, int, tuple[tuple[str, str], ...]], Element]


class _Reader(HTMLParser):
    def __init__(self, text: str, known: Known) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.known = known
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, values = self.getpos()[0], tuple((name, value or "") for name, value in attrs)
        key = (tag, line, values)
        if key not in self.known:
            self.known[key] = Element(tag, line, dict(values))
        self.elements.append(self.known[key])


@dataclass(frozen=True)
class Page:
    """An HTML file, reduced to its start tags in the order in which they stand."""

    address: str
    elements: tuple[Element, ...]

    def having(self, attribute: str) -> Iterator[Element]:
        """All elements that carry ``attribute``."""
        return (e for e in self.elements if attribute in e.attributes)

    @cached_property
    def ids(self) -> frozenset[str]:
        """All places of the page that an address can name."""
        return frozenset(e.attributes["id"] for e in self.having("id"))

    @cached_property
    def forwards(self) -> bool:
        """Whether the page only sends the reader on (an old address)."""
        return any(
            e.attributes["http-equiv"].lower() == "refresh" for e in self.having("http-equiv")
        )

    @property
    def language(self) -> str:
        """The language of the edition in which the page stands."""
        return "en" if self.address.startswith("en/") else "vi"

    @property
    def counterpart(self) -> str:
        """The address of the same page in the other language."""
        return self.address[3:] if self.language == "en" else f"en/{self.address}"


def read(output: Path) -> dict[str, Page]:
    """Return all HTML files below ``output`` by their address.

    What many pages have alike, such as their menus, is held once: a process that later forks
    pays for each page of memory it has.
    """
    pages, known = {}, Known()
    for file in sorted(output.rglob("*.html")):
        address = file.relative_to(output).as_posix()
        text = file.read_text("utf-8")
        pages[address] = Page(address, tuple(_Reader(text, known).elements))
    return pages


def elements(text: str) -> tuple[Element, ...]:
    """Return the start tags of a piece of HTML."""
    return tuple(_Reader(text, Known()).elements)


def one_of_each_kind(pages: Iterable[Page], lang: str) -> list[str]:
    """Return all top pages of an edition, and the longest page of each of its folders.

    Of the English articles one that is translated and one fact card are taken.
    """
    kinds: dict[str, Page] = {}
    for page in pages:
        if page.language != lang or page.forwards:
            continue
        folder, _, name = page.address.removeprefix(EDITIONS[lang]).rpartition("/")
        card = " (fact card)" if any(page.having("data-fact-card")) else ""
        kind = folder + card if folder else name
        if kind not in kinds or len(page.elements) > len(kinds[kind].elements):
            kinds[kind] = page
    return [page.address for _, page in sorted(kinds.items())]
