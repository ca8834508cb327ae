"""What editors are told of heads and texts is what a build takes."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.dates import DateError, read_day, read_moment, read_period, typed
from bantin.manuscript.schema import DESCRIPTIONS, KINDS, PATTERNS, schema, spellings, text
from bantin.reading import check, read
from bantin.reading.fields import Fields
from bantin.reading.head import read_head

from .json_schema import KNOWN, faults
from .small_site import NOW, ROOT, SmallSite, small_site

pytestmark = pytest.mark.long


FOLDER = ROOT / "docs/schema"
SNIPPETS = json.loads((ROOT / ".vscode/bantin.code-snippets").read_text("utf-8"))


# ── schemas ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_say_what_the_fields_are(kind: str) -> None:
    assert (FOLDER / f"{kind}.schema.json").read_text("utf-8") == text(kind)
    assert {path.name for path in FOLDER.iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


def test_every_field_is_described_in_both_languages() -> None:
    fields = {field.key for table in KINDS.values() for field in table.all}

    assert set(DESCRIPTIONS) == fields
    assert all(vi.endswith(".") and en.endswith(".") for vi, en in DESCRIPTIONS.values())


def test_every_head_of_this_site_is_as_its_schema_says() -> None:
    folders = {"article": "articles", "campaign": "campaigns", "page": "pages"}
    for kind, fields in KINDS.items():
        found = schema(kind)
        files = sorted((ROOT / "content" / folders[kind]).rglob("vi.md"))
        assert files
        for file in files:
            head = as_json(file.read_text("utf-8"), fields)
            assert [*faults_of(head, found)] == [], file


@pytest.mark.parametrize(
    "spoiled",
    [
        {"Tiêu đề": "A", "Ngày": "ngày mai", "Tác giả": "B"},
        {"Tiêu đề": "A", "Ngày": "04/3/2024", "Tác giả": "B", "Trạng thái": "xong"},
        {"Tiêu đề": "A", "Ngày": "04/3/2024"},
        {"Tiêu đề": "A", "Ngày": ["04/3/2024"], "Tác giả": "B"},
        {"Tiêu đề": "A", "Ngày": "04/3/2024", "Tác giả": [1]},
    ],
)
def test_a_schema_sees_what_a_build_would_tell(spoiled: dict[str, Any]) -> None:
    assert [*faults_of(spoiled, schema("article"))]


def test_a_schema_knows_each_spelling_of_a_name() -> None:
    fields = KINDS["article"]
    for spelling in range(4):
        head = {}
        for field, value in (("title", "A"), ("date", "2024-03-04"), ("author", "B")):
            names = spellings(next(one for one in fields.all if one.key == field))
            head[names[min(spelling, len(names) - 1)]] = value
            assert all(fields.find(name) for name in names)
        assert [*faults_of(head, schema("article"))] == []


@given(
    st.one_of(
        st.from_regex(PATTERNS["date"]),
        st.dates().map(typed),
        st.dates().map(str),
        st.text(alphabet="0123456789/.- ", max_size=12),
    )
)
def test_a_pattern_of_days_takes_what_a_build_reads_as_a_day(said: str) -> None:
    try:
        read_day(said)
    except DateError as error:
        if error.code in {"date-unreadable", "date-two-digit-year"}:
            assert not re.search(PATTERNS["date"], said.rstrip())
    else:
        assert re.search(PATTERNS["date"], said)


FORMS = ["{0} - {1}", "{0} –", "từ {0} đến {1}", "{2} - {1}"]


@given(st.dates(), st.dates(), st.sampled_from(FORMS))
def test_patterns_of_periods_and_moments_take_what_a_build_reads(
    first: Any, last: Any, form: str
) -> None:
    said = form.format(typed(first), typed(last), typed(first).rpartition("/")[0])
    for key, value, way in (
        ("period", said, read_period),
        ("publish_from", f"{typed(first)} 08:00", read_moment),
        ("publish_from", f"08:00 ngày {typed(first)}", read_moment),
        ("publish_from", f"{first}T08:00", read_moment),
    ):
        try:
            way(value)
        except DateError:
            continue
        assert re.search(PATTERNS[key], value)


def as_json(source: str, fields: Fields) -> dict[str, Any]:
    head = read_head(source, path="", fields=fields, lang="vi", translation=False)
    return {
        entry.field.vi: [value.text for value in head.all(entry.field.key)]
        if entry.field.repeats
        else entry.values[0].text
        for entry in head.entries
    }


def faults_of(head: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Yield the faults of a head; all parts of ``allOf`` have to fit."""
    assert set(found) <= {*KNOWN, "allOf"}
    plain = {name: value for name, value in found.items() if name != "allOf"}
    for part in ({**plain}, *found["allOf"]):
        yield from faults(head, part, found)


# ── snippets ─────────────────────────────────────────────────────────────────

ANSWERS = {
    "thu-muc-cua-bai": "phat-dong",
    "Tên phong trào": "Đợt ba",
    "Ngày kỷ niệm": "Kỷ niệm 70 năm Chiến thắng",
}
"""What a writer types where an example cannot stand."""

WHOLE = {"Bài mới", "Tin thường", "Phong trào mới", "Trang"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("editors") / "site")
    site.campaign("dot-ba", "Đợt ba")
    return site


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_becomes_what_check_takes(site: SmallSite, name: str) -> None:
    vi, _, en = name.partition(" · ")
    filled = expanded(SNIPPETS[name]["body"])
    if vi == "Phong trào mới":
        filled = filled.replace("Đợt ba", "Đợt bốn")
    kind = {"Phong trào mới": "campaigns", "Trang": "pages"}.get(vi, "articles")
    head = "---\nTiêu đề: Bài thử\nNgày: 01/4/2024\nTác giả: Lê An\n{}---\n\nChữ.\n{}"
    folder = f"{kind}/thu"
    if vi in WHOLE:
        site.write(f"{folder}/vi.md", filled)
    elif vi == "Đính chính":
        site.write(f"{folder}/vi.md", head.format(f"{filled}\n", ""))
    elif vi == "Bản dịch":
        site.write(f"{folder}/vi.md", head.format("", ""))
        site.write(f"{folder}/en.md", filled)
    else:
        site.write(f"{folder}/vi.md", head.format("", f"\n{filled}\n"))
    for photo in set(re.findall(r"\]\((\d\.jpg)\)", filled)):
        site.photo("thu", photo)

    found = read(site.content, today=NOW.date(), drafts=True)

    problems = [
        p for p in (*found.problems, *check(found)) if p.path.startswith(f"content/{folder}")
    ]
    assert {p.code for p in problems} <= {"draft", "translation-missing", "caption-says-nothing"}
    assert en
    for file in (site.content / folder).iterdir():
        file.unlink()
    (site.content / folder).rmdir()


def test_snippets_are_called_without_accents_and_each_differently() -> None:
    prefixes = [prefix for one in SNIPPETS.values() for prefix in one["prefix"]]

    assert len(prefixes) == len(set(prefixes))
    assert all(prefix.isascii() and prefix.isalpha() for prefix in prefixes)
    assert {one["scope"] for one in SNIPPETS.values()} == {"markdown"}
    assert all(" · " in one["description"] for one in SNIPPETS.values())


def test_every_relation_can_be_chosen() -> None:
    body = "\n".join(SNIPPETS["Bài mới · New article"]["body"])
    choices = re.findall(r"\$\{3\|([^|]+)\|\}", body)

    fields = KINDS["article"]
    relations = ("launches", "reports", "reviews", "closes", "awards")
    assert choices == [",".join(f.vi for f in fields.all if f.key in relations)]


def expanded(body: list[str]) -> str:
    """Return what an editor makes of a snippet, with its examples or with ``ANSWERS``."""
    said = "\n".join(body)
    for name, value in (("DATE", "01"), ("MONTH", "04"), ("YEAR", "2024")):
        said = said.replace(f"$CURRENT_{name}", value)
    said = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", said)
    said = re.sub(r"\$\{\d+:([^}]*)\}", lambda found: ANSWERS.get(found[1], found[1]), said)
    said = re.sub(r"\$\d+", "", said)
    assert "$" not in said
    return said
