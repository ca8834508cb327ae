"""Articles of an edition → the archive as one table, for spreadsheets."""

from collections.abc import Iterable

from .. import dates
from ..model import Article, Person, Relation, Status
from ..pages.edition import Edition
from ..pages.frames import absolute, address
from ..settings import Settings
from .sheets import sheet
from .words import words

Row = tuple[str, ...]


def archive_csv(edition: Edition, settings: Settings, articles: Iterable[Article]) -> bytes:
    """Return one row for each of ``articles``, in this order; a cell of many has ``;`` between."""
    rows = (_row(edition, settings, article) for article in articles)
    return sheet(words(edition.lang, settings).archive, rows)


def _row(edition: Edition, settings: Settings, article: Article) -> Row:
    text, label = edition.text(article), edition.label
    library = edition.library
    ties: dict[Relation, list[str]] = {relation: [] for relation in Relation}
    for tie in article.involvements:
        ties[tie.relation].append(edition.campaign_ref(tie.campaign).label.text)
    here = address(settings, edition.lang, f"articles/{article.slug}.html")
    return (
        article.published.isoformat(),
        article.event_day.isoformat(),
        text.title,
        text.lang,
        "; ".join(article.authors),
        *map("; ".join, ties.values()),
        "; ".join([_person(edition, person) for person in article.people]),
        "; ".join([label(unit).text for unit in article.units]),
        "; ".join([label(place).text for place in article.places]),
        "; ".join([label(topic).text for topic in article.topics]),
        str(sum(photo.source in library.pictures for photo in text.photos)),
        str(len(library.awards.get(article.slug, ()))),
        "; ".join(
            f"{dates.long(item.day, edition.lang)}: {item.text}"
            for item in text.corrections or article.text.corrections
        ),
        "; ".join(other.lang for other in article.texts if other is not text),
        "x" if article.status is Status.SAMPLE else "",
        article.slug,
        absolute(settings, "", here),
    )


def _person(edition: Edition, person: Person) -> str:
    rank = f"{edition.label(person.rank).text} " if person.rank else ""
    unit = f" ({edition.label(person.unit).text})" if person.unit else ""
    return f"{rank}{person.name}{unit}"
