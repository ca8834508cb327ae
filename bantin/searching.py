"""Site → the search index as outputs."""

import hashlib
from collections.abc import Iterator

from .findable import Finder, facets, items_in_order
from .model import Article, Campaign
from .search.files import FOLDER, script, shown_row
from .search.index import index_files
from .search.records import Recorder
from .settings import Settings
from .site import Assembled
from .write import Output


def search_outputs(assembled: Assembled, settings: Settings) -> Iterator[Output]:
    """Yield every file of the search index."""
    finder = Finder(assembled.library, assembled.lectern, settings)
    languages = assembled.site.languages
    found = items_in_order(assembled.site, languages)
    recorder, records, number = Recorder(), [], 0
    digest = hashlib.blake2b(digest_size=16)
    years: dict[int, int] = {}
    for item, texts in found:
        if isinstance(item, Article):
            years.setdefault(item.published.year, number)
        elif isinstance(item, Campaign) and item.period:
            years.setdefault(item.period.start.year, number)
        for text in texts:
            records.append(recorder.record(finder.document(item, text)))
            row = shown_row(finder.shown(item, text), finder.text(text))
            content = script("d", number, row)
            digest.update(content)
            yield _ready(f"{FOLDER}/d/{number}.js", content)
            number += 1
    places = {lang: 1 << place for place, lang in enumerate(languages)}
    for address, content in index_files(
        records,
        languages=languages,
        items=[sum(places[text.lang] for text in texts) for _, texts in found],
        years=list(years.items()),
        facets=facets([item for item, _ in found], assembled.library, languages),
        shown=digest.digest(),
    ):
        yield _ready(address, content)


def _ready(place: str, content: bytes) -> Output:
    return Output(place, hashlib.blake2b(content, digest_size=16).hexdigest(), lambda: content)
