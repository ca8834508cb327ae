"""What holds for every old site, be it ever so strange: laws, and files made to do harm."""

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.addresses import is_reserved
from bantin.legacy import Arrival, Brought
from bantin.legacy.addresses import carried, keys_of
from bantin.legacy.carry import Around, Carried, carry
from bantin.legacy.files import Pictures
from bantin.legacy.front_matter import HeadError, one, parted, texts
from bantin.legacy.hugo_codes import as_html as hugo_html
from bantin.legacy.joomla_paths import Ways, manner_of
from bantin.legacy.links import Links
from bantin.legacy.moments import first_day, moment
from bantin.legacy.pages import Pages
from bantin.legacy.pelican_heads import parted as pelican_parted
from bantin.legacy.report import write_table
from bantin.legacy.shortcodes import as_html
from bantin.legacy.sql import Row
from bantin.legacy.values import Old, OldText
from bantin.legacy.wxr import Export
from bantin.markup import convert
from bantin.problems import OutsideError, SettingsError
from bantin.workers import Limits, Loss, Lost, each
from tests.old_sites import imported, new_site, old_site

ZONE = timezone(timedelta(hours=7))
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(2190, 1, 1)).map(
    lambda found: found.replace(microsecond=0)
)
SOUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div onclick=x()>", "</div>", "<script>alert(1)</script>", "<b>"),
            *("</b>", "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<br>"),
            *('<a href="javascript:alert(1)">', '<a href="/tin/5-a">', "</a>", "&lt;i&gt;", "\\"),
            *('<img src="../../etc/passwd">', '<img src="x.jpg" onerror=alert(1)>', "![a](b.jpg)"),
            *("<h1>", "</h1>", "{{< x >}}", "[caption]", "[/caption]", "<!--", "-->"),
            *("<svg onload=x>", "<style>p{}</style>", "]]>", "# một", "- hai", "| ba | bốn |"),
            "Bài viết khác:",
        ]
    )
    | st.text(max_size=20),
    max_size=25,
).map("".join)  # fmt: skip


def around(*roots: Path) -> Around:
    return Around(
        links=Links(), pictures=Pictures(roots), campaigns=(), hosts=frozenset({"cu.example"})
    )


def old(html: str, *, title: str = "Tiêu đề", **more: object) -> Old:
    text = OldText(lang="vi", title=title, source=html)
    return Old(key="k", texts=(text,), day=None, **more)  # type: ignore[arg-type]


def body(html: str, *roots: Path) -> str:
    return carry(around(*roots), old(html)).bodies[0][1]


@given(SOUP)
@settings(max_examples=150)
def test_no_html_of_the_old_site_comes_through(soup: str) -> None:
    made = convert(body(soup), path="vi.md", first_line=1, lang="vi")

    shown = "".join(block for block in made.body if isinstance(block, str))
    for bad in ("<script", "onclick", "onerror=", "javascript:", "<svg", "<iframe", "<style"):
        assert bad not in shown.replace("&lt;", "")
    assert {problem.code for problem in made.problems} <= {"link-unclear"}


@given(SOUP)
def test_shortcodes_of_any_kind_end_in_html(soup: str) -> None:
    as_html(soup, ())
    hugo_html(soup)
    pelican_parted(soup)


@given(MOMENTS, st.sampled_from([0, 7, -5]))
def test_a_moment_reads_back_on_the_sites_own_clock(found: datetime, hours: int) -> None:
    there = found.replace(tzinfo=timezone(timedelta(hours=hours)))

    assert moment(there.isoformat(), ZONE) == there.astimezone(ZONE).replace(tzinfo=None)
    assert moment(f"{found:%Y-%m-%d %H:%M:%S}", ZONE, given_in=there.tzinfo) == (  # type: ignore[arg-type]
        there.astimezone(ZONE).replace(tzinfo=None)
    )


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024/03/04 10:20", "2024-03-04"),
        ("04/3/2024", "2024-03-04"),
        ("Mon, 04 Mar 2024 23:30:00 +0000", "2024-03-05"),
        ("2024-03-04T23:30:00Z", "2024-03-05"),
        ("2024-03-04T23:30:00.123+07:00", "2024-03-04"),
    ],
)
def test_days_of_all_programs_are_read(typed: str, day: str) -> None:
    found = moment(typed, ZONE)

    assert found is not None
    assert found.date().isoformat() == day


@pytest.mark.parametrize(
    "typed", ["", "0000-00-00 00:00:00", "2024-13-45", "hôm qua", "9999-12-31"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert moment(typed, ZONE) is None


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for_its_day(text: str) -> None:
    moment(text, ZONE)
    first_day(text)


@given(
    st.lists(st.sampled_from(["tin-tuc", "en", "index.php", "photos", "..", "a b", "bài", "x.html",
                              "index.html", "_a", "?p=7", "a.php", "%41", "#x"]), max_size=4)
    .map("/".join)
    | st.text(max_size=20),
    st.sampled_from(["vi", "en"]),
)  # fmt: skip
def test_an_old_address_that_is_carried_is_one_that_heads_may_hold(address: str, lang: str) -> None:
    from bantin.reading.facts import _ADDRESS

    way = carried(address, ("vi", "en"), lang)
    keys_of(address)

    if way is not None:
        assert _ADDRESS.match(way)
        assert ".." not in way
        assert not is_reserved(way, ("vi", "en"))
        assert carried(way, ("vi", "en"), "vi") == way


@pytest.mark.parametrize(
    ("address", "lang", "way"),
    [
        ("2019/05/06/bai/", "vi", "2019/05/06/bai/index.html"),
        ("index.php/tin-tuc/12-bai", "vi", "index.php/tin-tuc/12-bai/index.html"),
        ("tin-tuc/12-bai.html", "vi", "tin-tuc/12-bai.html"),
        ("en/2019/bai/", "en", "2019/bai/index.html"),
        ("?p=12", "vi", None),
        ("index.php?option=com_content&id=12", "vi", None),
        ("photos/12.html", "vi", None),
        ("bai.php", "vi", None),
    ],
)
def test_old_addresses_are_carried_where_a_file_can_stand(
    address: str, lang: str, way: str | None
) -> None:
    assert carried(address, ("vi", "en"), lang) == way


def test_links_of_every_spelling_lead_to_the_article() -> None:
    links = Links()
    links.add(["index.php/tin-tuc/12-bai", "index.php?option=com_content&id=12"], "bai")
    links.add(["cu/chung/"], "mot")
    links.add(["moi/chung/"], "hai")

    for address in (
        "/index.php/tin-tuc/12-bai", "http://cu.example/index.php/tin-tuc/12-bai.html",
        "index.php?option=com_content&view=article&id=12:bai&catid=8", "khac/12-bai",
    ):  # fmt: skip
        assert links.find(address) == "bai", address
    assert links.find("https://vi.wikipedia.example/wiki/12-bai") is None
    assert links.find("https://khac.example/?id=12") is None
    assert links.find("chung") is None  # two articles end so


MENU: dict[str, Row] = {
    "1": {"id": "1", "alias": "root", "parent_id": "0"},
    "2": {"id": "2", "path": "trang-chu", "home": "1", "parent_id": "1",
          "link": "index.php?option=com_content&view=category&id=5"},
    "3": {"id": "3", "alias": "tin", "parent_id": "1",  # as Joomla 1.5, without a path
          "link": "index.php?option=com_content&view=category&layout=blog&id=8"},
    "4": {"id": "4", "path": "lien-he", "link": "index.php?option=com_content&view=article&id=12"},
}  # fmt: skip
CATEGORIES: dict[str, Row] = {
    "1": {"alias": "root", "parent_id": "0"},
    "5": {"alias": "chung", "parent_id": "1"},
    "8": {"alias": "tin-tuc", "parent_id": "1"},
    "9": {"alias": "ky-thuat", "parent_id": "8"},
    "7": {"alias": "le", "parent_id": "1"},
}


@pytest.mark.parametrize(
    ("number", "category", "ids", "ways"),
    [
        ("12", "8", True, ["lien-he", "tin/12-bai"]),
        ("13", "9", True, ["tin/9-ky-thuat/13-bai"]),
        ("13", "9", False, ["tin/ky-thuat/bai"]),
        ("13", "5", True, ["13-bai"]),
        ("13", "7", True, ["7-le/13-bai"]),
        ("13", "99", True, ["13-bai"]),
    ],
)
def test_joomla_leads_to_an_article_by_menus_and_categories(
    number: str, category: str, ids: bool, ways: list[str]
) -> None:
    assert list(Ways(MENU, CATEGORIES).to(number, "bai", category, ids=ids)) == ways


def test_joomla_says_itself_how_it_writes_addresses(tmp_path: Path) -> None:
    (tmp_path / "configuration.php").write_text(
        "<?php class JConfig {\n public $sef_rewrite = '1';\n public $sef_suffix = true;\n}\n",
        encoding="utf-8",
    )
    modern: dict[str, Row] = {"com_content": {"params": '{"sef_ids":1}'}}

    manner = manner_of(tmp_path, tmp_path, modern)

    assert manner is not None
    assert not manner.ids
    assert manner.path("tin/bai") == "tin/bai.html"
    assert manner_of(tmp_path / "khac", tmp_path / "khac", {}) is None


@pytest.mark.parametrize(
    "reference",
    ["../outside.jpg", "/../outside.jpg", "link.jpg", "linked/outside.jpg", "file:///outside.jpg"],
)
def test_no_picture_from_outside_its_folders_is_taken(tmp_path: Path, reference: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.jpg").write_bytes(b"\xff\xd8\xff")
    os.symlink(tmp_path / "outside.jpg", inside / "link.jpg")
    os.symlink(tmp_path, inside / "linked")

    assert Pictures((inside,)).find(reference, inside) is None


def test_a_picture_is_found_by_any_spelling_of_its_address(tmp_path: Path) -> None:
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019/Kiểm tra.JPG").write_bytes(b"\xff\xd8\xff")
    pictures = Pictures((tmp_path,))

    for reference in (
        "http://cu.example/wp-content/uploads/2019/Ki%E1%BB%83m%20tra.jpg",
        "/images/2019/kiểm tra.jpg?x=1", "2019\\Kiê\u0309m tra.JPG", "2019/Kiểm tra-300x200.jpg",
    ):  # fmt: skip
        assert pictures.find(reference, None) is not None, reference


def test_a_text_made_to_do_harm_costs_only_itself() -> None:
    harmful = ("<div>" * 8_000, "<table>" + "<tr>" + "<td colspan=9999 rowspan=9999>x" * 3000)
    articles = [*map(old, harmful), old("<p>Bài lành.</p>")]

    found = each(carry, around(), articles, limits=Limits(cpu_seconds=1, megabytes=512))

    assert all(isinstance(one, Carried) or one == Lost(one.reason) for one in found)
    assert isinstance(found[-1], Carried)
    assert found[-1].bodies == (("vi", "Bài lành.\n"),)
    assert Loss.FAULT not in [one.reason for one in found if isinstance(one, Lost)]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss></rss>',
        "<rss>" + "<a>" * 100 + "</rss>",
        "<html></html>",
        "",
    ],
)
def test_entities_and_what_is_no_export_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError):
        list(Export(path).items())


def test_an_export_that_breaks_off_gives_what_stands_before_it(tmp_path: Path) -> None:
    path = old_site("wordpress", tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"<title>g2")] + b"\x0b<wp:post_id>")
    site = new_site(tmp_path / "site")

    run = imported(site, "wordpress", path)

    assert run.code == 1
    assert len(run.folders) == 1
    assert "source-cut-off" in run.codes


@pytest.mark.parametrize(
    "head",
    [
        "---\na: &x [1]\nb: *x\n---\n",
        "---\nb: &x [*x]\n---\n",
        "+++\na = [\n+++\n",
        "{'a': 1}",
        "---\nkhông hết\n",
        f"---\n{'[' * 60_000}\n---\n",
        f"+++\na = {'[' * 60_000}\n+++\n",
        f"---\n{'- ' * 20_000}\n---\n",
        f"---\n{'a' * 70_000}\n---\n",
    ],
)
def test_a_head_that_cannot_be_read_is_refused_at_once(head: str) -> None:
    with pytest.raises(HeadError):
        parted(head)


def test_a_head_is_text_and_never_an_object() -> None:
    said, body = parted('---\na: !!python/object/apply:os.system ["x"]\nb: no\n---\nBài.\n')

    assert (texts(said["a"]), one(said, "b"), body) == (("x",), "no", "Bài.\n")


def test_a_formula_in_a_title_stays_words_in_the_table(tmp_path: Path) -> None:
    arrival = Arrival(folder="", title='=HYPERLINK("x")', is_draft=False, photos=0, notes=())
    brought = Brought(arrivals=(arrival,), known=0, remarks=(), is_trial=False)
    write_table(brought, tmp_path / "r.csv", "vi")

    assert "'=HYPERLINK" in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_a_page_of_an_old_template_is_read_without_what_is_around_its_text(tmp_path: Path) -> None:
    page = tmp_path / "17-ten-bai.html"
    page.write_text(
        """<html lang="vi"><head><title>Tên bài | Trang cũ</title></head><body>
        <div class="item-page"><h2><a href="/x">Tên bài</a></h2><h1>Tên bài</h1>
        <dl class="article-info"><dd class="createdby">Viết bởi Nông Văn Bản</dd>
        <dd><time datetime="2013-02-03">3/2</time></dd></dl>
        <p>Câu một.</p><p>le phat dong<br></p><p><em>Chú thích.</em></p>
        <div class="tags"><a rel="tag" href="/t">Thi đua</a></div>
        <ul class="pagenav"><li>Trang sau</li></ul></div></body></html>""",
        encoding="utf-8",
    )
    (tmp_path / "Le phat dong.jpg").write_bytes(b"\xff\xd8\xff")
    pages = Pages(page, None, datetime(2026, 1, 1), ZONE, ("vi", "en"))

    (found,) = pages.articles()
    carried_ = carry(around(tmp_path), found)

    assert (found.texts[0].title, found.name) == ("Tên bài", "ten-bai")
    assert (found.authors, found.topics) == (("Nông Văn Bản",), ("Thi đua",))
    assert str(found.day) == "2013-02-03"
    assert carried_.bodies[0][1] == "Câu một.\n\n![Chú thích.](Le phat dong.jpg)\n"


@pytest.mark.parametrize(("name", "letters"), [("tcvn3", "TCVN3"), ("vni", "VNI")])
def test_letters_of_old_fonts_become_unicode(name: str, letters: str) -> None:
    tables = {
        "tcvn3": "Trung ®oµn Kü thuËt M©y Tr¾ng ph¸t ®éng thi ®ua, mçi tæ mét tuyÕn ®­êng.",
        "vni": "Trung ñoaøn Kyõ thuaät Maây Traéng phaùt ñoäng thi ñua, moãi toå moät tuyeán.",
    }
    found = carry(around(), old(f"<p>{tables[name].replace('®', '&reg;')}</p>"))

    assert found.bodies[0][1].startswith("Trung đoàn Kỹ thuật Mây Trắng phát động thi đua")
    (told,) = [note for note in found.old.notes if note.code == "letters-converted"]
    assert dict(told.values) == {"name": letters}


def test_a_table_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    brought = Brought(arrivals=(), known=0, remarks=(), is_trial=False)

    with pytest.raises(OutsideError):
        write_table(brought, tmp_path, "vi")
