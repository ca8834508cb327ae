"""What hostile or careless words, files and photos do to readers: nothing."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Dialog

from tests.conftest import ROOT, build

from . import hostile, pages
from .server import served
from .test_links import own_code

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile site; its output lies in it."""
    site = tmp_path_factory.mktemp("hostile")
    hostile.make(site, ROOT / "theme")
    return site


@pytest.fixture(scope="module")
def done(site: Path) -> "subprocess.CompletedProcess[str]":
    """The build of the hostile site; some of its articles may have been refused."""
    done = build(site, site / "output", "--date", "2026-11-24")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def output(site: Path, done: "subprocess.CompletedProcess[str]") -> Path:
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


def test_what_is_dropped_or_refused_is_told(
    done: "subprocess.CompletedProcess[str]", site: Path
) -> None:
    told = set(re.findall(r"^(content/[^:\n]+?):\d+:\d+: (?:error|warning)", done.stdout, re.M))

    for number in range(len(hostile.REFUSED)):
        assert f"content/articles/truong-{number}/vi.md" in told
    silent = [n for n in range(len(hostile.ATTACKS))
              if f"content/articles/tan-cong-{n}/vi.md" not in told]  # fmt: skip
    shown = {n: (site / f"output/articles/tan-cong-{n}.html").read_text("utf-8") for n in silent}
    # Of these every sign is on the page, as words.
    assert all("onmouseover=" in page for page in shown.values()), silent
    assert len(silent) <= 1
    assert "\x1b" not in done.stdout


def test_no_file_lies_outside_the_output_and_none_holds_what_does(site: Path, output: Path) -> None:
    assert {path.name for path in site.iterdir()} <= {
        "content", "output", "old", "old.jpg", "old.txt", ".bantin", "pelicanconf.py",
        "import.csv", "__pycache__",
    }  # fmt: skip
    assert not list(site.rglob("evil*"))
    assert traces(output, "root:x:0") + traces(output, hostile.BESIDE) == []
    assert (site / "content/articles/duong-dan/anh.jpg").is_symlink()


def test_feeds_tables_and_calendars_hold_words_only(output: Path) -> None:
    found = [
        f"{file.relative_to(output)}: {fault}"
        for file in sorted(output.rglob("*.*"))
        if file.suffix in READERS
        for fault in READERS[file.suffix](file.read_bytes().decode("utf-8-sig"))
    ]

    assert not found, "\n".join(found)
    assert len(list(output.rglob("*.csv"))) == 4


@pytest.mark.parametrize("form", ["html", "epub"])
def test_a_book_of_hostile_words_is_a_book_of_words(
    done: "subprocess.CompletedProcess[str]", site: Path, tmp_path: Path, form: str
) -> None:
    book = tmp_path / f"book.{form}"
    command = [sys.executable, "-m", "bantin", "yearbook", "2024", "--site", str(site)]
    made = subprocess.run([*command, "--format", form, "--to", str(book)], cwd=ROOT, check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert made.returncode == done.returncode == 1, made.stderr
    if form == "html":
        parts = {"": book.read_text("utf-8")}
    else:
        with zipfile.ZipFile(book) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
            parts = {name: archive.read(name).decode() for name in names}
            for text in parts.values():
                ET.fromstring(text)  # noqa: S314 - what the program has just written

    # A book brings its own style along, as it is read without a server.
    found = {(name, fault) for name, text in parts.items() for fault in in_html(text)}
    assert {fault for _, fault in found} <= {"inline style"}, found
    assert len("".join(parts.values())) > 50_000


def in_xml(text: str) -> Iterator[str]:
    for element in ET.fromstring(text).iter():  # noqa: S314 - what the build has just written
        for name, value in element.attrib.items():
            if name in ("href", "src", "url") and unsafe(value):
                yield value
        if element.get("type") == "html":
            yield from in_html(element.text or "")
        if "script" in element.tag:
            yield element.tag


def in_html(text: str) -> Iterator[str]:
    yield from (fault for e in pages.elements(text) if (fault := own_code(e) or foreign(e)))


def in_json(text: str) -> Iterator[str]:
    def walk(key: str, value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from walk(name, inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(key, inner)
        elif isinstance(value, str):
            if key == "content_html":
                yield from in_html(value)
            elif (key.endswith("url") or key in ("address", "id", "@id")) and unsafe(value):
                yield f"{key}: {value}"

    yield from walk("", json.loads(text))


def in_csv(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text, newline="")):
        yield from (cell for cell in row if cell[:1] in tuple("=+-@\t\r"))


def in_ics(text: str) -> Iterator[str]:
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        if not re.fullmatch(r"[A-Z-]+(;[^:]*)?:[^\x00-\x1f\x7f]*", line):
            yield line


def in_script(text: str) -> Iterator[str]:
    # Ends a line within quotes to the browsers of ten years ago.
    yield from re.findall("[\u2028\u2029]", text)


READERS = {
    ".xml": in_xml,
    ".json": in_json,
    ".csv": in_csv,
    ".ics": in_ics,
    ".js": in_script,
}


def unsafe(address: str) -> bool:
    return bool(re.match(r"\s*(?!https?:|urn:|mailto:)[a-z][a-z0-9+.-]*:", address, re.I))


def test_no_sign_that_steers_a_terminal_or_turns_a_line_round_is_left(output: Path) -> None:
    steering = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
    texts = (".html", ".xml", ".json", ".csv", ".ics", ".txt")
    found = [
        file.relative_to(output).as_posix()
        for file in output.rglob("*.*")
        if file.suffix in texts and steering.search(file.read_text("utf-8-sig"))
    ]

    assert not found, "\n".join(found)


# Pages are shown in frames of one page of their own, some at a time: what a parser of HTML as
# browsers have it has made of them is looked at, element by element.
LOOK = """async addresses => {
    const found = [];
    const inspect = (address, frame) => {
        const view = frame.contentWindow, page = frame.contentDocument;
        const say = what => found.push(`${address}: ${what}`);
        if (view.__pwned !== undefined) say("a hostile word has run");
        for (const element of page.querySelectorAll("*")) {
            const tag = element.localName;
            if (/^(iframe|object|embed|base|style|form:.*|x:script)$/.test(tag)) say(`<${tag}>`);
            if (tag === "script" && !element.src && !/json/.test(element.type)) say("script");
            for (const {name, value} of element.attributes) {
                if (/^on|^(ping|srcdoc|formaction)$/.test(name)) say(`<${tag} ${name}>`);
                if (!/^(href|src|action|data|poster|xlink:href)$/.test(name)) continue;
                const target = new URL(value, page.baseURI);
                if (tag !== "a" && target.origin !== location.origin) say(`<${tag}> ${value}`);
                if (!/^(https?|mailto|tel):$/.test(target.protocol)) say(`<${tag}> ${value}`);
            }
        }
        for (const asked of view.performance.getEntriesByType("resource"))
            if (!asked.name.startsWith(location.origin)) say(`asks ${asked.name}`);
    };
    const look = address => new Promise(done => {
        const frame = document.createElement("iframe");
        frame.onload = () => setTimeout(() => {
            inspect(address, frame);
            frame.remove();
            done();
        });
        frame.src = address;
        document.body.append(frame);
    });
    for (let at = 0; at < addresses.length; at += 12)
        await Promise.all(addresses.slice(at, at + 12).map(look));
    return found;
}"""


@pytest.mark.browser
def test_no_hostile_word_runs_even_without_the_policy(
    browser: Browser, output: Path, hostile_pages: dict[str, pages.Page]
) -> None:
    (output / "frames.html").write_text("<!doctype html><title>x</title><body>", "utf-8")
    page = browser.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))

    with served(output, strict=False) as base:
        page.goto(f"{base}frames.html")
        faults += page.evaluate(LOOK, [base + address for address in hostile_pages])
        page.goto(f"{base}search.html?q=script+window+onerror")
        page.wait_for_selector("[data-results] a")
        if page.evaluate("window.__pwned !== undefined"):
            faults.append("a hostile word has run among the answers of the search")
    page.close()
    (output / "frames.html").unlink()

    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_the_look_itself_sees_what_it_looks_for(browser: Browser, tmp_path: Path) -> None:
    """A search that is blind would find nothing either."""
    bad = {
        "runs": f"<script>{hostile.RUN}</script>",
        "handler": "<p onclick=x()>x</p>",
        "scheme": "<a href=' java\tscript:x'>x</a>",
        "frame": "<iframe src='about:blank'></iframe>",
        "far": "<img src='//foreign.invalid/x.png'>",
    }
    for name, markup in bad.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><body>{markup}", "utf-8")
    (tmp_path / "frames.html").write_text("<!doctype html><body>", "utf-8")
    page = browser.new_page()
    with served(tmp_path, strict=False) as base:
        page.goto(f"{base}frames.html")
        found = page.evaluate(LOOK, [f"{base}{name}.html" for name in bad])
    page.close()

    assert {one.removeprefix(base).partition(".html")[0] for one in found} == set(bad)
