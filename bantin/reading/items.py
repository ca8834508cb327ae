"""An item's folder → what articles, campaigns and pages have in common, in all languages."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from ..faults import fault
from ..model import Status, Text
from ..problems import N_, Problem, Severity
from .facts import Facts, date_prefix, item_slug, read_facts
from .fields import Field, Fields
from .files import unpublished
from .folder_names import folder_problems
from .joined_names import joined_names
from .lookup import Lookup
from .names import Names
from .other_kinds import of_other_kind
from .photos import Shelf
from .portable import unportable, unportable_records
from .texts import Version, read_versions
from .translation_checks import untranslated
from .tree import Folder

Item = TypeVar("Item", covariant=True)

_PLACED = frozenset(
    {"title", "date", "event_date", "publish_from", "correction", "related", "old_address"}
)
_NAMED = frozenset({"unit", "place", "topics", "occasion", "launched_by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the reading of a folder depends on besides the folder itself.

    ``others`` maps every folder below the content folder to the names of its files, for
    photos that stand in another folder. English drafts are left out without ``drafts``.
    """

    languages: tuple[str, ...] = ("vi", "en")
    names: Names = field(default_factory=Names)
    campaigns: Lookup = field(default_factory=Lookup)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the field ``key`` of the item ``slug`` says ``text``, for rules over all items."""

    path: str
    slug: str
    key: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[Item]):
    """What came of one folder: the item, or None where an error keeps it off the site.

    ``titles`` are its names, the first language first, as far as they could be read; ``used``
    the photos it shows and ``unused`` the photos of its folder that it does not. ``bodies``
    pairs the path of each of the item's texts with its frozen body.
    """

    kind: str
    path: str
    slug: str
    item: Item | None
    problems: tuple[Problem, ...]
    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    bodies: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an item is made of. Without ``sound`` it cannot be made."""

    slug: str
    path: str
    facts: Facts
    texts: tuple[Text, ...]
    sound: bool
    problems: tuple[Problem, ...]
    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    bodies: tuple[tuple[str, bytes], ...] = ()

    def outcome(self, kind: str, item: Item | None) -> Outcome[Item]:
        """Return the Outcome with ``item``."""
        return Outcome(
            kind=kind,
            path=self.path,
            slug=self.slug,
            item=item,
            problems=self.problems,
            titles=self.titles,
            places=self.places,
            used=self.used,
            unused=self.unused,
            bodies=self.bodies if item else (),
        )


def read_parts(folder: Folder, fields: Fields, known: Known) -> Parts:
    """Return the parts of the item in ``folder``, with every Problem that its files have."""
    shelf = Shelf(folder=folder.path, own=folder.files, refused=folder.refused, others=known.others)
    slug = item_slug(folder.path)
    where = f"{folder.root}/{folder.path}"
    versions = read_versions(folder, fields=fields, languages=known.languages, shelf=shelf)
    if not versions.all:
        return Parts(
            slug=slug, path=where, facts=Facts(), texts=(), sound=False, problems=versions.problems
        )
    main, *others = versions.all
    if moved := of_other_kind(folder, main.head, fields, main.path):
        return Parts(
            slug=slug, path=main.path, facts=Facts(), texts=(), sound=False, problems=(moved,)
        )
    facts, wrong = read_facts(
        main.head, path=main.path, names=known.names, campaigns=known.campaigns
    )
    problems = [*versions.problems, *main.problems, *wrong]
    if not slug:
        problems.append(_no_address(where))
    problems += joined_names(main.head, known.names, main.path)
    problems += folder_problems(posixpath.basename(folder.path), slug, where)
    texts = [_with_corrections(main, facts)]
    for version in others:
        more, said = _translation(version, main, facts, fields, known)
        problems += [*said, *untranslated(version, main)]
        texts += more
    problems += _notices(
        main, facts, texts_missing=len(versions.all) == 1 and not versions.problems, known=known
    )
    problems += unportable(folder, slug)
    problems += unportable_records(main.head, main.path)
    used = tuple(dict.fromkeys(photo for version in versions.all for photo in version.used))
    meant = {photo for version in versions.all for photo in version.meant}
    problems += unpublished(folder, meant.union(used))
    own = (f"{folder.path}/{name}" for name in shelf.photos)
    return Parts(
        slug=slug,
        path=main.path,
        facts=facts,
        texts=tuple(texts),
        sound=main.sound and not wrong and bool(slug),
        problems=tuple(problems),
        titles=tuple(version.text.title for version in versions.all if version.text.title),
        places=tuple(_places(main, slug)),
        used=used,
        unused=tuple(photo for photo in own if photo not in used and photo not in meant),
        bodies=tuple(
            (version.path, version.body)
            for version in versions.all
            if any(text.path == version.path for text in texts)
        ),
    )


def _with_corrections(version: Version, facts: Facts) -> Text:
    return replace(version.text, corrections=facts.correction) if facts.correction else version.text


def _translation(
    version: Version, main: Version, facts: Facts, fields: Fields, known: Known
) -> tuple[list[Text], list[Problem]]:
    """Return the text of a translation, if it is to be shown, and its Problems."""
    own, wrong = read_facts(
        version.head, path=version.path, names=known.names, campaigns=known.campaigns
    )
    unreadable = {(problem.line, problem.column) for problem in wrong}
    differing = list(_differing(version, own, main, facts, fields, unreadable))
    problems = [*version.problems, *wrong, *differing]
    if own.status is Status.DRAFT and facts.status is not Status.DRAFT:
        problems.append(_draft(version))
        if not known.drafts:
            return [], problems
    sound = version.sound and not wrong and not differing
    return [_with_corrections(version, own)] if sound else [], problems


def _differing(
    version: Version,
    own: Facts,
    main: Version,
    facts: Facts,
    fields: Fields,
    unreadable: set[tuple[int, int]],
) -> Iterator[Problem]:
    """Yield a Problem for each fact of a translation that the first language does not share."""
    for known in fields.all:
        if known.key not in version.head.values:
            continue
        typed = version.head.all(known.key)
        said = main.head.all(known.key)
        if not typed or unreadable.intersection((value.line, value.column) for value in typed):
            continue
        if known.key == "status":
            if own.status in (Status.DRAFT, facts.status or Status.PUBLISHED):
                continue
        elif known.own or own.said(known.key) == facts.said(known.key):
            continue
        if not said and known.key != "status":
            yield _only_here(version, main, known)
        elif _was_read(main, facts, known):
            yield _differs(version, main, known)


def _was_read(main: Version, facts: Facts, known: Field) -> bool:
    """Return whether the first language's value could be read; if not, that is the Problem."""
    return known.key == "status" or bool(facts.said(known.key)) or not main.head.all(known.key)


def _typed(version: Version, key: str) -> str:
    return "; ".join(value.text for value in version.head.all(key))


def _differs(version: Version, main: Version, known: Field) -> Problem:
    value = version.head.all(known.key)[0]
    remedy = N_("Delete this line: {main} holds the facts")
    if known.key in _NAMED and version.lang == "en":
        remedy = N_("Delete this line, or give the English name in names.csv")
    elif known.key in _NAMED:
        remedy = N_("Delete this line, or give the name in names.csv")
    return fault(
        "fact-differs",
        N_("“{field}” in {file} ({typed}) differs from {main} ({other})"),
        remedy,
        path=version.path,
        line=value.line,
        column=value.column,
        field=value.label,
        file=posixpath.basename(version.path),
        typed=_typed(version, known.key),
        main=posixpath.basename(main.path),
        other=_typed(main, known.key) or Status.PUBLISHED,
    )


def _only_here(version: Version, main: Version, known: Field) -> Problem:
    value = version.head.all(known.key)[0]
    return fault(
        "fact-only-in-translation",
        N_("“{field}” stands in {file} ({typed}), but not in {main}"),
        N_("Move the line to {main}, which holds the facts"),
        path=version.path,
        line=value.line,
        column=value.column,
        field=value.label,
        file=posixpath.basename(version.path),
        typed=_typed(version, known.key),
        main=posixpath.basename(main.path),
    )


def _notices(
    main: Version, facts: Facts, *, texts_missing: bool, known: Known
) -> Iterator[Problem]:
    if facts.status is Status.DRAFT:
        yield _draft(main)
    elif texts_missing and facts.translate is not False and len(known.languages) > 1:
        usual = known.languages[:2] == ("vi", "en")
        yield fault(
            "translation-missing",
            N_("there is no English version yet; its page leads to the Vietnamese text")
            if usual
            else N_("there is no translation yet; its page leads to the text in {main}"),
            N_("Write {file}, or the line “{field}” where it stays untranslated on purpose"),
            path=main.path,
            severity=Severity.INFO,
            file=f"{known.languages[1]}.md",
            field="Dịch: không" if known.languages[0] == "vi" else "Translate: no",
            main=posixpath.basename(main.path),
        )


def _draft(version: Version) -> Problem:
    value = version.head.all("status")[0]
    return fault(
        "draft",
        N_("{file} is still a draft and is not published"),
        N_("Delete the line “{field}: {typed}” to publish it"),
        path=version.path,
        line=value.line,
        column=value.column,
        severity=Severity.INFO,
        file=posixpath.basename(version.path),
        field=value.label,
        typed=value.text,
    )


def _places(version: Version, slug: str) -> Iterator[Place]:
    for entry in version.head.entries:
        if entry.field.key in _PLACED:
            for value in entry.values:
                yield Place(
                    path=version.path,
                    slug=slug,
                    key=entry.field.key,
                    text=value.text,
                    line=value.line,
                    column=value.column,
                )


def _no_address(path: str) -> Problem:
    return fault(
        "folder-without-address",
        N_("no address can be made of the folder's name"),
        N_("Rename the folder, with letters or figures in its name"),
        path=path,
    )


def folder_date(folder: Folder) -> str | None:
    """Return the date that stands before the folder's name, or None."""
    return date_prefix(posixpath.basename(folder.path))
