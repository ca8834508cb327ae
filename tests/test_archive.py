"""The archive of a small real site: photos, days, corrections, short addresses, records."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bantin.build import build
from bantin.pages.days import ALL
from bantin.shortcuts import code, page_of, place_of

from .small_site import SmallSite, lying, small_site

EDITIONS = ("", "en/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    found = small_site(tmp_path_factory.mktemp("archive") / "site")
    found.campaign("dot-bay-muoi", "Đợt bảy mươi", "01/3/2024 - 07/5/2024\nNhân dịp: 70 năm Ngày X")
    found.campaign("dot-sau-lam", "Đợt sáu lăm", "01/3/2019 - 07/5/2019\nNhân dịp: 65 năm Ngày X")
    found.article(
        "nhieu-anh",
        "Ngày diễn ra: 29/02/2020\nĐưa tin: dot-bay-muoi\nNhân vật: Thượng úy Trần Ánh\n"
        "Đính chính: 05/3/2024 - sửa ngày\nĐính chính: 06/4/2025 - sửa tên\n"
        "Địa chỉ cũ: articles/ten-cu.html\n",
        "Ảnh.\n\n![Trần Ánh nhận quà](2.jpg)\n\n![Lại ảnh ấy](../phat-dong/1.jpg)\n",
        "Nhiều <ảnh> & chữ",
    )
    found.photo("nhieu-anh", "2.jpg", "#112233")
    found.write(
        "articles/nhieu-anh/en.md",
        "---\nTitle: Photos\nCorrection: 05/3/2024 - the day\n---\n\nOnly words.\n",
    )
    build(found.settings())
    return found


def page(site: SmallSite, place: str) -> str:
    return (site.output / place).read_text(encoding="utf-8")


def main_of(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


def articles_on(text: str) -> Counter[str]:
    return Counter(
        re.findall(r'class="card-link" href="(?:\.\./)*articles/([a-z0-9-]+)\.html', text)
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_library_has_every_photo_once_and_counts_them_right(
    site: SmallSite, edition: str
) -> None:
    files = (site.output / edition / "photos").glob("*.html")
    text = "".join(file.read_text("utf-8") for file in files)
    shown = re.findall(r'<img [^>]*src="[^"]*/photos/([^"]+)"', text)

    assert len(shown) == len(set(shown)) == 2
    assert re.search(r"\b2 (ảnh|photos)\b", main_of(page(site, f"{edition}photos.html")))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_photo_leads_to_its_place_in_its_article(site: SmallSite, edition: str) -> None:
    leads = re.findall(
        r'class="contact-photo[^"]*" href="\.\./(articles/[^"#]+)(?:#([^"]+))?"',
        page(site, f"{edition}photos/2020.html"),
    )

    assert len(leads) == 2
    for place, anchor in leads:
        article = page(site, edition + place)
        assert not anchor or article.count(f'id="{anchor}"') == 1
    # The translation has no photos: the words below them are Vietnamese, and say so.
    if edition:
        text = page(site, "en/photos/2020.html")
        assert '<figcaption lang="vi">Trần Ánh nhận quà' in text
        assert not any(anchor for _, anchor in leads)


@pytest.mark.parametrize("edition", EDITIONS)
def test_campaigns_and_people_have_as_many_photos_as_the_library_says(
    site: SmallSite, edition: str
) -> None:
    text = main_of(page(site, f"{edition}photos.html"))
    ways = re.findall(r'href="([^"#]+)#photos"[^<]*<.*?class="count">(\d+)<', text)

    assert {place: int(count) for place, count in ways} == {
        "campaigns/dot-bay-muoi.html": 2,
        "campaigns/dot-mot.html": 1,
        "people/tran-anh.html": 2,
    }
    for place, count in ways:
        section = main_of(page(site, edition + place)).partition('id="photos"')[2]
        assert section.count("<figure") == int(count), place


def days_of_articles() -> dict[str, str]:
    same = dict.fromkeys(["phat-dong", "trao-thuong", "tin-thuong"], "03-04")
    return {**same, "nhieu-anh": "02-29"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_day_with_events_has_a_page_with_exactly_its_articles(
    site: SmallSite, edition: str
) -> None:
    folder = site.output / edition / "on-this-day"
    files = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.html")}
    wanted: dict[str, Counter[str]] = {}
    for slug, day in days_of_articles().items():
        wanted.setdefault(day, Counter())[slug] += 1

    assert files.keys() == {*wanted, "03-01", "04-01", "05-07"}  # days of campaigns
    for day, text in files.items():
        assert articles_on(main_of(text)) == wanted.get(day, Counter()), day


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_calendar_counts_what_the_days_show(site: SmallSite, edition: str) -> None:
    text = main_of(page(site, f"{edition}on-this-day.html"))
    counts = dict(
        re.findall(r'href="on-this-day/(\d\d-\d\d)\.html"[^>]*>[^\n]*?calendar-count">(\d+) ', text)
    )

    assert re.findall(r'data-date="([^"]+)', text) == [f"{m:02d}-{d:02d}" for m, d in ALL]
    # Two campaigns begin on 1 March of 2024, one in 2019, and three end on 7 May.
    assert counts == {"02-29": "1", "03-01": "3", "03-04": "3", "04-01": "1", "05-07": "3"}


def test_round_years_stand_first_and_the_nearest_days_are_near(site: SmallSite) -> None:
    text = main_of(page(site, "on-this-day/05-07.html"))
    years = re.findall(r'id="y(\d+)"', text)

    assert years == ["2019", "2024"]  # counted up to 2024, the year of the newest article
    assert "tròn 5 năm" in text
    beside = text.partition('class="page-nav"')[2]
    assert re.findall(r"on-this-day/(\d\d-\d\d)", beside) == ["04-01", "02-29"]


@pytest.mark.parametrize(("edition", "words"), [("", "sửa ngày"), ("en/", "the day")])
def test_every_correction_is_told_the_latest_first(
    site: SmallSite, edition: str, words: str
) -> None:
    text = main_of(page(site, f"{edition}corrections.html"))

    assert text.index("sửa tên") < text.index(words)
    assert re.findall(r'<time datetime="([^"]+)"', text) == ["2025-04-06", "2024-03-05"]
    for said in ("sửa tên", words):
        assert said in page(site, f"{edition}articles/nhieu-anh.html")
    if edition:
        assert '<span lang="vi">sửa tên</span>' in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_short_address_leads_to_its_article(site: SmallSite, edition: str) -> None:
    for slug in days_of_articles():
        article = page(site, f"{edition}articles/{slug}.html")
        found = re.search(r'class="permanent-address">([^<#]+)#([^<]+)<', article)
        assert found
        assert found[1].startswith(f"{edition}s/")
        line = page(site, found[1]).partition(f'id="{found[2]}"')[2].partition("</li>")[0]
        assert f'href="../articles/{slug}.html"' in line


def test_the_short_address_of_an_old_name_still_leads_on(site: SmallSite) -> None:
    letters = code("ten-cu")
    line = page(site, page_of(letters)).partition(f'id="{place_of(letters)}"')[2]
    assert 'href="../articles/nhieu-anh.html"' in line.partition("</li>")[0]


def test_an_occasion_is_told_year_by_year_with_its_number(site: SmallSite) -> None:
    text = main_of(page(site, "occasions/x.html"))
    heads = re.findall(r'id="y(\d+)-title"[^>]*>\d+ <span class="ago[^"]*">([^<]+)<', text)

    assert heads == [("2024", "70 năm"), ("2019", "65 năm")]
    assert "dot-mot" not in text


def test_a_person_is_one_record_across_ranks(site: SmallSite) -> None:
    text = main_of(page(site, "people/tran-anh.html"))
    ranks = re.findall(r'<dd>([^<]+) <span class="count">([^<]+)</span></dd>', text)

    assert ranks == [("Đại úy", "2024"), ("Thượng úy", "2020")]


def test_no_page_but_the_dated_ones_depends_on_the_day(site: SmallSite, tmp_path: Path) -> None:
    before = lying(site.output)
    settings = site.settings(tmp_path / "output", tmp_path / "cache")
    build(replace(settings, now=settings.now.replace(year=2031, month=2, day=28)))
    after = lying(tmp_path / "output")

    changed = {place for place in before if before[place] != after.get(place)}
    assert {Path(place).stem for place in changed} <= {
        *("index", "campaigns", "timeline", "SHA256SUMS")
    }


def test_the_front_page_recalls_this_day_of_other_years(site: SmallSite, tmp_path: Path) -> None:
    settings = site.settings(tmp_path / "output", tmp_path / "cache")
    build(replace(settings, now=settings.now.replace(year=2025, month=3, day=4)))
    text = (tmp_path / "output/index.html").read_text(encoding="utf-8")

    assert "Ngày này năm xưa, 04/3" in text
    assert "this-day-title" not in page(site, "index.html")


def test_an_empty_site_says_what_would_be_here(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site")
    site.content.mkdir(parents=True)
    build(site.settings())

    for place in ("photos", "on-this-day", "corrections"):
        assert 'class="empty"' in page(site, f"{place}.html")
