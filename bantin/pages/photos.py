"""The photo library: the album → its years, its months, and the ways in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from .. import dates
from ..album import Shot
from ..model import Name, Site
from ..text import person_key
from ..views import Label, PhotoMonth, PhotosOf, PhotosView, PhotoYear, PhotoYearView, Ref, Sheet
from ..views import Shown as ShownPhoto
from .annals import Annals
from .edition import Edition
from .leaves import Leaf, leaves, title, way

_A_FEW = 4
_WAYS_IN = 60


def pages(shots: Iterable[Shot]) -> tuple[Leaf[Shot], ...]:
    """Return the pages of the library for ``shots``, the latest first."""
    return leaves(shots, lambda shot: shot.day, "photos", _few)


def _by_year(shots: Sequence[Shot]) -> Iterator[tuple[int, tuple[Shot, ...]]]:
    for number, found in groupby(shots, lambda shot: shot.day.year):
        yield number, tuple(found)


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


def leaf_view(
    edition: Edition, leaf: Leaf[Shot], beside: Mapping[str, tuple[str, str]]
) -> PhotoYearView:
    """Return one page of the library; ``beside`` has the pages before and after each page."""
    earlier, later = beside[leaf.place]
    months = tuple(
        PhotoMonth(
            key=f"m{month.number}",
            text=dates.month(leaf.year, month.number, edition.lang),
            count=month.count,
            sheets=tuple(_sheets(edition, month.here)),
            href=month.place,
        )
        for month in leaf.months
    )
    return PhotoYearView(
        title=title(edition, leaf.place),
        count=sum(month.count for month in months),
        months=months,
        up=Ref(leaf.whole, Label(str(leaf.year))) if leaf.month else None,
        earlier=way(edition, earlier),
        later=way(edition, later),
    )


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
