"""An old site → articles of this one: planned, carried over by workers, laid down one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from ..manuscript import Manuscript, NameTaken, lay_down
from ..model import Item
from ..problems import N_, OutsideError
from ..reading.facts import item_slug
from ..reading.whole import Reading, read
from ..settings import Settings
from ..workers import Limits, Lost, Tell, can_fork, each, silent
from . import remarks
from .carry import Around, Carried, carry
from .files import Pictures
from .ledger import Ledger
from .links import Links
from .manuscripts import manuscript
from .places import Places
from .settled import office, settled
from .values import Note, Old, Source

_LIMITS = Limits(cpu_seconds=30, megabytes=1024)
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of one article. ``folder`` is empty where it could not be laid down."""

    folder: str
    title: str
    is_draft: bool
    photos: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a run brought over; ``known`` counts what was there already."""

    arrivals: tuple[Arrival, ...]
    known: int
    remarks: tuple[Note, ...]
    is_trial: bool

    @property
    def is_whole(self) -> bool:
        """Whether every article could be read and laid down."""
        all_read = not any(note.code in remarks.UNREAD for note in self.remarks)
        return all_read and all(arrival.folder for arrival in self.arrivals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to bring a source over: at most so many articles, for trial, and where the ledger is.

    ``author`` stands where the old site names nobody; empty, it is the editorial office.
    ``draft`` makes drafts of all.
    """

    ledger: Path
    author: str
    limit: int | None = None
    is_trial: bool = False
    draft: bool = False


def bring_in(site: Settings, source: Source, wish: Wish, tell: Tell = silent) -> Brought:
    """Bring the articles of ``source`` over that are not here yet, and return what became of them.

    Nothing that is there is touched. Raises ``SettingsError`` where it is no such source, and
    ``OutsideError`` where the disk refuses.
    """
    try:
        reading = _reading(site)
        run = _Run(site, source, wish, _places(site, reading), Ledger.opened(wish.ledger))
        campaigns = tuple(c.text.title for c in reading.campaigns) if reading else ()
        return run.result(run.plan(campaigns), tell)
    except OSError as error:
        raise OutsideError(
            N_("“{path}” cannot be read or written: {reason}"),
            N_("See whether the file is there, and whether the disk has room"),
            path=str(error.filename or site.content),
            reason=error.strerror or str(error),
        ) from error


def _reading(site: Settings) -> Reading | None:
    """Return what is on the site by now, None where it has no content at all."""
    if not site.content.is_dir():
        return None
    return read(
        site.content,
        languages=site.languages,
        today=site.now.date(),
        drafts=True,
        cache=site.cache,
    )


def _places(site: Settings, reading: Reading | None) -> Places:
    if reading is None:
        return Places.of(site.content, site.languages, (), ())
    items = chain[Item](reading.articles, reading.campaigns, reading.pages)
    return Places.of(site.content, site.languages, items, reading.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What the first look at a source says: a name for each new article, and where links lead."""

    names: dict[str, str]
    notes: dict[str, Note]
    known: int
    around: Around


@dataclass(slots=True)
class _Run:
    site: Settings
    source: Source
    wish: Wish
    places: Places
    ledger: Ledger
    arrivals: list[Arrival] = field(default_factory=list)

    def plan(self, campaigns: tuple[str, ...]) -> _Plan:
        """Give each new article its name, so that links can lead to what comes later."""
        links, known = Links(), 0
        names: dict[str, str] = {}
        notes: dict[str, Note] = {}
        for old in self.source.articles():
            if old.key in names:  # a source that lists an article twice
                continue
            name = self._name_here(old)
            if name is not None:
                known += 1
            elif self.wish.limit is None or len(names) < self.wish.limit:
                name, taken = self.places.name_for(old)
                names[old.key] = name
                if taken:
                    notes[old.key] = taken
            if name and self.places.has(old.kind, name):
                target = name if old.kind == "articles" else f"{old.kind}/{name}"
                for text in old.texts:
                    links.add((*text.addresses, *text.aka), target)
        pictures = Pictures(self.source.roots)
        pictures.find("x", None)  # the folders are looked through once, not by every worker
        around = Around(
            links=links, pictures=pictures, campaigns=campaigns, hosts=self.source.hosts
        )
        return _Plan(names=names, notes=notes, known=known, around=around)

    def _name_here(self, old: Old) -> str | None:
        """Return what an article that came over before is called here, or was before it went."""
        folder = self.ledger.folders.get(old.key)
        return item_slug(folder) if folder else self.places.holder(old)

    def _new(self, plan: _Plan) -> Iterator[Old]:
        pending = set(plan.names)
        for old in self.source.articles():
            if old.key in pending:
                pending.discard(old.key)
                yield old

    def result(self, plan: _Plan, tell: Tell) -> Brought:
        """Carry the articles over, some at a time, and lay them down."""
        new, total, done = self._new(plan), len(plan.names), 0
        # Where workers are not forked each begins anew, which takes a while.
        size = _BATCH if can_fork() else 8 * _BATCH
        while batch := list(islice(new, size)):
            found = each(carry, plan.around, batch, limits=_LIMITS)
            for old, carried in zip(batch, found, strict=True):
                self.arrivals.append(self._arrival(plan, old, carried))
                done += 1
                tell("imports", done, total)
        return Brought(
            arrivals=tuple(self.arrivals),
            known=plan.known,
            remarks=self.source.remarks,
            is_trial=self.wish.is_trial,
        )

    def _arrival(self, plan: _Plan, old: Old, carried: Carried | Lost) -> Arrival:
        title = old.texts[0].title
        if isinstance(carried, Lost):
            return _left(title, remarks.too_tangled(), *old.notes)
        if not any(body.strip() for _, body in carried.bodies):
            return _left(title, remarks.empty(), *old.notes)
        name = plan.names[old.key]
        draft = carried.old.draft or self.wish.draft
        author = self.wish.author or office(self.site)
        facts = settled(replace(carried.old, draft=draft), self.site, author)
        carried = replace(carried, old=facts)
        addresses, lost = self.places.addresses(old, name)
        taken = (plan.notes[old.key],) if old.key in plan.notes else ()
        folder = self.places.folder(old.kind, name, carried.old.day)
        made = manuscript(carried, folder, addresses, languages=self.site.languages)
        if not self.wish.is_trial:
            self._lay_down(old.key, made)
        return Arrival(
            folder=folder,
            title=carried.old.texts[0].title,
            is_draft=carried.old.draft,
            photos=len(carried.pictures),
            notes=(*carried.old.notes, *taken, *lost),
        )

    def _lay_down(self, key: str, made: Manuscript) -> None:
        try:
            lay_down(self.site.content, made)
        except NameTaken:
            # A run that was cut off had laid it down, and not yet noted it.
            if not _is_there(self.site.content, made):
                raise
        self.ledger.add(key, made.folder)


def _is_there(content: Path, made: Manuscript) -> bool:
    place = content / made.folder
    return all(
        (place / name).is_file() and (place / name).read_bytes() == data
        for name, data in made.files
    )


def _left(title: str, *notes: Note) -> Arrival:
    return Arrival(folder="", title=title, is_draft=False, photos=0, notes=notes)
