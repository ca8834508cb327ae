"""What a theme keeps from one process to the next saves time and changes nothing."""

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.theme import load
from bantin.theme.shelf import Shelf
from bantin.views import Page

from .test_theme import FOLDER, LANGUAGES, ROOT, VIEWS, frame, shown

pytestmark = pytest.mark.long

FIRST_PAGE = """
import hashlib, pickle, sys
from pathlib import Path
from bantin.theme import load

page = pickle.loads(sys.stdin.buffer.read())
html = load(Path(sys.argv[1]), ("vi", "en"), Path(sys.argv[2])).render(page)
print(hashlib.sha256(html.encode()).hexdigest(), "babel" in sys.modules)
"""


def in_a_process_of_its_own(cache: Path) -> list[str]:
    """Return the hash of an article's page, and whether a catalogue had to be read for it."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, str(FOLDER), str(cache)],
        input=pickle.dumps(Page("article.html", frame("vi"), VIEWS["article"][1])),
        cwd=ROOT,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().split()


def test_the_next_process_reads_no_catalogue_and_gives_the_same_page(tmp_path: Path) -> None:
    page = hashlib.sha256(shown(load(FOLDER, LANGUAGES), "article").encode()).hexdigest()

    assert in_a_process_of_its_own(tmp_path) == [page, "True"]
    assert in_a_process_of_its_own(tmp_path) == [page, "False"]


def pages(folder: Path, cache: Path | None) -> list[str]:
    theme = load(folder, LANGUAGES, cache)
    return [shown(theme, name, lang) for name in VIEWS for lang in LANGUAGES]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that has seen every page."""
    cache = tmp_path_factory.mktemp("kept") / "cache"
    assert pages(FOLDER, cache) == pages(FOLDER, None)
    return cache


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda content: content,
    "emptied": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one byte": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "one more": lambda content: content + b"\0",
    "foreign": lambda content: bytes(range(256)) * 8,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_pages_are_the_same_whatever_lies_in_the_cache(
    kept: Path, tmp_path: Path, damage: str
) -> None:
    cache = Path(copytree(kept, tmp_path / "cache"))
    for file in cache.iterdir():
        file.write_bytes(DAMAGES[damage](file.read_bytes()))

    assert pages(FOLDER, cache) == pages(FOLDER, None)


def test_what_lies_under_another_name_is_not_taken(kept: Path, tmp_path: Path) -> None:
    cache = Path(copytree(kept, tmp_path / "cache"))
    names = sorted(file.name for file in kept.iterdir())
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        (cache / name).write_bytes((kept / other).read_bytes())

    assert pages(FOLDER, cache) == pages(FOLDER, None)


def test_a_changed_theme_is_not_answered_from_the_cache(kept: Path, tmp_path: Path) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    part = folder / "templates" / "parts" / "byline.html"
    part.write_text(part.read_text("utf-8").replace("byline-name", "who"), "utf-8")
    words = folder / "locale/vi/LC_MESSAGES/theme.po"
    words.write_text(words.read_text("utf-8").replace('"mẫu"', '"bản mẫu"'), "utf-8")

    found = pages(folder, Path(copytree(kept, tmp_path / "cache")))

    assert found == pages(folder, None) != pages(FOLDER, None)
    assert any('<span class="who">' in page for page in found)
    assert any(">bản mẫu<" in page for page in found)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert pages(FOLDER, tmp_path / "cache") == pages(FOLDER, None)


KEYS = st.text(max_size=3)
BYTES = st.binary(max_size=6)


@given(KEYS, KEYS, BYTES, BYTES, BYTES)
def test_only_what_was_kept_for_the_same_sources_by_the_same_engine_is_found(
    key: str, other_key: str, sources: bytes, other_sources: bytes, content: bytes
) -> None:
    with TemporaryDirectory() as folder:
        Shelf(Path(folder), key).keep("name", sources, content)
        found = Shelf(Path(folder), other_key).find("name", other_sources)

        same = (key, sources) == (other_key, other_sources)
        assert found == (content if same else None)
        assert Shelf(Path(folder), key).find("name", sources) == content
        assert [file.name for file in Path(folder).iterdir()] == ["name"]
