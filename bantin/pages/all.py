"""Every page of every edition, each with the template that shows it."""

from collections.abc import Iterator

from ..addresses import is_reserved
from ..model import Article, Campaign, Site
from ..settings import Settings
from ..views import Frame, Label, MovedView, Page, View
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
from .stories import article_view, campaign_view, standing_view


def pages(site: Site, settings: Settings, theme: Theme) -> Iterator[Page]:
    """Yield every page of the site, edition by edition.

    The pages are made as they are asked for, so that only one need be kept at a time.
    """
    for lang in site.languages:
        edition = Edition(site, lang, settings.now)
        yield from _Shelf(settings, edition, first_frame(settings, edition, theme)).pages()


class _Shelf:
    """The pages of one edition."""

    def __init__(self, settings: Settings, edition: Edition, common: Frame) -> None:
        self.settings, self.edition, self.common = settings, edition, common
        self.today = settings.now.date()

    def pages(self) -> Iterator[Page]:
        taken: set[str] = set()
        for page in self._own_pages():
            taken.add(page.frame.address)
            yield page
        yield from self._moved_pages(taken)

    def _own_pages(self) -> Iterator[Page]:
        yield from self._lists()
        yield from self._articles()
        yield from self._campaigns()
        yield from self._records()
        yield from self._years()
        for page in self.edition.site.pages:
            view = standing_view(self.edition, page)
            summary = self.edition.text(page).summary
            place = f"pages/{page.slug}.html"
            yield self._page(place, "pages", "standing", view, view.title.text, summary)

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

    def _lists(self) -> Iterator[Page]:
        edition, today, page = self.edition, self.today, self._page
        yield page("index.html", "home", "home", home_view(edition, today))
        yield page("timeline.html", "timeline", "timeline", timeline_view(edition, today))
        yield page("campaigns.html", "campaigns", "campaigns", campaigns_view(edition, today))
        yield page("related.html", "related", "related", related_index_view(edition))
        yield page("archives.html", "archives", "archives", archives_view(edition))
        yield page("awards.html", "awards", "awards", awards_view(edition))
        yield page("404.html", "missing", "missing", missing_view(edition))

    def _articles(self) -> Iterator[Page]:
        for article in self.edition.site.articles:
            place = f"articles/{article.slug}.html"
            permanent = absolute(self.settings, "", self._address(place))
            view = article_view(self.edition, article, permanent)
            card = self.edition.card(article.slug)
            image = card.photo.picture.jpeg[-1].url if card.photo else ""
            words = self.edition.text(article).summary
            yield self._page(place, "articles", "article", view, view.title.text, words, image)

    def _moved_pages(self, taken: set[str]) -> Iterator[Page]:
        """Yield a page at each old address, unless another page stands there."""
        items: list[tuple[str, Article | Campaign]] = [
            *(("articles", article) for article in self.edition.site.articles),
            *(("campaigns", campaign) for campaign in self.edition.site.campaigns),
        ]
        for kind, item in sorted(items, key=lambda pair: pair[1].path):
            for old in item.old_addresses:
                here = self._address(old)
                if here not in taken and not is_reserved(old, self.settings.languages):
                    taken.add(here)
                    yield self._moved(old, f"{kind}/{item.slug}.html", self.edition.title(item))

    def _moved(self, old: str, place: str, title: Label) -> Page:
        return self._page(old, "missing", "moved", MovedView(title, place), title.text)

    def _address(self, place: str) -> str:
        return address(self.settings, self.edition.lang, place)

    def _campaigns(self) -> Iterator[Page]:
        for campaign in self.edition.site.campaigns:
            view = campaign_view(self.edition, campaign)
            words = self.edition.text(campaign).summary
            name = view.card.name.text
            yield self._page(view.card.href, "campaigns", "campaign", view, name, words)

    def _records(self) -> Iterator[Page]:
        site = self.edition.site
        shelves = (
            ("people", site.people),
            ("units", site.units),
            ("topics", site.topics),
            ("occasions", site.occasions),
        )
        for kind, records in shelves:
            listed = records_view(self.edition, kind, records)
            yield self._page(f"{kind}.html", kind, "records", listed)
            for record in records:
                view = record_view(self.edition, record)
                place = f"{kind}/{record.slug}.html"
                yield self._page(place, kind, "record", view, view.name.text)

    def _years(self) -> Iterator[Page]:
        known = tuple(year.year for year in years(self.edition))
        for number in known:
            view = year_view(self.edition, number, known)
            place = f"archives/{number}.html"
            yield self._page(place, "archives", "year", view, str(number))
