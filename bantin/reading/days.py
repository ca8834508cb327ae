"""The days of one article, beside each other and beside today → those that are rather slips."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..dates import typed
from ..faults import fault
from ..model import Article
from ..problems import N_, Problem, Severity
from .items import Place


def day_problems(article: Article, places: Sequence[Place]) -> Iterator[Problem]:
    """Yield what the days of ``article`` say against each other, whatever today is."""
    at = {place.key: place for place in reversed(places)}
    if article.event_day > article.published and "event_date" in at:
        yield _told(
            "event-after-publication",
            N_("the event ({event}) comes after the publication ({published})"),
            N_("Correct one of the two days; leave them if the article announces what is to come"),
            at["event_date"],
            event=typed(article.event_day),
            published=typed(article.published),
        )
    placed = [place for place in places if place.key == "correction"]
    for correction, place in zip(article.text.corrections, placed, strict=False):
        if correction.day < article.published:
            yield _told(
                "correction-too-early",
                N_("the correction of {day} is older than the article ({published})"),
                N_("Correct one of the two days"),
                place,
                day=typed(correction.day),
                published=typed(article.published),
            )


def of_today(article: Article, places: Sequence[Place], today: date) -> Iterator[Problem]:
    """Yield what ``today`` has to do with it: a day to come, a moment that is waited for."""
    at = {place.key: place for place in reversed(places)}
    moment = article.publish_from
    if moment is None and article.published > today:
        yield _told(
            "date-in-future",
            N_("the day {typed} is in the future"),
            N_("Correct it; to publish on a later day, use “{field}”"),
            at["date"],
            typed=at["date"].text,
            field="Đăng từ / Publish from",
        )
    elif moment and moment.date() > today and "publish_from" in at:
        yield _told(
            "scheduled",
            N_("the article waits until {moment}; nobody sees it before"),
            N_("To publish it at once, delete the line “{field}”"),
            at["publish_from"],
            severity=Severity.INFO,
            moment=f"{typed(moment.date())} {moment:%H:%M}",
            field="Đăng từ / Publish from",
        )


def _told(
    code: str,
    message: str,
    remedy: str,
    place: Place,
    severity: Severity = Severity.WARNING,
    **values: str,
) -> Problem:
    return fault(
        code,
        message,
        remedy,
        path=place.path,
        line=place.line,
        column=place.column,
        severity=severity,
        **values,
    )
