"""What stands on the pages of articles, for engines that are given texts."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path

# Titles of other articles, and what all pages have: no engine should count them.
LEFT_OUT = ("moments", "citation", "seal", "badge")
ROOT_SELECTOR = "article.story"
_ALONE = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of an article's page in one language; ``id`` is its address."""

    id: str
    slug: str
    title: str
    text: str

    def plain(self) -> dict[str, str]:
        """Return the text as a mapping for JSON."""
        return asdict(self)


def texts(output: Path) -> Iterator[Text]:
    """Yield what each article's page of a built site says, in order of address."""
    for folder in ("articles", "en/articles"):
        for path in sorted((output / folder).glob("*.html")):
            words = _Words()
            words.feed(path.read_text(encoding="utf-8"))
            yield Text(
                id=f"{folder}/{path.name}",
                slug=path.stem,
                title=" ".join("".join(words.title).split()),
                text=" ".join("".join(words.text).split()),
            )


class _Words(HTMLParser):
    """Gathers the words of the article, those of its heading apart."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.text: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALONE:
            self._open.append((tag, dict(attrs).get("class") or ""))
        self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        self._say(" ")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, words: str) -> None:
        classes = {name for _, names in self._open for name in names.split()}
        if "story" not in classes or classes & set(LEFT_OUT):
            return
        in_title = any(tag == "h1" for tag, _ in self._open)
        (self.title if in_title else self.text).append(words)
