"""The code by which a copy of an article on paper is checked."""

import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.model import Body, Text
from bantin.pages.seal import seal

TEXT = Text(lang="vi", path="vi.md", title="Phòng Kỹ thuật phát động")
some_words = st.text("aăâđêôơư ,.\n", min_size=1, max_size=60)


@given(some_words, some_words)
def test_other_words_give_another_code(one: str, other: str) -> None:
    equal = one.split() == other.split()

    assert (seal(TEXT, Body(plain=one)) == seal(TEXT, Body(plain=other))) is equal


def test_the_code_is_that_of_the_words_and_not_of_the_markup() -> None:
    plain = Body(blocks=("<p>Chiều nay</p>",), plain="Chiều nay")
    strong = Body(blocks=("<p><strong>Chiều</strong> nay</p>",), plain="Chiều nay")

    assert seal(TEXT, plain) == seal(TEXT, strong)


def test_a_summary_counts_only_where_the_reader_sees_it() -> None:
    body = Body(plain="Chiều nay")
    hidden = replace(TEXT, summary="Chiều nay")
    shown = replace(hidden, summary_given=True)

    assert seal(hidden, body) == seal(TEXT, body) != seal(shown, body)


@pytest.mark.browser
def test_a_reader_comes_to_the_same_code_from_the_page_alone(built_site: Path) -> None:
    pages = [page.read_text("utf-8") for page in sorted(built_site.rglob("articles/*.html"))]
    sealed = [page for page in pages if "data-fact-card" not in page]

    assert len(sealed) > 30
    assert [(_Words(page).code, _printed(page)) for page in sealed] == [
        (_printed(page), _printed(page)) for page in sealed
    ]


def _printed(page: str) -> str:
    found = re.search(r'class="seal-code">([^<]+)<', page)
    return found[1] if found else ""


class _Words(HTMLParser):
    """The words of an article, taken from its page in the way that the help page tells."""

    _INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span"})
    _STILL_INLINE = frozenset({"strong", "sub", "sup", "u", "del", "ins", "kbd", "q", "cite"})
    _VOID = frozenset({"img", "source", "br", "hr", "link", "meta", "path", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self._said: list[str] = []
        self.feed(page)

    @property
    def code(self) -> str:
        digits = hashlib.sha256(" ".join("".join(self._said).split()).encode()).hexdigest()
        return " ".join(re.findall("....", digits[:16]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        mark = ""
        if {"story-title", "story-lead", "prose"} & set(classes) or tag == "figcaption":
            mark = "in"
        note = (values.get("id") or "").startswith("fnref")
        back = (values.get("href") or "").startswith("#fnref")
        if {"badge", "credit"} & set(classes) or note or back:
            mark = "out"
        if tag not in self._VOID:
            self._open.append(mark)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._VOID:
            self._open.pop()
        self._part(tag)

    def handle_data(self, data: str) -> None:
        marks = [mark for mark in self._open if mark]
        if marks and "out" not in marks:
            self._said.append(data)

    def _part(self, tag: str) -> None:
        if tag not in self._INLINE | self._STILL_INLINE:
            self._said.append(" ")
