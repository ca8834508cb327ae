"""The search page, as it is before anything is asked."""

from ..model import Site
from ..views import Label, Ref, SearchView
from .edition import Edition


def search_view(_edition: Edition, site: Site) -> SearchView:
    """Return the years and the lists through which a reader can look instead."""
    years = sorted({article.published.year for article in site.articles}, reverse=True)
    lists = (
        ("campaigns", len(site.campaigns)),
        ("people", len(site.people)),
        ("units", len(site.units)),
        ("topics", len(site.topics)),
        ("occasions", len(site.occasions)),
    )
    return SearchView(
        tuple(Ref(f"archives/{year}.html", Label(str(year)), str(year)) for year in years),
        tuple((kind, count) for kind, count in lists if count),
    )
