"""A browser that asks the search page what a reader would ask it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from ..latency import FLAGS
from .judgements import Query

_WAIT = 30_000  # milliseconds until an answer must be there
# The page says itself when it has answered, and what.
_DONE = """(query) => {
  const results = document.querySelector("[data-results]");
  return results !== null && results.getAttribute("data-done") === query;
}"""
_LINKS = """() => Array.from(
  document.querySelectorAll("[data-results] a[href]"),
  (link) => new URL(link.getAttribute("href"), document.baseURI).pathname
)"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Give the machine's own Chromium until the block ends; nothing is downloaded."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield found
        found.close()


def address(root: str, lang: str, query: str = "") -> str:
    """Return the address of the search page of an edition, asking ``query`` if there is one."""
    folder = "" if lang == "vi" else f"{lang}/"
    return f"{root}{folder}search.html" + (f"?q={quote(query)}" if query else "")


def answer(page: Page, root: str, query: Query) -> list[str]:
    """Return the slugs of the articles that the search page answers, the best first.

    Raises playwright's ``TimeoutError`` where the page does not say that it has answered.
    """
    page.goto(address(root, query.lang, query.text))
    wait(page, query.text)
    return slugs(page.evaluate(_LINKS))


def wait(page: Page, text: str) -> None:
    """Wait until the page has answered."""
    page.wait_for_function(_DONE, arg=text, timeout=_WAIT)


def slugs(links: Sequence[str]) -> list[str]:
    """Return the slugs of the articles among links, each once: both languages are one."""
    paths = [PurePosixPath(urlsplit(link).path) for link in links]
    return list(dict.fromkeys(path.stem for path in paths if path.parent.name == "articles"))
