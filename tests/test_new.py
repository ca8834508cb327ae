"""A new item is what was answered, and nothing of it is published before it is written."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bantin.dates import typed
from bantin.manuscript import AnswerError, Choices, NameTaken, choices, lay_down, new_item, twin
from bantin.manuscript.heads import one_line
from bantin.manuscript.new import FIELDS
from bantin.model import Campaign, Period
from bantin.problems import Problem, SettingsError
from bantin.reading import check, read
from bantin.reading.fields import ARTICLE
from bantin.reading.spelling import tcvn3_line
from bantin.reading.whole import Reading
from bantin.text import slug

from .small_site import NOW, SmallSite, small_site

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60)
NAMES = WORDS.filter(
    lambda text: slug(one_line(text)) and one_line(text) != "null" and tcvn3_line(text) is None
)
TITLES = NAMES
PROMISED = {"text-empty", "draft"}
"""What is told of an item that nobody has written yet."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return small_site(tmp_path_factory.mktemp("new") / "site")


@pytest.fixture(scope="module")
def known(site: SmallSite) -> Choices:
    return choices(site.settings())


def reading(site: SmallSite) -> Reading:
    return read(site.content, today=NOW.date(), drafts=True, cache=site.root / ".bantin")


def told(site: SmallSite, folder: str) -> list[Problem]:
    found = reading(site)
    everything = (*found.problems, *check(found))
    return [p for p in everything if p.path.startswith(f"content/{folder}/")]


@given(
    title=TITLES,
    day=st.dates(NOW.date().replace(year=2023), NOW.date()),
    authors=st.lists(NAMES, max_size=2, unique=True),
    places=st.lists(NAMES, max_size=1),
    units=st.lists(NAMES, max_size=2),
    relation=st.sampled_from(["launches", "reports", "reviews", "closes", "awards"]),
    campaign=st.sampled_from([None, "Đợt một", "dot hai", "dot-mot"]),
    status=st.sampled_from([None, "nháp", "mẫu", "đăng"]),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_new_article_says_back_what_was_answered(
    site: SmallSite, known: Choices, title: str, day: object, authors: list[str],
    places: list[str], units: list[str], relation: str, campaign: str | None, status: str | None,
) -> None:  # fmt: skip
    values = [("title", title), ("date", str(day))]
    values += [("author", name) for name in authors]
    values += [("place", name) for name in places] + [("unit", name) for name in units]
    values += [(relation, campaign)] if campaign else []
    values += [("status", status)] if status else []

    item = new_item(site.settings(), "articles", values, known=known)

    place = lay_down(site.content, item)
    try:
        # An odd name may be warned of, and is taken all the same.
        codes = {p.code for p in told(site, item.folder) if p.severity == "error"}
        assert codes == {"text-empty"}
        text = place / "vi.md"
        text.write_bytes(text.read_bytes() + "Bài viết đã có chữ.\n".encode())
        articles = {article.path: article for article in reading(site).articles}
    finally:
        for file in place.iterdir():
            file.unlink()
        place.rmdir()
    article = articles[f"content/{item.folder}/vi.md"]
    assert article.text.title == one_line(title)
    assert article.published == day
    assert article.authors == tuple(dict.fromkeys(map(one_line, authors))) or known.author
    assert {slug(p.text) for p in article.places} == {slug(one_line(p)) for p in places}
    assert {slug(u.text) for u in article.units} == {slug(one_line(u)) for u in units}
    assert [tie.relation for tie in article.involvements] == ([relation] if campaign else [])
    assert (
        article.status == {"nháp": "draft", "mẫu": "sample", "đăng": "published"}[status or "nháp"]
    )


DAYS = st.dates(date(1801, 1, 1), date(2199, 12, 31))
PERIODS = st.tuples(DAYS, st.none() | DAYS).map(
    lambda days: (days[0], None if days[1] and days[1] < days[0] else days[1])
)


@given(
    kind=st.sampled_from(["campaigns", "pages"]),
    title=TITLES,
    days=PERIODS,
    occasions=st.lists(NAMES, max_size=2),
    units=st.lists(NAMES, max_size=2),
    english=st.none() | TITLES,
)
@settings(max_examples=15)
def test_a_new_campaign_or_page_says_back_what_was_answered(
    site: SmallSite, known: Choices, kind: str, title: str, days: tuple[date, date | None],
    occasions: list[str], units: list[str], english: str | None,
) -> None:  # fmt: skip
    values = [("title", title)]
    if kind == "campaigns":
        values.append(("period", f"{typed(days[0])} - {typed(days[1]) if days[1] else ''}"))
        values += [("occasion", name) for name in occasions]
        values += [("launched_by", name) for name in units]

    item = new_item(
        site.settings(), kind, values, known=known, body="Mục đích, nội dung.", english=english
    )

    place = lay_down(site.content, item)
    try:
        found = reading(site)
        codes = {p.code for p in told(site, item.folder) if p.severity == "error"}
    finally:
        shutil.rmtree(place)
    written = next(i for i in (*found.campaigns, *found.pages) if item.folder in i.path)
    assert codes <= ({"text-empty"} if english is not None else set())
    assert written.text.title == one_line(title)
    if isinstance(written, Campaign):
        assert written.period == Period(start=days[0], end=days[1])
        assert {slug(o.text) for o in written.occasions} == {slug(one_line(o)) for o in occasions}
        assert {slug(u.text) for u in written.launched_by} == {slug(one_line(u)) for u in units}


def test_a_site_of_one_language_has_no_translations(site: SmallSite) -> None:
    alone = replace(site.settings(), languages=("vi",))

    with pytest.raises(SettingsError, match="one language"):
        new_item(alone, "pages", [("title", "Một tiếng")], english="")


def test_a_folder_never_leads_out_of_its_kind(site: SmallSite) -> None:
    item = new_item(site.settings(), "pages", [("title", "A")], name="../../etc/passwd")

    assert item.folder == "pages/etc-passwd"


def test_nobody_but_its_writer_sees_an_article_that_is_not_written(site: SmallSite) -> None:
    item = new_item(site.settings(), "articles", [("title", "Chưa viết")])

    data = dict(item.files)["vi.md"].decode()
    assert data == (
        "---\nTiêu đề: Chưa viết\nNgày: 01/4/2024\nTác giả: Lê An\nTrạng thái: nháp\n"
        "# Viết bài ở dưới dòng --- kế tiếp\n"
        "# Viết xong, xóa dòng ghi “nháp” ở trên thì bài mới được đăng\n"
        "# Ảnh: chép vào thư mục này rồi viết riêng một dòng: ![chú thích](1.jpg)\n---\n\n"
    )
    place = lay_down(site.content, item)
    assert {p.code for p in told(site, item.folder)} == PROMISED
    (place / "vi.md").write_text(f"{data}Đã viết.\n", "utf-8")
    assert {p.code for p in told(site, item.folder)} == {"draft"}
    (place / "vi.md").write_text(f"{data}Đã viết.\n".replace("Trạng thái: nháp\n", ""), "utf-8")
    assert {p.code for p in told(site, item.folder)} == {"translation-missing"}


def test_a_campaign_without_its_aim_is_told_and_hides_nothing(site: SmallSite) -> None:
    values = [("title", "Đợt ba"), ("period", "01/5 - 30/6/2024"), ("occasion", "Ngày 19/5"),
              ("launched_by", "Ban Một")]  # fmt: skip

    item = new_item(site.settings(), "campaigns", values)
    lay_down(site.content, item)

    assert item.folder == "campaigns/dot-ba"
    assert {p.code for p in told(site, item.folder)} == {"text-empty", "translation-missing"}
    with pytest.raises(NameTaken):
        new_item(site.settings(), "campaigns", [("title", "Đợt  Ba!")])
    with pytest.raises(AnswerError, match="already a campaign “đợt ba”: campaigns/dot-ba"):
        new_item(site.settings(), "campaigns", [("title", "đợt ba")], name="dot-ba-2")


def test_a_text_may_be_given_at_once(site: SmallSite) -> None:
    item = new_item(
        site.settings(),
        "pages",
        [("title", "Liên hệ"), ("status", "đăng")],
        body="\nTòa soạn ở tầng hai.\n\n",
    )
    lay_down(site.content, item)

    assert item.files == (
        ("vi.md", "---\nTiêu đề: Liên hệ\n---\n\nTòa soạn ở tầng hai.\n".encode()),
    )
    assert {p.code for p in told(site, item.folder)} == {"translation-missing"}


@pytest.mark.parametrize(
    ("kind", "values", "key", "code"),
    [
        ("articles", [], "title", "field-missing"),
        ("articles", [("title", "A"), ("date", "31/2/2024")], "date", "date-no-such-day"),
        ("articles", [("title", "A"), ("awards", "Đợt mười")], "awards", "campaign-unknown"),
        ("articles", [("title", "A"), ("author", "…")], "author", "field-missing"),
        ("articles", [("title", "Ph¸t ®éng thi ®ua")], "title", "text-tcvn3"),
        ("articles", [("title", "A"), ("status", "nhap nhap")], "status", "status-unknown"),
        ("campaigns", [("title", "A"), ("period", "1/1")], "period", "period-unreadable"),
        ("pages", [("title", " ")], "title", "field-missing"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_as_a_build_would_tell_it(
    site: SmallSite, kind: str, values: list[tuple[str, str]], key: str, code: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        new_item(site.settings(), kind, values)

    assert (refused.value.key, refused.value.problem.code) == (key, code)


def test_a_translation_is_laid_out_with_title_and_photos(site: SmallSite) -> None:
    body = "Chữ.\n\n![Một](1.jpg)\n![Hai](hai (2).jpg)\n\nChữ.\n\n![Ba](3.jpg)\nChú thích.\n"

    name, data = twin(("vi", "en"), ARTICLE, "A title", body)

    assert name == "en.md"
    assert data.decode() == (
        "---\nTitle: A title\n# Write the translation below the next line ---\n---\n"
        "\n![](1.jpg)\n![](<hai (2).jpg>)\n\n![](3.jpg)\n"
    )


def test_a_translation_without_words_is_no_translation_yet(site: SmallSite) -> None:
    item = new_item(site.settings(), "articles", [("title", "Có bản dịch")], english="")
    lay_down(site.content, item)

    codes = [(p.path.rpartition("/")[2], p.code) for p in told(site, item.folder)]
    assert sorted(codes) == [
        ("en.md", "field-empty"), ("en.md", "text-empty"), ("vi.md", "draft"),
        ("vi.md", "text-empty"),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Con", "nul", "COM1", "2024-03-04 Prn"])
def test_no_folder_is_called_like_a_device(site: SmallSite, title: str) -> None:
    for kind in FIELDS:
        item = new_item(site.settings(), kind, [("title", title)])
        assert re.search(r"-1\Z|2024-03-04-prn\Z", item.folder), item.folder


def test_campaigns_that_run_come_first_and_are_found_without_accents(known: Choices) -> None:
    assert [(c.slug, c.running) for c in known.campaigns] == [
        ("dot-mot", True),
        ("dot-hai", True),
    ]
    assert [c.slug for c in known.called("dot HAI")] == ["dot-hai"]
    assert known.called("ba") == ()
    assert known.author == ("Lê An",)


def test_a_broken_site_can_be_written_for(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    site.write("articles/hong/vi.md", "không có đầu bài")
    site.write("names.csv", "\0")

    item = new_item(site.settings(), "articles", [("title", "Bài lành")])

    assert item.folder == "articles/2024-04-01-bai-lanh"


def test_a_campaign_is_called_by_its_name_however_it_was_typed(site: SmallSite) -> None:
    item = new_item(site.settings(), "articles", [("title", "Gọi tên"), ("closes", "dot-hai")])

    assert "\nTổng kết: Đợt hai\n" in dict(item.files)["vi.md"].decode()
