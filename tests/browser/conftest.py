"""One browser for all tests of a worker, and the built site over HTTP."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from . import pages
from .server import served

# Without these a browser asks its maker's hosts for news at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without its windows where there is such a one."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    assert chromium, "Chromium is missing: install it, or run `make check`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built_pages(built_site: Path) -> dict[str, pages.Page]:
    """All pages of the built site by address."""
    return pages.read(built_site)


@pytest.fixture(scope="session")
def base(built_site: Path) -> Iterator[str]:
    """The address of the built site, served under the strict policy."""
    with served(built_site) as address:
        yield address


@pytest.fixture(params=list(pages.EDITIONS))
def kinds(request: pytest.FixtureRequest, built_pages: dict[str, pages.Page]) -> list[str]:
    """One page of each kind, in one language."""
    return pages.one_of_each_kind(built_pages.values(), request.param)


@pytest.fixture
def shapes(built_pages: dict[str, pages.Page]) -> list[str]:
    """One page of each kind, for what does not depend on words: editions differ in nothing else."""
    return pages.one_of_each_kind(built_pages.values(), "vi")
