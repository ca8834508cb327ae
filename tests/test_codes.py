"""The writers' page of codes has every code that the program can say, and no other."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .test_mistakes import KINDS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/loi-thuong-gap.md").read_text("utf-8")
VIETNAMESE, ENGLISH = PAGE.split("\n## English\n")
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| ([^|]+) \|", re.MULTILINE)
LEVELS = {"E": ("lỗi", "error"), "W": ("cảnh báo", "warning"), "I": ("ghi chú", "info")}

# What makes a Problem, or the failure that becomes one; a code is its first argument.
MAKERS = {
    *("fault", "told", "_told", "_bad", "_nowhere"),
    *("DateError", "_FactError", "Refused"),
}


def codes() -> set[str]:
    """Return every code in the source: what is given to a maker, and the keys of ``_SAID``."""
    return {
        code
        for file in (ROOT / "bantin").rglob("*.py")
        for code in codes_in(ast.parse(file.read_text("utf-8")))
    }


def codes_in(module: ast.Module) -> Iterator[str]:
    named = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and name_of(node.func) in MAKERS and node.args:
            first = node.args[0]
            first = named.get(first.id, first) if isinstance(first, ast.Name) else first
            if isinstance(first, ast.Constant):
                yield str(first.value)
    if isinstance(said := named.get("_SAID"), ast.Dict):
        yield from (str(key.value) for key in said.keys if isinstance(key, ast.Constant))


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_the_page_has_each_code_once_in_either_language() -> None:
    for part in (VIETNAMESE, ENGLISH):
        told = [code for code, _ in ROW.findall(part)]

        assert sorted(told) == sorted(codes())


def test_the_page_says_how_grave_each_mistake_is() -> None:
    grave: defaultdict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        for line in (line for case in kind.CASES for line in case.told):
            sign, code, *_ = line.split()
            grave[code].add(sign)
    for number, part in enumerate((VIETNAMESE, ENGLISH)):
        for code, levels in ROW.findall(part):
            for sign in grave[code]:
                assert LEVELS[sign][number] in levels.split(", "), code


def test_most_codes_have_a_mistake_that_shows_them() -> None:
    shown = {line.split()[1] for kind in KINDS for case in kind.CASES for line in case.told}

    # These want a disk that refuses, an iPhone, a huge photo, a crash, or hang on the reader; or
    # they are said by other commands, whose own tests show them.
    assert codes() - shown == {
        *("address-taken", "answer-unclear", "answer-unreadable"),
        *("site-address-unclear", "site-folder-taken", "site-language-unknown"),
        *("site-languages-unclear", "site-name-missing", "site-names-too-many"),
        *("no-address", "relation-unknown", "publish-draft", "publish-foreign", "publish-sample"),
        *("publish-copy-differs", "publish-link-dead", "publish-metadata", "publish-page-missing"),
        *("caption-guessed", "field-guessed", "import-address-taken", "import-only-translation"),
        *("import-text-there", "word-damaged", "word-empty", "word-locked", "word-macros"),
        *("word-no-text", "word-not-word", "word-open", "word-other-kind", "word-too-large"),
        "word-unsafe",
        *("file-name-unreadable", "file-unreadable", "link-not-followed"),
        *("photo-animated", "photo-heic", "photo-not-understood", "photo-note-inside"),
        *("photo-too-large", "photo-unreadable", "text-lost", "text-too-heavy", "text-too-long"),
    }


def test_writers_find_the_page() -> None:
    for file in ("README.md", "docs/writing.md"):
        text = (ROOT / file).read_text("utf-8")
        assert text.count("loi-thuong-gap.md") >= 2, file  # once in either language
