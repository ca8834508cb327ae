"""The search index of a site that is held in memory: made when it is asked for, never stale."""

from ..findable import Finder, facets, in_order
from ..search.index import Made, address, facets_file
from ..searching import Catalogue, Search, listing, refreshed
from ..settings import Settings
from ..site import Assembled


class Found:
    """The files of the index of one site after the other, each made of the one before."""

    def __init__(self) -> None:
        self._site: object = None
        self._search: Search | None = None

    def file(self, place: str, assembled: Assembled, settings: Settings) -> bytes | None:
        """Return the file at ``place``, or None where the index has none there."""
        search = self._of(assembled, settings)
        if place == address("start"):
            return search.start().make()
        if place in search.made.index.files:
            return search.file(place)
        number = place.removeprefix(f"{address('d').removesuffix('.js')}/").removesuffix(".js")
        known = len(search.catalogue.listing)
        if number.isdecimal() and place == address("d", int(number)) and int(number) < known:
            return search.catalogue.shown(int(number))
        return None

    def _of(self, assembled: Assembled, settings: Settings) -> Search:
        before = self._search
        if before is None or self._site is not assembled.site:
            self._search = before = _search(assembled, settings, before)
            self._site = assembled.site
        return before


def _search(assembled: Assembled, settings: Settings, before: Search | None) -> Search:
    site, library = assembled.site, assembled.library
    finder = Finder(library, assembled.lectern, settings)
    catalogue = Catalogue(finder, listing(site, finder, assembled.gathered.survey))
    narrowing = facets_file(facets(in_order(site), library, site.languages))
    if before is None:
        return Search(catalogue, refreshed(catalogue, None, narrowing, None), narrowing)
    old = before.made
    made = refreshed(catalogue, old.index, narrowing, old.files.get)
    files = {**old.files, **made.files}
    return Search(
        catalogue,
        Made(made.index, {place: files[place] for place in made.index.files}),
        narrowing,
    )
