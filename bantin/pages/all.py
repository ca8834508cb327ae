"""Every page of every edition: where it stands, and how it is made when it is wanted."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, partial
from operator import attrgetter
from typing import Any

from ..addresses import is_reserved
from ..library import Library
from ..model import Article, Campaign, Record, Site, StandingPage, Text
from ..reading import Lectern
from ..settings import Settings
from ..shortcuts import short_address
from ..views import (
    ArticleView,
    CampaignView,
    Frame,
    GalleryView,
    HelpView,
    Label,
    MovedView,
    Page,
    PhotoView,
    Prose,
    Section,
    StandingView,
    View,
    YearView,
)
from .annals import Annals, annals
from .archive import Sheet, sheets
from .campaigns import campaigns_view, timeline_view
from .edition import Edition
from .frames import Theme, absolute, address, first_frame, frame
from .help import help_body, help_view
from .letters import LetterPage, letter_view, records_view
from .letters import pages as letter_pages
from .lists import home_view, missing_view
from .records import record_view
from .register import awards_view
from .seal import seal
from .search import search_view
from .stories import article_view, campaign_view, standing_view
from .web import Strand, related_index_view, related_part_view, strands
from .years import archives_view

Body = tuple[Prose | GalleryView, ...]
Filling = tuple[Body] | tuple[Body, str] | tuple[tuple[Section, ...]]
"""What waits until a page is rendered: its body, and the seal of an article."""

_Waiting = ArticleView | CampaignView | StandingView | HelpView

_MADE_OF_THE_BODY = {"seal"}


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that can be made. ``listed`` pages stand in the sitemap.

    ``changed`` is the day of its last change (``2024-03-04``), where its content says one.

    ``make`` gives all of it but the words of its text, which ``words`` gives: they are long,
    and only a page that is rendered needs them.
    """

    address: str
    lang: str
    listed: bool
    make: Callable[[], Page]
    words: Callable[[], Filling] | None = None
    changed: str = ""

    def filled(self, page: Page) -> Page:
        """Return the page that ``make`` gave, with its words."""
        view = page.view
        if self.words and isinstance(view, _Waiting):
            # By hand: ``replace`` asks each field three times, and there are thousands of views.
            make: Callable[..., View] = type(view)
            before, after = _around_the_body(type(view))  # type: ignore[arg-type]
            return Page(page.template, page.frame, make(*before(view), *self.words(), *after(view)))
        return page


@cache
def _around_the_body(
    kind: type[_Waiting],
) -> tuple[Callable[[View], tuple[Any, ...]], Callable[[View], tuple[Any, ...]]]:
    """Return what takes the fields of a view before its body, and what takes those after it.

    What is made of the body stands right behind it and waits with it.
    """
    names = [field.name for field in fields(kind)]
    place = names.index("body")
    waiting = 2 if names[place + 1] in _MADE_OF_THE_BODY else 1
    return _taking(names[:place]), _taking(names[place + waiting :])


def _taking(names: list[str]) -> Callable[[View], tuple[Any, ...]]:
    take = attrgetter(*names)
    return take if len(names) > 1 else lambda view: (take(view),)


def plans(
    site: Site, library: Library, lectern: Lectern, settings: Settings, theme: Theme
) -> Iterator[Plan]:
    """Yield a plan for every page of the site, edition by edition."""
    known = annals(site, library.longer_codes)
    archive = tuple(sheets(site, library, known))
    for lang in library.languages:
        desk = _Desk(library, lectern, settings, theme, lang)
        taken: set[str] = set()
        for plan in desk.pages(site, known, archive):
            taken.add(plan.address)
            yield plan
        yield desk.help(taken)
        yield from desk.moved(site, taken)


def item_plans(
    items: frozenset[tuple[str, str]],
    library: Library,
    lectern: Lectern,
    settings: Settings,
    theme: Theme,
) -> Iterator[Plan]:
    """Yield a plan for the own pages of ``items``, each given by its kind and slug."""
    for lang in library.languages:
        desk = _Desk(library, lectern, settings, theme, lang)
        for kind, slug in sorted(items):
            if kind == "articles" and slug in library.articles:
                yield desk.article(library.articles[slug])
            elif kind == "campaigns" and slug in library.campaigns:
                yield desk.campaign(library.campaigns[slug])
            elif kind == "pages" and slug in library.pages:
                yield desk.standing(library.pages[slug])


class _Desk:
    """Where the pages of one edition are planned."""

    def __init__(
        self, library: Library, lectern: Lectern, settings: Settings, theme: Theme, lang: str
    ) -> None:
        self.settings = settings
        self.edition = Edition(library, lectern, lang, settings.now)
        self.common: Frame = first_frame(settings, self.edition, theme)
        self.today = settings.now.date()
        self.help_texts, self.help_keys = dict(theme.help), theme.help_keys

    # ── pages of one item ────────────────────────────────────────────────────

    def article(self, article: Article) -> Plan:
        place = f"articles/{article.slug}.html"
        return self._plan(
            place,
            partial(self._article, article, place),
            words=partial(self._sealed, article) if article.text_in(self.edition.lang) else None,
            changed=article.changed,
        )

    def _sealed(self, article: Article) -> Filling:
        text = self.edition.text(article)
        body = self.edition.lectern.body(text)
        return self.edition.shown(body, text.lang), seal(text, body)

    def _article(self, article: Article, place: str) -> Page:
        short = short_address(self.edition.code(article))
        permanent = absolute(self.settings, "", self._address(short))
        view = article_view(self.edition, article, permanent)
        image = self.edition.card(article.slug).photo
        summary = self.edition.text(article).summary
        return self._page(place, "articles", "article", view, view.title.text, summary, image)

    def campaign(self, campaign: Campaign) -> Plan:
        place = f"campaigns/{campaign.slug}.html"
        return self._plan(
            place,
            partial(self._campaign, campaign, place),
            self._words(campaign),
            changed=self._last_change(moment.article for moment in campaign.moments),
        )

    def _campaign(self, campaign: Campaign, place: str) -> Page:
        view = campaign_view(self.edition, campaign)
        summary = self.edition.text(campaign).summary
        return self._page(place, "campaigns", "campaign", view, view.card.name.text, summary)

    def standing(self, page: StandingPage) -> Plan:
        place = f"pages/{page.slug}.html"
        return self._plan(place, partial(self._standing, page, place), self._words(page))

    def _standing(self, page: StandingPage, place: str) -> Page:
        view = standing_view(self.edition, page)
        summary = self.edition.text(page).summary
        return self._page(place, "pages", "standing", view, view.title.text, summary)

    def _words(self, item: Campaign | StandingPage) -> Callable[[], Filling]:
        text: Text = self.edition.text(item)
        return lambda: (self.edition.prose(text),)

    def _last_change(self, names: Iterable[str]) -> date | None:
        articles = self.edition.library.articles
        return max((articles[name].changed for name in names), default=None)

    # ── pages of all ─────────────────────────────────────────────────────────

    def pages(self, site: Site, known: Annals, archive: tuple[Sheet, ...]) -> Iterator[Plan]:
        yield from self._lists(site)
        yield from map(self.article, site.articles)
        yield from map(self.campaign, site.campaigns)
        yield from self._records(site, known)
        for sheet in archive:
            yield self._plan(
                sheet.place,
                partial(self._sheet, sheet),
                listed=sheet.listed,
                changed=sheet.changed,
            )
        yield from self._web(site)
        yield from map(self.standing, site.pages)

    def help(self, taken: Set[str]) -> Plan:
        """Return the plan of the help page, which links to those of its pages that are there."""
        lang, place = self.edition.lang, "help.html"
        source, keys = self.help_texts[lang], self.help_keys
        home = self._address("")
        view = help_view(source, {there.removeprefix(home) for there in taken})
        return self._plan(
            place,
            lambda: self._page(place, "help", "help", view, view.title, view.lead),
            lambda: (help_body(source, keys, lang, view.pages),),
        )

    def _lists(self, site: Site) -> Iterator[Plan]:
        edition, today = self.edition, self.today
        dated: dict[str, Callable[[Edition, Site, date], View]] = {
            "index": home_view,
            "timeline": timeline_view,
            "campaigns": campaigns_view,
        }
        for name, show_on in dated.items():
            yield self._list(name, partial(show_on, edition, site, today))
        undated: dict[str, Callable[[Edition, Site], View]] = {
            "related": related_index_view,
            "archives": archives_view,
            "awards": awards_view,
            "search": search_view,
            "404": missing_view,
        }
        for name, show in undated.items():
            yield self._list(name, partial(show, edition, site))

    def _list(self, name: str, show: Callable[[], View]) -> Plan:
        section = {"index": "home", "404": "missing"}.get(name, name)
        place = f"{name}.html"
        return self._plan(
            place,
            lambda: self._page(place, section, section, show()),
            listed=section not in ("missing", "search"),
        )

    def _sheet(self, sheet: Sheet) -> Page:
        view = sheet.show(self.edition)
        title = view.title if isinstance(view, YearView) else ""
        return self._page(sheet.place, sheet.section, sheet.template, view, title)

    def _web(self, site: Site) -> Iterator[Plan]:
        for strand in strands(self.edition, site):
            for number in range(1, len(strand.parts) + 1):
                yield self._plan(strand.place(number), partial(self._strand, strand, number))

    def _strand(self, strand: Strand, number: int) -> Page:
        view = related_part_view(self.edition, strand, number)
        return self._page(strand.place(number), "related", "related-part", view)

    def _records(self, site: Site, known: Annals) -> Iterator[Plan]:
        shelves = (
            ("people", site.people),
            ("units", site.units),
            ("topics", site.topics),
            ("occasions", site.occasions),
        )
        for kind, records in shelves:
            yield self._plan(f"{kind}.html", partial(self._record_list, kind, records))
            letters = letter_pages(self.edition, kind, records)
            for page in letters:
                yield self._plan(page.place, partial(self._letter, kind, page, letters))
            for record in records:
                place = f"{kind}/{record.slug}.html"
                yield self._plan(
                    place,
                    partial(self._record, site, known, record, place),
                    changed=self._last_change(record.articles),
                )

    def _record_list(self, kind: str, records: tuple[Record, ...]) -> Page:
        return self._page(
            f"{kind}.html", kind, "records", records_view(self.edition, kind, records)
        )

    def _letter(self, kind: str, page: LetterPage, letters: tuple[LetterPage, ...]) -> Page:
        view = letter_view(self.edition, kind, page, letters)
        return self._page(page.place, kind, "letter", view)

    def _record(self, site: Site, known: Annals, record: Record, place: str) -> Page:
        view = record_view(self.edition, site, record, known)
        return self._page(place, record.kind, "record", view, view.name.text)

    def moved(self, site: Site, taken: set[str]) -> Iterator[Plan]:
        """Yield a page at each old address, unless another page stands there."""
        items: list[tuple[str, Article | Campaign]] = [
            *(("articles", article) for article in site.articles if article.old_addresses),
            *(("campaigns", campaign) for campaign in site.campaigns if campaign.old_addresses),
        ]
        for kind, item in sorted(items, key=lambda pair: pair[1].path):
            for old in item.old_addresses:
                here = self._address(old)
                if here not in taken and not is_reserved(old, self.settings.languages):
                    taken.add(here)
                    title, place = self.edition.title(item), f"{kind}/{item.slug}.html"
                    yield self._plan(old, partial(self._moved, old, place, title), listed=False)

    def _moved(self, old: str, place: str, title: Label) -> Page:
        return self._page(old, "missing", "moved", MovedView(title, place), title.text)

    # ── the frame ────────────────────────────────────────────────────────────

    def _plan(
        self,
        place: str,
        make: Callable[[], Page],
        words: Callable[[], Filling] | None = None,
        *,
        listed: bool = True,
        changed: date | None = None,
    ) -> Plan:
        day = changed.isoformat() if changed else ""
        return Plan(self._address(place), self.edition.lang, listed, make, words, day)

    def _page(
        self,
        place: str,
        section: str,
        template: str,
        view: View,
        title: str = "",
        description: str = "",
        image: PhotoView | None = None,
    ) -> Page:
        around = frame(
            self.settings,
            self.common,
            place,
            section,
            title=title,
            description=description,
            image=image,
        )
        return Page(f"{template}.html", around, view)

    def _address(self, place: str) -> str:
        return address(self.settings, self.edition.lang, place)
