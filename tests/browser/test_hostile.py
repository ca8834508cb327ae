"""What hostile or careless words, files and photos do to readers: nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT, build

from . import hostile, pages
from .server import served
from .test_links import own_code
from .visits import watched

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile site as it was built; some of its articles may have been refused."""
    site = tmp_path_factory.mktemp("hostile")
    hostile.make(site, ROOT / "theme")
    done = build(site, site / "output", "--date", "2026-11-24")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return site / "output"


@pytest.fixture(scope="module")
def hostile_pages(output: Path) -> dict[str, pages.Page]:
    return pages.read(output)


def test_hostile_words_are_printed_and_not_refused(hostile_pages: dict[str, pages.Page]) -> None:
    missing = [
        address
        for number in range(len(hostile.PAYLOADS))
        for address in (f"articles/bai-{number}.html", f"en/articles/bai-{number}.html")
        if address not in hostile_pages
    ]

    assert not missing, "\n".join(missing)


def test_no_hostile_word_becomes_code(hostile_pages: dict[str, pages.Page]) -> None:
    found = [
        f"{page.address}:{element.line}: <{element.tag}> {fault}"
        for page in hostile_pages.values()
        for element in page.elements
        if (fault := own_code(element) or foreign(element))
    ]

    assert not found, "\n".join(found)


def foreign(element: pages.Element) -> str:
    """Return the foreign address that a browser would ask by itself, or nothing."""
    if element.tag == "a":
        return ""
    values = [v for v in element.attributes.values() if hostile.FOREIGN in v and "//" in v]
    asked = [v for v in values if v.strip().startswith(("http:", "https:", "//"))]
    return asked[0] if asked else ""


def test_templates_do_not_compute_what_writers_type(output: Path) -> None:
    computed = [f.name for f in output.rglob("*.html") if str(7 * 191) in f.read_text("utf-8")]

    assert not computed, "\n".join(computed)


def test_photos_tell_nothing_but_their_picture(output: Path) -> None:
    assert traces(output, hostile.TELLTALE) == []
    assert list(output.rglob("photos/*.*")), "there are no photos to be judged"


def test_drafts_and_scheduled_articles_leave_no_trace(output: Path) -> None:
    assert traces(output, hostile.HIDDEN) == []


def traces(output: Path, word: str) -> list[str]:
    """Return the files below ``output`` whose name or bytes hold ``word``."""
    return [
        file.relative_to(output).as_posix()
        for file in sorted(output.rglob("*"))
        if word in file.name or (file.is_file() and word.encode() in file.read_bytes())
    ]


@pytest.mark.browser
def test_no_hostile_word_runs_even_without_the_policy(
    browser: Browser, output: Path, hostile_pages: dict[str, pages.Page]
) -> None:
    page = browser.new_page()
    page.set_default_timeout(10_000)

    with served(output, strict=False) as base, watched(page, base) as faults:
        for address in hostile_pages:
            page.goto(base + address)
            if page.evaluate("window.__pwned !== undefined"):
                faults.append(f"{address}: a hostile word has run")
    page.close()

    assert not faults, "\n".join(faults)
