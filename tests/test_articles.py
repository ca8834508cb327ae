"""Reading: folders of plain files become articles, or say exactly why not."""

import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.model import Article, Involvement, Period, Relation, Status
from bantin.problems import Problem, Severity
from bantin.reading import Reading, read
from bantin.reading.articles import read_article
from bantin.reading.campaign_files import read_campaign
from bantin.reading.items import Known, Outcome
from bantin.reading.lookup import Lookup, lookup
from bantin.reading.names_file import read_names
from bantin.reading.photos import Shelf, find_photo
from bantin.reading.tree import Folder

TODAY = date(2026, 11, 24)
STEP = "Tiếp bước chiến sĩ Điện Biên - Tiến lên giành 3 nhất"
SPRING = "Mừng Đảng, mừng Xuân"
CAMPAIGNS: Lookup = lookup(
    [("tiep-buoc", (STEP, "In the Footsteps"), True), ("mung-xuan", (SPRING,), True)]
)
NAMES, _ = read_names(
    "kind,vi,en\nunit,Phòng Kỹ thuật,Engineering Office\n".encode(), "content/names.csv"
)
KNOWN = Known(names=NAMES, campaigns=CAMPAIGNS)
HEAD = "Tiêu đề: Phát động\nNgày: 04/3/2024\nTác giả: Hoàng Trung Kiên\n"
TEXT = "Chiều ngày 04/3/2024, Phòng Kỹ thuật tổ chức phát động."
ENGLISH = "---\nTitle: Launch\n{}---\n\nThe office launched the drive.\n"


def vi(more: str = "", text: str = TEXT) -> str:
    return f"---\n{HEAD}{more}---\n\n{text}\n"


def outcome(
    text: str = "",
    en: str = "",
    *files: str,
    path: str = "articles/phat-dong",
    drafts: bool = False,
) -> Outcome[Article]:
    texts = [("vi.md", (text or vi()).encode())]
    if en:
        texts.append(("en.md", en.encode()))
    folder = Folder(path="articles/phat-dong", texts=tuple(texts), files=files)
    return read_article(folder, Known(names=NAMES, campaigns=CAMPAIGNS, drafts=drafts))


def article(text: str = "", en: str = "", *files: str, drafts: bool = False) -> Article:
    item = outcome(text, en, *files, drafts=drafts).item
    assert item
    return item


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Return code, file and line of all but notices."""
    return [
        (p.code, p.path.rpartition("/")[2], p.line)
        for p in problems
        if p.severity is not Severity.INFO
    ]


def faults(text: str = "", en: str = "", *files: str) -> list[tuple[str, str, int]]:
    return told(outcome(text, en, *files).problems)


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in reading.problems if p.severity is not Severity.INFO]


def site(root: Path, **files: str | bytes) -> Path:
    """Write files below ``content``; a double underscore in a name stands for a slash."""
    for name, data in files.items():
        put(root, name.replace("__", "/"), data)
    return root / "content"


def put(root: Path, place: str, data: str | bytes) -> None:
    path = root / "content" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def reading(root: Path) -> Reading:
    (root / "content").mkdir(exist_ok=True)
    return read(root / "content", today=TODAY)


# ── facts ──


def test_every_fact_is_read_as_what_it_is() -> None:
    item = article(
        vi(
            f"Ngày diễn ra: 03/3/2024\nPhát động: {STEP}\nTrao thưởng: mung-xuan\n"
            "Đơn vị: phòng kỹ thuật\nNhân vật: Đại tá Vũ Văn Hiển\nChủ đề: Thi đua\n"
            "Đăng từ: 07/5/2024 08:00\nĐính chính: 05/3/2024 - sửa ngày bắt đầu\n"
            "Bài liên quan: 2024-01-08-bai-khac\nĐịa chỉ cũ: tin-tuc/bai-1.html\nDịch: không\n"
        )
    )

    assert (item.published, item.event_day) == (date(2024, 3, 4), date(2024, 3, 3))
    assert item.campaigns(Relation.LAUNCHES) == ("tiep-buoc",)
    assert item.involvements[1] == Involvement(
        relation=Relation.AWARDS, campaign="mung-xuan", line=7
    )
    assert item.units[0].said_in("en") == "Engineering Office"
    assert item.people[0].name == "Vũ Văn Hiển"
    assert item.publish_from == datetime(2024, 5, 7, 8)
    assert item.text.corrections[0].text == "sửa ngày bắt đầu"
    assert item.related == ("bai-khac",)
    assert item.old_addresses == ("tin-tuc/bai-1.html",)
    assert not item.translated


@pytest.mark.parametrize(
    "typed", [STEP, STEP.lower(), "tiep-buoc", "In the Footsteps", f"“{STEP}”",
              "Tiep buoc chien si Dien Bien - Tien len gianh 3 nhat"],
)  # fmt: skip
def test_a_campaign_goes_by_any_of_its_names(typed: str) -> None:
    assert article(vi(f"Phát động: {typed}\n")).campaigns() == ("tiep-buoc",)


@pytest.mark.parametrize(
    ("typed", "status"),
    [("nháp", Status.DRAFT), ("NHAP", Status.DRAFT), ("draft", Status.DRAFT),
     ("mẫu", Status.SAMPLE), ("sample", Status.SAMPLE), ("đăng", Status.PUBLISHED)],
)  # fmt: skip
def test_a_status_is_read_in_both_languages(typed: str, status: Status) -> None:
    assert article(vi(f"Trạng thái: {typed}\n")).status is status


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Ngày diễn ra: 31/4/2024", "date-no-such-day"),
        ("Ngày diễn ra: 03/25/2024", "date-no-such-month"),
        ("Phát động: Tiếp bước chiến sĩ Điện Bein", "campaign-unknown"),
        ("Phát động:", "campaign-not-named"),
        ("Trạng thái: nhápp", "status-unknown"),
        ("Đăng từ: ngày mai", "moment-unreadable"),
        ("Đính chính: sửa ngày", "correction-unreadable"),
        ("Dịch: maybe", "translate-unreadable"),
        ("Địa chỉ cũ: ../../etc/passwd.html", "old-address-unsafe"),
        ("Địa chỉ cũ: /bai.html", "old-address-unsafe"),
        ("Địa chỉ cũ: http://x.vn/bai.html", "old-address-unsafe"),
        ("Địa chỉ cũ: bai.php", "old-address-unsafe"),
        ("Nhân vật: (Phòng Kỹ thuật)", "name-unreadable"),
        ("Chủ đề: ***", "name-unreadable"),
    ],
)
def test_a_value_that_cannot_be_read_keeps_the_article_out(line: str, code: str) -> None:
    read = outcome(vi(f"{line}\n"))

    assert read.item is None
    assert told(read.problems) == [(code, "vi.md", 5)]


@pytest.mark.parametrize("typed", ["Tiếp bước chiến sĩ Điện Bein - Tiến lên", "Tiếp bước chiến sĩ"])
def test_an_unknown_campaign_suggests_the_nearest(typed: str) -> None:
    problem = outcome(vi(f"Phát động: {typed}\n")).problems[0]

    assert dict(problem.values)["suggestion"] == STEP


def test_a_broken_campaign_is_told_once_and_not_by_its_articles() -> None:
    broken = Known(campaigns=lookup([("tiep-buoc", (STEP,), False)]))
    folder = Folder(
        path="articles/a", texts=(("vi.md", vi(f"Phát động: {STEP}\nDịch: không\n").encode()),)
    )

    read = read_article(folder, broken)

    assert read.item
    assert not read.item.involvements
    assert not read.problems


def test_campaigns_have_a_period() -> None:
    text = "---\nTên: Đợt một\nThời gian: 01/3 - 07/5/2024\nNhân dịp: Kỷ niệm\n---\nMục đích.\n"
    item = read_campaign(
        Folder(path="campaigns/dot-mot", texts=(("vi.md", text.encode()),)), KNOWN
    ).item

    assert item
    assert item.period == Period(start=date(2024, 3, 1), end=date(2024, 5, 7))
    assert item.occasions[0].text == "Kỷ niệm"


# ── two languages ──


def test_a_translation_inherits_what_it_does_not_say() -> None:
    read = outcome(vi("Đơn vị: Phòng Kỹ thuật\n"), ENGLISH.format(""))

    assert read.item
    assert [text.lang for text in read.item.texts] == ["vi", "en"]
    assert not read.problems


@pytest.mark.parametrize(
    "line",
    ["Date: 2024-03-04", "Ngày: 4/3/2024", "Unit: Engineering Office", "Author: Hoang Trung Kien",
     "Launches: In the Footsteps", "People: Senior Colonel Vũ Văn Hiển"],
)  # fmt: skip
def test_a_fact_said_again_in_other_words_is_no_difference(line: str) -> None:
    facts = f"Đơn vị: Phòng Kỹ thuật\nPhát động: {STEP}\nNhân vật: Đại tá Vũ Văn Hiển\n"

    assert faults(vi(facts), ENGLISH.format(f"{line}\n")) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Date: 05/3/2024", "fact-differs"),
        ("Launches: mung-xuan", "fact-differs"),
        ("Unit: Medical Section", "fact-differs"),
        ("Place: Hà Nội", "fact-only-in-translation"),
        ("Date: 31/4/2024", "date-no-such-day"),
    ],
)
def test_a_fact_that_differs_is_told_at_its_line_and_leaves_the_translation_out(
    line: str, code: str
) -> None:
    read = outcome(vi(f"Đơn vị: Phòng Kỹ thuật\nPhát động: {STEP}\n"), ENGLISH.format(f"{line}\n"))

    assert told(read.problems) == [(code, "en.md", 3)]
    assert read.item
    assert len(read.item.texts) == 1


def test_a_draft_of_the_translation_holds_back_only_the_translation() -> None:
    draft = ENGLISH.format("Status: draft\n")

    assert len(article("", draft).texts) == 1
    assert len(article("", draft, drafts=True).texts) == 2
    assert article("", draft).status is Status.PUBLISHED


def test_without_a_translation_there_is_a_notice_unless_it_is_on_purpose() -> None:
    assert [p.code for p in outcome().problems] == ["translation-missing"]
    assert not outcome(vi("Dịch: không\n")).problems


def test_a_translation_that_is_still_vietnamese_is_told() -> None:
    en = ENGLISH.format("") + f"\n{TEXT} {TEXT} {TEXT}\n"

    assert [code for code, *_ in faults("", en)] == ["text-still-vietnamese"]


# ── the text ──


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (vi(text=""), [("text-empty", "vi.md", 6)]),
        (vi(text="Chieu ngay hom nay don vi to chuc phat dong thi dua. " * 3),
         [("text-without-accents", "vi.md", 7)]),
        (vi(text="Phßng Kü thuËt Ph¸t ®éng thi ®ua"), [("text-tcvn3", "vi.md", 7)]),
        (vi().replace("Phát động", "Rất dài " * 30, 1), [("title-long", "vi.md", 2)]),
        (vi(text="Máy đo 10µm, 20µm, 30µm của đơn vị."), []),
    ],
)  # fmt: skip
def test_a_text_as_a_whole_is_looked_at(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert faults(text) == expected


# ── photos ──


@pytest.mark.parametrize(
    ("typed", "disk"),
    [
        ("phong ky thuat 1.jpg", "phong ky thuat 1.jpg"),
        ("phong%20ky%20thuat%201.jpg", "phong ky thuat 1.jpg"),
        ("100%.jpg", "100%.jpg"),
        ("a%20b.jpg", "a%20b.jpg"),
        (unicodedata.normalize("NFD", "Lễ.jpg"), "Lễ.jpg"),
        ("Lễ.jpg", unicodedata.normalize("NFD", "Lễ.jpg")),
        ("anh\\1.jpg", "anh/1.jpg"),
        ("./1.jpg", "1.jpg"),
        ("ảnh #1.jpg", "ảnh #1.jpg"),
    ],
)
def test_a_photo_is_found_however_its_name_is_written(typed: str, disk: str) -> None:
    shelf = Shelf(folder="articles/a", own=(disk,))
    found = find_photo(typed, shelf, path="p", line=1)

    assert (found.source, found.problem) == (f"articles/a/{disk}", None)


def test_another_letter_case_is_found_with_a_warning() -> None:
    found = find_photo(
        "img_1.jpg", Shelf(folder="articles/a", own=("IMG_1.JPG",)), path="p", line=1
    )

    assert found.source == "articles/a/IMG_1.JPG"
    assert found.problem
    assert (found.problem.code, found.problem.severity) == ("photo-letter-case", Severity.WARNING)


@pytest.mark.parametrize(
    "typed",
    ["../../../secret.jpg", "..%2f..%2f..%2fsecret.jpg", "/etc/secret.jpg", "%2fetc/secret.jpg",
     "C:\\secret.jpg", "c:/secret.jpg", "file:///secret.jpg", "FILE:secret.jpg", "\\secret.jpg",
     "..\\..\\..\\secret.jpg", "../secret.jpg"],
)  # fmt: skip
def test_nothing_outside_the_content_folder_is_found(typed: str) -> None:
    shelf = Shelf(folder="articles/a", own=("1.jpg",), others={"..": ("secret.jpg",)})
    found = find_photo(typed, shelf, path="p", line=1)

    assert found.source is None
    assert found.problem
    assert found.problem.code in {"photo-outside", "photo-missing"}


@given(st.text(st.sampled_from("./\\%2fe:aA1jpg~ "), max_size=30))
def test_whatever_is_typed_what_is_found_is_listed(typed: str) -> None:
    shelf = Shelf(folder="articles/a", own=("1.jpg", "a/1.jpg"), others={"pages/a": ("1.jpg",)})
    found = find_photo(typed, shelf, path="p", line=1)

    assert found.source in {None, "articles/a/1.jpg", "articles/a/a/1.jpg", "pages/a/1.jpg"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("https://example.com/1.jpg", "photo-from-network"), ("//example.com/1.jpg",
     "photo-from-network"), ("data:image/png;base64,x", "photo-from-network"),
     ("anh1.jpg", "photo-missing")],
)  # fmt: skip
def test_a_photo_that_is_not_there_is_told_and_only_it_is_left_out(typed: str, code: str) -> None:
    text = vi(text=f"{TEXT}\n\n![Một](1.jpg)\n\n![Hai]({typed})\n")
    read = outcome(text, "", "1.jpg")

    assert read.item
    assert [photo.source for photo in read.item.text.photos] == ["articles/phat-dong/1.jpg"]
    assert told(read.problems) == [(code, "vi.md", 11)]


def test_a_misspelt_photo_does_not_make_the_right_one_unused() -> None:
    read = outcome(vi(text=f"{TEXT}\n\n![Một](phong-ki-thuat.jpg)"), "", "phong-ky-thuat.jpg")

    assert [problem.code for problem in read.problems][:1] == ["photo-missing"]
    assert not read.unused


def test_photos_of_another_folder_of_the_content_may_be_shown(tmp_path: Path) -> None:
    put(tmp_path, "articles/a/vi.md", vi(text=f"{TEXT}\n\n![Một](../b/1.jpg)"))
    put(tmp_path, "articles/b/vi.md", vi())
    put(tmp_path, "articles/b/1.jpg", b"")

    read = reading(tmp_path)

    assert read.articles[0].text.photos[0].source == "articles/b/1.jpg"
    assert codes(read) == []


# ── folders ──


def test_a_year_and_a_date_are_no_part_of_the_address(tmp_path: Path) -> None:
    put(tmp_path, "articles/2024/2024-03-04-Phát động/index.vi.md", vi())
    put(tmp_path, "articles/2024/2024-03-04-Phát động/index.en.md", ENGLISH.format(""))

    read = reading(tmp_path)

    assert [item.slug for item in read.articles] == ["phat-dong"]
    assert not read.problems


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("articles/a/vi.md.txt", ("text-misnamed", "content/articles/a/vi.md.txt")),
        ("articles/a/vn.md", ("text-misnamed", "content/articles/a/vn.md")),
        ("articles/a/vi.markdown", ("text-misnamed", "content/articles/a/vi.markdown")),
        ("articles/a/vi.txt", ("text-misnamed", "content/articles/a/vi.txt")),
        ("articles/a/bai.md", ("text-misnamed", "content/articles/a/bai.md")),
        ("articles/a/en.md", ("text-missing", "content/articles/a/en.md")),
        ("articles/a/1.jpg", ("folder-without-text", "content/articles/a")),
        ("articles/a/Thumbs.db", ("folder-without-text", "content/articles/a")),
        ("articles/vi.md", ("text-without-folder", "content/articles/vi.md")),
        ("articles/2024/bai.md", ("text-without-folder", "content/articles/2024/bai.md")),
        ("articles/nhom/a/vi.md", ("folder-too-deep", "content/articles/nhom/a/vi.md")),
        ("articles/2024/nhom/a/vi.md", ("folder-too-deep", "content/articles/2024/nhom/a/vi.md")),
        ("bai-viet/a/vi.md", ("folder-unknown", "content/bai-viet/a/vi.md")),
        ("articles/---/vi.md", ("folder-without-address", "content/articles/---")),
    ],
)
def test_a_text_in_the_wrong_place_is_told_once(
    tmp_path: Path, file: str, expected: tuple[str, str]
) -> None:
    put(tmp_path, file, vi())

    read = reading(tmp_path)

    assert read.articles == ()
    assert codes(read) == [expected]


def test_capital_letters_in_the_name_of_a_text_only_warn(tmp_path: Path) -> None:
    put(tmp_path, "articles/a/VI.MD", vi())

    read = reading(tmp_path)

    assert len(read.articles) == 1
    assert codes(read) == [("text-letter-case", "content/articles/a/VI.MD")]


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "~$vi.docx", ".DS_Store", "._1.jpg", ".git/x.md"]
)
def test_what_systems_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, "articles/a/vi.md", vi())
    put(tmp_path, f"articles/a/{name}", b"x")

    assert codes(reading(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("1.jpg", "photo-unused"), ("bai.docx", "file-not-published"),
     ("1.heic", "photo-unused"), ("a.pdf", "file-not-published"),
     ("1.svg", "file-not-published")],
)  # fmt: skip
def test_files_that_are_not_shown_are_told(tmp_path: Path, name: str, code: str) -> None:
    put(tmp_path, "articles/a/vi.md", vi())
    put(tmp_path, f"articles/a/{name}", b"x")

    assert codes(reading(tmp_path)) == [(code, f"content/articles/a/{name}")]


def test_two_folders_with_one_address_are_both_told_and_the_first_is_kept(tmp_path: Path) -> None:
    put(tmp_path, "articles/2023/phat-dong/vi.md", vi())
    put(tmp_path, "articles/2024/2024-03-04-Phát động/vi.md", vi())

    read = reading(tmp_path)

    assert [item.path for item in read.articles] == ["content/articles/2023/phat-dong/vi.md"]
    assert [code for code, _ in codes(read)] == ["address-twice"] * 2


@pytest.mark.parametrize("typed", ["2024-03-05-a", "2023-03-04-a"])
def test_a_folder_that_is_dated_otherwise_is_told(tmp_path: Path, typed: str) -> None:
    put(tmp_path, f"articles/{typed}/vi.md", vi())

    assert codes(reading(tmp_path)) == [("folder-date-differs", f"content/articles/{typed}/vi.md")]


def test_a_day_in_the_future_is_told_unless_it_is_scheduled(tmp_path: Path) -> None:
    later = vi().replace("2024", "2042", 1)
    put(tmp_path, "articles/a/vi.md", later)
    put(tmp_path, "articles/b/vi.md", later.replace("Tác", "Đăng từ: 04/3/2042 08:00\nTác"))

    assert codes(reading(tmp_path)) == [("date-in-future", "content/articles/a/vi.md")]


def test_links_that_lead_out_of_the_content_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/vi.md").write_text(vi(), "utf-8")
    (tmp_path / "secret/1.jpg").write_bytes(b"x")
    put(tmp_path, "articles/a/vi.md", vi(text=f"{TEXT}\n\n![Một](1.jpg)"))
    (tmp_path / "content/articles/a/1.jpg").symlink_to(tmp_path / "secret/1.jpg")
    (tmp_path / "content/articles/b").symlink_to(tmp_path / "secret")
    (tmp_path / "content/articles/c").symlink_to(tmp_path / "content/articles")

    read = reading(tmp_path)

    assert [item.slug for item in read.articles] == ["a"]
    assert not read.articles[0].text.photos
    assert {code for code, _ in codes(read)} == {"link-not-followed"}


def test_a_broken_article_does_not_harm_the_others(tmp_path: Path) -> None:
    put(tmp_path, "articles/a/vi.md", b"\xff\xfe\x00")
    put(tmp_path, "articles/b/vi.md", vi())
    put(tmp_path, "names.csv", b"\xff")

    read = reading(tmp_path)

    assert [item.slug for item in read.articles] == ["b"]
    assert read.left_out == {"articles/a"}
    assert len(codes(read)) == 2


def test_an_empty_site_reads_as_nothing(tmp_path: Path) -> None:
    read = reading(tmp_path)

    assert (read.articles, read.campaigns, read.pages, read.problems) == ((), (), (), ())


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_in_both_texts_are_an_article_or_problems(one: bytes, two: bytes) -> None:
    folder = Folder(path="articles/a", texts=(("vi.md", one), ("en.md", two)))
    read = read_article(folder, KNOWN)

    assert read.item or read.problems


@given(st.integers(0, len(vi().encode())), st.binary(max_size=4), st.integers(0, 6))
def test_a_mutated_article_never_fails(place: int, insert: bytes, cut: int) -> None:
    data = vi(f"Phát động: {STEP}\nĐăng từ: 07/5/2024 08:00\n").encode()
    mutated = data[:place] + insert + data[place + cut :]
    read = read_article(Folder(path="articles/a", texts=(("vi.md", mutated),)), KNOWN)

    for problem in read.problems:
        assert problem.message.format_map(dict(problem.values))
        assert problem.remedy.format_map(dict(problem.values))
