"""Search at a large site: bytes, time on a slow processor, and what the index costs to make."""

import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from bantin.text import fold

from ..corpus import Corpus, corpus
from ..measure import Cost, cost
from ..sites import ours
from . import browser as readers
from .engines import pagefind_command
from .results import Asked, Large
from .serving import Served, served

QUERIES, MOST_SYLLABLES = 30, 7
_SLOWER = 4
_QUIET = 500  # milliseconds without a request: a page has loaded what it starts with
_PICTURES = {".webp", ".jpg", ".png", ".svg", ".woff2"}
# What was there when the first answers were shown.
_WATCH = """() => new MutationObserver((changes, watch) => {
  const results = document.querySelector("[data-results]");
  if (results && results.hasAttribute("data-shown")) {
    watch.disconnect();
    window.there = performance.getEntriesByType("resource").map((one) => one.name);
  }
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-shown"] })"""
# From the Enter key to the first answers and to all, as the reader's clock has it.
_TYPE = """async ([text, limit]) => {
  const results = document.querySelector("[data-results]");
  const box = document.querySelector("main input[type=search], main input[name=q]");
  const start = performance.now();
  return new Promise((tell) => {
    const watch = new MutationObserver(look);
    const took = {};
    function seen(name) {
      if (results.getAttribute("data-" + name) !== text || took[name] !== undefined) { return; }
      took[name] = null;
      requestAnimationFrame(() => setTimeout(() => {
        took[name] = performance.now() - start;
        if (name === "done") { watch.disconnect(); tell([took.shown, took.done]); }
      }, 0));
    }
    function look() { seen("shown"); seen("done"); }
    watch.observe(results, { attributes: true });
    setTimeout(() => tell([null, null]), limit);
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.form.requestSubmit();
  });
}"""
_PAGEFIND_START = """async (script) => {
  window.pagefind = await import(script);
  await window.pagefind.init();
}"""
_PAGEFIND = """async (text) => {
  const start = performance.now();
  const found = await window.pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return performance.now() - start;
}"""
_LIMIT = 10_000


def measured(
    browser: Browser,
    folder: Path,
    articles: int,
    engines: Collection[str],
    tell: Callable[[str], None],
) -> dict[str, Large]:
    """Return what search costs at a site of ``articles`` articles in ``folder``, by engine.

    As elsewhere in these benchmarks, so many articles are half as many pairs of languages.
    """
    stories = corpus(articles // 2)
    texts = queries(stories)
    site, output = folder / "site", folder / "site" / "output"
    shutil.rmtree(folder, ignore_errors=True)
    tool = ours.tool()
    tell(f"a site of {articles:,} articles")
    folder.mkdir(parents=True)
    tool.write(site, stories, {})
    made = cost(tool.build(site, "output"), site)
    tell(f"  built in {made.cpu:.1f} CPU s, {_peak(made):.0f} MB")
    found = {}
    if "bantin" in engines:
        found["bantin"] = _ours(browser, output, texts, articles, made)
    if "pagefind" in engines:
        tell("the same with Pagefind")
        made = cost(pagefind_command(output), site)
        found["pagefind"] = _pagefind(browser, output, texts, articles, made)
    return found


def queries(stories: Corpus) -> tuple[str, ...]:
    """Return thirty queries of one to seven syllables: words of titles, names, campaigns.

    Half of them are typed without accents.
    """
    step = max(1, len(stories.stories) // QUERIES)
    found = []
    for number in range(QUERIES):
        story = stories.stories[number * step % len(stories.stories)]
        title = story.titles[0].split()
        length = number % MOST_SYLLABLES + 1
        start = number % max(1, len(title) - length)
        words = (
            " ".join(title[start : start + length]),
            story.people[0],
            " ".join(title[:length]),
            f"{story.unit} {' '.join(title[:3])}",
            f"thi đua cao điểm đợt {story.campaign + 1:04d}",
        )[number % 5]
        found.append(fold(words) if number % 2 else words)
    return tuple(found)


def _peak(made: Cost) -> float:
    return max(made.pss, made.largest)


def _ours(
    browser: Browser, output: Path, texts: tuple[str, ...], articles: int, made: Cost
) -> Large:
    index = [path for path in output.rglob("*") if _is_index(path.relative_to(output))]
    with served(output) as site:
        with _visit(browser) as page:
            page.goto(f"{site.address}articles/{_first_article(output)}")
            before = _asked(page, site)
            page.goto(readers.address(site.address, "vi"))
            start = _asked(page, site) - before
        asked = []
        for text in texts:
            with _visit(browser) as page:
                page.add_init_script(f"({_WATCH})()")
                page.goto(readers.address(site.address, "vi", text))
                readers.wait(page, text)
                there = page.evaluate("() => window.there || []")
                loaded = _asked(page, site) - before - start
            raw, packed = site.bytes(sorted(loaded))
            _, first = site.bytes(sorted(loaded & set(map(_place, there))))
            typed, whole = _typed(browser, site, text)
            asked.append(
                Asked(
                    text=text,
                    raw=raw,
                    packed=packed,
                    first=first,
                    typed=typed,
                    whole=whole,
                    opened=_opened(browser, site, text),
                )
            )
        start_raw, start_packed = site.bytes(sorted(start))
    return Large(
        articles=articles,
        pages=sum(1 for _ in output.rglob("*.html")),
        start=start_raw,
        start_packed=start_packed,
        index=sum(path.stat().st_size for path in index),
        files=len(index),
        cpu=made.cpu,
        memory=_peak(made),
        asked=tuple(asked),
    )


def _pagefind(
    browser: Browser, output: Path, texts: tuple[str, ...], articles: int, made: Cost
) -> Large:
    index = [path for path in (output / "pagefind").rglob("*") if path.is_file()]
    with served(output) as site:
        script = f"{site.address}pagefind/pagefind.js"
        asked, start = [], set[str]()
        for text in texts:
            with _visit(browser, slower=_SLOWER) as page:
                page.goto(f"{site.address}index.html")
                _asked(page, site)
                page.evaluate(_PAGEFIND_START, script)
                start = _asked(page, site)
                typed = page.evaluate(_PAGEFIND, text)
                raw, packed = site.bytes(sorted(_asked(page, site) - start))
            asked.append(
                Asked(
                    text=text,
                    raw=raw,
                    packed=packed,
                    first=packed,
                    typed=typed,
                    whole=typed,
                    opened=None,
                )
            )
        start_raw, start_packed = site.bytes(sorted(start))
    return Large(
        articles=articles,
        pages=sum(1 for _ in output.rglob("*.html")),
        start=start_raw,
        start_packed=start_packed,
        index=sum(path.stat().st_size for path in index),
        files=len(index),
        cpu=made.cpu,
        memory=_peak(made),
        asked=tuple(asked),
    )


def _is_index(path: Path) -> bool:
    is_search = any(part.startswith("search") for part in path.parts)
    return is_search and path.suffix not in ("", ".html")


def _first_article(output: Path) -> str:
    return min(path.name for path in (output / "articles").glob("*.html"))


@contextmanager
def _visit(browser: Browser, slower: int = 1) -> Iterator[Page]:
    """Give a page with nothing in its cache, of a processor so many times slower."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


def _asked(page: Page, site: Served) -> set[str]:
    """Return what was asked of the server since the last time, but pictures; waits for quiet."""
    count = -1
    while count != len(site.asked):
        count = len(site.asked)
        page.wait_for_timeout(_QUIET)
    asked = {place for place in site.asked if PurePosixPath(place).suffix not in _PICTURES}
    site.asked.clear()
    return asked


def _place(address: str) -> str:
    return unquote(urlsplit(address).path).lstrip("/")


def _typed(browser: Browser, site: Served, text: str) -> tuple[float | None, float | None]:
    with _visit(browser, slower=_SLOWER) as page:
        page.goto(readers.address(site.address, "vi"))
        page.wait_for_timeout(2 * _QUIET)
        shown, done = page.evaluate(_TYPE, [text, _LIMIT])
    site.asked.clear()
    return shown, done


def _opened(browser: Browser, site: Served, text: str) -> float:
    with _visit(browser, slower=_SLOWER) as page:
        start = time.perf_counter()
        page.goto(readers.address(site.address, "vi", text))
        readers.wait(page, text)
        took = (time.perf_counter() - start) * 1000
    site.asked.clear()
    return took
