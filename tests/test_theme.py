"""The theme: every page in every language, its words, and its built files."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bantin.languages import language_name
from bantin.model import Picture, Rendition
from bantin.problems import SettingsError
from bantin.theme import Theme, load
from bantin.theme.pieces import html, link, tenths, tint, words
from bantin.views import (
    Alternate,
    ArchivesView,
    ArticleView,
    AwardGroup,
    AwardLine,
    AwardsView,
    AwardYearView,
    Bar,
    BarMark,
    Because,
    CalendarDay,
    CalendarView,
    CampaignBox,
    CampaignCard,
    CampaignLine,
    CampaignsView,
    CampaignView,
    CampaignYear,
    Card,
    Column,
    CorrectionLine,
    CorrectionsView,
    CorrectionView,
    Day,
    DayView,
    DayYear,
    Density,
    Frame,
    GalleryView,
    Group,
    Held,
    HelpView,
    HomeView,
    Label,
    Letter,
    LetterView,
    MissingView,
    MomentView,
    MovedView,
    Namesake,
    Neighbours,
    Overview,
    Page,
    PersonRef,
    PhotoMonth,
    PhotosOf,
    PhotosView,
    PhotoView,
    PhotoYear,
    PhotoYearView,
    Prose,
    ReasonView,
    RecordEntry,
    RecordsView,
    RecordView,
    RecordYear,
    RecordYearView,
    Ref,
    RelatedIndexView,
    RelatedPartView,
    SearchView,
    Section,
    Sheet,
    ShortView,
    Shown,
    Span,
    StandingView,
    Switch,
    Tick,
    Tie,
    TimelineView,
    View,
    WebEntry,
    WebGroup,
    YearLink,
    YearRef,
    YearView,
)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "theme"
LANGUAGES = ("vi", "en")
SHARP = "<b>\"Tiến lên\" & 'giành' 3 nhất</b>"

DAY = Day("2024-03-04", "04/3/2024")
SPAN = Span(Day("2024-03-01", "01/3"), Day("2024-05-07", "07/5/2024"), 68)
UNIT = Ref("units/phong-ky-thuat.html", Label(f"Phòng {SHARP}"), "phong-ky-thuat")
PERSON = Ref("people/vu-van-hien.html", Label("Vũ Văn Hiển", "vi"), "vu-van-hien")
CAMPAIGN = Ref("campaigns/tiep-buoc.html", Label(f"Tiếp bước {SHARP}", "vi"), "tiep-buoc")
RELATIONS = ("launches", "reports", "reviews", "closes", "awards")


def picture(width: int = 1600, height: int = 1066) -> Picture:
    return Picture(
        source="a/1.jpg",
        width=width,
        height=height,
        colour="#7a5c42",
        webp=tuple(Rendition(url=f"photos/a.{w}.webp", width=w, height=w) for w in (480, 960)),
        jpeg=tuple(Rendition(url=f"photos/a.{w}.jpg", width=w, height=w) for w in (960, 1600)),
    )


PHOTO = PhotoView(picture(), f"lễ {SHARP}", "Lễ", "Lễ <em>phát động</em>", f"Kiên {SHARP}", "vi")
SHOWN = Shown(PHOTO, "articles/phat-dong.html#photo-1")
CARD = Card(
    slug="phat-dong",
    href="articles/phat-dong.html",
    title=Label(f"Phát động {SHARP}", "vi"),
    summary=Label("Tóm tắt"),
    published=DAY,
    ties=tuple(Tie(relation, CAMPAIGN) for relation in RELATIONS),
    photo=PHOTO,
    status="sample",
    untranslated=True,
)
PLAIN = replace(CARD, slug="tin", href="articles/tin.html", photo=None, ties=(), status="")
LIFE = CampaignCard(
    slug="tiep-buoc",
    href=CAMPAIGN.href,
    name=CAMPAIGN.label,
    span=SPAN,
    occasions=(Ref("", Label("70 năm")),),
    launched_by=(UNIT,),
    moments=tuple(MomentView(relation, DAY, CARD) for relation in RELATIONS),
    status="",
    awards=2,
)
RUNNING = replace(LIFE, slug="dang-chay", state="running", gone=3, left=12, percent=20)
OPEN = replace(RUNNING, slug="mo", span=Span(DAY, None), left=-1, moments=(), occasions=())
AWARD = AwardLine(
    recipient=PERSON,
    rank=Label("Đại tá"),
    collective=False,
    unit=Label("Ban Hậu cần"),
    award=Label("Bằng khen"),
    day=DAY,
    campaigns=(CAMPAIGN,),
    article=Ref(CARD.href, CARD.title, CARD.slug),
)
GROUP_AWARD = replace(AWARD, recipient=UNIT, rank=None, collective=True, unit=None, award=None)
DRAWING = Overview(
    width=800,
    bars=(
        Bar(
            slug="tiep-buoc",
            name=CAMPAIGN.label,
            occasion=Label("70 năm", "vi"),
            x=100,
            width=60,
            open=True,
            guessed=True,
            earlier=True,
            marks=tuple(BarMark(relation, 100, "04/3/2024") for relation in RELATIONS),
            words="01/3 – 07/5/2024",
        ),
    ),
    ticks=(Tick(0, "2024"), Tick(400, "")),
    today=500,
    today_text="24/11/2026",
    any_open=True,
    any_guessed=True,
)
ARTICLE = ArticleView(
    slug="phat-dong",
    title=CARD.title,
    lead=None,
    ties=CARD.ties,
    authors=("Hoàng Trung Kiên", SHARP),
    published=DAY,
    event=DAY,
    units=(UNIT,),
    people=(PersonRef(PERSON, Label("Đại tá"), Label("Chủ nhiệm")),),
    places=(Label("Hà Nội"),),
    topics=(Ref("topics/ky-thuat.html", Label("Kỹ thuật")),),
    body=(Prose("<p>Chiều <b>nay</b></p>"), GalleryView((PHOTO, PHOTO)), GalleryView((PHOTO,))),
    seal="3f2a 9c41 77d0 b8e2",
    photos=(PHOTO,),
    campaigns=(CampaignBox(LIFE.href, LIFE.name, LIFE.span, "", LIFE.moments, more=2),),
    awards=(AWARD, GROUP_AWARD),
    corrections=(CorrectionView(DAY, Label(f"sửa {SHARP}")),),
    related=(CARD, PLAIN),
    because=(
        Because((ReasonView("campaign", CAMPAIGN),), "campaign:tiep-buoc"),
        Because((ReasonView("text", None),), "text"),
    ),
    neighbours=(Neighbours(CAMPAIGN, CARD, PLAIN),),
    status="",
    fact_card=False,
    original="",
    permanent="articles/phat-dong.html",
)
FACT_CARD = replace(ARTICLE, fact_card=True, body=(), seal="", original="articles/phat-dong.html")
HOME = HomeView(
    edition=DAY,
    weekday="Thứ Hai",
    lead=CARD,
    seconds=(CARD, PLAIN),
    news=(CARD, PLAIN),
    running=(RUNNING, OPEN),
    as_of=DAY,
    awards=(AWARD, GROUP_AWARD),
    photos=((PHOTO, CARD.href),),
    overview=DRAWING,
    on_this_day=(CARD, PLAIN),
    this_day=Ref("on-this-day/03-04.html", Label("04/3")),
)
GROUP = Group("y2024", "2024", cards=(CARD, PLAIN))
NONE_TO_COME = CampaignYear("upcoming", "", 0)
FEW = CampaignYear("y2024", "2024", 2, cards=(LIFE, OPEN))
LINES = tuple(
    CampaignLine(slug, LIFE.name, start, end, (Label("70 năm", "vi"),), state, status, marks)
    for slug, start, end, state, status, marks in (
        ("nhieu", "01/3", "07/5/2024", "", "sample", ("launches", "awards")),
        ("nhieu-mo", "01/3/2024", "", "running", "", ()),
        ("nhieu-chua-ro", "", "", "unknown", "", ()),
    )
)
MANY = CampaignYear("y2024", "2024", 2, lines=LINES[:2])
MANY_TO_COME = CampaignYear("upcoming", "", 1, lines=(replace(LINES[0], slug="sap-den"),))
UNDATED = CampaignYear("unknown", "", 1, lines=LINES[2:])
YEAR_LINKS = (YearLink("y2024", "2024", 2), YearLink("unknown", "", 1))
DENSITY = Density((Column(2023, 0, 0, False), Column(2024, 3, 100, True)), True)
STATES = (("running", 1), ("ended", 1))
RECORD = RecordView(
    kind="people",
    slug="vu-van-hien",
    name=PERSON.label,
    ranks=(Held(Label("Đại tá"), "2021–2024"),),
    positions=(),
    unit=UNIT,
    cards=(CARD,),
    campaigns=(LIFE,),
    awards=(AWARD,),
    count=1,
    tallies=(("launches", 1),),
    photos=(SHOWN,),
    all_photos=9,
    namesakes=(Namesake(PERSON, UNIT.label), Namesake(PERSON, None)),
)
LONG_RECORD = replace(
    RECORD,
    cards=(),
    years=(RecordYear(2024, 70, True, (LIFE,), (CARD,)), RecordYear(0, 0, False, (OPEN,), ())),
)
VERY_LONG_RECORD = replace(
    LONG_RECORD,
    years=(RecordYear(2024, 0, False, (), (CARD,), 900, "people/x/2024.html"),),
    all_campaigns=900,
    all_awards=900,
)
LONG_GROUP = replace(GROUP, count=900, href="archives/2024-03.html")
WEB = (WebEntry(CAMPAIGN, 9, (CARD, PLAIN), 7),)
ENTRIES = (RecordEntry(PERSON, Label("Đại tá"), 2, 1),)
AWARD_YEARS = (AwardGroup("y2024", "2024", (AWARD,)), AwardGroup("y2023", "2023", (GROUP_AWARD,)))
SHEET = Sheet(Ref(CARD.href, CARD.title), DAY, "sample", (SHOWN, SHOWN))
MONTH = PhotoMonth("m3", "Tháng 3/2024", 2, (SHEET,))
DAY_REF = Ref("on-this-day/03-04.html", Label("04/3"))
DAY_PAGE = DayView(
    text="04/3",
    count=3,
    newest=2026,
    years=(
        DayYear(2016, 10, True, (CARD,), (CAMPAIGN,), (CAMPAIGN,)),
        DayYear(2026, 0, False, (PLAIN,), (), ()),
    ),
    previous=DAY_REF,
    next=replace(DAY_REF, href="on-this-day/03-09.html"),
)
CAMPAIGN_PAGE = CampaignView(
    card=LIFE,
    body=(Prose("<p>Mục đích</p>"),),
    body_lang="vi",
    phases=(("launches", LIFE.moments[:1]), ("reviews", ())),
    awards=(AWARD,),
    photos=((PHOTO, CARD.href),),
    untranslated=True,
    all_photos=1,
)
EMPTY_HOME = replace(
    HOME,
    edition=None,
    lead=None,
    seconds=(),
    news=(),
    running=(),
    awards=(),
    photos=(),
    overview=None,
    on_this_day=(),
)
VIEWS: dict[str, tuple[str, View]] = {
    "home": ("home.html", HOME),
    "empty home": ("home.html", EMPTY_HOME),
    "article": ("article.html", ARTICLE),
    "plain article": ("article.html", replace(ARTICLE, ties=(), campaigns=(), related=())),
    "fact card": ("article.html", FACT_CARD),
    "campaign": ("campaign.html", CAMPAIGN_PAGE),
    "empty campaign": (
        "campaign.html",
        replace(CAMPAIGN_PAGE, card=OPEN, phases=(), awards=(), photos=(), body=()),
    ),
    "campaigns": ("campaigns.html", CampaignsView((RUNNING,), (), FEW, (FEW,), DAY)),
    "many campaigns": (
        "campaigns.html",
        CampaignsView((RUNNING,), LINES[1:2], MANY_TO_COME, (UNDATED,), DAY),
    ),
    "no campaigns": ("campaigns.html", CampaignsView((), (), NONE_TO_COME, (), DAY)),
    "timeline": (
        "timeline.html",
        TimelineView(DRAWING, None, (FEW,), (("", YEAR_LINKS[:1]),), STATES, 2, DAY),
    ),
    "long timeline": (
        "timeline.html",
        TimelineView(
            DRAWING,
            DENSITY,
            (MANY, UNDATED),
            (("2020–2029", YEAR_LINKS[:1]), ("", YEAR_LINKS[1:])),
            STATES,
            4,
            DAY,
        ),
    ),
    "empty timeline": ("timeline.html", TimelineView(None, None, (), (), (), 0, DAY)),
    "related": (
        "related.html",
        RelatedIndexView((WebGroup("campaign", WEB),), 2),
    ),
    "no relations": ("related.html", RelatedIndexView((WebGroup("person", ()),), 0)),
    "much related": (
        "related.html",
        RelatedIndexView((WebGroup("campaign", WEB, 70, "related/campaign-2.html"),), 9),
    ),
    "part of what is related": (
        "related-part.html",
        RelatedPartView("person", "1", 70, WEB, (UNIT, PERSON)),
    ),
    "archives": (
        "archives.html",
        ArchivesView((YearRef("archives/2024.html", 2024, 1, (("m3", "3/2024", 1),)),), 1, (CARD,)),
    ),
    "empty archive": ("archives.html", ArchivesView((), 0, ())),
    "year": ("year.html", YearView("2024", 2, (GROUP,), None, UNIT, None)),
    "long year": ("year.html", YearView("2024", 900, (LONG_GROUP,), None, UNIT, None)),
    "month": ("year.html", YearView("Tháng 3/2024", 2, (GROUP,), UNIT, UNIT, UNIT)),
    "year of a record": (
        "record-year.html",
        RecordYearView("units", UNIT, "2024", 900, (LONG_GROUP,), None, UNIT, None),
    ),
    "month of a record": (
        "record-year.html",
        RecordYearView("people", PERSON, "Tháng 3/2024", 2, (GROUP,), UNIT, None, UNIT),
    ),
    "records": (
        "records.html",
        RecordsView("people", (Letter("H", ENTRIES),), 1),
    ),
    "many records": (
        "records.html",
        RecordsView("people", (Letter("H", ENTRIES, 90, "people/letters/h.html"),), 900),
    ),
    "letter": (
        "letter.html",
        LetterView("people", "H", (Letter("H", ENTRIES, 1),), (UNIT, PERSON), UNIT, PERSON),
    ),
    "no records": ("records.html", RecordsView("topics", (), 0)),
    "record": ("record.html", RECORD),
    "empty record": ("record.html", replace(RECORD, kind="units", cards=(), campaigns=())),
    "awards": ("awards.html", AwardsView(AWARD_YEARS, 2, 1)),
    "many awards": (
        "awards.html",
        AwardsView((AwardGroup("y2024", "2024", (AWARD,), 900, "awards/2024.html"),), 900, 1),
    ),
    "awards of a year": (
        "award-year.html",
        AwardYearView(
            "2024",
            900,
            (AwardGroup("m3", "Tháng 3/2024", (AWARD,), 900, "awards/2024-03.html"),),
            None,
            UNIT,
            None,
        ),
    ),
    "awards of a month": (
        "award-year.html",
        AwardYearView("Tháng 3/2024", 2, AWARD_YEARS, UNIT, UNIT, UNIT),
    ),
    "no awards": ("awards.html", AwardsView((), 0, 0)),
    "search": ("search.html", SearchView((UNIT,), (("campaigns", 2), ("people", 7)))),
    "search of nothing": ("search.html", SearchView((), ())),
    "standing": ("standing.html", StandingView(CARD.title, ARTICLE.body, "vi", "sample")),
    "missing": ("missing.html", MissingView((CARD,))),
    "help": (
        "help.html",
        HelpView(SHARP, SHARP, (Section("a", SHARP, "<p>Một</p>"),), ()),
    ),
    "moved": ("moved.html", MovedView(CARD.title, CARD.href)),
    "long record": ("record.html", LONG_RECORD),
    "very long record": ("record.html", VERY_LONG_RECORD),
    "occasion": ("record.html", replace(LONG_RECORD, kind="occasions", photos=())),
    "photos": (
        "photos.html",
        PhotosView(
            count=9,
            years=(PhotoYear("photos/2024.html", 2024, 9, (SHOWN, SHOWN)),),
            campaigns=(PhotosOf(CAMPAIGN, None, 2),),
            all_campaigns=1,
            people=(PhotosOf(PERSON, Label("Đại tá"), 2), PhotosOf(PERSON, None, 1)),
            all_people=2,
        ),
    ),
    "no photos": ("photos.html", PhotosView(0, (), (), 0, (), 0)),
    "photos of a year": (
        "photo-year.html",
        PhotoYearView(
            "2024", 4, (MONTH, replace(MONTH, key="m2", href="x.html")), None, UNIT, None
        ),
    ),
    "photos of a month": (
        "photo-year.html",
        PhotoYearView("Tháng 3/2024", 2, (MONTH,), UNIT, UNIT, UNIT),
    ),
    "calendar": (
        "on-this-day.html",
        CalendarView((("Tháng 3", (CalendarDay(DAY_REF.href, "03-04", 4, "04/3", 3),)),), 3),
    ),
    "empty calendar": ("on-this-day.html", CalendarView((("Tháng 3", ()),), 0)),
    "day": ("day.html", DAY_PAGE),
    "only day": ("day.html", replace(DAY_PAGE, previous=None, next=None)),
    "corrections": (
        "corrections.html",
        CorrectionsView(
            1, ((2024, (CorrectionLine(DAY, Label(f"sửa {SHARP}"), SHEET.article, ""),)),)
        ),
    ),
    "no corrections": ("corrections.html", CorrectionsView(0, ())),
    "short": ("short.html", ShortView("s/7k", (("m2qx", CARD), ("r3wz", PLAIN)))),
}


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load(FOLDER, LANGUAGES)


def frame(lang: str) -> Frame:
    other = "en" if lang == "vi" else "vi"
    return Frame(
        lang=lang,
        address="articles/phat-dong.html",
        root="../",
        home="../",
        section="articles",
        title=f"Phát động {SHARP}",
        description=SHARP,
        canonical="phat-dong.html",
        alternates=(Alternate("vi", "phat-dong.html"), Alternate("x-default", "phat-dong.html")),
        switches=(Switch(other, "../en/articles/phat-dong.html", language_name(other)),),
        site_name="Bản tin Thi đua",
        tagline="Phong trào thi đua",
        publisher="Tòa soạn",
        pages=(Ref("pages/gioi-thieu.html", Label("Giới thiệu", "vi")),),
        feed="feeds/all.atom.xml",
        style="theme/site.css",
        script="theme/site.js",
        search="theme/search.js",
        samples=True,
    )


def shown(theme: Theme, name: str, lang: str = "vi") -> str:
    template, view = VIEWS[name]
    section = "home" if template == "home.html" else "articles"
    return theme.render(Page(template, replace(frame(lang), section=section), view))


class Reader(HTMLParser):
    """The start tags of a page, and whether every element that was opened is closed again."""

    VOID = frozenset({"meta", "link", "img", "input", "source", "rect", "line", "path"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert tag in self.VOID or self.open.pop() == tag

    def having(self, name: str) -> Iterator[str]:
        return (attributes[name] for _, attributes in self.tags if name in attributes)


EVERY_PAGE = pytest.mark.parametrize(("name", "lang"), [(n, k) for n in VIEWS for k in LANGUAGES])


@EVERY_PAGE
def test_every_page_is_in_order_in_every_language(theme: Theme, name: str, lang: str) -> None:
    page = Reader(shown(theme, name, lang))
    count = Counter(tag for tag, _ in page.tags)

    assert not page.open
    assert [count[tag] for tag in ("h1", "main", "header", "footer")] >= [1, 1, 1, 1]
    assert count["h1"] == count["main"] == 1
    assert next(attributes["lang"] for tag, attributes in page.tags if tag == "html") == lang
    assert list(page.having("data-switch")) == [""]


@EVERY_PAGE
def test_what_is_named_stands_on_the_page_once(theme: Theme, name: str, lang: str) -> None:
    page = Reader(shown(theme, name, lang))
    ids = Counter(page.having("id"))
    wanted = set(page.having("aria-labelledby")) | {
        href[1:] for href in page.having("href") if href.startswith("#")
    }

    assert max(ids.values()) == 1
    assert wanted - {"tiep-buoc"} <= ids.keys()


@EVERY_PAGE
def test_headings_leave_no_level_out(theme: Theme, name: str, lang: str) -> None:
    levels = [int(t[1]) for t, _ in Reader(shown(theme, name, lang)).tags if re.match("h[1-6]$", t)]

    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@EVERY_PAGE
def test_a_page_carries_no_script_and_no_style_of_its_own(
    theme: Theme, name: str, lang: str
) -> None:
    for tag, attributes in Reader(shown(theme, name, lang)).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "style"
        is_data = attributes.get("type") == "application/ld+json"
        ours = ("../theme/site.js", "../theme/search.js")
        assert tag != "script" or is_data or attributes["src"] in ours


@EVERY_PAGE
def test_words_of_writers_never_become_tags(theme: Theme, name: str, lang: str) -> None:
    html = shown(theme, name, lang)

    assert '<b>"' not in html
    assert "<b>&#34;" not in html


def test_a_page_asks_for_nothing_that_its_view_does_not_have(theme: Theme) -> None:
    with pytest.raises(SettingsError, match=r"article\.html"):
        theme.render(Page("article.html", frame("vi"), VIEWS["missing"][1]))


@pytest.mark.parametrize(
    ("words", "shown_as"),
    [
        ("{{ view.latest is defined }}, {{ view.lead is defined }}", "True, False"),
        ("{{ view.lead | default('none') }}", "none"),
        ("{{ page.lang.strip().upper() }}", "VI"),
        ("{{ view.lead }}", None),
        ("{{ view.latest[0].lead }}", None),
        ("{{ nothing }}", None),
        ("{{ _('Skip to the content').lead }}", None),
    ],
)
def test_a_field_that_is_not_there_may_be_asked_for_but_not_shown(
    tmp_path: Path, words: str, shown_as: str | None
) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    (folder / "templates" / "missing.html").write_text(words, "utf-8")
    template, view = VIEWS["missing"]
    page = Page(template, frame("vi"), view)
    if shown_as is not None:
        assert load(folder, ("vi",)).render(page) == shown_as
    else:
        with pytest.raises(SettingsError, match="missing"):
            load(folder, ("vi",)).render(page)


def test_a_macro_takes_its_arguments_by_place_and_by_name(tmp_path: Path) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    (folder / "templates/parts/new.html").write_text(
        "{% macro new(a, b='B', class='C') %}{{ a }}{{ b }}{{ class }}{% endmacro %}"
        "{% macro around(a) %}({{ a }}{{ caller() }}){% endmacro %}",
        "utf-8",
    )
    (folder / "templates" / "missing.html").write_text(
        '{% from "parts/new.html" import new, around %}'
        "{{ new('<') }} {{ new('1', '2') }} {{ new('1', class='3') }} {{ new(b='2', a='1') }} "
        "{% call around('x') %}<b>{% endcall %}",
        "utf-8",
    )
    page = Page("missing.html", frame("vi"), VIEWS["missing"][1])

    assert load(folder, ("vi",)).render(page) == "&lt;BC 12C 1B3 12C (x<b>)"


# ── handles ──────────────────────────────────────────────────────────────────


def test_related_articles_say_why(theme: Theme) -> None:
    html = shown(theme, "article")
    page = Reader(html)

    assert len(list(page.having("data-related"))) == 1
    assert list(page.having("data-reason")) == ["campaign:tiep-buoc", "text"]
    assert "Cùng phong trào" in html
    assert "Nội dung gần nhau" in html


@pytest.mark.parametrize("name", ["campaign", "timeline"])
def test_a_campaign_says_what_each_article_is_to_it(theme: Theme, name: str) -> None:
    relations = set(Reader(shown(theme, name)).having("data-relation"))

    assert relations == ({"launches"} if name == "campaign" else set(RELATIONS))


@pytest.mark.parametrize(
    ("lang", "all_of_them"), [("vi", "Tất cả 9 bài"), ("en", "All 9 articles")]
)
def test_the_index_of_relations_leads_to_what_it_leaves_out(
    theme: Theme, lang: str, all_of_them: str
) -> None:
    link = f'<a href="../{CAMPAIGN.href}">{all_of_them}</a>'
    whole = RelatedIndexView((WebGroup("campaign", (WebEntry(CAMPAIGN, 2, (CARD, PLAIN)),)),), 2)

    assert link in shown(theme, "related", lang)
    assert "web-all" not in theme.render(Page("related.html", frame(lang), whole))


def test_every_campaign_of_the_timeline_has_its_place(theme: Theme) -> None:
    page = Reader(shown(theme, "timeline"))

    assert {"tiep-buoc", "mo"} <= set(page.having("id"))
    assert "#tiep-buoc" in page.having("href")


def test_a_fact_card_leads_to_the_original(theme: Theme) -> None:
    page = Reader(shown(theme, "fact card", "en"))

    assert len(list(page.having("data-fact-card"))) == 1
    assert any(
        attributes["href"] == "../articles/phat-dong.html" and attributes["hreflang"] == "vi"
        for tag, attributes in page.tags
        if tag == "a" and "hreflang" in attributes
    )


def test_a_translated_article_is_no_fact_card(theme: Theme) -> None:
    assert not list(Reader(shown(theme, "article", "en")).having("data-fact-card"))


def test_a_sample_is_badged(theme: Theme) -> None:
    assert set(Reader(shown(theme, "home")).having("data-status")) == {"sample"}


def test_an_old_address_sends_the_reader_on_and_hides_from_searchers(theme: Theme) -> None:
    html = shown(theme, "moved")

    assert 'http-equiv="refresh" content="0; url=../articles/phat-dong.html"' in html
    assert '<meta name="robots" content="noindex">' in html


# ── photos ───────────────────────────────────────────────────────────────────


def test_only_the_first_photo_is_fetched_at_once(theme: Theme) -> None:
    photos = [a for tag, a in Reader(shown(theme, "plain article")).tags if tag == "img"]

    assert next(photo.get("loading", "now") for photo in photos if photo.get("alt")) == "now"
    assert all(photo.get("loading") == "lazy" for photo in photos[1:] if "src" in photo)
    assert all({"alt"} <= photo.keys() for photo in photos)
    assert all({"width", "height"} <= photo.keys() for photo in photos if "src" in photo)


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_the_style_knows_the_proportions_of_every_photo(width: int, height: int) -> None:
    style = (FOLDER / "css/4-parts/photo.css").read_text("utf-8")

    assert f".ratio-{tenths(picture(width, height))} {{" in style


@given(st.integers(0, 0xFFFFFF))
def test_the_place_of_a_photo_has_nearly_its_colour(colour: int) -> None:
    style = (FOLDER / "css/4-parts/tint.css").read_text("utf-8")
    shown = tint(replace(picture(3, 2), colour=f"#{colour:06x}")).split()

    assert shown[0] == "tint"
    steps = [int(re.search(rf"\.{name} {{ --\w+: (\d+); }}", style)[1]) for name in shown[1:]]  # type: ignore[index]
    real = [colour >> 16, colour >> 8 & 255, colour & 255]
    assert all(abs(step - there) <= 17 for step, there in zip(steps, real, strict=True))


# ── words ────────────────────────────────────────────────────────────────────


def test_things_are_counted_as_each_language_counts(theme: Theme) -> None:
    def days_left(lang: str, left: int) -> str:
        view = replace(HOME, running=(replace(RUNNING, left=left),))
        html = theme.render(Page("home.html", frame(lang), view))
        found = re.search(r'running-left">([^<]*)<', html)
        return found[1] if found else ""

    assert [days_left("vi", left) for left in (12, 1)] == ["còn 12 ngày", "còn 1 ngày"]
    assert [days_left("en", left) for left in (12, 1)] == ["12 days left", "one day left"]
    assert days_left("vi", 0) == "ngày cuối"
    assert days_left("vi", -1) == "chưa định ngày kết thúc"


def test_a_message_without_an_entry_is_not_passed_over(tmp_path: Path) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    catalogue = folder / "locale/vi/LC_MESSAGES/theme.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgid "Skip to', 'msgid "Skip'))

    with pytest.raises(SettingsError, match="Skip to the content"):
        shown(load(folder, ("vi",)), "missing")


def test_a_fragment_in_another_language_says_so(theme: Theme) -> None:
    html = shown(theme, "record", "en")

    assert '<h1 class="page-title" lang="vi">Vũ Văn Hiển' in html


@given(st.text(), st.sampled_from(["", "vi"]))
def test_a_label_is_its_text_and_nothing_else(text: str, lang: str) -> None:
    html = words(Label(text, lang))

    assert isinstance(html, Markup)
    assert html.startswith("<span") == bool(lang)
    assert unescape(re.sub("^<span[^>]*>|</span>$", "", html)) == text


@given(st.text() | st.text("&<>'\"aạ", max_size=4) | st.integers() | st.none())
def test_what_is_not_html_is_escaped_once(value: object) -> None:
    assert html(value) == escape(value)
    assert html(escape(value)) == escape(value)


def test_a_link_that_leads_nowhere_is_words() -> None:
    assert link(Ref("", Label("70 năm")), "../") == "70 năm"


# ── files ────────────────────────────────────────────────────────────────────


def test_the_same_folder_gives_the_same_theme(theme: Theme) -> None:
    again = load(FOLDER, LANGUAGES)

    assert (again.digest, again.files) == (theme.digest, theme.files)


@pytest.mark.parametrize(
    "changed", ["templates/parts/photo.html", "css/1-tokens.css", "locale/en/LC_MESSAGES/theme.po"]
)
def test_every_file_counts_for_the_digest(theme: Theme, tmp_path: Path, changed: str) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    with (folder / changed).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert load(folder, LANGUAGES).digest != theme.digest


def test_the_style_asks_only_for_files_that_are_there(theme: Theme) -> None:
    files = dict(theme.files)
    style = files[theme.style].decode()
    asked = re.findall(r'url\("([^"]+)"\)', style)

    assert len(asked) == style.count("url(") == 4
    assert {f"theme/{name}" for name in asked} <= files.keys()
    assert all(re.search(r"\.[0-9a-f]{8}\.woff2$", name) for name in asked)
    assert "@import" not in style


def test_the_layers_come_in_their_order(theme: Theme) -> None:
    style = dict(theme.files)[theme.style].decode()
    layers = re.findall(r"^@layer (\w+) \{", style, re.M)

    assert style.startswith("@layer tokens, elements, layout, parts, utilities, print;")
    assert list(dict.fromkeys(layers)) == style.splitlines()[0][7:-1].split(", ")
    assert style.count("{") == style.count("}")


def test_the_script_is_for_old_browsers_too(theme: Theme) -> None:
    script = dict(theme.files)[theme.script].decode()

    assert not re.search(r"=>|`|\b(?:let|const|class|import|export|async)\b|\.\.\.", script)


def test_a_page_without_photos_is_light(theme: Theme) -> None:
    files = dict(theme.files)
    fonts = sum(len(content) for name, content in files.items() if name.endswith(".woff2"))

    assert fonts <= 110_000
    # As it is served: what remains of 30 KB is for the words of the page.
    assert sum(len(gzip.compress(files[f])) for f in (theme.style, theme.script)) <= 18_000


def test_a_folder_without_a_theme_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load(tmp_path, LANGUAGES)


def test_a_language_that_the_theme_does_not_speak_is_told() -> None:
    with pytest.raises(SettingsError):
        load(FOLDER, ("vi", "fr"))


# ── colours ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    colours = tokens()[scheme]

    for name in ("ink", "ink-soft", "red", "grey", "green", "blue", "gold"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours[name], colours["paper-deep"]) >= 4.5, name
    assert contrast(colours["bar"], colours["paper"]) >= 3


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours by day and by night."""
    text = (FOLDER / "css/1-tokens.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    colour = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return {"light": dict(colour.findall(light)), "dark": dict(colour.findall(dark))}


def contrast(one: str, other: str) -> float:
    """Return the ratio that WCAG 2 defines."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_template_with_a_slip_is_told_by_its_name_and_line(tmp_path: Path) -> None:
    folder = Path(copytree(FOLDER, tmp_path / "theme"))
    template = folder / "templates" / "missing.html"
    text = template.read_text("utf-8")
    template.write_text(text + "{% if %}\n", "utf-8")
    line = text.count("\n") + 1

    with pytest.raises(SettingsError, match=rf"missing\.html:{line}"):
        shown(load(folder, ("vi",)), "missing")
