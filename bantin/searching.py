"""Site → the search index as outputs, made of what the last build kept of it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from . import caches
from .findable import Finder, facets, in_order, name_of, year_of
from .library import Library
from .model import Item, Site, Text
from .reading import Survey, folder_of
from .search.batches import Batch, LostError, packed, records_in
from .search.columns import Recorders, numeric
from .search.document import Document
from .search.files import script, shown_row
from .search.index import KEY, Index, Listing, Made, address, digest, facets_file, joined
from .search.join import MANY
from .search.patch import NOTHING, Change, patched
from .search.records import Record, Recorder
from .settings import Settings
from .site import Assembled
from .workers import Crew, Limits, Lost, each
from .write import Output

_LIMITS = Limits(cpu_seconds=600, megabytes=4000)
_FEW_BATCHES = 3  # are sooner recorded than workers begin
_MENDED = 64  # so many documents may have changed where files are mended
_KEPT = "index"

Read = Callable[[str], bytes | None]
"""Gives a file of the index that was made before, by its address."""


@dataclass(slots=True)
class Catalogue:
    """All documents in their order, and who says by what they are found.

    ``folder`` is where their records are kept; without one they stay in memory.
    """

    finder: Finder
    listing: Listing
    folder: Path | None = None
    documents: list[tuple[str, str]] = field(init=False, repr=False)
    recorder: Recorder = field(init=False, repr=False)
    recorders: Recorders = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.documents, self.recorder = self.listing.documents(), Recorder()
        self.recorders = Recorders(self.recorder)

    def __reduce__(self) -> "tuple[type[Catalogue], tuple[object, ...]]":
        return Catalogue, (self.finder, self.listing, self.folder)

    def record(self, span: tuple[int, int], *, by_columns: bool = False) -> Batch:
        """Return the batch of some documents."""
        tolds, documents = zip(*map(self._document, range(*span)), strict=True)
        told = b"".join(tolds)
        if by_columns:
            return self._kept(span, *self.recorders.packed(documents, told))
        return self._kept(span, *packed(list(map(self.recorder.record, documents)), told))

    def record_again(self, span: tuple[int, int], old: Index) -> Batch:
        """Return the same where most of the documents may be those of an ``old`` index."""
        keys, before = self.listing.keys, old.listing.keys
        changed = [n for n in range(*span) if _key(keys, n) != _key(before, n)]
        batches = dict(zip(old.listing.spans(), old.batches, strict=True))
        if span not in batches or 2 * len(changed) > span[1] - span[0]:
            return self.record(span)
        try:
            records = records_in(batches[span], self.folder)
        except LostError:
            return self.record(span)
        tolds = [_key(batches[span].told, place) for place in range(len(records))]
        for number in changed:
            place = number - span[0]
            tolds[place], document = self._document(number)
            records[place] = self.recorder.record(document)
        return self._kept(span, *packed(records, b"".join(tolds)))

    def _document(self, number: int) -> tuple[bytes, Document]:
        """Return what a document says, behind what stands for all that is shown of it."""
        item, text = self.finder.found(*self.documents[number])
        document = self.finder.document(item, text)
        shown = replace(self.finder.shown(item, text), photo="", status="")
        said = script("d", "", shown_row(shown, "")) + document.body.encode()
        return hashlib.blake2b(said, digest_size=KEY).digest(), document

    def _kept(self, span: tuple[int, int], data: bytes, batch: Batch) -> Batch:
        if self.folder is None:
            return batch
        name = hashlib.blake2b(self.listing.key(span), digest_size=16).hexdigest() + _ENDING
        try:
            caches.put(self.folder / name, data)
        except OSError:  # then it is kept in memory for this run, and made again in the next
            return batch
        return batch._replace(place=name)

    def recorded(self, old: Index | None, crew: Crew | None = None) -> list[Batch]:
        """Return the batches of all documents, those of ``old`` that still hold among them."""
        known = _by_key(old) if old else {}
        spans = self.listing.spans()
        batches = [known.get(self.listing.key(span)) for span in spans]
        unknown = [span for span, batch in zip(spans, batches, strict=True) if batch is None]
        if old and len(unknown) <= _FEW_BATCHES:
            made = iter([self.record_again(span, old) for span in unknown])
        else:
            made = iter(self._recorded(unknown, crew))
        return [next(made) if batch is None else batch for batch in batches]

    def _recorded(self, spans: Sequence[tuple[int, int]], crew: Crew | None) -> list[Batch]:
        if len(spans) <= _FEW_BATCHES:
            return [self.record(span) for span in spans]
        is_large = sum(end - start for start, end in spans) >= MANY
        if is_large:
            numeric()  # here, and not in every worker
        work = _record_by_columns if is_large else _record
        done = each(work, self, spans, limits=_LIMITS, crew=crew)
        # The machine ran out of memory, or somebody ended a worker.
        pairs = zip(spans, done, strict=True)
        return [self.record(span) if isinstance(got, Lost) else got for span, got in pairs]

    def shown(self, number: int) -> bytes:
        """Return the file of one document."""
        item, text = self.finder.found(*self.documents[number])
        row = shown_row(self.finder.shown(item, text), self.finder.text(text))
        return script("d", number, row)

    def output(self, number: int) -> Output:
        """Return the file of one document as an output."""
        key = self.listing.shown[number * KEY : (number + 1) * KEY]
        return Output(address("d", number), key.hex(), partial(self.shown, number))

    @property
    def addresses(self) -> list[str]:
        """Where the files of the documents stand."""
        return [address("d", number) for number in range(len(self.listing))]


_ENDING = ".batch"


def _key(keys: bytes, number: int) -> bytes:
    return keys[number * KEY : (number + 1) * KEY]


def _record(catalogue: Catalogue, span: tuple[int, int]) -> Batch:
    """Record some documents; called in a worker."""
    return catalogue.record(span)


def _record_by_columns(catalogue: Catalogue, span: tuple[int, int]) -> Batch:
    """Record some documents of many; called in a worker."""
    return catalogue.record(span, by_columns=True)


def _by_key(index: Index) -> dict[bytes, Batch]:
    spans = index.listing.spans()
    return {
        index.listing.key(span): batch for span, batch in zip(spans, index.batches, strict=True)
    }


def listing(site: Site, finder: Finder, survey: Survey) -> Listing:
    """Return all documents of ``site`` in their order; ``survey`` has what was read of it."""
    rows, root, code = survey.rows, survey.tree.root, caches.code()
    languages = {lang: place for place, lang in enumerate(site.languages)}
    names, masks = [], bytearray()
    keys: list[bytes] = []
    shown: list[bytes] = []
    looks = hashlib.blake2b(digest_size=16)
    years: dict[int, int] = {}
    for item in in_order(site):
        years.setdefault(year_of(item), len(keys))
        names.append(name_of(item))
        stamp = f"{code} {rows[folder_of(item.path, root)].stamp}"
        mask = 0
        for text in sorted(item.texts, key=lambda text: languages[text.lang]):
            mask |= 1 << languages[text.lang]
            look = finder.look(item, text)
            looks.update(f"{look}\n".encode())
            said, seen = _keys(finder, item, text, stamp, look)
            keys.append(said)
            shown.append(seen)
        masks.append(mask)
    return Listing(
        site.languages,
        tuple(names),
        bytes(masks),
        tuple((year, number) for year, number in years.items() if year),
        b"".join(keys),
        b"".join(shown),
        looks.digest(),
    )


def _keys(finder: Finder, item: Item, text: Text, stamp: str, look: str) -> tuple[bytes, bytes]:
    """Return what stands for what a document says, and for what is shown of it."""
    key = hashlib.blake2b(finder.key(item, text, stamp).encode(), digest_size=KEY)
    said = key.digest()
    key.update(look.encode())
    return said, key.digest()


def refreshed(
    catalogue: Catalogue,
    old: Index | None,
    narrowing: bytes,
    read: Read | None,
    crew: Crew | None = None,
) -> Made:
    """Return the index of ``catalogue``, made of ``old`` as far as that goes.

    ``narrowing`` is the file of facets; ``read`` gives the old files, None where they are not
    at hand and all have to be made.
    """
    batches = catalogue.recorded(old, crew)
    if old and read:
        made = _mended(catalogue, old, batches, narrowing, read)
        if made:
            return made
    try:
        return joined(catalogue.listing, batches, catalogue.folder, narrowing, crew)
    except LostError:
        batches = catalogue.recorded(None, crew)
        return joined(catalogue.listing, batches, catalogue.folder, narrowing, crew)


def _mended(
    catalogue: Catalogue,
    old: Index,
    batches: Sequence[Batch],
    narrowing: bytes | None,
    read: Read,
) -> Made | None:
    numbers = _differing(old.listing.keys, catalogue.listing.keys)
    if len(numbers) > _MENDED:
        return None
    try:
        before = _records(old.listing, old.batches, numbers, catalogue.folder)
        after = _records(catalogue.listing, batches, numbers, catalogue.folder)
    except LostError:
        return None
    changes = [Change(n, before.get(n, NOTHING), after.get(n, NOTHING)) for n in numbers]
    return patched(old, catalogue.listing, batches, changes, narrowing, read)


def _differing(old: bytes, new: bytes) -> list[int]:
    if old == new:
        return []
    ends = range(0, max(len(old), len(new)), KEY)
    return [end // KEY for end in ends if old[end : end + KEY] != new[end : end + KEY]]


def _records(
    of: Listing, batches: Sequence[Batch], numbers: Iterable[int], folder: Path | None
) -> dict[int, Record]:
    found: dict[int, Record] = {}
    wanted = set(numbers)
    for (first, end), batch in zip(of.spans(), batches, strict=True):
        if not wanted.isdisjoint(range(first, end)):
            records = enumerate(records_in(batch, folder), first)
            found.update((number, record) for number, record in records if number in wanted)
    return found


# ── what a build writes of it ────────────────────────────────────────────────


@dataclass(slots=True)
class Search:
    """The search index of a site as outputs."""

    catalogue: Catalogue
    made: Made
    narrowing: bytes

    @property
    def stamp(self) -> str:
        """Letters that stand for all of the index."""
        return self.made.index.stamp

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the index but those of the documents."""
        for place, stands in self.made.index.files.items():
            yield Output(place, stands.hex(), partial(self._last, place))
        yield self.start()

    def start(self) -> Output:
        """Return the file with which every search begins."""
        content = self.made.index.start()
        return Output(address("start"), digest(content).hex(), lambda: content)

    def changed(self) -> Iterator[Output]:
        """Yield those that are not as they were."""
        files = self.made.index.files
        for place in self.made.files:
            yield Output(place, files[place].hex(), partial(self.file, place))
        yield self.start()

    def file(self, place: str) -> bytes:
        """Return a file of the index. One that was lost has them all made again."""
        if place not in self.made.files:
            made = refreshed(self.catalogue, self.made.index, self.narrowing, None)
            self.made = Made(self.made.index, made.files)
        return self.made.files[place]

    def _last(self, place: str) -> bytes:
        """Return a file and forget it: all of them are much to keep while pages are made."""
        content = self.file(place)
        del self.made.files[place]
        return content


def searched(
    assembled: Assembled, settings: Settings, *, is_fresh: bool, crew: Crew | None = None
) -> Search:
    """Return the search index of a site; nothing of it lies in the output if it ``is_fresh``.

    What a later build can use of it is kept.
    """
    site, library, survey = assembled.site, assembled.library, assembled.gathered.survey
    folder = store(settings)
    finder = Finder(library, survey.lectern, settings)
    catalogue = Catalogue(finder, listing(site, finder, survey), folder)
    narrowing = facets_file(facets(in_order(site), library, site.languages))
    old = recalled(folder)
    read = None if is_fresh else partial(_read, settings)
    made = refreshed(catalogue, old, narrowing, read, crew)
    keep(folder, made.index, old)
    return Search(catalogue, made, narrowing)


def _read(settings: Settings, place: str) -> bytes | None:
    with suppress(OSError):
        return (settings.output / place).read_bytes()
    return None


def store(settings: Settings) -> Path:
    """Return the folder in which the index of such a site is kept."""
    said = (str(settings.content.resolve()), settings.languages, settings.drafts, settings.samples)
    name = hashlib.blake2b(repr(said).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return settings.cache / "search" / name


def recalled(folder: Path) -> Index | None:
    """Return the index that was kept in ``folder``; None where none of ours is."""
    saved = caches.read(folder / _KEPT)
    if not saved or saved[0] != caches.code():
        return None
    _, of, batches, rest = saved
    return Index(Listing(*of), tuple(Batch(*batch) for batch in batches), *rest)


class Edited(NamedTuple):
    """The files of the index that an edit changed, and the stamp of the index."""

    outputs: list[Output]
    stamp: str


def edited(
    stamp: str,
    library: Library,
    survey: Survey,
    settings: Settings,
    items: Iterable[tuple[str, str]],
) -> Edited | None:
    """Return the files of the index after the words of ``items`` (kinds and slugs) changed.

    None where the index that is kept is not the one of the last build, or too much is new.
    """
    folder = store(settings)
    old = recalled(folder)
    if old is None or old.stamp != stamp:
        return None
    finder = Finder(library, survey.lectern, settings)
    keys, shown = bytearray(old.listing.keys), bytearray(old.listing.shown)
    wanted = {f"{kind}/{name}" for kind, name in items}
    numbers, code = [], caches.code()
    for number, (name, lang) in enumerate(old.listing.documents()):
        if name in wanted:
            item, text = finder.found(name, lang)
            row = survey.rows[folder_of(item.path, survey.tree.root)]
            place = slice(number * KEY, (number + 1) * KEY)
            stamp, look = f"{code} {row.stamp}", finder.look(item, text)
            keys[place], shown[place] = _keys(finder, item, text, stamp, look)
            numbers.append(number)
    catalogue = Catalogue(
        finder, replace(old.listing, keys=bytes(keys), shown=bytes(shown)), folder
    )
    made = _mended(catalogue, old, catalogue.recorded(old), None, partial(_read, settings))
    if made is None:
        return None
    keep(folder, made.index, old)
    search = Search(catalogue, made, b"")
    return Edited([*search.changed(), *map(catalogue.output, numbers)], search.stamp)


def keep(folder: Path, index: Index, old: Index | None) -> None:
    """Keep ``index`` for the next build, and no records but its own.

    What cannot be kept is made again next time.
    """
    if index == old:
        return
    of = index.listing
    plain: Any = (of.languages, of.items, of.masks, of.years, of.keys, of.shown, of.looks)
    batches = tuple(tuple(batch) for batch in index.batches)
    with suppress(OSError):
        caches.save(
            folder / _KEPT,
            (caches.code(), plain, batches, (index.bits, index.files, index.counts)),
        )
        wanted = {batch.place for batch in index.batches}
        for path in folder.glob(f"*{_ENDING}"):
            if path.name not in wanted:
                path.unlink()
