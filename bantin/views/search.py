"""The search page: a box, and the lists to look through where there is no script or no word."""

from dataclasses import dataclass

from .cards import Ref


@dataclass(frozen=True, slots=True)
class SearchView:
    """``years`` are those of the archive, the latest first.

    ``lists`` are (kind, number of entries) of the lists that are not empty; kinds are
    campaigns, people, units, topics, occasions.
    """

    years: tuple[Ref, ...]
    lists: tuple[tuple[str, int], ...]
