"""What a form says is written as it was meant, and nothing else is touched."""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bantin.build import build
from bantin.guesses import unmarked
from bantin.manuscript import new_item
from bantin.manuscript.heads import one_line
from bantin.messages import translator
from bantin.problems import OutsideError, SettingsError
from bantin.writing import cards, undo, uploads
from bantin.writing.answers import keys_of
from bantin.writing.files import Changed, inside, save
from bantin.writing.sheets import Place, Said, sheet_of, stamp_of, written

from .desks import WritingDesk, writing_desk
from .small_site import lying, small_site

pytestmark = pytest.mark.long


VI = translator("vi")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf")), max_size=60)
SAID = WORDS.map(one_line).filter(
    lambda text: text not in {"[]", "~", "null", ">", "|", ">-", "|-"} and unmarked(text) == text
)
BODY = st.lists(
    st.sampled_from(["Đoạn một.", "", "![A](1.jpg)", "# B", "---", "Tiêu đề: C", "| a | b |"])
    | SAID,
    max_size=8,
).map("\n".join)


def place(kind: str = "articles", lang: str = "vi") -> Place:
    return Place(
        kind=kind,
        slug="a",
        lang=lang,
        folder=f"{kind}/a",
        name=f"{lang}.md",
        is_translation=lang != "vi",
    )


WORD = Path(__file__).parent / "cases/word"

# ── values → file → values ───────────────────────────────────────────────────


@given(st.data(), BODY, st.sampled_from([("articles", "vi"), ("campaigns", "vi"), ("pages", "vi"),
                                         ("articles", "en")]))  # fmt: skip
def test_what_a_form_says_is_what_it_shows_next_time(
    data: st.DataObject, body: str, what: tuple[str, str]
) -> None:
    where = place(*what)
    repeats = {field.key for field in where.fields.all if field.repeats}
    values = {
        key: tuple(data.draw(st.lists(SAID, max_size=2 if key in repeats else 1)))
        for key in keys_of(where)
    }

    shown = sheet_of(written(None, Said(values=values, body=body), where), where)

    assert dict(shown.values) == {k: t for k, v in values.items() if (t := tuple(filter(None, v)))}
    assert shown.body.rstrip() == re.sub(r"\A(?:\s*\n)+", "", body).rstrip()


LINES = ["Tiêu đề:  A ", "Ngày: 04/3/2024", "# ghi chú", "Tác giả: B", "Đơn vị:", "  - C", "Lạ: x",
         "Tóm tắt: gấp", "   lại"]  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES), max_size=9, unique=True),
    BODY,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_form_that_comes_back_as_it_was_shown_changes_no_byte(
    lines: list[str], body: str, end: str, codec: str
) -> None:
    data = end.join(["---", *lines, "---", "", body]).encode(codec)
    where = place()
    shown = sheet_of(data, where)
    values = {key: (*shown.all(key), "") for key in keys_of(where)}

    assert written(data, Said(values=values, body=shown.body), where) == data
    assert written(data, Said(values={}), where) == data
    # Browsers send each line with both ends.
    sent = shown.body.replace("\n", "\r\n")
    assert written(data, Said(values=values, body=sent), where) == data


@given(st.lists(SAID, min_size=3, max_size=9), st.data())
def test_an_edited_line_leaves_the_bytes_of_all_others(
    words: list[str], data: st.DataObject
) -> None:
    # Composed and decomposed, with one end or the other, with spaces at the end.
    ends = data.draw(st.lists(st.sampled_from(["\n", "\r\n", "  \n"]), min_size=9, max_size=9))
    lines = [f"x{word}{end}" for word, end in zip(words, ends, strict=False)]
    head = "---\nTiêu đề: A\nLạ :  gì đó\n---\n\n"
    where, file = place(), (head + "".join(lines)).encode()
    shown = sheet_of(file, where).body.split("\n")
    number = data.draw(st.integers(0, len(words) - 1))
    shown[number] = "Câu mới."

    new = written(file, Said(values={}, body="\n".join(shown)), where).decode()

    kept = re.findall(r"[^\n]*\n", new.removeprefix(head))
    assert new.startswith(head)
    assert [line for n, line in enumerate(kept) if n != number] == [
        line for n, line in enumerate(lines) if n != number
    ]


# ── photos ───────────────────────────────────────────────────────────────────

TEXT = """\
Mở đầu.

![Một](1.jpg)

![Mô tả hai](2.jpg)
Chú thích hai. (Ảnh: Lê An)
![Ba](3.jpg "Mô tả ba")

Xem ![trong câu](4.jpg) đây.

```
![mã](5.jpg)
```

- ![mục](6.jpg)

![Bảy](7.jpg) ![Tám](8.jpg)

Kết.
"""


def files(body: str) -> list[str]:
    return [card.file for card in cards.cards(body, "vi")]


def test_every_photo_of_a_text_is_a_card() -> None:
    found = cards.cards(TEXT, "vi")

    assert [(c.file, c.stands) for c in found] == [
        *(("1.jpg", True), ("2.jpg", True), ("3.jpg", True), ("4.jpg", False)),
        *(("6.jpg", False), ("7.jpg", True), ("8.jpg", True)),
    ]
    assert (found[1].caption, found[1].credit, found[1].description) == (
        "Chú thích hai.",
        "Lê An",
        "Mô tả hai",
    )


@given(st.integers(0, 6), SAID, SAID, SAID)
def test_a_card_says_what_was_typed_and_the_rest_of_the_text_stays(
    number: int, caption: str, description: str, credit: str
) -> None:
    credit = re.sub(r"[():.*_\n]", "", credit)[:40].strip(" -–—,;|")
    caption = re.sub(r"(?i)ảnh|photo", "x", caption)

    new = cards.put(
        TEXT, number, caption=caption, credit=credit, description=description, lang="vi"
    )

    found, before = cards.cards(new, "vi"), cards.cards(TEXT, "vi")
    assert [c.file for c in found] == [c.file for c in before]
    others = [(c.caption, c.credit, c.description) for c in found if c.number != number]
    assert others == [(c.caption, c.credit, c.description) for c in before if c.number != number]
    if found[number].stands and any(map(str.isalnum, caption)):
        assert letters(found[number].caption) == letters(caption)
        if any(map(str.isalnum, credit)):
            assert letters(found[number].credit) == letters(credit)
    prose = ("Mở đầu.", "Xem ![trong câu](4.jpg) đây.", "![mã](5.jpg)", "Kết.")
    assert all(line in new.split("\n") for line in prose)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_photos_move_past_paragraphs_and_change_places_in_a_gallery() -> None:
    up = cards.moved(TEXT, 0, -1, "vi")
    assert up.startswith("![Một](1.jpg)\n\nMở đầu.\n\n![Mô tả hai](2.jpg)\n")
    assert cards.moved(up, 0, 1, "vi") == TEXT

    swapped = cards.moved(TEXT, 1, 1, "vi")
    assert files(swapped)[1:3] == ["3.jpg", "2.jpg"]
    assert cards.moved(swapped, 2, -1, "vi") == TEXT
    assert files(cards.moved(TEXT, 5, 1, "vi"))[5:] == ["8.jpg", "7.jpg"]
    assert cards.moved(TEXT, 3, -1, "vi") == TEXT


def test_photos_are_taken_out_and_put_in() -> None:
    out = cards.removed(TEXT, 0, "vi")
    assert out.startswith("Mở đầu.\n\n![Mô tả hai](2.jpg)\n")
    assert files(cards.removed(TEXT, 6, "vi"))[-1] == "7.jpg"

    put = cards.inserted("Một.\nHai.\n\nBa.\n", 0, "anh (1).jpg")
    assert put == "Một.\nHai.\n\n![](<anh (1).jpg>)\n\nBa.\n"
    assert files(cards.inserted("", 0, "1.jpg")) == ["1.jpg"]


@given(st.lists(st.sampled_from([*TEXT.split("\n"), ""]), max_size=14).map("\n".join), st.data())
def test_whatever_is_done_to_cards_no_word_is_lost(body: str, data: st.DataObject) -> None:
    found = cards.cards(body, "vi")
    if not found:
        return
    number = data.draw(st.integers(0, len(found) - 1))

    moved = cards.moved(body, number, data.draw(st.sampled_from([-1, 1])), "vi")

    assert sorted(moved.split()) == sorted(body.split())
    assert (
        not set(body.split())
        - set(cards.removed(body, number, "vi").split())
        - set(" ".join(TEXT.split("\n")).split())
    )


# ── names of uploads ─────────────────────────────────────────────────────────


@given(st.text(max_size=120), st.lists(st.text(max_size=12), max_size=4))
def test_a_name_leads_nowhere_else(typed: str, taken: list[str]) -> None:
    name = uploads.safe_name(typed, "JPEG", taken)

    assert name == os.path.basename(name)
    assert not set(name) & set('<>:"|?*\\/\0')
    assert name[0] not in ".~ #"
    assert name[-1] not in ". "
    assert name.isprintable()
    assert name.lower().endswith((".jpg", ".jpeg", ".jpe", ".jfif"))
    assert name.casefold() not in {one.casefold() for one in taken}
    assert len(name) < 100


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("phong ky thuat 2024 1.JPG", "JPEG", "phong ky thuat 2024 1.JPG"),
        ("Ảnh đẹp #1.jpg", "JPEG", "Ảnh đẹp #1.jpg"),
        ("../../etc/passwd", "PNG", "passwd.png"),
        ("C:\\Users\\a\\Lễ.jpeg", "JPEG", "Lễ.jpeg"),
        ("con.jpg", "JPEG", "photo-con.jpg"),
        ("NUL", "GIF", "photo-NUL.gif"),
        (".htaccess", "PNG", "htaccess.png"),
        ("1.jpg", "PNG", "1.png"),
        ("1.JPG", "JPEG", "1-2.JPG"),
        ("", "WEBP", "photo.webp"),
        ("vi.md", "JPEG", "vi.jpg"),
    ],
)
def test_a_name_is_kept_where_it_can_be(typed: str, kind: str, name: str) -> None:
    taken = ["1.jpg"] if typed == "1.JPG" else []
    assert uploads.safe_name(typed, kind, taken) == name


# ── files ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path", ["", "../x", "articles/../../x", "a//b", "a\\b", "c:/x", "./a", "link/vi.md", "a\0b"]
)
def test_a_form_writes_nowhere_else(tmp_path: Path, path: str) -> None:
    content, away = tmp_path / "content", tmp_path / "away"
    content.mkdir()
    away.mkdir()
    (content / "link").symlink_to(away, target_is_directory=True)

    with pytest.raises(OutsideError):
        inside(content, path)
    assert inside(content, "articles/a/vi.md") == (content / "articles/a/vi.md").resolve()


def test_a_link_in_place_of_a_text_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "secret.md").write_text("kín", encoding="utf-8")
    (tmp_path / "content/vi.md").symlink_to(tmp_path / "secret.md")

    with pytest.raises(OutsideError):
        inside(tmp_path / "content", "vi.md")


def test_a_save_needs_the_stamp_of_what_it_replaces(tmp_path: Path) -> None:
    file = tmp_path / "vi.md"
    save(file, b"a", "")
    with pytest.raises(Changed) as found:
        save(file, b"b", stamp_of(b"x"))

    assert (found.value.data, file.read_bytes()) == (b"a", b"a")
    assert save(file, b"b", stamp_of(b"a")) == b"a"
    assert [path.name for path in tmp_path.iterdir()] == ["vi.md"]


def test_the_last_versions_are_kept(tmp_path: Path) -> None:
    where = place()
    for number in range(undo.KEPT + 5):
        undo.keep(tmp_path, where, str(number).encode())

    kept = undo.versions(tmp_path, where)

    assert [undo.version(tmp_path, where, v.number) for v in kept] == [
        str(number).encode() for number in range(undo.KEPT + 4, 4, -1)
    ]


# ── the desk ─────────────────────────────────────────────────────────────────


@pytest.fixture
def desk(tmp_path: Path) -> WritingDesk:
    return writing_desk(small_site(tmp_path / "site"))


def test_a_save_says_what_it_wrote_and_can_be_taken_back(desk: WritingDesk) -> None:
    file = desk.site.content / "articles/phat-dong/vi.md"
    before = file.read_bytes()
    form = [("stamp", desk.stamp("articles/phat-dong")), ("title", "Tiêu đề mới")]

    told = desk.told("edit/articles/phat-dong", form)
    assert "content/articles/phat-dong/vi.md" in told["message"]
    assert file.read_bytes() == before.replace(
        "Tiêu đề: Ban Một phát động thi đua".encode(), "Tiêu đề: Tiêu đề mới".encode()
    )
    after = file.read_bytes()

    desk.post("undo/articles/phat-dong", [("stamp", told["stamp"])])
    assert file.read_bytes() == before
    desk.post("undo/articles/phat-dong", [("stamp", stamp_of(before))])
    assert file.read_bytes() == after


def test_unsaved_words_of_two_sites_are_kept_apart(tmp_path: Path) -> None:
    desks = [writing_desk(small_site(tmp_path / name)) for name in ("a", "b")]
    sites = [
        re.findall(r'data-site="(\w+)"', desk.get(f"edit/articles/{slug}").body.decode())
        for desk in desks
        for slug in ("phat-dong", "tin-thuong")
    ]

    assert sites[0] == sites[1] != sites[2] == sites[3]


def test_a_changed_file_is_shown_and_not_overwritten(desk: WritingDesk) -> None:
    file = desk.site.content / "articles/phat-dong/vi.md"
    stamp = desk.stamp("articles/phat-dong")
    theirs = file.read_bytes().replace("Sáng nay".encode(), "Chiều nay".encode())
    file.write_bytes(theirs)
    form = [("stamp", stamp), ("title", "Của tôi"), ("body", "Bài của tôi.")]

    answer = desk.post("edit/articles/phat-dong", form)

    page = answer.body.decode()
    assert (answer.status, file.read_bytes()) == (409, theirs)
    assert "Chiều nay" in page
    assert "Bài của tôi." in page
    again = re.findall(r'name="stamp" value="(\w+)"', page)
    assert again == [stamp_of(theirs)]
    desk.post("edit/articles/phat-dong", [("stamp", again[0]), *form[1:]])
    assert "Bài của tôi.".encode() in file.read_bytes()
    assert undo.version(desk.resident.sight().settings.cache, place_in(desk), 1) == theirs


def place_in(desk: WritingDesk) -> Place:
    return Place(
        kind="articles",
        slug="phat-dong",
        lang="vi",
        folder="articles/phat-dong",
        name="vi.md",
        is_translation=False,
    )


def test_to_try_a_text_writes_nothing(desk: WritingDesk) -> None:
    before = lying(desk.site.content)
    form = [("title", ""), ("date", "31/4/2024"), ("relation", "launches"),
            ("campaign", "Đợt mộtt"), ("body", "Chữ.\n\n![](khong-co.jpg)\n")]  # fmt: skip

    found = desk.told("try/articles/phat-dong", form)

    told = {(p["field"], p["code"]) for p in found["problems"] if p["severity"] == "error"}
    assert told == {
        ("title", "field-missing"),
        ("date", "date-no-such-day"),
        ("launches", "campaign-unknown"),
        ("body", "photo-missing"),
        ("body", "photo-without-caption"),
    }
    assert {p["bodyLine"] for p in found["problems"] if p["field"] == "body"} == {3}
    assert found["page"] is None
    assert lying(desk.site.content) == before
    good = desk.told("try/articles/phat-dong", [("title", "Thử"), ("body", "Chữ mới toanh.")])
    assert "Chữ mới toanh." in good["page"]
    assert "Chữ mới toanh." not in str(desk.resident.page("articles/phat-dong.html").body.decode())


@pytest.mark.parametrize("slug", ["phat-dong", "trao-thuong", "tin-thuong"])
def test_a_tried_text_is_shown_as_it_will_be_once_it_is_saved(desk: WritingDesk, slug: str) -> None:
    form = [("stamp", desk.stamp(f"articles/{slug}")), ("title", "Tên khác"),
            ("date", "05/3/2024"), ("relation", "reviews"), ("campaign", "dot-hai"),
            ("body", "Khác.\n\n![Ảnh](1.jpg)")]  # fmt: skip
    desk.site.photo(slug, "1.jpg", "#334455")
    desk.resident.refresh(None)

    tried = desk.told(f"try/articles/{slug}", form)["page"]
    desk.post(f"edit/articles/{slug}", form)

    assert desk.resident.page(f"articles/{slug}.html").body.decode() == tried


@pytest.mark.parametrize(
    "form",
    [
        [("version", "9" * 5000), ("cursor", "9" * 5000), ("act", f"up:{'9' * 5000}")],
        [("card-number", "9" * 5000), ("card-was", ""), ("card-caption", "x"),
         ("card-credit", ""), ("card-description", "")],
        [("act", "remove:٣"), ("card-number", "-1"), ("state", "x"), ("relation", "x")],
        [("title", "\0\ud7ff\uffff"), ("body", "\0" * 9), ("sure", "x"), ("author", "")],
        [("body", "x" * 5_000_000)],
        [("body", "![" * 20_000)],
    ],
)  # fmt: skip
def test_whatever_is_sent_the_desk_goes_on(desk: WritingDesk, form: list[tuple[str, str]]) -> None:
    file = desk.site.content / "articles/phat-dong/vi.md"
    for what in ("try", "card", "undo", "edit"):
        stamp = stamp_of(file.read_bytes())
        answer = desk.post(f"{what}/articles/phat-dong", [("stamp", stamp), *form, ("body", "x")])
        assert answer.status in (200, 303, 422)
        assert len(file.read_bytes()) < 1_000_000
    assert desk.get("edit/articles/phat-dong").status == 200


def test_a_large_site_tells_problems_first_and_the_page_when_it_is_asked_for(
    desk: WritingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bantin.writing.tries._MANY", 0)
    facts = [("title", "Mới"), ("date", "05/3/2024"), ("author", "B"), ("unit", "Ban Hai")]
    form = [*facts, ("relation", "launches"), ("campaign", "Đợt mộtt"), ("body", "Lời một.\n")]

    soon = desk.told("try/articles/phat-dong", form)
    form[5] = ("campaign", "Đợt một")
    then = desk.told("try/articles/phat-dong", form)
    late = desk.told("try/articles/phat-dong", [*form, ("want", "page")])
    # What is typed next is mostly words: the site as it was just tried is at hand.
    form[6] = ("body", "Lời hai.\n")
    next_one = desk.told("try/articles/phat-dong", form)

    assert [p["code"] for p in soon["problems"] if p["severity"] == "error"] == ["campaign-unknown"]
    assert (then["isLater"], then["page"]) == (True, None)
    assert not late["isLater"]
    assert re.search(r"(?s)Ban Hai.*Lời một\.", late["page"])
    assert not next_one["isLater"]
    assert "Lời hai." in next_one["page"]
    monkeypatch.undo()
    assert desk.told("try/articles/phat-dong", form)["page"] == next_one["page"]
    desk.resident.refresh(None)
    assert desk.told("try/articles/phat-dong", form)["page"] == next_one["page"]


def test_a_tried_text_has_the_problems_that_check_would_tell(desk: WritingDesk) -> None:
    text = "---\nTiêu đề: A\nNgày: 04/25/2024\nTác giả: B\nPhát động: Đợt một\n---\n\n# C\n"
    form = [("title", "A"), ("date", "04/25/2024"), ("author", "B"), ("relation", "launches"),
            ("campaign", "Đợt một"), ("body", "# C\n")]  # fmt: skip
    (desk.site.content / "articles/x").mkdir()
    desk.site.write("articles/x/vi.md", "")
    desk.resident.refresh(None)
    tried = desk.told("try/articles/x", form)["problems"]
    desk.site.write("articles/x/vi.md", text)
    desk.resident.refresh(None)

    real = [p for p in desk.resident.sight().told.all if p.path == "content/articles/x/vi.md"]
    assert {(p["code"], p["severity"]) for p in tried} == {(p.code, str(p.severity)) for p in real}


def test_of_very_many_names_those_that_fit_are_found(
    desk: WritingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names(**query: str) -> list[str]:
        return [name for name, _ in json.loads(desk.get("names/articles", **query).body)]

    everything = names()
    monkeypatch.setattr("bantin.writing.known.MOST", 1)

    assert len(names()) == 1 < len(everything)
    assert all(names(q=name) == [name] for name in everything)
    assert names(q="không có bài nào") == []


def test_questions_make_a_draft_that_no_reader_sees(desk: WritingDesk) -> None:
    asked = [("kind", "articles"), ("title", "Bài mới toanh"), ("date", "2/4/2024"),
             ("author", "Lê An"), ("relation", "reports"), ("campaign", "dot mot"),
             ("relation", ""), ("campaign", "")]  # fmt: skip

    answer = desk.post("new", asked)

    assert (answer.status, answer.location) == (
        303,
        "/_desk/edit/articles/bai-moi-toanh?ui=vi&done=made",
    )
    file = desk.site.content / "articles/2024-04-02-bai-moi-toanh/vi.md"
    assert file.read_text("utf-8").split("\n") == [
        *("---", "Tiêu đề: Bài mới toanh", "Ngày: 2/4/2024", "Đưa tin: Đợt một"),
        *("Tác giả: Lê An", "Trạng thái: nháp", "---", "", ""),
    ]
    build(desk.site.settings())
    assert not [path for path in lying(desk.site.output) if "bai-moi" in path or "_desk" in path]


def test_the_folder_may_have_another_name_than_the_title(desk: WritingDesk) -> None:
    asked = [("kind", "articles"), ("title", "Bài có tên rất dài"), ("date", "2/4/2024"),
             ("author", "Lê An"), ("folder", "Hội thi/bắn súng")]  # fmt: skip

    answer = desk.post("new", asked)

    assert answer.location.startswith("/_desk/edit/articles/hoi-thi-ban-sung?")
    assert (desk.site.content / "articles/2024-04-02-hoi-thi-ban-sung/vi.md").is_file()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title-0"),
        ({"title": "…"}, "title-0"),
        ({"title": "Tin thường"}, "title-0"),
        ({"folder": "Tin thường"}, "folder-0"),
        ({"folder": "!?"}, "folder-0"),
        ({"date": "30/2/2024"}, "date-0"),
        ({"author": " "}, "author-0"),
        ({"campaign": "Không có"}, "tie-0"),
    ],
)
def test_answers_that_do_not_do_are_asked_again(
    desk: WritingDesk, changed: dict[str, str], field: str
) -> None:
    good = {"kind": "articles", "title": "Một bài", "date": "02/4/2024", "author": "Lê An",
            "relation": "reports", "campaign": "Đợt một"}  # fmt: skip
    before = lying(desk.site.content)

    answer = desk.post("new", {**good, **changed}.items())

    page = answer.body.decode()
    assert answer.status == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert lying(desk.site.content) == before


@pytest.mark.parametrize(
    ("kind", "said", "box"),
    [
        ("articles", [("title", " ")], "title-0"),
        ("articles", [("title", "Tin thường")], "title-0"),
        ("articles", [("title", "…")], "title-0"),
        ("articles", [("date", "04/25/2024")], "date-0"),
        (
            "articles",
            [("author", "Lê An"), ("author", ""), ("author", "Ph¸t ®éng thi ®ua")],
            "author-1",
        ),
        ("articles", [("reports", "Đợt một"), ("reports", "Đợt mườii")], "tie-1"),
        ("campaigns", [("title", "đợt HAI")], "title-0"),
        ("campaigns", [("period", "7/5 - 1/3")], "period-0"),
        ("pages", [("title", "?!")], "title-0"),
    ],
)
def test_the_form_refuses_what_the_command_refuses_in_the_same_words(
    desk: WritingDesk, kind: str, said: list[tuple[str, str]], box: str
) -> None:
    good = {"title": "Một cái tên", "date": "02/4/2024", "author": "Lê An"}
    keys = {key for key, _ in said} | ({"date", "author"} if kind != "articles" else set())
    values = [*said, *((key, value) for key, value in good.items() if key not in keys)]
    with pytest.raises(SettingsError) as refused:
        new_item(desk.site.settings(), kind, values)
    asked = [("kind", kind)]
    for key, value in values:
        tie = [("relation", key), ("campaign", value)]
        asked += tie if key == "reports" else [(key, value)]

    answer = desk.post("new", asked)

    error, page = refused.value, unescape(answer.body.decode())
    words = [text.format_map(dict(error.values)) for text in map(VI, (error.message, error.remedy))]
    assert answer.status == 422
    assert f'<a href="#{box}">{words[0]}</a> <span class="told-remedy">→ {words[1]}</span>' in page
    assert page.partition(f'id="{box}-told">')[2].partition("</ul>")[0].count(words[0]) == 1


@pytest.mark.parametrize("kind", ["campaigns", "pages"])
def test_campaigns_and_pages_have_forms_of_their_own(desk: WritingDesk, kind: str) -> None:
    asked = [("kind", kind), ("title", "Đợt ba"), ("period", "01/5/2024 - 07/5/2024")]

    assert desk.post("new", asked).status == 303
    form = [("stamp", desk.stamp(f"{kind}/dot-ba")), ("body", "Mục đích."), ("state", "published")]
    desk.post(f"edit/{kind}/dot-ba", form)
    build(desk.site.settings())
    assert (desk.site.output / kind / "dot-ba.html").is_file()


def test_the_status_of_a_text_is_chosen(desk: WritingDesk) -> None:
    file = desk.site.content / "articles/phat-dong/vi.md"
    before = file.read_bytes()

    def choose(state: str, moment: str = "") -> str:
        form = [("stamp", stamp_of(file.read_bytes())), ("state", state), ("publish_from", moment)]
        desk.post("edit/articles/phat-dong", form)
        return file.read_text("utf-8")

    assert "\nTrạng thái: nháp\n" in choose("draft")
    assert "\nĐăng từ: 07/5/2024 08:00\n" in choose("scheduled", "07/5/2024 08:00")
    assert choose("published").encode() == before


def test_a_photo_is_taken_in_by_what_it_is(desk: WritingDesk, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.upload", tmp_path / "b.upload"
    Image.new("RGB", (640, 480), "#123456").save(good, "PNG")
    bad.write_bytes(b"<html>")
    folder = desk.site.content / "articles/phat-dong"

    found = desk.told("photo/articles/phat-dong", file=str(good), name="../Ảnh một.jpg")
    refused = desk.told("photo/articles/phat-dong", file=str(bad), name="2.jpg")

    assert found == {"file": "Ảnh một.png", "problems": []}
    assert refused["file"] == ""
    assert "HTML" in refused["problems"][0]
    assert sorted(path.name for path in folder.iterdir()) == [
        "1.jpg",
        "en.md",
        "vi.md",
        "Ảnh một.png",
    ]
    thumb = desk.get("photo/articles/phat-dong", source="articles/phat-dong/Ảnh một.png")
    assert thumb.body[8:12] == b"WEBP"
    for wrong in ("../secret.png", "articles/phat-dong/vi.md", "names.csv", ""):
        assert desk.get("photo/articles/phat-dong", source=wrong).status == 404


def test_a_damaged_photo_leaves_nothing(desk: WritingDesk, tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.jpg", tmp_path / "half.upload"
    Image.effect_noise((640, 480), 90).save(whole)
    half.write_bytes(whole.read_bytes()[:9000])

    refused = desk.told("photo/articles/phat-dong", file=str(half), name="2.jpg")

    assert (refused["file"], len(refused["problems"])) == ("", 1)
    assert sorted(path.name for path in (desk.site.content / "articles/phat-dong").iterdir()) == [
        *("1.jpg", "en.md", "vi.md")
    ]


def test_a_translation_begins_with_the_photos_and_is_written_beside(desk: WritingDesk) -> None:
    site = desk.site
    site.article("hai", text="Một.\n\n![Chú thích một](1.jpg)\n\nHai.\n\n![Chú thích hai](2.jpg)")
    for name in ("1.jpg", "2.jpg"):
        site.photo("hai", name)
    desk.resident.refresh(None)

    page = desk.get("edit/articles/hai", text="en").body.decode()
    assert page.count('<p class="twin-words" lang="vi">Chú thích') == 2
    assert "![](1.jpg)\n\n![](2.jpg)" in page
    numbers = [("card-number", "0"), ("card-number", "1")]
    words = [("card-was", '["", "", ""]'), ("card-was", '["", "", ""]'), ("card-caption", "One"),
             ("card-caption", "Two"), ("card-credit", ""), ("card-credit", ""),
             ("card-description", ""), ("card-description", "What it shows")]  # fmt: skip
    form = [("text", "en"), ("stamp", ""), ("title", "Two"), ("body", "![](1.jpg)\n\n![](2.jpg)")]
    desk.post("edit/articles/hai", [*form, *numbers, *words])

    assert (site.content / "articles/hai/en.md").read_text("utf-8") == (
        '---\nTitle: Two\n---\n\n![One](1.jpg)\n\n![Two](2.jpg "What it shows")\n'
    )


def test_a_file_that_is_no_text_is_left_alone(desk: WritingDesk) -> None:
    file = desk.site.content / "articles/tin-thuong/vi.md"
    file.write_bytes(b"---\nTi\xeau: A\n---\n")

    assert desk.get("edit/articles/tin-thuong").status == 422
    answer = desk.post("edit/articles/tin-thuong", [("stamp", stamp_of(file.read_bytes()))])
    assert (answer.status, file.read_bytes()) == (422, b"---\nTi\xeau: A\n---\n")


@pytest.mark.parametrize(
    "address",
    ["edit/articles/none", "edit/articles/..", "edit//", "edit/names.csv", "try/articles/phat-dong",
     "edit/articles/phat-dong/vi.md", "undo/articles/phat-dong", "nothing"],
)  # fmt: skip
def test_there_is_nothing_at_other_addresses(desk: WritingDesk, address: str) -> None:
    assert desk.get(address).status == 404


# ── from Word ────────────────────────────────────────────────────────────────


def test_a_word_file_becomes_an_article_and_its_form_is_opened(
    desk: WritingDesk, tmp_path: Path
) -> None:
    given = str(WORD / "go-tay.docx")

    told = desk.told("word", file=given, name="go-tay.docx")

    slug = re.fullmatch(r"/_desk/edit/(articles/[a-z0-9-]+)\?ui=vi&done=word", told["location"])
    assert slug
    (folder,) = (p for p in desk.site.content.glob("articles/*") if p.name.endswith(slug[1][9:]))
    assert "Trạng thái: nháp" in (folder / "vi.md").read_text("utf-8")
    assert list(folder.glob("*.[jp][pn]g"))
    page = desk.get(f"edit/{slug[1]}", done="word").body.decode()
    assert "“xem lại”" in page
    again = desk.told("word", file=given, name="go-tay.docx")
    assert "địa chỉ" in again["problems"][0]
    wrong = tmp_path / "a.upload"
    wrong.write_bytes(b"<html>")
    assert desk.told("word", file=str(wrong), name="b.docx")["problems"]


def test_a_guess_stays_one_until_the_writer_confirms_it(desk: WritingDesk) -> None:
    file = desk.site.article("doan", title="Bài [xem lại]", text="![Một [xem lại]](1.jpg)")
    desk.site.photo("doan", "1.jpg")
    desk.resident.refresh(None)
    before = file.read_bytes()
    page = desk.get("edit/articles/doan").body.decode()
    assert '<input type="checkbox" name="sure" value="title">' in page
    form = [("title", "Bài"), ("author", "Lê An"), ("state", "published")]

    desk.post("edit/articles/doan", [("stamp", stamp_of(before)), *form])
    assert file.read_bytes() == before
    desk.post("edit/articles/doan", [("stamp", stamp_of(before)), ("sure", "title"), *form])
    assert file.read_bytes() == before.replace("Bài [xem lại]".encode(), "Bài".encode())


# ── what needs hands ─────────────────────────────────────────────────────────


def test_the_desk_tells_what_needs_hands_the_worst_first(desk: WritingDesk) -> None:
    site = desk.site
    site.article("nhap", "Trạng thái: nháp\n", title="Bài nháp")
    site.article("hen", "Đăng từ: 01/5/2024 08:00\n", title="Bài hẹn")
    site.article("loi", "Phát động: Đợt mười\nLạ: x\n", title="Bài lỗi")
    site.article("canh-bao", "Dịch: không\n", text="Câu.\n\n# Đầu\n\nChữ.", title="Bài cảnh báo")
    site.article("anh", text="![Chú thích](1.jpg)", title="Bài ảnh")
    site.photo("anh", "1.jpg")
    desk.resident.refresh(None)

    def titles(show: str) -> list[str]:
        page = desk.get("", show=show).body.decode()
        return re.findall(r'<p class="task-title"><a [^>]*>([^<]*)</a>', page)

    assert titles("problems")[0] == "Bài lỗi"
    assert titles("drafts") == ["Bài nháp"]
    assert titles("scheduled") == ["Bài hẹn"]
    assert "Bài ảnh" in titles("untranslated")
    assert "Bài cảnh báo" not in titles("untranslated")
    assert titles("undescribed") == ["Bài ảnh"]
    assert "Bài ảnh" in titles("loose")
    assert "Trao thưởng đợt một" not in titles("loose")
    assert "Bài ảnh" in titles("all")
    found = desk.get("", show="all", q="bai anh").body.decode()
    assert re.findall(r'<p class="task-title"><a [^>]*>([^<]*)</a>', found) == ["Bài ảnh"]


def test_a_long_list_is_paged(desk: WritingDesk) -> None:
    for number in range(120):
        desk.site.article(f"bai-{number}", title=f"Bài số {number}")
    desk.resident.refresh(None)

    pages = [desk.get("", show="all", page=page).body.decode() for page in ("1", "2", "3", "9999")]

    assert [page.count('class="task-title"') for page in pages[:2]] == [50, 50]
    assert pages[2] == pages[3]
    assert max(map(len, pages)) < 40_000


def test_what_is_typed_is_never_markup(desk: WritingDesk) -> None:
    hostile = '"><script>alert(1)</script><textarea>'
    form = [("stamp", desk.stamp("articles/phat-dong")), ("title", hostile), ("author", hostile),
            ("body", f"</textarea>{hostile}")]  # fmt: skip
    desk.post("edit/articles/phat-dong", form)

    for page in (desk.get("edit/articles/phat-dong"), desk.get("", show="all", q=hostile),
                 desk.post("edit/articles/phat-dong", [("stamp", "x"), *form[1:]])):  # fmt: skip
        assert b"<script>alert" not in page.body
        assert page.body.count(b"</textarea>") == page.body.count(b"<textarea")
