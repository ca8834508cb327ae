"""From a save to the browser: how long until the words just written stand in the open page."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from .measure import environment
from .results import Save
from .scenarios import change
from .sites import Tool

# Without these a browser asks its maker's hosts for news at every start.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
_ADDRESS = re.compile(r"(?:https?:)?(//(?:localhost|127\.0\.0\.1):\d+/)")
_START, _WAIT = 3600.0, 120_000.0  # seconds for the first build, milliseconds for a save
_PAUSE = (0.5, 1.5)  # seconds between saves, so that no rhythm of the server is met
# The title of ours, and that of a head in JSON: before the mark of the last save, if any.
_TITLE = r'(?m)^(Tiêu đề: .*?|"title": ".*?)(?: dau-hieu-\d{6})?("?,?)$'
_TITLE_EVERY = 4  # every fourth save changes the title,
_MISTAKE_AT = 2  # and the one half way to the next names a photo that is not there
_MISTAKE = re.compile(r"(?m)^!\[Ảnh\]\(dau-hieu-\d{6}\.jpg\)\n\n")

# Runs in each page before anything of it: tells the highest mark in the document, and when,
# as soon as it stands there, whether the page was loaded again or changed in its place.
_WATCH = r"""
(() => {
  let last = -1;
  const roots = [];
  const look = () => {
    const all = [document.documentElement, ...roots].filter(Boolean);
    const text = all.map((one) => one.textContent).join("\n");
    const marks = [...text.matchAll(/dau-hieu-(\d{6})/g)].map((found) => Number(found[1]));
    const mark = Math.max(-1, ...marks);
    if (mark > last) {
      last = mark;
      console.log(`mark ${mark} ${performance.timeOrigin + performance.now()}`);
    }
  };
  const watch = (root) => {
    new MutationObserver(look).observe(
      root, { childList: true, subtree: true, characterData: true });
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    watch(root);
    return root;
  };
  watch(document);
  document.addEventListener("DOMContentLoaded", look);
})();
"""


def saves(
    tool: Tool, folder: Path, article: Path, address: str, *, size: int, count: int, limit: float
) -> Iterator[Save]:
    """Yield the time each of ``count`` saves took, in the preview of the site in ``folder``.

    ``article`` is the file that is saved, ``address`` its page within the site. Ends early
    after ``limit`` seconds of saving. Raises ``RuntimeError`` where no server comes up, and
    playwright's ``TimeoutError`` where a save is not seen within two minutes.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    chance = random.Random(1)
    change(article, "\n## ", f"\n{mark(0)}\n\n## ")
    with _server(tool, folder) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.add_init_script(_WATCH)
        with page.expect_console_message(_tells(0), timeout=_WAIT):
            page.goto(root + address)
        until = time.monotonic() + limit
        for number in range(1, count + 1):
            time.sleep(chance.uniform(*_PAUSE))
            if time.monotonic() > until:
                break
            kind = _kind(number, tells=tool.tells_mistakes)
            took = _save(page, article, number, kind)
            yield Save(size=size, tool=tool.key, kind=kind, ms=took)
        browser.close()


def _kind(number: int, *, tells: bool) -> str:
    place = number % _TITLE_EVERY
    if place == _MISTAKE_AT and tells:
        return "mistake"
    return "body" if place else "title"


def _save(page: Page, article: Path, number: int, kind: str) -> float:
    text = marked(article.read_text(encoding="utf-8"), number, kind)
    with page.expect_console_message(_tells(number), timeout=_WAIT) as told:
        start = time.time()
        article.write_text(text, encoding="utf-8", newline="\n")
    return float(told.value.text.split()[2]) - start * 1000


def marked(text: str, number: int, kind: str) -> str:
    """Return the file of an article with a mark in place of the last one of this kind.

    A mistake is mended by the next save.
    """
    text = _MISTAKE.sub("", text)
    if kind == "mistake":
        return text.replace("\n## ", f"\n![Ảnh]({mark(number)}.jpg)\n\n## ", 1)
    if kind == "title":
        return re.sub(_TITLE, rf"\g<1> {mark(number)}\g<2>", text, count=1)
    return re.sub(r"(?m)^dau-hieu-\d{6}$", mark(number), text, count=1)


def mark(number: int) -> str:
    """Return the word that tells a save from the others."""
    return f"dau-hieu-{number:06d}"


def _tells(number: int) -> Callable[[ConsoleMessage], bool]:
    return lambda message: message.text.startswith(f"mark {number} ")


@contextmanager
def _server(tool: Tool, folder: Path) -> Iterator[str]:
    """Start the preview of a tool; give the address that it prints, and end it."""
    assert tool.serve
    log = folder / "serve.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            tool.serve(folder, _free_port()),
            cwd=folder,
            env={**environment(), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield _address(process, log)
    finally:
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        found = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return f"http:{found[1]}"
        time.sleep(0.1)
    raise RuntimeError(f"no preview: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
