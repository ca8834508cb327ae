"""The engines: each answers queries over the same built pages."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from ..peers import pagefind_binary, script_package
from . import browser as readers
from .judgements import Query
from .serving import served
from .texts import LEFT_OUT, ROOT_SELECTOR, texts

NAMES = {"bantin": "bantin", "pagefind": "Pagefind", "minisearch": "MiniSearch"}
_ASK = """async ([script, queries]) => {
  const pagefind = await import(script);
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    const found = await pagefind.search(query);
    const data = await Promise.all(found.results.slice(0, 40).map((one) => one.data()));
    answers.push(data.map((one) => one.url));
  }
  return answers;
}"""


def bantin(browser: Browser, output: Path, queries: Sequence[Query]) -> list[list[str]]:
    """Return what the site's own search page answers."""
    with served(output) as site:
        page = browser.new_page()
        answers = [readers.answer(page, site.address, query) for query in queries]
        page.close()
    return answers


def pagefind(browser: Browser, output: Path, queries: Sequence[Query]) -> list[list[str]]:
    """Return what Pagefind answers; each edition has the index of its language."""
    index_with_pagefind(output)
    answers: dict[int, list[str]] = {}
    with served(output) as site:
        for lang in ("vi", "en"):
            asked = {n: query for n, query in enumerate(queries) if query.lang == lang}
            page = browser.new_page()
            page.goto(site.address + ("index.html" if lang == "vi" else f"{lang}/index.html"))
            script = site.address + "pagefind/pagefind.js"
            found = page.evaluate(_ASK, [script, [query.text for query in asked.values()]])
            answers |= {n: readers.slugs(links) for n, links in zip(asked, found, strict=True)}
            page.close()
    return [answers[n] for n in range(len(queries))]


def pagefind_command(output: Path) -> list[str]:
    """Return the command that makes Pagefind's index beside the pages of a built site.

    Only articles are indexed, and in them neither the titles of others nor what is on every
    page: as a keeper would set it who has read its documentation.
    """
    left_out = ",".join(f".{name}" for name in LEFT_OUT)
    chosen = ["--glob", "{articles,en/articles}/*.html", "--root-selector", ROOT_SELECTOR]
    command = [str(pagefind_binary()), "--site", str(output), "--exclude-selectors", left_out]
    return [*command, *chosen, "--output-path", str(output / "pagefind")]


def index_with_pagefind(output: Path) -> None:
    """Make Pagefind's index; raises ``subprocess.CalledProcessError`` where it cannot."""
    subprocess.run(pagefind_command(output), check=True, stdout=subprocess.DEVNULL)


def minisearch(browser: Browser, output: Path, queries: Sequence[Query]) -> list[list[str]]:
    """Return what MiniSearch answers, with both languages in one index, in Node.js."""
    script = Path(__file__).parent / "minisearch.cjs"
    asked = {
        "texts": [text.plain() for text in texts(output)],
        "queries": [query.text for query in queries],
    }
    done = subprocess.run(
        ["node", script, script_package("minisearch") / "dist" / "cjs" / "index.cjs"],
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    answers: list[list[str]] = json.loads(done.stdout)
    return answers
