"""Every part of what is remembered is needed: without it, an edit leaves a page behind.

Each case takes one part out of the program, makes the edit that this part is there for, and
sees that the pages, or what is told, are not those of a clean build any more. Were they so
all the same, the part would be superfluous, or the law of the builder would not see it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bantin import build as building
from bantin import fingerprint, memory, outputs
from bantin.findable import Finder
from bantin.pages.edition import Edition
from bantin.reading import jobs, rows, tree
from bantin.views import Words

from .small_site import SmallSite, lying
from .test_incremental import EDITS, built, clean, own, themed_site

pytestmark = pytest.mark.long


Patch = Callable[[pytest.MonkeyPatch], None]
Edit = Callable[[SmallSite], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A part that is taken out, the edit that misses it, and the settings of both builds."""

    without: Patch
    edit: Edit
    before: Edit = EDITS["nothing"]
    then: tuple[tuple[str, object], ...] = ()
    in_search: bool = False


def _key_without_theme(m: pytest.MonkeyPatch) -> None:
    m.setattr(outputs, "page_key", lambda page, theme, spell: spell.of(page).hex())


def _fields_without(name: str) -> Patch:
    def named(kind: object) -> tuple[str, Callable[[object], tuple[object, ...]]] | None:
        if not isinstance(kind, type) or not is_dataclass(kind):
            return None
        names = [field.name for field in fields(kind) if field.name != name]
        return kind.__name__, lambda value: tuple(getattr(value, other) for other in names)

    def patch(m: pytest.MonkeyPatch) -> None:
        m.setattr(fingerprint, "_named", named)

    return patch


def _words_without(name: str) -> Patch:
    def patch(m: pytest.MonkeyPatch) -> None:
        real = Edition.words

        def words(self: Edition, text: Any) -> Words:
            changes: dict[str, Any] = {name: ()}
            return replace(real(self, text), **changes)

        m.setattr(Edition, "words", words)

    return patch


def _base_of_program_alone(m: pytest.MonkeyPatch) -> None:
    real = jobs.hashed
    m.setattr(rows, "hashed", lambda *words: real(*words) if len(words) == 1 else "base")


def _nothing_consulted(m: pytest.MonkeyPatch) -> None:
    m.setattr(rows._Look, "_holds", lambda self, row, known: True)


def _nothing_shared(m: pytest.MonkeyPatch) -> None:
    m.setattr(jobs, "shared", lambda outcome: "")


def _same_setup(m: pytest.MonkeyPatch) -> None:
    m.setattr(memory, "setup", lambda settings: "setup")
    m.setattr("bantin.edits.setup", lambda settings: "setup")


def _no_moments(m: pytest.MonkeyPatch) -> None:
    m.setattr("bantin.edits.moments", lambda settings, due: ("", ""))


def _theme_unseen(m: pytest.MonkeyPatch) -> None:
    m.setattr(memory, "theme_marks", lambda settings: ())


def _output_unseen(m: pytest.MonkeyPatch) -> None:
    m.setattr(building, "is_intact", lambda recalled, folder: True)


def _times_unseen(m: pytest.MonkeyPatch) -> None:
    m.setattr(tree, "mark_of", lambda state: (state.st_size, 0, 0, 0))


def _finder_without(name: str) -> Patch:
    def patch(m: pytest.MonkeyPatch) -> None:
        m.setattr(Finder, name, lambda *told: "")

    return patch


def _photo_on_a_page(site: SmallSite) -> None:
    site.write(
        "pages/gioi-thieu/vi.md",
        "---\nTiêu đề: Giới thiệu\n---\n\nTrang.\n\n![Nhà](../../articles/phat-dong/1.jpg)\n",
    )


def _link_on_a_page(site: SmallSite) -> None:
    site.write(
        "pages/gioi-thieu/vi.md",
        "---\nTiêu đề: Giới thiệu\n---\n\nXem [bài](../../articles/trao-thuong) nhé.\n",
    )


def _same_length(site: SmallSite) -> None:
    path = site.content / "articles/tin-thuong/vi.md"
    path.write_bytes(path.read_bytes().replace(b"Tin th", b"Tin Th"))


CASES = {
    "the theme in a page's key": Case(_key_without_theme, EDITS["template"]),
    "the title in a page's key": Case(_fields_without("title"), EDITS["title"]),
    "the date in a page's key": Case(_fields_without("published"), EDITS["date"]),
    "the words in a page's key": Case(_fields_without("words"), EDITS["words"]),
    "the digest of the words": Case(_fields_without("digest"), EDITS["words"]),
    "the links among the words": Case(_words_without("links"), EDITS["deleted"], _link_on_a_page),
    "the pictures among the words": Case(
        _words_without("pictures"), EDITS["photo changed"], _photo_on_a_page
    ),
    "the names and campaigns a reading depends on": Case(_base_of_program_alone, EDITS["names"]),
    "the campaigns by name": Case(_base_of_program_alone, EDITS["campaign new"], EDITS["faulty"]),
    "the other folders a reading looked into": Case(
        _nothing_consulted, EDITS["photo lost"], EDITS["photo of others"]
    ),
    "what other pages may show": Case(_nothing_shared, EDITS["title"]),
    "the settings": Case(_same_setup, EDITS["nothing"], then=(("samples", False),)),
    "what comes due": Case(_no_moments, EDITS["nothing"], EDITS["scheduled"]),
    "how the theme lies": Case(_theme_unseen, EDITS["style"]),
    "how the output lies": Case(_output_unseen, EDITS["output tampered"]),
    "when a text was changed": Case(_times_unseen, _same_length),
    "the words in a document's key": Case(_finder_without("key"), EDITS["words"], in_search=True),
    "the campaigns in a document's key": Case(
        _finder_without("_campaign"), EDITS["campaign renamed"], in_search=True
    ),
    "the photo among what is shown of a document": Case(
        _finder_without("look"), EDITS["photo changed"], in_search=True
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_without_it_a_page_is_left_behind(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    monkeypatch.setattr(tree, "COARSEST_CLOCK_NS", 0)
    then: dict[str, Any] = dict(case.then)
    site = themed_site(tmp_path / "site")
    EDITS["sample"](site)
    case.before(site)
    if name == "what comes due":
        then["now"] = site.settings().now.replace(hour=13)
    with monkeypatch.context() as without:
        case.without(without)
        built(own(site))
        case.edit(site)
        told = built(own(site, **then)).problems
    left = lying(site.output)
    wanted, afresh = clean(site, tmp_path / "clean", **then)

    pages = [a for a in wanted if _belongs(a, case)]
    assert any(left.get(a) != wanted[a] for a in pages) or told != afresh.problems


def _belongs(address: str, case: Case) -> bool:
    """Return whether a file may show that the part is missing: a page, or one of the index."""
    return address.startswith("search/") if case.in_search else address.endswith(".html")
