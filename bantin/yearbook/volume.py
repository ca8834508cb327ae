"""A year of the site → the book of that year in one language."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .. import dates
from ..model import Article, Award, Correction, Item, Picture
from ..pages.edition import Edition
from ..pages.frames import absolute, address
from ..settings import Settings
from ..views import (
    BookArticle,
    BookAward,
    BookChapter,
    BookCorrection,
    BookCount,
    BookPhoto,
    BookRef,
    BookRow,
    BookStep,
    BookView,
    CorrectionView,
    Label,
    Prose,
)
from .chart import bars
from .indexes import captions, faces, people, units
from .words import Album, Pick, body
from .years import Chapter, Year

_COVER_SHAPE = 1.2, 2.0


@dataclass(slots=True)
class _Book:
    """The book while it is made: who stands where, and the photos met so far."""

    edition: Edition
    settings: Settings
    year: Year
    pick: Pick
    articles: dict[str, BookRef] = field(default_factory=dict)
    chapters: dict[str, BookRef] = field(default_factory=dict)
    photos: dict[str, list[BookPhoto]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, chapter in enumerate(self.year.chapters, 1):
            if chapter.campaign:
                label = self.edition.title(chapter.campaign)
                name = chapter.campaign.slug
                self.chapters[name] = BookRef(f"campaign-{name}", label, number)
        for number, article in enumerate(self.year.articles, 1):
            label = self.edition.title(article)
            self.articles[article.slug] = BookRef(f"article-{article.slug}", label, number)

    def way(self, kind: str, name: str) -> str | None:
        """Return where an item stands in the book, else on the site, where that has an address."""
        places = {"articles": self.articles, "campaigns": self.chapters}.get(kind, {})
        if name in places:
            return f"#{places[name].anchor}"
        if not self.settings.site_url or not self.edition.has(kind, name):
            return None
        return self.on_the_site(f"{kind}/{name}.html")

    def on_the_site(self, place: str) -> str:
        """Return the whole address of a page of the edition; empty where the site has none."""
        if not self.settings.site_url:
            return ""
        return absolute(self.settings, "", address(self.settings, self.edition.lang, place))

    def words(self, item: Item, anchor: str) -> tuple[Prose | BookRow, ...]:
        """Return the whole text of an item that this edition shows."""
        text = self.edition.text(item)
        album = Album(anchor, self.pick)
        blocks = self.edition.lectern.body(text).blocks
        made = tuple(body(self.edition, blocks, text.lang, album, self.way))
        self.photos[anchor] = album.photos
        return made

    def photos_alone(self, item: Item, anchor: str) -> tuple[Prose | BookRow, ...]:
        """Return the photos of an item without its words."""
        album = Album(anchor, self.pick)
        views = self.edition.photos(self.edition.text(item))
        made = tuple(BookRow((album.photo(view),)) for view in views)
        self.photos[anchor] = album.photos
        return made


def volume(edition: Edition, settings: Settings, year: Year, pick: Pick, state: str) -> BookView:
    """Return the book of ``year``; ``state`` stands for the texts that it is made of.

    ``pick`` says which rendition of each photo the format has.
    """
    book = _Book(edition, settings, year, pick)
    chapters = tuple(_chapter(book, number, one) for number, one in enumerate(year.chapters, 1))
    articles = year.articles
    photos = {slug: book.photos[place.anchor] for slug, place in book.articles.items()}
    shown = [(book.articles[a.slug], photo) for a in articles for photo in photos[a.slug]]
    corrections = tuple(sorted(_corrections(edition), key=_by_day))
    last = max(
        [day for a in articles for day in (a.published, a.event_day)]
        + [correction.day for article, correction in corrections if article in articles]
    )
    return BookView(
        year=year.number,
        cover=_cover(book),
        count=BookCount(
            articles=len(articles),
            campaigns=len(year.campaigns),
            photos=len(shown),
            awards=len(year.awards),
            collectives=sum(award.collective for award in year.awards),
        ),
        months=tuple(dates.month_mark(number, edition.lang) for number in range(1, 13)),
        bars=bars(edition, year, book.chapters),
        chapters=chapters,
        awards=tuple(_award(book, award) for award in year.awards),
        captions=captions(edition, shown),
        faces=faces(edition, articles, book.articles, photos),
        people=people(edition, articles, book.articles),
        units=units(edition, articles, book.articles),
        corrections=tuple(
            _correction(book, article, correction)
            for article, correction in corrections
            if article.slug in book.articles or correction.day.year == year.number
        ),
        as_of=edition.day(last),
        state=state,
        samples=any(edition.status(item) == "sample" for item in (*articles, *year.campaigns)),
    )


def _chapter(book: _Book, number: int, chapter: Chapter) -> BookChapter:
    articles = tuple(_article(book, article) for article in chapter.articles)
    campaign, edition = chapter.campaign, book.edition
    if campaign is None:
        return BookChapter("others", number, None, articles=articles)
    text, anchor = edition.text(campaign), book.chapters[campaign.slug].anchor
    return BookChapter(
        anchor=anchor,
        number=number,
        name=edition.title(campaign),
        span=edition.span(campaign.period),
        occasions=tuple(map(edition.label, campaign.occasions)),
        launched_by=tuple(map(edition.label, campaign.launched_by)),
        status=edition.status(campaign),
        aim=book.words(campaign, anchor),
        aim_lang=edition.foreign(text.lang),
        steps=tuple(_steps(book, chapter)),
        articles=articles,
    )


def _steps(book: _Book, chapter: Chapter) -> Iterator[BookStep]:
    here = {article.slug for article in chapter.articles}
    homes = {a.slug: c for c in book.year.chapters for a in c.articles if c.campaign}
    for moment in chapter.campaign.moments if chapter.campaign else ():
        if moment.article not in book.articles:
            continue
        elsewhere = None
        if moment.article not in here and (home := homes[moment.article].campaign):
            elsewhere = book.chapters[home.slug]
        day = book.edition.day(moment.day)
        yield BookStep(str(moment.relation), day, book.articles[moment.article], elsewhere)


def _article(book: _Book, article: Article) -> BookArticle:
    edition, place = book.edition, book.articles[article.slug]
    text, card = edition.text(article), edition.card(article.slug)
    foreign = edition.foreign(text.lang)
    made = book.photos_alone if foreign else book.words
    awards = edition.library.awards.get(article.slug, ()) if foreign else ()
    return BookArticle(
        anchor=place.anchor,
        number=place.number,
        title=card.title,
        lead=Label(text.summary, foreign) if text.summary_given else None,
        ties=card.ties,
        authors=article.authors,
        published=card.published,
        event=edition.day(article.event_day) if article.event_day != article.published else None,
        units=tuple(map(edition.label, article.units)),
        people=tuple(map(edition.person_ref, article.people)),
        places=tuple(map(edition.label, article.places)),
        topics=tuple(map(edition.label, article.topics)),
        body=made(article, place.anchor),
        awards=edition.awards(awards),
        corrections=tuple(
            CorrectionView(edition.day(one.day), Label(one.text, foreign))
            for one in text.corrections or article.text.corrections
        ),
        status=card.status,
        fact_card=bool(foreign),
        permanent=book.on_the_site(f"articles/{article.slug}.html"),
    )


def _award(book: _Book, award: Award) -> BookAward:
    return BookAward(book.edition.award(award), book.articles[award.article])


# ── corrections ──────────────────────────────────────────────────────────────


def _corrections(edition: Edition) -> Iterator[tuple[Article, Correction]]:
    for article in edition.library.articles.values():
        text = edition.text(article)
        for correction in text.corrections or article.text.corrections:
            yield article, correction


def _by_day(pair: tuple[Article, Correction]) -> tuple[object, ...]:
    article, correction = pair
    return correction.day, article.slug, correction.text


def _correction(book: _Book, article: Article, correction: Correction) -> BookCorrection:
    edition = book.edition
    text = edition.text(article)
    lang = text.lang if text.corrections else article.text.lang
    return BookCorrection(
        edition.day(correction.day),
        Label(correction.text, edition.foreign(lang)),
        book.articles.get(article.slug) or BookRef("", edition.title(article)),
    )


# ── the cover ────────────────────────────────────────────────────────────────


def _cover(book: _Book) -> BookPhoto | None:
    """Return the photo of the cover: a wide and large one that opens a much awarded article."""
    opening = [
        (_weight(book, article, photos[0].view.picture), photos[0])
        for article in book.year.articles
        if (photos := book.photos[book.articles[article.slug].anchor])
    ]
    return max(opening, key=lambda pair: pair[0])[1] if opening else None


def _weight(book: _Book, article: Article, picture: Picture) -> tuple[object, ...]:
    narrowest, widest = _COVER_SHAPE
    is_wide = narrowest <= picture.width / picture.height <= widest
    is_real = not book.edition.status(article)
    return is_wide, is_real, min(picture.width, 1600), len(article.involvements), article.slug
