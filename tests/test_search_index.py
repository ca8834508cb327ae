"""The search index: what is said is found, whoever looks for it, and nothing else is."""

import json
import re
import shutil
import subprocess
import unicodedata
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin import searching
from bantin.build import build
from bantin.findable import Finder, in_order
from bantin.search import columns, index, join
from bantin.search.batches import PARTS, Batch, LostError, packed, pairs_in, records_in
from bantin.search.coding import LETTERS, decoded, encoded, number, read_number, steps
from bantin.search.columns import Recorders
from bantin.search.document import Document
from bantin.search.index import Listing, Made, joined
from bantin.search.lexicon import is_syllable
from bantin.search.patch import NOTHING, Change, patched
from bantin.search.records import Record, Recorder, pair_hash
from bantin.search.shards import pair_shift, pair_texts
from bantin.site import assemble
from bantin.syllables import Spellings, folded, form, spelling
from bantin.text import fold

from .search_node import Node, running
from .small_site import ROOT, SmallSite, lying, small_site

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="the script is run by node")


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with running() as node:
        yield node


# ── letters ──────────────────────────────────────────────────────────────────

SYLLABLES = ["hòa", "hoà", "điện", "Điện", "thuỷ", "nghĩa", "Đảng", "07", "QĐND", "e275"]
WRITTEN = st.text(
    st.one_of(
        st.sampled_from("aăâeêioôơuưyđĐðàảãáạ ếềểễệ/.,-–“”'’\u0300\u0301\u0323 07  \t\nςΣßİ"),
        st.characters(exclude_categories=("Cs", "Cn", "Co")),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("typed", "plain", "said"),
    [
        ("hòa", "hoa", "hoa1"),
        ("hoà", "hoa", "hoa1"),
        ("điện", "dien", "điên5"),
        ("thi", "thi", "thi"),
        ("ngưỡng", "nguong", "ngương3"),
        ("07", "7", "7"),
        ("000", "0", "0"),
        ("ủy", "uy", "uy2"),
    ],
)
def test_a_syllable_is_folded_and_its_tone_set_apart(typed: str, plain: str, said: str) -> None:
    assert folded(spelling(typed)) == plain
    assert form(spelling(typed)) == said


@given(WRITTEN)
def test_composed_or_not_a_text_has_the_same_syllables(text: str) -> None:
    assert Spellings().of(unicodedata.normalize("NFD", text)) == Spellings().of(
        unicodedata.normalize("NFC", text)
    )


@given(
    st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíị", min_size=1, max_size=9)
)
def test_vietnamese_is_folded_as_everywhere_else(word: str) -> None:
    spelt = spelling(word)

    assert folded(spelt) == fold(word)
    assert folded(form(spelt).rstrip("12345")) == fold(word)


@settings(max_examples=400)
@given(WRITTEN)
def test_the_script_reads_a_question_as_a_text_was_read(node: Node, text: str) -> None:
    (found,) = node.ask("spell", texts=[text])
    expected: list[tuple[str, str, bool]] = []
    parted = False
    for spelt in Spellings().of(text):
        if spelt is None:
            parted = bool(expected)
        else:
            expected.append((folded(spelt), form(spelt), parted))
            parted = False

    assert [(t["folded"], t["form"], t["parted"]) for t in found] == expected


def test_the_script_reads_every_word_of_the_demo_as_it_was_read(node: Node) -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    words = sorted({word for text in texts for word in text.split()})
    found = node.ask("spell", texts=words)
    expected = [[s for s in Spellings().of(word) if s] for word in words]

    assert len(words) > 3000
    assert [[t["form"] for t in tokens] for tokens in found] == [
        [form(s) for s in spelt] for spelt in expected
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Điện Biên Phủ", ["dien bien", "bien phu"]),
        ("Thi đua - Khen thưởng", ["thi dua", "dua khen", "khen thuong"]),
        ("ngày 07/5/2024", ["ngay 7", "7 5", "5 2024"]),
        ("đợt “Mừng Đảng”", ["dot mung", "mung dang"]),
        ("thi đua. Đảng ủy, chỉ huy", ["thi dua", "dang uy", "chi huy"]),
        ("Đảng – Bác Hồ", ["bac ho"]),
        ("(QĐND) Việt Nam: một", ["viet nam"]),
        ("", []),
    ],
)
def test_neighbours_are_a_pair_unless_a_mark_parts_them(text: str, pairs: list[str]) -> None:
    record = Recorder().record(Document(title="", body=text))

    assert record.pairs.tolist() == sorted(map(pair_hash, pairs))


# ── lists ────────────────────────────────────────────────────────────────────

NUMBERS = st.sets(st.integers(0, 300_000), min_size=1, max_size=300)
CLOSE = st.sets(st.integers(0, 400), min_size=1, max_size=300)


@given(st.one_of(NUMBERS, CLOSE).map(sorted))
def test_a_list_is_read_as_it_was_written(node: Node, numbers: list[int]) -> None:
    text = encoded(numbers)

    assert decoded(text) == numbers
    assert node.ask("decode", texts=[text]) == [numbers]
    assert set(text.lstrip("!")) <= set(LETTERS)
    assert json.dumps(text, ensure_ascii=False) == f'"{text}"'


@given(st.integers(0, 60_000_000))
def test_a_number_ends_where_it_ends(value: int) -> None:
    assert read_number(f"x{number(value)}yz", 1) == (value, 1 + len(number(value)))


@given(st.integers(1, 27_000))
def test_a_step_is_written_as_the_number_before_it(step: int) -> None:
    assert steps()[step] == number(step - 1)


@given(CLOSE.map(sorted))
def test_the_longer_list_never_wins(numbers: list[int]) -> None:
    assert len(encoded(numbers)) <= numbers[-1] // 6 + 3


@given(st.lists(st.sampled_from([*SYLLABLES, "Straße", "ĸ", "東京"]), min_size=2, max_size=2))
def test_the_script_hashes_a_pair_as_the_builder_does(node: Node, words: list[str]) -> None:
    pair = " ".join(folded(spelling(word.lower())) for word in words)

    assert node.ask("hash", pairs=[pair]) == [pair_hash(pair)]


# ── records and what is made of them ─────────────────────────────────────────

WORDS = ["thi", "thì", "đua", "dua", "Điện", "Biên", "Phủ", "2024", "unit", "parade"]
SAID = st.lists(st.sampled_from([*WORDS, ".", "-"]), max_size=14).map(" ".join)
DOCUMENTS = st.builds(
    Document,
    title=SAID,
    names=st.lists(SAID, max_size=2).map(tuple),
    more=st.lists(SAID, max_size=2).map(tuple),
    body=SAID,
)


def listing(count: int) -> Listing:
    keys = b"".join(place.to_bytes(8, "big") for place in range(count))
    items = tuple(f"articles/a{place}" for place in range(count))
    return Listing(("vi", "en"), items, b"\1" * count, (), keys, keys, b"")


def batches_of(records: list[Record]) -> list[Batch]:
    return [packed([record])[1] for record in records]


def made(records: list[Record]) -> Made:
    return joined(listing(len(records)), batches_of(records), None, b"")


@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_records_are_read_as_they_were_packed(documents: list[Document]) -> None:
    recorder = Recorder()
    records = [recorder.record(document) for document in documents]

    assert records_in(packed(records)[1], None) == records


@given(st.lists(st.lists(DOCUMENTS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_many_documents_are_recorded_at_once_as_one_by_one(batches: list[list[Document]]) -> None:
    one, many = Recorder(), Recorders(Recorder())
    for documents in batches:
        data, batch = many.packed(documents, b"told")
        records = [one.record(document) for document in documents]

        assert records_in(batch, None) == records
        # Words stand in any order: then the letters, and how many of each, are all the same.
        assert len(data) == len(packed(records, b"told")[0])
        assert batch[2:] == packed(records, b"told")[1][2:]


@st.composite
def hashed(draw: st.DrawFn) -> tuple[list[Record], int]:
    """Draw documents with pairs that many of them say, and how many bits number their files."""
    common = draw(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=12))
    near = [(pair ^ 1) for pair in common]  # one and the same when they are shortened
    pairs = st.sets(st.sampled_from([0, 2**32 - 1, *common, *near]), max_size=9)
    records = [
        Record(frozenset(), frozenset(), frozenset(), array("I", sorted(said)))
        for said in draw(st.lists(pairs, min_size=1, max_size=60))
    ]
    return records, draw(st.sampled_from([0, 2, 4, 5, 11, 14]))


@given(hashed(), st.sampled_from([0, 59, 2_400, 27_250, 780_830]))
def test_lists_are_written_by_columns_as_one_by_one(
    drawn: tuple[list[Record], int], first: int
) -> None:
    records, bits = drawn
    groups, shift = min(PARTS, 1 << bits), pair_shift(bits)
    for task in range(groups):
        parts = range(task * PARTS // groups, (task + 1) * PARTS // groups)
        shards = range((task << bits) // groups, ((task + 1) << bits) // groups)
        lists: dict[int, list[int]] = {}
        pieces = []
        for place in range(0, len(records), 7):
            batch = packed(records[place : place + 7])[1]
            for part in parts:
                pieces.append((batch.part(part, None), batch.documents, first + place))
                for document, hashes in enumerate(pairs_in(batch, part, None), first + place):
                    for pair in hashes:
                        lists.setdefault(pair, []).append(document)

        assert columns.pair_texts(pieces, shift, 32 - bits - shift, shards) == pair_texts(
            lists, bits, shards
        )


@given(st.lists(DOCUMENTS, min_size=1, max_size=4), st.data())
def test_a_mended_index_is_one_that_was_joined_anew(
    documents: list[Document], data: st.DataObject
) -> None:
    recorder = Recorder()
    before = [recorder.record(document) for document in documents]
    later = data.draw(st.lists(DOCUMENTS, min_size=1, max_size=5))
    after = [recorder.record(document) for document in later]
    old, wanted = made(before), made(after)
    none = [NOTHING] * abs(len(before) - len(after))
    pairs = zip(
        before + none[: max(0, len(after) - len(before))],
        after + none[: max(0, len(before) - len(after))],
        strict=True,
    )
    changes = [Change(n, *pair) for n, pair in enumerate(pairs) if pair[0] != pair[1]]

    found = patched(old.index, listing(len(after)), batches_of(after), changes, None, old.files.get)

    assert found is not None
    assert found.index == wanted.index
    assert {**old.files, **found.files}.items() >= wanted.files.items()
    assert found.index.start() == wanted.index.start()


def test_what_was_lost_or_damaged_is_seen(tmp_path: Path) -> None:
    data, batch = packed([Recorder().record(Document(title="Điện Biên Phủ"))])
    kept = batch._replace(place="some.batch")
    with pytest.raises(LostError):
        records_in(kept, tmp_path)
    (tmp_path / "some.batch").write_bytes(data[:-2] + b"??")
    with pytest.raises(LostError):
        records_in(kept, tmp_path)


@given(st.permutations(WORDS))
def test_a_record_does_not_depend_on_what_was_read_before(words: list[str]) -> None:
    used, document = Recorder(), Document(title="Thi đua", body="Điện Biên Phủ")
    used.record(Document(title=" ".join(words), body="".join(words)))

    assert used.record(document) == Recorder().record(document)


def test_what_a_text_is_about_says_more_than_what_it_mentions() -> None:
    record = Recorder().record(
        Document(title="Lễ", names=("Hiển",), more=("An",), body="một hai hai ba ba ba")
    )

    assert record.words == {spelling(w) for w in ["lễ", "hiển", "an", "một", "hai", "ba"]}
    assert record.strong == {spelling(w) for w in ["lễ", "hiển", "ba"]}
    assert record.title == {spelling("lễ")}


@pytest.mark.parametrize("word", ["thi", "nghieng", "khuyu", "a", "y", "oanh", "quoc", "giua"])
def test_a_syllable_is_known_by_its_shape(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["campaign", "strength", "bb", "2024", "zoo", "thhi"])
def test_other_words_are_known_by_theirs(word: str) -> None:
    assert not is_syllable(word)


# ── a whole site ─────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("site"))
    site.article("nhap", "Trạng thái: nháp\n", "Chữ kín zyzzyva.")
    site.article("hen", "Đăng từ: 01/4/2030 12:30\n", "Chữ hẹn zyzzyvb.")
    site.campaign("kin", "Đợt zyzzyvc")
    path = site.content / "campaigns/kin/vi.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nTrạng thái: nháp\n", 1), "utf-8")
    build(site.settings())
    return site


def documents(site: SmallSite) -> list[tuple[str, str, Document]]:
    """Return every document of the site with its item's slug and its language, in order."""
    settings = site.settings()
    assembled = assemble(settings)
    finder = Finder(assembled.library, assembled.lectern, settings)
    return [
        (item.slug, text.lang, finder.document(item, text))
        for item in in_order(assembled.site)
        for text in item.texts
    ]


def test_every_word_and_pair_of_a_site_is_found_and_nothing_else(
    site: SmallSite, node: Node
) -> None:
    said: dict[tuple[str, str], set[int]] = {}
    pairs: dict[str, set[int]] = {}
    for place, (_, _, document) in enumerate(documents(site)):
        for text in (document.title, *document.names, *document.more, document.body):
            last = ""
            for spelt in Spellings().of(text):
                if spelt:
                    said.setdefault((folded(spelt), form(spelt)), set()).add(place)
                    if last:
                        pairs.setdefault(f"{last} {folded(spelt)}", set()).add(place)
                last = folded(spelt) if spelt else ""
    words = sorted({word for word, _ in said})

    told = node.ask("ask", root=str(site.output), words=[*words, "khongco"], pairs=[*pairs, "a b"])

    assert told["words"].pop("khongco") == []
    assert told["pairs"].pop("a b") == []
    assert told["pairs"] == {pair: sorted(found) for pair, found in pairs.items()}
    assert {
        (word, entry["form"]): set(entry["levels"][0])
        for word, entries in told["words"].items()
        for entry in entries
    } == said


def test_a_large_site_is_indexed_as_a_small_one(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (searching, index, join):
        monkeypatch.setattr(module, "MANY", 1)
    monkeypatch.setattr(searching, "_FEW_BATCHES", 0)
    build(site.settings(output=tmp_path / "output", cache=tmp_path / "cache"))

    assert lying(tmp_path / "output") == lying(site.output)


def test_the_start_tells_documents_apart(site: SmallSite, node: Node) -> None:
    told = node.ask("ask", root=str(site.output), ids=list(range(len(documents(site)))))
    known = documents(site)
    shown = [told["docs"][str(place)] for place in range(len(known))]

    assert told["documents"] == len(known)
    assert told["languages"] == [lang for _, lang, _ in known]
    assert [(doc["slug"], doc["lang"]) for doc in shown] == [(s, lang) for s, lang, _ in known]
    for place, partners in enumerate(told["partners"]):
        assert partners == [n for n, (slug, *_) in enumerate(known) if slug == known[place][0]]
    assert told["years"] == [int((doc["iso"] or "0")[:4]) for doc in shown]


def test_a_document_is_shown_with_its_facts(site: SmallSite, node: Node) -> None:
    known = documents(site)
    place = next(n for n, (s, lang, _) in enumerate(known) if (s, lang) == ("phat-dong", "vi"))
    shown = node.ask("ask", root=str(site.output), ids=[place])["docs"][str(place)]

    assert shown["kind"] == "articles"
    assert shown["title"] == "Ban Một phát động thi đua"
    assert (shown["iso"], shown["day"]) == ("2024-03-04", "04/3/2024")
    assert shown["ties"] == [{"relation": "launches", "campaign": "Đợt một"}]
    assert shown["captions"] == ["Đại úy Trần Ánh phát động thi đua."]
    assert shown["captions"][0] in shown["text"]
    assert (site.output / shown["photo"]).is_file()


def test_answers_are_narrowed_by_what_the_site_has(site: SmallSite, node: Node) -> None:
    facets = node.ask("ask", root=str(site.output))["facets"]
    known = [(slug, lang) for slug, lang, _ in documents(site)]
    by_slug = {facet["slug"]: facet for kind in facets.values() for facet in kind}

    assert [known[place] for place in by_slug["launches"]["ids"]] == [
        ("phat-dong", "vi"),
        ("phat-dong", "en"),
        ("trao-thuong", "vi"),
    ]
    assert by_slug["ban-mot"]["names"] == {"vi": "Ban Một", "en": "Section One"}
    assert by_slug["dot-mot"]["names"] == {"vi": "Đợt một"}
    assert "kin" not in by_slug


def test_the_lexicon_counts_documents(site: SmallSite, node: Node) -> None:
    told = node.ask("ask", root=str(site.output), letter="s", words=["sang", "speaks"])
    lexicon = dict(map(tuple, told["lexicon"]))

    for word in ("sang", "speaks"):
        found = {n for entry in told["words"][word] for n in entry["levels"][0]}
        assert lexicon[word] == len(found)


def test_what_is_held_back_leaves_no_trace(site: SmallSite) -> None:
    index = {a: c for a, c in lying(site.output).items() if a.startswith("search/")}

    assert index
    assert not [a for a, c in index.items() if b"zyzzyv" in c]


def test_one_edited_word_changes_its_own_lists_alone(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    build(site.settings())
    before = lying(site.output)
    path = site.content / "articles/tin-thuong/vi.md"
    path.write_text(path.read_text("utf-8").replace("lễ phát", "hội phát"), "utf-8")
    build(site.settings())
    after = lying(site.output)

    changed = words_of(after, "w").items() ^ words_of(before, "w").items()
    assert {word for word, _ in changed} == {"le", "hoi"}


def words_of(files: dict[str, bytes], kind: str) -> dict[str, str]:
    """Return every entry of the word files."""
    found: dict[str, Any] = {}
    for place, content in files.items():
        if re.fullmatch(rf"search/{kind}/\d+\.js", place):
            found |= json.loads(content.decode().split(",", 2)[2].removesuffix(");\n"))
    return {word: json.dumps(entry) for word, entry in found.items()}


def test_a_new_article_comes_last_and_leaves_numbers_as_they_were(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    build(site.settings())
    before = lying(site.output / "search/d")
    path = site.article("bai-moi")
    path.write_text(path.read_text("utf-8").replace("04/3/2024", "09/4/2024"), "utf-8")
    build(site.settings())
    after = lying(site.output / "search/d")

    assert before.items() <= after.items() or set(after) - set(before)
    assert {a for a in before if after.get(a) == before[a]} >= set(before) - {"6.js", "7.js"}


def test_every_file_of_the_index_is_a_script_of_one_call(site: SmallSite) -> None:
    for place, content in lying(site.output / "search").items():
        assert re.fullmatch(r'bantinSearch\("\w+",("\w*"|\d+),.*\);\n', content.decode(), re.S), (
            place
        )


# ── the scripts of the theme ─────────────────────────────────────────────────


def test_old_browsers_can_read_every_script(site: SmallSite) -> None:
    scripts = [*(ROOT / "theme/js").rglob("*.js"), *site.output.rglob("*.js")]
    done = subprocess.run(
        ["node", str(ROOT / "tests/node/es5.js"), *map(str, scripts)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert len(scripts) > 10
    assert done.stdout == ""


def test_the_search_script_is_apart_from_that_of_all_pages(site: SmallSite) -> None:
    (search,) = (site.output / "theme").glob("search.*.js")
    (common,) = (site.output / "theme").glob("site.*.js")

    assert "bantinSearch" in search.read_text("utf-8")
    assert "bantinSearch" not in common.read_text("utf-8")


def test_an_empty_record_has_no_pairs() -> None:
    assert Recorder().record(Document(title="")).pairs == array("I")
