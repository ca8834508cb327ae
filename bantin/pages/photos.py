"""The photo library: the album → its years, its months, and the ways in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .. import dates
from ..album import Shot
from ..model import Name, Site
from ..text import person_key
from ..views import Label, PhotoMonth, PhotosOf, PhotosView, PhotoYear, PhotoYearView, Ref, Sheet
from ..views import Shown as ShownPhoto
from .annals import Annals
from .edition import Edition

MANY = 240
"""So many photos stand on one page at most."""

_A_FEW = 4
_WAYS_IN = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the library: a whole year, a year of which each month has pages of its own,
    or a part of a month.

    ``months`` pairs the number of a month with the photos that stand here, and with how many
    it has in all and the page that has them, where not all stand here.
    """

    place: str
    year: int
    month: int
    part: int
    months: tuple[tuple[int, tuple[Shot, ...], int, str], ...]


def leaves(shots: Sequence[Shot]) -> tuple[Leaf, ...]:
    """Return the pages for ``shots``, the latest first: one a year, or one a month and more.

    A year with more than ``MANY`` photos shows a few of each month, which then has pages of
    ``MANY`` photos at most. The months of one year stand after it.
    """
    return tuple(leaf for number, found in _by_year(shots) for leaf in _of_year(number, found))


def _by_year(shots: Sequence[Shot]) -> Iterator[tuple[int, tuple[Shot, ...]]]:
    for number, found in groupby(shots, lambda shot: shot.day.year):
        yield number, tuple(found)


def _of_year(number: int, shots: tuple[Shot, ...]) -> Iterator[Leaf]:
    months = [(m, tuple(found)) for m, found in groupby(shots, lambda shot: shot.day.month)]
    whole = f"photos/{number}.html"
    if len(shots) <= MANY:
        yield Leaf(whole, number, 0, 0, tuple((m, found, len(found), "") for m, found in months))
        return
    yield Leaf(
        whole,
        number,
        0,
        0,
        tuple((m, _few(found), len(found), _month_place(number, m, 1)) for m, found in months),
    )
    for month, found in months:
        for part, start in enumerate(range(0, len(found), MANY), start=1):
            here = found[start : start + MANY]
            place = _month_place(number, month, part)
            yield Leaf(place, number, month, part, ((month, here, len(here), ""),))


def _month_place(year: int, month: int, part: int) -> str:
    return f"photos/{year}-{month:02d}{f'-{part}' if part > 1 else ''}.html"


def _few(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    """Return a few of ``shots``, of as many articles as can be."""
    shots = tuple(shots)
    firsts = {shot.article: shot for shot in reversed(shots)}
    chosen = [shot for shot in shots if firsts[shot.article] is shot][:_A_FEW]
    chosen += [shot for shot in shots if shot not in chosen][: _A_FEW - len(chosen)]
    return tuple(chosen)


def photos_view(edition: Edition, site: Site, annals: Annals) -> PhotosView:
    """Return the photo library: its years with a few photos each, then campaigns and people."""
    shown = annals.album.shown
    campaigns = [
        PhotosOf(_to_photos(edition.campaign_ref(c.slug)), None, len(shown["campaigns", c.slug]))
        for c in site.campaigns
        if ("campaigns", c.slug) in shown
    ]
    people = [record for record in site.people if ("people", record.slug) in shown]
    most = sorted(people, key=lambda r: (-len(shown["people", r.slug]), r.slug))[:_WAYS_IN]
    return PhotosView(
        count=len(annals.album.shots),
        years=tuple(
            PhotoYear(
                f"photos/{number}.html",
                number,
                len(found),
                tuple(shown_photo(edition, shot) for shot in _few(found)),
            )
            for number, found in _by_year(annals.album.shots)
        ),
        campaigns=tuple(campaigns[:_WAYS_IN]),
        all_campaigns=len(campaigns),
        people=tuple(
            PhotosOf(
                _to_photos(edition.ref(record)),
                _label(edition, record.unit or next(iter(record.ranks), None)),
                len(shown["people", record.slug]),
            )
            for record in sorted(most, key=lambda r: (person_key(r.name.text), r.slug))
        ),
        all_people=len(people),
    )


def _label(edition: Edition, name: Name | None) -> Label | None:
    return edition.label(name) if name else None


def _to_photos(ref: Ref) -> Ref:
    return Ref(f"{ref.href}#photos", ref.label, ref.slug)


def leaf_view(edition: Edition, leaf: Leaf, beside: Mapping[str, tuple[str, str]]) -> PhotoYearView:
    """Return one page of the library; ``beside`` has the pages before and after each page."""
    earlier, later = beside[leaf.place]
    months = tuple(
        PhotoMonth(
            key=f"m{month}",
            text=dates.month(leaf.year, month, edition.lang),
            count=count,
            sheets=tuple(_sheets(edition, shots)),
            href=href,
        )
        for month, shots, count, href in leaf.months
    )
    whole = f"photos/{leaf.year}.html"
    return PhotoYearView(
        title=_title(edition, leaf.place),
        count=sum(month.count for month in months),
        months=months,
        up=Ref(whole, Label(str(leaf.year))) if leaf.month else None,
        earlier=Ref(earlier, Label(_title(edition, earlier))) if earlier else None,
        later=Ref(later, Label(_title(edition, later))) if later else None,
    )


def _title(edition: Edition, place: str) -> str:
    year, *rest = (int(part) for part in place[len("photos/") : -len(".html")].split("-"))
    if not rest:
        return str(year)
    text = dates.month(year, rest[0], edition.lang)
    return text if len(rest) == 1 else f"{text} ({rest[1]})"


def neighbours(leaves: Sequence[Leaf]) -> dict[str, tuple[str, str]]:
    """Return, by place, the page before and after each: a year beside years, a month beside months.

    “Before” is earlier in time.
    """
    found: dict[str, tuple[str, str]] = {}
    for is_month in (False, True):
        row = [leaf.place for leaf in leaves if bool(leaf.month) is is_month]
        for number, place in enumerate(row):
            earlier = row[number + 1] if number + 1 < len(row) else ""
            found[place] = (earlier, row[number - 1] if number else "")
    return found


def _sheets(edition: Edition, shots: Iterable[Shot]) -> Iterator[Sheet]:
    for slug, found in groupby(shots, lambda shot: shot.article):
        article = edition.library.articles[slug]
        yield Sheet(
            article=edition.article_ref(article),
            day=edition.day(article.event_day),
            status=edition.status(article),
            photos=tuple(shown_photo(edition, shot) for shot in found),
        )


def shown_photo(edition: Edition, shot: Shot) -> ShownPhoto:
    """Return a photo with the words of this edition where it has them, and the way to its place."""
    article = edition.library.articles[shot.article]
    href = f"articles/{shot.article}.html"
    own = edition.text(article)
    for text in (own, *(text for text in article.texts if text is not own)):
        for view in edition.photos(text):
            if view.picture.source == shot.source:
                # The page of this edition shows the photo only where its own text has it.
                return ShownPhoto(view, f"{href}#{view.anchor}" if text is own else href)
    raise ValueError(f"no text of {shot.article} shows {shot.source}")
