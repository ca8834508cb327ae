"""Every page of every edition: where it stands, and how it is made when it is wanted."""

from collections.abc import Callable, Iterator
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
from ..views import (
    ArticleView,
    CampaignView,
    Frame,
    GalleryView,
    Label,
    MovedView,
    Page,
    Prose,
    StandingView,
    View,
)
from .edition import Edition
from .frames import Theme, absolute, address, first_frame, frame
from .lists import (
    archives_view,
    awards_view,
    campaigns_view,
    home_view,
    missing_view,
    record_view,
    records_view,
    related_index_view,
    timeline_view,
    year_view,
    years,
)
from .search import search_view
from .stories import article_view, campaign_view, standing_view


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that can be made. ``listed`` pages stand in the sitemap.

    ``make`` gives all of it but the words of its text, which ``words`` gives: they are long,
    and only a page that is rendered needs them.
    """

    address: str
    lang: str
    listed: bool
    make: Callable[[], Page]
    words: Callable[[], tuple[Prose | GalleryView, ...]] | None = None

    def filled(self, page: Page) -> Page:
        """Return the page that ``make`` gave, with its words."""
        view = page.view
        if self.words and isinstance(view, ArticleView | CampaignView | StandingView):
            # By hand: ``replace`` asks each field three times, and there are thousands of views.
            make: Callable[..., View] = type(view)
            before, after = _around_the_body(type(view))  # type: ignore[arg-type]
            return Page(page.template, page.frame, make(*before(view), self.words(), *after(view)))
        return page


@cache
def _around_the_body(
    kind: type[ArticleView | CampaignView | StandingView],
) -> tuple[Callable[[View], tuple[Any, ...]], Callable[[View], tuple[Any, ...]]]:
    """Return what takes the fields of a view before its body, and what takes those after it."""
    names = [field.name for field in fields(kind)]
    place = names.index("body")
    return _taking(names[:place]), _taking(names[place + 1 :])


def _taking(names: list[str]) -> Callable[[View], tuple[Any, ...]]:
    take = attrgetter(*names)
    return take if len(names) > 1 else lambda view: (take(view),)


def plans(
    site: Site, library: Library, lectern: Lectern, settings: Settings, theme: Theme
) -> Iterator[Plan]:
    """Yield a plan for every page of the site, edition by edition."""
    for lang in library.languages:
        desk = _Desk(library, lectern, settings, theme, lang)
        taken: set[str] = set()
        for plan in desk.pages(site):
            taken.add(plan.address)
            yield plan
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

    # ── pages of one item ────────────────────────────────────────────────────

    def article(self, article: Article) -> Plan:
        place = f"articles/{article.slug}.html"
        return self._plan(
            place,
            partial(self._article, article, place),
            words=self._words(article) if article.text_in(self.edition.lang) else None,
        )

    def _article(self, article: Article, place: str) -> Page:
        permanent = absolute(self.settings, "", self._address(place))
        view = article_view(self.edition, article, permanent)
        card = self.edition.card(article.slug)
        image = card.photo.picture.jpeg[-1].url if card.photo else ""
        summary = self.edition.text(article).summary
        return self._page(place, "articles", "article", view, view.title.text, summary, image)

    def campaign(self, campaign: Campaign) -> Plan:
        place = f"campaigns/{campaign.slug}.html"
        return self._plan(place, partial(self._campaign, campaign, place), self._words(campaign))

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

    def _words(
        self, item: Article | Campaign | StandingPage
    ) -> Callable[[], tuple[Prose | GalleryView, ...]]:
        text: Text = self.edition.text(item)
        return partial(self.edition.prose, text)

    # ── pages of all ─────────────────────────────────────────────────────────

    def pages(self, site: Site) -> Iterator[Plan]:
        yield from self._lists(site)
        yield from map(self.article, site.articles)
        yield from map(self.campaign, site.campaigns)
        yield from self._records(site)
        yield from self._years(site)
        yield from map(self.standing, site.pages)

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

    def _records(self, site: Site) -> Iterator[Plan]:
        shelves = (
            ("people", site.people),
            ("units", site.units),
            ("topics", site.topics),
            ("occasions", site.occasions),
        )
        for kind, records in shelves:
            yield self._plan(f"{kind}.html", partial(self._record_list, kind, records))
            for record in records:
                place = f"{kind}/{record.slug}.html"
                yield self._plan(place, partial(self._record, site, kind, record, place))

    def _record_list(self, kind: str, records: tuple[Record, ...]) -> Page:
        return self._page(
            f"{kind}.html", kind, "records", records_view(self.edition, kind, records)
        )

    def _record(self, site: Site, kind: str, record: Record, place: str) -> Page:
        view = record_view(self.edition, site, record)
        return self._page(place, kind, "record", view, view.name.text)

    def _years(self, site: Site) -> Iterator[Plan]:
        known = tuple(year.year for year in years(self.edition, site))
        for number in known:
            place = f"archives/{number}.html"
            yield self._plan(place, partial(self._year, site, number, known, place))

    def _year(self, site: Site, number: int, known: tuple[int, ...], place: str) -> Page:
        view = year_view(self.edition, site, number, known)
        return self._page(place, "archives", "year", view, str(number))

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
        words: Callable[[], tuple[Prose | GalleryView, ...]] | None = None,
        *,
        listed: bool = True,
    ) -> Plan:
        return Plan(self._address(place), self.edition.lang, listed, make, words)

    def _page(
        self,
        place: str,
        section: str,
        template: str,
        view: View,
        title: str = "",
        description: str = "",
        image: str = "",
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
