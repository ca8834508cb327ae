"""The register of awards: on one page while it is short, else by years, months and parts."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from .. import dates
from ..model import Award, Site
from ..views import AwardGroup, AwardsView, AwardYearView, Label, Ref
from .edition import Edition
from .leaves import MANY, Leaf, few, leaves, title, way


def pages(awards: Sequence[Award]) -> tuple[Leaf[Award], ...]:
    """Return the pages of a register that is too long for one, the latest first."""
    return leaves(awards, lambda award: award.day, "awards") if len(awards) > MANY else ()


def awards_view(edition: Edition, site: Site) -> AwardsView:
    """Return the register of awards by year, the latest first; of a long one a few a year."""
    is_long = len(site.awards) > MANY
    return AwardsView(
        tuple(
            _year(edition, year, tuple(found), is_long)
            for year, found in groupby(site.awards, lambda award: award.day.year)
        ),
        len(site.awards),
        sum(award.collective for award in site.awards),
    )


def _year(edition: Edition, year: int, awards: tuple[Award, ...], is_long: bool) -> AwardGroup:
    shown = edition.awards(few(awards) if is_long else awards)
    href = f"awards/{year}.html" if is_long else ""
    return AwardGroup(f"y{year}", str(year), shown, len(awards), href)


def award_year_view(
    edition: Edition, leaf: Leaf[Award], beside: Mapping[str, tuple[str, str]]
) -> AwardYearView:
    """Return one page of a long register; ``beside`` has the pages before and after each page."""
    earlier, later = beside[leaf.place]
    return AwardYearView(
        title=title(edition, leaf.place),
        count=sum(month.count for month in leaf.months),
        months=tuple(
            AwardGroup(
                key=f"m{month.number}",
                text=dates.month(leaf.year, month.number, edition.lang),
                awards=edition.awards(month.here),
                count=month.count,
                href=month.place,
            )
            for month in leaf.months
        ),
        up=Ref(leaf.whole, Label(str(leaf.year))) if leaf.month else None,
        earlier=way(edition, earlier),
        later=way(edition, later),
    )
