"""The folder of an article → the article."""

from collections.abc import Iterator
from dataclasses import replace

from ..faults import fault
from ..model import Article, Status
from ..problems import N_, Problem, Severity
from .days import day_problems
from .fields import ARTICLE
from .items import Known, Outcome, Parts, folder_date, read_parts
from .tree import Folder


def read_article(folder: Folder, known: Known) -> Outcome[Article]:
    """Return the article in ``folder``. The result depends on nothing but the arguments."""
    parts = read_parts(folder, ARTICLE, known)
    facts = parts.facts
    if not parts.sound or facts.date is None:
        return parts.outcome("articles", None)
    article = Article(
        slug=parts.slug,
        path=parts.path,
        published=facts.date,
        event_day=facts.event_date or facts.date,
        texts=parts.texts,
        status=facts.status or Status.PUBLISHED,
        publish_from=facts.publish_from,
        involvements=facts.involvements,
        authors=facts.author,
        units=facts.unit,
        people=facts.people,
        places=facts.place,
        topics=facts.topics,
        related=facts.related,
        old_addresses=facts.old_address,
        translated=facts.translate is not False,
    )
    told = (*_other_date(folder, parts, article), *day_problems(article, parts.places))
    if told:
        parts = replace(parts, problems=(*parts.problems, *told))
    return parts.outcome("articles", article)


def _other_date(folder: Folder, parts: Parts, article: Article) -> Iterator[Problem]:
    typed = folder_date(folder)
    if typed and typed not in (article.published.isoformat(), article.event_day.isoformat()):
        place = next(place for place in parts.places if place.key == "date")
        yield fault(
            "folder-date-differs",
            N_("the folder is dated {folder}, but the article {typed}"),
            N_("Correct one of the two"),
            path=parts.path,
            line=place.line,
            column=place.column,
            severity=Severity.WARNING,
            folder=typed,
            typed=place.text,
        )
