"""A site in another pair of languages: a line in the settings and two files, nothing else.

The other language is French; its words are marked English ones, so that a word of a page that
does not come from the site's own catalogue is seen at once, whatever it says.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from bantin import dates
from bantin.build import build
from bantin.configuration import load
from bantin.languages import language_name
from bantin.model import Period
from bantin.problems import SettingsError
from bantin.reading.names_file import read_names
from bantin.site import check
from bantin.theme import load as load_theme

from .small_site import ROOT, lying, share_templates

SETTINGS = """\
LANGUAGES = ["en", "fr"]
TIMEZONE = "Europe/Paris"
SITENAME = {"en": "Trial news", "fr": "Nouvelles d’essai"}
PUBLISHER = {"en": "Press office", "fr": "Bureau de presse"}
PLUGINS = []
"""
MARK = "¶"
"""Stands before each word of the French catalogue."""


def french(folder: Path) -> None:
    """Write the two files of the language: the theme's catalogue and its help."""
    with (ROOT / "theme/locale/en/LC_MESSAGES/theme.po").open("rb") as file:
        words = read_po(file, locale="fr", ignore_obsolete=True)
    for message in words:
        if message.id:
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            marked = tuple(f"{MARK}{text}" for text in said)
            message.string = marked if isinstance(message.string, tuple) else marked[0]
    out = BytesIO()
    write_po(out, words)
    catalogue = folder / "fr/LC_MESSAGES/theme.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(out.getvalue())
    sections = (ROOT / "theme/help/en.md").read_text("utf-8").count("\n## ")
    parts = (f"## {MARK}{number}\n\n{MARK}words.\n" for number in range(sections))
    (folder / "fr/help.md").write_text("\n".join((f"# {MARK}Aide\n", *parts)), "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pair") / "site"
    french(root / "locale")
    texts = {
        "pelicanconf.py": SETTINGS,
        "content/names.csv": "kind,en,fr,note\nunit,Section One,Section Une,\n"
        "rank,Captain,Capitaine,\naward,Letter of merit,Lettre de mérite,\n",
        "content/campaigns/spring/en.md": "---\nName: Spring\nPeriod: 01/3/2024 - 07/5/2024\n"
        "Launched by: Section One\n---\n\nTo clean the yards.\n",
        "content/campaigns/spring/fr.md": "---\nName: Printemps\n---\n\nNettoyer les cours.\n",
        "content/articles/launch/en.md": "---\nTitle: The launch\nDate: 04/3/2024\nAuthor: A. Roy\n"
        "Launches: Spring\nUnit: Section One\nPeople: Captain Jean Dupré\n---\n\n"
        "The section began to clean the yards today.\n",
        "content/articles/launch/fr.md": "---\nTitle: Le lancement\n---\n\n"
        "La section a commencé à nettoyer les cours, décidée à être prête dès l’été.\n",
        "content/articles/prize/en.md": "---\nTitle: The prize\nDate: 05/4/2024\nAuthor: A. Roy\n"
        "Awards: Spring\nTranslate: no\n---\n\nWords.\n\n| Full name | Award |\n|---|---|\n"
        "| Captain Jean Dupré | Letter of merit |\n",
        "content/pages/about/en.md": "---\nTitle: About\n---\n\nOn trial.\n",
        "content/pages/about/fr.md": "---\nTitle: À propos\n---\n\nÀ l’essai.\n",
    }
    for place, text in texts.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, "utf-8")
    settings, _ = load(root, None)
    share_templates(settings.cache)
    built = build(replace(settings, now=settings.now.replace(year=2024, month=4, day=10)))
    assert [problem.code for problem in built.problems] == []
    return root


class Words(HTMLParser):
    """The texts of a page that are in its own language, and those that stand for pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        foreign = said.get("lang") not in (None, "fr") or tag in ("script", "style")
        if tag not in ("meta", "link", "img", "input", "br", "hr", "use", "path", "line", "rect"):
            self.inside.append((tag, foreign))
        self.found += [said[name] or "" for name in ("aria-label", "placeholder") if name in said]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(foreign for _, foreign in self.inside):
            self.found.append(data)


CONTENT = re.compile(
    "Nouvelles d’essai|Bureau de presse|Printemps|À propos|Le lancement|Capitaine|Section Une|"
    "Lettre de mérite|A\\. Roy|Jean Dupré|Nettoyer les cours|À l’essai|"
    "La section a commencé à nettoyer les cours, décidée à être prête dès l’été|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|vendredi|"
    # what is no word: formats, the code of a text, where the index of the search lies
    r"CSV|JSON|\b([0-9a-f]{4}[ ]){3}[0-9a-f]{4}\b|\S+\.html#\S+|\b[A-ZÀ]\b"
)


def test_no_word_of_a_french_page_comes_from_another_language(site: Path) -> None:
    """What is neither said by the site's catalogue nor written by its writers is our slip."""
    faults = set()
    for page in sorted((site / "output/fr").rglob("*.html")):
        words = Words()
        words.feed(page.read_text("utf-8"))
        for text in words.found:
            ours = CONTENT.sub(" ", " ".join(text.split()).partition(MARK)[0])
            if any(letter.isalpha() for letter in ours):
                faults.add(f"{page.relative_to(site)}: {ours}")

    assert not faults, "\n".join(sorted(faults))


def test_days_and_languages_are_said_as_in_french(site: Path) -> None:
    page = (site / "output/fr/articles/launch.html").read_text("utf-8")

    assert "4 mars 2024" in page
    assert '<html lang="fr">' in page
    assert 'hreflang="en" lang="en" data-switch>English</a>' in page
    english = (site / "output/articles/launch.html").read_text("utf-8")
    assert 'hreflang="fr" lang="fr" data-switch>Français</a>' in english
    assert language_name("xx") == "xx"


def test_names_are_said_as_the_list_says_them(site: Path) -> None:
    page = (site / "output/fr/articles/launch.html").read_text("utf-8")

    assert "Section Une" in page
    assert "Capitaine" in page
    assert "Printemps" in page


def test_tables_and_calendars_speak_french_too(site: Path) -> None:
    files = lying(site / "output/fr")
    for name in ("awards.csv", "archive.csv"):
        head = files[name].decode("utf-8-sig").partition("\r\n")[0].split(",")
        assert all(cell.startswith(MARK) for cell in head), head
    awards = files["awards.csv"].decode()
    assert f"{MARK}Individual" in awards
    assert "Lettre de mérite" in awards
    calendar = files["timeline.ics"].decode().replace("\r\n ", "")
    assert f"CATEGORIES:{MARK}Launch\n" in calendar.replace("\r", "")
    assert f"{MARK}Launched by: Section Une" in calendar


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    pages = {name for name in lying(site / "output") if name.endswith(".html")}
    french_ones = {name.removeprefix("fr/") for name in pages if name.startswith("fr/")}

    assert french_ones == {name for name in pages if not name.startswith("fr/")}
    card = (site / "output/fr/articles/prize.html").read_text("utf-8")
    assert "data-fact-card" in card
    assert "its own language" in card


def test_a_changed_catalogue_makes_the_pages_anew(site: Path) -> None:
    settings, _ = load(site, None)
    settings = replace(settings, now=settings.now.replace(year=2024, month=4, day=10))
    catalogue = site / "locale/fr/LC_MESSAGES/theme.po"
    before = catalogue.read_bytes()
    assert build(settings).report.written == ()
    try:
        catalogue.write_bytes(before.replace(f'"{MARK}Archive"'.encode(), b'"Les archives"'))
        assert "fr/archives.html" in build(settings).report.written
    finally:
        catalogue.write_bytes(before)


def test_a_language_that_nobody_gave_words_for_is_refused(site: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as none:
        load_theme(ROOT / "theme", ("en", "de"), None, site / "locale")
    assert "locale/de/LC_MESSAGES/theme.po" in dict(none.value.values).values()

    french(tmp_path / "locale")
    (tmp_path / "locale/fr/help.md").write_text("# Aide\n\n## Une seule\n\nMots.\n", "utf-8")
    with pytest.raises(SettingsError, match="other sections"):
        load_theme(ROOT / "theme", ("en", "fr"), None, tmp_path / "locale")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ("07/5/2024", "Tháng 5/2024", "T5", "Tháng 5", "07/5")),
        ("en", ("7 May 2024", "May 2024", "May", "May", "7 May")),
        ("fr", ("7 mai 2024", "mai 2024", "mai", "mai", "7 mai")),
        ("ja", ("2024年5月7日", "2024年5月", "5月", "5月", "5月7日")),
    ],
)
def test_each_language_puts_days_in_its_own_order(lang: str, said: tuple[str, ...]) -> None:
    day = dates.read_day("07/5/2024")
    assert said == (
        dates.long(day, lang),
        dates.month(2024, 5, lang),
        dates.month_mark(5, lang),
        dates.month_name(5, lang),
        dates.day_of_year(5, 7, lang),
    )
    assert dates.long(dates.read_day("05/4/2024"), "fr") == "5 avril 2024"
    period = Period(start=dates.read_day("01/3/2024"), end=day)
    assert dates.span(period, lang)[1] == said[0]


def test_the_list_of_names_has_a_column_for_each_language() -> None:
    data = "kind,en,fr,de\nunit,Section One,Section Une,Abteilung Eins\nunit,,Autre,\n"
    names, problems = read_names(data.encode(), "names.csv", ("en", "fr", "de"))

    unit = names.name("unit", "abteilung eins")
    assert (unit.text, unit.said_in("fr")) == ("Section One", "Section Une")
    assert [(p.code, p.line) for p in problems] == [("name-without-vietnamese", 3)]
    assert read_names(b"kind,fr\n", "names.csv", ("en", "fr"))[1][0].code == "names-without-columns"


def test_writers_are_told_of_the_files_that_their_site_has(tmp_path: Path) -> None:
    article = tmp_path / "content/articles/a/en.md"
    article.parent.mkdir(parents=True)
    article.write_text(
        "---\nTitle: One\nDate: 04/3/2024\nAuthor: A. Roy\nLaunches: Spring\n---\n\nWords.\n",
        "utf-8",
    )
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    settings, _ = load(tmp_path, None)

    told = {p.code: dict(p.values) for p in check(settings)}
    assert told["campaign-unknown"]["place"] == "campaigns/spring/en.md"
    assert told["campaign-unknown"]["name"] == "“Name: Spring”"
    article.write_text(article.read_text("utf-8").replace("Launches: Spring\n", ""), "utf-8")
    told = {p.code: dict(p.values) for p in check(settings)}
    assert told["translation-missing"]["file"] == "fr.md"
    assert told["translation-missing"]["field"] == "Translate: no"
