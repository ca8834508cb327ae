"""The files for other programs, as a small real site hands them out."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from bantin.build import build
from bantin.feeds.atom import ATOM

from .json_schema import faults
from .small_site import SmallSite, lying, small_site

SITE = "http://bantin.example"
EDITIONS = ("", "en/")


def made(root: Path, url: str = "", **changes: Any) -> tuple[SmallSite, dict[str, bytes]]:
    site = small_site(root / "site")
    site.article(
        "tin-thuong",
        "Dịch: không\nĐính chính: 09/3/2024 - sửa tên; một dấu, và “ngoặc”\n",
        title="=Tin thường ngày",
    )
    built = build(replace(site.settings(), site_url=url, **changes))
    assert not built.has_errors
    return site, lying(site.output)


@pytest.fixture(scope="module", params=["", SITE], ids=["disk", "server"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return request.param, made(tmp_path_factory.mktemp("data"), request.param)[1]


def articles(files: dict[str, bytes], edition: str) -> list[dict[str, Any]]:
    index = json.loads(files[f"{edition}archive.json"])
    return [
        article
        for year in index["years"]
        for article in json.loads(files[year["address"]])["articles"]
    ]


# ── the open archive ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_archive_is_as_its_schema_says(files: Any, edition: str) -> None:
    _, lying = files
    schema = json.loads(lying["archive.schema.json"])
    index = json.loads(lying[f"{edition}archive.json"])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [*faults(index, schema, schema)] == []
    for year in index["years"]:
        found = json.loads(lying[year["address"]])
        assert [*faults(found, schema, schema)] == []
        assert len(found["articles"]) == year["articles"]
        assert {one["published"][:4] for one in found["articles"]} == {str(year["year"])}
    assert index["articles"] == sum(year["articles"] for year in index["years"])


def test_the_schema_would_see_a_fault(files: Any) -> None:
    _, lying = files
    schema = json.loads(lying["archive.schema.json"])
    index = json.loads(lying["archive.json"])
    for spoiled in (
        {**index, "kind": "year"},
        {**index, "other": 1},
        {**index, "articles": -1},
        {**index, "campaigns": [{**index["campaigns"][0], "period": {"start": "2024-02-30"}}]},
    ):
        assert [*faults(spoiled, schema, schema)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_address_of_the_archive_is_a_file(files: Any, edition: str) -> None:
    url, lying = files
    index = json.loads(lying[f"{edition}archive.json"])
    assert index["site"] == (f"{url}/" if url else "")
    text = json.dumps([index, articles(lying, edition)])
    found = re.findall(r'"address": "([^"]+)"', text)
    assert found
    assert [place for place in found if place not in lying] == []


def test_every_fact_of_an_article_is_there(files: Any) -> None:
    _, lying = files
    launch, award, plain = sorted(articles(lying, ""), key=lambda one: one["key"])
    assert launch["campaigns"] == [{"relation": "launches", "campaign": "dot-mot"}]
    assert launch["people"] == [
        {"key": "tran-anh", "name": "Trần Ánh", "rank": "Đại úy", "position": None, "unit": None}
    ]
    assert launch["photos"][0]["credit"] == "Lê An"
    assert launch["translations"] == [{"language": "en", "address": "en/articles/phat-dong.html"}]
    assert award["title"] == "Tin thường ngày" or award["key"] == "tin-thuong"
    assert plain["key"] == "trao-thuong"
    assert [one["award"] for one in plain["awards"]] == ["Giấy khen"]
    assert award["corrections"][0]["day"] == "2024-03-09"
    english = {one["key"]: one for one in articles(lying, "en/")}
    assert english["phat-dong"]["people"][0]["rank"] == "Captain"
    assert english["phat-dong"]["units"] == [{"key": "ban-mot", "name": "Section One"}]
    assert english["trao-thuong"]["language"] == "vi"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_table_has_a_row_for_every_article_and_no_formula(files: Any, edition: str) -> None:
    url, lying = files
    content = lying[f"{edition}archive.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert not re.search(rb"(?<!\r)\n", content)
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert {len(row) for row in rows} == {len(head)}
    by_key = {row[-2]: row for row in rows}
    assert by_key.keys() == {one["key"] for one in articles(lying, edition)}
    assert by_key["tin-thuong"][2] == "'=Tin thường ngày"
    place = f"{edition}articles/tin-thuong.html"
    assert by_key["tin-thuong"][-1] == (f"{url}/{place}" if url else place)


# ── feeds and calendars ──────────────────────────────────────────────────────


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_feed_says_where_it_stands_and_leads_to_files(files: Any, edition: str) -> None:
    url, lying = files
    places = [place for place in lying if place.endswith(".atom.xml")]
    assert len(places) == 2 * (1 + 2)
    ids = []
    for place in places:
        root = ET.fromstring(lying[place])  # noqa: S314 - our own bytes
        links = {link.get("rel"): str(link.get("href")) for link in root.findall(f"{{{ATOM}}}link")}
        assert target(links["self"], place, url) == place
        assert target(links["alternate"], place, url) in lying
        for link in root.findall(f"{{{ATOM}}}entry/{{{ATOM}}}link"):
            assert target(str(link.get("href")), place, url) in lying
        ids.append(root.findtext(f"{{{ATOM}}}id"))
    assert len(set(ids)) == len(ids)


def target(href: str, place: str, url: str) -> str:
    if url:
        assert href.startswith(f"{url}/")
        return href.removeprefix(f"{url}/") or "index.html"
    ups = href.count("../")
    assert ups == place.count("/")
    return href.removeprefix("../" * ups)


def test_a_feed_of_a_campaign_has_its_articles_alone(files: Any) -> None:
    _, lying = files
    titles = {
        slug: [
            entry.findtext(f"{{{ATOM}}}title")
            for entry in ET.fromstring(  # noqa: S314 - our own bytes
                lying[f"campaigns/{slug}.atom.xml"]
            ).findall(f"{{{ATOM}}}entry")
        ]
        for slug in ("dot-mot", "dot-hai")
    }
    assert titles == {
        "dot-mot": ["Trao thưởng đợt một", "Ban Một phát động thi đua"],
        "dot-hai": ["Trao thưởng đợt một"],
    }


def events(content: bytes) -> dict[str, Any]:
    found: list[Any] = [*Calendar.from_ical(content).walk("VEVENT")]
    return {f"{', '.join(map(str, one.categories))}: {one['SUMMARY']}": one for one in found}


def test_a_calendar_has_the_period_and_the_days_that_mark_it(files: Any) -> None:
    url, lying = files
    found = events(lying["campaigns/dot-mot.ics"])
    assert [*found] == [
        "Phong trào thi đua: Đợt một",
        "Phát động: Ban Một phát động thi đua",
        "Trao thưởng: Trao thưởng đợt một",
    ]
    period, launch, _ = found.values()
    assert (period.start, period.end) == (date(2024, 3, 1), date(2024, 5, 8))
    assert launch.start == date(2024, 3, 4)
    assert period["DTSTAMP"].dt == datetime(2024, 3, 4, tzinfo=UTC)
    assert period.get("URL") == (f"{url}/campaigns/dot-mot.html" if url else None)


def test_an_open_end_is_one_day_and_said_in_words(files: Any) -> None:
    _, lying = files
    for edition, title in (("", "Bắt đầu: Đợt hai"), ("en/", "Begins: Đợt hai")):
        event = next(iter(events(lying[f"{edition}campaigns/dot-hai.ics"]).values()))
        assert event["SUMMARY"] == title
        assert "DTEND" not in event


def test_an_article_that_closes_a_campaign_ends_its_open_period(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    site.article("tong-ket", "Tổng kết: dot-hai\nNgày diễn ra: 20/4/2024\n")
    build(site.settings())
    event = next(iter(events(lying(site.output)["campaigns/dot-hai.ics"]).values()))
    assert (event["SUMMARY"], event.end) == ("Đợt hai", date(2024, 4, 21))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_calendar_of_all_has_every_event_once(files: Any, edition: str) -> None:
    _, lying = files
    found = uids(lying[f"{edition}timeline.ics"])
    first, second = (
        uids(lying[f"{edition}campaigns/{name}.ics"]) for name in ("dot-mot", "dot-hai")
    )
    assert sorted(found) == sorted([*first, *second])
    assert len(set(found)) == len(found)


def uids(content: bytes) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(content).walk("VEVENT")]


# ── what they have in common ─────────────────────────────────────────────────


def handed_out(files: dict[str, bytes]) -> dict[str, bytes]:
    endings = (".xml", ".json", ".ics", ".csv")
    return {place: files[place] for place in files if place.endswith(endings)}


def test_names_outlive_a_new_address_of_the_site(tmp_path: Path) -> None:
    _, here = made(tmp_path / "a")
    _, there = made(tmp_path / "b", SITE)
    lasting = re.compile(rb"<id>[^<]+</id>|UID:[^\r]+|\"id\": \"[^\"]+\"")
    for place in handed_out(here):
        assert lasting.findall(here[place]) == lasting.findall(there[place]), place


def test_the_day_of_the_build_is_in_none_of_them(tmp_path: Path) -> None:
    _, today = made(tmp_path / "a")
    _, later = made(tmp_path / "b", now=datetime(2031, 1, 1, 23))
    assert handed_out(today) == handed_out(later)


def test_an_edit_of_words_leaves_them_all_as_they_are(tmp_path: Path) -> None:
    site, before = made(tmp_path)
    path = site.content / "articles/phat-dong/vi.md"
    path.write_text(path.read_text("utf-8") + "\nThêm một đoạn nữa.\n", encoding="utf-8")
    report = build(site.settings()).report
    written = {place for place in report.written if not place.startswith("search/")}
    assert written == {"articles/phat-dong.html", "SHA256SUMS"}
    assert handed_out(lying(site.output)) == handed_out(before)


def test_what_is_held_back_is_in_none_of_them(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    for slug, head in (
        ("nhap", "Trạng thái: nháp"),
        ("hen", "Đăng từ: 07/5/2025 08:00"),
        ("mau", "Trạng thái: mẫu"),
    ):
        site.article(slug, f"{head}\nPhát động: Đợt một\n", title=f"Bí mật {slug}")
    build(replace(site.settings(), samples=False))
    for place, content in handed_out(lying(site.output)).items():
        assert "Bí mật" not in content.decode(), place
    build(site.settings())
    shown = [one["key"] for one in articles(lying(site.output), "") if one["sample"]]
    assert shown == ["mau"]


def test_an_empty_site_hands_out_empty_files(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.content.mkdir(parents=True)
    build(site.settings())
    files = lying(site.output)
    index = json.loads(files["archive.json"])
    assert (index["years"], index["campaigns"]) == ([], [])
    assert Calendar.from_ical(files["timeline.ics"]).walk("VEVENT") == []
